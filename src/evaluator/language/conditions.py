"""Conditions: what a rule asks, as a small tree of tests.

A condition in a file is a mapping with one key: `all`, `any`, `none`, `not`, `at_least` with `of`, `finding`, or the
name of a field or derived quantity with its tests. Two operators in one test mean both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from evaluator.exact import parse_number
from evaluator.language.scalars import kind_of, wrong
from evaluator.language.shape import report
from evaluator.language.source import PlacedList, PlacedMap, Plain
from evaluator.language.words import keyword, keywords, spelt
from evaluator.problems import NOWHERE, Place, Problem, nearest, problem

Operator = Literal[
    "is",
    "is_not",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "one_of",
    "none_of",
    "includes",
    "includes_any",
    "includes_all",
    "matches",
    "on_or_before",
    "on_or_after",
    "provided",
]
OPERATORS: tuple[Operator, ...] = Operator.__args__  # type: ignore[attr-defined]  # the words of the Literal, once

Word = Literal["all", "any", "none", "not", "at_least"]
_LISTS: dict[str, Word] = {"all": "all", "any": "any", "none": "none"}
RESERVED = frozenset({"all", "any", "none", "not", "at_least", "of", "finding", "figure", "value_of"})


@dataclass(frozen=True)
class Figure:
    """A value looked up by the evaluation's date."""

    name: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class ValueOf:
    """Another number or date of the same subject, or of the same row, to which one is compared.

    Of a number so many `times` may be meant.
    """

    name: str
    place: Place = field(compare=False)
    times: Fraction = Fraction(1)


@dataclass(frozen=True)
class DayOf:
    """A day the evaluation knows, to which a date is compared: `as_of`, the evaluation's date."""

    name: str
    place: Place = field(compare=False)
    times: Fraction = Fraction(1)


@dataclass(frozen=True)
class Test:
    """One question put to one column: `column` is a field, a quantity, or `finding:` and a criterion's id.

    `value` is as written until the scheme is resolved, then typed by the column it is put to.
    """

    column: str
    operator: Operator
    value: Any
    place: Place = field(compare=False)
    named: Place = field(default=NOWHERE, compare=False)
    """Where the name stands, which the value follows."""


@dataclass(frozen=True)
class Combination:
    """`all`, `any`, `none`, `not` of its parts, or `at_least` `need` of them."""

    word: Word
    parts: "tuple[Condition, ...]"
    place: Place = field(compare=False)
    need: int = 0


Condition = Test | Combination


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, in the order written."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests_in(part)


def names_in(condition: Condition) -> Iterator[str]:
    """Every name a condition puts a test to, or compares with."""
    for test in tests_in(condition):
        yield test.column
        if isinstance(test.value, ValueOf):
            yield test.value.name


def values_in(condition: Condition | None) -> Iterator[ValueOf]:
    """Every other number or date that tests of a condition are compared with."""
    for test in () if condition is None else tests_in(condition):
        if isinstance(test.value, ValueOf):
            yield test.value


def parse_condition(data: Any, problems: list[Problem], place: Place) -> Condition | None:
    """The condition `data` says, or None with the reason in `problems`."""
    if not isinstance(data, PlacedMap) or not data:
        problems.append(problem("condition-expected", place, found=kind_of(data)))
        return None
    place = data.place
    if "at_least" in data and set(data) <= {"at_least", "of"}:
        return _at_least(data, problems)
    if len(data) > 1:
        problems.append(problem("condition-two-keys", place, found=keywords(data, "condition")))
        return None
    key, body = next(iter(data.items()))
    word = _LISTS.get(key)
    if word is not None:
        parts = _parts(body, problems, data.places[key])
        return Combination(word, parts, place) if parts else None
    if key == "not":
        part = parse_condition(body, problems, data.places[key])
        return Combination("not", (part,), place) if part else None
    if key == "finding":
        if not isinstance(body, PlacedMap) or len(body) != 1:
            problems.append(problem("finding-expected", data.places[key], found=kind_of(body)))
            return None
        criterion, tests = next(iter(body.items()))
        return _tests(f"finding:{criterion}", tests, problems, body.places[criterion], body.key_places[criterion])
    if key in RESERVED:
        problems.append(problem("condition-expected", place, found=keyword(key, "condition")))
        return None
    return _tests(key, body, problems, data.places[key], data.key_places[key])


