"""JSON Lines in bulk: lines of one plain shape become blocks of columns; every other line is handed back.

A line is plain when it holds `subject` and `evidence` alone, all identity is text, and every answer is of the form that
field has in the first lines: a truth, a whole number, a number, a text, a list of texts, or nothing. Nothing is coerced
on the way, and a key written twice is never plain.
"""

import contextlib
import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import polars as pl
from msgspec import UNSET, Raw, UnsetType
from msgspec.structs import astuple

from evaluator.evidence.block import Block, Form, RawColumn
from evaluator.language.terms import IDENTITY

CHUNK = 1 << 24
"""Bytes read into one run of blocks."""
SAMPLE = 200
"""Lines that tell which fields there are and what form they have."""
FEWEST = 50
"""Lines below which columns do not pay."""

_TYPES: dict[Form, Any] = {"yes-no": bool, "whole": int, "number": Raw, "text": str, "list": list[str]}
_COLUMNS: dict[Form, Any] = {"yes-no": pl.Boolean, "whole": pl.Int64, "number": pl.String, "text": pl.String}
_TOO_LARGE = (OverflowError, TypeError, UnicodeError, pl.exceptions.PolarsError)
"""What Polars says to a whole number past 64 bits, and to half of a surrogate pair."""
_REFUSED = (msgspec.MsgspecError, RecursionError, UnicodeError)
_NUMBER = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
"""A number without an exponent; all others are looked at one by one."""

Left = list[tuple[int, bytes]]
"""Lines handed back, each with its number."""


@dataclass(frozen=True)
class Run:
    """Whole lines of a file: `data` from `start` to `end`, the first of them line number `first`."""

    file: str
    data: bytes
    start: int
    end: int
    first: int


def runs(data: bytes, file: str) -> Iterator[Run]:
    """All lines of a file, some megabytes at a time."""
    start, line = 0, 1
    while start < len(data):
        end = data.find(b"\n", start + CHUNK) + 1 or len(data)
        yield Run(file, data, start, end, line)
        line += data.count(b"\n", start, end)
        start = end


def read_run(run: Run) -> tuple[list[Block], Left]:
    """The blocks of a run of lines, and the lines that are not plain."""
    chunk = run.data[run.start : run.end]
    lines = chunk.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    blocks: list[Block] = []
    shape = _shape(lines[:SAMPLE], null=b"null" in chunk) if len(lines) >= FEWEST else None
    if shape is not None:
        with contextlib.suppress(*_TOO_LARGE), _no_collecting():
            blocks = list(_blocks(shape, shape.rows(chunk, lines), lines, run))
    if sum(map(len, blocks)) == len(lines):
        return blocks, []
    known = {int(line) for block in blocks for line in block.lines}
    return blocks, [(number, line) for number, line in enumerate(lines, run.first) if number not in known]


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Without looking for circles among millions of short-lived records, in which there are none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@dataclass(frozen=True)
class _Shape:
    """The fields of plain lines with their forms, and the names by which they identify a subject.

    `absent` stands for what is not given: nothing, or where some lines say null for nothing a mark of its own.
    """

    identity: tuple[str, ...]
    answers: dict[str, Form]
    absent: Any

    @cached_property
    def decoder(self) -> "msgspec.json.Decoder[Any]":
        # Struct fields have names of their own: what is written in a file need not be an identifier.
        subject = [(f"s{number}", self._of("text"), self._named(name)) for number, name in enumerate(self.identity)]
        forms = enumerate(self.answers.items())
        evidence = [(f"e{number}", self._of(form), self._named(name)) for number, (name, form) in forms]
        strict: dict[str, Any] = {"forbid_unknown_fields": True, "gc": False}
        parts = [
            ("subject", msgspec.defstruct("Subject", subject, **strict)),
            ("evidence", msgspec.defstruct("Answers", evidence, **strict)),
        ]
        return msgspec.json.Decoder(msgspec.defstruct("Line", parts, **strict))

    def _of(self, form: Form) -> Any:
        return Raw if form == "number" else _TYPES[form] | None | UnsetType

    def _named(self, name: str) -> Any:
        return msgspec.field(name=name, default=self.absent)

    def series(self, form: Form, given: tuple[Any, ...]) -> Any:
        """A column of what was given, None where nothing was; lists remain a list."""
        if self.absent is UNSET:
            given = tuple(None if value is UNSET else value for value in given)
        if form == "list":
            return list(given)
        if form != "number":
            return pl.Series(values=given, dtype=_COLUMNS[form])
        written = pl.Series(values=[None if v is None else bytes(v) for v in given], dtype=pl.Binary).cast(pl.String)
        return written if self.absent is None else written.set(written == "null", None)

    def rows(self, chunk: bytes, lines: list[bytes]) -> Sequence[Any]:
        """Each line decoded, None where it does not fit."""
        try:
            rows: Sequence[Any] = self.decoder.decode_lines(chunk)
        except _REFUSED:
            rows = ()
        return rows if len(rows) == len(lines) else [self._row(line) for line in lines]

    def _row(self, line: bytes) -> Any:
        try:
            return self.decoder.decode(line)
        except _REFUSED:
            return None

    def keys(self, given: Sequence[Any]) -> int:
        """How many keys there are in a column of identity or answers, or in a line of them."""
        return len(given) - given.count(self.absent)

    def once(self, line: bytes, row: Any) -> bool:
        """Whether no key of a line was lost to a later one of the same name.

        Every key has a colon right after its closing quote, where none has space before it: as many of those as keys.
        """
        colons, spaced = _colons(line)
        return not spaced and colons == 2 + self.keys(astuple(row.subject)) + self.keys(astuple(row.evidence))


