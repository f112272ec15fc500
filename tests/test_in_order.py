"""Numbers of distinct rows, and rows in order: as plain Python puts them, whatever room the numbers need."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.inference.distinct import distinct
from evaluator.inference.ordered import ordered

FAR = 2**62
RANGES = [
    (np.uint8, st.integers(0, 2)),
    (np.bool_, st.booleans()),
    (np.uint16, st.integers(0, 60_000)),
    (np.int64, st.integers(-3, 3)),
    (np.int64, st.integers(-1_000_000, 1_000_000)),
    (np.int64, st.sampled_from([-FAR, np.iinfo(np.int64).min, 0, 7, FAR])),
]


@st.composite
def columns(draw: Any) -> tuple[int, list[np.ndarray[Any, Any]]]:
    height = draw(st.integers(0, 12))
    kinds = draw(st.lists(st.sampled_from(RANGES), max_size=5))
    return height, [np.array(draw(st.lists(one, min_size=height, max_size=height)), kind) for kind, one in kinds]


@given(columns())
def test_each_distinct_row_has_a_number_in_its_order(drawn: tuple[int, list[np.ndarray[Any, Any]]]) -> None:
    height, given = drawn
    codes, rows = distinct(given, height)
    tuples = [tuple(column[row].item() for column in given) for row in range(height)]
    every = sorted(set(tuples))
    assert codes.tolist() == [every.index(one) for one in tuples]
    assert rows.tolist() == [tuples.index(one) for one in every]


@pytest.mark.parametrize(("least", "most"), [(-3, 3), (-FAR, FAR)], ids=["packed", "without room"])
def test_rows_are_put_in_order_and_runs_begin_where_keys_change(least: int, most: int) -> None:
    @given(st.lists(st.tuples(*[st.integers(least, most)] * 2), max_size=12), st.randoms(use_true_random=False))
    def check(keys: list[tuple[int, int]], random: Any) -> None:
        numbers = random.sample(range(100, 200), len(keys))
        given = [np.array([key[at] for key in keys], np.int64) for at in (0, 1)]
        rows, begins = ordered(given, np.array(numbers, np.int64))
        expected = sorted(zip(keys, numbers, strict=True))
        assert rows.tolist() == [number for _, number in expected]
        before = [None, *(key for key, _ in expected)]
        assert begins.tolist() == [key != one for (key, _), one in zip(expected, before, strict=False)]

    check()
