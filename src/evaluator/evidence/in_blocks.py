"""The subjects of a table that came in blocks: of each there is one record, complete, with nothing to be said of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from evaluator.evidence.block import Block
from evaluator.evidence.bulk_typed import typed_column
from evaluator.evidence.model import Record
from evaluator.language.fields import Asking

_PYTHON_SPACE = "[\x1c-\x1f]"
"""White space to Python, and not to Polars."""


@dataclass(frozen=True)
class Held:
    """A block, its identity trimmed, with its answers typed."""

    block: Block
    typed: "Mapping[str, pl.Series | list[Any]]"

    def without(self, rows: Collection[int]) -> "Held":
        if not rows:
            return self
        kept = np.delete(np.arange(len(self.block)), list(rows))
        typed = {
            name: values.gather(kept) if isinstance(values, pl.Series) else [values[row] for row in kept]
            for name, values in self.typed.items()
        }
        return Held(self.block.taken(kept), typed)

    def told(self) -> "Held":
        return Held(self.block.told(), self.typed)

    @cached_property
    def _by_hash(self) -> "tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]":
        hashes = self.block.ids.hash().to_numpy()
        order = np.argsort(hashes)
        return hashes[order], order

    def rows_of(self, subjects: Collection[str], hashes: "npt.NDArray[np.uint64]") -> list[int]:
        """The rows of some subjects, given the hashes of their ids."""
        known, rows = self._by_hash
        starts, ends = np.searchsorted(known, hashes, "left"), np.searchsorted(known, hashes, "right")
        found = (row for at in np.flatnonzero(starts < ends) for row in rows[starts[at] : ends[at]].tolist())
        return sorted(row for row in found if self.block.ids[row] in subjects)


class Blocks:
    """Takes in blocks and gives back, as records, whatever has to be looked at by itself."""

    def __init__(self, fields: Mapping[str, Asking], required: Collection[str], asked: Collection[str]) -> None:
        self._fields = fields
        self._required = required
        self._asked = asked
        self._held: list[Held] = []
        self._out: list[set[int]] = []

    def add(self, block: Block, spoken_of: Collection[str]) -> list[Record]:
        """Take in a block but for the records that need a look; those are returned.

        That is every record of somebody spoken of elsewhere, without a text that is required, with a name nobody
        asks for or a value that is not plainly right.
        """
        texts = {name: column.str.strip_chars() for name, column in block.identity.items() if name != "id"}
        odd = block.ids.is_in(list(spoken_of))
        for name in self._required:
            odd |= (texts[name] == "") | texts[name].is_null() if name in texts else True
        for column in texts.values():
            odd |= column.str.contains(_PYTHON_SPACE).fill_null(value=False)
        for name, raw in block.answers.items():
            if name not in self._asked:
                odd |= raw.given
        typed: dict[str, Any] = {}
        rows = set(odd.arg_true().to_list())
        for name, asked in self._fields.items():
            if asked.earlier is not None:
                rows = set(range(len(block)))
            elif name in block.answers:
                typed[name], more = typed_column(asked, block.answers[name], block.cells)
                rows.update(more)
        if rows:  # what is said of a subject is taken in in the order it is said
            rows.update(block.ids.is_in(block.ids.gather(sorted(rows)).to_list()).arg_true().to_list())
        identity = {"id": block.ids} | texts
        answers = block.answers if block.cells else {}  # a line can be read again
        self._held.append(Held(replace(block, identity=identity, answers=answers), typed).without(rows))
        self._out.append(set())
        return [record for row in sorted(rows) for record in block.records(row)]

    def take_out(self, subjects: Collection[str]) -> dict[str, list[Record]]:
        """The records of subjects of whom more is said elsewhere, in their order."""
        found: dict[str, list[Record]] = {}
        hashes = pl.Series(values=list(subjects), dtype=pl.String).unique().hash().to_numpy()
        for held, out in zip(self._held, self._out, strict=True):
            for row in held.rows_of(subjects, hashes):
                if row not in out:
                    found.setdefault(held.block.ids[row], []).extend(held.block.records(row))
                    out.add(row)
        return found

    def said_twice(self) -> list[Record]:
        """The records of subjects that stand in blocks more than once, taken out, in their order."""
        if not self._held:
            return []
        ids = pl.concat([held.block.ids for held in self._held], rechunk=True)
        if ids.n_unique() == len(ids):
            return []
        twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True)
        found = self.take_out(set(twice))
        return [record for subject in twice for record in found.get(subject, ())]

    def given_back(self) -> list[Held]:
        """What is left, when all has been taken in: no text of a file is needed any more, and none is kept."""
        left = [one.without(out).told() for one, out in zip(self._held, self._out, strict=True)]
        self._held, self._out = [], []
        return [one for one in left if len(one.block)]