def _parts(body: Any, problems: list[Problem], place: Place) -> tuple[Condition, ...]:
    if not isinstance(body, PlacedList) or not body:
        problems.append(problem("condition-list-expected", place, found=kind_of(body)))
        return ()
    parts = [parse_condition(part, problems, where) for part, where in zip(body, body.places, strict=True)]
    return tuple(part for part in parts if part) if all(parts) else ()


def _at_least(data: PlacedMap, problems: list[Problem]) -> Condition | None:
    given, place = data["at_least"], data.places["at_least"]
    if "of" not in data:
        problems.append(problem("condition-expected", data.place, found=keyword("at_least", "condition")))
        return None
    number = parse_number(given) if isinstance(given, str) else None
    parts = _parts(data["of"], problems, data.places["of"])
    most = len(data["of"]) if isinstance(data["of"], PlacedList) else 0
    if number is not None and not isinstance(given, Plain):
        problems.append(problem("number-quoted", place, found=given))
        return None
    if most and (number is None or number.denominator != 1 or not 1 <= number <= most):
        problems.append(problem("at-least-number", place, found=kind_of(given), expected=most))
        return None
    return Combination("at_least", parts, data.place, int(number)) if parts and number is not None else None


def _tests(column: str, body: Any, problems: list[Problem], place: Place, named: Place) -> Condition | None:
    if not isinstance(body, PlacedMap) or not body:
        problems.append(problem("test-expected", place, found=kind_of(body), expected=keywords(OPERATORS, "test")))
        return None
    tests: list[Condition] = []
    for word, value in body.items():
        if word not in OPERATORS:
            where = body.key_places[word]
            hint = nearest(word, [spelt(one, "test", where) for one in OPERATORS])
            expected = keywords(OPERATORS, "test")
            problems.append(problem("operator-unknown", where, found=word, expected=expected, nearest=hint))
            return None
        if not isinstance(value, PlacedMap):
            tests.append(Test(column, word, value, body.places[word], named))
            continue
        other = _named(value, body.places[word], problems)
        if other is None:
            return None
        tests.append(Test(column, word, other, body.places[word], named))
    return tests[0] if len(tests) == 1 else Combination("all", tuple(tests), place)


_NAMED: dict[str, type[Figure | DayOf]] = {"figure": Figure, "day": DayOf}


def _named(value: PlacedMap, place: Place, problems: list[Problem]) -> Figure | ValueOf | DayOf | None:
    """What stands in place of a value: a figure, a day the evaluation knows, or another number, or a part of it."""
    key, name = next(iter(value.items()), ("", None))
    if len(value) == 1 and key in _NAMED and isinstance(name, str):
        return _NAMED[key](str(name), value.places[key])
    if not {"value_of"} <= set(value) <= {"value_of", "times"} or not isinstance(value["value_of"], str):
        problems.append(problem("figure-expected", place, found=kind_of(value)))
        return None
    other = ValueOf(str(value["value_of"]), value.places["value_of"])
    return _part_of(other, value["times"], value.places["times"], problems) if "times" in value else other


def _part_of(other: ValueOf, times: Any, place: Place, problems: list[Problem]) -> ValueOf | None:
    """So many times another number: more than none of it, so that what is larger stays larger."""
    number = parse_number(times) if isinstance(times, str) else None
    if number is None or not isinstance(times, Plain):
        code = "number-expected" if number is None else "number-quoted"
        problems.append(problem(code, place, found=kind_of(times)))
        return None
    if number <= 0:
        problems.append(problem("out-of-range", place, found=kind_of(times), expected="> 0"))
        return None
    return replace(other, times=number)


def _validate(data: Any, info: ValidationInfo) -> Any:
    if isinstance(data, (Test, Combination)):
        return data
    if not isinstance(data, PlacedMap):
        raise wrong("condition-expected", found=kind_of(data))
    return parse_condition(data, report(info), data.place) or BROKEN


BROKEN = Combination("all", (), Place())
"""Stands for a condition that could not be read; its problems are already reported, so it is never judged."""

CONDITION_HERE: dict[str, Any] = {"$comment": "Condition"}
"""Stands in generated schemas where a condition goes, until its definition is put beside them."""

Asked = Annotated[Condition, PlainValidator(_validate), WithJsonSchema(CONDITION_HERE)]
