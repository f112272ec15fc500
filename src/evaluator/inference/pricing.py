"""What events are worth by a table of prices: the events that count, then matters or repeats, then the cap."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import prod
from typing import Any

from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.arithmetic import MOST_PLACES, stepped
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, bounded, counts, dated_column, days_of
from evaluator.language.derived_from_rows import Priced
from evaluator.language.fields import Asking
from evaluator.language.plan import Plan

Period = tuple[int, ...]
Part = tuple[Period | None, int]
"""What is earned in one calendar period; None: in some period, not known which."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Event:
    """An event that counts or may count: its lowest and highest price, its day, and its matter or what may repeat.

    `group` is None where that is not known; `period` is that of the cap, None where the day is not known. `keys` are
    what its price goes by.
    """

    sure: bool
    low: int
    high: int
    day: date | None
    group: Any
    period: Period | None
    keys: tuple[Any, ...] = ()


def events_priced(
    quantity: Priced, plan: Plan, answers: Sequence[list[EventRow] | None], columns: Columns, judge: Judge
) -> tuple[list[list[Event]], int]:
    """The events of each subject that count or may, their prices in units of the last of so many decimals."""
    places = _places(quantity)
    table = Table.of(plan.fields[quantity.base], answers, columns)
    return _events(quantity, table, plan, judge, 10**places), places


def priced(quantity: Priced, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """The least and most that the events of each subject come to."""
    answers = evidence.answers[quantity.base]
    found, places = events_priced(quantity, plan, answers, columns, judge)
    unit = 10**places
    times = Fraction(1) if quantity.repeats is None else quantity.repeats.times
    cap = None if quantity.cap is None else int(quantity.cap * unit)
    least: list[int | None] = []
    most: list[int | None] = []
    limit = Limit(quantity.best, cap)
    for events, answered in zip(found, answers, strict=True):
        if answered is None:
            least.append(0)
            most.append(_most_of_any(quantity, limit, unit) if quantity.per is None else None)
        elif quantity.same_matter is not None:
            least.append(_least_of_matters(events, limit, by_period=quantity.per is not None))
            most.append(_limited(_most_of_matters(events), limit))
        else:
            least.append(_limited(_least_of_repeats(events, times), limit))
            most.append(_limited(_most_of_repeats(events, times), limit))
    return bounded((least, most), places)


def _most_of_any(quantity: Priced, limit: "Limit", unit: int) -> int | None:
    """The most that events nobody told of may come to."""
    if limit.best is None:
        return limit.cap
    dearest = max([*_cells(quantity.prices), *(step.value for step in quantity.values)])
    times = [max(more.times, Fraction(1)) for more in quantity.multiplied]
    times += [] if quantity.repeats is None else [quantity.repeats.times]
    most = int(prod(times, start=dearest) * unit) * limit.best
    return most if limit.cap is None else min(most, limit.cap)


def _cells(prices: Mapping[str, Any]) -> Iterable[Fraction]:
    for cell in prices.values():
        yield from _cells(cell) if isinstance(cell, Mapping) else (cell,)


def _places(quantity: Priced) -> int:
    """Decimals enough for every price, also when it is repeated, and for the cap."""
    times = Fraction(1) if quantity.repeats is None else quantity.repeats.times
    prices = [*_cells(quantity.prices), *(step.value for step in quantity.values)]
    for more in quantity.multiplied:
        prices += [price * more.times for price in prices]
    exact = [amount for price in prices for amount in (price, price * times)]
    exact += [] if quantity.cap is None else [quantity.cap]
    places = 0
    while places < MOST_PLACES and any((amount * 10**places).denominator != 1 for amount in exact):
        places += 1
    return places


def _span(quantity: Priced, field: Asking, key: Sequence[Any]) -> tuple[Fraction, Fraction]:
    """The lowest and highest price an event with these keys may have."""
    if quantity.values:
        unit = 10 ** field.columns[quantity.by[0]].places
        value = None if key[0] is None else Fraction(key[0], unit)
        return stepped(quantity.values, [(value, value)])
    prices = _fitting(quantity.prices, key)
    return min(prices), max(prices)


def _multiplied(quantity: Priced, table: Table, judge: Judge) -> list[tuple[Fraction, Fraction]]:
    """By how much each event's price is multiplied, at least and at most."""
    found = [(Fraction(1), Fraction(1))] * len(table.rows)
    for more in quantity.multiplied:
        times, once = more.times, Fraction(1)
        factors = {TRUE: (times, times), FALSE: (once, once), MISSING: (min(times, once), max(times, once))}
        truths = table.judged(more.when, judge).tolist()
        spans = [factors[truth] for truth in truths]
        found = [(low * less, high * over) for (low, high), (less, over) in zip(found, spans, strict=True)]
    return found


def _fitting(prices: Mapping[str, Any], keys: Sequence[str | None]) -> list[Fraction]:
    """The prices of the cells that may be meant: one where every key is known."""
    cells = list(prices.values()) if keys[0] is None else [prices[keys[0]]]
    return cells if len(keys) == 1 else [price for row in cells for price in _fitting(row, keys[1:])]


def _events(quantity: Priced, table: Table, plan: Plan, judge: Judge, unit: int) -> list[list[Event]]:
    """The events of each subject that count or may."""
    found: list[list[Event]] = [[] for _ in table.answered]
    keys = zip(*(table.column(name) for name in quantity.by), strict=True)
    asked = plan.fields[quantity.base]
    days = days_of(table, dated_column(quantity, asked))
    named = quantity.same_matter or (None if quantity.repeats is None else quantity.repeats.of)
    groups: list[Any] = [None] * len(table.rows) if named is None else table.column(named)
    if named is None:
        groups = list(range(len(table.rows)))  # each event a matter of its own
    truths = counts(quantity, table, plan, judge).tolist()
    factors = _multiplied(quantity, table, judge)
    rows = zip(table.owners.tolist(), keys, days, groups, truths, factors, strict=True)
    for owner, key, day, group, truth, (less, over) in rows:
        if truth != FALSE:
            low, high = _span(quantity, asked, key)
            period = _period(quantity, day)
            event = Event(truth == TRUE, int(low * less * unit), int(high * over * unit), day, group, period, key)
            found[owner].append(event)
    return found


def _period(quantity: Priced, day: date | None) -> Period | None:
    """The calendar period whose cap an event comes under; without one, all come under the same."""
    if quantity.per is None:
        return ()
    return None if day is None else (day.year, (day.month - 1) // _MONTHS[quantity.per])


@dataclass(frozen=True)
class Limit:
    """What limits each period: how many events count, the dearest, and what they may come to."""

    best: int | None
    cap: int | None

    def of(self, amounts: Iterable[int]) -> int:
        """What events of one period come to."""
        counted = sum(sorted(amounts, reverse=True)[: self.best])
        return counted if self.cap is None else min(counted, self.cap)


def _limited(parts: Iterable[Part], limit: Limit) -> int:
    """The sum of what each period comes to within its limit; each part of an unknown period has a limit of its own."""
    by_period: dict[Period, list[int]] = defaultdict(list)
    alone = []
    for period, amount in parts:
        if period is None:
            alone.append([amount])
        else:
            by_period[period].append(amount)
    return sum(limit.of(amounts) for amounts in (*by_period.values(), *alone))


# Repeats. More events, higher prices, or two values that turn out to be one never make a period's amount less, so the
# least is that of the sure events alone; the most takes every event for one that counts.


def _repeated(events: Iterable[Event], price: Callable[[Event], int]) -> Iterable[tuple[Event, bool]]:
    """Events of known values with whether each is the first of its value; on one day the dearest is."""
    seen = set()
    for event in sorted(events, key=lambda event: (event.day or date.min, -price(event))):
        yield event, event.group not in seen
        seen.add(event.group)


def _least_of_repeats(events: list[Event], times: Fraction) -> list[Part]:
    sure = [event for event in events if event.sure]
    parts = [(event.period, event.low) for event in sure if event.group is None]
    known = [event for event in sure if event.group is not None]
    for event, first in _repeated(known, lambda event: event.low):
        parts.append((event.period, event.low if first else int(event.low * times)))
    return parts


def _most_of_repeats(events: list[Event], times: Fraction) -> list[Part]:
    if times == 1:
        return [(event.period, event.high) for event in events]
    loose = [event for event in events if event.group is None or event.day is None]
    parts = []
    for event in loose:
        later = any(_may_precede(other, event) for other in events if other is not event)
        parts.append((event.period, int(event.high * times) if later else event.high))
    known = [event for event in events if event.group is not None and event.day is not None]
    for event, first in _repeated(known, lambda event: event.high):
        later = not first or any(_may_precede(other, event) for other in loose)
        parts.append((event.period, int(event.high * times) if later else event.high))
    return parts


def _may_precede(one: Event, other: Event) -> bool:
    """Whether one event may be an earlier event of the same value as another."""
    same = one.group is None or other.group is None or one.group == other.group
    return same and (one.day is None or other.day is None or one.day <= other.day)


# Matters. An event whose matter is not known may be one of its own, or belong to any other: then it may take the place
# of that matter's dearest, and what the matter earns falls into another period.


def _matters(events: list[Event]) -> tuple[dict[Any, list[Event]], list[Event]]:
    """Events by their matter, and those whose matter is not known."""
    known: dict[Any, list[Event]] = defaultdict(list)
    for event in events:
        if event.group is not None:
            known[event.group].append(event)
    return known, [event for event in events if event.group is None]


def _where_dearest(mine: list[Event], strays: list[Event]) -> tuple[Period | None, bool]:
    """The period of a matter's dearest event, if there is only one in which it can be."""
    periods = {event.period for event in (*mine, *strays) if not any(_displaces(sure, event) for sure in mine)}
    only = next(iter(periods)) if len(periods) == 1 else None
    return only, only is not None


def _displaces(one: Event, other: Event) -> bool:
    """Whether an event surely counts instead of another of its matter: dearer, or as dear and earlier."""
    if not one.sure or one is other:
        return False
    earlier = one.day is not None and other.day is not None and one.day < other.day
    return one.low > other.high or (one.low == other.high and earlier)


def _least_of_matters(events: list[Event], limit: Limit, *, by_period: bool) -> int:
    matters, strays = _matters(events)
    parts: list[Part] = []
    for mine in matters.values():
        worth = max((event.low for event in mine if event.sure), default=0)
        period, settled = _where_dearest(mine, strays)
        parts += [(period, worth)] if settled else []
    dearest = max((event.low for event in events if event.sure), default=0)
    if by_period:
        return max(_limited(parts, limit), _limited([((), dearest)], limit))
    amounts = sorted((amount for _, amount in parts), reverse=True)
    amounts[:1] = [max([dearest, *amounts[:1]])]  # a stray that takes the dearest matter's place
    return limit.of(amounts)


def _most_of_matters(events: list[Event]) -> list[Part]:
    matters, strays = _matters(events)
    parts: list[Part] = [(event.period, event.high) for event in strays]
    for mine in matters.values():
        period, _ = _where_dearest(mine, strays)
        parts.append((period, max(event.high for event in mine)))
    return parts
