"""From a rules folder to a plan: files read, rule sets found by id, everything checked, all problems at once."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from evaluator.files import taken_in
from evaluator.folders import Bounds, read_tree
from evaluator.language.calendar import Calendar, CalendarYear, calendars, check_year
from evaluator.language.check import check_ruleset, check_use
from evaluator.language.check_scheme import EARLIEST
from evaluator.language.criteria import RuleSet
from evaluator.language.plan import Plan, plan_behind, scheme_alone
from evaluator.language.resolve import Resolver, links_of
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile, check_season
from evaluator.language.shape import Model, build
from evaluator.language.source import MAX_BYTES, PlacedMap, decode, place_of, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.language.stretches import own_day, stretches_alone, stretches_of
from evaluator.problems import Place, Problem, Told, in_order, nearest, problem

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


def make_plan(scheme: Scheme, library: Library, as_of: date) -> tuple[Plan, list[Problem]]:
    """The scheme resolved for a day, with everything found wrong on the way; use the plan only if no error is."""
    known = library.planned.get((id(scheme), as_of))
    if known is None:
        known = library.planned[id(scheme), as_of] = Planned(scheme, *_made(scheme, library, as_of))
    return known.plan, list(known.problems)


def _made(scheme: Scheme, library: Library, as_of: date) -> tuple[Plan, list[Problem]]:
    problems: list[Problem] = []
    used = [(part.ruleset, part.place_at("ruleset")) for part in scheme.components if part.ruleset is not None]
    files = {scheme.place.file}
    rulesets = [rules for name, place in used for rules in _in_force(name, place, library, as_of, problems, files)]
    return _planned(scheme, tuple(rulesets), library, as_of, problems, files)


def _planned(
    scheme: Scheme,
    rulesets: tuple[RuleSet, ...],
    library: Library,
    as_of: date,
    problems: list[Problem],
    files: set[str],
) -> tuple[Plan, list[Problem]]:
    """The plan of a scheme whose rule sets are found, with `problems` and those it has itself."""
    resolver = _resolver(scheme, rulesets, library, as_of, problems, files)
    problems += list(check_use(resolver))
    plan = replace(resolver.resolve(), calendar=_calendar(scheme, library, problems, files))
    problems += found_by(resolver)
    if any(item.code == "ruleset-unknown" for item in problems) or files & set(library.unusable.values()):
        problems = [item for item in problems if item.code not in _NAMES]
    return replace(plan, files=tuple(sorted(files))), problems


OF_THE_DAY = frozenset({"not-in-force", "two-in-force", "figure-not-yet"})
"""Problems of a day rather than of the rules: on a day that is not the scheme's own nobody need evaluate."""


_NAMES = frozenset({"name-unknown", "criterion-unknown", "figure-unknown", "link-unknown"})
"""Problems that a rule set which is lacking makes where it is used: they say nothing that it would not settle."""


def _calendar(scheme: Scheme, library: Library, problems: list[Problem], files: set[str]) -> Calendar | None:
    """The calendar by which a scheme's notice is counted; `files` gets those that it stands in."""
    if scheme.course is None:
        return None
    name, place = scheme.course.notice.calendar, scheme.course.notice.place_at("calendar")
    years = library.calendars.get(name, ())
    if not years:
        hint = nearest(name, library.calendars)
        problems.append(problem("calendar-unknown", place, found=name, nearest=hint))
        return None
    files.update(year.place.file for year in years)
    return calendars(years)[name]


def _in_force(
    name: str, place: Place, library: Library, as_of: date, problems: list[Problem], files: set[str]
) -> list[RuleSet]:
    """The rule set of an id that is in force on a day, if there is one; `files` gets the one it stands in.

    Of a rule set that is there with faults in it, nothing is said but those faults.
    """
    versions = library.rulesets.get(name, ())
    held = [rules for rules in versions if rules.in_force.holds(as_of)] or list(versions[:1])
    if not held and name in library.unusable:
        files.add(library.unusable[name])
    elif not held:
        hint = nearest(name, library.rulesets)
        problems.append(problem("ruleset-unknown", place, found=name, nearest=hint))
    elif len(held) > 1:
        problems.append(problem("two-in-force", held[1].place, found=name, first=held[0].place))
    files.update(rules.place.file for rules in held[:1])
    return held[:1]


