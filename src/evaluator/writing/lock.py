"""A lock that ends with the process that holds it, however it ends.

It is the system's lock (`flock`) on a file beside the target: on Linux, macOS and the BSDs, on their own file systems
and on most shared ones (NFS and SMB as Linux mounts them keep it between machines). Where there is none, `take` says
so and the run goes on without.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EBADF)


class InUse(Exception):  # noqa: N818
    """Another process holds the lock."""


def take(path: Path) -> int | None:
    """The lock, to be given back by `give_back`; None where the system has no locks, and no file is left."""
    try:
        import fcntl
    except ImportError:
        return None
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise InUse from None
        except OSError as error:
            os.close(lock)
            if error.errno not in _NO_LOCKS:
                raise
            path.unlink(missing_ok=True)
            return None
        if _is(path, lock):
            with suppress(OSError):
                os.fchmod(lock, 0o666)  # whoever may write here may take over a lock that was left
            return lock
        os.close(lock)  # it was given back, and its file removed, between the two calls: there is a newer one


def give_back(path: Path, lock: int | None) -> None:
    """Let the lock go. Its file goes first, while nobody else can hold it."""
    if lock is None:
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        os.close(lock)


def _is(path: Path, lock: int) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False
