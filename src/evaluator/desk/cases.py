"""Cases beside the rules: what a scheme must say of small made-up evidence, kept in `*.cases.yaml`.

A case file names a scheme and what its cases start from; a case lays its own answers over that and says which columns
of the result it expects. A case with `subjects` sets up several at once, to be ranked and paid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluator.evidence.model import RawMark, Read, Record
from evaluator.evidence.values import is_missing
from evaluator.language.load import Library, errors_in, make_plan
from evaluator.language.plan import Plan
from evaluator.language.shape import kind_of, parse_day
from evaluator.language.source import PlacedList, PlacedMap, decode, place_of, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.language.vocabulary import spelt_column, spelt_outcome
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import Place, Problem, in_order, nearest, problem
from evaluator.result.table import table
from evaluator.standing.season import Season

FILE_KEYS = ("cases", "as_of", "given", "assessed", "tests")
CASE_KEYS = ("case", "given", "assessed", "marks", "expect", "subjects")
SUBJECT_KEYS = ("given", "assessed", "marks", "street", "community", "kind", "id", "name")
"""`kind`, `id` and `name` are for subjects behind a link, which start from nothing the others share."""

ALONE = frozenset({"rank", "tier", "subsidy", "interview"})
"""Columns that depend on who else there is, so that a case must set up its subjects to expect them."""


@dataclass(frozen=True)
class Ran:
    """What running cases came to."""

    passed: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Setup:
    """One subject of a case."""

    id: str
    answers: PlacedMap
    assessed: PlacedMap
    marks: Mapping[str, Any]
    street: str
    community: str
    kind: str
    name: str
    expect: PlacedMap
    title: str
    place: Place


def case_files(paths: Sequence[Path]) -> list[Path]:
    """Every case file at or below the paths."""
    found: set[Path] = set()
    for path in paths:
        found |= {path} if path.is_file() else {one for one in path.rglob("*.cases.yaml") if one.is_file()}
    return sorted(found)


@dataclass(frozen=True)
class CaseFile:
    """The cases of one document: the plan they are put to, and in each batch the subjects that are judged together.

    The first batch are the cases of one subject, where there are any; each further batch is a case of several.
    """

    name: str
    plan: Plan
    batches: tuple[tuple[Setup, ...], ...]
    titles: tuple[tuple[str, Place], ...]
    place: Place


def run_cases(files: Mapping[str, bytes], library: Library) -> Ran:
    """Run every case of the files against the library's schemes."""
    return judge_cases(*read_cases(files, library))


def judge_cases(made: Sequence[CaseFile], problems: list[Problem]) -> Ran:
    """Judge cases that were read, beside what was wrong with the files."""
    failed, problems = 0, list(problems)
    for one in made:
        for setups in one.batches:
            failed += len(judged(one.plan, setups, problems))
    return Ran(sum(len(one.titles) for one in made) - failed, tuple(in_order(problems)))


def read_cases(files: Mapping[str, bytes], library: Library) -> tuple[list[CaseFile], list[Problem]]:
    """The cases of every document of some files, and what is wrong with those that cannot be run."""
    problems: list[Problem] = []
    found: list[CaseFile] = []
    for name, data in sorted(files.items()):
        text, unread = decode(data, name)
        documents, faults = read_yaml(text, name) if text is not None else ([], [])
        problems += unread + faults
        for document in documents if not errors_in(unread + faults) else []:
            reading = read_spelling(document)
            problems += reading.mixed
            made = _document(reading.document, name, library) if not reading.mixed else []
            if isinstance(made, CaseFile):
                found.append(made)
            else:
                problems += made
    return found, problems


def _document(document: Any, name: str, library: Library) -> CaseFile | list[Problem]:
    place = place_of(document, Place(name))
    if not isinstance(document, PlacedMap) or "cases" not in document or not set(document) <= set(FILE_KEYS):
        return [problem("case-shape", place, found=kind_of(document))]
    scheme = library.schemes.get(str(document["cases"]))
    if scheme is None:
        hint = nearest(document["cases"], library.schemes)
        return [problem("scheme-unknown", place, found=document["cases"], nearest=hint)]
    day = scheme.period.to or scheme.period.start
    if "as_of" in document:
        given = parse_day(str(document["as_of"]))
        if given is None:
            return [problem("date-argument", document.places["as_of"], found=kind_of(document["as_of"]))]
        day = given
    plan, found = make_plan(scheme, library, day)
    if errors_in(found):
        return found
    tests = document.get("tests")
    starts = {key: document.get(key) for key in ("given", "assessed")}
    if not isinstance(tests, PlacedList) or not all(_shaped(test) for test in tests):
        return [problem("case-shape", document.places.get("tests", place), found=kind_of(tests))]
    for key, one in starts.items():
        if one is not None and not isinstance(one, PlacedMap):
            return [problem("case-shape", document.places[key], found=kind_of(one))]
    base = {key: one if one is not None else PlacedMap(place) for key, one in starts.items()}
    alone = tuple(_alone(test, number, base) for number, test in enumerate(tests) if "subjects" not in test)
    together = [tuple(_together(test, base)) for test in tests if "subjects" in test]
    titles = tuple((str(test["case"]), test.place) for test in tests)
    return CaseFile(name, plan, tuple(filter(None, (alone, *together))), titles, place)


