"""Answers drawn at random, and changed a little at random: numbers of every size, and tables of all sorts of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

import numpy as np

from evaluator.desk.proof.column_samples import OTHER, samples_of
from evaluator.desk.proof.search import Searcher
from evaluator.evidence.model import EventRow
from evaluator.language.conditions import Test, tests_in
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import NOWHERE

SIZES = (0, 1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30)
"""How many rows a table may have."""

GRADES = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10000)
"""Numbers of every size."""

DAYS = (
    0,
    1,
    2,
    3,
    5,
    7,
    10,
    14,
    21,
    30,
    31,
    45,
    60,
    61,
    90,
    100,
    150,
    180,
    200,
    270,
    300,
    330,
    360,
    364,
    365,
    400,
    800,
)
"""Days before the last that counts."""

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Drawer:
    """Draws answers to some questions of a plan. The same seed draws the same."""

    searcher: Searcher
    asked: Mapping[str, Asking]
    random: np.random.Generator

    @property
    def plan(self) -> Plan:
        return self.searcher.bench.plan

    def some(self) -> dict[str, Any]:
        """An answer to every question."""
        return {name: self.value(name) for name in self.asked}

    def changed(self, answers: Values) -> dict[str, Any]:
        """The same with an answer or two changed."""
        names = list(self.asked)
        made = dict(answers)
        for _ in range(1 + int(self.random.integers(2))):
            name = self._one(names)
            was = made[name]
            number = isinstance(was, int) and not isinstance(was, bool)
            made[name] = self._near(name, was) if number and self.random.random() < 0.5 else self.value(name)
        return made

    def value(self, name: str) -> Any:
        asked = self.asked[name]
        if asked.type == "events":
            known = self._tables[name]
            return self._one(known) if known and self.random.random() < 0.3 else self._table(name, asked)
        return self._one(self._pools[name])

    def _near(self, name: str, was: int) -> Any:
        """A number close to another, or a part or a multiple of it."""
        made = self._one([was - 1, was + 1, was // 2, was * 2, was // 10, was * 10, was + 10, was - 10])
        return made if self._allowed(self.asked[name], made) else was

    @cached_property
    def _pools(self) -> Mapping[str, list[Any]]:
        return {name: self._pool(name, asked) for name, asked in self.asked.items() if asked.type != "events"}

    def _pool(self, name: str, asked: Asking) -> list[Any]:
        known = self.searcher.means.options.of_field(name)
        if asked.type == "date":
            return [*known, *(self.plan.last_day - timedelta(days=by) for by in DAYS)]
        if asked.type not in ("integer", "decimal") or asked.of:
            return known
        unit = 10**asked.places
        least = 0 if asked.minimum is None else ceil(asked.minimum * unit)
        grades = [least + number * unit for number in GRADES] + [least + number for number in GRADES if unit > 1]
        return list(dict.fromkeys([*known, *(one for one in grades if self._allowed(asked, one))]))

    @staticmethod
    def _allowed(asked: Asking, units: int) -> bool:
        unit = 10**asked.places
        low = asked.minimum is None or units >= asked.minimum * unit
        return low and (asked.maximum is None or units <= floor(asked.maximum * unit))

    @cached_property
    def _tables(self) -> Mapping[str, list[Any]]:
        """Tables known to bring about the numbers that are worked out from them."""
        found: dict[str, list[Any]] = {name: [] for name, one in self.asked.items() if one.type == "events"}
        for name, quantity in self.plan.derived.items():
            if quantity.base in found:
                known = self.searcher.means.options_of(name)
                found[quantity.base] += [one[quantity.base] for one in known if len(one) == 1]
        return found

    def _table(self, name: str, asked: Asking) -> list[EventRow]:
        """Rows of one sort or of several, on days that lie together or apart, in the order of their days."""
        pools = self._columns[name]
        sorts = [{one: self._one(pool) for one, pool in pools.items()} for _ in range(int(self.random.integers(1, 4)))]
        dates, texts = asked.dates, [one for one, column in asked.columns.items() if column.type == "text"]
        apart, numbered = bool(self.random.random() < 0.6), bool(self.random.random() < 0.5)
        rows = []
        for index in range(self._one(SIZES)):
            row = dict(self._one(sorts))
            if apart:
                row |= {one: self._one(pools[one]) for one in dates}
            if numbered:
                row |= dict.fromkeys(texts, f"{index + 1}号")
            rows.append(row)
        if dates:
            rows.sort(key=lambda row: row[dates[0]])
        return [EventRow(tuple(row[one] for one in asked.columns), NOWHERE) for row in rows]

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[str, list[Any]]]:
        return {
            name: {one: self._cells(name, one, column) for one, column in asked.columns.items()}
            for name, asked in self.asked.items()
            if asked.type == "events"
        }

    def _cells(self, table: str, name: str, column: Column) -> list[Any]:
        """Values of one column: on both sides of all that is asked of it, and of every size."""
        if column.type == "date":
            days = [self.plan.last_day - timedelta(days=by) for by in DAYS]
            return [*days, *days, *self._samples(table, name, column)]
        found = self._samples(table, name, column)
        if column.type in ("integer", "decimal"):
            unit, most = 10**column.places, column.maximum
            least = 0 if column.minimum is None else ceil(column.minimum * unit)
            grades = [least + number * unit for number in GRADES]
            found += [one for one in grades if most is None or one <= most * unit]
        return found or [OTHER]

    def _samples(self, table: str, name: str, column: Column) -> list[Any]:
        tests = [test for test in self._tests(table) if test.column == name]
        parts = {part for test in tests for part in (test.value if isinstance(test.value, tuple) else (test.value,))}
        return list(samples_of(column, tests, {one for one in parts if isinstance(one, (Fraction, date))})[0])

    def _tests(self, table: str) -> list[Test]:
        parts = [
            getattr(one, key, None)
            for one in self.plan.derived.values()
            if one.base == table
            for key in ("where", "when")
        ]
        return [test for condition in parts if condition is not None for test in tests_in(condition)]

    def _one(self, among: Sequence[Any]) -> Any:
        return among[int(self.random.integers(len(among)))]
