"""What is asked of a disk: bytes that are on it when that is said, and two names exchanged at one stroke."""

import errno
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_AT_ONCE = 8
"""Files put on the disk side by side: a journal commits them together, which is several times as fast."""
_CWD, _EXCHANGE = -100, 2
_NO_SUCH_CALL = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_NOTHING_TO_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)


def write(path: Path, data: bytes) -> None:
    """A new file with these bytes, which need not be on the disk yet."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def flush(paths: Iterable[Path]) -> None:
    """Wait until the bytes of files are on the disk."""
    with ThreadPoolExecutor(_AT_ONCE) as hands:
        for _ in hands.map(_flush, paths):
            pass


def _flush(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def flush_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _NOTHING_TO_FLUSH:
            raise
    finally:
        os.close(folder)


def exchange(one: Path, other: Path) -> bool:
    """Two names exchanged at one stroke, on Linux, where the file system can; elsewhere nothing is done."""
    if sys.platform != "linux":
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(_CWD, os.fsencode(one), _CWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in _NO_SUCH_CALL:
        return False
    raise OSError(failed, os.strerror(failed), str(one))
