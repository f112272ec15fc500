"""The documents of a result: each one's content made once, and put through a template for every format asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from evaluator.documents.contents.kinds import MAKERS, OfPublic, OfSeason, OfSubject
from evaluator.documents.contents.record import Content
from evaluator.documents.html import Pages
from evaluator.documents.issue import Issue, Link, file_stem, safe_names
from evaluator.documents.word import WordRenderer
from evaluator.kinds import SUFFIX, Format
from evaluator.problems import Lang, Problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.model import Result
from evaluator.result.public import PublicResult, public_result
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True)
class Issued:
    """The documents by file name, where the overview finds them, and the problems of templates that failed."""

    files: Mapping[str, bytes]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def issued(
    result: Result,
    issues: Sequence[Issue],
    templates: Mapping[str, bytes],
    folder: str,
    progress: Progress = UNSEEN,
) -> Issued:
    """Every document in every format it is to be made in."""
    pages, words = Pages(templates, result.lang, folder), WordRenderer(templates, result.lang, folder)
    public = public_result(result)
    made: dict[str, bytes] = {}
    links: list[Link] = []
    step = progress.stage("documents", sum(1 if one.subjects is None else len(one.subjects) for one in issues))
    for issue in issues:
        concerned = list(_for_whom(result, issue))
        names = safe_names([one.id for one in concerned if one is not None])
        for subject in concerned:
            context = _context(issue, result, public, subject)
            for kind in issue.formats:
                data = _rendered(pages, words, issue, kind, context)
                if data is not None:
                    name = f"{file_stem(issue, names[subject.id] if subject else '')}.{SUFFIX[kind]}"
                    made[name] = data
                    title = _shown(issue.title, kind, result.lang)
                    links.append(Link(title, name, subject.id if subject else "", issue.id, kind))
            step()
    return Issued(made, tuple(links), (*pages.problems, *words.problems))


def _shown(title: str, kind: Format, lang: Lang) -> str:
    """What a document is called where it stands beside others of its kind."""
    if kind == "html":
        return title
    return f"{title}（Word）" if lang == "zh" else f"{title} (Word)"


def _for_whom(result: Result, issue: Issue) -> Iterator[Subject | None]:
    """The subjects that get a document; None for one of the season."""
    if issue.subjects is None:
        yield None
        return
    for subject in result.subjects or ():
        if subject.id in issue.subjects:
            yield subject


def _rendered(
    pages: Pages, words: WordRenderer, issue: Issue, kind: Format, context: Mapping[str, Any]
) -> bytes | None:
    template = issue.template if issue.kind is None else f"{issue.kind}.{SUFFIX[kind]}"
    if kind == "word":
        return words.document(template, issue.title, context)
    return pages.page(template, context)


def _context(issue: Issue, result: Result, public: PublicResult | None, subject: Subject | None) -> Mapping[str, Any]:
    """What a template sees: the fields of the content of its kind; or the result itself, by a template of one's own.

    A public document sees no more than what is public, whichever template it has.
    """
    if issue.kind is not None:
        return shallow(content_of(issue, result, public, subject))
    if issue.audience == "public":
        return {"result": public, "document": issue}
    seen = {"result": result, "document": issue}
    return seen if subject is None else {**seen, "subject": subject}


def content_of(issue: Issue, result: Result, public: PublicResult | None, subject: Subject | None) -> Content:
    """The content of a document of a kind."""
    assert issue.kind is not None
    maker = MAKERS[issue.kind]
    match maker:
        case OfPublic():
            assert public is not None, "the rules are checked: what has public documents says what is public"
            return maker.make(issue.title, public)
        case OfSubject():
            assert subject is not None
            return maker.make(issue.title, result, subject)
        case OfSeason():
            return maker.make(issue.title, result)


def shallow(content: Content) -> dict[str, Any]:
    """The fields of a content by name, as templates see them."""
    return {one.name: getattr(content, one.name) for one in fields(content)}
