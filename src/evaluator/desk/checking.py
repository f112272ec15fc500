"""Check: every problem of the rule files and templates at some paths, read beside the rest of the folder they lie in.

First of form and reference; then, where those hold, of what the rules can come to.
"""

import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from evaluator.desk.cases import Cases
from evaluator.desk.checking_templates import check_templates, templates_at
from evaluator.desk.proof.proofs import proved
from evaluator.files import taken_in
from evaluator.language.check_library import check_library
from evaluator.language.library import Library, RuleFile, read_library, rule_file, rule_files
from evaluator.language.source import MAX_BYTES
from evaluator.messages_proofs import NOTES
from evaluator.problems import Place, Problem, in_order, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.roots import find_root


@dataclass(frozen=True)
class Checked:
    """What a check found in how many rule files and templates; `unusable` when there was nothing to check.

    `bounded` are conditions that were looked at within bounds only: nothing was found of them, and nothing is proved.
    """

    files: int
    problems: tuple[Problem, ...]
    templates: int = 0
    unusable: bool = False
    bounded: tuple[Problem, ...] = ()
    sources: Mapping[str, bytes] = field(default_factory=dict)


def check_paths(paths: Sequence[str], progress: Progress = UNSEEN) -> Checked:
    """Problems of the files at paths. A file of a rules folder may use what the folder's other files say."""
    files: dict[Path, RuleFile] = {}
    beside: dict[Path, RuleFile] = {}
    templates: dict[Path, str] = {}
    lost: list[Problem] = []
    for typed in paths:
        path = Path(typed)
        named, unread = templates_at(path)
        templates |= named
        lost += unread
        if path.is_dir():
            for file in rule_files(path, path.as_posix()):
                files.setdefault(_real(file), file)
        elif path.is_file() and path.resolve() in templates:
            continue
        elif path.is_file():
            files.setdefault(path.resolve(), rule_file(path))
        else:
            lost.append(problem("file-unreadable", Place(typed), found=path.name))
            continue
        root = find_root("rules", None, path.resolve())
        if root.path.resolve() in path.resolve().parents:
            for file in rule_files(root.path, root.path.as_posix()):
                beside.setdefault(_real(file), file)
    if lost or not (files or templates):
        return Checked(0, tuple(lost or [problem("no-rules", Place(paths[0]))]), unusable=True)
    looked = check_templates(templates)
    if not files:
        return Checked(0, tuple(in_order(looked.problems)), looked.files, sources=looked.sources)
    others = [file for path, file in beside.items() if path not in files]
    library = read_library([*files.values(), *others])
    told, left = check_files(library, {file.key for file in files.values()}, _cases_beside([*files, *beside]), progress)
    told = tuple(in_order([*told, *looked.problems]))
    sources = {file.key: file.data for file in files.values()}
    return Checked(len(files), told, looked.files, bounded=left, sources={**sources, **looked.sources})


def _real(file: RuleFile) -> Path:
    """Where a rule file really is."""
    return Path(os.path.realpath(file.key))


def check_files(
    library: Library, named: Set[str], cases: Cases, progress: Progress = UNSEEN
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems of some files of a library that was read, and what of them was looked at within bounds only."""
    found = check_library(library)
    faulty = {item.place.file for item in found if item.severity == "error"}
    found += proved(library, named, faulty, cases=cases, progress=progress)
    mine = [item for item in in_order(found) if item.place.file in named]
    told = tuple(item for item in mine if item.code not in NOTES)
    return told, tuple(item for item in mine if item.code in NOTES and not _told_of(item, told))


def _cases_beside(paths: Sequence[Path]) -> Cases:
    """The files of cases in the folders that rule files lie in, as far as they can be read."""
    folders = dict.fromkeys(path.parent for path in paths)
    found = {
        str(one): taken_in(str(one), MAX_BYTES) for folder in folders for one in sorted(folder.glob("*.cases.yaml"))
    }
    return Cases({name: data for name, data in found.items() if isinstance(data, bytes)})


def _told_of(item: Problem, told: Sequence[Problem]) -> bool:
    """Whether a finding says of the same place what could not be proved."""
    return any(one.place == item.place for one in told)
