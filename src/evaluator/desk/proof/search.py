"""Search: the smallest evidence of which something holds, found from regions and shown by the pipeline.

What is looked for is a predicate on a view: put to combinations of regions it says which could do, put to subjects
that were judged it says which do. A combination no evidence was found for proves nothing by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice, product
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.options import Options, merged, mixed, size_of
from evaluator.desk.proof.regions import Axis, Cells, cells_of
from evaluator.desk.proof.targets import shares_of
from evaluator.desk.proof.trial import MARKS, Bench
from evaluator.exact import shortest
from evaluator.inference.columns import TRUE, VERDICT_WORDS, Columns, Truths
from evaluator.inference.conclude import Judge
from evaluator.inference.observe import observe
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Combination, Condition, Test, names_in
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan, conditions_of, numbers_used

Mask = npt.NDArray[np.bool_]
TRIED = 400
"""Combinations of regions for which evidence is put together, the smallest first."""

SUMS = 3000
"""Sheets that are put together to bring a total near the values it is tested at."""


class View(Protocol):
    """What conditions and tests come to: in combinations of regions, or of subjects."""

    def judged(self, condition: Condition, judge: Judge) -> Truths: ...

    def observed(self, test: Test) -> Truths: ...


Wanted = Callable[[View], Mask]


@dataclass(frozen=True)
class Real:
    """Subjects that were judged, as a view."""

    columns: Columns

    def judged(self, condition: Condition, judge: Judge) -> Truths:
        return judge.judge(condition, self.columns).conclusion

    def observed(self, test: Test) -> Truths:
        return observe([test], self.columns)[test]


def turned(view: View, condition: Condition, test: Test, judge: Judge) -> Truths:
    """A condition as it would be if one test came out the other way and all others as they did."""
    circuit = compile_condition(condition)
    inputs = [view.observed(one) for one in circuit.tests]
    index = circuit.tests.index(test)
    inputs[index] = np.array([1, 0, 2], np.uint8)[inputs[index]]
    return judge.infer(circuit, inputs)


@dataclass(frozen=True)
class Inside:
    """Combinations of regions in which findings of plain check-list lines are seen through to what they ask."""

    cells: Cells
    plan: Plan
    judge: Judge

    def judged(self, condition: Condition, judge: Judge) -> Truths:
        return self.cells.judged(seen_through(condition, self.plan), judge)

    def observed(self, test: Test) -> Truths:
        asked = seen_through(test, self.plan)
        return self.cells.observed(test) if asked == test else self.cells.judged(asked, self.judge)


def seen_through(condition: Condition, plan: Plan) -> Condition:
    """A condition with what a plain line asks in the place of whether it is met: where all is known, the same."""
    if isinstance(condition, Combination):
        return replace(condition, parts=tuple(seen_through(part, plan) for part in condition.parts))
    if (condition.operator, condition.value) != ("is", "met") or not condition.column.startswith("finding:"):
        return condition
    line = next(one for one in plan.sheet if one.id == condition.column.removeprefix("finding:"))
    plain = line.applies is None and line.none_if is None and line.scoring in ("check-list", "worth")
    return seen_through(line.when, plan) if plain and line.when is not None else condition


@dataclass(frozen=True)
class Found:
    """What a search came to: evidence, or none; `possible` says whether any combination of regions would do."""

    answers: dict[str, Any] | None
    possible: bool
    complete: bool
    tried: int = 0
    reachable: bool = True

    @property
    def impossible(self) -> bool:
        """Proved: no combination of regions would do, and none was left out."""
        return self.complete and not self.possible


@dataclass(frozen=True)
class Searcher:
    """Looks for evidence under one plan, and remembers what it found."""

    bench: Bench
    options: Options
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, bench: Bench) -> "Searcher":
        return cls(bench, Options(bench))

    def find(
        self, conditions: Sequence[Condition], wanted: Wanted, *, missing: bool = False, trim: bool = True
    ) -> Found:
        """The smallest evidence of which `wanted` holds; without `trim`, any evidence will do."""
        cells = cells_of(self.bench, conditions, missing=missing)
        chosen = np.flatnonzero(wanted(cells))
        if not len(chosen):
            return Found(None, possible=False, complete=cells.complete)
        made = self.realised(cells, chosen)
        held = self._held(made, conditions, wanted)
        inside = [seen_through(one, self.bench.plan) for one in conditions]
        if not held and inside != list(conditions):
            deeper = cells_of(self.bench, inside, missing=missing)
            made = self.realised(deeper, np.flatnonzero(wanted(Inside(deeper, self.bench.plan, self.bench.judge))))
            held = self._held(made, conditions, wanted)
        reachable = all(self._brought(axis) for axis in cells.axes)
        if not held:
            return Found(None, possible=True, complete=cells.complete, tried=len(made), reachable=reachable)
        smallest = min(held, key=size_of)
        if trim:
            smallest = self.trimmed(smallest, lambda answers: self._held(answers, conditions, wanted))
        return Found(smallest, possible=True, complete=cells.complete, tried=len(made))

    def _held(
        self, made: list[dict[str, Any]], conditions: Sequence[Condition], wanted: Wanted
    ) -> list[dict[str, Any]]:
        if not made:
            return []
        view = self.view(made, [name for one in conditions for name in names_in(one)])
        return [one for one, holds in zip(made, wanted(view), strict=True) if holds]

    def view(self, made: Sequence[dict[str, Any]], names: Sequence[str]) -> Real:
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

    def _brought(self, axis: Axis) -> bool:
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
        numbers = [self.options_of(name)[:14] for name in numbers_used(line) if self.options_of(name)]
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

    def trimmed(
        self, answers: dict[str, Any], held: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
    ) -> dict[str, Any]:
        """Evidence without answers and rows that it does not take."""
        while True:
            fewer = [{name: value for name, value in answers.items() if name != left} for left in answers]
            for name, value in answers.items():
                if isinstance(value, (list, tuple)) and not name.startswith(("assessed:", MARKS)):
                    fewer += [
                        {**answers, name: type(value)(one for i, one in enumerate(value) if i != at)}
                        for at in range(len(value))
                    ][:20]
            kept = held(fewer) if fewer else []
            if not kept:
                return answers
            answers = min(kept, key=size_of)


_NEVER = 10**9


def _cost(bucket: Iterable[dict[str, Any]]) -> int:
    first = next(iter(bucket), None)
    if first is None:
        return _NEVER
    given, parts, digits = size_of(first)
    return given * 10_000 + parts * 100 + digits


def is_true(condition: Condition, judge: Judge) -> Wanted:
    """That a condition holds."""
    return lambda view: view.judged(condition, judge) == TRUE
