"""Ties: who was equal until something told them apart. Kept as columns; a tie is made when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from evaluator.inference.ordered import ordered

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tie:
    """Subjects that were equal until told apart `by` a tie-break or a decision; open while nothing did."""

    rows: tuple[int, ...]
    rank: int
    by: str

    @property
    def open(self) -> bool:
        return not self.by


def _none() -> npt.NDArray[np.uint32]:
    return np.zeros(0, np.uint32)


@dataclass(frozen=True, eq=False)
class Ties(Sequence[Tie]):
    """Ties in the order of their ranks and then of their rows.

    `rows` are those of one tie after the other, each in their order; `by` says which of `names` told them apart.
    """

    rows: npt.NDArray[np.uint32] = field(default_factory=_none)
    sizes: npt.NDArray[np.uint32] = field(default_factory=_none)
    ranks: npt.NDArray[np.uint32] = field(default_factory=_none)
    by: npt.NDArray[np.uint32] = field(default_factory=_none)
    names: tuple[str, ...] = ()

    @classmethod
    def together(cls, parts: Sequence[tuple[str, Ints, Ints, Ints]]) -> "Ties":
        """Ties by what told them apart: rows, sizes and ranks of each."""
        names, *columns = zip(*parts, strict=True)
        rows, sizes, ranks = (np.concatenate(column).astype(np.uint32) for column in columns)
        by = np.repeat(np.arange(len(parts), dtype=np.uint32), [len(one) for one in columns[1]])
        return cls(rows, sizes, ranks, by, names)

    @cached_property
    def open(self) -> "Ties":
        """Those that nothing told apart."""
        mine = np.array([not name for name in self.names], np.bool_)[self.by]
        if mine.all():
            return self
        rows = self.rows[np.repeat(mine, self.sizes)]
        return Ties(rows, self.sizes[mine], self.ranks[mine], self.by[mine], self.names)

    def touch(self, flags: npt.NDArray[np.bool_]) -> list[bool]:
        """Whether each tie has a member who is flagged."""
        if not len(self.sizes):
            return []
        found = np.logical_or.reduceat(flags[self.rows], self._ends - self.sizes)
        return [bool(one) for one in found[self._order]]

    @cached_property
    def _ends(self) -> Ints:
        return np.cumsum(self.sizes, dtype=np.int64)

    def _rows(self, number: int) -> tuple[int, ...]:
        end = int(self._ends[number])
        return tuple(self.rows[end - int(self.sizes[number]) : end].tolist())

    @cached_property
    def _order(self) -> Ints:
        """The number of the tie that comes first, second and so on."""
        if not len(self.sizes):
            return np.zeros(0, np.int64)
        first = self.rows[self._ends - self.sizes]
        order, begins = ordered([self.ranks, first], np.arange(len(first)))
        starts = np.flatnonzero(begins)
        for start, size in zip(starts, np.diff(starts, append=len(order)), strict=True):
            if size > 1:  # a tie and what is left of it once a tie-break split it
                order[start : start + size] = sorted(order[start : start + size].tolist(), key=self._rows)
        return order

    def __len__(self) -> int:
        return len(self.sizes)

    @overload
    def __getitem__(self, index: int) -> Tie: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Tie]: ...
    def __getitem__(self, index: int | slice) -> Tie | Sequence[Tie]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        number = int(self._order[index])
        return Tie(self._rows(number), int(self.ranks[number]), self.names[int(self.by[number])])
