"""Where a result may be written, and how the parts of it are named."""

import os
from pathlib import Path

from evaluator.problems import Place, Problem, problem
from evaluator.result.known import manifest_bytes
from evaluator.result.manifest import FORMAT, MANIFEST, is_ours
from evaluator.writing.failures import cannot_write

_HEAD = 64
"""Bytes at the beginning of a manifest in which it says its format."""


def refuse(out: Path) -> Problem | None:
    """Why no result may be written at `out`: it lies in one, holds files that are none, or cannot be looked at."""
    try:
        return not_inside(out) or _foreign(out)
    except OSError as error:
        return cannot_write(out, error)


def not_inside(path: str | Path) -> Problem | None:
    """Why a file or folder may not be written: it would lie in a result of ours, which is written as a whole."""
    above = inside_result(path)
    return None if above is None else problem("out-inside-result", Place(str(path)), found=above.name)


def inside_result(path: str | Path) -> Path | None:
    """The folder of a result of ours in which a path lies, however far down."""
    return next((one for one in Path(os.path.realpath(path)).parents if _is_result(one)), None)


def _is_result(folder: Path) -> bool:
    try:
        if not (folder / MANIFEST).is_file():
            return False
        with (folder / MANIFEST).open("rb") as file:
            return f'"format": "{FORMAT}"'.encode() in file.read(_HEAD)
    except OSError:
        return False


def _foreign(out: Path) -> Problem | None:
    if not out.exists():
        return None
    if not out.is_dir():
        return problem("out-not-ours", Place(str(out)), found=out.name)
    marker = out / MANIFEST
    if not marker.is_file() and any(out.iterdir()):
        return problem("out-not-ours", Place(str(out)), found=", ".join(sorted(p.name for p in out.iterdir())[:5]))
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    if is_ours(names, manifest_bytes(marker) if marker.is_file() else None):
        return None
    return problem("out-not-ours", Place(str(out)), found=", ".join(names[:5]))


def part_folder(scheme: str) -> str:
    """The folder of a scheme's part in the result of a season."""
    return "".join(c if c.isalnum() or c in "-_" else f"~{ord(c):x}" for c in scheme)
