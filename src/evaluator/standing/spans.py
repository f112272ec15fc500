"""Spans of points: bounds of which either end may be open, their arithmetic, and columns of them."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evaluator.exact import Rounding, scaled
from evaluator.inference.arithmetic import ZERO, total
from evaluator.inference.columns import Quantity
from evaluator.standing.rank import Ints

if TYPE_CHECKING:
    import polars as pl

Span = tuple[Fraction | None, Fraction | None]
"""Bounds of points; None is without bound."""

OPEN = 2**62
"""Units that stand for an end without bound: no end that is known is written so far out."""


def settled(span: Span) -> bool:
    """Whether it is one number."""
    return span[0] is not None and span[0] == span[1]


def plus(spans: Iterable[Span]) -> Span:
    """The sum of several."""
    return total(list(spans))


def times(span: Span, factor: Fraction) -> Span:
    """A span multiplied: nothing of what is without bound is nothing, and a negative factor turns it round."""
    if factor == 0:
        return ZERO, ZERO
    if factor == 1:
        return span
    low, high = (None if end is None else end * factor for end in span)
    return (low, high) if factor > 0 else (high, low)


def either(one: Span, other: Span) -> Span:
    """What lies in one or the other, and between."""
    return (
        None if one[0] is None or other[0] is None else min(one[0], other[0]),
        None if one[1] is None or other[1] is None else max(one[1], other[1]),
    )


def within(span: Span, least: Fraction | None, most: Fraction | None) -> Span:
    """A span kept from falling below `least` and then from rising above `most`, where there are such limits."""
    low, high = span
    if least is not None:
        low, high = least if low is None else max(low, least), None if high is None else max(high, least)
    if most is not None:
        low, high = None if low is None else min(low, most), most if high is None else min(high, most)
    return low, high


def rounded(spans: Sequence[Span], places: int, rounding: Rounding) -> tuple[Ints, Ints]:
    """Least and most in units of the last of `places`, each rounded once; an open end is OPEN.

    What is too far out to be told from that leaves an end open as well: a bound stays a bound, and nothing overflows.
    """
    least = [-OPEN if low is None else scaled(low, places, rounding) for low, _ in spans]
    most = [OPEN if high is None else scaled(high, places, rounding) for _, high in spans]
    return (
        np.array([max(-OPEN, min(units, OPEN - 1)) for units in least], np.int64),
        np.array([min(OPEN, max(units, 1 - OPEN)) for units in most], np.int64),
    )


def counted_quantity(least: Ints, most: Ints, places: int = 0) -> Quantity:
    """Bounds as conditions see them: an open end is one that is not known."""
    return Quantity(_known(least, -OPEN), _known(most, OPEN), places)


def _known(bound: Ints, unknown: int) -> "pl.Series":
    import polars as pl

    made = pl.Series(values=bound, dtype=pl.Int64)
    return made.replace(unknown, None) if (bound == unknown).any() else made
