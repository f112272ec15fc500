"""The ledger of pairing (结对帮扶台账): who is paired with whom, each month kept or missed, and what is due next."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.documents.contents.follow_up import FollowUp, follow_up
from evaluator.documents.contents.head import internal, where
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent
from evaluator.documents.contents.words import INTERVIEWS
from evaluator.result.model import Result


@dataclass(frozen=True, kw_only=True)
class PairingRow:
    """A person followed after an earlier interview. `next` is the month due next, `promises` what was agreed."""

    number: str
    name: str
    id: str
    street: str
    community: str
    partner: str
    since: str
    term: FollowUp
    missed: str
    overall: str
    next: str
    promises: str


@dataclass(frozen=True, kw_only=True)
class CalledRow:
    """A person to be interviewed after this appraisal; `on` and `partner` as far as they are on record."""

    number: str
    name: str
    id: str
    street: str
    community: str
    state: str
    by: str
    on: str
    partner: str
    promises: str


@dataclass(frozen=True, kw_only=True)
class PairingLedger(InternalContent):
    """The ledger. `labels` head the counts of a month; `duties` are what the partner does, `months` for how long."""

    by: str
    partner: str
    duties: tuple[str, ...]
    months: str
    labels: tuple[str, ...]
    rows: tuple[PairingRow, ...]
    nobody: str
    called: tuple[CalledRow, ...]


def pairing_ledger(title: str, result: Result) -> PairingLedger:
    """The ledger of pairing."""
    words, rule = Phrases(result.lang), result.scheme.interview
    rows = tuple(_rows(result, words))
    return PairingLedger(
        **internal(result, title),
        by=rule.by if rule else "",
        partner=rule.partner if rule else "",
        duties=rule.duties if rule else (),
        months=str(rule.months) if rule and rule.months else "",
        labels=rows[0].term.labels if rows else (),
        rows=rows,
        nobody="" if rows else words.say("没有需要跟踪的约谈。", "No interview is followed."),
        called=tuple(_called(result, words)),
    )


def _rows(result: Result, words: Phrases) -> Iterator[PairingRow]:
    number = 0
    for one in result.subjects or ():
        term = follow_up(one, words)
        if term is None:
            continue
        number += 1
        yield PairingRow(
            number=str(number),
            name=one.name,
            id=one.id,
            **where(one),
            partner="",
            since=term.since,
            term=term,
            missed=term.missed or words.say("无", "none"),
            overall=f"{term.overall_sign} {term.overall}".strip() or "—",
            next=term.next or words.say("跟踪期已满", "the term is over"),
            promises="",
        )


def _called(result: Result, words: Phrases) -> Iterator[CalledRow]:
    talks = {one.subject: one for one in (result.course.talks if result.course else ())}
    rule = result.scheme.interview
    number = 0
    for one in result.subjects or ():
        if one.interview not in ("proposed", "confirmed", "pending"):
            continue
        number += 1
        talk = talks.get(one.id)
        held = talk is not None and talk.state == "conducted"
        yield CalledRow(
            number=str(number),
            name=one.name,
            id=one.id,
            **where(one),
            state=words.say("已约谈", "Conducted") if held else INTERVIEWS[words.lang][one.interview],
            by=talk.by if talk else rule.by if rule else "",
            on=words.day(talk.on) if talk and held else "",
            partner=talk.partner if talk else "",
            promises=words.clauses(talk.promises) if talk else "",
        )
