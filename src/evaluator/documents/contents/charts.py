"""Figures as a chart: bars with their names and numbers, for a page to draw as shapes and Word as it can."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluator.exact import parse_number

WIDTH = 1000
"""The width of the longest bar."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: its name, its number as it is shown, and its width, a whole number out of 1000 for the longest."""

    label: str
    value: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart: `title` says what it shows, `unit` what the numbers are."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


def chart(title: str, unit: str, numbers: Sequence[tuple[str, str]]) -> Chart:
    """A chart of names with their numbers, none of them negative."""
    values = [parse_number(value) or Fraction(0) for _, value in numbers]
    most = max(values, default=Fraction(0)) or Fraction(1)
    bars = (
        Bar(label=label, value=value, width=str(round(WIDTH * number / most)))
        for (label, value), number in zip(numbers, values, strict=True)
    )
    return Chart(title=title, unit=unit, bars=tuple(bars))
