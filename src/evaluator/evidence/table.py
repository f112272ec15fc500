"""One table of subjects: answers typed, parts of one subject merged, conflicts named at both places."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.evidence.attachments import attached
from evaluator.evidence.block import Block
from evaluator.evidence.cell_block import CellBlock
from evaluator.evidence.event_rows import united
from evaluator.evidence.faults import Faults
from evaluator.evidence.in_blocks import Blocks
from evaluator.evidence.judged import Judged
from evaluator.evidence.likeness import told_apart
from evaluator.evidence.model import Attachment, Evidence, Record
from evaluator.evidence.sorting import Rows, in_order
from evaluator.evidence.typed_columns import Typing
from evaluator.evidence.values import Fault, is_missing, said, typed
from evaluator.language.fields import Asking
from evaluator.language.plan import Plan
from evaluator.language.scalars import kind_of
from evaluator.problems import MOST_TOLD, Place, Problem, nearest, problem

_SHARED = ("street", "community")
"""Texts that many subjects have in common are kept once."""


Earlier = Mapping[str, Mapping[str, str]]
"""Columns of an earlier season's result, by the subject's id."""


class Asked:
    """What all plans of one kind ask for by name: fields, and criteria that people judge."""

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.judged: set[str] = set()

    def add(self, plan: Plan) -> None:
        self.fields |= plan.fields.keys()
        self.judged |= {line.id for line in plan.criteria if line.assessed}


class Table:
    """The records of one plan's kind as they come, and at the end its evidence."""

    def __init__(self, plan: Plan, asked: Asked) -> None:
        self.plan = plan
        self.asked = asked
        self.fields = plan.fields
        self.rows: dict[str, int] = {}
        self.identity: dict[str, list[str]] = {name: [] for name in ("name", "street", "community")}
        self.answers: dict[str, list[Any]] = {name: [] for name in self.fields}
        self.shared: dict[str, str] = {}
        self.places: dict[tuple[int, str], Place] = {}
        self.row_places: list[Place] = []
        self.headings: dict[int, Mapping[str, str]] = {}
        self.faults = Faults()
        self.typing = Typing(self.faults)
        self.judged = Judged(plan.criteria, asked.judged, self.faults)
        self.attachments: list[Attachment] = []
        self.rejected = 0
        self.unasked = 0
        self.required = ("name", *plan.scheme.requires)
        self.blocks = Blocks(self.fields, self.required, asked.fields)

    def take(self, records: Sequence[Record], blocks: Sequence[Block]) -> None:
        """Take in what one file, or a part of it, says of this table's kind, in the order it is said."""
        spoken_of = {record.identity["id"] for record in records} | self.rows.keys() if blocks else set()
        odd = self.take_plain(blocks, spoken_of)
        self.add(sorted([*records, *odd], key=lambda one: one.place) if odd else records)

    def take_plain(self, blocks: Sequence[Block], spoken_of: Collection[str] = ()) -> list[Record]:
        """Take in those of whom nothing is to be said and nobody else speaks, and return the records of all others."""
        return [record for block in blocks for record in self.blocks.add(self._asked_for(block), spoken_of)]

    def _asked_for(self, block: Block) -> Block:
        """A typed table without the columns nobody asks for, of each of which that is said once."""
        if not isinstance(block, CellBlock):
            return block
        unknown = block.beside(self.asked.fields)
        for name in unknown:
            hint = nearest(name, self.asked.fields)
            self.faults.say("field-unknown", Place(block.file), "", found=name, nearest=hint)
        return block.without_columns(unknown)

    def add(self, records: Iterable[Record]) -> None:
        """Take in records, each after what blocks said of its subject."""
        new: list[Record] = []
        start = len(self.row_places)
        for record in self._after_blocks(list(records)):
            subject = record.identity["id"]
            if subject in self.rows:
                if self.rows[subject] >= start:
                    self._settle(new, start)
                    new, start = [], len(self.row_places)
                self._merge(self.rows[subject], subject, record)
            else:
                self.rows[subject] = start + len(new)
                new.append(record)
        self._settle(new, start)

    def _after_blocks(self, records: list[Record]) -> Iterator[Record]:
        """Records, the first of each subject after what blocks said of it."""
        before = self.blocks.take_out({record.identity["id"] for record in records}) if records else {}
        for record in records:
            yield from before.pop(record.identity["id"], ())
            yield record

    def _settle(self, records: list[Record], start: int) -> None:
        """Append a run of new subjects, column by column."""
        if not records:
            return
        for name, column in self.identity.items():
            texts = [(record.identity.get(name) or "").strip() for record in records]
            column.extend([self.shared.setdefault(text, text) for text in texts] if name in _SHARED else texts)
        self.row_places += [record.place for record in records]
        given = [record.answers for record in records]
        for name, asked in self.fields.items():
            raws = [answers.get(name) for answers in given]
            self.typing.column(start, name, asked, raws, records)
            self.answers[name] += raws
        for offset, record in enumerate(records):
            if record.headings:
                self.headings[start + offset] = record.headings
            if record.places:
                for name, place in record.places.items():
                    self.places[start + offset, name] = place
            self._rest(start + offset, record)

    def take_earlier(self, earlier: Earlier) -> None:
        """Fill the fields that an earlier result answers; nobody submits them."""
        for name, asked in self.fields.items():
            if asked.earlier is None:
                continue
            column = self.answers[name]
            for subject, row in self.rows.items():
                if column[row] is not None:
                    place = self.places.get((row, name), self.row_places[row])
                    self.faults.say("earlier-submitted", place, subject, found=name)
                value = typed(asked, earlier.get(subject, {}).get(asked.earlier), cells=True)
                if isinstance(value, Fault):
                    details = {**value.details, "field": name}
                    self.faults.say(value.code, self.row_places[row], subject, **details)
                    self.faults.unsettled.add((row, name))
                column[row] = None if isinstance(value, Fault) else value

    def _rest(self, row: int, record: Record) -> None:
        """Names nobody asked for, assessments and attachments."""
        unasked = () if record.answers.keys() <= self.fields.keys() else record.answers
        for name in unasked:
            if name not in self.asked.fields and not is_missing(record.answers[name], record.cells):
                place = record.place_of(name)
                self.unasked += 1
                hint = nearest(name, self.asked.fields) if self.unasked <= MOST_TOLD else ""
                subject = record.identity["id"]
                self.faults.say("field-unknown", place, subject, found=name, nearest=hint)
        if record.assessed is not None:
            self.judged.take(row, record)
        if record.attachments is not None:
            self.attachments += attached(row, record, self.asked.fields, self.faults)

    def _merge(self, row: int, subject: str, record: Record) -> None:
        for name, column in self.identity.items():
            given = (record.identity.get(name) or "").strip()
            if given and not column[row]:
                column[row] = given
            elif given and given != column[row]:
                first = self.places.get((row, name), self.row_places[row])
                place = record.place_of(name)
                heading = record.headings.get(name, name)
                found, expected = told_apart(given, column[row])
                details = {"found": found, "expected": expected, "field": heading, "first": first}
                self.faults.say("identity-conflict", place, subject, **details)
                self.faults.unsettled.add((row, name))
        for name, raw in record.answers.items():
            asked = self.fields.get(name)
            if asked is None or is_missing(raw, record.cells):
                continue
            self._join(row, subject, name, asked, raw, record)
        self._rest(row, record)

    def _join(self, row: int, subject: str, name: str, asked: Asking, raw: Any, record: Record) -> None:
        place = record.place_of(name)
        column = self.answers[name]
        settled = (row, name) not in self.faults.unsettled
        value = self.typing.value(row, name, asked, raw, record)
        if value is None:
            column[row] = None
        elif column[row] is None:
            if settled:
                column[row] = value
                self.places[row, name] = place
        elif asked.type == "events":
            column[row] = united(subject, name, asked, column[row], value, self.faults)
        elif column[row] != value:
            first = self.places.get((row, name), self.row_places[row])
            heading = record.headings.get(name, name)
            found, expected = told_apart(kind_of(raw), said(asked, column[row]))
            details = {"found": found, "expected": expected, "field": heading, "first": first}
            self.faults.say("answers-conflict", place, subject, **details)
            self.faults.unsettled.add((row, name))
            column[row] = None

    def evidence(self) -> Evidence:
        """The table, with subjects that are none rejected and the rest in the order of their ids."""
        self.add(self.blocks.said_twice())
        ids = list(self.rows)
        kept = []
        for row, subject in enumerate(ids):
            lacking = [name for name in self.required if not self.identity[name][row]]
            for name in lacking:
                place = self.places.get((row, name), self.row_places[row])
                self.faults.problems.append(unidentified(place, name, self.headings.get(row, {}), subject))
            if lacking:
                self.rejected += 1
            else:
                kept.append(row)

        def taken(column: list[Any]) -> list[Any]:
            return list(map(column.__getitem__, kept))

        texts = {name: taken(column) for name, column in self.identity.items()}
        answers = {name: taken(column) for name, column in self.answers.items()}
        alone = Rows(taken(ids), texts, answers, taken(self.row_places))
        rows, positions = in_order(alone, self.blocks.given_back(), self.fields)
        moved = {row: int(position) for row, position in zip(kept, positions, strict=False)}
        return Evidence(
            ids=rows.ids,
            names=rows.texts["name"],
            streets=rows.texts["street"],
            communities=rows.texts["community"],
            answers=rows.answers,
            unsettled=frozenset((moved[row], name) for row, name in self.faults.unsettled if row in moved),
            places={(moved[row], name): place for (row, name), place in self.places.items() if row in moved},
            row_places=rows.places,
            assessed={(moved[row], name): made for (row, name), made in self.judged.made.items() if row in moved},
            attachments=tuple(replace(one, row=moved[one.row]) for one in self.attachments if one.row in moved),
            problems=tuple(self.faults.problems),
            rejected=self.rejected,
        )


def unidentified(place: Place, name: str, headings: Mapping[str, str], subject: str) -> Problem:
    code = "identity-blank" if place.sheet else "identity-missing"
    return problem(code, place, found=headings.get(name, name), subject=subject)
