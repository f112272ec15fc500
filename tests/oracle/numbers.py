"""Rounding, calendars, and spans: a number known to lie between two bounds, None being no bound."""

from calendar import monthrange
from datetime import date
from fractions import Fraction

Span = tuple[Fraction | None, Fraction | None]

HALF = Fraction(1, 2)


def rounded(value: Fraction, places: int, rounding: str) -> Fraction:
    """`value` to so many decimals; a half goes to the even neighbour, or away from zero."""
    shifted = value * 10**places
    below = shifted.numerator // shifted.denominator
    rest = shifted - below
    up = rest > HALF
    if rest == HALF:
        up = below % 2 == 1 if rounding == "half-even" else value > 0
    return Fraction(below + (1 if up else 0), 10**places)


def fits(value: Fraction, places: int) -> bool:
    """Whether `value` can be written with so many decimals."""
    return (value * 10**places).denominator == 1


def later(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_since(day: date, now: date) -> int:
    """The most whole months that can be added to `day` without passing `now`."""
    months = -1200
    while later(day, months + 1) <= now:
        months += 1
    return months


def whole_periods(start: date, end: date, per: str) -> list[tuple[date, date]]:
    """The calendar months or quarters that begin and end within two days."""
    length = 1 if per == "month" else 3
    found = []
    for year in range(start.year, end.year + 1):
        for first in range(1, 13, length):
            last = first + length - 1
            begins, ends = date(year, first, 1), date(year, last, monthrange(year, last)[1])
            if start <= begins and ends <= end:
                found.append((begins, ends))
    return found


def least_of(bounds: list[Fraction | None], none_is: str) -> Fraction | None:
    """The smallest of several bounds, where None stands for no limit `below` or `above`."""
    known = [bound for bound in bounds if bound is not None]
    if not known or (none_is == "below" and len(known) < len(bounds)):
        return None
    return min(known)


def most_of(bounds: list[Fraction | None], none_is: str) -> Fraction | None:
    """The largest of several bounds, where None stands for no limit `below` or `above`."""
    known = [bound for bound in bounds if bound is not None]
    if not known or (none_is == "above" and len(known) < len(bounds)):
        return None
    return max(known)


def plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other
