"""What is to be issued, and where the overview finds what was."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from evaluator.kinds import PUBLIC_FOLDER, Audience, Format, KindId

_LONGEST = 200
"""Bytes of a name that leave room for what is added to it; a file system allows 255."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever the ending."""


@dataclass(frozen=True)
class Issue:
    """A document to issue: of a kind, or by a template; for which subjects (None: one for the season)."""

    id: str
    title: str
    template: str
    subjects: frozenset[str] | None
    audience: Audience = "internal"
    kind: KindId | None = None
    formats: tuple[Format, ...] = ("html",)


@dataclass(frozen=True)
class Link:
    """Where the overview finds a document."""

    title: str
    href: str
    subject: str
    document: str
    format: Format = "html"


def safe_name(text: str) -> str:
    """An id as a file name: letters, digits, `-`, `_` and inner dots stay, all else is spelled out.

    No system takes it for a device, and none finds it too long: what is long is cut, and ends in a digest of the whole.
    """
    spelled = "".join(c if c.isalnum() or c in "-_." else f"~{ord(c):x}" for c in text)
    if spelled.startswith(".") or _DEVICE.fullmatch(spelled):
        spelled = f"~{ord(spelled[0]):x}{spelled[1:]}"
    if len(spelled.encode()) <= _LONGEST:
        return spelled
    return f"{spelled.encode()[: _LONGEST // 2].decode(errors='ignore')}~~{_digest(text)}"


def safe_names(texts: Sequence[str]) -> dict[str, str]:
    """Names of files for ids that stand side by side: different ones also where a disk knows no capitals."""
    made = {text: safe_name(text) for text in texts}
    alike = Counter(map(_on_any_disk, made.values()))
    return {text: name if alike[_on_any_disk(name)] == 1 else f"{name}~~{_digest(text)}" for text, name in made.items()}


def _on_any_disk(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def file_stem(issue: Issue, name: str = "") -> str:
    """The name of a document's file without its ending, `name` being a subject's; public ones have their own folder."""
    folder = safe_name(issue.id)
    if issue.audience == "public":
        return f"documents/{PUBLIC_FOLDER}/{folder}"
    return f"documents/{folder}/{name}" if name else f"documents/{folder}"
