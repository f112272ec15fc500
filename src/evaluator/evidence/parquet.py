"""Parquet: a typed table with a subject, or a mark, to a row. It is read by row groups, each as blocks of columns.

What a file claims to hold is looked at before any of it is read: a small file may unpack to more than a machine has.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from evaluator.evidence.block import Block, RawColumn
from evaluator.evidence.bulk_typed import bare
from evaluator.evidence.cell_block import CellBlock, cell_block
from evaluator.evidence.collected import MARK_COLUMNS, Collected
from evaluator.evidence.likeness import to_look_at
from evaluator.evidence.parquet_columns import is_text, raw_column
from evaluator.evidence.parquet_layout import Chunk, Group, LockedError, groups, pages
from evaluator.evidence.readings import Read
from evaluator.evidence.tables import column_names, is_header, take_row, twice
from evaluator.language.terms import IDENTITY
from evaluator.problems import Place, Problem, problem

BATCH = 1 << 17
"""Rows taken from a row group at a time."""
MOST_ROWS = 1 << 25
"""Rows of a file: more than three times the largest season."""
MOST_BYTES = 1 << 30
"""Bytes of a row group, unpacked."""
MOST_TEXT = 1 << 30
"""Bytes of the texts of one column in a batch, each written out."""
_FEW_ROWS = 1 << 20
_ROWS_A_BYTE = 16
"""Of more than a few rows, those that a byte of the file may stand for: subjects differ, and that takes room."""
_PARTS_A_ROW = 256
"""Parts of lists that a row may have on average."""

_BROKEN = (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError)
_MAGIC, _LOCKED = b"PAR1", b"PARE"
_PANDAS_INDEX = "__index_level_"
"""Row numbers that pandas writes beside a table whose index has no name."""
_WIDE = "[\\x{ff01}-\\x{ff5e}\\x{3000}]"

Data = Any
"""The bytes of a file, or anything that holds them: a view of a file mapped into memory."""


@dataclass(frozen=True)
class Part:
    """A row group of a file: what can be read by itself. `first` is the number of its first row, counted from 1."""

    file: str
    number: int
    first: int
    rows: int
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True)
class Opened:
    """A file whose columns are those of a table of evidence: its names for them, and its parts."""

    data: memoryview
    source: pq.ParquetFile
    names: Sequence[str]
    parts: Sequence[Part]


def opened(data: Data, file: str) -> Opened | Problem:
    """A file ready to be read, or why none of it is."""
    view = memoryview(data)
    ends = bytes(view[-4:]) if view.nbytes > len(_MAGIC) else b""
    if ends == _LOCKED:
        return problem("parquet-locked", Place(file))
    try:
        told = groups(view)
        source = _source(view)
        schema = source.schema_arrow
    except LockedError:
        return problem("parquet-locked", Place(file))
    except _BROKEN as error:
        return _broken(Place(file), "PAR1" if ends != _MAGIC else _first_line(error))
    rows = sum(group.rows for group in told)
    if rows > min(MOST_ROWS, max(_FEW_ROWS, _ROWS_A_BYTE * view.nbytes)):
        return problem("parquet-too-large", Place(file))
    names = column_names(schema.names)
    repeated = twice(names)
    if repeated is not None or "" in names or not is_header(names, schema.names):
        found = schema.names if repeated is None and "" not in names else repeated or ""
        return problem("parquet-columns", Place(file), found=found)
    for name, kind in zip(names, schema.types, strict=True):
        if name in IDENTITY and not _names_somebody(kind):
            return problem("parquet-identity", Place(file), found=kind, field=name)
    return Opened(view, source, names, tuple(_parts(told, file)))


def _source(data: memoryview) -> pq.ParquetFile:
    return pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)


def _broken(place: Place, found: str) -> Problem:
    locked = "decrypt" in found.lower()
    return problem("parquet-locked", place) if locked else problem("parquet-broken", place, found=found)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _step(part: Part, data: memoryview) -> int:
    """How many rows of a part may be unpacked at a time, by the headers of its pages; none where it is too large.

    Raises `ValueError` where they are no pages, or not what the end of the file says.
    """
    room = longest = 0
    for chunk in part.chunks:
        if chunk.values > _PARTS_A_ROW * max(part.rows, _PARTS_A_ROW):
            return 0
        values = 0
        for page in pages(data, chunk):
            values += page.values
            room += page.unpacked
            longest = max(longest, page.longest)
            if room > MOST_BYTES:
                return 0
        if values != chunk.values:
            raise ValueError("PageHeader")
    return max(1, min(BATCH, MOST_TEXT // max(1, longest)))


def _names_somebody(kind: Any) -> bool:
    """Whether a type is one of names and numbers that identify: a number with places has lost what it was."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    whole = pa.types.is_integer(kind) or (pa.types.is_decimal(kind) and kind.scale == 0)
    return bool(whole or is_text(kind) or pa.types.is_null(kind))


def _parts(told: Sequence[Group], file: str) -> Iterator[Part]:
    first = 1
    for number, group in enumerate(told):
        yield Part(file, number, first, *group)
        first += group.rows


