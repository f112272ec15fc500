"""Counts and sums over events, for each subject or for each subject and calendar period, and over choices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.best_rows import Row, sum_of_best
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity, Truths
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Bounds, Table, bounded, counts, dated_column, days_of
from evaluator.inference.periods import whole_periods
from evaluator.language.derived_from_answers import Lacking
from evaluator.language.derived_from_rows import CountOf, Periods, SumOf
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan

Span = tuple[date, date]


@dataclass(frozen=True)
class Cells:
    """Where events fall: a cell is a subject, or a subject in one calendar period, subject by subject.

    Each entry puts the event `rows[i]` into `cells[i]`, with whether it counts there; an event without a date may count
    in every cell of its subject. Of a cell that is not `known`, nothing at all was submitted: it may hold anything.
    """

    rows: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int64]
    truths: Truths
    known: npt.NDArray[np.bool_]

    @classmethod
    def of_subjects(cls, table: Table, counted: Truths) -> "Cells":
        """One cell for each subject."""
        return cls(np.arange(len(table.rows)), table.owners, counted, table.answered)

    @classmethod
    def of_periods(
        cls, table: Table, counted: Truths, days: Sequence[date | None], spans: Sequence[Span], *, reported: bool
    ) -> "Cells":
        """One cell for each subject and period. `reported`: a period without any dated row was not reported."""
        position = {start: index for index, (start, _) in enumerate(spans)}
        months = spans[0][1].month - spans[0][0].month + 1 if spans else 1
        rows: list[int] = []
        cells: list[int] = []
        known = np.repeat(table.answered, len(spans))
        dated = np.zeros(len(known), np.bool_)
        for row, (owner, day) in enumerate(zip(table.owners.tolist(), days, strict=True)):
            if day is None:
                places: Iterable[int] = range(len(spans))
            else:
                first = position.get(date(day.year, (day.month - 1) // months * months + 1, 1))
                places = () if first is None else (first,)
            for place in places:
                rows.append(row)
                cells.append(owner * len(spans) + place)
                dated[cells[-1]] |= day is not None
        entries, where = np.array(rows, np.int64), np.array(cells, np.int64)
        return cls(entries, where, counted[entries], known & dated if reported else known)

    def count(self) -> Bounds:
        """Least and most events in each cell."""
        size = len(self.known)
        sure = np.bincount(self.cells[self.truths == TRUE], minlength=size)
        possible = np.bincount(self.cells[self.truths != FALSE], minlength=size)
        least: list[int | None] = [int(n) if ok else 0 for n, ok in zip(sure, self.known, strict=True)]
        most: list[int | None] = [int(n) if ok else None for n, ok in zip(possible, self.known, strict=True)]
        return least, most

    def sum(self, column: Column, values: Sequence[int | None], best: int | None = None) -> Bounds:
        """Least and most sum in each cell, or of the `best` highest; a missing value may be any its column allows."""
        lowest = None if column.minimum is None else int(column.minimum * 10**column.places)
        highest = None if column.maximum is None else int(column.maximum * 10**column.places)
        if best is not None:
            return self._sum_of_best(values, best, lowest, highest)
        low: list[int | None] = [0] * len(self.known)
        high: list[int | None] = [0] * len(self.known)
        for row, cell, truth in zip(self.rows.tolist(), self.cells.tolist(), self.truths.tolist(), strict=True):
            if truth == FALSE:
                continue
            value = values[row]
            down, up = (lowest, highest) if value is None else (value, value)
            if truth == MISSING:
                down, up = (None if down is None else min(0, down)), (None if up is None else max(0, up))
            low[cell] = _plus(low[cell], down)
            high[cell] = _plus(high[cell], up)
        for cell in np.flatnonzero(~self.known).tolist():
            low[cell] = 0 if lowest is not None and lowest >= 0 else None
            high[cell] = 0 if highest is not None and highest <= 0 else None
        return low, high

    def _sum_of_best(self, values: Sequence[int | None], best: int, lowest: int | None, highest: int | None) -> Bounds:
        found: list[list[Row]] = [[] for _ in self.known]
        for row, cell, truth in zip(self.rows.tolist(), self.cells.tolist(), self.truths.tolist(), strict=True):
            if truth != FALSE:
                value = values[row]
                down, up = (lowest, highest) if value is None else (value, value)
                found[cell].append((truth == TRUE, down, up))
        anything: Sequence[Row] = [(False, lowest, highest)] * best
        made = [sum_of_best(rows if ok else anything, best) for rows, ok in zip(found, self.known, strict=True)]
        return [low for low, _ in made], [high for _, high in made]


def by_period(quantity: CountOf | SumOf | Periods, table: Table, plan: Plan, judge: Judge) -> tuple[Cells, int]:
    """The events of each whole calendar period of the season, and how many such periods there are."""
    asked = plan.fields[quantity.base]
    assert quantity.per is not None
    spans = whole_periods(plan.scheme.period.start, plan.last_day, quantity.per)
    days = days_of(table, dated_column(quantity, asked))
    counted = counts(quantity, table, plan, judge)
    return Cells.of_periods(table, counted, days, spans, reported=asked.reported == "by_period"), len(spans)


def amount_of_events(
    quantity: CountOf | SumOf, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge
) -> Quantity:
    """A count or sum over the whole time, or the fewest or most in any of its periods."""
    answers = evidence.answers[quantity.base]
    asked = plan.fields[quantity.base]
    places = asked.columns[quantity.of].places if isinstance(quantity, SumOf) else 0
    if quantity.per is None:
        table = Table.of(asked, answers, columns)
        cells = Cells.of_subjects(table, counts(quantity, table, plan, judge))
        return bounded(_amounts(quantity, table, cells, asked), places)
    each = amounts_by_period(quantity, plan, answers, columns, judge)
    fewest = quantity.take == "fewest"
    least = [_taken(low, fewest, fewest) for low, _ in each]
    most = [_taken(high, fewest, not fewest) for _, high in each]
    return bounded((least, most), places)


def amounts_by_period(
    quantity: CountOf | SumOf, plan: Plan, answers: Sequence[list[EventRow] | None], columns: Columns, judge: Judge
) -> list[Bounds]:
    """For each subject the least and most count or sum in each whole period of the season."""
    asked = plan.fields[quantity.base]
    table = Table.of(asked, answers, columns)
    cells, periods = by_period(quantity, table, plan, judge)
    low, high = _amounts(quantity, table, cells, asked)
    starts = range(0, len(answers) * periods, periods) if periods else [0] * len(answers)
    return [(low[start : start + periods], high[start : start + periods]) for start in starts]


def amount_of_choices(
    quantity: CountOf | Lacking, asked: Asking, answers: Sequence[tuple[str, ...] | None]
) -> Quantity:
    """How many choices were chosen, or how many of those looked for were not."""
    if isinstance(quantity, CountOf):
        wanted, lacking = set(asked.choices), False
    else:
        wanted, lacking = set(quantity.of or asked.choices), True
    found = [None if chosen is None else len(wanted - set(chosen) if lacking else chosen) for chosen in answers]
    return bounded(([0 if n is None else n for n in found], [len(wanted) if n is None else n for n in found]))


def _amounts(quantity: CountOf | SumOf, table: Table, cells: Cells, asked: Asking) -> Bounds:
    if isinstance(quantity, CountOf):
        return cells.count()
    return cells.sum(asked.columns[quantity.of], table.column(quantity.of), quantity.best)


def _taken(bounds: Sequence[int | None], fewest: bool, strict: bool) -> int | None:
    """The fewest or most of several bounds, where None is unbounded: it wins when `strict`, else it gives way."""
    known = [bound for bound in bounds if bound is not None]
    if not known or (strict and len(known) < len(bounds)):
        return None
    return min(known) if fewest else max(known)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
