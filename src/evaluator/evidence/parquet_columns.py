"""Columns of an Arrow table as answers: each type becomes the form it plainly is, or is looked at cell by cell."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as of

from evaluator.evidence.block import RawColumn
from evaluator.evidence.cell_block import shortest
from evaluator.evidence.values import Fault

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_MOST_PRECISE = 38
"""Digits of a decimal in a column of Polars."""


def raw_column(array: Any) -> RawColumn:
    """The values of a column, of whatever type it is."""
    kind = array.type
    if of.is_null(kind):
        return RawColumn("text", pl.Series(values=[None] * len(array), dtype=pl.String))
    if of.is_dictionary(kind):
        return _of_dictionary(array)
    if is_text(kind):
        return RawColumn("text", _series(array).cast(pl.String))
    if of.is_boolean(kind):
        return RawColumn("yes-no", _series(array))
    if of.is_integer(kind):
        whole = _series(array)
        return RawColumn("whole", whole.cast(pl.Int64)) if _fits(whole) else RawColumn("other", whole.to_list())
    if of.is_float64(kind):
        return RawColumn("double", _series(array))
    if of.is_decimal(kind):
        return _decimals(array)
    if of.is_date(kind):
        return _days(_series(array).cast(pl.Date))
    if of.is_timestamp(kind):
        return _moments(array)
    if _is_list(kind) and (is_text(kind.value_type) or _is_text_dictionary(kind.value_type)):
        return RawColumn("list", _series(array).cast(pl.List(pl.String)).to_list())
    return RawColumn("other", _each(array))


def is_text(kind: Any) -> bool:
    """Whether a type is one of text."""
    return bool(of.is_string(kind) or of.is_large_string(kind) or of.is_string_view(kind))


def _is_text_dictionary(kind: Any) -> bool:
    return of.is_dictionary(kind) and is_text(kind.value_type)


def _is_list(kind: Any) -> bool:
    return bool(of.is_list(kind) or of.is_large_list(kind) or of.is_fixed_size_list(kind))


def _series(array: Any) -> pl.Series:
    made = pl.from_arrow(array)
    assert isinstance(made, pl.Series)
    return made


def _fits(whole: pl.Series) -> bool:
    return whole.dtype != pl.UInt64 or not (whole > (1 << 63) - 1).any()


def _of_dictionary(array: Any) -> RawColumn:
    """Each different value once: a text that many rows share is not written out for each."""
    words = raw_column(array.dictionary)
    if isinstance(words.values, pl.Series):
        return RawColumn(words.form, words.values.gather(_series(array.indices)))
    return RawColumn(words.form, [None if at is None else words.values[at] for at in array.indices.to_pylist()])


def _decimals(array: Any) -> RawColumn:
    kind = array.type
    if kind.scale < 0 or kind.scale > kind.precision or kind.precision > _MOST_PRECISE:
        return RawColumn("other", _each(array))
    if kind.bit_width != 128:
        array = array.cast(pa.decimal128(kind.precision, kind.scale))
    return RawColumn("decimal", _series(array))


def _days(days: pl.Series) -> RawColumn:
    """Days of the calendar: Arrow counts them far beyond it."""
    within = days.is_between(_FIRST, _LAST) | days.is_null()
    if within.all():
        return RawColumn("day", days)
    known, counted = days.set(~within, None).to_list(), days.to_physical().to_list()
    return RawColumn(
        "other",
        [
            day if day is not None or count is None else Fault("answer-date", {"found": f"1970-01-01 {count:+d} d"})
            for day, count in zip(known, counted, strict=True)
        ],
    )


def _moments(array: Any) -> RawColumn:
    """Times at the beginning of a day, in their own zone, are that day; others are no days."""
    local = array if array.type.tz is None else pc.local_timestamp(array)
    days = local.cast(pa.date32(), safe=False)
    midnight = pc.equal(days.cast(pa.timestamp(local.type.unit), safe=False), local)
    if pc.all(midnight, skip_nulls=True, min_count=0).as_py():
        return _days(_series(days))
    said = _series(local.cast(pa.string())).to_list()
    column = _days(_series(days))
    return RawColumn(
        "other",
        [
            day if whole or whole is None else Fault("cell-moment", {"found": text})
            for day, whole, text in zip(column.values, midnight.to_pylist(), said, strict=True)
        ],
    )


def _each(array: Any) -> list[Any]:
    """What each cell holds, or the fault of one that cannot be an answer."""
    look = _look(array.type)
    if look is None:
        fault = _fault(array.type)
        return [fault if known else None for known in array.is_valid().to_pylist()]
    try:
        return [None if value is None else look(value) for value in array.to_pylist()]
    except (ValueError, ArithmeticError):  # a time finer than Python's, a name that a struct has twice
        fault = _fault(array.type)
        return [fault if known else None for known in array.is_valid().to_pylist()]


def _fault(kind: Any) -> Fault:
    code = "parquet-single" if of.is_float16(kind) or of.is_float32(kind) else "parquet-type"
    return Fault(code, {"found": str(kind)})


def _look(kind: Any) -> Callable[[Any], Any] | None:
    """How a value of a type becomes what a record holds; None where none of them can."""
    if of.is_boolean(kind) or of.is_integer(kind) or of.is_date(kind) or is_text(kind) or of.is_null(kind):
        return _itself
    if of.is_dictionary(kind):
        return _look(kind.value_type)
    if of.is_float64(kind):
        return shortest
    if of.is_decimal(kind):
        return int if kind.scale <= 0 else _itself
    if of.is_timestamp(kind):
        return _moment
    if _is_list(kind):
        return _list_of(kind.value_type)
    if of.is_struct(kind):
        parts = {kind.field(number).name: kind.field(number).type for number in range(kind.num_fields)}
        return _struct_of({name: _look(part) or _refused(part) for name, part in parts.items()})
    return None


def _struct_of(looks: Mapping[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    return lambda value: {name: None if value[name] is None else look(value[name]) for name, look in looks.items()}


def _refused(kind: Any) -> Callable[[Any], Any]:
    return lambda _: _fault(kind)


def _list_of(kind: Any) -> Callable[[Any], Any] | None:
    look = _look(kind)
    if look is None:
        return None

    def each(values: list[Any]) -> Any:
        made = [None if value is None else look(value) for value in values]
        return next((one for one in made if isinstance(one, Fault)), made)

    return each


def _itself(value: Any) -> Any:
    return value


def _moment(value: datetime) -> Any:
    if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date()
    return Fault("cell-moment", {"found": value.isoformat(" ")})
