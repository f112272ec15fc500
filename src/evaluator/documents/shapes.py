"""What a value in a template is, as far as its record says: text, yes or no, a record, or a row of any of these."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

Plain = Literal["text", "flag", "open"]
"""Text, yes or no, or something of which nothing is said and nothing told."""


@dataclass(frozen=True)
class Row:
    """An ordered row of one kind of value."""

    of: "Shape"


@dataclass(frozen=True)
class Record:
    """A record with fields."""

    type: type


Shape = Plain | Row | Record


@cache
def record(type_: type) -> Mapping[str, Shape]:
    """The fields of a record by name."""
    hints = get_type_hints(type_)
    return {one.name: shape_of(hints[one.name]) for one in fields(type_)}


def shape_of(hint: Any) -> Shape:
    """The shape of a value declared so."""
    if hint is str:
        return "text"
    if hint is bool:
        return "flag"
    if get_origin(hint) is tuple:
        return Row(shape_of(get_args(hint)[0]))
    if is_dataclass(hint) and isinstance(hint, type):
        return Record(hint)
    parts = [part for part in get_args(hint) if part is not NoneType]
    return shape_of(parts[0]) if len(parts) == 1 else "open"


def within(shape: Shape, name: str) -> "Shape | None":
    """What an attribute of a value is; None where it has none of that name."""
    if isinstance(shape, Record):
        return record(shape.type).get(name)
    if shape == "open":
        return "open"
    return "open" if shape == "text" and hasattr(str, name) and not name.startswith("_") else None


def names_of(shape: Shape) -> tuple[str, ...]:
    """The names a value has, for whoever meant one of them."""
    return tuple(record(shape.type)) if isinstance(shape, Record) else ()


def item(shape: Shape) -> Shape:
    """What a loop over a value gives."""
    return shape.of if isinstance(shape, Row) else "open"


def either(one: Shape, other: Shape) -> Shape:
    """What a value is that is one of two."""
    return one if one == other else "open"
