"""Workbooks that are forms of a scheme, read as their hidden key says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from evaluator.evidence.book import Book
from evaluator.evidence.cells import half
from evaluator.evidence.collected import Collected
from evaluator.evidence.formkey import KEY_SHEET, OWN, SUBJECTS, Key, Keyed, is_own, read_key
from evaluator.evidence.grid import Grid, ignored, table_rows
from evaluator.evidence.headings import across, down
from evaluator.evidence.model import RawRecusal, Record
from evaluator.evidence.readings import Read
from evaluator.evidence.tables import Row, record, squeezed, take_mark, word
from evaluator.evidence.values import Fault, is_missing
from evaluator.language.scalars import NO, NOTHING, YES
from evaluator.language.source import REPEATED, PlacedList, PlacedMap
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, problem, shown

_JUDGE, _RECUSED = "评委", "回避"
"""The label beside which a judge's name stands, and what stands for a subject that the judge stood back from."""


def read_form(book: Book, file: str, found: Collected) -> Read:
    """What a form says: subjects, their events, and judges' marks."""
    key = read_key(next(sheet for sheet in book.sheets if sheet.name == KEY_SHEET))
    if key is None:
        found.problems.append(problem("form-key", Place(file, sheet=KEY_SHEET)))
        found.rejected += 1
        return found.read()
    by_name = {sheet.name: sheet for sheet in book.sheets}
    form = _Form(key, found)
    for keyed in key.sheets:
        if keyed.name in by_name:
            grid = Grid(file, by_name[keyed.name])
            found.problems += grid.hidden()
            _READERS[keyed.role](form, grid, keyed)
        else:
            found.problems.append(problem("sheet-missing", Place(file, sheet=shown(keyed.name)), found=keyed.name))
            found.rejected += keyed.role in SUBJECTS
    form.join_events()
    known = {keyed.name for keyed in key.sheets}
    found.problems += ignored([sheet for sheet in book.sheets if not is_own(sheet.name, known)], file)
    return found.read((key.scheme, key.version, Place(file)))


@dataclass(frozen=True)
class _Event:
    """A row of a table of events: whose it is, of which field, and what the table calls its columns."""

    subject: str
    about: str
    part: PlacedMap
    headings: Mapping[str, str]


