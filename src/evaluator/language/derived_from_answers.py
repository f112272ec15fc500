"""Derived quantities made from answers that are no numbers: dates, lists of choices, and keys of a table."""

from typing import ClassVar

from evaluator.language.quantity import Cell, Derived
from evaluator.language.scalars import Word


class MonthsSince(Derived):
    """Whole calendar months from a date to the evaluation's date."""

    kind: ClassVar[str] = "months_since"
    months_since: Word


class DaysSince(Derived):
    """Days from a date to the evaluation's date."""

    kind: ClassVar[str] = "days_since"
    days_since: Word


class Lacking(Derived):
    """How many choices of a list were not chosen: all that the field offers, or those of `of`."""

    kind: ClassVar[str] = "lacking"
    lacking: Word
    of: tuple[Word, ...] = ()


class Lookup(Derived):
    """A value from a table with one or two keys; every cell must be there."""

    kind: ClassVar[str] = "table"
    table: tuple[Word, ...]
    cells: dict[str, Cell]
