"""A workbook with marks on cells. Runs in a child process, as reading does.

What is marked: a cell gets the colour and the note of all that is said of it, its sheet a coloured tab. Marks of an
earlier copy are taken off first, so that what was corrected in a marked copy is not marked any more.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

import msgspec

from evaluator.evidence.book import Book, SheetRead
from evaluator.evidence.collected import Collected
from evaluator.evidence.formkey import KEY_SHEET, read_key
from evaluator.evidence.grid import Grid
from evaluator.evidence.headings import across, down
from evaluator.evidence.tables import column_names, is_header
from evaluator.evidence.workbook import read
from evaluator.marked.cells import At, SheetXml, merged, without_tab
from evaluator.marked.comments import EMPTY as NO_NOTES
from evaluator.marked.comments import NO_DRAWINGS, Notes, with_drawings, without_drawings
from evaluator.marked.package import Package, TooLargeError
from evaluator.marked.splice import Tag, scan
from evaluator.marked.styles import EMPTY as NO_STYLES
from evaluator.marked.styles import Styles, restored
from evaluator.problems import Lang, shown

WRONG, MISSING, TAB = "FFFDC5BE", "FFFEF3C9", "FFD64533"
"""Colours: of cells in which something is wrong, of those that wait for an answer, and of tabs."""
_HEADER_WITHIN = 20
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, expat.ExpatError)
_ODD = (LookupError, ValueError, StopIteration, TooLargeError)


class Mark(msgspec.Struct, frozen=True):
    """What is to be said of a cell: with a `field` and no column, of the cell in which a row should answer it.

    Without a sheet the first is meant, without a row or column the first cell.
    """

    text: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    field: str = ""


class Task(msgspec.Struct, frozen=True):
    """A workbook and what is to be marked in it."""

    workbook: bytes
    marks: list[Mark]
    lang: Lang


class Done(msgspec.Struct, frozen=True):
    """The marked copy, and on how many cells something is wrong and how many wait; empty where it cannot be made."""

    workbook: bytes = b""
    wrong: int = 0
    missing: int = 0


def mark(data: bytes) -> bytes:
    """A task as bytes to what became of it: no copy where it would not be read as the workbook is."""
    task = msgspec.msgpack.decode(data, type=Task)
    said = read(task.workbook)
    book = msgspec.json.decode(said, type=Book)
    try:
        done = Done() if book.refused else _marked(task, book)
    except (*_BROKEN, *_ODD):
        done = Done()
    if done.workbook and read(done.workbook) != said:
        done = Done()
    return msgspec.msgpack.encode(done)


def _marked(task: Task, book: Book) -> Done:
    package = Package(task.workbook)
    sheets = dict(_sheets(package))
    styles_part = package.linked(package.main(), "styles")
    if not styles_part:
        styles_part = "xl/styles.xml"
        kind = f"{_MAIN_TYPE}styles+xml"
        package.add(package.main(), "styles", "xl/styles{}.xml", kind, NO_STYLES.encode())
        styles_part = package.linked(package.main(), "styles")
    _unmark(package, list(sheets.values()), styles_part)
    styles = Styles(package.get(styles_part))
    wrong, missing = _by_sheet(task, book, list(sheets))
    counted = [0, 0]
    for name, part in sheets.items():
        texts = _on_cells(wrong.get(name, {}), package.get(part))
        waiting = _on_cells(missing.get(name, {}), package.get(part))
        waiting = {at: text for at, text in waiting.items() if at not in texts}
        if texts or waiting:
            sheet = _coloured(package.get(part), styles, texts, waiting)
            drawn = _note(package, part, sheet.drawings, {**waiting, **texts}, task.lang)
            if drawn:
                sheet.link_drawings(*drawn)
            package.put(part, sheet.edits.applied())
        counted[0] += len(texts)
        counted[1] += len(waiting)
    package.put(styles_part, styles.written())
    return Done(package.packed(), *counted)


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The sheets of cells, each with its part, in order."""
    links = {link.id: link for link in package.links(package.main())}
    found: list[tuple[str, str]] = []

    def start(tag: Tag) -> None:
        if tag.name == "sheet":
            linked = next((value for name, value in tag.given.items() if name.rpartition(":")[2] == "id"), "")
            if linked in links and links[linked].kind == "worksheet":
                found.append((shown(tag.given.get("name", "")), links[linked].part))

    scan(package.get(package.main()), start)
    yield from found


def _unmark(package: Package, parts: Sequence[str], styles: str) -> None:
    """Take off the marks of an earlier copy. LibreOffice puts a second colour of its own into fills."""
    trusted = "docProps/app.xml" not in package or b"LibreOffice" not in package.get("docProps/app.xml")
    package.put(styles, restored(package.get(styles), (WRONG, MISSING), trusted=trusted))
    for part in parts:
        notes_part, drawings = package.linked(part, "comments"), package.linked(part, "vmlDrawing")
        package.put(part, without_tab(package.get(part), TAB))
        if notes_part:
            notes = Notes(package.get(notes_part))
            package.put(notes_part, notes.without_own())
            if drawings and notes.own():
                package.put(drawings, without_drawings(package.get(drawings), notes.own()))


def _by_sheet(
    task: Task, book: Book, names: Sequence[str]
) -> tuple[dict[str, dict[At, str]], dict[str, dict[At, str]]]:
    """What is said of each cell, by sheet: what is wrong, and what is missing."""
    wrong: dict[str, dict[At, str]] = {}
    missing: dict[str, dict[At, str]] = {}
    fields: dict[str, list[Mark]] = {}
    for one in task.marks:
        name = one.sheet if one.sheet in names else names[0]
        if one.field:
            fields.setdefault(name, []).append(one)
        else:
            _say(wrong.setdefault(name, {}), (one.row or 1, one.column or 1), one.text)
    for sheet in book.sheets:
        for one in fields.get(shown(sheet.name), ()):
            at = _answering(sheet, book, one)
            if at is not None:
                _say(missing.setdefault(shown(sheet.name), {}), at, one.text)
    return wrong, missing


def _say(said: dict[At, str], at: At, text: str) -> None:
    said[at] = f"{said[at]}\n\n{text}" if at in said else text


def _answering(sheet: SheetRead, book: Book, one: Mark) -> At | None:
    """The cell in which the subject of a row is to answer a field."""
    grid, unsaid = Grid("", sheet), Collected([])
    keys = [read_key(other) for other in book.sheets if other.name == KEY_SHEET]
    keyed = next((known for key in keys if key is not None for known in key.sheets if known.name == sheet.name), None)
    if keyed is None:
        return None if keys else _in_table(grid, one)
    headings = (down if keyed.role == "subject" else across)(grid, keyed, unsaid)
    at = next((at for at, name in headings.names.items() if name == one.field), 0) if headings else 0
    if headings is None or not at:
        return None
    return (at, headings.start) if keyed.role == "subject" else (one.row, at)


def _in_table(grid: Grid, one: Mark) -> At | None:
    for row in sorted(grid.rows)[:_HEADER_WITHIN]:
        cells = [grid.text(row, column) for column in grid.rows[row]]
        names = column_names(cells)
        if is_header(names, cells):
            found = [column for column, name in zip(grid.rows[row], names, strict=True) if name == one.field]
            return (one.row, found[0]) if found else None
    return None


def _on_cells(said: Mapping[At, str], sheet: bytes) -> dict[At, str]:
    """What is said of cells, of those that a merged cell covers at its first, where it is seen."""
    ranges = merged(sheet) if said else []
    found: dict[At, str] = {}
    for (row, column), text in sorted(said.items()):
        inside = (first for first, last in ranges if first[0] <= row <= last[0] and first[1] <= column <= last[1])
        at = next(inside, (row, column))
        if text not in found.get(at, ""):
            _say(found, at, text)
    return found


def _coloured(data: bytes, styles: Styles, wrong: Mapping[At, str], waiting: Mapping[At, str]) -> SheetXml:
    """A sheet with its cells coloured, and its tab where something is wrong."""
    colours = {**dict.fromkeys(waiting, MISSING), **dict.fromkeys(wrong, WRONG)}
    sheet = SheetXml(data, list(colours))
    sheet.colour(colours, styles.marked)
    if wrong:
        sheet.tab(TAB)
    return sheet


def _note(package: Package, part: str, linked: str, texts: Mapping[At, str], lang: Lang) -> tuple[str, str] | None:
    """Give a sheet its notes; where it had no drawings of any, the link to them and the namespace that is named in."""
    if not package.linked(part, "comments"):
        package.add(part, "comments", "xl/comments{}.xml", f"{_MAIN_TYPE}comments+xml", NO_NOTES.encode())
    notes_part = package.linked(part, "comments")
    notes = Notes(package.get(notes_part))
    package.put(notes_part, notes.with_texts(texts, lang))
    drawings = next((link.part for link in package.links(part) if link.id == linked), "")
    if drawings:
        new = [at for at in texts if at not in notes.at]
        package.put(drawings, with_drawings(package.get(drawings), new))
        return None
    data = with_drawings(NO_DRAWINGS.encode(), list(texts))
    return package.add(part, "vmlDrawing", "xl/drawings/vmlDrawing{}.vml", _VML, data), package.office
