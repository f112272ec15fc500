"""Quantities that rest on judgements: a value by condition, and what a criterion or group earned."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from oracle.case import Subject
from oracle.conditions import NotToldError, told, truth_of
from oracle.numbers import rounded
from oracle.points import Finding, subtotal

if TYPE_CHECKING:
    from oracle.world import World


def _by_condition(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """Down the list to the first condition that holds; where one is missing nothing is told."""
    for one in quantity.by_condition:
        holds = told(truth_of(one.when, world.look(subject)))
        if holds is None:
            raise NotToldError
        if holds:
            return world.number(one.value, subject)
    raise AssertionError("the last value has no condition")


def _points_of(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """The points of a criterion, or the subtotal of a group; with everything left out, what is said to stand for it."""
    group = {one.id: one for one in world.plan.groups}.get(quantity.points_of)
    names = [quantity.points_of] if group is None else list(group.criteria)
    found = [world.finding(name, subject) for name in names]
    scored = [one for name, one in zip(names, found, strict=True) if world.lines[name].scoring != "check-list"]
    if any(_open(one) for one in scored):
        raise NotToldError
    due = group is not None and group.minimum is not None
    if not due and not any(one.counts for one in scored):
        assert quantity.when_not_applicable is not None
        return Fraction(quantity.when_not_applicable)
    points = subtotal(group, found)[0] if group is not None else scored[0].least
    assert points is not None
    return rounded(points, quantity.places, quantity.rounding)


def _open(found: Finding) -> bool:
    return found.verdict in ("untold", "insufficient") or found.counts is None


JUDGED: Mapping[str, Callable[["World", Any, Subject], Fraction]] = {
    "by_condition": _by_condition,
    "points_of": _points_of,
}
