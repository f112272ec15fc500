"""Random fields, derived quantities and conditions over them, with small domains so that thresholds are met."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from drafting import Fig, Written, flow
from drawing import Drawing

DAYS = [
    date(2020, 8, 31), date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31),
    date(2021, 4, 15), date(2021, 5, 15), date(2021, 6, 30), date(2021, 7, 1),
]  # fmt: skip
CHOICES = ("甲", "乙", "丙")
TEXTS = ("a", "ab", "甲", "甲乙")
PATTERNS = ("a", "a.?", ".*乙", "[ab]+", "甲|乙")
NUMBERS = (
    Fraction(-1),
    Fraction(0),
    Fraction(1, 2),
    Fraction(1),
    Fraction(5, 4),
    Fraction(3, 2),
    Fraction(2),
    Fraction(3),
    Fraction(4),
)
SCORES = (
    Fraction(0),
    Fraction(25),
    Fraction(50),
    Fraction(60),
    Fraction(80),
    Fraction(100),
    Fraction("33.3333"),
    Fraction("66.67"),
)
VERDICTS = ("met", "partly-met", "not-met", "not-applicable")

COMPARING = ("at_least", "at_most", "more_than", "less_than")
OPERATORS = {
    "yes-no": ("is", "is_not"),
    "number": (*COMPARING, *COMPARING, "is", "is_not", "one_of", "none_of"),
    "date": ("is", "is_not", "on_or_before", "on_or_after"),
    "text": ("is", "is_not", "one_of", "none_of", "matches"),
    "choice": ("is", "is_not", "one_of", "none_of"),
    "choices": ("includes", "includes_any", "includes_all"),
    "verdict": ("is", "is_not", "one_of", "none_of"),
}
LISTED = ("one_of", "none_of", "includes_any", "includes_all")


@dataclass(frozen=True)
class Asked:
    """A name a condition may use: what kind of column it is, and the values it may be compared with."""

    name: str
    kind: str
    values: tuple[Any, ...] = ()
    field: bool = False


def asked_of(name: str, spec: dict[str, Any]) -> Asked:
    """The column a field, or an event's column, is."""
    kind = {"integer": "number", "decimal": "number"}.get(spec["type"], spec["type"])
    values = {
        "yes-no": (True, False), "number": NUMBERS, "date": tuple(DAYS), "text": TEXTS, "choice": CHOICES,
        "choices": CHOICES, "events": (),
    }[kind]  # fmt: skip
    return Asked(name, kind, values, field=True)


def a_test(draw: Drawing, columns: list[Asked], *, figures: bool = True, provided: bool = True) -> dict[str, Any]:
    """One column with one operator, or with two."""
    column = draw.one(columns)
    body: dict[str, Any] = {}
    allowed = OPERATORS.get(column.kind, ()) + (("provided",) if column.field and provided else ())
    for operator in draw.some(sorted(set(allowed), key=allowed.index), 1, 2):
        if operator == "provided":
            body[operator] = draw.coin()
        elif operator == "matches":
            body[operator] = draw.one(PATTERNS)
        elif operator in LISTED:
            body[operator] = draw.some(column.values, 1, 2)
        else:
            body[operator] = draw.one(column.values)
            if body[operator] == Fraction(1, 2) and draw.coin():
                body[operator] = Written("50%")
        if figures and draw.rarely(8):
            body[operator] = Fig(f"figure {flow(body[operator])}", body[operator])
    if column.kind == "verdict":
        return {"finding": {column.name: body}}
    return {column.name: body}


FORMS = ("test", "test", "test", "all", "any", "none", "not", "at_least", "wide")


def a_condition(draw: Drawing, columns: list[Asked], depth: int = 2, *, provided: bool = True) -> dict[str, Any]:
    """A condition of any form. Tables cannot be asked anything but whether they were answered."""
    columns = [one for one in columns if one.kind != "events" or provided]
    form = draw.one(FORMS) if depth else "test"
    if form == "test":
        return a_test(draw, columns, provided=provided)
    if form == "not":
        return {"not": a_condition(draw, columns, depth - 1, provided=provided)}
    if form == "wide":
        parts = [a_test(draw, columns, figures=False, provided=provided) for _ in range(draw.number(7, 8))]
        form = draw.one(("all", "any", "none", "at_least"))
    else:
        parts = [a_condition(draw, columns, depth - 1, provided=provided) for _ in range(draw.number(1, 3))]
    if form == "at_least":
        return {"at_least": draw.number(1, len(parts)), "of": parts}
    return {form: parts}


