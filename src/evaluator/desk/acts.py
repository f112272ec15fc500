"""A log of acts: a line each, every one naming the line before by its SHA-256.

What nobody signs anybody can write anew from its beginning: a signature given with the log names its last line, so that
no line before can be changed after it.
"""

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import msgspec

from evaluator.files import taken_in
from evaluator.problems import Place, Problem, problem
from evaluator.result.manifest import decoded
from evaluator.result.write import inside_result

FORMAT = "evaluator-log-1"
DONE: tuple[str, ...] = ("evaluated", "signed")
MAX_BYTES = 64 * 1024 * 1024
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Act:
    """What was done: by whom, on which day, with which result and its manifest; the file of a signature by SHA-256."""

    act: Literal["evaluated", "signed"]
    by: str
    on: str
    result: str
    manifest: str
    signature: str = ""


@dataclass(frozen=True)
class Entry:
    """An act in its place: the line, its number from 1, the digest of the line before, and that of its own."""

    line: int
    number: int
    before: str
    act: Act
    digest: str


@dataclass(frozen=True)
class Log:
    """A log that was read: its entries, and what is wrong with it."""

    file: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def head(self) -> str:
        """The digest of its last line; empty where there is none."""
        return self.entries[-1].digest if self.entries else ""

    def after(self, act: Act) -> bytes:
        """The line that goes on from here with an act."""
        return _line(len(self.entries) + 1, self.head, act)


def _line(number: int, before: str, act: Act) -> bytes:
    """An act's line: `digest` is the SHA-256 of the line as it would be without it."""
    said = {"format": FORMAT, "number": number, "before": before, **asdict(act)}
    digest = hashlib.sha256(msgspec.json.encode(said)).hexdigest()
    return msgspec.json.encode({**said, "digest": digest}) + b"\n"


def not_usable(file: str, folder: str) -> list[Problem]:
    """Why acts about the result in a folder cannot be written into a log: it lies within, or is not whole."""
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return [problem("log-inside", Place(file), found=folder)]
    if inside := inside_result(file):
        return [problem("log-inside", Place(file), found=inside.name)]
    return list(read_log(file).problems)


def read_log(file: str) -> Log:
    """The log in a file; one that is not there is empty."""
    data = taken_in(file, MAX_BYTES) if os.path.lexists(file) else b""
    return Log(file, (), (data,)) if isinstance(data, Problem) else read(file, data)


def read(file: str, data: bytes) -> Log:
    """A log from its bytes: every line in its place, or what is wrong with it."""
    if len(data) > MAX_BYTES:
        return Log(file, (), (problem("file-too-large", Place(file), found=len(data), expected=MAX_BYTES),))
    entries: list[Entry] = []
    problems: list[Problem] = []
    *lines, torn = data.split(b"\n")
    before: str | None = ""
    awaited = 1
    for number, line in enumerate(lines, 1):
        place = Place(file, number)
        entry = _entry(number, line)
        if entry is None:
            problems.append(problem("log-line", place))
            before, awaited = None, awaited + 1
            continue
        if _line(entry.number, entry.before, entry.act) != line + b"\n":
            problems.append(problem("log-changed", place))
        elif entry.number != awaited:
            problems.append(problem("log-number", place, found=entry.number, expected=awaited))
        elif before is not None and entry.before != before:
            problems.append(problem("log-chain", place, found=before[:12], expected=entry.before[:12]))
        entries.append(entry)
        before, awaited = entry.digest, entry.number + 1
    if torn:
        problems.append(problem("log-torn", Place(file, len(lines) + 1)))
    return Log(file, tuple(entries), tuple(problems))


def _entry(at: int, line: bytes) -> Entry | None:
    """An entry as it was written, or None."""
    says = decoded(line)
    if not isinstance(says, dict) or says.pop("format", None) != FORMAT:
        return None
    number, before, digest = says.pop("number", None), says.pop("before", None), says.pop("digest", None)
    texts = ("act", "by", "on", "result", "manifest", "signature")
    if set(says) != set(texts) or not all(isinstance(one, str) for one in (*says.values(), before, digest)):
        return None
    good = says["act"] in DONE and _DIGEST.fullmatch(digest) and _DIGEST.fullmatch(says["manifest"])
    return Entry(at, number, before, Act(**says), digest) if isinstance(number, int) and good else None


@contextlib.contextmanager
def opened(file: str) -> Iterator["Appending"]:
    """A log to go on with; nobody else goes on with it meanwhile. Raises `OSError`."""
    there = Path(file).exists()
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    number = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        _lock(number)
        with os.fdopen(os.dup(number), "rb") as reader:
            log = read(file, reader.read(MAX_BYTES + 1))
        yield Appending(log, number)
        if not there:
            _sync_folder(Path(file).parent)
    finally:
        os.close(number)


@dataclass(frozen=True)
class Appending:
    """A log that is open."""

    log: Log
    number: int

    def append(self, act: Act) -> None:
        """Write an act's line, whole or not at all. Raises `OSError`."""
        line = self.log.after(act)
        size = os.fstat(self.number).st_size
        try:
            if os.write(self.number, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self.number)
        except OSError:
            os.ftruncate(self.number, size)
            raise


def _lock(number: int) -> None:
    """Wait for the log; systems that have no such lock go without."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    """A new file's name is on the disk too."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
