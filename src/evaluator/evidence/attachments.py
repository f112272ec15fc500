"""Attachments: present, inside the folder of the evidence that names them, and the very bytes it names."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from evaluator.evidence.model import Attachment
from evaluator.problems import Problem, nearest, problem


def check_attachments(attachments: Sequence[Attachment], ids: Sequence[str]) -> tuple[list[Problem], dict[str, str]]:
    """What is wrong with them, and the SHA-256 of each that is there, by path as the evidence reaches it."""
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    for item in attachments:
        subject = ids[item.row]
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
