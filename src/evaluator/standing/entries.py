"""What is taken off and added: how often each entry counts, and what all of them come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evaluator.inference.arithmetic import ZERO, units
from evaluator.inference.columns import FALSE, TRUE
from evaluator.inference.reach import Reach
from evaluator.language.criteria import Criterion, Entry
from evaluator.language.scalars import bound
from evaluator.standing.spans import Span, within

Amount = tuple[Fraction, Fraction | None]
"""Least and most that entries come to; None is without bound."""


@dataclass(frozen=True)
class Entered:
    """What one entry is computed from: whether its condition holds, its quantity and its threshold."""

    truth: int = TRUE
    reach: Reach = (None, None)
    limit: Reach = (None, None)


def amount(entry: Entry, entered: Entered) -> Amount:
    """Least and most that an entry counts, within its own cap."""
    low, high = _times(entry, entered)
    least, most = entry.points * low, None if high is None else entry.points * high
    if entry.cap is not None:
        least, most = min(least, entry.cap), entry.cap if most is None else min(most, entry.cap)
    return (least if entered.truth == TRUE else ZERO), (ZERO if entered.truth == FALSE else most)


def _times(entry: Entry, entered: Entered) -> Amount:
    """How many times an entry counts where it counts at all."""
    if entry.measured is None:
        return Fraction(1), Fraction(1)
    low, high = entered.reach
    if entry.every is None:
        return max(low or ZERO, ZERO), None if high is None else max(high, ZERO)
    least, most = _past(entry, entered)
    return _units(entry, least), None if most is None else _units(entry, most)


def _past(entry: Entry, entered: Entered) -> Amount:
    """How far the quantity lies past the threshold, at least and at most."""
    (low, high), (limit_low, limit_high) = entered.reach, entered.limit
    if entry.below is not None:
        low, high, limit_low, limit_high = limit_low, limit_high, low, high
    least = ZERO if low is None or limit_high is None else max(low - limit_high, ZERO)
    return least, None if high is None or limit_low is None else max(high - limit_low, ZERO)


def _units(entry: Entry, past: Fraction) -> Fraction:
    """How many units lie past the threshold."""
    return units(past, entry.every or Fraction(1), entry.part or "pro_rata")


def summed(entries: Iterable[Entry], entered: Iterable[Entered]) -> Amount:
    """Least and most that entries come to together."""
    least: Fraction = ZERO
    most: Fraction | None = ZERO
    for entry, here in zip(entries, entered, strict=True):
        low, high = amount(entry, here)
        least += low
        most = None if most is None or high is None else most + high
    return least, most


def sheet(line: Criterion, entered: tuple[Entered, ...]) -> Span:
    """Points of a criterion with deductions, additions or both: between its floor and its worth."""
    taken = summed(line.deductions, entered[: len(line.deductions)])
    added = summed(line.additions, entered[len(line.deductions) :])
    start = (line.base if line.additions else line.of) or ZERO
    least = None if taken[1] is None else start + added[0] - taken[1]
    most = None if added[1] is None else start + added[1] - taken[0]
    return within((least, most), bound(line.floor), line.of)
