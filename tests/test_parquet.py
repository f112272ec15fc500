"""Evidence in Parquet says what the same evidence says in JSON Lines and in CSV; what it cannot say is said plainly."""

import base64
import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet.encryption as encryption
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.evidence import parquet
from evaluator.evidence.gather import gather
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import Problem, in_order
from evaluator.result.table import csv_bytes
from parquets import PLAN, TYPES, VALUES, by_arrow, by_polars, column, spelt, table
from test_bulk import listed

IDENTITY = ("kind", "id", "name", "street")
FILES = Path(__file__).parent / "parquet"
"""Files as other programs wrote them; what they say is made up."""


@st.composite
def seasons(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of evidence: who each is about, and some answers."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        row: dict[str, Any] = {"kind": "thing", "id": f"s{draw(st.integers(0, 40)) if number else 7}"}
        row |= {
            "name": draw(st.sampled_from(["甲园", "乙园"])),
            "street": draw(st.sampled_from(["东街道", "西街道", None])),
        }
        row |= {name: draw(st.none() | values) for name, values in VALUES.items()}
        made.append(row)
    return made


def as_lines(rows: list[dict[str, Any]]) -> bytes:
    """JSON Lines, numbers as they are written."""
    lines = []
    for row in rows:
        subject = {name: row[name] for name in IDENTITY if row[name] is not None}
        parts = []
        for name, value in row.items():
            if name not in IDENTITY:
                said = str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)
                parts.append(f'"{name}": {said}')
        lines.append(f'{{"subject": {json.dumps(subject, ensure_ascii=False)}, "evidence": {{{", ".join(parts)}}}}}\n')
    return "".join(lines).encode()


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows[0])
    writer.writerows([spelt(name, value) for name, value in row.items()] for row in rows)
    return text.getvalue().encode()


