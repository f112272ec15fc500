"""Seasons looked at: each scheme, and each rule set that no scheme uses, in every stretch in which its rules hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library
from evaluator.language.plan import Plan, every_plan
from evaluator.language.planning import OF_THE_DAY, make_plan
from evaluator.language.scheme import Component, Scheme, Total
from evaluator.language.shape import Window
from evaluator.language.stretches import Stretch, own_day, stretches_alone, stretches_of
from evaluator.problems import Place, Problem, dated, errors_in

Span = tuple[date, date | None]
"""From the first day to the last; open where there is none."""


@dataclass(frozen=True)
class Looked:
    """The plans of one stretch: a scheme's and those behind its links. None where they cannot be judged then."""

    stretch: Stretch
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Season:
    """What is looked at of one scheme, or of a rule set alone: then every day counts as much as another."""

    looked: tuple[Looked, ...]
    alone: bool = False

    @property
    def own(self) -> Looked:
        return next(one for one in self.looked if one.stretch.own)

    def named(self) -> set[str]:
        return {rules.ruleset for one in self.looked for plan in one.plans for rules in plan.rulesets}

    def spans(self, held: Iterable[int]) -> list[Span] | None:
        """The days on which something holds that was found in some stretches; None where no day need be named."""
        found = [self.looked[index].stretch for index in sorted(set(held))]
        judged = [one.stretch for one in self.looked if one.plans]
        if found == judged or (not self.alone and any(one.own for one in found)):
            return None
        return joined((one.first, one.last) for one in found)


def seasons_of(library: Library) -> list[Season]:
    """Every scheme; then every version of each rule set that stands in none of them."""
    seasons: list[Season] = []
    used: set[str] = set()
    for scheme in library.schemes.values():
        made, _ = make_plan(scheme, library, own_day(scheme))
        used |= {part.ruleset for part in scheme.components if part.ruleset}
        used |= {rules.ruleset for one in every_plan(made) for rules in one.rulesets}
        seasons.append(_looked(scheme, stretches_of(scheme, library.rulesets), library))
        used |= seasons[-1].named()
    for name, versions in library.rulesets.items():
        for rules in versions if name not in used else ():
            season = season_of(rules)
            seasons.append(replace(_looked(season, stretches_alone(rules, season), library), alone=True))
    return seasons


def _looked(scheme: Scheme, stretches: Iterable[Stretch], library: Library) -> Season:
    found: list[Looked] = []
    for one in stretches:
        then = scheme if one.period == scheme.period else scheme.model_copy(update={"period": one.period})
        plan, problems = make_plan(then, library, one.day)
        wrong = [item for item in problems if one.own or item.code not in OF_THE_DAY - {"figure-not-yet"}]
        found.append(Looked(one, () if errors_in(wrong) else tuple(every_plan(plan))))
    return Season(tuple(found))


def season_of(rules: RuleSet) -> Scheme:
    """A season in which a rule set is evaluated alone: a year from its first day, or from when its figures hold."""
    starts = [one.start for values in rules.figures.values() for one in values]
    end = max([rules.in_force.start + timedelta(days=364), *starts])
    end = min(end, rules.in_force.to or date.max)
    bare = {name: field.get_default(call_default_factory=True) for name, field in Scheme.model_fields.items()}
    scored = any(line.scoring != "check-list" for line in rules.criteria)
    total = Total.model_construct(places=2, rounding="half-even", out_of="points", origin={"*": "local"})
    alone = Component.model_construct(ruleset=rules.ruleset, panel=None, weight=Fraction(1), origin={"*": "local"})
    return Scheme.model_construct(
        **bare
        | {
            "scheme": rules.ruleset,
            "title": rules.title,
            "subject": rules.subject,
            "period": Window.model_construct(start=rules.in_force.start, to=end),
            "components": (alone,),
            "total": total if scored else None,
        }
    )


def alike(one: Plan, other: Plan) -> bool:
    """Whether two plans ask the same, so that what is proved of one is proved of the other."""
    same_rules = [rules.place for rules in one.rulesets] == [rules.place for rules in other.rulesets]
    return (
        same_rules
        and one.scheme.model_copy(update={"period": other.scheme.period}) == other.scheme
        and (one.fields, one.steps, one.groups) == (other.fields, other.steps, other.groups)
        and list(one.steps) == list(other.steps)
        and one.links.keys() == other.links.keys()
        and all(alike(link.plan, other.links[name].plan) for name, link in one.links.items())
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of days as few as can be: those that meet or overlap are one."""
    found: list[Span] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if found and (found[-1][1] is None or first <= found[-1][1] + timedelta(days=1)):
            begun, until = found.pop()
            ends = None if until is None or last is None else max(until, last)
            found.append((begun, ends))
        else:
            found.append((first, last))
    return found


Told = tuple[str, Place, tuple[tuple[str, str], ...]]


def told(item: Problem) -> Told:
    """What a finding says, whatever shows or explains it and however much was looked at."""
    beside = ("cells", "witness", "conflict")
    return item.code, item.place, tuple(part for part in item.details if part[0] not in beside)


def with_days(made: Iterable[tuple[Season, int, Problem]]) -> list[Problem]:
    """Every finding once. One that is not true of a scheme's own season says for which days it is."""
    first: dict[Told, Problem] = {}
    held: dict[Told, dict[int, tuple[Season, list[int]]]] = {}
    for season, index, item in made:
        key = told(item)
        if key not in first or (not season.alone and season.looked[index].stretch.own):
            first[key] = item
        held.setdefault(key, {}).setdefault(id(season), (season, []))[1].append(index)
    found: list[Problem] = []
    for key, item in first.items():
        spans = [season.spans(indexes) for season, indexes in held[key].values()]
        if None in spans:
            found.append(item)
        else:
            found += [dated(item, *span) for span in joined(span for part in spans if part for span in part)]
    return found
