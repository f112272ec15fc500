"""The history of every figure a scheme rests on: its values by day, who set each, and where it is used.

Two kinds have one: figures kept by date under `figures`, and what the rules state themselves (worths, limits,
conditions, places, amounts), which changes from one version of a rule set to the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluator.desk.stated import Stated, stated_by_rules, stated_by_scheme
from evaluator.language.conditions import Combination, Figure, Test
from evaluator.language.criteria import RuleSet
from evaluator.language.fields import Dated, figure_at
from evaluator.language.library import Library
from evaluator.language.plan import Plan, every_plan
from evaluator.language.planning import make_plan
from evaluator.language.scheme import Scheme
from evaluator.language.shape import Model, Source, Text
from evaluator.problems import Lang, Place
from evaluator.result.told_scheme import Schemes
from evaluator.result.words import said


@dataclass(frozen=True)
class Holding:
    """One value, from when and until when it holds, whose it is, and whether it is the one of the day asked for."""

    value: str
    start: date
    to: date | None
    origin: str
    authority: str
    place: Place
    now: bool


@dataclass(frozen=True)
class Use:
    """A part of the rules that rests on a figure."""

    title: str
    place: Place


@dataclass(frozen=True)
class History:
    """One figure: whether it is kept by date or stated in a rule, its values in order, and where it is used."""

    name: str
    title: str
    dated: bool
    holdings: tuple[Holding, ...]
    used: tuple[Use, ...] = ()


def histories(plan: Plan, library: Library, lang: Lang) -> tuple[History, ...]:
    """Every figure of a scheme: those kept by date first, then what its rules state, in the order of the rules."""
    told = Schemes(plan, lang)
    versions = _versions(plan, library)
    found = [*_dated(plan, library, versions, told)]
    for name, held in versions.items():
        found += _of_versions(name, held, plan, library, lang)
    source = library.schemes.get(plan.scheme.scheme, plan.scheme)
    for one in stated_by_scheme(told, source):
        period = plan.scheme.period
        holding = _holding(one, period.start, period.to, plan.as_of)
        found.append(History(one.name, one.title, dated=False, holdings=(holding,)))
    return tuple(found)


def _versions(plan: Plan, library: Library) -> dict[str, tuple[RuleSet, ...]]:
    """Every version of each rule set in use, those behind links included, the earliest first."""
    names = dict.fromkeys(rules.ruleset for one in every_plan(plan) for rules in one.rulesets)
    return {
        name: tuple(sorted(library.rulesets.get(name, ()), key=lambda rules: rules.in_force.start)) for name in names
    }


# Figures kept by date


def _dated(plan: Plan, library: Library, versions: Mapping[str, Sequence[RuleSet]], told: Schemes) -> Iterator[History]:
    scheme = library.schemes.get(plan.scheme.scheme, plan.scheme)
    names = dict.fromkeys(name for held in versions.values() for rules in held for name in rules.figures)
    names |= dict.fromkeys(scheme.figures)
    every: list[RuleSet | Scheme] = [rules for held in versions.values() for rules in held]
    every.append(scheme)
    for name in names:
        holdings: list[Holding] = []
        for part in every:
            if name in part.figures:
                window = part.in_force if isinstance(part, RuleSet) else part.period
                end = window.to if isinstance(part, RuleSet) else None
                begin = window.start if isinstance(part, RuleSet) else date.min
                holdings += _within(part.figures[name], begin, end, plan.as_of, told, part)
        used = tuple(dict.fromkeys(use for part in every for use in _uses(part, name, told)))
        yield History(name, name, dated=True, holdings=tuple(sorted(holdings, key=lambda one: one.start)), used=used)


def _within(
    values: tuple[Dated, ...], begin: date, end: date | None, as_of: date, told: Schemes, part: RuleSet | Scheme
) -> Iterator[Holding]:
    """The values of a figure as far as the rule set they stand in is in force."""
    ordered = sorted(values, key=lambda one: one.start)
    current = figure_at(values, as_of)
    for one, following in zip(ordered, [*ordered[1:], None], strict=True):
        start = max(one.start, begin)
        last = None if following is None else following.start - timedelta(days=1)
        to = end if last is None else last if end is None else min(last, end)
        if to is not None and to < start:
            continue
        now = one is current and start <= as_of and (to is None or as_of <= to)
        authority = told.say(one.authority) or told.say(part.authority)
        yield Holding(
            _value(one.value, told.lang), start, to, told.whose(one.origin, "Dated"), authority, one.place, now
        )


def _value(value: object, lang: Lang) -> str:
    return said(tuple(value) if isinstance(value, list) else value, lang)


def _uses(part: Model, name: str, told: Schemes) -> Iterator[Use]:
    """Where a figure is named, by the part of the rules it stands in that has a title."""
    yield from _walk(part, name, told, "", part.place)


def _walk(node: Any, name: str, told: Schemes, title: str, place: Place) -> Iterator[Use]:
    if isinstance(node, Figure):
        if node.name == name:
            yield Use(title, node.place)
    elif isinstance(node, Test):
        yield from _walk(node.value, name, told, title, place)
    elif isinstance(node, Combination):
        for inner in node.parts:
            yield from _walk(inner, name, told, title, place)
    elif isinstance(node, Model):
        own = getattr(node, "title", None) or getattr(node, "label", None)
        mine = own[told.lang] if isinstance(own, Text) else title
        for key in type(node).model_fields:
            if key != "figures":
                yield from _walk(getattr(node, key), name, told, mine, node.place)
    elif isinstance(node, Mapping):
        for key, inner in node.items():
            yield from _walk(inner, name, told, str(key), place)
    elif isinstance(node, tuple) and not isinstance(node, (Source, Place)):
        for inner in node:
            yield from _walk(inner, name, told, title, place)


# What versions of a rule set state


def _of_versions(name: str, versions: Sequence[RuleSet], plan: Plan, library: Library, lang: Lang) -> Iterator[History]:
    by_key: dict[str, list[tuple[Stated, Holding]]] = {}
    for rules in versions:
        used = _plan_of(name, rules, plan, library)
        if used is None:
            continue
        held = next((one for one in used.rulesets if one.ruleset == name), None)
        for one in stated_by_rules(Schemes(used, lang), rules) if held is not None else ():
            holding = _holding(one, rules.in_force.start, rules.in_force.to, plan.as_of)
            by_key.setdefault(one.name, []).append((one, holding))
    for key, found in by_key.items():
        yield History(key, found[-1][0].title, dated=False, holdings=tuple(holding for _, holding in found))


def _plan_of(name: str, rules: RuleSet, plan: Plan, library: Library) -> Plan | None:
    """The plan that a version is part of: the one at hand where it is in force, else that of its first day."""
    if not rules.in_force.holds(plan.as_of):
        scheme = library.schemes.get(plan.scheme.scheme)
        if scheme is None:
            return None
        plan = make_plan(scheme, library, rules.in_force.start)[0]
    return next((one for one in every_plan(plan) if any(own.place == rules.place for own in one.rulesets)), None)


def _holding(one: Stated, start: date, to: date | None, as_of: date) -> Holding:
    now = start <= as_of and (to is None or as_of <= to)
    return Holding(one.value, start, to, one.origin, one.authority, one.place, now)