def read_parquet(data: Data, file: str) -> Iterator[Read]:
    """What a file says, some rows at a time."""
    table = opened(data, file)
    if isinstance(table, Problem):
        yield Read(problems=(table,), rejected=1)
        return
    for part in table.parts:
        yield from _reads(table, part)


def read_part(data: Data, part: Part) -> Iterator[Read]:
    """What one part of a file says, wherever that is read: a part of a file that was opened before."""
    view = memoryview(data)
    try:
        source = _source(view)
        table = Opened(view, source, column_names(source.schema_arrow.names), (part,))
    except _BROKEN as error:
        yield Read(problems=(_broken(Place(part.file, part.first), _first_line(error)),), rejected=1)
        return
    yield from _reads(table, part)


def _reads(table: Opened, part: Part) -> Iterator[Read]:
    """What the rows of a part say, until one of them cannot be read."""
    first = part.first
    try:
        step = _step(part, table.data)
        if not step:
            raise _TooMuchError
        for batch in _batches(table.source.iter_batches(step, row_groups=[part.number])):
            batch.validate(full=True)
            yield _read(batch, table.names, part.file, first)
            first += batch.num_rows
    except _TooMuchError:
        yield Read(problems=(problem("parquet-too-large", Place(part.file, first)),), rejected=1)
    except _BROKEN as error:
        yield Read(problems=(_broken(Place(part.file, first), _first_line(error)),), rejected=1)


def _batches(steps: Iterator[Any]) -> Iterator[Any]:
    """Rows that were unpacked a few at a time, as many together as columns pay for."""
    held: list[Any] = []
    rows = room = 0
    for one in steps:
        held.append(one)
        rows += one.num_rows
        room += sum(column.nbytes for column in one.columns if not _is_shared(column))
        if room > MOST_TEXT:
            raise _TooMuchError
        if rows >= BATCH:
            yield _joined(held)
            held, rows, room = [], 0, 0
    if held:
        yield _joined(held)


def _is_shared(column: Any) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def _joined(batches: list[Any]) -> Any:
    return batches[0] if len(batches) == 1 else pa.Table.from_batches(batches).combine_chunks().to_batches()[0]


class _TooMuchError(Exception):
    """Texts that many rows share would take more room than there is if each were written out."""


def _read(batch: Any, names: Sequence[str], file: str, first: int) -> Read:
    """Rows as blocks, a block for each kind of subject, without those that are to be looked at by themselves."""
    columns = {name: raw_column(array) for name, array in zip(names, batch.columns, strict=True) if _is_read(name)}
    if any(_size(column) > MOST_TEXT for column in columns.values()):
        raise _TooMuchError
    rows = np.arange(first, first + batch.num_rows)
    found = Collected([])
    if set(names) == set(MARK_COLUMNS):
        whole = cell_block(file, rows, {}, columns)
        for row in range(len(whole)):
            take_row(whole.row(row), names, found)
        return found.read()
    identity = {name: columns.pop(name) for name in IDENTITY if name in columns}
    texts = {name: _texts(column.values) for name, column in identity.items()}
    whole = cell_block(file, rows, texts, columns)
    looked_at = _odd(texts)
    for row in looked_at.arg_true().to_list():
        cells = whole.row(row)
        if any(value is not None and value != "" for value in cells.values.values()):
            take_row(cells, names, found)
    return replace(found.read(), blocks=tuple(_blocks(whole, looked_at)))


def _is_read(name: str) -> bool:
    return not name.startswith(("submitted.", _PANDAS_INDEX))


def _size(column: RawColumn) -> int:
    """Bytes of texts."""
    texts = column.values
    return int(texts.str.len_bytes().sum()) if isinstance(texts, pl.Series) and texts.dtype == pl.String else 0


def _texts(values: pl.Series | list[Any]) -> pl.Series:
    if isinstance(values, pl.Series):
        return values.cast(pl.String)
    return pl.Series(values=[None if value is None else str(value) for value in values], dtype=pl.String)


def _odd(texts: Mapping[str, pl.Series]) -> pl.Series:
    """Rows whose identity is not plain text: to be read as people write in cells, or lacking."""
    odd = pl.repeat(False, len(texts["id"]), eager=True)
    for name, column in texts.items():
        odd |= ~bare(column)
        if name in ("kind", "id"):
            odd |= column.str.contains(_WIDE).fill_null(value=False) | (column.fill_null("") == "")
            odd |= to_look_at(column)
    return odd


def _blocks(whole: CellBlock, looked_at: pl.Series) -> Iterator[Block]:
    texts = dict(whole.identity)
    kinds = texts.pop("kind", None)
    whole = replace(whole, identity=texts)
    if kinds is None:
        kinds = pl.repeat("", len(whole), eager=True)
    for kind in kinds.filter(~looked_at).unique().sort():
        taken = np.flatnonzero(((kinds == kind) & ~looked_at).to_numpy())
        yield replace(whole if len(taken) == len(whole) else whole.taken(taken), kind=kind)
