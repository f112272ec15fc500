"""`tables`: the workbook of a result says what the result says, cell by cell, and computes nothing."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from bad_examples import invoke
from evaluator import __version__
from evaluator.parts import Style, make_part
from evaluator.result.model import Result
from evaluator.result.words import VERDICTS
from evaluator.roots import Root
from evaluator.run import evaluate
from evaluator.workbooks.book import book
from evaluator.workbooks.sheet import Book, Column, Row, Table, Urgent
from evaluator.workbooks.shown import Part, Shown
from evaluator.workbooks.text import MOST_TEXT
from evaluator.workbooks.write import number_of, workbook
from strategies import Drawn, run, seasons

ROOT = Path(__file__).parent.parent
LATE = ["examples/haiyang-2021/neighbourhoods", "examples/haiyang-2021-late"]
STATUS = {"evaluated": "已评价", "held": "暂缓评定"}
INTERVIEWS = {"proposed": "拟约谈", "confirmed": "已决定约谈", "pending": "是否约谈待定", "no": "不约谈", "": ""}
HEADER = 4
"""The row of the headings."""


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result with somebody held, money reserved, ties, a decision and problems; and its workbook beside it."""
    return written(tmp_path_factory.mktemp("late"), "demonstration-neighbourhoods", *LATE)


@pytest.fixture(scope="module")
def secretaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("secretaries"), "secretary-appraisal", "examples/haiyang-2021/secretaries")


def written(folder: Path, scheme: str, *evidence: str) -> Path:
    out = folder / "out"
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        assert evaluate(scheme, list(evidence), out=out, reports="none").status in (0, 1)
    finally:
        os.chdir(here)
    said = invoke("tables", str(out))
    assert (said.exit_code, said.output) == (0, f"已写入 {out}-tables.xlsx\n")
    return out


def opened(out: Path) -> Workbook:
    return load_workbook(out.with_name(f"{out.name}-tables.xlsx"))


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """What stands below the headings, empty cells as empty text."""
    heads, *rows = sheet.iter_rows(min_row=HEADER, values_only=True)
    assert len(set(heads)) == len(heads)
    return [dict(zip(heads, ("" if cell is None else cell for cell in row), strict=True)) for row in rows]


def csv_of(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "results.csv").read_text(encoding="utf-8-sig"), newline="")))


def result_of(out: Path) -> Result:
    return Result.model_validate_json((out / "result.json").read_bytes())


def same(cell: Any, text: str) -> bool:
    """Whether a cell is the number that a decimal text is, or is that text."""
    if isinstance(cell, (int, float)):
        return text != "" and Decimal(repr(cell)) == Decimal(text)
    return bool(cell == text)


# --- the same as the result -------------------------------------------------------------------------------------------


def agree(rows: list[dict[str, Any]], lines: list[dict[str, str]], result: Result) -> int:
    """Every cell of `results.csv` stands in its row; how many were laid side by side."""
    plain = {"编号": "id", "街道": "street", "社区": "community", "总分": "total", "名次": "rank"}
    plain |= {"补助金额（元）": "subsidy"}
    words: dict[str, tuple[str, dict[str, str]]] = {"状态": ("status", STATUS), "约谈": ("interview", INTERVIEWS)}
    words["评定等级"] = ("grade", {"": "", **dict(result.scheme.grades)})
    tiers = result.allocation.tiers if result.allocation else ()
    words["等次"] = ("tier", {"": "", **{tier.id: tier.title for tier in tiers}})
    verdicts = {"": "", **VERDICTS["zh"]}
    words |= {title: (name, verdicts) for name, title in result.scheme.criteria}
    points = {f"{title}得分": f"{name}.points" for name, title in result.scheme.criteria}
    assert len(rows) == len(lines)
    seen, compared = {"name"}, 0
    for row, line in zip(rows, lines, strict=True):
        assert line["name"] in (row.get("名称"), row.get("姓名"))
        for head, cell in row.items():
            if name := (plain | points).get(head):
                assert same(cell, line[name]), (head, cell, line[name])
                seen.add(name)
                compared += 1
            elif head in words:
                name, said = words[head]
                assert cell == said[line[name]]
                seen.add(name)
                compared += 1
    assert {name for line in lines for name, text in line.items() if text} <= seen
    return compared


