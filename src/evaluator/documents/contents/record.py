"""What all content records have: fields of a few simple types, and what every document says of itself.

A field is text, yes or no, another record, or an ordered row of one of these; numbers and money are text as they are
to be printed, and empty text means that there is nothing to say. A template needs nothing else, in any format.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Content:
    """What every document says of itself.

    `title` is the document's, `scheme` the scheme's; `noun` is what a subject is called, `measure` its Chinese measure
    word, and `name_label` the heading over names. `blank_date` is a date to be filled in by hand, `date` the day of
    the evaluation.
    """

    title: str
    scheme: str
    authority: str
    period: str
    period_start: str
    period_end: str
    date: str
    year: str
    noun: str
    nouns: str
    measure: str
    name_label: str
    basis: str
    blank_date: str


@dataclass(frozen=True, kw_only=True)
class InternalContent(Content):
    """What internal documents say beside it: that they are internal, and by which rules they were made."""

    internal: str
    rules: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A heading and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered part of sentences, a paragraph each."""

    number: str
    title: str
    paragraphs: tuple[str, ...]
