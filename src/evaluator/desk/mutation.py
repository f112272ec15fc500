"""Mutation: small changes to rules, which of them the cases notice, and for the rest a case that would, or the proof.

Comparators are turned and their boundaries moved, thresholds moved by one unit, `all` and `any` exchanged, parts left
out, points changed by one. A change that no case notices is equivalent where the conclusion is the same in every
combination of regions, or differs only where something before it has decided already; that is a proof, not a trial.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np

from evaluator.desk.cases import CaseFile, judged
from evaluator.desk.coverage import OF_STANDING, columns_of, columns_of_line, in_context
from evaluator.desk.proof.options import size_of
from evaluator.desk.proof.prover import Prover, as_written
from evaluator.desk.proof.regions import cells_of, places_of
from evaluator.desk.proof.search import Mask, View, Wanted, seen_through
from evaluator.desk.proof.sites import Site, Way, changed, sites
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.writing import case
from evaluator.exact import shortest
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Condition, Operator, Test
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place, Problem
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.table import table

TURNED: Mapping[Operator, tuple[Operator, ...]] = {
    "at_least": ("less_than", "more_than"),
    "at_most": ("more_than", "less_than"),
    "more_than": ("at_most", "at_least"),
    "less_than": ("at_least", "at_most"),
    "is": ("is_not",),
    "is_not": ("is",),
    "one_of": ("none_of",),
    "none_of": ("one_of",),
    "includes_all": ("includes_any",),
    "includes_any": ("includes_all",),
    "on_or_before": ("on_or_after",),
    "on_or_after": ("on_or_before",),
}
"""For each comparator those that are tried in its place: its opposite first, then the other side of its boundary."""

IN_ORDER = frozenset({"bands", "grades", "rates", "by_condition"})


@dataclass(frozen=True)
class Mutant:
    """One small change: where, what is tried instead of what, and the plan that has it."""

    site: Site | None
    owner: str
    said: str
    place: Place
    plan: Plan
    condition: Condition | None = None
    path: Way = ()


@dataclass(frozen=True)
class Survivor:
    """A change no case noticed: `equal` combinations prove that nobody could; or a case that would notice."""

    mutant: Mutant
    equal: int = 0
    case: str = ""


@dataclass(frozen=True)
class Mutated:
    """Of one scheme: how many changes were tried, and those that no case noticed."""

    plan: Plan
    tried: int
    survivors: tuple[Survivor, ...]
    place: Place

    @property
    def open(self) -> tuple[Survivor, ...]:
        return tuple(one for one in self.survivors if not one.equal)


def mutation(files: Sequence[CaseFile], progress: Progress = UNSEEN) -> Iterator[Mutated]:
    """The changes of each scheme that its cases do not notice."""
    judge = Judge()
    by_scheme: dict[str, list[CaseFile]] = {}
    for one in files:
        by_scheme.setdefault(one.plan.scheme.scheme, []).append(one)
    for mine in by_scheme.values():
        prover = Prover.of(mine[0].plan, judge)
        made = list(mutants(prover))
        tried = counted(progress, "mutants", made)
        survivors = tuple(_survivor(prover, one) for one in tried if not _noticed(one, prover.plan, mine))
        yield Mutated(prover.plan, len(made), survivors, mine[0].place)


def _noticed(mutant: Mutant, plan: Plan, files: Sequence[CaseFile]) -> bool:
    """Whether any case comes out otherwise. Those of another day are put to that day's figures with the same change."""
    for one in files:
        tried = mutant.plan if one.plan.as_of == plan.as_of else _on_another_day(mutant, one.plan)
        for setups in one.batches:
            problems: list[Problem] = []
            if judged(tried, setups, problems):
                return True
    return False


def _on_another_day(mutant: Mutant, plan: Plan) -> Plan:
    if mutant.condition is None:
        return mutant.plan
    return changed(plan, mutant.path, mutant.condition)