@pytest.mark.parametrize("name", ["late", "secretaries"])
def test_the_results_are_those_of_the_csv(name: str, request: pytest.FixtureRequest) -> None:
    out = request.getfixturevalue(name)
    assert agree(rows_of(opened(out)["结果"]), csv_of(out), result_of(out)) > 400


def test_totals_and_money_are_numbers_as_they_are_written(late: Path) -> None:
    sheet = opened(late)["结果"]
    heads = [cell.value for cell in sheet[HEADER]]
    total, money = (sheet.cell(HEADER + 1, heads.index(title) + 1) for title in ("总分", "补助金额（元）"))
    assert (total.value, total.number_format, total.data_type) == (95.15, "0.00", "n")
    assert (money.value, money.number_format, money.data_type) == (50000, "#,##0.00", "n")
    assert (sheet["A5"].value, sheet["A5"].number_format) == ("370687001002-02", "@")


def test_who_is_held_says_so_by_word_and_why(late: Path) -> None:
    held = [row for row in rows_of(opened(late)["结果"]) if row["状态"] == "暂缓评定"]
    assert [(row["编号"], row["总分"], row["名次"], row["等次"], row["补助金额（元）"]) for row in held] == [
        (row["id"], "", "", "", "") for row in csv_of(late) if row["status"] == "held"
    ]
    assert held[0]["未定事项"] == "有评价指标尚未确定，不参加排名，也不按零分计；总分在 80.11 至 89.11 之间"
    (open_,) = (row for row in rows_of(opened(late)["结果"]) if row["状态"] == "已评价" and row["未定事项"])
    assert open_["未定事项"] == "可能为 三等、无等次；待 迟桂苑（370687001001-51） 的暂缓事项确定"


@pytest.mark.parametrize("name", ["late", "secretaries"])
def test_a_finding_for_each_criterion_of_each_subject(name: str, request: pytest.FixtureRequest) -> None:
    out = request.getfixturevalue(name)
    found = rows_of(opened(out)["结论"])
    expected = [(subject, one) for subject in result_of(out).subjects or () for one in subject.findings]
    assert len(found) == len(expected) > 100
    for row, (subject, one) in zip(found, expected, strict=True):
        assert (row["编号"], row["名称"], row["指标"]) == (subject.id, subject.name, one.title)
        assert row["结论"] == VERDICTS["zh"][one.verdict]
        assert same(row["得分"], one.points)
        assert same(row["分值"], one.of)
        assert same(row["最低可能得分"], one.bounds.least if one.bounds else "")
        assert same(row["最高可能得分"], one.bounds.most if one.bounds else "")
        for each in one.observations:
            assert each.label in row["实际情况"]
            assert each.place is None or each.place.file in row["材料位置"]


def test_a_finding_tells_what_was_found_and_what_would_mend_it(late: Path) -> None:
    wanted = ("370687001001-02", "有公开内容")
    (row,) = (one for one in rows_of(opened(late)["结论"]) if (one["编号"], one["指标"]) == wanted)
    assert (row["结论"], row["得分"], row["分值"]) == ("部分符合", 8, 15)
    assert row["实际情况"] == "✗ 公开内容：财务收支、维修资金、服务标准（缺公共收益）"
    assert row["要求"] == "公开内容：应包括 财务收支、维修资金、公共收益、服务标准"
    assert row["材料位置"].startswith("examples/haiyang-2021/neighbourhoods/fangyuan/")
    assert row["改进办法"] == "公开财务收支、维修资金、公共收益、服务标准四项内容"


def test_money_by_tier_and_its_sums(late: Path) -> None:
    rows = [list(row.values()) for row in rows_of(opened(late)["资金分配"])]
    assert rows == [
        ["一等", 2, 60000, "", 120000, 2, 2, 120000, 0, 0],
        ["二等", 5, 50000, "", 250000, 5, 5, 250000, 0, 0],
        ["三等", 6, 30000, "", 180000, 5, 6, 150000, 30000, 0],
        ["合计", 13, "", "", 550000, 12, 13, 520000, 30000, 0],
    ]
    given = result_of(late).allocation
    assert given is not None
    assert [f"{number:.2f}" for number in rows[3][7:]] == [given.paid, given.reserved, given.unspent]