def as_frame(rows: list[dict[str, Any]], types: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([column(name, [row[name] for row in rows], types.get(name, pl.String)) for name in rows[0]])


def judged(data: bytes, file: str) -> tuple[bytes, list[tuple[str, str]], int]:
    """`results.csv`, what is wrong with whom, and how many were rejected."""
    season = judge_season(PLAN, gather_season(PLAN, read_file(data, file), {}))
    wrong = sorted((one.code, one.subject) for one in season.problems)
    return csv_bytes(season), wrong, season.evidence.rejected


@settings(max_examples=40)
@given(seasons(), st.fixed_dictionaries({name: st.sampled_from(types) for name, types in TYPES.items()}), st.booleans())
def test_the_same_evidence_in_three_formats_gives_the_same_bytes(
    rows: list[dict[str, Any]], types: dict[str, Any], arrow: bool
) -> None:
    frame = as_frame(rows, types)
    made = judged((by_arrow if arrow else by_polars)(frame, 3), "a.parquet")
    assert made == judged(as_csv(rows), "a.csv")
    assert made[0] == judged(as_lines(rows), "a.jsonl")[0]


odd_texts = st.sampled_from(
    ["", " ", "甲", " 甲 ", "丁", "\u200b乙", "１", "是", "２０２１年６月８日", "2021/6/8", "无", "12", "1e3", "x"]
)
odd_columns = {
    "text": odd_texts,
    "whole": st.sampled_from([0, 1, 1001, -1, 10**15, 10**16]),
    "decimal": st.sampled_from([Decimal("1.50"), Decimal("0.001"), Decimal("-6"), Decimal("12345678901234567.5")]),
    "double": st.sampled_from(
        [0.1, 1.5, 0.1 + 0.2, 1e22, -1e-7, float("nan"), float("inf"), -0.0, 3.0, 999999999999999.0]
    ),
    "day": st.dates(),
    "flag": st.booleans(),
    "list": st.lists(odd_texts | st.none(), max_size=2),
    "moment": st.sampled_from([datetime(2021, 6, 8), datetime(2021, 6, 8, 9, 30)]),  # noqa: DTZ001
}
odd_types = {
    "text": pa.string(),
    "whole": pa.int64(),
    "decimal": pa.decimal128(30, 3),
    "double": pa.float64(),
    "day": pa.date32(),
    "flag": pa.bool_(),
    "list": pa.list_(pa.string()),
    "moment": pa.timestamp("us"),
}


@st.composite
def odd_tables(draw: st.DrawFn) -> bytes:
    """A table with any type under any field, and people whose rows need a look."""
    size = draw(st.integers(1, 6))
    identity = {
        "kind": st.sampled_from(["thing"] * 6 + ["other", " thing", "", None]),
        "id": st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6", "ｓ１", " s2", "", None]),
        "name": st.sampled_from(["名", " 名\x1c", "", None]),
        "street": st.sampled_from(["东街道", "西街道 ", None]),
    }
    columns = {name: pa.array([draw(one) for _ in range(size)], pa.string()) for name, one in identity.items()}
    for name in VALUES:
        form = draw(st.sampled_from([*odd_columns, None]))
        if form is not None:
            columns[name] = pa.array([draw(st.none() | odd_columns[form]) for _ in range(size)], odd_types[form])
    return by_arrow(pa.table(columns), draw(st.integers(1, 7)))


def one_by_one(reads: Sequence[Read]) -> list[Read]:
    """The same rows, each as a record."""
    made = []
    for read in reads:
        records = [record for block in read.blocks for row in range(len(block)) for record in block.records(row)]
        every = sorted([*read.records, *records], key=lambda record: record.place)
        made.append(Read(every, problems=read.problems, rejected=read.rejected))
    return made


def gathered(reads: Sequence[Read]) -> Any:
    made = gather(reads, [PLAN], {0: {}})
    problems = sorted(made.problems, key=lambda one: (one.place, one.code, one.details))
    return listed(made.tables[0]), problems, made.rejected


@settings(max_examples=150)
@given(odd_tables())
def test_rows_as_columns_say_what_each_row_says_by_itself(data: bytes) -> None:
    reads = list(read_file(data, "a.parquet"))
    assert gathered(reads) == gathered(one_by_one(reads))


def told(data: bytes, code: str = "") -> list[Problem]:
    """What is said of a file, those with a code or all."""
    made = gather(read_file(data, "a.parquet"), [PLAN], {0: {}})
    found = [*made.problems, *made.tables[0].problems]
    return in_order(one for one in found if one.code == code or not code)


def only(data: bytes, lang: Any = "en") -> tuple[str, str, str]:
    """Place, code and message of the one problem there is, with its remedy."""
    (one,) = told(data)
    return f"{one.place} {one.code}", one.message(lang), one.remedy(lang)


def test_a_part_is_read_by_itself_as_it_is_among_the_others() -> None:
    data = by_arrow(table(count=list(range(25))), group=10)
    opened = parquet.opened(data, "a.parquet")
    assert isinstance(opened, parquet.Opened)
    assert [(part.number, part.first, part.rows) for part in opened.parts] == [(0, 1, 10), (1, 11, 10), (2, 21, 5)]
    (read,) = parquet.read_part(data, opened.parts[1])
    (block,) = read.blocks
    assert block.ids.to_list() == [f"s{number}" for number in range(11, 21)]
    evidence = gather([read], [PLAN], {0: {}}).tables[0]
    assert str(evidence.place(0, "count")) == "a.parquet:11"
    assert isinstance(evidence.answers["count"], pl.Series)
    assert evidence.answers["count"].to_list() == list(range(10, 20))


def test_doubles_say_their_shortest_decimal_and_never_a_rounded_one() -> None:
    data = by_arrow(table(size=[0.1, 0.1 + 0.2, 4.35, 1e15, float("nan"), None]))
    made = gather(read_file(data, "a.parquet"), [PLAN], {0: {}}).tables[0]
    assert list(made.answers["size"]) == [10, None, 435, None, None, None]
    assert [(one.place.line, one.code, dict(one.details)["found"]) for one in made.problems] == [
        (2, "too-many-places", "0.30000000000000004"),
        (4, "number-too-large", "1000000000000000"),
        (5, "answer-number", "nan"),
    ]


def test_single_precision_is_refused_by_name() -> None:
    where, said, remedy = only(by_arrow(table(size=pa.array([0.1], pa.float32()))))
    assert where == "a.parquet:1 parquet-single"
    assert said == (
        "“size” is of type float, which keeps about 7 digits, so the number may no longer be the one that was given; "
        "it must be a decimal, a double or a whole number."
    )
    assert remedy == (
        "Export it from the original data as a decimal with so many places; do not convert it from single precision."
    )


def test_a_time_of_day_is_no_date() -> None:
    moments = pa.array([datetime(2021, 6, 8), datetime(2021, 6, 8, 9, 30)], pa.timestamp("ns"))  # noqa: DTZ001
    (one,) = told(by_arrow(table(day=moments)))
    assert (one.place.line, one.code, dict(one.details)["found"]) == (2, "cell-moment", "2021-06-08 09:30:00.000000000")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (pa.array([time(9, 30)]), "time64[us]"),
        (pa.array([b"\xe7\x94\xb2"]), "binary"),
        (pa.array([[b"1"]]), "list<element: binary>"),
        (pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())), "map<string, int64 ('one')>"),
    ],
)
def test_types_that_hold_no_answer_are_named_where_they_stand(values: Any, kind: str) -> None:
    (one,) = told(by_arrow(table(one=values)))
    assert (str(one.place), one.code, one.subject) == ("a.parquet:1", "parquet-type", "s1")
    assert dict(one.details) == {"field": "one", "found": kind}


