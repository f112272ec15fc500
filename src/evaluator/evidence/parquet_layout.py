"""How a Parquet file is laid out, read here so that nothing else is asked of a file that could not be trusted.

The end of a file tells of its row groups and where in it their columns are; each page of a column has a header of its
own. What the end says need not be so, and a page is unpacked whole, into as much room as its header says. All of this
is written in Thrift's compact protocol; what is not asked for is passed over. Whatever is not as it should be raises a
`ValueError`. pyarrow's own account is not used: of a locked column it ends the process.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

_TAIL = 8
"""Bytes at the end of a file: how long what it says of itself is, and the mark of the format."""

# Fields by their numbers in parquet.thrift
_ROWS_OF_FILE, _GROUPS, _LOCKED_BY = 3, 4, 8
_CHUNKS, _ROWS = 1, 3
_CHUNK = 3
_TYPE, _VALUES, _SIZE, _DATA_AT, _DICTIONARY_AT = 1, 5, 7, 9, 11
_UNPACKED, _PACKED, _DATA, _DICTIONARY, _DATA_TOO = 2, 3, 5, 7, 8
_VALUES_OF_PAGE = 1
_ENCODING = {_DATA: 2, _DATA_TOO: 4}
_BY_PREFIXES = 7
"""The way of writing texts by what each has in common with the one before it."""
_BYTES = (6, 7)
"""The types of texts and of other strings of bytes."""

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_NUMBERS = (4, 5, 6)
_DEEPEST = 16


class LockedError(ValueError):
    """The file, or some column of it, is encrypted."""


class Chunk(NamedTuple):
    """A column of a row group: from where to where its pages stand, how many values they hold, whether of bytes."""

    start: int
    end: int
    values: int
    of_bytes: bool


class Group(NamedTuple):
    """A row group."""

    rows: int
    chunks: tuple[Chunk, ...]


class Page(NamedTuple):
    """How many bytes a page unpacks to, and how many values of its column it holds: a dictionary holds none.

    `longest` bounds the bytes of a value that may stand for many: one of a dictionary, or begun by the one before it.
    """

    unpacked: int
    values: int
    longest: int


def groups(data: memoryview) -> list[Group]:
    """The row groups that a file says it has."""
    size = int.from_bytes(data[-_TAIL:-4], "little") if data.nbytes > _TAIL else 0
    start = data.nbytes - _TAIL - size
    if size == 0 or start < 0:
        raise ValueError("FileMetaData")
    told = _Reader(data, start, start + size).struct(0)
    if _LOCKED_BY in told:
        raise LockedError
    found = [_group(one, data.nbytes) for one in _many(told, _GROUPS)]
    if sum(one.rows for one in found) != _number(told, _ROWS_OF_FILE):
        raise ValueError("FileMetaData")
    return found


def _group(told: Any, size: int) -> Group:
    return Group(_number(told, _ROWS), tuple(_chunk(one, size) for one in _many(told, _CHUNKS)))


def _chunk(told: Any, size: int) -> Chunk:
    column = told.get(_CHUNK) if isinstance(told, dict) else None
    if not isinstance(column, dict):
        raise LockedError  # where a column is locked, nothing plain tells of it
    start = _number(column, _DICTIONARY_AT, 0) or _number(column, _DATA_AT)
    end = start + _number(column, _SIZE)
    if end > size:
        raise ValueError("ColumnMetaData")
    return Chunk(start, end, _number(column, _VALUES), column.get(_TYPE) in _BYTES)


def _number(told: Any, field: int, otherwise: int = -1) -> int:
    """A number that is told, not below 0."""
    found = told.get(field, otherwise) if isinstance(told, dict) else -1
    if type(found) is not int or found < 0:
        raise ValueError(str(field))
    return found


def _many(told: Any, field: int) -> list[Any]:
    found = told.get(field) if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise ValueError(str(field))
    return found


def pages(data: memoryview, chunk: Chunk) -> Iterator[Page]:
    """The pages of a column."""
    start = chunk.start
    while start < chunk.end:
        reader = _Reader(data, start, chunk.end)
        header = reader.struct(0)
        start = reader.at + _number(header, _PACKED)
        if start > chunk.end:
            raise ValueError("PageHeader")
        unpacked = _number(header, _UNPACKED)
        data_headers = {name: header[name] for name in _ENCODING if name in header}
        values = sum(_number(one, _VALUES_OF_PAGE) for one in data_headers.values())
        shared = any(_number(one, _ENCODING[name]) == _BY_PREFIXES for name, one in data_headers.items())
        longest = unpacked if chunk.of_bytes and (shared or _DICTIONARY in header) else 0
        yield Page(unpacked, values, longest)


class _Reader:
    """Reads what is written from one place of a file up to another."""

    def __init__(self, data: memoryview, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end

    def struct(self, depth: int) -> dict[int, Any]:
        """A structure's fields by number: numbers, structures and lists; others as nothing."""
        if depth > _DEEPEST:
            raise ValueError("depth")
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            found[number] = None if head & 15 in (_TRUE, _FALSE) else self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        if kind in _NUMBERS:
            return self._zigzag()
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in (_LIST, _SET):
            return self._elements(depth + 1)
        if kind == _BINARY:
            return self._pass(self._varint())
        if kind in (_BYTE, _DOUBLE, _TRUE, _FALSE):
            return self._pass(8 if kind == _DOUBLE else 1)
        raise ValueError("type")

    def _elements(self, depth: int) -> list[Any]:
        if depth > _DEEPEST:
            raise ValueError("depth")
        head = self._byte()
        size = self._varint() if head >> 4 == 15 else head >> 4
        return [self._value(head & 15, depth) for _ in range(size)]

    def _byte(self) -> int:
        if self.at >= self.end:
            raise ValueError("end")
        self.at += 1
        return self.data[self.at - 1]

    def _pass(self, size: int) -> None:
        self.at += size
        if self.at > self.end:
            raise ValueError("end")

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError("varint")

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
