"""A workbook in Office Open XML (.xlsx), as Excel, WPS, LibreOffice and other programs write it, to a `Book`.

Only what cells hold is read: their stored values, how they are formatted where that tells a date from a number, which
are merged or hidden. Formulas are not worked out, and macros, links and pictures not looked at. Runs in a child process
(`limited`), within bounds of its own, so that what it refuses is the same on every machine.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

import msgspec

from evaluator.evidence.book import Book, SheetRead
from evaluator.evidence.numberformats import Formats
from evaluator.evidence.worksheet import Strings, Worksheet

MOST_BYTES = 256 << 20
"""Bytes of a workbook's parts, unpacked."""
MOST_ELEMENTS = 4_000_000
"""XML elements of all parts together: two million cells, more than a city fills in."""
MOST_TEXT = 64 << 20
"""Characters of all cells together."""
LONGEST_TAG = 1 << 20
"""Bytes of one tag: the parser begins a longer one again with every piece it gets."""

Start = Callable[[str, Mapping[str, str]], None]


_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_NO_XML = (expat.ExpatError, LookupError, ValueError)
"""What the packing and the XML of a damaged file raise; an encoding that nobody knows is a `LookupError`."""


class RefusedError(Exception):
    """A workbook that cannot be read: the problem's code and what was found."""


def read(data: bytes) -> bytes:
    """A workbook's bytes to its `Book` as JSON."""
    try:
        book = Book(_Package(data).sheets())
    except RefusedError as refused:
        code, found = refused.args
        book = Book(refused=code, found=found)
    except _NO_ZIP:
        book = Book(refused="workbook-broken", found="ZIP")
    except _NO_XML:
        book = Book(refused="workbook-broken", found="XML")
    return msgspec.json.encode(book)


class _Package:
    """The parts of a workbook, and what has been spent on them."""

    def __init__(self, data: bytes) -> None:
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise RefusedError("workbook-locked", "")
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = {_plain(name): name for name in self.archive.namelist()}
        self.bytes = self.elements = self.text = 0

    def sheets(self) -> list[SheetRead]:
        workbook = self._workbook()
        listed: list[tuple[str, str, str]] = []
        dates_from_1904 = False

        def start(tag: str, given: Mapping[str, str]) -> None:
            nonlocal dates_from_1904
            if tag == "workbookPr":
                dates_from_1904 = given.get("date1904") in ("1", "true", "on")
            elif tag == "sheet":
                linked = next((value for name, value in given.items() if name.endswith(":id")), "")
                listed.append((given.get("name", ""), given.get("state", "visible"), linked))

        self.parse(workbook, start)
        parts = self._related(workbook)
        by_kind = dict(parts.values())
        formats = Formats(dates_from_1904)
        strings = Strings(self.spend_text)
        if by_kind.get("styles", "") in self.names:
            self.parse(by_kind["styles"], formats.start, formats.end)
        if by_kind.get("sharedStrings", "") in self.names:
            self.parse(by_kind["sharedStrings"], strings.start, strings.end, strings.data)
        found: list[SheetRead] = []
        for name, state, linked in listed:
            kind, part = parts.get(linked, ("worksheet", ""))
            sheet = Worksheet(strings.texts, formats, self.spend_text)
            if kind == "worksheet":
                self.parse(part, sheet.start, sheet.end, sheet.data)
            found.append(sheet.read(name, state))
        return found

    def _workbook(self) -> str:
        """The part that lists the sheets."""
        for kind, part in self._related("").values():
            if kind == "officeDocument":
                return part
        return "xl/workbook.xml"

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part is linked to, each with its kind."""
        folder, _, name = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "").replace("\\", "/")))
                found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], _plain(target))

        links = _plain(f"{folder}/_rels/{name}.rels")
        if links in self.names:
            self.parse(links, start)
        return found

    def parse(
        self,
        part: str,
        start: Start,
        end: Callable[[str], None] | None = None,
        data: Callable[[str], None] | None = None,
    ) -> None:
        """Read one part as it unpacks, never whole."""
        if _plain(part) not in self.names:
            raise RefusedError("workbook-broken", part or "xl/worksheets")
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def started(tag: str, given: Mapping[str, str]) -> None:
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise RefusedError("workbook-too-large", "")
            start(tag.rpartition(":")[2], given)

        def declared(*_: object) -> None:
            raise RefusedError("workbook-broken", "DOCTYPE")

        parser.StartElementHandler = started
        parser.StartDoctypeDeclHandler = declared
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if data is not None:
            parser.CharacterDataHandler = data
        fed = 0
        with self.archive.open(self.names[_plain(part)]) as file:
            while piece := file.read(1 << 16):
                self.bytes += len(piece)
                fed += len(piece)
                if self.bytes > MOST_BYTES:
                    raise RefusedError("workbook-too-large", "")
                parser.Parse(piece, False)
                if fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise RefusedError("workbook-too-large", "")
            parser.Parse(b"", True)

    def spend_text(self, characters: int) -> None:
        """Count characters that are kept."""
        self.text += characters
        if self.text > MOST_TEXT:
            raise RefusedError("workbook-too-large", "")


def _plain(name: str) -> str:
    """A part's name as programs that write it in different ways mean it."""
    return name.replace("\\", "/").lstrip("/").lower()
