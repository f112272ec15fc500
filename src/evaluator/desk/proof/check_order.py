"""Checks of what is taken in order: bands, grades, rates, alternatives; totals without a grade; tiers for nobody."""

from collections.abc import Iterator, Sequence

import numpy as np

from evaluator.desk.proof.between import between
from evaluator.desk.proof.conflicts import blamed, never
from evaluator.desk.proof.prover import Prover, bounded, flaw
from evaluator.desk.proof.settle import Asked, Space
from evaluator.desk.proof.views import Mask, View, Wanted, along
from evaluator.exact import fixed, shortest, unscaled
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.conditions import Combination, Condition, tests_in
from evaluator.language.derived_from_others import ByCondition
from evaluator.problems import Place, Problem
from evaluator.result.words import plain

Step = tuple[Condition | None, Place, dict[str, object]]
"""A condition of several that are gone through in order, where it stands, and what is said of it."""


def order_flaws(prover: Prover) -> Iterator[Problem]:
    """Everything of which the first that holds is taken."""
    for line in prover.plan.sheet:
        steps: list[Step] = [
            (band.when, band.place, {"owner": line.id, "found": plain(band.points)}) for band in line.bands
        ]
        yield from _in_order(prover, steps, "band", "bands")
    for name, quantity in prover.plan.derived.items():
        if isinstance(quantity, ByCondition):
            parts = quantity.by_condition
            yield from _in_order(
                prover,
                [(one.when, one.place, {"owner": name, "found": plain(one.value)}) for one in parts],
                "alternative",
                "by_condition",
            )
    scheme = prover.plan.scheme
    money = scheme.allocation
    if money is not None:
        named: list[Step] = [(one.when, one.place, {"owner": scheme.scheme, "found": one.id}) for one in money.rates]
        yield from _in_order(prover, named, "alternative", "rates")
    yield from _grades(prover)
    yield from _tiers(prover)


def _in_order(prover: Prover, steps: Sequence[Step], kind: str, key: str) -> Iterator[Problem]:
    """Steps that can never hold, and steps that hold only where one before them does."""
    conditions = [when for when, _, _ in steps if when is not None]
    if not conditions:
        return
    space = Space.of(prover.bench, conditions)
    before: list[Condition] = []
    for when, place, said in steps:
        mine: list[Asked] = [] if when is None else [(when, (TRUE,))]
        holds = space.can(*mine)
        first = space.can(*mine, *((one, (FALSE, MISSING)) for one in before))
        if holds.never:
            found = flaw(f"{kind}-never", place, cells=space.cells, **said)
            yield found if when is None else blamed(prover.bench, found, when)
        elif first.never:
            found = flaw(f"{kind}-shadowed", place, cells=space.cells, **said)
            yield found if when is None else prover.witnessed(found, [when], _holds(prover, when))
        else:
            notes = list(bounded(place, str(said.get("owner", said["found"])), key, holds, first))
            searched = when is not None and kind == "band" and not space.free and not _of_findings(when)
            yield from _band_not_shown(prover, mine, before, place, said, notes) if searched else notes
        if when is not None:
            before.append(when)


def _of_findings(condition: Condition) -> bool:
    return any(test.column.startswith("finding:") for test in tests_in(condition))


def _holds(prover: Prover, condition: Condition) -> Wanted:
    return lambda view: view.judged(condition, prover.judge) == TRUE


def _band_not_shown(
    prover: Prover,
    asked: Sequence[Asked],
    before: Sequence[Condition],
    place: Place,
    said: dict[str, object],
    left: Sequence[Problem],
) -> Iterator[Problem]:
    """A band for which a bounded search found no evidence; what is `left` open where it cannot search."""
    goals = [*((when, TRUE) for when, _ in asked), *((one, FALSE) for one in before)]
    held, tried = prover.looked_for(goals)
    if tried and not held:
        yield flaw("not-shown", place, owner=said["owner"], found=said["found"], cells=tried)
    elif not held:
        yield from left


def _grades(prover: Prover) -> Iterator[Problem]:
    """Grades nobody can get, and totals that get none. Where grades are also given otherwise nothing is claimed."""
    scheme = prover.plan.scheme
    given = {veto.grade for veto in scheme.vetoes if veto.effect == "grade"}
    if not scheme.grades or scheme.adjustments:
        return
    steps: list[Step] = []
    for index, grade in enumerate(scheme.grades):
        if any(one.quota for one in scheme.grades[:index]):
            break
        steps.append((grade.when, grade.place, {"found": grade.id}))
    for found in _in_order(prover, steps, "grade", "grades"):
        if dict(found.details).get("found") not in given:
            yield found
    conditions = [grade.when for grade in scheme.grades if grade.when is not None]
    by_total = all(test.column == "total" for one in conditions for test in tests_in(one))
    if len(conditions) == len(scheme.grades) and by_total and scheme.total is not None:
        yield from _gap(prover, conditions)


def _gap(prover: Prover, conditions: Sequence[Condition]) -> Iterator[Problem]:
    """A total, at the places it is rounded to, for which no condition holds: if there is one, one that is reached.

    Also a gap that no total of these criteria falls into is one: it is the grades that must leave none.
    """
    scheme, bench = prover.plan.scheme, prover.bench
    assert scheme.total is not None
    places, (low, high) = scheme.total.places, bench.range_of("total")
    whole = Combination("any", tuple(conditions), scheme.place)
    units, view = along(bench, "total", [whole])
    left = view.judged(whole, prover.judge) == FALSE
    if not left.any():
        return
    missed = units[int(np.flatnonzero(left)[0])]

    def ungraded(view: View) -> Mask:
        return np.asarray(view.judged(whole, prover.judge) == FALSE)

    shown = prover.find([whole], ungraded).answers or between(prover, missed, ungraded)
    if shown is not None:
        missed = bench.season([shown]).decided.columns.quantities["total"].least[0]
    said = " – ".join("…" if end is None else shortest(end) for end in (low, high))
    total = fixed(unscaled(missed, places), places)
    yield prover.shown(flaw("grades-gap", scheme.place_at("grades"), found=total, expected=said), shown)


def _tiers(prover: Prover) -> Iterator[Problem]:
    """Tiers without places, and tiers whose condition never holds together with what is asked of all."""
    money = prover.plan.scheme.allocation
    for tier in money.tiers if money else ():
        if tier.places == 0:
            yield flaw("tier-empty", tier.place_at("places"), found=tier.id)
        asked = [one for one in (money.eligible if money else None, tier.when) if one is not None]
        if not asked or (money and money.eligible and never(prover.bench, [money.eligible])):
            continue  # that nobody is eligible is found where it stands
        both = asked[0] if len(asked) == 1 else Combination("all", tuple(asked), tier.place)
        space = Space.of(prover.bench, [both])
        answer = space.can((both, (TRUE,)))
        if answer.never:
            yield blamed(prover.bench, flaw("tier-never", tier.place, found=tier.id, cells=space.cells), both)
        else:
            yield from bounded(tier.place, tier.id, "tiers", answer)
