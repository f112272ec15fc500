"""The worked example of a handbook: a case of the scheme's own, judged by the pipeline as evidence is."""

from collections.abc import Iterator
from typing import Any

from evaluator.desk.cases import Setup, is_case_file, season_of, setups_in
from evaluator.evidence.model import EventRow
from evaluator.exact import unscaled
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.loading import Rules
from evaluator.problems import Lang
from evaluator.result.assemble import assemble
from evaluator.result.handbook import Example, Grid, Line
from evaluator.result.model import Finding, Subject
from evaluator.result.observed import Observer
from evaluator.result.sentences import Sentences
from evaluator.result.words import VERDICTS, said
from evaluator.standing.season import Season


def example(plan: Plan, rules: Rules, lang: Lang) -> Example | None:
    """The case that shows most: settled, then with the most different verdicts; the first of equals.

    A case of one subject alone is preferred to one subject of several.
    """
    files = {f"{rules.root.shown}/{name}": data for name, data in rules.root.tree().items() if is_case_file(name)}
    cases = list(setups_in(files, plan))
    alone = tuple(one for (one, *more) in cases if not more)
    chosen: tuple[tuple[int, ...], Setup, tuple[Setup, ...]] | None = None
    for setups in (alone, *(case for case in cases if len(case) > 1)):
        by_id = {one.id: one for one in assemble(season_of(plan, setups), lang, "").subjects or ()} if setups else {}
        for one in setups:
            shows = _shows(by_id[one.id]) if one.id in by_id else ()
            if shows and (chosen is None or shows > chosen[0]):
                chosen = (shows, one, (one,) if setups is alone else setups)
    if chosen is None:
        return None
    _, setup, setups = chosen
    season = season_of(plan, setups)
    result = assemble(season, lang, "")
    subject = result.subject(setup.id)
    assert subject is not None
    words = Sentences(result, subject)
    return Example(
        title=_titled(setup, len(setups), lang),
        file=f"{setup.place.file}:{setup.place.line}",
        given=_given(plan, season, season.evidence.ids.index(setup.id), lang),
        lines=tuple(_line(one, words, lang) for one in subject.findings),
        outcome=tuple(_outcome(words, subject)),
    )


def _titled(setup: Setup, subjects: int, lang: Lang) -> str:
    """What the case is about, and which of several subjects it is told of."""
    if subjects == 1:
        return setup.title
    return {"zh": f"{setup.title}（其中的“{setup.name}”）", "en": f"{setup.title} (“{setup.name}” of them)"}[lang]


def _shows(subject: Subject) -> tuple[int, ...]:
    """How much a subject's result shows of the rules."""
    verdicts = [one.verdict for one in subject.findings]
    told = {"met", "partly-met", "not-met"} & set(verdicts)
    open_ = verdicts.count("insufficient")
    return int(subject.status == "evaluated"), -open_, len(told), verdicts.count("partly-met")


def _given(plan: Plan, season: Season, row: int, lang: Lang) -> Grid:
    """What was answered, by field."""
    observer = Observer(season, lang)
    rows = []
    for name, asked in plan.fields.items():
        answer = season.evidence.answers[name][row]
        label, unit, percent = observer.label(name)
        if asked.columns and answer is not None:
            said_ = _rows(answer, asked, lang)
        else:
            said_ = observer.value(row, name, season.decided.columns, unit, percent)[1]
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


def _line(found: Finding, words: Sentences, lang: Lang) -> Line:
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


def _outcome(words: Sentences, subject: Subject) -> Iterator[str]:
    """What it came to: components, then the total, grade and the like."""
    for score in subject.scores:
        mine = [one for one in subject.findings if one.component == score.id]
        yield words.component(score, mine)
    yield words.heading().split("    ", 1)[-1].strip()
