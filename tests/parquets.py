"""Evidence as tables of every type, for tests: drawn, written by pyarrow and by Polars."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan

RULES = """
ruleset: things
title: 事物
in_force: {from: 2020-01-01}
subject: thing
fields:
  count: {type: integer, minimum: 0, maximum: 1000}
  size: {type: decimal, places: 2, minimum: -5.005}
  flag: {type: yes-no}
  day: {type: date, label: 日期}
  words: {type: text}
  one: {type: choice, of: [甲, 乙, '1']}
  some: {type: choices, of: [甲, 乙, 丙]}
  rows: {type: events, of: {day: {type: date}, size: {type: decimal, places: 2}, one: {type: choice, of: [甲, 乙]}}}
criteria:
  - {id: a, title: 一, worth: 1, when: {count: {at_least: 10}}}
  - {id: b, title: 二, worth: 2, when: {size: {at_least: 1.25}}}
  - {id: c, title: 三, worth: 3, when: {flag: {is: yes}}}
  - {id: d, title: 四, worth: 4, when: {day: {on_or_before: 2021-03-01}}}
  - {id: e, title: 五, worth: 5, when: {words: {is: 一}}}
  - {id: f, title: 六, worth: 6, when: {one: {one_of: [甲, '1']}}}
  - {id: g, title: 七, worth: 7, when: {some: {includes: 乙}}}
"""
SCHEME = """
scheme: things
title: 事物
subject: thing
requires: [street]
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: things, weight: 100%, origin: {weight: local}}]
total: {places: 2, rounding: half-even}
ranking: {}
"""


def _plan() -> Plan:
    library = read_library([RuleFile("rules/a.yaml", RULES.encode()), RuleFile("rules/b.yaml", SCHEME.encode())])
    scheme = next(iter(library.schemes.values()))
    made, _ = make_plan(scheme, library, scheme.period.to)
    assert {one.code for one in library.problems} <= {"origin-missing"}
    return made


PLAN = _plan()

VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "count": st.integers(-1, 1001),
    "size": st.decimals(-9, 9, places=2) | st.decimals(0, 2, places=1),
    "flag": st.booleans(),
    "day": st.dates(date(2021, 2, 20), date(2021, 3, 10)),
    "words": st.sampled_from(["一", "a:b", "二三"]),
    "one": st.sampled_from(["甲", "乙", "1", "丁"]),
    "some": st.sampled_from([["甲"], ["乙", "丙"], [], ["乙", "甲"]]),
}
"""Answers by field, right ones and some that are not."""

TYPES: Mapping[str, Sequence[Any]] = {
    "count": [pl.Int16, pl.Int64, pl.UInt32, pl.Float64, pl.Decimal(10, 0), pl.Decimal(12, 3), pl.String],
    "size": [pl.Decimal(10, 2), pl.Decimal(38, 4), pl.Float64, pl.String],
    "flag": [pl.Boolean, pl.String],
    "day": [pl.Date, pl.Datetime("ms"), pl.Datetime("ns", "Asia/Shanghai"), pl.String],
    "words": [pl.String, pl.Categorical],
    "one": [pl.String, pl.Categorical, pl.Enum(["甲", "乙", "1", "丁"])],
    "some": [pl.List(pl.String), pl.List(pl.Categorical), pl.String],
}
"""How the columns of a table may hold them."""


def spelt(name: str, value: Any) -> str:
    """A value as it stands in the cell of a text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value) or "无"
    return "" if value is None else str(value)


def column(name: str, values: Sequence[Any], dtype: Any) -> pl.Series:
    """Values in a column of a type; below nothing where an unsigned one holds none."""
    if dtype == pl.String:
        return pl.Series(name, [None if value is None else spelt(name, value) for value in values], dtype=pl.String)
    if dtype == pl.Float64:
        return pl.Series(name, [None if value is None else float(value) for value in values], dtype=dtype)
    if isinstance(dtype, pl.Decimal):
        return pl.Series(name, [None if value is None else Decimal(value) for value in values], dtype=dtype)
    if isinstance(dtype, pl.Datetime):
        made = [None if value is None else datetime(value.year, value.month, value.day) for value in values]  # noqa: DTZ001
        series = pl.Series(name, made, dtype=pl.Datetime(dtype.time_unit))
        return series if dtype.time_zone is None else series.dt.replace_time_zone(dtype.time_zone)
    if isinstance(dtype, pl.List):
        return pl.Series(name, values, dtype=pl.List(pl.String)).cast(dtype)
    if dtype == pl.UInt32 and any(value is not None and value < 0 for value in values):
        dtype = pl.Int32
    return pl.Series(name, values, dtype=dtype)


def by_polars(frame: pl.DataFrame, group: int = 1000) -> bytes:
    """A file as Polars writes it."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, row_group_size=group)
    return buffer.getvalue()


def by_arrow(table: Any, group: int = 1000, **more: Any) -> bytes:
    """A file as pyarrow writes it."""
    buffer = io.BytesIO()
    made = table.to_arrow(compat_level=pl.CompatLevel.oldest()) if isinstance(table, pl.DataFrame) else table
    pq.write_table(made, buffer, row_group_size=group, **more)
    return buffer.getvalue()


def table(**columns: Any) -> Any:
    """An Arrow table with a kind, an id, a name and a street to each row, and some more columns."""
    size = len(next(iter(columns.values())))
    known = {
        "kind": ["thing"] * size,
        "id": [f"s{number}" for number in range(1, size + 1)],
        "name": ["名"] * size,
        "street": ["东街道"] * size,
    }
    return pa.table({**known, **columns})
