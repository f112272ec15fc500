"""In how many calendar periods a condition on the events of the period holds, or how many in a row."""

from collections.abc import Sequence

import numpy as np

from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.amounts import by_period
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, bounded
from evaluator.language.derived_from_rows import Periods
from evaluator.language.plan import Plan


def periods_held(quantity: Periods, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """At least the periods in which the condition surely holds, at most also those in which it may."""
    truths = truths_by_period(quantity, plan, evidence.answers[quantity.base], columns, judge)
    taken = _number if quantity.take == "number" else _longest_run
    return bounded((taken(truths == TRUE), taken(truths != FALSE)))


def truths_by_period(
    quantity: Periods, plan: Plan, answers: Sequence[list[EventRow] | None], columns: Columns, judge: Judge
) -> "np.typing.NDArray[np.uint8]":
    """Whether the condition holds: a row for each subject, a column for each whole period of the season."""
    seen, periods = seen_by_period(quantity, plan, answers, columns, judge)
    if not seen.height:
        return np.zeros((len(answers), periods), np.uint8)
    return judge.judge(quantity.when, seen).conclusion.reshape(len(answers), periods)


def seen_by_period(
    quantity: Periods, plan: Plan, answers: Sequence[list[EventRow] | None], columns: Columns, judge: Judge
) -> tuple[Columns, int]:
    """What the condition sees of each whole period of each subject, and how many periods there are."""
    table = Table.of(plan.fields[quantity.base], answers, columns)
    cells, periods = by_period(quantity, table, plan, judge)
    if not periods or not len(answers):
        return Columns(0), periods
    seen = {
        name: bounded(cells.sum(column, table.column(name)), column.places)
        for name, column in table.columns.items()
        if column.type in ("integer", "decimal")
    }
    seen["count"] = bounded(cells.count())
    return Columns(len(cells.known), quantities=seen), periods


def _number(held: "np.typing.NDArray[np.bool_]") -> list[int | None]:
    return [int(number) for number in held.sum(axis=1)]


def _longest_run(held: "np.typing.NDArray[np.bool_]") -> list[int | None]:
    run = longest = np.zeros(len(held), np.int64)
    for period in held.T:
        run = (run + 1) * period
        longest = np.maximum(longest, run)
    return [int(number) for number in longest]
