"""The scoring sheet (评分明细表): how a subject's total, rank and tier came about, by which evidence and clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.documents.contents.follow_up import FollowUp, follow_up
from evaluator.documents.contents.head import files, internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.reasons import reasons
from evaluator.documents.contents.record import Entry, InternalContent
from evaluator.documents.contents.words import AMOUNTS, HOLDS, INTERVIEWS, PARTS, RULINGS, SIGNS, STATUSES, TRUTHS
from evaluator.result.model import Result
from evaluator.result.shown_finding import Finding, Observation, Ruling, Score
from evaluator.result.shown_panel import MarkShown
from evaluator.result.shown_subject import Subject
from evaluator.result.words import MARKS, VERDICTS


@dataclass(frozen=True, kw_only=True)
class TestRow:
    """One test of a criterion or condition: what was found, what is asked, whether it is met; `part` is what for."""

    part: str
    label: str
    found: str
    lacking: str
    required: str
    sign: str
    verdict: str
    place: str


@dataclass(frozen=True, kw_only=True)
class CriterionRows:
    """A criterion judged from evidence, with its tests."""

    name: str
    score: str
    sign: str
    verdict: str
    tests: tuple[TestRow, ...]
    assessed: str
    remedy: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class MarkCell:
    """One judge's mark: `text` says it all; `mark` and `note` are its parts, a mark with a note does not count."""

    judge: str
    text: str
    mark: str
    note: str


@dataclass(frozen=True, kw_only=True)
class AspectRow:
    """An aspect that judges mark, with a cell for each judge."""

    name: str
    marks: tuple[MarkCell, ...]
    points: str
    of: str


@dataclass(frozen=True, kw_only=True)
class ScorePart:
    """A component: its criteria judged from evidence, or the aspects that judges marked."""

    name: str
    score: str
    weight: str
    criteria: tuple[CriterionRows, ...]
    judges: tuple[str, ...]
    aspects: tuple[AspectRow, ...]
    has_void: bool


@dataclass(frozen=True, kw_only=True)
class ConditionRows:
    """A gate, veto or other condition, with its tests."""

    name: str
    sign: str
    verdict: str
    tests: tuple[TestRow, ...]


@dataclass(frozen=True, kw_only=True)
class ScoringSheet(InternalContent):
    """A scoring sheet. `note` says why the subject is held or not settled; `standing` is its row in words."""

    name: str
    id: str
    street: str
    community: str
    standing: tuple[Entry, ...]
    note_label: str
    note: str
    parts: tuple[ScorePart, ...]
    conditions: tuple[ConditionRows, ...]
    reasons: tuple[str, ...]
    follow_up: FollowUp | None
    files: str


def scoring_sheet(title: str, result: Result, subject: Subject) -> ScoringSheet:
    """The scoring sheet of a subject."""
    words = Phrases(result.lang)
    label, note = _note(result, subject, words)
    return ScoringSheet(
        **internal(result, title),
        name=subject.name,
        id=subject.id,
        street=subject.street,
        community=subject.community,
        standing=tuple(_standing(result, subject, words)),
        note_label=label,
        note=note,
        parts=tuple(_parts(result, subject, words)),
        conditions=tuple(_condition(one, words) for one in subject.rulings),
        reasons=tuple(reasons(result, subject)),
        follow_up=follow_up(subject, words),
        files=words.clauses(files((subject,))),
    )


def _standing(result: Result, one: Subject, words: Phrases) -> Iterator[Entry]:
    say, settled = words.say, one.status != "evaluated" or not one.possible_grades
    yield Entry(label=say("状态", "Status"), text=STATUSES[words.lang][one.status])
    yield Entry(label=say("总分", "Total"), text=total(one, words))
    yield Entry(label=say("名次", "Rank"), text=_rank(one, words))
    if result.scheme.grades:
        grade = one.grade_title or "—" if settled else say("未定", "Not settled")
        yield Entry(label=say("评定等级", "Grade"), text=grade)
    if result.allocation is not None:
        none = say("不列入等次", "None") if one.firm else say("未定", "Not firm")
        yield Entry(label=say("等次", "Tier"), text=one.tier_title if one.tier else none)
        yield Entry(label=say("补助", "Subsidy"), text=words.yuan(one.subsidy) or say("未定", "Not firm"))
    if one.interview:
        yield Entry(label=say("约谈", "Interview"), text=INTERVIEWS[words.lang][one.interview])


def total(one: Subject, words: Phrases) -> str:
    """The total, or within what bounds it lies."""
    if one.total or one.total_bounds is None:
        return one.total or "—"
    return words.span(Score(id="", title="", of="", bounds=one.total_bounds))


def _rank(one: Subject, words: Phrases) -> str:
    if one.rank is None:
        return words.say("不排名", "Not ranked")
    if one.group_size is None:
        return words.say(f"第{one.rank}名", str(one.rank))
    return words.say(
        f"第{one.rank}名（{one.group or '全市'}共{one.group_size}名参加排名）",
        f"{one.rank} (of {one.group_size} ranked in {one.group or 'the city'})",
    )


