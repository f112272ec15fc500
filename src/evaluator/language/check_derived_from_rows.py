"""Checks of quantities made from a table of events: its dates, its columns, and what rows are worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import Any

from evaluator.exact import shortest
from evaluator.language.check_fields import MOST_PLACES, out_of_range
from evaluator.language.check_quantity import limit_of, rising, whole_table
from evaluator.language.derived_from_rows import Priced, RowsOf, Sequenced, Steps, SumOf
from evaluator.language.fields import Asking, Column
from evaluator.language.quantity import Derived
from evaluator.language.words import chinese, keyword, keywords
from evaluator.problems import Keyword, Place, Problem, nearest, problem


def check_of_rows(quantity: Derived, field: Asking) -> Iterator[Problem]:
    """What a quantity gets wrong that is made from the rows of a table, or counts them."""
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
        yield from rising(
            [(limit_of(step), step.place) for step in quantity.values], quantity.place_at("values"), last_open=True
        )
    elif not wrong:
        yield from whole_table(
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
