"""The archive that a Word file is: its parts, and how they are packed with nothing of a clock or a person."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from evaluator.documents.word_paragraphs import Story

MOST_BYTES = 64 * 1024 * 1024
"""What a template may unpack to."""

_MAIN = "word/document.xml"
_STORIES: tuple[tuple[re.Pattern[str], Story], ...] = (
    (re.compile(r"word/document\.xml"), "body"),
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/(?:foot|end)notes\.xml"), "notes"),
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>evaluator</Application></Properties>"
)
_REMARKS = rb"(?:comments\w*|people)\.xml"
"""What people wrote beside the text, and who they are: nothing of a document."""
_LEFT_OUT = (
    re.compile(rb'<Override\b[^>]*PartName="/word/' + _REMARKS + rb'"[^>]*/>'),
    re.compile(rb'<Relationship\b[^>]*Target="(?:/word/)?' + _REMARKS + rb'"[^>]*/>'),
)
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Archive:
    """The parts of a Word file by name, in their order."""

    parts: Mapping[str, bytes]

    def stories(self) -> Iterator[tuple[str, Story]]:
        """The parts whose text a template may change, the main text first."""
        for pattern, story in _STORIES:
            for name in sorted(filter(pattern.fullmatch, self.parts)):
                if story == "body" or any(sign in self.parts[name] for sign in (b"{", "｛".encode())):
                    yield name, story


def opened(data: bytes) -> Archive | str:
    """The archive of a Word file, or why it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in entries) > MOST_BYTES:
                return f"> {MOST_BYTES} bytes"
            parts = {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        return str(error) or type(error).__name__
    parts = {name: data for name, data in parts.items() if not re.fullmatch(b"word/" + _REMARKS, name.encode())}
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        for pattern in _LEFT_OUT:
            parts |= {name: pattern.sub(b"", parts[name])} if name in parts else {}
    if _MAIN not in parts or "[Content_Types].xml" not in parts:
        return _MAIN
    return Archive(parts)


def packed(archive: Archive, changed: Mapping[str, bytes], title: str) -> bytes:
    """A Word file from a template's parts and those that were changed, without what tells of whoever made either."""
    made = io.BytesIO()
    of_its_own = {"docProps/core.xml": _CORE.format(_plain(title)).encode(), "docProps/app.xml": _APP.encode()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name, data in archive.parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(info, changed.get(name) or of_its_own.get(name) or data)
    return made.getvalue()


def _plain(text: str) -> str:
    return escape("".join(c if c.isprintable() else " " for c in text))
