"""Rows in order: by several keys at once, packed into one number that is sorted on all cores."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]


def ordered(keys: Sequence[Ints], rows: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Rows by the first key, those equal by the next, at last by their own number; and where other keys begin."""
    packed = _packed([*keys, rows])
    if packed is None:
        found = np.lexsort((rows, *reversed(keys)))
        begins = np.any([differs(key[found]) for key in keys], axis=0)
        return rows[found].astype(np.int64), begins
    import polars as pl

    together, bits, low = packed
    found = pl.Series(values=together).sort().to_numpy()
    return (found & ((1 << bits) - 1)) + low, differs(found >> bits)


def _packed(columns: Sequence[Ints]) -> tuple[npt.NDArray[np.int64], int, int] | None:
    """Columns as one number a row, in the same order; the bits of the last column and its least. None: no room."""
    if not len(columns[-1]):
        return np.zeros(0, np.int64), 0, 0
    spans = [(int(column.min()), int(column.max())) for column in columns]
    widths = [(high - low).bit_length() for low, high in spans]
    if sum(widths) > 63:
        return None
    packed = np.zeros(len(columns[-1]), np.int64)
    for column, (low, _), bits in zip(columns, spans, widths, strict=True):
        packed <<= bits
        packed += column
        packed -= low
    return packed, widths[-1], spans[-1][0]


def differs(values: Ints) -> npt.NDArray[np.bool_]:
    """Where a value is other than the one before; the first is."""
    begins = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins
