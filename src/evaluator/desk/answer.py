"""What commands answer as JSON: what every answer says, and those that say no more than a file or a text.

Keys are in English, messages in the language asked for. Where a command has a model of its own (a comparison, a
sweep) that is its answer; a command that could do nothing answers with `Refused`. All of it is taken from what was
found: nothing is worked out here.
"""

from typing import Literal

from evaluator.problems import Lang
from evaluator.result.model import ProblemShown
from evaluator.result.part import Part


class Answer(Part):
    """What every answer says: the exit status, and all problems."""

    status: int
    problems: tuple[ProblemShown, ...]


class Refused(Answer):
    """Nothing was done, for the reasons that the problems give."""

    status: Literal[2] = 2


class Written(Answer):
    """A file that was written."""

    file: str
    bytes: int
    sha256: str


class Printed(Answer):
    """PDF files that were written, by name within the folder."""

    folder: str
    files: tuple[str, ...]


class Formed(Answer):
    """A form that was made: the file it was written to, or its text."""

    file: str
    bytes: int
    sha256: str
    text: str


class Told(Answer):
    """A text that was made."""

    lang: Lang
    text: str


class Serving(Answer):
    """Where the meeting's page is: the one address that gives access to it."""

    folder: str
    url: str
    port: int
