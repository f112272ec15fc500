"""A block: many plain records of one kind from one file, read as columns instead of one by one.

A block says nothing that its lines would not say. Where one of them needs a closer look (a value that is not plainly
right, a subject that others speak of too) its line is read again, alone, and goes the way of every other record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self

from evaluator.evidence.model import Record
from evaluator.problems import Place

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

Form = Literal["yes-no", "whole", "decimal", "text", "list", "double", "day", "other"]
"""What a column holds. JSON Lines are of the first five forms; a typed table has the others too: doubles, days, and
values of any kind that are looked at one by one."""


class RawColumn(NamedTuple):
    """Values as written, None where there is none."""

    form: Form
    values: "pl.Series | list[Any]"

    def taken(self, rows: "npt.NDArray[np.int64]") -> "RawColumn":
        if isinstance(self.values, list):
            return RawColumn(self.form, [self.values[row] for row in rows])
        return RawColumn(self.form, self.values.gather(rows))

    @property
    def given(self) -> "pl.Series":
        """Where there is a value; empty text is none."""
        import polars as pl

        if isinstance(self.values, list):
            return pl.Series(values=[value not in (None, "") for value in self.values], dtype=pl.Boolean)
        return self.values.is_not_null() & (self.values != "" if self.form == "text" else True)


@dataclass(frozen=True)
class Block:
    """Records of one kind, each on a line or row of its own. `identity` holds texts by name, among them the id of each.

    What a record says by itself, a block of its format knows.
    """

    file: str
    kind: str
    lines: "npt.NDArray[np.int64]"
    identity: "Mapping[str, pl.Series]"
    answers: Mapping[str, RawColumn]

    cells: ClassVar[bool] = False
    """Whether its texts are those of cells, as in a record."""

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def ids(self) -> "pl.Series":
        return self.identity["id"]

    def records(self, row: int) -> Sequence[Record]:
        """A record by itself."""
        raise NotImplementedError

    def told(self) -> Self:
        """The block once nobody asks for a record any more: what records are read from need not be kept."""
        return replace(self, answers={})

    def taken(self, rows: "npt.NDArray[np.int64]") -> Self:
        """A block of some of its records."""
        return replace(
            self,
            lines=self.lines[rows],
            identity={name: texts.gather(rows) for name, texts in self.identity.items()},
            answers={name: column.taken(rows) for name, column in self.answers.items()},
        )


@dataclass(frozen=True)
class RowPlaces(Sequence[Place]):
    """Where each subject's record stands, without a `Place` made for each beforehand.

    `files` and `lines` are by row; a row whose file is −1 has its place in `others`, at the number in `lines`.
    """

    names: Sequence[str]
    files: "npt.NDArray[np.int32]"
    lines: "npt.NDArray[np.int64]"
    others: Sequence[Place]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, row: Any) -> Any:
        file, line = int(self.files[row]), int(self.lines[row])
        return self.others[line] if file < 0 else Place(self.names[file], line)
