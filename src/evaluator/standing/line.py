"""Points in proportion: how far along a straight line a number lies, whose ends may be the subject's own numbers."""

from dataclasses import dataclass
from fractions import Fraction

from evaluator.inference.arithmetic import ZERO
from evaluator.inference.reach import UNKNOWN, Reach

ONE = Fraction(1)


@dataclass(frozen=True)
class OnLine:
    """A number, and the ends of the line it lies on: nothing at `start`, everything at `to`."""

    number: Reach
    start: Reach
    to: Reach

    @property
    def reached(self) -> tuple[Fraction, Fraction]:
        """Least and most of the way that the number has come.

        Where the line surely rises, more of the number is more of the way, and either end further up is less of it;
        where it surely falls, the other way about. Where it may do either, nothing is known.
        """
        (low, high), (start_low, start_high), (to_low, to_high) = self.number, self.start, self.to
        if start_high is not None and to_low is not None and start_high <= to_low:
            return way(low, start_high, to_high, ZERO), way(high, start_low, to_low, ONE)
        if start_low is not None and to_high is not None and start_low > to_high:
            return way(high, start_low, to_low, ZERO), way(low, start_high, to_high, ONE)
        return ZERO, ONE


def way(number: Fraction | None, start: Fraction | None, to: Fraction | None, unbounded: Fraction) -> Fraction:
    """The share of the way from `start` to `to`; an end without a bound leaves the share `unbounded`."""
    if number is None or start is None or to is None:
        return unbounded
    if start == to:
        return ONE if number >= to else ZERO
    return min(max((number - start) / (to - start), ZERO), ONE)


NO_LINE = OnLine(UNKNOWN, UNKNOWN, UNKNOWN)
"""Stands where nothing is scored in proportion."""
