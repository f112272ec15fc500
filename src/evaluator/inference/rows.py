"""The mean, highest or lowest of a number over the events that count."""

from collections.abc import Sequence
from fractions import Fraction

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, counts
from evaluator.inference.reach import UNKNOWN, Reach, quantity_of
from evaluator.language.derived_from_rows import RowsOf
from evaluator.language.plan import Plan

Row = tuple[bool, Fraction | None, Fraction | None]
"""Whether an event surely counts, and the bounds of its number."""


def over_rows(quantity: RowsOf, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """What the numbers of each subject's events come to; without any event there is none."""
    asked = plan.fields[quantity.rows]
    column = asked.columns[quantity.of]
    table = Table.of(asked, evidence.answers[quantity.rows], columns)
    truths = counts(quantity, table, plan, judge).tolist()
    found: list[list[Row]] = [[] for _ in table.answered]
    for owner, value, truth in zip(table.owners.tolist(), table.column(quantity.of), truths, strict=True):
        if truth != FALSE:
            known = None if value is None else Fraction(value, 10**column.places)
            low, high = (column.minimum, column.maximum) if known is None else (known, known)
            found[owner].append((truth == TRUE, low, high))
    made = [
        _reach(quantity, rows) if answered else UNKNOWN for rows, answered in zip(found, table.answered, strict=True)
    ]
    places = quantity.places if quantity.take == "mean" else column.places
    return quantity_of(made, places, quantity.rounding)


def _reach(quantity: RowsOf, rows: Sequence[Row]) -> Reach:
    if not any(sure for sure, _, _ in rows):
        return UNKNOWN
    if quantity.take == "mean":
        high = _least_mean([(sure, _negative(high)) for sure, _, high in rows])
        return _least_mean([(sure, low) for sure, low, _ in rows]), _negative(high)
    if quantity.take == "highest":
        return _highest(rows)
    low, high = _highest([(sure, _negative(high), _negative(low)) for sure, low, high in rows])
    return _negative(high), _negative(low)


def _highest(rows: Sequence[Row]) -> Reach:
    """At least the highest that surely counts, at most the highest that may."""
    lows = [low for sure, low, _ in rows if sure and low is not None]
    highs = [high for _, _, high in rows]
    known = [high for high in highs if high is not None]
    return max(lows, default=None), max(known) if len(known) == len(highs) else None


def _least_mean(rows: Sequence[tuple[bool, Fraction | None]]) -> Fraction | None:
    """The least mean of those that surely count, with any of the others that pull it down."""
    bounds = [low for _, low in rows if low is not None]
    if len(bounds) < len(rows):
        return None
    summed = sum((low for sure, low in rows if sure and low is not None), Fraction(0))
    count = sum(sure for sure, _ in rows)
    for low in sorted(low for sure, low in rows if not sure and low is not None):
        if low * count >= summed:
            break
        summed, count = summed + low, count + 1
    return summed / count


def _negative(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else -bound
