"""The parts of a workbook that is being changed."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from evaluator.evidence.workbook import MOST_BYTES
from evaluator.marked.splice import Tag, appended, in_utf8, scan

OURS = b"evaluator"
"""The comment on the first entry of a marked copy, lost as soon as another program saves it."""
_TYPES = "[content_types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_LINKS}"></Relationships>'


class TooLargeError(Exception):
    """A workbook beyond what is unpacked."""


@dataclass(frozen=True)
class Link:
    """What one part is linked to: the last word of the kind, and the part."""

    id: str
    kind: str
    part: str


class Package:
    """A workbook's parts by name; names are compared as programs that write them in different ways mean them."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        if sum(one.file_size for one in self.archive.infolist()) > MOST_BYTES:
            raise TooLargeError
        self.names = {_plain(name): name for name in self.archive.namelist()}
        self.changed: dict[str, bytes] = {}
        strict = b"purl.oclc.org/ooxml" in self.get(self.main())
        self.office = _STRICT if strict else _OFFICE

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self.names

    def get(self, part: str) -> bytes:
        """A part's bytes, as they are by now; those of XML in UTF-8."""
        name = self.names[_plain(part)]
        if name not in self.changed:
            self.changed[name] = in_utf8(self.archive.read(name))
        return self.changed[name]

    def put(self, part: str, data: bytes) -> None:
        self.changed[self.names.setdefault(_plain(part), part)] = data

    def main(self) -> str:
        """The part that lists the sheets."""
        return next((link.part for link in self.links("") if link.kind == "officeDocument"), "xl/workbook.xml")

    def links(self, part: str) -> list[Link]:
        """The parts a part is linked to."""
        folder, rels = _rels(part)
        found: list[Link] = []

        def start(tag: Tag) -> None:
            if tag.name == "Relationship" and tag.given.get("TargetMode") != "External":
                target = posixpath.join("/", folder, tag.given.get("Target", "").replace("\\", "/"))
                kind = tag.given.get("Type", "").rpartition("/")[2]
                found.append(Link(tag.given.get("Id", ""), kind, posixpath.normpath(target).lstrip("/")))

        if rels in self:
            scan(self.get(rels), start)
        return found

    def linked(self, part: str, kind: str) -> str:
        """The first part of a kind that a part is linked to; empty where there is none."""
        return next((link.part for link in self.links(part) if link.kind == kind), "")

    def add(self, part: str, kind: str, name: str, content_type: str, data: bytes) -> str:
        """A new part beside `part`, linked from it, under the first free name; gives the link's id."""
        number = 1
        while name.format(number) in self:
            number += 1
        made = name.format(number)
        self.put(made, data)
        folder, rels = _rels(part)
        taken = {link.id for link in self.links(part)} | self._ids(rels)
        link = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        target = quoteattr(posixpath.relpath(f"/{made}", f"/{folder}"))
        new = f'<Relationship xmlns="{_LINKS}" Id="{link}" Type="{self.office}/{kind}" Target={target}/>'
        self.put(rels, appended(self.get(rels) if rels in self else _EMPTY.encode(), new))
        self._typed(made, content_type)
        return link

    def _ids(self, rels: str) -> set[str]:
        """Ids that links to other places have as well."""
        found: set[str] = set()
        if rels in self:
            scan(self.get(rels), lambda tag: found.add(tag.given.get("Id", "")))
        return found

    def _typed(self, part: str, content_type: str) -> None:
        """Say what a new part is: drawings of notes by their ending, as every program does."""
        if not part.endswith(".vml"):
            new = f'<Override xmlns="{_KINDS}" PartName="/{escape(part)}" ContentType="{content_type}"/>'
        elif b'extension="vml"' in self.get(_TYPES).lower():
            return
        else:
            new = f'<Default xmlns="{_KINDS}" Extension="vml" ContentType="{content_type}"/>'
        self.put(_TYPES, appended(self.get(_TYPES), new))

    def packed(self) -> bytes:
        """The workbook with what was changed; other parts as they were, in their order."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, one in enumerate(self.archive.infolist()):
                info = zipfile.ZipInfo(one.filename, one.date_time)
                info.external_attr, info.create_system = one.external_attr, one.create_system
                info.compress_type = zipfile.ZIP_DEFLATED
                info.comment = b"" if number else OURS
                data = self.changed[one.filename] if one.filename in self.changed else self.archive.read(one)
                archive.writestr(info, data)
            for name in sorted(self.changed.keys() - set(self.archive.namelist())):
                archive.writestr(zipfile.ZipInfo(name), self.changed[name], zipfile.ZIP_DEFLATED)
        return made.getvalue()


def is_marked_copy(data: bytes) -> bool:
    """Whether a file is a marked copy that nobody has saved since."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return bool(entries) and entries[0].comment == OURS


def _rels(part: str) -> tuple[str, str]:
    folder, _, name = part.rpartition("/")
    return folder, f"{folder}/_rels/{name}.rels".lstrip("/")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
