"""Parquet files that say what is wrong with them, by the problem's code; each has one row that is evidence."""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def bad_parquets() -> Iterator[tuple[str, bytes]]:
    """Each code with a file of its own."""
    whole = _written(_row(members=pa.array([5])))
    yield "parquet-broken", whole[: len(whole) // 2]
    yield "parquet-locked", b"PARE" + whole[4:-4] + b"PARE"
    many = pa.DictionaryArray.from_arrays(pa.array(np.zeros(1 << 26, np.int8)), pa.array(["A-05"]))
    yield "parquet-too-large", _written(pa.table({"kind": many, "id": many}), row_group_size=1 << 26)
    yield "parquet-columns", _written(_row(members=pa.array([5])).drop_columns(["kind"]))
    yield "parquet-identity", _written(_row(members=pa.array([5])).set_column(1, "id", pa.array([5.0])))
    yield "parquet-type", _written(_row(members=pa.array([b"5"])))
    yield "parquet-single", _written(_row(members=pa.array([5], pa.float32())))


def _row(**answers: Any) -> Any:
    texts = {"kind": ["neighbourhood"], "id": ["A-05"], "name": ["翠湖小区"], "street": ["方圆街道"]}
    return pa.table({**texts, **answers})


def _written(table: Any, **more: Any) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **more)
    return buffer.getvalue()
