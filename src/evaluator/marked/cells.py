"""The XML of one sheet: other formats for some cells, a coloured tab, and the link to the drawings of notes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from evaluator.evidence.worksheet import reference
from evaluator.marked.splice import Edits, Tag, scan, with_attributes
from evaluator.problems import cell_name

At = tuple[int, int]
"""A row and a column, counted from 1."""

_AFTER_DRAWINGS = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent")
).union(("webPublishItems", "tableParts", "extLst"))
"""Elements of a sheet that come after the link to the drawings of its notes."""


@dataclass
class _Row:
    """A row with cells that are looked for: its tag, where it ends, and where in it each missing cell belongs."""

    tag: Tag
    wanted: list[int]
    close: int = 0
    cells: dict[int, Tag] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)


class SheetXml:
    """One sheet's XML, with the places of what may change."""

    def __init__(self, data: bytes, wanted: Collection[At]) -> None:
        self.data, self.edits = data, Edits(data)
        self.rows: dict[int, _Row] = {}
        self.children: list[tuple[Tag, int, int]] = []
        self._wanted: dict[int, list[int]] = {}
        for row, column in sorted(set(wanted)):
            self._wanted.setdefault(row, []).append(column)
        self._before_row: dict[int, int] = {}
        self._columns: list[tuple[int, int, int]] = []
        self._tab: Tag | None = None
        self._row = self._column = self._last = 0
        self._pending = sorted(self._wanted)
        self._open: _Row | None = None
        scan(data, self._start, self._end)

    def _start(self, tag: Tag) -> None:
        if tag.depth == 2 and tag.name == "row":
            self._start_row(tag)
        elif tag.depth == 3 and tag.name == "c":
            self._start_cell(tag)
        elif tag.depth == 2 and tag.name == "col" and tag.given.get("style"):
            given = tag.given
            self._columns.append((int(given["min"]), int(given["max"]), int(given["style"])))
        elif tag.depth == 2 and tag.name == "tabColor":
            self._tab = tag
        elif tag.depth == 0:
            self.root = tag

    def _start_row(self, tag: Tag) -> None:
        self._row = int(tag.given.get("r") or self._row + 1)
        self._column = 0
        while self._pending and self._pending[0] <= self._row:
            row = self._pending.pop(0)
            if row < self._row:
                self._before_row[row] = tag.start
        columns = self._wanted.get(self._row)
        self._open = self.rows.setdefault(self._row, _Row(tag, list(columns))) if columns else None

    def _start_cell(self, tag: Tag) -> None:
        name = tag.given.get("r")
        self._column = reference(name)[1] if name else self._column + 1
        row = self._open
        if row is None:
            return
        while row.wanted and row.wanted[0] <= self._column:
            column = row.wanted.pop(0)
            if column == self._column:
                row.cells[column] = tag
            else:
                row.before[column] = tag.start

    def _end(self, tag: Tag, at: int, over: int) -> None:
        if tag.depth == 2 and tag.name == "row" and self._open is not None:
            self._open.close = at
        elif tag.depth == 1:
            self.children.append((tag, at, over))
        elif tag.depth == 0:
            self._last = at

    def colour(self, marked: Mapping[At, str], format_of: Callable[[int, str], int]) -> None:
        """Give cells formats: `format_of` a format in a colour. Cells and rows that are not there are put in."""
        missing: dict[int, list[str]] = {}
        sheet, rows_end = next((tag, at) for tag, at, _ in self.children if tag.name == "sheetData")
        for (number, column), colour in sorted(marked.items()):
            row = self.rows.get(number)
            if row is not None and column in row.cells:
                cell = row.cells[column]
                style = format_of(_number(cell.given.get("s")), colour)
                new = with_attributes(self.data[cell.start : cell.end], s=str(style))
                self.edits.replace(cell.start, cell.end, new)
                continue
            style = format_of(self._inherited(row, column), colour)
            new_cell = f'<{sheet.called("c")} r="{cell_name(number, column)}" s="{style}"/>'
            if row is None:
                missing.setdefault(number, []).append(new_cell)
            elif row.tag.closed:
                missing.setdefault(-number, []).append(new_cell)
            else:
                self.edits.insert(row.before.get(column, row.close), new_cell)
        rows = ""
        for number, cells in missing.items():
            if number < 0:
                self.edits.within(self.rows[-number].tag, "".join(cells))
                continue
            called = sheet.called("row")
            new_row = f'<{called} r="{number}">{"".join(cells)}</{called}>'
            if number in self._before_row:
                self.edits.insert(self._before_row[number], new_row)
            else:
                rows += new_row
        if rows and sheet.closed:
            self.edits.within(sheet, rows)
        elif rows:
            self.edits.insert(rows_end, rows)

    def _inherited(self, row: _Row | None, column: int) -> int:
        """The format of a cell that is not there: its row's, or its column's."""
        if row is not None and row.tag.given.get("customFormat") in ("1", "true"):
            return _number(row.tag.given.get("s"))
        return next((style for first, last, style in self._columns if first <= column <= last), 0)

    def tab(self, colour: str) -> None:
        """Colour the sheet's tab."""
        new = f'<{self.root.called("tabColor")} rgb="{colour}"/>'
        if self._tab is not None:
            over = self._tab.end if self._tab.closed else self.data.index(b">", self._tab.end) + 1
            self.edits.replace(self._tab.start, over, new)
            return
        properties = next((tag for tag, _, _ in self.children if tag.name == "sheetPr"), None)
        if properties is not None:
            self.edits.within(properties, new)
        else:
            called = self.root.called("sheetPr")
            self.edits.insert(self.root.end, f"<{called}>{new}</{called}>")

    @property
    def drawings(self) -> str:
        """The id of the link to the drawings of notes; empty where there is none."""
        tags = (tag for tag, _, _ in self.children if tag.name == "legacyDrawing")
        return next((value for tag in tags for name, value in tag.given.items() if name.rpartition(":")[2] == "id"), "")

    def link_drawings(self, link: str, office: str) -> None:
        """Put in the link to the drawings of notes where it belongs."""
        later = [tag.start for tag, _, _ in self.children if tag.name in _AFTER_DRAWINGS]
        new = f'<{self.root.called("legacyDrawing")} xmlns:r="{office}" r:id="{link}"/>'
        self.edits.insert(min(later, default=self._last), new)


def without_tab(data: bytes, colour: str) -> bytes:
    """A sheet's XML without a tab of this colour."""
    edits = Edits(data)

    def start(tag: Tag) -> None:
        if tag.name == "tabColor" and tag.given.get("rgb") == colour and tag.closed:
            edits.replace(tag.start, tag.end, b"")

    scan(data, start)
    return edits.applied()


def merged(data: bytes) -> list[tuple[At, At]]:
    """The merged cells of a sheet, each by its first and its last."""
    found: list[tuple[At, At]] = []

    def start(tag: Tag) -> None:
        if tag.name == "mergeCell":
            first, _, last = tag.given.get("ref", "").partition(":")
            found.append((reference(first), reference(last or first)))

    scan(data, start)
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
