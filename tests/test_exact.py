"""Exact numbers and calendar spans against plain definitions."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.exact import fixed, parse_number, scaled, shortest, unscaled, yuan
from evaluator.inference.periods import months_after, months_between, whole_periods
from evaluator.result.earlier import difference

decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=7, allow_nan=False, allow_infinity=False)
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(decimals, st.integers(0, 6))
def test_rounding_is_that_of_the_decimal_standard(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    exact = Fraction(value)
    assert unscaled(scaled(exact, places), places) == Fraction(value.quantize(unit, ROUND_HALF_EVEN))
    assert unscaled(scaled(exact, places, "half-up"), places) == Fraction(value.quantize(unit, ROUND_HALF_UP))


@given(decimals)
def test_a_number_written_down_is_read_back(value: Decimal) -> None:
    exact = Fraction(value)
    assert parse_number(fixed(exact, 7)) == exact
    assert parse_number(shortest(exact, 7)) == exact
    assert not shortest(exact, 7).endswith(".")
    assert "." not in shortest(exact, 7)[-1:]


@pytest.mark.parametrize("text", ["1e3", "１２", "1,000", "nan", "Infinity", "0x1f", "", "1.", ".5", "1_0", "--1", "%"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    assert parse_number(text) is None


def test_percentages_and_money() -> None:
    assert parse_number("60%") == Fraction(3, 5)
    assert yuan(6_000_000) == "60000.00"
    assert yuan(-5) == "-0.05"
    assert fixed(Fraction(89995, 1000), 2) == "90.00"
    assert fixed(Fraction(89985, 1000), 2) == "89.98"
    assert shortest(Fraction(-1, 100000)) == "0"


@given(days, days)
def test_whole_months_are_those_one_counts_on_a_calendar(earlier: date, later: date) -> None:
    if later < earlier:
        earlier, later = later, earlier
    months = months_between(earlier, later)

    def after(count: int) -> date:
        year, month = divmod(earlier.year * 12 + earlier.month - 1 + count, 12)
        return date(year, month + 1, min(earlier.day, monthrange(year, month + 1)[1]))

    assert after(months) <= later < after(months + 1)


def test_the_last_day_of_a_month_completes_it() -> None:
    assert months_between(date(2020, 8, 31), date(2021, 2, 28)) == 6
    assert months_between(date(2020, 8, 31), date(2021, 2, 27)) == 5
    assert months_between(date(2020, 12, 31), date(2021, 6, 30)) == 6
    assert months_between(date(2021, 1, 1), date(2021, 6, 30)) == 5


@given(days, st.integers(0, 900), st.sampled_from(["month", "quarter"]))
def test_whole_periods_are_full_and_inside_and_none_is_left_out(start: date, length: int, per: str) -> None:
    end = start + timedelta(days=length)
    found = whole_periods(start, end, per)  # type: ignore[arg-type]  # one of the two words
    months = 1 if per == "month" else 3
    plain = []
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, months):
            last = month + months - 1
            span = (date(year, month, 1), date(year, last, monthrange(year, last)[1]))
            if start <= span[0] and span[1] <= end:
                plain.append(span)
    assert found == plain


def test_months_after_cross_the_year() -> None:
    spans = months_after(date(2020, 11, 30), 3)
    assert [span[0].isoformat() for span in spans] == ["2020-12-01", "2021-01-01", "2021-02-01"]
    assert spans[2][1] == date(2021, 2, 28)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("90.50", "91.55", "1.05"),
        ("90.5", "90.25", "-0.25"),
        ("80.00", "80.00", "0.00"),
        ("9" * 24, "1", "-" + "9" * 23 + "8"),
        ("", "80.00", ""),
        ("NaN", "80.00", ""),
        ("60%", "80.00", ""),
        ("0.005", "11e99999915", ""),  # beyond what Python's decimals hold: somebody may have written it into a table
    ],
)
def test_how_much_a_total_rose_since_an_earlier_table(before: str, after: str, moved: str) -> None:
    assert difference(before, after) == moved
