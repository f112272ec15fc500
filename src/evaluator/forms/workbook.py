"""A form as a workbook: instructions, sheets to fill in, lists of choices, and the hidden key. It only sets out."""

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from evaluator.forms.content import Form
from evaluator.forms.instructions import Row, instructions
from evaluator.forms.key import KEY_SHEET, key
from evaluator.forms.lists import Lists
from evaluator.forms.looks import Looks
from evaluator.forms.notes import Notes
from evaluator.forms.pages import page
from evaluator.forms.sheets import Sheet, last_row, sheets
from evaluator.forms.tables import table
from evaluator.workbooks.text import lines

_WIDTHS = (26, 14, 62)
_LINE = 16.5


def workbook(form: Form, *, pages: bool = False) -> bytes:
    """The workbook, a row for each subject or a page for each; the same bytes for the same form."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": form.title, "created": datetime.combine(form.as_of, time())})
    looks, lists, made = Looks(book, form.lang), Lists(), sheets(form, pages=pages)
    say = Notes(form.lang)
    _instruct(book.add_worksheet(say("填写说明", "Instructions")), instructions(form, made), looks, say)
    for sheet in made:
        into = book.add_worksheet(sheet.name)
        into.hide_gridlines(2)
        if sheet.role == "subject":
            page(into, sheet, form, looks, lists)
        else:
            table(into, sheet, form, looks, lists, _ids(form, made[0], lists))
    lists.write(book)
    _keyed(book.add_worksheet(KEY_SHEET), key(form, made))
    book.close()
    return buffer.getvalue()


def _ids(form: Form, first: Sheet, lists: Lists) -> str:
    """From what the rows of a table choose their subject: the ids given, or those in the rows filled in so far."""
    if first.role == "subject":
        return f"={lists.named(tuple(subject.id for subject in form.subjects))}"
    name = first.name.replace("'", "''")
    cells = f"'{name}'!$A${first.first}"
    return f"=OFFSET({cells},0,0,MAX(1,COUNTA({cells}:$A${last_row(form)})),1)"


def _instruct(into: Any, rows: Iterable[Row], looks: Looks, say: Notes) -> None:
    """The sheet of instructions: labels at the left, sentences and tables beside them."""
    for position, width in enumerate(_WIDTHS):
        into.set_column(position, position, width)
    beside = sum(_WIDTHS[1:])
    for number, row in enumerate(rows):
        match row.kind:
            case "title":
                into.set_row(number, 30)
                into.write_string(number, 0, row.label, looks["title"])
            case "lead" | "step":
                _merged(into, number, 0, row.label, looks[row.kind], _height(row.label, sum(_WIDTHS)))
            case "head":
                into.set_row(number, 30)
                into.merge_range(number, 0, number, 2, row.label, looks["section"])
            case "standard":
                into.write_string(number, 0, row.label, looks["standard"])
                height = max(_height(row.label, _WIDTHS[0]), _height(row.text, beside))
                _merged(into, number, 1, row.text, looks["standard"], height)
            case "line":
                into.write_string(number, 0, row.label, looks["label"])
                text = "　" * row.depth + row.text
                height = max(_height(row.label, _WIDTHS[0]), _height(text, beside))
                _merged(into, number, 1, text, looks["text"], height)
            case _:
                _gridded(into, number, row, looks)
    into.hide_gridlines(2)
    into.set_portrait()
    into.set_paper(9)
    into.set_margins(0.6, 0.6, 0.6, 0.6)
    into.fit_to_pages(1, 0)
    into.set_footer(say("&L&A&R第 &P 页，共 &N 页", "&L&A&Rpage &P of &N"))
    into.protect("", {"format_columns": True, "format_rows": True})


def _height(text: str, width: int) -> float:
    return _LINE * lines(text, width) + 3


def _merged(into: Any, row: int, start: int, text: str, look: Any, height: float) -> None:
    into.set_row(row, height)
    into.merge_range(row, start, row, 2, text, look)


def _gridded(into: Any, number: int, row: Row, looks: Looks) -> None:
    """A row of a table, its last cell in the widest column; what does not fit beside it stands together there."""
    cells = list(row.cells)
    start = 1 if len(cells) <= 2 else 0
    room = len(_WIDTHS) - start
    cells = [*cells[: room - 1], " · ".join(cells[room - 1 :])]
    into.set_row(number, max(_height(cell, _WIDTHS[start + place]) for place, cell in enumerate(cells)))
    for place, cell in enumerate(cells):
        into.write_string(number, start + place, cell, looks[row.kind])


def _keyed(into: Any, rows: Iterable[tuple[str, ...]]) -> None:
    """The hidden key, every cell as text."""
    for number, cells in enumerate(rows):
        for position, cell in enumerate(cells):
            into.write_string(number, position, cell)
    into.protect()
    into.very_hidden()
