"""The files a run read, and whether they still say the same when its result is about to be written."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evaluator.files import digest_of
from evaluator.problems import Place, Problem, problem
from evaluator.roots import Root

MOST_BYTES = 1 << 36
"""Bytes of a file that is read again; none of those that are read is as long."""
LARGE = 1 << 26
"""Bytes from which on a file is read a second time only if its stamp is another."""


class Stamp(NamedTuple):
    """What tells, without reading it, that a file was changed or replaced."""

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True)
class Source:
    """A file that was read: its name as people see it, where it is, the SHA-256 of what it said.

    A large one has the stamp it had before it was read.
    """

    name: str
    path: Path
    digest: str
    stamp: Stamp | None = None


def stamps(names: Iterable[str]) -> dict[str, Stamp]:
    """The stamps of the large files among these."""
    found = ((name, _stamp(Path(name))) for name in names)
    return {name: stamp for name, stamp in found if stamp is not None and stamp.size >= LARGE}


def sources(digests: Mapping[str, bytes | str], known: Mapping[str, Stamp]) -> tuple[Source, ...]:
    """Inputs by their paths as typed."""
    return tuple(Source(name, Path(name), _digest(data), known.get(name)) for name, data in digests.items())


def rooted(root: Root, files: Mapping[str, bytes]) -> tuple[Source, ...]:
    """Rule files or templates by their paths below their root."""
    return tuple(Source(f"{root.shown}/{name}", root.path / name, _digest(data)) for name, data in files.items())


def changed(read: Iterable[Source]) -> list[Problem]:
    """A problem for each file that says something else now, or is gone.

    Small files are read again: on a shared drive a time may be seconds old. A file that was only touched, or put back
    as it was, is no problem.
    """
    return [problem("changed-while-run", Place(one.name)) for one in read if not _same(one)]


def _same(one: Source) -> bool:
    if one.stamp is not None and _stamp(one.path) == one.stamp:
        return True
    return digest_of(str(one.path), MOST_BYTES) == one.digest


def _stamp(path: Path) -> Stamp | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def _digest(data: bytes | str) -> str:
    return data if isinstance(data, str) else hashlib.sha256(data).hexdigest()
