"""Stamps of rule files and templates: what tells, without reading them, that one was saved."""

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from evaluator.folders import TooManyError, names_below
from evaluator.roots import find_root

Stamps = Mapping[str, tuple[int, int]]
"""When each file was last saved, and its size."""


def stamps(paths: Sequence[str]) -> Stamps:
    """The files at the paths and in the rules folders they lie in; one that is being written anew is passed over."""
    found: dict[str, tuple[int, int]] = {}
    for typed in paths:
        path = Path(typed)
        real = Path(os.path.realpath(path))
        root = find_root("rules", None, real)
        around = [root.path] if root.path.resolve() in real.parents else []
        for folder in (path, *around):
            for file in _below(folder):
                if file.suffix in (".yaml", ".yml", ".docx", ".html", ".md", ".css"):
                    _stamp(file, found)
    return found


def _below(folder: Path) -> list[Path]:
    """The files in a folder, none where there are too many to be read; what is no folder stands for itself."""
    if not folder.is_dir():
        return [folder]
    try:
        return [folder / name for name in names_below(folder)[0]]
    except TooManyError:
        return []


def stamp_of(folder: str) -> str:
    """The state of a folder of rules in short."""
    return sha256(repr(sorted(stamps([folder]).items())).encode()).hexdigest()[:16]


def _stamp(file: Path, found: dict[str, tuple[int, int]]) -> None:
    try:
        state = file.stat()
    except OSError:
        return
    found[file.as_posix()] = (state.st_mtime_ns, state.st_size)
