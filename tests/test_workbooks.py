"""Workbooks read as people mean them: the same from every program, the very values typed, and nothing sent a crash."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluator.evidence.book import Book
from evaluator.evidence.numberformats import meaning_of
from evaluator.evidence.read import read_file
from evaluator.evidence.workbook import read
from evaluator.limited import Limited, Limits
from evaluator.problems import Lang, rendered
from workbooks import DIALECTS, Dialect, around, packed, workbook


def cells(data: bytes, sheet: int = 0) -> list[tuple[int, int, str, str]]:
    """What the cells of a sheet hold."""
    book = msgspec.json.decode(read(data), type=Book)
    assert not book.refused, book
    return [(one.row, one.column, one.kind, one.text) for one in book.sheets[sheet].cells]


EVERYTHING = {
    "申报": {
        "rows": [
            ["编号", " 名称 ", None, True, 3],
            [{"day": 44355}, {"shown": 0.95, "as": "0%"}, {"formula": "A1"}, {"formula": "A1", "value": 5}],
            [{"error": "#N/A"}, "<&>\"'", "两\n行", {"shown": 44355.4375, "as": "yyyy/m/d h:mm"}],
        ],
        "merged": ["A1:B2"],
        "hidden_rows": [3],
        "hidden_columns": [2],
    },
    "其他": {"rows": [["x"]], "state": "hidden"},
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_program_s_way_of_writing_is_read_alike(dialect: Dialect) -> None:
    data = workbook(EVERYTHING, dialect)
    assert cells(data) == [
        (1, 1, "text", "编号"),
        (1, 2, "text", " 名称 "),
        (1, 4, "flag", "true"),
        (1, 5, "number", "3"),
        (2, 1, "date", "2021-06-08"),
        (2, 2, "text", "95%"),
        (2, 3, "formula", ""),
        (2, 4, "number", "5"),
        (3, 1, "error", "#N/A"),
        (3, 2, "text", "<&>\"'"),
        (3, 3, "text", "两\n行"),
        (3, 4, "moment", "2021-06-08 10:30:00"),
    ]
    book = msgspec.json.decode(read(data), type=Book)
    assert [(sheet.name, sheet.state) for sheet in book.sheets] == [("申报", "visible"), ("其他", "hidden")]
    assert msgspec.to_builtins(book.sheets[0].merged) == [[1, 1, 2, 2]]
    assert book.sheets[0].hidden == ["B:B", "3:3"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("370687001001", "370687001001"),
        ("3.70687001001E+11", "370687001001"),
        ("0.10000000000000001", "0.1"),
        ("85.300000000000011", "85.30000000000001"),
        ("-0", "0"),
        ("1E-05", "0.00001"),
        ("120.50", "120.5"),
        ("9007199254740993", "9007199254740992"),
        ("1E+300", "1e+300"),
    ],
)
def test_a_number_is_the_shortest_decimal_of_what_was_stored(stored: str, shown: str) -> None:
    sheet = f"<worksheet><sheetData><row><c><v>{stored}</v></c></row></sheetData></worksheet>"
    assert cells(around(iter([sheet.encode()]))) == [(1, 1, "number", shown)]


@given(st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-(10**15), 10**15))
def test_a_number_read_is_the_double_that_was_stored(value: float) -> None:
    ((_, _, kind, text),) = cells(workbook({"S": [[value]]}))
    assert kind == "number"
    assert float(text) == value
    assert ("e" in text) == (0 < abs(value) < 1e-30)
    assert len(text) <= len(format(Decimal(repr(value)), "f"))


@pytest.mark.parametrize(
    ("serial", "epoch_1904", "day"),
    [
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (61, False, "1900-03-01"),
        (44355, False, "2021-06-08"),
        (2958465, False, "9999-12-31"),
        (0, True, "1904-01-01"),
        (42893, True, "2021-06-08"),
    ],
)
def test_days_are_counted_as_spreadsheets_count_them(serial: int, epoch_1904: bool, day: str) -> None:
    assert cells(workbook({"S": [[{"day": serial}]]}, epoch_1904=epoch_1904)) == [(1, 1, "date", day)]


@pytest.mark.parametrize("serial", [0, 60, -1, 2958466, 1e30])
def test_what_is_no_day_stays_a_number(serial: float) -> None:
    ((_, _, kind, _),) = cells(workbook({"S": [[{"day": serial}]]}))
    assert kind == "number"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", "number"),
        ("@", "number"),
        ("0.00_ ;[Red]\\-0.00\\ ", "number"),
        ('#,##0.00"元"', "number"),
        ('0"day"', "number"),
        ("0.0%", "percent"),
        ("[$-804]yyyy年m月d日;@", "date"),
        ('yyyy"年"m"月"', "date"),
        ("[DBNum1][$-804]m月d日", "date"),
        ("m/d/yy h:mm", "date"),
        ("[h]:mm:ss", "time"),
        ("上午/下午h时mm分", "time"),
        ("mm:ss", "time"),
        ("0.00E+00", "number"),
    ],
)
def test_formats_tell_dates_from_numbers(code: str, meaning: str) -> None:
    assert meaning_of(code) == meaning


typed = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
    .filter(lambda text: text[0] not in "='" and "_x" not in text and not text.startswith("#"))
    .filter(lambda text: text.isprintable())
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 3))
    | st.booleans()
    | st.dates(date(1900, 3, 1), date(2100, 1, 1))
)


def as_read(value: Any) -> tuple[str, str]:
    """What a value typed into a cell is read as."""
    if isinstance(value, bool):
        return "flag", str(value).lower()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, str):
        return "text", value
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "number", "0" if text == "-0" else text


@given(st.lists(st.lists(st.none() | typed, max_size=6), max_size=6))
@example([["0123", "１２", " 空 ", "是", 370687001001, 0.1, date(2021, 6, 8)]])
def test_what_is_typed_is_what_is_read(rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    made = io.BytesIO()
    book.save(made)
    expected = [
        (number, column, *as_read(value))
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value is not None
    ]
    assert cells(made.getvalue()) == expected


@given(st.lists(st.lists(st.none() | typed, min_size=1, max_size=6), min_size=1, max_size=6))
def test_another_reader_sees_the_same(rows: list[list[Any]]) -> None:
    import python_calamine

    told = [[{"day": (one - date(1899, 12, 30)).days} if type(one) is date else one for one in row] for row in rows]
    data = workbook({"S": told}, "wps")
    read_by_another = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
    top, left = read_by_another.start or (0, 0)
    seen = {
        (number + top + 1, column + left + 1): value
        for number, row in enumerate(read_by_another.to_python(skip_empty_area=True))
        for column, value in enumerate(row)
        if value != ""
    }
    assert {(row, column): (kind, text) for row, column, kind, text in cells(data)} == {
        at: as_read(value.date() if isinstance(value, datetime) else value) for at, value in seen.items()
    }


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


def test_libreoffice_saves_what_is_read_the_same(office: str, tmp_path: Path) -> None:
    told = {
        "申报": [
            ["编号", "日期", "数", "是否", "合计"],
            ["0123", {"day": 44355}, 85.3, True, {"formula": "C2*2"}],
            ["３７", {"shown": 0.5, "as": "0%"}, 370687001001, False, {"formula": "1/0"}],
        ]
    }
    source, out = tmp_path / "in.xlsx", tmp_path / "out"
    source.write_bytes(workbook(told))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert cells((out / "in.xlsx").read_bytes()) == [
        *((1, column, "text", text) for column, text in enumerate(["编号", "日期", "数", "是否", "合计"], 1)),
        (2, 1, "text", "0123"),
        (2, 2, "date", "2021-06-08"),
        (2, 3, "number", "85.3"),
        (2, 4, "flag", "true"),
        (2, 5, "number", "170.6"),
        (3, 1, "text", "３７"),
        (3, 2, "text", "50%"),
        (3, 3, "number", "370687001001"),
        (3, 4, "flag", "false"),
        (3, 5, "error", "#DIV/0!"),
    ]


def sheet(inside: bytes) -> bytes:
    return around(iter([b"<worksheet><sheetData>" + inside + b"</sheetData></worksheet>"]))


GOOD = workbook({"S": [["kind", "id", "name"], ["thing", "a", "b"]]})


def damaged() -> Iterator[tuple[str, bytes]]:
    """Files that are no whole workbook, each in a way of its own."""
    yield "empty", b""
    yield "cut off", GOOD[: len(GOOD) // 2]
    yield "another zip", packed({"word/document.xml": b"<x/>"})
    yield "not closed", around(iter([b"<worksheet><sheetData><row>"]))
    yield "a string that is not there", sheet(b'<row><c t="s"><v>7</v></c></row>')
    yield "the last string counted from the end", sheet(b'<row><c t="s"><v>-1</v></c></row>')
    yield "no cell's name", sheet(b'<row><c r="5A"><v>1</v></c></row>')
    yield "entities", around(iter([b'<!DOCTYPE a [<!ENTITY b "b">]><worksheet/>']))
    yield (
        "no sheet",
        packed({"xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'}),
    )


@pytest.mark.parametrize(("name", "data"), list(damaged()))
def test_a_damaged_file_is_one_problem(name: str, data: bytes) -> None:
    book = msgspec.json.decode(read(data), type=Book)
    assert book.refused == "workbook-broken"
    assert book.found


@given(st.data())
def test_no_damage_is_a_crash(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for at in data.draw(st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=5)):
        changed[at] = data.draw(st.integers(0, 255))
    msgspec.json.decode(read(bytes(changed)), type=Book)


MEGA = 1 << 20
BOMBS: dict[str, list[bytes]] = {
    "blank": [b"<worksheet>", *[b" " * MEGA] * 500],
    "one long text": [b'<worksheet><row><c t="inlineStr"><is><t>', *[b"x" * MEGA] * 300],
    "one long tag": [b'<worksheet a="', *[b"x" * MEGA] * 300],
    "cells": [b"<worksheet><row>", *[b"<c/>" * 100_000] * 60],
    "sheets in sheets": [b"<worksheet>", *[b"<a>" * 100_000] * 60],
}
"""What small files unpack to, and no machine holds."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_problem_and_the_next_file_is_read(name: str) -> None:
    data = around(iter(BOMBS[name]))
    assert len(data) < 2_000_000
    with Limited() as limited:
        (made,) = read_file(data, "bomb.xlsx", limited)
        assert [one.code for one in made.problems] == ["workbook-too-large"]
        assert made.rejected == 1
        (after,) = read_file(GOOD, "good.xlsx", limited)
    assert [record.identity["id"] for record in after.records] == ["a"]
    assert not after.problems


