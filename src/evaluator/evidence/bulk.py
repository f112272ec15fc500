"""JSON Lines in bulk: lines of one plain shape become blocks of columns; every other line is handed back.

A line is plain when it holds `subject` and `evidence` alone, all identity is text, and every answer is of the form that
field has in the first lines: a truth, a whole number, a number, a text, a list of texts, or nothing. Nothing is coerced
on the way, and a key written twice is never plain.
"""

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

CHUNK = 1 << 22
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
    shape = _shape(lines[:SAMPLE]) if len(lines) >= FEWEST else None
    rows: Sequence[Any] = [None] * len(lines) if shape is None else shape.rows(chunk, lines)
    plain = [number for number, row in enumerate(rows) if row is not None]
    try:
        blocks = [] if shape is None or not plain else list(_blocks(shape, rows, plain, lines, run))
    except _TOO_LARGE:
        blocks, plain = [], []
    known = set(plain)
    return blocks, [(run.first + number, line) for number, line in enumerate(lines) if number not in known]


@dataclass(frozen=True)
class _Shape:
    """The fields of plain lines with their forms, and the names by which they identify a subject."""

    identity: tuple[str, ...]
    answers: dict[str, Form]

    @cached_property
    def decoder(self) -> "msgspec.json.Decoder[Any]":
        # Struct fields have names of their own: what is written in a file need not be an identifier.
        subject = [
            (f"s{n}", str | UnsetType, msgspec.field(name=name, default=UNSET)) for n, name in enumerate(self.identity)
        ]
        evidence = [
            (f"e{n}", _TYPES[form] | None | UnsetType, msgspec.field(name=name, default=UNSET))
            if form != "number"
            else (f"e{n}", Raw | UnsetType, msgspec.field(name=name, default=UNSET))
            for n, (name, form) in enumerate(self.answers.items())
        ]
        strict: dict[str, Any] = {"forbid_unknown_fields": True, "gc": False}
        parts = [
            ("subject", msgspec.defstruct("Subject", subject, **strict)),
            ("evidence", msgspec.defstruct("Answers", evidence, **strict)),
        ]
        return msgspec.json.Decoder(msgspec.defstruct("Line", parts, **strict))

    def rows(self, chunk: bytes, lines: list[bytes]) -> Sequence[Any]:
        """Each line decoded, None where it is not plain."""
        try:
            rows: Sequence[Any] = self.decoder.decode_lines(chunk)
        except _REFUSED:
            rows = ()
        if len(rows) != len(lines):
            return [self._row(line) for line in lines]
        colons, spaced = _colons(chunk)
        if not spaced and colons == sum(map(_keys, rows)):
            return rows
        return [row if _once(line, row) else None for line, row in zip(lines, rows, strict=True)]

    def _row(self, line: bytes) -> Any:
        try:
            row = self.decoder.decode(line)
        except _REFUSED:
            return None
        return row if _once(line, row) else None


def _keys(row: Any) -> int:
    """How many keys a decoded line has."""
    given = (*astuple(row.subject), *astuple(row.evidence))
    return 2 + len(given) - given.count(UNSET)


def _once(line: bytes, row: Any) -> bool:
    """Whether no key of a line was lost to a later one of the same name.

    Every key has a colon right after its closing quote, where none has space before it: as many of those as keys.
    """
    colons, spaced = _colons(line)
    return not spaced and colons == _keys(row)


def _colons(text: bytes) -> tuple[int, bool]:
    """How many colons follow a quote, and whether any follows white space."""
    data = np.frombuffer(text, np.uint8)
    before = data[np.flatnonzero(data == ord(":")) - 1]
    return int(np.count_nonzero(before == ord('"'))), bool(np.isin(before, (9, 13, 32)).any())


def _shape(lines: list[bytes]) -> _Shape | None:
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
    return _Shape(tuple(identity), {name: _common(forms) for name, forms in seen.items()})


def _form(answer: Any) -> Form | None:
    known: dict[type, Form] = {bool: "yes-no", int: "whole", float: "number", str: "text"}
    if type(answer) is list:
        return "list" if all(type(part) is str for part in answer) else None
    return known.get(type(answer))


def _common(forms: Counter[Form]) -> Form:
    """Whole numbers among others are numbers; of forms that do not go together the commonest."""
    return "number" if {"number", "whole"} <= forms.keys() else forms.most_common(1)[0][0]


def _blocks(shape: _Shape, rows: Sequence[Any], plain: list[int], lines: list[bytes], run: Run) -> Iterator[Block]:
    """Decoded lines as columns, a block for each kind of subject; lines without a kind or an id are handed back."""
    chosen = rows if len(plain) == len(rows) else [rows[number] for number in plain]
    subjects = zip(*(astuple(row.subject) for row in chosen), strict=True)
    texts = {name: _series("text", values) for name, values in zip(shape.identity, subjects, strict=True)}
    widths = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    starts = run.start + np.cumsum(widths) - widths
    numbers = np.array(plain, np.int64)
    columns: dict[str, RawColumn] = {}
    looked_at = (texts["kind"].fill_null("") == "") | (texts["id"].fill_null("") == "")
    if shape.answers:
        answers = zip(*(astuple(row.evidence) for row in chosen), strict=True)
        for (name, form), values in zip(shape.answers.items(), answers, strict=True):
            columns[name], odd = _column(form, values)
            looked_at = looked_at if odd is None else looked_at | odd
    kinds = texts.pop("kind")
    whole = Block(run.file, "", run.data, starts[numbers], numbers + run.first, texts, columns)
    if looked_at.any():
        plain[:] = numbers[~looked_at.to_numpy()].tolist()
    for kind in kinds.filter(~looked_at).unique().sort():
        taken = np.flatnonzero(((kinds == kind) & ~looked_at).fill_null(value=False).to_numpy())
        yield replace(whole if len(taken) == len(whole) else whole.taken(taken), kind=kind)


def _column(form: Form, values: tuple[Any, ...]) -> tuple[RawColumn, "pl.Series | None"]:
    """A column of answers, and where it holds something that has to be looked at."""
    if form == "list":
        return RawColumn(form, [None if value is UNSET else value for value in values]), None
    if form != "number":
        return RawColumn(form, _series(form, values)), None
    written = pl.Series(values=[None if v is UNSET else bytes(v) for v in values], dtype=pl.Binary).cast(pl.String)
    written = written.set(written == "null", None)
    return RawColumn(form, written), ~written.str.contains(_NUMBER).fill_null(value=True)


def _series(form: Form, values: tuple[Any, ...]) -> "pl.Series":
    if UNSET in values:
        values = tuple(None if value is UNSET else value for value in values)
    return pl.Series(values=values, dtype=_COLUMNS[form])
