"""Small draws, cheap enough to make hundreds of them for one random season."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st

T = TypeVar("T")


def fewer(times: int) -> settings:
    """So many times fewer examples than the profile asks for, where each of them is a whole season or many."""
    return settings(max_examples=max(5, settings().max_examples // times))


def more(times: int) -> settings:
    """So many times more examples than the profile asks for, where each of them costs next to nothing."""
    return settings(max_examples=settings().max_examples * times)


@lru_cache(maxsize=1000)
def _between(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


class Drawing:
    """Choices from small domains, the first being the simplest."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def number(self, least: int, most: int) -> int:
        return int(self._draw(_between(least, most))) if most > least else least

    def coin(self) -> bool:
        return self.number(0, 1) == 1

    def rarely(self, times: int) -> bool:
        """True once in so many times."""
        return self.number(1, times) == times

    def one(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Several different options, in any order."""
        left = list(options)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(self.number(least, min(most, len(left))))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        return self.some(options, len(options), len(options))
