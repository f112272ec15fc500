"""A book of tables as the bytes of an XLSX file: it sets out what it is given and works nothing out."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

from evaluator.workbooks.formats import HEAD, INK, QUIET, RULE, Formats
from evaluator.workbooks.sheet import Book, Column, Kind, Row, Table, Urgent
from evaluator.workbooks.text import clipped, legal, lines, wide

MOST_ROWS = 1_048_576
"""How many rows a sheet has."""
DIGITS = 15
"""So many digits of a number a spreadsheet program keeps and shows; what has more stays text."""
ATTENTION = "#A8321F"

_LOOKED_AT = 2_000
"""Columns are as wide as so many rows need; what comes later is wrapped."""
_LINE, _HIGHEST = 15.0, 409.0
"""Heights of a line, and of the highest row there may be, in points."""
_HEADER = 3
"""The row of the headings, below the title, the lead and the status."""
_ACROSS, _MOST_FOOTER = 215, 120
"""How many digits an A4 page on its side takes across, and what its footer holds of a title."""
_LEAST: dict[Kind, int] = {"id": 10, "text": 8, "long": 16, "number": 8, "money": 12}
_MOST: dict[Kind, int] = {"id": 26, "text": 36, "long": 46, "number": 16, "money": 20}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_RISKY = ("=", "+", "-", "@", "\t", "\n")
"""How a text begins that a program takes for a formula when the cell is typed again."""
_EDGED = {"border": 1, "border_color": RULE, "valign": "top"}
_LEFT, _RIGHT = {"align": "left", "indent": 1}, {"align": "right"}


def workbook(book: Book, most_rows: int = MOST_ROWS) -> bytes:
    """The workbook; the same bytes for the same book. What is more than `most_rows` stands on further sheets."""
    import xlsxwriter

    buffer = io.BytesIO()
    # Rows go to a file at once, so that a million of them do not have to stand in memory.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}
    into = xlsxwriter.Workbook(buffer, options)
    into.set_properties({"title": legal(book.title), "created": datetime.fromisoformat(book.on)})
    sheets = _Sheets(into, book, most_rows)
    for table in book.tables:
        sheets.add(table)
    into.close()
    return _packed(buffer)


def number_of(text: str) -> float | None:
    """The number that a decimal text is, where a spreadsheet keeps every digit of it; else nothing."""
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, part = text.lstrip("-").partition(".")
    digits = (whole + part.rstrip("0")).strip("0")
    return float(text) if len(digits) <= DIGITS else None


class _Sheets:
    """Sets out tables, each on a sheet or on several."""

    def __init__(self, into: Any, book: Book, most_rows: int) -> None:
        self._into, self._book, self._room = into, book, most_rows - _HEADER - 1
        self._formats = Formats(into, book.lang)

    def add(self, table: Table) -> None:
        left, turn = iter(table.rows), 1
        more: Row | None = next(left, None)
        while more is not None or turn == 1:
            given = islice(chain([] if more is None else [more], left), self._room)
            name = table.name if turn == 1 else f"{table.name} {turn}"
            self._one(self._into.add_worksheet(name), table, given)
            more, turn = next(left, None), turn + 1

    def _one(self, sheet: Any, table: Table, rows: Iterator[Row]) -> None:
        zh, made = self._book.lang == "zh", self._formats.made
        sheet.set_row(0, 26)
        look = {"bold": True, "font_size": 15, "valign": "vcenter"}
        title = f"{self._book.title}{'　' if zh else ': '}{table.name}"
        self._text(sheet, 0, 0, title, made("title", "", look))
        self._text(sheet, 1, 0, self._book.lead, made("lead", "", {"font_color": QUIET}))
        colour = ATTENTION if isinstance(self._book.status, Urgent) else INK
        self._text(sheet, 2, 0, self._book.status, made("status", colour, {"bold": True, "font_color": colour}))
        looked_at = list(islice(rows, _LOOKED_AT))
        widths = [_width(column, (row.cells[at] for row in looked_at)) for at, column in enumerate(table.columns)]
        heads = (lines(column.title, width - 3) for column, width in zip(table.columns, widths, strict=True))
        sheet.set_row(_HEADER, 6 + _LINE * max(heads))
        for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.set_column(at, at, width)
            self._text(sheet, _HEADER, at, column.title, self._head(column.kind))
        last, sums = _HEADER, 0
        for last, row in enumerate(chain(looked_at, rows), _HEADER + 1):
            sums = sums + 1 if row.is_sum else 0
            sheet.set_row(last, _height(row, widths))
            for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                self._cell(sheet, last, at, column.kind, cell, is_sum=row.is_sum)
        self._frame(sheet, table, widths, last, last - sums)

    def _frame(self, sheet: Any, table: Table, widths: Sequence[int], last: int, filtered: int) -> None:
        """What stays in sight, what filters, and how it is printed."""
        end = len(table.columns) - 1
        sheet.freeze_panes(_HEADER + 1, table.kept)
        sheet.autofilter(_HEADER, 0, max(filtered, _HEADER), end)
        texts = [_range(_HEADER + 1, at, last) for at, column in enumerate(table.columns) if column.kind == "id"]
        if texts and last > _HEADER:
            sheet.ignore_errors({"number_stored_as_text": " ".join(texts)})
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.print_area(0, 0, last, end)
        sheet.repeat_rows(_HEADER)
        kept = sum(widths[: table.kept])
        pages = max(1, -(-(sum(widths) - kept) // max(1, _ACROSS - kept)))
        if pages > 1 and table.kept:
            sheet.repeat_columns(0, table.kept - 1)
        sheet.fit_to_pages(pages, 0)
        title = clipped(f"{self._book.title} {table.name}", _MOST_FOOTER).replace("&", "&&")
        numbers = "第 &P 页，共 &N 页" if self._book.lang == "zh" else "page &P of &N"
        sheet.set_footer(f"&L{legal(title)}&R{numbers}")

    def _cell(self, sheet: Any, row: int, at: int, kind: Kind, cell: str, *, is_sum: bool) -> None:
        """Write a cell: a number as one, and everything else as the text it is."""
        numeric = kind in ("number", "money")
        value = number_of(cell) if numeric else None
        look: dict[str, Any] = dict(_EDGED)
        variant = f"{kind}{' sum' if is_sum else ''}"
        if is_sum:
            look |= {"bold": True, "bg_color": HEAD}
        if isinstance(cell, Urgent):
            look |= {"bold": True, "font_color": ATTENTION}
            variant += " urgent"
        if value is not None:
            shown = "#,##0" if kind == "money" else "0"
            places = len(cell.partition(".")[2])
            shown += f".{'0' * places}" if places else ""
            sheet.write_number(
                row, at, value, self._formats.made(variant, shown, look | _RIGHT | {"num_format": shown})
            )
            return
        look |= _RIGHT if numeric else _LEFT | {"text_wrap": True}
        look |= {"num_format": "@"} if kind == "id" else {}
        if cell.startswith(_RISKY):
            look |= {"quote_prefix": True}
            variant += " quoted"
        self._text(sheet, row, at, cell, self._formats.made(variant, "text", look))

    def _head(self, kind: Kind) -> Any:
        look = {"bold": True, "bg_color": HEAD, "text_wrap": True, **_EDGED, "valign": "vcenter"}
        numeric = kind in ("number", "money")
        return self._formats.made("head", str(numeric), look | (_RIGHT if numeric else _LEFT))

    @staticmethod
    def _text(sheet: Any, row: int, at: int, text: str, look: Any) -> None:
        """Write a text as that text, whatever it looks like."""
        text = legal(text)
        if not text:
            sheet.write_blank(row, at, None, look)
            return
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for rich text of its own and would write it unescaped.
            text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
        sheet.write_string(row, at, text, look)


def _width(column: Column, cells: Iterable[str]) -> int:
    """How wide a column is: by what stands in it, its heading on at most two lines."""
    widest = max((_wide(cell) for cell in cells), default=0)
    if column.kind == "money":
        widest += widest // 3
    return min(_MOST[column.kind], max(_LEAST[column.kind], widest + 4, -(-wide(column.title) // 2) + 5))


def _wide(cell: str) -> int:
    return max(map(wide, cell.split("\n")))


def _height(row: Row, widths: Sequence[int]) -> float:
    """How high a row is: not every program makes room for wrapped text by itself."""
    most = max(
        sum(lines(line, width - 2) for line in cell.split("\n")) for cell, width in zip(row.cells, widths, strict=True)
    )
    return min(_HIGHEST, _LINE * most + 1)


def _range(first: int, at: int, last: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(first, at, last, at))


def _packed(made: io.BytesIO) -> bytes:
    """The same archive with nothing in it that a machine has added: times and rights of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(name) as source, new.open(entry, "w", force_zip64=old.getinfo(name).file_size > 2**31) as to:
                shutil.copyfileobj(source, to)
    return packed.getvalue()
