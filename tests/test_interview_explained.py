"""Why an interview is proposed, pending or not: the rule, the group, the tie, and the figure it turns on."""

from pathlib import Path

import pytest

from bad_examples import invoke

RULES = """
ruleset: appraisal
title: 述职评议
subject: secretary
in_force: {from: 2021-01-01}
fields:
  score: {type: decimal, places: 1, minimum: 0, maximum: 100, label: {zh: 得分, en: Score}}
  months: {type: integer, minimum: 0, unit: 个月, label: {zh: 任职月数, en: Months in post}}
criteria:
  - id: appraisal
    title: {zh: 测评, en: Appraisal}
    worth: 100
    proportional: {of: score, from: 0, to: 100}
    origin: local
---
scheme: season
title: 年度考核
subject: secretary
noun: {zh: 书记, en: secretary}
plural: secretaries
measure: 名
requires: [street]
period: {from: 2021-01-01, to: 2021-06-30}
authority: {zh: 示例办公室, en: the example office}
source: {document: example, section: 第一条}
components: [{ruleset: appraisal, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
ranking: {within: street, members: {months: {at_least: 6}}, origin: local}
interviews:
  id: last
  title: {zh: 末位约谈, en: Interview of the last}
  when: {all: [{group_size: {at_least: 3}}, {lower_in_group: {is: 0}}, {higher_in_group: {at_least: 1}}]}
  open: {all: [{group_size: {at_least: 3}}, {lower_in_group: {is: 0}}, {higher_in_group: {is: 0}}]}
  by: {zh: 党工委书记, en: the Party secretary}
  origin: {when: source, group_size: local}
"""
SECRETARY = """---
subject: {{kind: secretary, id: {0}, name: {0}, street: {1}}}
evidence: {{score: {2}, months: {3}}}
"""


def explained(folder: Path, subject: str, rows: list[tuple[str, str, str, int]], *more: str) -> list[str]:
    """What is said of a subject's interview, a line each, spaces drawn together."""
    (folder / "rules").mkdir()
    (folder / "rules/season.yaml").write_text(RULES, encoding="utf-8")
    (folder / "evidence.yaml").write_text("".join(SECRETARY.format(*row) for row in rows), encoding="utf-8")
    invoke("evaluate", "season", "evidence.yaml", "--rules", "rules", "--out", "out", "--reports", "none")
    said = invoke("explain", "out", subject, *more).stdout.splitlines()
    heads = ("约谈依据", "Why the interview comes out so", "改进途径", "The way up")
    start, *ends = [number for number, line in enumerate(said) if line in heads]
    return [" ".join(line.split()) for line in said[start + 1 : ends[0] - 1 if ends else None]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


RULE = [
    "规则 末位约谈：同组人数不少于 3，且同组中排在后面的人数为 0，且同组中排在前面的人数不少于 1 的，由党工委书记约谈"
    " rules/season.yaml:30",
    "依据 第一条；条件由政策文件规定",
]
FIGURE = "关键数字 同组人数不少于 3（本市自定，示例办公室）"
MONTHS = "任职月数不少于 6 个月（本市自定，示例办公室）"


def test_equally_last_are_all_proposed_and_a_newcomer_is_left_out(folder: Path) -> None:
    rows = [("甲", "东街", "90", 20), ("乙", "东街", "70", 8), ("丙", "东街", "70", 30), ("丁", "东街", "50", 3)]
    assert explained(folder, "乙", rows) == [
        *RULE,
        "同组 东街共 3 名书记（条件：任职月数不少于 6 个月）",
        "不列入 1 名书记：丁（任职月数 3 个月）",
        "末尾依次为 甲 90.00、丙 70.00、乙 70.00",
        "结论 与 丙 总分相同（70.00），同为末位，一并提出约谈",
        FIGURE + "，本组 3；标准改为 4 的，不约谈 rules/season.yaml:32",
        MONTHS + "，本人 8 个月；标准改为 3 个月的，不约谈 rules/season.yaml:28",
    ]


def test_a_newcomer_would_be_last_if_fewer_months_were_asked(folder: Path) -> None:
    rows = [("甲", "东街", "90", 20), ("乙", "东街", "70", 8), ("丁", "东街", "50", 3)]
    assert explained(folder, "丁", rows)[-3:] == [
        "结论 不属于参加排名的范围，只评等级，不列入约谈",
        FIGURE + "；标准改为何值都不改变结论 rules/season.yaml:32",
        MONTHS + "，本人 3 个月；标准改为 3 个月的，列为约谈 rules/season.yaml:28",
    ]


def test_a_group_too_small_turns_on_its_least_size(folder: Path) -> None:
    rows = [("甲", "东街", "90", 20), ("乙", "东街", "70", 8)]
    assert explained(folder, "乙", rows)[-3:] == [
        "结论 不符合规则（同组人数 2，规定不少于 3）",
        FIGURE + "，本组 2；标准改为 2 的，列为约谈 rules/season.yaml:32",
        MONTHS + "，本人 8 个月；标准改为何值都不改变结论 rules/season.yaml:28",
    ]


def test_near_the_last_one_is_told_how_far_above(folder: Path) -> None:
    rows = [("甲", "东街", "90", 20), ("乙", "东街", "70.5", 20), ("丙", "东街", "70", 20)]
    assert (
        "结论 不符合规则（同组中排在后面的人数 1，规定应为 0）；总分降到 70.00（低 0.50 分）时即列为约谈"
        in explained(folder, "乙", rows)
    )


def test_a_whole_group_that_is_equal_waits_for_people(folder: Path) -> None:
    rows = [(name, "东街", "70", 20) for name in "甲乙丙"]
    lines = explained(folder, "乙", rows)
    assert "结论 全组 3 名书记总分相同，分不出末位，由集体决定约谈何人" in lines
    assert FIGURE + "，本组 3；标准改为 4 的，不约谈 rules/season.yaml:32" in lines


def test_what_a_held_member_makes_pending(folder: Path) -> None:
    rows = [("甲", "东街", "90", 20), ("乙", "东街", "70", 20), ("丙", "东街", "80", 20), ("丁", "东街", "", 20)]
    assert explained(folder, "乙", rows)[2:8] == [
        "同组 东街共 4 名书记，其中暂缓评定 1 名书记：丁（条件：任职月数不少于 6 个月）",
        "末尾依次为 甲 90.00、丙 80.00、乙 70.00",
        "结论 待 丁 的暂缓事项确定",
        "按其最高可得分计（丁 100.00），本人列为约谈",
        "按其最低可得分计（丁 0.00），本人不约谈",
        FIGURE + "，本组 4；标准改为 5 的，不约谈 rules/season.yaml:32",
    ]


def test_the_same_in_english(folder: Path) -> None:
    rows = [("A", "East", "90", 20), ("B", "East", "80", 20), ("C", "East", "70", 20)]
    assert explained(folder, "C", rows, "--lang", "en") == [
        "rule Interview of the last: where “Members of the group” at least 3 and “Members standing lower” is 0 and"
        " “Members standing higher” at least 1, by the Party secretary rules/season.yaml:30",
        "basis 第一条; the condition is set by the policy",
        "group East: 3 secretaries (condition: “Months in post” at least 6)",
        "the last are A 90.00, B 80.00, C 70.00",
        "outcome the lowest total, and nobody equal to it",
        "figures “Members of the group” at least 3 (set locally, the example office); here 3; were the figure 4,"
        " it is not called rules/season.yaml:32",
        "“Months in post” at least 6 (set locally, the example office); this one 20; were the figure 21,"
        " it is not called rules/season.yaml:28",
    ]
