"""The files of a result's folder as they lie there, held against those that its manifest names."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator.problems import Place, Problem, problem, shown
from evaluator.progress import Step, unseen
from evaluator.result.manifest import MANIFEST, is_signature
from evaluator.result.manifest import SIGNATURES as FOLDER


@dataclass(frozen=True)
class AtHand:
    """What lies in a folder, by its path from there: files, links, and what is neither file nor folder.

    `folders` are those that hold nothing. Names are those that the disk gives: where it finds a file by another
    spelling of its name too, that is not its name.
    """

    files: frozenset[str]
    links: frozenset[str]
    others: frozenset[str]
    folders: frozenset[str]
    empty: frozenset[str]
    closed: Mapping[str, str]
    """Folders that cannot be looked into, and why."""


def at_hand(folder: Path) -> AtHand:
    """Everything below a folder; no link is followed."""
    found: dict[str, set[str]] = {"file": set(), "link": set(), "other": set(), "folder": set(), "empty": set()}
    closed: dict[str, str] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                there = list(entries)
        except OSError as error:
            closed[inside] = error.strerror or ""
            continue
        if not there and inside:
            found["empty"].add(inside)
        for entry in there:
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_symlink():
                found["link"].add(name)
            elif entry.is_dir(follow_symlinks=False):
                found["folder"].add(name)
                waiting.append(name)
            else:
                found["file" if entry.is_file(follow_symlinks=False) else "other"].add(name)
    files, links, others, folders, empty = (
        frozenset(found[kind]) for kind in ("file", "link", "other", "folder", "empty")
    )
    return AtHand(files, links, others, folders, empty, closed)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, however long it is."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def compared(folder: Path, outputs: Mapping[str, str], step: Step = unseen) -> list[Problem]:
    """Each file of a result that is gone, changed, renamed or no file, and all that is no part of it."""
    there = at_hand(folder)
    problems = [problem("file-unreadable", _place(folder, name), found=why) for name, why in there.closed.items()]
    missing: dict[str, str] = {}
    for name, expected in outputs.items():
        step()
        if name in there.files:
            problems += _changed(folder, name, expected)
        elif name in there.links or name in there.folders | there.others:
            problems.append(_no_file(folder, name, there))
        else:
            missing[name] = expected
    rest = there.files - outputs.keys() - {MANIFEST} - {name for name in there.files if is_signature(name)}
    rest |= (there.links | there.others | there.empty) - outputs.keys() - {MANIFEST}
    rest -= there.empty & {FOLDER}
    renamed = dict(_renamed(folder, missing, sorted(rest & there.files)))
    problems += [_problem("verify-renamed", folder, new, expected=old) for old, new in renamed.items()]
    problems += [_problem("verify-missing", folder, name) for name in missing if name not in renamed]
    left = sorted(rest - set(renamed.values()))
    above = {str(parent) for name in [*outputs, f"{FOLDER}/"] for parent in Path(name, "-").parents[1:]}
    for name in left:
        linked = name in there.links and name in above
        if not _below_a_listed(name, outputs):
            problems.append(_problem("verify-link" if linked else "verify-extra", folder, name))
    return problems


def _changed(folder: Path, name: str, expected: str) -> Iterator[Problem]:
    try:
        found = file_digest(folder / name)
    except OSError as error:
        yield problem("file-unreadable", _place(folder, name), found=error.strerror or "")
        return
    if found != expected:
        yield problem("verify-changed", _place(folder, name), found=found[:12], expected=expected[:12])


def _no_file(folder: Path, name: str, there: AtHand) -> Problem:
    return _problem("verify-link" if name in there.links else "verify-not-a-file", folder, name)


def _renamed(folder: Path, missing: Mapping[str, str], extra: list[str]) -> Iterator[tuple[str, str]]:
    """Files that lie there under another name, by the name they had."""
    if not missing:
        return
    lost = {expected: name for name, expected in missing.items()}
    for name in extra:
        try:
            old = lost.pop(file_digest(folder / name), None)
        except OSError:
            continue
        if old is not None:
            yield old, name


def _below_a_listed(name: str, outputs: Mapping[str, str]) -> bool:
    """Whether it lies in a folder that stands in the place of a file: that has been said."""
    return any(str(parent) in outputs for parent in Path(name).parents)


def _problem(code: str, folder: Path, name: str, **details: str) -> Problem:
    return problem(code, _place(folder, name), found=name, **details)


def _place(folder: Path, name: str) -> Place:
    """Where it lies, in characters that any terminal takes: names on a disk need not be text."""
    return Place(shown((folder / name).as_posix(), 1000))
