"""A small strict reader of the YAML that rules and evidence are written in, and of JSON as the same values.

Values are dictionaries, lists, `Plain` scalars as they were written and `str` for what stood in quotation marks. An
empty value is `Plain("")`. Anchors, tags, block scalars, scalars over several lines and duplicate keys are refused.
"""

import json
import re
from typing import Any

from recount.refusal import Refused


class Plain(str):
    """A scalar without quotation marks."""

    __slots__ = ()


class Bare(Plain):
    """A number or a word of JSON: nowhere a text, which would stand in quotation marks."""

    __slots__ = ()


_KEY = re.compile(
    r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#\[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?))\s*:(?=\s|$)"""
)
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "0": "\0"}
_FLOW_STOP = set(",[]{}")


def documents(text: str, name: str) -> list[Any]:
    """The documents of a file; an empty one is left out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    found = []
    start = 0
    for number, line in enumerate([*lines, "---"]):
        if line == "---" or line.startswith("--- "):
            if line.startswith("--- "):
                raise Refused(f"{name}:{number + 1}: a document that begins on the line of its “---”")
            chunk = lines[start:number]
            if any(one.strip() and not one.lstrip().startswith("#") for one in chunk):
                found.append(_Reader(chunk, start, name).document())
            start = number + 1
    return found


class _Reader:
    def __init__(self, lines: list[str], first: int, name: str) -> None:
        self.lines = lines
        self.first = first
        self.name = name
        self.at = 0

    def bad(self, what: str) -> Refused:
        return Refused(f"{self.name}:{self.first + self.at + 1}: {what}")

    def document(self) -> Any:
        value = self.block(0)
        if self.line() is not None:
            raise self.bad("this line does not belong to what stands before it")
        return value

    def line(self) -> str | None:
        """The next line that says something."""
        while self.at < len(self.lines):
            text = self.lines[self.at]
            bare = text.lstrip(" ")
            if bare.startswith("\t"):
                raise self.bad("a tab in the indentation")
            if bare and not bare.startswith("#") and bare.strip():
                return text
            self.at += 1
        return None

    def indent(self) -> int:
        text = self.line()
        return -1 if text is None else len(text) - len(text.lstrip(" "))

    def block(self, least: int) -> Any:
        """The value that begins on the next line, indented by at least so much."""
        depth = self.indent()
        if depth < least:
            return Plain("")
        text = self.lines[self.at][depth:]
        if text == "-" or text.startswith("- "):
            return self.sequence(depth)
        if text[0] not in "[{" and _KEY.match(text):
            return self.mapping(depth)
        return self.value(depth, depth)

    def sequence(self, depth: int) -> list[Any]:
        items = []
        while self.indent() == depth:
            text = self.lines[self.at]
            rest = text[depth + 1 :]
            if not text[depth:].startswith("-") or (rest and not rest.startswith(" ")):
                break
            bare = rest.strip()
            if not bare or bare.startswith("#"):
                self.at += 1
                items.append(self.block(depth + 1))
            else:
                self.lines[self.at] = " " * (depth + 1) + rest
                items.append(self.block(depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while self.indent() == depth:
            text = self.lines[self.at]
            match = _KEY.match(text, depth)
            if match is None:
                raise self.bad("a line “name: value” was expected")
            key = self.unquoted(match)
            if key in entries:
                raise self.bad(f"“{key}” is written twice")
            column = match.end()
            bare = text[column:].strip()
            if bare and not bare.startswith("#"):
                column += len(text[column:]) - len(text[column:].lstrip(" "))
                entries[key] = self.value(column, depth)
                continue
            self.at += 1
            following = self.indent()
            same = following == depth and self.lines[self.at][depth:].startswith(("- ", "-\n"))
            entries[key] = self.sequence(depth) if same else self.block(depth + 1)
        if self.indent() > depth:
            raise self.bad("this line is indented further than what stands before it")
        return entries

    def unquoted(self, match: re.Match[str]) -> str:
        double, single, plain = match.groups()
        if double is not None:
            return self.escaped(double)
        return single.replace("''", "'") if single is not None else plain.rstrip()

    def escaped(self, body: str) -> str:
        def one(match: re.Match[str]) -> str:
            code = match.group(1)
            if code[0] == "u":
                return chr(int(code[1:], 16))
            if code not in _ESCAPES:
                raise self.bad(f"the escape “\\{code}”")
            return _ESCAPES[code]

        return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", one, body)

    def value(self, column: int, depth: int) -> Any:
        """The value that begins at this place of this line; nothing but a comment may follow it."""
        text = self.lines[self.at]
        if text[column] in "[{\"'":
            value, column = self.flow(column)
            rest = self.lines[self.at][column:]
            if rest.strip() and not (rest.startswith((" ", "\t")) and rest.strip().startswith("#")):
                raise self.bad("something follows a value that was closed")
            self.at += 1
            return value
        if text[column] in "|>&*!%@`,]}?":
            raise self.bad(f"a value that begins with “{text[column]}”")
        plain = re.split(r"\s#", text[column:], maxsplit=1)[0].rstrip()
        if re.search(r":(\s|$)", plain):
            raise self.bad("a value with a colon and no quotation marks")
        self.at += 1
        if self.indent() > depth:
            raise self.bad("a value over several lines")
        return Plain(plain)

    def skip(self, column: int) -> int:
        """The next place of a flow collection that says something, on this line or a later one."""
        while True:
            text = self.lines[self.at]
            while column < len(text) and text[column] in " \t":
                column += 1
            if column < len(text) and not (text[column] == "#" and (column == 0 or text[column - 1] in " \t")):
                return column
            self.at += 1
            column = 0
            if self.at >= len(self.lines):
                self.at -= 1
                raise self.bad("a bracket is not closed")

    def flow(self, column: int) -> tuple[Any, int]:
        text = self.lines[self.at]
        match text[column]:
            case "[":
                return self.flow_list(column + 1)
            case "{":
                return self.flow_map(column + 1)
            case '"' | "'":
                found = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'""").match(text, column)
                if found is None:
                    raise self.bad("quotation marks that are not closed on their line")
                double, single = found.groups()
                return (self.escaped(double) if double is not None else single.replace("''", "'")), found.end()
        return self.flow_plain(column)

    def flow_plain(self, column: int) -> tuple[Plain, int]:
        text = self.lines[self.at]
        if text[column] in "|>&*!%@`?":
            raise self.bad(f"a value that begins with “{text[column]}”")
        end = column
        while end < len(text) and text[end] not in _FLOW_STOP:
            if text[end] == ":" and (end + 1 == len(text) or text[end + 1] in " \t,[]{}"):
                break
            if text[end] == "#" and text[end - 1] in " \t":
                break
            end += 1
        return Plain(text[column:end].rstrip()), end

    def flow_list(self, column: int) -> tuple[list[Any], int]:
        items: list[Any] = []
        while True:
            column = self.skip(column)
            if self.lines[self.at][column] == "]":
                return items, column + 1
            value, column = self.flow(column)
            items.append(value)
            column = self.separated(column, "]")

    def flow_map(self, column: int) -> tuple[dict[str, Any], int]:
        entries: dict[str, Any] = {}
        while True:
            column = self.skip(column)
            if self.lines[self.at][column] == "}":
                return entries, column + 1
            key, column = self.flow(column)
            column = self.skip(column)
            if not isinstance(key, str) or self.lines[self.at][column] != ":":
                raise self.bad("“name: value” was expected within braces")
            if key in entries:
                raise self.bad(f"“{key}” is written twice")
            column = self.skip(column + 1)
            if self.lines[self.at][column] in ",}":
                entries[str(key)] = Plain("")
            else:
                entries[str(key)], column = self.flow(column)
            column = self.separated(column, "}")

    def separated(self, column: int, close: str) -> int:
        column = self.skip(column)
        sign = self.lines[self.at][column]
        if sign == ",":
            return column + 1
        if sign != close:
            raise self.bad(f"“,” or “{close}” was expected")
        return column


def json_value(text: str, name: str) -> Any:
    """A JSON document as the same values: numbers and words plain, texts quoted."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        entries = dict(found)
        if len(entries) != len(found):
            raise Refused(f"{name}: a name is written twice in one object")
        return {key: _plain(value) for key, value in entries.items()}

    try:
        return _plain(json.loads(text, object_pairs_hook=pairs, parse_int=Bare, parse_float=Bare, parse_constant=Bare))
    except json.JSONDecodeError as error:
        raise Refused(f"{name}: not written as JSON ({error})") from None


def _plain(value: Any) -> Any:
    if value is None:
        return Plain("")
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    return [_plain(one) for one in value] if isinstance(value, list) else value
