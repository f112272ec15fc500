"""Records become one table of subjects: answers typed, parts of one subject merged, conflicts named at both places."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from evaluator.evidence.block import Block
from evaluator.evidence.in_blocks import Blocks
from evaluator.evidence.labels import Labels, another_form
from evaluator.evidence.model import Assessment, Attachment, EventRow, Evidence, Read, Record
from evaluator.evidence.sorting import in_order
from evaluator.evidence.values import Fault, is_missing, number_of, typed
from evaluator.language.criteria import Criterion
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.language.shape import NOTHING, kind_of
from evaluator.language.source import REPEATED, PlacedList, PlacedMap, Plain
from evaluator.problems import Place, Problem, nearest, problem, shown

_PLAIN_TYPES: Mapping[str, frozenset[type]] = {
    "yes-no": frozenset({bool, type(None)}),
    "integer": frozenset({int, type(None)}),
}
"""Types under which a whole column of JSON values needs no look at each: nothing in it can be anything else."""

_ALIKE: frozenset[frozenset[type]] = frozenset(
    {
        frozenset({str}),
        frozenset({Plain}),
        frozenset({int}),
        frozenset({Decimal}),
        frozenset({int, Decimal}),
    }
)
"""Types of a column whose equal values mean the same."""

_MOST_KNOWN = 200_000

_SHARED = ("street", "community")
"""Texts that many subjects have in common are kept once."""


Earlier = Mapping[str, Mapping[str, str]]
"""Columns of an earlier season's result, by the subject's id."""


@dataclass(frozen=True)
class Gathered:
    """The evidence of each plan, and what is to be said of whole files and of records nobody takes."""

    tables: list[Evidence]
    problems: tuple[Problem, ...]
    rejected: int


def gather(reads: Iterable[Read], plans: Sequence[Plan], earlier: Mapping[int, Earlier]) -> Gathered:
    """For each plan all subjects of its kind, in the order of their ids, from files in the order of their names.

    Plans of one kind share its records: a name that one of them asks for is unknown to none. `earlier` is by
    the number of the plan; other plans take nothing from an earlier result.
    """
    kinds: dict[str, Asked] = {}
    for plan in plans:
        kinds.setdefault(plan.scheme.subject, Asked()).add(plan)
    tables = [_Table(plan, kinds[plan.scheme.subject]) for plan in plans]
    labels = Labels(plans)
    others: Counter[str] = Counter()
    problems: list[Problem] = []
    rejected = 0
    for read in reads:
        problems += read.problems
        rejected += read.rejected
        sorted_out: dict[str, list[Record]] = {kind: [] for kind in kinds}
        problems += another_form(read, plans)
        for record in labels.named(read.records):
            kind, subject = record.identity.get("kind"), record.identity.get("id")
            if not kind or not subject:
                problems.append(_without(record, "id" if kind else "kind", subject or ""))
                rejected += 1
            elif kind in kinds:
                sorted_out[kind].append(record)
            else:
                others[kind] += 1
        for block in read.blocks:
            others[block.kind] += 0 if block.kind in kinds else len(block)
        for table in tables:
            kind = table.plan.scheme.subject
            table.take(sorted_out[kind], [block for block in read.blocks if block.kind == kind])
    if +others:
        found = [f"{kind} {count}" for kind, count in sorted((+others).items())]
        problems.append(problem("other-kinds", found=found, expected=list(kinds)))
    for number, known in earlier.items():
        tables[number].take_earlier(known)
    return Gathered([table.evidence() for table in tables], tuple(problems), rejected)


class Asked:
    """What all plans of one kind ask for by name: fields, and criteria that people judge."""

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.judged: set[str] = set()

    def add(self, plan: Plan) -> None:
        self.fields |= plan.fields.keys()
        self.judged |= {line.id for line in plan.criteria if line.assessed}


class _Table:
    def __init__(self, plan: Plan, asked: Asked) -> None:
        self.plan = plan
        self.asked = asked
        self.fields = plan.fields
        self.assessed_lines = {line.id: line for line in plan.criteria if line.assessed}
        self.rows: dict[str, int] = {}
        self.identity: dict[str, list[str]] = {name: [] for name in ("name", "street", "community")}
        self.answers: dict[str, list[Any]] = {name: [] for name in self.fields}
        self.shared: dict[str, str] = {}
        self.known: dict[tuple[str, frozenset[type], bool], dict[Any, Any]] = {}
        self.unsettled: set[tuple[int, str]] = set()
        self.places: dict[tuple[int, str], Place] = {}
        self.row_places: list[Place] = []
        self.headings: dict[int, Mapping[str, str]] = {}
        self.assessed: dict[tuple[int, str], tuple[Assessment, ...]] = {}
        self.attachments: list[Attachment] = []
        self.problems: list[Problem] = []
        self.rejected = 0
        self.required = ("name", *plan.scheme.requires)
        self.blocks = Blocks(self.fields, self.required, asked.fields)

    def take(self, records: Sequence[Record], blocks: Sequence[Block]) -> None:
        """Take in what one file, or a part of it, says of this table's kind, in the order it is said."""
        spoken_of = {record.identity["id"] for record in records} | self.rows.keys() if blocks else set()
        odd = [record for block in blocks for record in self.blocks.add(block, spoken_of)]
        self.add(sorted([*records, *odd], key=lambda one: one.place) if odd else records)

    def add(self, records: Iterable[Record]) -> None:
        """Take in records, each after what blocks said of its subject."""
        new: list[Record] = []
        start = len(self.row_places)
        for record in (one for last in records for one in (*self.blocks.take_out(last.identity["id"]), last)):
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
            if not self._plainly(asked, raws):
                self._type(start, name, asked, raws, records)
            self.answers[name] += raws
        for offset, record in enumerate(records):
            if record.headings:
                self.headings[start + offset] = record.headings
            if record.places:
                for name, place in record.places.items():
                    self.places[start + offset, name] = place
            self._rest(start + offset, record)

    def _plainly(self, asked: Asking, raws: list[Any]) -> bool:
        """Whether a whole column is of plain typed values within the field's bounds."""
        plain = None if asked.of else _PLAIN_TYPES.get(asked.type)
        if plain is None or not set(map(type, raws)) <= plain:
            return False
        if asked.type == "yes-no":
            return True
        numbers = [raw for raw in raws if raw is not None]
        lowest = asked.minimum if asked.minimum is not None else -(10**15)
        highest = asked.maximum if asked.maximum is not None else 10**15
        return not numbers or (lowest <= min(numbers) and max(numbers) <= highest)

    def _type(self, start: int, name: str, asked: Asking, raws: list[Any], records: list[Record]) -> None:
        """Type a column in place. What each different word or number means is worked out once."""
        kinds = frozenset(map(type, raws)) - {type(None)}
        if kinds not in _ALIKE or asked.type == "events":
            for offset, raw in enumerate(raws):
                if raw is not None:
                    raws[offset] = self._typed(start + offset, name, asked, raw, records[offset])
            return
        cells = records[0].cells  # one file's records all come from cells, or none does
        known = self.known.setdefault((name, kinds, cells), {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        new = {raw: typed(asked, raw, cells) for raw in set(raws) - known.keys()}
        wrong = {raw for raw, value in new.items() if isinstance(value, Fault)}
        known |= {raw: value for raw, value in new.items() if raw not in wrong}
        for offset, raw in enumerate(raws) if wrong else ():
            if raw in wrong:
                self._typed(start + offset, name, asked, raw, records[offset])
        raws[:] = map(known.get, raws)

    def take_earlier(self, earlier: Earlier) -> None:
        """Fill the fields that an earlier result answers; nobody submits them."""
        for name, asked in self.fields.items():
            if asked.earlier is None:
                continue
            column = self.answers[name]
            for subject, row in self.rows.items():
                if column[row] is not None:
                    place = self.places.get((row, name), self.row_places[row])
                    self.problems.append(problem("earlier-submitted", place, subject=subject, found=name))
                value = typed(asked, earlier.get(subject, {}).get(asked.earlier), cells=True)
                if isinstance(value, Fault):
                    details = {**value.details, "field": name}
                    self.problems.append(problem(value.code, self.row_places[row], subject=subject, **details))
                    self.unsettled.add((row, name))
                column[row] = None if isinstance(value, Fault) else value

    def _rest(self, row: int, record: Record) -> None:
        """Names nobody asked for, assessments and attachments."""
        unasked = () if record.answers.keys() <= self.fields.keys() else record.answers
        for name in unasked:
            if name not in self.asked.fields and not is_missing(record.answers[name], record.cells):
                place = self._place(record, name)
                hint = nearest(name, self.asked.fields)
                subject = record.identity["id"]
                self.problems.append(problem("field-unknown", place, found=name, nearest=hint, subject=subject))
        if record.assessed is not None:
            self._assess(row, record)
        if record.attachments is not None:
            self._attach(row, record)

    def _place(self, record: Record, name: str) -> Place:
        return record.places.get(name, record.place)

    def _typed(self, row: int, name: str, asked: Asking, raw: Any, record: Record) -> Any:
        place = self._place(record, name)
        if raw is REPEATED:
            self.unsettled.add((row, name))
            return None
        if asked.type == "events" and not isinstance(raw, Fault):
            return self._events(row, name, asked, raw, record, place)
        value = typed(asked, raw, record.cells)
        if isinstance(value, Fault):
            self._fault(value, place, name, record)
            self.unsettled.add((row, name))
            return None
        return value

    def _fault(self, fault: Fault, place: Place, name: str, record: Record) -> None:
        subject, said = record.identity["id"], record.headings.get(name, name)
        self.problems.append(problem(fault.code, place, subject=subject, **fault.details, field=said))

    def _events(self, row: int, name: str, asked: Asking, raw: Any, record: Record, place: Place) -> Any:
        if is_missing(raw, record.cells):
            return None
        if record.cells and isinstance(raw, str) and raw.strip() in NOTHING:
            return []
        if not isinstance(raw, list) or not all(isinstance(part, dict) for part in raw):
            self._fault(Fault("answer-rows", {"found": kind_of(raw)}), place, name, record)
            self.unsettled.add((row, name))
            return None
        rows = []
        for index, part in enumerate(raw):
            where = raw.places[index] if isinstance(raw, PlacedList) else place
            for key in part:
                if key not in asked.columns:
                    at = part.key_places[key] if isinstance(part, PlacedMap) else where
                    hint = nearest(key, asked.columns)
                    self._fault(Fault("column-unknown", {"found": key, "nearest": hint}), at, name, record)
            values = []
            for column, wanted in asked.columns.items():
                value = typed(wanted, part.get(column), record.cells)
                if isinstance(value, Fault):
                    at = part.places[column] if isinstance(part, PlacedMap) else where
                    self._fault(value, at, f"{name}.{column}", record)
                    value = None
                values.append(value)
            self._without_reason(name, asked, values, record, part, where)
            rows.append(EventRow(tuple(values), where))
        return rows

    def _without_reason(
        self, name: str, asked: Asking, values: list[Any], record: Record, part: dict[str, Any], where: Place
    ) -> None:
        """Numbers of a row that somebody judged without giving the reason count as missing."""
        positions = {column: index for index, column in enumerate(asked.columns)}
        for column, wanted in asked.columns.items():
            judged, value = wanted.assessed, values[positions[column]]
            if judged is None or value is None or (values[positions[judged.reason]] or "").strip():
                continue
            at = part.places[column] if isinstance(part, PlacedMap) else where
            details = {"found": said(wanted, value), "column": judged.reason}
            self._fault(Fault("assessed-row-reason", details), at, f"{name}.{column}", record)
            values[positions[column]] = None

    def _merge(self, row: int, subject: str, record: Record) -> None:
        for name, column in self.identity.items():
            given = (record.identity.get(name) or "").strip()
            if given and not column[row]:
                column[row] = given
            elif given and given != column[row]:
                first = self.places.get((row, name), self.row_places[row])
                place = self._place(record, name)
                heading = record.headings.get(name, name)
                details = {"found": given, "expected": column[row], "field": heading, "first": first}
                self.problems.append(problem("identity-conflict", place, subject=subject, **details))
                self.unsettled.add((row, name))
        for name, raw in record.answers.items():
            asked = self.fields.get(name)
            if asked is None or is_missing(raw, record.cells):
                continue
            self._join(row, subject, name, asked, raw, record)
        self._rest(row, record)

    def _join(self, row: int, subject: str, name: str, asked: Asking, raw: Any, record: Record) -> None:
        place = self._place(record, name)
        column = self.answers[name]
        settled = (row, name) not in self.unsettled
        value = self._typed(row, name, asked, raw, record)
        if value is None:
            column[row] = None
        elif column[row] is None:
            if settled:
                column[row] = value
                self.places[row, name] = place
        elif asked.type == "events":
            column[row] = self._unite(subject, name, asked, column[row], value)
        elif column[row] != value:
            first = self.places.get((row, name), self.row_places[row])
            heading = record.headings.get(name, name)
            details = {"found": kind_of(raw), "expected": said(asked, column[row]), "field": heading, "first": first}
            self.problems.append(problem("answers-conflict", place, subject=subject, **details))
            self.unsettled.add((row, name))
            column[row] = None

    def _unite(
        self, subject: str, name: str, asked: Asking, old: list[EventRow], new: list[EventRow]
    ) -> list[EventRow]:
        """Rows of both; a row repeated exactly in another file counts once."""
        left = list(old)
        united = list(old)
        for event in new:
            same = next((o for o in left if o.values == event.values and o.place.file != event.place.file), None)
            if same is None:
                united.append(event)
                continue
            left.remove(same)
            cells = zip(asked.columns.values(), event.values, strict=True)
            found = "、".join(said(column, value) for column, value in cells if value is not None)
            details = {"found": found, "field": name, "first": same.place}
            self.problems.append(problem("event-repeated", event.place, subject=subject, **details))
        return united

    def _assess(self, row: int, record: Record) -> None:
        subject = record.identity["id"]
        if not isinstance(record.assessed, dict):
            self.problems.append(
                problem("assessed-shape", record.place, subject=subject, found=kind_of(record.assessed))
            )
            return
        for name, given in record.assessed.items():
            place = record.assessed.places[name] if isinstance(record.assessed, PlacedMap) else record.place
            line = self.assessed_lines.get(name)
            if line is None:
                if name not in self.asked.judged:
                    hint = nearest(name, self.asked.judged)
                    self.problems.append(problem("assessed-unknown", place, subject=subject, found=name, nearest=hint))
                continue
            for index, one in enumerate(given if isinstance(given, list) and given else [given]):
                at = given.places[index] if isinstance(given, PlacedList) and given else place
                self._judge(row, line, subject, _assessment(line, one, record.cells, at), at)

    def _judge(self, row: int, line: Criterion, subject: str, made: Assessment | Fault, place: Place) -> None:
        """Take what one person judged beside what others did; of one person, or where one judges, two must agree."""
        key, scale = (row, line.id), line.assessed
        assert scale is not None
        if isinstance(made, Fault):
            self.problems.append(problem(made.code, place, subject=subject, **made.details, field=line.id))
            self.unsettled.add(key)
            self.assessed.pop(key, None)
            return
        given = self.assessed.get(key, ())
        first = next((one for one in given if scale.assessors == 1 or one.by == made.by), None)
        if first is not None and first[:3] != made[:3]:
            details = {"found": made.points, "expected": first.points, "field": line.id, "first": first.place}
            self.problems.append(problem("answers-conflict", place, subject=subject, **details))
            self.unsettled.add(key)
            del self.assessed[key]
        elif first is None and key not in self.unsettled:
            self.assessed[key] = (*given, made)

    def _attach(self, row: int, record: Record) -> None:
        given, subject = record.attachments, record.identity["id"]
        items = list(given) if isinstance(given, list) else [given]
        for item in items:
            words = {key: str(value) for key, value in item.items()} if isinstance(item, dict) else {}
            place = item.place if isinstance(item, PlacedMap) else record.place
            if not {"field", "file"} <= set(words) or not set(words) <= {"field", "file", "sha256"}:
                self.problems.append(problem("attachment-shape", place, subject=subject, found=kind_of(item)))
                continue
            if words["field"] not in self.asked.fields:
                hint = nearest(words["field"], self.asked.fields)
                details = {"found": words["field"], "nearest": hint}
                self.problems.append(problem("attachment-field", place, subject=subject, **details))
            base = record.place.file.rpartition("/")[0]
            digest = words.get("sha256", "")
            self.attachments.append(Attachment(row, words["field"], words["file"], digest, base, place))

    def evidence(self) -> Evidence:
        """The table, with subjects that are none rejected and the rest in the order of their ids."""
        self.add(self.blocks.said_twice())
        ids = list(self.rows)
        kept = []
        for row, subject in enumerate(ids):
            lacking = [name for name in self.required if not self.identity[name][row]]
            for name in lacking:
                place = self.places.get((row, name), self.row_places[row])
                self.problems.append(_lacking(place, name, self.headings.get(row, {}), subject))
            if lacking:
                self.rejected += 1
            else:
                kept.append(row)

        def taken(column: list[Any]) -> list[Any]:
            return list(map(column.__getitem__, kept))

        texts = {name: taken(column) for name, column in self.identity.items()}
        answers = {name: taken(column) for name, column in self.answers.items()}
        rows = in_order(taken(ids), texts, self.fields, answers, taken(self.row_places), self.blocks.held())
        moved = {row: int(position) for row, position in zip(kept, rows.position, strict=False)}
        return Evidence(
            ids=rows.ids,
            names=rows.texts["name"],
            streets=rows.texts["street"],
            communities=rows.texts["community"],
            answers=rows.answers,
            unsettled=frozenset((moved[row], name) for row, name in self.unsettled if row in moved),
            places={(moved[row], name): place for (row, name), place in self.places.items() if row in moved},
            row_places=rows.places,
            assessed={(moved[row], name): made for (row, name), made in self.assessed.items() if row in moved},
            attachments=tuple(replace(one, row=moved[one.row]) for one in self.attachments if one.row in moved),
            problems=tuple(self.problems),
            rejected=self.rejected,
        )


def _without(record: Record, name: str, subject: str) -> Problem:
    """A record that does not say whom it is about."""
    if record.cells and name not in record.identity:
        return problem("kind-missing", record.place, found=name, subject=subject)
    return _lacking(record.place, name, record.headings, subject)


def _lacking(place: Place, name: str, headings: Mapping[str, str], subject: str) -> Problem:
    code = "identity-blank" if place.sheet else "identity-missing"
    return problem(code, place, found=headings.get(name, name), subject=subject)


def _assessment(line: Criterion, given: Any, cells: bool, place: Place) -> Assessment | Fault:
    """What was judged, within the line's bounds, by somebody named, with a reason when it is not full."""
    scale = line.assessed
    assert scale is not None
    if not isinstance(given, dict) or not {"points"} <= set(given) <= {"points", "by", "reason"}:
        return Fault("assessed-shape", {"found": kind_of(given)})
    points = number_of(given["points"], cells)
    if isinstance(points, Fault):
        return points
    if not scale.start <= points <= scale.to:
        low = points < scale.start
        expected = scale.start if low else scale.to
        return Fault("below-minimum" if low else "above-maximum", {"found": given["points"], "expected": expected})
    if (points * 10**scale.places).denominator != 1:
        return Fault("too-many-places", {"found": given["points"], "expected": scale.places})
    by, reason = given.get("by"), given.get("reason")
    if not isinstance(by, str) or not by:
        return Fault("assessed-by", {"found": ""})
    if points < scale.to and not (isinstance(reason, str) and reason):
        return Fault("assessed-reason", {"found": given["points"], "expected": scale.to})
    return Assessment(Fraction(points), str(by), str(reason or ""), place)


def said(asked: Asking | Column, value: Any) -> str:
    """A typed value as a person would write it."""
    from evaluator.exact import shortest, unscaled

    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if asked.type == "decimal":
        return shortest(unscaled(value, asked.places), asked.places)
    if isinstance(value, tuple):
        return "、".join(value)
    return shown(value)
