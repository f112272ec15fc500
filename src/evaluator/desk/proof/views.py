"""Views: what conditions and tests come to, in combinations of regions or of subjects that were judged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.column_samples import units_around
from evaluator.desk.proof.regions import Cells, cells_of, columns_of
from evaluator.desk.proof.trial import Bench
from evaluator.inference.columns import TRUE, Columns, Truths
from evaluator.inference.conclude import Judge
from evaluator.inference.observe import observe
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Combination, Condition, Test, names_in, tests_in
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan

Mask = npt.NDArray[np.bool_]


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

    @property
    def size(self) -> int:
        return self.cells.size

    @property
    def complete(self) -> bool:
        return self.cells.complete

    @property
    def free(self) -> bool:
        return self.cells.free

    def judged(self, condition: Condition, judge: Judge) -> Truths:
        return self.cells.judged(seen_through(condition, self.plan), judge)

    def observed(self, test: Test) -> Truths:
        asked = seen_through(test, self.plan)
        return self.cells.observed(test) if asked == test else self.cells.judged(asked, self.judge)


def looked_at(bench: Bench, conditions: Iterable[Condition], *, missing: bool = False) -> "Cells | Inside":
    """Every combination that some conditions tell apart, findings seen through to what they ask.

    Where that would be more than are looked at, findings are taken as they are, each with every verdict it can have.
    """
    conditions = list(conditions)
    inside = [seen_through(one, bench.plan) for one in conditions]
    if inside != conditions:
        cells = cells_of(bench, inside, missing=missing)
        if cells.complete:
            return Inside(cells, bench.plan, bench.judge)
    return cells_of(bench, conditions, missing=missing)


def asks_of(bench: Bench, condition: Condition) -> frozenset[str]:
    """Names of what a condition asks of, also through findings."""
    return frozenset({*names_in(condition), *names_in(seen_through(condition, bench.plan))})


def along(bench: Bench, name: str, conditions: Iterable[Condition]) -> tuple[list[int], Real]:
    """A number from one end of what it can come to to the other, also where no evidence brings it."""
    asked = [test.value for one in conditions for test in tests_in(one)]
    numbers = {part for value in asked for part in (value if isinstance(value, tuple) else (value,))}
    unit = 10 ** bench.places_of(name)
    low, high = (None if end is None else end * unit for end in bench.range_of(name))
    units = units_around({one for one in numbers if isinstance(one, Fraction)}, unit, low, high)
    return units, Real(columns_of(bench, [name], [[one] for one in units]))


def seen_through(condition: Condition, plan: Plan) -> Condition:
    """A condition with what a line asks in the place of its finding, where the line is met or not: the same."""
    if isinstance(condition, Combination):
        return replace(condition, parts=tuple(seen_through(part, plan) for part in condition.parts))
    if not condition.column.startswith("finding:"):
        return condition
    line = next(one for one in plan.sheet if one.id == condition.column.removeprefix("finding:"))
    if line.scoring not in ("check-list", "worth") or line.when is None or line.of == 0:
        return condition
    return _asked_by(condition, line, plan) or condition


def _asked_by(test: Test, line: Criterion, plan: Plan) -> Condition | None:
    """What it takes for the finding of a line to be one of some verdicts."""
    given = test.value if isinstance(test.value, tuple) else (test.value,)
    wanted = {word for word in given if word in _PLAIN}
    if test.operator in ("is_not", "none_of"):
        wanted = {"met", "not-met"} - wanted  # what does not apply is no verdict that is not another
    place = test.place
    assert line.when is not None
    met = seen_through(line.when, plan)
    if line.none_if is not None:
        met = Combination("all", (met, Combination("not", (seen_through(line.none_if, plan),), place)), place)
    unmet = Combination("not", (met,), place)
    if line.applies is None:
        ways: list[Condition] = [*([met] if "met" in wanted else []), *([unmet] if "not-met" in wanted else [])]
        return None if not ways else ways[0] if len(ways) == 1 else Combination("any", tuple(ways), place)
    applies = seen_through(line.applies, plan)
    away = Combination("not", (applies,), place)
    ways = [Combination("all", (applies, away), place)]  # where it is not known whether it applies, nothing is
    ways += [Combination("all", (applies, met), place)] if "met" in wanted else []
    ways += [Combination("all", (applies, unmet), place)] if "not-met" in wanted else []
    ways += [away] if "not-applicable" in wanted else []
    return Combination("any", tuple(ways), place)


_PLAIN = frozenset({"met", "not-met", "not-applicable"})


def is_true(condition: Condition, judge: Judge) -> Wanted:
    """That a condition holds."""
    return lambda view: view.judged(condition, judge) == TRUE
