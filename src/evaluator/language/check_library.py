"""Checks of a whole folder of rules: each scheme and season with what it uses, and rule sets that nothing uses."""

from datetime import date

from evaluator.language.check_scheme import EARLIEST
from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library
from evaluator.language.plan import scheme_alone
from evaluator.language.planning import OF_NAMES, OF_THE_DAY, make_plan, make_plans, plan_of
from evaluator.language.stretches import own_day, stretches_alone, stretches_of
from evaluator.problems import Problem, in_order


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
    problems = plan_of(alone, (rules,), library, day, [], {rules.place.file})[1]
    for stretch in stretches_alone(rules, alone):
        if not stretch.own:
            found = plan_of(alone, (rules,), library, stretch.day, [], {rules.place.file})[1]
            problems += [item for item in found if item.code not in OF_THE_DAY]
    return [item for item in problems if not (library.schemes_lost and item.code in OF_NAMES)]


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
