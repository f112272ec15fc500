"""The documents a scheme issues, and what it makes public of its subjects."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from evaluator.kinds import FORMATS, KINDS, PUBLIC_FOLDER, Audience, Format, KindId, Per
from evaluator.language.conditions import Asked
from evaluator.language.scalars import Word
from evaluator.language.shape import Model, Text, Words
from evaluator.language.words import keyword, keywords
from evaluator.problems import Problem, problem

_OF_TEMPLATES = ("id", "title", "per", "audience")
"""What an official document has by its kind, and one by a template of one's own must say."""


class Document(Model):
    """A document to issue: an official one by its `kind`, or any other by its `template`.

    There is one for each subject (where `when` holds), or one for the whole season. Of a kind, `id` and `title` are
    the kind's own unless they are given, and it may be limited to some of the `formats`.
    """

    kind: KindId | None = None
    own_id: Word | None = Field(None, alias="id")
    own_title: Words | None = Field(None, alias="title")
    template: Word | None = None
    own_per: Per | None = Field(None, alias="per")
    when: Asked | None = None
    own_audience: Audience | None = Field(None, alias="audience")
    formats: tuple[Format, ...] = ()

    @property
    def id(self) -> str:
        return self.own_id or self.kind or ""

    @property
    def title(self) -> Text:
        if self.own_title is not None or self.kind is None:
            return self.own_title or Text(zh=self.id, en=self.id)
        title = KINDS[self.kind].title
        return Text(zh=title["zh"], en=title["en"])

    @property
    def per(self) -> Per:
        return self.own_per or (KINDS[self.kind].per if self.kind else "season")

    @property
    def audience(self) -> Audience:
        return self.own_audience or (KINDS[self.kind].audience if self.kind else "internal")

    @property
    def made_in(self) -> tuple[Format, ...]:
        """The formats there may be of it; by a template of one's own there are pages only."""
        return ("html",) if self.kind is None else self.formats or FORMATS


class Public(Model):
    """What is public of a subject: its name in full or masked, and these columns of the result."""

    names: Literal["full", "masked"]
    shows: tuple[Literal["street", "community", "rank", "total", "grade", "tier", "subsidy"], ...]


def check_documents(documents: tuple[Document, ...], public: Public | None) -> Iterator[Problem]:
    """What is wrong with how documents are declared."""
    for one in documents:
        if (one.kind is None) == (one.template is None):
            yield problem("one-of-keys", one.place, expected=keywords(("kind", "template"), "Document"))
        elif one.kind is not None:
            for key in ("per", "audience"):
                if getattr(one, f"own_{key}") is not None:
                    found, other = keyword(key, "Document"), keyword("template", "Document")
                    yield problem("key-not-here", one.place_at(key), found=found, expected=other)
        else:
            yield from _of_template(one)
        if one.id == PUBLIC_FOLDER:
            yield problem("name-reserved", one.place_at("id"), found=one.id)
        if one.audience == "public" and public is None:
            yield problem("public-unsaid", one.place, found=one.id)


def _of_template(one: Document) -> Iterator[Problem]:
    for key in _OF_TEMPLATES:
        if getattr(one, f"own_{key}") is None:
            yield problem("key-missing", one.place, found=keyword(key, "Document"))
    if one.formats:
        found, other = keyword("formats", "Document"), keyword("kind", "Document")
        yield problem("key-not-here", one.place_at("formats"), found=found, expected=other)
    name = (one.template or "").partition(".")[0]
    if name in KINDS:
        expected = keyword(name, "Document.kind")
        yield problem("template-of-kind", one.place_at("template"), found=one.template, expected=expected)
    if one.audience == "public" and one.per == "subject":
        yield problem("public-of-subject", one.place_at("audience"), found=one.id)
