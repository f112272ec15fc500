"""Readers, one a format: bytes in, records and problems out. They know nothing of any scheme."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from evaluator.evidence.jsontext import read_json
from evaluator.evidence.model import Decision, RawMark, RawRecusal, Read, Record
from evaluator.evidence.values import is_missing
from evaluator.language.shape import kind_of, parse_day
from evaluator.language.source import FATAL, PlacedList, PlacedMap, decode, place_of, read_yaml
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, Problem, nearest, problem
from evaluator.progress import Step, unseen

RECORD_KEYS = ("subject", "submitted", "evidence", "assessed", "attachments")
MARK_COLUMNS = ("judge", "subject", "aspect", "mark")


def read_file(data: bytes, file: str, step: Step = unseen) -> Iterator[Read]:
    """What a file says, by the reader its name asks for; a long file comes in several parts.

    A step is a byte that was read and taken in.
    """
    ending = suffix(file)
    if ending == ".jsonl":
        yield from _json_lines(data, file, step)
        return
    text, problems = decode(data, file)
    yield Read(problems=tuple(problems), rejected=1) if text is None else READERS[ending](text, file)
    step(len(data))


def suffix(file: str) -> str:
    """The ending of a file's name, by which its reader is chosen."""
    return file[file.rfind(".") :].lower()


def is_evidence(file: str) -> bool:
    """Whether a file's name says that it holds evidence."""
    return suffix(file) in (*READERS, ".jsonl")


def _yaml(text: str, file: str) -> Read:
    documents, problems = read_yaml(text, file)
    broken = any(item.code in FATAL for item in problems)
    found = _Collected(problems)
    for document in documents if not broken else _before(documents, problems):
        found.take(document, Place(file, 1, 1))
    if broken:
        found.rejected += 1
    elif not documents:
        found.refuse(Place(file), "")
    return found.read()


def _before(documents: list[Any], problems: list[Problem]) -> list[Any]:
    """Documents that ended before the first error."""
    first = min(item.place.line for item in problems if item.code in FATAL)
    places = [place_of(document).line for document in documents]
    later = [*places[1:], 0] if places else []
    return [document for document, end in zip(documents, later, strict=True) if 0 < end <= first]


def _json(text: str, file: str) -> Read:
    value, problems = read_json(text, file)
    found = _Collected(problems)
    if any(item.code in FATAL for item in problems):
        found.rejected += 1
    else:
        found.take(value, Place(file, 1, 1))
    return found.read()


def _json_lines(data: bytes, file: str, step: Step) -> Iterator[Read]:
    """A record a line. Lines of one plain shape are read in bulk; all others by the reader that keeps places."""
    from evaluator.evidence.bulk import read_run, runs

    for run in runs(data.removeprefix(b"\xef\xbb\xbf"), file):
        blocks, left = read_run(run)
        found = _Collected([])
        for number, line in left:
            if line.strip():
                _line(line, file, number, found)
        yield replace(found.read(), blocks=blocks)
        step(run.end - run.start)


def read_line(line: bytes, file: str, number: int) -> Read:
    """What one line of JSON Lines says."""
    found = _Collected([])
    _line(line, file, number, found)
    return found.read()


def _line(line: bytes, file: str, number: int, found: "_Collected") -> None:
    text, problems = decode(line, file)
    placed = None
    if text is None:
        problems = [problem("not-utf8", Place(file, number), found=dict(problems[0].details)["found"])]
    else:
        placed, problems = read_json(text.rstrip("\r\n"), file, number)
    found.problems += problems
    if any(item.code in FATAL for item in problems):
        found.rejected += 1
    else:
        found.take(placed, Place(file, number, 1))


def _csv(text: str, file: str) -> Read:
    found = _Collected([])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            place, line = Place(file, line), reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                if not _header_ok(header, place, found):
                    break
                continue
            if len(cells) != len(header):
                found.problems.append(problem("csv-row", place, found=len(cells), expected=len(header)))
                found.rejected += 1
                continue
            _csv_row(dict(zip(header, cells, strict=True)), place, found)
    except csv.Error as error:
        found.problems.append(problem("csv-syntax", Place(file, reader.line_num), found=error))
        found.rejected += 1
    if not header:
        found.refuse(Place(file), "")
    return found.read()


def _header_ok(header: list[str], place: Place, found: "_Collected") -> bool:
    repeated = next((name for name in header if header.count(name) > 1), None)
    if repeated is not None or "" in header:
        found.problems.append(problem("csv-header", place, found=repeated or ""))
    elif set(header) == set(MARK_COLUMNS) or {"kind", "id"} <= set(header):
        return True
    else:
        found.problems.append(problem("csv-header", place, found=header))
    found.rejected += 1
    return False


def _csv_row(row: dict[str, str], place: Place, found: "_Collected") -> None:
    if set(row) == set(MARK_COLUMNS):
        judge, subject, aspect, mark = (row[name].strip() for name in MARK_COLUMNS)
        found.marks.append(RawMark(judge, subject, aspect, mark, place, cells=True))
        return
    identity = {name: row[name].strip() for name in IDENTITY if name in row}
    assessed: dict[str, dict[str, str]] = {}
    answers = {}
    for name, cell in row.items():
        criterion, dot, part = name.rpartition(".")
        if dot and part in ("points", "by", "reason"):
            if cell.strip():
                assessed.setdefault(criterion, {})[part] = cell.strip()
        elif name not in IDENTITY:
            answers[name] = cell
    found.records.append(Record(place, identity, answers, assessed=assessed or None, cells=True))


READERS: Mapping[str, Callable[[str, str], Read]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
    ".csv": _csv,
}


class _Collected:
    """Sorts documents into records, marks and decisions."""

    def __init__(self, problems: list[Problem]) -> None:
        self.records: list[Record] = []
        self.marks: list[RawMark] = []
        self.recusals: list[RawRecusal] = []
        self.decisions: list[Decision] = []
        self.problems = problems
        self.rejected = 0

    def read(self) -> Read:
        return Read(
            self.records,
            tuple(self.marks),
            tuple(self.recusals),
            tuple(self.decisions),
            tuple(self.problems),
            self.rejected,
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
