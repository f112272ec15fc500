"""The paragraphs of a Word file's part: their text, where they are, and which text elements each letter stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.dom.minidom import Document, Element, Node

from evaluator.documents.word_xml import above, called, ordinal, text_of
from evaluator.problems import Lang

Story = Literal["body", "header", "footer", "notes"]

STORIES: Mapping[Story, Mapping[Lang, str]] = {
    "body": {"zh": "正文", "en": "The text"},
    "header": {"zh": "页眉", "en": "A header"},
    "footer": {"zh": "页脚", "en": "A footer"},
    "notes": {"zh": "注释", "en": "The notes"},
}
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "-"}


@dataclass(frozen=True)
class Piece:
    """An element of text, and where its letters begin in the text of its paragraph."""

    element: Element
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: which table of its part, which row and which cell in it, counted from 1."""

    table: int
    row: int
    cell: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its number in the file, counted from 1, what of the file it is in, and its pieces of text."""

    element: Element
    number: int
    story: Story
    cell: Cell | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def where(self, lang: Lang) -> str:
        """Where it is, as one finds it in Word: the table, row and cell, or the part of the file."""
        story = STORIES[self.story][lang]
        if self.cell is None:
            return story
        numbers = (self.cell.table, self.cell.row, self.cell.cell)
        if lang == "zh":
            inside = "" if self.story == "body" else story
            return "{}第 {} 个表格第 {} 行第 {} 格".format(inside, *numbers)
        inside = "" if self.story == "body" else f"{story}: "
        return "{}Table {}, row {}, cell {}".format(inside, *numbers)


def paragraphs(document: Document, story: Story, first: int) -> Iterator[Paragraph]:
    """Every paragraph of a part, in order, those within text boxes too."""
    tables = {id(one): number for number, one in enumerate(document.getElementsByTagName("w:tbl"), 1)}
    for number, element in enumerate(document.getElementsByTagName("w:p"), first):
        yield Paragraph(element, number, story, _cell(element, tables), tuple(_pieces(element)))


def _cell(paragraph: Element, tables: Mapping[int, int]) -> Cell | None:
    cell, row, table = (above(paragraph, name) for name in ("w:tc", "w:tr", "w:tbl"))
    if cell is None or row is None:
        return None
    return Cell(tables.get(id(table), 0), ordinal(row), ordinal(cell))


def _pieces(paragraph: Element) -> Iterator[Piece]:
    at = 0
    for element in _texts(paragraph):
        text = _BREAKS.get(element.tagName) or text_of(element)
        yield Piece(element, text, at)
        at += len(text)


def _texts(parent: Node) -> Iterator[Element]:
    """The elements of text of a paragraph, those of paragraphs within it left out."""
    for child in parent.childNodes:
        if isinstance(child, Element):
            if child.tagName == "w:t" or (child.tagName in _BREAKS and called(child.parentNode, "w:r")):
                yield child
            elif child.tagName not in ("w:p", "w:pPr", "w:rPr"):
                yield from _texts(child)
