"""Checks of conditions: those that cannot come out one way, tests that contradict or imply each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evaluator.desk.proof.conflicts import blamed
from evaluator.desk.proof.prover import BOUNDED, Prover, as_written, bounded, flaw, key_of, parts_in
from evaluator.desk.proof.settle import Answer, Space
from evaluator.desk.proof.sites import Site
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Wanted, along, asks_of, is_true
from evaluator.inference.columns import FALSE, TRUE
from evaluator.language.conditions import Combination, Condition, Test, ValueOf, names_in, tests_in
from evaluator.language.derived_from_rows import events_of
from evaluator.language.plan import Plan
from evaluator.language.quantity import Derived
from evaluator.language.resolve import finding
from evaluator.problems import Problem

IN_ORDER = frozenset({"bands", "grades", "rates", "by_condition", "tiers"})
"""Kinds of which the first that holds is taken: they are checked in their order."""

ENTRANCE = {"gates": "gate", "vetoes": "veto"}
"""Kinds that decide who is ranked at all, whose findings say so."""


def condition_flaws(prover: Prover) -> Iterator[Problem]:
    """Every condition on subjects, and every condition on single rows."""
    for site in prover.sites:
        yield from _constant(prover, site)
        yield from node_flaws(prover.bench, site, prover)
    for name, quantity in prover.plan.derived.items():
        for site in row_sites(prover.plan, name, quantity):
            bench = _row_bench(prover, quantity)
            yield from _never_or_always(bench, site)
            yield from node_flaws(bench, site, None)


def _constant(prover: Prover, site: Site) -> Iterator[Problem]:
    """A condition that never holds, or always does."""
    if site.kind in IN_ORDER:
        return
    found = list(_never_or_always(prover.bench, site))
    proved = [item for item in found if item.code != BOUNDED]
    if proved:
        holds = proved[0].code.endswith(("-fails", "-always"))
        wanted = is_true(site.condition, prover.judge)
        yield prover.witnessed(proved[0], [site.condition], wanted) if holds else proved[0]
    elif site.kind == "when" and site.path[0] == "criteria" and (found or _worked_out(prover, site)):
        yield from not_shown(prover, site, found)
    else:
        yield from found


def _worked_out(prover: Prover, site: Site) -> bool:
    """Whether a condition asks of more than fields: of fields every combination of regions is some evidence."""
    return any(name not in prover.plan.fields for name in names_in(site.condition))


def _never_or_always(bench: Bench, site: Site) -> Iterator[Problem]:
    space = Space.of(bench, [site.condition])
    holds, fails = (space.can((site.condition, (truth,))) for truth in (TRUE, FALSE))
    never = holds.never
    if not never and not fails.never:
        yield from bounded(site.place, site.owner, site.kind, holds, fails)
        return
    if site.kind == "when" and site.path[0] == "criteria":
        found = flaw("never-met" if never else "never-fails", site.place, found=site.owner, cells=space.cells)
    else:
        code = ENTRANCE.get(site.kind, "condition") + ("-never" if never else "-always")
        found = flaw(code, site.place, owner=site.owner, key=key_of(site.kind), cells=space.cells)
    yield blamed(bench, found, site.condition) if never else found


def not_shown(prover: Prover, site: Site, left: Sequence[Problem] = ()) -> Iterator[Problem]:
    """A criterion for which a bounded search found no evidence one way; what is `left` open where it cannot search."""
    if any(test.column.startswith("finding:") for test in tests_in(site.condition)):
        yield from left
        return
    for truth, code in ((TRUE, "not-shown"), (FALSE, "not-shown-failing")):
        held, tried = prover.looked_for([(site.condition, truth)])
        if tried and not held:
            yield flaw(code, site.place, owner=site.owner, found=key_of(site.kind), cells=tried)
        elif not held:
            yield from left


def node_flaws(bench: Bench, site: Site, prover: Prover | None) -> Iterator[Problem]:
    """Tests that contradict each other in an `all`; parts of an `all`, `any` or `none` that change nothing."""
    for node in parts_in(site.condition):
        if node.word not in ("all", "any", "none") or len(node.parts) < 2:
            continue
        contradiction = list(_contradiction(bench, node, site))
        yield from contradiction
        if not any(item.code != BOUNDED for item in contradiction) and not _is_constant(bench, node):
            yield from _implied(bench, node, site, prover)


def _is_constant(bench: Bench, node: Condition) -> bool:
    space = Space.of(bench, [node])
    return not all(space.can((node, (truth,))).possible for truth in (TRUE, FALSE))


def _contradiction(bench: Bench, node: Combination, site: Site) -> Iterator[Problem]:
    """The first two parts of an `all` that never hold together, though each can hold."""
    if node.word != "all":
        return
    asked = {id(part): asks_of(bench, part) for part in node.parts}
    names = [name for part in asked.values() for name in part]
    if len(names) == len(set(names)):
        return
    able = [part for part in node.parts if not _can_hold(bench, part).never]
    for index, later in enumerate(able):
        for earlier in able[:index]:
            if not asked[id(later)] & asked[id(earlier)]:
                continue  # what each asks of something else can be met together
            both = replace(node, parts=(earlier, later))
            answer = _can_hold(bench, both)
            if answer.never and not _apart_by_chance(bench, both):
                yield flaw("tests-contradict", later.place, found=as_written(later), expected=as_written(earlier))
                return
            yield from bounded(site.place, site.owner, site.kind, answer)


def _apart_by_chance(bench: Bench, both: Condition) -> bool:
    """Whether two tests of one score could hold together, were the points of its criteria others."""
    names = set(names_in(both))
    if len(names) != 1 or names & {*bench.plan.fields, *bench.plan.steps}:
        return False
    _, view = along(bench, names.pop(), [both])
    return bool((view.judged(both, bench.judge) == TRUE).any())


def _can_hold(bench: Bench, condition: Condition) -> Answer:
    return Space.of(bench, [condition]).can((condition, (TRUE,)))


def _implied(bench: Bench, node: Combination, site: Site, prover: Prover | None) -> Iterator[Problem]:
    """Parts that can be left out without a change of any conclusion, the last first, until none is left."""
    asked = {id(part): asks_of(bench, part) for part in node.parts}
    names = [name for part in asked.values() for name in part]
    constant = any(_is_constant(bench, part) for part in node.parts)
    if len(names) == len(set(names)) and not constant:
        return
    as_named = Space.as_named(bench, [node], missing=True)
    # To whom a line applies is often said again beside it: that is no mistake.
    through = as_named if _applied(bench, node) else Space.of(bench, [node], missing=True)
    kept = node
    for part in reversed(node.parts):
        # A line that is named beside others is there to be read, also where another asks it already.
        space = as_named if isinstance(part, Test) and part.column.startswith("finding:") else through
        rest = tuple(one for one in kept.parts if one is not part)
        elsewhere = {name for one in rest for name in asked[id(one)]}
        if not elsewhere & asked[id(part)] and not _is_constant(bench, part):
            continue
        fewer = replace(kept, parts=rest)
        answer = space.differ(fewer, kept) if rest else Answer(possible=True, exact=True)
        if answer.never:
            kept = fewer
            found = flaw("test-implied", part.place, found=as_written(part), owner=site.owner, cells=space.cells)
            yield found if prover is None else prover.witnessed(found, [node, part], _both_hold(prover, node, part))
        yield from bounded(site.place, site.owner, site.kind, answer)


def _applied(bench: Bench, node: Condition) -> bool:
    """Whether a line that does not apply to everybody is asked of."""
    return any(line.applies is not None and finding(line.id) in set(names_in(node)) for line in bench.plan.sheet)


def _both_hold(prover: Prover, node: Condition, part: Condition) -> Wanted:
    """That a part holds and so does what it stands in, for evidence that shows it idle."""
    return lambda view: (view.judged(part, prover.judge) == TRUE) & (view.judged(node, prover.judge) == TRUE)


# --- rows -------------------------------------------------------------------------------------------------------------


def row_sites(plan: Plan, name: str, quantity: Derived) -> Iterator[Site]:
    """The conditions of a quantity on single rows that ask of the row alone."""
    if not events_of(quantity) or quantity.base not in plan.fields or plan.fields[quantity.base].type != "events":
        return
    head = ("derived", name)
    parts: list[tuple[str, Condition | None, tuple[str | int, ...]]] = [
        ("where", getattr(quantity, "where", None), (*head, "where"))
    ]
    if quantity.kind == "sequence":
        parts.append(("where", getattr(quantity, "when", None), (*head, "when")))
    for index, more in enumerate(getattr(quantity, "multiplied", ())):
        parts.append(("where", more.when, (*head, "multiplied", index, "when")))
    for kind, condition, path in parts:
        if condition is not None and not any(isinstance(test.value, ValueOf) for test in tests_in(condition)):
            yield Site(kind, name, condition, condition.place, path)


def _row_bench(prover: Prover, quantity: Derived) -> Bench:
    """A bench on which the columns of a table stand in the place of fields."""
    columns: Mapping[str, object] = prover.plan.fields[quantity.base].columns
    return Bench(replace(prover.plan, fields=columns), prover.judge)  # type: ignore[arg-type]  # a column is asked as a field
