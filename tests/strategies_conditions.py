"""Random fields, derived quantities and conditions over them, with small domains so that thresholds are met."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction as F
from typing import Any

from drafting import Fig, Written, flow
from hypothesis import strategies as st

DAYS = [
    date(2020, 8, 31), date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31),
    date(2021, 4, 15), date(2021, 5, 15), date(2021, 6, 30), date(2021, 7, 1),
]  # fmt: skip
CHOICES = ("甲", "乙", "丙")
TEXTS = ("a", "ab", "甲", "甲乙")
PATTERNS = ("a", "a.?", ".*乙", "[ab]+", "甲|乙")
NUMBERS = (F(-1), F(0), F(1, 2), F(1), F(5, 4), F(3, 2), F(2), F(3), F(4))
SCORES = (F(0), F(25), F(50), F(60), F(80), F(100), F("33.3333"), F("66.67"))
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


@st.composite
def tests(draw: Any, columns: list[Asked], *, figures: bool = True, provided: bool = True) -> dict[str, Any]:
    """One column with one operator, or with two."""
    column = draw(st.sampled_from(columns))
    body: dict[str, Any] = {}
    allowed = OPERATORS.get(column.kind, ()) + (("provided",) if column.field and provided else ())
    for operator in draw(st.lists(st.sampled_from(allowed), min_size=1, max_size=2, unique=True)):
        if operator == "provided":
            body[operator] = draw(st.booleans())
        elif operator == "matches":
            body[operator] = draw(st.sampled_from(PATTERNS))
        elif operator in LISTED:
            body[operator] = draw(st.lists(st.sampled_from(column.values), min_size=1, max_size=2, unique=True))
        else:
            body[operator] = draw(st.sampled_from(column.values))
            if body[operator] == F(1, 2) and draw(st.booleans()):
                body[operator] = Written("50%")
        if figures and draw(st.integers(0, 7)) == 7:
            body[operator] = Fig(f"figure {flow(body[operator])}", body[operator])
    if column.kind == "verdict":
        return {"finding": {column.name: body}}
    return {column.name: body}


@st.composite
def conditions(
    draw: Any, columns: list[Asked], depth: int = 2, *, figures: bool = True, provided: bool = True
) -> dict[str, Any]:
    """A condition of any form. Tables cannot be asked anything but whether they were answered."""
    columns = [one for one in columns if one.kind != "events" or provided]
    form = draw(st.sampled_from(("test", "test", "test", "all", "any", "none", "not", "at_least", "wide")))
    if depth == 0 or form == "test":
        return draw(tests(columns, figures=figures, provided=provided))  # type: ignore[no-any-return]
    inner = conditions(columns, depth - 1, figures=figures, provided=provided)
    if form == "not":
        return {"not": draw(inner)}
    if form == "wide":
        leaf = tests(columns, figures=False, provided=provided)
        parts = draw(st.lists(leaf, min_size=7, max_size=8))
        word = draw(st.sampled_from(("all", "any", "none", "at_least")))
        return {"at_least": draw(st.integers(1, 7)), "of": parts} if word == "at_least" else {word: parts}
    parts = draw(st.lists(inner, min_size=1, max_size=3))
    if form == "at_least":
        return {"at_least": draw(st.integers(1, len(parts))), "of": parts}
    return {form: parts}


EVENT_COLUMNS: dict[str, dict[str, Any]] = {
    "day": {"type": "date"},
    "other_day": {"type": "date"},
    "n": {"type": "integer", "minimum": 0, "maximum": 3},
    "x": {"type": "decimal", "places": 1, "minimum": F(-1, 2)},
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
    if spec["type"] not in ("integer", "decimal"):
        return ANSWERS[spec["type"]]
    low, high = spec.get("minimum", -1), spec.get("maximum", 4)
    numbers = (F(-1), F(0), F(1), F(2), F(3), F(1, 2), F(3, 2))
    return tuple(n for n in numbers if low <= n <= high and (n * 10 ** spec.get("places", 0)).denominator == 1)


@st.composite
def derivations(draw: Any, fields: dict[str, dict[str, Any]], *, provided: bool) -> dict[str, dict[str, Any]]:
    """Derived quantities over some fields, of every kind these allow."""
    found: dict[str, dict[str, Any]] = {}
    for name, spec in fields.items():
        if spec["type"] == "date":
            found[f"time_{name}"] = {draw(st.sampled_from(("months_since", "days_since"))): name}
        elif spec["type"] == "choices":
            found[f"count_{name}"] = {"count": name}
        elif spec["type"] == "events":
            found[f"count_{name}"] = draw(_counted(name, spec, provided=provided))
            numeric = [column for column, one in spec["of"].items() if one["type"] in ("integer", "decimal")]
            if numeric and draw(st.booleans()):
                summed = draw(_counted(name, spec, provided=provided))
                found[f"sum_{name}"] = {"sum": summed.pop("count"), "of": numeric[0], **summed}
    shareable = [name for name, spec in fields.items() if spec.get("minimum", -1) >= 0]
    shareable += [name for name, spec in found.items() if "count" in spec]
    if len(shareable) > 1 and draw(st.booleans()):
        part, whole = draw(st.lists(st.sampled_from(shareable), min_size=2, max_size=2))
        rounding = draw(st.sampled_from(("half-even", "half-up")))
        found["portion"] = {"share": part, "of": whole, "places": draw(st.integers(0, 3)), "rounding": rounding}
    return found


@st.composite
def _counted(draw: Any, name: str, spec: dict[str, Any], *, provided: bool) -> dict[str, Any]:
    quantity: dict[str, Any] = {"count": name}
    dates = [column for column, one in spec["of"].items() if one["type"] == "date"]
    if len(dates) > 1:
        quantity["dated"] = draw(st.sampled_from(dates))
    if dates and draw(st.booleans()):
        quantity["per"] = draw(st.sampled_from(("month", "quarter")))
        quantity["take"] = draw(st.sampled_from(("fewest", "most")))
    if draw(st.booleans()):
        columns = [asked_of(column, one) for column, one in spec["of"].items()]
        quantity["where"] = draw(conditions(columns, 1, figures=True, provided=provided))
    return quantity
