"""The interview (约谈): the notice to the person, and the record of what was said. Internal, never public."""

from dataclasses import dataclass
from typing import Any

from evaluator.documents.contents.head import internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent
from evaluator.result.course import TalkShown
from evaluator.result.model import InterviewRule, Result
from evaluator.result.shown_subject import Subject

_LINES = 8
"""Lines to fill in by hand where nothing is on record."""


@dataclass(frozen=True, kw_only=True)
class InterviewContent(InternalContent):
    """What the notice and the record share: the person, where it stands, and the scheme's rule.

    `state` is in words; `confirmed` says whether people decided on it. `also_last` is with how many others the person
    is equally last, empty if with nobody. `partner` and `duties` are of the pairing, `months` how long it is followed.
    """

    name: str
    id: str
    street: str
    community: str
    group: str
    group_size: str
    total: str
    grade: str
    rank: str
    also_last: str
    confirmed: bool
    state: str
    rule: str
    clause_document: str
    clause_section: str
    clause_paragraph: str
    by: str
    partner: str
    duties: tuple[str, ...]
    months: str


@dataclass(frozen=True, kw_only=True)
class InterviewNotice(InterviewContent):
    """A notice (约谈通知书). `decided_on` and `decided_by` are on record once people decided."""

    decided_on: str
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class InterviewRecord(InterviewContent):
    """A record (约谈记录), filled from a conducted talk; `conducted` is false where it is a form to fill in by hand.

    `lines` are empty lines for it.
    """

    conducted: bool
    on: str
    held_by: str
    present: tuple[str, ...]
    partner_name: str
    findings: str
    promises: tuple[str, ...]
    lines: tuple[str, ...]


def interview_notice(title: str, result: Result, subject: Subject) -> InterviewNotice:
    """The notice to a person."""
    words, talk = Phrases(result.lang), _talk(result, subject)
    on_record = talk is not None and talk.state in ("confirmed", "conducted")
    return InterviewNotice(
        **_shared(title, result, subject),
        decided_on=words.day(talk.on) if talk and on_record and talk.state == "confirmed" else "",
        decided_by=talk.by if talk and on_record and talk.state == "confirmed" else "",
    )


def interview_record(title: str, result: Result, subject: Subject) -> InterviewRecord:
    """The record of a talk, or a form for it."""
    words, talk = Phrases(result.lang), _talk(result, subject)
    shared = _shared(title, result, subject)
    held = talk if talk is not None and talk.state == "conducted" else None
    return InterviewRecord(
        **shared,
        conducted=held is not None,
        on=words.day(held.on) if held else "",
        held_by=held.conducted_by if held else "",
        present=held.present if held else (),
        partner_name=talk.partner if talk else "",
        findings=held.findings if held else "",
        promises=held.promises if held else (),
        lines=() if held else ("",) * _LINES,
    )


def _talk(result: Result, subject: Subject) -> TalkShown | None:
    """What is on record of a subject's interview."""
    talks = result.course.talks if result.course else ()
    return next((one for one in talks if one.subject == subject.id), None)


def _shared(title: str, result: Result, subject: Subject) -> dict[str, Any]:
    words, talk = Phrases(result.lang), _talk(result, subject)
    rule = result.scheme.interview or InterviewRule(id="", title="", by="")
    tie = subject.tie
    also = len(tie.subjects) - 1 if tie is not None and tie.open and tie.rank == subject.rank else 0
    confirmed = subject.interview == "confirmed" or (talk is not None and talk.state in ("confirmed", "conducted"))
    return {
        **internal(result, title),
        "name": subject.name,
        "id": subject.id,
        "street": subject.street,
        "community": subject.community,
        "group": subject.group or subject.street,
        "group_size": "" if subject.group_size is None else str(subject.group_size),
        "total": subject.total,
        "grade": subject.grade_title,
        "rank": "" if subject.rank is None else str(subject.rank),
        "also_last": str(also) if also else "",
        "confirmed": confirmed,
        "state": words.say("已决定约谈", "confirmed") if confirmed else words.say("拟稿", "draft"),
        "rule": rule.title,
        "clause_document": rule.clause.document if rule.clause else "",
        "clause_section": rule.clause.section if rule.clause else "",
        "clause_paragraph": rule.clause.paragraph if rule.clause else "",
        "by": rule.by,
        "partner": rule.partner,
        "duties": rule.duties,
        "months": str(rule.months) if rule.months else "",
    }
