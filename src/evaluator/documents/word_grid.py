"""The columns of a Word table whose cells are repeated or left out: their widths shared out once they are known."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from xml.dom.minidom import Element

from evaluator.documents.word_xml import children, take_out

FREE = "\x03"
"""Stands for the columns of a table until they are known, with the width they share in twentieths of a point."""

_TABLE = re.compile(rf"<w:tblGrid>{FREE}([0-9]+)</w:tblGrid>(.*?)</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr\b.*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(?:<w:tcPr>(.*?)</w:tcPr>|<w:tcPr/>)?", re.DOTALL)
_WIDTH = re.compile(r'<w:tcW\b[^>]*w:w="([0-9]+)"[^>]*/>')
_SPAN = re.compile(r'<w:gridSpan w:val="([0-9]+)"\s*/>')
_REPEATED = re.compile(r'w:column="([0-9]+)"')
_USUAL = 1000


class _Asked(NamedTuple):
    """How wide a cell asks to be, over how many columns it goes, and which repeated cell it is one of."""

    width: int
    span: int
    column: str


def repeated(cell: Element, number: int) -> None:
    """Mark a cell that may stand in its row several times, all of them together as wide as it is."""
    for properties in children(cell, "w:tcPr"):
        for width in children(properties, "w:tcW"):
            width.setAttribute("w:column", str(number))


def freed(table: Element) -> None:
    """Leave the columns of a table to be set once its cells are known."""
    for grid in children(table, "w:tblGrid"):
        widths = [int(one.getAttribute("w:w") or 0) for one in children(grid, "w:gridCol")]
        if not widths:
            return
        for child in list(grid.childNodes):
            take_out(child)
        document = grid.ownerDocument
        assert document is not None
        grid.appendChild(document.createTextNode(f"{FREE}{sum(widths)}"))


def shared_out(xml: str) -> str:
    """XML whose tables of free columns have them, each as wide as its cells ask for, all together as the table is."""
    return _TABLE.sub(_set_out, xml) if FREE in xml else xml


def _set_out(table: re.Match[str]) -> str:
    rows = [[_asked(cell[1] or "") for cell in _CELL.finditer(row)] for row in _ROW.findall(table[2])]
    longest = max(rows, key=len, default=[])
    times = Counter(cell.column for cell in longest)
    asked = [cell.width // (times[cell.column] if cell.column else 1) for cell in longest] or [1]
    whole, total, before = int(table[1]), sum(asked) or 1, 0
    ends = [(before := before + width) * whole // total for width in asked]
    widths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = _ROW.sub(lambda row: _row(row[0], widths), table[2])
    return f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(row: str, widths: Sequence[int]) -> str:
    """A row with the widths of its cells; a cell that has a row to itself goes over all columns."""
    cells = list(_CELL.finditer(row))
    at = 0

    def cell(found: re.Match[str]) -> str:
        nonlocal at
        asked = found[1] or ""
        span = len(widths) if len(cells) == 1 else min(_asked(asked).span, max(1, len(widths) - at))
        width = sum(widths[at : at + span])
        at += span
        kept = _SPAN.sub("", _WIDTH.sub("", asked))
        over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{kept}</w:tcPr>'

    return _CELL.sub(cell, row)


def _asked(properties: str) -> _Asked:
    width, span, column = (one.search(properties) for one in (_WIDTH, _SPAN, _REPEATED))
    return _Asked(int(width[1]) if width else _USUAL, int(span[1]) if span else 1, column[1] if column else "")
