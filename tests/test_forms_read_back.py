"""Spreadsheet forms filled in and read back: what the program hands out is what it reads."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from evaluator.cli.main import cli
from evaluator.evidence.model import Read
from evaluator.evidence.read import read_file

ROOT = Path(__file__).parent.parent
SCHEME = "demonstration-neighbourhoods"


def made(folder: Path, *call: str) -> Any:
    """A form as the command makes it, opened as in a spreadsheet program."""
    file = folder / "form.xlsx"
    done = CliRunner().invoke(cli, ["form", SCHEME, "--out", str(file), *call])
    assert done.exit_code == 0, done.output
    return openpyxl.load_workbook(file)


def read(folder: Path, book: Any) -> Read:
    """What a form says once it is saved."""
    book.save(folder / "filled.xlsx")
    (found,) = read_file((folder / "filled.xlsx").read_bytes(), "filled.xlsx")
    return found


def fill(sheet: Any, row: int, answers: dict[str, Any]) -> None:
    """Answers in a row, each below its header."""
    headers = {cell.value: cell for cells in sheet.iter_rows(max_row=row) for cell in cells if cell.value}
    for header, answer in answers.items():
        sheet.cell(row, headers[header].column, answer)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_blank_form_says_nothing(lang: str, tmp_path: Path) -> None:
    for call in ((), ("--for", "street"), ("--for", "judge"), ("--one", "X-1")):
        found = read(tmp_path, made(tmp_path, "--lang", lang, *call))
        assert (found.problems, found.marks, found.rejected) == ((), (), 0)
        assert [record.identity["id"] for record in found.records] == (["X-1"] if "--one" in call else [])
        assert found.bound is not None
        assert found.bound[0] == SCHEME


def test_a_form_filled_in_is_read_whole(tmp_path: Path) -> None:
    book = made(tmp_path, "--for", "panel")
    subject = {
        "编号": "0370-01",
        "名称": "示例花园",
        "所在街道": "方圆街道",
        "正式党员人数": 7,
        "已成立小区党支部": "是",
    }
    fill(book["申报内容"], 5, subject)
    fill(book["协商议事"], 4, {"编号": "0370-01", "日期": "2021年3月5日", "议题": "停车"})
    found = read(tmp_path, book)
    assert found.problems == ()
    answers = {name: value for one in found.records for name, value in one.answers.items() if value is not None}
    assert {name: str(answers[name]) for name in ("formal_party_members", "has_party_branch")} == {
        "formal_party_members": "7",
        "has_party_branch": "是",
    }
    assert [dict(row) for row in answers["consultations"]] == [{"date": "2021年3月5日", "topic": "停车"}]
    file = str(tmp_path / "filled.xlsx")
    previewed = CliRunner().invoke(cli, ["preview", SCHEME, file])
    assert "0 个问题" in previewed.output


def test_a_judge_s_form_gives_marks_and_recusals(tmp_path: Path) -> None:
    book = made(tmp_path, "--for", "judge", "--from", "examples/small")
    sheet = book["评委打分"]
    sheet["B2"] = "王五"
    ids = [sheet.cell(row, 1).value for row in (6, 7)]
    headers = [cell.value for cell in sheet[4]]
    sheet.cell(6, headers.index("回避"), 20)
    sheet.cell(7, headers.index("回避") + 1, "回避")
    found = read(tmp_path, book)
    assert found.problems == ()
    assert [(one.judge, one.subject, str(one.mark)) for one in found.marks] == [("王五", ids[0], "20")]
    assert [(one.judge, one.subject) for one in found.recusals] == [("王五", ids[1])]
