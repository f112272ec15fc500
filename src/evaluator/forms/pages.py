"""Sets out a page for one subject: what is asked at the left, the answer in the middle, how to give it at the right."""

from itertools import groupby
from typing import Any

from evaluator.forms.cells import number_format, told, validation
from evaluator.forms.content import Form
from evaluator.forms.lists import Lists
from evaluator.forms.looks import Looks
from evaluator.forms.notes import Notes
from evaluator.forms.sheets import Column, Sheet
from evaluator.forms.tables import ALLOWED
from evaluator.workbooks.text import lines

_WIDTHS = (26, 34, 40)
_LINE, _SMALL = 16.5, 13.5


def page(into: Any, sheet: Sheet, form: Form, looks: Looks, lists: Lists) -> None:
    """A page. Heads stand between the lines, each before the first line it belongs to."""
    say, subject = Notes(form.lang), form.subjects[sheet.subject]
    for position, width in enumerate(_WIDTHS):
        into.set_column(position, position, width)
    into.set_row(0, 28)
    into.write_string(0, 0, sheet.title, looks["title"])
    hint = say("空着的视为没有填报；不知道的不要猜。", "What is left blank counts as missing; do not guess.")
    into.write_string(1, 0, hint, looks["hint"])
    into.set_row(1, 18)
    row = sheet.first - 2
    for band, columns in groupby(sheet.columns, key=lambda column: column.band):
        into.set_row(row, 20)
        into.merge_range(row, 0, row, 2, band, looks["band"])
        row += 1
        for column in columns:
            given = getattr(subject, column.name, "")
            _line(into, row, column, str(given), looks, lists, say)
            row += 1
    into.set_row(row + 1, 30)
    into.write_string(row + 1, 0, say("填报单位（盖章）：", "Submitted by (seal):"), looks["sign"])
    into.write_string(row + 1, 2, say("负责人（签字）：", "Signed:"), looks["sign"])
    into.set_portrait()
    into.set_paper(9)
    into.set_margins(0.6, 0.6, 0.6, 0.6)
    into.print_area(0, 0, row + 1, 2)
    into.fit_to_pages(1, 0)
    into.set_footer(say("&L&A&R第 &P 页，共 &N 页", "&L&A&Rpage &P of &N"))
    into.freeze_panes(sheet.first - 2, 1)
    into.protect("", ALLOWED)


def _line(into: Any, row: int, column: Column, given: str, looks: Looks, lists: Lists, say: Notes) -> None:
    beside = told(column, say)
    height = max(_LINE * lines(column.header, _WIDTHS[0] - 1), _SMALL * lines(beside, _WIDTHS[2] - 1, 9))
    into.set_row(row, max(26, height + 8))
    into.write_string(row, 0, column.header, looks["line"])
    look = looks["known"] if column.name == "id" else looks.input(number_format(column))
    if given:
        into.write_string(row, 1, given, look)
    else:
        into.write_blank(row, 1, None, look)
    into.write_string(row, 2, beside, looks["beside"])
    rule = validation(column, f"B{row + 1}", lists.of(column) if column.choices else "", say)
    into.data_validation(row, 1, row, 1, rule)
