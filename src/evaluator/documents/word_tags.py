"""Tags of a paragraph in a Word file: each put together where Word has split it, and those that steer set apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast
from xml.dom.minidom import Document, Element, Node, Text

from evaluator.documents.tags import TAG, repaired
from evaluator.documents.word_paragraphs import Paragraph, Piece
from evaluator.documents.word_xml import children, put, take_out, text_of

OPENING, MIDDLE, CLOSING = ("for", "if"), ("elif", "else"), ("endfor", "endif")
REMARK = "#"
SINGLE = ("set", REMARK)
HELD = ("row", "column")
"""Before a loop or condition without an end: it holds the row, or the cell and with it the column, it stands in."""
_UNSEEN = ("w:lang", "w:noProof", "w:webHidden")
"""Formatting that nobody sees."""
_HINT = re.compile(r' w:hint="[^"]*"')
_SHOWN = ("w:drawing", "w:pict", "w:object", "w:sectPr", "w:fldSimple", "w:instrText", "w:sdt")
MARK, END = "\x01", "\x02"
"""Signs that no XML holds: between them stands the number of a tag."""


@dataclass(eq=False)
class Tag:
    """A tag: its text without the braces, the word that steers (empty for a value), and where it was found.

    `node` is what stands for a steering tag among the runs of its paragraph.
    """

    number: int
    text: str
    word: str
    paragraph: Paragraph
    column: int
    mixed: bool
    node: Text | None = None

    @property
    def is_value(self) -> bool:
        return not self.word

    @property
    def mark(self) -> str:
        return f"{MARK}{self.number}{END}"

    @property
    def end_mark(self) -> str:
        """What stands for the end of a tag that holds its row or column."""
        return f"{MARK}/{self.number}{END}"

    def source(self, *, ends: bool) -> str:
        """The tag as Jinja has it, or the end that it does not say itself."""
        if self.word == REMARK:
            return ""
        said = self.text.partition(" ")[2].strip() if self.word in HELD else self.text
        if ends:
            said = f"end{said.partition(' ')[0]}"
        sign, close = ("{", "}") if self.is_value else ("%", "%")
        return f"{MARK}{sign}\n{said} {close}{END}"


def tags_of(paragraph: Paragraph, first: int) -> list[Tag]:
    """The tags of a paragraph, whose elements are changed so that each tag stands in one place."""
    found = list(TAG.finditer(paragraph.text))
    made = []
    for number, match in enumerate(found, first):
        touched = [one for one in paragraph.pieces if one.start < match.end() and match.start() < one.end]
        made.append(_tag(number, match[0], paragraph, match.start(), touched))
    if made:
        spans = [(match.start(), match.end()) for match in found]
        _set_apart(paragraph.pieces, spans, made)
    return made


def _tag(number: int, text: str, paragraph: Paragraph, start: int, touched: Sequence[Piece]) -> Tag:
    inner = repaired(text)[2:-2].strip("-+ ")
    word = REMARK if text.startswith("{#") else (inner.split() or ["?"])[0] if text.startswith("{%") else ""
    looks = {_look(one.element) for one in touched}
    return Tag(number, inner, word, paragraph, start + 1, mixed=len(looks) > 1 and word != REMARK)


def _look(text: Element) -> str:
    """The formatting of a text that people see."""
    found = []
    for properties in children(text.parentNode, "w:rPr"):
        for one in properties.childNodes:
            if isinstance(one, Element) and one.tagName not in _UNSEEN:
                found.append(_HINT.sub("", one.toxml()))
    return "".join(sorted(look for look in found if look != "<w:rFonts/>"))


def _set_apart(pieces: Sequence[Piece], spans: Sequence[tuple[int, int]], tags: Sequence[Tag]) -> None:
    """Put tags into the element where each begins, and cut runs where a tag steers."""
    cut: dict[int, Element] = {}
    for piece in pieces:
        parts = list(_parts(piece, spans, tags))
        if parts == [piece.text]:
            continue
        run = piece.element.parentNode
        if not isinstance(run, Element):
            continue
        cut[id(run)] = run
        _replace(piece.element, parts)
    for run in cut.values():
        _cut(run)


def _parts(piece: Piece, spans: Sequence[tuple[int, int]], tags: Sequence[Tag]) -> Iterator[str | Tag]:
    """The text of a piece outside tags, and the tags that begin in it."""
    at = piece.start
    for (start, end), tag in zip(spans, tags, strict=True):
        if end <= piece.start or start >= piece.end:
            continue
        if start > at:
            yield piece.text[at - piece.start : start - piece.start]
        if start >= piece.start:
            yield tag
        at = end
    if at < piece.end:
        yield piece.text[max(at, piece.start) - piece.start :]


def _replace(element: Element, parts: Sequence[str | Tag]) -> None:
    """The text of an element anew, a steering tag between two elements of text."""
    held = ""
    for part in [*parts, None]:
        if isinstance(part, str):
            held += part
        elif part is not None and part.is_value:
            held += part.mark
        else:
            if held:
                put(_text(element, held), element)
            held = ""
            if part is not None:
                part.node = _made(element).createTextNode(part.mark)
                put(part.node, element)
    take_out(element)


def _text(like: Element, text: str) -> Element:
    """An element of text; of a break, which has none, the break itself."""
    made = _made(like).createElement(like.tagName)
    if like.tagName == "w:t":
        made.setAttribute("xml:space", "preserve")
        made.appendChild(_made(like).createTextNode(text))
    return made


def _cut(run: Element) -> None:
    """A run in pieces, so that what steers stands between runs and not within one."""
    look = next(iter(children(run, "w:rPr")), None)
    holding: Element | None = None
    for child in list(run.childNodes):
        if child is look:
            continue
        if isinstance(child, Text) and child.data.startswith(MARK):
            put(child, run)
            holding = None
            continue
        if holding is None:
            holding = _made(run).createElement("w:r")
            if look is not None:
                holding.appendChild(cast("Element", look.cloneNode(deep=True)))
            put(holding, run)
        holding.appendChild(child)
    take_out(run)


def _made(element: Element) -> Document:
    """What makes the parts of an element's tree."""
    assert element.ownerDocument is not None
    return element.ownerDocument


def is_blank(node: Node) -> bool:
    """Whether a paragraph or row shows nothing once its steering tags are taken away."""
    for child in node.childNodes:
        if not isinstance(child, Element):
            continue
        shows = text_of(child).strip() if child.tagName == "w:t" else child.tagName in _SHOWN
        if shows or not is_blank(child):
            return False
    return True
