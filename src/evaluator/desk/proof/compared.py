"""Columns that are compared with each other: where to look so that every order there may be between them is seen.

Between two stops, be they thresholds or the ends of a column, there must be room for all columns to lie side by side in
any order, and at one place; so each stop is taken with as many places on both sides as there are columns.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, prod
from typing import Any

from evaluator.desk.proof.trial import Bench
from evaluator.language.conditions import Test, ValueOf

LIMIT = 100_000
"""Combinations of stops, beyond which what lies beside them is not looked at and nothing is proved."""


def stops_of(bench: Bench, names: Sequence[str], tests: Sequence[Test]) -> tuple[Mapping[str, set[Any]], bool]:
    """For each column the values to look at and beside, and whether every order there may be is among them.

    Where so many times a column is compared, that is known of a single comparison only.
    """
    pairs = {(test.column, test.value.name, test.value.times) for test in tests if isinstance(test.value, ValueOf)}
    named = {part for test in tests for part in (test.value if isinstance(test.value, tuple) else (test.value,))}
    days: set[Any] = {one for one in named if isinstance(one, date)} | {bench.plan.scheme.period.start}
    numbers = {one for one in named if isinstance(one, Fraction)}
    ends = {name: _ends(bench, name) for name in names}
    found = {
        name: {Fraction(0), Fraction(1), *numbers, *(one for one in ends[name] if one is not None)} for name in names
    }
    for _ in names[1:]:  # each comparison carries the stops of one column over to the other
        for mine, other, times in pairs:
            found[mine] |= {one * times for one in found[other]}
            found[other] |= {one / times for one in found[mine]}
    alike = all(times == 1 for *_, times in pairs)
    for mine, other, times in () if alike else pairs:
        value = _meeting(bench, times, (mine, ends[mine][0]), (other, ends[other][0]))
        found[mine].add(value * times)
        found[other].add(value)
    units = {Fraction(1, 10 ** bench.places_of(name)) for name in names}
    steps = range(1 - len(names), len(names))  # and one more on both sides, as of any threshold
    beside = {name: {one + unit * by for one in found[name] for unit in units for by in steps} for name in names}
    around = {one + timedelta(days=by) for one in days for by in steps}
    every = prod(len(beside[name]) + 2 for name in names) <= LIMIT
    seen = beside if every else found
    positive = all(low is not None and low >= 0 for low, _ in ends.values())
    ordered = every and (alike or (len(pairs) == 1 and not numbers and positive))
    return {name: {*seen[name], *around} for name in names}, ordered


def _ends(bench: Bench, name: str) -> tuple[Fraction | None, Fraction | None]:
    asked = bench.plan.fields.get(name)
    return (asked.minimum, asked.maximum) if asked is not None else bench.range_of(name)


Column = tuple[str, Fraction | None]
"""A column and its least."""


def _meeting(bench: Bench, times: Fraction, mine: Column, other: Column) -> Fraction:
    """The smallest value of a column, none aside, of which so many times is exactly a value of the other."""
    unit, theirs = (Fraction(1, 10 ** bench.places_of(name)) for name in (mine[0], other[0]))
    step = theirs * (times * theirs / unit).denominator
    least = [low for low in (other[1], None if mine[1] is None else mine[1] / times) if low is not None]
    return step * max(1, *(ceil(low / step) for low in least))
