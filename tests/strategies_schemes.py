"""The parts of a random scheme that follow from totals: rounding, ties, grades, tiers, interviews."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from drawing import Drawing
from strategies_conditions import SCORES, Asked, a_condition

SMALL = (Fraction(0), Fraction(1), Fraction(2), Fraction(3))


def totals(draw: Drawing) -> dict[str, Any]:
    rounding = draw.one(("half-even", "half-up"))
    return {"total": {"places": draw.number(0, 2), "rounding": rounding, "origin": "local"}}


def tie_breaks(draw: Drawing, name: str) -> dict[str, Any]:
    return {
        "by": name,
        "places": draw.number(0, 2),
        "rounding": draw.one(("half-even", "half-up")),
        "first": draw.one(("highest", "lowest")),
    }


def grades(draw: Drawing, columns: list[Asked], *, points: bool, provided: bool) -> list[dict[str, Any]]:
    """Grades by condition, by intervals that meet, and one for the rest."""
    found: list[dict[str, Any]] = []
    for number in range(draw.number(0, 1)):
        found.append({"id": f"by-condition-{number}", "when": a_condition(draw, columns, 1, provided=provided)})
    if points and draw.coin():
        marks = sorted(draw.some(SCORES, 1, 3))
        spans = [{"below": marks[0]}, *({"from": a, "below": b} for a, b in pairwise(marks))]
        spans.append({"from": marks[-1]})
        found += [{"id": f"级{number}", **span} for number, span in enumerate(draw.shuffled(spans))]
    if draw.coin():
        found.append({"id": "其余"})
    return [{**grade, "origin": "local"} for grade in found]


def money(draw: Drawing, columns: list[Asked], *, provided: bool) -> dict[str, Any]:
    """Up to three tiers; conditions may ask for a rank."""
    tiers = []
    asked = [*columns, Asked("rank", "number", SMALL)]
    for number in range(draw.number(1, 3)):
        amount = draw.one((Fraction(100), Fraction("0.01"), Fraction("33.3")))
        tier = {"id": f"{number}等", "places": draw.number(0, 2), "amount": amount, "origin": "local"}
        if draw.number(0, 2) == 0:
            tier["when"] = a_condition(draw, asked, 1, provided=provided)
        tiers.append(tier)
    found: dict[str, Any] = {"method": "walk-down", "budget": Fraction(1000), "tiers": tiers, "origin": "local"}
    if draw.coin():
        found["eligible"] = a_condition(draw, asked, 1, provided=provided)
    return found


def interviews(draw: Drawing, columns: list[Asked], *, provided: bool) -> dict[str, Any]:
    """For the last of a group, or for anything else standing within it says."""
    size = {"group_size": {"at_least": draw.number(1, 3)}}
    last = {"lower_in_group": {"is": 0}}
    found: dict[str, Any] = {"id": "last", "title": "约谈", "by": "书记", "origin": "local"}
    if draw.coin():
        found["when"] = {"all": [size, last, {"higher_in_group": {"at_least": 1}}]}
        found["open"] = {"all": [size, last, {"higher_in_group": {"is": 0}}]}
        return found
    places = [Asked(name, "number", SMALL) for name in ("group_size", "higher_in_group", "lower_in_group")]
    found["when"] = {"all": [size, a_condition(draw, [*columns[:2], *places], 1, provided=provided)]}
    if draw.coin():
        found["open"] = a_condition(draw, places, 1, provided=provided)
    return found
