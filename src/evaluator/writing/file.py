"""A file written beside its place first, then put there whole or not at all."""

from pathlib import Path

from evaluator.problems import Problem
from evaluator.writing import disk
from evaluator.writing.failures import cannot_write
from evaluator.writing.hold import Held, cleared, hold


def write_file(typed: str | Path, data: bytes) -> Problem | None:
    """Write a file: its name leads to the whole earlier file or to the whole new one, whatever ends the program.

    What is returned says why it could not be done. What is no file (a pipe, a device) is written to as it is.
    """
    try:
        if Path(typed).exists() and not Path(typed).is_file() and not Path(typed).is_dir():
            Path(typed).write_bytes(data)
            return None
    except OSError as error:
        return cannot_write(typed, error)
    with hold(typed) as held:
        if isinstance(held, Problem):
            return held
        return _put(held, data)


def _put(held: Held, data: bytes) -> Problem | None:
    fresh, target = held.beside.fresh(), held.target
    try:
        disk.write(fresh, data)
        if target.is_file():
            fresh.chmod(target.stat().st_mode & 0o777)
        disk.flush([fresh])
        fresh.replace(target)
        disk.flush_folder(target.parent)
    except OSError as error:
        list(cleared(fresh))
        return cannot_write(held.typed, error)
    except BaseException:
        list(cleared(fresh))
        raise
    return None
