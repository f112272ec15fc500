"""Levers: what would bring one line of a subject to more points, whether tests that are met or a number that changes.

Tests are read off the regions of a condition: of all combinations in which it holds, those that differ in the fewest
tests from what was observed. Tests that come about together, such as two thresholds of one number, are met together.
What a lever comes to is never reckoned here: the subject is tried with it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from evaluator.desk.numbers import Number, Numbers, breaks
from evaluator.desk.proof.regions import axis_of, cells_of
from evaluator.desk.proof.trial import Bench
from evaluator.desk.variants import Change, Tried, Variants
from evaluator.inference.columns import TRUE, Columns, Quantity, series
from evaluator.inference.observe import observe
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Combination, Condition, Test
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_others import Compared
from evaluator.language.plan import Plan
from evaluator.problems import Place
from evaluator.result.shown_finding import Finding, Observation
from evaluator.result.words import plain

SHOWN = 3
"""Ways that are shown of each kind, the fewest tests first."""

HAIR = 20
"""Where a number can earn at every unit and has more of them to go, a single one is not told."""

Way = tuple[Observation, ...]


@dataclass(frozen=True)
class Lever:
    """What brings a line to more points: one of several ways of meeting tests, or a number.

    `change` brings the first way about; it is None where that is not for this subject's own answers to do.
    """

    found: Finding
    points: Fraction | None
    ways: tuple[Way, ...] = ()
    change: Change | None = None
    number: Number | None = None


@dataclass(frozen=True)
class Levers:
    """The levers of one subject, by the lines of its sheet."""

    variants: Variants
    bench: Bench

    @property
    def plan(self) -> Plan:
        return self.bench.plan

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.variants, self.bench)

    @property
    def now(self) -> Tried:
        """The subject as it is."""
        return self.numbers.now

    def of(self, found: Finding, line: Criterion) -> tuple[Lever, ...]:
        """Ways to more points, the next first."""
        if found.verdict not in ("not-met", "partly-met"):
            return ()
        here = self.now.findings[line.id].of(0)
        tests = [*self._by_tests(found, line)]
        levers = [*tests, *self._by_numbers(found, line)]
        if here.least is None:
            return tuple(levers)  # a line that is only checked has no points
        better = [one for one in levers if one.points is not None and one.points > here.least]
        return tuple(sorted(better, key=lambda one: one.points or 0))

    # Tests

    def _by_tests(self, found: Finding, line: Criterion) -> Iterator[Lever]:
        here = self.now.findings[line.id].of(0).least or Fraction(0)
        if line.scoring in ("check-list", "worth") and line.when is not None:
            yield from self._meeting(found, line, line.when, ("when",), line.of)
        for band in reversed(line.bands):
            if band.when is not None and band.points > here:
                yield from self._meeting(found, line, band.when, (f"band {plain(band.points)}",), band.points)
        for kind, entries in (("deduction", line.deductions), ("addition", line.additions), ("bonus", line.bonus)):
            for entry in entries:
                if entry.when is not None:
                    wanted = entry.when if kind != "deduction" else Combination("none", (entry.when,), Place())
                    yield from self._meeting(found, line, wanted, (f"{kind} {plain(entry.points)}",), None)

    def _meeting(
        self, found: Finding, line: Criterion, when: Condition, parts: Sequence[str], points: Fraction | None
    ) -> Iterator[Lever]:
        """The lever of a condition that would hold, and of what takes all points away not holding."""
        if line.none_if is not None:
            when = Combination("all", (when, Combination("none", (line.none_if,), Place())), Place())
            parts = (*parts, "none_if")
        ways, changes = self.ways(when, [one for one in found.observations if one.part in parts])
        if not ways:
            return
        change = next((one for one in changes if one is not None), None)
        if change is not None:
            reached = self.variants.tried([change]).findings[line.id].of(0)
            if points is not None and reached.least != points:
                change = None  # other lines or persons stand between
            elif points is None:
                points = reached.least
        if points is not None or line.scoring == "check-list":
            yield Lever(found, points, ways, change)

    def ways(self, when: Condition, observed: Sequence[Observation]) -> tuple[tuple[Way, ...], list[Change | None]]:
        """The smallest sets of unmet tests which, if met, make a condition hold, the fewest first; what does it."""
        tests = compile_condition(when).tests
        by_test = {(one.name, one.operator, one.required): one for one in observed}
        known = [by_test.get((test.column, test.operator, plain(test.value))) for test in tests]
        if any(one is None for one in known):
            return (), []
        seen = [one for one in known if one is not None]
        cells = cells_of(self.bench, [when])
        holds = np.flatnonzero(cells.judged(when, self.bench.judge) == TRUE)
        if not len(holds):
            return (), []
        rows = np.stack([cells.observed(test)[holds] == TRUE for test in tests], axis=1)
        now = np.array([one.outcome == "true" for one in seen])
        changed = {frozenset(np.flatnonzero(row != now).tolist()) for row in np.unique(rows, axis=0)}
        shut = {index for index, one in enumerate(seen) if _idle(one)}
        changed = {one for one in changed if not one & shut}
        least = [one for one in changed if one and not any(other < one for other in changed)]
        ordered = sorted(least, key=lambda one: (len(one), sorted(one)))[:SHOWN]
        ways = tuple(tuple(seen[index] for index in sorted(one)) for one in ordered)
        return ways, [self._bringing(tests, now, one) for one in ordered]

    def _bringing(self, tests: Sequence[Test], now: Any, flipped: frozenset[int]) -> Change | None:
        """A change of answers or numbers in which some tests come out otherwise and the rest as they do."""
        change: dict[str, Any] = {}
        for column in dict.fromkeys(tests[index].column for index in sorted(flipped)):
            mine = [index for index, test in enumerate(tests) if test.column == column]
            wanted = [bool(now[index]) != (index in flipped) for index in mine]
            value = self._value(column, [tests[index] for index in mine], wanted)
            if value is None:
                return None
            change[column] = value
        return change

    def _value(self, column: str, tests: Sequence[Test], wanted: Sequence[bool]) -> Any:
        """The value of a column, the nearest to the present one, in which its tests come out as wanted."""
        plain_values = all(not hasattr(test.value, "name") for test in tests)
        if not plain_values or isinstance(self.plan.derived.get(column), Compared):
            return None
        quantity = self.now.decided.columns.quantities.get(column)
        if quantity is not None and (column in self.plan.fields or column in self.plan.derived):
            unit, here = 10**quantity.places, quantity.least[0] or 0
            low, high = self.numbers.ends(column)
            numbers = [one for one in breaks(tests, unit) if low <= one <= high]
            numbers.sort(key=lambda one: (abs(one - here), one))
            made = series("integer", numbers)
            columns = Columns(len(numbers), {}, {column: Quantity(made, made, quantity.places)})
            return self._first(numbers, tests, wanted, columns)
        asked = self.plan.fields.get(column)
        if asked is None or asked.type == "events":
            return None
        samples = [one[column] for one in axis_of(self.bench, (column,), tests, missing=False).samples]
        given = self.variants.season.evidence.answers[column][self.variants.row]
        if asked.type == "choices":
            chosen = tuple(given or ())
            more = [tuple(one for one in asked.of if one in {*chosen, *sample}) for sample in samples]
            samples = [*more, *samples]
        return self._first(samples, tests, wanted, Columns(len(samples), {column: series(asked.type, samples)}))

    @staticmethod
    def _first(values: Sequence[Any], tests: Sequence[Test], wanted: Sequence[bool], columns: Columns) -> Any:
        if not values:
            return None
        observed = observe(tests, columns)
        fits = np.full(len(values), True)
        for test, want in zip(tests, wanted, strict=True):
            fits &= (observed[test] == TRUE) == want
        where = np.flatnonzero(fits)
        return values[int(where[0])] if len(where) else None

    # Numbers

    def _by_numbers(self, found: Finding, line: Criterion) -> Iterator[Lever]:
        """The next value of a number that earns more, and the one from which it earns no more than that."""
        names = [line.proportional.of] if line.proportional else []
        names += [entry.measured for entry in line.entries if entry.measured is not None]
        for name in dict.fromkeys(names):
            number = self.numbers.number(name)
            if number is not None:
                yield from self._levels(found, line, number)

    def _levels(self, found: Finding, line: Criterion, number: Number) -> Iterator[Lever]:
        here = _points(self.now, line)[0]
        values = self.numbers.spread(number)
        best = max(_points(self.variants.tried([{number.column: one} for one in values]), line), default=here)
        if best <= here:
            return

        def from_on(enough: Callable[[Fraction], bool]) -> int | None:
            return self.numbers.nearest(number, lambda tried: [enough(one) for one in _points(tried, line)])

        full = from_on(lambda one: one >= best) if line.of is not None else None
        step = from_on(lambda one: one > here)
        # Where every unit earns a little, the next points are a hair away: what is told is how far full marks are.
        hair = full is not None and step is not None and abs(step - number.now) == 1 < HAIR < abs(full - number.now)
        to = [full] if hair or (number.places and full is not None) else [step, full]
        for one in dict.fromkeys(to):
            if one is not None:
                change = {number.column: one}
                points = _points(self.variants.tried([change]), line)[0]
                yield Lever(found, points, change=change, number=Number(number.column, number.now, one, number.places))


def _idle(one: Observation) -> bool:
    """What nobody is told to do: take an answer back, become what a line asks nothing of, come to a lower total."""
    lower = one.name == "total" and one.operator in ("less_than", "at_most")
    return lower or (one.operator, one.required) in (("provided", "no"), ("is", "not-applicable"))


def _points(tried: Tried, line: Criterion) -> list[Fraction]:
    """The points of a line in each variant, the least they can be."""
    made = tried.findings[line.id]
    return [made.of(row).least or Fraction(0) for row in range(len(made.codes))]
