"""Work on what others sent, in a child process with limits: a file made to exhaust the machine is one answer of many.

A task is a function from bytes to bytes, known as `module:function`; its module should import little. One child serves
many tasks and is started again after it was stopped. What passes between the two is bytes: what a child says of them is
for whoever asked to believe.
"""

import gc
import math
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import IO, Literal, NamedTuple

_START = "import sys; sys.path[:] = sys.argv[4:]; from evaluator.limited import serve; serve(*sys.argv[1:4])"
_DONE, _MEMORY, _OUTPUT, _FAILED = b"done", b"memory", b"output", b"failed"


Reason = Literal["memory", "time", "output", "failed"]


@dataclass(frozen=True)
class Limits:
    """What one task may use: bytes of memory, seconds of processor time, seconds in all, bytes of answer; 0: as much
    as it likes."""

    memory: int = 1 << 30
    processor: int = 60
    clock: int = 120
    output: int = 256 << 20


UNLIMITED = Limits(0, 0, 0, 0)


class Stopped(NamedTuple):
    """Why a task gave no answer: it went beyond a limit, or its process came to an end."""

    reason: Reason


class Limited:
    """A child process for tasks, started with the first. Used as a context, at whose end it is stopped."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.enforced = True
        """Whether the system limits the child's memory and processor time; known once a task was run."""
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Limited":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.stop()

    def run(self, task: str, data: bytes) -> bytes | Stopped:
        """What a task makes of some bytes."""
        child = self._child or self._start()
        late = threading.Event()
        with _watched(child, self.limits.clock, late):
            answer = self._ask(child, task, data)
        if isinstance(answer, Stopped):
            code = self.stop()
            stopped_for = "time" if late.is_set() else _REASONS.get(-code)
            return Stopped(stopped_for) if answer.reason == "failed" and stopped_for else answer
        return answer

    def kill(self) -> None:
        """End the child whatever it does, and wait for nothing; a task that is waited for elsewhere gives no answer."""
        child = self._child
        if child is not None:
            child.kill()

    def end(self) -> None:
        """End the child whatever it does; when this returns, it is gone."""
        child = self._child
        if child is not None:
            child.kill()
            child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        given = [str(limit) for limit in (self.limits.memory, self.limits.processor, self.limits.output)]
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", _START, *given, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], task: str, data: bytes) -> bytes | Stopped:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(f"{task} {len(data)}\n".encode())
            child.stdin.write(data)
            child.stdin.flush()
        except OSError:
            return Stopped("failed")
        said = child.stdout.readline(80).split()
        if len(said) != 3 or not said[2].isdigit():
            return Stopped("failed")
        self.enforced = said[0] == b"limited"
        size = int(said[2])
        if said[1] == _DONE and not 0 < self.limits.output < size:
            answer = child.stdout.read(size)
            return answer if len(answer) == size else Stopped("failed")
        return Stopped("memory" if said[1] == _MEMORY else "output" if said[1] in (_OUTPUT, _DONE) else "failed")

    def stop(self) -> int:
        """Let the child come to its end, which it does when nothing more is asked, and say how it ended."""
        child, self._child = self._child, None
        if child is None:
            return 0
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
        try:
            return child.wait(1)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return 0


@contextmanager
def _watched(child: subprocess.Popen[bytes], seconds: int, late: threading.Event) -> Iterator[None]:
    """Within it a child that takes longer is ended, and that it was late is noted."""
    if not seconds:
        yield
        return

    def end() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:  # what was still to be written no longer matters
        pass


def _reasons() -> dict[int, Reason]:
    """Signals that end a process for want of something, where the system has them."""
    known: dict[str, Reason] = {"SIGXCPU": "time", "SIGKILL": "memory"}
    return {int(getattr(signal, name)): reason for name, reason in known.items() if hasattr(signal, name)}


_REASONS = _reasons()


def serve(memory: str, processor: str, output: str) -> None:
    """The child: does one task after another until its input ends, or until one went beyond a limit."""
    gc.set_threshold(500_000, 20, 100)  # as the command does: what is made is kept until it is sent
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    limited = _limit_memory(int(memory))
    for line in iter(asked.readline, b""):
        task, size = line.decode().split()
        data = asked.read(int(size))
        limited = _limit_processor(int(processor)) and limited
        status, answer = _done(task, data)
        del data
        if 0 < int(output) < len(answer):
            status, answer = _OUTPUT, b""
        answers.write(b"%s %s %d\n" % (b"limited" if limited else b"free", status, len(answer)))
        answers.write(answer)
        answers.flush()
        if status != _DONE:
            return


def _done(task: str, data: bytes) -> tuple[bytes, bytes]:
    module, _, name = task.partition(":")
    try:
        work: Callable[[bytes], bytes] = getattr(import_module(module), name)
        return _DONE, work(data)
    except MemoryError:
        return _MEMORY, b""
    except Exception:  # whatever a task did not foresee, its parent says of the one file
        return _FAILED, b""


def _limit_memory(memory: int) -> bool:
    """Limit the address space, and let the process write no file. False where the system has no such limit."""
    if not memory:
        return True
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        return False
    return True


def _limit_processor(seconds: int) -> bool:
    """Let the next task use so much more processor time."""
    if not seconds:
        return True
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, ValueError, OSError):
        return False
    return True
