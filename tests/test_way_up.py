"""The way up: the fewest unmet tests to the next points, grade and tier, and what closes the gap in rank."""

from pathlib import Path

import pytest

from bad_examples import invoke

RULES = """
ruleset: small
title: 小标准
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  members: {type: integer, minimum: 0, label: {zh: 党员, en: Members}}
  has_branch: {type: yes-no, label: {zh: 党支部, en: Branch}}
  area: {type: integer, minimum: 0, label: {zh: 面积, en: Area}}
criteria:
  - id: organised
    title: {zh: 有组织, en: Organised}
    worth: 60
    origin: local
    when: {any: [{all: [{members: {at_least: 3}}, {has_branch: {is: yes}}]}, {members: {at_least: 50}}]}
  - id: place
    title: {zh: 有阵地, en: Has a place}
    origin: local
    bands: [{points: 40, when: {area: {at_least: 100}}}, {points: 20, when: {area: {at_least: 60}}}, {points: 0}]
---
scheme: season
title: 年度评价
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: small, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
ranking: {origin: local}
grades:
  - {id: 好, title: {zh: 好, en: Good}, from: 90, origin: local}
  - {id: 较好, title: {zh: 较好, en: Fair}, below: 90, origin: local}
allocation:
  method: walk-down
  budget: 15000
  tiers:
    - id: 一等
      title: {zh: 一等, en: First}
      places: 1
      amount: 10000
      when: {finding: {place: {is: met}}}
      origin: local
    - {id: 二等, title: {zh: 二等, en: Second}, places: 1, amount: 5000, origin: local}
  origin: local
"""
SUBJECT = (
    "subject: {{kind: neighbourhood, id: {0}, name: {0}}}\nevidence: {{members: {1}, has_branch: {2}, area: {3}}}\n"
)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules/small.yaml").write_text(RULES, encoding="utf-8")
    rows = [SUBJECT.format("甲", 9, "yes", 80), SUBJECT.format("乙", 2, "yes", 100), SUBJECT.format("丙", 2, "no", 60)]
    Path("evidence.yaml").write_text("---\n".join(rows), encoding="utf-8")
    made = invoke("evaluate", "season", "evidence.yaml", "--rules", "rules", "--out", "out", "--reports", "none")
    assert made.exit_code == 0, made.stderr
    return "out"


def way(out: str, subject: str, *more: str) -> list[str]:
    said = invoke("explain", out, subject, *more).stdout.splitlines()
    heads = [number for number, line in enumerate(said) if line in ("改进途径", "The way up")]
    return [" ".join(line.split()) for line in said[heads[0] + 1 :]] if heads else []


def test_the_next_points_the_grade_and_what_passes_the_one_above(out: str) -> None:
    assert way(out, "乙", "--lang", "en") == [
        "↑ Organised 0 → 60 needs Members (at least 3; now 2); the total rises by 60",
        "↑ grade Good needs a total of at least 90.00 (now 40.00); 50 points short",
        "closed by Organised 0 → 60; total 100.00",
        "↑ reaching rank 1, 甲 needs a total of at least 80.00 (now 40.00); 40.00 points behind",
        "closed by Organised 0 → 60; total 100.00",
    ]


def test_sets_of_tests_are_smallest_and_the_fewest_come_first(out: str) -> None:
    lines = way(out, "丙", "--lang", "zh")
    assert lines[0] == "↑ 有组织 0 → 60 须 党员（不少于 3，现为 2）；党支部（应为 是，现为 否），总分增加 60"
    assert lines[1] == "或者 须 党员（不少于 3，现为 2）；党员（不少于 50，现为 2）"
    assert lines[2] == "↑ 有阵地 20 → 40 须 面积（不少于 100，现为 60），总分增加 20"


def test_a_tier_withheld_by_its_condition_says_what_it_takes(out: str) -> None:
    assert way(out, "甲") == [
        "↑ 有阵地 20 → 40 须 面积（不少于 100，现为 80），总分增加 20",
        "↑ 评定等级 好 须 总分不少于 90.00（现为 80.00），还差 10 分",
        "补上须 有阵地 20 → 40，总分 100.00",
        "↑ 等次 一等 须 有阵地（应为 符合，现为 部分符合），总分升到 100.00",
    ]


def test_one_criterion_alone(out: str) -> None:
    assert way(out, "丙", "place", "--lang", "en") == [
        "↑ Has a place 20 → 40 needs Area (at least 100; now 60); the total rises by 20"
    ]


def test_nothing_is_said_by_rules_that_are_no_longer_the_same(out: str) -> None:
    Path("rules/small.yaml").write_text(RULES.replace("at_least: 100", "at_least: 90"), encoding="utf-8")
    assert way(out, "甲") == []


SEASON = """
season: year
title: 全年
period: {from: 2021-01-01, to: 2021-06-30}
chapters: [{id: first, title: 第一部分, schemes: [season]}]
"""


def test_within_a_season_and_within_one_part_of_it_the_same_is_told(out: str) -> None:
    """`out` is the result of the scheme alone."""
    Path("rules/year.yaml").write_text(SEASON, encoding="utf-8")
    made = invoke("evaluate", "year", "evidence.yaml", "--rules", "rules", "--out", "whole", "--reports", "none")
    assert made.exit_code == 0, made.stderr
    assert way("whole", "丙") == way("whole/season", "丙") == way(out, "丙") != []


def test_nothing_is_said_of_evidence_that_is_no_longer_the_same(out: str) -> None:
    Path("evidence.yaml").write_text(Path("evidence.yaml").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert way(out, "甲") == []
