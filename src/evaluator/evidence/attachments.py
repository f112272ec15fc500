"""Attachments: present, inside the folder of the evidence that names them, and the very bytes it names."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from evaluator.evidence.faults import Faults
from evaluator.evidence.model import Attachment, Evidence, Record
from evaluator.language.shape import kind_of
from evaluator.language.source import PlacedMap
from evaluator.problems import Problem, nearest, problem


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
        base = Path(item.base or ".")
        path = base / item.file
        if Path(item.file).is_absolute() or not path.resolve().is_relative_to(base.resolve()):
            problems.append(problem("attachment-outside", item.place, subject=subject, found=item.file))
            continue
        if not path.is_file():
            there = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
            hint = nearest(path.name, there)
            problems.append(problem("attachment-missing", item.place, subject=subject, found=item.file, nearest=hint))
            continue
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        digests[f"{item.base}/{item.file}" if item.base else item.file] = found
        if item.digest and item.digest.lower() != found:
            details = {"found": found, "expected": item.digest}
            problems.append(problem("attachment-digest", item.place, subject=subject, **details))
    return problems, digests
