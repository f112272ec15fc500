"""`form --out FILE.xlsx`: what people who open it in a spreadsheet program see, may type, and cannot break."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bad_examples import invoke
from evaluator.forms.content import Form, Part, Question, Section, Subject, content
from evaluator.forms.key import key
from evaluator.forms.notes import NOTHING
from evaluator.forms.sheets import sheets
from evaluator.forms.workbook import workbook
from evaluator.language import scalars
from evaluator.language.edition import edition
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.problems import Lang
from shipped import every_rule

ROOT = Path(__file__).parent.parent
SCHEMES = sorted(every_rule().schemes)
PARTS: tuple[Part, ...] = ("all", "street", "panel", "judge")
KNOWN = (Subject("007", "甲小区", "方圆街道", "晨曦社区"), Subject("=1+1", "乙小区", "方圆街道"))


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def plan_of(scheme: str) -> Plan:
    rules = every_rule()
    one = rules.schemes[scheme]
    return make_plan(one, rules, one.period.to or one.period.start)[0]


def opened(form: Form, *, pages: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(workbook(form, pages=pages)))


@cache
def made(scheme: str, part: Part = "all", lang: Lang = "zh", subjects: tuple[Subject, ...] = ()) -> Workbook:
    return opened(content(plan_of(scheme), lang, part, subjects))


def key_of(book: Workbook) -> list[tuple[str, ...]]:
    """The rows of the hidden key, blank cells at their ends left out."""
    rows = [[cell.value for cell in row] for row in book["_evaluator"].iter_rows()]
    return [tuple(str(cell) for cell in row[: max(n for n, cell in enumerate(row, 1) if cell)]) for row in rows]


def told(book: Workbook, what: str) -> list[tuple[str, ...]]:
    return [row[1:] for row in key_of(book) if row[0] == what]


def first_row(book: Workbook, sheet: str) -> int:
    return int(dict(told(book, "first"))[sheet])  # type: ignore[arg-type]


def column(book: Workbook, sheet: str, name: str) -> tuple[int, str]:
    """The position of a column by the name its answers have, and the cell of its first answer."""
    header = next(row[1] for row in told(book, "column") if row[0] == sheet and row[2] == name)
    cell = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == header)
    return cell.column, book[sheet].cell(first_row(book, sheet), cell.column).coordinate


def validation(book: Workbook, sheet: str, name: str) -> Any:
    _, cell = column(book, sheet, name)
    (found,) = (one for one in book[sheet].data_validations.dataValidation if cell in one.sqref)
    return found


def choices(book: Workbook, rule: Any) -> list[Any]:
    """The choices of a drop-down, from the range it names."""
    sheet, cells = next(book.defined_names[rule.formula1].destinations)
    return [cell.value for row in book[sheet][cells] for cell in row]


def width_at(sheet: Worksheet, position: int) -> float:
    """How wide a column is; those alike side by side are kept as one."""
    kept = sheet.column_dimensions.values()
    (width,) = {one.width for one in kept if one.min <= position <= one.max}
    return float(width)


def serial(day: date) -> str:
    """A day as a spreadsheet counts it."""
    return str((day - date(1899, 12, 30)).days)


def filled_in(book: Workbook) -> list[Worksheet]:
    return [book[row[0]] for row in told(book, "sheet")]


# --- the key ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_question_of_every_scheme_stands_once_in_the_key(scheme: str, part: Part) -> None:
    plan = plan_of(scheme)
    if part == "judge" and plan.scheme.panel is None:
        return
    book = made(scheme, part)
    rows = key_of(book)
    assert rows[0] == ("evaluator-form", "1")
    assert rows[1:6] == [
        ("scheme", scheme),
        ("version", edition(plan)),
        ("for", part),
        ("kind", plan.scheme.subject),
        ("none", "无"),
    ]
    by_sheet: dict[str, list[str]] = {}
    for sheet, _, name in told(book, "column"):
        by_sheet.setdefault(sheet, []).append(name)
    roles = {row[1]: row[0] for row in told(book, "sheet") if row[1] != "events"}
    if part == "judge":
        assert plan.scheme.panel is not None
        aspects = [one.id for one in plan.scheme.panel.aspects]
        assert by_sheet == {roles["marks"]: ["id", "name", *aspects, "recused"]}
        return
    tables = {row[2]: row[0] for row in told(book, "sheet") if row[1] == "events"}
    assert {field: by_sheet[sheet] for field, sheet in tables.items()} == {
        name: ["id", *asked.columns] for name, asked in plan.asked.items() if asked.type == "events"
    }
    judged = [
        f"{line.id}.{what}{f'.{number}' if number > 1 else ''}"
        for line in plan.sheet
        if line.assessed is not None and part != "street"
        for number in range(1, line.assessed.assessors + 1)
        for what in ("points", "by", "reason")
    ]
    asked_once = Counter(by_sheet[roles["subjects"]])
    expected = ["id", "name", "street", "community", *plan.asked, *judged, "submitted.by", "submitted.on"]
    assert asked_once == Counter(expected)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_headers_stand_where_the_key_says_and_can_be_read(scheme: str, lang: Lang) -> None:
    book = made(scheme, lang=lang)
    for sheet in filled_in(book):
        headers = [row[1] for row in told(book, "column") if row[0] == sheet.title]
        first = first_row(book, sheet.title)
        assert [cell.value for cell in sheet[first - 2]] == headers
        assert len(set(headers)) == len(headers)
        assert all(cell.value is None for row in sheet.iter_rows(min_row=first) for cell in row)
        for cell in sheet[first - 2]:
            width = width_at(sheet, cell.column)
            shown = sum(2 if ord(sign) > 0x2E7F else 1 for sign in str(cell.value))
            assert -(-shown // width) * 13 <= sheet.row_dimensions[first - 2].height


@pytest.mark.parametrize("scheme", SCHEMES)
def test_messages_are_no_longer_than_a_spreadsheet_program_shows(scheme: str) -> None:
    book = made(scheme, lang="en")
    for sheet in filled_in(book):
        first = first_row(book, sheet.title)
        for position in range(1, sheet.max_column + 1):
            cell = sheet.cell(first, position).coordinate
            (rule,) = (one for one in sheet.data_validations.dataValidation if cell in one.sqref)
            assert len(rule.promptTitle) <= 32
            assert 0 < len(rule.prompt) <= 255
            assert len(rule.error or "") <= 255
            assert len(rule.formula1 or "") <= 255


def test_the_edition_changes_with_what_is_asked_and_not_with_how_it_counts() -> None:
    plan = plan_of("demonstration-neighbourhoods")
    asked = {name: one for name, one in plan.fields.items() if name != "households"}
    assert edition(replace(plan, fields=asked)) != edition(plan)
    parts = tuple(one.model_copy(update={"weight": Fraction(1, 2)}) for one in plan.scheme.components)
    weighed = replace(plan, scheme=plan.scheme.model_copy(update={"components": parts}))
    assert edition(weighed) == edition(plan)
    wider = plan.scheme.panel.model_copy(update={"aspects": plan.scheme.panel.aspects[:3]})  # type: ignore[union-attr]
    assert edition(replace(plan, scheme=plan.scheme.model_copy(update={"panel": wider}))) != edition(plan)


# --- what may be typed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_the_row_of_notes_is_known_by_what_stands_below_the_id(part: Part, lang: Lang) -> None:
    """What reads a form back tells notes from answers by the words they begin with."""
    book = made("demonstration-neighbourhoods", part, lang, KNOWN)
    for sheet in filled_in(book):
        note = sheet.cell(first_row(book, sheet.title) - 1, 1).value
        assert str(note).startswith(("必填", "required"))


def test_what_cells_take() -> None:
    book = made("demonstration-neighbourhoods")
    yes_no = validation(book, "申报内容", "has_party_branch")
    assert (yes_no.type, yes_no.showErrorMessage, choices(book, yes_no)) == ("list", True, ["是", "否"])
    members = validation(book, "申报内容", "formal_party_members")
    assert (members.type, members.operator or "between", members.formula1) == ("whole", "between", "0")
    share = validation(book, "申报内容", "resident_satisfaction")
    cell = column(book, "申报内容", "resident_satisfaction")[1]
    assert share.type == "custom"
    assert share.formula1 == f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100,ROUND({cell},2)={cell})"
    assert share.prompt == "填数字；单位：分；0 至 100；最多 2 位小数"
    several = validation(book, "申报内容", "published_procedures")
    assert (several.type, several.showErrorMessage) == ("list", False)
    assert choices(book, several) == ["报修", "投诉", "协商议事", "维修资金使用", "无"]
    none = validation(book, "申报内容", "consultations")
    assert (none.prompt, choices(book, none)) == ("逐条填入“协商议事”表；一条也没有的，在此填“无”", ["无"])
    day = validation(book, "协商议事", "date")
    assert (day.type, day.errorStyle) == ("date", "warning")
    assert (day.formula1, day.formula2) == (serial(date(2021, 1, 1)), serial(date(2021, 6, 30)))
    whose = validation(book, "协商议事", "id")
    assert whose.formula1 == "OFFSET('申报内容'!$A$5,0,0,MAX(1,COUNTA('申报内容'!$A$5:$A$5000)),1)"


def test_days_are_bounded_only_where_rules_bound_them() -> None:
    """Visits of a follow-up count by months of their own, whatever the period."""
    book = made("secretary-appraisal")
    visits = next(row[0] for row in told(book, "sheet") if row[2:] == ("visits",))
    rule = validation(book, visits, "date")
    assert (rule.type, rule.errorStyle or "stop") == ("date", "stop")
    assert (rule.formula1, rule.formula2) == ("1", serial(date(2200, 12, 31)))


def test_formats_keep_what_is_typed() -> None:
    book = made("demonstration-neighbourhoods", subjects=KNOWN)
    sheet = book["申报内容"]
    texts = [sheet[column(book, "申报内容", name)[1]] for name in ("id", "name", "street", "published_procedures")]
    assert {cell.number_format for cell in texts} == {"@"}
    assert sheet[column(book, "申报内容", "submitted.on")[1]].number_format == "yyyy-mm-dd"
    assert book["协商议事"][column(book, "协商议事", "date")[1]].number_format == "yyyy-mm-dd"
    given = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=7, max_col=4)]
    assert given == [["007", "甲小区", "方圆街道", "晨曦社区"], ["=1+1", "乙小区", "方圆街道", None], [None] * 4]
    assert {sheet["A5"].data_type, sheet["A6"].data_type} == {"s"}


def test_none_is_written_as_evidence_reads_it() -> None:
    assert set(NOTHING.values()) == scalars.NOTHING


@pytest.mark.parametrize("pages", [False, True])
def test_only_what_is_filled_in_can_be_changed(pages: bool) -> None:
    book = opened(content(plan_of("ventures-round-1"), "zh", "all", KNOWN), pages=pages)
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    assert book["_evaluator"].sheet_state == "veryHidden"
    assert book["_lists"].sheet_state == "hidden"
    assert all(cell.protection.locked for row in book["填写说明"].iter_rows() for cell in row)
    roles = {row[0]: row[1] for row in told(book, "sheet")}
    for sheet in filled_in(book):
        every = [cell for row in sheet.iter_rows() for cell in row]
        answers = {cell.coordinate for cell in every if not cell.protection.locked}
        if roles[sheet.title] == "subject":
            asked = {row[1] for row in told(book, "column") if row[0] == sheet.title} - {"编号"}
            assert answers == {f"B{cell.row}" for cell in every if cell.column == 1 and cell.value in asked}
        else:
            first = first_row(book, sheet.title)
            assert answers == {cell.coordinate for cell in every if cell.row >= first}
        assert answers


def test_rows_below_the_ruled_ones_take_answers_too() -> None:
    sheet = made("demonstration-neighbourhoods")["申报内容"]
    assert not sheet.column_dimensions["B"].protection.locked
    assert all("5000" in str(one.sqref) for one in sheet.data_validations.dataValidation)


def test_a_sheet_is_printed_on_a4_with_its_heads_on_every_page() -> None:
    book = made("demonstration-neighbourhoods", subjects=KNOWN)
    sheet = book["申报内容"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$4", "$A:$B")
    assert sheet.freeze_panes == "C5"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    page = opened(content(plan_of("demonstration-neighbourhoods"), "zh", "all", KNOWN), pages=True)["007"]
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("portrait", 9, 0)


# --- pages, and what a judge gets -------------------------------------------------------------------------------------


def test_a_page_for_each_subject() -> None:
    form = content(plan_of("demonstration-neighbourhoods"), "zh", "street", KNOWN)
    book = opened(form, pages=True)
    assert told(book, "sheet") == [
        ("007", "subject"),
        ("=1+1", "subject"),
        ("协商议事", "events", "consultations"),
        ("工作案例", "events", "cases"),
    ]
    for subject in KNOWN:
        sheet = book[subject.id]
        lines = {row[0].value: row[1] for row in sheet.iter_rows(min_row=first_row(book, subject.id), max_col=2)}
        labels = [row[1] for row in told(book, "column") if row[0] == subject.id]
        assert set(labels) <= set(lines)
        assert [lines[name].value for name in ("编号", "名称", "所在社区")] == [
            subject.id,
            subject.name,
            subject.community or None,
        ]
        assert lines["编号"].protection.locked
    whose = validation(book, "协商议事", "id")
    assert choices(book, whose) == ["007", "=1+1"]


def test_what_a_judge_gets() -> None:
    book = made("demonstration-neighbourhoods", "judge", subjects=KNOWN)
    (sheet,) = filled_in(book)
    assert told(book, "sheet") == [("评委打分", "marks")]
    assert (sheet["A2"].value, sheet["B2"].value, sheet["B2"].protection.locked) == ("评委", None, False)
    headers = [cell.value for cell in sheet[4]]
    assert headers == ["编号", "名称", "所在街道", "所在社区", "走", "晒", "学", "评", "回避"]
    assert [cell.value for cell in sheet[6]][:4] == ["007", "甲小区", "方圆街道", "晨曦社区"]
    assert [cell.protection.locked for cell in sheet[6]] == [True] * 4 + [False] * 5
    mark = validation(book, sheet.title, "走")
    assert mark.formula1 == "AND(ISNUMBER(E6),E6>=0,E6<=25,ROUND(E6,1)=E6)"
    assert choices(book, validation(book, sheet.title, "recused")) == ["回避"]
    assert not any("申报" in str(row[0].value) for row in book["填写说明"].iter_rows())


def test_who_fills_in_what() -> None:
    """A street is not asked for what persons judge; a panel is, with by whom and why."""
    names = {part: {row[2] for row in told(made("ventures-round-1", part), "column")} for part in PARTS[:3]}
    assert names["panel"] == names["all"]
    assert {name.rpartition(".")[2] for name in names["panel"] - names["street"]} == {"points", "by", "reason"}


def test_the_instructions_say_what_is_asked_and_how_it_counts() -> None:
    sheet = made("demonstration-neighbourhoods")["填写说明"]
    said = ["".join(str(cell.value) for cell in row if cell.value is not None) for row in sheet.iter_rows()]
    for line in (
        "物业党建示范小区评价填报说明",
        "一、怎样填写",
        "1．在“申报内容”表填写，一行填一个小区；同一编号只填一行，标明必填的不能空。",
        "正式党员人数填整数；单位：人；不小于 0",
        "三、怎样计分",
        "有党组织（20 分）正式党员人数不少于 3 人，且“已成立小区党支部”为是的，得 20 分，否则得 0 分。",
        "12“已建成小区党群服务中心”为是，且服务阵地面积不少于 60 平方米",
        "物业党建示范小区“六有”标准10060%",
    ):
        assert line in said


GOOD = sorted(path for path in (ROOT / "examples" / "language" / "good").glob("*.yaml") if ".cases" not in path.name)
SHEETS = sorted(path for path in (ROOT / "tests" / "sheets").glob("*.yaml") if path.stem.count(".") == 0)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("file", [*GOOD, *SHEETS], ids=lambda path: path.stem)
def test_every_construct_has_a_form(file: Path) -> None:
    """Nothing XlsxWriter leaves out with a warning, in any language, for whoever fills it in."""
    rules = read_library([RuleFile(file.name, file.read_bytes())])
    assert rules.schemes or rules.seasons or rules.rulesets
    for scheme in rules.schemes.values():
        plan, _ = make_plan(scheme, rules, scheme.period.to or scheme.period.start)
        for lang in ("zh", "en"):
            for part in ("all", "judge") if scheme.panel is not None else ("all",):
                form = content(plan, lang, part, KNOWN)  # type: ignore[arg-type]
                for pages in (False, True):
                    assert workbook(form, pages=pages)[:2] == b"PK"


def test_several_assessors_have_columns_of_their_own() -> None:
    (file,) = (path for path in GOOD if path.stem == "assessors")
    rules = read_library([RuleFile(file.name, file.read_bytes())])
    (scheme,) = rules.schemes.values()
    book = opened(content(make_plan(scheme, rules, scheme.period.start)[0], "zh"))
    judged = [row[1:] for row in told(book, "column") if ".points" in row[2] or ".reason" in row[2]]
    assert judged == [
        ("服务态度（第1人）·得分", "service.points"),
        ("服务态度（第1人）·理由", "service.reason"),
        ("服务态度（第2人）·得分", "service.points.2"),
        ("服务态度（第2人）·理由", "service.reason.2"),
        ("服务态度（第3人）·得分", "service.points.3"),
        ("服务态度（第3人）·理由", "service.reason.3"),
    ]


# --- any labels, and the same bytes -----------------------------------------------------------------------------------

labels = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
asked = st.builds(
    Question,
    name=st.just(""),
    label=labels,
    type=st.sampled_from(["text", "date", "yes-no", "integer", "decimal", "choice", "events"]),
    choices=st.lists(labels, max_size=3).map(tuple),
)


@settings(max_examples=25)
@given(st.lists(asked, max_size=6), st.lists(labels, min_size=1, max_size=3, unique=True), st.booleans())
def test_no_label_breaks_a_workbook(given: list[Question], ids: list[str], pages: bool) -> None:
    base = content(plan_of("volunteer-stations"), "zh", "all", tuple(map(Subject, ids)))
    cell = Question("a", "编号", "text")
    questions = tuple(
        replace(one, name=f"f{number}", columns=(cell,) if one.type == "events" else ())
        for number, one in enumerate(given)
    )
    form = replace(base, sections=(Section("节", questions),))
    planned = sheets(form, pages=pages)
    book = opened(form, pages=pages)
    names = [name for name in book.sheetnames if not name.startswith("_")][1:]
    assert names == [sheet.name for sheet in planned]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    for sheet in planned:
        assert len({one.header for one in sheet.columns}) == len(sheet.columns)
    assert key_of(book) == [tuple(filter(None, row)) for row in key(form, planned)]


def test_the_same_bytes_for_the_same_call(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "evaluator", "form", "demonstration-neighbourhoods", "--from", "examples/small"]
    found = []
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        out = tmp_path / f"{seed}.xlsx"
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([*call, "--out", str(out)], cwd=ROOT, env=environment, check=True, capture_output=True)
        found.append(out.read_bytes())
    assert found[0] == found[1]


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_subjects_of_evidence_are_filled_in(tmp_path: Path) -> None:
    out = tmp_path / "form.xlsx"
    call = ("form", "demonstration-neighbourhoods", "--from", "examples/small", "--out", str(out))
    said = invoke(*call)
    assert (said.exit_code, said.output) == (0, f"已写入 {out}\n")
    sheet = load_workbook(out)["申报内容"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8, max_col=3)]
    assert rows == [
        ["370687099001-01", "甲小区", "示例街道"],
        ["370687099001-02", "乙小区", "示例街道"],
        ["370687099001-03", "丙小区", "示例街道"],
        [None, None, None],
    ]
    assert invoke(*call, "--one", "370687099001-02").exit_code == 0
    assert load_workbook(out)["370687099001-02"]["B5"].value == "乙小区"


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    out = tmp_path / "form.xlsx"
    said = invoke("form", "demonstration-neighbourhoods", "--out", str(out))
    assert (said.exit_code, said.stdout, out.exists()) == (2, "", False)
    assert said.stderr == (
        "错误 [sheets-not-installed] 没有安装生成表格所需的组件（xlsxwriter）。\n"
        "    安装：pip install 'evaluator[sheets]'\n"
    )


# --- as it is printed -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_opens_and_prints_it(tmp_path: Path) -> None:
    """Instructions, three pages across of a wide sheet, and a page for each table."""
    form = content(plan_of("demonstration-neighbourhoods"), "zh", "all", KNOWN)
    (tmp_path / "form.xlsx").write_bytes(workbook(form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "form.xlsx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    printed = (tmp_path / "form.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 7
