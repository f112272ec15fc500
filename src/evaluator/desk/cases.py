"""Cases beside the rules: what a scheme must say of small made-up evidence, kept in `*.cases.yaml`.

A case file names a scheme and what its cases start from; a case lays its own answers over that and says which columns
of the result it expects. A case with `subjects` sets up several at once, to be ranked and paid; no case sees another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluator.desk.case_shape import case_problems, file_problems
from evaluator.files import taken_in
from evaluator.folders import read_tree
from evaluator.language.library import BOUNDS, Library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.language.scalars import kind_of, parse_day
from evaluator.language.source import PlacedMap, decode, place_of, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.problems import Place, Problem, Told, errors_in, nearest, problem


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


def is_case_file(name: str) -> bool:
    """Whether a file of a rules folder holds cases."""
    return name.endswith(".cases.yaml")


def case_files(paths: Sequence[Path]) -> tuple[dict[str, bytes], list[Problem]]:
    """Every case file at or below the paths, by its name, and what is to be said of those that cannot be read."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            tree = read_tree(path, path.as_posix(), is_case_file, BOUNDS)
            found |= {(path / name).as_posix(): data for name, data in tree.files.items()}
            problems += tree.problems
        else:
            data = taken_in(path.as_posix(), BOUNDS.each)
            found |= {path.as_posix(): data} if isinstance(data, bytes) else {}
            problems += [data] if isinstance(data, Problem) else []
    return dict(sorted(found.items())), problems


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


def read_cases(files: Mapping[str, bytes], library: Library) -> tuple[list[CaseFile], list[Problem]]:
    """The cases of every document of some files, and what is wrong with those that cannot be run."""
    problems: list[Problem] = []
    found: list[CaseFile] = []
    for name, data in sorted(files.items()):
        text, unread = decode(data, name)
        documents, faults = read_yaml(text, name) if text is not None else ([], Told())
        problems += [*unread, *faults.closed()]
        for document in documents if not errors_in([*unread, *faults]) else []:
            reading = read_spelling(document)
            problems += reading.mixed
            made, wrong = _document(reading.document, name, library) if not reading.mixed else (None, [])
            found += [made] if made is not None else []
            problems += wrong
    return found, problems


@dataclass(frozen=True)
class Cases:
    """The case files beside some rules, read when they are first asked for: most who are given them never do."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def documents(self) -> tuple[PlacedMap, ...]:
        """The documents of all files, whatever schemes they are for; those with faults are left out."""
        found: list[PlacedMap] = []
        for name, data in sorted(self.files.items()):
            text, unread = decode(data, name)
            documents, faults = read_yaml(text, name) if text is not None and not unread else ([], Told())
            made = [read_spelling(document).document for document in documents] if not errors_in(faults) else []
            found += [one for one in made if isinstance(one, PlacedMap) and not list(file_problems(one, one.place))]
        return tuple(found)


def setups_in(cases: Cases, plan: Plan) -> Iterator[tuple[Setup, ...]]:
    """The cases of a plan's scheme and day, each as the subjects it sets up; those with faults are left out."""
    default = plan.scheme.period.to or plan.scheme.period.start
    for made in cases.documents:
        if made["cases"] != plan.scheme.scheme:
            continue
        if (parse_day(str(made["as_of"])) if "as_of" in made else default) != plan.as_of:
            continue
        tests = made["tests"]
        if any(list(case_problems(test, where, plan)) for test, where in zip(tests, tests.places, strict=True)):
            continue
        starts = {key: made.get(key) for key in ("given", "assessed")}
        base = {key: one if isinstance(one, PlacedMap) else PlacedMap() for key, one in starts.items()}
        for number, test in enumerate(tests):
            yield tuple(_together(test, base)) if "subjects" in test else (_alone(test, number, base),)


def _document(document: Any, name: str, library: Library) -> tuple[CaseFile | None, list[Problem]]:
    """The cases of a document that can be run, and what is wrong with the rest of it."""
    place = place_of(document, Place(name))
    wrong = list(file_problems(document, place))
    if wrong:
        return None, wrong
    scheme = library.schemes.get(str(document["cases"]))
    if scheme is None:
        hint = nearest(document["cases"], library.schemes)
        return None, [problem("scheme-unknown", place, found=document["cases"], nearest=hint)]
    day = scheme.period.to or scheme.period.start
    if "as_of" in document:
        given = parse_day(str(document["as_of"]))
        if given is None:
            return None, [problem("date-argument", document.places["as_of"], found=kind_of(document["as_of"]))]
        day = given
    plan, found = make_plan(scheme, library, day)
    if errors_in(found):
        return None, found
    problems: list[Problem] = []
    tests: list[PlacedMap] = []
    for test, where in zip(document["tests"], document["tests"].places, strict=True):
        wrong = list(case_problems(test, where, plan))
        problems += wrong
        tests += [] if wrong else [test]
    base = {key: document.get(key) or PlacedMap(place) for key in ("given", "assessed")}
    alone = tuple(_alone(test, number, base) for number, test in enumerate(tests) if "subjects" not in test)
    together = [tuple(_together(test, base)) for test in tests if "subjects" in test]
    # Cases are worlds of their own; where no subject could tell, they are judged in one go, which is faster.
    worlds = [(one,) for one in alone] if plan.subjects_meet else [alone] if alone else []
    titles = tuple((str(test["case"]), test.place) for test in tests)
    return CaseFile(name, plan, (*worlds, *together), titles, place), problems


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
