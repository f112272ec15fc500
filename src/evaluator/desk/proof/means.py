"""Means: for combinations of regions, findings and totals, small evidence that brings them about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.options import Options, merged, mixed, size_of
from evaluator.desk.proof.regions import Axis, Cells, cells_of
from evaluator.desk.proof.targets import shares_of
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Real
from evaluator.desk.proof.worlds import MARKS, Answers
from evaluator.exact import shortest
from evaluator.inference.columns import VERDICT_WORDS
from evaluator.language.criteria import Criterion
from evaluator.language.plan import conditions_of, numbers_used

TRIED = 400
"""Combinations of regions for which evidence is put together, the smallest first."""

SUMS = 3000
"""Sheets that are put together to bring a total near the values it is tested at."""


@dataclass(frozen=True)
class Means:
    """What brings things about under one plan, remembered once it was found."""

    bench: Bench
    options: Options
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, bench: Bench) -> "Means":
        return cls(bench, Options(bench))

    def view(self, made: Sequence[Answers], names: Sequence[str]) -> Real:
        """Subjects judged as far as some names need: to their findings, or to their totals."""
        if all(name in self.bench.plan.fields or name in self.bench.plan.steps for name in names):
            return Real(self.bench.subjects(made, names).columns)
        return Real(self.bench.season(made).decided.columns)

    def realised(self, cells: Cells, chosen: npt.NDArray[np.int64]) -> list[dict[str, Any]]:
        """Evidence put together for combinations of regions, the cheapest first."""
        if not cells.axes:
            return [{}]
        buckets = [self._buckets(axis) for axis in cells.axes]
        cost = np.zeros(len(chosen), np.int64)
        for codes, bucket in zip(cells.codes, buckets, strict=True):
            price = np.array([_cost(one) for one in bucket], np.int64)
            cost += price[codes[chosen]]
        order = chosen[np.argsort(cost, kind="stable")][:TRIED]
        dearest = np.sort(cost, kind="stable")[:TRIED]
        found: list[dict[str, Any]] = []
        for cell, price in zip(order, dearest, strict=True):
            if price >= _NEVER:
                break
            parts = [bucket[int(codes[cell])][:3] for bucket, codes in zip(buckets, cells.codes, strict=True)]
            made = (one for chosen_parts in islice(product(*parts), 12) for one in mixed(chosen_parts))
            found += islice(made, 4)
        return found

    def brings(self, axis: Axis) -> bool:
        """Whether evidence can be put together for every column of an axis."""
        return all(map(self.brought, axis.names))

    def brought(self, name: str) -> bool:
        """Whether evidence can be put together that brings a name about."""
        return bool(self.options_of(name)) and name not in self.bench.unlimited

    def _buckets(self, axis: Axis) -> list[list[dict[str, Any]]]:
        """Answers for each region of an axis, the smallest first."""
        found: list[list[dict[str, Any]]] = [[] for _ in axis.samples]
        tests = list(axis.observed)
        if all(name in self.bench.plan.fields for name in axis.names):
            made = [dict(sample) for sample in axis.samples]
        else:
            made = [
                one
                for parts in islice(product(*map(self.options_of, axis.names)), 2000)
                if (one := merged(parts)) is not None
            ]
        if not made:
            return found
        view = self.view(made, axis.names)
        keys = {tuple(axis.observed[test][index] for test in tests): index for index in range(len(axis.samples))}
        observed = [view.observed(test) for test in tests]
        for row, one in enumerate(made):
            index = keys.get(tuple(column[row] for column in observed))
            if index is not None:
                found[index].append(one)
        return [sorted(bucket, key=size_of)[:6] for bucket in found]

    def options_of(self, name: str) -> list[dict[str, Any]]:
        """Answers that bring about the values of a field, number, finding or total."""
        if name not in self.known:
            self.known[name] = []  # a circle of findings has none
            if name.startswith("finding:"):
                line = next(one for one in self.bench.plan.sheet if one.id == name.removeprefix("finding:"))
                self.known[name] = list(self.outcomes(line).values())
            elif name == "total" or name in self._scores:
                self.known[name] = self._totals(name)
            else:
                self.known[name] = self.options.of(name)
        return self.known[name]

    @property
    def _scores(self) -> set[str]:
        plan = self.bench.plan
        return {*(one.id for one in plan.scheme.components), *(group.id for group in plan.groups)}

    def outcomes(self, line: Criterion) -> dict[tuple[str, Any, Any], dict[str, Any]]:
        """What a criterion was found to come to: verdict and bounds of points, each with the smallest evidence."""
        conditions = conditions_of(line)
        made: list[dict[str, Any]] = [{}]
        if conditions:
            cells = cells_of(self.bench, conditions)
            told = np.stack([cells.judged(one, self.bench.judge) for one in conditions], axis=1)
            chosen: list[int] = []
            for conclusion in np.unique(told, axis=0):
                chosen += list(np.flatnonzero((told == conclusion).all(axis=1))[:: max(1, len(told) // 400)][:200])
            made = self.realised(cells, np.array(sorted(chosen), np.int64)) or [{}]
        options = [self.options_of(name) for name in numbers_used(line)]
        numbers = [[*one[:14], *one[14:][-1:]] for one in options if one]
        judged = [self.options.of_judged(line)] if line.assessed else []
        more = list(islice(product(*numbers, *judged), 400))
        kept = made[: max(1, 4000 // max(1, len(more)))]
        answers = [one for base in kept for parts in more if (one := merged([base, *parts])) is not None]
        found: dict[tuple[str, Any, Any], dict[str, Any]] = {}
        if not answers:
            return found
        name = f"finding:{line.id}"
        made_of = self.bench.subjects(answers, [name]).findings[line.id]
        for row, one in enumerate(answers):
            outcome = made_of.of(row)
            key = (VERDICT_WORDS[outcome.verdict], outcome.least, outcome.most)
            if key not in found or size_of(one) < size_of(found[key]):
                found[key] = one
        return dict(sorted(found.items(), key=lambda item: size_of(item[1])))

    def _totals(self, name: str) -> list[dict[str, Any]]:
        """Whole sheets that bring a score near the values it is tested at, and to its ends."""
        plan = self.bench.plan
        sheets = [
            [one for (word, *_), one in self.outcomes(line).items() if word != "insufficient"][:24]
            for line in plan.sheet
        ]
        sheets = [sheet for sheet in sheets if sheet]
        sheets += [self._marks()] if plan.scheme.panel else []
        if not sheets:
            return []
        drawn = np.random.default_rng(0)
        picks = [[min(rank, len(sheet) - 1) for sheet in sheets] for rank in range(24)]
        picks += [[len(sheet) - 1 for sheet in sheets]]
        picks += [[int(drawn.integers(len(sheet))) for sheet in sheets] for _ in range(SUMS)]
        made = [one for pick in picks for one in mixed([sheet[i] for sheet, i in zip(sheets, pick, strict=True)])]
        if not made:
            return []
        quantity = self.bench.season(made).decided.columns.quantities.get(name)
        if quantity is None:
            return []
        known: dict[int, dict[str, Any]] = {}
        for one, low, high in zip(made, quantity.least.to_list(), quantity.most.to_list(), strict=True):
            if low is not None and low == high and (low not in known or size_of(one) < size_of(known[low])):
                known[low] = one
        values = sorted(known)
        near = {*values[:1], *values[-1:]}
        for target in self.options.targets.get(name, ()):
            units = target * 10**quantity.places
            near |= {*[one for one in values if one < units][-2:], *[one for one in values if one >= units][:2]}
        return [known[one] for one in sorted(near)]

    def _marks(self) -> list[dict[str, Any]]:
        """Marks of a panel: all, none, and the share of all that a total is tested at."""
        panel = self.bench.plan.scheme.panel
        assert panel is not None
        shares = [Fraction(0), Fraction(1), *shares_of(self.bench.plan, self.options.targets.get("total", ()))]
        places = panel.scale.places
        return [
            {
                f"{MARKS}{aspect.id}": [shortest(max(panel.scale.start, aspect.worth * share), places)]
                * max(panel.fewest_marks, 1)
                for aspect in panel.aspects
            }
            for share in shares
        ]


_NEVER = 10**9


def _cost(bucket: Iterable[dict[str, Any]]) -> int:
    first = next(iter(bucket), None)
    if first is None:
        return _NEVER
    given, parts, digits = size_of(first)
    return given * 10_000 + parts * 100 + digits
