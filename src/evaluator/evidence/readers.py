"""Readers in child processes with limits: a file that ends its reader, or would take all there is, is one problem.

They are those of a process, kept until its end, and whatever it reads of evidence is read there, but for workbooks,
whose readers have narrower limits.
"""

import atexit
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from evaluator.evidence.passed import Answer, packed, unpacked
from evaluator.evidence.portions import Files, Portion, RowGroup, Said, Table
from evaluator.evidence.readings import Read
from evaluator.limited import Limited, Limits, Stopped
from evaluator.problems import problem
from evaluator.work import cores

LIMITS = Limits(memory=6 << 30, processor=120, clock=600, output=2 << 30)
"""For one portion. Of the memory, which is addresses, the libraries for columns set aside some gigabytes at once."""
_TASK = "evaluator.evidence.passed:read"
_MOST = 4
"""Children at most: what they read is put together by one process."""


@cache
def readers() -> "Readers":
    """The readers of this process, kept until its end: to start one takes longer than to read most files."""
    made = Readers(min(cores(), _MOST))
    atexit.register(made.end)
    return made


class Readers:
    """Child processes that read, each started with the first portion for which no other is free."""

    def __init__(self, number: int, limits: Limits = LIMITS) -> None:
        self._ahead = 2 * number
        self._limits = limits
        self._hands = ThreadPoolExecutor(number, thread_name_prefix="evaluator-reader")
        self._own = threading.local()
        self._children: list[Limited] = []

    def start(self) -> None:
        """Start one child now, so that it is ready when there is something to read."""
        self._hands.submit(self._asked, Files(()))

    def said(self, portions: Iterable[Portion | Said]) -> Iterator[Said]:
        """What portions say, in their order; what is known already passes. Few are read ahead of who asks."""
        waiting: deque[Said | Future[Answer]] = deque()
        over = threading.Event()
        try:
            for one in portions:
                waiting.append(one if isinstance(one, tuple) else self._hands.submit(self._read, one, over))
                if len(waiting) > self._ahead:
                    yield from self._known(waiting.popleft())
            while waiting:
                yield from self._known(waiting.popleft())
        finally:
            over.set()
            asked = [left for left in waiting if isinstance(left, Future) and not left.cancel()]
            if any(one.running() for one in asked):
                self._break_off()

    def _break_off(self) -> None:
        """Nobody waits any more for what is in hand. Others who do get it from new children."""
        for child in self._children:
            child.kill()

    def end(self) -> None:
        """End the children and leave nothing of them open, once nothing is asked any more."""
        self._hands.shutdown(cancel_futures=True)
        for child in self._children:
            child.kill()
            child.stop()

    def row_groups(self, table: Table) -> Iterator[RowGroup | Read]:
        """The row groups of a table, or why it has none."""
        for one in self._hands.submit(self._read, table, threading.Event()).result():
            if isinstance(one, tuple):
                yield one[1]
            elif isinstance(one, RowGroup):
                yield one

    def _known(self, one: Said | Future[Answer]) -> Iterator[Said]:
        """What is said, and of what turned out to be several portions, what these say."""
        if isinstance(one, tuple):
            yield one
        else:
            yield from self.said(one.result())

    def _read(self, portion: Portion, over: threading.Event) -> Answer:
        """What a portion comes to. What ends its reader is looked for in smaller ones, and all else of it is kept.

        When it is over nobody wants to know.
        """
        answer = self._asked(portion)
        if isinstance(answer, Stopped) and answer.reason != "time" and not over.is_set():
            smaller: list[Portion] = [*portion.divided()]
            if smaller:
                return [one for part in smaller if not over.is_set() for one in self._read(part, over)]
            answer = self._asked(portion)  # a process may have been ended for what others took
        if isinstance(answer, Stopped):
            place = portion.place
            return [(place.file, Read(problems=(problem("reading-stopped", place),), rejected=1))]
        return answer

    def _asked(self, portion: Portion) -> Answer | Stopped:
        """The answer of the child of this thread; of one that was stopped another takes the place."""
        child: Limited | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = Limited(self._limits)
            self._children.append(child)
        answer = child.run(_TASK, packed(portion))
        return answer if isinstance(answer, Stopped) else unpacked(answer)
