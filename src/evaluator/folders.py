"""Folders of rules and of templates, read as a whole and within bounds: each file that is not read is one problem."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from evaluator.files import is_folder, named_in_text, taken_in, unreadable
from evaluator.problems import Place, Problem, problem, shown

MOST_NAMES = 100_000
"""Names of files and folders below a folder; where there are more, none of its files is read."""
_HIDDEN = (".", "__", "~$")
"""How names begin of files and folders that are passed over: hidden ones, and those that lock another."""


class Bounds(NamedTuple):
    """How many files of a folder are read, bytes of one file, and of all together."""

    files: int
    each: int
    all: int


@dataclass(frozen=True)
class Tree:
    """Files by their path from the folder, and what is to be said of those that were not read."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class TooManyError(Exception):
    """There are more names below a folder than are looked at."""


def names_below(top: Path) -> tuple[list[str], dict[str, OSError]]:
    """Every file below a folder by its path from there, in order, and the folders that cannot be looked into.

    Those hidden are passed over, and links to folders not followed: they stand among the files. Raises `TooManyError`.
    """
    found: list[str] = []
    closed: dict[str, OSError] = {}
    waiting, left = [""], MOST_NAMES
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(top / inside) as there:
                for one in there:
                    left -= 1
                    if left < 0:
                        raise TooManyError
                    if not one.name.startswith(_HIDDEN):
                        path = f"{inside}/{one.name}" if inside else one.name
                        (waiting if one.is_dir(follow_symlinks=False) else found).append(path)
        except OSError as error:
            closed[inside] = error
    return sorted(found, key=lambda name: name.split("/")), closed


def too_many(called: str) -> Problem:
    """What is said of a folder, by the name people know it by, when there are too many names below it."""
    return problem("folder-too-many", Place(called), expected=MOST_NAMES)


def read_tree(top: Path, called: str, wanted: Callable[[str], bool], bounds: Bounds) -> Tree:
    """The files below a folder whose paths are wanted; `called` is the folder's name as people see it.

    What stands in the place of a folder is told of whatever its name: nobody knows what it holds.
    """
    if not top.is_dir():
        return Tree()
    try:
        every, closed = names_below(top)
    except TooManyError:
        return Tree(problems=(too_many(called),))
    names = [name for name in every if wanted(name) or is_folder(str(top / name))]
    if len(names) > bounds.files:
        return Tree(problems=(problem("folder-too-many", Place(called), expected=bounds.files),))
    files: dict[str, bytes] = {}
    problems = [unreadable(_called(called, name), error) for name, error in closed.items()]
    left = bounds.all
    for name in names:
        data = taken_in(str(top / name), bounds.each)
        if isinstance(data, Problem):
            problems.append(replace(data, place=Place(_called(called, name))))
            continue
        left -= len(data)
        if left < 0:
            return Tree(problems=(problem("folder-too-large", Place(called), expected=bounds.all),))
        files[name] = data
    return Tree(files, tuple(problems))


def _called(folder: str, name: str) -> str:
    """A file by the name people know it by, in characters that any terminal takes where it is no text."""
    path = f"{folder}/{name}" if name else folder
    return path if named_in_text(path) else shown(path, 1000)
