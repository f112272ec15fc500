"""Derived quantities: counts, sums, shares, time since. Each a pair of bounds, from the answers and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.exact import shortest
from evaluator.inference.arithmetic import arithmetic, filled, needed, shared
from evaluator.inference.by_condition import by_condition
from evaluator.inference.columns import Columns, Quantity, series
from evaluator.inference.compare import compared
from evaluator.inference.conclude import Judge
from evaluator.inference.events import bounded, events_outside
from evaluator.inference.from_events import FromEvents, of_events
from evaluator.inference.linked import Behind, Ties, keys_of, over_link, tie
from evaluator.inference.lookup import look_up
from evaluator.inference.periods import months_between
from evaluator.inference.reach import Reaches, combined
from evaluator.language.derived_from_answers import DaysSince, Lookup, MonthsSince
from evaluator.language.derived_from_numbers import Sampled, ShareOf
from evaluator.language.derived_from_others import ByCondition, Compared, LinkedValue
from evaluator.language.derived_from_rows import CountOf, SumOf
from evaluator.language.plan import Plan
from evaluator.language.quantity import Derived
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


@dataclass(frozen=True)
class Deriver:
    """Derives quantities one at a time, from the columns that are there when one is asked for."""

    plan: Plan
    evidence: Evidence
    judge: Judge
    behind: Mapping[str, Behind]
    ties: Mapping[str, Ties]

    def derive(self, quantity: Derived, columns: Columns) -> Quantity:
        """A quantity for all subjects; everything it is computed from is among the columns."""
        match quantity:
            case CountOf() | SumOf() | LinkedValue() if quantity.base in self.behind:
                return over_link(quantity, self.behind[quantity.base], self.ties[quantity.base], self.judge)
            case ShareOf():
                return _share(quantity, columns, self.plan)
            case MonthsSince() | DaysSince():
                return _since(quantity, self.evidence.answers[quantity.base], self.plan.as_of)
            case Lookup():
                return look_up(quantity, columns)
            case Compared():
                base = columns.quantities[quantity.compared]
                return compared(quantity, base, _groups(quantity, self.evidence))
            case ByCondition():
                return by_condition(quantity, columns, self.judge)
            case _ if isinstance(quantity, FromEvents):
                return of_events(quantity, self.plan, self.evidence, columns, self.judge)
            case _:
                return arithmetic(quantity, columns)

    def problems(self, columns: Columns) -> Iterator[Problem]:
        """What is wrong with some subjects' numbers, once every quantity is among the columns."""
        for name, quantity in self.plan.derived.items():
            if isinstance(quantity, ShareOf):
                yield from _out_of_nothing(name, quantity, columns, self.evidence)
            elif isinstance(quantity, Sampled):
                yield from _too_few(name, quantity, columns, self.evidence)
        yield from events_outside(self.plan, self.evidence)


def deriver(
    plan: Plan, evidence: Evidence, judge: Judge, behind: Mapping[str, Behind]
) -> tuple[Deriver, list[Problem]]:
    """What derives the quantities of a plan, and the links of the evidence that lead to nobody."""
    problems: list[Problem] = []
    ties: dict[str, Ties] = {}
    for name, other in behind.items():
        ties[name], unknown = tie(name, plan.links[name].link, evidence, other.evidence)
        problems += unknown
    return Deriver(plan, evidence, judge, behind, ties), problems


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
    whole = columns.quantities[quantity.of].bounds[1].filled(1)
    for row in np.flatnonzero(whole <= 0).tolist():
        place = evidence.place(row, quantity.of)
        yield problem("share-of-nothing", place, subject=evidence.ids[row], found=name)
