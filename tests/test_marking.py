"""A marked copy of a workbook: cells with something wrong coloured and commented, everything else as it was."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from evaluator.cli.main import cli
from evaluator.evidence.read import read_file
from evaluator.marked.cells import SheetXml
from evaluator.marked.styles import Styles
from evaluator.marked.workbook import MISSING, TAB, WRONG
from test_forms_read_back import SCHEME, at_root, fill, made
from workbooks import DIALECTS, Dialect, workbook

__all__ = ["at_root"]
MARKED = re.compile(rb' s="\d+"|<sheetPr><tabColor[^>]*/></sheetPr>|<tabColor[^>]*/>|<legacyDrawing[^>]*/>')
WORKS = {
    "编号": "0370-01",
    "名称": "示例花园",
    "所在街道": "方圆街道",
    "正式党员人数": 7,
    "已成立小区党支部": "是",
    "已建成小区党群服务中心": "是",
    "服务阵地面积": 120,
    "已公布的办事流程": "报修、投诉、协商议事、维修资金使用",
    "协商议事": "无",
    "公开内容": "财务收支",
    "已制定评价指标": "是",
    "参与评价的户数": 60,
    "总户数": 100,
    "工作案例": "无",
}


def preview(*call: str | Path) -> Result:
    return CliRunner().invoke(cli, ["preview", SCHEME, *map(str, call)])


def filled(folder: Path, **other: Any) -> Any:
    """A street's form with one neighbourhood, some of whose answers are others."""
    book = made(folder, "--for", "street")
    known = {cell.value for cell in book["申报内容"][3]}
    fill(book["申报内容"], 5, {name: value for name, value in (WORKS | other).items() if name in known})
    return book


def marks(book: Any) -> dict[str, tuple[str, str]]:
    """What is marked: the colour and the note of each cell."""
    return {
        f"{sheet.title}!{cell.coordinate}": (cell.fill.fgColor.rgb, cell.comment.text if cell.comment else "")
        for sheet in book
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.fill.fgColor.rgb in (WRONG, MISSING)
    }


def looks(book: Any) -> dict[str, tuple[str, ...]]:
    """All that a cell is, without its fill."""
    names = ("value", "data_type", "number_format", "font", "border", "alignment", "protection")
    return {
        f"{sheet.title}!{cell.coordinate}": tuple(repr(getattr(cell, name)) for name in names)
        for sheet in book
        for cells in sheet.iter_rows()
        for cell in cells
    }


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_wrong_stands_at_its_cell(tmp_path: Path) -> None:
    book = filled(tmp_path, 正式党员人数="七个", 服务阵地面积=None)
    fill(book["申报内容"], 6, {"名称": "无编号花园"})
    fill(book["协商议事"], 4, {"编号": "0370-01", "日期": "2021年13月5日", "议题": "停车"})
    book["申报内容"]["D5"].comment = Comment("请核对社区名称", "王五")
    book["申报内容"]["F5"].comment = Comment("按党员名册", "王五")
    before, after = tmp_path / "filled.xlsx", tmp_path / "marked.xlsx"
    book["申报内容"]["K5"] = book["申报内容"]["L5"] = None
    book.save(before)
    said = preview(before, "--mark", after)
    assert said.exit_code == 1
    assert said.stdout.splitlines()[-1] == f"已写入 {after}：3 格有误，2 格待填。"
    marked = openpyxl.load_workbook(after)
    assert marks(marked) == {
        "申报内容!F5": (
            WRONG,
            "按党员名册\n\n〔预审〕错误：“正式党员人数”应为数字，实际填写：七个。\n"
            "用半角数字填写，不带单位、百分号和千位分隔符，如：7",
        ),
        "申报内容!I5": (MISSING, "〔预审〕尚未填报。“有服务阵地”须据此评定。"),
        "申报内容!L5": (MISSING, "〔预审〕尚未填报。“有公开内容”须据此评定。"),
        "申报内容!A6": (
            WRONG,
            "〔预审〕错误：本行填了内容，但没有填写编号，无法知道属于哪个评价对象，不予受理。\n"
            "补填编号；不需要的，清除整行内容。",
        ),
        "协商议事!B4": (
            WRONG,
            "〔预审〕错误：“日期”应为日期，实际填写：2021年13月5日。\n"
            "按年、月、日的顺序填写，月和日各两位，如：2021-06-18",
        ),
    }
    assert marked["申报内容"]["D5"].comment.text == "请核对社区名称"
    tabs = {sheet.title: sheet.sheet_properties.tabColor for sheet in marked}
    assert {name for name, tab in tabs.items() if tab is not None and tab.rgb == TAB} == {"申报内容", "协商议事"}