def test_problems_with_place_and_remedy(late: Path) -> None:
    rows = rows_of(opened(late)["问题"])
    shown = result_of(late).problems
    assert len(rows) == len(shown) == 4
    for row, one in zip(rows, shown, strict=True):
        assert (row["代码"], row["编号"], row["文件"]) == (one.code, one.subject, one.file)
        assert (row["行"] or 0, row["列"] or 0) == (one.line, one.column)
        assert (row["问题"], row["更正办法"]) == (one.message, one.remedy)
    assert [row["程度"] for row in rows] == ["错误"] * 4


def test_ties_and_interviews(late: Path, secretaries: Path) -> None:
    tied = [(row["名次"], row["编号"], row["比较项目"], row["情况"]) for row in rows_of(opened(late)["同分"])]
    expected = [(tie.rank, one, tie.by_title) for tie in result_of(late).ties for one in tie.subjects]
    assert tied == [(*one, "已分出先后") for one in expected]
    called = {row["编号"]: row["约谈"] for row in rows_of(opened(secretaries)["约谈"])}
    wanted = {one.id: one for one in result_of(secretaries).subjects or () if one.interview != "no" or one.follow_up}
    assert called == {name: INTERVIEWS[one.interview] for name, one in wanted.items()}
    assert "拟约谈" in called.values()


def test_another_reader_finds_the_same(late: Path) -> None:
    """Calamine reads numbers as numbers and text as text, as the program's own reader of evidence does."""
    read = CalamineWorkbook.from_path(str(late.with_name("out-tables.xlsx")))
    book_ = opened(late)
    assert read.sheet_names == book_.sheetnames
    for name in read.sheet_names:
        mine = [["" if cell is None else cell for cell in row] for row in book_[name].iter_rows(values_only=True)]
        assert read.get_sheet_by_name(name).to_python(skip_empty_area=False) == mine


@settings(max_examples=12)
@given(seasons())
def test_any_season_stands_in_its_workbook_as_in_its_files(drawn: Drawn) -> None:
    style = Style("zh", "none", Root(ROOT / "templates", "templates"), "rules")
    part, problems = make_part(run(drawn.plan, drawn.evidence), style, {})
    assert part is not None
    assert not problems
    data = part.files["results.csv"]
    made = load_workbook(io.BytesIO(workbook(book(Shown((Part(part.result, data),))))))
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    titles = [title for _, title in part.result.scheme.criteria]
    if len(set(titles)) == len(titles) and not {f"{title}得分" for title in titles} & set(titles):
        agree(rows_of(made["结果"]), lines, part.result)
    assert made["结论"].max_row == HEADER + sum(len(one.findings) for one in part.result.subjects or ())


# --- how it looks -----------------------------------------------------------------------------------------------------


def test_what_stands_at_the_top_and_how_it_is_printed(late: Path) -> None:
    for sheet in opened(late):
        assert sheet["A1"].value == f"物业党建示范小区评价　{sheet.title}"
        assert sheet["A2"].value == (
            f"评价期 2021年1月1日至2021年6月30日　评价日期 2021年6月30日　规则取自 rules　程序版本 {__version__}"
        )
        assert sheet["A3"].value.startswith("暂定：办结后重新评价。尚待迟桂苑补齐材料；")
        assert sheet["A3"].value.endswith("收到 50，已评价 45，暂缓评定 4，不予受理 1。")
        assert sheet.freeze_panes.endswith("5")
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight == 0
    assert opened(late)["资金分配"].auto_filter.ref == "A4:J7"  # the sums stay below when rows are sorted


def test_a_settled_result_says_so(secretaries: Path) -> None:
    assert opened(secretaries)["结果"]["A3"].value == ("所列结果均已确定。收到 48，已评价 48，暂缓评定 0，不予受理 0。")


# --- text is text, numbers are numbers --------------------------------------------------------------------------------

RISKY = [
    '=HYPERLINK("http://example.com","x")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "{=1+1}",
    "\t=1+1",
    "<r>甲</r>",
    "<r><t>1</t></r>",
    "_x0041_",
    "http://example.com",
    "0123",
    "1E5",
    "TRUE",
    " 甲 ",
    "甲\n乙",
    "&lt;",
    "2021-06-30",
]


