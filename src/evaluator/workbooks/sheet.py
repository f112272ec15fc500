"""A workbook of tables as values: what stands in each cell, before anything is said about a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluator.problems import Lang

Kind = Literal["id", "text", "long", "number", "money"]
"""An id stays the text it is; a long text is wrapped early; the decimal text of a number or of money is a number."""


class Urgent(str):
    """A text that somebody must attend to."""

    __slots__ = ()


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what stands below it."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Row:
    """A row of text, a cell for each column; one that is a sum stands out."""

    cells: Sequence[str]
    is_sum: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet: its name, its columns, of which the first `kept` stay in sight, and its rows, asked for once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    kept: int = 0


@dataclass(frozen=True)
class Book:
    """A workbook: what it is of, how it stands, and its tables. `on` is the day that it says it was made."""

    title: str
    lead: str
    status: str
    lang: Lang
    on: str
    tables: Sequence[Table]
