"""Calls that write, counted and made to fail, or to end the process: what a test does to a process of its own.

Only calls that concern a folder are counted: by a path below it, or by an open file or folder there.
"""

import errno
import fcntl
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluator.writing import disk

CALLS = (
    *("open", "write", "fsync", "close", "fchmod", "chmod", "mkdir", "rename", "replace", "unlink", "rmdir", "scandir"),
    *("link", "flock", "exchange"),
)
KILL = 0
"""In the place of an error: the process ends there, at once, as if its machine had."""


@dataclass
class Failing:
    """Of the calls that concern a folder, the one at a number fails with an error, or that and all after it.

    A write that fails has written half. With no number calls are counted only.
    """

    below: str
    at: int = 0
    error: int = KILL
    lasting: bool = False
    count: int = 0
    seen: set[str] = field(default_factory=set)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def install(self) -> None:
        """Every such call of this process goes by here from now on."""
        for name in CALLS:
            owner: Any = {"flock": fcntl, "exchange": disk}.get(name, os)
            setattr(owner, name, self._instead(name, getattr(owner, name)))

    def _instead(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            if not self._concerned(arguments[0], named.get("dir_fd")):
                return call(*arguments, **named)
            with self._one:
                self.count += 1
                self.seen.add(name)
                due = self.count == self.at or (self.lasting and 0 < self.at < self.count)
            if not due:
                return call(*arguments, **named)
            if name == "write":
                call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if name == "close":
                call(*arguments)
            if self.error == KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.error, os.strerror(self.error))

        return called

    def _concerned(self, first: Any, folder: int | None) -> bool:
        if folder is not None or isinstance(first, int):
            try:
                path = str(Path(f"/proc/self/fd/{first if folder is None else folder}").readlink())
            except OSError:
                return False
        else:
            path = str(Path(os.fsdecode(first)).absolute())
        return path == self.below or path.startswith(self.below + "/")


def unsynced() -> None:
    """Nothing waits for the disk: what a killed process wrote is kept by the system all the same."""
    os.fsync = lambda file: None


def no_exchange() -> None:
    """As on a system that cannot exchange two names."""
    disk.exchange = lambda one, other: False


def told_before_exchange(pipe: int) -> None:
    """A byte goes into a pipe when two names are about to be exchanged."""
    exchange = disk.exchange

    def told(one: Path, other: Path) -> bool:
        os.write(pipe, b".")
        return exchange(one, other)

    disk.exchange = told


def no_locks() -> None:
    """As on a file system without locks."""

    def refused(lock: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    fcntl.flock = refused


def below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, and every folder that is empty."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[path.relative_to(folder).as_posix() + "/"] = b""
    return found
