"""How many steps of a process were taken in order, each soon enough after the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, bounded, counts, dated_column, days_of
from evaluator.language.derived_from_rows import Steps
from evaluator.language.plan import Plan

Span = tuple[date, date]


@dataclass(frozen=True)
class Taken:
    """One row: the step it is, or None for any, and the first and last day on which it may have been taken."""

    step: str | None
    days: Span


def steps_taken(quantity: Steps, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """At least the steps that rows known in full show, at most those that every row may show."""
    asked = plan.fields[quantity.base]
    order = asked.columns[quantity.of].of
    table = Table.of(asked, evidence.answers[quantity.base], columns)
    truths = counts(quantity, table, plan, judge)
    days = days_of(table, dated_column(quantity, asked))
    any_day = (plan.scheme.period.start, plan.last_day)
    sure: list[list[Taken]] = [[] for _ in evidence.ids]
    possible: list[list[Taken]] = [[] for _ in evidence.ids]
    rows = zip(table.owners.tolist(), table.column(quantity.of), days, truths.tolist(), strict=True)
    for owner, step, day, truth in rows:
        row = Taken(step, any_day if day is None else (day, day))
        if truth == TRUE and step is not None:
            sure[owner].append(row)
        if truth != FALSE:
            possible[owner].append(row)
    least: list[int | None] = [_in_order(order, rows, quantity.within_days) for rows in sure]
    most: list[int | None] = [
        _in_order(order, rows, quantity.within_days) if answered else len(order)
        for rows, answered in zip(possible, table.answered.tolist(), strict=True)
    ]
    return bounded((least, most))


def _in_order(order: Sequence[str], rows: Sequence[Taken], within: int | None) -> int:
    """Steps taken from the first on, whichever rows are chosen for them.

    `reached` is every day on which the last step may have been taken with all steps before it in order.
    """
    reached: set[Span] = {(date.min, date.max)}
    for number, step in enumerate(order):
        mine = {row.days for row in rows if row.step in (step, None)}
        limit = within if number else None
        reached = {span for days in mine for before in reached if (span := _after(before, days, limit))}
        if not reached:
            return number
    return len(order)


def _after(before: Span, days: Span, within: int | None) -> Span | None:
    """Those of some days that lie on or after a day of `before`, and within so many days of it."""
    first, last = max(before[0], days[0]), days[1]
    if within is not None and within < (date.max - before[1]).days:
        last = min(last, before[1] + timedelta(days=within))
    return (first, last) if first <= last else None
