"""What is to be issued, and where the overview finds what was."""

from dataclasses import dataclass

from evaluator.kinds import PUBLIC_FOLDER, Audience, Format, KindId


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


def safe_name(subject: str) -> str:
    """A subject's id as a file name: letters, digits, `-`, `_` and inner dots stay, all else is spelled out."""
    spelled = "".join(c if c.isalnum() or c in "-_." else f"~{ord(c):x}" for c in subject)
    return f"~2e{spelled[1:]}" if spelled.startswith(".") else spelled


def file_stem(issue: Issue, subject: str = "") -> str:
    """The name of a document's file without its ending; public ones have a folder of their own."""
    name = safe_name(issue.id)
    if issue.audience == "public":
        return f"documents/{PUBLIC_FOLDER}/{name}"
    return f"documents/{name}/{safe_name(subject)}" if subject else f"documents/{name}"
