"""Event tables to try: small ones whose rows realise what a quantity counts, and what it does not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

from evaluator.desk.proof.column_samples import OTHER, samples_of
from evaluator.desk.proof.trial import Bench
from evaluator.evidence.model import EventRow
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity, series
from evaluator.inference.periods import whole_periods
from evaluator.language.conditions import Condition, ValueOf, tests_in
from evaluator.language.derived_from_rows import CountOf, Periods, Priced, RowsOf, Sequenced, Steps, SumOf
from evaluator.language.fields import Asking, Column
from evaluator.language.quantity import Derived
from evaluator.problems import NOWHERE

MOST_ROWS = 40
Row = Mapping[str, Any]


def tables_for(bench: Bench, quantity: Derived, targets: Sequence[Fraction]) -> Iterator[list[EventRow]]:
    """Tables of the field a quantity is made from, the smallest first."""
    asked = bench.plan.fields[quantity.base]
    made = _Rows(bench, asked, quantity)
    yield []
    for rows in sorted(made.tables(targets), key=len):
        yield [EventRow(tuple(row.get(name) for name in asked.columns), NOWHERE) for row in rows]


class _Rows:
    """Rows that count for one quantity and rows that do not, on days that are counted."""

    def __init__(self, bench: Bench, asked: Asking, quantity: Derived) -> None:
        self.bench, self.asked, self.quantity = bench, asked, quantity
        self.last, self.start = bench.plan.last_day, bench.plan.scheme.period.start
        where = getattr(quantity, "where", None)
        self.named = _named(bench, quantity.base)
        self.counted = self._rows(where, TRUE)[:8] or [self._filled({})]
        self.passed_over = [] if where is None else self._rows(where, FALSE)[:3]

    def _filled(self, row: Row) -> dict[str, Any]:
        """A row with something in every column that decides."""
        made = dict(row)
        for name, column in self.asked.columns.items():
            if made.get(name) is None and name not in row and (column.type != "text" or name in self.named):
                made[name] = OTHER if column.type == "text" else self._usual(name, column)
        return made

    def _usual(self, name: str, column: Column) -> Any:
        if column.type == "date":
            until = getattr(self.quantity, "valid_until", None)
            return self.last + timedelta(days=30) if name == until else self.last
        if column.type in ("integer", "decimal"):
            samples = samples_of(column, [], {Fraction(1)})[0]
            return next((one for one in samples if one > 0), samples[0] if samples else 0)
        return True if column.type == "yes-no" else column.of[0] if column.of else None

    def _rows(self, condition: Condition | None, wanted: int) -> list[dict[str, Any]]:
        """Rows of every region that a condition on rows finds as wanted."""
        if condition is None:
            return []
        names = [
            name for name in dict.fromkeys(test.column for test in tests_in(condition)) if name in self.asked.columns
        ]
        if any(isinstance(test.value, ValueOf) for test in tests_in(condition)):
            names = list(self.asked.columns)
        options = []
        for name in names:
            mine = [test for test in tests_in(condition) if test.column == name]
            shared = {
                part for test in mine for part in (test.value if isinstance(test.value, tuple) else (test.value,))
            }
            given = [test for test in mine if test.operator == "provided"]
            options.append([*samples_of(self.asked.columns[name], mine, shared)[0], *([None] if given else [])])
        rows = [self._filled(dict(zip(names, values, strict=True))) for values in product(*options)][:4000]
        if any(isinstance(test.value, ValueOf) for test in tests_in(condition)):
            return rows[:6]
        truths = self.bench.judge.judge(condition, self._columns(rows)).conclusion
        return [row for row, truth in zip(rows, truths, strict=True) if truth == wanted]

    def _columns(self, rows: Sequence[Row]) -> Columns:
        answers, quantities = {}, {}
        for name, column in self.asked.columns.items():
            values = series(column.type, [row.get(name) for row in rows])
            if column.type in ("integer", "decimal"):
                quantities[name] = Quantity(values, values, column.places)
            else:
                answers[name] = values
        return Columns(len(rows), answers, quantities)

    @property
    def dated(self) -> str | None:
        until = getattr(self.quantity, "valid_until", None)
        return getattr(self.quantity, "dated", None) or next((n for n in self.asked.dates if n != until), None)

    def _on(self, row: Row, day: date) -> dict[str, Any]:
        """A row on a day, unless its condition is about the day."""
        return dict(row) if self.dated is None or self._dated_by_condition() else {**row, self.dated: day}

    def _dated_by_condition(self) -> bool:
        where = getattr(self.quantity, "where", None)
        return where is not None and any(test.column == self.dated for test in tests_in(where))

    def _spread(self, row: Row, number: int) -> list[dict[str, Any]]:
        """So many rows on different days, the latest first, none before the period."""
        span = max((self.last - self.start).days, 0) + 1
        rows = [self._on(row, self.last - timedelta(days=index % span)) for index in range(number)]
        for name in self._told_apart:
            for index, one in enumerate(rows):
                one[name] = f"{index + 1}号"
        return rows

    @property
    def _told_apart(self) -> list[str]:
        """Text columns by which rows count as the same matter."""
        repeats = getattr(self.quantity, "repeats", None)
        names = [getattr(self.quantity, "same_matter", None), repeats.of if repeats else None]
        return [name for name in names if name in self.asked.columns and self.asked.columns[name].type == "text"]

    def tables(self, targets: Sequence[Fraction]) -> Iterator[list[dict[str, Any]]]:
        quantity, first = self.quantity, self.counted[0]
        sizes = sorted({0, 1, 2, *(n for t in targets for n in (floor(t) - 1, floor(t), ceil(t), ceil(t) + 1))})
        sizes = [one for one in sizes if 0 < one <= MOST_ROWS]
        for row in [*self.counted, *self.passed_over]:
            yield [self._on(row, self.last)]
        for number in sizes:
            yield self._spread(first, number)
        if self.passed_over and sizes:
            yield [*self._spread(first, sizes[-1]), self._on(self.passed_over[0], self.last)]
        per = getattr(quantity, "per", None)
        if per in ("month", "quarter"):
            yield from self._by_period(per, sizes, targets)
        if isinstance(quantity, (SumOf, RowsOf)):
            yield from self._summing(quantity.of, targets)
        if isinstance(quantity, Priced):
            yield from self._priced(quantity, sizes)
        if isinstance(quantity, Steps):
            yield from self._steps(quantity)
        if isinstance(quantity, Sequenced):
            yield from self._in_a_row(quantity, sizes)
        if isinstance(quantity, CountOf) and self.dated:
            yield [self._on(first, self.start - timedelta(days=1))]

    def _by_period(self, per: Any, sizes: Sequence[int], targets: Sequence[Fraction]) -> Iterator[list[dict[str, Any]]]:
        """The same number in each counted period, in all but one, and in the first few."""
        periods = whole_periods(self.start, self.last, per)
        needed = self._needed_in_a_period()
        for number in sorted({1, *needed, *(one for one in sizes if one <= 4)}):
            each = [[self._on(row, begins) for row in self._needed_rows(number)] for begins, _ in periods]
            for many in range(len(each) + 1):
                yield [row for rows in each[:many] for row in rows]
            if len(each) > 1:
                yield [row for rows in [*each[:1], *each[2:]] for row in rows]

        column = self.asked.columns.get(self.quantity.of) if isinstance(self.quantity, SumOf) else None
        if column is not None and isinstance(self.quantity, SumOf):
            for target in targets:
                for units in (floor(target * 10**column.places) - 1, ceil(target * 10**column.places)):
                    rows = [self._on({**self.counted[0], self.quantity.of: units}, begins) for begins, _ in periods]
                    yield from (rows, [{**rows[0], self.quantity.of: 0}, *rows[1:]]) if units >= 0 and rows else ()

    def _needed_in_a_period(self) -> list[int]:
        if not isinstance(self.quantity, Periods):
            return []
        values = [test.value for test in tests_in(self.quantity.when) if isinstance(test.value, Fraction)]
        return [ceil(one) for one in values if 0 < one <= 6]

    def _needed_rows(self, number: int) -> list[dict[str, Any]]:
        """Rows of one period, their numbers large enough for what is asked of the period."""
        rows = [dict(self.counted[0]) for _ in range(number)]
        if isinstance(self.quantity, Periods):
            for test in tests_in(self.quantity.when):
                column = self.asked.columns.get(test.column)
                if column is not None and isinstance(test.value, Fraction):
                    rows[0][test.column] = ceil(test.value * 10**column.places)
        return rows

    def _summing(self, of: str, targets: Sequence[Fraction]) -> Iterator[list[dict[str, Any]]]:
        """Numbers in one row that come to each target, just below and just above; in several where one cannot."""
        column = self.asked.columns.get(of)
        if column is None:
            return
        unit = 10**column.places
        most = None if column.maximum is None else floor(column.maximum * unit)
        least = 0 if column.minimum is None else ceil(column.minimum * unit)
        for target in targets:
            for units in sorted(
                {floor(target * unit) - 1, floor(target * unit), ceil(target * unit), ceil(target * unit) + 1}
            ):
                if units < least:
                    continue
                if most is None or units <= most:
                    yield [{**self._on(self.counted[0], self.last), of: units}]
                elif most > 0 and units // most < MOST_ROWS:
                    rows = [{**row, of: most} for row in self._spread(self.counted[0], units // most + 1)]
                    rows[-1][of] = units % most
                    yield rows

    def _priced(self, quantity: Priced, sizes: Sequence[int]) -> Iterator[list[dict[str, Any]]]:
        """One and several rows of each price."""
        options = []
        for name in quantity.by:
            column = self.asked.columns[name]
            limits = {limit for step in quantity.values for limit in (step.up_to, step.below) if limit is not None}
            options.append(samples_of(column, [], limits)[0])
        for values in list(product(*options))[:60]:
            row = {**self.counted[0], **dict(zip(quantity.by, values, strict=True))}
            for number in (1, 2, 3, *sizes[-1:]):
                yield self._spread(row, number)

    def _steps(self, quantity: Steps) -> Iterator[list[dict[str, Any]]]:
        """The first few steps, one day after another; and the same with a step too late."""
        taken = list(self.asked.columns[quantity.of].of)
        first = self.last - timedelta(days=len(taken))
        rows = [
            {**self._on(self.counted[0], first + timedelta(days=n)), quantity.of: one} for n, one in enumerate(taken)
        ]
        for many in range(1, len(rows) + 1):
            yield rows[:many]
        yield rows[1:]

    def _in_a_row(self, quantity: Sequenced, sizes: Sequence[int]) -> Iterator[list[dict[str, Any]]]:
        """Runs of rows that hold the condition, then one that does not."""
        holding, failing = self._rows(quantity.when, TRUE), self._rows(quantity.when, FALSE)
        for number in sizes:
            if holding:
                run = list(reversed(self._spread(holding[0], number)))
                yield run
                if failing:
                    yield [self._on(failing[0], self.start), *run]
                    yield [*run[:-1], self._on(failing[0], self.last)]


def _named(bench: Bench, table: str) -> set[str]:
    """Columns of a table that conditions of any quantity are put to."""
    conditions = [
        condition
        for quantity in bench.plan.derived.values()
        if quantity.base == table
        for condition in (getattr(quantity, "where", None), getattr(quantity, "when", None))
        if condition is not None
    ]
    return {test.column for condition in conditions for test in tests_in(condition)}
