"""How many events in a row hold a condition, in the order of their day.

Whatever is taken, an event that holds the condition makes it no less than if the event were not there, and one that
does not hold it no more. So the least is that of every event at its worst, the most that of every event at its best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, bounded, counts, dated_column, days_of
from evaluator.language.derived_from_rows import Sequenced
from evaluator.language.plan import Plan


@dataclass(frozen=True)
class Link:
    """An event of a sequence: its day, whether it surely counts, and whether it holds the condition."""

    day: date | None
    sure: bool
    truth: int


def in_a_row(quantity: Sequenced, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """The least and most events in a row that hold the condition."""
    answers = evidence.answers[quantity.base]
    found = sequences(quantity, plan, answers, columns, judge)
    least: list[int | None] = [_least(quantity, links) for links in found]
    most: list[int | None] = [
        quantity.window if answered is None else _most(quantity, links)
        for links, answered in zip(found, answers, strict=True)
    ]
    return bounded((least, most))


def sequences(
    quantity: Sequenced, plan: Plan, answers: Sequence[list[EventRow] | None], columns: Columns, judge: Judge
) -> list[list[Link]]:
    """The events of each subject that count or may, in order: those without a day first, of one day as written."""
    asked = plan.fields[quantity.base]
    table = Table.of(asked, answers, columns)
    days = days_of(table, dated_column(quantity, asked))
    counted = counts(quantity, table, plan, judge).tolist()
    held = table.judged(quantity.when, judge).tolist()
    found: list[list[Link]] = [[] for _ in answers]
    for owner, day, count, truth in zip(table.owners.tolist(), days, counted, held, strict=True):
        if count != FALSE:
            found[owner].append(Link(day, count == TRUE, truth))
    return [sorted(links, key=lambda link: link.day or date.min) for links in found]


def _least(quantity: Sequenced, links: Sequence[Link]) -> int:
    """Every event that may fail the condition does; one that holds it and need not count does not.

    Each event without a day that may fail stands where it breaks most.
    """
    fails = [link.truth != TRUE for link in links if link.day is not None and (link.sure or link.truth != TRUE)]
    breaks = sum(link.day is None and link.truth != TRUE for link in links)
    runs = runs_of([not fail for fail in fails])
    if quantity.take == "latest_run":
        return 0 if breaks else runs[-1]
    if quantity.take == "longest_run":
        return next(length for length in range(max(runs) + 1) if sum(run // (length + 1) for run in runs) <= breaks)
    held = most_within([not fail for fail in fails], quantity.window or 0)
    return max(held - breaks, min(held, 1))


def _most(quantity: Sequenced, links: Sequence[Link]) -> int:
    """Every event that may hold the condition does; one that fails it and need not count does not.

    All events without a day that may hold it stand together where that is most.
    """
    holds = [link.truth != FALSE for link in links if link.day is not None and (link.sure or link.truth != FALSE)]
    more = sum(link.day is None and link.truth != FALSE for link in links)
    if quantity.take == "latest_run":
        return runs_of(holds)[-1] + more
    if quantity.take == "longest_run":
        return max(runs_of(holds)) + more
    window = quantity.window or 0
    return min(more, window) + most_within(holds, max(window - more, 0))


def runs_of(holds: Sequence[bool]) -> list[int]:
    """The lengths of the runs of events that hold the condition, each up to the next that fails it or to the end."""
    runs = [0]
    for hold in holds:
        if hold:
            runs[-1] += 1
        else:
            runs.append(0)
    return runs


def most_within(holds: Sequence[bool], window: int) -> int:
    """The most events that hold the condition among any so many consecutive ones."""
    return max((sum(holds[start : start + window]) for start in range(len(holds))), default=0)
