"""The XML of one sheet, and of the strings that sheets share, to cells."""

import re
from collections.abc import Callable, Mapping

from evaluator.evidence.book import Cell, Kind, Range, SheetRead
from evaluator.evidence.numberformats import Formats
from evaluator.problems import cell_name

Spend = Callable[[int], None]

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


class _Texts:
    """Collects the text of strings, without the phonetic runs that say how to pronounce them."""

    def __init__(self, spend: Spend) -> None:
        self.spend = spend
        self.pieces: list[str] | None = None
        self._spoken = 0
        self._taking = False

    def start_text(self, tag: str) -> None:
        if tag == "rPh":
            self._spoken += 1
        elif tag == "t" and not self._spoken:
            self.pieces = [] if self.pieces is None else self.pieces
            self._taking = True

    def end_text(self, tag: str) -> None:
        if tag == "rPh":
            self._spoken -= 1
        elif tag == "t":
            self._taking = False

    def data(self, text: str) -> None:
        if self._taking and self.pieces is not None:
            self.spend(len(text))
            self.pieces.append(text)

    def taken(self) -> str:
        """The text so far, which is then begun anew."""
        pieces, self.pieces = self.pieces, None
        return unescaped("".join(pieces or ()))


class Strings(_Texts):
    """The strings that cells name by number."""

    def __init__(self, spend: Spend) -> None:
        super().__init__(spend)
        self.texts: list[str] = []

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        self.start_text(tag)

    def end(self, tag: str) -> None:
        self.end_text(tag)
        if tag == "si":
            self.texts.append(self.taken())


class Worksheet(_Texts):
    """The cells of one sheet; those without a reference follow the one before."""

    def __init__(self, strings: list[str], formats: Formats, spend: Spend) -> None:
        super().__init__(spend)
        self.strings, self.formats = strings, formats
        self.cells: list[Cell] = []
        self.merged: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._type = ""
        self._style: str | None = None
        self._value: list[str] | None = None
        self._written: str | None = None
        self._formula = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(given)
        elif tag == "v":
            self._value = []
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = int(given.get("r") or self._row + 1)
            self._column = 0
            if given.get("hidden") in ("1", "true"):
                self._hidden_rows.add(self._row)
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            self._hidden_columns.append((int(given["min"]), int(given["max"])))
        elif tag == "mergeCell":
            first, _, last = given.get("ref", "").partition(":")
            (top, left), (bottom, right) = reference(first), reference(last or first)
            self.merged.append(Range(top, left, bottom, right))
        else:
            self.start_text(tag)

    def _start_cell(self, given: Mapping[str, str]) -> None:
        name = given.get("r")
        if name:
            self._row, self._column = reference(name)
        else:
            self._column += 1
        self._type = given.get("t", "n")
        self._style = given.get("s")
        self._value, self._written, self.pieces, self._formula = None, None, None, False

    def data(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        else:
            super().data(text)

    def end(self, tag: str) -> None:
        if tag == "v":
            self._close_value()
        elif tag == "c":
            found = self._cell()
            if found is not None and found != ("text", ""):
                self.spend(len(found[1]))
                self.cells.append(Cell(self._row, self._column, *found))
        else:
            self.end_text(tag)

    def _close_value(self) -> None:
        self._written = "".join(self._value or ())
        self._value = None

    def _cell(self) -> tuple[Kind, str] | None:
        """What the cell that ends here holds; None for nothing."""
        written, self._written = self._written, None
        match self._type:
            case "inlineStr":
                return "text", self.taken()
            case "str":
                return ("formula", "") if self._formula and written is None else ("text", unescaped(written or ""))
        text = (written or "").strip()
        if not text:
            return ("formula", "") if self._formula else None
        match self._type:
            case "s":
                return "text", self.strings[_position(text)]
            case "b":
                return "flag", "true" if text in ("1", "true") else "false"
            case "e":
                return "error", text
            case "d":
                day, _, time = text.partition("T")
                return ("date", day) if not time.strip("0:.Z") else ("moment", f"{day} {time}")
        return self.formats.value(text, self._style)

    def read(self, name: str, state: str) -> SheetRead:
        """The sheet, its cells in order."""
        cells = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        rows = sorted({cell.row for cell in cells} & self._hidden_rows)
        used = sorted({cell.column for cell in cells})
        columns = [one for one in used if any(first <= one <= last for first, last in self._hidden_columns)]
        hidden = [f"{name}:{name}" for name in [*(cell_name(0, one) for one in columns), *map(str, rows)]]
        return SheetRead(name, state, cells, self.merged, hidden)


def reference(name: str) -> tuple[int, int]:
    """Row and column of a cell's name."""
    match = _REFERENCE.fullmatch(name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def unescaped(text: str) -> str:
    """A text in which characters that XML cannot hold are written as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _position(text: str) -> int:
    """A number counted from 0; the last of a list is not -1."""
    if not text.isdigit():
        raise ValueError(text)
    return int(text)
