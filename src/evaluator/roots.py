"""Where rules and templates come from, as whole trees: the folder given, the working directory's, or the package's."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True)
class Root:
    """A folder of rules or templates, and its name as people see it."""

    path: Path
    shown: str

    def tree(self) -> dict[str, bytes]:
        """Every file below, by its path from here, those hidden or locking another left out."""
        found = {}
        for path in sorted(self.path.rglob("*")):
            inner = path.relative_to(self.path)
            if path.is_file() and not any(part.startswith((".", "__", "~$")) for part in inner.parts):
                found[inner.as_posix()] = path.read_bytes()
        return found


def find_root(kind: str, given: str | None, beside: Path | None = None) -> Root:
    """The tree of `kind` (rules or templates). `beside` is a file that may itself lie in such a tree."""
    if given is not None:
        return Root(Path(given), given.rstrip("/") or given)
    if beside is not None and beside.exists():
        for folder in beside.parents:
            if folder.name == kind and folder.is_dir():
                return Root(folder, folder.as_posix())
    if Path(kind).is_dir():
        return Root(Path(kind), kind)
    return Root(shipped(kind), f"evaluator/{kind}")


def shipped(kind: str) -> Path:
    """The copy inside the installed package, or beside the source when it runs from a checkout."""
    inside = Path(str(files("evaluator"))) / "shipped" / kind
    return inside if inside.is_dir() else Path(str(files("evaluator"))).parent.parent / kind