@pytest.mark.parametrize("call", [("--for", "street"), ("--for", "panel", "--one", "X-1")])
def test_everything_else_is_as_it_was(call: tuple[str, ...], tmp_path: Path) -> None:
    """Parts that no mark is about are the same bytes; a sheet is, but for the formats of cells, tab and notes."""
    before, after = tmp_path / "filled.xlsx", tmp_path / "marked.xlsx"
    made(tmp_path, *call)
    shutil.move(tmp_path / "form.xlsx", before)
    preview(before, "--mark", after)
    changed = {name for name, data in parts(before).items() if parts(after)[name] != data}
    if "--one" not in call:
        assert not changed
        return
    assert changed == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"}
    assert MARKED.sub(b"", parts(before)["xl/worksheets/sheet2.xml"]) == MARKED.sub(
        b"", parts(after)["xl/worksheets/sheet2.xml"]
    )
    old, new = openpyxl.load_workbook(before), openpyxl.load_workbook(after)
    assert looks(old) == looks(new)
    assert marks(new)
    assert new["_evaluator"].sheet_state == "veryHidden"
    assert list(read_file(before.read_bytes(), "x.xlsx")) == list(read_file(after.read_bytes(), "x.xlsx"))


def test_a_marked_copy_that_was_corrected_loses_its_marks(tmp_path: Path) -> None:
    book = filled(tmp_path, 正式党员人数="七个", 服务阵地面积="大")
    sheet = book["申报内容"]
    sheet["F5"].comment = Comment("按党员名册", "王五")
    sheet["F5"].fill = PatternFill("solid", fgColor="FF00FF00")
    first, second, third = (tmp_path / f"{name}.xlsx" for name in ("filled", "marked", "again"))
    book.save(first)
    preview(first, "--mark", second)
    book = openpyxl.load_workbook(second)
    assert set(marks(book)) == {"申报内容!F5", "申报内容!I5"}
    book["申报内容"]["F5"] = 7
    book.save(second)
    preview(second, "--mark", third)
    book = openpyxl.load_workbook(third)
    assert set(marks(book)) == {"申报内容!I5"}
    assert book["申报内容"]["F5"].fill.fgColor.rgb == "FF00FF00"
    assert book["申报内容"]["F5"].comment.text == "按党员名册"
    assert book["申报内容"]["I5"].comment.text.count("〔预审〕") == 1


def test_no_file_of_somebody_s_is_replaced(tmp_path: Path) -> None:
    book = filled(tmp_path, 正式党员人数="七个")
    first, copy, other = (tmp_path / f"{name}.xlsx" for name in ("filled", "marked", "other"))
    book.save(first)
    book.save(other)
    for out in (first, other):
        before = out.read_bytes()
        said = preview(first, "--mark", out)
        assert said.exit_code == 2
        assert "[mark-not-ours]" in said.stderr
        assert out.read_bytes() == before
    assert [preview(first, "--mark", copy).exit_code for _ in range(2)] == [1, 1]
    openpyxl.load_workbook(copy).save(copy)
    assert preview(first, "--mark", copy).exit_code == 2


