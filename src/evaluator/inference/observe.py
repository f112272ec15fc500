"""Observe: each test becomes one column of true, false or missing. Exact comparison of numbers, dates and text."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, reduce
from math import ceil, floor
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import FALSE, MISSING, TRUE, VERDICT_WORDS, Columns, Quantity, Truths
from evaluator.inference.distinct import ByCode
from evaluator.language.conditions import Operator, Test, ValueOf

if TYPE_CHECKING:
    import polars as pl

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
    swapped = np.take(np.array([TRUE, FALSE, MISSING], np.uint8), truths)
    if test.column.startswith("finding:"):
        away = np.arange(len(VERDICT_WORDS)) == VERDICT_WORDS.index("not-applicable")
        # A test of a finding that does not apply is false, whichever way it asks.
        swapped[_meant(columns.verdicts[test.column], away)] = FALSE
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


def _truths(true: "pl.Series", false: "pl.Series") -> Truths:
    """TRUE where `true` holds, FALSE where `false` does, else MISSING; null holds nowhere, and never do both hold."""
    return _all(TRUE).zip_with(true, _all(FALSE).zip_with(false, _all(MISSING))).to_numpy()


def _compared(held: "pl.Series") -> Truths:
    """The truths of a comparison with what was answered, null where nothing was."""
    return _truths(held, ~held)


@cache
def _all(truth: int) -> "pl.Series":
    """The truth that stands for every subject."""
    import polars as pl

    return pl.Series(values=[truth], dtype=pl.UInt8)


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
    return _meant(columns.verdicts[test.column], np.array(meaning, np.uint8))


def _meant(verdicts: ByCode, meaning: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What the verdict of each subject means, where `meaning` holds that of every verdict."""
    return ByCode(meaning[verdicts.values], verdicts.codes).whole


def _of_quantity(test: Test, quantity: Quantity) -> Truths:
    """A quantity meets a test when every value between its bounds does, and fails it when none does."""
    least, most = quantity.least, quantity.most
    unit = 10**quantity.places

    def equal(value: Fraction) -> "tuple[pl.Series, pl.Series]":
        units = value * unit
        if units.denominator != 1:
            known = least.is_not_null() & most.is_not_null()
            return ~known & known, known
        bound = _kept(int(units))
        return (least == bound) & (most == bound), (least > bound) | (most < bound)

    value: Any = test.value
    match test.operator:
        case "at_least":
            bound = _kept(ceil(value * unit))
            true, false = least >= bound, most < bound
        case "more_than":
            bound = _kept(floor(value * unit))
            true, false = least > bound, most <= bound
        case "at_most":
            bound = _kept(floor(value * unit))
            true, false = most <= bound, least > bound
        case "less_than":
            bound = _kept(ceil(value * unit))
            true, false = most < bound, least >= bound
        case "is":
            true, false = equal(value)
        case _:
            runs = _runs(sorted({int(part * unit) for part in value if (part * unit).denominator == 1}))
            inside = [(least >= _kept(first)) & (most <= _kept(last)) for first, last in runs]
            false = reduce(and_, [equal(part)[1] for part in value])
            true = reduce(or_, inside) if inside else false & ~false
    return _truths(true, false)


def _kept(units: int) -> int:
    """A bound as a column can hold it; no number of a column lies as far out as the ends."""
    return min(max(units, _LOWEST), _HIGHEST)


_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


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
    return _truths_of(true, false, **named)


def _truths_of(true: "pl.Expr", false: "pl.Expr", **named: "pl.Series") -> Truths:
    import polars as pl

    held = pl.DataFrame(named).select(true=true, false=false)
    return _truths(held["true"], held["false"])


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
    return _truths_of(known & true, known & ~true, day=answers, other=others)


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
            true = answer.list.contains(pl.lit(value))
        case "includes_any":
            true = pl.any_horizontal([answer.list.contains(pl.lit(part)) for part in value])
        case _:
            true = pl.all_horizontal([answer.list.contains(pl.lit(part)) for part in value])
    held = answers.to_frame("answer").select(pl.when(answer.is_not_null()).then(true).alias("held"))["held"]
    return _compared(held)
