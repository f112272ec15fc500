"""From the name of a scheme or a season to its rules: the folder read and the plans made for a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evaluator.language.check_scheme import EARLIEST, LATEST
from evaluator.language.library import Library, RuleFile, read_library, rule_files
from evaluator.language.plan import Plan, every_plan
from evaluator.language.planning import make_plan, make_plans
from evaluator.language.scalars import parse_day
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.swap import not_replaced, swapped
from evaluator.problems import Place, Problem, in_order, nearest, problem
from evaluator.roots import Root, find_root


@dataclass(frozen=True)
class Rules:
    """A scheme, or the schemes of a season, ready to run: plans, files by name, and the folder they came from."""

    root: Root
    files: Mapping[str, bytes]
    library: Library
    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]
    season: SeasonFile | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan of the one scheme asked for; None for a season, and where there is none."""
        return self.plans[0] if self.season is None and self.plans else None

    @property
    def file(self) -> str:
        """The file that was asked for."""
        return self.plans[0].scheme.place.file if self.season is None else self.season.place.file


def load_rules(name: str, rules: str | None, as_of: str | None) -> Rules:
    """The scheme or season named by its path (or id), for a day that defaults to the end of its period."""
    return load_from(name, find_root("rules", rules, Path(name)), as_of)


def load_from(name: str, root: Root, as_of: str | None) -> Rules:
    """As `load_rules`, from the folder that is meant."""
    if not root.path.is_dir():
        return Rules(root, {}, Library(), (), (problem("scheme-unknown", Place(root.shown), found=root.shown),))
    there = rule_files(root.path, root.shown)
    return _closed(root, there) or _loaded(name, root, _contents(there), read_library(there), as_of)


def _closed(root: Root, there: Sequence[RuleFile]) -> Rules | None:
    """What comes of a folder that is not read as a whole."""
    wrong = tuple(file.unread for file in there if file.unread is not None and file.key == root.shown)
    return Rules(root, {}, Library(), (), wrong) if wrong else None


def _contents(there: Sequence[RuleFile]) -> dict[str, bytes]:
    """What is in the rule files that could be read, by their names as people see them."""
    return {file.key: file.data for file in there if file.unread is None}


def load_edited(name: str, root: Root, edited: RuleFile, as_of: str | None) -> Rules:
    """As `load_rules` from a folder, with one edited file in the place of what has the same ids in it."""
    there = rule_files(root.path, root.shown)
    if closed := _closed(root, there):
        return closed
    files = _contents(there)
    library, wrong = swapped(read_library(there), edited)
    shown = replace(root, shown=edited.key)
    if wrong:
        return Rules(shown, files, library, (), tuple(wrong))
    made = replace(_loaded(name, root, {**files, edited.key: edited.data}, library, as_of), root=shown)
    if made.plans and edited.key not in made.files:
        every = [plan for one in made.plans for plan in every_plan(one)]
        known = [plan.scheme.scheme for plan in made.plans] + [used.ruleset for plan in every for used in plan.rulesets]
        return replace(made, plans=(), problems=(not_replaced(edited, known),))
    return made


def _loaded(name: str, root: Root, files: Mapping[str, bytes], library: Library, as_of: str | None) -> Rules:
    """The scheme or season of that name in a library that was read."""
    found = _named(name, root, library)
    if found is None:
        known = sorted([*library.schemes, *library.seasons])
        hint = nearest(Path(name).stem, known)
        missing = problem("scheme-unknown", found=name, expected=known, nearest=hint)
        return Rules(root, files, library, (), (*library.problems, missing))
    day = found.period.to or found.period.start
    if as_of is not None:
        given = parse_day(as_of)
        if given is None or not EARLIEST <= given.year <= LATEST:
            return Rules(root, files, library, (), (problem("date-argument", found=as_of),))
        day = given
    season = found if isinstance(found, SeasonFile) else None
    plans, problems = make_plans(season, library, day) if season is not None else _alone(found, library, day)
    needed = {file for plan in plans for file in plan.files} | {found.place.file}
    used = {name: data for name, data in files.items() if name in needed}
    lost = any(item.code in ("ruleset-unknown", "scheme-not-there") for item in problems)
    mine = [item for item in library.problems if lost or item.place.file in needed]  # lost: any failed file may be why
    return Rules(root, used, library, tuple(plans), tuple(in_order([*mine, *problems])), season)


def load_scheme(name: str, rules: str | None, as_of: str | None) -> Rules:
    """As `load_rules`, where only a single scheme will do; a season is a problem that names its schemes."""
    loaded = load_rules(name, rules, as_of)
    if loaded.season is None:
        return loaded
    schemes = [scheme for scheme, _ in loaded.season.named]
    return replace(loaded, plans=(), season=None, problems=(problem("scheme-needed", found=name, expected=schemes),))


def _alone(scheme: Scheme | SeasonFile, library: Library, day: date) -> tuple[list[Plan], list[Problem]]:
    assert isinstance(scheme, Scheme)
    plan, problems = make_plan(scheme, library, day)
    return [plan], problems


def _named(name: str, root: Root, library: Library) -> Scheme | SeasonFile | None:
    """The scheme or season at a path, below the root or as typed, or with an id."""
    typed = Path(name)
    wanted = {name, typed.as_posix(), f"{root.shown}/{name}", f"{root.shown}/{name.removeprefix('rules/')}"}
    if typed.is_file() and typed.resolve().is_relative_to(root.path.resolve()):
        wanted.add(f"{root.shown}/{typed.resolve().relative_to(root.path.resolve()).as_posix()}")
    known: list[Scheme | SeasonFile] = [*library.seasons.values(), *library.schemes.values()]
    by_file = [found for found in known if found.place.file in wanted]
    return by_file[0] if by_file else library.schemes.get(name) or library.seasons.get(name)