def _shaped(test: Any) -> bool:
    if not isinstance(test, PlacedMap) or not set(test) <= set(CASE_KEYS) or not isinstance(test.get("case"), str):
        return False
    if not isinstance(test.get("expect"), PlacedMap) or not _parts_shaped(test):
        return False
    if "subjects" not in test:
        return not set(test["expect"]) & ALONE
    subjects = test["subjects"]
    if not isinstance(subjects, PlacedMap) or not all(isinstance(one, PlacedMap) for one in subjects.values()):
        return False
    return all(set(one) <= set(SUBJECT_KEYS) and _parts_shaped(one) for one in subjects.values()) and all(
        name in subjects and isinstance(wanted, PlacedMap) for name, wanted in test["expect"].items()
    )


def _parts_shaped(part: PlacedMap) -> bool:
    """Whether answers and what people judged are mappings, and marks a mapping from aspects to lists."""
    marks = part.get("marks", PlacedMap())
    if not all(isinstance(part.get(key, PlacedMap()), PlacedMap) for key in ("given", "assessed", "marks")):
        return False
    return all(isinstance(row, PlacedList) for row in marks.values())


def _over(base: PlacedMap, more: Any) -> PlacedMap:
    """Answers of a case laid over those all cases start from."""
    made = PlacedMap(base.place)
    for part in (base, more if isinstance(more, PlacedMap) else PlacedMap()):
        for key, value in part.items():
            made[key], made.places[key], made.key_places[key] = value, part.places[key], part.key_places[key]
    return made


def _alone(test: PlacedMap, number: int, base: Mapping[str, PlacedMap]) -> Setup:
    answers, assessed = (_over(base[key], test.get(key)) for key in ("given", "assessed"))
    marks, name = test.get("marks") or {}, f"case-{number:05}"
    return Setup(name, answers, assessed, marks, "—", "—", "", name, test["expect"], test["case"], test.place)


def _together(test: PlacedMap, base: Mapping[str, PlacedMap]) -> Iterator[Setup]:
    shared = {key: _over(base[key], test.get(key)) for key in ("given", "assessed")}
    for name, own in test["subjects"].items():
        expect = test["expect"].get(name, PlacedMap(test.place))
        kind, called = str(own.get("kind", "")), str(own.get("name", name))
        marks = own.get("marks") or (not kind and test.get("marks")) or {}
        street, community = str(own.get("street", "—")), str(own.get("community", "—"))
        known = str(own.get("id", name))  # another kind's subject may have the same
        answers, assessed = (_over(PlacedMap(own.place) if kind else shared[key], own.get(key)) for key in shared)
        yield Setup(known, answers, assessed, marks, street, community, kind, called, expect, test["case"], test.place)


def judged(plan: Plan, setups: Sequence[Setup], problems: list[Problem]) -> set[Place]:
    """Judge subjects together and compare what is expected of each; the places of cases that failed."""
    season = season_of(plan, setups)
    faults = [p for p in season.problems if p.severity == "error" and p.code != "marks-too-few"]  # marks are optional
    problems += [item for item in faults if item.code == "field-unknown"]
    rows = {row["id"]: row for row in table(season).to_dicts()}
    failed = set()
    for one in setups:
        row = rows.get(one.id, {})
        for column, expected in one.expect.items():
            found = row.get(column)
            if found is None or found != str(expected):
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


def season_of(plan: Plan, setups: Sequence[Setup]) -> Season:
    """The season of the subjects of a batch."""
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
    marks = [
        RawMark(f"judge {number}", one.id, aspect, mark, one.place)
        for one in setups
        for aspect, given in one.marks.items()
        for number, mark in enumerate(given, 1)
    ]
    inputs = gather_season(plan, [Read(records=records, marks=tuple(marks))], earlier)
    return judge_season(plan, inputs)
