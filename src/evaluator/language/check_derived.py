"""Checks of derived quantities: what each kind is made from exists, is of the right type, and is whole."""

from collections.abc import Iterator, Mapping

from evaluator.language.check_derived_from_numbers import check_arithmetic, check_of_numbers
from evaluator.language.check_derived_from_rows import check_of_rows
from evaluator.language.check_fields import MOST_PLACES, out_of_range
from evaluator.language.check_judged import conditions_in_order, points_known
from evaluator.language.check_quantity import Names, number_named, unknown_name, whole_table
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
)
from evaluator.language.derived_from_others import ByCondition, Compared, LinkedValue, PointsOf
from evaluator.language.derived_from_rows import SumOf, Tallied
from evaluator.language.quantity import Derived
from evaluator.language.terms import TAKEN, Kind
from evaluator.language.words import keyword, keywords
from evaluator.problems import Problem, nearest, problem

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
            yield from check_arithmetic(quantity, names)
        case WeightedMean() | Rounded() | Brackets() | Stepped() | Compared() | Sampled():
            yield from check_of_numbers(quantity, names)
        case ByCondition():
            for one in quantity.by_condition:
                if isinstance(one.value, str):
                    yield from number_named(one.value, one.place_at("value"), names)
            yield from conditions_in_order(quantity)
        case PointsOf():
            yield from points_known(quantity, names.lines, names.groups)
        case LinkedValue():
            hint = nearest(quantity.value, names.links)
            yield problem("link-unknown", quantity.place_at("value"), found=quantity.value, nearest=hint)
        case _:
            yield from _of_answers(quantity, names)


def _lookup(quantity: Lookup, names: Names) -> Iterator[Problem]:
    place = quantity.place_at("table")
    if not 1 <= len(quantity.table) <= 2:
        yield out_of_range(place, len(quantity.table), "1–2")
        return
    keys: list[tuple[str, ...]] = []
    for name in quantity.table:
        unknown = unknown_name(name, place, names)
        if unknown:
            yield unknown
            return
        term = names.terms[name]
        if term.kind not in ("choice", "yes-no"):
            yield problem("derived-base", place, found=name, expected=keywords(("choice", "yes-no"), "Asking.type"))
            return
        keys.append(term.choices if term.kind == "choice" else ("yes", "no"))
    yield from whole_table(quantity.cells, keys, quantity.place_at("cells"))


def _of_answers(quantity: Derived, names: Names) -> Iterator[Problem]:
    place = quantity.place_at(quantity.kind)
    unknown = unknown_name(quantity.base, place, names)
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
        yield from check_of_rows(quantity, field)


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
