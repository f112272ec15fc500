"""Derived quantities: counts, sums, shares, time since. Each a pair of bounds, from the answers and what is missing."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.exact import scaled
from evaluator.inference.columns import Columns, Quantity, series
from evaluator.inference.conclude import Judge
from evaluator.inference.events import bounded, events_outside
from evaluator.inference.from_events import of_events
from evaluator.inference.periods import months_between
from evaluator.language.derived import CountOf, DaysSince, Lacking, MonthsSince, Periods, Priced, ShareOf, Steps, SumOf
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


def derive(plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> tuple[Columns, list[Problem]]:
    """The columns with every derived quantity added; shares last, since they may rest on counts and sums."""
    problems: list[Problem] = []
    made: dict[str, Quantity] = {}
    for name, quantity in plan.derived.items():
        match quantity:
            case ShareOf():
                made[name] = _share(name, quantity, columns.with_quantities(made), evidence, problems)
            case MonthsSince() | DaysSince():
                made[name] = _since(quantity, evidence.answers[quantity.base], plan.as_of)
            case CountOf() | SumOf() | Lacking() | Periods() | Priced() | Steps() if quantity.base in plan.fields:
                made[name] = of_events(quantity, plan, evidence, judge)
    problems += events_outside(plan, evidence)
    return columns.with_quantities(made), problems


def _since(quantity: MonthsSince | DaysSince, days: Sequence[date | None], as_of: date) -> Quantity:
    def passed(day: date) -> int:
        return months_between(day, as_of) if isinstance(quantity, MonthsSince) else (as_of - day).days

    known = [None if day is None else passed(day) for day in days]
    return bounded((known, known))


def _share(name: str, quantity: ShareOf, columns: Columns, evidence: Evidence, problems: list[Problem]) -> Quantity:
    """Part ÷ whole, rounded once. Nothing shared out of nothing has no value: it is missing, and said."""
    part, whole = columns.quantities[quantity.base], columns.quantities[quantity.of]
    factor = Fraction(10**whole.places, 10**part.places)

    def divided(top: int | None, bottom: int | None) -> int | None:
        if top is None or bottom is None:
            return None
        return scaled(Fraction(top, bottom) * factor, quantity.places, quantity.rounding)

    pairs = zip(*(bound.to_list() for bound in (part.least, part.most, whole.least, whole.most)), strict=True)
    least: list[int | None] = []
    most: list[int | None] = []
    for row, (part_least, part_most, whole_least, whole_most) in enumerate(pairs):
        if whole_least == whole_most == 0:
            place = evidence.place(row, quantity.of)
            problems.append(problem("share-of-nothing", place, subject=evidence.ids[row], found=name))
        if not whole_least:  # unknown, or perhaps nothing, out of which there is no share
            least.append(None)
            most.append(None)
        else:
            least.append(divided(part_least, whole_most) or 0)  # neither part nor whole can be negative
            most.append(divided(part_most, whole_least))
    return bounded((least, most), quantity.places)
