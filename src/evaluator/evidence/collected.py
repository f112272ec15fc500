"""Documents of an evidence file sorted into records, marks, decisions and acts."""

from datetime import date
from typing import Any

from evaluator.evidence.acts import Act, read_act
from evaluator.evidence.model import Decision, RawMark, RawRecusal, Record
from evaluator.evidence.readings import Read
from evaluator.evidence.values import is_missing
from evaluator.language.scalars import kind_of, parse_day
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, Problem, Told, nearest, problem

RECORD_KEYS = ("subject", "submitted", "evidence", "assessed", "attachments")
MARK_COLUMNS = ("judge", "subject", "aspect", "mark")


class Collected:
    """Sorts documents into records, marks, decisions and acts."""

    def __init__(self, problems: list[Problem]) -> None:
        self.records: list[Record] = []
        self.marks: list[RawMark] = []
        self.recusals: list[RawRecusal] = []
        self.decisions: list[Decision] = []
        self.acts: list[Act] = []
        self.problems = problems if isinstance(problems, Told) else Told(problems)
        self.rejected = 0

    def read(self, bound: tuple[str, str, Place] | None = None) -> Read:
        return Read(
            self.records,
            tuple(self.marks),
            tuple(self.recusals),
            tuple(self.decisions),
            tuple(self.problems),
            self.rejected,
            bound=bound,
            acts=tuple(self.acts),
            untold=self.problems.left,
        )

    def refuse(self, place: Place, found: Any) -> None:
        self.problems.append(problem("not-a-record", place, found=kind_of(found)))
        self.rejected += 1

    def take(self, document: Any, place: Place) -> None:
        if isinstance(document, PlacedList):
            for part, where in zip(document, document.places, strict=True):
                if isinstance(part, PlacedMap):
                    self.take(part, where)
                else:
                    self.refuse(where, part)
            if not document:
                self.refuse(place, document)
        elif not isinstance(document, PlacedMap):
            self.refuse(place, document)
        elif "marks" in document or "recusals" in document:
            self._marks(document)
        elif "decisions" in document:
            self._decisions(document)
        elif isinstance(document.get("subject"), PlacedMap):
            self._record(document)
        else:
            self.refuse(document.place, list(document))

    def _known(self, node: PlacedMap, known: tuple[str, ...]) -> None:
        for key in node:
            if key not in known:
                hint = nearest(key, known)
                self.problems.append(
                    problem("key-unknown", node.key_places[key], found=key, expected=known, nearest=hint)
                )

    def _record(self, document: PlacedMap) -> None:
        subject, evidence = document["subject"], _given(document, "evidence")
        self._known(document, RECORD_KEYS)
        self._known(subject, IDENTITY)
        if evidence is not None and not isinstance(evidence, PlacedMap):
            self.problems.append(problem("mapping-expected", document.places["evidence"], found=kind_of(evidence)))
            evidence = None
        answers = evidence if isinstance(evidence, PlacedMap) else PlacedMap(document.place)
        identity = {name: str(value) for name, value in subject.items() if isinstance(value, str)}
        for name, value in subject.items():
            if value is not None and not isinstance(value, str):
                self.problems.append(problem("text-expected", subject.places[name], found=kind_of(value)))
        self.records.append(
            Record(
                document.place,
                identity,
                answers,
                {**subject.places, **answers.places},
                _given(document, "assessed"),
                _given(document, "attachments"),
            )
        )

    def _marks(self, document: PlacedMap) -> None:
        self._known(document, ("marks", "recusals"))
        for key in ("marks", "recusals"):
            rows = document.get(key)
            wanted = MARK_COLUMNS if key == "marks" else ("judge", "subject")
            if rows is None:
                continue
            if not isinstance(rows, PlacedList):
                self.problems.append(problem("mark-shape", document.places[key], found=kind_of(rows)))
                continue
            for row, place in zip(rows, rows.places, strict=True):
                words = _words(row, wanted[:3])
                if words is None or not set(wanted) <= set(row):
                    self.problems.append(problem("mark-shape", place, found=kind_of(row)))
                elif key == "marks":
                    self.marks.append(RawMark(*words, row["mark"], row.places["mark"]))
                else:
                    self.recusals.append(RawRecusal(*words[:2], place))

    def _decisions(self, document: PlacedMap) -> None:
        self._known(document, ("decisions",))
        rows = document["decisions"]
        if not isinstance(rows, PlacedList):
            self.problems.append(problem("decision-shape", document.places["decisions"], found=kind_of(rows)))
            return
        for row, place in zip(rows, rows.places, strict=True):
            if isinstance(row, PlacedMap) and "act" in row:
                act = read_act(row, self.problems)
                self.acts += [] if act is None else [act]
                continue
            made = _decision(row, place) if isinstance(row, PlacedMap) else None
            if made is None:
                self.problems.append(problem("decision-shape", place, found=kind_of(row)))
            else:
                self.decisions.append(made)


def _given(document: PlacedMap, key: str) -> Any:
    """What stands under a key; nothing when it was left blank."""
    value = document.get(key)
    return None if is_missing(value, cells=False) else value


def _words(row: Any, names: tuple[str, ...]) -> tuple[str, str, str] | None:
    """The texts under three keys of a mapping (two, and nothing), or None if any is lacking."""
    if not isinstance(row, PlacedMap):
        return None
    found = [str(row[name]) for name in names if isinstance(row.get(name), str) and row[name]]
    return (found[0], found[1], found[-1]) if len(found) == len(names) else None


def _decision(row: PlacedMap, place: Place) -> Decision | None:
    common = {"settles", "by", "on", "reason"}
    texts = all(isinstance(row.get(name), str) and row[name] for name in common)
    day = parse_day(row["on"]) if texts else None
    if not isinstance(day, date):
        return None
    made = (str(row["settles"]), str(row["by"]), day, str(row["reason"]), place)
    order = row.get("order")
    if row["settles"] == "tie" and set(row) == common | {"order"} and isinstance(order, PlacedList):
        return Decision(*made, order=tuple(map(str, order))) if all(isinstance(i, str) for i in order) else None
    if row["settles"] == "interview" and set(row) == common | {"subject", "outcome"}:
        if row["outcome"] not in ("confirmed", "not-held") or not isinstance(row["subject"], str):
            return None
        return Decision(*made, subject=str(row["subject"]), outcome=str(row["outcome"]))
    return None
