"""Exact numbers, what is known of a number that is missing, and how both are written."""

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

Truth = bool | None
"""True, false, or missing."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@cache
def number(text: str) -> Fraction | None:
    """A number as rules write it; `60%` is 3/5."""
    body, part = (text[:-1].rstrip(), 100) if text.endswith("%") else (text, 1)
    return Fraction(body) / part if _NUMBER.fullmatch(body) else None


@cache
def day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def rounded(value: Fraction, places: int, rounding: str = "half-even") -> Fraction:
    """The value rounded once: to the even of two as near, or away from zero."""
    scaled = value * 10**places
    if scaled.denominator == 1:
        return value
    below = scaled.numerator // scaled.denominator
    over = scaled - below
    half = Fraction(1, 2)
    if rounding == "half-even":
        up = over > half or (over == half and below % 2 == 1)
    else:
        up = over > half or (over == half and value > 0)
    return Fraction(below + up, 10**places)


def fixed(value: Fraction, places: int) -> str:
    """A number that has at most so many decimals, with just as many."""
    units = value * 10**places
    assert units.denominator == 1
    digits = str(abs(units.numerator)).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits
    return f"-{text}" if units < 0 else text


def short(value: Fraction) -> str:
    """Points: at most four decimals, without zeros at the end."""
    text = fixed(rounded(value, 4), 4).rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Span(NamedTuple):
    """What is known of a number: its least and its most, both included; None where there is no bound."""

    low: Fraction | None
    high: Fraction | None
    places: int | None = None  # decimals it can have, where that is known

    @property
    def known(self) -> Fraction | None:
        if self.low is self.high:
            return self.low
        return self.low if self.low is not None and self.low == self.high else None


def exactly(value: Fraction | int) -> Span:
    known = value if isinstance(value, Fraction) else Fraction(value)
    return Span(known, known)


ANYTHING = Span(None, None)


def plus(*spans: Span) -> Span:
    low = high = Fraction(0)
    lows, highs = [one.low for one in spans], [one.high for one in spans]
    return Span(
        None if None in lows else sum((one for one in lows if one is not None), low),
        None if None in highs else sum((one for one in highs if one is not None), high),
    )


def times(span: Span, factor: Fraction) -> Span:
    """So many times it; the factor is not negative unless both ends are turned."""
    ends = (None if span.low is None else span.low * factor, None if span.high is None else span.high * factor)
    return Span(*ends) if factor >= 0 else Span(ends[1], ends[0])


def within(span: Span, least: Fraction | None, most: Fraction | None) -> Span:
    """The number kept between two bounds."""

    def kept(end: Fraction | None, open_end: Fraction | None) -> Fraction | None:
        if end is None:
            return open_end
        end = end if least is None else max(end, least)
        return end if most is None else min(end, most)

    return Span(kept(span.low, least), kept(span.high, most), span.places)


def either(first: Span, second: Span) -> Span:
    """One or the other."""
    return Span(
        None if first.low is None or second.low is None else min(first.low, second.low),
        None if first.high is None or second.high is None else max(first.high, second.high),
    )


def every(truths: list[Truth]) -> Truth:
    return False if False in truths else None if None in truths else True


def some(truths: list[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth
