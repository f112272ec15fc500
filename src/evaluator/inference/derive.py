"""Derived quantities: counts, sums, shares, time since. Each a pair of bounds, from the answers and what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import EventRow, Evidence
from evaluator.exact import shortest
from evaluator.inference.arithmetic import arithmetic, filled, needed, shared
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity, Truths, series
from evaluator.inference.compare import compared
from evaluator.inference.conclude import Judge
from evaluator.inference.linked import Behind, Ties, keys_of, over_link, tie
from evaluator.inference.lookup import look_up
from evaluator.inference.periods import months_between, whole_periods
from evaluator.inference.reach import Reaches, combined
from evaluator.language.derived import (
    Compared,
    CountOf,
    DaysSince,
    LinkedValue,
    Lookup,
    MonthsSince,
    Sampled,
    ShareOf,
    SumOf,
    Tallied,
)
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import Problem, problem, shown

Bounds = tuple[list[int | None], list[int | None]]


def base_columns(evidence: Evidence, plan: Plan) -> Columns:
    """The submitted answers as columns."""
    answers, quantities = {}, {}
    for name, asked in plan.fields.items():
        column = series(asked.type, evidence.answers[name])
        if asked.type in ("integer", "decimal"):
            unit = 10**asked.places
            lowest = None if asked.minimum is None else int(asked.minimum * unit)
            highest = None if asked.maximum is None else int(asked.maximum * unit)
            quantities[name] = Quantity(column, column, asked.places, lowest, highest)
        else:
            answers[name] = column
    unsettled: dict[str, npt.NDArray[np.bool_]] = {}
    for row, name in evidence.unsettled:
        unsettled.setdefault(name, np.zeros(len(evidence), np.bool_))[row] = True
    return Columns(len(evidence), answers, quantities, {}, unsettled)


def derive(
    plan: Plan, evidence: Evidence, columns: Columns, judge: Judge, behind: Mapping[str, Behind]
) -> tuple[Columns, list[Problem]]:
    """The columns with every derived quantity added, each after those it is computed from."""
    problems: list[Problem] = []
    ties: dict[str, Ties] = {}
    for name, other in behind.items():
        ties[name], unknown = tie(name, plan.links[name].link, evidence, other.evidence)
        problems += unknown
    for name, quantity in plan.derived.items():
        match quantity:
            case CountOf() | SumOf() | LinkedValue() if quantity.base in behind:
                made = over_link(quantity, behind[quantity.base], ties[quantity.base], judge)
            case ShareOf():
                made = _share(quantity, columns, plan)
                problems += _out_of_nothing(name, quantity, columns, evidence)
            case MonthsSince() | DaysSince():
                made = _since(quantity, evidence.answers[quantity.base], plan.as_of)
            case Lookup():
                made = look_up(quantity, columns)
            case Compared():
                made = compared(quantity, columns.quantities[quantity.compared], _groups(quantity, evidence))
            case CountOf() | SumOf():
                made = _of_answers(quantity, plan, evidence, judge)
            case _:
                made = arithmetic(quantity, columns)
        columns = columns.with_quantities({name: made})
        if isinstance(quantity, Sampled):
            problems += _too_few(name, quantity, columns, evidence)
    problems += _outside(plan, evidence)
    return columns, problems


def _groups(quantity: Compared, evidence: Evidence) -> Sequence[str | None]:
    """The group each subject is compared within; None where it is not known."""
    return [""] * len(evidence) if quantity.within is None else keys_of(quantity.within, evidence)


def _too_few(name: str, quantity: Sampled, columns: Columns, evidence: Evidence) -> Iterator[Problem]:
    """Subjects of whose population too few were inspected, so that the number does not count."""
    inspected, population = (Reaches(columns.quantities[part]) for part in (quantity.inspected, quantity.population))
    for row in range(columns.height):
        (found, _), (size, most) = inspected.at(row), population.at(row)
        if found is None or size is None or size != most or found >= needed(quantity.sizes, size):
            continue
        details = {"found": shortest(found), "expected": needed(quantity.sizes, size), "name": name}
        place = evidence.place(row, quantity.inspected)
        yield problem("sample-too-small", place, subject=evidence.ids[row], **details)


def _quantity(bounds: Bounds, places: int = 0) -> Quantity:
    return Quantity(series("integer", bounds[0]), series("integer", bounds[1]), places)


def _since(quantity: MonthsSince | DaysSince, days: Sequence[date | None], as_of: date) -> Quantity:
    def passed(day: date) -> int:
        return months_between(day, as_of) if isinstance(quantity, MonthsSince) else (as_of - day).days

    known = [None if day is None else passed(day) for day in days]
    return _quantity((known, known))


def _of_answers(quantity: CountOf | SumOf, plan: Plan, evidence: Evidence, judge: Judge) -> Quantity:
    asked, answers = plan.fields[quantity.base], evidence.answers[quantity.base]
    if asked.type == "choices":
        lengths: list[int | None] = [None if chosen is None else len(chosen) for chosen in answers]
        all_of = len(asked.choices)
        return _quantity(([0 if n is None else n for n in lengths], [all_of if n is None else n for n in lengths]))
    table = Table.of(asked, answers)
    within = dates_within(table, dated_column(quantity, asked), plan.scheme.period.start, plan.last_day)
    counted = both(within, holds(quantity, table, judge))
    places = asked.columns[quantity.of].places if isinstance(quantity, SumOf) else 0
    if quantity.per is None:
        return _quantity(_amounts(quantity, table, counted, asked), places)
    spans = whole_periods(plan.scheme.period.start, plan.last_day, quantity.per)
    by_span = [
        _amounts(quantity, table, both(counted, dates_within(table, dated_column(quantity, asked), *span)), asked)
        for span in spans
    ]
    take = min if quantity.take == "fewest" else max
    nothing: list[int | None] = [None] * len(evidence)
    if not by_span:
        return _quantity((nothing, nothing), places)
    least = [_taken(take, bounds, quantity.take == "fewest") for bounds in zip(*(b[0] for b in by_span), strict=True)]
    most = [_taken(take, bounds, quantity.take == "most") for bounds in zip(*(b[1] for b in by_span), strict=True)]
    return _quantity((least, most), places)


def _taken(take: Any, bounds: Iterable[int | None], strict: bool) -> int | None:
    """The fewest or most of several bounds, where None is unbounded: it wins when `strict`, else it gives way."""
    known = list(bounds)
    if any(bound is None for bound in known) and (strict or all(bound is None for bound in known)):
        return None
    found: int = take(bound for bound in known if bound is not None)
    return found


@dataclass(frozen=True)
class Table:
    """The rows of an events field of all subjects, flattened: whose each is, and its columns."""

    owners: npt.NDArray[np.int64]
    rows: list[EventRow]
    columns: dict[str, Column]
    answered: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, asked: Asking, answers: Sequence[list[EventRow] | None]) -> "Table":
        owners = [owner for owner, rows in enumerate(answers) for _ in rows or ()]
        flat = [row for rows in answers for row in rows or ()]
        answered = np.array([rows is not None for rows in answers], np.bool_)
        return cls(np.array(owners, np.int64), flat, asked.columns, answered)

    def column(self, name: str) -> list[Any]:
        index = list(self.columns).index(name)
        return [row.values[index] for row in self.rows]

    def as_columns(self) -> Columns:
        answers, quantities = {}, {}
        for name, column in self.columns.items():
            values = series(column.type, self.column(name))
            if column.type in ("integer", "decimal"):
                quantities[name] = Quantity(values, values, column.places)
            else:
                answers[name] = values
        return Columns(len(self.rows), answers, quantities)


def dated_column(quantity: Tallied, asked: Asking) -> str | None:
    """The column that dates an event: the one named, or the only date there is."""
    return quantity.dated or next((name for name, column in asked.columns.items() if column.type == "date"), None)


def dates_within(table: Table, dated: str | None, start: date, end: date) -> Truths:
    """Whether each event lies within two days; without a date column, every event does."""
    if dated is None:
        return np.full(len(table.rows), TRUE, np.uint8)
    days = table.column(dated)
    return np.array([MISSING if d is None else TRUE if start <= d <= end else FALSE for d in days], np.uint8)


def holds(quantity: Tallied, table: Table, judge: Judge) -> Truths:
    """Whether each event meets the quantity's own condition."""
    if quantity.where is None:
        return np.full(len(table.rows), TRUE, np.uint8)
    return judge.judge(quantity.where, table.as_columns()).conclusion


