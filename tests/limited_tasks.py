"""Tasks for the child process: each does one thing that a limit is for."""

import os
import sys
import time
from collections.abc import Iterator

from evaluator.evidence import portions


def echo(data: bytes) -> bytes:
    return data


def process(data: bytes) -> bytes:
    return str(os.getpid()).encode()


def hoard(data: bytes) -> bytes:
    kept = []
    while True:
        kept.append(bytes(10_000_000))


def spin(data: bytes) -> bytes:
    while True:
        pass


def wait(data: bytes) -> bytes:
    time.sleep(60)
    return data


def talk(data: bytes) -> bytes:
    return bytes(int(data))


def fail(data: bytes) -> bytes:
    raise ValueError(data)


def abort(data: bytes) -> bytes:
    os.abort()


def leave(data: bytes) -> bytes:
    sys.exit(0)


def write(data: bytes) -> bytes:
    with open(data, "wb") as file:  # noqa: PTH123  # the plainest way to write a file
        file.write(b"x")
    return b"written"


ENDS = {b"deadly": b"abort", b"greedy": b"hoard", b"endless": b"spin"}
"""Words at which a reader comes to an end, and by which of the tasks."""


def ended(data: bytes) -> None:
    """As a reader with a mistake in it."""
    for word, task in ENDS.items():
        if word in data:
            globals()[task.decode()](b"")


class Files(portions.Files):
    """Whole files whose reader has such mistakes."""

    def read(self) -> Iterator[portions.Said]:
        for _, data in self.contents:
            ended(data)
        yield from super().read()

    def divided(self) -> list[portions.Files]:
        return [Files(one.contents) for one in super().divided()]


class Lines(portions.Lines):
    """Lines whose reader has such mistakes."""

    def read(self) -> Iterator[portions.Said]:
        ended(self._bytes())
        yield from super().read()
