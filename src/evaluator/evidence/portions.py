"""What is read at a time, by whoever reads it: whole files, some lines of a long one, a row group of a table."""

import hashlib
import mmap
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.evidence.lines import read_line
from evaluator.evidence.model import Record
from evaluator.evidence.read import most_bytes, read_file, read_lines, suffix
from evaluator.evidence.readings import Read
from evaluator.evidence.sheets import OTHERS, WORKBOOKS
from evaluator.files import ordinary, taken_in, unreadable
from evaluator.limited import Limited
from evaluator.problems import Place, Problem
from evaluator.progress import Step

if TYPE_CHECKING:
    from evaluator.evidence.parquet import Part

SMALLEST, LARGEST = 1 << 16, 1 << 25
"""Bytes of lines, at least and at most. Nothing that is found out depends on where a portion ends."""
TOGETHER = 1 << 18
"""Bytes of small files that are read together."""
_BOM = b"\xef\xbb\xbf"

Said = tuple[str, Read]
"""What a file says, or a part of it, by the file's name."""
Digested = Callable[[str, str], None]
"""Told the name of a file and its SHA-256."""


@dataclass(frozen=True)
class Files:
    """Whole files, by name."""

    contents: tuple[tuple[str, bytes], ...]

    def read(self) -> Iterator[Said]:
        """What the files say, one after another."""
        for file, data in self.contents:
            yield from ((file, read) for read in read_file(data, file))

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.contents[0][0])

    def divided(self) -> "list[Files]":
        """Each file by itself; nothing where there is one."""
        return [Files((one,)) for one in self.contents] if len(self.contents) > 1 else []


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

    def read(self) -> Iterator[Said]:
        """What the lines say."""
        from evaluator.evidence.bulk import Run

        data = self._bytes()
        yield self.file, read_lines(Run(self.file, data, 0, len(data), self.first))

    def records(self, lines: Collection[int]) -> list[Record]:
        """What some of the lines say, each read by itself."""
        every = self._bytes().split(b"\n")
        read = (read_line(every[number - self.first], self.file, number) for number in sorted(lines))
        return [record for said in read for record in said.records]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.first)

    def divided(self) -> "list[Lines]":
        """The first half of the lines, and the others; nothing where there is one line."""
        with Path(self.path).open("rb") as file:
            file.seek((self.start + self.end) // 2)
            file.readline()
            middle = file.tell()
            if middle >= self.end:
                file.seek(self.start)
                file.readline()
                middle = file.tell()
            file.seek(self.start)
            before = file.read(middle - self.start).count(b"\n")
        if middle >= self.end:
            return []
        return [replace(self, end=middle), replace(self, start=middle, first=self.first + before)]

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

    def read(self) -> Iterator[Said]:
        """What the rows say, some of them at a time."""
        from evaluator.evidence.parquet import read_part

        yield from ((self.file, read) for read in read_part(_mapped(self.path), self.part))

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.first)

    def divided(self) -> "list[RowGroup]":
        """Nothing: its columns are read as they stand."""
        return []

    def records(self, lines: Collection[int]) -> list[Record]:
        """What some of the rows say, each by itself."""
        wanted = set(lines)
        return [
            record
            for _, read in self.read()
            for block in read.blocks
            for row, line in enumerate(block.lines.tolist())
            if line in wanted
            for record in block.records(row)
        ]


@dataclass(frozen=True)
class Table:
    """A table in Parquet, of which it is not known yet what row groups it has."""

    file: str
    path: str

    def read(self) -> Iterator[Said | RowGroup]:
        """Its row groups, or why it has none."""
        from evaluator.evidence.parquet import opened

        table = opened(_mapped(self.path), self.file)
        if isinstance(table, Problem):
            yield _refused(self.file, table)
        else:
            yield from (RowGroup(self.file, self.path, part, part.first) for part in table.parts)

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file)

    def divided(self) -> "list[RowGroup]":
        """Nothing: that is what is to be found out."""
        return []


Partition = Lines | RowGroup
Portion = Files | Table | Partition


def divided(file: str) -> bool:
    """Whether a file is of a kind that is read in parts."""
    return suffix(file) in (".jsonl", ".parquet")


def portions(names: Iterable[str], digested: Digested, step: Step, limited: Limited) -> Iterator[Portion | Said]:
    """All there is to read in files, in order. A step is a byte.

    What is known already comes as said: why a file cannot be read, and what a workbook says, for which `limited` is the
    child process.
    """
    small: dict[str, bytes] = {}
    for name in names:
        whole = None if divided(name) else _whole(name, digested, step)
        together = isinstance(whole, bytes) and suffix(name) not in (*WORKBOOKS, *OTHERS)
        if small and not (together and sum(map(len, small.values())) < TOGETHER):
            yield Files(tuple(small.items()))
            small = {}
        if together and isinstance(whole, bytes):
            small[name] = whole
        elif isinstance(whole, Problem):
            yield _refused(name, whole)
        elif whole is None:
            yield from parts(name, LARGEST, digested, step)
        else:
            yield from ((name, read) for read in read_file(whole, name, limited))
    if small:
        yield Files(tuple(small.items()))


def _whole(name: str, digested: Digested, step: Step) -> bytes | Problem:
    data = taken_in(name, most_bytes(name))
    if not isinstance(data, Problem):
        digested(name, hashlib.sha256(data).hexdigest())
        step(len(data))
    return data


def parts(file: str, size: int, digested: Digested, step: Step) -> Iterator[Lines | Table | Said]:
    """What there is to read in a file that is divided: lines of about so many bytes, or a table."""
    found = hashlib.sha256()

    def passed(data: bytes) -> None:
        found.update(data)
        step(len(data))

    opened = ordinary(file, most_bytes(file))
    if isinstance(opened, Problem):
        yield _refused(file, opened)
        return
    opened[0].close()
    try:
        yield from _table(file, passed) if suffix(file) == ".parquet" else _lines(file, size, passed)
    except OSError as error:
        yield _refused(file, unreadable(file, error))
        return
    digested(file, found.hexdigest())


def _refused(file: str, why: Problem) -> Said:
    return why.place.file or file, Read(problems=(why,), rejected=1)


def _lines(file: str, size: int, passed: Callable[[bytes], None]) -> Iterator[Lines]:
    start, line, path = 0, 1, str(Path(file).resolve())
    with Path(file).open("rb") as data:
        while chunk := data.read(size):
            chunk += data.readline()
            yield Lines(file, path, start, start + len(chunk), line)
            passed(chunk)
            line += chunk.count(b"\n")
            start += len(chunk)


def _table(file: str, passed: Callable[[bytes], None]) -> Iterator[Table]:
    yield Table(file, str(Path(file).resolve()))
    with Path(file).open("rb") as data:
        while chunk := data.read(LARGEST):
            passed(chunk)


def _mapped(file: str) -> mmap.mmap | bytes:
    """The bytes of a file, read as they are needed."""
    with Path(file).open("rb") as data:
        if not Path(file).stat().st_size:  # nothing cannot be mapped
            return b""
        return mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ)
