"""A place held while something is written to it: nobody else writes there, and what a killed run left is put right."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from evaluator.problems import Place, Problem, problem
from evaluator.writing import disk
from evaluator.writing.beside import Beside, remove
from evaluator.writing.failures import cannot_write, left_over
from evaluator.writing.lock import InUse, give_back, take


@dataclass(frozen=True)
class Held:
    """A place that is held: where it really is, as typed, and what is to be said that stops nothing."""

    beside: Beside
    typed: str
    warnings: tuple[Problem, ...]

    @property
    def target(self) -> Path:
        """The file or folder that is to be written."""
        return self.beside.target


@contextmanager
def hold(typed: str | Path) -> Iterator[Held | Problem]:
    """Hold the place of a file or folder, whose own folder is there; or say why that cannot be.

    Where the system has no locks there is a warning: two runs at the same time are then nowhere refused.
    """
    with ExitStack() as afterwards:
        yield _held(typed, afterwards)


@contextmanager
def hold_folder(typed: str | Path) -> Iterator[Held | Problem]:
    """The same of a folder; those above it are made, and are gone again when nothing has come to stand in them."""
    with ExitStack() as afterwards:
        held: Held | Problem
        try:
            _not_where_we_are(Path(os.path.realpath(typed)))
            _make(Path(os.path.realpath(typed)).parent, afterwards)
        except OSError as error:
            held = cannot_write(typed, error)
        else:
            held = _held(typed, afterwards)
        yield held


def _held(typed: str | Path, afterwards: ExitStack) -> Held | Problem:
    try:
        beside = Beside(Path(os.path.realpath(typed)))
        lock = take(beside.lock)
        afterwards.callback(give_back, beside.lock, lock)
        _put_back(beside)
        left = list(beside.leftovers())
    except InUse:
        return problem("out-in-use", Place(str(typed)))
    except OSError as error:
        return cannot_write(typed, error)
    if lock is None:
        return Held(beside, str(typed), (problem("out-not-locked", Place(str(typed))),))
    return Held(beside, str(typed), tuple(cleared(*left)))


def _put_back(beside: Beside) -> None:
    """What a run killed between two renames left: the earlier result goes back, unless the new one stands."""
    if not beside.old.exists():
        return
    if beside.target.exists():
        beside.old.rename(beside.fresh())
    else:
        beside.old.rename(beside.target)
    disk.flush_folder(beside.target.parent)


def cleared(*paths: Path) -> Iterator[Problem]:
    """Remove what is of no use any more; what cannot be removed is a warning, and left to the next run."""
    for path in paths:
        try:
            remove(path)
        except OSError as error:
            yield left_over(path, error)


def _make(folder: Path, afterwards: ExitStack) -> None:
    """Make a folder and those above it that are not there."""
    if folder.is_dir():
        return
    _make(folder.parent, afterwards)
    with suppress(FileExistsError):
        folder.mkdir()
        afterwards.callback(_unmake, folder)
        disk.flush_folder(folder.parent)


def _unmake(folder: Path) -> None:
    with suppress(OSError):  # as a rule because the result stands in it
        folder.rmdir()


def _not_where_we_are(target: Path) -> None:
    """Refuse the folder one is in, and those above: a new folder in its place would leave one standing nowhere."""
    if Path.cwd().resolve().is_relative_to(target):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))
