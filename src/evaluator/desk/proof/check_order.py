"""Checks of what is taken in order: bands, grades, rates, alternatives; totals without a grade; tiers for nobody."""

from collections.abc import Iterator, Sequence

import numpy as np

from evaluator.desk.proof.prover import Prover, bounded, flaw
from evaluator.desk.proof.regions import cells_of
from evaluator.desk.proof.search import Wanted
from evaluator.desk.proof.settle import Asked, Space
from evaluator.exact import fixed, shortest, unscaled
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.conditions import Combination, Condition, tests_in
from evaluator.language.derived import ByCondition
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
            yield flaw(f"{kind}-never", place, cells=space.cells, **said)
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
    """A total, at the places it is rounded to, for which no condition holds."""
    scheme = prover.plan.scheme
    assert scheme.total is not None
    cells = cells_of(prover.bench, conditions)
    none = np.full(cells.size, True)
    for one in conditions:
        none &= cells.judged(one, prover.judge) == FALSE
    if not none.any():
        return
    low, high = prover.bench.range_of("total")
    ends = ["…" if end is None else shortest(end) for end in (low, high)]
    units = cells.sample(int(np.flatnonzero(none)[0]))["total"]
    total = fixed(unscaled(units, scheme.total.places), scheme.total.places)
    found = flaw("grades-gap", scheme.place_at("grades"), found=total, expected=" – ".join(ends))
    whole = Combination("any", tuple(conditions), scheme.place)
    yield prover.witnessed(found, [whole], lambda view: view.judged(whole, prover.judge) == FALSE)


def _tiers(prover: Prover) -> Iterator[Problem]:
    """Tiers without places, and tiers whose condition never holds together with what is asked of all."""
    money = prover.plan.scheme.allocation
    for tier in money.tiers if money else ():
        if tier.places == 0:
            yield flaw("tier-empty", tier.place_at("places"), found=tier.id)
        asked = [one for one in (money.eligible if money else None, tier.when) if one is not None]
        if not asked:
            continue
        both = asked[0] if len(asked) == 1 else Combination("all", tuple(asked), tier.place)
        space = Space.of(prover.bench, [both])
        answer = space.can((both, (TRUE,)))
        if answer.never:
            yield flaw("tier-never", tier.place, found=tier.id, cells=space.cells)
        yield from bounded(tier.place, tier.id, "tiers", answer)
