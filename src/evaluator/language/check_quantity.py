"""What checks of every family of derived quantities ask: names that exist, limits that rise, tables that are whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluator.exact import shortest
from evaluator.language.check_fields import out_of_range
from evaluator.language.criteria import Criterion, Group
from evaluator.language.fields import Asking
from evaluator.language.quantity import Derived
from evaluator.language.terms import Terms
from evaluator.problems import Place, Problem, nearest, problem


@dataclass(frozen=True)
class Names:
    """What a quantity may be made from: terms by name, fields, other quantities, terms behind each link, and points."""

    terms: Terms
    fields: Mapping[str, Asking]
    derived: Mapping[str, Derived]
    links: Mapping[str, Terms]
    lines: Mapping[str, Criterion]
    groups: Sequence[Group]


def unknown_name(name: str, place: Place, names: Names) -> Problem | None:
    """The problem of a name that nothing has."""
    if name in names.terms:
        return None
    return problem("name-unknown", place, found=name, nearest=nearest(name, names.terms))


def number_named(name: str, place: Place, names: Names) -> Iterator[Problem]:
    """What is wrong with a name that must be a number's."""
    unknown = unknown_name(name, place, names)
    if unknown:
        yield unknown
    elif names.terms[name].kind != "number":
        yield problem("number-needed", place, found=name)


def limit_of(step: Any) -> Fraction | None:
    """Where a step ends, whether or not the limit itself belongs to it; None for one without a limit."""
    up_to: Fraction | None = step.up_to
    below: Fraction | None = step.below
    return below if up_to is None else up_to


def rising(limits: list[tuple[Fraction | None, Place]], whole: Place, *, last_open: bool) -> Iterator[Problem]:
    """Limits rise from one to the next; only the last may be without one, and is where everything needs a value."""
    before: Fraction | None = None
    for index, (limit, place) in enumerate(limits):
        last = index == len(limits) - 1
        if (limit is None and not last) or (last and last_open and limit is not None):
            yield problem("limits-order", place, found="" if limit is None else shortest(limit))
        if limit is not None and before is not None and limit <= before:
            yield problem("limits-order", place, found=shortest(limit))
        before = limit if limit is not None else before
    if not limits:
        yield out_of_range(whole, "[]", "≥ 1")


def whole_table(cells: Mapping[str, Any], keys: list[tuple[str, ...]], place: Place) -> Iterator[Problem]:
    """Every cell of a table is given, and no other."""
    for key in cells:
        if key not in keys[0]:
            yield problem("choice-unknown", place, found=key, expected=keys[0], nearest=nearest(key, keys[0]))
    for key in keys[0]:
        cell = cells.get(key)
        if cell is None or isinstance(cell, Mapping) != (len(keys) == 2):
            yield problem("cell-missing", place, found=key)
        elif isinstance(cell, Mapping):
            yield from whole_table(cell, keys[1:], place)