def of_rows(columns: list[Column], rows: list[Row], most_rows: int = 1_048_576) -> Workbook:
    return load_workbook(io.BytesIO(made(columns, rows, most_rows)))


def made(columns: list[Column], rows: list[Row], most_rows: int = 1_048_576) -> bytes:
    return workbook(Book("题", "说明", "已确定", "zh", "2021-06-30", [Table("表", columns, iter(rows))]), most_rows)


@pytest.mark.parametrize("kind", ["text", "long", "id", "number", "money"])
def test_what_could_be_a_formula_is_text(kind: Any) -> None:
    texts = [one for one in RISKY if kind in ("text", "long", "id") or number_of(one) is None]
    sheet = of_rows([Column("甲", kind)], [Row([text]) for text in texts])["表"]
    cells = [sheet.cell(HEADER + 1 + n, 1) for n in range(len(texts))]
    # openpyxl leaves the escape as it is that keeps `_x0041_` from being read as `A`
    assert [cell.value.replace("_x005F_", "_") for cell in cells] == texts
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.hyperlink is None for cell in cells)
    assert {cell.value for cell in cells if cell.quotePrefix} >= {one for one in texts if one[0] in "=+@\t"}


def test_titles_are_text_too() -> None:
    tables = [Table("表", [Column("=1+1"), Column("@甲")], iter(()))]
    sheet = load_workbook(io.BytesIO(workbook(Book("=2", "=3", Urgent("=4"), "zh", "2021-06-30", tables))))["表"]
    found = [sheet[at] for at in ("A1", "A2", "A3", "A4", "B4")]
    assert [cell.value for cell in found] == ["=2　表", "=3", "=4", "=1+1", "@甲"]
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}


def test_signs_that_xml_forbids_are_replaced_and_long_text_is_cut() -> None:
    texts = ["甲\x00\x07\x1b乙", "\ud800", "\ufffe", "甲\r\n乙\r丙", "字" * 40_000, "\U0001f600" * 20_000]
    sheet = of_rows([Column("甲", "long")], [Row([text]) for text in texts])["表"]
    found = [sheet.cell(HEADER + 1 + n, 1).value for n in range(len(texts))]
    assert found[:4] == ["甲\ufffd\ufffd\ufffd乙", "\ufffd", "\ufffd", "甲\n乙\n丙"]
    assert found[4] == "字" * (MOST_TEXT - 1) + "…"
    assert found[5] == "\U0001f600" * ((MOST_TEXT - 1) // 2) + "…"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-3.50", -3.5),
        ("99999999999999.9", 99999999999999.9),
        ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"),
        ("12345678901234.56", "12345678901234.56"),
        ("0.1234567890123456", "0.1234567890123456"),
        ("100000000000000000000", 100000000000000000000),
        ("60000.00", 60000),
        ("金额待定", "金额待定"),
        ("١٢", "١٢"),
    ],
)
def test_a_number_is_one_only_if_every_digit_is_kept(text: str, value: Any) -> None:
    cell = of_rows([Column("甲", "money")], [Row([text])])["表"].cell(HEADER + 1, 1)
    assert cell.value == value
    assert cell.data_type in (("n",) if not isinstance(value, str) else ("s", "inlineStr"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_no_number_loses_a_digit(number: Decimal) -> None:
    value = number_of(f"{number:f}")
    assert value is None or Decimal(f"{value:.15g}") == number


def test_more_rows_than_a_sheet_has_go_on_with_the_same_headings() -> None:
    rows = [Row([str(number)]) for number in range(10)]
    made_ = of_rows([Column("甲", "number")], rows, most_rows=HEADER + 4)
    assert made_.sheetnames == ["表", "表 2", "表 3"]
    assert [[row["甲"] for row in rows_of(sheet)] for sheet in made_] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert of_rows([Column("甲")], rows[:4], most_rows=HEADER + 4).sheetnames == ["表"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_shows_the_very_text_and_computes_nothing(tmp_path: Path) -> None:
    columns = [Column("文", "text"), Column("号", "id"), Column("数", "number"), Column("元", "money")]
    numbers = ["20.5", "85.00", "0", "1234567890123456"]
    texts = [one for one in RISKY if not one.startswith("\t")]  # a tab is not kept by its CSV
    rows = [Row([text, text, numbers[n % 4], "60000.00"]) for n, text in enumerate(texts)]
    (tmp_path / "t.xlsx").write_bytes(made(columns, rows))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true"  # cells as they are shown
    call = ["soffice", profile, "--headless", "--convert-to", how, "--outdir", str(tmp_path), "t.xlsx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    shown = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"), newline="")))[HEADER:]
    assert shown == [[*row.cells[:3], "60,000.00"] for row in rows]


