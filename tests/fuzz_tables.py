"""Readers of columns: JSON Lines in bulk, Parquet, workbooks, marked or not; and answers of any format put together.

What is read or typed many at a time must be what each of them is alone.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Iterable, Mapping
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
from evaluator.marked.workbook import Done, Mark, Task, mark
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


def of_marked(data: bytes) -> None:
    """A workbook with marks on some cells, where there is one, says what it said, and so it does without them.

    What is not a workbook is a sheet, styles, notes and their drawings, each after a NUL that XML cannot hold.
    """
    given = data if data[:2] == b"PK" else _around(*data.split(b"\0", len(_BESIDE)))
    drawn = random.Random(zlib.crc32(data))
    marks = [Mark(text="错", row=drawn.randint(1, 9), column=drawn.randint(1, 9)) for _ in range(drawn.randint(1, 4))]
    marks += [Mark(text="缺", row=drawn.randint(1, 9), field=name) for name in ("members", "")]
    marks.append(Mark(text="整本"))
    said, copy = read_book(given), _marked(Task(given, marks, "zh"))
    assert not copy.workbook or said == read_book(copy.workbook)
    twice = _marked(Task(copy.workbook, marks, "zh"))
    assert not twice.workbook or (twice.wrong, twice.missing) == (copy.wrong, copy.missing)
    bare = _marked(Task(twice.workbook, [], "zh"))
    assert not bare.workbook or said == read_book(bare.workbook)
    assert (bare.wrong, bare.missing) == (0, 0)
    assert not bare.workbook or _marked(Task(bare.workbook, [], "zh")) == bare


def _marked(task: Task) -> Done:
    return msgspec.msgpack.decode(mark(msgspec.msgpack.encode(task)), type=Done)


def _around(sheet: bytes, *beside: bytes) -> bytes:
    """A workbook with one sheet, as the smallest form in the corpus has it, and parts beside it."""
    made = io.BytesIO()
    names = _BESIDE[: len(beside)]
    parts = {
        **_PARTS,
        "xl/_rels/workbook.xml.rels": _links("worksheets/sheet1.xml", *names[:1]),
        "xl/worksheets/_rels/sheet1.xml.rels": _links(*(f"../{name}" for name in names[1:])),
        "xl/worksheets/sheet1.xml": sheet,
        **{f"xl/{name}": part for name, part in zip(names, beside, strict=True)},
    }
    with zipfile.ZipFile(made, "w") as new:
        for name, part in parts.items():
            new.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def _links(*targets: str) -> str:
    """Links to parts, under a, b and so on, each of the kind that its name tells."""
    kinds = [next(kind for word, kind in _KINDS if word in target) for target in targets]
    made = zip("abc", targets, kinds, strict=False)
    links = [f'<Relationship Id="{link}" Target="{target}" Type="x/{kind}"/>' for link, target, kind in made]
    return f"<Relationships>{''.join(links)}</Relationships>"


_KINDS = (("workbook", "officeDocument"), *((kind, kind) for kind in ("worksheet", "styles", "comments", "vmlDrawing")))
_BESIDE = ("styles.xml", "comments1.xml", "vmlDrawing1.vml")
_PARTS: Mapping[str, str | bytes] = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": _links("xl/workbook.xml"),
    "xl/workbook.xml": '<workbook><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>',
}


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