def fill_of(styles: Styles, number: int) -> bytes:
    tag, _ = styles.formats[number]
    return styles.fills[int(tag.given.get("fillId") or 0)]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_tables_as_other_programs_write_them(dialect: Dialect, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["类别", "编号", "名称", "所在街道", "formal_party_members", "has_party_branch"],
        ["neighbourhood", "0370-01", "示例花园", "方圆街道", {"error": "#N/A"}, True],
        ["neighbourhood", None, "无编号花园", "方圆街道", 5, None],
        ["neighbourhood", "0370-03", "合并花园", "方圆街道", 5, "不知"],
    ]
    before, after = tmp_path / "filled.xlsx", tmp_path / "marked.xlsx"
    before.write_bytes(workbook({"表": {"rows": rows, "merged": ["E3:E4"]}}, dialect))
    said = preview(before, "--mark", after)
    assert "已写入" in said.stdout
    (old,), (new,) = (read_file(file.read_bytes(), "x.xlsx") for file in (before, after))
    assert old == new
    with zipfile.ZipFile(after) as archive:
        assert archive.testzip() is None
        notes = archive.read("xl/comments1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    styles = Styles(parts(after)["xl/styles.xml"])
    seen = SheetXml(sheet.encode(), [(row, column) for row in range(1, 5) for column in range(1, 7)])
    marked = {
        (number, column)
        for number, row in seen.rows.items()
        for column, cell in row.cells.items()
        if WRONG.encode()
        in styles.fills[int(styles.formats[int(cell.given.get("s") or 0)][0].given.get("fillId") or 0)]
    }
    assert marked == {(2, 5), (3, 2), (3, 5), (4, 6)}
    assert notes.count("〔预审〕") >= len(marked)


@st.composite
def sparse(draw: st.DrawFn) -> tuple[bytes, dict[tuple[int, int], int], set[tuple[int, int]]]:
    """A sheet with some rows and cells, what these hold, and cells to mark, there or not."""
    at = st.tuples(st.integers(1, 6), st.integers(1, 6))
    cells = draw(st.dictionaries(at, st.integers(0, 99), max_size=12))
    empty = draw(st.sets(st.integers(1, 6)))
    rows = ""
    for number in sorted({row for row, _ in cells} | empty):
        inner = "".join(
            f'<c r="{chr(64 + column)}{row}" s="{value % 2}"><v>{value}</v></c>'
            for (row, column), value in sorted(cells.items())
            if row == number
        )
        rows += f'<row r="{number}">{inner}</row>' if inner else f'<row r="{number}"/>'
    data = (
        f"<sheetData>{rows}</sheetData>" if rows else draw(st.sampled_from(["<sheetData/>", "<sheetData></sheetData>"]))
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}">{data}</worksheet>'.encode(), cells, draw(st.sets(at, max_size=6))


@given(sparse())
def test_cells_are_marked_wherever_they_are(
    case: tuple[bytes, dict[tuple[int, int], int], set[tuple[int, int]]],
) -> None:
    data, cells, wanted = case
    sheet = SheetXml(data, wanted)
    sheet.colour(dict.fromkeys(wanted, WRONG), lambda style, _: style + 10)
    every = [(row, column) for row in range(1, 7) for column in range(1, 7)]
    again = SheetXml(sheet.edits.applied(), every)
    found = {(number, column): cell for number, row in again.rows.items() for column, cell in row.cells.items()}
    assert {at: int(cell.given["s"]) for at, cell in found.items()} == {
        at: cells.get(at, 0) % 2 + 10 * (at in wanted) for at in cells.keys() | wanted
    }
    order = [(number, column) for number, row in again.rows.items() for column in row.cells]
    assert order == sorted(order)
    for at, value in cells.items():
        assert again.data[found[at].end :].startswith(f"<v>{value}</v></c>".encode())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_a_marked_copy(tmp_path: Path) -> None:
    book = filled(tmp_path, 正式党员人数="七个", 服务阵地面积=None)
    book["申报内容"]["F5"].comment = Comment("按党员名册", "王五")
    first, copy = tmp_path / "filled.xlsx", tmp_path / "marked.xlsx"
    book.save(first)
    preview(first, "--mark", copy)
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    call = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved", copy]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    saved = openpyxl.load_workbook(tmp_path / "saved" / "marked.xlsx")
    assert marks(saved) == marks(openpyxl.load_workbook(copy))
    saved["申报内容"]["F5"] = 7
    saved.save(tmp_path / "corrected.xlsx")
    said = preview(tmp_path / "corrected.xlsx", "--mark", tmp_path / "again.xlsx")
    assert said.stdout.splitlines()[-1].endswith("0 格有误，1 格待填。")
    last = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert set(marks(last)) == {"申报内容!I5"}
    assert last["申报内容"]["F5"].comment.text.strip() == "按党员名册"


def test_a_workbook_that_cannot_be_read_has_no_copy(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    said = preview(tmp_path / "bad.xlsx", "--mark", tmp_path / "out.xlsx", "--lang", "en")
    assert said.exit_code == 1
    assert [code for code in ("workbook-broken", "mark-impossible") if f"[{code}]" in said.stderr] == [
        "workbook-broken",
        "mark-impossible",
    ]
    assert not (tmp_path / "out.xlsx").exists()
