"""Distinct rows: what is the same for many subjects is worked out once and looked up for each."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]

_TABLE = 1 << 20
"""Codes up to here are counted in a table; larger ones are sorted."""


def distinct(columns: Sequence[npt.NDArray[np.generic]], height: int) -> tuple[Codes, Codes]:
    """For each row the number of its distinct tuple, in their order, and for each tuple the first row that has it."""
    code, size = np.zeros(height, np.int64), 1
    for column in columns:
        part, width = _small(column)
        if size * width > _TABLE:
            code, first = _numbered(code, size)
            size = len(first)
            if size * width > 1 << 60:
                part, kept = _numbered(part, width)
                width = len(kept)
        code = code * width + part
        size *= width
    return _numbered(code, size)


def _small(column: npt.NDArray[np.generic]) -> tuple[Codes, int]:
    """A column as numbers from 0 in the same order, and one more than the largest."""
    if column.dtype == np.uint8:
        return column.astype(np.int64), int(column.max(initial=0)) + 1
    if column.dtype == np.int64 and column.size:
        low, high = int(column.min()), int(column.max())
        if high - low < _TABLE:
            return column.astype(np.int64) - low, high - low + 1
    _, inverse = np.unique(column, return_inverse=True)
    return inverse.astype(np.int64), int(inverse.max(initial=0)) + 1


def _numbered(code: Codes, size: int) -> tuple[Codes, Codes]:
    if size > _TABLE:
        _, rows, inverse = np.unique(code, return_index=True, return_inverse=True)
        return inverse.astype(np.int64), rows.astype(np.int64)
    first = np.full(size, -1, np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1, dtype=np.int64)
    present = np.flatnonzero(first >= 0)
    numbers = np.zeros(size, np.int64)
    numbers[present] = np.arange(len(present))
    return numbers[code], first[present]
