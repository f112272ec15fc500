"""CSV as text editors, Excel and WPS save it: a header, then a subject or a mark to a row."""

import codecs
import csv
import io

from evaluator.evidence.collected import Collected
from evaluator.evidence.readings import Read
from evaluator.evidence.tables import Row, column_names, is_header, take_row, twice
from evaluator.language.source import decode
from evaluator.problems import Place, Problem, problem

_DIVIDERS = (",", "\t", ";")
_HEADER_WITHIN = 1 << 18
"""Characters from the beginning, in which the header ends."""
_LAST_OF_TWO_BYTES = "\u07ff"


def read_csv(data: bytes, file: str) -> Read:
    """What a CSV file says."""
    text, problems = decode_table(data, file)
    if text is None:
        return Read(problems=tuple(problems), rejected=1)
    found = Collected(problems)
    header: list[str] = []
    names: list[str] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_divider(text), strict=True)
    line = 1
    try:
        for cells in reader:
            place, line = Place(file, line), reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _without_blank_end(cells)
                names = column_names(header)
                if not _header_ok(header, names, place, found):
                    break
                continue
            if any(cell.strip() for cell in cells[len(header) :]) or len(cells) < len(header):
                found.problems.append(problem("csv-row", place, found=len(cells), expected=len(header)))
                found.rejected += 1
                continue
            take_row(Row(place, dict(zip(names, cells, strict=False))), names, found)
    except csv.Error as error:
        found.problems.append(problem("csv-syntax", Place(file, reader.line_num), found=error))
        found.rejected += 1
    if not header and not found.rejected:
        found.refuse(Place(file), "")
    return found.read()


def _header_ok(header: list[str], names: list[str], place: Place, found: Collected) -> bool:
    repeated = twice(names)
    if repeated is None and "" not in names and is_header(names, header):
        return True
    wrong = header if repeated is None and "" not in names else repeated or ""
    found.problems.append(problem("csv-header", place, found=wrong))
    found.rejected += 1
    return False


def _without_blank_end(cells: list[str]) -> list[str]:
    """A header without the blank cells that spreadsheets add for columns that were once used."""
    kept = [cell.strip() for cell in cells]
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def _divider(text: str) -> str:
    """What divides cells: the one mark that makes a header of the first row, and a comma where none does."""
    headers = {mark: _first_row(text[:_HEADER_WITHIN], mark) for mark in _DIVIDERS}
    fitting = [mark for mark, cells in headers.items() if is_header(column_names(cells), cells)]
    return fitting[0] if len(fitting) == 1 else ","


def _first_row(text: str, mark: str) -> list[str]:
    """The cells of the first row that has any, which may go over several lines; none where it is no row of a table."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return next((cells for cells in rows if any(cell.strip() for cell in cells)), [])
    except csv.Error:  # a cell longer than any may be
        return []


def decode_table(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a table, and a warning that names its encoding where only its bytes tell.

    UTF-8 and UTF-16 with a mark say what they are. Other bytes that are no UTF-8 are GB18030, which Chinese versions
    of Excel and WPS write, unless they are mostly UTF-8 and so a damaged file.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return decode(data.decode("utf-16").encode(), file)
        except UnicodeError:
            return None, [problem("not-utf8", Place(file, 1), found=f"0x{data[0]:02x}")]
    text, problems = decode(data, file)
    other = _in_gb18030(data)
    if text is None and other is not None and problems[0].code == "not-utf8" and not _mostly_utf8(data):
        return other, [problem("csv-encoding", Place(file), found="GB18030", expected="UTF-8")]
    if text is not None and other is not None and not data.startswith(codecs.BOM_UTF8) and _either(text):
        return text, [problem("csv-encoding", Place(file), found="UTF-8", expected="GB18030")]
    return text, problems


def _in_gb18030(data: bytes) -> str | None:
    if data.isascii():
        return None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are right in UTF-8 than wrong: few of GB18030 happen to be."""
    beyond = [char for char in data.decode("utf-8", "replace") if char > "\x7f"]
    return data.startswith(codecs.BOM_UTF8) or 2 * beyond.count("\N{REPLACEMENT CHARACTER}") < len(beyond)


def _either(text: str) -> bool:
    """Whether a text without Chinese in UTF-8 may be Chinese in GB18030, two bytes a character in both."""
    beyond = [char for char in text if char > "\x7f"]
    return bool(beyond) and all(char <= _LAST_OF_TWO_BYTES for char in beyond)
