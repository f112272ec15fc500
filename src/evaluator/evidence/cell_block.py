"""Rows of a typed table as a block: what its columns hold is what is known of them, there is no line to read again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar

from evaluator.evidence.block import Block, RawColumn
from evaluator.evidence.values import Fault
from evaluator.problems import Place

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from evaluator.evidence.model import Record
    from evaluator.evidence.tables import Row


@dataclass(frozen=True)
class CellBlock(Block):
    """Rows of one kind, `lines` their numbers in the file, counted from 1. The kind is empty where no column says it.

    `headings` are what the table calls its columns, where those are not the names of fields.
    """

    headings: Mapping[str, str] = field(default_factory=dict)

    cells: ClassVar[bool] = True

    def row(self, row: int) -> "Row":
        """A row with what its cells hold."""
        from evaluator.evidence.tables import Row

        kind = {"kind": self.kind} if self.kind else {}
        texts = {name: column[row] for name, column in self.identity.items()}
        answers = {name: cell(column, row) for name, column in self.answers.items()}
        return Row(Place(self.file, int(self.lines[row])), {**kind, **texts, **answers}, headings=self.headings)

    def records(self, row: int) -> "Sequence[Record]":
        from evaluator.evidence.collected import Collected
        from evaluator.evidence.tables import record

        return [record(self.row(row), {}, Collected([]))]

    def beside(self, asked: Collection[str]) -> list[str]:
        """The columns that hold something and are neither asked for nor what a person judged."""
        from evaluator.evidence.tables import is_judged

        return [
            name
            for name, column in self.answers.items()
            if name not in asked and not is_judged(name) and _holds(column.values)
        ]

    def without_columns(self, names: Collection[str]) -> "CellBlock":
        if not names:
            return self
        return replace(self, answers={name: column for name, column in self.answers.items() if name not in names})


def cell_block(
    file: str, rows: "npt.NDArray[np.int64]", identity: "Mapping[str, pl.Series]", answers: Mapping[str, RawColumn]
) -> CellBlock:
    """Rows by their numbers in the file."""
    return CellBlock(file, "", rows, identity, answers)


def _holds(values: "pl.Series | list[Any]") -> bool:
    if isinstance(values, list):
        return any(value is not None for value in values)
    return values.null_count() < len(values)


def cell(column: RawColumn, row: int) -> Any:
    """What one cell holds, as records have it."""
    value = column.values[row]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else value
    return shortest(value) if isinstance(value, float) else value


def shortest(value: float) -> Any:
    """The shortest decimal that reads as a double; a whole number without places."""
    if not isfinite(value):
        return Fault("answer-number", {"found": value})
    return Decimal(repr(value).removesuffix(".0"))
