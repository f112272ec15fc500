"""Where the headings of a form now stand: columns and lines may have been moved, put in or hidden."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.evidence.collected import Collected
from evaluator.evidence.formkey import SUBJECTS, Keyed
from evaluator.evidence.grid import Grid
from evaluator.evidence.tables import squeezed
from evaluator.problems import problem

_WITHIN = 50
"""Rows from the top in which a header is looked for, however many were put in above it."""
_NOTES = ("必填", "可不填", "required", "optional")
"""How what a form says below a header begins; no id of a subject does."""


@dataclass(frozen=True)
class Headings:
    """Headings by their column, or by their line on a page, and the names of those that the key knows."""

    texts: Mapping[int, str]
    names: Mapping[int, str]
    start: int
    """The first row of answers, or on a page the column of the answers."""

    @property
    def repeated(self) -> list[str]:
        """Names that stand above, or beside, more than one."""
        return [name for name, number in Counter(self.names.values()).items() if number > 1]


def across(grid: Grid, keyed: Keyed, found: Collected) -> Headings | None:
    """The headings above columns; None, and a problem, where there are none at all."""
    known = {squeezed(heading) for heading in keyed.names}
    counted = {
        row: sum(isinstance(value, str) and squeezed(value) in known for value in grid.rows[row].values())
        for row in sorted(grid.rows)[:_WITHIN]
    }
    header = max(counted, key=lambda row: (counted[row], -row), default=0)
    if not counted.get(header):
        found.problems.append(problem("header-missing", grid.place(), found=list(keyed.names)[:3]))
        found.rejected += keyed.role in SUBJECTS
        return None
    texts = {column: grid.text(header, column) for column in sorted(grid.rows[header])}
    names = _named(grid, keyed, {column: (header, column) for column in texts}, texts, found, header)
    whose = next((column for column, name in names.items() if name == "id"), 0)
    noted = grid.text(header + 1, whose).casefold().startswith(_NOTES)
    return Headings(texts, names, header + (2 if noted else 1))


def down(grid: Grid, keyed: Keyed, found: Collected) -> Headings | None:
    """The headings beside lines of a page, the answers in the next column."""
    known = {squeezed(heading) for heading in keyed.names}
    counted: dict[int, int] = {}
    for (_, column), value in grid.values.items():
        if isinstance(value, str) and squeezed(value) in known:
            counted[column] = counted.get(column, 0) + 1
    column = max(counted, key=lambda one: (counted[one], -one), default=0)
    if not column:
        found.problems.append(problem("header-missing", grid.place(), found=list(keyed.names)[:3]))
        found.rejected += keyed.role in SUBJECTS
        return None
    texts = {row: grid.text(row, column) for row in sorted(grid.rows)}
    texts = {row: text for row, text in texts.items() if squeezed(text) in known or (row, column + 1) in grid.values}
    return Headings(texts, _named(grid, keyed, {row: (row, column) for row in texts}, texts, found), column + 1)


def _named(
    grid: Grid,
    keyed: Keyed,
    cells: Mapping[int, tuple[int, int]],
    texts: Mapping[int, str],
    found: Collected,
    header: int = 0,
) -> dict[int, str]:
    """The name of each heading; one that is missing, there twice or unknown is a problem."""
    wanted = {squeezed(heading): (heading, name) for heading, name in keyed.names.items()}
    names: dict[int, str] = {}
    first: dict[str, int] = {}
    for position, text in texts.items():
        if not text:
            continue
        place = grid.place(*cells[position])
        if squeezed(text) not in wanted:
            found.problems.append(problem("heading-unknown", place, found=text))
            continue
        heading, name = wanted[squeezed(text)]
        names[position] = name
        if name in first:
            other = grid.place(*cells[first[name]])
            found.problems.append(problem("heading-twice", place, found=heading, first=other))
        first.setdefault(name, position)
    for heading, name in wanted.values():
        if name not in first:
            found.problems.append(problem("heading-missing", grid.place(header), found=heading))
    return names
