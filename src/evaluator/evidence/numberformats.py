"""What the number in a cell stands for: a number, a percentage, a date or a time, by the cell's format."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from evaluator.evidence.book import Kind

Meaning = Literal["number", "percent", "date", "time"]

_DATES = frozenset({*range(14, 18), 22, 27, 28, 29, 30, 31, 36, *range(50, 55), 57, 58})
_TIMES = frozenset({*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56})
_PERCENTS = frozenset({9, 10})
"""Formats that every program knows by number; 27 to 58 are those of Chinese versions."""

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_LARGEST = Decimal(10) ** 30
_LAST_DAY = 2_958_465
"""31 December 9999."""


class Formats:
    """The formats of a workbook's cells, by the number that a cell names."""

    def __init__(self, dates_from_1904: bool) -> None:
        self.dates_from_1904 = dates_from_1904
        self.meanings: list[Meaning] = []
        self._codes: dict[int, str] = {}
        self._inside = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self._codes[int(given.get("numFmtId", "-1"))] = given.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            number = int(given.get("numFmtId", "0"))
            self.meanings.append(meaning_of(self._codes[number]) if number in self._codes else _known(number))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False

    def value(self, text: str, style: str | None) -> tuple[Kind, str]:
        """What a cell with a number shows, without loss."""
        try:
            number = Decimal(repr(float(text)))
        except (ValueError, OverflowError):
            return "error", text
        if not number.is_finite():
            return "error", text
        position = int(style or "0")
        meaning = self.meanings[position] if 0 <= position < len(self.meanings) else "number"
        if meaning == "percent":
            return "text", f"{shortest_decimal(number * 100)}%"
        if meaning in ("date", "time"):
            shown = _moment(number, self.dates_from_1904, meaning)
            if shown is not None:
                return shown
        return "number", shortest_decimal(number)


def shortest_decimal(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing; one beyond all counting keeps its exponent."""
    if abs(number) >= _LARGEST or (number and abs(number) < 1 / _LARGEST):
        return str(number).lower()
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def meaning_of(code: str) -> Meaning:
    """What a format written out stands for."""
    bare = _BRACKETED.sub("", _QUOTED.sub("", code)).partition(";")[0].lower()
    if bare.strip() in ("general", "@", ""):
        return "number"
    bare = bare.replace("general", "").replace("am/pm", "h").replace("a/p", "h").replace("上午/下午", "h")
    if "y" in bare or "d" in bare or "aaa" in bare:
        return "date"
    if "h" in bare or "s" in bare:
        return "time"
    if "m" in bare:
        return "date"
    return "percent" if "%" in bare else "number"


def _known(number: int) -> Meaning:
    if number in _PERCENTS:
        return "percent"
    return "date" if number in _DATES else "time" if number in _TIMES else "number"


def _moment(number: Decimal, dates_from_1904: bool, meaning: Meaning) -> tuple[Kind, str] | None:
    """A date, or a date and time, counted in days; None for what is no day of the calendar."""
    days, seconds = divmod(round(number * 86_400), 86_400)
    if days < 0 or days > _LAST_DAY:
        return None
    time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if meaning == "time" and days == 0:
        return "moment", time
    day = _day(int(days), dates_from_1904)
    if day is None:
        return None
    return ("moment", f"{day} {time}") if seconds else ("date", day.isoformat())


def _day(days: int, dates_from_1904: bool) -> date | None:
    """Day 1 is 1 January 1900, and day 60 a 29 February that never was; or day 0 is 1 January 1904."""
    if dates_from_1904:
        return date(1904, 1, 1) + timedelta(days) if days <= _LAST_DAY - 1462 else None
    if days in (0, 60):
        return None
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days)
