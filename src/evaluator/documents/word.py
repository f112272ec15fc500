"""A Word template and what it is to say, to a Word document: the same bytes each time.

A template is an ordinary .docx file whose text holds tags. It is read once, whatever number of documents it makes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from evaluator.documents.bars import bar
from evaluator.documents.bounded import SECONDS, bounded
from evaluator.documents.environment import TOO_MUCH, failures, line_of, said_by, sandboxed
from evaluator.documents.word_file import Archive, opened, packed
from evaluator.documents.word_grid import shared_out
from evaluator.documents.word_parts import DELIMITERS, Part, at, of, read_part
from evaluator.problems import Lang, Place, Problem, problem

if TYPE_CHECKING:
    from jinja2 import Template as JinjaTemplate

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_SIGN = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_CELL_WITHOUT_TEXT = re.compile(r"</w:tc>(?<!</w:p></w:tc>)(?<!<w:p/></w:tc>)")  # looks back only where a cell ends
_TABLE_WITHOUT_ROWS = re.compile(r"<w:tbl>(?:(?!<w:tr\b|<w:tbl>).)*?</w:tbl>", re.DOTALL)


@dataclass(frozen=True)
class Read:
    """A template that was read: its archive, its parts that hold tags by name, and what is wrong with it."""

    archive: Archive | None
    parts: Mapping[str, Part]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()

    def lines(self) -> bytes:
        """Its paragraphs as lines, so that a problem can show the one it is about."""
        found = {one.number: one.text for part in self.parts.values() for one in part.paragraphs}
        shown = (" ".join(found.get(number, "").split("\n")) for number in range(1, max(found, default=0) + 1))
        return "\n".join(re.sub(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t]", " ", line) for line in shown).encode()


def read_template(data: bytes, file: str) -> Read:
    """A template read; `file` is its name as people see it."""
    archive = opened(data)
    if isinstance(archive, str):
        return Read(None, {}, (problem("template-not-word", Place(file), found=archive),))
    parts: dict[str, Part] = {}
    first = 1
    for name, story in archive.stories():
        part = read_part(archive.parts[name], story, file, first)
        if isinstance(part, str):
            return Read(None, {}, (problem("template-not-word", Place(file), found=f"{name}: {part}"),))
        parts[name] = part
        first += len(part.paragraphs)
    found = (one for part in parts.values() for one in (*part.problems, *syntax(part, file)))
    warned = (one for part in parts.values() for one in part.warnings)
    return Read(archive, parts, tuple(found), tuple(dict.fromkeys(warned)))


def syntax(part: Part, file: str) -> Iterator[Problem]:
    """What Jinja does not understand of a part that is right but for that."""
    from jinja2 import TemplateSyntaxError

    if part.problems:
        return
    try:
        environment().parse(part.source)
    except TemplateSyntaxError as error:
        yield _located(part, error.lineno, "template-wrong", file, found=error)


def environment() -> Any:
    """Where the parts of Word files run: what they print is XML, and its line breaks are Word's."""
    made = sandboxed(autoescape=True, finalize=as_xml, keep_trailing_newline=True, **DELIMITERS)
    made.filters["bar"] = bar
    return made


def as_xml(value: object) -> object:
    """A value as it stands in a text of Word: what XML forbids replaced, breaks and tabs as Word writes them."""
    from jinja2 import Undefined
    from markupsafe import Markup

    if isinstance(value, (Markup, Undefined)):
        return value
    if value is None:
        return ""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", str(value)))
    if "\n" not in text and "\t" not in text:
        return text
    pieces = re.split("([\n\t])", text)
    return Markup("").join(
        Markup(f'</w:t>{_SIGN[piece]}<w:t xml:space="preserve">') if piece in _SIGN else Markup(escape(piece))
        for piece in pieces
    )


class WordRenderer:
    """Word documents from the templates of a folder; a template that fails is a problem and makes no document."""

    def __init__(self, templates: Mapping[str, bytes], lang: Lang, folder: str) -> None:
        self.problems: list[Problem] = []
        self._templates, self._lang, self._folder = templates, lang, folder
        self._environment = environment()
        self._ready: dict[str, _Ready | None] = {}

    def document(self, template: str, title: str, context: Mapping[str, Any]) -> bytes | None:
        """One document, or None with the reason among the problems; a template that failed is not tried again."""
        name = f"{self._lang}/{template}"
        if name not in self._ready:
            self._ready[name] = self._read(name)
        ready = self._ready[name]
        if ready is None:
            return None
        changed: dict[str, bytes] = {}
        for part, (source, runs) in ready.parts.items():
            try:
                with bounded():
                    changed[part] = _whole(runs.render(context)).encode()
            except (*failures(), *TOO_MUCH) as error:
                self.problems.append(self._failure(source, part, name, error))
                self._ready[name] = None
                return None
        return packed(ready.archive, changed, title)

    def _read(self, name: str) -> "_Ready | None":
        file = f"{self._folder}/{name}"
        if name not in self._templates:
            self.problems.append(problem("template-missing", Place(file), found=name, expected=self._folder))
            return None
        read = read_template(self._templates[name], file)
        self.problems += read.problems
        if read.problems or read.archive is None:
            return None
        made = {}
        for part, source in read.parts.items():
            try:
                with bounded():
                    code = self._environment.compile(source.source, name=part, filename=part)
            except (*failures(), *TOO_MUCH) as error:
                self.problems.append(self._failure(source, part, name, error))
                return None
            made[part] = (source, self._environment.template_class.from_code(self._environment, code, {}))
        return _Ready(read.archive, made)

    def _failure(self, part: Part, part_name: str, name: str, error: BaseException) -> Problem:
        from jinja2 import UndefinedError

        if isinstance(error, TOO_MUCH):
            details = {"expected": SECONDS}
            return _located(part, line_of(error, part_name), "template-too-much", f"{self._folder}/{name}", **details)
        code = "template-undefined" if isinstance(error, UndefinedError) else "template-wrong"
        said = error.message if isinstance(error, UndefinedError) else said_by(error)
        return _located(part, line_of(error, part_name), code, f"{self._folder}/{name}", found=said)


@dataclass(frozen=True)
class _Ready:
    """A template that makes documents: its archive, and its parts with what runs them."""

    archive: Archive
    parts: Mapping[str, "tuple[Part, JinjaTemplate]"]


def _located(part: Part, line: int, code: str, file: str, **details: object) -> Problem:
    """A problem at the tag that stands in a line of the source, or the last before it."""
    known = [number for number in part.tags if number <= line]
    if known:
        return of(part.tags[max(known)], code, file, **details)
    if part.paragraphs:
        return at(code, file, part.paragraphs[0], 1, **details)
    return problem(code, Place(file), subject="", **details)


def _whole(xml: str) -> str:
    """XML as Word wants it, where loops that came to nothing left a cell without text or a table without rows."""
    if "</w:tblGrid></w:tbl>" in xml:
        xml = _TABLE_WITHOUT_ROWS.sub("<w:p/>", xml)
    xml = shared_out(xml)
    return _CELL_WITHOUT_TEXT.sub("<w:p/></w:tc>", xml)
