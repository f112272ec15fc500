"""Observe: each test becomes one column of true, false or missing. Exact comparison of numbers, dates and text."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import or_
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import FALSE, MISSING, TRUE, VERDICT_WORDS, Columns, Quantity, Truths
from evaluator.language.conditions import Operator, Test, ValueOf

if TYPE_CHECKING:
    import polars as pl

Mask = npt.NDArray[np.bool_]

_OPPOSITE: dict[Operator, Operator] = {"is_not": "is", "none_of": "one_of"}


def observe(tests: Sequence[Test], columns: Columns) -> dict[Test, Truths]:
    """The observation of each test over all subjects."""
    return {test: _observe(test, columns) for test in tests}


def _observe(test: Test, columns: Columns) -> Truths:
    if test.operator in _OPPOSITE:
        positive = Test(test.column, _OPPOSITE[test.operator], test.value, test.place)
        return _opposite(_positive(positive, columns), test, columns)
    return _positive(test, columns)


def _opposite(truths: Truths, test: Test, columns: Columns) -> Truths:
    swapped = np.array([TRUE, FALSE, MISSING], np.uint8)[truths]
    if test.column.startswith("finding:"):
        away = columns.verdicts[test.column] == VERDICT_WORDS.index("not-applicable")
        swapped[away] = FALSE  # a test of a finding that does not apply is false, whichever way it asks
    return swapped


def _positive(test: Test, columns: Columns) -> Truths:
    if test.operator == "provided":
        return _provided(test, columns)
    if test.column in columns.verdicts:
        return _of_verdict(test, columns)
    if isinstance(test.value, ValueOf) and test.column in columns.answers:
        return _of_two_days(test, columns.answers[test.column], columns.answers[test.value.name])
    if isinstance(test.value, ValueOf):
        return _of_two(test, columns.quantities[test.column], columns.quantities[test.value.name])
    if test.column in columns.quantities:
        return _of_quantity(test, columns.quantities[test.column])
    return _of_answer(test, columns.answers[test.column])


def _truths(true: "pl.Expr", false: "pl.Expr", **named: "pl.Series") -> Truths:
    """TRUE where `true` holds, FALSE where `false` does, else MISSING; null holds nowhere."""
    import polars as pl

    code = pl.when(true).then(pl.lit(TRUE, pl.UInt8)).when(false).then(pl.lit(FALSE, pl.UInt8))
    frame = pl.DataFrame(named)
    return frame.select(code.otherwise(pl.lit(MISSING, pl.UInt8)).alias("code"))["code"].to_numpy()


def _compared(held: "pl.Series") -> Truths:
    """The truths of a comparison with what was answered, null where nothing was."""
    import polars as pl

    ones = held.cast(pl.UInt8).to_numpy()  # with null among them NaN, which equals nothing
    return np.where(ones == 1, TRUE, np.where(ones == 0, FALSE, MISSING)).astype(np.uint8)


def _provided(test: Test, columns: Columns) -> Truths:
    quantity = columns.quantities.get(test.column)
    answers = columns.answers[test.column] if quantity is None else quantity.least
    given = answers.is_not_null().to_numpy() if answers.null_count() else np.ones(len(answers), np.bool_)
    truths = np.where(given == test.value, TRUE, FALSE).astype(np.uint8)
    if test.column in columns.unsettled:
        truths[columns.unsettled[test.column]] = MISSING  # something was submitted, but not settled
    return truths


def _of_verdict(test: Test, columns: Columns) -> Truths:
    wanted = test.value if isinstance(test.value, tuple) else (test.value,)
    meaning = [TRUE if word in wanted else FALSE for word in VERDICT_WORDS]
    meaning[VERDICT_WORDS.index("insufficient")] = MISSING
    if "not-applicable" not in wanted:
        meaning[VERDICT_WORDS.index("not-applicable")] = FALSE
    return np.array(meaning, np.uint8)[columns.verdicts[test.column]]


def _of_quantity(test: Test, quantity: Quantity) -> Truths:
    """A quantity meets a test when every value between its bounds does, and fails it when none does."""
    low, high = quantity.bounds
    least, most = low.units, high.units
    unit = 10**quantity.places

    def equal(value: Fraction) -> tuple[Mask, Mask]:
        units = value * unit
        if units.denominator != 1:
            return np.zeros(len(least), np.bool_), low.known & high.known
        same = low.known & high.known & (least == int(units)) & (most == int(units))
        return same, (low.known & (least > int(units))) | (high.known & (most < int(units)))

    value: Any = test.value
    match test.operator:
        case "at_least":
            bound = ceil(value * unit)
            true, false = low.known & (least >= bound), high.known & (most < bound)
        case "more_than":
            bound = floor(value * unit)
            true, false = low.known & (least > bound), high.known & (most <= bound)
        case "at_most":
            bound = floor(value * unit)
            true, false = high.known & (most <= bound), low.known & (least > bound)
        case "less_than":
            bound = ceil(value * unit)
            true, false = high.known & (most < bound), low.known & (least >= bound)
        case "is":
            true, false = equal(value)
        case _:
            runs = _runs(sorted({int(part * unit) for part in value if (part * unit).denominator == 1}))
            inside = [(least >= first) & (most <= last) for first, last in runs]
            true = low.known & high.known & np.any([np.zeros(len(least), np.bool_), *inside], axis=0)
            false = np.all([equal(part)[1] for part in value], axis=0)
    return np.where(true, TRUE, np.where(false, FALSE, MISSING)).astype(np.uint8)


def _of_two(test: Test, quantity: Quantity, other: Quantity) -> Truths:
    """One number against another, or a part of it: met when every pair of values between their bounds does.

    Both are brought to a common unit, exactly: one side by what the other is divided by.
    """
    import polars as pl

    assert isinstance(test.value, ValueOf)
    scale = test.value.times * Fraction(10**quantity.places, 10**other.places)

    def brought(name: str, factor: int) -> "pl.Expr":
        return pl.col(name).cast(pl.Int128) * pl.lit(factor, pl.Int128)  # brought to a common unit they need room

    least, most = brought("least", scale.denominator), brought("most", scale.denominator)
    low, high = brought("low", scale.numerator), brought("high", scale.numerator)
    match test.operator:
        case "at_least":
            true, false = least >= high, most < low
        case "more_than":
            true, false = least > high, most <= low
        case "at_most":
            true, false = most <= low, least > high
        case "less_than":
            true, false = most < low, least >= high
        case _:
            true = (least == most) & (low == high) & (least == low)
            false = (least > high) | (most < low)
    named = {"least": quantity.least, "most": quantity.most, "low": other.least, "high": other.most}
    return _truths(true, false, **named)


def _of_two_days(test: Test, answers: "pl.Series", others: "pl.Series") -> Truths:
    """One date against another, where both are known."""
    import polars as pl

    day, other = pl.col("day"), pl.col("other")
    match test.operator:
        case "on_or_before":
            true = day <= other
        case "on_or_after":
            true = day >= other
        case _:
            true = day == other
    known = day.is_not_null() & other.is_not_null()
    return _truths(known & true, known & ~true, day=answers, other=others)


def _runs(units: list[int]) -> list[tuple[int, int]]:
    """Neighbouring whole numbers as spans: bounds within one span leave no value that is not in it."""
    spans: list[tuple[int, int]] = []
    for one in units:
        if spans and one == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], one)
        else:
            spans.append((one, one))
    return spans


def _of_answer(test: Test, answers: "pl.Series") -> Truths:
    import polars as pl

    def one(value: Any) -> pl.Series:
        return pl.Series(values=[value])

    answer, value = pl.col("answer"), test.value
    literal = pl.lit(value) if isinstance(value, (bool, date, str)) else pl.lit(None)
    match test.operator:
        case "is":
            return _compared(answers == one(value))
        case "one_of":
            return _compared(reduce(or_, [answers == one(part) for part in value]))
        case "on_or_before":
            return _compared(answers <= one(value))
        case "on_or_after":
            return _compared(answers >= one(value))
        case "matches":
            true = answer.str.contains(f"^(?:{value})$")
        case "includes":
            true = answer.list.contains(literal)
        case "includes_any":
            true = pl.any_horizontal([answer.list.contains(pl.lit(part)) for part in value])
        case _:
            true = pl.all_horizontal([answer.list.contains(pl.lit(part)) for part in value])
    known = answer.is_not_null()
    return _truths(known & true, known & ~true, answer=answers)
