"""Checks of derived quantities: what each kind is made from exists, is of the right type, and is whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from evaluator.exact import shortest
from evaluator.language.check_fields import MOST_PLACES, out_of_range
from evaluator.language.check_judged import conditions_in_order, points_known
from evaluator.language.conditions import Figure
from evaluator.language.criteria import Criterion, Group
from evaluator.language.derived_from_answers import Lacking, Lookup
from evaluator.language.derived_from_numbers import (
    Brackets,
    Difference,
    HighestOf,
    LowestOf,
    Product,
    Rounded,
    Sampled,
    ShareOf,
    Stepped,
    TotalOf,
    WeightedMean,
    operands,
)
from evaluator.language.derived_from_others import ByCondition, Compared, LinkedValue, PointsOf
from evaluator.language.derived_from_rows import Priced, RowsOf, Sequenced, Steps, SumOf, Tallied
from evaluator.language.fields import Asking, Column
from evaluator.language.quantity import Derived
from evaluator.language.terms import TAKEN, Kind, Terms
from evaluator.language.words import chinese, keyword, keywords
from evaluator.problems import Keyword, Place, Problem, nearest, problem

_BASES: Mapping[str, tuple[Kind, ...]] = {
    "count": ("events", "choices"),
    "sum": ("events",),
    "months_since": ("date",),
    "days_since": ("date",),
    "rows": ("events",),
    "lacking": ("choices",),
    "periods": ("events",),
    "priced": ("events",),
    "steps": ("events",),
    "sequence": ("events",),
}
"""What the base of a kind may be; every kind not named here is made from numbers."""


@dataclass(frozen=True)
class Names:
    """What a quantity may be made from: terms by name, fields, other quantities, terms behind each link, and points."""

    terms: Terms
    fields: Mapping[str, Asking]
    derived: Mapping[str, Derived]
    links: Mapping[str, Terms]
    lines: Mapping[str, Criterion]
    groups: Sequence[Group]


def check_derived(name: str, quantity: Derived, names: Names) -> Iterator[Problem]:
    """What a derived quantity gets wrong."""
    if name in TAKEN:
        yield problem("name-reserved", quantity.place, found=name)
    places = getattr(quantity, "places", 0)
    if places > MOST_PLACES:
        yield out_of_range(quantity.place_at("places"), places, f"0–{MOST_PLACES}")
    if quantity.base in names.links and quantity.kind in ("count", "sum", "value"):
        yield from _linked(quantity, names)
        return
    match quantity:
        case Lookup():
            yield from _lookup(quantity, names)
        case Difference() | TotalOf() | Product() | HighestOf() | LowestOf() | ShareOf():
            yield from _arithmetic(quantity, names)
        case WeightedMean() | Rounded() | Brackets() | Stepped() | Compared() | Sampled():
            yield from _of_numbers(quantity, names)
        case ByCondition():
            for one in quantity.by_condition:
                if isinstance(one.value, str):
                    yield from _number(one.value, one.place_at("value"), names)
            yield from conditions_in_order(quantity)
        case PointsOf():
            yield from points_known(quantity, names.lines, names.groups)
        case LinkedValue():
            hint = nearest(quantity.value, names.links)
            yield problem("link-unknown", quantity.place_at("value"), found=quantity.value, nearest=hint)
        case _:
            yield from _of_answers(quantity, names)


def _known(name: str, place: Place, names: Names) -> Problem | None:
    """The problem of a name that nothing has."""
    if name in names.terms:
        return None
    return problem("name-unknown", place, found=name, nearest=nearest(name, names.terms))


def _number(name: str, place: Place, names: Names) -> Iterator[Problem]:
    unknown = _known(name, place, names)
    if unknown:
        yield unknown
    elif names.terms[name].kind != "number":
        yield problem("number-needed", place, found=name)


def _arithmetic(quantity: Derived, names: Names) -> Iterator[Problem]:
    place = quantity.place_at(quantity.kind)
    parts = list(operands(quantity))
    if not parts:
        yield out_of_range(place, "[]", "≥ 1")
    for part in parts:
        if isinstance(part, str):
            yield from _number(part, place, names)
        elif isinstance(part, Figure):
            continue  # looked up when the plan is made
    if isinstance(quantity, ShareOf):
        yield from _share(quantity, names)
        return
    number = getattr(quantity, "number", 1)
    if not 1 <= number <= max(len(parts), 1):
        yield out_of_range(quantity.place_at("number"), number, f"1–{len(parts)}")


def _of_numbers(quantity: Derived, names: Names) -> Iterator[Problem]:
    place = quantity.place_at(quantity.kind)
    for needed in quantity.needs:
        yield from _number(needed, place, names)
    match quantity:
        case WeightedMean():
            yield from _weights(quantity.weighted_mean, place)
        case Brackets():
            yield from _rising(
                [(rate.up_to, rate.place) for rate in quantity.rates], quantity.place_at("rates"), last_open=False
            )
            for rate in quantity.rates:
                if (rate.every is None) != (rate.part is None):
                    yield problem("every-and-part", rate.place)
                elif rate.every is not None and rate.every <= 0:
                    yield out_of_range(rate.place_at("every"), shortest(rate.every), "> 0")
        case Stepped():
            yield from _rising(
                [(_limit(step), step.place) for step in quantity.values], quantity.place_at("values"), last_open=True
            )
        case Sampled():
            yield from _rising(
                [(size.up_to, size.place) for size in quantity.sizes], quantity.place_at("sizes"), last_open=True
            )
            for size in quantity.sizes:
                if (size.number is None) == (size.share is None):
                    yield problem("one-of-keys", size.place, expected=keywords(("number", "share"), "Size"))
        case Compared(within=within) if within is not None and within not in ("street", "community"):
            unknown = _known(within, quantity.place_at("within"), names)
            if unknown:
                yield unknown
            elif names.terms[within].kind not in ("choice", "text", "yes-no"):
                expected = ("choice", "text", "yes-no")
                yield problem("derived-base", quantity.place_at("within"), found=within, expected=expected)


def _limit(step: Any) -> Fraction | None:
    up_to: Fraction | None = step.up_to
    below: Fraction | None = step.below
    return below if up_to is None else up_to


def _rising(limits: list[tuple[Fraction | None, Place]], whole: Place, *, last_open: bool) -> Iterator[Problem]:
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


def _weights(weights: Mapping[str, Fraction], place: Place) -> Iterator[Problem]:
    negative = [weight for weight in weights.values() if weight < 0]
    if negative:
        yield out_of_range(place, f"{shortest(negative[0] * 100)}%", "≥ 0")
    elif not sum(weights.values(), Fraction(0)):
        yield out_of_range(place, "、".join(shortest(weight) for weight in weights.values()) or "{}", "> 0")


def _share(quantity: ShareOf, names: Names) -> Iterator[Problem]:
    """A share is of fields that cannot be negative; what a derived quantity comes to is seen when it is computed."""
    for name in quantity.needs:
        field = names.fields.get(name)
        if field is None or names.terms[name].kind != "number":
            continue
        if field.minimum is None or field.minimum < 0:
            yield problem("share-of-negative", quantity.place, found=name)


def _lookup(quantity: Lookup, names: Names) -> Iterator[Problem]:
    place = quantity.place_at("table")
    if not 1 <= len(quantity.table) <= 2:
        yield out_of_range(place, len(quantity.table), "1–2")
        return
    keys: list[tuple[str, ...]] = []
    for name in quantity.table:
        unknown = _known(name, place, names)
        if unknown:
            yield unknown
            return
        term = names.terms[name]
        if term.kind not in ("choice", "yes-no"):
            yield problem("derived-base", place, found=name, expected=keywords(("choice", "yes-no"), "Asking.type"))
            return
        keys.append(term.choices if term.kind == "choice" else ("yes", "no"))
    yield from _cells(quantity.cells, keys, quantity.place_at("cells"))


def _cells(cells: Mapping[str, Any], keys: list[tuple[str, ...]], place: Place) -> Iterator[Problem]:
    """Every cell of a table is given, and no other."""
    for key in cells:
        if key not in keys[0]:
            yield problem("choice-unknown", place, found=key, expected=keys[0], nearest=nearest(key, keys[0]))
    for key in keys[0]:
        cell = cells.get(key)
        if cell is None or isinstance(cell, Mapping) != (len(keys) == 2):
            yield problem("cell-missing", place, found=key)
        elif isinstance(cell, Mapping):
            yield from _cells(cell, keys[1:], place)


def _of_answers(quantity: Derived, names: Names) -> Iterator[Problem]:
    place = quantity.place_at(quantity.kind)
    unknown = _known(quantity.base, place, names)
    if unknown:
        yield unknown
        return
    if names.terms[quantity.base].kind not in _BASES[quantity.kind]:
        yield problem(
            "derived-base", place, found=quantity.base, expected=keywords(_BASES[quantity.kind], "Asking.type")
        )
        return
    field = names.fields[quantity.base]
    if isinstance(quantity, Lacking):
        for choice in quantity.of:
            if choice not in field.choices:
                hint = nearest(choice, field.choices)
                yield problem(
                    "choice-unknown", quantity.place_at("of"), found=choice, expected=field.choices, nearest=hint
                )
    if isinstance(quantity, Tallied) and (quantity.per is None) != (quantity.take is None):
        yield problem("per-and-take", quantity.place)
    if field.type == "events":
        yield from _of_events(quantity, field)


def _of_events(quantity: Derived, field: Asking) -> Iterator[Problem]:
    dated, until = getattr(quantity, "dated", None), getattr(quantity, "valid_until", None)
    must = bool(getattr(quantity, "per", None) or getattr(quantity, "valid_months", None)) or isinstance(
        quantity, (Steps, Sequenced)
    )
    must = must or (isinstance(quantity, Priced) and quantity.repeats is not None)
    dates = [name for name in field.dates if name != until]
    if dated is not None and dated not in dates:
        yield problem("name-unknown", quantity.place_at("dated"), found=dated, nearest=nearest(dated, dates))
    elif dated is None and (len(dates) > 1 or (must and not dates)):
        yield problem("dated-unclear", quantity.place_at(quantity.kind), found=quantity.base, expected=dates)
    if until is not None:
        yield from _column(until, quantity.place_at("valid_until"), field, ("date",), "derived-base")
        if getattr(quantity, "valid_months", None) is not None:
            keys = keywords(("valid_months", "valid_until"), type(quantity).__name__)
            yield problem("one-of-keys", quantity.place, expected=keys)
    if getattr(quantity, "best", None) == 0:
        yield out_of_range(quantity.place_at("best"), 0, "≥ 1")
    match quantity:
        case Sequenced():
            yield from _sequenced(quantity)
        case SumOf() | RowsOf():
            yield from _column(quantity.of, quantity.place_at("of"), field, ("integer", "decimal"), "number-needed")
        case Steps():
            yield from _column(quantity.of, quantity.place_at("of"), field, ("choice",), "derived-base")
        case Priced():
            yield from _priced(quantity, field)


def _sequenced(quantity: Sequenced) -> Iterator[Problem]:
    """A window is given where the most within it is asked, and only there."""
    if quantity.take == "most" and quantity.window is None:
        yield problem("key-missing", quantity.place, found=keyword("window", "Sequenced"))
    elif quantity.take != "most" and quantity.window is not None:
        most = Keyword("take: most", f"{chinese('take', 'Sequenced')}: {chinese('most', 'Sequenced.take')}")
        found = keyword("window", "Sequenced")
        yield problem("key-not-here", quantity.place_at("window"), found=found, expected=most)
    elif quantity.window == 0:
        yield out_of_range(quantity.place_at("window"), 0, "≥ 1")


def _column(name: str, place: Place, field: Asking, types: tuple[str, ...], code: str) -> Iterator[Problem]:
    asked = field.columns.get(name)
    if asked is None:
        yield problem("name-unknown", place, found=name, nearest=nearest(name, field.columns))
    elif asked.type not in types:
        yield problem(code, place, found=name, expected=keywords(types, "Asking.type"))


def _priced(quantity: Priced, field: Asking) -> Iterator[Problem]:
    place = quantity.place_at("by")
    if not 1 <= len(quantity.by) <= 2:
        yield out_of_range(place, len(quantity.by), "1–2")
        return
    if bool(quantity.prices) == bool(quantity.values):
        yield problem("one-of-keys", quantity.place, expected=keywords(("prices", "values"), "Priced"))
        return
    keyed: tuple[str, ...] = ("integer", "decimal") if quantity.values else ("choice",)
    wrong = [item for name in quantity.by for item in _column(name, place, field, keyed, "derived-base")]
    yield from wrong
    if quantity.values:
        if len(quantity.by) != 1:
            yield out_of_range(place, len(quantity.by), "1")
        yield from _rising(
            [(_limit(step), step.place) for step in quantity.values], quantity.place_at("values"), last_open=True
        )
    elif not wrong:
        yield from _cells(
            quantity.prices, [field.columns[name].of for name in quantity.by], quantity.place_at("prices")
        )
    for price in [*_prices(quantity.prices), *(step.value for step in quantity.values)]:
        if price < 0:
            yield out_of_range(quantity.place_at("prices" if quantity.prices else "values"), shortest(price), "≥ 0")
    times = [] if quantity.repeats is None else [quantity.repeats.times]
    for fine in [*_prices(quantity.prices), *(step.value for step in quantity.values)]:
        worst = prod([fine, *times, *(more.times for more in quantity.multiplied)], start=Fraction(1))
        if (worst * 10**MOST_PLACES).denominator != 1:
            yield out_of_range(quantity.place_at("priced"), shortest(worst, 12), f"0–{MOST_PLACES}")
    for more in quantity.multiplied:
        if more.times < 0:
            yield out_of_range(more.place_at("times"), shortest(more.times), "≥ 0")
    if quantity.same_matter is not None and quantity.repeats is not None:
        yield problem("one-of-keys", quantity.place, expected=keywords(("same_matter", "repeats"), "Priced"))
    every = tuple(Column.model_fields["type"].annotation.__args__)  # type: ignore[union-attr]  # the words of the Literal
    if quantity.same_matter is not None:
        yield from _column(quantity.same_matter, quantity.place_at("same_matter"), field, every, "derived-base")
    if quantity.repeats is not None:
        yield from _column(quantity.repeats.of, quantity.repeats.place_at("of"), field, every, "derived-base")
        if quantity.repeats.times < 1:
            yield out_of_range(quantity.repeats.place_at("times"), shortest(quantity.repeats.times), "≥ 1")
    if quantity.per is not None and quantity.cap is None and quantity.best is None:
        yield problem("key-missing", quantity.place, found=keyword("cap", "Priced"))
    if quantity.cap is not None and quantity.cap < 0:
        yield out_of_range(quantity.place_at("cap"), shortest(quantity.cap), "≥ 0")


def _prices(cells: Mapping[str, Any]) -> Iterator[Fraction]:
    for cell in cells.values():
        if isinstance(cell, Mapping):
            yield from _prices(cell)
        else:
            yield cell


def _linked(quantity: Derived, names: Names) -> Iterator[Problem]:
    """Counts, sums and values over the subjects behind a link."""
    behind = names.links[quantity.base]
    if isinstance(quantity, Tallied):
        for key in ("dated", "per", "take", "valid_months", "valid_until", "best"):
            if getattr(quantity, key, None) is not None:
                found = keyword(key, type(quantity).__name__)
                yield problem("key-not-for-link", quantity.place_at(key), found=found, link=quantity.base)
    if isinstance(quantity, (SumOf, LinkedValue)):
        term = behind.get(quantity.of)
        if term is None:
            yield problem(
                "name-unknown", quantity.place_at("of"), found=quantity.of, nearest=nearest(quantity.of, behind)
            )
        elif term.kind != "number":
            yield problem("number-needed", quantity.place_at("of"), found=quantity.of)
