"""Tasks on an executor: so many at a time, what each makes in the order of the tasks, one that is lost done again."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

from evaluator.partitions.workers import Hands
from evaluator.work import Lost

Item = TypeVar("Item")
Made = TypeVar("Made")

TRIES = 3
"""How often a task is begun before it is given up: a process may have been ended for want of memory."""


def done_in_order(
    hands: Hands, function: Callable[[Item], Made], items: Iterable[Item]
) -> Iterator[tuple[Item, Made | Lost]]:
    """Each item with what a function makes of it, in their order; `Lost` where every try was.

    Only so many are under way or wait for an earlier one, so what is waited for is bounded however many there
    are and however late one of them comes.
    """
    waiting: deque[tuple[Item, Future[Made | Lost]]] = deque()
    for item in items:
        waiting.append((item, hands.executor.submit(function, item)))
        if len(waiting) >= hands.ahead:
            yield _next(hands.executor, function, waiting)
    while waiting:
        yield _next(hands.executor, function, waiting)


def _next(
    executor: Executor, function: Callable[[Item], Made], waiting: "deque[tuple[Item, Future[Made | Lost]]]"
) -> tuple[Item, Made | Lost]:
    item, first = waiting.popleft()
    made = first.result()
    for _ in range(TRIES - 1):
        if not isinstance(made, Lost):
            break
        made = executor.submit(function, item).result()
    return item, made
