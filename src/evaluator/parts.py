"""What a run comes to: a part for each scheme, with its result and the files it is written as."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from evaluator import __version__
from evaluator.folders import Tree
from evaluator.kinds import Format, TableKind
from evaluator.problems import Lang, Problem
from evaluator.progress import UNSEEN, Progress
from evaluator.roots import Root
from evaluator.work import Processes, shared

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from evaluator.documents.issue import Issue
    from evaluator.documents.pages.season import PartFound
    from evaluator.result.model import Result
    from evaluator.result.overview import Overview, PartShown
    from evaluator.sources import Source
    from evaluator.standing.season import Season

Reports = Literal["all", "decided", "none"]

DONE, FOUND, NOTHING = 0, 1, 2
"""Exit statuses: done; done with somebody held or something rejected; nothing done."""

ENOUGH = 1 << 18
"""Bytes of evidence from which on other processes help to make the parts of a season."""


@dataclass(frozen=True)
class Part:
    """One scheme of a run: what its result was made from, and its files by name.

    `assembled` is the result where it is at hand; else it is what `result.json` says.
    """

    season: "Season"
    files: Mapping[str, bytes]
    assembled: "Result | None" = None

    @cached_property
    def result(self) -> "Result":
        """The scheme's result."""
        from evaluator.result.model import Result

        return self.assembled or Result.model_validate_json(self.files["result.json"])


@dataclass(frozen=True)
class Run:
    """What a run came to: one part for a scheme, several under an overview for a season.

    There are no parts when nothing was done; the reasons are the problems. `sources` are the files that were read.
    """

    status: int
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...] = ()
    overview: "Overview | None" = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    rules_from: str = ""
    sources: "tuple[Source, ...]" = ()

    @property
    def result(self) -> "Result | None":
        """The result of the one scheme that was evaluated; None for a season."""
        return self.parts[0].result if self.parts and self.overview is None else None

    @property
    def season(self) -> "Season | None":
        """What the one scheme's result was made from; None for a season of several."""
        return self.parts[0].season if self.parts and self.overview is None else None


@dataclass(frozen=True)
class Style:
    """How results are shown: in which language, with which documents, in which formats, from which templates; and as
    what their table is written."""

    lang: Lang
    reports: Reports
    templates: Root
    rules_from: str
    formats: tuple[Format, ...] = ("html",)
    table: TableKind = "csv"

    @property
    def tree(self) -> Tree:
        """The templates that are used."""
        return self.templates.tree() if self.reports != "none" else Tree()


def make_part(
    season: "Season", style: Style, tree: Mapping[str, bytes], within: str = "", progress: Progress = UNSEEN
) -> tuple[Part | None, list[Problem]]:
    """The result of a judged season and every file of it but the manifest, or what is wrong with the templates.

    `within` is the title of the season it is a part of.
    """
    from evaluator.result.assemble import FEW, assemble
    from evaluator.result.tables import NAMED, table_files

    whole = style.reports != "none" or len(season.evidence) <= FEW
    result = assemble(season, style.lang, __version__, subjects=whole, rules_from=style.rules_from)
    files = {**table_files(season, __version__, style.table), "result.json": result_bytes(result)}
    if style.reports != "none":
        from evaluator.documents.render import render

        issues = _issues(season, style)
        made, problems = render(result, issues, tree, style.templates.shown, within, progress, NAMED[style.table])
        if problems:
            return None, problems
        files |= made
    return Part(season, files, result), []


@dataclass(frozen=True)
class Making:
    """One scheme of a season to be made into files, by this process or by another."""

    season: "Season"
    style: Style
    tree: Mapping[str, bytes]
    within: str


@dataclass(frozen=True)
class MadePart:
    """What came of it: its files, its part of the season's overview and first page, and templates that failed."""

    files: Mapping[str, bytes]
    shown: "PartShown | None" = None
    found: "PartFound | None" = None
    problems: tuple[Problem, ...] = ()


def made_part(task: Making) -> MadePart:
    """The files of a scheme's part."""
    from evaluator.documents.pages.season import PartFound
    from evaluator.result.overview import part_shown

    part, problems = make_part(task.season, task.style, task.tree, task.within)
    if part is None:
        return MadePart({}, problems=tuple(problems))
    found = None if task.style.reports == "none" else PartFound.of(part.result)
    return MadePart(part.files, part_shown(part.result, task.season), found)


def make_parts(tasks: Sequence[Making], others: "Executor | None", progress: Progress = UNSEEN) -> list[MadePart]:
    """What comes of the parts of a season, in their order; the largest are begun first."""
    step = progress.stage("results", sum(len(one.season.evidence) for one in tasks))
    order = sorted(range(len(tasks)), key=lambda number: -len(tasks[number].season.evidence))
    made: dict[int, MadePart] = {}
    for number, one in shared(made_part, {number: tasks[number] for number in order}, others):
        made[number] = one
        step(len(tasks[number].season.evidence))
    return [made[number] for number in range(len(tasks))]


@contextmanager
def makers(workers: int, evidence: int, style: Style, tree: Mapping[str, bytes]) -> "Iterator[Executor | None]":
    """Processes that help to make the parts of a season, started at once; none for little evidence, in bytes.

    What they start with takes as long as a small season. Of so many workers this process is one.
    """
    beside = workers - 1
    if style.reports == "none" or evidence < ENOUGH or beside < 1:
        yield None
        return
    with Processes(beside) as executor:
        for _ in range(beside):
            executor.submit(prepared, tree, style.lang)
        yield executor


def prepared(tree: Mapping[str, bytes], lang: Lang) -> None:
    """Make ready what the parts of any season need."""
    from evaluator.documents.html import environment

    for module in ("evaluator.documents.render", "evaluator.result.assemble"):
        import_module(module)
    name = f"{lang}/index.html"
    if name in tree:
        environment(tree, lang).get_template(name)


def result_bytes(result: "Result | Overview") -> bytes:
    """The bytes of a `result.json`."""
    from evaluator.result.manifest import model_bytes

    return model_bytes(result)


def _issues(season: "Season", style: Style) -> "tuple[Issue, ...]":
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