def mutants(prover: Prover) -> Iterator[Mutant]:
    """Every small change to the conditions and points of a plan."""
    plan = prover.plan
    for site in sites(plan):
        if site.kind in OF_STANDING:
            continue
        for condition, said, place in _changes(prover.bench, site.condition):
            plan_so = changed(plan, site.path, condition)
            yield Mutant(site, site.owner, said, place, plan_so, condition, site.path)
    for line in plan.sheet:
        yield from _of_points(plan, line)


def _changes(bench: Bench, condition: Condition) -> Iterator[tuple[Condition, str, Place]]:
    """Each small change to a condition, as the condition it becomes."""
    if isinstance(condition, Test):
        for other in _of_test(bench, condition):
            yield other, f"{as_written(condition)} → {as_written(other)}", condition.place
        return
    if condition.word in ("all", "any") and len(condition.parts) > 1:
        other_word: Any = "any" if condition.word == "all" else "all"
        exchanged = replace(condition, word=other_word)
        yield exchanged, f"{as_written(condition)} → {as_written(exchanged)}", condition.place
    if condition.word == "at_least":
        for need in (condition.need - 1, condition.need + 1):
            if 1 <= need <= len(condition.parts):
                yield replace(condition, need=need), f"{condition.need} → {need}", condition.place
    for index, part in enumerate(condition.parts):
        rest = (*condition.parts[:index], *condition.parts[index + 1 :])
        if rest and condition.need <= len(rest):
            yield replace(condition, parts=rest), f"− {as_written(part)}", part.place
        for changed_part, said, place in _changes(bench, part):
            parts = (*condition.parts[:index], changed_part, *condition.parts[index + 1 :])
            yield replace(condition, parts=parts), said, place


def _of_test(bench: Bench, test: Test) -> Iterator[Test]:
    for operator in TURNED.get(test.operator, ()):
        if operator not in ("more_than", "less_than", "at_least", "at_most") or not isinstance(test.value, str):
            yield replace(test, operator=operator)
    if isinstance(test.value, bool):
        yield replace(test, value=not test.value)
    elif isinstance(test.value, Fraction):
        unit = Fraction(1, 10 ** places_of(bench, test.column))
        yield from (replace(test, value=test.value + by) for by in (-unit, unit))
    elif isinstance(test.value, date):
        yield from (replace(test, value=test.value + timedelta(days=by)) for by in (-1, 1))
    elif isinstance(test.value, tuple) and len(test.value) > 1:
        yield from (replace(test, value=tuple(one for one in test.value if one != left)) for left in test.value)


def _of_points(plan: Plan, line: Criterion) -> Iterator[Mutant]:
    """Worths and points by one more and one less."""
    parts: list[tuple[Way, Fraction, Place]] = []
    if isinstance(line.worth, Fraction):
        parts.append((("worth",), line.worth, line.place_at("worth")))
    for key in ("bands", "deductions", "additions", "bonus"):
        for index, part in enumerate(getattr(line, key)):
            parts.append(((key, index, "points"), part.points, part.place_at("points")))
    for path, points, place in parts:
        for by in (-1, 1):
            whole: Way = ("criteria", line.id, *path)
            if points + by < 0 or (path[0] != "bands" and points + by <= 0):
                continue
            said = f"{shortest(points)} → {shortest(points + by)}"
            yield Mutant(None, line.id, said, place, changed(plan, whole, points + by), path=whole)


def _survivor(prover: Prover, mutant: Mutant) -> Survivor:
    """What is known of a change that no case noticed."""
    if mutant.condition is None or mutant.site is None:
        return Survivor(mutant, case=_case_of_points(prover, mutant))
    site, other, before = mutant.site, mutant.condition, _before(prover.plan, mutant.site)
    if equal := _equal(prover, site, other, before):
        return Survivor(mutant, equal=equal)
    differs = _differs(prover, site.condition, other, before)
    asked, wanted = in_context(prover, site, differs)
    found = prover.find([other, *before, *asked], wanted)
    if found.answers is None:
        found = prover.find([site.condition, other, *before], differs)
    if found.answers is None:
        return Survivor(mutant)
    columns = columns_of(prover.plan, site)
    if not _shows(prover, mutant, found.answers, columns):
        return Survivor(mutant)
    title = _title(mutant, site.place.spelling)
    return Survivor(mutant, case=case(prover.bench, title, found.answers, columns))


