"""Derived quantities of one subject: spans from what was answered and what is missing."""

from datetime import date
from fractions import Fraction
from typing import Any

from evaluator.language.derived import Derived
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from oracle.case import BAD, Subject
from oracle.conditions import Answer, Number, Seen, Truth, conj, truth_of
from oracle.numbers import Span, least_of, months_since, most_of, plus, rounded, whole_periods

UNKNOWN: Span = (None, None)
ZERO = Fraction(0)

Row = dict[str, Any]


def field_seen(asked: Asking | Column, raw: Any) -> Seen:
    """A submitted field as a condition sees it; a missing number is missing whatever its bounds."""
    given = None if raw is BAD else raw is not None
    value = None if raw is BAD else raw
    if asked.type in ("integer", "decimal"):
        return Number(UNKNOWN if value is None else (Fraction(value), Fraction(value)), asked.places, given)
    return Answer(value, given)


def reach_of(name: str, plan: Plan, subject: Subject) -> Span:
    """A number as points are computed from it: a missing answer may be anything its field allows."""
    if name in plan.derived:
        return derived(plan.derived[name], plan, subject)
    value, asked = subject.answer(name), plan.fields[name]
    return (asked.minimum, asked.maximum) if value is None else (Fraction(value), Fraction(value))


def derived(quantity: Derived, plan: Plan, subject: Subject) -> Span:
    """The span of one derived quantity."""
    if quantity.kind == "share":
        return _share(quantity, plan, subject)
    asked, value = plan.fields[quantity.base], subject.answer(quantity.base)
    if quantity.kind == "days_since":
        return UNKNOWN if value is None else _exactly((plan.as_of - value).days)
    if quantity.kind == "months_since":
        return UNKNOWN if value is None else _exactly(months_since(value, plan.as_of))
    if asked.type == "choices":
        return (ZERO, Fraction(len(asked.choices))) if value is None else _exactly(len(set(value)))
    end = min(plan.scheme.period.to or plan.as_of, plan.as_of)
    season = (plan.scheme.period.start, end)
    if quantity.per is None:
        return _amount(quantity, asked, value, [season])
    spans = [_amount(quantity, asked, value, [season, p]) for p in whole_periods(*season, quantity.per)]
    lows, highs = [span[0] for span in spans], [span[1] for span in spans]
    if quantity.take == "fewest":
        return least_of(lows, "below"), least_of(highs, "above")
    return most_of(lows, "below"), most_of(highs, "above")


def places_of(quantity: Derived, plan: Plan) -> int:
    """The decimals of a derived quantity: a sum has those of what it adds up, and all but shares are whole."""
    if quantity.kind == "sum":
        return plan.fields[quantity.base].columns[quantity.of or ""].places
    return quantity.places if quantity.kind == "share" else 0


def _exactly(number: int) -> Span:
    return Fraction(number), Fraction(number)


def _amount(quantity: Derived, asked: Asking, rows: list[Row] | None, within: list[tuple[date, date]]) -> Span:
    """How many events, or the sum of one of their columns, within all of the given days."""
    if quantity.kind == "count":
        if rows is None:
            return ZERO, None
        truths = [_counts(quantity, asked, row, within) for row in rows]
        sure, perhaps = truths.count(True), truths.count(None)
        return Fraction(sure), Fraction(sure + perhaps)
    column = asked.columns[quantity.of or ""]
    if rows is None:
        least = ZERO if column.minimum is not None and column.minimum >= 0 else None
        most = ZERO if column.maximum is not None and column.maximum <= 0 else None
        return least, most
    low: Fraction | None = ZERO
    high: Fraction | None = ZERO
    for row in rows:
        truth = _counts(quantity, asked, row, within)
        if truth is False:
            continue
        value = row.get(quantity.of or "")
        one = (column.minimum, column.maximum) if value is None else (Fraction(value), Fraction(value))
        if truth is None:
            one = (least_of([one[0], ZERO], "below"), most_of([one[1], ZERO], "above"))
        low, high = plus(low, one[0]), plus(high, one[1])
    return low, high


def _counts(quantity: Derived, asked: Asking, row: Row, within: list[tuple[date, date]]) -> Truth:
    """Whether an event counts: dated within the days, and meeting the quantity's own condition."""
    dates = [name for name, column in asked.columns.items() if column.type == "date"]
    dated = quantity.dated or (dates[0] if dates else None)
    parts: list[Truth] = []
    if dated is not None:
        day = row.get(dated)
        parts += [None if day is None else start <= day <= end for start, end in within]
    parts.append(truth_of(quantity.where, lambda name: field_seen(asked.columns[name], row.get(name))))
    return conj(parts)


def _share(quantity: Derived, plan: Plan, subject: Subject) -> Span:
    """Part over whole, rounded once; where the whole may be nothing the share may have no value at all."""
    part, whole = (_known(name, plan, subject) for name in (quantity.base, quantity.of or ""))
    if whole[0] is None or whole[0] <= 0:
        return UNKNOWN
    least = ZERO if part[0] is None or whole[1] is None else part[0] / whole[1]
    most = None if part[1] is None else part[1] / whole[0]
    return tuple(None if b is None else rounded(b, quantity.places, quantity.rounding) for b in (least, most))  # type: ignore[return-value]


def _known(name: str, plan: Plan, subject: Subject) -> Span:
    """The part or the whole of a share."""
    if name in plan.derived:
        return derived(plan.derived[name], plan, subject)
    value = subject.answer(name)
    return UNKNOWN if value is None else (Fraction(value), Fraction(value))
