"""The table of results as Parquet: the columns of `results.csv`, typed, some rows a file; and back to its words."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from evaluator.evidence.parquet_layout import groups, pages
from evaluator.result.table import FIRST, Results, order, results
from evaluator.standing.season import Season

PART_ROWS = 1_000_000
"""Rows of a file."""
GROUP_ROWS = 100_000
"""Rows of a row group: what a reader has in memory at a time."""
MOST_UNPACKED = 1 << 32
"""Bytes that a file may unpack to; one of a million rows has a tenth of that."""
POINTS_PLACES = 4
MONEY_PLACES = 2

_DIGITS = 18
"""Digits of decimals: as many as 64 bits hold, which every reader of Parquet knows."""


def parquet_parts(season: Season, version: str) -> Iterator[tuple[str, bytes]]:
    """Each file of the table, by its name in the result's folder, with rows in the order of `results.csv`."""
    scheme, made, ordered = season.plan.scheme, results(season), order(season)
    places = scheme.total.places if scheme.total else 0
    typed = made.typed({name: _dtype(index, name, places) for index, name in enumerate(made.columns)})
    said = {
        "evaluator:scheme": scheme.scheme,
        "evaluator:as_of": season.plan.as_of.isoformat(),
        "evaluator:version": version,
    }
    for number, start in enumerate(range(0, max(len(ordered), 1), PART_ROWS)):
        yield f"results/part-{number:05}.parquet", _written(typed, ordered[start : start + PART_ROWS], said)


def _dtype(index: int, name: str, places: int) -> Any:
    """The type of a column: of those of criteria every second one holds points, whatever its name."""
    if index >= len(FIRST):
        return pl.Decimal(_DIGITS, POINTS_PLACES) if (index - len(FIRST)) % 2 else pl.String
    known = {"total": pl.Decimal(_DIGITS, places), "subsidy": pl.Decimal(_DIGITS, MONEY_PLACES), "rank": pl.Int64}
    return known.get(name, pl.String)


def _written(made: Results, rows: npt.NDArray[np.int64], said: Mapping[str, str]) -> bytes:
    """A file that is the same wherever it is written: fixed row groups, and nothing of the day or the machine."""
    schema = _plain(made.of(rows[:0])).schema
    buffer = io.BytesIO()
    with pq.ParquetWriter(
        buffer,
        schema,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=[name for name in made.columns if name != "id"],
        write_page_checksum=True,
        store_schema=False,
    ) as writer:
        for start in range(0, len(rows) or 1, GROUP_ROWS):
            writer.write_table(_plain(made.of(rows[start : start + GROUP_ROWS])))
        writer.add_key_value_metadata(said)
    return buffer.getvalue()


def _plain(rows: pl.DataFrame) -> pa.Table:
    """Rows as Arrow's own types."""
    table = rows.to_arrow(compat_level=pl.CompatLevel.oldest())
    plain = [pa.string() if pa.types.is_large_string(one.type) else one.type for one in table.schema]
    return table.cast(pa.schema(list(zip(rows.columns, plain, strict=True))))


def words_of(parts: Sequence[bytes]) -> pl.DataFrame:
    """The rows of all files as text, every cell as `results.csv` has it, null where it is empty.

    Raises `ValueError` where they have none.
    """
    try:
        return pl.concat([_words(data) for data in parts])
    except (pa.ArrowException, pl.exceptions.PolarsError) as error:
        raise ValueError(str(error)) from error


def _fits(data: memoryview) -> bool:
    """Whether a file has no more rows, and unpacks to no more, than one of a result: its pages' own headers say so."""
    told = groups(data)
    unpacked = (page.unpacked for group in told for chunk in group.chunks for page in pages(data, chunk))
    return sum(group.rows for group in told) <= PART_ROWS and sum(unpacked) <= MOST_UNPACKED


def _words(data: bytes) -> pl.DataFrame:
    if not _fits(memoryview(data)):
        raise ValueError("it is larger than any part of a result")
    table = pq.read_table(pa.BufferReader(data))
    made: dict[str, pl.Series] = {}
    for index, name in enumerate(table.column_names):
        column = pl.Series(values=pl.from_arrow(table.column(index)))
        if isinstance(column.dtype, pl.Decimal):
            column = column.cast(pl.String)
            if index >= len(FIRST):  # points have no more places than they need
                column = column.str.strip_chars_end("0").str.strip_chars_end(".")
        made[name] = column.cast(pl.String)
    return pl.DataFrame(made)
