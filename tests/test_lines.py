"""Points in proportion where an end of the line is a number of the subject's own: exact, and bounds that hold."""

from fractions import Fraction
from itertools import product

import pytest

from evaluator.standing.line import OnLine, way

F = Fraction
ENDS: tuple[tuple[Fraction, ...], ...] = ((F(0),), (F(1), F(3)), (F(-1), F(0), F(2)), (F(3),), (F(0), F(5)))


@pytest.mark.parametrize(
    ("number", "start", "to", "reached"),
    [
        (4, 0, 12, F(1, 3)),
        (12, 0, 12, 1),
        (13, 0, 12, 1),
        (-1, 0, 12, 0),
        (0, 0, 0, 1),
        (1, 0, 0, 1),
        (-1, 0, 0, 0),
        (3, 4, 2, F(1, 2)),
        (1, 4, 2, 1),
        (5, 4, 2, 0),
    ],
)
def test_one_number_is_one_share(number: int, start: int, to: int, reached: Fraction) -> None:
    ends = [(F(one), F(one)) for one in (number, start, to)]
    assert OnLine(*ends).reached == (reached, reached)


@pytest.mark.parametrize("values", list(product(ENDS, repeat=3)))
def test_bounds_hold_every_value_between(values: tuple[tuple[Fraction, ...], ...]) -> None:
    least, most = OnLine(*((min(one), max(one)) for one in values)).reached
    every = [way(*one, F(0)) for one in product(*values)]
    assert least <= min(every) <= max(every) <= most


def test_a_target_without_bound_may_be_anything() -> None:
    assert OnLine((F(3), F(3)), (F(0), F(0)), (F(0), None)).reached == (0, 1)
    assert OnLine((F(3), F(3)), (F(0), F(0)), (F(6), None)).reached == (0, F(1, 2))
    assert OnLine((F(3), None), (F(0), F(0)), (F(6), F(6))).reached == (F(1, 2), 1)
    assert OnLine((F(3), F(3)), (F(0), F(0)), (None, None)).reached == (0, 1)
