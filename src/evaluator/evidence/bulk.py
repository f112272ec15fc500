"""JSON Lines in bulk: lines of one plain shape become blocks of columns; every other line is handed back.

A line is plain when it holds `subject` and `evidence` alone, all identity is text, and every answer is of the form that
field has in the first lines: a truth, a whole number, a number, a text, a list of texts, or nothing. Nothing is coerced
on the way, and a key written twice is never plain.

Lines are read together, and those that are refused together in smaller parts, so that a few that are not plain leave
all others in bulk.
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
from evaluator.evidence.likeness import to_look_at
from evaluator.evidence.lines import LineBlock

CHUNK = 1 << 25
"""Bytes read into one run of blocks."""
SAMPLE = 200
"""Lines that tell which fields there are and what form they have."""
FEWEST = 50
"""Lines below which columns do not pay."""
PIECE, PIECES = 2_000, 16
"""Refused lines that are looked at one by one, and the parts into which more of them are split."""

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

    def read(self, shape: Shape, numbers: Places) -> pa.Table | None:
        """Some lines, each of them an object, as a table; None where one of them is refused."""
        first, last = numbers[0], numbers[-1]
        if np.count_nonzero(~self.blank[first : last + 1]) == len(numbers):
            return shape.read(memoryview(self.data)[self.starts[first] : self.ends[last]], len(numbers))
        return shape.read(memoryview(b"\n".join(map(self.text, numbers))), len(numbers))


def _blocks(lines: _Lines, run: Run) -> Iterator[Block]:
    """Plain lines as columns, a block for each kind of subject, without those that do not say of whom they are."""
    shape = shape_of([lines.text(at) for at in range(min(SAMPLE, len(lines)))])
    numbers = np.flatnonzero(lines.objects)
    if shape is None or not len(numbers):
        return
    table = lines.read(shape, numbers)
    if table is None:
        shape = shape.wider()
        pieces = np.array_split(numbers, PIECES)
        parts = [one for piece in pieces for one in _tables(lines, shape, piece)]
    else:
        parts = [(numbers, table)]
    if not parts:
        return
    numbers = np.concatenate([part for part, _ in parts])
    texts, answers = _columns(shape, [table for _, table in parts])
    kinds = texts.pop("kind").fill_null("")
    said = (kinds != "") & (texts["id"].fill_null("") != "") & ~to_look_at(texts["id"])
    every = LineBlock(run.file, "", numbers + run.first, texts, answers, run.data, lines.starts[numbers])
    for kind in kinds.filter(said).unique().sort():
        rows = np.flatnonzero(((kinds == kind) & said).to_numpy())
        yield replace(every if len(rows) == len(every) else every.taken(rows), kind=kind)


def _tables(lines: _Lines, shape: Shape, numbers: Places) -> Iterator[tuple[Places, pa.Table]]:
    """As many of the lines with these numbers as can be read, in tables.

    Where one is refused they are read piece by piece, and of a small piece the lines that look plain; where all of
    them do, its halves.
    """
    table = lines.read(shape, numbers) if len(numbers) else None
    if table is not None:
        yield numbers, table
    elif len(numbers) > PIECE:
        for piece in np.array_split(numbers, PIECES):
            yield from _tables(lines, shape, piece)
    elif len(numbers) > 1:
        plain = numbers[[shape.fits(lines.text(at)) for at in numbers]]
        for part in (plain,) if len(plain) < len(numbers) else np.array_split(numbers, 2):
            yield from _tables(lines, shape, part)


def _columns(shape: Shape, tables: list[pa.Table]) -> tuple[dict[str, pl.Series], dict[str, RawColumn]]:
    """What lines say of their subjects and what they answer, column by column."""
    table = pa.concat_tables(tables)
    subjects, answers = (map(_series, table.column(name).flatten()) for name in ("subject", "evidence"))
    forms = shape.answers.items()
    columns = {name: RawColumn(form, values) for (name, form), values in zip(forms, answers, strict=True)}
    return dict(zip(shape.identity, subjects, strict=True)), columns


def _series(column: Any) -> pl.Series:
    made = pl.from_arrow(column)
    assert isinstance(made, pl.Series)
    return made
