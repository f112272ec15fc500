"""Tasks for the child process: each does one thing that a limit is for."""

import os
import sys
import time


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
