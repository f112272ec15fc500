"""JSON with places: the strict grammar, numbers exact, duplicate keys and depth refused."""

import bisect
import re
from decimal import Decimal, InvalidOperation
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # documented only by its source
from typing import Any

from evaluator.language.source import MAX_DEPTH, MAX_VALUES, REPEATED, PlacedList, PlacedMap
from evaluator.problems import Place, Problem, Told, problem, shown

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 60
"""Characters of a number before its exponent."""


class _StopError(Exception):
    def __init__(self, code: str, at: int, found: str, expected: int = MAX_DEPTH) -> None:
        super().__init__(code)
        self.code, self.at, self.found, self.expected = code, at, found, expected


def read_json(text: str, file: str, first_line: int = 1) -> tuple[Any, list[Problem]]:
    """The value of a JSON text with places, or None and what is wrong with it."""
    reader = _Reader(text, file, first_line)
    try:
        value, end = reader.value(reader.blank(0), 0)
        end = reader.blank(end)
        if end != len(text):
            raise reader.stop(end)
    except _StopError as stop:
        return None, [problem(stop.code, reader.place(stop.at), found=shown(stop.found), expected=stop.expected)]
    return value, reader.problems


class _Reader:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text, self.file, self.first_line = text, file, first_line
        self.problems: list[Problem] = Told()
        self._values = 0
        self._lines = [0] + [match.end() for match in re.finditer("\n", text)]

    def place(self, at: int) -> Place:

        line = bisect.bisect_right(self._lines, at) - 1
        return Place(self.file, self.first_line + line, at - self._lines[line] + 1)

    def stop(self, at: int) -> _StopError:
        """What is not JSON, shown to the end of its line."""
        line = self.text[at : at + 20].splitlines()
        return _StopError("json-syntax", at, line[0] if line else "")

    def blank(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        start = self.text[at : at + 1]
        if depth > MAX_DEPTH:
            raise _StopError("yaml-depth", at, "")
        self._values += 1
        if self._values > MAX_VALUES:
            raise _StopError("values-too-many", at, "", MAX_VALUES)
        if start == "{":
            return self._object(at, depth)
        if start == "[":
            return self._array(at, depth)
        if start == '"':
            return self._string(at)
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, at):
                return meaning, at + len(word)
        match = _NUMBER.match(self.text, at)
        exponent = None if match is None else match.group(2)
        if match is None or len(match.group()) - len(exponent or "") > _LONGEST_NUMBER:
            raise self.stop(at)
        whole = match.group(1) is None and exponent is None
        try:
            return (int(match.group()) if whole else Decimal(match.group())), match.end()
        except InvalidOperation:  # an exponent beyond all that a decimal can have
            raise self.stop(at) from None

    def _string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as error:
            raise self.stop(error.pos) from None
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise _StopError("json-syntax", at, "\\u…")
        return text, end

    def _object(self, at: int, depth: int) -> tuple[PlacedMap, int]:
        node = PlacedMap(self.place(at))
        at = self.blank(at + 1)
        if self.text[at : at + 1] == "}":
            return node, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.stop(at)
            key_at = at
            key, at = self._string(at)
            at = self._expect(":", self.blank(at))
            value_at = at
            value, at = self.value(at, depth + 1)
            if key in node:
                first = node.key_places[key].line
                self.problems.append(problem("duplicate-key", self.place(key_at), found=key, first=first))
                node[key] = REPEATED
            else:
                node[key], node.places[key], node.key_places[key] = value, self.place(value_at), self.place(key_at)
            at = self.blank(at)
            if self.text[at : at + 1] == "}":
                return node, at + 1
            at = self._expect(",", at)

    def _array(self, at: int, depth: int) -> tuple[PlacedList, int]:
        node = PlacedList(self.place(at))
        at = self.blank(at + 1)
        if self.text[at : at + 1] == "]":
            return node, at + 1
        while True:
            node.places.append(self.place(at))
            value, at = self.value(at, depth + 1)
            node.append(value)
            at = self.blank(at)
            if self.text[at : at + 1] == "]":
                return node, at + 1
            at = self._expect(",", at)

    def _expect(self, mark: str, at: int) -> int:
        if self.text[at : at + 1] != mark:
            raise self.stop(at)
        return self.blank(at + 1)