def _colons(text: bytes) -> tuple[int, bool]:
    """How many colons follow a quote, and whether any follows white space."""
    data = np.frombuffer(text, np.uint8)
    before = data[np.flatnonzero(data == ord(":")) - 1]
    return int(np.count_nonzero(before == ord('"'))), bool(np.isin(before, (9, 13, 32)).any())


def _shape(lines: list[bytes], null: bool) -> _Shape | None:
    """The commonest form of each field in some lines; None where none of them is plain."""
    seen: dict[str, Counter[Form]] = {}
    identity: dict[str, None] = {}
    for line in lines:
        try:
            value = msgspec.json.decode(line)
        except _REFUSED:
            continue
        if type(value) is not dict or set(value) != {"subject", "evidence"}:
            continue
        subject, evidence = value["subject"], value["evidence"]
        if type(subject) is not dict or type(evidence) is not dict:
            continue
        identity |= dict.fromkeys(name for name in IDENTITY if name in subject)
        for name, answer in evidence.items():
            form = _form(answer)
            if form is not None:
                seen.setdefault(name, Counter())[form] += 1
    if not {"kind", "id"} <= identity.keys():
        return None
    return _Shape(tuple(identity), {name: _common(forms) for name, forms in seen.items()}, UNSET if null else None)


def _form(answer: Any) -> Form | None:
    known: dict[type, Form] = {bool: "yes-no", int: "whole", float: "number", str: "text"}
    if type(answer) is list:
        return "list" if all(type(part) is str for part in answer) else None
    return known.get(type(answer))


def _common(forms: Counter[Form]) -> Form:
    """Whole numbers among others are numbers; of forms that do not go together the commonest."""
    return "number" if {"number", "whole"} <= forms.keys() else forms.most_common(1)[0][0]


def _blocks(shape: _Shape, rows: Sequence[Any], lines: list[bytes], run: Run) -> Iterator[Block]:
    """Decoded lines as columns, a block for each kind of subject, without those that are to be looked at."""
    numbers = [number for number, row in enumerate(rows) if row is not None]
    subjects, answers = _columns([rows[number] for number in numbers])
    colons, spaced = _colons(run.data[run.start : run.end])
    keys = 2 * len(rows) + sum(map(shape.keys, subjects)) + sum(map(shape.keys, answers))
    if spaced or colons != keys or len(numbers) != len(rows):
        numbers = [number for number in numbers if shape.once(lines[number], rows[number])]
        subjects, answers = _columns([rows[number] for number in numbers])
    if not numbers:
        return
    texts = {name: shape.series("text", column) for name, column in zip(shape.identity, subjects, strict=True)}
    kinds = texts.pop("kind").fill_null("")
    looked_at = (kinds == "") | (texts["id"].fill_null("") == "")
    columns: dict[str, RawColumn] = {}
    for (name, form), column in zip(shape.answers.items(), answers, strict=True):
        values = shape.series(form, column)
        columns[name] = RawColumn(form, values)
        if form == "number":
            looked_at |= ~values.str.contains(_NUMBER).fill_null(value=True)
    widths = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    starts = run.start + np.cumsum(widths) - widths
    whole = Block(run.file, "", run.data, starts[numbers], np.array(numbers) + run.first, texts, columns)
    for kind in kinds.filter(~looked_at).unique().sort():
        taken = np.flatnonzero(((kinds == kind) & ~looked_at).to_numpy())
        yield replace(whole if len(taken) == len(whole) else whole.taken(taken), kind=kind)


def _columns(rows: Sequence[Any]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What lines say of their subjects and what they answer, column by column."""
    subjects = zip(*[astuple(row.subject) for row in rows], strict=True)
    return list(subjects), list(zip(*[astuple(row.evidence) for row in rows], strict=True))
