"""A workbook as its file says it: sheets of cells, each a kind and a text. Safe to pass between processes."""

from typing import Literal

import msgspec

Kind = Literal["text", "number", "date", "moment", "flag", "error", "formula"]
"""`moment` is a date or time with hours; `formula` one whose value was never worked out. Texts: a number is the
shortest decimal of the stored double, a date 2021-06-18, a flag true or false, an error as #N/A."""


class Cell(msgspec.Struct, array_like=True, frozen=True):
    """A cell that holds something."""

    row: int
    column: int
    kind: Kind
    text: str


class Range(msgspec.Struct, array_like=True, frozen=True):
    """Merged cells, from one corner to the other."""

    top: int
    left: int
    bottom: int
    right: int


class SheetRead(msgspec.Struct, frozen=True):
    """One sheet. `hidden` names the hidden rows and columns that hold something, as 5:5 and D:D."""

    name: str
    state: str
    cells: list[Cell]
    merged: list[Range]
    hidden: list[str]


class Book(msgspec.Struct, frozen=True):
    """A workbook, or the problem that kept it from being read: a code and what was found."""

    sheets: list[SheetRead] = []
    refused: str = ""
    found: str = ""
