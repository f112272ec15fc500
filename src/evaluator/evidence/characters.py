"""Where a character stands in a long text, and how often: a stretch at a time, so that little memory is touched."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_STRETCH = 1 << 18
"""As many bytes as a processor keeps at hand."""


def positions(text: memoryview, character: int) -> "npt.NDArray[np.int64]":
    """Where a character stands."""
    found = [start + np.flatnonzero(here) for start, here in _stretches(text, character)]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def count(text: memoryview, character: int) -> int:
    """How often a character stands in a text."""
    return sum(int(np.count_nonzero(here)) for _, here in _stretches(text, character))


def _stretches(text: memoryview, character: int) -> "Iterator[tuple[int, npt.NDArray[np.bool_]]]":
    written = np.frombuffer(text, np.uint8)
    for start in range(0, len(written), _STRETCH):
        yield start, written[start : start + _STRETCH] == character
