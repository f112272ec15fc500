"""The files below a folder, and what is in each: ordinary files alone, none that blocks or has no end."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from evaluator.problems import Place, Problem, problem, shown

_HIDDEN = (".", "_", "~$")
"""How names begin of files and folders that are not evidence."""
_BINARY = getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""A pipe is opened at once, whoever is at its other end."""


def files_below(top: Path) -> list[tuple[str, str]]:
    """Where each thing in a folder really is and its name as typed, in their order; hidden ones aside.

    A folder's own place is looked up once for all of its files. Links to folders are not followed; they and folders
    that cannot be looked into stand among the files, of which reading says what they are.
    """
    found: list[tuple[str, str]] = []
    waiting = [str(top)]
    while waiting:
        folder = waiting.pop()
        place = os.path.realpath(folder)
        try:
            there = [one for one in os.scandir(folder) if not one.name.startswith(_HIDDEN)]
        except OSError:
            found.append((place, Path(folder).as_posix()))
            continue
        waiting += [one.path for one in there if one.is_dir(follow_symlinks=False)]
        for one in there:
            if not one.is_dir(follow_symlinks=False):
                linked = one.is_symlink()
                found.append((_real(one.path) if linked else f"{place}/{one.name}", Path(one.path).as_posix()))
    return sorted(found, key=lambda pair: pair[1].split("/"))


def _real(path: str) -> str:
    """Where a link leads; of one that leads nowhere, where it stands."""
    try:
        return os.path.realpath(path, strict=True)
    except OSError:
        return os.path.abspath(path)  # noqa: PTH100  # `Path.resolve` follows what cannot be followed


def is_folder(name: str) -> bool:
    """Whether a name is that of a folder, or of a link to one."""
    return os.path.isdir(name)  # noqa: PTH112  # `Path.is_dir` raises for a circle of links


def taken_in(name: str, most: int) -> bytes | Problem:
    """The bytes of an ordinary file, as many as it had when it was opened; or why it cannot be read."""
    opened = ordinary(name, most)
    if isinstance(opened, Problem):
        return opened
    file, size = opened
    with file:
        try:
            return file.read(size)
        except (OSError, MemoryError) as error:
            return unreadable(name, error)


def bytes_of(path: str | Path, most: int) -> bytes:
    """As `taken_in`, for those to whom it is all one why a file cannot be read. Raises `OSError`."""
    data = taken_in(str(path), most)
    if isinstance(data, Problem):
        raise OSError(errno.EINVAL, dict(data.details).get("found") or os.strerror(errno.EINVAL), str(path))
    return data


def digest_of(name: str, most: int) -> str | Problem:
    """The SHA-256 of an ordinary file, of which little is in memory at a time; or why it cannot be read."""
    opened = ordinary(name, most)
    if isinstance(opened, Problem):
        return opened
    file, left = opened
    found = hashlib.sha256()
    with file:
        try:
            while left > 0 and (piece := file.read(min(left, 1 << 20))):
                found.update(piece)
                left -= len(piece)
        except OSError as error:
            return unreadable(name, error)
    return found.hexdigest()


def ordinary(name: str, most: int) -> tuple[BinaryIO, int] | Problem:
    """An ordinary file opened, with its size in bytes; or why it is not read."""
    if not named_in_text(name):
        return problem("file-name", Place(shown(name)))
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116  # of a device, to open it may do something
            return problem("file-not-ordinary", Place(name))
        handle = os.open(name, os.O_RDONLY | _AT_ONCE | _BINARY)
    except (OSError, ValueError) as error:
        return unreadable(name, error)
    known = os.fstat(handle)  # it may be another by now
    if stat.S_ISREG(known.st_mode) and known.st_size <= most:
        return os.fdopen(handle, "rb"), known.st_size
    os.close(handle)
    if stat.S_ISREG(known.st_mode):
        return problem("file-too-large", Place(name), found=known.st_size, expected=most)
    return problem("file-not-ordinary", Place(name))


def unreadable(name: str, error: BaseException) -> Problem:
    """Why the system did not give a file."""
    return problem("file-unreadable", Place(name), found=getattr(error, "strerror", None) or Path(name).name)


def named_in_text(name: str) -> bool:
    """Whether a name can be written in a result: some systems let it be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
