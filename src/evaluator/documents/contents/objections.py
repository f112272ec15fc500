"""The ledger of objections (异议复核台账): what was objected to, the answer, and the result before and after."""

from dataclasses import dataclass

from evaluator.documents.contents.head import internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent
from evaluator.documents.contents.words import OBJECTIONS, STATUSES
from evaluator.result.course import ObjectionShown
from evaluator.result.model import Result


@dataclass(frozen=True, kw_only=True)
class Change:
    """An answer put right, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ObjectionRow:
    """An objection. `before` and `after` are the subject's result in words, `moved` whether they differ."""

    number: str
    reference: str
    name: str
    subject: str
    raised_by: str
    on: str
    about: str
    received_by: str
    due: str
    state: str
    answered_by: str
    answered_on: str
    answer: str
    changes: tuple[Change, ...]
    before: str
    after: str
    moved: bool


@dataclass(frozen=True, kw_only=True)
class ObjectionLedger(InternalContent):
    """The ledger, with how many objections are in each state; `nothing` says that there is none."""

    count: str
    open: str
    upheld: str
    rejected: str
    late: str
    rows: tuple[ObjectionRow, ...]
    nothing: str


def objection_ledger(title: str, result: Result) -> ObjectionLedger:
    """The ledger of objections."""
    words = Phrases(result.lang)
    every = result.course.objections if result.course else ()
    counts = {state: str(sum(one.state == state for one in every)) for state in ("open", "upheld", "rejected", "late")}
    return ObjectionLedger(
        **internal(result, title),
        **counts,
        count=str(len(every)),
        rows=tuple(_row(number, one, words) for number, one in enumerate(every, 1)),
        nothing="" if every else words.say("没有收到异议。", "No objection was received."),
    )


def _row(number: int, one: ObjectionShown, words: Phrases) -> ObjectionRow:
    statuses = STATUSES[words.lang]
    before, after = words.stand(one.before, statuses), words.stand(one.after, statuses)
    answer = words.say("；", "; ").join(part for part in (one.answer, one.decision) if part)
    return ObjectionRow(
        number=str(number),
        reference=one.id,
        name=one.name,
        subject=one.subject,
        raised_by=one.raised_by,
        on=words.day(one.on),
        about=one.about,
        received_by=one.received_by,
        due=words.day(one.due),
        state=OBJECTIONS[words.lang][one.state],
        answered_by=one.answered_by,
        answered_on=words.day(one.answered_on),
        answer=answer,
        changes=tuple(Change(label=label, before=old, after=new) for _, label, old, new in one.changes),
        before=before,
        after=after,
        moved=before != after,
    )
