"""Derived quantities of one subject: spans from what was answered and what is missing."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.language.quantity import Derived
from oracle.case import BAD, Subject
from oracle.conditions import Answer, NotToldError, Number, Seen, Truth, conj, told, truth_of
from oracle.events import dated, in_time, rows_of, seeing, unexpired
from oracle.numbers import Span, least_of, months_since, most_of, plus, rounded, whole_periods

if TYPE_CHECKING:
    from oracle.world import World

UNKNOWN: Span = (None, None)
ZERO = Fraction(0)

Row = dict[str, Any]
Within = list[Callable[[date], bool]]


def field_seen(asked: Asking | Column, raw: Any) -> Seen:
    """A submitted field as a condition sees it; a missing number is missing whatever its bounds."""
    given = None if raw is BAD else raw is not None
    value = None if raw is BAD else raw
    if asked.type in ("integer", "decimal"):
        return Number(UNKNOWN if value is None else (Fraction(value), Fraction(value)), asked.places, given)
    return Answer(value, given)


def _days_since(world: "World", quantity: Any, subject: Subject) -> Span:
    value = subject.answer(quantity.base)
    return UNKNOWN if value is None else _exactly((world.plan.as_of - value).days)


def _months_since(world: "World", quantity: Any, subject: Subject) -> Span:
    value = subject.answer(quantity.base)
    return UNKNOWN if value is None else _exactly(months_since(value, world.plan.as_of))


def _lacking(world: "World", quantity: Any, subject: Subject) -> Span:
    offered = set(quantity.of or world.plan.fields[quantity.base].choices)
    value = subject.answer(quantity.base)
    return (ZERO, Fraction(len(offered))) if value is None else _exactly(len(offered - set(value)))


def _tallied(world: "World", quantity: Any, subject: Subject) -> Span:
    """How many, or how much, in the season as a whole or in the period with the fewest or the most."""
    plan = world.plan
    asked, value = plan.fields[quantity.base], subject.answer(quantity.base)
    if asked.type == "choices":
        return (ZERO, Fraction(len(asked.choices))) if value is None else _exactly(len(set(value)))
    season, value = in_time(world, quantity), rows_of(asked, value)

    def counts(row: Row, within: Within) -> Truth:
        """Whether an event counts: dated within the days, in force still, and meeting the quantity's condition."""
        column = dated(quantity, asked)
        parts: list[Truth] = [unexpired(world, quantity, row)]
        if column is not None:
            day = row.get(column)
            parts += [None if day is None else holds(day) for holds in within]
        return conj([*parts, told(truth_of(quantity.where, seeing(world, subject, asked, row)))])

    if quantity.per is None:
        return _amount(quantity, asked, value, [season], counts)
    spans = []
    for start, end in whole_periods(plan.scheme.period.start, plan.last_day, quantity.per):
        rows = value if _reported(quantity, asked, value, start, end) else None
        spans.append(_amount(quantity, asked, rows, [season, lambda day, s=start, e=end: s <= day <= e], counts))  # type: ignore[misc]
    lows, highs = [span[0] for span in spans], [span[1] for span in spans]
    if quantity.take == "fewest":
        return least_of(lows, "below"), least_of(highs, "above")
    return most_of(lows, "below"), most_of(highs, "above")


def _reported(quantity: Any, asked: Asking, rows: list[Row] | None, start: date, end: date) -> bool:
    """Whether a period was reported: where periods without a row are not, one with a row was."""
    if asked.reported is None or rows is None:
        return True
    days = [row.get(dated(quantity, asked) or "") for row in rows]
    if any(day is not None and start <= day <= end for day in days):
        return True
    if None in days:
        raise NotToldError
    return False


def places_of(quantity: Derived, plan: Plan) -> int:
    """The decimals of a derived quantity: a sum has those of what it adds up, and all but shares are whole.

    Of new kinds only one number or none is ever told, for which decimals do not matter.
    """
    if quantity.kind == "sum" and quantity.base in plan.fields:
        return plan.fields[quantity.base].columns[quantity.of].places  # type: ignore[attr-defined]
    return quantity.places if quantity.kind == "share" else 0  # type: ignore[attr-defined]