def test_events_are_lists_of_structs() -> None:
    rows = [
        [{"day": date(2021, 2, 3), "size": Decimal("1.50"), "one": "甲"}, {"day": None, "size": None, "one": None}],
        [],
        None,
    ]
    kind = pa.list_(pa.struct([("day", pa.date32()), ("size", pa.decimal128(9, 2)), ("one", pa.string())]))
    made = gather(read_file(by_arrow(table(rows=pa.array(rows, kind))), "a.parquet"), [PLAN], {0: {}}).tables[0]
    assert not made.problems
    first, second, third = made.answers["rows"]
    assert [row.values for row in first] == [(date(2021, 2, 3), 150, "甲"), (None, None, None)]
    assert (second, third) == ([], None)


def test_a_column_nobody_asks_for_is_said_once() -> None:
    data = by_arrow(table(count=[1, 2, 3], cuont=[1, None, 2], blank=pa.nulls(3)), group=2)
    where, said, remedy = only(data)
    assert where == "a.parquet field-unknown"
    assert said == "The scheme asks for no field “cuont”; only the fields it asks for belong here."
    assert remedy.startswith("Did you mean “count”?")


def test_what_pandas_writes_beside_a_table_is_passed_over() -> None:
    assert not told(by_arrow(table(count=[1, 2], __index_level_0__=[5, 9])))


def test_as_pandas_writes_it() -> None:
    """Rows out of order, whole numbers among which one is missing, days as times, words as categories.

    Written by pandas 3.1: a frame with `to_parquet`, after `iloc[[2, 0, 1]]`.
    """
    data = (FILES / "pandas.parquet").read_bytes()
    assert "__index_level_0__" in parquet.pq.read_schema(io.BytesIO(data)).names
    made = gather(read_file(data, "a.parquet"), [PLAN], {0: {}}).tables[0]
    assert not made.problems
    rows = made.answers.pop("rows")  # type: ignore[attr-defined]
    assert {name: list(column) for name, column in made.answers.items()} == {
        "count": [3, None, 7],
        "size": [150, None, 225],
        "flag": [True, None, False],
        "day": [date(2021, 2, 28), None, date(2021, 3, 1)],
        "words": [None, None, None],
        "one": ["甲", None, "乙"],
        "some": [("甲",), None, ("乙", "丙")],
    }
    assert [event.values for event in rows[0]] == [(date(2021, 2, 3), 150, "甲")]
    assert (rows[1:], made.place(0, "count").line) == ([None, []], 2)


