"""Lines of JSON Lines: one read by itself with its places, and many plain ones as a block."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from evaluator.evidence.block import Block
from evaluator.evidence.collected import Collected
from evaluator.evidence.jsontext import read_json
from evaluator.evidence.model import Record
from evaluator.evidence.readings import Read
from evaluator.language.source import FATAL, decode
from evaluator.problems import Place, problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def read_line(line: bytes, file: str, number: int) -> Read:
    """What one line of JSON Lines says."""
    found = Collected([])
    take_line(line, file, number, found)
    return found.read()


def take_line(line: bytes, file: str, number: int, found: Collected) -> None:
    """Take in what one line says."""
    text, problems = decode(line, file)
    placed = None
    if text is None:
        details = dict(problems[0].details)
        code = "line-too-long" if problems[0].code == "file-too-large" else "not-utf8"
        problems = [problem(code, Place(file, number), **details)]
    else:
        placed, problems = read_json(text.rstrip("\r\n"), file, number)
    found.problems += problems
    if any(item.code in FATAL for item in problems):
        found.rejected += 1
    else:
        found.take(placed, Place(file, number, 1))


@dataclass(frozen=True)
class LineBlock(Block):
    """Lines as a block; `starts` says where in `data`, all of the file, each begins."""

    data: bytes
    starts: "npt.NDArray[np.int64]"

    def line(self, row: int) -> bytes:
        """A record as it is written."""
        start = int(self.starts[row])
        end = self.data.find(b"\n", start)
        return self.data[start:] if end < 0 else self.data[start:end]

    def records(self, row: int) -> Sequence[Record]:
        return read_line(self.line(row), self.file, int(self.lines[row])).records

    def told(self) -> Self:
        return replace(super().told(), data=b"")

    def taken(self, rows: "npt.NDArray[np.int64]") -> Self:
        return replace(super().taken(rows), starts=self.starts[rows])