def _exactly(number: int) -> Span:
    return Fraction(number), Fraction(number)


def _amount(
    quantity: Any, asked: Asking, rows: list[Row] | None, within: Within, counts: Callable[[Row, Within], Truth]
) -> Span:
    """How many events, or the sum of one of their columns, within all of the given days."""
    if quantity.kind == "count":
        if rows is None:
            return ZERO, None
        truths = [counts(row, within) for row in rows]
        sure, perhaps = truths.count(True), truths.count(None)
        return Fraction(sure), Fraction(sure + perhaps)
    column = asked.columns[quantity.of or ""]
    if quantity.best is not None:
        return _best(quantity, column, rows, within, counts)
    if rows is None:
        least = ZERO if column.minimum is not None and column.minimum >= 0 else None
        most = ZERO if column.maximum is not None and column.maximum <= 0 else None
        return least, most
    low: Fraction | None = ZERO
    high: Fraction | None = ZERO
    for row in rows:
        truth = counts(row, within)
        if truth is False:
            continue
        value = row.get(quantity.of or "")
        one = (column.minimum, column.maximum) if value is None else (Fraction(value), Fraction(value))
        if truth is None:
            one = (least_of([one[0], ZERO], "below"), most_of([one[1], ZERO], "above"))
        low, high = plus(low, one[0]), plus(high, one[1])
    return low, high


def _best(
    quantity: Any,
    column: Column,
    rows: list[Row] | None,
    within: Within,
    counts: Callable[[Row, Within], Truth],
) -> Span:
    """The sum of the highest of one column, whichever of the rows that may count do: every choice is tried."""
    if column.minimum is None or column.maximum is None:
        raise NotToldError
    if rows is None:
        return min(ZERO, quantity.best * column.minimum), max(ZERO, quantity.best * column.maximum)
    sure: list[Span] = []
    perhaps: list[Span] = []
    for row in rows:
        truth, value = counts(row, within), row.get(quantity.of)
        known = (column.minimum, column.maximum) if value is None else (Fraction(value), Fraction(value))
        if truth is not False:
            (sure if truth else perhaps).append(known)
    low: list[Fraction] = []
    high: list[Fraction] = []
    for chosen in product((False, True), repeat=len(perhaps)):
        spans = [*sure, *(span for span, taken in zip(perhaps, chosen, strict=True) if taken)]
        low.append(sum(sorted((span[0] for span in spans), reverse=True)[: quantity.best], ZERO))  # type: ignore[type-var]
        high.append(sum(sorted((span[1] for span in spans), reverse=True)[: quantity.best], ZERO))  # type: ignore[type-var]
    return min(low), max(high)


def _share(world: "World", quantity: Any, subject: Subject) -> Span:
    """Part over whole, rounded once; where the whole may be nothing the share may have no value at all."""
    part, whole = (_known(name, world, subject) for name in (quantity.share, quantity.of))
    if quantity.of_nothing is not None and (whole[0] is None or whole[0] <= 0):
        if whole[0] is None or whole[0] != whole[1]:
            raise NotToldError
        return quantity.of_nothing, quantity.of_nothing
    if whole[0] is None or whole[0] <= 0:
        return UNKNOWN
    if part[0] is not None and part[0] < 0 and (part[0] != part[1] or whole[0] != whole[1]):
        raise NotToldError
    least = ZERO if part[0] is None or whole[1] is None else part[0] / whole[1]
    most = None if part[1] is None else part[1] / whole[0]
    return tuple(None if b is None else rounded(b, quantity.places, quantity.rounding) for b in (least, most))  # type: ignore[return-value]


def _known(name: Any, world: "World", subject: Subject) -> Span:
    """The part or the whole of a share."""
    if isinstance(name, Fraction):
        return name, name
    if name in world.plan.derived:
        return world.span(name, subject)
    value = subject.answer(name)
    return UNKNOWN if value is None else (Fraction(value), Fraction(value))


OLD: Mapping[str, Callable[["World", Any, Subject], Span]] = {
    "count": _tallied,
    "sum": _tallied,
    "share": _share,
    "months_since": _months_since,
    "days_since": _days_since,
    "lacking": _lacking,
}
"""Kinds of which bounds are told when something is missing."""
