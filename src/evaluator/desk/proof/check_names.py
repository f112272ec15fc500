"""Checks of what is asked, worked out and set, and never used; of dates that miss."""

from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from evaluator.desk.proof.prover import flaw
from evaluator.desk.proof.used import Used
from evaluator.language.conditions import Figure
from evaluator.language.criteria import RuleSet
from evaluator.language.fields import Asking
from evaluator.language.library import Library
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.shape import Model
from evaluator.problems import Problem

READ_ONLY = ("title", "label", "help", "remedy", "authority", "origin", "source", "unit")
"""Keys whose words are only read by people."""


def walk(part: Any) -> Iterator[Any]:
    """Every part of a model that decides something: models, tests, figures and words."""
    yield part
    if isinstance(part, Model):
        for key in type(part).model_fields:
            if key not in READ_ONLY:
                yield from walk(getattr(part, key))
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields_of(part):
            if one.name != "place":
                yield from walk(getattr(part, one.name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from walk(value)
    elif isinstance(part, (tuple, list)):
        for value in part:
            yield from walk(value)


def unused(plans: Iterable[Plan], library: Library) -> Iterator[Problem]:
    """Fields, columns, quantities, links and figures that nothing of any plan uses."""
    plans = list(plans)
    used = Used.by(plans)
    parts = list(_files(plans, library))
    figures = {one.name for part in parts for one in walk(part) if isinstance(one, Figure)}
    bases = {base for plan in plans for quantity in plan.derived.values() for base in quantity.needs}
    for part in parts:
        for name, asked in part.fields.items():
            if asked.place not in used.places and asked.help is None:
                yield flaw("field-unused", asked.place, found=name)
            elif asked.help is None:
                yield from _unused_columns(name, asked, used.columns.get(asked.place, set()))
        for name, quantity in part.derived.items():
            if quantity.place not in used.places:
                yield flaw("quantity-unused", quantity.place, found=name)
        for name, link in part.links.items():
            if name not in bases:
                yield flaw("link-unused", link.place, found=name)
        for name, values in part.figures.items():
            if name not in figures and values:
                yield flaw("figure-unused", values[0].place, found=name)


def _unused_columns(name: str, asked: Asking, used: set[str]) -> Iterator[Problem]:
    """Columns that nothing reads, of a table that does not say what they are for.

    Texts and choices tell a reader what a row is about, and may be there for that.
    """
    for column, one in asked.columns.items():
        if column not in used and one.type not in ("text", "choice"):
            yield flaw("column-unused", one.place, found=column, owner=name)


def _files(plans: Iterable[Plan], library: Library) -> Iterator[RuleSet | Scheme]:
    """Every rule set and scheme of some plans, once, as it is written."""
    seen: set[Any] = set()
    for plan in plans:
        scheme = library.schemes.get(plan.scheme.scheme)
        written: list[RuleSet | Scheme] = [*plan.rulesets, *([scheme] if scheme else [])]
        for part in written:
            if part.place not in seen:
                seen.add(part.place)
                yield part


def late_figures(plan: Plan, library: Library) -> Iterator[Problem]:
    """Figures that have no value yet on the first day on which the rules that use them hold."""
    scheme = library.schemes.get(plan.scheme.scheme)
    parts: list[RuleSet | Scheme] = [*plan.rulesets, *([scheme] if scheme else [])]
    known = {name: values for part in parts for name, values in part.figures.items() if values}
    said: set[str] = set()
    for part in parts:
        begins = max(part.in_force.start, plan.scheme.period.start) if isinstance(part, RuleSet) else part.period.start
        for used in walk(part):
            if isinstance(used, Figure) and used.name in known and used.name not in said:
                first = min(one.start for one in known[used.name])
                if begins < first <= plan.as_of:
                    said.add(used.name)
                    yield flaw("figure-late", used.place, found=used.name, expected=first, day=begins)


def overlapping(library: Library) -> Iterator[Problem]:
    """Two versions of one rule set that are in force on the same day."""
    for name, versions in library.rulesets.items():
        ordered = sorted(versions, key=lambda one: (one.in_force.start, one.place))
        for earlier, later in pairwise(ordered):
            if (earlier.in_force.to or date.max) >= later.in_force.start:
                day = later.in_force.start
                yield flaw("in-force-overlap", later.place_at("in_force"), found=name, day=day, first=earlier.place)
