"""One edited rule file in the place of what has the same ids among rules that were read."""

from collections.abc import Collection
from dataclasses import replace

from evaluator.language.calendar import CalendarYear
from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.problems import Place, Problem, errors_in, nearest, problem


def swapped(library: Library, edited: RuleFile) -> tuple[Library, list[Problem]]:
    """The library with the rule sets, schemes and seasons of a file instead of its own; or what is wrong with it.

    Of a rule set in versions the one that is in force from the same day gives way.
    """
    mine = read_library([edited])
    if errors_in(mine.problems):
        return library, list(mine.problems)
    if not {*_ids(mine)} & {*_ids(library)}:
        return library, [not_replaced(edited, _ids(library))]
    versions = {name: _versions(library.rulesets.get(name, ()), new) for name, new in mine.rulesets.items()}
    return replace(
        library,
        rulesets=library.rulesets | versions,
        schemes=library.schemes | mine.schemes,
        seasons=library.seasons | mine.seasons,
        calendars=library.calendars
        | {name: _years(library.calendars.get(name, ()), of) for name, of in mine.calendars.items()},
        problems=(*library.problems, *mine.problems),
    ), []


def not_replaced(edited: RuleFile, known: Collection[str]) -> Problem:
    """That a file has none of the ids in use."""
    ids = _ids(read_library([edited]))
    found = next((name for name in ids if name not in known), ids[0] if ids else edited.key)
    return problem("edited-unknown", Place(edited.key), found=found, nearest=nearest(found, known))


def _ids(library: Library) -> list[str]:
    return [*library.rulesets, *library.schemes, *library.seasons, *library.calendars]


def _years(old: tuple[CalendarYear, ...], new: tuple[CalendarYear, ...]) -> tuple[CalendarYear, ...]:
    given = {one.year for one in new}
    return (*(one for one in old if one.year not in given), *new)


def _versions(old: tuple[RuleSet, ...], new: tuple[RuleSet, ...]) -> tuple[RuleSet, ...]:
    if len(old) == 1:
        return new
    starts = {rules.in_force.start for rules in new}
    return (*(rules for rules in old if rules.in_force.start not in starts), *new)
