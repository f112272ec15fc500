"""Readers, one a format: bytes in, records and problems out. They know nothing of any scheme."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from evaluator.evidence.collected import Collected
from evaluator.evidence.csvtext import read_csv
from evaluator.evidence.jsontext import read_json
from evaluator.evidence.lines import take_line
from evaluator.evidence.readings import Read
from evaluator.evidence.sheets import OTHERS, WORKBOOKS, read_workbook
from evaluator.language.source import FATAL, MAX_BYTES, decode, place_of, read_yaml
from evaluator.limited import Limited
from evaluator.problems import Place, Problem, problem

if TYPE_CHECKING:
    from evaluator.evidence.bulk import Run

_MOST_OF_A_TABLE = 1 << 34
MOST_PACKED = 1 << 28
"""Bytes of a workbook; what it unpacks to has limits of its own."""


def read_file(data: bytes, file: str, limited: Limited | None = None) -> Iterator[Read]:
    """What a file says, by the reader its name asks for; a long file comes in several parts.

    `limited` is the child process in which workbooks are read; without it one is started for the file.
    """
    if suffix(file) == ".jsonl":
        yield from _json_lines(data, file)
        return
    if suffix(file) == ".parquet":
        from evaluator.evidence.parquet import read_parquet

        yield from read_parquet(data, file)
        return
    yield _whole(data, file, limited)


def _whole(data: bytes, file: str, limited: Limited | None) -> Read:
    """What a file of any other kind says."""
    ending = suffix(file)
    if ending in WORKBOOKS and limited is None:
        with Limited() as limited:
            return read_workbook(data, file, limited)
    if ending in WORKBOOKS and limited is not None:
        return read_workbook(data, file, limited)
    if ending in OTHERS:
        return Read(problems=(problem("workbook-kind", Place(file), found=ending, expected=WORKBOOKS[0]),), rejected=1)
    if ending == ".csv":
        return read_csv(data, file)
    text, problems = decode(data, file)
    return Read(problems=tuple(problems), rejected=1) if text is None else READERS[ending](text, file)


def suffix(file: str) -> str:
    """The ending of a file's name, by which its reader is chosen."""
    return file[file.rfind(".") :].lower()


def most_bytes(file: str) -> int:
    """Bytes of a file beyond which none of it is read. A table that is read bit by bit may be long."""
    ending = suffix(file)
    if ending in (".jsonl", ".parquet"):
        return _MOST_OF_A_TABLE
    return MOST_PACKED if ending in (*WORKBOOKS, *OTHERS) else MAX_BYTES


def is_evidence(file: str) -> bool:
    """Whether a file's name says that it holds evidence."""
    return suffix(file) in (*READERS, ".jsonl", ".csv", ".parquet", *WORKBOOKS, *OTHERS)


def _yaml(text: str, file: str) -> Read:
    documents, problems = read_yaml(text, file)
    broken = any(item.code in FATAL for item in problems)
    found = Collected(problems)
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
    found = Collected(problems)
    if any(item.code in FATAL for item in problems):
        found.rejected += 1
    else:
        found.take(value, Place(file, 1, 1))
    return found.read()


def _json_lines(data: bytes, file: str) -> Iterator[Read]:
    from evaluator.evidence.bulk import runs

    for run in runs(data.removeprefix(b"\xef\xbb\xbf"), file):
        yield read_lines(run)


def read_lines(run: "Run") -> Read:
    """What some lines of JSON say, a record each. Lines of one plain shape are read in bulk.

    All others are read by the reader that keeps places.
    """
    from evaluator.evidence.bulk import read_run

    blocks, left = read_run(run)
    found = Collected([])
    for number, line in left:
        if line.strip():
            take_line(line, run.file, number, found)
    return replace(found.read(), blocks=blocks)


READERS: Mapping[str, Callable[[str, str], Read]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
}
