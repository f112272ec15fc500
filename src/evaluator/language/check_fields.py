"""Checks of fields and figures, and what other checks share."""

from collections import Counter
from collections.abc import Iterable, Iterator

from evaluator.exact import parse_number
from evaluator.language.fields import Asking, Column, Dated
from evaluator.language.terms import TAKEN
from evaluator.language.words import keyword, keywords
from evaluator.problems import Place, Problem, nearest, problem

MOST_PLACES = 6
"""Decimals a number may be declared with: enough for any share, and within exact 64-bit columns."""


def check_field(name: str, field: Asking) -> Iterator[Problem]:
    if name in TAKEN:
        yield problem("name-reserved", field.place, found=name)
    if field.type in ("choice", "choices") and not field.choices:
        yield problem("choices-missing", field.place, found=name)
    if field.type == "events" and not field.columns:
        yield problem("columns-missing", field.place, found=name)
    if field.of and field.type in ("integer", "decimal"):
        yield from _numbers(field)
    elif field.of and field.type not in ("choice", "choices", "events"):
        yield _not_for_type(field, "of")
    for key in ("minimum", "maximum"):
        if getattr(field, key) is not None and field.type not in ("integer", "decimal"):
            yield _not_for_type(field, key)
    if field.places and field.type != "decimal":
        yield _not_for_type(field, "places")
    if field.places > MOST_PLACES:
        yield out_of_range(field.place_at("places"), field.places, f"0–{MOST_PLACES}")
    yield from twice((choice, field.place_at("of")) for choice in field.choices)
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield problem("minimum-above-maximum", field.place_at("minimum"), found=field.minimum, expected=field.maximum)
    for column, asked in field.columns.items():
        if asked.places > MOST_PLACES:
            yield out_of_range(asked.place_at("places"), asked.places, f"0–{MOST_PLACES}")
        if asked.type == "choice" and not asked.of:
            yield problem("choices-missing", asked.place, found=f"{name}.{column}")
        if asked.assessed is not None:
            yield from _judged(asked, field)


def _judged(asked: Column, table: Asking) -> Iterator[Problem]:
    """A judged column is a number within bounds, and its reason stands in a text column of the same row."""
    if asked.type not in ("integer", "decimal"):
        kind = keyword(asked.type, "Column.type")
        yield problem("key-not-for-type", asked.place_at("assessed"), found=keyword("assessed", "Column"), type=kind)
        return
    for key in ("minimum", "maximum"):
        if getattr(asked, key) is None:
            yield problem("key-missing", asked.place, found=keyword(key, "Column"))
    if asked.minimum is not None and asked.maximum is not None and asked.minimum > asked.maximum:
        at = asked.place_at("minimum")
        yield problem("minimum-above-maximum", at, found=asked.minimum, expected=asked.maximum)
    judged = asked.assessed
    assert judged is not None
    reason = table.columns.get(judged.reason)
    if reason is None:
        hint = nearest(judged.reason, table.columns)
        yield problem("name-unknown", judged.place_at("reason"), found=judged.reason, nearest=hint)
    elif reason.type != "text":
        expected = keywords(("text",), "Column.type")
        yield problem("derived-base", judged.place_at("reason"), found=judged.reason, expected=expected)


def _numbers(field: Asking) -> Iterator[Problem]:
    """The only numbers a field may hold, with no more decimals than it has."""
    for word in field.choices:
        number = parse_number(word)
        if number is None:
            yield problem("number-expected", field.place_at("of"), found=word)
        elif (number * 10**field.places).denominator != 1:
            yield out_of_range(field.place_at("places"), field.places, f"{word}")


def _not_for_type(field: Asking, key: str) -> Problem:
    """A key that a field of its type cannot have."""
    kind = keyword(field.type, "Asking.type")
    return problem("key-not-for-type", field.place_at(key), found=keyword(key, "Asking"), type=kind)


def out_of_range(place: Place, found: object, expected: str) -> Problem:
    return problem("out-of-range", place, found=found, expected=expected)


def twice(parts: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """Ids used twice among parts of one kind."""
    seen: dict[str, Place] = {}
    for name, place in parts:
        if name in seen:
            yield problem("id-twice", place, found=name, first=seen[name])
        seen.setdefault(name, place)


def check_figure(values: tuple[Dated, ...]) -> Iterator[Problem]:
    starts = Counter(value.start for value in values)
    for value in values:
        if starts[value.start] > 1:
            yield problem("figure-twice", value.place, found=value.start)
        if value.origin is None or value.authority is None:
            yield problem("figure-without-authority", value.place)
