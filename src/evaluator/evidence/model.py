"""What evidence is: records as read, then one table of subjects with typed answers and their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluator.problems import Place, Problem

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Record:
    """One part of one subject's evidence, values as written. `cells` marks text whose type is not written (CSV).

    `headings` are what stands above or beside the answers in a table, where that is not their name.
    """

    place: Place
    identity: Mapping[str, Any]
    answers: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    assessed: Any = None
    attachments: Any = None
    cells: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)

    def place_of(self, name: str) -> Place:
        """Where an answer stands: its own place, or the record's where a record is one line."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class RawMark:
    """One judge's mark as written."""

    judge: str
    subject: str
    aspect: str
    mark: Any
    place: Place
    cells: bool = False


@dataclass(frozen=True, slots=True)
class RawRecusal:
    """A judge who did not judge a subject, as written."""

    judge: str
    subject: str
    place: Place


@dataclass(frozen=True)
class Decision:
    """What people decided: the order within an open tie, or whether an interview is held."""

    settles: str
    by: str
    on: date
    reason: str
    place: Place
    order: tuple[str, ...] = ()
    subject: str = ""
    outcome: str = ""


class EventRow(NamedTuple):
    """One row of an events table, its values in the order of the declared columns (None: missing)."""

    values: tuple[Any, ...]
    place: Place


class Assessment(NamedTuple):
    """What a named person judged."""

    points: Fraction
    by: str
    reason: str
    place: Place


@dataclass(frozen=True)
class Attachment:
    """A file put in to support an answer."""

    row: int
    field: str
    file: str
    digest: str
    base: str
    place: Place


@dataclass(frozen=True)
class Evidence:
    """Subjects in the order of their ids, with typed answers by field: None is missing.

    A decimal is a whole number of units of its field's last place; an events table is a list of `EventRow`. Columns
    of many subjects are Polars series, those of few are lists; choices and events are always lists.
    `unsettled` holds (row, field) of values that were submitted but bad or conflicting: they count as missing.
    `waived` holds (row, gate or veto) of what somebody with authority waived: it stands in nobody's way.
    """

    ids: "list[str] | pl.Series"
    names: "list[str] | pl.Series"
    streets: "list[str] | pl.Series"
    communities: "list[str] | pl.Series"
    answers: Mapping[str, Any]
    unsettled: frozenset[tuple[int, str]]
    places: Mapping[tuple[int, str], Place]
    row_places: Sequence[Place]
    assessed: Mapping[tuple[int, str], tuple[Assessment, ...]]
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    submitted: Mapping[int, str] = field(default_factory=dict)
    waived: frozenset[tuple[int, str]] = frozenset()

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each subject, by its id."""
        return {subject: row for row, subject in enumerate(self.ids)}

    def place(self, row: int, name: str) -> Place:
        """Where a subject's answer stands: its own line, or its record's where a record is one line."""
        return self.places.get((row, name), self.row_places[row])
