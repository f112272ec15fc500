"""The formats of a workbook: for a cell that is marked the same format with another fill, and back again."""

import re

from evaluator.marked.splice import Edits, Tag, scan, with_attributes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_COLOUR = re.compile(rb"<(?:\w+:)?(fg|bg)Color\b([^>]*?)/?>")
_AFTER_FILLS = ("borders", "cellStyleXfs", "cellXfs")


class Styles:
    """A stylesheet to which formats are added."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.fills: list[bytes] = []
        self.formats: list[tuple[Tag, bytes]] = []
        self.heads: dict[str, tuple[Tag, int]] = {}
        self._path: list[str] = []
        self._made: dict[tuple[int, str], int] = {}
        self._new_fills: list[bytes] = []
        self._new_formats: list[bytes] = []
        scan(data, self._start, self._end)

    def _start(self, tag: Tag) -> None:
        self._path.append(tag.name)

    def _end(self, tag: Tag, at: int, over: int) -> None:
        self._path.pop()
        if tag.depth == 1:
            self.heads[tag.name] = (tag, at)
        elif tag.depth == 2 and self._path[-1] == "fills":
            self.fills.append(self.data[tag.start : over])
        elif tag.depth == 2 and self._path[-1] == "cellXfs":
            self.formats.append((tag, self.data[tag.start : over]))
        elif tag.depth == 0:
            self.root = tag

    def marked(self, style: int, colour: str) -> int:
        """The format that is as `style` with a fill of a colour, whose second colour keeps the fill it had."""
        key = (style, colour)
        if key not in self._made:
            before = b""
            new = f'<xf numFmtId="0" fontId="0" fillId="{self._next_fill()}" borderId="0" applyFill="1"/>'.encode()
            if 0 <= style < len(self.formats):
                tag, xml = self.formats[style]
                before = _solid(self.fills, tag.given.get("fillId", "0"))
                opened = with_attributes(xml[: tag.end - tag.start], fillId=str(self._next_fill()), applyFill="1")
                new = opened + xml[tag.end - tag.start :]
            else:
                new = new.replace(b"<xf", f"<{self.root.called('xf')}".encode())
            self._new_fills.append(self._fill(colour, before))
            self._new_formats.append(new)
            self._made[key] = len(self.formats) + len(self._new_formats) - 1
        return self._made[key]

    def _next_fill(self) -> int:
        return (len(self.fills) or 2) + len(self._new_fills)

    def _fill(self, colour: str, before: bytes) -> bytes:
        called = self.root.called
        fill, pattern, front, back = (called(name) for name in ("fill", "patternFill", "fgColor", "bgColor"))
        second = before.decode() or ' indexed="64"'
        return (
            f'<{fill}><{pattern} patternType="solid"><{front} rgb="{colour}"/><{back}{second}/></{pattern}></{fill}>'
        ).encode()

    def written(self) -> bytes:
        """The stylesheet with its new formats."""
        edits = Edits(self.data)
        if self._new_formats:
            self._grown(edits, "fills", self.fills, self._new_fills)
            self._grown(edits, "cellXfs", [xml for _, xml in self.formats], self._new_formats)
        return edits.applied()

    def _grown(self, edits: Edits, name: str, old: list[bytes], new: list[bytes]) -> None:
        head = self.heads.get(name)
        if head is not None and old:
            tag, close = head
            opened = with_attributes(self.data[tag.start : tag.end], count=str(len(old) + len(new)))
            edits.replace(tag.start, tag.end, opened)
            edits.insert(close, b"".join(new))
            return
        called = self.root.called(name)
        if name == "fills":
            fill, pattern = self.root.called("fill"), self.root.called("patternFill")
            kinds = ("none", "gray125")
            new = [*(f'<{fill}><{pattern} patternType="{k}"/></{fill}>'.encode() for k in kinds), *new]
        made = f'<{called} count="{len(new)}">'.encode() + b"".join(new) + f"</{called}>".encode()
        if head is not None:
            edits.replace(head[0].start, self.data.index(b">", head[1] - 1) + 1, made)
        else:
            after = [self.heads[one][0].start for one in _AFTER_FILLS if one in self.heads]
            edits.insert(min(after, default=self.root.end), made)


def restored(data: bytes, colours: tuple[str, ...], *, trusted: bool) -> bytes:
    """A stylesheet whose fills of these colours are again what they were, if the second colour is to be `trusted`."""
    edits = Edits(data)

    def end(tag: Tag, _: int, over: int) -> None:
        if tag.name != "patternFill":
            return
        found = {name: given.strip() for name, given in _COLOUR.findall(data[tag.start : over])}
        if not any(f'rgb="{colour}"'.encode() in found.get(b"fg", b"") for colour in colours):
            return
        second = found.get(b"bg", b"")
        if trusted and second and b'indexed="64"' not in second:
            front = tag.called("fgColor")
            new = f'<{tag.full} patternType="solid"><{front} {second.decode()}/></{tag.full}>'
        else:
            new = f'<{tag.full} patternType="none"/>'
        edits.replace(tag.start, over, new)

    scan(data, lambda _: None, end)
    return edits.applied()


def _solid(fills: list[bytes], number: str) -> bytes:
    """The colour of a plain fill, as attributes; empty where a cell has none or a pattern."""
    xml = fills[int(number)] if number.isdigit() and int(number) < len(fills) else b""
    found = {name: given.rstrip() for name, given in _COLOUR.findall(xml)}
    return found.get(b"fg", b"") if b'patternType="solid"' in xml else b""
