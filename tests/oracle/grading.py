"""Grades: the first that holds, adjusted by what else holds, and no more of one than its quota allows."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluator.language.plan import Plan
from oracle.conditions import Look, NotToldError, told, truth_of

if TYPE_CHECKING:
    from oracle.standing import Row, Standing


def graded(plan: Plan, row: "Row", look: Look) -> tuple[set[str], str | None]:
    """The grades still possible, and the one where there is one: a veto's, else the first that holds, adjusted."""
    try:
        could = _possible(plan, row, look)
    except NotToldError:
        return set(), None
    return could, next(iter(could)) if len(could) == 1 else ""


def _possible(plan: Plan, row: "Row", look: Look) -> set[str]:
    """Every grade that may come about. A veto still open may give its own."""
    vetoed: set[str] = set()
    for veto in plan.scheme.vetoes:
        if veto.effect == "grade":
            truth = told(row.vetoes[veto.id])
            if truth is not False:
                vetoed.add(veto.grade or "")
            if truth is True:
                return vetoed
    could: set[str] = set()
    for grade in plan.scheme.grades:
        truth = told(truth_of(grade.when, look))
        if truth is not False:
            could.add(grade.id)
        if truth is True:
            break
    else:
        could.add("")
    for part in plan.scheme.adjustments:
        truth = told(truth_of(part.when, look))
        changed = {_adjusted(plan, one, part) for one in could}
        could = changed if truth is True else could if truth is False else could | changed
    return could | vetoed


def _adjusted(plan: Plan, grade: str, part: Any) -> str:
    """What one adjustment makes of a grade; the first grade listed is the best."""
    order = [one.id for one in plan.scheme.grades]
    if part.set is not None:
        return str(part.set)
    if not grade:
        return grade
    place = order.index(grade)
    if part.at_best is not None:
        place = max(place, order.index(part.at_best))
    place -= part.up or 0
    place += part.down or 0
    return order[max(0, min(len(order) - 1, place))]


def limit(standing: "Standing") -> None:
    """Let no more have a grade than its quota allows: those ranked first, and the rest the next grade."""
    plan = standing.plan
    limited = [grade.id for grade in plan.scheme.grades if grade.quota is not None]
    if not limited:
        return
    assert plan.scheme.ranking is not None
    groups: dict[str, list[Row]] = {}
    for row in standing.rows.values():
        if row.rank:
            groups.setdefault(row.group(plan.scheme.ranking.within), []).append(row)
        elif _given(row, plan) in limited or not standing.told:
            row.grade = None
    if standing.contending or not standing.told:
        for row in standing.rows.values():
            row.grade = None
        return
    for members in groups.values():
        _limit(plan, members)


def _given(row: "Row", plan: Plan) -> str | None:
    """The grade, unless a veto gave it."""
    vetoed = any(veto.effect == "grade" and row.vetoes[veto.id] is True for veto in plan.scheme.vetoes)
    return None if vetoed else row.grade


def _limit(plan: Plan, members: list["Row"]) -> None:
    """Grade by grade from the best on, in one group; equally ranked at the limit, nothing is told of either."""
    order = list(plan.scheme.grades)
    for number, grade in enumerate(order):
        if grade.quota is None:
            continue
        free = _free(grade.quota, len(members))
        qualified = sorted((row for row in members if row.grade == grade.id), key=lambda row: row.rank)
        if free < len(qualified) and free > 0 and qualified[free - 1].rank == qualified[free].rank:
            for row in members:
                row.grade = None
            return
        for row in qualified[free:]:
            row.grade = order[number + 1].id


def _free(quota: Any, size: int) -> int:
    if quota.places is not None:
        return int(quota.places)
    exact = Fraction(quota.share) * size
    whole = exact.numerator // exact.denominator
    return whole + 1 if quota.part == "counts" and exact != whole else whole
