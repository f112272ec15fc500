"""Quantities made from the rows of a table: periods that hold a condition, events by price, in order, in a row."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluator.language.conditions import tests_in
from evaluator.language.fields import Asking
from oracle.case import Subject
from oracle.conditions import Look, NotToldError, Number, Seen, Truth, told, truth_of
from oracle.numbers import later, rounded, whole_periods

if TYPE_CHECKING:
    from oracle.world import World

ZERO = Fraction(0)
Row = dict[str, Any]


def dated(quantity: Any, asked: Asking) -> str | None:
    """The column that says when an event was."""
    until = getattr(quantity, "valid_until", None)
    dates = (name for name, one in asked.columns.items() if one.type == "date" and name != until)
    return quantity.dated or next(dates, None)


def in_time(world: "World", quantity: Any) -> Callable[[date], bool]:
    """Whether a day's event counts: within the season so far, or still valid at its end."""
    plan = world.plan
    last, months = plan.last_day, getattr(quantity, "valid_months", None)
    if months is not None:
        return lambda day: day <= last < later(day, months)
    if getattr(quantity, "valid_until", None) is not None:
        return lambda day: day <= last
    return lambda day: plan.scheme.period.start <= day <= last


def unexpired(world: "World", quantity: Any, row: Row) -> Truth:
    """Whether the term a row has of its own, if it has one, still runs on the last day."""
    column = getattr(quantity, "valid_until", None)
    if column is None:
        return True
    return None if row.get(column) is None else row[column] >= world.plan.last_day


def rows_of(asked: Asking, answer: list[Row] | None) -> list[Row] | None:
    """The rows of a table, without the numbers somebody judged but gave no reason for."""
    if answer is None:
        return None
    judged = {name: one.assessed.reason for name, one in asked.columns.items() if one.assessed is not None}
    return [
        {name: None if name in judged and row.get(judged[name]) is None else cell for name, cell in row.items()}
        for row in answer
    ]


def _counted(world: "World", quantity: Any, subject: Subject) -> list[Row]:
    """The events that count, when that is known of every one."""
    asked = world.plan.fields[quantity.base]
    rows = rows_of(asked, subject.answer(quantity.base))
    if rows is None:
        raise NotToldError
    column, holds = dated(quantity, asked), in_time(world, quantity)
    found = []
    for row in rows:
        wanted: Truth = told(truth_of(quantity.where, seeing(world, subject, asked, row)))
        lasts = unexpired(world, quantity, row)
        day = None if column is None else row.get(column)
        if wanted is False or lasts is False or (day is not None and not holds(day)):
            continue
        if wanted is None or lasts is None or (column is not None and day is None):
            raise NotToldError
        found.append(row)
    return found


def seeing(world: "World", subject: Subject, asked: Asking, row: Row) -> Look:
    """How a condition sees one event: its columns, and what it may be compared with of its subject."""
    from oracle.quantities import field_seen

    def look(name: str) -> Seen:
        return field_seen(asked.columns[name], row.get(name)) if name in asked.columns else world.seen(name, subject)

    return look


def _cell(row: Row, name: str) -> Any:
    value = row.get(name)
    if value is None:
        raise NotToldError
    return value


def _periods(world: "World", quantity: Any, subject: Subject) -> Fraction:
    asked = world.plan.fields[quantity.base]
    column = dated(quantity, asked) or ""
    counted = _counted(world, quantity, subject)
    every = subject.answer(quantity.base)
    held: list[bool] = []
    for start, end in whole_periods(world.plan.scheme.period.start, world.plan.last_day, quantity.per):
        if asked.reported == "by_period" and not any(start <= _cell(row, column) <= end for row in every):
            raise NotToldError
        rows = [row for row in counted if start <= row[column] <= end]
        numbers = {"count": Fraction(len(rows))}
        for name in {test.column for test in tests_in(quantity.when)} - {"count"}:
            numbers[name] = sum((Fraction(_cell(row, name)) for row in rows), ZERO)
        truth = truth_of(quantity.when, lambda name, n=numbers: Number((n[name], n[name]), 9))  # type: ignore[misc]
        held.append(truth is True)
    if quantity.take == "number":
        return Fraction(held.count(True))
    longest = run = 0
    for one in held:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return Fraction(longest)


