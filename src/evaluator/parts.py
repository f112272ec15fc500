"""What a run comes to: a part for each scheme, with its result and the files it is written as."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from evaluator import __version__
from evaluator.kinds import Format
from evaluator.problems import Lang, Problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.model import Result
from evaluator.result.overview import Overview
from evaluator.roots import Root
from evaluator.standing.season import Season

if TYPE_CHECKING:
    from evaluator.documents.issue import Issue

Reports = Literal["all", "decided", "none"]

DONE, FOUND, NOTHING = 0, 1, 2
"""Exit statuses: done; done with somebody held or something rejected; nothing done."""

LARGE = 2_000
"""Above so many subjects a run without reports leaves `subjects` out of the result: its columns say it all."""


@dataclass(frozen=True)
class Part:
    """One scheme of a run: its result, what that was made from, and its files by name."""

    result: Result
    season: Season
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What a run came to: one part for a scheme, several under an overview for a season.

    There are no parts when nothing was done; the reasons are the problems.
    """

    status: int
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...] = ()
    overview: Overview | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    rules_from: str = ""

    @property
    def result(self) -> Result | None:
        """The result of the one scheme that was evaluated; None for a season."""
        return self.parts[0].result if self.parts and self.overview is None else None

    @property
    def season(self) -> Season | None:
        """What the one scheme's result was made from; None for a season of several."""
        return self.parts[0].season if self.parts and self.overview is None else None


@dataclass(frozen=True)
class Style:
    """How results are shown: in which language, with which documents, in which formats, from which templates."""

    lang: Lang
    reports: Reports
    templates: Root
    rules_from: str
    formats: tuple[Format, ...] = ("html",)

    @property
    def tree(self) -> dict[str, bytes]:
        """The templates that are used, by name."""
        return self.templates.tree() if self.reports != "none" and self.templates.path.is_dir() else {}


def make_part(
    season: Season, style: Style, tree: Mapping[str, bytes], within: str = "", progress: Progress = UNSEEN
) -> tuple[Part | None, list[Problem]]:
    """The result of a judged season and every file of it but the manifest, or what is wrong with the templates.

    `within` is the title of the season it is a part of.
    """
    from evaluator.result.assemble import assemble
    from evaluator.result.table import csv_bytes

    whole = style.reports != "none" or len(season.evidence) <= LARGE
    result = assemble(season, style.lang, __version__, subjects=whole, rules_from=style.rules_from)
    files = {"results.csv": csv_bytes(season), "result.json": result_bytes(result)}
    if style.reports != "none":
        from evaluator.documents.render import render

        issues = _issues(season, style)
        made, problems = render(result, issues, tree, style.templates.shown, within, progress)
        if problems:
            return None, problems
        files |= made
    return Part(result, season, files), []


def result_bytes(result: Result | Overview) -> bytes:
    """The bytes of a `result.json`."""
    from evaluator.result.manifest import model_bytes

    return model_bytes(result)


def _issues(season: Season, style: Style) -> "tuple[Issue, ...]":
    """The scheme's documents, each with the subjects that get one, in the formats asked for."""
    from evaluator.documents.issue import Issue
    from evaluator.result.table import table
    from evaluator.standing.issue import concerned, issued

    rows = table(season)
    outcomes = {name: rows[name].to_list() for name in ("status", "grade", "tier", "interview")}
    given = issued(season, outcomes)
    chosen = concerned(season, outcomes)
    found = []
    for document in season.plan.scheme.documents:
        subjects = None
        if document.per == "subject":
            mask = given[document.id] & (chosen if style.reports == "decided" else True)
            subjects = frozenset(subject for subject, one in zip(season.evidence.ids, mask, strict=True) if one)
        found.append(
            Issue(
                id=document.id,
                title=document.title[style.lang],
                template=document.template or "",
                subjects=subjects,
                audience=document.audience,
                kind=document.kind,
                formats=tuple(one for one in style.formats if one in document.made_in),
            )
        )
    return tuple(found)
