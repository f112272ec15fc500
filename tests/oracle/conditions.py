"""Conditions in three values: True, False, and None for missing.

A fourth, UNTOLD, is not an answer but a silence: this plain evaluator does not work out the bounds of every quantity,
and what rests on one whose bounds it does not know is left out of every comparison.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluator.language.conditions import Condition, Test, ValueOf
from oracle.numbers import Span, fits


class Untold:
    """What stands where a truth is not worked out."""

    def __repr__(self) -> str:
        return "UNTOLD"


UNTOLD = Untold()
Truth = bool | Untold | None


class NotToldError(Exception):
    """Somebody asked for a number or a finding that is not worked out."""


@dataclass(frozen=True)
class Answer:
    """What was submitted for a field that is not a number; `given` is None when what was submitted is no answer."""

    value: Any
    given: Truth


@dataclass(frozen=True)
class Number:
    """A number between two bounds, with so many decimals; `given` as for an answer."""

    span: Span
    places: int
    given: Truth = True


@dataclass(frozen=True)
class Found:
    """Another criterion's verdict."""

    verdict: str


Seen = Answer | Number | Found
Look = Callable[[str], Seen]


def conj(parts: Iterable[Truth]) -> Truth:
    parts = list(parts)
    if False in parts:
        return False
    if UNTOLD in parts:
        return UNTOLD
    return None if None in parts else True


def negated(truth: Truth) -> Truth:
    return not truth if isinstance(truth, bool) else truth


def told(truth: Truth) -> bool | None:
    """A truth, unless it is not worked out."""
    if isinstance(truth, Untold):
        raise NotToldError
    return truth


def disj(parts: Iterable[Truth]) -> Truth:
    return negated(conj(negated(part) for part in parts))


def truth_of(condition: Condition | None, look: Look) -> Truth:
    """What a condition comes to; one that is not written holds."""
    if condition is None:
        return True
    if isinstance(condition, Test):
        try:
            return _test(condition, look)
        except NotToldError:
            return UNTOLD
    parts = [truth_of(part, look) for part in condition.parts]
    if condition.word == "all":
        return conj(parts)
    if condition.word == "any":
        return disj(parts)
    if condition.word in ("none", "not"):
        return negated(disj(parts))
    true, missing, silent = parts.count(True), parts.count(None), parts.count(UNTOLD)
    if true >= condition.need:
        return True
    if true + missing + silent < condition.need:
        return False
    return UNTOLD if silent else None


def _test(test: Test, look: Look) -> Truth:
    seen = look(test.column)
    if isinstance(test.value, ValueOf) and isinstance(seen, Answer):
        other = look(test.value.name)
        assert isinstance(other, Answer), other
        return None if None in (seen.value, other.value) else _answer(test.operator, other.value, seen.value)
    if isinstance(test.value, ValueOf):
        return _other(test.operator, exactly(seen), test.value.times * exactly(look(test.value.name)))
    if test.operator == "provided":
        given = None if isinstance(seen, Found) else seen.given
        return None if given is None else given == test.value
    if isinstance(seen, Found):
        return _verdict(test, seen.verdict)
    if isinstance(seen, Number):
        return _number(test, seen)
    return None if seen.value is None else _answer(test.operator, test.value, seen.value)


def exactly(seen: Seen) -> Fraction:
    """A number that is one number; of anything less nothing is told."""
    if not isinstance(seen, Number) or seen.span[0] is None or seen.span[0] != seen.span[1]:
        raise NotToldError
    return seen.span[0]


def _other(operator: str, one: Fraction, other: Fraction) -> bool:
    """One number compared with another."""
    match operator:
        case "at_least":
            return one >= other
        case "more_than":
            return one > other
        case "at_most":
            return one <= other
        case "less_than":
            return one < other
        case "is":
            return one == other
        case "is_not":
            return one != other
    raise AssertionError(operator)


def _verdict(test: Test, verdict: str) -> Truth:
    wanted = test.value if isinstance(test.value, tuple) else (test.value,)
    if verdict == "insufficient":
        return None
    if test.operator in ("is", "one_of"):
        return verdict in wanted
    return verdict != "not-applicable" and verdict not in wanted


def _answer(operator: str, wanted: Any, value: Any) -> bool:
    match operator:
        case "is":
            return bool(value == wanted)
        case "is_not":
            return bool(value != wanted)
        case "one_of":
            return value in wanted
        case "none_of":
            return value not in wanted
        case "on_or_before":
            return bool(value <= wanted)
        case "on_or_after":
            return bool(value >= wanted)
        case "matches":
            return re.fullmatch(wanted, value) is not None
        case "includes":
            return wanted in value
        case "includes_any":
            return any(part in value for part in wanted)
        case "includes_all":
            return all(part in value for part in wanted)
    raise AssertionError(operator)


def _number(test: Test, seen: Number) -> Truth:
    """True when every value between the bounds satisfies the test, False when none does."""
    low, high = seen.span
    match test.operator:
        case "at_least":
            return _sides(low is not None and low >= test.value, high is not None and high < test.value)
        case "more_than":
            return _sides(low is not None and low > test.value, high is not None and high <= test.value)
        case "at_most":
            return _sides(high is not None and high <= test.value, low is not None and low > test.value)
        case "less_than":
            return _sides(high is not None and high < test.value, low is not None and low >= test.value)
        case "is":
            return _among((test.value,), seen)
        case "is_not":
            return negated(_among((test.value,), seen))
        case "one_of":
            return _among(test.value, seen)
        case "none_of":
            return negated(_among(test.value, seen))
    raise AssertionError(test.operator)


def _sides(every: bool, none: bool) -> Truth:
    return True if every else False if none else None


def _among(wanted: tuple[Fraction, ...], seen: Number) -> Truth:
    low, high = seen.span
    if low is not None and low == high:
        return low in wanted
    if low is not None and high is not None:
        within = {value for value in wanted if fits(value, seen.places) and low <= value <= high}
        return _sides(len(within) == (high - low) * 10**seen.places + 1, not within)
    out = [
        fits(value, seen.places) and ((low is not None and value < low) or (high is not None and value > high))
        for value in wanted
    ]
    return _sides(every=False, none=all(out))
