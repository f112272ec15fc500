"""Work on a few items at a time, in threads, for one who takes what is made of them in their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_AT_ONCE = 2
"""Items in work: more would be held in memory for nothing, as columns are read and typed on all cores by themselves."""


def made_ahead(function: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[tuple[Item, Made]]:
    """Each item with what a function makes of it, in their order, the next ones being worked on meanwhile."""
    rest = iter(items)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield from ((item, function(item)) for item in first)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[tuple[Item, Future[Made]]] = deque()
        for item in chain(first, rest):
            waiting.append((item, pool.submit(function, item)))
            if len(waiting) > _AT_ONCE:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(waiting: "deque[tuple[Item, Future[Made]]]") -> tuple[Item, Made]:
    item, made = waiting.popleft()
    return item, made.result()