def test_as_duckdb_writes_it() -> None:
    """Pages of the second version, numbers by their differences. Written by DuckDB 2.0 with `PARQUET_VERSION v2`."""
    reads = list(read_file((FILES / "duckdb.parquet").read_bytes(), "a.parquet"))
    assert [len(read.blocks[0]) for read in reads] == [2048, 952]
    made = gather(reads, [PLAN], {0: {}}).tables[0]
    assert {one.code for one in made.problems} == {"above-maximum"}
    answers = {name: column[list(made.ids).index("s5")] for name, column in made.answers.items()}
    assert [answers[name] for name in ("count", "size", "flag", "some")] == [5, 125, False, ("甲", "乙")]


def test_ids_as_numbers_are_read_and_those_with_places_are_not() -> None:
    whole = table(count=[1, 2]).set_column(1, "id", pa.array([370687001001, 370687001002]))
    made = gather(read_file(by_arrow(whole), "a.parquet"), [PLAN], {0: {}}).tables[0]
    assert list(made.ids) == ["370687001001", "370687001002"]
    where, said, _ = only(by_arrow(whole.set_column(1, "id", pa.array([1.0, None]))))
    assert (where, said) == ("a.parquet parquet-identity", "The column “id” is of type double; it must be of text.")


def test_columns_may_be_headed_as_people_say() -> None:
    named = pa.table({"编号": ["s1"], "名称": ["名"], "所在街道": ["东街道"], "日期": [date(2021, 2, 30 - 2)]})
    made = gather(read_file(by_arrow(named), "a.parquet"), [PLAN], {0: {}}).tables[0]
    assert (list(made.ids), list(made.answers["day"]), made.problems) == (["s1"], [date(2021, 2, 28)], ())


def test_marks() -> None:
    marks = pa.table({"judge": ["J1"], "subject": ["s1"], "aspect": ["走"], "mark": pa.array([22.5])})
    (read,) = read_file(by_arrow(marks), "a.parquet")
    assert [(one.judge, one.subject, one.aspect, one.mark) for one in read.marks] == [
        ("J1", "s1", "走", Decimal("22.5"))
    ]


def test_a_row_with_nothing_in_it_is_passed_over_and_one_without_an_id_is_rejected() -> None:
    rows = table(count=[1, None, 3]).to_pydict()
    for name, values in rows.items():
        values[1] = None
        values[2] = None if name == "id" else values[2]
    (one,) = told(by_arrow(pa.table(rows)))
    assert (one.place.line, one.code) == (3, "identity-missing")


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (table(count=[1]).drop_columns(["kind"]), "id、name、street、count"),
        (
            pa.Table.from_arrays([*table(count=[1]).columns, pa.array([2])], [*table(count=[1]).column_names, "count"]),
            "count",
        ),
        (table(编号=["s1"]), "id"),
        (pa.table({"a": [1]}), "a"),
    ],
)
def test_columns_that_make_no_table(made: Any, found: str) -> None:
    where, said, remedy = only(by_arrow(made))
    assert where == "a.parquet parquet-columns"
    assert said == (
        f"These columns make no table of evidence ({found}); each must have a name of its own, “kind” and “id” (or "
        "“编号”) among them."
    )
    assert remedy.startswith("The columns are, for evidence: kind, id, name, street")


