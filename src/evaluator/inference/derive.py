"""Derived quantities: counts, sums, shares, time since. Each a pair of bounds, from the answers and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.exact import shortest
from evaluator.inference.arithmetic import arithmetic, filled, needed, shared
from evaluator.inference.columns import Columns, Quantity, series
from evaluator.inference.compare import compared
from evaluator.inference.conclude import Judge
from evaluator.inference.events import bounded, events_outside
from evaluator.inference.from_events import FromEvents, of_events
from evaluator.inference.linked import Behind, Ties, keys_of, over_link, tie
from evaluator.inference.lookup import look_up
from evaluator.inference.periods import months_between
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
)
from evaluator.language.plan import Plan
from evaluator.problems import Problem, problem


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
            case _ if isinstance(quantity, FromEvents):
                made = of_events(quantity, plan, evidence, columns, judge)
            case _:
                made = arithmetic(quantity, columns)
        columns = columns.with_quantities({name: made})
        if isinstance(quantity, Sampled):
            problems += _too_few(name, quantity, columns, evidence)
    problems += events_outside(plan, evidence)
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


def _since(quantity: MonthsSince | DaysSince, days: Sequence[date | None], as_of: date) -> Quantity:
    def passed(day: date) -> int:
        return months_between(day, as_of) if isinstance(quantity, MonthsSince) else (as_of - day).days

    known = [None if day is None else passed(day) for day in days]
    return bounded((known, known))


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
