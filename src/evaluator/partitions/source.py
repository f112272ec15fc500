"""Where partitions come from: whole lines of a large file, some megabytes at a time, or row groups of a table."""

import hashlib
import mmap
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.evidence.lines import read_line
from evaluator.evidence.model import Read, Record
from evaluator.evidence.read import most_bytes, read_lines, suffix
from evaluator.files import ordinary
from evaluator.problems import Place, Problem, problem
from evaluator.progress import Step

if TYPE_CHECKING:
    from evaluator.evidence.parquet import Part

SMALLEST, LARGEST = 1 << 16, 1 << 25
"""Bytes of a partition, at least and at most. Nothing that is found out depends on where one ends."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Lines:
    """Whole lines of a file of JSON Lines, from byte `start` to `end`; the first of them is line number `first`.

    `path` is where the file is, wherever the work is done.
    """

    file: str
    path: str
    start: int
    end: int
    first: int

    def read(self) -> Iterator[Read]:
        """What the lines say."""
        from evaluator.evidence.bulk import Run

        data = self._bytes()
        yield read_lines(Run(self.file, data, 0, len(data), self.first))

    def records(self, lines: Collection[int]) -> list[Record]:
        """What some of the lines say, each read by itself."""
        every = self._bytes().split(b"\n")
        read = (read_line(every[number - self.first], self.file, number) for number in sorted(lines))
        return [record for said in read for record in said.records]

    def _bytes(self) -> bytes:
        with Path(self.path).open("rb") as file:
            file.seek(self.start)
            data = file.read(self.end - self.start)
        return data.removeprefix(_BOM) if self.start == 0 else data


@dataclass(frozen=True)
class RowGroup:
    """A row group of a table in Parquet; its first row is number `first` of the file."""

    file: str
    path: str
    part: "Part"
    first: int

    def read(self) -> Iterator[Read]:
        """What the rows say, some of them at a time."""
        from evaluator.evidence.parquet import read_part

        yield from read_part(_mapped(self.path), self.part)

    def records(self, lines: Collection[int]) -> list[Record]:
        """What some of the rows say, each by itself."""
        wanted = set(lines)
        return [
            record
            for read in self.read()
            for block in read.blocks
            for row, line in enumerate(block.lines.tolist())
            if line in wanted
            for record in block.records(row)
        ]


Source = Lines | RowGroup


def divided(file: str) -> bool:
    """Whether a file is of a kind that is read in partitions."""
    return suffix(file) in (".jsonl", ".parquet")


def partitions(file: str, size: int, digested: Callable[[str, str], None], step: Step) -> Iterator[Source | Read]:
    """A file's partitions, lines of about so many bytes or row groups; at the end `digested` is told its SHA-256.

    What is to be said of a file that cannot be divided comes as read.
    """
    found = hashlib.sha256()

    def passed(data: bytes) -> None:
        found.update(data)
        step(len(data))

    opened = ordinary(file, most_bytes(file))
    if isinstance(opened, Problem):
        yield Read(problems=(opened,), rejected=1)
        return
    opened[0].close()
    try:
        yield from _row_groups(file, passed) if suffix(file) == ".parquet" else _lines(file, size, passed)
    except OSError as error:
        unread = problem("file-unreadable", Place(file), found=error.strerror or "")
        yield Read(problems=(unread,), rejected=1)
        return
    digested(file, found.hexdigest())


def _lines(file: str, size: int, passed: Callable[[bytes], None]) -> Iterator[Lines]:
    start, line, path = 0, 1, str(Path(file).resolve())
    with Path(file).open("rb") as data:
        while chunk := data.read(size):
            chunk += data.readline()
            yield Lines(file, path, start, start + len(chunk), line)
            passed(chunk)
            line += chunk.count(b"\n")
            start += len(chunk)


def _row_groups(file: str, passed: Callable[[bytes], None]) -> Iterator[Source | Read]:
    from evaluator.evidence.parquet import opened

    path = str(Path(file).resolve())
    table = opened(_mapped(file), file)
    if isinstance(table, Problem):
        yield Read(problems=(table,), rejected=1)
    else:
        yield from (RowGroup(file, path, part, part.first) for part in table.parts)
    with Path(file).open("rb") as data:
        while chunk := data.read(LARGEST):
            passed(chunk)


def _mapped(file: str) -> mmap.mmap:
    """The bytes of a file, read as they are needed."""
    with Path(file).open("rb") as data:
        return mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ)
