"""Attachments: present, inside the folder of the evidence that names them, and the very bytes it names."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from evaluator.evidence.faults import Faults
from evaluator.evidence.model import Attachment, Evidence, Record
from evaluator.files import digest_of
from evaluator.language.scalars import kind_of
from evaluator.language.source import PlacedMap
from evaluator.problems import Problem, nearest, problem

MOST_BYTES = 1 << 32
"""Bytes of an attachment; a larger one is not read."""


def attached(row: int, record: Record, fields: Collection[str], faults: Faults) -> Iterator[Attachment]:
    """The files a record names in support of its answers."""
    given, subject = record.attachments, record.identity["id"]
    items = list(given) if isinstance(given, list) else [given]
    for item in items:
        words = {key: str(value) for key, value in item.items()} if isinstance(item, dict) else {}
        place = item.place if isinstance(item, PlacedMap) else record.place
        if not {"field", "file"} <= set(words) or not set(words) <= {"field", "file", "sha256"}:
            faults.say("attachment-shape", place, subject, found=kind_of(item))
            continue
        if words["field"] not in fields:
            hint = nearest(words["field"], fields)
            details = {"found": words["field"], "nearest": hint}
            faults.say("attachment-field", place, subject, **details)
        base = record.place.file.rpartition("/")[0]
        digest = words.get("sha256", "")
        yield Attachment(row, words["field"], words["file"], digest, base, place)


def check_attachments(evidence: Evidence) -> tuple[list[Problem], dict[str, str]]:
    """What is wrong with them, and the SHA-256 of each that is there, by path as the evidence reaches it."""
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    for item in evidence.attachments:
        subject = evidence.ids[item.row]
        path = _within(item)
        if path is None:
            problems.append(problem("attachment-outside", item.place, subject=subject, found=item.file))
            continue
        if not os.path.isfile(path):  # noqa: PTH113  # `Path.is_file` raises for names that no file can have
            problems.append(_missing(item, path, subject))
            continue
        found = digest_of(_from_here(path), MOST_BYTES)
        if isinstance(found, Problem):
            problems.append(problem("attachment-unreadable", item.place, subject=subject, found=item.file))
            continue
        digests[f"{item.base}/{item.file}" if item.base else item.file] = found
        if item.digest and item.digest.lower() != found:
            details = {"found": found, "expected": item.digest}
            problems.append(problem("attachment-digest", item.place, subject=subject, **details))
    return problems, digests


def _within(item: Attachment) -> Path | None:
    """Where a file is, if that is in the folder of the evidence that names it, links followed."""
    base = Path(item.base or ".")
    if Path(item.file).is_absolute() or "\0" in item.file:
        return None
    try:
        path = (base / item.file).resolve()
    except (OSError, RuntimeError):  # a circle of links leads nowhere
        return None
    return path if path.is_relative_to(base.resolve()) else None


def _from_here(path: Path) -> str:
    """The way to a file from the working folder: what lies above that may have a name that is no text."""
    try:
        return os.path.relpath(path, os.path.realpath("."))
    except ValueError:  # another drive of Windows, where names are text
        return str(path)


def _missing(item: Attachment, path: Path, subject: str) -> Problem:
    try:
        there = [one.name for one in path.parent.iterdir()]
    except OSError:
        there = []
    hint = nearest(path.name, there)
    return problem("attachment-missing", item.place, subject=subject, found=item.file, nearest=hint)
