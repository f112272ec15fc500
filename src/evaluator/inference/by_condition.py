"""A quantity by condition: the value of the first condition that holds, and bounds where that is not known."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from evaluator.inference.arithmetic import MOST_PLACES, decimals
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity, Truths
from evaluator.inference.conclude import Judge
from evaluator.inference.distinct import distinct
from evaluator.inference.reach import Reach, Reaches, gathered, quantity_of
from evaluator.language.derived_from_others import ByCondition


def by_condition(quantity: ByCondition, columns: Columns, judge: Judge) -> Quantity:
    """The value for every subject, worked out once for each distinct combination of conditions and numbers."""
    truths = truths_of(quantity, columns, judge)
    values = [one.value for one in quantity.by_condition]
    names = dict.fromkeys(value for value in values if isinstance(value, str))
    reaches = {name: Reaches(columns.quantities[name]) for name in names}
    codes, rows = distinct([*truths, *(bound for one in reaches.values() for bound in one.columns)], columns.height)
    made = []
    for row in map(int, rows):
        at = [(value, value) if isinstance(value, Fraction) else reaches[str(value)].at(row) for value in values]
        made.append(_hull([at[number] for number in possible([int(column[row]) for column in truths])]))
    numbers = [decimals(value) for value in values if isinstance(value, Fraction)]
    places = min(max([*numbers, *(one.places for one in reaches.values())]), MOST_PLACES)
    return gathered(quantity_of(made, places), codes)


def truths_of(quantity: ByCondition, columns: Columns, judge: Judge) -> list[Truths]:
    """Whether each condition holds, for all subjects; the last alternative always may be taken."""
    always = np.full(columns.height, TRUE, np.uint8)
    return [always if one.when is None else judge.judge(one.when, columns).conclusion for one in quantity.by_condition]


def possible(truths: Sequence[int]) -> list[int]:
    """The alternatives that may be taken: those that may hold, up to the first that surely does."""
    found = []
    for number, truth in enumerate(truths):
        if truth != FALSE:
            found.append(number)
        if truth == TRUE:
            break
    return found


def _hull(reaches: Sequence[Reach]) -> Reach:
    """Bounds that hold whichever of several numbers it is."""
    lows = [low for low, _ in reaches if low is not None]
    highs = [high for _, high in reaches if high is not None]
    return (
        min(lows) if len(lows) == len(reaches) else None,
        max(highs) if len(highs) == len(reaches) else None,
    )
