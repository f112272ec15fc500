"""Explain: one subject's result as lines that a person can follow from points to rule, clause and evidence."""

from collections.abc import Iterator
from typing import NamedTuple

from evaluator.problems import Lang
from evaluator.result.model import Result
from evaluator.result.part import Where
from evaluator.result.sentences import Sentences
from evaluator.result.sentences_of_findings import FindingSentences
from evaluator.result.shown_finding import Finding, Observation, Ruling
from evaluator.result.shown_subject import Subject
from evaluator.result.words import MARKS, VERDICTS, is_situation

_TICK = {"true": "✓", "false": "✗", "missing": "?", "counted": "·"}


class Row(NamedTuple):
    """One line: how far it is set in, a mark, a title, a number, what is said, and where that stands."""

    said: str = ""
    mark: str = ""
    title: str = ""
    number: str = ""
    place: str = ""
    indent: int = 0


def explain(result: Result, subject: Subject, criterion: str | None = None) -> Iterator[Row]:
    """The rows of an explanation; with `criterion`, of that criterion alone."""
    words, standing = FindingSentences(result), Sentences(result, subject)
    yield Row(standing.heading(), title="heading")
    if criterion is not None:
        for found in subject.findings:
            if found.criterion == criterion:
                yield from _finding(found, result.lang, words, whole=True)
        return
    for score in subject.scores or (None,):
        mine = [one for one in subject.findings if score is None or one.component == score.id]
        yield Row()
        yield Row(words.component(score, mine))
        for found in mine:
            yield from _finding(found, result.lang, words, whole=False)
        for group in subject.subtotals:
            if score is not None and group.component == score.id:
                yield Row(words.subtotal(group), title={"zh": "小计", "en": "subtotal"}[result.lang])
    yield Row()
    for ruling in subject.rulings:
        if ruling.kind in ("gate", "veto", "group") or (ruling.kind == "adjustment" and ruling.effect):
            yield from _ruling(ruling, words)
    for title, said in standing.standing():
        yield Row(said, title=title)
    for ruling in subject.rulings:
        if ruling.kind == "interview" and subject.interview not in ("", "no"):
            yield from _tests(ruling, words)


def _finding(found: Finding, lang: Lang, words: FindingSentences, *, whole: bool) -> Iterator[Row]:
    first = Row(mark=MARKS[found.verdict], title=found.title, number=_number(found, lang))
    rows = [*_observed(found, words, whole=whole), *_marks(found, words)]
    if not rows:
        rows = [Row(VERDICTS[lang][found.verdict])]
    yield Row(rows[0].said, first.mark, first.title, first.number, rows[0].place)
    for row in rows[1:]:
        yield Row(row.said, place=row.place, indent=1)
    if found.bounds is not None:
        yield Row(words.bounds(found.bounds), indent=1)
    if found.assessed_by:
        yield Row(words.assessed(found), indent=1)
    if found.clause is not None or found.origin:
        yield Row(words.basis(found), place=_at(found.rule), indent=1)
    if found.remedy and found.verdict in ("not-met", "partly-met"):
        yield Row(words.remedy(found), indent=1)


def _number(found: Finding, lang: Lang) -> str:
    """Points out of full marks; where there are none, the points alone; of a check-list line the verdict."""
    if found.of:
        return f"{found.points or '—'} / {found.of}"
    if found.points or found.bounds is not None:
        unit = {"zh": " 分", "en": " points"}[lang] if found.points else ""
        return (found.points or "—") + unit
    return VERDICTS[lang][found.verdict]


def _observed(found: Finding, words: FindingSentences, *, whole: bool) -> Iterator[Row]:
    """Each observation once: of several bands, the tests that tell where the points come from and what is short."""
    seen = set()
    for one in found.observations:
        key = (one.name, one.operator, one.requirement)
        same_column = (one.name, "")
        if (one.name and key in seen) or (not whole and one.part.startswith("band") and same_column in seen):
            continue
        seen |= {key, same_column}
        yield Row(f"{_tick(one)} {words.observation(one)}", place=_at(one.place))
        if one.how:
            yield Row(words.how(one))
        if one.lacking:
            yield Row(words.lacking(one))


def _tick(one: Observation) -> str:
    """A mark for a test; what only describes a situation neither passes nor fails."""
    return "·" if is_situation(one.part) and one.outcome != "missing" else _TICK[one.outcome]


def _marks(found: Finding, words: FindingSentences) -> Iterator[Row]:
    if found.marks:
        yield Row(words.marks(found))


def _ruling(ruling: Ruling, words: FindingSentences) -> Iterator[Row]:
    yield Row(words.ruling(ruling), title=words.kind(ruling), place=_at(ruling.rule))
    yield from _tests(ruling, words)


def _tests(ruling: Ruling, words: FindingSentences) -> Iterator[Row]:
    for one in ruling.observations:
        yield Row(f"{_tick(one)} {words.observation(one)}", place=_at(one.place), indent=1)


def _at(place: Where | None) -> str:
    return str(place) if place else ""