def both(one: Truths, other: Truths) -> Truths:
    """Three-valued `and` of two columns already concluded."""
    false = (one == FALSE) | (other == FALSE)
    return np.where(false, FALSE, np.where((one == TRUE) & (other == TRUE), TRUE, MISSING)).astype(np.uint8)


def _amounts(quantity: CountOf | SumOf, table: Table, counted: Truths, asked: Asking) -> Bounds:
    """Least and most count or sum by subject. A table not answered may hold anything its columns allow."""
    size = len(table.answered)
    if isinstance(quantity, CountOf):
        sure = np.bincount(table.owners[counted == TRUE], minlength=size)
        possible = np.bincount(table.owners[counted != FALSE], minlength=size)
        least: list[int | None] = [int(n) for n in sure]
        most: list[int | None] = [int(n) if ok else None for n, ok in zip(possible, table.answered, strict=True)]
        return least, most
    column = asked.columns[quantity.of]
    unit = 10**column.places
    lowest = None if column.minimum is None else int(column.minimum * unit)
    highest = None if column.maximum is None else int(column.maximum * unit)
    low: list[int | None] = [0] * size
    high: list[int | None] = [0] * size
    for owner, value, truth in zip(table.owners, table.column(quantity.of), counted, strict=True):
        if truth == FALSE:
            continue
        down, up = (lowest, highest) if value is None else (value, value)
        if truth == MISSING:
            down, up = (None if down is None else min(0, down)), (None if up is None else max(0, up))
        low[owner] = _plus(low[owner], down)
        high[owner] = _plus(high[owner], up)
    for owner, answered in enumerate(table.answered):
        if not answered:
            low[owner] = 0 if lowest is not None and lowest >= 0 else None
            high[owner] = 0 if highest is not None and highest <= 0 else None
    return low, high


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _share(quantity: ShareOf, columns: Columns, plan: Plan) -> Quantity:
    """Part ÷ whole, rounded once; a field of which there may be a share is never negative."""
    known = {name: replace(columns.quantities[name], lowest=None, highest=None) for name in quantity.needs}
    if quantity.share in plan.fields:
        known[str(quantity.share)] = replace(known[str(quantity.share)], lowest=0)
    function = partial(shared, quantity.of_nothing)
    written = (quantity.share, quantity.of)
    return combined(
        list(known.values()),
        columns.height,
        lambda parts: function(filled(written, dict(zip(known, parts, strict=True)))),
        quantity.places,
        quantity.rounding,
    )


