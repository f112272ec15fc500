"""A plan: one scheme with its rule sets, resolved for one day. Everything after this stage reads plans."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from evaluator.language.calendar import Calendar
from evaluator.language.conditions import Condition, names_in
from evaluator.language.criteria import Criterion, Group, Link, RuleSet
from evaluator.language.derived_from_others import Compared, PointsOf
from evaluator.language.fields import Asking
from evaluator.language.quantity import Derived
from evaluator.language.scheme import Scheme
from evaluator.problems import Place, Problem, nearest, problem


@dataclass(frozen=True)
class Plan:
    """A scheme whose names and values are settled.

    `steps` are the derived quantities and criteria by the names conditions know them by, each after those it is worked
    out from; `sheet` are the criteria in the order they are written.
    """

    scheme: Scheme
    rulesets: tuple[RuleSet, ...]
    as_of: date
    fields: Mapping[str, Asking]
    steps: Mapping[str, Derived | Criterion]
    sheet: tuple[Criterion, ...]
    groups: tuple[Group, ...]
    links: Mapping[str, "Linked"] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    calendar: Calendar | None = None

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        """The derived quantities by name, in the order they are worked out."""
        return {name: step for name, step in self.steps.items() if isinstance(step, Derived)}

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria in the order they are judged."""
        return tuple(step for step in self.steps.values() if isinstance(step, Criterion))

    @property
    def graded_by_points(self) -> bool:
        """Whether the scheme has totals at all; a check-list has none."""
        return self.scheme.total is not None

    @property
    def subjects_meet(self) -> bool:
        """Whether the points or grade of one subject may depend on which others there are.

        Its rank always may, and with it what follows from that alone: the tier and money it gets, and an interview.
        Links to another kind lead to no other subject of this one.
        """
        return (
            any(link.kind == self.scheme.subject for link in self.links.values())
            or any(grade.quota is not None for grade in self.scheme.grades)
            or any(isinstance(one, Compared) for one in self.derived.values())
            or any(line.when_not_applicable == "mean_of_others" for line in self.sheet)
        )

    @property
    def separable(self) -> bool:
        """Whether the quantities and findings of a subject depend on that subject alone.

        Subjects may then be judged in parts, wherever each part is, and the parts joined.
        """
        compared = any(isinstance(one, Compared) for one in self.derived.values())
        means = any(line.when_not_applicable == "mean_of_others" for line in self.criteria)
        return not (self.links or compared or means)

    @property
    def out_of(self) -> Fraction | None:
        """What components are scored out of; None where their points are taken as they are."""
        total = self.scheme.total
        return Fraction(100) if total is None else None if total.out_of == "points" else total.out_of

    @property
    def asked(self) -> dict[str, Asking]:
        """The fields people submit: all but those an earlier result answers."""
        return {name: asked for name, asked in self.fields.items() if asked.earlier is None}

    @property
    def last_day(self) -> date:
        """The last day whose events count: the period's end or the evaluation's date, whichever is earlier."""
        end = self.scheme.period.to
        return self.as_of if end is None else min(end, self.as_of)


@dataclass(frozen=True)
class Linked:
    """A link and the plan by which the subjects behind it are judged."""

    link: Link
    plan: Plan

    @property
    def kind(self) -> str:
        """The kind of the subjects behind it."""
        return self.plan.scheme.subject


def every_plan(plan: Plan) -> Iterator[Plan]:
    """A plan and those behind its links, each before those behind its own."""
    yield plan
    for link in plan.links.values():
        yield from every_plan(link.plan)


def plan_behind(scheme: Scheme, rules: RuleSet) -> Scheme:
    """The season of subjects behind a link: the same period, and their own rule set alone."""
    kept = {"scheme", "title", "noun", "plural", "measure", "period", "authority", "source"}
    bare = {name: value for name, value in _BARE.items() if name not in kept}
    return scheme.model_copy(update=bare | {"subject": rules.subject, "components": ()})


def scheme_alone(rules: RuleSet, day: date) -> Scheme:
    """The season of a single day in which a rule set that no scheme uses can be read."""
    period = rules.in_force.model_copy(update={"start": day, "to": day})
    own = {"scheme": rules.ruleset, "title": rules.title, "subject": rules.subject, "period": period}
    return Scheme.model_construct(**_BARE | own | {"components": ()})


_BARE = {name: field.get_default(call_default_factory=True) for name, field in Scheme.model_fields.items()}
"""What a scheme has of which nothing is said."""


def conditions_of(line: Criterion) -> list[Condition]:
    """Every condition a criterion is judged by."""
    found = [line.applies, line.when, *(band.when for band in line.bands)]
    found += [line.none_if, *(entry.when for entry in line.entries)]
    return [condition for condition in found if condition is not None]


def used_by(line: Criterion) -> list[str]:
    """Names of everything a criterion is judged by: fields, quantities, and findings of other criteria."""
    return [*(name for condition in conditions_of(line) for name in names_in(condition)), *numbers_used(line)]


def judged_for(quantity: PointsOf, groups: Iterable[Group]) -> tuple[str, ...]:
    """Ids of the criteria whose points a quantity is: those of a group, of groups within it, or the one it names."""
    by_id = {group.id: group for group in groups}
    found: list[str] = []
    waiting, seen = [quantity.points_of], set()
    while waiting:
        name = waiting.pop(0)
        if name not in by_id:
            found.append(name)
        elif name not in seen:
            seen.add(name)
            waiting = [*by_id[name].criteria, *waiting]
    return tuple(dict.fromkeys(found))


def numbers_used(line: Criterion) -> list[str]:
    """Names of the numbers a criterion's points are computed from."""
    found = [*line.proportional.numbers] if line.proportional else []
    for entry in line.entries:
        found += [name for name in (entry.measured, entry.above, entry.below) if isinstance(name, str)]
    return list(dict.fromkeys(found))


def full_marks(rules: RuleSet, without: Collection[str] = (), parts: Collection[str] | None = None) -> Fraction | None:
    """What a rule set, or some of its criteria and groups, can earn: worths within the caps of groups.

    Bonuses are no part of it, nor are the criteria of `without`, which were left out. None where it is open: a
    criterion has no maximum, and no group keeps it within a cap.
    """
    groups = {group.id: group for group in rules.groups}
    counted = {
        line.id: line
        for line in rules.criteria
        if not line.bonus and line.scoring != "check-list" and line.id not in without
    }

    def whole(name: str) -> Fraction | None:
        group = groups.get(name)
        if group is None:
            return counted[name].of if name in counted else Fraction(0)
        total = highest(map(whole, group.criteria), group.best)
        return total if group.cap is None else group.cap if total is None else min(total, group.cap)

    return highest(map(whole, rules.topmost if parts is None else parts))


def highest(points: Iterable[Fraction | None], number: int | None = None) -> Fraction | None:
    """The sum of the `number` highest, or of all; None is without bound, and so is a sum with it."""
    known = list(points)
    if None in known:
        return None
    return sum(sorted((one for one in known if one is not None), reverse=True)[:number], Fraction(0))


def missing_name(name: str, place: Place, terms: Iterable[str]) -> Problem:
    return problem("name-unknown", place, found=name, nearest=nearest(name, terms))
