"""CSV: a header, then a subject or a mark to a row."""

import csv
import io

from evaluator.evidence.collected import MARK_COLUMNS, Collected
from evaluator.evidence.model import RawMark, Read, Record
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, problem


def read_csv(text: str, file: str) -> Read:
    found = Collected([])
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


def _header_ok(header: list[str], place: Place, found: Collected) -> bool:
    repeated = next((name for name in header if header.count(name) > 1), None)
    if repeated is not None or "" in header:
        found.problems.append(problem("csv-header", place, found=repeated or ""))
    elif set(header) == set(MARK_COLUMNS) or {"kind", "id"} <= set(header):
        return True
    else:
        found.problems.append(problem("csv-header", place, found=header))
    found.rejected += 1
    return False


def _csv_row(row: dict[str, str], place: Place, found: Collected) -> None:
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
