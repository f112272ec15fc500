"""JSON Lines in bulk: lines of one plain shape become blocks of columns; every other line is handed back.

A line is plain when it holds `subject` and `evidence` alone, all identity is text, and every answer is of the form that
field has in the first lines: a truth, a whole number, a number, a text, a list of texts, or nothing. Nothing is coerced
on the way, and a key written twice is never plain.

Where lines are refused together they are read in halves, and so on, until those that are not plain are left among few.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from evaluator.evidence.arrow import Shape, shape_of
from evaluator.evidence.block import Block, RawColumn
from evaluator.evidence.characters import count, positions

CHUNK = 1 << 25
"""Bytes read into one run of blocks."""
SAMPLE = 200
"""Lines that tell which fields there are and what form they have."""
FEWEST = 50
"""Lines below which columns do not pay."""
FEW = 8
"""Refused lines that are not halved any more."""

_NEW_LINE = ord("\n")

Left = list[tuple[int, bytes]]
"""Lines handed back, each with its number."""
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """Whole lines of a file: `data` from `start` to `end`, the first of them line number `first`."""

    file: str
    data: bytes
    start: int
    end: int
    first: int


def runs(data: bytes, file: str) -> Iterator[Run]:
    """All lines of a file, some megabytes at a time."""
    start, line = 0, 1
    while start < len(data):
        end = data.find(b"\n", start + CHUNK) + 1 or len(data)
        yield Run(file, data, start, end, line)
        line += count(memoryview(data)[start:end], _NEW_LINE)
        start = end


def read_run(run: Run) -> tuple[list[Block], Left]:
    """The blocks of a run of lines, and the lines that are not plain."""
    lines = _Lines.of(run)
    plain = np.zeros(len(lines), np.bool_)
    blocks = []
    for block in _blocks(lines, run) if len(lines) >= FEWEST else ():
        blocks.append(block)
        plain[block.lines - run.first] = True
    return blocks, [(run.first + at, lines.text(at)) for at in np.flatnonzero(~plain & ~lines.blank).tolist()]


@dataclass(frozen=True)
class _Lines:
    """The lines of a run: where each begins and ends in its data, which are blank, and which are plainly one object.

    An object begins and ends such a line. Between the `}` that ends one and the `{` that begins the next a new line
    can only stand outside of all values: as many objects as lines are one on each.
    """

    data: bytes
    starts: Places
    ends: Places
    blank: npt.NDArray[np.bool_]
    objects: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, run: Run) -> "_Lines":
        written = np.frombuffer(run.data, np.uint8)
        ends = run.start + positions(memoryview(run.data)[run.start : run.end], _NEW_LINE)
        if not len(ends) or ends[-1] != run.end - 1:
            ends = np.append(ends, run.end)
        starts = np.append(run.start, ends[:-1] + 1)
        last = np.maximum(ends - 1, starts)
        stripped = np.maximum(last - (written[last] == ord("\r")), starts)
        blank = (ends == starts) | ((ends == starts + 1) & (written[last] == ord("\r")))
        objects = ~blank & (written[starts % len(written)] == ord("{")) & (written[stripped] == ord("}"))
        return cls(run.data, starts, ends, blank, objects)

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, at: int) -> bytes:
        return self.data[self.starts[at] : self.ends[at]]

    def read(self, shape: Shape, first: int, last: int) -> pa.Table | None:
        """Lines `first` to `last` as a table; None where one of them is refused."""
        blank = self.blank[first:last]
        if not (self.objects[first:last] | blank).all() or blank.all():
            return None
        text = memoryview(self.data)[self.starts[first] : self.ends[last - 1]]
        return shape.read(text, int(np.count_nonzero(~blank)))


def _blocks(lines: _Lines, run: Run) -> Iterator[Block]:
    """Plain lines as columns, a block for each kind of subject, without those that do not say of whom they are."""
    shape = shape_of([lines.text(at) for at in range(min(SAMPLE, len(lines)))])
    if shape is None:
        return
    whole = lines.read(shape, 0, len(lines))
    if whole is None:
        shape = shape.wider()
    parts = [(0, len(lines), whole)] if whole is not None else list(_parts(lines, shape, 0, len(lines)))
    if not parts:
        return
    taken = np.concatenate([np.arange(first, last)[~lines.blank[first:last]] for first, last, _ in parts])
    texts, answers = _columns(shape, pa.concat_tables([table for _, _, table in parts]))
    kinds = texts.pop("kind").fill_null("")
    said = (kinds != "") & (texts["id"].fill_null("") != "")
    every = Block(run.file, "", run.data, lines.starts[taken], taken + run.first, texts, answers)
    for kind in kinds.filter(said).unique().sort():
        rows = np.flatnonzero(((kinds == kind) & said).to_numpy())
        yield replace(every if len(rows) == len(every) else every.taken(rows), kind=kind)


def _parts(lines: _Lines, shape: Shape, first: int, last: int) -> Iterator[tuple[int, int, pa.Table]]:
    """Tables of lines next to each other, with which they are: as many as can be read."""
    table = lines.read(shape, first, last)
    if table is not None:
        yield first, last, table
    elif last - first > FEW:
        middle = (first + last) // 2
        yield from _parts(lines, shape, first, middle)
        yield from _parts(lines, shape, middle, last)


def _columns(shape: Shape, table: pa.Table) -> tuple[dict[str, pl.Series], dict[str, RawColumn]]:
    """What lines say of their subjects and what they answer, column by column."""
    subjects, answers = (map(_series, table.column(name).flatten()) for name in ("subject", "evidence"))
    forms = shape.answers.items()
    columns = {name: RawColumn(form, values) for (name, form), values in zip(forms, answers, strict=True)}
    return dict(zip(shape.identity, subjects, strict=True)), columns


def _series(column: Any) -> pl.Series:
    made = pl.from_arrow(column)
    assert isinstance(made, pl.Series)
    return made
