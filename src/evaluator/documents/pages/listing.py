"""The table of all subjects on a scheme's page: columns whose different values are kept once, rows of their numbers.

The page's own script filters and sorts by these numbers, so that thousands of subjects cost little; without the script
the first rows stand in the page as they are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from evaluator.documents.pages.readings import readings
from evaluator.result.shown_subject import Subject

SHOWN = 400
"""So many rows stand in the page without the script; of more subjects, those that lack something or are open."""

Kind = Literal["rank", "name", "place", "total", "part", "finding", "outcome", "money", "state", "change", "papers"]


class Value(NamedTuple):
    """One value of a column: what is shown, what it sorts by (empty: last), a mark before it, and its code in filters.

    `word` says the mark to those who do not see it; `look` is a name of the style sheet.
    """

    text: str
    sort: str = ""
    mark: str = ""
    word: str = ""
    code: str = ""
    look: str = ""


@dataclass(frozen=True)
class Column:
    """One column with its different values, and the number of each subject's.

    `number` is set to the right; `of` is what it is scored out of, `weight` what it weighs in the total.
    """

    key: str
    kind: Kind
    title: str
    number: bool
    of: str
    weight: str
    values: tuple[Value, ...]
    cells: tuple[int, ...]

    @cached_property
    def choices(self) -> list[tuple[Value, int]]:
        """What can be filtered by, and how many subjects have it."""
        counts = Counter(self.cells)
        found = [(value, counts[number]) for number, value in enumerate(self.values) if value.code]
        return sorted(found, key=lambda pair: pair[0].sort) if self.kind in ("place", "state") else found


@dataclass(frozen=True)
class Line:
    """One subject's row: its number in the order, whether something of it is open, and its group.

    `papers` are its documents, each in a folder of its own under the name `file`.
    """

    number: int
    subject: Subject
    file: str
    papers: tuple[int, ...]
    open: bool
    group: int


@dataclass(frozen=True)
class Listing:
    """The whole table. `papers` are folder and title of documents that subjects get."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    groups: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]

    def column(self, key: str) -> Column | None:
        """The column of that key."""
        return next((one for one in self.columns if one.key == key), None)

    @property
    def findings(self) -> tuple[Column, ...]:
        """The columns of criteria and aspects."""
        return tuple(one for one in self.columns if one.kind == "finding")

    @property
    def whole(self) -> bool:
        """Whether every row stands in the page without the script."""
        return len(self.lines) <= SHOWN

    @cached_property
    def first(self) -> Sequence[Line]:
        """The rows that stand in the page."""
        if self.whole:
            return self.lines
        return [one for one in self.lines if one.open or _lacks(one.subject)][:SHOWN]

    def links(self, line: Line) -> list[tuple[str, str]]:
        """Where each document of a row stands, and its title."""
        return [(f"{self.papers[number][0]}/{line.file}", self.papers[number][1]) for number in line.papers]

    def cells(self, line: Line) -> Iterator[tuple[Column, Value]]:
        """A row's values with their columns."""
        return ((column, column.values[column.cells[line.number]]) for column in self.columns)

    def data(self) -> dict[str, Any]:
        """The table as the page's script reads it."""
        subjects = [line.subject for line in self.lines]
        return {
            "columns": [
                {
                    "key": one.key,
                    "kind": one.kind,
                    "number": one.number,
                    "of": one.of,
                    "weight": one.weight,
                    "values": one.values,
                }
                for one in self.columns
            ],
            "rows": [
                [line.subject.id, line.subject.name, line.file, line.papers, line.group, int(line.open), *cells]
                for line, *cells in zip(self.lines, *(one.cells for one in self.columns), strict=True)
            ],
            "groups": self.groups,
            "papers": self.papers,
            "readings": readings(text for one in subjects for text in {one.name, one.street, one.community}),
        }


def _lacks(subject: Subject) -> bool:
    return any(one.verdict not in ("met", "not-applicable") for one in subject.findings)
