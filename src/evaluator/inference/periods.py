"""Calendar months and quarters: which lie whole inside a season, and how many have passed since a day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal


def whole_periods(start: date, end: date, per: Literal["month", "quarter"]) -> list[tuple[date, date]]:
    """First and last day of each calendar month or quarter that lies whole within `start` and `end`."""
    months = 1 if per == "month" else 3
    year, month = start.year, (start.month - 1) // months * months + 1
    found = []
    while (year, month) <= (end.year, end.month):
        last = month + months - 1
        begins, ends = date(year, month, 1), date(year, last, monthrange(year, last)[1])
        if begins >= start and ends <= end:
            found.append((begins, ends))
        year, month = (year + 1, 1) if last == 12 else (year, last + 1)
    return found


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one day to another; a month's last day completes it (31 August to 28 February: 6)."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    complete = later.day >= earlier.day or later.day == monthrange(later.year, later.month)[1]
    return months if complete else months - 1


def months_after(day: date, count: int) -> list[tuple[date, date]]:
    """First and last day of each of the `count` calendar months after the month of `day`."""
    found = []
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append((date(year, month, 1), date(year, month, monthrange(year, month)[1])))
    return found


def days_after(day: date, count: int) -> date:
    """The day `count` days later."""
    return day + timedelta(days=count)
