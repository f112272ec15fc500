"""Bounds of quantities as exact numbers, worked with once for each distinct combination."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.exact import Rounding, scaled
from evaluator.inference.columns import Quantity
from evaluator.inference.distinct import distinct

Reach = tuple[Fraction | None, Fraction | None]
"""Bounds of a number; None is unbounded."""

UNKNOWN: Reach = (None, None)
LARGEST = 9 * 10**18
"""Units beyond this do not fit a column of whole numbers; such a bound is left open."""

_NOTHING = np.iinfo(np.int64).min


class Reaches:
    """The bounds of a quantity over all subjects: what is not known takes what its field allows, else stays open."""

    def __init__(self, quantity: Quantity) -> None:
        self.places = quantity.places
        least, most = quantity.bounds
        self.least = least.filled(_NOTHING if quantity.lowest is None else quantity.lowest)
        self.most = most.filled(_NOTHING if quantity.highest is None else quantity.highest)

    @property
    def columns(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """What tells subjects with different bounds apart."""
        return self.least, self.most

    def at(self, row: int) -> Reach:
        unit = 10**self.places
        low, high = int(self.least[row]), int(self.most[row])
        return (
            None if low == _NOTHING else Fraction(low, unit),
            None if high == _NOTHING else Fraction(high, unit),
        )


def reach_at(quantity: Quantity, row: int) -> Reach:
    """The bounds of a quantity for one subject."""
    least, most, unit = quantity.least[row], quantity.most[row], 10**quantity.places
    low, high = quantity.lowest if least is None else least, quantity.highest if most is None else most
    return None if low is None else Fraction(low, unit), None if high is None else Fraction(high, unit)


def quantity_of(reaches: Sequence[Reach], places: int, rounding: Rounding = "half-even") -> Quantity:
    """A quantity from its exact bounds, each rounded once."""
    import polars as pl

    def units(bound: Fraction | None) -> int | None:
        made = None if bound is None else scaled(bound, places, rounding)
        return made if made is not None and abs(made) <= LARGEST else None

    least = pl.Series(values=[units(low) for low, _ in reaches], dtype=pl.Int64)
    most = pl.Series(values=[units(high) for _, high in reaches], dtype=pl.Int64)
    return Quantity(least, most, places)


def combined(
    parts: Sequence[Quantity],
    height: int,
    function: Callable[[Sequence[Reach]], Reach],
    places: int,
    rounding: Rounding = "half-even",
) -> Quantity:
    """A quantity that is a function of the bounds of others, asked once for each distinct combination."""
    reaches = [Reaches(part) for part in parts]
    codes, rows = distinct([column for reach in reaches for column in reach.columns], height)
    made = quantity_of([function([reach.at(int(row)) for reach in reaches]) for row in rows], places, rounding)
    return gathered(made, codes)


def gathered(quantity: Quantity, codes: Any) -> Quantity:
    """A quantity's bounds looked up for each subject."""
    return Quantity(quantity.least[codes], quantity.most[codes], quantity.places)
