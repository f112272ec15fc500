"""The subjects of a table that came in blocks: of each there is one record, complete, with nothing to be said of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from evaluator.evidence.block import Block
from evaluator.evidence.bulk_typed import typed_column
from evaluator.evidence.model import Record
from evaluator.language.fields import Asking

IDENTITY_TEXTS = ("name", "street", "community")

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
        return Held(self.block.without(rows), typed)


class Blocks:
    """Takes in blocks and gives back, as records, whatever has to be looked at by itself."""

    def __init__(self, fields: Mapping[str, Asking], required: Collection[str], asked: Collection[str]) -> None:
        self._fields = fields
        self._required = required
        self._asked = asked
        self._held: list[Held] = []
        self._out: list[set[int]] = []
        self._where: dict[str, list[tuple[int, int]]] | None = None

    def add(self, block: Block, spoken_of: Collection[str]) -> list[Record]:
        """Take in a block but for the records that need a look; those are returned.

        That is every record of somebody spoken of elsewhere, without a text that is required, with a name nobody
        asks for or a value that is not plainly right.
        """
        texts = {name: column.str.strip_chars() for name, column in block.identity.items() if name != "id"}
        odd = block.ids.is_duplicated() | block.ids.is_in(list(spoken_of))
        for name in self._required:
            odd |= (texts[name].fill_null("") == "") if name in texts else True
        for column in texts.values():
            odd |= column.str.contains(_PYTHON_SPACE).fill_null(value=False)
        for name, raw in block.answers.items():
            if name not in self._asked:
                odd |= pl.Series(values=[value not in (None, "") for value in raw.values], dtype=pl.Boolean)
        typed: dict[str, Any] = {}
        rows = set(odd.arg_true().to_list())
        for name, asked in self._fields.items():
            if asked.earlier is not None:
                rows = set(range(len(block)))
            elif name in block.answers:
                typed[name], more = typed_column(asked, block.answers[name], block.cells)
                rows.update(more)
        identity = {"id": block.ids} | texts
        self._hold(Held(replace(block, identity=identity), typed).without(rows))
        return [record for row in sorted(rows) for record in block.records(row)]

    def _hold(self, held: Held) -> None:
        if self._where is not None:
            self._note(self._where, len(self._held), held)
        self._held.append(held)
        self._out.append(set())

    @staticmethod
    def _note(where: dict[str, list[tuple[int, int]]], number: int, held: Held) -> None:
        for row, subject in enumerate(held.block.ids):
            where.setdefault(subject, []).append((number, row))

    def take_out(self, subject: str) -> Iterator[Record]:
        """The records of a subject of whom more is said elsewhere."""
        if not self._held:
            return
        if self._where is None:
            self._where = {}
            for number, held in enumerate(self._held):
                self._note(self._where, number, held)
        for number, row in self._where.pop(subject, ()):
            self._out[number].add(row)
            yield from self._held[number].block.records(row)

    def said_twice(self) -> list[Record]:
        """The records of subjects that stand in several blocks, taken out, in their order."""
        if len(self._held) < 2:
            return []
        ids = pl.concat([held.block.ids for held in self._held])
        twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True).to_list()
        return [record for subject in twice for record in self.take_out(subject)]

    def held(self) -> list[Held]:
        """What is left."""
        left = [one.without(out) for one, out in zip(self._held, self._out, strict=True)]
        return [one for one in left if len(one.block)]
