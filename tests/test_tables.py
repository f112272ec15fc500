"""Tables as people keep them, in CSV and in spreadsheets: encodings, headings, cells; forms filled in and changed."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from evaluator import evaluate
from evaluator.cli.main import cli
from evaluator.evidence.cells import day_of, half
from evaluator.evidence.gather import Gathered, gather
from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.evidence.values import Fault, typed
from evaluator.language.edition import edition
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.language.source import Plain
from evaluator.limited import Limited
from evaluator.problems import Lang, errors_in, rendered
from workbooks import form, workbook

RULES = """\
ruleset: rules
title: 一
subject: thing
in_force: {from: 2021-01-01}
fields:
  flag: {type: yes-no, label: {zh: 已成立, en: founded}}
  count: {type: integer, minimum: 0, maximum: 99, label: {zh: 人数, en: people}}
  size: {type: decimal, places: 2, label: {zh: 面积（平方米）, en: area}}
  day: {type: date, label: {zh: 日期, en: day}}
  words: {type: text, label: {zh: 说明, en: remark}}
  one: {type: choice, of: [甲, 乙, '3'], label: {zh: 方式, en: way}}
  some: {type: choices, of: [甲, 乙, 丙], label: {zh: 内容, en: items}}
  held:
    type: events
    of: {on: {type: date}, topic: {type: text}, number: {type: integer}}
    label: {zh: 会议, en: meetings}
  same: {type: text, label: {zh: 重名, en: alike}}
  other: {type: text, label: {zh: 重名, en: alike}}
criteria:
  - {id: c, title: c, when: {flag: {is: yes}}}
  - {id: j, title: j, assessed: {from: 0, to: 10, by: 评审组, places: 1, assessors: 2, take: mean}}
