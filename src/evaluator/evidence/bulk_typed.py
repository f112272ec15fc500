"""Columns of raw answers typed at once; what is not plainly right is left to be looked at one by one."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

import numpy as np
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
_UNSEEN = "[\x1c-\x1f\u200b-\u200d\u2060\ufeff]"
"""White space to Python alone, and what `cells` takes out of a text."""


class Typed(NamedTuple):
    """Typed values, and the rows whose value has to be looked at; those are missing until then."""

    values: "pl.Series | list[Any]"
    odd: list[int]


def typed_column(asked: Asking, column: RawColumn, cells: bool) -> Typed:
    """What a field's answers mean, exactly as `values.typed` has it for each of them alone."""
    form, values = column
    if isinstance(values, list):
        if asked.type == "choices" and form == "list":
            return _lists(asked, values, cells)
        return _only(asked, pl.Series(values=[value is None for value in values], dtype=pl.Boolean))
    numeric = asked.type in ("integer", "decimal") and not asked.choices and asked.places <= _MOST_PLACES
    match form:
        case "yes-no" if asked.type == "yes-no":
            return Typed(values, [])
        case "text" if asked.type == "text":
            made = values.set(values == "", None)
            return _only(asked, bare(values), made) if cells else Typed(made, [])
        case "whole" if numeric:
            sure = values.is_between(-_largest(asked), _largest(asked))
            return _within(asked, values * 10**asked.places, sure)
        case "decimal" if numeric:
            return _within(asked, *_units(asked, values))
        case "double" if numeric:
            return _within(asked, *_shortest(asked, values))
        case "day" if asked.type == "date":
            return Typed(values, [])
        case "text" if asked.type in ("yes-no", "date", "choice") or (cells and asked.type != "events"):
            return _words(asked, values, cells)
        case "list" if asked.type == "choices":
            return _lists(asked, values.to_list(), cells)
        case _:
            return _only(asked, values.is_null())


def _largest(asked: Asking) -> int:
    return LARGEST // int(10**asked.places)


def _units(asked: Asking, values: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Decimals as units of the field's last place, and which of them are surely that."""
    assert isinstance(values.dtype, pl.Decimal)
    stored = values.to_physical().cast(pl.Int64, strict=False)
    more = asked.places - values.dtype.scale
    if more >= 0:
        units = stored * 10**more
        sure = stored.is_between(-LARGEST // 10**more, LARGEST // 10**more)
    else:
        units = stored // 10**-more
        sure = units * 10**-more == stored
    return units, sure.fill_null(value=False).set(values.is_null(), None)


def _within(asked: Asking, units: "pl.Series", sure: "pl.Series") -> Typed:
    """Units within the field's bounds."""
    unit = 10**asked.places
    lowest = -LARGEST if asked.minimum is None else max(-LARGEST, ceil(Fraction(asked.minimum) * unit))
    highest = LARGEST if asked.maximum is None else min(LARGEST, floor(Fraction(asked.maximum) * unit))
    fine = sure & (units >= lowest) & (units <= highest)
    return _only(asked, fine | sure.is_null(), units)


def bare(texts: "pl.Series") -> "pl.Series":
    """Which texts of cells stand for themselves: without spaces around them and characters nobody sees."""
    return ((texts.str.strip_chars() == texts) & ~texts.str.contains(_UNSEEN)).fill_null(value=True)


def _shortest(asked: Asking, values: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Doubles as units of the field's last place, and which of them are surely that.

    A double stands for its shortest decimal. Of at most 15 digits only one reads as a given double, and a power of ten
    as small as these is a double itself: the units are right where their quotient is the number again.
    """
    power = 10.0**asked.places
    given = values.fill_null(0.0).to_numpy()  # Polars divides by a number as it multiplies by its reciprocal
    with np.errstate(over="ignore", invalid="ignore"):
        units = np.rint(given * power)
        sure = (units / power == given) & (np.abs(units) < LARGEST)
    units = np.where(sure, units, 0).astype(np.int64)
    missing = values.is_null()
    return pl.Series(units).set(missing, None), pl.Series(sure).set(missing, None)


def _words(asked: Asking, texts: "pl.Series", cells: bool) -> Typed:
    """What each different word means is worked out once."""
    meanings = {word: typed(asked, word, cells) for word in texts.unique().drop_nulls().to_list()}
    if asked.type != "choices" and all(word == value for word, value in meanings.items()):
        return Typed(texts if asked.type in ("choice", "text") else empty(asked, len(texts)), [])
    wrong = [word for word, value in meanings.items() if isinstance(value, Fault)]
    known = [None if isinstance(value, Fault) else value for value in meanings.values()]
    if asked.type == "choices":
        lists = dict(zip(meanings, known, strict=True))
        return Typed([lists.get(word) for word in texts], _among(texts, wrong))
    dtype = DTYPES[asked.type]
    meant = pl.Series(values=known, dtype=dtype)
    values = texts.replace_strict(pl.Series(values=list(meanings), dtype=pl.String), meant, return_dtype=dtype)
    return Typed(values, _among(texts, wrong))


def _among(texts: "pl.Series", wrong: list[str]) -> list[int]:
    return texts.is_in(wrong).fill_null(value=False).arg_true().to_list() if wrong else []


def _lists(asked: Asking, lists: list[Any], cells: bool) -> Typed:
    known: dict[tuple[str, ...], Any] = {}
    values: list[Any] = []
    for given in lists:
        key = None if given is None else tuple(given)
        if key is not None and key not in known:
            known[key] = typed(asked, given, cells)
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
