"""The server's one child process for reading and judging, asked for one thing after another."""

import threading
from collections.abc import Sequence

import msgspec

from evaluator.limited import Limited, Stopped
from evaluator.problems import problem
from evaluator.serving import limits
from evaluator.serving.asked import Answer, Asked, Dropped, Place, What

_TASK = "evaluator.serving.work:work"


class Worker:
    """Asks the child process; what stops it is one problem, and the next thing is asked of another."""

    def __init__(self, place: Place, child: Limited | None = None) -> None:
        self.place = place
        self._child = child or Limited(limits.JUDGING)
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def ask(self, what: What, files: Sequence[Dropped] = (), key: str = "") -> Answer:
        """What comes of one thing."""
        asked = msgspec.msgpack.encode(Asked(self.place, what, list(files), key))
        with self._lock:
            answer = Stopped("failed") if self._ended.is_set() else self._child.run(_TASK, asked)
        if isinstance(answer, Stopped):
            return Answer(problems=[problem("look-stopped")])
        return msgspec.msgpack.decode(answer, type=Answer)

    def stop(self) -> None:
        """Ask for nothing more, and end the child process, also in the middle of something; waits for nothing."""
        self._ended.set()
        self._child.kill()

    def end(self) -> None:
        """As `stop`, until the child process is gone."""
        self.stop()
        self._child.end()