def _calendar(day: date, per: str) -> tuple[int, int]:
    """Which calendar period a day lies in."""
    return day.year, {"month": day.month, "quarter": (day.month - 1) // 3, "year": 0}[per]


def _priced(world: "World", quantity: Any, subject: Subject) -> Fraction:
    column = dated(quantity, world.plan.fields[quantity.base])
    events: list[tuple[Row, Fraction]] = []
    for row in _counted(world, quantity, subject):
        events.append((row, _price(world, quantity, subject, row)))
    if column is not None:
        events.sort(key=lambda event: event[0][column])
    if quantity.same_matter is not None:
        events = _dearest(events, quantity.same_matter)
    if quantity.repeats is not None:
        events = _repeated(events, quantity.repeats)
    by_period: dict[Any, list[Fraction]] = {}
    for row, price in events:
        when = None if quantity.per is None else _calendar(row[column or ""], quantity.per)
        by_period.setdefault(when, []).append(price)
    whole = ZERO
    for prices in by_period.values():
        counted = sum(sorted(prices, reverse=True)[: quantity.best], ZERO)
        whole += counted if quantity.cap is None else min(Fraction(quantity.cap), counted)
    return whole


def _price(world: "World", quantity: Any, subject: Subject, row: Row) -> Fraction:
    """What one event is worth: by its keys or by its size, and so many times as much."""
    asked = world.plan.fields[quantity.base]
    if quantity.values:
        size = _cell(row, quantity.by[0])
        passed = (size <= one.up_to if one.up_to is not None else one.below is None or size < one.below
                  for one in quantity.values)  # fmt: skip
        price = next(one.value for one, holds in zip(quantity.values, passed, strict=False) if holds)
    else:
        price = quantity.prices
        for name in quantity.by:
            price = price[_cell(row, name)]
    for more in quantity.multiplied:
        truth = told(truth_of(more.when, seeing(world, subject, asked, row)))
        if truth is None:
            raise NotToldError
        price = price * more.times if truth else price
    return Fraction(price)


def _dearest(events: list[tuple[Row, Fraction]], matter: str) -> list[tuple[Row, Fraction]]:
    """Of each matter the dearest event, the earliest of equally dear ones."""
    best: dict[Any, tuple[Row, Fraction]] = {}
    for row, price in events:
        key = _cell(row, matter)
        if key not in best or price > best[key][1]:
            best[key] = (row, price)
    return list(best.values())


def _repeated(events: list[tuple[Row, Fraction]], repeats: Any) -> list[tuple[Row, Fraction]]:
    """Every event after the first of its like counts so many times."""
    met: set[Any] = set()
    found = []
    for row, price in events:
        like = _cell(row, repeats.of)
        found.append((row, price * repeats.times if like in met else price))
        met.add(like)
    return found


def _rows(world: "World", quantity: Any, subject: Subject) -> tuple[Fraction | None, Fraction | None]:
    """The mean, highest or lowest of a column; a missing number where there is no event."""
    numbers = [Fraction(_cell(row, quantity.of)) for row in _counted(world, quantity, subject)]
    if not numbers:
        return None, None
    if quantity.take == "mean":
        found = rounded(sum(numbers, ZERO) / len(numbers), quantity.places, quantity.rounding)
    else:
        found = max(numbers) if quantity.take == "highest" else min(numbers)
    return found, found


def _steps(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """Steps in the order declared, each on the first day it was taken."""
    asked = world.plan.fields[quantity.base]
    column = dated(quantity, asked) or ""
    rows = _counted(world, quantity, subject)
    taken = 0
    before: date | None = None
    steps = asked.columns[quantity.of].of
    if any(_cell(row, quantity.of) not in steps for row in rows):
        raise AssertionError("a step that is none")
    for step in steps:
        days = sorted(row[column] for row in rows if row[quantity.of] == step)
        if not days:
            break
        if before is not None:
            late = quantity.within_days is not None and (days[0] - before).days > quantity.within_days
            if days[0] < before or late:
                break
        before, taken = days[0], taken + 1
    return Fraction(taken)


def _sequence(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """Events in the order of their day that hold a condition, in a row or among so many consecutive ones."""
    asked = world.plan.fields[quantity.base]
    column = dated(quantity, asked) or ""
    holds: list[bool] = []
    for row in sorted(_counted(world, quantity, subject), key=lambda row: row[column]):
        truth = told(truth_of(quantity.when, seeing(world, subject, asked, row)))
        if truth is None:
            raise NotToldError
        holds.append(truth)
    stretches = [holds[start:end] for start in range(len(holds)) for end in range(start + 1, len(holds) + 1)]
    if quantity.take == "most":
        return Fraction(max((sum(one) for one in stretches if len(one) <= quantity.window), default=0))
    if quantity.take == "latest_run":
        stretches = [holds[start:] for start in range(len(holds))]
    return Fraction(max((len(one) for one in stretches if all(one)), default=0))


EVENTS: Mapping[str, Callable[["World", Any, Subject], Any]] = {
    "rows": _rows,
    "periods": _periods,
    "priced": _priced,
    "steps": _steps,
    "sequence": _sequence,
}
