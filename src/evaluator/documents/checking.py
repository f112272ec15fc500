"""Templates checked as they lie in their folder: how their tags are written, and every name they use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from evaluator.documents.contents.kinds import MAKERS
from evaluator.documents.html import environment as of_pages
from evaluator.documents.names import unknown_names
from evaluator.documents.names_within import Unknown
from evaluator.documents.tags import faults
from evaluator.documents.word import environment as of_word
from evaluator.documents.word import read_template
from evaluator.documents.word_parts import Part, of
from evaluator.problems import Lang, Place, Problem, problem

WORD, PAGES = ".docx", (".html", ".md")
FOLDERS = ("zh", "en", "shared")


@dataclass(frozen=True)
class Looked:
    """What was found in templates, and of each Word file its paragraphs as lines, to show those problems are about."""

    problems: tuple[Problem, ...]
    lines: Mapping[str, bytes]


def is_template(name: str) -> bool:
    """Whether a file is a template, by its name and that of its folder."""
    path = PurePosixPath(name)
    return path.suffix in (WORD, *PAGES) and path.parent.name in FOLDERS


def look_at(tree: Mapping[str, bytes], named: Mapping[str, str]) -> Looked:
    """Templates of a folder looked at: those of `named`, which gives each the name that people know it by."""
    found: list[Problem] = []
    lines: dict[str, bytes] = {}
    for name, shown in named.items():
        if name.endswith(WORD):
            read = read_template(tree[name], shown)
            lines[shown] = read.lines()
            found += [*read.problems, *read.warnings]
            if not read.problems:
                found += [one for part in read.parts.values() for one in _names_in_word(part, name, shown)]
        else:
            found += _page(tree, name, named)
    return Looked(tuple(found), lines)


def _content(name: str) -> type | None:
    """What the templates of a kind are given; nothing is known of others."""
    made = {str(kind): maker.content for kind, maker in MAKERS.items()}
    return made.get(PurePosixPath(name).stem)


def _names_in_word(part: Part, name: str, shown: str) -> Iterator[Problem]:
    content = _content(name)
    if content is None:
        return
    for one in unknown_names(of_word(), part.source, content, name, given=()):
        details = {"nearest": one.nearest} if one.nearest else {}
        yield of(part.tags[_nearest_line(part, one.line)], "template-undefined", shown, found=one.name, **details)


def _nearest_line(part: Part, line: int) -> int:
    """The last line with a tag up to a line."""
    return max((known for known in part.tags if known <= line), default=min(part.tags))


def _page(tree: Mapping[str, bytes], name: str, named: Mapping[str, str]) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError

    shown = named[name]
    try:
        text = tree[name].decode()
    except UnicodeDecodeError as error:
        line = tree[name][: error.start].count(b"\n") + 1
        yield problem("not-utf8", Place(shown, line), found=tree[name][error.start : error.start + 1])
        return
    wrong = list(faults(text, whole_text=False))
    for fault in wrong:
        line, column = text.count("\n", 0, fault.at) + 1, fault.at - text.rfind("\n", 0, fault.at)
        yield problem(f"template-{fault.kind}", Place(shown, line, column), found=fault.found, expected=fault.expected)
    lang: Lang = "en" if PurePosixPath(name).parent.name == "en" else "zh"
    environment = of_pages(tree, lang)
    try:
        environment.parse(text)
    except TemplateSyntaxError as error:
        if not wrong:
            yield problem("template-wrong", Place(shown, error.lineno), found=error)
        return
    content = _content(name)
    if content is not None:
        yield from (_told(one, name, named) for one in unknown_names(environment, text, content, name))


def _told(one: Unknown, name: str, named: Mapping[str, str]) -> Problem:
    folder = named[name].removesuffix(name)
    file = named.get(one.template) or f"{folder}{one.template}"
    details = {"nearest": one.nearest} if one.nearest else {}
    return problem("template-undefined", Place(file, one.line), found=one.name, **details)
