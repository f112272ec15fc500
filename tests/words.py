"""Word files for tests, told in YAML: paragraphs of texts, runs with a look, and tables; and what a Word file says."""

import io
import zipfile
from typing import Any

from word_making import Cell, Maker, para, run

BOLD = "<w:b/>"


def word(blocks: list[Any], extra: str = "") -> bytes:
    """A Word file of some blocks: a text, a list of runs (a text, or `{bold: text}`), or `{table: rows}`.

    `extra` is XML put before all of them.
    """
    made = Maker("zh", "form", "")
    made.body.append(extra) if extra else None
    for block in blocks:
        if isinstance(block, dict):
            rows = block["table"]
            made.table([1] * len(rows[0]), *([Cell(str(cell), "CellText") for cell in row] for row in rows))
        else:
            made.body.append(paragraph(block))
    return made.data()


def paragraph(block: str | list[Any]) -> str:
    """A paragraph of runs."""
    if isinstance(block, str):
        return para("Normal", block)
    runs = (run(one["bold"], BOLD) if isinstance(one, dict) else run(one) for one in block)
    return f"<w:p>{''.join(runs)}</w:p>"


def part(data: bytes, name: str = "word/document.xml") -> str:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