def _shows(prover: Prover, mutant: Mutant, answers: Mapping[str, Any], columns: Sequence[str]) -> bool:
    """Whether a case would really fail under the change: some column of its result differs."""
    was, would = (
        table(bench.season([answers])).to_dicts()[0] for bench in (prover.bench, Bench(mutant.plan, prover.judge))
    )
    return any(was.get(name) != would.get(name) for name in columns)


def _equal(prover: Prover, site: Site, other: Condition, before: Sequence[Condition]) -> int:
    """How many combinations prove a change to be without effect; 0 where they do not.

    Findings of plain lines are seen through to what they ask, where findings alone prove nothing.
    """
    plan = prover.plan
    out = [*(gate.when for gate in plan.scheme.gates)] if site.kind in ("tiers", "eligible") else []
    for through in (False, True):
        was, would, *rest = (
            seen_through(one, plan) if through else one for one in (site.condition, other, *before, *out)
        )
        cells = cells_of(prover.bench, [was, would, *rest], missing=True)
        decided = np.zeros(cells.size, np.bool_)
        for index, one in enumerate(rest):  # an earlier one that holds decides, and so does a gate that does not
            decided |= cells.judged(one, prover.judge) == (TRUE if index < len(before) else FALSE)
        same = cells.judged(was, prover.judge) == cells.judged(would, prover.judge)
        if cells.complete and (same | decided).all():
            return cells.size
    return 0


def _before(plan: Plan, site: Site) -> list[Condition]:
    """The conditions that are gone through before one, where the first that holds is taken."""
    if site.kind not in IN_ORDER:
        return []
    owners = (site.owner,) if site.kind in ("bands", "by_condition") else None
    same = [one for one in sites(plan) if one.kind == site.kind and (owners is None or one.owner in owners)]
    return [one.condition for one in same[: [one.path for one in same].index(site.path)]]


def _differs(prover: Prover, condition: Condition, other: Condition, before: Sequence[Condition]) -> Wanted:
    """That a changed condition comes out otherwise, and nothing before it has decided."""

    def wanted(view: View) -> Mask:
        was, would = view.judged(condition, prover.judge), view.judged(other, prover.judge)
        found: Mask = (was != would) & (was != MISSING) & (would != MISSING)
        for one in before:
            found = found & (view.judged(one, prover.judge) == FALSE)
        return found

    return wanted


def _case_of_points(prover: Prover, mutant: Mutant) -> str:
    """The smallest evidence that earns other points under the change."""
    line = next(one for one in prover.plan.sheet if one.id == mutant.owner)
    answers = list(prover.searcher.outcomes(line).values())
    if not answers:
        return ""
    names = [f"finding:{line.id}"]
    was = prover.bench.subjects(answers, names).findings[line.id]
    would = Bench(mutant.plan, prover.judge).subjects(answers, names).findings[line.id]
    other = [one for row, one in enumerate(answers) if was.of(row).settled and was.of(row).span != would.of(row).span]
    if not other:
        return ""
    title = _title(mutant, line.place.spelling)
    return case(prover.bench, title, min(other, key=size_of), columns_of_line(line))


def _title(mutant: Mutant, lang: Lang) -> str:
    plain = mutant.said.translate({ord(c): None for c in "{}[]"}).replace(": ", " ")
    return f"{mutant.owner}：区别于 {plain}" if lang == "zh" else f"{mutant.owner} - tells from {plain}"
