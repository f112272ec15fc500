"""Templates at some paths: each file with the folder of templates it lies in, and what a check of it finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator.documents.checking import FOLDERS, is_template, look_at
from evaluator.folders import TooManyError, names_below, too_many
from evaluator.problems import Problem
from evaluator.roots import Root


@dataclass(frozen=True)
class TemplatesChecked:
    """How many templates were looked at, what was found, and the files to show it in."""

    files: int
    problems: tuple[Problem, ...]
    sources: Mapping[str, bytes]


def templates_at(path: Path) -> tuple[dict[Path, str], list[Problem]]:
    """The templates that a path names: itself, or those below it; each with its name as people typed it."""
    try:
        below = [path / name for name in names_below(path)[0]] if path.is_dir() else [path]
    except TooManyError:
        return {}, [too_many(path.as_posix())]
    return {
        one.resolve(): one.as_posix()
        for one in below
        if one.is_file() and is_template(one.resolve().as_posix()) and not one.name.startswith((".", "_", "~$"))
    }, []


def check_templates(named: Mapping[Path, str]) -> TemplatesChecked:
    """What is wrong with templates, each looked at beside the others of its folder."""
    found: list[Problem] = []
    sources: dict[str, bytes] = {}
    for root in dict.fromkeys(map(_root, named)):
        tree = Root(root, _called(root, named)).tree()
        mine = {_within(root, path): named[path] for path in _of(root, named) if _within(root, path) in tree.files}
        looked = look_at(tree.files, mine)
        found += [*tree.problems, *looked.problems]
        sources |= {**{shown: tree.files[name] for name, shown in mine.items()}, **looked.lines}
    return TemplatesChecked(len(named), tuple(found), sources)


def _root(path: Path) -> Path:
    """The folder of templates that a template lies in: the one that holds its language."""
    return next((one.parent for one in path.parents if one.name in FOLDERS), path.parent)


def _called(root: Path, named: Mapping[Path, str]) -> str:
    """The folder's name as people typed it with one of its templates."""
    path = next(iter(_of(root, named)))
    return named[path].removesuffix(_within(root, path)).rstrip("/") or root.name


def _of(root: Path, named: Mapping[Path, str]) -> Iterable[Path]:
    return [path for path in named if _root(path) == root]


def _within(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
