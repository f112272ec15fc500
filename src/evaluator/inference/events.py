"""Events: the rows of all subjects' tables, which of them count, and which lie outside the days that count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity, Truths, series
from evaluator.inference.conclude import Judge
from evaluator.inference.periods import months_between
from evaluator.inference.reach import gathered
from evaluator.language.conditions import Condition, values_in
from evaluator.language.derived_from_rows import CountOf, Periods, Priced, RowsOf, Sequenced, Steps, SumOf, events_of
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import Problem, problem, shown

Bounds = tuple[list[int | None], list[int | None]]
"""Least and most, in units of the last place; None is unbounded."""

OfEvents = CountOf | SumOf | Periods | RowsOf | Priced | Steps | Sequenced


def bounded(bounds: Bounds, places: int = 0) -> Quantity:
    """The quantity that lies between two bounds."""
    return Quantity(series("integer", bounds[0]), series("integer", bounds[1]), places)


@dataclass(frozen=True)
class Table:
    """The rows of an events field of all subjects, flattened: whose each is, its columns, and what is known of them.

    `subjects` are the columns of those the rows belong to, with which conditions on rows may compare.
    """

    owners: npt.NDArray[np.int64]
    rows: list[EventRow]
    columns: dict[str, Column]
    answered: npt.NDArray[np.bool_]
    subjects: Columns

    @classmethod
    def of(cls, asked: Asking, answers: Sequence[list[EventRow] | None], subjects: Columns) -> "Table":
        owners = [owner for owner, rows in enumerate(answers) for _ in rows or ()]
        flat = [row for rows in answers for row in rows or ()]
        answered = np.array([rows is not None for rows in answers], np.bool_)
        return cls(np.array(owners, np.int64), flat, asked.columns, answered, subjects)

    def column(self, name: str) -> list[Any]:
        index = list(self.columns).index(name)
        return [row.values[index] for row in self.rows]

    def as_columns(self) -> Columns:
        answers, quantities = {}, {}
        for name, column in self.columns.items():
            values = series(column.type, self.column(name))
            if column.type in ("integer", "decimal"):
                quantities[name] = Quantity(values, values, column.places)
            else:
                answers[name] = values
        return Columns(len(self.rows), answers, quantities)

    def judged(self, condition: Condition, judge: Judge) -> Truths:
        """Whether each row meets a condition, which may compare it with its subject."""
        return judge.judge(condition, self.seen_by(condition)).conclusion

    def seen_by(self, condition: Condition) -> Columns:
        """What a condition on rows sees: their columns, and what it compares them with of their subject."""
        seen = self.as_columns()
        for name in {value.name for value in values_in(condition)} - set(self.columns):
            if name in self.subjects.quantities:
                seen = seen.with_quantities({name: gathered(self.subjects.quantities[name], self.owners)})
            else:
                seen = seen.with_answers({name: self.subjects.answers[name][self.owners]})
        return seen


def dated_column(quantity: OfEvents, asked: Asking) -> str | None:
    """The column that dates an event: the one named, or the only date there is besides that of its expiry."""
    return quantity.dated or next((name for name in asked.dates if name != _valid_until(quantity)), None)


def days_of(table: Table, dated: str | None) -> list[date | None]:
    """The day of each event, where there is a column that dates it."""
    return [None] * len(table.rows) if dated is None else table.column(dated)


def dates_within(table: Table, dated: str | None, start: date, end: date) -> Truths:
    """Whether each event lies within two days; without a date column, every event does."""
    if dated is None:
        return np.full(len(table.rows), TRUE, np.uint8)
    days = table.column(dated)
    return np.array([MISSING if d is None else TRUE if start <= d <= end else FALSE for d in days], np.uint8)


def still_valid(table: Table, dated: str | None, months: int, last: date) -> Truths:
    """Whether each event, valid for so many calendar months from its day on, has begun and not lapsed on the last day.

    An event of 31 January valid for a month has lapsed on 28 February.
    """

    def valid(day: date) -> bool:
        return day <= last and months_between(day, last) < months

    days = days_of(table, dated)
    return np.array([MISSING if d is None else TRUE if valid(d) else FALSE for d in days], np.uint8)


def unexpired(table: Table, dated: str | None, until: str, last: date) -> Truths:
    """Whether each event has begun, where a column says when, and its own date of expiry has not passed."""
    lasts = np.array([MISSING if d is None else TRUE if last <= d else FALSE for d in table.column(until)], np.uint8)
    return both(dates_within(table, dated, date.min, last), lasts)


def holds(quantity: OfEvents, table: Table, judge: Judge) -> Truths:
    """Whether each event meets the quantity's own condition."""
    if quantity.where is None:
        return np.full(len(table.rows), TRUE, np.uint8)
    return table.judged(quantity.where, judge)


def both(one: Truths, other: Truths) -> Truths:
    """Three-valued `and` of two columns already concluded."""
    false = (one == FALSE) | (other == FALSE)
    return np.where(false, FALSE, np.where((one == TRUE) & (other == TRUE), TRUE, MISSING)).astype(np.uint8)


def counts(quantity: OfEvents, table: Table, plan: Plan, judge: Judge) -> Truths:
    """Whether each event counts: its day is in the season or it is still valid, and it meets the condition."""
    dated = dated_column(quantity, plan.fields[quantity.base])
    months, until = _valid_months(quantity), _valid_until(quantity)
    if until is not None:
        on_its_day = unexpired(table, dated, until, plan.last_day)
    elif months is not None:
        on_its_day = still_valid(table, dated, months, plan.last_day)
    else:
        on_its_day = dates_within(table, dated, plan.scheme.period.start, plan.last_day)
    return both(on_its_day, holds(quantity, table, judge))


def _valid_months(quantity: OfEvents) -> int | None:
    return None if isinstance(quantity, (Periods, Steps)) else quantity.valid_months


def _valid_until(quantity: OfEvents) -> str | None:
    return None if isinstance(quantity, (Periods, Steps)) else quantity.valid_until


def events_outside(plan: Plan, evidence: Evidence) -> list[Problem]:
    """Events of counted tables that lie outside the days that count: listed, not counted.

    Where events count for as long as they are valid, whenever they began, only those after the last day are outside.
    """
    limits: dict[tuple[str, str], date | None] = {}
    for quantity in plan.derived.values():
        asked = plan.fields.get(quantity.base)
        if asked is None or asked.type != "events" or not events_of(quantity):
            continue
        assert isinstance(quantity, OfEvents)
        dated = dated_column(quantity, asked)
        if dated is None:
            continue
        key = (quantity.base, dated)
        timeless = _valid_months(quantity) is not None or _valid_until(quantity) is not None
        limits[key] = None if timeless else limits.get(key, plan.scheme.period.start)
    found: list[Problem] = []
    for (name, dated), start in limits.items():
        index = list(plan.fields[name].columns).index(dated)
        expected = f"≤ {shown(plan.last_day)}" if start is None else f"{shown(start)} – {shown(plan.last_day)}"
        for row, events in enumerate(evidence.answers[name]):
            for event in events or ():
                day = event.values[index]
                if day is None or ((start is None or start <= day) and day <= plan.last_day):
                    continue
                details = {"found": day, "expected": expected, "field": name}
                found.append(problem("event-outside-period", event.place, subject=evidence.ids[row], **details))
    return found
