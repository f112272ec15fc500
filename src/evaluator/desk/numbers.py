"""Numbers of one subject: what they may be, where rules turn on them, and the nearest value that reaches something."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from evaluator.desk.proof.trial import Bench
from evaluator.desk.variants import Tried, Variants
from evaluator.exact import unscaled
from evaluator.language.conditions import Condition, Test, tests_in
from evaluator.language.derived_from_others import Compared
from evaluator.language.plan import Plan, conditions_of

SPREAD = 64
"""Values looked at between two others before the gap that holds the first good one is looked at closer."""


@dataclass(frozen=True)
class Number:
    """A number from what it is to what it would be, in units of its last place."""

    column: str
    now: int
    to: int
    places: int

    @property
    def values(self) -> tuple[Fraction, Fraction]:
        """What it is and what it would be."""
        return unscaled(self.now, self.places), unscaled(self.to, self.places)


@dataclass(frozen=True)
class Numbers:
    """The numbers of one subject."""

    variants: Variants
    bench: Bench

    @property
    def plan(self) -> Plan:
        return self.bench.plan

    @cached_property
    def now(self) -> Tried:
        """The subject as it is."""
        return self.variants.tried([{}])

    def number(self, name: str) -> Number | None:
        """A number of the subject's own that is known; None of what others settle."""
        quantity = self.now.decided.columns.quantities.get(name)
        if quantity is None or isinstance(self.plan.derived.get(name), Compared):
            return None
        now = quantity.least[0]
        return None if now is None or now != quantity.most[0] else Number(name, now, now, quantity.places)

    def nearest(
        self, number: Number, reaches: Callable[[Tried], Sequence[bool]], base: Mapping[str, Any] | None = None
    ) -> int | None:
        """The value nearest to what a number is from which on something is reached; `base` is otherwise as well.

        Between the values where rules turn, what is reached is taken to grow or to fall throughout.
        """

        def reached(values: Sequence[int]) -> list[bool]:
            changes = [{**(base or {}), number.column: one} for one in values]
            return [bool(one) for one in reaches(self.variants.tried(changes))] if values else []

        found = []
        for way in (1, -1):
            mine = [one for one in self.spread(number) if (one - number.now) * way > 0]
            mine.sort(key=lambda one: abs(one - number.now))
            hits = reached(mine)
            if True not in hits:
                continue
            first = hits.index(True)
            near, far = (number.now if first == 0 else mine[first - 1]), mine[first]
            while abs(far - near) > 1:
                step = max(1, abs(far - near) // SPREAD)
                between = [near + way * offset for offset in range(step, abs(far - near), step)]
                hits = reached(between)
                at = hits.index(True) if True in hits else len(between)
                near, far = ([near, *between][at], [*between, far][at])
            found.append(far)
        return min(found, key=lambda one: abs(one - number.now), default=None)

    def spread(self, number: Number) -> list[int]:
        """Values of a number all over what it may be, and wherever a rule turns on it."""
        low, high = self.ends(number.column)
        unit = 10**number.places
        step = max(1, (high - low) // SPREAD)
        found = {*range(low, high + 1, step), high} | self._turns(number.column, unit)
        found |= {number.now - 1, number.now + 1}
        return sorted(one for one in found if low <= one <= high and one != number.now)

    def _turns(self, name: str, unit: int) -> set[int]:
        """Units of a number where a rule of the sheet turns, and on both sides of it."""
        tests = [test for one in self._conditions for test in tests_in(one) if test.column == name]
        ends: list[Any] = []
        for line in self.plan.sheet:
            if line.proportional and line.proportional.of == name:
                ends += [line.proportional.start, line.proportional.to]
            ends += [end for one in line.entries if one.of == name for end in (one.above, one.below)]
        return breaks(tests, unit) | _beside([end for end in ends if isinstance(end, Fraction)], unit)

    @cached_property
    def _conditions(self) -> list[Condition]:
        return [one for line in self.plan.sheet for one in conditions_of(line)]

    def ends(self, name: str) -> tuple[int, int]:
        """The least and most units a number may be; where that is open, far from what it is."""
        quantity = self.now.decided.columns.quantities[name]
        unit, here = 10**quantity.places, quantity.least[0] or 0
        asked = self.plan.fields.get(name)
        low, high = (asked.minimum, asked.maximum) if asked is not None else self.bench.range_of(name)
        far = max([100 * unit, 10 * abs(here), *(2 * abs(one) for one in self._turns(name, unit))])
        return (
            here - far if low is None else ceil(low * unit),
            here + far if high is None else floor(high * unit),
        )


def breaks(tests: Sequence[Test], unit: int) -> set[int]:
    """Units at each threshold of some tests, and on both sides of it."""
    values = [part for one in tests for part in (one.value if isinstance(one.value, tuple) else (one.value,))]
    return _beside([one for one in values if isinstance(one, Fraction)], unit)


def _beside(numbers: Sequence[Fraction], unit: int) -> set[int]:
    """Units at numbers and on both sides of each."""
    return {whole + more for one in numbers for whole in (floor(one * unit), ceil(one * unit)) for more in (-1, 0, 1)}
