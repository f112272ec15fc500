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
    numeric = asked.type in ("integer", "decimal") and not asked.choices
    match form:
        case "yes-no" if asked.type == "yes-no":
            return Typed(values, [])
        case "text" if asked.type == "text":
            plain = bare(values) if cells else pl.repeat(True, len(values), eager=True)
            return _only(asked, plain, values.set(values == "", None))
        case "whole" if numeric and asked.places <= _MOST_PLACES:
            sure = values.is_between(-_largest(asked), _largest(asked))
            return _within(asked, values.set(~sure, 0) * 10**asked.places, sure)
        case "number" if numeric and asked.places <= _MOST_PLACES:
            return _within(asked, *_units(asked, values))
        case "decimal" if numeric and asked.places <= _MOST_PLACES:
            return _within(asked, *_rescaled(asked, values))
        case "double" if numeric and asked.places <= _MOST_PLACES:
            return _within(asked, *_shortest(asked, values))
        case "day" if asked.type == "date":
            return Typed(values, [])
        case "text" if asked.type in ("yes-no", "date", "choice") or (cells and asked.type != "events"):
            return _words(asked, values, cells)
        case _:
            return _only(asked, values.is_null())


def _largest(asked: Asking) -> int:
    return LARGEST // int(10**asked.places)


def _units(asked: Asking, written: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Numbers without exponents as units of the last place, and which of them are surely that."""
    parts = written.str.strip_prefix("-").str.split_exact(".", 1).struct
    whole = parts.field("field_0").cast(pl.Int64, strict=False)
    rest = parts.field("field_1").fill_null("").str.strip_chars_end("0")
    sure = (whole <= _largest(asked) - 1) & (rest.str.len_bytes() <= asked.places)
    units = whole.set(~sure.fill_null(value=False), 0) * 10**asked.places
    if asked.places:
        tail = rest.set(~sure.fill_null(value=False), "").str.pad_end(asked.places, "0")
        units = units + tail.cast(pl.Int64)
    return (-units).zip_with(written.str.starts_with("-").fill_null(value=False), units), sure


def _within(asked: Asking, units: "pl.Series", sure: "pl.Series") -> Typed:
    """Units within the field's bounds."""
    unit = 10**asked.places
    lowest = ceil(Fraction(asked.minimum) * unit) if asked.minimum is not None else -LARGEST
    highest = floor(Fraction(asked.maximum) * unit) if asked.maximum is not None else LARGEST
    given = sure.is_not_null()
    fine = sure & units.is_between(lowest, highest)
    return _only(asked, (fine | ~given).fill_null(value=True), units.set(~given, None))


def bare(texts: "pl.Series") -> "pl.Series":
    """Which texts of cells stand for themselves: without spaces around them and characters nobody sees."""
    return ((texts.str.strip_chars() == texts) & ~texts.str.contains(_UNSEEN)).fill_null(value=True)


def _given(values: "pl.Series", sure: "pl.Series") -> "pl.Series":
    """Values that are sure, and 0 for all others."""
    return values.set(~sure.fill_null(value=False), 0)


def _rescaled(asked: Asking, values: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Decimals as units of the field's last place, and which of them are surely that."""
    assert isinstance(values.dtype, pl.Decimal)
    stored = values.to_physical().cast(pl.Int64, strict=False)
    more = asked.places - values.dtype.scale
    if more >= 0:
        sure = stored.is_between(-LARGEST // 10**more, LARGEST // 10**more)
        return _given(stored, sure) * 10**more, sure.fill_null(value=False).set(values.is_null(), None)
    sure = (stored % 10**-more == 0) & stored.is_not_null()
    return _given(stored, sure) // 10**-more, sure.set(values.is_null(), None)


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
    return pl.Series(units), pl.Series(sure).set(values.is_null(), None)


def _words(asked: Asking, texts: "pl.Series", cells: bool) -> Typed:
    """What each different word means is worked out once."""
    meanings = {word: typed(asked, word, cells) for word in texts.drop_nulls().unique().to_list()}
    known = {word: None if isinstance(value, Fault) else value for word, value in meanings.items()}
    wrong = [word for word, value in meanings.items() if isinstance(value, Fault)]
    if asked.type == "choices":
        lists = [None if word is None else known[word] for word in texts.to_list()]
        return Typed(lists, texts.is_in(wrong).fill_null(value=False).arg_true().to_list())
    dtype = DTYPES[asked.type]
    meant = pl.Series(values=list(known.values()), dtype=dtype)
    words = pl.Series(values=list(known), dtype=pl.String)
    values = texts.replace_strict(words, meant, default=None, return_dtype=dtype)
    return Typed(values, texts.is_in(wrong).fill_null(value=False).arg_true().to_list() if wrong else [])


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
    return pl.Series(values=[None] * height, dtype=DTYPES[asked.type])


def _only(asked: Asking, fine: "pl.Series", values: "pl.Series | None" = None) -> Typed:
    """Values where they are fine, nothing where they are not."""
    odd = (~fine).arg_true().to_list()
    if values is None:
        return Typed(empty(asked, len(fine)), odd)
    return Typed(values.set(~fine, None) if odd else values, odd)


def joined(asked: Asking, columns: Iterable["pl.Series | list[Any]"]) -> "pl.Series | list[Any]":
    """Typed columns of one field, one after the other."""
    parts = list(columns)
    if asked.type in ("choices", "events"):
        return [value for part in parts for value in part]
    dtype = DTYPES[asked.type]
    return pl.concat([part if isinstance(part, pl.Series) else pl.Series(values=part, dtype=dtype) for part in parts])
