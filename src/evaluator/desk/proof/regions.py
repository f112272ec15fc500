"""Regions: each column split where tests split it, and every combination of regions judged without any subject.

Two columns that a test compares are split together. Every evidence lies in one of the combinations, so that what holds
in all of them is proved; where columns depend on each other some combinations belong to no evidence, and a conclusion
found in one of those is not yet shown to be possible.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, product
from math import prod
from typing import Any

import numpy as np

from evaluator.desk.proof.column_samples import samples_of, samples_of_derived
from evaluator.desk.proof.compared import stops_of
from evaluator.desk.proof.trial import Bench
from evaluator.inference.columns import VERDICT_WORDS, Columns, Quantity, Truths, series, verdicts_of
from evaluator.inference.conclude import Judge
from evaluator.inference.observe import observe
from evaluator.inference.reach import LARGEST
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Condition, Test, ValueOf, tests_in

LIMIT = 200_000
"""Combinations that are judged; where there are more, they are not all looked at."""


@dataclass(frozen=True)
class Axis:
    """Columns that are split together: a sample of each region, and what each test finds there."""

    names: tuple[str, ...]
    samples: tuple[Mapping[str, Any], ...]
    observed: Mapping[Test, Truths]
    fields: bool
    exact: bool = True


@dataclass(frozen=True)
class Cells:
    """Every combination of regions. `complete` where none was left out, `free` where each belongs to some evidence."""

    axes: tuple[Axis, ...]
    codes: tuple[np.ndarray[Any, np.dtype[np.int64]], ...]
    complete: bool

    @property
    def size(self) -> int:
        return len(self.codes[0]) if self.codes else 1

    @property
    def free(self) -> bool:
        return all(axis.fields for axis in self.axes)

    def judged(self, condition: Condition, judge: Judge) -> Truths:
        """The condition in every combination, inferred from its observations alone."""
        circuit = compile_condition(condition)
        return judge.infer(circuit, [self.observed(test) for test in circuit.tests])

    def observed(self, test: Test) -> Truths:
        for axis, codes in zip(self.axes, self.codes, strict=True):
            if test in axis.observed:
                found: Truths = axis.observed[test][codes]
                return found
        raise KeyError(test)

    def sample(self, cell: int) -> dict[str, Any]:
        """A value of each column in one combination."""
        found: dict[str, Any] = {}
        for axis, codes in zip(self.axes, self.codes, strict=True):
            found |= axis.samples[int(codes[cell])]
        return found


def cells_of(bench: Bench, conditions: Iterable[Condition], *, missing: bool = False) -> Cells:
    """Every combination of what the tests of some conditions tell apart; with `missing`, of what may be missing too."""
    return cells_among(axes_of(bench, conditions, missing=missing))


def axes_of(bench: Bench, conditions: Iterable[Condition], *, missing: bool = False) -> tuple[Axis, ...]:
    """What the tests of some conditions are put to, split where they split it."""
    tests = list(dict.fromkeys(chain.from_iterable(tests_in(one) for one in conditions)))
    return tuple(_known_axis(bench, names, mine, missing=missing) for names, mine in _together(tests))


def cells_among(axes: tuple[Axis, ...]) -> Cells:
    """Every combination of the regions of some axes; where there are too many, some."""
    sizes = [len(axis.samples) for axis in axes]
    complete = prod(sizes) <= LIMIT and all(axis.exact for axis in axes)
    if prod(sizes) <= LIMIT:
        grid = np.indices(sizes).reshape(len(sizes), -1) if sizes else np.zeros((0, 1), np.int64)
        return Cells(axes, tuple(grid.astype(np.int64)), complete)
    return Cells(axes, _around(sizes), complete=False)


def _known_axis(bench: Bench, names: tuple[str, ...], tests: list[Test], *, missing: bool) -> Axis:
    """The regions of some columns, worked out once for the same tests."""
    key = (names, tuple(tests), missing)
    if key not in bench.known_axes:
        bench.known_axes[key] = axis_of(bench, names, tests, missing=missing)
    found: Axis = bench.known_axes[key]
    return found


def _around(sizes: Sequence[int]) -> tuple[np.ndarray[Any, np.dtype[np.int64]], ...]:
    """Where there are too many: those that differ in one or two columns from all first or all last, and a sample."""
    drawn = np.random.default_rng(0)
    rows = [drawn.integers(0, sizes, (LIMIT // 2, len(sizes)))]
    for base in (np.zeros(len(sizes), np.int64), np.array(sizes) - 1):
        rows.append(base[None, :])
        for one, other in combinations(range(len(sizes)), 2):
            pairs = np.indices((sizes[one], sizes[other])).reshape(2, -1)
            made = np.repeat(base[None, :], pairs.shape[1], axis=0)
            made[:, one], made[:, other] = pairs
            rows.append(made)
    return tuple(np.concatenate(rows)[:LIMIT].T.astype(np.int64))


def _together(tests: Sequence[Test]) -> list[tuple[tuple[str, ...], list[Test]]]:
    """Tests by the columns they are put to; columns compared with each other go together."""
    groups: list[tuple[set[str], list[Test]]] = []
    for test in tests:
        names = {test.column, *([test.value.name] if isinstance(test.value, ValueOf) else [])}
        touching = [group for group in groups if group[0] & names]
        merged = (names.union(*(one for one, _ in touching)), [*(t for _, ts in touching for t in ts), test])
        groups = [group for group in groups if group not in touching] + [merged]
    return [(tuple(sorted(names)), mine) for names, mine in groups]


def axis_of(bench: Bench, names: tuple[str, ...], tests: Sequence[Test], *, missing: bool) -> Axis:
    """The regions of some columns, each with a sample: the first in the order of the samples."""
    fields = bench.plan.fields
    stops, ordered = stops_of(bench, names, tests) if len(names) > 1 else ({}, True)
    # Of a number that is worked out and compared with another, samples do not show every order there may be.
    per_name, exact = [], len(names) == 1 or (ordered and all(name in fields for name in names))
    for name in names:
        mine = [test for test in tests if test.column == name]
        shared = stops.get(name, _thresholds(mine))
        if name in fields:
            values, whole = samples_of(fields[name], mine, shared)
        else:
            values, whole = samples_of_derived(bench, name, mine, shared)
        asked_if_given = any(test.operator == "provided" for test in mine)
        between = _between(values) if missing and len(names) == 1 and name not in fields else []
        per_name.append([*values, *([None] if missing or asked_if_given else []), *between])
        exact &= whole
    rows = list(product(*per_name))
    observed = observe(tests, columns_of(bench, names, rows))
    stacked = np.stack([observed[test] for test in tests], axis=1)
    _, firsts = np.unique(stacked, axis=0, return_index=True)
    kept = np.sort(firsts)
    samples = tuple(dict(zip(names, rows[row], strict=True)) for row in kept)
    plain = all(name in fields and getattr(fields[name], "earlier", None) is None for name in names)
    return Axis(names, samples, {test: truths[kept] for test, truths in observed.items()}, plain, exact)


def _between(values: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Numbers that are known within bounds only: every pair of samples, and those without an end."""
    if not all(type(one) is int for one in values):
        return []
    ends = [None, *sorted(values)]
    pairs = [(low, high) for low in ends for high in ends if (low, high) != (None, None)]
    return [pair for pair in pairs if None in pair or pair[0] < pair[1]]


