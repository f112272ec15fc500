"""Sets out the sheets with a row for each subject, event or marked subject: heads above, cells to fill in below."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from evaluator.forms.cells import number_format, validation, width_of
from evaluator.forms.content import Form, Subject
from evaluator.forms.lists import Lists
from evaluator.forms.looks import Looks
from evaluator.forms.notes import Notes
from evaluator.forms.sheets import JUDGE, Column, Sheet, last_row
from evaluator.workbooks.text import lines

SPARE, BLANK = 10, 24
"""Ruled rows after the subjects that are known, and where none is; those below take answers too."""

_LINE, _SMALL, SMALL = 16.5, 12.5, 8
"""Heights of a line of a header and of a note, and the size of a note, in points."""
_ACROSS = 150
"""How many digits an A4 page on its side takes across at a size that is still read easily."""

ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
"""What people may do with a protected sheet besides filling it in."""


def table(into: Any, sheet: Sheet, form: Form, looks: Looks, lists: Lists, ids: str) -> None:
    """A sheet of rows. `ids` is the list from which the rows of a table choose whose they are."""
    say = Notes(form.lang)
    header = sheet.first - 3
    widths = _widths(sheet)
    last = last_row(form) - 1
    known = form.subjects if sheet.role != "events" else ()
    into.set_row(0, 26)
    into.write_string(0, 0, sheet.title, looks["title"])
    if sheet.role == "marks":
        _judge(into, looks, say)
    if sheet.role == "subjects":
        _bands(into, sheet, header - 1, looks)
    into.set_row(header, _LINE * max(map(lines, (one.header for one in sheet.columns), widths)) + 4)
    notes = (lines(column.note, width, SMALL) for column, width in zip(sheet.columns, widths, strict=True))
    into.set_row(header + 1, _SMALL * max(notes) + 4)
    for position, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        into.set_column(position, position, width, looks.input(number_format(column), ruled=False))
        into.write_string(header, position, column.header, looks["header"])
        into.write_string(header + 1, position, column.note, looks["note"])
        rule = _rule(column, sheet, position, lists, say, ids)
        into.data_validation(sheet.first - 1, position, last, position, rule)
    _rows(into, sheet, known, looks)
    if sheet.role == "marks":
        _greyed(into, sheet, looks, last)
    _printed(into, sheet, say, header, widths)
    into.freeze_panes(sheet.first - 1, 1 if sheet.role == "events" else 2)
    into.protect("", ALLOWED)


def _widths(sheet: Sheet) -> list[int]:
    """How wide the columns are; what is written in a table of events has the rest of the page."""
    widths = [width_of(column) for column in sheet.columns]
    texts = [place for place, one in enumerate(sheet.columns) if one.asked.type == "text" and one.name != "id"]
    left = _ACROSS - 20 - sum(widths)
    if sheet.role != "events" or not texts or left <= 0:
        return widths
    return [width + min(24, left // len(texts)) * (place in texts) for place, width in enumerate(widths)]


def _bands(into: Any, sheet: Sheet, row: int, looks: Looks) -> None:
    """The heads above the headers."""
    into.set_row(row, 20)
    for band, members in groupby(enumerate(sheet.columns), key=lambda member: member[1].band):
        (first, _), *others = members
        into.write_string(row, first, band, looks["band"])
        for position, _ in others:
            into.write_blank(row, position, None, looks["band"])


def _judge(into: Any, looks: Looks, say: Notes) -> None:
    """The judge's name, once, at the top."""
    into.set_row(1, 22)
    into.write_string(1, 0, JUDGE, looks["line"])
    into.write_blank(1, 1, None, looks.input("@"))
    into.write_string(1, 2, say("← 在此填写评委姓名", "← the judge's name"), looks["hint"])
    message = say("填写评委姓名，只填一次。", "The judge's name, once.")
    into.data_validation(1, 1, 1, 1, {"validate": "any", "input_title": JUDGE, "input_message": message})


def _rule(column: Column, sheet: Sheet, position: int, lists: Lists, say: Notes, ids: str) -> dict[str, Any]:
    from xlsxwriter.utility import xl_rowcol_to_cell

    cell = xl_rowcol_to_cell(sheet.first - 1, position)
    rule = validation(column, cell, lists.of(column) if column.choices else "", say)
    if sheet.role == "events" and column.name == "id":
        return rule | {"validate": "list", "source": ids}
    return rule


def _rows(into: Any, sheet: Sheet, known: Sequence[Subject], looks: Looks) -> None:
    """The subjects that are known, and ruled rows to fill in. Whom a judge marks is not the judge's to change."""
    fixed = sheet.role == "marks"
    start = sheet.first - 1
    for row in range(len(known) + (SPARE if known and not fixed else 0 if known else BLANK)):
        for position, column in enumerate(sheet.columns):
            given = getattr(known[row], column.name, "") if row < len(known) else ""
            locked = fixed and row < len(known) and hasattr(known[row], column.name)
            look = looks["known"] if locked else looks.input(number_format(column))
            if given:
                into.write_string(start + row, position, given, look)
            else:
                into.write_blank(start + row, position, None, look)


def _greyed(into: Any, sheet: Sheet, looks: Looks, lowest: int) -> None:
    """Marks of a subject that the judge is recused for are greyed."""
    from xlsxwriter.utility import xl_col_to_name

    last = len(sheet.columns) - 1
    rule = f'=${xl_col_to_name(last)}{sheet.first}<>""'
    look = {"type": "formula", "criteria": rule, "format": looks["recused"]}
    into.conditional_format(sheet.first - 1, 0, lowest, last, look)


def _printed(into: Any, sheet: Sheet, say: Notes, header: int, widths: list[int]) -> None:
    """A4 on its side, the heads on every page, as many pages across as keep it readable."""
    into.set_landscape()
    into.set_paper(9)
    into.set_margins(0.5, 0.5, 0.6, 0.6)
    into.repeat_rows(header - (1 if sheet.role == "subjects" else 0), header + 1)
    kept = 1 if sheet.role == "events" else 2
    into.repeat_columns(0, kept - 1)
    again, rest = sum(widths[:kept]), sum(widths[kept:])
    into.fit_to_pages(max(1, -(-rest // (_ACROSS - again))), 0)
    sign = say("&C评委签字：＿＿＿＿＿＿＿＿", "&CSigned: ____________") if sheet.role == "marks" else ""
    into.set_footer(f"&L&A{sign}" + say("&R第 &P 页，共 &N 页", "&Rpage &P of &N"))
