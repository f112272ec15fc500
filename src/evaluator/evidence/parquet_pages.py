"""The pages of a Parquet file, by their own headers: what a file says of itself at its end need not be so.

A page is unpacked whole when it is read, into as much room as its header says. Headers are written in Thrift's compact
protocol; what is not asked for here is passed over.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

_UNPACKED, _PACKED = 2, 3
_HEADERS = {5: True, 7: False, 8: True}
"""Fields of a header that say how many values a page has: of data, a dictionary, data in the second version."""
_DEEPEST = 8

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_NUMBERS = (4, 5, 6)


class Page(NamedTuple):
    """How many bytes a page unpacks to, and how many values of its column it holds: a dictionary holds none."""

    unpacked: int
    values: int


def pages(data: memoryview, start: int, end: int) -> Iterator[Page]:
    """The pages that stand between two places of a file. Raises `ValueError` where there is no header of one."""
    while start < end:
        header = _Header(data, start, end)
        fields = header.struct(0)
        unpacked, packed = fields.get(_UNPACKED), fields.get(_PACKED)
        if type(unpacked) is not int or type(packed) is not int or unpacked < 0 or packed < 0:
            raise ValueError("PageHeader")
        values = [fields[name].get(1, 0) for name, of_data in _HEADERS.items() if of_data and name in fields]
        start = header.at + packed
        if start > end or not all(type(one) is int and one >= 0 for one in values):
            raise ValueError("PageHeader")
        yield Page(unpacked, sum(values))


class _Header:
    """Reads one structure from where it begins."""

    def __init__(self, data: memoryview, at: int, end: int) -> None:
        self.data, self.at, self.end = data, at, end

    def struct(self, depth: int) -> dict[int, Any]:
        """Its fields by number: numbers and structures, others as nothing."""
        if depth > _DEEPEST:
            raise ValueError("PageHeader")
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            found[number] = self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        if kind in _NUMBERS:
            return self._zigzag()
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind in (_LIST, _SET):
            self._elements(depth)
        elif kind == _BINARY:
            self._pass(self._varint())
        elif kind in (_BYTE, _DOUBLE):
            self._pass(1 if kind == _BYTE else 8)
        elif kind not in (_TRUE, _FALSE):
            raise ValueError("PageHeader")
        return None

    def _elements(self, depth: int) -> None:
        head = self._byte()
        size, kind = head >> 4, head & 15
        for _ in range(self._varint() if size == 15 else size):
            if kind in (_TRUE, _FALSE):
                self._pass(1)
            else:
                self._value(kind, depth + 1)

    def _byte(self) -> int:
        if self.at >= self.end:
            raise ValueError("PageHeader")
        self.at += 1
        return self.data[self.at - 1]

    def _pass(self, size: int) -> None:
        self.at += size
        if self.at > self.end:
            raise ValueError("PageHeader")

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError("PageHeader")

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
