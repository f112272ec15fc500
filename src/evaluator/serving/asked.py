"""What passes, as bytes, between the server and the child process in which everything is read and judged."""

from typing import Literal

import msgspec

from evaluator.problems import Lang, Problem

What = Literal["open", "files", "rules"]


class Place(msgspec.Struct, frozen=True):
    """Which result is looked at, from where its inputs are found, and what pages are made from.

    `rules` is the folder of rules that is watched, where it is not the one the result was made by.
    """

    folder: str
    base: str
    rules: str
    templates: str
    lang: Lang | None


class Dropped(msgspec.Struct, frozen=True):
    """A file that somebody dropped in. `instead` is the input in whose place it stands, empty where it is one more."""

    name: str
    data: bytes
    instead: str = ""


class Asked(msgspec.Struct, frozen=True):
    """One thing to do: open the result and make the meeting's page, look at files, or at the folder of rules.

    `key` is that under which the server keeps the files that somebody may save.
    """

    place: Place
    what: What
    files: list[Dropped] = []
    key: str = ""


class Answer(msgspec.Struct, frozen=True):
    """A part of a page, and the files that somebody may save; or why there is none."""

    page: bytes = b""
    kept: dict[str, bytes] = {}
    lang: Lang = "zh"
    watched: str = ""
    problems: list[Problem] = []
