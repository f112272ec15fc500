"""Working days by an official calendar, a file for each year: holidays and make-up days, with who set them.

A year without a file is not supposed to be like others: what depends on one of its days is a problem. Files and no
library of holidays: they are rules like any other, with an authority, in the manifest, and the same on any machine.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from evaluator.language.check_fields import out_of_range
from evaluator.language.scalars import Count, Day, Word
from evaluator.language.shape import Model, Source, Text, Words
from evaluator.problems import NOWHERE, Place, Problem, problem

SATURDAY = 5
EARLIEST, LATEST = 1900, 2200


class CalendarYear(Model):
    """One year of a calendar: weekdays that are `holidays`, and days at weekends that are `worked` (调休上班)."""

    calendar: Word
    title: Words
    year: Count
    authority: Words
    source: Source | None = None
    holidays: tuple[Day, ...] = ()
    worked: tuple[Day, ...] = ()


def check_year(made: CalendarYear) -> Iterator[Problem]:
    """A day of another year, a weekend that is off anyway, a weekday that is worked anyway, a day said twice."""
    if not EARLIEST <= made.year <= LATEST:
        yield out_of_range(made.place_at("year"), made.year, f"{EARLIEST}–{LATEST}")
        return
    for key, days in (("holidays", made.holidays), ("worked", made.worked)):
        seen: set[date] = set()
        for day in days:
            if day.year != made.year:
                yield out_of_range(made.place_at(key), day, f"{made.year}-01-01 – {made.year}-12-31")
            elif day in seen:
                yield problem("calendar-day-twice", made.place_at(key), found=day)
            elif (day.weekday() >= SATURDAY) != (key == "worked"):
                yield problem("calendar-off" if key == "holidays" else "calendar-worked", made.place_at(key), found=day)
            seen.add(day)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included, with the weekdays among them that are off and the weekend days
    that are worked.
    """

    start: date
    end: date
    working: int
    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


class UnknownYearError(Exception):
    """A day was asked about in a year that the calendar does not have."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """A calendar of the years that there are files of."""

    id: str
    title: Text
    years: tuple[CalendarYear, ...]
    place: Place = field(default=NOWHERE, compare=False)

    def works(self, day: date) -> bool:
        """Whether a day is a working day; it raises `UnknownYearError` where nobody has said so."""
        year = next((one for one in self.years if one.year == day.year), None)
        if year is None:
            raise UnknownYearError(day.year)
        return day in year.worked if day.weekday() >= SATURDAY else day not in year.holidays

    def span(self, start: date, number: int, until: date | None = None) -> Span:
        """From a day to the last of so many working days, the first day among them if it is one; or on to `until`."""
        off, worked, day, left, working = [], [], start, number, 0
        while True:
            works, weekend = self.works(day), day.weekday() >= SATURDAY
            if works and weekend:
                worked.append(day)
            elif not works and not weekend:
                off.append(day)
            left, working = left - works, working + works
            if left <= 0 and (until is None or day >= until):
                return Span(start, day, working, tuple(off), tuple(worked))
            day += timedelta(days=1)

    def after(self, day: date, number: int) -> date:
        """The last of so many working days after a day."""
        return self.span(day + timedelta(days=1), number).end

    def known(self) -> list[int]:
        """The years there are files of."""
        return sorted(one.year for one in self.years)


def calendars(years: Iterable[CalendarYear]) -> dict[str, Calendar]:
    """Every calendar by its id, with its years in order; the title is that of its last year."""
    found: dict[str, list[CalendarYear]] = {}
    for one in years:
        found.setdefault(one.calendar, []).append(one)
    return {
        name: Calendar(name, made[-1].title, tuple(made), made[0].place)
        for name, made in ((name, sorted(of, key=lambda one: one.year)) for name, of in found.items())
    }
