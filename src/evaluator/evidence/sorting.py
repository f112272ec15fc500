"""The rows of a table in the order of their ids, those of single records and those of blocks together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluator.evidence.block import Block, RowPlaces
from evaluator.language.fields import Asking
from evaluator.problems import Place

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    from evaluator.evidence.in_blocks import Held

Texts = Mapping[str, "list[str] | pl.Series"]


@dataclass(frozen=True)
class Rows:
    """Subjects by row: ids, texts of identity, typed answers, and where each record stands."""

    ids: "list[str] | pl.Series"
    texts: Texts
    answers: Mapping[str, "list[Any] | pl.Series"]
    places: Sequence[Place]


def in_order(alone: Rows, held: "Sequence[Held]", fields: Mapping[str, Asking]) -> "tuple[Rows, npt.NDArray[np.int64]]":
    """The rows that came alone, in lists, and those of blocks; with it where each that came alone now stands."""
    if held:
        return _with_blocks(alone, held, fields)
    order = sorted(range(len(alone.ids)), key=alone.ids.__getitem__)

    def taken(column: Any) -> list[Any]:
        return list(map(column.__getitem__, order))

    made = Rows(
        taken(alone.ids),
        {name: taken(column) for name, column in alone.texts.items()},
        {name: taken(column) for name, column in alone.answers.items()},
        taken(alone.places),
    )
    return made, np.argsort(np.array(order, np.int64))


def _with_blocks(
    alone: Rows, held: "Sequence[Held]", fields: Mapping[str, Asking]
) -> "tuple[Rows, npt.NDArray[np.int64]]":
    import polars as pl

    from evaluator.evidence.bulk_typed import empty, joined

    blocks = [one.block for one in held]
    every = pl.concat([pl.Series(values=alone.ids, dtype=pl.String), *(block.ids for block in blocks)], rechunk=True)
    order = None if every.is_sorted() else every.arg_sort()  # by bytes of UTF-8, which is by code point

    def taken(column: "pl.Series") -> "pl.Series":
        return column if order is None else column.gather(order)

    made: dict[str, pl.Series] = {}
    for name, column in alone.texts.items():
        parts = [block.identity[name].fill_null("") if name in block.identity else _blank(block) for block in blocks]
        made[name] = taken(pl.concat([pl.Series(values=column, dtype=pl.String), *parts], rechunk=True))
    rows = np.arange(len(every)) if order is None else order.to_numpy().astype(np.int64)
    typed: dict[str, Any] = {}
    for name, asked in fields.items():
        columns = [one.typed[name] if name in one.typed else empty(asked, len(one.block)) for one in held]
        whole = joined(asked, [alone.answers[name], *columns])
        typed[name] = taken(whole) if isinstance(whole, pl.Series) else [whole[row] for row in rows]
    names = sorted({block.file for block in blocks})
    files = [np.full(len(alone.ids), -1, np.int32), *(np.full(len(b), names.index(b.file), np.int32) for b in blocks)]
    lines = [np.arange(len(alone.ids)), *(block.lines for block in blocks)]
    placed = RowPlaces(names, np.concatenate(files)[rows], np.concatenate(lines)[rows], alone.places)
    position = np.empty(len(rows), np.int64)
    position[rows] = np.arange(len(rows))
    return Rows(taken(every), made, typed, placed), position


def _blank(block: Block) -> "pl.Series":
    import polars as pl

    return pl.Series(values=[""], dtype=pl.String).new_from_index(0, len(block))