---
scheme: whole
title: 全
subject: thing
period: {from: 2021-01-01, to: 2021-12-31}
components: [{ruleset: rules, weight: 100%}]
"""


def plan() -> Plan:
    library = read_library([RuleFile("rules.yaml", RULES.encode())])
    made, problems = make_plan(library.schemes["whole"], library, date(2021, 12, 31))
    assert not errors_in([*library.problems, *problems])
    return made


PLAN = plan()


CHILD = Limited()
"""One child for all tables here, as for all files of a run."""


@pytest.fixture(scope="module", autouse=True)
def child() -> Iterator[None]:
    with CHILD:
        yield


def gathered(data: bytes, file: str) -> Gathered:
    return gather(read_file(data, file, CHILD), [PLAN], {0: {}})


def evidence(data: bytes, file: str) -> Evidence:
    """The table that a good file comes to."""
    made = gathered(data, file)
    assert [*made.problems, *made.tables[0].problems] == []
    return made.tables[0]


def said(data: bytes, file: str, lang: Lang = "zh") -> list[str]:
    made = gathered(data, file)
    return [rendered(one, lang).split("\n")[0] for one in [*made.problems, *made.tables[0].problems]]


def codes(data: bytes, file: str) -> list[str]:
    made = gathered(data, file)
    return [one.code for one in [*made.problems, *made.tables[0].problems]]


CHINESE = "类别,编号,名称,街道,人数,日期\nthing,０1,示例花园,方圆街道,７,2021年6月8日\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_or_is_utf8_is_read_without_a_word(encoding: str) -> None:
    made = evidence(CHINESE.encode(encoding), "a.csv")
    assert (made.ids, made.names, made.streets) == (["01"], ["示例花园"], ["方圆街道"])
    assert (made.answers["count"], made.answers["day"]) == ([7], [date(2021, 6, 8)])


def test_gb18030_is_read_and_named() -> None:
    made = gathered(CHINESE.encode("gb18030"), "a.csv")
    assert made.tables[0].names == ["示例花园"]
    assert [rendered(one, "zh").split("\n")[0] for one in made.problems] == [
        "a.csv: 提醒 [csv-encoding] 文件没有标明编码，按 GB18030 读取，而不是 UTF-8。"
    ]


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode()[:60] + b"\xff" + CHINESE.encode()[60:],
        b"\xef\xbb\xbf" + CHINESE.encode("gb18030"),
        CHINESE.encode("utf-16")[:-1],
        CHINESE.encode("gb18030") + b"\xff\xff",
    ],
)
def test_what_is_damaged_is_not_taken_for_another_encoding(data: bytes) -> None:
    (made,) = read_file(data, "a.csv")
    assert [one.code for one in made.problems] == ["not-utf8"]
    assert (made.records, made.rejected) == ([], 1) or (made.records, made.rejected) == ((), 1)


@given(st.text("示例花园方圆街道社区正式党员人数", min_size=1, max_size=30))
def test_chinese_is_never_read_as_another_encoding_in_silence(name: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        (made,) = read_file(f"kind,id,name\nthing,1,{name}\n".encode(encoding), "a.csv")
        silent = not made.problems
        assert not silent or [record.identity["name"] for record in made.records] == [name]
        assert encoding == "gb18030" or silent


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_cells_are_divided_by_what_divides_the_header(mark: str) -> None:
    made = evidence(f"kind{mark}id{mark}name{mark}words\nthing{mark}1{mark}n{mark}a|b\n".encode(), "a.csv")
    assert made.answers["words"] == ["a|b"]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_header_may_go_over_several_lines(mark: str) -> None:
    """A line break typed into a heading does not hide what divides the cells."""
    made = evidence(f'"类\n别"{mark}编号{mark}名称\nthing{mark}1{mark}n\n'.encode(), "a.csv")
    assert (made.ids, made.names) == (["1"], ["n"])


def test_other_dividers_are_not_guessed() -> None:
    assert codes(b"kind|id|name\nthing|1|n\n", "a.csv") == ["csv-header"]
    assert codes("kind，id，name\nthing，1，n\n".encode(), "a.csv") == ["csv-header"]


def test_blank_columns_that_spreadsheets_add_are_no_columns() -> None:
    assert evidence(b"kind,id,name,,\nthing,1,n,,\n", "a.csv").ids == ["1"]
    assert codes(b"kind,id,name,,\nthing,1,n,,x\n", "a.csv") == ["csv-row"]


def test_columns_may_be_headed_by_labels_in_either_language() -> None:
    rows = "kind,id,name,人数,area,面积 ( 平方米 )\n"
    assert evidence(rows.replace(",面积 ( 平方米 )", "").encode() + b"thing,1,n,7,2.5\n", "a.csv").answers["size"] == [
        250
    ]
    made = evidence("编号,名称,人数,面积 (平方米)\n1,n,7,2.5\n".encode(), "a.csv")
    assert (made.answers["count"], made.answers["size"]) == ([7], [250])


def test_two_columns_for_one_field_are_not_chosen_between() -> None:
    assert codes("kind,id,name,人数,count\nthing,1,n,7,8\n".encode(), "a.csv") == ["field-unknown"]
    assert codes("kind,id,name,重名\nthing,1,n,x\n".encode(), "a.csv") == ["field-unknown"]


def test_wrong_cells_are_told_of_by_their_own_heading() -> None:
    assert said("编号,名称,人数\n1,n,很多\n".encode(), "a.csv") == [
        "a.csv:2: 错误 [answer-number] “人数”应为数字，实际填写：很多。"
    ]
    assert said(workbook({"S": [["编号", "名称", "人数"], [1, "n", "很多"]]}), "a.xlsx") == [
        "a.xlsx:S!C2: 错误 [answer-number] “人数”应为数字，实际填写：很多。"
    ]


def test_without_a_kind_it_is_the_only_one_there_is() -> None:
    table = "编号,名称\n1,n\n".encode()
    assert evidence(table, "a.csv").ids == ["1"]
    other = RULES.replace("thing", "other").replace("ruleset: rules", "ruleset: more").replace("whole", "rest")
    library = read_library([RuleFile("a.yaml", other.replace("{ruleset: rules", "{ruleset: more").encode())])
    another, problems = make_plan(library.schemes["rest"], library, date(2021, 12, 31))
    assert not errors_in([*library.problems, *problems])
    made = gather(read_file(table, "a.csv"), [PLAN, another], {0: {}})
    assert made.rejected == 1
    assert [rendered(one, "zh") for one in made.problems] == [
        "a.csv:2: 错误 [kind-missing] 表中没有“kind”一列，而本次评价的对象不止一类，无法知道每行属于哪一类。\n"
        "    加上“类别”一列，每行填写类别，如：neighbourhood"
    ]
    assert [rendered(one, "en") for one in made.problems] == [
        "a.csv:2: error [kind-missing] The table has no column “kind”, and subjects of more than one kind are "
        "evaluated, so nobody knows of which kind a row is.\n"
        "    Add a column “kind” and fill it in on each row, for example: neighbourhood"
    ]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.booleans())
def test_days_are_read_in_every_way_people_write_them(day: date, wide: bool) -> None:
    ways = [
        "{0:04}-{1:02}-{2:02}",
        "{0}-{1}-{2}",
        "{0}/{1}/{2}",
        "{0}.{1}.{2}",
        "{0}年{1}月{2}日",
        " {0} 年 {1} 月 {2} 日 ",
    ]
    for way in ways:
        text = way.format(day.year, day.month, day.day)
        text = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}) if wide else text
        assert day_of(text) == day


@pytest.mark.parametrize(
    "text", ["2021年6月", "21/6/8", "6月8日", "2021-6/8", "20210608", "2021-13-01", "2021年6月8日上午", "８"]
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    assert day_of(text) is None


ASKED = {name: asked for name, asked in PLAN.fields.items() if asked.type != "events"}


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("count", "７", 7),
        ("count", "\u3000７ ", 7),
        ("count", Decimal(7), 7),
        ("size", "１．５", 150),
        ("size", Decimal("2.5"), 250),
        ("flag", "是\u3000", True),
        ("flag", "ＹＥＳ", True),
        ("flag", "TRUE", True),
        ("flag", False, False),
        ("day", date(2021, 6, 8), date(2021, 6, 8)),
        ("day", "2021年6月8日", date(2021, 6, 8)),
        ("words", Decimal("370687001001"), "370687001001"),
        ("words", " 00123 ", "00123"),
        ("words", date(2021, 6, 8), "2021-06-08"),
        ("words", "１２", "１２"),
        ("one", Decimal(3), "3"),
        ("some", "甲；乙", ("甲", "乙")),
        ("some", "无", ()),
        ("words", "无", "无"),
        ("count", "  ", None),
    ],
)
def test_cells_are_read_as_they_are_meant(field: str, raw: Any, value: Any) -> None:
    assert typed(ASKED[field], raw, cells=True) == value


@pytest.mark.parametrize(
    ("field", "raw", "code"),
    [
        ("count", "7人", "answer-number"),
        ("count", "1,000", "answer-number"),
        ("count", "95%", "answer-number"),
        ("count", "①", "answer-number"),
        ("count", Decimal("7.5"), "integer-expected"),
        ("count", True, "answer-number"),
        ("count", date(2021, 6, 8), "answer-number"),
        ("flag", Decimal(1), "answer-yes-no"),
        ("flag", "√", "answer-yes-no"),
        ("day", Decimal(44355), "answer-date"),
        ("words", Decimal(10**15), "cell-long-number"),
        ("words", True, "answer-text"),
        ("one", date(2021, 1, 2), "answer-choice"),
    ],
)
def test_cells_that_mean_something_else_are_faults(field: str, raw: Any, code: str) -> None:
    found = typed(ASKED[field], raw, cells=True)
    assert isinstance(found, Fault)
    assert found.code == code


@given(st.text(max_size=20))
def test_narrowing_is_done_once_and_changes_only_width_and_edges(text: str) -> None:
    narrow = half(text)
    assert half(narrow) == narrow
    if text.isascii():
        assert narrow == text.strip()


def test_an_answer_means_the_same_outside_cells_as_before() -> None:
    for raw in ("７", "2021年6月8日", "TRUE"):
        for name in ("count", "day", "flag"):
            assert isinstance(typed(ASKED[name], raw, cells=False), Fault)


@pytest.mark.parametrize("text", ["2021- 6-18", "2021-+6-18", "+021-06-18", "2021-06--8", "2021-02-30", "2021-6-018"])
def test_a_day_is_digits_and_nothing_else_in_every_format(text: str) -> None:
    for raw, cells in ((text, True), (Plain(text), False)):
        assert typed(ASKED["day"], raw, cells) == Fault("answer-date", {"found": text})


KEY = {
    "scheme": "whole",
    "version": edition(PLAN),
    "kind": "thing",
    "sheets": {
        "申报": {
            "role": "subjects",
            "names": {
                "编号": "id",
                "名称": "name",
                "已成立": "flag",
                "人数": "count",
                "会议": "held",
                "得分": "j.points",
                "评定人": "j.by",
                "理由": "j.reason",
                "得分（2）": "j.points.2",
                "评定人（2）": "j.by.2",
                "理由（2）": "j.reason.2",
                "填报人": "submitted.by",
            },
        },
        "会议": {"role": "events held", "names": {"编号": "id", "时间": "on", "议题": "topic", "参加人数": "number"}},
        "打分": {"role": "marks", "names": {"编号": "id", "走": "walk", "评": "judge", "回避": "recused"}},
    },
}
HEADINGS = list(KEY["sheets"]["申报"]["names"])  # type: ignore[index]
NOTES = ["必填", "必填", "选填 是 或 否"]
EVENTS = ["编号", "时间", "议题", "参加人数"]
MARKS = [["评分表"], ["评委：", "王五"], ["编号", "走", "评", "回避"]]
FULL: list[Any] = ["001", "甲", "是", 7, None, 9, "张三", "资料不全", 10, "李四", None, "某某"]


def filled(
    subjects: Sequence[Any], events: Sequence[Any] = ((),), marks: Sequence[Any] = (), **more: Any
) -> dict[str, Any]:
    sheets = {"申报": subjects, "会议": [EVENTS, *events], "打分": [*MARKS, *marks]}
    return form(KEY, {**sheets, **more})


def read(sheets: dict[str, Any]) -> Read:
    (made,) = read_file(workbook(sheets), "a.xlsx", CHILD)
    return made


def test_a_form_is_read_whole() -> None:
    told = filled(
        [["标题"], ["评价对象", None, "内容"], HEADINGS, NOTES, FULL, ["002", "乙", "否", 8, "无"]],
        [["必填；所属对象的编号"], ["001", {"day": 44355}, "停车", 20], ["001", "2021/3/5", "电梯", None]],
        [["001", 8.5, 9, None], ["002", None, None, "回避"], ["003"]],
        填写说明=[["怎样填写"]],
    )
    made = read(told)
    assert made.problems == ()
    assert [(mark.judge, mark.subject, mark.aspect, mark.mark) for mark in made.marks] == [
        ("王五", "001", "walk", Decimal("8.5")),
        ("王五", "001", "judge", Decimal(9)),
    ]
    assert [(one.judge, one.subject) for one in made.recusals] == [("王五", "002")]
    table = evidence(workbook(told), "a.xlsx")
    assert table.ids == ["001", "002"]
    assert (table.answers["flag"], table.answers["count"]) == ([True, False], [7, 8])
    held, none = table.answers["held"]
    assert [row.values for row in held] == [(date(2021, 6, 8), "停车", 20), (date(2021, 3, 5), "电梯", None)]
    assert none == []
    judged = [(one.points, one.by, one.reason) for one in table.assessed[0, "j"]]
    assert judged == [(9, "张三", "资料不全"), (10, "李四", "")]
    assert str(table.place(0, "count")) == "a.xlsx:申报!D5"
    assert str(held[1].place) == "a.xlsx:会议!A4"


@given(st.permutations(range(len(HEADINGS))), st.integers(0, 3), st.booleans())
def test_columns_may_stand_anywhere(order: list[int], above: int, noted: bool) -> None:
    columns = [[*HEADINGS], *([NOTES] if noted else []), FULL]
    moved = [[(row + [None] * 12)[at] for at in order] for row in columns]
    moved = [[None, *row[:2], None, *row[2:]] for row in moved]
    table = evidence(workbook(filled([*[["x", "y"]] * above, *moved])), "a.xlsx")
    assert (table.ids, table.names, table.answers["flag"], table.answers["count"]) == (["001"], ["甲"], [True], [7])
    assert len(table.assessed[0, "j"]) == 2


def test_a_page_is_read_by_its_lines_wherever_they_stand() -> None:
    key = {
        **KEY,
        "sheets": {
            "001": {"role": "subject", "names": {"编号": "id", "名称": "name", "人数": "count"}},
            "会议": {"role": "events held", "names": {"编号": "id", "议题": "topic"}},
        },
    }
    page = [
        ["标题"],
        ["人 数", "７", "填整数"],
        [],
        ["编号", "001"],
        ["对象", None],
        ["名称", "甲"],
        ["备注", "自己加的"],
    ]
    made = gathered(workbook(form(key, {"001": page, "会议": [["编号", "议题"], [None, "停车"]]})), "a.xlsx")
    table = made.tables[0]
    assert (table.ids, table.names, table.answers["count"]) == (["001"], ["甲"], [7])
    assert [row.values[1] for row in table.answers["held"][0]] == ["停车"]
    assert [rendered(one, "zh").split("\n")[0] for one in made.problems] == [
        "a.xlsx:001!A7: 提醒 [heading-unknown] 申报表没有“备注”，此处内容没有读取。"
    ]


def test_a_page_left_blank_says_nothing() -> None:
    key = {**KEY, "sheets": {"空": {"role": "subject", "names": {"编号": "id", "名称": "name"}}}}
    made = read(form(key, {"空": [["编号"], ["名称"]]}))
    assert (made.records, made.problems, made.rejected) == ([], (), 0)


def test_a_heading_there_twice_is_believed_in_neither_place() -> None:
    twice = [[*HEADINGS, "人数"], [*FULL, 8]]
    made = gathered(workbook(filled(twice)), "a.xlsx")
    assert [one.code for one in made.problems] == ["heading-twice"]
    assert made.tables[0].answers["count"] == [None]
    assert (0, "count") in made.tables[0].unsettled


def test_merged_cells_hold_one_answer_and_the_others_are_wrong() -> None:
    rows = {
        "rows": [["kind", "id", "name", "count"], ["thing", "1", "a", 7], ["thing", "2", "b"], ["thing", "3", "c", 9]]
    }
    made = gathered(workbook({"S": {**rows, "merged": ["D2:D3", "A9:F9", "D4:E4"]}}), "a.xlsx")
    assert made.tables[0].answers["count"] == [7, None, 9]
    assert made.tables[0].unsettled == {(1, "count")}
    assert [str(one.place) for one in made.tables[0].problems] == ["a.xlsx:S!D3"]


def test_a_form_of_the_same_scheme_says_nothing_of_its_binding() -> None:
    assert codes(workbook(filled([HEADINGS, FULL])), "a.xlsx") == []
    old = form({**KEY, "version": "0"}, {"申报": [HEADINGS, FULL], "会议": [EVENTS], "打分": MARKS})
    assert codes(workbook(old), "a.xlsx") == ["form-other-edition"]


@given(
    st.lists(
        st.tuples(
            st.text("0123456789", min_size=1, max_size=12),
            st.integers(0, 99) | st.none(),
            st.booleans() | st.none(),
            st.integers(0, 3000).map(lambda days: date(2015, 1, 1) + timedelta(days)) | st.none(),
        ),
        max_size=6,
        unique_by=lambda row: row[0],
    )
)
def test_a_table_says_the_same_in_csv_and_in_every_kind_of_workbook(rows: list[tuple[Any, ...]]) -> None:
    header = ["kind", "id", "name", "count", "flag", "day"]
    told = [
        header,
        *(
            [*("thing", number, "n"), count, flag, None if day is None else {"day": (day - date(1899, 12, 30)).days}]
            for number, count, flag, day in rows
        ),
    ]
    lines = [",".join(header)]
    for number, count, flag, day in rows:
        lines.append(
            ",".join(["thing", number, "n", *("" if cell is None else str(cell) for cell in (count, flag, day))])
        )
    expected = evidence("\n".join(lines).encode(), "a.csv")
    for dialect in ("excel", "bare"):
        found = evidence(workbook({"S": told}, dialect), "a.xlsx")
        assert found.ids == expected.ids == sorted(row[0] for row in rows)
        assert found.answers == expected.answers


def test_a_place_in_a_workbook_is_shown_everywhere_as_sheet_and_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules/rules.yaml").write_text(RULES, encoding="utf-8")
    Path("in").mkdir()
    Path("in/表.xlsx").write_bytes(workbook({"申报": [["编号", "名称", "已成立", "人数"], ["1", "甲", "否", "很多"]]}))
    run = evaluate("whole", "in", out="out", rules="rules")
    assert (run.status, str(run.problems[0].place)) == (1, "in/表.xlsx:申报!D2")
    result = json.loads(Path("out/result.json").read_bytes())
    shown = result["problems"][0]
    assert {name: shown[name] for name in ("code", "file", "sheet", "line", "column")} == {
        "code": "answer-number",
        "file": "in/表.xlsx",
        "sheet": "申报",
        "line": 2,
        "column": 4,
    }
    (observed,) = result["subjects"][0]["findings"][0]["observations"]
    assert observed["place"] == {"file": "in/表.xlsx", "line": 2, "column": 3, "sheet": "申报"}
    assert "in/表.xlsx:申报!D2" in Path("out/index.html").read_text(encoding="utf-8")
    explained = CliRunner().invoke(cli, ["explain", "out", "1"])
    assert "in/表.xlsx:申报!C2" in explained.output
    assert CliRunner().invoke(cli, ["verify", "out"]).exit_code == 0


def test_a_thousand_forms_are_read_by_one_child(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(Limited, "_start", lambda self, start=Limited._start: (started.append(1), start(self))[1])
    with Limited() as limited:
        for number in range(1_000):
            told = workbook({"S": [["kind", "id", "name", "count"], ["thing", str(number), "n", number % 100]]})
            (made,) = read_file(told, f"{number}.xlsx", limited)
            assert [record.identity["id"] for record in made.records] == [str(number)]
    assert len(started) == 1


def test_what_merging_hides_is_not_believed() -> None:
    rows = [["kind", "id", "name", "count"], ["thing", "1", "a", 7], ["thing", "2", "b", 8]]
    made = gathered(workbook({"S": {"rows": rows, "merged": ["D2:D3"]}}), "a.xlsx")
    assert made.tables[0].answers["count"] == [7, None]
    assert [one.code for one in made.tables[0].problems] == ["cell-merged"]


def test_a_hidden_sheet_is_read_last_and_with_a_word() -> None:
    table = [["kind", "id", "name"], ["thing", "1", "a"]]
    old = {"rows": [*table, ["thing", "2", "b"]], "state": "hidden"}
    assert gathered(workbook({"旧": old, "新": table}), "a.xlsx").tables[0].ids == ["1"]
    assert codes(workbook({"旧": old, "新": table}), "a.xlsx") == ["sheet-ignored"]
    assert codes(workbook({"旧": old}), "a.xlsx") == ["cells-hidden"]


def test_names_of_sheets_are_shown_without_what_a_terminal_obeys() -> None:
    (made,) = read_file(
        workbook({"a\u009b31mb": [["kind", "id", "name", "x", "x"], ["thing", "1", "n"]]}), "a.xlsx", CHILD
    )
    assert [str(one.place) for one in made.problems] == ["a.xlsx:a\N{REPLACEMENT CHARACTER}31mb!E1"]
