"""Which words each part of the language has: keys of models, their literal values, what stands in conditions.

A vocabulary maps English words to Chinese ones, each to another.
"""

import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from evaluator.language.calendar import CalendarYear
from evaluator.language.conditions import OPERATORS, RESERVED
from evaluator.language.criteria import RuleSet
from evaluator.language.derived import KINDS
from evaluator.language.quantity import Derived
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.shape import Model
from evaluator.language.terms import BALLOT, COLUMNS, OUTCOMES, STANDING
from evaluator.language.words import DOT_POINTS, POINTS, chinese
from evaluator.problems import Place

Vocabulary = Mapping[str, str]


@cache
def vocabulary(part: str, words: tuple[str, ...]) -> Vocabulary:
    """Words as they are spelt in a part of the language; every keyword has a Chinese spelling."""
    return {word: chinese(word, part) or word for word in words}


def _made(part: str, words: Iterable[str]) -> Vocabulary:
    return vocabulary(part, tuple(sorted(words)))


VERDICT_WORDS = ("met", "partly-met", "not-met", "not-applicable", "insufficient")
CONDITION = _made("condition", RESERVED - {"figure", "value_of"})
OPERAND = _made("operand", ("figure", "value_of", "times", "day"))
DAYS = _made("day", ("as_of",))
"""The days a date may be compared with by name."""
TESTS = _made("test", OPERATORS)
NAMES = _made("name", STANDING | BALLOT | OUTCOMES)
"""Names conditions of a scheme see besides those its author gave."""
COUNTED = _made("periods", ("count",))
"""The name a condition on a period sees besides the columns of the table."""
YES_NO = _made("yes-no", ("yes", "no"))
VERDICT = _made("verdict", VERDICT_WORDS)
STATUS = _made("status", ("evaluated", "held"))
INTERVIEW = _made("interview", ("proposed", "confirmed", "pending", "no"))
PLACES = _made("place", ("street", "community"))
TIED = _made("tied", ("street", "community", "id"))
"""Columns by which a link may tie subjects besides fields."""
COLUMN = _made("column", COLUMNS)
CASE_FILE = _made("case-file", ("cases", "as_of", "given", "assessed", "tests"))
CASE = _made("case", ("case", "given", "assessed", "marks", "expect", "subjects"))
ASSESSMENT = _made("assessment", ("points", "by", "reason"))
CASE_SUBJECT = _made("case-subject", ("given", "assessed", "marks", "street", "community", "kind", "id", "name"))
ORIGIN = _made("origin", ("source", "local"))
BY_HAND: Mapping[str, Vocabulary] = {
    "condition": CONDITION,
    "operand": OPERAND,
    "day": DAYS,
    "test": TESTS,
    "name": NAMES,
    "periods": COUNTED,
    "yes-no": YES_NO,
    "verdict": VERDICT,
    "status": STATUS,
    "interview": INTERVIEW,
    "place": PLACES,
    "tied": TIED,
    "column": COLUMN,
    "case-file": CASE_FILE,
    "case": CASE,
    "case-subject": CASE_SUBJECT,
    "assessment": ASSESSMENT,
    "origin": ORIGIN,
}
"""Vocabularies of parts that have no model."""


OUTCOMES_OF: Mapping[str, Vocabulary] = {"status": STATUS, "interview": INTERVIEW}
"""What stands in the columns of the result that hold one of a few words."""


def outcome_words(column: str) -> Vocabulary:
    """The words a column of the result may hold: verdicts, where it is a criterion's."""
    judged = column not in COLUMN and not column.endswith(POINTS)
    return VERDICT if judged else OUTCOMES_OF.get(column, {})


def spelt_column(column: str, place: Place) -> str:
    """A column of the result as the case file at a place spells it."""
    if place.spelling == "en":
        return column
    if column.endswith(POINTS):
        return column.removesuffix(POINTS) + DOT_POINTS["zh"]
    return COLUMN.get(column, column)


def spelt_outcome(value: Any, column: str, place: Place) -> Any:
    """What a column of the result holds, as the case file at a place spells it."""
    return outcome_words(column).get(value, value) if place.spelling == "zh" and isinstance(value, str) else value


@cache
def keys_of(model: type[Model]) -> Vocabulary:
    """The keys of a model as they stand in files."""
    return _made(model.__name__, (field.alias or name for name, field in model.model_fields.items()))


@cache
def any_kind() -> Vocabulary:
    """Keys of a derived quantity that has no kind, or more than one: those of all of them."""
    return _made("derived", {key for kind in KINDS.values() for key in keys_of(kind)})


@cache
def options(model: type[Model], key: str) -> tuple[Any, ...]:
    """What the value of a key may be: types without their unions and annotations; nothing for an unknown key."""
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return tuple(flat(field.annotation))
    return ()


def flat(annotation: Any) -> Iterator[Any]:
    """The types an annotation joins."""
    if get_origin(annotation) is Annotated:
        yield from flat(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from flat(part)
    else:
        yield annotation


def literal_words(parts: Iterable[Any]) -> tuple[str, ...]:
    """The words a value may be, sorted."""
    return tuple(sorted(word for part in parts if get_origin(part) is Literal for word in get_args(part)))


def inner(parts: Iterable[Any], container: type) -> tuple[Any, ...]:
    """What a list (`tuple`) or a mapping of names (`dict`) among the types holds."""
    for part in parts:
        if get_origin(part) is container:
            return tuple(flat(get_args(part)[-1 if container is dict else 0]))
    return ()


def models_in(parts: Iterable[Any]) -> list[type[Model]]:
    """The models among types."""
    return [part for part in parts if isinstance(part, type) and issubclass(part, Model)]


def every_part() -> Iterator[tuple[str, Vocabulary]]:
    """Every part of the language with its vocabulary."""
    yield from BY_HAND.items()
    yield "derived", any_kind()
    waiting: list[type[Model]] = [RuleSet, Scheme, SeasonFile, CalendarYear]
    seen: set[type[Model]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen or model is Derived:
            continue
        seen.add(model)
        yield model.__name__, keys_of(model)
        for key in keys_of(model):
            parts = list(options(model, key))
            for part in parts:
                parts += [*inner((part,), tuple), *inner((part,), dict)]
            words = literal_words(parts)
            if words:
                yield f"{model.__name__}.{key}", vocabulary(f"{model.__name__}.{key}", words)
            waiting += models_in(parts)
