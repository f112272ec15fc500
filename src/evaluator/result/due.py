"""What is due next: the periods that begin after the evaluation's day, and the terms that end then."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from evaluator.inference.periods import months_after
from evaluator.language.conditions import tests_in
from evaluator.language.derived_from_rows import Periods, Tallied
from evaluator.language.plan import conditions_of
from evaluator.result.model import Result
from evaluator.result.part import Part
from evaluator.standing.season import Season


class Due(Part):
    """Something owed by a day: by so many subjects, for what reason."""

    kind: Literal["month", "quarter", "put-right", "follow-up"]
    title: str
    by: str
    subjects: int


def dues(result: Result, judged: Season) -> Iterator[Due]:
    """What subjects of a scheme owe next, soonest first."""
    found = [*_periods(result, judged), *_put_right(result), *_follow_up(result)]
    yield from sorted(found, key=lambda one: (one.by, one.kind, one.title))


def _periods(result: Result, judged: Season) -> Iterator[Due]:
    """Criteria that count by month or quarter: the next one is due by its last day."""
    plan = judged.plan
    for line in plan.sheet:
        used = {test.column for condition in conditions_of(line) for test in tests_in(condition)}
        used |= {entry.measured for entry in line.entries if entry.measured}
        used |= set(line.proportional.numbers) if line.proportional else set()
        per = {quantity.per for name in used if isinstance(quantity := plan.derived.get(name), (Tallied, Periods))}
        kind = next((one for one in ("month", "quarter") if one in per), None)
        if kind is not None:
            yield Due(
                kind=kind, title=line.title[result.lang], by=_end(plan.as_of, kind), subjects=len(judged.evidence)
            )


def _end(as_of: date, kind: Literal["month", "quarter"]) -> str:
    """The last day of the month or quarter that the day after the evaluation's lies in."""
    day = as_of + timedelta(days=1)
    months = 0 if kind == "month" else 2 - (day.month - 1) % 3
    before = day.replace(day=1) - timedelta(days=1)
    return months_after(before, months + 1)[-1][1].isoformat()


def _put_right(result: Result) -> Iterator[Due]:
    """Terms for putting right what is lacking."""
    by = Counter(one.put_right_by for one in result.subjects or () if one.put_right_by)
    for day, count in by.items():
        yield Due(kind="put-right", title="", by=day, subjects=count)


def _follow_up(result: Result) -> Iterator[Due]:
    """The next month of each follow-up that goes on."""
    found: Counter[str] = Counter()
    for one in result.subjects or ():
        months = one.follow_up.months if one.follow_up else ()
        due = next((month.month for month in months if month.state == "due"), None)
        if due is not None:
            found[due] += 1
    for month, count in found.items():
        first = date.fromisoformat(f"{month}-01")
        by = months_after(first - timedelta(days=1), 1)[0][1]
        yield Due(kind="follow-up", title="", by=by.isoformat(), subjects=count)