def _note(result: Result, one: Subject, words: Phrases) -> tuple[str, str]:
    """Why a subject is held or not settled."""
    if one.status == "held":
        if words.zh:
            why = f"{words.listed(one.held_for)}尚不能判断，须补齐或更正材料。补齐以前不排名，也不按零分处理。"
            return "暂缓评定", why
        what = words.clauses(one.held_for)
        why = f"evidence must be completed or corrected before this can be judged: {what}. "
        return "Held", why + "Until then there is no rank, and it does not count as zero."
    if one.firm and one.interview != "pending":
        return "", ""
    possible = ""
    if one.possible_tiers and result.allocation is not None:
        possible = words.possible(one, result.allocation)
    waits = words.waiting(one.waits)
    if words.zh:
        may = f"可能为{possible}；" if possible else ""
        return "尚未确定", f"{may}尚待{waits or '集体决定'}。"
    return "Not yet firm", f"{possible}; this waits for {waits or 'a decision'}." if possible else (
        f"this waits for {waits or 'a decision'}."
    )


def _parts(result: Result, one: Subject, words: Phrases) -> Iterator[ScorePart]:
    if not one.scores:
        yield _part(result.scheme.title, "", "", one.findings, words)
    for part in one.scores:
        own = [finding for finding in one.findings if finding.component == part.id]
        if own:
            weight = part.weight if len(result.scheme.components) > 1 else ""
            yield _part(part.title, words.score(part), weight, own, words)


def _part(name: str, score: str, weight: str, findings: Sequence[Finding], words: Phrases) -> ScorePart:
    marked = [one for one in findings if one.marks]
    judges = tuple(dict.fromkeys(mark.judge for one in marked for mark in one.marks))
    return ScorePart(
        name=name,
        score=score,
        weight=weight,
        criteria=tuple(_criterion(one, words) for one in findings if not one.marks),
        judges=judges,
        aspects=tuple(_aspect(one, judges, words) for one in marked),
        has_void=any(mark.void for one in marked for mark in one.marks),
    )


def _criterion(one: Finding, words: Phrases) -> CriterionRows:
    say = words.say
    counted = any(seen.outcome == "counted" for seen in one.observations)
    by_share = counted and one.verdict not in ("insufficient", "not-applicable")
    verdict = VERDICTS[words.lang][one.verdict]
    basis = [words.clause(one.clause)]
    if one.origin:
        whose = say(f"（{one.authority}）", f" ({one.authority})") if one.authority else ""
        basis.append(words.origin(one.origin) + (whose if "local" in one.origin.values() else ""))
    assessed = one.assessed_by
    if assessed and one.reason:
        assessed += say("：", ": ") + one.reason
    return CriterionRows(
        name=one.title,
        score=words.score(one),
        sign="" if by_share else MARKS[one.verdict],
        verdict=say("按得分折算", "In proportion") if by_share else say(verdict, verdict[:1].upper() + verdict[1:]),
        tests=tuple(rows_of(one.observations, words, one.points)),
        assessed=assessed,
        remedy=one.remedy if one.verdict != "met" else "",
        basis=words.clauses(basis),
    )


def rows_of(observations: Sequence[Observation], words: Phrases, points: str = "") -> Iterator[TestRow]:
    """The tests of a rule; of bands only those down to the one that gave the points."""
    before = ""
    for one in observations:
        if before not in ("", one.part) and before == f"band {points}":
            return
        yield TestRow(
            part=_part_words(one.part, before, words),
            label=one.label,
            found=one.shown,
            lacking=words.listed(one.lacking),
            required=one.requirement or "—",
            sign=SIGNS[one.outcome],
            verdict=TRUTHS[words.lang][one.outcome],
            place=words.place(one.place),
        )
        before = one.part


def _part_words(part: str, before: str, words: Phrases) -> str:
    kind, _, amount = part.partition(" ")
    if amount and kind in AMOUNTS[words.lang]:
        return "" if kind == "band" and part == before else AMOUNTS[words.lang][kind].format(amount)
    return PARTS[words.lang].get(part, "") if part != before else ""


def _aspect(one: Finding, judges: Sequence[str], words: Phrases) -> AspectRow:
    given = {mark.judge: mark for mark in one.marks}
    return AspectRow(
        name=one.title,
        marks=tuple(mark_cell(judge, given.get(judge), words) for judge in judges),
        points=one.points or VERDICTS[words.lang][one.verdict],
        of=one.of,
    )


def mark_cell(judge: str, mark: MarkShown | None, words: Phrases) -> MarkCell:
    """A judge's mark, and whether it counts."""
    if mark is None:
        return MarkCell(judge=judge, text="—", mark="—", note="")
    note = words.say("作废", "void") if mark.void else words.say("去掉", "dropped") if mark.dropped else ""
    text = words.say(f"{mark.mark}（{note}）", f"{mark.mark} ({note})") if note else mark.mark
    return MarkCell(judge=judge, text=text, mark=mark.mark, note=note)


def _condition(one: Ruling, words: Phrases) -> ConditionRows:
    says = one.kind in ("veto", "interview")
    outcome = (HOLDS if says else TRUTHS)[words.lang][one.outcome]
    return ConditionRows(
        name=_condition_name(one, words),
        sign="" if says else SIGNS[one.outcome],
        verdict=outcome,
        tests=tuple(rows_of(one.observations, words)),
    )


def _condition_name(one: Ruling, words: Phrases) -> str:
    kind = RULINGS[words.lang][one.kind]
    name = one.title if one.title.startswith(kind) else f"{kind}{words.say('：', ': ')}{one.title}"
    if words.zh and one.title in kind:
        name = kind
    name += f"{words.say('，', ', ')}{one.effect}" if one.effect else ""
    return name + (words.say(f"（{one.basis}）", f" ({one.basis})") if one.basis else "")
