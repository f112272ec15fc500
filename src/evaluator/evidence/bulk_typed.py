"""Columns of raw answers typed at once; what is not plainly right is left to be looked at one by one."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

import polars as pl

from evaluator.evidence.block import RawColumn
from evaluator.evidence.values import LARGEST, Fault, typed
from evaluator.language.fields import Asking

DTYPES: Mapping[str, Any] = {
    "yes-no": pl.Boolean,
    "integer": pl.Int64,
    "decimal": pl.Int64,
    "date": pl.Date,
    "text": pl.String,
    "choice": pl.String,
    "choices": pl.List(pl.String),
}
"""The type of a field's typed column."""
_MOST_PLACES = 6


class Typed(NamedTuple):
    """Typed values, and the rows whose value has to be looked at; those are missing until then."""

    values: "pl.Series | list[Any]"
    odd: list[int]


def typed_column(asked: Asking, column: RawColumn) -> Typed:
    """What a field's answers mean, exactly as `values.typed` has it for each of them alone."""
    form, values = column
    numeric = asked.type in ("integer", "decimal") and not asked.choices and asked.places <= _MOST_PLACES
    match form:
        case "yes-no" if asked.type == "yes-no":
            return Typed(values, [])
        case "text" if asked.type == "text":
            return Typed(values.set(values == "", None), [])
        case "whole" if numeric:
            sure = values.is_between(-_largest(asked), _largest(asked))
            return _within(asked, values * 10**asked.places, sure)
        case "decimal" if numeric:
            return _within(asked, *_units(asked, values))
        case "text" if asked.type in ("yes-no", "date", "choice"):
            return _words(asked, values)
        case "list" if asked.type == "choices":
            return _lists(asked, values.to_list())
        case _:
            return _only(asked, values.is_null())


def _largest(asked: Asking) -> int:
    return LARGEST // int(10**asked.places)


def _units(asked: Asking, values: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Decimals as units of the field's last place, and which of them are surely that."""
    assert isinstance(values.dtype, pl.Decimal)
    stored = values.to_physical().cast(pl.Int64, strict=False)
    sure = stored.is_not_null()
    power = 10 ** (values.dtype.scale - asked.places)
    units = stored // power
    return units, (sure & (units * power == stored)).set(values.is_null(), None)


def _within(asked: Asking, units: "pl.Series", sure: "pl.Series") -> Typed:
    """Units within the field's bounds."""
    unit = 10**asked.places
    lowest = -LARGEST if asked.minimum is None else max(-LARGEST, ceil(Fraction(asked.minimum) * unit))
    highest = LARGEST if asked.maximum is None else min(LARGEST, floor(Fraction(asked.maximum) * unit))
    fine = sure & (units >= lowest) & (units <= highest)
    return _only(asked, fine | sure.is_null(), units)


def _words(asked: Asking, texts: "pl.Series") -> Typed:
    """What each different word means is worked out once."""
    meanings = {word: typed(asked, word, cells=False) for word in texts.unique().drop_nulls().to_list()}
    if all(word == value for word, value in meanings.items()):
        return Typed(texts if asked.type == "choice" else empty(asked, len(texts)), [])
    wrong = [word for word, value in meanings.items() if isinstance(value, Fault)]
    known = [None if isinstance(value, Fault) else value for value in meanings.values()]
    dtype = DTYPES[asked.type]
    meant = pl.Series(values=known, dtype=dtype)
    values = texts.replace_strict(pl.Series(values=list(meanings), dtype=pl.String), meant, return_dtype=dtype)
    return Typed(values, texts.is_in(wrong).fill_null(value=False).arg_true().to_list() if wrong else [])


def _lists(asked: Asking, lists: list[Any]) -> Typed:
    known: dict[tuple[str, ...], Any] = {}
    values: list[Any] = []
    for given in lists:
        key = None if given is None else tuple(given)
        if key is not None and key not in known:
            known[key] = typed(asked, given, cells=False)
        values.append(None if key is None else known[key])
    odd = [row for row, value in enumerate(values) if isinstance(value, Fault)]
    for row in odd:
        values[row] = None
    return Typed(values, odd)


def empty(asked: Asking, height: int) -> "pl.Series | list[Any]":
    """A column of a field that nobody answers."""
    if asked.type in ("choices", "events"):
        return [None] * height
    return pl.Series(values=[None], dtype=DTYPES[asked.type]).new_from_index(0, height)


def _only(asked: Asking, fine: "pl.Series", values: "pl.Series | None" = None) -> Typed:
    """Values where they are fine, nothing where they are not."""
    odd = [] if fine.all() else (~fine).arg_true().to_list()
    if values is None:
        return Typed(empty(asked, len(fine)), odd)
    return Typed(values.set(~fine, None) if odd else values, odd)


def joined(asked: Asking, columns: Iterable["pl.Series | list[Any]"]) -> "pl.Series | list[Any]":
    """Typed columns of one field, one after the other."""
    parts = list(columns)
    if asked.type in ("choices", "events"):
        return [value for part in parts for value in part]
    dtype = DTYPES[asked.type]
    made = [part if isinstance(part, pl.Series) else pl.Series(values=part, dtype=dtype) for part in parts]
    return pl.concat(made, rechunk=True)
