"""A sheet as a grid of values with places: what its cells hold, and what is wrong with those that hold none."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from evaluator.evidence.book import Cell, SheetRead
from evaluator.evidence.collected import Collected
from evaluator.evidence.tables import Row
from evaluator.evidence.values import Fault
from evaluator.language.scalars import parse_day
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, Problem, cell_name, problem, shown

MOST_CELLS = 2_000_000
"""Cells of a table, blank ones included."""
MOST_NAMES = 8
"""Names of sheets, rows or columns in one message."""


@dataclass(frozen=True)
class Grid:
    """One sheet of a file."""

    file: str
    sheet: SheetRead

    @cached_property
    def values(self) -> Mapping[tuple[int, int], Any]:
        """What cells hold, by row and column; blank text is nothing."""
        found = {(cell.row, cell.column): value_of(cell) for cell in self.sheet.cells}
        return {at: value for at, value in found.items() if not isinstance(value, str) or value.strip()}

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Any]]:
        """The rows that hold something, by number, each by column."""
        found: dict[int, dict[int, Any]] = {}
        for (row, column), value in self.values.items():
            found.setdefault(row, {})[column] = value
        return found

    def place(self, row: int = 0, column: int = 0) -> Place:
        """A cell, a row, or the sheet."""
        return Place(self.file, row, column, sheet=shown(self.sheet.name))

    def text(self, row: int, column: int) -> str:
        """The text of a cell; nothing where it holds another value."""
        value = self.values.get((row, column))
        return value.strip() if isinstance(value, str) else ""

    def covered(self, rows: Sequence[int], columns: Collection[int]) -> Mapping[tuple[int, int], Fault]:
        """Cells of a table that are part of merged ones, and so hold nothing of their own.

        Merged cells never overlap in a file that a program wrote; what goes beyond the table's cells is left.
        """
        found: dict[tuple[int, int], Fault] = {}
        ordered, left = sorted(columns), len(rows) * len(columns)
        for one in self.sheet.merged:
            across = ordered[bisect_left(ordered, one.left) : bisect_right(ordered, one.right)]
            down = rows[bisect_left(rows, one.top) : bisect_right(rows, one.bottom)]
            left -= len(across) * len(down)
            if left < 0:
                break
            where = f"{cell_name(one.top, one.left)}:{cell_name(one.bottom, one.right)}"
            for column in across:
                found |= {(row, column): Fault("cell-merged", {"found": where}) for row in down}
            found.pop((one.top, one.left), None)
        return found

    def hidden(self) -> Iterator[Problem]:
        """A warning that names the hidden rows and columns that hold something, or the sheet if that is hidden."""
        hidden = [*([] if self.sheet.state == "visible" else [self.sheet.name]), *self.sheet.hidden]
        if hidden:
            yield problem("cells-hidden", self.place(), found=some(hidden))


def value_of(cell: Cell) -> Any:
    """What a cell holds, or the fault of one that holds no value."""
    match cell.kind:
        case "number":
            return Decimal(cell.text)
        case "flag":
            return cell.text == "true"
        case "date":
            return parse_day(cell.text) or Fault("cell-error", {"found": cell.text})
        case "moment":
            return Fault("cell-moment", {"found": cell.text})
        case "error":
            return Fault("cell-error", {"found": cell.text})
        case "formula":
            return Fault("cell-formula", {})
    return cell.text


def ignored(sheets: Sequence[SheetRead], file: str) -> list[Problem]:
    """A warning that names the sheets that hold something and are not read."""
    names = [sheet.name for sheet in sheets if sheet.cells]
    return [problem("sheet-ignored", Place(file, sheet=shown(names[0])), found=some(names))] if names else []


def some(names: Sequence[str]) -> list[str]:
    """As many names as a message holds."""
    return [*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])]


def table_rows(
    grid: Grid,
    start: int,
    names: Mapping[int, str],
    headings: Mapping[int, str],
    found: Collected,
    unread: Collection[int] = (),
) -> list[Row]:
    """The rows of a table from `start` on that hold something under its headings.

    Cells that hold something beside them, other than in columns known to be `unread`, are a problem: the first of
    them with their number.
    """
    numbers = [row for row in sorted(grid.rows) if row >= start]
    filled = [row for row in numbers if grid.rows[row].keys() & names.keys()]
    if len(filled) * len(names) > MOST_CELLS:
        found.problems.append(problem("workbook-too-large", grid.place()))
        found.rejected += 1
        return []
    covered = grid.covered(filled, names)
    known = {*names, *unread}
    beside = [(row, column) for row in numbers for column in sorted(grid.rows[row].keys() - known)]
    if beside:
        found.problems.append(_beside(grid, beside))
    said = {name: headings[column] for column, name in names.items() if headings[column] != name}
    made = []
    for row in filled:
        cells = grid.rows[row]
        values = {name: covered.get((row, column), cells.get(column)) for column, name in names.items()}
        needed = {column for column, name in names.items() if values[name] is not None or name in IDENTITY}
        places = {names[column]: grid.place(row, column) for column in needed}
        first = min((column for column, name in names.items() if name == "id"), default=min(names))
        made.append(Row(grid.place(row, first), values, places, said))
    return made


def _beside(grid: Grid, cells: Sequence[tuple[int, int]]) -> Problem:
    value = grid.values[cells[0]]
    said = value.details.get("found", "") if isinstance(value, Fault) else value
    return problem("cell-outside", grid.place(*cells[0]), found=said, number=len(cells))
