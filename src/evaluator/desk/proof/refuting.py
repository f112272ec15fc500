"""Refuting: combinations of regions that belong to no evidence, because columns depend on each other.

Three proofs. By bounds: the answers of which a region leaves one value only are given, all others are left missing, and
what then surely comes to something else than the region says rules it out; bounds hold whatever else is answered. By
links: of the one subject a link leads to nothing is known while the link is not given. Row by row: see `counting`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from evaluator.desk.proof.counting import Rows, against_rows, span_of
from evaluator.desk.proof.regions import Axis, Cells
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Mask, Real
from evaluator.inference.columns import MISSING
from evaluator.language.conditions import Test, ValueOf
from evaluator.language.derived_from_others import LinkedValue
from evaluator.language.derived_from_rows import CountOf, SumOf

LIMIT = 300
"""Combinations of answers that are given, beyond which nothing is claimed."""


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
        left[rows[against_rows(self.bench, cells, rows)]] = False
        for against in (self._by_links, self._by_bounds):
            rows = np.flatnonzero(left)
            if len(rows):
                left[rows[against(cells, rows)]] = False
        return left

    def _by_links(self, cells: Cells, rows: Rows) -> Mask:
        """Whether a number of the one subject a link leads to is said to be known where the link is not given."""
        found = np.zeros(len(rows), np.bool_)
        links, steps = self.bench.plan.links, self.bench.plan.steps
        alone = {axis.names[0]: number for number, axis in enumerate(cells.axes) if len(axis.names) == 1}
        for number, axis in enumerate(cells.axes):
            for test, observed in axis.observed.items():
                step = steps.get(test.column)
                base = links.get(step.base) if isinstance(step, (CountOf, SumOf, LinkedValue)) else None
                mine = alone.get(str(base.link.mine)) if base is not None and base.link.mine is not None else None
                if mine is None or isinstance(test.value, ValueOf):
                    continue
                real = int(Real(self.bench.blank.decided.columns).observed(test)[0])
                missing = np.array([one[cells.axes[mine].names[0]] is None for one in cells.axes[mine].samples])
                found |= missing[cells.codes[mine][rows]] & (observed[cells.codes[number][rows]] != real)
        return found

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
        if test.operator == "provided":
            return False
        names = {test.column, *([test.value.name] if isinstance(test.value, ValueOf) else [])}
        return not names & self.bench.unlimited and all(self.bench.open_when_blank(name) for name in names)

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
            low, high = span_of(self.bench, axis, code, name)
            return {name: value} if low is not None and low == high else {}
        return {}
