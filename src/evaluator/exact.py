"""Exact numbers: reading them, rounding them once, and writing them down.

Every mark, share, mean and amount is a `Fraction` until the rule says where to round. A float never appears.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Rounding = Literal["half-even", "half-up"]

_NUMBER = re.compile(r"[+-]?\d{1,24}(\.\d{1,12})?")


def parse_number(text: str) -> Fraction | None:
    """The exact value of a plain decimal number or a percentage (`60%` is 3/5); None if `text` is neither.

    Exponents, thousands separators, full-width digits and special values are not numbers here: a rule or an
    evidence file that holds one is told so.
    """
    body = text.strip()
    percent = body.endswith("%")
    if percent:
        body = body[:-1].rstrip()
    if not body.isascii() or not _NUMBER.fullmatch(body):
        return None
    return Fraction(body) / (100 if percent else 1)


def scaled(value: Fraction, places: int, rounding: Rounding = "half-even") -> int:
    """`value` rounded to `places` decimals, as a whole number of units of the last place.

    Half-even is the rule of GB/T 8170; half-up takes a tie away from zero.
    """
    unit: int = 10**places
    exact = value * unit
    if rounding == "half-even":
        return round(exact)
    doubled = abs(exact) + Fraction(1, 2)
    whole = doubled.numerator // doubled.denominator
    return whole if exact >= 0 else -whole


def unscaled(units: int, places: int) -> Fraction:
    """The value of `units` in the last of `places` decimals."""
    return Fraction(units, 10**places)


def fixed(value: Fraction, places: int, rounding: Rounding = "half-even") -> str:
    """`value` with exactly `places` decimals: totals and money."""
    units = scaled(value, places, rounding)
    sign, digits = ("-" if units < 0 else ""), str(abs(units)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def shortest(value: Fraction, places: int = 4) -> str:
    """`value` with at most `places` decimals and no trailing zeros: points and observed values."""
    text = fixed(value, places)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=1 << 14)
def units_text(units: int, places: int, percent: bool = False) -> str:
    """The value of `units` in the last of `places` decimals without trailing zeros; of a share in hundredths."""
    return shortest(unscaled(units, places) * (100 if percent else 1), 10 if percent else 12)


def yuan(fen: int) -> str:
    """An amount of money in fen, written in yuan with two decimals."""
    return fixed(Fraction(fen, 100), 2)
