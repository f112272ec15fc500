"""The worked example of a handbook: a case of the scheme's own, judged by the pipeline as evidence is."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from evaluator.desk.case_runs import season_of
from evaluator.desk.cases import Cases, Setup, setups_in
from evaluator.evidence.model import EventRow
from evaluator.exact import unscaled
from evaluator.inference.columns import VERDICT_WORDS
from evaluator.inference.conclude import Judge
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.assemble import assemble
from evaluator.result.handbook import Example, Grid, Line
from evaluator.result.model import Result
from evaluator.result.sentences import Sentences
from evaluator.result.sentences_of_findings import FindingSentences
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import Subject
from evaluator.result.values import Values
from evaluator.result.words import VERDICTS, said
from evaluator.standing.season import Season

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def example(plan: Plan, beside: Cases, lang: Lang) -> Example | None:
    """The case that shows most: settled, earning something, with little open and many verdicts; the first of equals.

    A case of one subject alone is preferred to one subject of several.
    """
    judge = Judge()
    cases = list(setups_in(beside, plan))
    alone: dict[int, list[Setup]] = {}  # every case file numbers its cases: those judged together differ in number
    seen: Counter[str] = Counter()
    for one, *more in cases:
        if not more:
            alone.setdefault(seen[one.id], []).append(one)
            seen[one.id] += 1
    chosen: tuple[tuple[int, ...], Setup, tuple[Setup, ...]] | None = None
    several = [case for case in cases if len(case) > 1]
    for setups in (*map(tuple, alone.values()), *several):
        season = season_of(plan, setups, judge)
        rows = season.evidence.rows
        for one in setups:
            shows = _shows(season, rows[one.id]) if one.id in rows else ()
            if shows and (chosen is None or shows > chosen[0]):
                chosen = (shows, one, setups if setups in several else (one,))
    if chosen is None:
        return None
    _, setup, setups = chosen
    season = season_of(plan, setups, judge)
    result = assemble(season, lang, "")
    subject = result.subject(setup.id)
    assert subject is not None
    words = FindingSentences(result)
    return Example(
        title=_titled(setup, len(setups), subject, result.scheme.noun, lang),
        file=f"{setup.place.file}:{setup.place.line}",
        given=_given(plan, season, season.evidence.rows[setup.id], lang),
        lines=tuple(_line(one, words, lang) for one in subject.findings),
        outcome=tuple(_outcome(result, subject)),
    )


def _titled(setup: Setup, subjects: int, subject: Subject, noun: str, lang: Lang) -> str:
    """What the case is about, and which of several subjects it is told of.

    Titles of cases are in one language; in the other the example is told by what its lines came to.
    """
    if bool(_CHINESE.search(setup.title)) != (lang == "zh"):
        verdicts = [one.verdict for one in subject.findings]
        said = [f"{verdicts.count(one)} {VERDICTS[lang][one]}" for one in dict.fromkeys(verdicts)]
        if lang == "en":
            return f"A {noun}: {', '.join(said)}"
        return f"一个{noun}，各项指标：{'、'.join(said)}"
    if subjects == 1:
        return setup.title
    return {"zh": f"{setup.title}（其中的“{setup.name}”）", "en": f"{setup.title} (“{setup.name}” of them)"}[lang]


def _shows(season: Season, row: int) -> tuple[int, ...]:
    """How much a subject's result shows of the rules."""
    outcomes = [season.tally.findings[line.id].of(row) for line in season.plan.sheet]
    marking = season.tally.marking
    outcomes += [part.outcome for part in marking.subjects[row]] if marking is not None else []
    verdicts = [VERDICT_WORDS[one.verdict] for one in outcomes]
    told = {"met", "partly-met", "not-met"} & set(verdicts)
    open_ = verdicts.count("insufficient")
    earns = bool({"met", "partly-met"} & told)
    return int(not season.decided.held[row]), int(earns), -open_, len(told), verdicts.count("partly-met")


def _given(plan: Plan, season: Season, row: int, lang: Lang) -> Grid:
    """What was answered, by field."""
    values = Values(season, lang)
    rows = []
    for name, asked in plan.fields.items():
        answer = season.evidence.answers[name][row]
        label, unit, percent = values.label(name)
        if asked.columns and answer is not None:
            said_ = _rows(answer, asked, lang)
        else:
            said_ = values.value(row, name, season.decided.columns, unit, percent)[1]
        rows.append((label, said_ or {"zh": "没有", "en": "none"}[lang]))
    return Grid(({"zh": "填报项", "en": "field"}[lang], {"zh": "填报内容", "en": "answer"}[lang]), tuple(rows))


def _rows(answer: list[Any], asked: Asking, lang: Lang) -> str:
    """The rows of a table, each as its cells in order."""
    columns = list(asked.columns.values())
    listed = (
        " ".join(
            _cell(value, column, lang) for value, column in zip(one.values, columns, strict=True) if value is not None
        )
        for one in answer
        if isinstance(one, EventRow)
    )
    return {"zh": "；", "en": "; "}[lang].join(listed)


def _cell(value: Any, column: Column, lang: Lang) -> str:
    if column.type in ("integer", "decimal"):
        return said(unscaled(value, column.places), lang, f" {column.unit}" if column.unit and lang == "zh" else "")
    return said(value, lang)


def _line(found: Finding, words: FindingSentences, lang: Lang) -> Line:
    seen: list[str] = []
    for one in found.observations:
        if one.part.startswith("band ") and seen and one.part.removeprefix("band ") < found.points:
            continue
        seen.append(words.observation(one))
        if one.how:
            seen.append(words.how(one))
        if one.lacking:
            seen.append(words.lacking(one))
    if found.marks:
        seen.append(words.marks(found))
    if found.assessed_by:
        seen.append(words.assessed(found))
    points = f"{found.points or '—'}{f' / {found.of}' if found.of else ''}" if found.points or found.of else "—"
    return Line(found.title, tuple(dict.fromkeys(seen)), points, VERDICTS[lang][found.verdict])


def _outcome(result: Result, subject: Subject) -> Iterator[str]:
    """What it came to: components, then the total, grade and the like."""
    for score in subject.scores:
        mine = [one for one in subject.findings if one.component == score.id]
        yield FindingSentences(result).component(score, mine)
    yield Sentences(result, subject).heading().split("    ", 1)[-1].strip()
