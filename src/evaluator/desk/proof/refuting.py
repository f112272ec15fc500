"""Refuting: combinations of regions that belong to no evidence, because columns depend on each other.

Two proofs. By bounds: the answers of which a region leaves one value only are given, all others are left missing, and
what then surely comes to something else than the region says rules it out; bounds hold whatever else is answered. By
rows: of two counts over the same rows, the one that asks more is never the larger; and steps were not taken without
rows that tell of them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.regions import Axis, Cells
from evaluator.desk.proof.sites import sites
from evaluator.desk.proof.trial import Bench, needed_for
from evaluator.desk.proof.views import Mask, Real
from evaluator.inference.columns import MISSING, TRUE
from evaluator.language.conditions import Combination, Condition, Test, ValueOf, tests_in
from evaluator.language.derived import CountOf, Derived, Steps
from evaluator.language.resolve import finding

LIMIT = 300
"""Combinations of answers that are given, beyond which nothing is claimed."""

Rows = npt.NDArray[np.int64]
Span = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Refuter:
    """Rules out combinations of regions under one plan."""

    bench: Bench

    def possible(self, cells: Cells, chosen: Mask) -> Mask:
        """Of the chosen combinations those that are not ruled out."""
        rows = np.flatnonzero(chosen)
        if not len(rows) or not cells.axes:
            return chosen
        left = chosen.copy()
        left[rows[self._by_rows(cells, rows)]] = False
        rows = np.flatnonzero(left)
        if len(rows):
            left[rows[self._by_bounds(cells, rows)]] = False
        return left

    def _by_bounds(self, cells: Cells, rows: Rows) -> Mask:
        """Whether the bounds of each combination, its single answers given, contradict what it says of anything."""
        found = np.zeros(len(rows), np.bool_)
        pinned = [number for number, axis in enumerate(cells.axes) if self._pinned(axis)]
        if not pinned:
            return found
        codes = np.stack([cells.codes[number][rows] for number in pinned], axis=1)
        distinct, which = np.unique(codes, axis=0, return_inverse=True)
        trials = [
            (row, completed, answers)
            for row, combination in enumerate(distinct)
            for completed, answers in self._given(
                [(cells.axes[n], int(c)) for n, c in zip(pinned, combination, strict=True)]
            )
        ]
        if len(trials) > LIMIT:
            return found
        view = Real(self.bench.season([answers for *_, answers in trials]).decided.columns)
        by_combination = [np.flatnonzero(which.reshape(-1) == row) for row in range(len(distinct))]
        for number, axis in enumerate(cells.axes):
            for test, observed in axis.observed.items():
                if number in pinned or not self._bounded(test):
                    continue
                said = observed[cells.codes[number][rows]]
                for (row, completed, _), real in zip(trials, view.observed(test), strict=True):
                    mine = by_combination[row]
                    if real != MISSING:
                        found[mine] |= (said[mine] != real) & ((said[mine] != MISSING) | (not completed))
        return found

    def _given(self, regions: Sequence[tuple[Axis, int]]) -> Iterator[tuple[bool, dict[str, Any]]]:
        """Answers for some regions, left out where a region has more than one value.

        What is missing may be completed: what surely holds without an answer holds with any.
        """
        options: list[list[tuple[bool, dict[str, Any]]]] = []
        for axis, code in regions:
            options.append([(False, self._single(axis, code))])
            if axis.samples[code][axis.names[0]] is None:
                made = (self._single(axis, other) for other in range(len(axis.samples)))
                options[-1] += [(True, one) for one in made if one]
        for chosen in product(*options):
            yield any(completed for completed, _ in chosen), {k: v for _, one in chosen for k, v in one.items()}

    def _bounded(self, test: Test) -> bool:
        """Whether what is left out is as open as it may be: nothing else depends on others, or on being answered."""
        plan = self.bench.plan
        names = {test.column, *([test.value.name] if isinstance(test.value, ValueOf) else [])}
        if names & self.bench.unlimited:
            return False
        whole = not names <= {*plan.fields, *plan.steps}  # a score is of all findings
        needed = needed_for(plan, frozenset(names | ({finding(line.id) for line in plan.sheet} if whole else set())))
        asked = [site.condition for site in sites(plan)]
        return not any(
            one.column in needed for condition in asked for one in tests_in(condition) if one.operator == "provided"
        )

    def _pinned(self, axis: Axis) -> bool:
        """Whether an axis is of one answered field of which some region is a single value."""
        (name, *more) = axis.names
        if more or name not in self.bench.plan.fields or self.bench.plan.fields[name].earlier is not None:
            return False
        return any(self._single(axis, code) for code in range(len(axis.samples)))

    def _single(self, axis: Axis, code: int) -> dict[str, Any]:
        """The answer of a region that has one value only."""
        (name,) = axis.names
        value, asked = axis.samples[code][name], self.bench.plan.fields[name]
        if value is None or isinstance(value, tuple):
            return {}
        if asked.type == "yes-no":
            alike = [one for one in axis.samples if one[name] is not None]
            return {name: value} if len(alike) == 2 else {}
        if asked.type in ("integer", "decimal"):
            low, high = self._span(axis, code, name)
            return {name: value} if low is not None and low == high else {}
        return {}

    def _span(self, axis: Axis, code: int, name: str) -> Span:
        """Between what a region of a number certainly lies."""
        unit = Fraction(1, 10 ** self.bench.places_of(name))
        asked = self.bench.plan.fields.get(name)
        found = (asked.minimum, asked.maximum) if asked is not None else self.bench.range_of(name)
        for test, observed in axis.observed.items():
            if test.column == name and isinstance(test.value, Fraction) and observed[code] != MISSING:
                found = _narrowed(found, _asked(test, bool(observed[code] == TRUE), unit))
        return found

    def _by_rows(self, cells: Cells, rows: Rows) -> Mask:
        """Whether a combination has more rows of which more is asked, or steps without rows that tell of them."""
        found = np.zeros(len(rows), np.bool_)
        alone = {axis.names[0]: number for number, axis in enumerate(cells.axes) if len(axis.names) == 1}
        for one, other, steps in self._related(alone):
            mine, theirs = alone[one], alone[other]
            more, fewer = self._ends(cells.axes[mine], one), self._ends(cells.axes[theirs], other)
            impossible = np.array([[_above(low, high, steps) for high in fewer] for low in more])
            found |= impossible[cells.codes[mine][rows], cells.codes[theirs][rows]]
        return found

    def _ends(self, axis: Axis, name: str) -> list[tuple[Span, Span]]:
        """Between what the least, and between what the most lies that a number may be, in each region."""
        unit = Fraction(1, 10 ** self.bench.places_of(name))
        found = []
        for code in range(len(axis.samples)):
            low, high = self._span(axis, code, name)
            least, most = high, low
            for test, observed in axis.observed.items():
                if test.column == name and isinstance(test.value, Fraction) and observed[code] == MISSING:
                    for holds in (True, False):  # it may hold and it may not: some of what it may be lies on each side
                        start, end = _asked(test, holds, unit)
                        least = _narrowed((None, least), (None, end))[1]
                        most = _narrowed((most, None), (start, None))[0]
            found.append(((low, least), (most, high)))
        return found

    def _related(self, names: Collection[str]) -> Iterator[tuple[str, str, int]]:
        """Numbers of which the first is never above the second; or, with `steps`, is so many only if there is one."""
        made = {name: self.bench.plan.derived[name] for name in names if name in self.bench.plan.derived}
        for one, first in made.items():
            for other, second in made.items():
                if one == other or not isinstance(second, CountOf) or not _same_rows(first, second):
                    continue
                if isinstance(first, CountOf) and set(_parts(second.where)) <= set(_parts(first.where)):
                    yield one, other, 0
                if isinstance(first, Steps) and first.where is None:
                    taken = list(self.bench.plan.fields[first.base].columns[first.of].of)
                    asked = second.where
                    if isinstance(asked, Test) and (asked.column, asked.operator) == (first.of, "is"):
                        yield one, other, taken.index(asked.value) + 1


def _same_rows(first: Derived, second: Derived) -> bool:
    """Whether two quantities count over the same rows on the same days."""
    keys = ("dated", "per", "valid_months", "valid_until")
    return first.base == second.base and all(getattr(first, key, None) == getattr(second, key, None) for key in keys)


def _parts(condition: Condition | None) -> Iterator[Condition]:
    """What must all hold."""
    if isinstance(condition, Combination) and condition.word == "all":
        for part in condition.parts:
            yield from _parts(part)
    elif condition is not None:
        yield condition


def _narrowed(one: Span, other: Span) -> Span:
    """What lies between both."""
    lows = [low for low, _ in (one, other) if low is not None]
    highs = [high for _, high in (one, other) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _above(more: tuple[Span, Span], fewer: tuple[Span, Span], steps: int) -> bool:
    """Whether the first number has an end that surely lies above that of the second; or so many steps, and no row."""
    for (low, _), (_, high) in zip(more, fewer, strict=True):
        if low is not None and high is not None and ((low >= steps and high < 1) if steps else low > high):
            return True
    return False


def _asked(test: Test, holds: bool, unit: Fraction) -> Span:
    """Between what a number lies of which a test holds, or does not; numbers are whole units."""
    value: Fraction = test.value
    match test.operator, holds:
        case ("at_least", True) | ("less_than", False):
            return value, None
        case ("at_least", False) | ("less_than", True):
            return None, ceil(value / unit - 1) * unit
        case ("at_most", True) | ("more_than", False):
            return None, value
        case ("at_most", False) | ("more_than", True):
            return floor(value / unit + 1) * unit, None
        case ("is", True) | ("is_not", False):
            return value, value
    return None, None
