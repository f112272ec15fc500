"""Small steps about the tree of a Word file's part."""

from typing import Any
from xml.dom.minidom import Element, Node, Text


def text_of(element: Element) -> str:
    """The text right in an element."""
    return "".join(child.data for child in element.childNodes if isinstance(child, Text))


def called(node: Node | None, name: str) -> bool:
    """Whether a node is an element of that name."""
    return isinstance(node, Element) and node.tagName == name


def above(node: Node, name: str) -> Element | None:
    """The nearest element of a name around a node."""
    parent = node.parentNode
    while parent is not None:
        if isinstance(parent, Element) and parent.tagName == name:
            return parent
        parent = parent.parentNode
    return None


def children(node: Node | None, name: str) -> list[Element]:
    """The elements of a name right in a node."""
    within = node.childNodes if node is not None else ()
    return [child for child in within if isinstance(child, Element) and child.tagName == name]


def ordinal(element: Element) -> int:
    """Which of its kind an element is among those beside it, counted from 1."""
    return next(n for n, one in enumerate(children(element.parentNode, element.tagName), 1) if one is element)


def put(node: Node, before: Node) -> None:
    """Put a node, from wherever it stands, right before another."""
    moved, beside = _any(node), _any(before)
    if moved.parentNode is not None:
        moved.parentNode.removeChild(moved)
    beside.parentNode.insertBefore(moved, beside)


def put_after(node: Node, after: Node) -> None:
    """Put a node, from wherever it stands, right after another."""
    moved, beside = _any(node), _any(after)
    if moved.parentNode is not None:
        moved.parentNode.removeChild(moved)
    beside.parentNode.insertBefore(moved, beside.nextSibling)


def take_out(node: Node) -> None:
    """Take a node out of the tree, if it is still in it."""
    gone = _any(node)
    if gone.parentNode is not None:
        gone.parentNode.removeChild(gone)


def _any(node: Node) -> Any:
    """A node whatever its kind: the types of the library tell apart what its methods do not."""
    return node