def test_no_parquet_at_all_and_half_a_file() -> None:
    whole = by_arrow(table(count=list(range(100))))
    for data in (b"", b"kind,id\n", whole[:-9], whole[: len(whole) // 2], b"PAR1"):
        where, said, _ = only(data, "zh")
        assert where == "a.parquet parquet-broken"
        assert said == "文件不完整，或者不是 Parquet 文件，此处起无法读取（PAR1）。"


def test_what_is_damaged_further_on_leaves_what_stands_before_it() -> None:
    rng = np.random.default_rng(1)
    data = bytearray(by_arrow(table(count=rng.integers(0, 999, 4000)), group=2000, write_page_checksum=True))
    second = parquet.pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(4)
    start = second.data_page_offset
    data[start + 200 : start + 500] = bytes(300)
    made = gather(read_file(bytes(data), "a.parquet"), [PLAN], {0: {}})
    assert len(made.tables[0]) == 2000
    (one,) = made.problems
    assert (str(one.place), one.code, made.rejected) == ("a.parquet:2001", "parquet-broken", 1)


def test_text_that_is_no_utf8() -> None:
    raw = pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())
    (one,) = told(by_arrow(table(words=raw)))
    assert (one.code, str(one.place)) == ("parquet-broken", "a.parquet:1")


@pytest.mark.parametrize("plain", [False, True])
def test_an_encrypted_file_says_so(plain: bool) -> None:
    """Whole, or one column of it under an end that anybody can read."""
    factory = encryption.CryptoFactory(lambda _: Keys())
    settings = encryption.EncryptionConfiguration(footer_key="a", column_keys={"b": ["size"]}, plaintext_footer=plain)
    keys = factory.file_encryption_properties(encryption.KmsConnectionConfig(), settings)
    where, said, _ = only(by_arrow(table(size=[1, 2]), encryption_properties=keys))
    assert (where, said) == (
        "a.parquet parquet-locked",
        "The Parquet file is encrypted and cannot be read; it must be one that is not.",
    )


class Keys(encryption.KmsClient):
    """Keys that are kept as they are."""

    def wrap_key(self, key: bytes, name: str) -> bytes:
        return base64.b64encode(key)

    def unwrap_key(self, wrapped: bytes, name: str) -> bytes:
        return base64.b64decode(wrapped)


def test_a_small_file_that_unpacks_to_more_than_is_read_is_refused() -> None:
    size = 40_000_000
    one = pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, np.int8)), pa.array(["s1"]))
    data = by_arrow(pa.table({"kind": one, "id": one}), group=size)
    assert len(data) < 1_000_000
    where, said, _ = only(data)
    assert where == "a.parquet parquet-too-large"
    assert said == "What the Parquet file unpacks to is beyond what is read, so it is not read."


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_text_that_many_rows_share_is_not_written_out_for_each(
    store_schema: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MOST_TEXT", 50_000_000)
    shared = pa.DictionaryArray.from_arrays(pa.array(np.zeros(20_000, np.int32)), pa.array(["长" * 100_000]))
    data = by_arrow(table(words=shared), group=20_000, store_schema=store_schema)
    assert len(data) < 200_000
    where, _, _ = only(data)
    assert where == "a.parquet:1 parquet-too-large"


@pytest.mark.parametrize(("said", "code"), [(160_008, "parquet-too-large"), (20_000, "parquet-broken")])
def test_pages_that_claim_more_than_the_end_of_the_file_says_are_not_read(
    said: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headers rewritten in place, bytes unpacked and then the number of values: each takes as much room as before."""
    monkeypatch.setattr(parquet, "MOST_BYTES", 8_000_000)
    data = by_arrow(table(size=pa.array(np.arange(200_000))), 200_000, use_dictionary=["kind", "name", "street"])
    assert not next(read_file(data, "a.parquet")).problems
    assert varint(said) in data
    where, _, _ = only(data.replace(varint(said), varint(1_048_575)))
    assert where == f"a.parquet:1 {code}"


def varint(value: int) -> bytes:
    """A number as Thrift's compact protocol writes it."""
    zigzag, made = value << 1, bytearray()
    while zigzag > 127:
        made.append(zigzag & 127 | 128)
        zigzag >>= 7
    return bytes([*made, zigzag])
