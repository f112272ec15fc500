"""Cases run: the subjects of a case judged as a season's are, and what is expected of them compared with that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.desk.case_shape import DOCUMENTS
from evaluator.desk.cases import CaseFile, Setup, read_cases
from evaluator.evidence.model import RawMark, Record
from evaluator.evidence.readings import Read
from evaluator.evidence.values import is_missing
from evaluator.inference.conclude import Judge
from evaluator.language.library import Library
from evaluator.language.plan import Plan
from evaluator.language.vocabulary import spelt_column, spelt_outcome
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import Place, Problem, in_order, problem
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.table import table
from evaluator.standing.issue import issued
from evaluator.standing.season import Inputs, Season


@dataclass(frozen=True)
class Ran:
    """What running cases came to."""

    passed: int
    problems: tuple[Problem, ...]


def run_cases(files: Mapping[str, bytes], library: Library) -> Ran:
    """Run every case of the files against the library's schemes."""
    return judge_cases(*read_cases(files, library))


def judge_cases(made: Sequence[CaseFile], problems: list[Problem], progress: Progress = UNSEEN) -> Ran:
    """Judge cases that were read, beside what was wrong with the files."""
    failed, problems, judge = 0, list(problems), Judge()
    for one in counted(progress, "cases", made):
        for setups in one.batches:
            failed += len(differing(season_of(one.plan, setups, judge), setups, problems))
    return Ran(sum(len(one.titles) for one in made) - failed, tuple(in_order(problems)))


def differing(season: Season, setups: Sequence[Setup], problems: list[Problem]) -> set[Place]:
    """What is expected of subjects compared with how they were judged; the places of cases that failed."""
    faults = [p for p in season.problems if p.severity == "error" and p.code != "marks-too-few"]  # marks are optional
    problems += [item for item in faults if item.code == "field-unknown"]
    rows = {row["id"]: row for row in table(season).to_dicts()}
    documents = _documents(season, rows) if any(DOCUMENTS in one.expect for one in setups) else {}
    failed = set()
    for one in setups:
        row = rows.get(one.id, {})
        for column, wanted in one.expect.items():
            found, expected = row.get(column), str(wanted)
            if column == DOCUMENTS:
                found, expected = _list(documents.get(one.id, ())), _list(wanted)
            if found is None or found != expected:
                place = one.expect.places[column]
                shown = spelt_column(column, place)
                details = {
                    "what": shown if one.id.startswith("case-") else f"{one.id}.{shown}",
                    "found": spelt_outcome(found or "", column, place),
                    "expected": spelt_outcome(expected, column, place),
                }
                problems.append(problem("case-differs", place, subject=one.title, **details))
                failed.add(one.place)
        if one.place in failed:  # what was refused may be why; in a case that holds it is what the case is about
            problems += [item for item in faults if item.subject == one.id]
    return failed


def _documents(season: Season, rows: Mapping[str, Any]) -> dict[str, list[str]]:
    """The documents each subject gets."""
    names = ("status", "grade", "tier", "interview")
    given = issued(season, {name: [rows[one][name] for one in season.evidence.ids] for name in names})
    return {
        one: [document for document, who in given.items() if who[row]] for row, one in enumerate(season.evidence.ids)
    }


def _list(ids: Iterable[str]) -> str:
    return "[" + ", ".join(sorted(map(str, ids))) + "]"


def season_of(plan: Plan, setups: Sequence[Setup], judge: Judge | None = None) -> Season:
    """Subjects of cases judged together, as evidence is; by a `judge` that may have judged others before."""
    return judge_season(plan, inputs_of(plan, setups), judge)


def inputs_of(plan: Plan, setups: Sequence[Setup]) -> Inputs:
    """Subjects of cases, submitted together."""
    from_earlier = {name: asked.earlier for name, asked in plan.fields.items() if asked.earlier is not None}
    records = [
        Record(
            one.place,
            {
                "kind": one.kind or plan.scheme.subject,
                "id": one.id,
                "name": one.name,
                "street": one.street,
                "community": one.community,
            },
            {name: value for name, value in one.answers.items() if name not in from_earlier},
            one.answers.places,
            one.assessed,
        )
        for one in setups
    ]
    earlier = {
        one.id: {
            column: str(one.answers[name])
            for name, column in from_earlier.items()
            if not is_missing(one.answers.get(name), cells=False)
        }
        for one in setups
        if not one.kind
    }
    marks = [  # the judges of one case are not those of another
        RawMark(f"judge {number}, line {one.place.line}", one.id, aspect, mark, place)
        for one in setups
        for aspect, given in one.marks.items()
        for number, (mark, place) in enumerate(zip(given, given.places, strict=True), 1)
    ]
    return gather_season(plan, [Read(records=records, marks=tuple(marks))], earlier)
