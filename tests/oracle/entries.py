"""What is taken off or added on a sheet, entry by entry."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

from evaluator.language.criteria import Entry
from oracle.arithmetic import in_units
from oracle.conditions import Look, told, truth_of
from oracle.numbers import Span

ZERO = Fraction(0)


class Seeing(Protocol):
    """What an entry can see of a subject."""

    @property
    def look(self) -> Look: ...
    @property
    def reach(self) -> Callable[[str], Span]: ...
    @property
    def number(self) -> Callable[[Any], Fraction]: ...


def together(entries: tuple[Entry, ...], inputs: Seeing) -> tuple[Fraction, Fraction | None]:
    """The least and the most that entries come to; None for no bound."""
    least: Fraction = ZERO
    most: Fraction | None = ZERO
    for entry in entries:
        low, high = _times(entry, inputs)
        low *= entry.points
        high = None if high is None else high * entry.points
        truth = told(truth_of(entry.when, inputs.look))
        if truth is not True:
            low = ZERO
        if truth is False:
            high = ZERO
        if entry.cap is not None:
            low, high = min(low, entry.cap), entry.cap if high is None else min(high, entry.cap)
        least += low
        most = None if most is None or high is None else most + high
    return least, most


def _times(entry: Entry, inputs: Seeing) -> tuple[Fraction, Fraction | None]:
    """How many times an entry counts where its condition holds."""
    if entry.each is not None:
        bottom, top = inputs.reach(entry.each)
        return max(ZERO, bottom or ZERO), None if top is None else max(ZERO, top)
    if entry.of is None:
        return Fraction(1), Fraction(1)
    above = entry.below is None
    number, limit = inputs.number(entry.of), inputs.number(entry.above if above else entry.below)
    past = number - limit if above else limit - number
    units = in_units(max(ZERO, past), entry.every or Fraction(1), entry.part)
    return units, units
