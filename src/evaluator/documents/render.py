"""A result's documents and pages: its overview, and what commands show as a page."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from evaluator.documents.html import Pages
from evaluator.documents.issue import Issue
from evaluator.documents.issuing import issued
from evaluator.documents.pages.scheme import SchemePage
from evaluator.documents.pages.season import PartFound, SeasonPage
from evaluator.problems import Lang, Problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.differences import Differences
from evaluator.result.handbook import Book
from evaluator.result.model import Result
from evaluator.result.overview import Overview
from evaluator.result.swept import Sweep

GuideKind = Literal["html", "md"]


def render(
    result: Result,
    issues: tuple[Issue, ...],
    templates: Mapping[str, bytes],
    folder: str,
    season: str = "",
    progress: Progress = UNSEEN,
    rows: str = "results.csv",
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every document and the overview, by file name; a template that fails is a problem and makes no document.

    `season` is the title of the season whose part the result is, with its overview one folder up; `rows` is where the
    table of all rows is, beside the overview.
    """
    made = issued(result, issues, templates, folder, progress)
    renderer = Pages(templates, result.lang, folder)
    shown = SchemePage.of(result, made.links)
    said = {"result": result, "links": made.links, "season": season, "shown": shown, "results_in": rows}
    page = renderer.page("index.html", said)
    files = dict(made.files)
    if page is not None:
        files["index.html"] = page
    return files, [*made.problems, *renderer.problems]


def render_overview(
    overview: Overview, parts: Iterable[PartFound], templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """The first page of a season's result, with the subjects of its parts, which come in their order."""
    renderer = Pages(templates, overview.lang, folder)
    page = renderer.page("season.html", {"overview": overview, "shown": SeasonPage(tuple(parts))})
    return page, renderer.problems


def render_differences(
    differences: Differences, templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """The page that shows two results side by side."""
    renderer = Pages(templates, differences.lang, folder)
    page = renderer.page("differences.html", {"found": differences})
    return page, renderer.problems


def render_sweep(sweep: Sweep, templates: Mapping[str, bytes], folder: str) -> tuple[bytes | None, list[Problem]]:
    """The page that shows over which values of a number the winners stay who they are."""
    renderer = Pages(templates, sweep.lang, folder)
    page = renderer.page("sweep.html", {"found": sweep})
    return page, renderer.problems


def render_guide(
    book: Book, kind: GuideKind, templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """A handbook as a page or as Markdown."""
    renderer = Pages(templates, book.lang, folder)
    page = renderer.page(f"guide.{kind}", {"book": book})
    if page is not None and kind == "md":
        page = re.sub(rb"\n{3,}", b"\n\n", page).strip() + b"\n"  # what templates leave between pieces
    return page, renderer.problems


def render_page(
    name: str, lang: Lang, templates: Mapping[str, bytes], folder: str, shown: Mapping[str, Any]
) -> tuple[bytes | None, list[Problem]]:
    """A page, or a part of one, that is not kept with a result."""
    renderer = Pages(templates, lang, folder)
    return renderer.page(name, shown), renderer.problems
