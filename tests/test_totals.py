"""What a total is scored out of: a hundred, another number, or the points as they are."""

from fractions import Fraction

import pytest

from seasons import of_season
from test_quantities import HEAD, SCHEME, judged_files

LINES = """
criteria:
  - {id: c, title: 分, worth: 30, origin: local, deductions: [{points: 2, each: a}], floor: -10}
  - {id: d, title: 项, worth: 10, origin: local, when: {staffed: {is: yes}}, applies: {b: {at_least: 1}}, when_not_applicable: leave_out}
"""  # noqa: E501  # lines as rule files have them
ANSWERS = ("a: 3, b: 1, staffed: yes", "a: 3, b: 0", "a: 20, b: 1, staffed: no", "a: 3")


@pytest.mark.parametrize(
    ("out_of", "expected"),
    [
        ("", [(85, 85), (80, 80), (-25, -25), (60, 113)]),
        (", out_of: 10", [(8, 8), (8, 8), (-2, -2), (6, 11)]),
        (", out_of: points", [(34, 34), (24, 24), (-10, -10), (24, 34)]),
    ],
)
def test_a_total_is_out_of_what_the_scheme_says(out_of: str, expected: list[tuple[int, int]]) -> None:
    scheme = SCHEME.replace("rounding: half-even", f"rounding: half-even{out_of}")
    made = of_season(judged_files(HEAD + LINES, scheme, *ANSWERS))
    assert [one.total for one in made.values()] == [(Fraction(low), Fraction(high)) for low, high in expected]
