"""A template may use so much processor time and memory and no more: a mistake in one ends no run.

The sandbox keeps a template from Python, not from filling memory or running for ever, and no list of forbidden filters
would: a text doubled fifty times needs none. The system counts instead, in the thread where signals arrive and where it
can; elsewhere (Windows, other threads) the sandbox's own bound of loops is all there is.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

SECONDS = 120
"""Of processor time, for one page."""
MEMORY = 2 << 30
"""Bytes, beyond what the process has when it begins."""
_AGAIN = 1.0
"""Seconds after which a template that went on is told again."""


class TooMuchError(BaseException):
    """A template took too long. It is no `Exception`, which Jinja takes for a constant that cannot be worked out."""


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Within it, what takes too long raises `TooMuchError`, and what takes too much memory `MemoryError`."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    going_on = True

    def late(number: int, frame: FrameType | None) -> None:
        if going_on:  # told again while it comes to its end, it would leave the limits as they are
            raise TooMuchError

    before = signal.signal(signal.SIGPROF, late)
    with _memory(memory):
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        try:
            yield
        finally:
            going_on = False
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


@contextmanager
def _memory(more: int) -> Iterator[None]:
    """Limits the addresses a process may have, where the system says how many it has."""
    import resource

    used = _used()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + more
    known = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    if not used or min(known, default=limit) < limit:
        yield
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _used() -> int:
    """Bytes of addresses that the process has; 0 where that is not known."""
    import resource

    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0
