"""Work on several processes: a function over many items, whoever does it and when.

Children are processes of their own that import only what a function needs: no state of this process, its threads least
of all, is copied into them, and a script that calls `evaluate` is not run again by them. One that is killed loses the
item it had in hand, and no other.
"""

import os
import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from evaluator.limited import UNLIMITED, Limited, Limits, Reason, Stopped

_TASK = "evaluator.work:done"

Item = TypeVar("Item")
Made = TypeVar("Made")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Lost:
    """In the place of what would have been made of an item: its process came to an end before it answered."""

    reason: Reason


def shared(
    function: Callable[[Item], Made], items: Mapping[Key, Item], others: Executor | None
) -> Iterator[tuple[Key, Made]]:
    """What a function makes of each item, by its key, in whatever order: this process does its share.

    Others begin with the first items, this one with the last. What one that came to an end had in hand is done here.
    """
    if others is None:
        yield from ((key, function(item)) for key, item in items.items())
        return
    asked = {key: others.submit(function, item) for key, item in items.items()}

    def answered(key: Key) -> tuple[Key, Made]:
        made = asked.pop(key).result()
        return key, function(items[key]) if isinstance(made, Lost) else made

    for key in reversed(list(items)):
        if key in asked and asked[key].cancel():
            del asked[key]
            yield key, function(items[key])
            yield from [answered(other) for other, one in list(asked.items()) if one.done()]
    for key in list(asked):
        yield answered(key)


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can say
        return os.cpu_count() or 1


class Processes(ThreadPoolExecutor):
    """An executor of child processes: each of its threads has one, started with its first task.

    A task, what it is given and what it makes go by `pickle`: its function is one that its module has by name. What a
    child may use is limited where `limits` are given.
    """

    def __init__(self, workers: int, limits: Limits = UNLIMITED) -> None:
        super().__init__(workers, thread_name_prefix="evaluator-work")
        self._limits = limits
        self._own = threading.local()
        self._children: list[Limited] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(self._ask, fn, args, kwargs)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> bool | None:
        if kind is not None:  # nobody waits any more for what is in hand or still to be done
            super().shutdown(wait=False, cancel_futures=True)
            for child in self._children:
                child.kill()
        return super().__exit__(kind, error, trace)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait, cancel_futures=cancel_futures)
        for child in self._children if wait else ():
            child.stop()

    def _ask(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """What the child of this thread makes of a task; with a child that ended, a new one begins the next."""
        child: Limited | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = Limited(self._limits)
            self._children.append(child)
        answer = child.run(_TASK, pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL))
        if isinstance(answer, Stopped):
            return Lost(answer.reason)
        made, error = pickle.loads(answer)
        if error is not None:
            raise error
        return made


def done(asked: bytes) -> bytes:
    """The child: does one task."""
    function, args, kwargs = pickle.loads(asked)
    try:
        made, error = function(*args, **kwargs), None
    except MemoryError:
        raise
    except Exception as failed:  # whose mistake it is, its parent tells
        made, error = None, failed
    return pickle.dumps((made, error), pickle.HIGHEST_PROTOCOL)