def test_a_string_named_by_every_cell_is_no_bomb_either() -> None:
    long = "长" * 30_000
    parts = {}
    with zipfile.ZipFile(io.BytesIO(workbook({"S": [[long]]}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cell = b'<c t="s"><v>0</v></c>'
    parts["xl/worksheets/sheet1.xml"] = (
        b"<worksheet><sheetData><row>" + cell * 100_000 + b"</row></sheetData></worksheet>"
    )
    assert msgspec.json.decode(read(packed(parts)), type=Book).refused == "workbook-too-large"


def test_a_far_cell_costs_nothing() -> None:
    data = sheet(
        b'<row r="1"><c r="A1" t="str"><v>kind</v></c><c r="B1" t="str"><v>id</v></c></row>'
        b'<row r="2"><c r="A2" t="str"><v>thing</v></c><c r="B2" t="str"><v>a</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    (made,) = read_file(data, "far.xlsx")
    assert len(made.records) == 1
    assert [(one.code, str(one.place)) for one in made.problems] == [("cell-outside", "far.xlsx:S!XFD1048576")]


def test_a_table_of_too_many_blank_cells_is_one_problem() -> None:
    header = "".join(f'<c t="str"><v>h{n}</v></c>' for n in range(9_000))
    rows = "".join(f'<row><c t="str"><v>k</v></c><c t="str"><v>{n}</v></c></row>' for n in range(500))
    names = '<c t="str"><v>kind</v></c><c t="str"><v>id</v></c>'
    (made,) = read_file(sheet(f"<row>{names}{header}</row>{rows}".encode()), "wide.xlsx")
    assert [one.code for one in made.problems] == ["workbook-too-large"]
    assert (made.records, made.rejected) == ([], 1)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "a.xlsx: 错误 [workbook-stopped] 读取此工作簿耗用的内存或时间超出限度，已经停止，整个文件不予读取。\n"
            "    把填报内容复制到新的工作簿后重新提交；其他文件不受影响。",
        ),
        (
            "en",
            "a.xlsx: error [workbook-stopped] Reading this workbook took more memory or time than is allowed and was "
            "stopped; none of it is read.\n"
            "    Copy what was filled in to a new workbook and submit that; other files are not affected.",
        ),
    ],
)
def test_a_workbook_beyond_the_limits_says_so(lang: Lang, said: str) -> None:
    with Limited(Limits(output=100)) as limited:
        (made,) = read_file(GOOD, "a.xlsx", limited)
    assert [rendered(one, lang) for one in made.problems] == [said]
    assert made.rejected == 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "提醒 [workbook-unlimited] 本机的操作系统不能限制读取工作簿所用的内存，恶意文件可能耗尽内存。\n"
            "    来历不明的文件，在 Linux 系统上读取。",
        ),
        (
            "en",
            "warning [workbook-unlimited] This system cannot limit the memory used for reading workbooks, so a "
            "malicious file could exhaust it.\n    Read files of unknown origin on Linux.",
        ),
    ],
)
def test_a_system_without_limits_says_so(lang: Lang, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluator.limited._START", "import sys; sys.modules['resource'] = None; " + start())
    (made,) = read_file(GOOD, "a.xlsx")
    assert [rendered(one, lang) for one in made.problems] == [said]
    assert len(made.records) == 1


def start() -> str:
    from evaluator import limited

    return limited._START


def test_what_passes_from_the_child_is_json() -> None:
    with Limited() as limited:
        answer = limited.run("evaluator.evidence.workbook:read", GOOD)
    assert isinstance(answer, bytes)
    assert json.loads(answer)["sheets"][0]["name"] == "S"
