"""The check-list of a subject (驿站“八有”核查表) and the ledger of what is to be put right (整改台账)."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.documents.contents.head import files, internal, where
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent
from evaluator.documents.contents.words import STATUSES
from evaluator.result.model import Result
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import Subject
from evaluator.result.words import MARKS, VERDICTS


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """An item: whether it is there, what was submitted, and where that stands."""

    number: str
    name: str
    sign: str
    verdict: str
    found: str
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LackingRow:
    """What a subject lacks: what is to be done and by when; `due` is room for a date where no term is set."""

    number: str
    name: str
    remedy: str
    due: str


@dataclass(frozen=True, kw_only=True)
class StationCheck(InternalContent):
    """A check-list. `unclear` are items without enough evidence, side by side; `term` says how the term came about."""

    name: str
    id: str
    street: str
    community: str
    grade: str
    lacking_count: str
    unclear_count: str
    unclear: str
    items: tuple[CheckRow, ...]
    lacking: tuple[LackingRow, ...]
    all_there: str
    term: str
    clauses: str
    origins: str
    files: str


@dataclass(frozen=True, kw_only=True)
class RectificationRow:
    """One thing a subject is to put right. `found` is how it stood; `overdue` says that the term is past."""

    number: str
    name: str
    id: str
    street: str
    community: str
    item: str
    verdict: str
    found: str
    remedy: str
    due: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class RectificationLedger(InternalContent):
    """All that is to be put right. `subjects` is how many subjects have anything, `count` how many things there are."""

    has_street: bool
    has_community: bool
    subjects: str
    count: str
    due: str
    term: str
    rows: tuple[RectificationRow, ...]
    nothing: str


def station_check(title: str, result: Result, subject: Subject) -> StationCheck:
    """The check-list of a subject."""
    words = Phrases(result.lang)
    lacking = [one for one in subject.findings if one.verdict == "not-met"]
    unclear = [one for one in subject.findings if one.verdict == "insufficient"]
    shared = internal(result, title)
    due = words.day(subject.put_right_by) or shared["blank_date"]
    clauses = dict.fromkeys(words.clause(one.clause) for one in subject.findings if one.clause)
    origins = dict.fromkeys(words.origin(one.origin) for one in subject.findings if one.origin)
    return StationCheck(
        **shared,
        name=subject.name,
        id=subject.id,
        street=subject.street,
        community=subject.community,
        grade=grade_or_status(subject, words),
        lacking_count=str(len(lacking)) if lacking else "",
        unclear_count=str(len(unclear)) if unclear else "",
        unclear=words.listed(one.title for one in unclear),
        items=tuple(_item(number, one, words) for number, one in enumerate(subject.findings, 1)),
        lacking=tuple(
            LackingRow(
                number=str(number), name=one.title, remedy=one.remedy or words.say("补齐", "Provide it"), due=due
            )
            for number, one in enumerate(lacking, 1)
        ),
        all_there="" if lacking else _all_there(subject, bool(unclear), words),
        term=_term(result, words) if subject.put_right_by else "",
        clauses=words.clauses(clauses) or "—",
        origins=words.say("，", ", ").join(origins),
        files=words.clauses(files((subject,))),
    )


def grade_or_status(one: Subject, words: Phrases) -> str:
    """The grade of a subject, or that it is held."""
    status = STATUSES[words.lang][one.status]
    return status if one.status == "held" else one.grade_title or status


def _item(number: int, one: Finding, words: Phrases) -> CheckRow:
    there = {"met": words.say("有", "There"), "not-met": words.say("没有", "Lacking")}
    return CheckRow(
        number=str(number),
        name=one.title,
        sign=MARKS[one.verdict],
        verdict=there.get(one.verdict, VERDICTS[words.lang][one.verdict]),
        found=_found(one, words),
        places=tuple(dict.fromkeys(words.place(seen.place) for seen in one.observations)) or ("—",),
    )


def _found(one: Finding, words: Phrases) -> str:
    """What was submitted for a criterion, each quantity once."""
    colon = words.say("：", ": ")
    return words.clauses(dict.fromkeys(f"{seen.label}{colon}{seen.shown}" for seen in one.observations)) or "—"


def _all_there(subject: Subject, unclear: bool, words: Phrases) -> str:
    if unclear:
        return words.say("已能判断的项目中没有缺项。", "Nothing is lacking among the items that could be judged.")
    count = len(subject.findings)
    return words.say(f"{count}项齐全，无须整改。", f"All {count} items are there; nothing is to be put right.")


def _term(result: Result, words: Phrases) -> str:
    days, day = result.scheme.put_right_days, words.day(result.as_of)
    if days is None:
        return ""
    return words.say(
        f"整改期限自{day}起{days}天，天数为本市自定。", f"{days} days from {day}; the number of days is set locally."
    )


def rectification_ledger(title: str, result: Result) -> RectificationLedger:
    """The ledger of all that subjects lack."""
    words, shared = Phrases(result.lang), internal(result, title)
    rows = tuple(_owed(result, shared["blank_date"], words))
    terms = dict.fromkeys(words.day(one.put_right_by) for one in result.subjects or () if one.put_right_by)
    return RectificationLedger(
        **shared,
        has_street=any(row.street for row in rows),
        has_community=any(row.community for row in rows),
        subjects=str(len({row.id for row in rows})),
        count=str(len(rows)),
        due=words.listed(terms),
        term=_term(result, words) if terms else "",
        rows=rows,
        nothing="" if rows else words.say("没有需要整改的事项。", "Nothing is to be put right."),
    )


def _owed(result: Result, blank: str, words: Phrases) -> Iterator[RectificationRow]:
    number = 0
    known = result.course.known if result.course else result.as_of
    scored = result.scheme.total_places is not None
    wanting = ("not-met",) if scored else ("not-met", "partly-met")
    for one in result.subjects or ():
        for finding in one.findings:
            if finding.verdict not in wanting or finding.bonus:
                continue
            number += 1
            yield RectificationRow(
                number=str(number),
                name=one.name,
                id=one.id,
                **where(one),
                item=finding.title,
                verdict=VERDICTS[words.lang][finding.verdict],
                found=_found(finding, words),
                remedy=finding.remedy or words.say("补齐", "Provide it"),
                due=words.day(one.put_right_by) or blank,
                overdue=bool(one.put_right_by) and known > one.put_right_by,
            )
