"""Tables with a subject, or a mark, to a row: what their columns are called, and rows to records."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator.evidence.cells import half, text_of
from evaluator.evidence.collected import MARK_COLUMNS, Collected
from evaluator.evidence.model import RawMark, Record
from evaluator.evidence.values import Fault, is_missing
from evaluator.language.source import REPEATED, PlacedList, PlacedMap
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, problem

WORDS: Mapping[str, str] = {
    "类别": "kind",
    "编号": "id",
    "名称": "name",
    "街道": "street",
    "所在街道": "street",
    "社区": "community",
    "所在社区": "community",
}
"""What Chinese tables call the columns that say whom a row is about."""

_JUDGED = re.compile(r"(.+)\.(points|by|reason)(?:\.(\d+))?")


def is_judged(name: str) -> bool:
    """Whether a column holds what a person judged: points, a name or a reason."""
    return "." in name and _JUDGED.fullmatch(name) is not None


@dataclass(frozen=True)
class Row:
    """One row: what its cells hold and where each stands, by the name of the column."""

    place: Place
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    def at(self, name: str) -> Place:
        """Where a cell of the row stands, or the row."""
        return self.places.get(name, self.place)

    def heading(self, name: str) -> str:
        """What the table itself calls a column."""
        return self.headings.get(name, name)


_LOOKED_UP = frozenset(("kind", "id", *MARK_COLUMNS))
"""Names and reasons stay as they were written, brackets and commas included: they go into documents."""


def squeezed(text: str) -> str:
    """A heading as it is compared: whatever its width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def column_names(cells: Sequence[str]) -> list[str]:
    """The names of a header's columns: those that say whom a row is about may be given in Chinese."""
    names = [half(cell) for cell in cells]
    return [WORDS.get("".join(name.split()), name) for name in names]


def twice(names: Sequence[str]) -> str | None:
    """The first name that stands over several columns."""
    known = Counter(names)
    return next((name for name in names if known[name] > 1), None)


def is_header(names: Iterable[str], cells: Sequence[str]) -> bool:
    """Whether a row of cells names columns: kind and id, those of marks, or the id by its Chinese word."""
    found = set(names)
    given = {half(cell) for cell in cells}
    return {"kind", "id"} <= found or found == set(MARK_COLUMNS) or ("id" in found and "编号" in given)


def take_row(row: Row, names: Sequence[str], found: Collected) -> None:
    """A row of a table becomes a record, or a mark."""
    if set(names) == set(MARK_COLUMNS):
        judge, subject, aspect = (word(row, name, found) for name in MARK_COLUMNS[:3])
        take_mark(judge, subject, aspect, row, "mark", found)
    else:
        found.records.append(record(row, {}, found))


def take_mark(judge: str, subject: str, aspect: str, row: Row, name: str, found: Collected) -> None:
    """One mark, unless its cell holds what is none."""
    raw = row.values[name]
    if isinstance(raw, Fault):
        details = {**raw.details, "field": row.heading(name)}
        found.problems.append(problem(raw.code, row.at(name), subject=subject, **details))
    else:
        mark = half(raw) if isinstance(raw, str) else raw
        found.marks.append(RawMark(judge, subject, aspect, mark, row.at(name), cells=True))


def record(row: Row, known: Mapping[str, str], found: Collected) -> Record:
    """The record of a row; `known` is what every row of its table says of the subject."""
    identity = {**known, **{name: word(row, name, found) for name in IDENTITY if name in row.values}}
    answers: dict[str, Any] = {}
    judged: dict[str, dict[int, PlacedMap]] = {}
    for name, raw in row.values.items():
        if name in IDENTITY or name.startswith("submitted."):
            continue
        part = _JUDGED.fullmatch(name) if "." in name else None
        if part is None:
            answers[name] = raw
        elif not is_missing(raw, cells=True):
            _judge(row, name, judged.setdefault(part[1], {}), part, found)
    assessed = _assessed(judged, row) if judged else None
    return Record(row.place, identity, answers, row.places, assessed, cells=True, headings=row.headings)


def word(row: Row, name: str, found: Collected) -> str:
    """A text, or nothing where the cell holds what is none; what is looked up is in narrow letters and digits."""
    raw = row.values[name]
    if raw is REPEATED or raw is None:
        return ""
    text = text_of(raw)
    if text is not None:
        return half(text) if name in _LOOKED_UP else text
    fault = raw if isinstance(raw, Fault) else Fault("cell-long-number", {"found": raw})
    found.problems.append(problem(fault.code, row.at(name), **{**fault.details, "field": row.heading(name)}))
    return ""


def _judge(row: Row, name: str, judged: dict[int, PlacedMap], part: re.Match[str], found: Collected) -> None:
    """One of the cells in which a person gives points, a name or a reason."""
    given = judged.setdefault(int(part[3] or 1), PlacedMap(row.at(name)))
    raw = row.values[name]
    plain = half(raw) if isinstance(raw, str) and part[2] == "points" else raw
    given[part[2]] = plain if part[2] == "points" else word(row, name, found)
    given.places[part[2]] = row.at(name)


def _assessed(judged: Mapping[str, Mapping[int, PlacedMap]], row: Row) -> PlacedMap:
    """What was judged, by criterion: one person's, or a list."""
    made = PlacedMap(row.place)
    for name, persons in judged.items():
        given = [persons[number] for number in sorted(persons)]
        places = [one.place for one in given]
        made.places[name] = places[0]
        if len(given) == 1:
            made[name] = given[0]
        else:
            made[name] = PlacedList(places[0])
            made[name].extend(given)
            made[name].places.extend(places)
    return made
