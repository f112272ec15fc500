"""From a scheme to its plan for a day: rule sets found by id, links followed, all problems at once."""

from dataclasses import replace
from datetime import date

from evaluator.language.calendar import Calendar, calendars
from evaluator.language.check import check_use
from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library, Planned
from evaluator.language.plan import Plan, plan_behind
from evaluator.language.resolve import Resolver, links_of
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.problems import Place, Problem, nearest, problem

OF_THE_DAY = frozenset({"not-in-force", "two-in-force", "figure-not-yet"})
"""Problems of a day rather than of the rules: on a day that is not the scheme's own nobody need evaluate."""

OF_NAMES = frozenset({"name-unknown", "criterion-unknown", "figure-unknown", "link-unknown"})
"""Problems that a rule set which is lacking makes where it is used: they say nothing that it would not settle."""


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
    return plan_of(scheme, tuple(rulesets), library, as_of, problems, files)


def plan_of(
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
        problems = [item for item in problems if item.code not in OF_NAMES]
    return replace(plan, files=tuple(sorted(files))), problems


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
