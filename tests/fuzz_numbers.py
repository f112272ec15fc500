"""Numbers and days as they are written, held against Python's own decimals and dates."""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from evaluator.evidence.cells import day_of, half
from evaluator.evidence.values import Fault, number_of, said, typed
from evaluator.exact import Rounding, fixed, parse_number, shortest
from evaluator.language.fields import Asking
from evaluator.language.scalars import parse_day
from evaluator.language.source import Plain
from evaluator.result.earlier import difference
from fuzz_sound import plan

_EXACT = Context(prec=200)
_ROUNDED: tuple[tuple[Rounding, str], ...] = (("half-even", ROUND_HALF_EVEN), ("half-up", ROUND_HALF_UP))
_SHORT = re.compile(r"[-+0-9.]{1,12}")


@lru_cache
def _asked() -> tuple[Asking, ...]:
    """A field of each type that is a number, a day, or yes or no."""
    known = {one.type: one for one in plan().asked.values()}
    return tuple(known[kind] for kind in ("integer", "decimal", "date", "yes-no"))


def of_numbers(data: bytes) -> None:
    """Two texts, divided by a line's end: the numbers and days they are, or that they are none."""
    first, _, second = data.decode("utf-8", "replace").partition("\n")
    for text in (first, second):
        _number(text)
        _day(text)
        _answers(text)
    _difference(first, second)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _number(text: str) -> None:
    number, other = parse_number(text), _decimal(text.strip().removesuffix("%").rstrip())
    if number is None:
        assert not (_SHORT.fullmatch(text) and other is not None) or "." in (text[:1], text[-1:], text[1:2])
        return
    assert other is not None
    assert other.is_finite()
    assert number == Fraction(other) / (100 if text.strip().endswith("%") else 1)
    plain = number_of(Plain(text), cells=False)
    assert text.endswith("%") or plain == number
    places = len(text) % 5
    unit = Decimal(1).scaleb(-places)
    exact = _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    for rounding, name in _ROUNDED:
        rounded = exact.quantize(unit, name, _EXACT)
        assert fixed(number, places, rounding) == format(rounded if rounded else abs(rounded), "f")
    assert Decimal(shortest(number, places)) == exact.quantize(unit, ROUND_HALF_EVEN, _EXACT)


def _day(text: str) -> None:
    day = parse_day(text)
    if day is None:
        try:
            assert date.fromisoformat(text).isoformat() != text
        except ValueError:
            return
    else:
        assert day.isoformat() == text
        assert day_of(text) == day


def _answers(text: str) -> None:
    """What a text means for a field is what that value, written out, means again."""
    for asked in _asked():
        cell, plain = typed(asked, text, cells=True), typed(asked, Plain(text), cells=False)
        for value in (cell, plain):
            if value is not None and not isinstance(value, Fault):
                assert typed(asked, Plain(said(asked, value)), cells=False) == value
        if isinstance(cell, Fault) and half(text) == text:
            assert plain is None or isinstance(plain, Fault)


def _difference(first: str, second: str) -> None:
    moved = difference(first, second)
    if moved:
        before, after = Decimal(first), Decimal(second)
        assert Decimal(moved) == _EXACT.subtract(after, before)
    else:
        assert None in (parse_number(first), parse_number(second)) or "%" in first + second
