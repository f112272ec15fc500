"""Changes to XML where it stands: every byte that no change is about stays as it was."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["'][^>]*\?>""")


class Tag(NamedTuple):
    """A start tag: its name without and with prefix, its attributes, where it is, and how deep (the root is at 0)."""

    name: str
    full: str
    given: Mapping[str, str]
    start: int
    end: int
    depth: int
    closed: bool

    def called(self, name: str) -> str:
        """The name of another element in the namespace of this one."""
        prefix, colon, _ = self.full.rpartition(":")
        return f"{prefix}{colon}{name}"


@dataclass
class Edits:
    """Changes to some bytes, each told by where these stood before any of them."""

    data: bytes
    made: list[tuple[int, int, bytes]] = field(default_factory=list)

    def replace(self, start: int, end: int, new: str | bytes) -> None:
        self.made.append((start, end, new.encode() if isinstance(new, str) else new))

    def insert(self, at: int, new: str | bytes) -> None:
        self.replace(at, at, new)

    def within(self, tag: Tag, new: str) -> None:
        """As the first content of an element, which may have been an empty tag."""
        if tag.closed:
            opened = self.data[tag.start : tag.end].removesuffix(b"/>").rstrip() + b">"
            self.replace(tag.start, tag.end, opened + f"{new}</{tag.full}>".encode())
        else:
            self.insert(tag.end, new)

    def applied(self) -> bytes:
        pieces, last = [], 0
        for start, end, new in sorted(self.made, key=lambda one: one[:2]):
            pieces += [self.data[last:start], new]
            last = end
        return b"".join([*pieces, self.data[last:]])


def scan(data: bytes, start: Callable[[Tag], None], end: Callable[[Tag, int, int], None] | None = None) -> None:
    """Tell of each element in turn; at its end with where that tag begins, and where the element is over."""
    parser = expat.ParserCreate()
    within: list[Tag] = []

    def started(full: str, given: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        found = _TAG.match(data, at)
        if found is None:
            raise ValueError(full)
        closed = found[0].endswith(b"/>")
        within.append(Tag(full.rpartition(":")[2], full, given, at, found.end(), len(within), closed))
        start(within[-1])

    def ended(_: str) -> None:
        tag = within.pop()
        if end is not None:
            at = tag.end if tag.closed else parser.CurrentByteIndex
            end(tag, at, at if tag.closed else data.index(b">", at) + 1)

    def declared(*_: object) -> None:
        raise ValueError("DOCTYPE")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = declared
    parser.Parse(data, True)


def in_utf8(data: bytes) -> bytes:
    """XML as UTF-8, which is what every program in use writes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(data)
        coding = declared[1].decode().casefold() if declared else "utf-8"
        if coding in ("utf-8", "us-ascii", "ascii"):
            return data
        text = data.decode(coding)
    return re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text).encode()


def with_attributes(tag: bytes, **given: str) -> bytes:
    """A start tag with some attributes set to plain words or numbers."""
    for name, value in given.items():
        pattern = re.compile(rb"""(\s%s\s*=\s*)("[^"]*"|'[^']*')""" % name.encode())
        new = b'"%s"' % value.encode()
        if pattern.search(tag):
            tag = pattern.sub(rb"\g<1>" + new, tag, count=1)
        else:
            ending = b"/>" if tag.endswith(b"/>") else b">"
            tag = tag.removesuffix(ending).rstrip() + b" " + name.encode() + b"=" + new + ending
    return tag


def appended(data: bytes, new: str) -> bytes:
    """A part with one more element as the last in its root."""
    edits = Edits(data)

    def start(tag: Tag) -> None:
        if tag.depth == 0 and tag.closed:
            edits.within(tag, new)

    def end(tag: Tag, at: int, _: int) -> None:
        if tag.depth == 0 and not tag.closed:
            edits.insert(at, new)

    scan(data, start, end)
    return edits.applied()
