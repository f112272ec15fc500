"""Distinct rows: what is the same for many subjects is worked out once and looked up for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.integer[Any]]
"""Numbers from 0, of the smallest type that holds them."""

_TABLE = 1 << 20
"""Codes up to here are counted in a table; larger ones are sorted."""


@dataclass(frozen=True, eq=False)
class ByCode:
    """What is the same for many subjects: a value, or a row of them, for each kind, and which kind each subject is."""

    values: npt.NDArray[Any]
    codes: Codes

    @classmethod
    def each(cls, values: npt.NDArray[Any]) -> "ByCode":
        """Every subject a kind of its own."""
        return cls(values, np.arange(len(values)))

    def __getitem__(self, rows: Any) -> Any:
        """Those of one subject, or of several."""
        return self.values[self.codes[rows]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.whole)

    def spread(self, codes: Codes) -> "ByCode":
        """The same said of more subjects, each like one of these."""
        return ByCode(self.whole, codes)

    def in_rows(self, rows: npt.NDArray[np.int64]) -> "ByCode":
        """The same of some subjects, in this order."""
        return ByCode(self.values, self.codes[rows])

    @property
    def whole(self) -> npt.NDArray[Any]:
        """Laid out over all subjects."""
        return np.take(self.values, self.codes, axis=0)


def distinct(columns: Sequence[npt.NDArray[np.generic]], height: int) -> tuple[Codes, npt.NDArray[np.int64]]:
    """For each row the number of its distinct tuple, in their order, and for each tuple the first row that has it."""
    code: Codes = np.zeros(height, np.uint8)
    size = 1
    for column in columns:
        part, width = _small(column)
        if size * width > _TABLE:
            code, first = _numbered(code, size)
            size = len(first)
            if size * width > 1 << 60:
                part, kept = _numbered(part, width)
                width = len(kept)
        code, size = _joined(code, size, part, width), size * width
    return _numbered(code, size)


def fitting(size: int) -> np.dtype[Any]:
    """The smallest type for numbers from 0 below `size`."""
    return np.min_scalar_type(max(size - 1, 0))


def _joined(code: Codes, size: int, part: Codes, width: int) -> Codes:
    """Pairs of numbers as one number."""
    if width == 1:
        return code
    if size == 1:
        return part
    wide = fitting(size * width)
    joined: Codes = code.astype(wide) * wide.type(width) + part.astype(wide)
    return joined


def _small(column: npt.NDArray[Any]) -> tuple[Codes, int]:
    """A column as numbers from 0 in the same order, and one more than the largest."""
    if column.dtype == np.bool_:
        return column.view(np.uint8), 2
    if column.dtype == np.uint8:
        return column.view(np.uint8), int(column.view(np.uint8).max(initial=0)) + 1
    if np.issubdtype(column.dtype, np.integer) and column.size:
        low, high = int(column.min()), int(column.max())
        if high - low < _TABLE:
            width = high - low + 1
            lowest = column.dtype.type(low)
            return (column - lowest if low else column).astype(fitting(width)), width
    values, inverse = np.unique(column, return_inverse=True)
    return inverse, max(len(values), 1)


def _numbered(code: Codes, size: int) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Numbers without gaps in the same order, and the first row of each."""
    if size > _TABLE:
        _, rows, inverse = np.unique(code, return_index=True, return_inverse=True)
        return inverse.astype(fitting(len(rows))), rows.astype(np.int64)
    first = np.full(size, -1, np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    present = np.flatnonzero(first >= 0)
    if len(present) == size:
        return code, first
    numbers = np.zeros(size, fitting(len(present)))
    numbers[present] = np.arange(len(present))
    return numbers[code], first[present]