@dataclass
class _Form:
    """Reads one sheet of a form after another."""

    key: Key
    found: Collected
    events: list[_Event] = field(default_factory=list)

    def subjects(self, grid: Grid, keyed: Keyed) -> None:
        """A subject to a row."""
        for row in self._rows(grid, keyed):
            self._take(row)

    def subject(self, grid: Grid, keyed: Keyed) -> None:
        """One subject: what is asked in one column, the answers in the next. A page left blank says nothing."""
        headings = down(grid, keyed, self.found)
        if headings is None:
            return
        rows = {name: row for row, name in headings.names.items()}
        covered = grid.covered(sorted(rows.values()), [headings.start])
        at = {name: (row, headings.start) for name, row in rows.items()}
        values = {name: covered.get(cell, grid.values.get(cell)) for name, cell in at.items()}
        if any(value is not None for value in values.values()):
            values |= dict.fromkeys(headings.repeated, REPEATED)
            places = {name: grid.place(*cell) for name, cell in at.items()}
            first = places.get("id") or next(iter(places.values()))
            said = {name: heading for heading, name in keyed.names.items()}
            self._take(Row(first, values, places, said))

    def events_of(self, grid: Grid, keyed: Keyed) -> None:
        """An event to a row, with the subject's id."""
        for row in self._rows(grid, keyed):
            part = PlacedMap(row.place)
            for name, value in row.values.items():
                if name != "id" and value is not None:  # that says whose it is; a table may have others like it
                    own, at = name.removeprefix(OWN), row.at(name)
                    part[own], part.places[own], part.key_places[own] = value, at, at
            if part:
                subject = word(row, "id", self.found) if "id" in row.values else ""
                said = {f"{keyed.about}.{name.removeprefix(OWN)}": heading for name, heading in row.headings.items()}
                self.events.append(_Event(subject, keyed.about, part, said))

    def join_events(self) -> None:
        """Give events to their subjects; where the form tells of one subject only, those without an id are its own."""
        records = {str(one.identity["id"]): one for one in self.found.records}
        sole = next(iter(records)) if len(records) == 1 else ""
        given: dict[tuple[str, str], list[_Event]] = {}
        for event in self.events:
            whose = event.subject or sole
            if whose:
                given.setdefault((whose, event.about), []).append(event)
            else:
                self.found.problems.append(problem("row-without-id", event.part.place))
                self.found.rejected += 1
        for (whose, about), events in given.items():
            if whose in records:
                self._not_none(records[whose], about, events[0])
            rows = PlacedList(events[0].part.place)
            rows.extend(event.part for event in events)
            rows.places.extend(event.part.place for event in events)
            identity, places = {"kind": self.key.kind, "id": whose}, {about: rows.place}
            made = Record(rows.place, identity, {about: rows}, places, cells=True, headings=events[0].headings)
            self.found.records.append(made)

    def _not_none(self, told: Record, about: str, event: _Event) -> None:
        """A subject said to have none of what there are rows of."""
        answer = told.answers.get(about)
        if isinstance(answer, str) and answer.strip() in NOTHING:
            details = {"found": answer, "field": told.headings.get(about, about), "first": event.part.place}
            subject = str(told.identity["id"])
            self.found.problems.append(problem("events-and-none", told.places[about], subject=subject, **details))

    def marks(self, grid: Grid, keyed: Keyed) -> None:
        """A subject to a row, what one judge gave for each aspect, and where the judge stood back."""
        rows = self._rows(grid, keyed)
        given = [row for row in rows if any(_is_mark(row, name) for name in row.values)]
        at = _beside_judge(grid)
        judge = half(grid.text(*at)) if at else ""
        if given and not judge:
            self.found.problems.append(problem("judge-missing", grid.place(*at) if at else grid.place(), found=_JUDGE))
            return
        for row in given:
            subject = word(row, "id", self.found) if "id" in row.values else ""
            if not subject:
                self.found.problems.append(problem("row-without-id", row.place))
                continue
            if self._recused(row):
                self.found.recusals.append(RawRecusal(judge, subject, row.at("recused")))
            for name in row.values:
                if name != "recused" and _is_mark(row, name):
                    take_mark(judge, subject, name, row, name, self.found)

    def _recused(self, row: Row) -> bool:
        raw = row.values.get("recused")
        said = half(raw).casefold() if isinstance(raw, str) else raw
        if raw is None or raw is REPEATED or said is False or said in NO or said in NOTHING:
            return False
        if said is True or said == _RECUSED or said in YES:
            return True
        fault = raw if isinstance(raw, Fault) else Fault("answer-yes-no", {"found": raw})
        details = {**fault.details, "field": row.heading("recused")}
        self.found.problems.append(problem(fault.code, row.at("recused"), **details))
        return False

    def _take(self, row: Row) -> None:
        made = record(row, {"kind": self.key.kind}, self.found)
        if made.identity.get("id"):
            self.found.records.append(made)
        else:
            self.found.problems.append(problem("row-without-id", row.place))
            self.found.rejected += 1

    def _rows(self, grid: Grid, keyed: Keyed) -> list[Row]:
        """The rows of a sheet under the headings of the key, wherever these stand."""
        headings = across(grid, keyed, self.found)
        if headings is None:
            return []
        repeated = dict.fromkeys(headings.repeated, REPEATED)
        take = {column: name for column, name in headings.names.items() if name not in repeated}
        unread = [column for column, text in headings.texts.items() if text and column not in take]
        rows = table_rows(grid, headings.start, take, headings.texts, self.found, unread) if take else []
        return [replace(row, values={**row.values, **repeated}) for row in rows]


def _is_mark(row: Row, name: str) -> bool:
    """Whether a cell of a judge's sheet says something about its subject."""
    return name not in IDENTITY and not is_missing(row.values[name], cells=True)


def _beside_judge(grid: Grid) -> tuple[int, int] | None:
    """The cell in which a judge writes the name."""
    labels = (_JUDGE, f"{_JUDGE}:")
    for (row, column), value in grid.values.items():
        if isinstance(value, str) and squeezed(value) in labels:
            return row, column + 1
    return None


_READERS: Mapping[str, Callable[[_Form, Grid, Keyed], None]] = {
    "subjects": _Form.subjects,
    "subject": _Form.subject,
    "events": _Form.events_of,
    "marks": _Form.marks,
}
