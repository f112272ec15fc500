"""What a look at dropped files, or at edited rules, has to show: records that the templates of the pages are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evaluator.desk.preview import Sheet
from evaluator.problems import Lang
from evaluator.result.differences import Differences, PartMoved
from evaluator.result.model import ProblemShown


@dataclass(frozen=True)
class FileShown:
    """A dropped file: its number among them, what it is, and in whose place it stands or could stand."""

    number: int
    name: str
    size: int
    kind: Literal["evidence", "rules", ""]
    instead: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubjectShown:
    """A subject the files speak of: its criteria, and each column of its outcome before and after.

    `known` says whether it was in the season before.
    """

    sheet: Sheet
    known: bool
    columns: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class SchemeLooked:
    """One scheme that the files bear on: their subjects, and everybody who would move.

    `ids` are all subjects the files speak of, `subjects` those that are shown one by one; `incomplete` are those that
    lack something they could give, as far as that was looked at. `others` counts movers that the files do not speak of.
    """

    part: PartMoved
    ids: frozenset[str]
    subjects: tuple[SubjectShown, ...]
    incomplete: frozenset[str]
    others: int

    @property
    def left_out(self) -> int:
        """How many subjects are not shown one by one."""
        return len(self.ids) - len(self.subjects)


@dataclass(frozen=True)
class Looked:
    """What evidence comes to: problems in the files, those it brings about elsewhere, and how subjects would stand.

    `beyond` counts subjects of whom it was not looked at what they lack, `unmarked` those that wait for judges' marks,
    `unattached` attachments that files name: only what was dropped is looked at. `kept` are files to save.
    """

    lang: Lang
    files: tuple[FileShown, ...]
    problems: tuple[ProblemShown, ...] = ()
    elsewhere: tuple[ProblemShown, ...] = ()
    schemes: tuple[SchemeLooked, ...] = ()
    beyond: int = 0
    unmarked: int = 0
    unattached: int = 0
    kept: tuple[str, ...] = ()

    @property
    def subjects(self) -> int:
        """How many subjects the files speak of."""
        return len({one for scheme in self.schemes for one in scheme.ids})

    @property
    def incomplete(self) -> int:
        """How many of them lack something that they could give."""
        return len({one for scheme in self.schemes for one in scheme.incomplete})

    @property
    def errors(self) -> int:
        """How many of the problems in the files are errors; the others are warnings."""
        return sum(one.severity == "error" for one in self.problems)

    @property
    def moved(self) -> int:
        """How many others would come out otherwise."""
        return sum(scheme.others for scheme in self.schemes)


@dataclass(frozen=True)
class RulesLooked:
    """What edited rules come to: which files, problems of them, and who would move by which clause."""

    lang: Lang
    files: tuple[str, ...]
    problems: tuple[ProblemShown, ...]
    differences: Differences | None = None
    unchanged: bool = False
    kept: tuple[str, ...] = ()
    watched: bool = False

    @property
    def changed(self) -> int:
        """How many subjects come out otherwise."""
        return sum(part.changed for part in self.differences.parts) if self.differences else 0


@dataclass(frozen=True)
class Meeting:
    """The page of the meeting: what the result is of, and where its own pages and the watched rules are.

    `stamp` is that of the watched rules if the result was made by them. Sizes are in MB.
    """

    lang: Lang
    title: str
    folder: str
    as_of: str
    schemes: int
    subjects: int
    rules: str
    stamp: str
    pages: bool
    files: int
    file_size: int
    all_size: int
    inputs: int
