"""Templates to documents by Jinja2: sandboxed, pages escaped, an undefined name is a problem and not a blank."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evaluator.documents.gist import belonging, belongings, rests
from evaluator.documents.pages.policy import content_policy, data
from evaluator.documents.pages.scheme import SchemePage
from evaluator.documents.pages.season import SeasonPage
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.differences import Differences
from evaluator.result.handbook import Book
from evaluator.result.model import Result, Subject
from evaluator.result.money import money
from evaluator.result.overview import Overview
from evaluator.result.spreads import lies, spread
from evaluator.result.swept import Sweep
from evaluator.result.words import MARKS, VERDICTS

GuideKind = Literal["html", "md"]

_MARKS_OF_MARKDOWN = frozenset("\\`*_[]<>|#")


@dataclass(frozen=True)
class Issue:
    """A document to issue: its id and title, its template, and for which subjects (None: one for the season)."""

    id: str
    title: str
    template: str
    subjects: frozenset[str] | None
    audience: str = "internal"


@dataclass(frozen=True)
class Link:
    """Where the overview finds a document."""

    title: str
    href: str
    subject: str
    document: str


def render(
    result: Result,
    issues: tuple[Issue, ...],
    templates: Mapping[str, bytes],
    folder: str,
    season: str = "",
    progress: Progress = UNSEEN,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every document and the overview, by file name; a template that fails is a problem and makes no document.

    `season` is the title of the season whose part the result is, with its overview one folder up.
    """
    renderer = _Renderer(templates, result.lang, folder)
    made: dict[str, bytes] = {}
    links: list[Link] = []
    step = progress.stage("documents", sum(1 if one.subjects is None else len(one.subjects) for one in issues))
    for issue in issues:
        if issue.subjects is None:
            _add(made, links, issue, f"documents/{safe_name(issue.id)}.html", None, renderer.page(issue, result=result))
            step()
            continue
        for subject in result.subjects or ():
            if subject.id in issue.subjects:
                name = f"documents/{safe_name(issue.id)}/{safe_name(subject.id)}.html"
                page = renderer.page(issue, result=result, subject=subject)
                _add(made, links, issue, name, subject, page)
                step()
    overview = Issue("index", result.scheme.title, "index.html", None)
    page = renderer.page(overview, result=result, links=links, season=season, shown=SchemePage.of(result, links))
    if page is not None:
        made["index.html"] = page
    return made, renderer.problems


def render_overview(
    overview: Overview, results: Iterable[Result], templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """The first page of a season's result, whose parts' own results come in their order."""
    renderer = _Renderer(templates, overview.lang, folder)
    first = Issue("index", overview.season.title, "season.html", None)
    page = renderer.page(first, overview=overview, shown=SeasonPage.of(results))
    return page, renderer.problems


def render_differences(
    differences: Differences, templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """The page that shows two results side by side."""
    renderer = _Renderer(templates, differences.lang, folder)
    page = renderer.page(Issue("differences", "", "differences.html", None), found=differences)
    return page, renderer.problems


def render_sweep(sweep: Sweep, templates: Mapping[str, bytes], folder: str) -> tuple[bytes | None, list[Problem]]:
    """The page that shows over which values of a number the winners stay who they are."""
    renderer = _Renderer(templates, sweep.lang, folder)
    page = renderer.page(Issue("sweep", sweep.title, "sweep.html", None), found=sweep)
    return page, renderer.problems


def render_guide(
    book: Book, kind: GuideKind, templates: Mapping[str, bytes], folder: str
) -> tuple[bytes | None, list[Problem]]:
    """A handbook as a page or as Markdown."""
    renderer = _Renderer(templates, book.lang, folder)
    page = renderer.page(Issue("guide", book.title, f"guide.{kind}", None), book=book)
    if page is not None and kind == "md":
        page = re.sub(rb"\n{3,}", b"\n\n", page).strip() + b"\n"  # what templates leave between pieces
    return page, renderer.problems


def _add(
    made: dict[str, bytes], links: list[Link], issue: Issue, name: str, subject: Subject | None, page: bytes | None
) -> None:
    if page is not None:
        made[name] = page
        links.append(Link(issue.title, name, subject.id if subject else "", issue.id))


def safe_name(subject: str) -> str:
    """A subject's id as a file name: letters, digits, `-`, `_` and inner dots stay, all else is spelled out."""
    spelled = "".join(c if c.isalnum() or c in "-_." else f"~{ord(c):x}" for c in subject)
    return f"~2e{spelled[1:]}" if spelled.startswith(".") else spelled


class _Renderer:
    def __init__(self, templates: Mapping[str, bytes], lang: Lang, folder: str) -> None:
        from jinja2 import DictLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        class Unnamed(StrictUndefined):
            """A name that nothing has, told by itself and not by the object that lacks it."""

            __slots__ = ()

            @property
            def _undefined_message(self) -> str:
                return str(self._undefined_hint or self._undefined_name)

        self.lang, self.folder = lang, folder
        self.problems: list[Problem] = []
        self._failed: set[str] = set()
        sources = {name: data.decode("utf-8", "replace") for name, data in templates.items()}
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(sources),
            undefined=Unnamed,
            autoescape=lambda name: not (name or "").endswith(".md"),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(content_policy=content_policy)
        self._environment.filters.update(
            data=data,
            money=money,
            rests=rests,
            belonging=belonging,
            belongings=belongings,
            day_cn=day_cn,
            month_cn=month_cn,
            verdict=lambda word: VERDICTS[lang][word],
            md=markdown,
            mark=lambda word: MARKS[word],
            spread=lambda bounds, to="–": spread(bounds, lang, to),
            lies=lambda bounds: lies(bounds, lang),
        )

    def page(self, issue: Issue, **context: Any) -> bytes | None:
        """One page, or None with the reason among the problems; a template that failed once is not tried again."""
        from jinja2 import TemplateError, TemplateNotFound, UndefinedError

        name = f"{self.lang}/{issue.template}"
        if name in self._failed:
            return None
        place = Place(f"{self.folder}/{name}")
        try:
            template = self._environment.get_template(name)
            return template.render(**context, lang=self.lang, document=issue).encode()
        except TemplateNotFound as error:
            found = problem("template-missing", place, found=error.name, expected=self.folder)
        except UndefinedError as error:
            found = problem("template-undefined", place, found=error.message)
        except (TemplateError, TypeError, ValueError, KeyError, ArithmeticError) as error:
            line = getattr(error, "lineno", 0) or 0
            found = problem("template-wrong", Place(place.file, line), found=error)
        self._failed.add(name)
        self.problems.append(found)
        return None


def markdown(text: str) -> str:
    """A text that means itself in Markdown, in a cell of a table too."""
    return "".join(f"\\{c}" if c in _MARKS_OF_MARKDOWN else c for c in " ".join(text.split()))


def day_cn(day: str) -> str:
    """A date as a Chinese document writes it: `2021-06-30` becomes `2021年6月30日`."""
    parts = day.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else day


def month_cn(month: str) -> str:
    """A month as a Chinese document writes it: `2021-04` becomes `2021年4月`."""
    parts = month.split("-")
    return f"{parts[0]}年{int(parts[1])}月" if len(parts) == 2 else month
