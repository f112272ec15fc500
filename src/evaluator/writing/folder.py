"""A folder written beside its place first, then put there whole or not at all.

What is guaranteed, whatever ends the program and at whatever moment:

- On Linux, where the file system exchanges two names at one stroke (ext4, XFS, Btrfs, tmpfs and others): the folder's
  name always leads to the whole earlier folder or to the whole new one.
- Elsewhere (macOS, NFS, most shared drives) two renames stand in for that: a program killed between them leaves no
  folder of that name, the earlier one stands whole beside it as `.NAME.evaluator-old`, and the next run into the place
  puts it back before it does anything else.
- Every byte and every name of the new folder is on the disk before the earlier one is given up, so the same holds for
  a machine that loses its power, as far as the disk keeps what it says it has kept.
- Where an error keeps the new folder from its place, the earlier one stands, and nothing is left over. An error that
  will not end, so that nothing can be put back either, leaves the whole new folder, and the problem is said.
"""

import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path, PurePosixPath

from evaluator.problems import Problem
from evaluator.writing import disk
from evaluator.writing.failures import cannot_write
from evaluator.writing.hold import Held, cleared, hold_folder


def put_folder(held: Held, files: Mapping[str, bytes]) -> list[Problem]:
    """Write all files into a new folder and put it in the place that is held.

    An error among what is returned says that it could not be done; warnings say what is left over.
    """
    fresh = held.beside.fresh()
    try:
        new = _filled(fresh, files)
    except OSError as error:
        return [cannot_write(held.typed, error), *cleared(fresh)]
    except BaseException:
        list(cleared(fresh))
        raise
    try:
        _swap(fresh, held)
    except OSError as error:
        return [cannot_write(held.typed, error), *(cleared(fresh) if _is(fresh, new) else ())]
    except BaseException:
        list(cleared(fresh) if _is(fresh, new) else ())
        raise
    return list(cleared(held.beside.old, fresh))


def write_folder(typed: str | Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Hold a place and put a folder there: what cannot be done and what is left over, as `put_folder` says it."""
    with hold_folder(typed) as held:
        return [held] if isinstance(held, Problem) else [*held.warnings, *put_folder(held, files)]


def _filled(fresh: Path, files: Mapping[str, bytes]) -> os.stat_result:
    """Make the new folder, all of it on the disk, and say what it is known by."""
    folders = [fresh, *(fresh / name for name in _folders(files))]
    for folder in folders:
        folder.mkdir()
    for name, data in files.items():
        disk.write(fresh / name, data)
    disk.flush(fresh / name for name in files)
    for folder in folders:
        disk.flush_folder(folder)
    return fresh.stat()


def _folders(files: Mapping[str, bytes]) -> list[str]:
    """Every folder in which files stand, those above others first."""
    found = {above.as_posix() for name in files for above in PurePosixPath(name).parents}
    return sorted(found - {"."})


def _swap(fresh: Path, held: Held) -> None:
    """Put the new folder in its place; where that comes to nothing, all is as it was, as far as that can be."""
    target, old = held.target, held.beside.old
    with ExitStack() as undo:
        if not target.exists():
            fresh.rename(target)
            undo.callback(target.rename, fresh)
        elif disk.exchange(fresh, target):
            undo.callback(disk.exchange, fresh, target)
        else:
            target.rename(old)
            undo.callback(old.rename, target)
            fresh.rename(target)
            undo.callback(target.rename, fresh)
        disk.flush_folder(target.parent)
        undo.pop_all()
    if old.exists():
        with suppress(OSError):
            old.rename(fresh)  # it is no longer what a next run would put back


def _is(path: Path, known: os.stat_result) -> bool:
    """Whether the new folder is still where it was made: what stands there else is the earlier one."""
    try:
        return os.path.samestat(path.stat(), known)
    except OSError:
        return False
