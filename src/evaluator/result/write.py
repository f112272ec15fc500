"""Where a result may be written, and how the parts of it are named."""

from pathlib import Path

from evaluator.problems import Place, Problem, problem
from evaluator.result.manifest import MANIFEST, is_ours
from evaluator.writing.failures import cannot_write


def refuse(out: Path) -> Problem | None:
    """Why nothing may be written at `out`: it holds files that are not a result of ours, or cannot be looked at."""
    try:
        return _foreign(out)
    except OSError as error:
        return cannot_write(out, error)


def _foreign(out: Path) -> Problem | None:
    if not out.exists():
        return None
    if not out.is_dir():
        return problem("out-not-ours", Place(str(out)), found=out.name)
    marker = out / MANIFEST
    if not marker.is_file() and any(out.iterdir()):
        return problem("out-not-ours", Place(str(out)), found=", ".join(sorted(p.name for p in out.iterdir())[:5]))
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    if is_ours(names, marker.read_bytes() if marker.is_file() else None):
        return None
    return problem("out-not-ours", Place(str(out)), found=", ".join(names[:5]))


def part_folder(scheme: str) -> str:
    """The folder of a scheme's part in the result of a season."""
    return "".join(c if c.isalnum() or c in "-_" else f"~{ord(c):x}" for c in scheme)
