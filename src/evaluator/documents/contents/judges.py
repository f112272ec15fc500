"""The summary of the judges (评委汇总表): whom to check, void marks, each judge, and every subject's marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.documents.contents.head import internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent
from evaluator.documents.contents.scoring_sheet import MarkCell, mark_cell
from evaluator.documents.contents.words import SCOPES
from evaluator.result.model import Result
from evaluator.result.shown_panel import BallotShown, JudgeShown, PanelShown, VoidShown
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True, kw_only=True)
class VoidRow:
    """A rule by which marks are void, and how many ballots it made so."""

    name: str
    where: str
    scope: str
    basis: str
    count: str


@dataclass(frozen=True, kw_only=True)
class JudgeRow:
    """A judge's work; `apart` is how far from the others, `far` whether to check it, `without` what would change."""

    name: str
    marked: str
    void: str
    dropped: str
    apart: str
    far: bool
    without: str


@dataclass(frozen=True, kw_only=True)
class BallotRow:
    """What one judge gave a subject; a `total` that is `struck` does not count."""

    judge: str
    marks: tuple[MarkCell, ...]
    total: str
    struck: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class MarkedSubject:
    """A subject with its ballots, the points of each aspect, and its score in all."""

    name: str
    id: str
    standing: str
    ballots: tuple[BallotRow, ...]
    points: tuple[str, ...]
    score: str


@dataclass(frozen=True, kw_only=True)
class Judges(InternalContent):
    """The summary. Without a panel there is nothing in it but `nobody`, which says so."""

    panel: str
    nobody: str
    warnings: tuple[str, ...]
    void_rules: tuple[VoidRow, ...]
    judges: tuple[JudgeRow, ...]
    limit: str
    limit_origin: str
    aspects: tuple[str, ...]
    subjects: tuple[MarkedSubject, ...]


def judges(title: str, result: Result) -> Judges:
    """The summary of the judges."""
    words, panel = Phrases(result.lang), result.panel
    if panel is None:
        none = words.say("本方案没有评审组打分。", "This scheme has no panel of judges.")
        panel = PanelShown(id="", title="", aspects=())
    elif not panel.judges:
        many = result.subjects is None
        none = words.say(
            f"没有评委打分{'，或者评价对象过多，不逐个列出' if many else ''}。",
            f"No judge gave any marks{', or there are too many subjects to list them' if many else ''}.",
        )
    else:
        none = ""
    limit_origin = words.origin(panel.limit_origin)
    if panel.limit_authority:
        limit_origin += words.say("，", ", ") + panel.limit_authority
    return Judges(
        **internal(result, title),
        panel=panel.title,
        nobody=none,
        warnings=tuple(_warning(one, panel.limit, words) for one in panel.far),
        void_rules=tuple(_void(one, result, words) for one in panel.void),
        judges=tuple(_judge(one, result, words) for one in panel.judges),
        limit=panel.limit,
        limit_origin=limit_origin,
        aspects=tuple(words.say(f"{name}（{worth}）", f"{name} ({worth})") for _, name, worth in panel.aspects),
        subjects=tuple(_marked(one, panel, words) for one in (result.subjects or ()) if panel.aspects),
    )


def _warning(one: JudgeShown, limit: str, words: Phrases) -> str:
    below, by = one.apart.startswith("-"), one.apart.lstrip("-")
    return words.say(
        f"{one.judge}的打分平均比其他评委{'低' if below else '高'}{by}分，超过{limit}分。"
        "没有错填的，打分照常计入，不因此改变结果。",
        f"{one.judge} marks {by} points {'below' if below else 'above'} the others, more than {limit}. "
        "If nothing was entered wrongly the marks count as they are, and nothing is changed.",
    )


def _void(one: VoidShown, result: Result, words: Phrases) -> VoidRow:
    basis = [one.basis] if one.basis else []
    whose = words.origin(one.origin)
    if one.authority and not one.basis:
        whose += words.say(f"（{one.authority}）", f" ({one.authority})")
    return VoidRow(
        name=one.title,
        where=one.requirement,
        scope=SCOPES[words.lang][one.of].format(result.scheme.noun),
        basis=words.clauses([*basis, *([whose] if whose else [])]),
        count=words.say(f"{one.ballots}份", str(one.ballots)),
    )


def _judge(one: JudgeShown, result: Result, words: Phrases) -> JudgeRow:
    apart = one.apart.replace("-", "−")
    if apart and not apart.startswith("−") and apart.strip("0."):
        apart = f"+{apart}"
    return JudgeRow(
        name=one.judge,
        marked=str(one.subjects),
        void=str(one.void),
        dropped=str(one.dropped),
        apart=apart or "—",
        far=one.far,
        without=_without(one, result.scheme.measure, words),
    )


def _without(one: JudgeShown, measure: str, words: Phrases) -> str:
    """What would be otherwise without a judge's marks."""
    parts = []
    if one.held:
        parts.append(words.say(f"{one.held}{measure}有效打分不足", f"{one.held} with too few marks"))
    if one.ranks:
        most, others = "", words.say("其余", "of the others ") if one.held else ""
        far = one.farthest
        if far is not None:
            most = words.say(
                f"，最多{far.by}名（{far.name}由第{far.rank}名变为第{far.without}名）",
                f", by {far.by} at most ({far.name}: {far.without} instead of {far.rank})",
            )
        parts.append(others + words.say(f"{one.ranks}{measure}名次改变", f"{one.ranks} with another rank") + most)
    elif not one.held:
        parts.append(words.say("名次不变", "no rank changes"))
    if one.tiers:
        parts.append(words.say(f"{one.tiers}{measure}等次改变", f"{one.tiers} with another tier"))
    if one.grades:
        parts.append(words.say(f"{one.grades}{measure}等级改变", f"{one.grades} with another grade"))
    return words.clauses(parts)


def _marked(one: Subject, panel: PanelShown, words: Phrases) -> MarkedSubject:
    held = words.say("暂缓评定", "held") if one.status == "held" else ""
    score = next((words.score(part) for part in one.scores if part.id == panel.id), "—")
    return MarkedSubject(
        name=one.name,
        id=one.id,
        standing=held if one.rank is None else words.say(f"第{one.rank}名", f"rank {one.rank}"),
        ballots=tuple(_ballots(one, panel, words)),
        points=tuple(part.points or words.say("未定", "open") for part in one.findings if part.marked),
        score=score,
    )


def _ballots(one: Subject, panel: PanelShown, words: Phrases) -> Iterator[BallotRow]:
    for ballot in one.ballots:
        yield BallotRow(
            judge=ballot.judge,
            marks=tuple(mark_cell(ballot.judge, mark, words) for mark in ballot.marks),
            total=ballot.total or "—",
            struck=bool(ballot.void and ballot.total),
            note=_ballot_note(ballot, panel, words),
        )


def _ballot_note(ballot: BallotShown, panel: PanelShown, words: Phrases) -> str:
    if ballot.recused:
        reason = words.say("：", ": ") + ballot.reason if ballot.reason else ""
        return words.say("回避", "recused") + reason
    if ballot.void:
        rules = words.listed(rule.title for rule in panel.void if rule.id in ballot.void)
        return words.say(f"作废：{rules}", f"void: {rules}")
    return ""