# --- the command ------------------------------------------------------------------------------------------------------


def test_a_season_is_one_workbook_with_the_scheme_in_a_column(tmp_path: Path) -> None:
    season = tmp_path / "rules" / "season.yaml"
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    season.write_text(
        "season: two\ntitle: 两项评价\nperiod: {from: 2021-01-01, to: 2021-06-30}\nchapters:\n"
        "  - {id: a, title: 甲, schemes: [demonstration-neighbourhoods]}\n"
        "  - {id: b, title: 乙, schemes: [volunteer-stations]}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    evidence = ["examples/small", "examples/haiyang-2021/stations"]
    assert evaluate(season, evidence, out=out, reports="none", rules=tmp_path / "rules").status == 0
    assert invoke("tables", str(out)).exit_code == 0
    whole = opened(out)
    assert whole.sheetnames == ["各方案", "结果", "结论", "资金分配", "问题"]
    titles = ["物业党建示范小区评价", "党员爱心驿站“八有”核查"]
    folders = ["demonstration-neighbourhoods", "volunteer-stations"]
    assert [row["文件夹"] for row in rows_of(whole["各方案"])] == folders
    expected = [(title, row) for title, name in zip(titles, folders, strict=True) for row in csv_of(out / name)]
    found = rows_of(whole["结果"])
    assert [row["编号"] for row in found] == [row["id"] for _, row in expected]
    assert {row["方案"] for row in found} == {row["方案"] for row in rows_of(whole["结论"])}
    assert all(same(row["总分"], line["total"]) for row, (_, line) in zip(found, expected, strict=True))
    part = invoke("tables", str(out / "volunteer-stations"))
    assert part.output == f"已写入 {out}-volunteer-stations-tables.xlsx\n"
    assert not (out / "volunteer-stations-tables.xlsx").exists()
    assert invoke("verify", str(out)).exit_code == 0


def test_a_result_without_its_subjects_still_has_findings(secretaries: Path) -> None:
    whole = result_of(secretaries)
    data = (secretaries / "results.csv").read_bytes()
    made_ = workbook(book(Shown((Part(whole.model_copy(update={"subjects": None}), data),))))
    found = rows_of(load_workbook(io.BytesIO(made_))["结论"])
    expected = rows_of(opened(secretaries)["结论"])
    heads = ("编号", "指标", "结论", "得分")
    assert [[row[head] for head in heads] for row in found] == [[row[head] for head in heads] for row in expected]


def test_the_same_bytes_for_the_same_result(late: Path, tmp_path: Path) -> None:
    found = []
    for seed, zone, mask in (("1", "Asia/Shanghai", 0o022), ("2", "America/New_York", 0o077)):
        out = tmp_path / f"{seed}.xlsx"
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        call = [sys.executable, "-m", "evaluator", "tables", str(late), "--out", str(out)]
        subprocess.run(call, env=environment, check=True, capture_output=True, umask=mask)
        found.append(out.read_bytes())
    assert found[0] == found[1]
    with zipfile.ZipFile(io.BytesIO(found[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_edited_result_makes_no_workbook(late: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(late, out)
    told = json.loads((out / "result.json").read_bytes())
    told["allocation"]["paid"] = "1.00"
    (out / "result.json").write_text(json.dumps(told), encoding="utf-8")
    said = invoke("tables", str(out), "--lang", "en")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "[result-changed]" in said.stderr
    assert not out.with_name("out-tables.xlsx").exists()


def test_without_the_extra_the_command_says_what_to_install(late: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    said = invoke("tables", str(late), "--out", str(late.with_name("other.xlsx")))
    assert (said.exit_code, said.stdout, late.with_name("other.xlsx").exists()) == (2, "", False)
    assert said.stderr == (
        "错误 [sheets-not-installed] 没有安装生成表格所需的组件（xlsxwriter）。\n"
        "    安装：pip install 'evaluator[sheets]'\n"
    )
