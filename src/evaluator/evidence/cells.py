"""What people type into cells: full-width characters, stray spaces, days in several ways of writing."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

_UNSEEN: dict[int, int | None] = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20} | _UNSEEN
_DAY = re.compile(r"(\d{4})\s*(?:([-/.])(\d{1,2})\2(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)", re.ASCII)
_MOST_DIGITS = 15
"""Digits that a number in a spreadsheet keeps; of a longer one the rest is lost."""


def half(text: str) -> str:
    """A text without full-width letters and digits, without spaces around it and characters nobody sees."""
    return text.translate(_HALF).strip()


def day_of(text: str) -> date | None:
    """A day written 2021-06-18, 2021/6/18, 2021.6.18 or 2021年6月18日."""
    match = _DAY.fullmatch(half(text))
    if match is None:
        return None
    year, month, day = match[1], match[3] or match[5], match[4] or match[6]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def lost_digits(number: Decimal) -> bool:
    """Whether a number is so long that the spreadsheet has lost its last digits."""
    return abs(number) >= Decimal(10) ** _MOST_DIGITS


def text_of(raw: Any) -> str | None:
    """The text that a cell was meant to hold; None where it holds what is none."""
    if isinstance(raw, str):
        return raw.translate(_UNSEEN).strip()
    if isinstance(raw, Decimal) and not lost_digits(raw):
        return format(raw, "f")
    if type(raw) is int:
        return str(raw)
    return raw.isoformat() if isinstance(raw, date) else None
