"""A folder of rule files as read: rule sets, schemes, seasons and calendars by id, each checked by itself."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from evaluator.files import taken_in
from evaluator.folders import Bounds, read_tree
from evaluator.language.calendar import CalendarYear, check_year
from evaluator.language.check import check_ruleset
from evaluator.language.criteria import RuleSet
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile, check_season
from evaluator.language.shape import Model, build
from evaluator.language.source import MAX_BYTES, PlacedMap, decode, place_of, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.problems import Place, Problem, Told, problem

BOUNDS = Bounds(files=10_000, each=MAX_BYTES, all=1 << 26)
"""Of a folder of rules; those there are have some hundreds of kilobytes."""


M = TypeVar("M", bound=Model)


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class RuleFile:
    """One rule file as read. `key` is its name as people see it; `unread` is why there is nothing in it."""

    key: str
    data: bytes
    unread: Problem | None = None


class Planned(NamedTuple):
    """A scheme, kept so that nothing else has its identity, with its plan and what is wrong with it."""

    scheme: Scheme
    plan: Plan
    problems: list[Problem]


@dataclass(frozen=True)
class Library:
    """Every rule set, scheme, season and calendar of a folder, by id, with what is wrong with files.

    `unusable` are the files of rule sets that are there but have faults, by the id that they give; `schemes_lost` says
    whether there may be schemes that could not be read.
    """

    rulesets: dict[str, tuple[RuleSet, ...]] = field(default_factory=dict)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    seasons: dict[str, SeasonFile] = field(default_factory=dict)
    calendars: dict[str, tuple[CalendarYear, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unusable: Mapping[str, str] = field(default_factory=dict)
    schemes_lost: bool = False
    planned: "dict[tuple[int, date], Planned]" = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `make_plan` made, by the identity of the scheme and the day: a check asks for most plans several times."""


def is_rule_file(path: Path) -> bool:
    """Whether a file of a rules folder holds rules: YAML, not cases, not hidden."""
    return (
        path.suffix in (".yaml", ".yml")
        and not path.name.endswith((".cases.yaml", ".cases.yml"))
        and not path.name.startswith((".", "_"))
    )


def rule_files(root: Path, shown_as: str) -> list[RuleFile]:
    """The rule files below `root`, named as under `shown_as`, in the order of their names.

    Of a folder beyond all bounds there is one, of its name, that says so.
    """
    tree = read_tree(root, shown_as, lambda name: is_rule_file(Path(name)), BOUNDS)
    found = [RuleFile(f"{shown_as}/{name}", data) for name, data in tree.files.items()]
    return found + [RuleFile(one.place.file, b"", one) for one in tree.problems]


def rule_file(path: Path) -> RuleFile:
    """The one rule file at a path."""
    data = taken_in(path.as_posix(), MAX_BYTES)
    return RuleFile(data.place.file, b"", data) if isinstance(data, Problem) else RuleFile(path.as_posix(), data)


def read_library(files: Iterable[RuleFile]) -> Library:
    """Models of all files; a file that is neither a rule set, a scheme nor a season is a problem."""
    problems: list[Problem] = []
    rulesets: dict[str, tuple[RuleSet, ...]] = {}
    schemes: dict[str, Scheme] = {}
    seasons: dict[str, SeasonFile] = {}
    years: dict[tuple[str, int], CalendarYear] = {}
    unusable: dict[str, str] = {}
    schemes_lost = False
    for file in files:
        read = _read(file)
        problems += read.problems
        schemes_lost |= read.broken
        for one in read.documents:
            problems += one.problems
            if one.made is None and one.named:
                unusable[one.named] = file.key
            schemes_lost |= one.made is None and not one.named
            if isinstance(one.made, RuleSet):
                rulesets[one.made.ruleset] = (*rulesets.get(one.made.ruleset, ()), one.made)
            elif isinstance(one.made, Scheme):
                _once(one.made.scheme, one.made, schemes, problems)
            elif isinstance(one.made, SeasonFile):
                _once(one.made.season, one.made, seasons, problems)
            elif isinstance(one.made, CalendarYear):
                _once((one.made.calendar, one.made.year), one.made, years, problems)
    known: dict[str, tuple[CalendarYear, ...]] = {}
    for (name, _), year in sorted(years.items()):
        known[name] = (*known.get(name, ()), year)
    return Library(rulesets, schemes, seasons, known, tuple(problems), unusable, schemes_lost)


@dataclass(frozen=True)
class _Document:
    """One document of a rule file: its model, if it could be made; the id of the rule set it is; what is wrong."""

    made: RuleSet | Scheme | SeasonFile | CalendarYear | None
    named: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Read:
    """What a rule file holds; of one that is `broken` no model is made."""

    documents: tuple[_Document, ...]
    problems: tuple[Problem, ...]
    broken: bool


@lru_cache(maxsize=256)
def _read(file: RuleFile) -> _Read:
    """A rule file by itself; who reads a folder again, an edit in one file of it, has the others already."""
    if file.unread is not None:
        return _Read((), (file.unread,), broken=True)
    text, unread = decode(file.data, file.key)
    documents, faults = read_yaml(text, file.key) if text is not None else ([], Told())
    found = (*unread, *faults.closed())
    if any(item.severity == "error" for item in found):
        return _Read(tuple(_Document(None, _named(one)) for one in documents), found, broken=True)
    return _Read(tuple(_document(one, file.key) for one in documents or [None]), found, broken=False)


def _document(document: Any, file: str) -> _Document:
    reading = read_spelling(document)
    problems = list(reading.mixed)
    made = None if reading.mixed else _model(reading.document, file, problems)
    if isinstance(made, RuleSet):
        problems.extend(check_ruleset(made))
    elif isinstance(made, SeasonFile):
        problems.extend(check_season(made))
    elif isinstance(made, CalendarYear):
        problems.extend(check_year(made))
    return _Document(made, _named(reading.document), tuple(problems))


def _once(name: K, made: M, known: dict[K, M], problems: list[Problem]) -> None:
    """Keep what an id names (of a calendar, with its year), if it is the first of that id."""
    if name in known:
        said = " ".join(map(str, name)) if isinstance(name, tuple) else name
        problems.append(problem("id-twice", made.place, found=said, first=known[name].place))
    known.setdefault(name, made)


def _named(document: Any) -> str:
    """The id of a rule set, as far as it can be read."""
    name = document.get("ruleset") if isinstance(document, PlacedMap) else None
    return str(name) if isinstance(name, str) else ""


def _model(document: Any, file: str, problems: list[Problem]) -> RuleSet | Scheme | SeasonFile | CalendarYear | None:
    if isinstance(document, PlacedMap) and "ruleset" in document:
        return build(RuleSet, document, problems)
    if isinstance(document, PlacedMap) and "scheme" in document:
        return build(Scheme, document, problems)
    if isinstance(document, PlacedMap) and "season" in document:
        return build(SeasonFile, document, problems)
    if isinstance(document, PlacedMap) and "calendar" in document:
        return build(CalendarYear, document, problems)
    problems.append(problem("not-a-rule-file", place_of(document, Place(file))))
    return None
