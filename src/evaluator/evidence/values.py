"""One answer, as written, becomes one typed value or the reason why not."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from evaluator.evidence.cells import day_of, half, lost_digits, text_of
from evaluator.exact import fixed, parse_number, shortest, unscaled
from evaluator.language.fields import Asking, Column
from evaluator.language.scalars import NO, NOTHING, YES, kind_of, parse_day
from evaluator.language.source import REPEATED, Plain
from evaluator.problems import nearest, shown

_PARTED, _PARTED_TOO = re.compile(r"[、；;\n]"), re.compile(r"[,，\s]")
"""What parts the choices listed in a cell, and what does where nothing else makes sense."""
LARGEST = 10**15
"""Numbers beyond this are nobody's evidence, and stay far from what a 64-bit column holds."""


class Fault(NamedTuple):
    """Why a value is not one: a problem's code and details."""

    code: str
    details: dict[str, Any]


def is_missing(raw: Any, cells: bool) -> bool:
    """Absent, null, empty text, an empty cell; an empty list is an answer."""
    if raw is None:
        return True
    if isinstance(raw, Plain):
        return raw in ("", "~", "null", "Null", "NULL")
    return isinstance(raw, str) and not (raw.strip() if cells else raw)


def typed(asked: Asking | Column, raw: Any, cells: bool) -> Any:
    """The value of a scalar or choices field, None when missing, or a `Fault`: the reader may have found one."""
    if raw is REPEATED or is_missing(raw, cells):
        return None
    if isinstance(raw, Fault):
        return raw
    text = raw.strip() if cells and isinstance(raw, str) else raw
    if cells and asked.type in ("choices", "choice", "text") and not (asked.type == "choices" and type(raw) is list):
        text = _word(text)
        if isinstance(text, Fault):
            return text
    match asked.type:
        case "yes-no":
            return _yes_no(half(text).casefold() if cells and isinstance(text, str) else text)
        case "integer" | "decimal":
            return _number(asked, text, cells)
        case "date":
            day = _day(text, cells)
            return Fault("answer-date", {"found": kind_of(raw)}) if day is None else day
        case "choices":
            return _choices(asked, text, cells)
        case "choice":
            return _choice(asked, text)
        case _:
            return str(text) if isinstance(text, str) else Fault("answer-text", {"found": kind_of(raw)})


def _word(raw: Any) -> str | Fault:
    """The text of a cell, also of one that the spreadsheet took for a number or a date."""
    text = text_of(raw)
    if text is not None:
        return text
    if isinstance(raw, Decimal) and lost_digits(raw):
        return Fault("cell-long-number", {"found": raw})
    return Fault("answer-text", {"found": kind_of(raw)})


def _day(raw: Any, cells: bool) -> date | None:
    if isinstance(raw, date):
        return raw
    return (day_of(raw) if cells else parse_day(raw)) if isinstance(raw, str) else None


def _yes_no(raw: Any) -> bool | Fault:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw in YES | NO:
        return raw in YES
    return Fault("answer-yes-no", {"found": kind_of(raw)})


def number_of(raw: Any, cells: bool) -> Fraction | Fault:
    """The exact number written, without asking where it is to go."""
    if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        if isinstance(raw, Decimal) and raw and (not raw.is_finite() or abs(raw.adjusted()) > 30):
            return Fault("number-too-large", {"found": raw})
        return Fraction(raw)
    if isinstance(raw, Fault):
        return raw
    text = half(raw) if cells and isinstance(raw, str) else raw
    number = parse_number(text) if isinstance(text, str) and not text.endswith("%") else None
    if number is None:
        return Fault("answer-number", {"found": kind_of(raw)})
    if not cells and not isinstance(raw, Plain):
        return Fault("answer-number-quoted", {"found": raw})
    return number


def _number(asked: Asking | Column, raw: Any, cells: bool) -> int | Fault:
    number = number_of(raw, cells)
    if isinstance(number, Fault):
        return number
    units = number * 10**asked.places
    if units.denominator != 1:
        if not asked.places:
            return Fault("integer-expected", {"found": raw})
        return Fault("too-many-places", {"found": raw, "expected": asked.places})
    if abs(units) > LARGEST:
        return Fault("number-too-large", {"found": raw})
    if asked.minimum is not None and number < asked.minimum:
        return Fault("below-minimum", {"found": raw, "expected": fixed(asked.minimum, asked.places)})
    if asked.maximum is not None and number > asked.maximum:
        return Fault("above-maximum", {"found": raw, "expected": fixed(asked.maximum, asked.places)})
    known = asked.choices if isinstance(asked, Asking) else asked.of
    if known and all(parse_number(word) != number for word in known):
        return Fault("answer-choice", {"found": raw, "expected": known, "nearest": ""})
    return int(units)


def _choice(asked: Asking | Column, raw: Any) -> str | Fault:
    known = asked.choices if isinstance(asked, Asking) else asked.of
    if isinstance(raw, str) and raw in known:
        return str(raw)
    found = kind_of(raw)
    return Fault("answer-choice", {"found": found, "expected": known, "nearest": nearest(found, known)})


def _listed(text: str, known: Collection[str]) -> Iterator[str]:
    """What a cell lists. Commas and spaces part it too where that leads to choices, which may hold them themselves."""
    for part in filter(None, map(str.strip, _PARTED.split(text))):
        smaller = [one for one in _PARTED_TOO.split(part) if one]
        yield from smaller if part not in known and any(one in known for one in smaller) else [part]


def _choices(asked: Asking | Column, raw: Any, cells: bool) -> tuple[str, ...] | Fault:
    known = asked.choices if isinstance(asked, Asking) else asked.of
    if cells and isinstance(raw, str) and raw in NOTHING and raw not in known:
        return ()
    if cells and isinstance(raw, str):
        raw = list(_listed(raw, known))
    if not isinstance(raw, list):
        return Fault("answer-list", {"found": kind_of(raw)})
    chosen = [_choice(asked, part) for part in raw]
    fault = next((part for part in chosen if isinstance(part, Fault)), None)
    return fault or tuple(choice for choice in known if choice in chosen)


def said(asked: Asking | Column, value: Any) -> str:
    """A typed value as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if asked.type == "decimal":
        return shortest(unscaled(value, asked.places), asked.places)
    if isinstance(value, tuple):
        return "、".join(value)
    return shown(value)
