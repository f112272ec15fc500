"""A part of a Word file, such as its text or a footer, as the source of a template with the places of its tags."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.dom.minidom import Document, parseString
from xml.parsers.expat import ExpatError

from evaluator.documents.tags import faults
from evaluator.documents.word_blocks import blocks, place
from evaluator.documents.word_paragraphs import Paragraph, Story, paragraphs
from evaluator.documents.word_tags import END, MARK, Tag, tags_of
from evaluator.documents.word_xml import take_out
from evaluator.problems import Place, Problem, problem

DELIMITERS = {
    "block_start_string": f"{MARK}%",
    "block_end_string": f"%{END}",
    "variable_start_string": f"{MARK}{{",
    "variable_end_string": f"}}{END}",
    "comment_start_string": f"{MARK}#",
    "comment_end_string": f"#{END}",
}
"""Between signs that no XML holds, so that nothing else in the file is taken for a tag."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKED = re.compile(f"{MARK}(/?)([0-9]+){END}")
_LEFT_BY_WORD = ("w:proofErr", "w:lastRenderedPageBreak")
_REMARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_OF_ONE_EDIT = re.compile(r"^(?:w:rsid\w*|w14:(?:paraId|textId))$")
"""Marks of the edit a paragraph comes from: a repeated paragraph may not repeat them."""
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")


@dataclass(frozen=True)
class Part:
    """A part as a template: its source, the tag that stands in each line of it, its paragraphs, what is wrong in it."""

    source: str
    tags: Mapping[int, Tag]
    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_part(data: bytes, story: Story, file: str, first: int) -> Part | str:
    """A part read, or why it cannot be; `first` is the number of its first paragraph in the file `file`."""
    document = _document(data)
    if isinstance(document, str):
        return document
    _tidy(document)
    found: list[Problem] = []
    tags: list[Tag] = []
    texts = tuple(paragraphs(document, story, first))
    for paragraph in texts:
        for fault in faults(paragraph.text):
            details = {"found": fault.found, "expected": fault.expected}
            found.append(at(f"template-{fault.kind}", file, paragraph, fault.at + 1, **details))
        tags += tags_of(paragraph, len(tags))
    warnings = [of(tag, "template-mixed", file, found=tag.text) for tag in tags if tag.mixed]
    warnings += _tracked(document, file)

    badly_written = bool(found)

    def tell(code: str, tag: Tag, said: str) -> None:
        if badly_written:
            return  # the other end of a loop may be one of the tags that were not read
        found.append(at(code, file, tag.paragraph, tag.column, found=said, tag=tag.text))

    place(blocks([tag for tag in tags if tag.node is not None], tell), tell)
    root = document.documentElement
    assert root is not None
    source, lines = _sourced(root.toxml(), tags)
    return Part(source, lines, texts, tuple(found), tuple(warnings))


def of(tag: Tag, code: str, file: str, **details: object) -> Problem:
    """A problem at a tag."""
    return at(code, file, tag.paragraph, tag.column, **details)


def at(code: str, file: str, paragraph: Paragraph, column: int, **details: object) -> Problem:
    """A problem in a paragraph."""
    where: dict[str, object] = {"where_zh": paragraph.where("zh"), "where_en": paragraph.where("en")}
    return _problem(code, Place(file, paragraph.number, column), {**where, **details})


def _problem(code: str, place: Place, details: Mapping[str, object]) -> Problem:
    return problem(code, place, subject="", **details)


def _document(data: bytes) -> Document | str:
    """The tree of a part, or why there is none."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "DOCTYPE"
    try:
        document = parseString(data)
    except (ExpatError, ValueError, RecursionError) as error:
        return str(error)
    root = document.documentElement
    return document if root is not None and root.tagName.startswith("w:") else "w:document"


def _tidy(document: Document) -> None:
    """Away with what Word leaves of its own work, which may not stand twice, and with what people wrote beside."""
    for name in (*_LEFT_BY_WORD, *_REMARKS):
        for element in list(document.getElementsByTagName(name)):
            take_out(element)
    for element in document.getElementsByTagName("*"):
        for name in [one for one, _ in element.attributes.items() if _OF_ONE_EDIT.match(one)]:
            element.removeAttribute(name)


def _tracked(document: Document, file: str) -> Iterator[Problem]:
    """That a template holds changes nobody has accepted yet."""
    for name in _TRACKED:
        if document.getElementsByTagName(name):
            yield problem("template-tracked", Place(file))
            return


def _sourced(xml: str, tags: Sequence[Tag]) -> tuple[str, Mapping[int, Tag]]:
    """XML with the tags put in, each on a line of its own, and the tag of each line."""
    pieces: list[str] = [_HEAD]
    lines: dict[int, Tag] = {}
    line, last = 2, 0
    for match in _MARKED.finditer(xml):
        tag = tags[int(match[2])]
        pieces += [xml[last : match.start()], tag.source(ends=bool(match[1]))]
        line += pieces[-2].count("\n") + pieces[-1].count("\n")
        lines[line] = tag
        last = match.end()
    pieces.append(xml[last:])
    return "".join(pieces), lines
