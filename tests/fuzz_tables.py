"""Readers of columns: JSON Lines in bulk, Parquet, workbooks; and answers of any format typed and put together.

What is read or typed many at a time must be what each of them is alone.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec
import numpy as np

from evaluator.evidence.block import Block, RawColumn
from evaluator.evidence.bulk import Run, read_run
from evaluator.evidence.bulk_typed import typed_column
from evaluator.evidence.cell_block import cell
from evaluator.evidence.gather import gather
from evaluator.evidence.lines import read_line
from evaluator.evidence.passed import packed, unpacked
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.evidence.values import Fault, typed
from evaluator.evidence.workbook import read as read_book
from evaluator.limited import Limited, Stopped
from evaluator.problems import in_order
from fuzz_sound import any_format, plan, read, sound

_ENOUGH = 50
"""Lines that are read in bulk."""
_FEW = 40
_COLUMNS = 8
"""As many columns of a block are looked at."""


def of_bulk(data: bytes) -> None:
    """Lines, the first so often that Arrow reads all: each is in a block or handed back, and says what it says."""
    lines = data.split(b"\n")[:_FEW]
    whole = b"\n".join([*lines, *[lines[0]] * _ENOUGH])
    blocks, left = read_run(Run("fuzz.jsonl", whole, 0, len(whole), 1))
    numbers = [int(number) for block in blocks for number in block.lines]
    every = whole.split(b"\n")
    filled = [number for number, line in enumerate(every, 1) if line not in (b"", b"\r")]
    assert sorted([*numbers, *(number for number, _ in left)]) == filled
    assert all(every[number - 1] == line for number, line in left)
    for block in blocks:
        first = block.taken(np.flatnonzero(block.lines <= len(lines)))
        for row, number in enumerate(first.lines):
            one = read_line(lines[int(number) - 1], "fuzz.jsonl", int(number))
            (record,) = one.records
            assert (one.problems, record.assessed, record.attachments) == ((), None, None)
            said = {name: texts[row] for name, texts in first.identity.items()} | {"kind": first.kind}
            assert _given(said) == _given(record.identity)
            assert _given({name: _value(one, row) for name, one in first.answers.items()}) == _given(record.answers)
        _typed_alike(first, cells=False)


def _given(said: Any) -> dict[str, Any]:
    """What is said, with the kind of every value: true is not 1."""
    return {name: (_kind(value), value) for name, value in said.items() if value is not None}


def _kind(value: Any) -> str:
    kinds = (("list", list), ("yes-no", bool), ("number", (int, Decimal)))
    return next((name for name, kind in kinds if isinstance(value, kind)), type(value).__name__)


def _value(column: RawColumn, row: int) -> Any:
    value = cell(column, row)
    return value.to_list() if hasattr(value, "to_list") else value


def _typed_alike(block: Block, *, cells: bool) -> None:
    """Taken for the field of its name, or for another, a column's values mean what each of them means alone."""
    others = [one for one in plan().asked.values() if one.type != "events"]
    for name, column in list(block.answers.items())[:_COLUMNS]:
        asked = plan().asked.get(name, others[zlib.crc32(name.encode()) % len(others)])
        if asked.type == "events":
            continue
        made, odd = typed_column(asked, column, cells)
        for row in sorted(set(range(len(block))) - set(odd)):
            value, together = _value(column, row), made[row]
            alone = typed(asked, value, cells)
            together = tuple(together) if asked.type == "choices" and together is not None else together
            assert not isinstance(alone, Fault), (asked, value, alone)
            assert alone == together, (asked, value, alone, together)


def of_parquet(data: bytes) -> None:
    """Columns that are typed together mean what each cell means."""
    for one in read(data, "fuzz.parquet", None):
        for block in one.blocks:
            _typed_alike(block.taken(np.arange(min(len(block), _FEW))), cells=True)


class _Here(Limited):
    """The task of the child process, done here."""

    def __init__(self, answer: bytes) -> None:
        super().__init__()
        self._answer = answer

    def run(self, task: str, data: bytes) -> bytes | Stopped:
        return self._answer


def of_xlsx(data: bytes) -> None:
    """A workbook, or the first sheet of one."""
    answer = read_book(data if data[:2] == b"PK" else _around(data))
    book = msgspec.json.decode(answer)
    assert book["refused"] or book["sheets"]
    for one in read_file(b"", "fuzz.xlsx", _Here(answer)):
        sound(one.problems, None)


def _around(sheet: bytes) -> bytes:
    """A workbook with one sheet, as the smallest form in the corpus has it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, part in (*_PARTS, ("xl/worksheets/sheet1.xml", sheet)):
            new.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


_LINK = '<Relationships><Relationship Id="a" Target="{}" Type="x/{}"/></Relationships>'
_PARTS = (
    ("[Content_Types].xml", "<Types/>"),
    ("_rels/.rels", _LINK.format("xl/workbook.xml", "officeDocument")),
    ("xl/workbook.xml", '<workbook><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>'),
    ("xl/_rels/workbook.xml.rels", _LINK.format("worksheets/sheet1.xml", "worksheet")),
)


def of_answers(data: bytes) -> None:
    """What is told stands within the file; of every eighth input, the same is told when another process read it."""
    file, text = any_format(data)
    reads = list(read_file(data, file))
    answer = unpacked(packed([(file, one) for one in reads]))
    assert isinstance(answer, list)
    first = _told(reads)
    sound(first[-1], text)
    if zlib.crc32(data) % 8 == 0:
        assert first == _told(one[1] for one in answer if isinstance(one, tuple))


def _told(reads: Iterable[Read]) -> tuple[Any, ...]:
    """All that is said of subjects, by somebody who asks for everything."""
    made = gather(reads, [plan()], {})
    found = made.tables[0]
    answers = {name: list(column) for name, column in found.answers.items()}
    texts = [list(one) for one in (found.ids, found.names, found.streets, found.communities)]
    places = [(one.file, one.line) for one in found.row_places]
    said = in_order([*made.problems, *found.problems])
    return texts, answers, sorted(found.unsettled), places, made.rejected + found.rejected, said
