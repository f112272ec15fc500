"""Row by row: of two counts over the same rows the one that asks more is never the larger.

And no step was taken, nor is a period without gap, unless there are rows that tell of it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.regions import Axis, Cells
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Mask
from evaluator.inference.columns import MISSING, TRUE
from evaluator.inference.periods import whole_periods
from evaluator.language.conditions import Combination, Condition, Test
from evaluator.language.derived_from_rows import CountOf, Periods, Steps
from evaluator.language.quantity import Derived

Rows = npt.NDArray[np.int64]
Span = tuple[Fraction | None, Fraction | None]


def span_of(bench: Bench, axis: Axis, code: int, name: str) -> Span:
    """Between what a region of a number certainly lies."""
    unit = Fraction(1, 10 ** bench.places_of(name))
    asked = bench.plan.fields.get(name)
    found = (asked.minimum, asked.maximum) if asked is not None else bench.range_of(name)
    for test, observed in axis.observed.items():
        if test.column == name and isinstance(test.value, Fraction) and observed[code] != MISSING:
            found = _narrowed(found, _asked(test, bool(observed[code] == TRUE), unit))
    return found


Ends = tuple[Span, Span]
"""Between what the least lies that a number may be, and between what the most."""


@dataclass(frozen=True)
class Related:
    """Two numbers made from the same rows, and whether they cannot lie so."""

    one: str
    other: str
    apart: Callable[[Ends, Ends], bool]


def against_rows(bench: Bench, cells: Cells, rows: Rows) -> Mask:
    """Whether a combination has more rows of which more is asked, or steps and periods without their rows."""
    found = np.zeros(len(rows), np.bool_)
    alone = {axis.names[0]: number for number, axis in enumerate(cells.axes) if len(axis.names) == 1}
    for pair in _related(bench, alone):
        mine, theirs = alone[pair.one], alone[pair.other]
        ours, others = _ends(bench, cells.axes[mine], pair.one), _ends(bench, cells.axes[theirs], pair.other)
        impossible = np.array([[pair.apart(one, other) for other in others] for one in ours])
        found |= impossible[cells.codes[mine][rows], cells.codes[theirs][rows]]
    return found


def _ends(bench: Bench, axis: Axis, name: str) -> list[Ends]:
    """Between what the least, and between what the most lies that a number may be, in each region."""
    unit = Fraction(1, 10 ** bench.places_of(name))
    found = []
    for code in range(len(axis.samples)):
        low, high = span_of(bench, axis, code, name)
        least, most = high, low
        for test, observed in axis.observed.items():
            if test.column == name and isinstance(test.value, Fraction) and observed[code] == MISSING:
                for holds in (True, False):  # it may hold and it may not: some of what it may be lies on each side
                    start, end = _asked(test, holds, unit)
                    least = _narrowed((None, least), (None, end))[1]
                    most = _narrowed((most, None), (start, None))[0]
        found.append(((low, least), (most, high)))
    return found


def _related(bench: Bench, names: Collection[str]) -> Iterator[Related]:
    """What the rows say of numbers that are made from them."""
    made = {name: bench.plan.derived[name] for name in names if name in bench.plan.derived}
    for one, first in made.items():
        for other, second in made.items():
            if one == other or not isinstance(second, CountOf) or not _same_rows(first, second):
                continue
            if isinstance(first, CountOf) and first.take == second.take:
                if set(_parts(second.where)) <= set(_parts(first.where)):
                    yield Related(one, other, _above)
            elif isinstance(first, Steps) and first.where is None and isinstance(second.where, Test):
                taken = list(bench.plan.fields[first.base].columns[first.of].of)
                if (second.where.column, second.where.operator) == (first.of, "is"):
                    yield Related(one, other, partial(_without, taken.index(second.where.value) + 1))
            elif isinstance(first, Periods) and second.per is None and second.where is None and _empty(first):
                periods = whole_periods(bench.plan.scheme.period.start, bench.plan.last_day, first.per)
                yield Related(one, other, partial(_fewer, len(periods)))


def _empty(quantity: Periods) -> bool:
    """Whether it counts periods without any row."""
    asked = quantity.when
    plain = isinstance(asked, Test) and (asked.column, asked.operator, asked.value) == ("count", "is", 0)
    return plain and quantity.take == "number" and quantity.where is None


def _same_rows(first: Derived, second: Derived) -> bool:
    """Whether two quantities count over the same rows on the same days."""
    keys = ("dated", "valid_months", "valid_until", *(["per"] if isinstance(first, CountOf) else []))
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


def _above(more: Ends, fewer: Ends) -> bool:
    """Whether an end of the first number surely lies above that of the second, which is never the smaller."""
    return any(
        low is not None and high is not None and low > high for (low, _), (_, high) in zip(more, fewer, strict=True)
    )


def _without(number: int, steps: Ends, count: Ends) -> bool:
    """Whether so many steps were taken, and there is no row of that step."""
    return any(
        low is not None and high is not None and low >= number and high < 1
        for (low, _), (_, high) in zip(steps, count, strict=True)
    )


def _fewer(number: int, gaps: Ends, count: Ends) -> bool:
    """Whether no period is without a row, and there are fewer rows than periods."""
    return any(
        gap is not None and high is not None and gap < 1 and high < number
        for (_, gap), (_, high) in zip(reversed(gaps), count, strict=True)
    )


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
