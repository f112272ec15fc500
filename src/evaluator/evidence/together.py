"""Evidence that was read in parts as one: all subjects in the order of their ids, whoever read them where."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluator.evidence.block import RowPlaces
from evaluator.evidence.model import Evidence
from evaluator.language.fields import Asking
from evaluator.problems import Place

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    Rows = npt.NDArray[np.int64]


def together(
    parts: Sequence[Evidence], out: Collection[str], rest: Evidence, fields: Mapping[str, Asking]
) -> "tuple[Evidence, Rows]":
    """The subjects of parts, of whom nothing is to be said, and of the rest; `fields` are those whose answers remain.

    Parts are without the subjects in `out`, who are among the rest. With the evidence comes which row each of its rows
    was of all of them, those of the parts one after another and last those of the rest.
    """
    from evaluator.evidence.bulk_typed import joined

    every = [*parts, rest]
    ids = texts([part.ids for part in every])
    rows = _rows(ids, out, len(rest))
    alike = len(rows) == len(ids) and bool((rows == np.arange(len(ids))).all())

    def taken(column: Any) -> Any:
        if alike:
            return column
        return [column[row] for row in rows] if isinstance(column, list) else column.gather(rows)

    own = _new_rows(rows, len(ids))[len(ids) - len(rest) :].tolist()
    return Evidence(
        ids=taken(ids),
        names=taken(texts([part.names for part in every])),
        streets=taken(texts([part.streets for part in every])),
        communities=taken(texts([part.communities for part in every])),
        answers={name: taken(joined(asked, [part.answers[name] for part in every])) for name, asked in fields.items()},
        unsettled=frozenset((own[row], name) for row, name in rest.unsettled),
        places={(own[row], name): place for (row, name), place in rest.places.items()},
        row_places=_places(every, rows),
        assessed={(own[row], name): made for (row, name), made in rest.assessed.items()},
        attachments=tuple(replace(one, row=own[one.row]) for one in rest.attachments),
        problems=rest.problems,
        rejected=rest.rejected,
        submitted={own[row]: by for row, by in rest.submitted.items()},
        waived=frozenset((own[row], name) for row, name in rest.waived),
    ), rows


def texts(columns: "Iterable[Sequence[str] | pl.Series]") -> "pl.Series":
    """Texts of several parts as one column."""
    import polars as pl

    made = [one if isinstance(one, pl.Series) else pl.Series(values=one, dtype=pl.String) for one in columns]
    return pl.concat(made, rechunk=True)


def _rows(ids: "pl.Series", out: Collection[str], rest: int) -> "Rows":
    """Rows in the order of their ids, by bytes of UTF-8, which is by code point."""
    if not out and ids.is_sorted():
        return np.arange(len(ids), dtype=np.int64)
    order = ids.arg_sort().to_numpy().astype(np.int64)
    if not out:
        return order
    left = ids.is_in(list(out)).to_numpy().copy()
    left[len(ids) - rest :] = False
    kept: Rows = order[~left[order]]
    return kept


def _new_rows(rows: "Rows", height: int) -> "Rows":
    """Where each row is now; nothing is said of those that are left out."""
    moved = np.full(height, -1, np.int64)
    moved[rows] = np.arange(len(rows))
    return moved


def _places(parts: Sequence[Evidence], rows: "Rows") -> RowPlaces:
    """Where each record stands, by row of all of them in their order."""
    names: dict[str, int] = {}
    files, lines = [], []
    others: list[Place] = []
    for part in parts:
        places = part.row_places
        if isinstance(places, RowPlaces):
            numbers = np.array([names.setdefault(name, len(names)) for name in places.names] or [0], np.int32)
            alone = places.files < 0
            files.append(np.where(alone, -1, numbers[np.maximum(places.files, 0)]).astype(np.int32))
            lines.append(np.where(alone, places.lines + len(others), places.lines))
            others += places.others
        else:
            files.append(np.full(len(places), -1, np.int32))
            lines.append(np.arange(len(others), len(others) + len(places)))
            others += places
    return RowPlaces(list(names), np.concatenate(files)[rows], np.concatenate(lines)[rows], others)
