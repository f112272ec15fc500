"""Where rules and templates come from, as whole trees: the folder given, the working directory's, or the package's."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from evaluator.folders import Bounds, Tree, read_tree

BOUNDS = Bounds(files=10_000, each=1 << 26, all=1 << 29)
"""Of a folder of templates, with the pictures and typefaces that lie there."""


def _any(name: str) -> bool:
    return True


@dataclass(frozen=True)
class Root:
    """A folder of rules or templates, and its name as people see it."""

    path: Path
    shown: str

    def tree(self, wanted: Callable[[str], bool] = _any) -> Tree:
        """Every file below that is wanted, by its path from here, those hidden or locking another left out."""
        return read_tree(self.path, self.shown, wanted, BOUNDS)


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
