"""Spreadsheet forms filled in and read back: what the program hands out is what it reads."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.cli.main import cli
from evaluator.evidence.cells import half
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.forms.content import Part, content
from evaluator.forms.content import Subject as Named
from evaluator.forms.workbook import workbook
from evaluator.language.plan import Plan
from evaluator.pipeline import gather_season
from evaluator.standing.season import Inputs
from oracle import BAD, Case, Subject
from strategies import Drawn, load, seasons
from typing_in import columns, first_row, key_of

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


# --- any scheme, any answers ------------------------------------------------------------------------------------------

MANY = """
ruleset: everything
title: 各类填报项
subject: thing
in_force: {from: 2021-01-01}
fields:
  yes: {type: yes-no, label: 是否}
  whole: {type: integer, label: "整数，不限大小"}
  exact: {type: decimal, places: 4, label: 小数（四位）}
  day: {type: date, label: 日期}
  word: {type: text, label: 文字}
  one: {type: choice, of: ["a", "b, c", "d e", "1", "2021-06-30"], label: 单选}
  some: {type: choices, of: ["a", "b", "c,d", "e f", "1"], label: 多选}
  rows:
    type: events
    label: 明细
    of:
      on: {type: date, label: 发生日期}
      amount: {type: decimal, places: 2, label: 金额}
      said: {type: text, label: 内容}
      kind: {type: choice, of: ["x", "y"], label: 种类}
      id: {type: text, label: 编号}
criteria:
  - {id: all, title: 全部, when: {yes: {is: yes}}, worth: 100, origin: local}
---
scheme: season
title: 评价
subject: thing
period: {from: 2021-01-01, to: 2021-06-30}
components:
  - {ruleset: everything, weight: 100%, origin: local}
""".encode()

words = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
    | st.sampled_from(["=1+1", "0370", "'=A1", "+86", "1e5", "TRUE", "2021-06-30", "a b", "#N/A", "-"])
).filter(lambda text: text not in ("~",))


def numbers(places: int) -> st.SearchStrategy[Fraction]:
    """Numbers of no more digits than a spreadsheet keeps."""
    return st.integers(-(10**14), 10**14).map(lambda units: Fraction(units, 10**places))


days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ROW = {"on": days, "amount": numbers(2), "said": words, "kind": st.sampled_from(["x", "y"]), "id": words}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "yes": st.booleans(),
    "whole": numbers(0),
    "exact": numbers(4),
    "day": days,
    "word": words,
    "one": st.sampled_from(["a", "b, c", "d e", "1", "2021-06-30"]),
    "some": st.lists(st.sampled_from(["a", "b", "c,d", "e f", "1"]), unique=True),
    "rows": st.lists(st.fixed_dictionaries({}, optional=ROW).filter(bool), max_size=3),
}
subjects = st.builds(
    Subject,
    id=words.filter(lambda text: half(text) == text),  # ids are looked up in narrow letters and signs
    street=words,
    community=words,
    answers=st.fixed_dictionaries({}, optional=ANSWERS),
    named=words,
)


def cell(value: Any) -> Any:
    """What somebody types for a value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value) or "无"
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value


def rows_of(role: str, about: str, one: Subject) -> Iterator[Mapping[str, Any]]:
    """What is typed of a subject in a sheet: its own row, or those of a table."""
    tables = {name: rows for name, rows in one.answers.items() if rows and isinstance(rows, list)}
    tables = {name: rows for name, rows in tables.items() if isinstance(rows[0], dict)}
    if role == "events":
        for row in tables.get(about, ()):
            yield {"id": one.id, **{f".{name}" if name == "id" else name: value for name, value in row.items()}}
        return
    judged: dict[str, Any] = {}
    for name, points in one.assessed.items():
        several = points if isinstance(points, list) else [points]
        for ending, point in zip(("", ".2", ".3"), several, strict=False):
            judged |= {f"{name}.points{ending}": point, f"{name}.by{ending}": "张三", f"{name}.reason{ending}": "理由"}
    identity = {"id": one.id, "name": one.name, "street": one.street, "community": one.community}
    yield {**identity, **{name: value for name, value in one.answers.items() if name not in tables}, **judged}


