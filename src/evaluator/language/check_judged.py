"""Checks of quantities that rest on judgements: values by condition, and points of criteria and groups."""

from collections.abc import Iterator, Mapping, Sequence

from evaluator.language.check_fields import out_of_range
from evaluator.language.criteria import Criterion, Group
from evaluator.language.derived_from_others import ByCondition, PointsOf
from evaluator.language.plan import judged_for
from evaluator.language.words import keyword
from evaluator.problems import Problem, nearest, problem


def conditions_in_order(quantity: ByCondition) -> Iterator[Problem]:
    """Every alternative but the last has a condition, and the last has none."""
    if not quantity.by_condition:
        yield out_of_range(quantity.place_at("by_condition"), "[]", "≥ 1")
    for number, one in enumerate(quantity.by_condition, start=1):
        if (one.when is None) != (number == len(quantity.by_condition)):
            yield problem("last-without-condition", one.place, found=number)


def points_known(quantity: PointsOf, lines: Mapping[str, Criterion], groups: Sequence[Group]) -> Iterator[Problem]:
    """Points are of a criterion or group that earns some; what they are where it is left out is said if it can be."""
    place = quantity.place_at("points_of")
    named = [group for group in groups if group.id == quantity.points_of]
    if not named and quantity.points_of not in lines:
        known = [*lines, *(group.id for group in groups)]
        hint = nearest(quantity.points_of, known)
        yield problem("points-of-unknown", place, found=quantity.points_of, nearest=hint)
        return
    if named and quantity.points_of in lines:
        first = lines[quantity.points_of].place
        yield problem("id-twice", named[0].place_at("id"), found=quantity.points_of, first=first)
        return
    scored = [lines[name] for name in judged_for(quantity, groups) if name in lines]
    scored = [line for line in scored if line.scoring != "check-list"]
    if not scored:
        yield problem("points-of-check-list", place, found=quantity.points_of)
        return
    due = any(group.minimum is not None for group in named)  # its minimum counts whatever is left out
    may_be_left_out = not due and all(line.when_not_applicable == "leave_out" for line in scored)
    key = keyword("when_not_applicable", "PointsOf")
    if may_be_left_out and quantity.when_not_applicable is None:
        yield problem("points-of-left-out", place, found=quantity.points_of)
    elif not may_be_left_out and quantity.when_not_applicable is not None:
        yield problem(
            "points-of-never-left-out", quantity.place_at("when_not_applicable"), found=key, name=quantity.points_of
        )
