"""YAML with places: scalars keep their text, duplicate keys and tricks are problems, every value knows its line.

The file is read as a stream of parser events, so neither deep nesting nor aliases can exhaust the process.
"""

import re
from typing import Any

import yaml

from evaluator.problems import NOWHERE, Place, Problem, Told, problem, shown

MAX_DEPTH = 40
MAX_BYTES = 16 * 1024 * 1024
MAX_VALUES = 1_000_000
"""Values of a file: what one takes in memory is many times its text."""
MAX_DIRECTIVES = 100
"""Lines that begin with a per cent sign: libyaml compares each directive with all before it."""

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(str):
    """A scalar written without quotes: whoever receives it decides what it means."""

    __slots__ = ()


class Repeated:
    """Stands for the value of a key written twice: neither of the two is believed. There is one of it."""

    def __reduce__(self) -> str:
        return "REPEATED"


REPEATED = Repeated()


class PlacedMap(dict[str, Any]):
    """A mapping that knows where it, its keys and its values stand, and which part of the language it is."""

    __slots__ = ("key_places", "part", "place", "places")

    def __init__(self, place: Place = NOWHERE) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.key_places: dict[str, Place] = {}
        self.part = ""


class PlacedList(list[Any]):
    """A sequence that knows where it and its items stand."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place = NOWHERE) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []


_NOT_TEXT = frozenset({"not-utf8", "file-too-large", "line-too-long"})
FATAL = _NOT_TEXT | {"yaml-syntax", "yaml-alias", "yaml-tag", "yaml-depth", "values-too-many", "json-syntax"}
"""Problems after which what was read of a document cannot be used."""


def place_of(value: Any, otherwise: Place = NOWHERE) -> Place:
    """Where a mapping or list stands."""
    return value.place if isinstance(value, (PlacedMap, PlacedList)) else otherwise


def find_place(root: Any, path: tuple[int | str, ...]) -> Place:
    """The place of the deepest part of `path` that exists under `root`; steps that name no key are passed over."""
    here, place = root, place_of(root)
    for step in path:
        if isinstance(here, PlacedMap) and step in here:
            place, here = here.places[str(step)], here[str(step)]
        elif isinstance(here, PlacedList) and isinstance(step, int) and step < len(here):
            place, here = here.places[step], here[step]
    return place


def part_at(root: Any, path: tuple[int | str, ...]) -> tuple[str, str]:
    """The part of the language along `path` that is innermost under `root`, and the key in it the path goes on with."""
    here, part, key = root, getattr(root, "part", ""), ""
    for step in path:
        if isinstance(here, PlacedMap) and step in here:
            key, here = str(step), here[str(step)]
        elif isinstance(here, PlacedList) and isinstance(step, int) and step < len(here):
            here = here[step]
        if isinstance(here, PlacedMap) and here.part:
            part, key = here.part, ""
    return part, key


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, with or without BOM."""
    if len(data) > MAX_BYTES:
        return None, [problem("file-too-large", Place(file), found=len(data), expected=MAX_BYTES)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [problem("not-utf8", Place(file, line), found=f"0x{data[error.start]:02x}")]


def read_yaml(text: str, file: str) -> tuple[list[Any], Told]:
    """Every document of a YAML file, and what is wrong with it.

    A syntax error ends the file: documents before it are kept. The values are `PlacedMap`, `PlacedList`, `Plain`
    for unquoted scalars, `str` for quoted ones.
    """
    builder = _Builder(file)
    if text.count("\n%") > MAX_DIRECTIVES:
        line = text.count("\n", 0, text.index("\n%")) + 2
        return [], Told([problem("yaml-syntax", Place(file, line, 1), found="%")])
    try:
        parser = _Parser(text)
        try:
            while builder.take(parser.get_event()):
                pass
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _within(text, Place(file, mark.line + 1, mark.column + 1)) if mark else Place(file)
        builder.problems.append(problem("yaml-syntax", place, found=shown(error.problem or error.context or "")))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        builder.problems.append(problem("yaml-syntax", Place(file, line), found=shown(error.reason)))
    return builder.documents, builder.problems


def _within(text: str, place: Place) -> Place:
    """A place in a text: what ends within its last line libyaml says to stand in the line after."""
    *before, last = _LINE_ENDS.split(text)
    return place if place.line <= len(before) + 1 else place._replace(line=len(before) + 1, column=len(last) + 1)


_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_NODES = frozenset({yaml.AliasEvent, yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent})


class _Builder:
    """Puts events together without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.documents: list[Any] = []
        self.problems = Told()
        self._values = 0
        self._open: list[PlacedMap | PlacedList] = []
        self._keys: list[tuple[str | None, Place] | None] = []

    def take(self, event: Any) -> bool:
        """Add one event; False at the end, or when the file cannot be read further."""
        kind = type(event)
        if kind in _ENDS:
            self._open.pop()
            self._keys.pop()
            return True
        if kind not in _NODES:
            return kind is not yaml.StreamEndEvent
        mark = event.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self._values += 1
        if self._values > MAX_VALUES:
            self.problems.append(problem("values-too-many", place, expected=MAX_VALUES))
            return False
        if event.anchor:  # of an alias it is what it stands for
            self.problems.append(problem("yaml-alias", place))
            return False
        if event.tag not in (None, "!"):
            self.problems.append(problem("yaml-tag", place, found=event.tag))
        if kind is yaml.ScalarEvent:
            self._add(event.value if event.style else Plain(event.value), place)
            return True
        if len(self._open) >= MAX_DEPTH:
            self.problems.append(problem("yaml-depth", place, expected=MAX_DEPTH))
            return False
        node = PlacedMap(place) if kind is yaml.MappingStartEvent else PlacedList(place)
        self._add(node, place)
        self._open.append(node)
        self._keys.append(None)
        return True

    def _add(self, value: Any, place: Place) -> None:
        if not self._open:
            self.documents.append(value)
            return
        node = self._open[-1]
        if isinstance(node, PlacedList):
            node.append(value)
            node.places.append(place)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(value, str):
                self.problems.append(problem("yaml-key", place))
            self._keys[-1] = (str(value) if isinstance(value, str) else None, place)
            return
        self._keys[-1] = None
        if key[0] is None:  # what stands under a list or a group is nobody's
            return
        if key[0] in node:
            first = node.key_places[key[0]].line
            self.problems.append(problem("duplicate-key", key[1], found=key[0], first=first))
            node[key[0]] = REPEATED
            return
        node[key[0]], node.places[key[0]], node.key_places[key[0]] = value, place, key[1]
