"""Readers of text: YAML, JSON, JSON Lines, CSV and its encodings, each held against another reader of the same."""

import codecs
import csv
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from evaluator.evidence.bulk import FEWEST
from evaluator.evidence.csvtext import decode_table
from evaluator.evidence.jsontext import read_json
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.language.source import MAX_DEPTH, decode, read_yaml
from fuzz_sound import has_errors, read, sound

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BEYOND = re.compile(r"\\u[dD][89a-fA-F]|[\d.]{50}|[eE][+-]?\d{17}")
"""What JSON may hold and a file of evidence may not: halves of surrogate pairs, numbers without end."""
_ENDS = re.compile("\r\n|[\r\n]")


def of_yaml(data: bytes) -> None:
    """What is read without a word is what PyYAML's own loader makes of it, every scalar as text."""
    read(data, "fuzz.yaml", data)
    text, _ = decode(data, "fuzz.yaml")
    if text is None:
        return
    documents, problems = read_yaml(text, "fuzz.yaml")
    if not problems:
        assert documents == list(yaml.load_all(text, Loader=_LOADER))


class _TwiceError(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError
    return made


def _no_number(word: str) -> None:
    raise ValueError(word)


def of_json(data: bytes) -> None:
    """What Python's own reader takes is read to the same value, and nothing else is read."""
    read(data, "fuzz.json", data)
    text, _ = decode(data, "fuzz.json")
    if text is None:
        return
    value, problems = read_json(text, "fuzz.json")
    codes = {item.code for item in problems}
    try:
        plain = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except _TwiceError:
        assert codes, text
    except (ValueError, InvalidOperation, RecursionError):
        assert codes - {"duplicate-key"}, text
    else:
        assert repr(value) == repr(plain) if not codes else _refused(text, codes), text


def _refused(text: str, codes: set[str]) -> bool:
    """Whether a JSON text may be refused so."""
    deep = text.count("[") + text.count("{") > MAX_DEPTH
    return codes == {"yaml-depth"} if deep and codes == {"yaml-depth"} else _BEYOND.search(text) is not None


def of_jsonl(data: bytes) -> None:
    """Every line is read as a file of JSON that holds nothing else."""
    reads = read(data, "fuzz.jsonl", data)
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    if len(lines) >= FEWEST:
        return  # read many at a time, as `of_bulk` has it
    alone = [one for line in lines if line.strip() for one in read_file(line.rstrip(b"\r"), "fuzz.json")]
    assert _contents(reads) == _contents(alone)


def _contents(reads: Sequence[Read]) -> list[Any]:
    """What is said, wherever it stands."""
    records = [(one.identity, repr(one.answers), repr(one.assessed)) for part in reads for one in part.records]
    marks = [one[:4] for part in reads for one in map(_mark, part.marks)]
    others = [sum(len(getattr(part, name)) for part in reads) for name in ("recusals", "decisions", "acts")]
    codes = [item.code for part in reads for item in part.problems]
    return [records, marks, others, codes, sum(part.rejected for part in reads)]


def _mark(one: Any) -> tuple[Any, ...]:
    return one.judge, one.subject, one.aspect, one.mark


def of_csv(data: bytes) -> None:
    """A row is a record, a mark or rejected, on its line; the same table as the csv module writes it says the same."""
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    (made,) = read(data, "fuzz.csv", None if utf16 else data)
    text, _ = decode_table(data, "fuzz.csv")
    marks = [mark for mark in ",\t;" if text is not None and mark in text]
    codes = {item.code for item in made.problems}
    if text is None or len(marks) > 1 or codes & {"csv-header", "csv-syntax"} or not (made.records or made.marks):
        return
    mark = marks[0] if marks else ","
    found = [*made.records, *made.marks]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return
    header = next(row for row in rows if any(cell.strip() for cell in row))
    if not all(cell.strip() for cell in header) or (marks and len(header) == 1):
        return  # what divides cells is told by a header of several, none of them blank
    if '"' not in text:
        lines = [number for number, line in enumerate(_ENDS.split(text), 1) if line.replace(mark, "").strip()]
        assert len(found) + made.rejected == len(lines) - 1
        assert {one.place.line for one in found} <= set(lines[1:])
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    again = list(read_file(codecs.BOM_UTF8 + written.getvalue().encode(), "fuzz.csv"))
    said, once_more = (_contents([*reads]) for reads in ([made], again))
    warnings = [item for item in said[3] if item != "csv-encoding"]
    assert [*said[:3], warnings, said[4]] == once_more


def of_encodings(data: bytes) -> None:
    """A table means the same in every encoding that says what it is; without that it is never another text unsaid."""
    text = data.decode("utf-8", "ignore").lstrip("\ufeff")
    for encoded in (text.encode("utf-8-sig"), *(mark + text.encode(name) for mark, name in _MARKED)):
        made, problems = decode_table(encoded, "fuzz.csv")
        assert (made, problems) == (text, [])
    chinese = text.encode("gb18030")
    made, problems = decode_table(chinese, "fuzz.csv")
    sound(problems, None)
    if made is None:
        assert has_errors(problems)
    elif made != text:
        assert made == chinese.decode("utf-8-sig")
    else:
        assert text.isascii() or [item.code for item in problems] == ["csv-encoding"]
    made, problems = decode_table(data, "fuzz.csv")
    sound(problems, None)
    assert (made is None) == has_errors(problems)


_MARKED = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
