"""Where partitions come from: whole lines of a large file, some megabytes at a time."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator.evidence.model import Read
from evaluator.evidence.read import read_line, read_lines, suffix
from evaluator.progress import Step

SMALLEST, LARGEST = 1 << 16, 1 << 25
"""Bytes of a partition, at least and at most. Nothing that is found out depends on where one ends."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Lines:
    """Whole lines of a file of JSON Lines, from byte `start` to `end`; the first of them is line number `first`."""

    file: str
    start: int
    end: int
    first: int

    def read(self) -> Read:
        """What the lines say."""
        from evaluator.evidence.bulk import Run

        data = self._bytes()
        return read_lines(Run(self.file, data, 0, len(data), self.first))

    def records(self, lines: Collection[int]) -> Read:
        """What some of the lines say, each read by itself."""
        wanted = set(lines)
        found = Read()
        for number, line in enumerate(self._bytes().split(b"\n"), self.first):
            if number in wanted:
                said = read_line(line, self.file, number)
                found = replace(found, records=[*found.records, *said.records])
        return found

    def _bytes(self) -> bytes:
        with Path(self.file).open("rb") as file:
            file.seek(self.start)
            data = file.read(self.end - self.start)
        return data.removeprefix(_BOM) if self.start == 0 else data


Source = Lines


def divided(file: str) -> bool:
    """Whether a file is of a kind that is read in partitions."""
    return suffix(file) == ".jsonl"


def partitions(file: str, size: int, digested: Callable[[str, str], None], step: Step) -> Iterator[Lines]:
    """A file's partitions of about so many bytes, in their order; at the end `digested` is told its SHA-256."""
    found = hashlib.sha256()
    start, line = 0, 1
    with Path(file).open("rb") as data:
        while chunk := data.read(size):
            rest = data.readline()
            end = start + len(chunk) + len(rest)
            yield Lines(file, start, end, line)
            found.update(chunk)
            found.update(rest)
            line += chunk.count(b"\n") + (1 if rest else 0)
            step(end - start)
            start = end
    digested(file, found.hexdigest())
