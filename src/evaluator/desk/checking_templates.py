"""Templates at some paths: each file with the folder of templates it lies in, and what a check of it finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator.documents.checking import FOLDERS, is_template, look_at
from evaluator.problems import Problem
from evaluator.roots import Root


@dataclass(frozen=True)
class TemplatesChecked:
    """How many templates were looked at, what was found, and the files to show it in."""

    files: int
    problems: tuple[Problem, ...]
    sources: Mapping[str, bytes]


def templates_at(path: Path) -> dict[Path, str]:
    """The templates that a path names: itself, or those below it; each with its name as people typed it."""
    below = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {
        one.resolve(): one.as_posix()
        for one in below
        if one.is_file() and is_template(one.resolve().as_posix()) and not one.name.startswith((".", "_", "~$"))
    }


def check_templates(named: Mapping[Path, str]) -> TemplatesChecked:
    """What is wrong with templates, each looked at beside the others of its folder."""
    found: list[Problem] = []
    sources: dict[str, bytes] = {}
    for root in dict.fromkeys(map(_root, named)):
        tree = Root(root, root.name).tree() | {_within(root, path): path.read_bytes() for path in _of(root, named)}
        looked = look_at(tree, {_within(root, path): named[path] for path in _of(root, named)})
        found += looked.problems
        sources |= {**{named[path]: path.read_bytes() for path in _of(root, named)}, **looked.lines}
    return TemplatesChecked(len(named), tuple(found), sources)


def _root(path: Path) -> Path:
    """The folder of templates that a template lies in: the one that holds its language."""
    return next((one.parent for one in path.parents if one.name in FOLDERS), path.parent)


def _of(root: Path, named: Mapping[Path, str]) -> Iterable[Path]:
    return [path for path in named if _root(path) == root]


def _within(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
