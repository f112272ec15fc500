"""Work on several processes: a function over many items, whoever does it and when.

Children are processes of their own that import only what a function needs: no state of this process, its threads least
of all, is copied into them, and a script that calls `evaluate` is not run again by them. One that is killed loses the
item it had in hand, and no other.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, TypeVar, final

_START = "import sys; sys.path[:] = sys.argv[1:]; from evaluator.work import serve; serve()"
_SIZE = 8

Item = TypeVar("Item")
Made = TypeVar("Made")
Key = TypeVar("Key")


@final
class Lost:
    """In the place of what would have been made of an item: its process came to an end before it answered."""


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

    A task, what it is given and what it makes go by `pickle`: its function is one that its module has by name.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers, thread_name_prefix="evaluator-work")
        self._own = threading.local()
        self._children: list[subprocess.Popen[bytes]] = []

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
            _end(child)

    def _ask(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """What the child of this thread makes of a task; with a child that ended, a new one begins the next."""
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = _start()
            self._children.append(child)
        assert child.stdin is not None
        assert child.stdout is not None
        asked = pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        try:
            child.stdin.write(len(asked).to_bytes(_SIZE, "big") + asked)
            child.stdin.flush()
            size = int.from_bytes(child.stdout.read(_SIZE), "big")
            answer = child.stdout.read(size)
        except OSError:
            size, answer = 0, b""
        if not size or len(answer) != size:
            self._own.child = None
            _end(child)
            return Lost()
        made, error = pickle.loads(answer)
        if error is not None:
            raise error
        return made


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _START, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """A child sees the end of its input and comes to its own."""
    for pipe in (child.stdin, child.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:  # what was still to be written no longer matters
            pass
    try:
        child.wait(1)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def serve() -> None:
    """The child: does one task after another until its input ends."""
    import gc

    gc.set_threshold(500_000, 20, 100)  # as the command does: what is made is kept until it is sent
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while size := int.from_bytes(asked.read(_SIZE), "big"):
        function, args, kwargs = pickle.loads(asked.read(size))
        try:
            made, error = function(*args, **kwargs), None
        except MemoryError:
            return  # as if it had been killed, which is what comes next
        except Exception as failed:  # whose mistake it is, its parent tells
            made, error = None, failed
        answer = pickle.dumps((made, error), pickle.HIGHEST_PROTOCOL)
        answers.write(len(answer).to_bytes(_SIZE, "big") + answer)
        answers.flush()