def _thresholds(tests: Iterable[Test]) -> set[Any]:
    return {part for test in tests for part in _numbers(test)}


def _numbers(test: Test) -> list[Any]:
    parts = test.value if isinstance(test.value, tuple) else (test.value,)
    return [part for part in parts if isinstance(part, (Fraction, date))]


def columns_of(bench: Bench, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Samples as the columns that tests are put to."""
    answers, quantities, verdicts = {}, {}, {}
    for index, name in enumerate(names):
        values = [row[index] for row in rows]
        asked = bench.plan.fields.get(name)
        if name.startswith("finding:"):
            words = ["insufficient" if value is None else value for value in values]
            verdicts[name] = verdicts_of(np.array([VERDICT_WORDS.index(word) for word in words], np.uint8))
        elif asked is not None and asked.type not in ("integer", "decimal"):
            answers[name] = series(asked.type, values)
        elif asked is None and any(isinstance(value, str) for value in values):
            answers[name] = series("text", values)
        else:
            pairs = [value if isinstance(value, tuple) else (value, value) for value in values]
            least, most = (series("integer", [_kept(pair[end]) for pair in pairs]) for end in (0, 1))
            quantities[name] = Quantity(least, most, bench.places_of(name))
    return Columns(len(rows), answers, quantities, verdicts)


def _kept(units: int | None) -> int | None:
    return None if units is None or abs(units) > LARGEST else units
