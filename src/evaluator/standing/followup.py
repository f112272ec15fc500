"""Follow-up after an interview: what was owed in each calendar month, and what is owed over the whole term."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity, series
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table, both, dated_column, dates_within, holds
from evaluator.inference.periods import months_after
from evaluator.language.conditions import Condition
from evaluator.language.plan import Plan
from evaluator.language.scheme import FollowUp

Kept = Literal["kept", "missed", "unknown", "due"]


@dataclass(frozen=True)
class Month:
    """One month of the term: what was counted in it, and whether what is owed was done. `due`: not over yet."""

    month: str
    counts: Mapping[str, int]
    state: Kept


@dataclass(frozen=True)
class FollowedUp:
    """The term after one subject's interview."""

    since: date
    months: tuple[Month, ...]
    counts: Mapping[str, int]
    overall: Kept | None


def follow_up(
    plan: Plan, evidence: Evidence, columns: Columns, judge: Judge, talked: Mapping[int, date]
) -> dict[int, FollowedUp]:
    """The months after each interview's month, up to the evaluation's date, whatever the season's period.

    An interview is one that the evidence names, or one that was `talked` of on record. Each subject has one term: that
    of the latest by the evaluation's day, so that nothing is counted in two.
    """
    term = plan.scheme.follow_up
    if term is None:
        return {}
    starts = {
        row: _latest((since, talked.get(row)), plan.as_of) for row, since in enumerate(evidence.answers[term.since])
    }
    began = {row: since for row, since in starts.items() if since is not None}
    owed = {row: months_after(since, term.months) for row, since in began.items()}
    spans = [(row, *span) for row, months in owed.items() for span in months]
    terms = [(row, months[0][0], months[-1][1]) for row, months in owed.items() if months]
    monthly = _judged(plan, term, term.monthly, evidence, columns, spans, judge)
    overall = _judged(plan, term, term.overall, evidence, columns, terms, judge)
    found = {}
    for (row, months), whole in zip(owed.items(), overall, strict=True):
        since = began[row]
        mine = [monthly.pop(0) for _ in months]
        found[row] = FollowedUp(
            since,
            tuple(
                Month(start.strftime("%Y-%m"), counts, _state(kept, end, plan.as_of))
                for (start, end), (counts, kept) in zip(months, mine, strict=True)
            ),
            whole[0],
            _state(whole[1], months[-1][1], plan.as_of) if term.overall is not None else None,
        )
    return found


def _latest(days: Iterable[date | None], as_of: date) -> date | None:
    """The latest of some days that is not after the evaluation's."""
    return max((day for day in days if day is not None and day <= as_of), default=None)


def _state(kept: int, end: date, as_of: date) -> Kept:
    """A duty done is kept at once; one not done is missed only when its time is over."""
    if kept == TRUE:
        return "kept"
    if end > as_of:
        return "due"
    return "missed" if kept == FALSE else "unknown"


def _judged(
    plan: Plan,
    term: FollowUp,
    condition: Condition | None,
    evidence: Evidence,
    columns: Columns,
    spans: list[tuple[int, date, date]],
    judge: Judge,
) -> list[tuple[dict[str, int], int]]:
    """What was counted in each span, and whether the condition on the counts holds."""
    quantities = {}
    for name, counted in term.counts.items():
        asked = plan.fields[counted.base]
        owners = [row for row, _, _ in spans]
        answers = [evidence.answers[counted.base][row] for row in owners]
        table = Table.of(asked, answers, columns.of_rows(owners, counted.named_by_rows))
        true = holds(counted, table, judge)
        dated = dated_column(counted, asked)
        least, most = [], []
        for number, (_, start, end) in enumerate(spans):
            inside = both(true, dates_within(table, dated, start, min(end, plan.as_of)))
            mine = inside[table.owners == number]
            least.append(int(np.count_nonzero(mine == TRUE)))
            most.append(int(np.count_nonzero(mine != FALSE)) if table.answered[number] else None)
        quantities[name] = Quantity(series("integer", least), series("integer", most))
    counts = [{name: int(made.least[i]) for name, made in quantities.items()} for i in range(len(spans))]
    if condition is None:
        return [(count, MISSING) for count in counts]
    conclusion = judge.judge(condition, Columns(len(spans), quantities=quantities)).conclusion
    return list(zip(counts, (int(kept) for kept in conclusion), strict=True))
