"""Workbooks: read in a limited child process, then as the form they are or as a plain table."""

import contextlib
from collections import Counter

from evaluator.evidence.book import Book
from evaluator.evidence.collected import Collected
from evaluator.evidence.formkey import KEY_SHEET
from evaluator.evidence.grid import Grid, ignored, some, table_rows
from evaluator.evidence.keyed import read_form
from evaluator.evidence.readings import Read
from evaluator.evidence.tables import Row, column_names, is_header, take_row
from evaluator.language.source import REPEATED
from evaluator.limited import Limited
from evaluator.problems import Place, problem

WORKBOOKS = (".xlsx", ".xlsm")
OTHERS = (".xls", ".et", ".ods", ".xlsb", ".ett", ".xlt")
"""Endings of workbooks that are not read, so that none is passed over without a word."""

_TASK = "evaluator.evidence.workbook:read"
_HEADER_WITHIN = 20
"""Rows from the top in which a plain table's header is looked for, below titles."""


def read_workbook(data: bytes, file: str, limited: Limited) -> Read:
    """What a workbook says."""
    import msgspec

    answer = limited.run(_TASK, data)
    unlimited = [] if limited.enforced else [problem("workbook-unlimited")]
    book = None
    if isinstance(answer, bytes):
        with contextlib.suppress(msgspec.MsgspecError):  # what the child says is not taken on trust
            book = msgspec.json.decode(answer, type=Book)
    if book is None:
        return Read(problems=(problem("workbook-stopped", Place(file)), *unlimited), rejected=1)
    if book.refused:
        refused = problem(book.refused, Place(file), found=book.found)
        return Read(problems=(refused, *unlimited), rejected=1)
    is_form = any(sheet.name == KEY_SHEET for sheet in book.sheets)
    return (read_form if is_form else read_plain)(book, file, Collected(unlimited))


def read_plain(book: Book, file: str, found: Collected) -> Read:
    """The first table with a header, hidden ones last; sheets beside it are named in a warning."""
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.state != "visible"):
        grid = Grid(file, sheet)
        header = _header(grid)
        if header:
            _take_table(grid, header, found)
            found.problems += ignored([one for one in book.sheets if one is not sheet], file)
            return found.read()
    names = some([sheet.name for sheet in book.sheets])
    found.problems.append(problem("workbook-no-table", Place(file), found=names))
    found.rejected += 1
    return found.read()


def _header(grid: Grid) -> int:
    """The row that names the columns; 0 where there is none."""
    for row in sorted(grid.rows)[:_HEADER_WITHIN]:
        cells = [grid.text(row, column) for column in grid.rows[row]]
        names = column_names(cells)
        if is_header(names, cells):
            return row
    return 0


def _take_table(grid: Grid, header: int, found: Collected) -> None:
    found.problems += grid.hidden()
    columns = {column: grid.text(header, column) for column in sorted(grid.rows[header])}
    names = dict(zip(columns, column_names(list(columns.values())), strict=True))
    take = {column: name for column, name in names.items() if name}
    twice = {name for name, number in Counter(take.values()).items() if number > 1}
    for name in sorted(twice):
        first, *later = (column for column in take if take[column] == name)
        said, at = columns[first], grid.place(header, first)
        found.problems += [problem("heading-twice", grid.place(header, one), found=said, first=at) for one in later]
    wanted = [name for name in take.values() if name not in twice]
    for row in table_rows(grid, header + 1, take, columns, found):
        values = {**row.values, **dict.fromkeys(twice, REPEATED)}
        take_row(Row(row.place, values, row.places, row.headings), wanted, found)
