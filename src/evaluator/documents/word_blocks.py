"""Loops and conditions of a Word file: what of it each repeats or leaves out, by where its tags stand.

Within a paragraph it is the text between the tags. Tags alone in their paragraphs hold the paragraphs between them,
tags alone in their rows the rows between them; a row whose first cell begins a loop that its last cell ends is held
whole. The paragraph or row of a tag goes with the tag. `row` and `column` before a loop or condition hold the row or
the cell the tag stands in, without an end of their own.
"""

import itertools
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from xml.dom.minidom import Element, Node

from evaluator.documents.word_grid import freed, repeated
from evaluator.documents.word_paragraphs import Paragraph
from evaluator.documents.word_tags import CLOSING, HELD, MIDDLE, OPENING, SINGLE, Tag, is_blank
from evaluator.documents.word_xml import above, called, children, put, put_after, take_out

Told = Callable[[str, Tag, str], None]
"""Takes a code, the tag it is about, and what was found."""


@dataclass(frozen=True)
class Block:
    """A loop or condition: its tags from the opening to the closing one."""

    tags: tuple[Tag, ...]


def blocks(tags: Sequence[Tag], tell: Told) -> list[Block]:
    """The loops and conditions of a part; what is not closed or not opened is told."""
    made: list[Block] = []
    open_: list[list[Tag]] = []
    for tag in tags:
        if tag.word in OPENING:
            open_.append([tag])
        elif tag.word in SINGLE or (tag.word in HELD and tag.text.split()[1:2] in (["for"], ["if"])):
            made.append(Block((tag,)))
        elif tag.word in MIDDLE and open_:
            open_[-1].append(tag)
        elif tag.word in CLOSING and open_ and tag.word == f"end{open_[-1][0].word}":
            made.append(Block((*open_.pop(), tag)))
        elif tag.word in CLOSING and open_:
            tell("template-not-closed", open_[-1][0], f"end{open_[-1][0].word}")
            open_.pop()
        elif tag.word in (*MIDDLE, *CLOSING):
            tell("template-not-opened", tag, tag.word)
        else:
            tell("template-statement", tag, tag.word)
    for left in open_:
        tell("template-not-closed", left[0], f"end{left[0].word}")
    return made


def place(found: Iterable[Block], tell: Told) -> None:
    """Put the tags of each block around what it holds."""
    gone: dict[int, tuple[Element, list[Tag]]] = {}
    wrapped: list[tuple[Element, Block]] = []
    for block in sorted(found, key=lambda one: (one.tags[0].word in HELD, len(one.tags) == 1, one.tags[0].number)):
        level = _shared([_chain(tag) for tag in block.tags])
        ends = [_below(level, tag) for tag in block.tags]
        if len(block.tags) == 1:
            ends, level = _alone(block.tags[0], gone)
        if block.tags[0].word in HELD:
            if not _hold(block.tags[0]):
                tell("template-no-row", block.tags[0], block.tags[0].word)
            continue
        if called(level, "w:tr") and _wraps(block, ends):
            assert isinstance(level, Element)
            wrapped.append((level, block))
        elif all(end is tag.node for end, tag in zip(ends, block.tags, strict=True)):
            continue
        else:
            fault = _unfit(level, ends)
            if fault:
                at = next((n for n, end in enumerate(ends) if fault == "template-not-alone" and not _fits(end)), 0)
                tell(fault, block.tags[at], block.tags[at].text)
                continue
            for end, tag in zip(ends, block.tags, strict=True):
                assert isinstance(end, Element)
                gone.setdefault(id(end), (end, []))[1].append(tag)
    for row, block in wrapped:  # the outer before the inner, so that each stands right around its row
        put(_node(block.tags[0]), row)
        put_after(_node(block.tags[-1]), row)
    for element, held in gone.values():
        for tag in sorted(held, key=lambda one: one.number):
            put(_node(tag), element)
    for element, _ in gone.values():
        take_out(element)


def _hold(tag: Tag) -> bool:
    """Put a tag and its end around the row or cell it stands in, if it stands in one."""
    node = _node(tag)
    element = above(node, "w:tr" if tag.word == "row" else "w:tc")
    table = above(node, "w:tbl")
    if element is None or table is None or element.ownerDocument is None:
        return False
    put(node, element)
    put_after(element.ownerDocument.createTextNode(tag.end_mark), element)
    if tag.word == "column":
        freed(table)
        repeated(element, tag.number)
    return True


def _node(tag: Tag) -> Node:
    """What stands for a steering tag."""
    assert tag.node is not None
    return tag.node


def _alone(tag: Tag, gone: Container[int]) -> tuple[list[Node | None], Node | None]:
    """What a tag that has no other takes with it: its paragraph, where it stands alone in that."""
    paragraph = tag.paragraph.element
    around = next((node for node in _chain(tag) if id(node) in gone), None)
    if around is not None:
        return [around], around.parentNode
    stays = not is_blank(paragraph) or _needed(paragraph)
    return ([tag.node], paragraph) if stays else ([paragraph], paragraph.parentNode)


def _needed(paragraph: Element) -> bool:
    """Whether a cell would be left without a paragraph."""
    parent = paragraph.parentNode
    return called(parent, "w:tc") and parent is not None and len(children(parent, "w:p")) == 1


def _chain(tag: Tag) -> list[Node]:
    """The nodes around a tag, from the root to it."""
    chain: list[Node] = []
    node: Node | None = tag.node
    while node is not None:
        chain.insert(0, node)
        node = node.parentNode
    return chain


def _shared(chains: Sequence[Sequence[Node]]) -> Node | None:
    """The innermost node around all tags."""
    shared = None
    for level in zip(*(chain[:-1] for chain in chains), strict=False):
        if all(node is level[0] for node in level):
            shared = level[0]
    return shared


def _below(level: Node | None, tag: Tag) -> Node | None:
    """What right below a node holds a tag."""
    chain = _chain(tag)
    return next((node for over, node in itertools.pairwise(chain) if over is level), None)


def _wraps(block: Block, ends: Sequence[Node | None]) -> bool:
    """Whether a block begins with the first word of a row and ends with its last."""
    first, last = block.tags[0], block.tags[-1]
    if len(block.tags) != 2 or first.node is None or last.node is None:
        return False
    row = ends[0].parentNode if ends[0] is not None else None
    if row is None:
        return False
    cells = children(row, "w:tc")
    return ends[0] is cells[0] and ends[-1] is cells[-1] and _begins(first.paragraph) and _finishes(last.paragraph)


def _begins(paragraph: Paragraph) -> bool:
    cell = paragraph.element.parentNode
    return cell is not None and children(cell, "w:p")[0] is paragraph.element and paragraph.text.lstrip()[:2] == "{%"


def _finishes(paragraph: Paragraph) -> bool:
    cell = paragraph.element.parentNode
    return cell is not None and children(cell, "w:p")[-1] is paragraph.element and paragraph.text.rstrip()[-2:] == "%}"


def _unfit(level: Node | None, ends: Sequence[Node | None]) -> str:
    """Why a block cannot hold what stands between its tags; empty if it can."""
    kinds = {end.tagName if isinstance(end, Element) else "" for end in ends}
    if called(level, "w:p") or kinds not in ({"w:p"}, {"w:tr"}):
        return "template-across"
    return "" if all(map(_fits, ends)) else "template-not-alone"


def _fits(end: Node | None) -> bool:
    return end is not None and is_blank(end)
