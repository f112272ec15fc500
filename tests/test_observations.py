"""A test of a quantity known by its bounds: true when every number between them satisfies it, false when none does."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawing import fewer
from evaluator.inference.columns import Columns, Quantity, series
from evaluator.inference.observe import observe
from evaluator.language import conditions
from evaluator.language.conditions import Operator
from evaluator.problems import NOWHERE
from oracle.conditions import Truth
from seasons import TRUTHS

HOLDS: dict[Operator, Callable[[Fraction, Any], bool]] = {
    "at_least": lambda number, value: number >= value,
    "at_most": lambda number, value: number <= value,
    "more_than": lambda number, value: number > value,
    "less_than": lambda number, value: number < value,
    "is": lambda number, value: number == value,
    "is_not": lambda number, value: number != value,
    "one_of": lambda number, value: number in value,
    "none_of": lambda number, value: number not in value,
}
FAR = 100
ENDS = (None, *range(-3, 5))
SPANS = [(low, high) for low, high in product(ENDS, ENDS) if low is None or high is None or low <= high]
VALUES = st.sampled_from([Fraction(n, 4) for n in range(-10, 14)])


def expected(operator: Operator, value: Any, low: int | None, high: int | None, places: int) -> Truth:
    numbers = range(-FAR if low is None else low, (FAR if high is None else high) + 1)
    held = {HOLDS[operator](Fraction(number, 10**places), value) for number in numbers}
    wanted = value if isinstance(value, tuple) else (value,)
    equality = operator in ("is", "is_not", "one_of", "none_of")
    if equality and None in (low, high) and any((one * 10**places).denominator != 1 for one in wanted):
        return None  # a number not known stays missing, even where no number of these places could be equal
    return held.pop() if len(held) == 1 else None


@pytest.mark.parametrize("operator", HOLDS)
@fewer(6)
@given(values=st.lists(VALUES, min_size=1, max_size=3), places=st.integers(0, 1))
@example(values=[Fraction(1), Fraction(2)], places=0)
def test_bounds_are_observed_as_the_numbers_between(operator: Operator, values: list[Fraction], places: int) -> None:
    value: Any = tuple(values) if operator in ("one_of", "none_of") else values[0]
    test = conditions.Test("n", operator, value, NOWHERE)
    bounds = [series("integer", [span[end] for span in SPANS]) for end in (0, 1)]
    columns = Columns(len(SPANS), quantities={"n": Quantity(bounds[0], bounds[1], places)})
    found = [TRUTHS[int(truth)] for truth in observe([test], columns)[test]]
    assert found == [expected(operator, value, *span, places) for span in SPANS]


@pytest.mark.parametrize("operator", ["at_least", "at_most", "more_than", "less_than", "is", "one_of"])
@pytest.mark.parametrize("value", [Fraction(10**23), Fraction(-(10**23))])
def test_values_beyond_every_column_are_compared(operator: Operator, value: Fraction) -> None:
    far = 9 * 10**18
    bounds = series("integer", [-far, 0, far, None])
    test = conditions.Test("n", operator, (value,) if operator == "one_of" else value, NOWHERE)
    columns = Columns(4, quantities={"n": Quantity(bounds, bounds)})
    held = HOLDS[operator](Fraction(0), test.value)
    assert [TRUTHS[int(truth)] for truth in observe([test], columns)[test]] == [held, held, held, None]