EVENT_COLUMNS: dict[str, dict[str, Any]] = {
    "day": {"type": "date"},
    "other_day": {"type": "date"},
    "n": {"type": "integer", "minimum": 0, "maximum": 3},
    "x": {"type": "decimal", "places": 1, "minimum": Fraction(-1, 2)},
    "ok": {"type": "yes-no"},
    "sort": {"type": "choice", "of": CHOICES},
    "note": {"type": "text"},
}
FIELDS: dict[str, dict[str, Any]] = {
    "flag": {"type": "yes-no"},
    "旗": {"type": "yes-no"},
    "members": {"type": "integer", "minimum": 0, "maximum": 3},
    "open_number": {"type": "integer"},
    "area": {"type": "decimal", "places": 1, "minimum": 0, "maximum": 2},
    "degree": {"type": "decimal", "places": 2, "maximum": 3},
    "since": {"type": "date"},
    "word": {"type": "text"},
    "pick": {"type": "choice", "of": CHOICES},
    "picks": {"type": "choices", "of": CHOICES},
    "meetings": {"type": "events", "of": {name: EVENT_COLUMNS[name] for name in ("day", "ok", "n")}},
    "visits": {"type": "events", "of": {name: EVENT_COLUMNS[name] for name in ("day", "other_day", "x", "sort")}},
    "notes": {"type": "events", "of": {name: EVENT_COLUMNS[name] for name in ("note", "n")}},
}
ANSWERS: dict[str, tuple[Any, ...]] = {
    "yes-no": (True, False), "date": tuple(DAYS), "text": TEXTS, "choice": CHOICES,
    "choices": ([], ["甲"], ["甲", "乙"], ["丙", "乙"], ["甲", "乙", "丙"], ["乙", "乙"]),
}  # fmt: skip


def answers_of(spec: dict[str, Any]) -> tuple[Any, ...]:
    """The small domain of a field or event column."""
    if spec["type"] == "choice":
        return tuple(spec["of"])
    if spec["type"] not in ("integer", "decimal"):
        return ANSWERS[spec["type"]]
    low, high = spec.get("minimum", -1), spec.get("maximum", 4)
    numbers = (Fraction(-1), Fraction(0), Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2), Fraction(3, 2))
    return tuple(n for n in numbers if low <= n <= high and (n * 10 ** spec.get("places", 0)).denominator == 1)


def derivations(draw: Drawing, fields: dict[str, dict[str, Any]], *, provided: bool) -> dict[str, dict[str, Any]]:
    """Derived quantities over some fields, of every kind these allow."""
    found: dict[str, dict[str, Any]] = {}
    for name, spec in fields.items():
        if spec["type"] == "date":
            found[f"time_{name}"] = {draw.one(("months_since", "days_since")): name}
        elif spec["type"] == "choices":
            found[f"count_{name}"] = {"count": name}
        elif spec["type"] == "events":
            found[f"count_{name}"] = _counted(draw, name, spec, provided=provided)
            numeric = [column for column, one in spec["of"].items() if one["type"] in ("integer", "decimal")]
            if numeric and draw.coin():
                summed = _counted(draw, name, spec, provided=provided)
                found[f"sum_{name}"] = {"sum": summed.pop("count"), "of": numeric[0], **summed}
    shareable = [name for name, spec in fields.items() if spec.get("minimum", -1) >= 0]
    shareable += [name for name, spec in found.items() if "count" in spec]
    if shareable and draw.coin():
        rounding = draw.one(("half-even", "half-up"))
        ends = {"share": draw.one(shareable), "of": draw.one(shareable)}
        found["portion"] = {**ends, "places": draw.number(0, 3), "rounding": rounding}
    return found


def _counted(draw: Drawing, name: str, spec: dict[str, Any], *, provided: bool) -> dict[str, Any]:
    quantity: dict[str, Any] = {"count": name}
    dates = [column for column, one in spec["of"].items() if one["type"] == "date"]
    if len(dates) > 1:
        quantity["dated"] = draw.one(dates)
    if dates and draw.coin():
        quantity["per"] = draw.one(("month", "quarter"))
        quantity["take"] = draw.one(("fewest", "most"))
    if draw.coin():
        columns = [asked_of(column, one) for column, one in spec["of"].items()]
        quantity["where"] = a_condition(draw, columns, 1, provided=provided)
    return quantity