def _resolver(
    scheme: Scheme,
    rulesets: tuple[RuleSet, ...],
    library: Library,
    as_of: date,
    problems: list[Problem],
    files: set[str],
    trail: tuple[str, ...] = (),
) -> Resolver:
    """The resolver of a scheme, with those of the rule sets its links lead to; a link that leads back is a problem."""
    here = (*trail, *(rules.ruleset for rules in rulesets))
    behind: dict[str, Resolver] = {}
    for name, link in links_of(*rulesets, scheme).items():
        if link.ruleset in here:
            cycle = " → ".join((*here[here.index(link.ruleset) :], link.ruleset))
            problems.append(problem("links-cycle", link.place, found=cycle))
            continue
        for rules in _in_force(link.ruleset, link.place_at("ruleset"), library, as_of, problems, files):
            other = plan_behind(scheme, rules)
            behind[name] = _resolver(other, (rules,), library, as_of, problems, files, here)
            problems += list(check_use(behind[name]))
    return Resolver(scheme, rulesets, as_of, behind)


def found_by(resolver: Resolver) -> list[Problem]:
    """What resolving found wrong, with what lies behind links."""
    return [*resolver.problems, *(one for behind in resolver.behind.values() for one in found_by(behind))]


def make_plans(season: SeasonFile, library: Library, as_of: date) -> tuple[list[Plan], list[Problem]]:
    """The plan of each scheme of a season, in its order; a scheme that is not there is a problem."""
    plans: list[Plan] = []
    problems: list[Problem] = []
    for name, place in season.named:
        scheme = library.schemes.get(name)
        if scheme is None:
            hint = nearest(name, library.schemes)
            problems.append(problem("scheme-not-there", place, found=name, nearest=hint))
            continue
        plan, found = make_plan(scheme, library, as_of)
        plans.append(plan)
        problems += found
    return plans, problems


def unused(library: Library) -> list[RuleSet]:
    """The rule sets that no scheme uses, neither directly nor behind a link."""
    reached: set[str] = set()
    waiting = [part.ruleset for scheme in library.schemes.values() for part in scheme.components if part.ruleset]
    waiting += [link.ruleset for scheme in library.schemes.values() for link in scheme.links.values()]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [link.ruleset for rules in library.rulesets.get(name, ()) for link in rules.links.values()]
    return [rules for name, versions in library.rulesets.items() if name not in reached for rules in versions]


def check_alone(rules: RuleSet, library: Library) -> list[Problem]:
    """What a rule set gets wrong that no scheme uses, on the first day on which each of its figures has a value.

    Where a scheme could not be read it may be that which uses the rule set, and says what names stand for.
    """
    starts = [value.start for values in rules.figures.values() for value in values]
    day = max(rules.in_force.start, date(EARLIEST, 1, 1), *starts)
    day = min(day, rules.in_force.to or day)
    if not rules.in_force.holds(day):  # it ends before it begins, which has been said
        return []
    alone = scheme_alone(rules, day)
    problems = _planned(alone, (rules,), library, day, [], {rules.place.file})[1]
    for stretch in stretches_alone(rules, alone):
        if not stretch.own:
            found = _planned(alone, (rules,), library, stretch.day, [], {rules.place.file})[1]
            problems += [item for item in found if item.code not in OF_THE_DAY]
    return [item for item in problems if not (library.schemes_lost and item.code in _NAMES)]


def check_library(library: Library) -> list[Problem]:
    """Every problem of a folder's rule files: each by itself, and each scheme and season with what it uses."""
    problems = list(library.problems)
    for scheme in library.schemes.values():
        problems += make_plan(scheme, library, own_day(scheme))[1]
        for stretch in stretches_of(scheme, library.rulesets):
            if not stretch.own:
                found = make_plan(scheme, library, stretch.day)[1]
                problems += [item for item in found if item.code not in OF_THE_DAY]
    for season in library.seasons.values():
        problems += make_plans(season, library, season.period.to or season.period.start)[1]
    for rules in unused(library):
        problems += check_alone(rules, library)
    return in_order(problems)
