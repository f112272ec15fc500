"""Tables: the value of the cell that a subject's one or two keys name."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evaluator.inference.arithmetic import decimals
from evaluator.inference.columns import Columns, Quantity
from evaluator.inference.reach import Reach, gathered, quantity_of
from evaluator.language.derived_from_answers import Lookup

if TYPE_CHECKING:
    import polars as pl


def look_up(quantity: Lookup, columns: Columns) -> Quantity:
    """A table's cell for each subject, looked up once for each distinct tuple of keys."""
    words = [_words(columns.answers[name]) for name in quantity.table]
    rows: dict[tuple[str | None, ...], int] = {}
    codes = [rows.setdefault(keys, len(rows)) for keys in zip(*words, strict=True)]
    reaches = [cell_of(quantity.cells, keys) for keys in rows]
    places = max(decimals(value) for value in _values(quantity.cells))
    return gathered(quantity_of(reaches, places), np.array(codes, np.int64))


def _values(cells: Mapping[str, object]) -> Iterator[Fraction]:
    """The value of every cell: all are of the same decimals, whichever of them some subjects happen to get."""
    for cell in cells.values():
        if isinstance(cell, Mapping):
            yield from _values(cell)
        elif isinstance(cell, Fraction):
            yield cell


def _words(answers: "pl.Series") -> list[str | None]:
    return [None if word is None else {True: "yes", False: "no"}.get(word, word) for word in answers.to_list()]


def cell_of(cells: Mapping[str, object], keys: Sequence[str | None]) -> Reach:
    """The value of a cell; where a key is missing, of all the cells it could be."""
    key, rest = keys[0], keys[1:]
    found = [cells[key]] if key is not None else list(cells.values())
    reaches = [cell_of(cell, rest) if isinstance(cell, Mapping) else (cell, cell) for cell in found]
    return (
        min(low for low, _ in reaches if isinstance(low, Fraction)),
        max(high for _, high in reaches if isinstance(high, Fraction)),
    )
