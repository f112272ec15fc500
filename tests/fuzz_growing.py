"""Grow the corpus: `python tests/fuzz_growing.py FOLDER`, where FOLDER is what `fuzz.py --found FOLDER` kept.

Of each reader those inputs are added that run steps from line to line, in the code that is followed, which no input of
the corpus runs: the smallest first, and none of more than `--longest` bytes.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from fuzz import CORPUS, READERS
from fuzz_targets import TARGETS, target

Steps = set[tuple[str, int, int]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", choices=READERS, action="append")
    parser.add_argument("--longest", type=int, default=400)
    given = parser.parse_args()
    for reader in given.reader or READERS:
        there = _inputs(CORPUS / reader)
        found = [one for one in _inputs(given.folder / reader) if len(one) <= given.longest]
        new = grown(reader, there, found)
        for data in new:
            (CORPUS / reader / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)
        print(f"{reader}: {len(new)} of {len(found)} added to {len(there)}", flush=True)
    return 0


def _inputs(folder: Path) -> list[bytes]:
    return sorted((path.read_bytes() for path in folder.glob("*")), key=lambda data: (len(data), data))


def grown(reader: str, there: list[bytes], found: list[bytes]) -> list[bytes]:
    """The inputs that run steps which none before them runs."""
    tested, known = target(reader), set[Any]()
    followed = tuple(TARGETS[reader].followed)
    for data in there:
        known |= steps(tested, data, followed)
    new = []
    for data in found:
        ran = steps(tested, data, followed)
        if not ran <= known:
            known |= ran
            new.append(data)
    return new


def steps(tested: Callable[[bytes], None], data: bytes, followed: tuple[str, ...]) -> Steps:
    """The steps from line to line that an input runs, in modules whose names begin so."""
    made: Steps = set()

    def call(frame: FrameType, event: str, given: Any) -> Any:
        if not frame.f_globals.get("__name__", "").startswith(followed):
            return None
        name, before = frame.f_code.co_filename, frame.f_lineno

        def line(frame: FrameType, event: str, given: Any) -> Any:
            nonlocal before
            made.add((name, before, frame.f_lineno))
            before = frame.f_lineno
            return line

        return line

    sys.settrace(call)
    try:
        tested(data)
    finally:
        sys.settrace(None)
    return made


if __name__ == "__main__":
    sys.exit(main())