def _out_of_nothing(name: str, quantity: ShareOf, columns: Columns, evidence: Evidence) -> Iterator[Problem]:
    """Subjects with nothing, or less, out of which a share could be."""
    if quantity.of_nothing is not None or not isinstance(quantity.of, str):
        return
    whole = columns.quantities[quantity.of].most.fill_null(1).to_numpy()
    for row in np.flatnonzero(whole <= 0):
        place = evidence.place(int(row), quantity.of)
        yield problem("share-of-nothing", place, subject=evidence.ids[row], found=name)


def _outside(plan: Plan, evidence: Evidence) -> list[Problem]:
    """Events of counted tables that lie outside the season: listed, not counted."""
    found: list[Problem] = []
    start, end = plan.scheme.period.start, plan.last_day
    seen = set()
    for quantity in plan.derived.values():
        asked = plan.fields.get(quantity.base)
        if asked is None or asked.type != "events" or not isinstance(quantity, Tallied):
            continue
        dated = dated_column(quantity, asked)
        if dated is None or (quantity.base, dated) in seen:
            continue
        seen.add((quantity.base, dated))
        index = list(asked.columns).index(dated)
        for row, events in enumerate(evidence.answers[quantity.base]):
            for event in events or ():
                day = event.values[index]
                if day is not None and not start <= day <= end:
                    details = {"found": day, "expected": f"{shown(start)} – {shown(end)}", "field": quantity.base}
                    found.append(problem("event-outside-period", event.place, subject=evidence.ids[row], **details))
    return found
