"""Scalars as written, typed by who receives them: numbers, counts, days, yes or no, names."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from evaluator.exact import parse_number
from evaluator.language.source import Plain
from evaluator.problems import shown

YES = frozenset({"yes", "true", "是"})
NO = frozenset({"no", "false", "否"})
NOTHING = frozenset({"无", "none"})
"""What is written into a cell where there is none at all, which is an answer."""
MAX_WORD = 80


def wrong(code: str, **details: object) -> PydanticCustomError:
    """An error of ours inside a validator: its code and details become a `Problem` at the value's place."""
    return PydanticCustomError(code, "{code}", {"code": code} | {name: shown(value) for name, value in details.items()})


def kind_of(value: Any) -> str:
    """What was found, in a word that stands in a message beside the value."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else shown(value)


def read_number(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and not isinstance(value, Plain) and parse_number(value) is not None:
        raise wrong("number-quoted", found=value)
    number = parse_number(value) if isinstance(value, str) else None
    if number is None:
        raise wrong("number-expected", found=kind_of(value))
    return number


def read_limit(value: Any) -> Fraction | Literal["unlimited"]:
    return "unlimited" if value == "unlimited" else read_number(value)


def read_count(value: Any) -> int:
    number = read_number(value)
    if number.denominator != 1 or number < 0:
        raise wrong("count-expected", found=kind_of(value))
    return int(number)


def read_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise wrong("date-expected", found=kind_of(value))
    return day


def parse_day(text: str) -> date | None:
    """A calendar date written 2021-06-18, and nothing else."""
    year, month, day = text[:4], text[5:7], text[8:]
    if len(text) != 10 or text[4] + text[7] != "--" or not (text.isascii() and (year + month + day).isdigit()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in YES | NO:
        return value in YES
    raise wrong("yes-no-expected", found=kind_of(value))


def read_word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_WORD:
        raise wrong("name-expected", found=kind_of(value))
    return str(value)


Number = Annotated[Fraction, BeforeValidator(read_number), WithJsonSchema({"type": ["number", "string"]})]
Limit = Annotated[
    Fraction | Literal["unlimited"],
    PlainValidator(read_limit),
    WithJsonSchema({"anyOf": [{"type": ["number", "string"]}, {"const": "unlimited"}]}),
]
"""A number that may be left open, but only by saying so."""
Count = Annotated[int, BeforeValidator(read_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Day = Annotated[date, BeforeValidator(read_day)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Word = Annotated[str, BeforeValidator(read_word), WithJsonSchema({"type": "string", "minLength": 1})]


def bound(limit: Limit | None) -> Fraction | None:
    """A limit as a number; None where it is open or there is none."""
    return limit if isinstance(limit, Fraction) else None


def form_of(value: Any) -> Literal["{…}", "[…]"]:
    """Which of two forms a value has that may be a mapping or something else: the other form is not asked of it."""
    return "{…}" if isinstance(value, Mapping) else "[…]"
