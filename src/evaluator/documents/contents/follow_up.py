"""What was owed after an interview, month by month, as documents show it."""

from dataclasses import dataclass

from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.words import KEPT, KEPT_SIGNS
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """One month: `counts` in the order of the labels; `state` in words, `sign` as a mark."""

    month: str
    counts: tuple[str, ...]
    sign: str
    state: str


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A term after an interview. `summary` is its months in one line, `missed` those missed, `next` the one due."""

    since: str
    labels: tuple[str, ...]
    months: tuple[MonthRow, ...]
    totals: tuple[str, ...]
    summary: str
    in_all: str
    missed: str
    overall_sign: str
    overall: str
    next: str


def follow_up(subject: Subject, words: Phrases) -> FollowUp | None:
    """The follow-up of a subject's earlier interview, where there was one."""
    term = subject.follow_up
    if term is None:
        return None
    kept, names = KEPT[words.lang], tuple(term.labels)
    months = tuple(
        MonthRow(
            month=words.month(one.month),
            counts=tuple(str(one.counts[name]) if name in one.counts else "" for name in names),
            sign=KEPT_SIGNS[one.state],
            state=kept[one.state],
        )
        for one in term.months
    )
    due = next((one.month for one in term.months if one.state == "due"), "")
    return FollowUp(
        since=words.day(term.since),
        labels=tuple(term.labels.values()),
        months=months,
        totals=tuple(str(term.counts[name]) if name in term.counts else "" for name in names),
        summary=words.clauses(f"{one.month} {one.sign} {one.state}" for one in months),
        in_all=words.clauses(f"{label} {term.counts.get(name, 0)}" for name, label in term.labels.items()),
        missed=words.listed(words.month(one) for one in term.missed),
        overall_sign=KEPT_SIGNS[term.overall],
        overall=kept[term.overall],
        next=words.month(due) if due else "",
    )
