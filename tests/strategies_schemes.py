"""The parts of a random scheme that follow from totals: rounding, ties, grades, tiers, interviews."""

from fractions import Fraction as F
from typing import Any

from hypothesis import strategies as st
from strategies_conditions import SCORES, Asked, conditions

SMALL = (F(0), F(1), F(2), F(3))


@st.composite
def totals(draw: Any) -> dict[str, Any]:
    rounding = draw(st.sampled_from(("half-even", "half-up")))
    return {"total": {"places": draw(st.integers(0, 2)), "rounding": rounding, "origin": "local"}}


@st.composite
def tie_breaks(draw: Any, name: str) -> dict[str, Any]:
    return {
        "by": name,
        "places": draw(st.integers(0, 2)),
        "rounding": draw(st.sampled_from(("half-even", "half-up"))),
        "first": draw(st.sampled_from(("highest", "lowest"))),
    }


@st.composite
def grades(draw: Any, columns: list[Asked], *, points: bool, provided: bool) -> list[dict[str, Any]]:
    """Grades by condition, by intervals that meet, and one for the rest."""
    found: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 1))):
        found.append({"id": f"by-condition-{number}", "when": draw(conditions(columns, 1, provided=provided))})
    if points and draw(st.booleans()):
        marks = sorted(draw(st.lists(st.sampled_from(SCORES), min_size=1, max_size=3, unique=True)))
        spans = [{"below": marks[0]}, *({"from": a, "below": b} for a, b in zip(marks, marks[1:], strict=False))]
        spans.append({"from": marks[-1]})
        found += [{"id": f"级{number}", **span} for number, span in enumerate(draw(st.permutations(spans)))]
    if draw(st.booleans()):
        found.append({"id": "其余"})
    return [{**grade, "origin": "local"} for grade in found]


@st.composite
def money(draw: Any, columns: list[Asked], *, provided: bool) -> dict[str, Any]:
    """Up to three tiers; conditions may ask for a rank."""
    tiers = []
    asked = [*columns, Asked("rank", "number", SMALL)]
    for number in range(draw(st.integers(1, 3))):
        amount = draw(st.sampled_from((F(100), F("0.01"), F("33.3"))))
        tier = {"id": f"{number}等", "places": draw(st.integers(0, 2)), "amount": amount, "origin": "local"}
        if draw(st.integers(0, 2)) == 0:
            tier["when"] = draw(conditions(asked, 1, provided=provided))
        tiers.append(tier)
    found: dict[str, Any] = {"method": "walk-down", "budget": F(1000), "tiers": tiers, "origin": "local"}
    if draw(st.booleans()):
        found["eligible"] = draw(conditions(asked, 1, provided=provided))
    return found


@st.composite
def interviews(draw: Any, columns: list[Asked], *, provided: bool) -> dict[str, Any]:
    """For the last of a group, or for anything else standing within it says."""
    size = {"group_size": {"at_least": draw(st.integers(1, 3))}}
    last = {"lower_in_group": {"is": 0}}
    found: dict[str, Any] = {"id": "last", "title": "约谈", "by": "书记", "origin": "local"}
    if draw(st.booleans()):
        found["when"] = {"all": [size, last, {"higher_in_group": {"at_least": 1}}]}
        found["open"] = {"all": [size, last, {"higher_in_group": {"is": 0}}]}
        return found
    places = [Asked(name, "number", SMALL) for name in ("group_size", "higher_in_group", "lower_in_group")]
    found["when"] = {"all": [size, draw(conditions([*columns[:2], *places], 1, provided=provided))]}
    if draw(st.booleans()):
        found["open"] = draw(conditions(places, 1, provided=provided))
    return found