def typed_in(plan: Plan, case: Case, part: Part, judge: str = "") -> Read:
    """A form as the program makes it, filled in by another program, and read."""
    known = tuple(Named(one.id, one.name, one.street, one.community) for one in case.subjects) if judge else ()
    blank = workbook(content(plan, "zh", part, known))
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for keyed in key_of(blank).sheets:
        sheet = book[keyed.name]
        at, number = columns(sheet, keyed), first_row(sheet, keyed)
        if judge:
            sheet["B2"] = judge
        for one in case.subjects:
            marks = {mark.aspect: mark.mark for mark in case.marks if (mark.judge, mark.subject) == (judge, one.id)}
            marks |= {"recused": "回避"} if (judge, one.id) in case.recused else {}
            for told in [marks] if judge else rows_of(keyed.role, keyed.about, one):
                for name, value in told.items():
                    put(sheet.cell(number, at[name]), cell(value))
                number += 1
    saved = io.BytesIO()
    book.save(saved)
    (found,) = read_file(saved.getvalue(), "form.xlsx")
    return found


def put(into: Any, value: Any) -> None:
    """Type a value; text stays text, as it does in a cell that is formatted so."""
    into.value = value
    if isinstance(value, str):
        into.data_type = "s"


def plain(inputs: Inputs) -> tuple[Any, ...]:
    """Everything that was submitted, without where it stands."""
    table = inputs.evidence
    answers = {
        name: [
            [row.values for row in value]
            if isinstance(value, list) and value and hasattr(value[0], "values")
            else value
            for value in values
        ]
        for name, values in table.answers.items()
    }
    assessed = {at: [(one.points, one.by, one.reason) for one in every] for at, every in table.assessed.items()}
    marks = {(one.judge, one.subject, one.aspect): Fraction(str(one.mark)) for one in inputs.marks}
    recused = {(one.judge, one.subject) for one in inputs.recusals}
    places = (list(table.names), list(table.streets), list(table.communities))
    return table.ids, places, answers, assessed, marks, recused, [one.code for one in table.problems]


def typeable(drawn: Drawn) -> Drawn:
    """A season without what nobody can type: bad answers, and rows with nothing in them."""

    def kept(value: Any) -> Any:
        rows = isinstance(value, list) and value and isinstance(value[0], dict)
        return [row for row in value if any(one is not None for one in row.values())] if rows else value

    def clean(one: Subject) -> Subject:
        answers = {name: kept(value) for name, value in one.answers.items() if value not in (None, BAD)}
        return replace(one, answers=answers, assessed={n: p for n, p in one.assessed.items() if p is not BAD})

    case = replace(drawn.case, subjects=tuple(map(clean, drawn.case.subjects)), orders=())
    return replace(drawn, case=case, formats=("yaml",) * len(case.subjects))


@settings(max_examples=25)
@given(seasons().map(typeable))
def test_any_scheme_s_forms_give_what_was_typed(drawn: Drawn) -> None:
    plan, case = drawn.plan, drawn.case
    reads = [typed_in(plan, case, "all")]
    for judge in sorted({mark.judge for mark in case.marks} | {judge for judge, _ in case.recused}):
        reads.append(typed_in(plan, case, "judge", judge))
    assert [problem for read in reads for problem in read.problems] == []
    written = [read for name, data in drawn.evidence for read in read_file(data, name)]
    assert plain(gather_season(plan, reads)) == plain(gather_season(plan, written))


@settings(max_examples=50)
@given(st.lists(subjects, max_size=3, unique_by=lambda one: one.id))
def test_any_answers_are_read_as_they_were_typed(given: list[Subject]) -> None:
    plan = load([("everything.yaml", MANY)], date(2021, 6, 30))
    found = gather_season(plan, [typed_in(plan, Case(tuple(given)), "all")]).evidence
    assert found.problems == ()
    assert {
        id_: (found.names[row], found.streets[row], found.communities[row]) for row, id_ in enumerate(found.ids)
    } == {one.id: (one.name, one.street, one.community) for one in given}
    for one in given:
        row = found.ids.index(one.id)
        assert {name: said(values[row]) for name, values in found.answers.items()} == {
            name: expected(name, one.answers.get(name)) for name in ANSWERS
        }


def said(value: Any) -> Any:
    return (
        [tuple(row.values) for row in value]
        if value and hasattr(value, "__iter__") and hasattr(value[0], "place")
        else value
    )


PLACES = {"whole": 0, "exact": 4, "amount": 2}


def expected(name: str, value: Any) -> Any:
    """A value as evidence holds it: numbers in units of their last place, choices in the order of the rules."""
    if name == "rows":
        return value and [tuple(expected(column, row.get(column)) for column in ROW) for row in value]
    if name == "some":
        return value if value is None else tuple(one for one in ("a", "b", "c,d", "e f", "1") if one in value)
    return value if value is None or name not in PLACES else int(value * 10 ** PLACES[name])
