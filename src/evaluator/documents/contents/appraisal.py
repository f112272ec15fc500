"""The summary of the appraisal (述职评议汇总表): every subject by its group, with its scores, rank and grade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.documents.contents.head import internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import Entry, InternalContent
from evaluator.documents.contents.scoring_sheet import total
from evaluator.documents.contents.words import GROUPS, INTERVIEWS
from evaluator.result.model import Result
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True, kw_only=True)
class AppraisalRow:
    """A subject; `scores` stand as the columns do."""

    number: str
    rank: str
    name: str
    id: str
    street: str
    community: str
    scores: tuple[str, ...]
    total: str
    grade: str
    interview: str
    remarks: str


@dataclass(frozen=True, kw_only=True)
class AppraisalGroup:
    """The subjects that are ranked together, and how many have each grade."""

    name: str
    count: str
    ranked: str
    grades: tuple[Entry, ...]
    rows: tuple[AppraisalRow, ...]


@dataclass(frozen=True, kw_only=True)
class AppraisalSummary(InternalContent):
    """The summary. `columns` are what scores were given for; `grades` count all subjects."""

    group_label: str
    columns: tuple[str, ...]
    count: str
    held: str
    grades: tuple[Entry, ...]
    has_grade: bool
    has_interview: bool
    groups: tuple[AppraisalGroup, ...]


def appraisal_summary(title: str, result: Result) -> AppraisalSummary:
    """The summary of the appraisal."""
    words, subjects = Phrases(result.lang), result.subjects or ()
    groups = dict.fromkeys(one.group for one in subjects)
    return AppraisalSummary(
        **internal(result, title),
        group_label=GROUPS[words.lang].get(result.scheme.group_by, result.scheme.group_by),
        columns=tuple(name for _, name in result.scheme.criteria),
        count=str(result.counts.evaluated + result.counts.held),
        held=str(result.counts.held) if result.counts.held else "",
        grades=tuple(_grades(result, subjects)),
        has_grade=bool(result.scheme.grades),
        has_interview=result.scheme.interview is not None,
        groups=tuple(_group(result, group, [one for one in subjects if one.group == group], words) for group in groups),
    )


def _grades(result: Result, subjects: Sequence[Subject]) -> Iterator[Entry]:
    for grade, name in result.scheme.grades:
        yield Entry(label=name, text=str(sum(one.grade == grade for one in subjects)))


def _group(result: Result, name: str, members: Sequence[Subject], words: Phrases) -> AppraisalGroup:
    ranked = sum(one.rank is not None for one in members)
    return AppraisalGroup(
        name=name or GROUPS[words.lang][""],
        count=str(len(members)),
        ranked=str(ranked),
        grades=tuple(_grades(result, members)),
        rows=tuple(_row(result, number, one, words) for number, one in enumerate(members, 1)),
    )


def _row(result: Result, number: int, one: Subject, words: Phrases) -> AppraisalRow:
    by_criterion = {finding.criterion: finding for finding in one.findings}
    return AppraisalRow(
        number=str(number),
        rank="" if one.rank is None else str(one.rank),
        name=one.name,
        id=one.id,
        street=one.street,
        community=one.community,
        scores=tuple(
            by_criterion[name].points or words.span(by_criterion[name]) or "—" if name in by_criterion else "—"
            for name, _ in result.scheme.criteria
        ),
        total=total(one, words),
        grade="" if one.possible_grades else one.grade_title,
        interview=INTERVIEWS[words.lang][one.interview] if one.interview != "no" else "",
        remarks=_remarks(one, words),
    )


def _remarks(one: Subject, words: Phrases) -> str:
    if one.status == "held":
        what = words.listed(one.held_for)
        return words.say(f"暂缓评定：{what}材料不足", f"Held: not enough evidence for {what}")
    if one.rank is None:
        return words.say("不参加排名", "Not ranked")
    if one.tie is not None and one.tie.open:
        return words.say(f"并列第{one.rank}名", f"Shares rank {one.rank}")
    return ""
