"""Notes on cells: their texts, and the drawings without which Excel shows none."""

import re
from collections.abc import Collection, Mapping
from xml.sax.saxutils import escape

from evaluator.evidence.worksheet import reference
from evaluator.marked.cells import At
from evaluator.marked.splice import Edits, Tag, scan
from evaluator.marked.styles import MAIN
from evaluator.problems import Lang, cell_name

AUTHOR = "evaluator"
OPENINGS: Mapping[Lang, str] = {"zh": "〔预审〕", "en": "〔Preview〕"}
"""How what is said by us begins, so that it is known again: authors are lost in LibreOffice."""
EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
)
NO_DRAWINGS = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_NAMESPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
_SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>\s*", re.S)
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_BREAKS = re.compile(rb"(?:\s|&#10;|&#x[aA];|_x000[aA]_)+$")
_WIDE, _DEEP = 3, 7
"""Columns and rows that a note is drawn over at first."""


class Notes:
    """The notes of one sheet."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.authors: list[str] = []
        self.at: dict[At, tuple[Tag, int, int]] = {}
        self._texts: dict[At, int] = {}
        self._pieces: dict[At, list[tuple[int, int]]] = {}
        self._heads: dict[str, tuple[Tag, int]] = {}
        self._now: At = (0, 0)
        scan(data, self._start, self._end)

    def _start(self, tag: Tag) -> None:
        if tag.name == "comment":
            self._now = reference(tag.given.get("ref", ""))
        elif tag.depth == 0:
            self.root = tag

    def _end(self, tag: Tag, at: int, over: int) -> None:
        if tag.name == "author":
            self.authors.append(self.data[tag.end : at].decode())
        elif tag.name == "comment":
            self.at[self._now] = (tag, at, over)
        elif tag.name == "text" and tag.depth == 3:
            self._texts[self._now] = at
        elif tag.name == "t":
            self._pieces.setdefault(self._now, []).append((tag.end, at))
        elif tag.name in ("authors", "commentList"):
            self._heads[tag.name] = (tag, at)

    def own(self) -> list[At]:
        """The cells whose whole note is ours."""
        return [at for at in self.at if self._ours_from(at) == 0]

    def without_own(self) -> bytes:
        """The notes of others, without what was added to them."""
        edits = Edits(self.data)
        for at, (tag, _, over) in self.at.items():
            ours = self._ours_from(at)
            if ours == 0:
                edits.replace(tag.start, over, b"")
            elif ours > 0:
                self._cut(edits, at, ours)
        return edits.applied()

    def _ours_from(self, at: At) -> int:
        """Where in a note's text, its pieces joined, ours begins; -1 where nothing of it is ours."""
        text = b"".join(self.data[start:end] for start, end in self._pieces.get(at, ()))
        found = [text.find(opening.encode()) for opening in OPENINGS.values()]
        first = min((one for one in found if one >= 0), default=-1)
        return len(_BREAKS.sub(b"", text[:first])) if first > 0 else first

    def _cut(self, edits: Edits, at: At, keep: int) -> None:
        for start, end in self._pieces[at]:
            edits.replace(min(start + keep, end), end, b"")
            keep = max(0, keep - (end - start))

    def with_texts(self, texts: Mapping[At, str], lang: Lang) -> bytes:
        """The notes with these texts: put to what stands at their cells, or by themselves."""
        edits, called = Edits(self.data), self.root.called
        new = ""
        for at, text in sorted(texts.items()):
            if at in self._texts:
                run = self._run(f"\n\n{OPENINGS[lang]}{text}")
                edits.insert(self._texts[at], run)
            else:
                inner = f"<{called('text')}>{self._run(OPENINGS[lang] + text)}</{called('text')}>"
                tag = called("comment")
                new += f'<{tag} ref="{cell_name(*at)}" authorId="{self._known()}">{inner}</{tag}>'
        if new:
            if AUTHOR not in self.authors:
                self._put(edits, "authors", f"<{called('author')}>{AUTHOR}</{called('author')}>")
            self._put(edits, "commentList", new)
        return edits.applied()

    def _put(self, edits: Edits, name: str, new: str) -> None:
        tag, close = self._heads[name]
        if tag.closed:
            edits.within(tag, new)
        else:
            edits.insert(close, new)

    def _known(self) -> int:
        return self.authors.index(AUTHOR) if AUTHOR in self.authors else len(self.authors)

    def _run(self, text: str) -> str:
        run, inner = self.root.called("r"), self.root.called("t")
        return f'<{run}><{inner} xml:space="preserve">{escape(text)}</{inner}></{run}>'


def without_drawings(data: bytes, cells: Collection[At]) -> bytes:
    """The drawings of notes without those at some cells."""
    gone = set(cells)

    def kept(found: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(found[0]), _COLUMN.search(found[0])
        return b"" if row and column and (int(row[1]) + 1, int(column[1]) + 1) in gone else found[0]

    return _SHAPE.sub(kept, data)


def with_drawings(data: bytes, cells: Collection[At]) -> bytes:
    """The drawings of notes with one more for each of these cells, hidden until the cell is pointed at."""
    number = max(map(int, _SHAPE_ID.findall(data)), default=1024)
    shapes = "".join(_shape(number + more, *at) for more, at in enumerate(sorted(cells), 1))
    head, close, rest = data.rpartition(b"</xml>")
    if not close:
        raise ValueError("vml")
    return head + shapes.encode() + close + rest


def _shape(number: int, row: int, column: int) -> str:
    anchor = f"{column}, 12, {max(row - 2, 0)}, 4, {column + _WIDE}, 12, {max(row - 2, 0) + _DEEP}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;width:240pt;height:110pt;z-index:1;visibility:hidden" fillcolor="#ffffe1">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path/>'
        '<v:textbox style="mso-direction-alt:auto;mso-fit-shape-to-text:t"><div style="text-align:left"></div>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}'
        f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
