"""What `test` says of the cases themselves: coverage, mutation, drafted cases, JUnit XML."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bad_examples import invoke

RULES = """
ruleset: small
title: 小标准
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  members: {type: integer, minimum: 0}
  has_branch: {type: yes-no}
criteria:
  - id: organised
    title: 有组织
    worth: 10
    origin: local
    when: {all: [{members: {at_least: 3}}, {has_branch: {is: yes}}]}
---
scheme: season
title: 年度评价
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: small, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
"""
ONE = """
cases: season
tests:
  - {case: 符合, given: {members: 9, has_branch: yes}, expect: {organised: met, organised.points: 10}}
"""
ENOUGH = """  - {case: 恰好, given: {members: 3, has_branch: yes}, expect: {organised: met, organised.points: 10}}
  - {case: 不足, given: {members: 2, has_branch: yes}, expect: {organised: not-met, organised.points: 0}}
  - {case: 没有, given: {members: 9, has_branch: no}, expect: {organised: not-met}}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules/small.yaml").write_text(RULES, encoding="utf-8")
    Path("rules/small.cases.yaml").write_text(ONE, encoding="utf-8")
    return tmp_path


def test_what_was_not_seen_is_listed_with_a_case_that_shows_it(rules: Path) -> None:
    made = invoke("test", "rules", "--coverage", "--lang", "en")
    assert made.exit_code == 1
    assert made.stdout.replace(f"{rules.as_posix()}/", "") == (
        "1 case files: 1 cases as expected, 0 differences.\n"
        "season: tests seen deciding 2 / 4 ways\n"
        "  rules/small.yaml:14:11: “members: {at_least: 3}” of “organised” was not seen deciding when it fails\n"
        "      - case: organised - members at_least 3 fails and decides\n"
        "        given:\n"
        "          members: 0\n"
        "          has_branch: yes\n"
        "        expect: {organised: not-met, organised.points: 0}\n"
        "  rules/small.yaml:14:11: “has_branch: {is: yes}” of “organised” was not seen deciding when it fails\n"
        "      - case: organised - has_branch is yes fails and decides\n"
        "        given:\n"
        "          members: 3\n"
        "          has_branch: no\n"
        "        expect: {organised: not-met, organised.points: 0}\n"
    )


@pytest.mark.usefixtures("rules")
def test_drafted_cases_hold_close_every_gap_and_notice_every_change() -> None:
    made = invoke("test", "rules", "--coverage", "--mutate", "--write-missing", "rules/more.cases.yaml", "--lang", "en")
    assert made.exit_code == 1
    drafted = Path("rules/more.cases.yaml").read_text(encoding="utf-8")
    assert drafted.startswith("# Drafted from the rules")
    titles = re.findall(r"- case: (.*)", drafted)
    assert titles
    assert all("to confirm: " in title for title in titles)
    again = invoke("test", "rules", "--coverage", "--mutate", "--lang", "en")
    assert (again.exit_code, again.stderr) == (0, "")
    assert "season: tests seen deciding 4 / 4 ways" in again.stdout
    assert re.search(r"season: (\d+) changes, \1 noticed, 0 proved equivalent, 0 unnoticed", again.stdout)


@pytest.mark.usefixtures("rules")
def test_enough_cases_leave_nothing_to_say() -> None:
    Path("rules/small.cases.yaml").write_text(ONE + ENOUGH, encoding="utf-8")
    made = invoke("test", "rules", "--coverage", "--mutate", "--lang", "en")
    assert made.exit_code == 0
    assert "0 unnoticed" in made.stdout


@pytest.mark.usefixtures("rules")
def test_a_change_without_effect_is_proved_equivalent() -> None:
    text = RULES.replace("{members: {at_least: 3}}, ", "{members: {at_least: 3}}, {members: {at_least: 1}}, ")
    Path("rules/small.yaml").write_text(text, encoding="utf-8")
    Path("rules/small.cases.yaml").write_text(ONE + ENOUGH, encoding="utf-8")
    made = invoke("test", "rules", "--mutate", "--lang", "en")
    assert (
        "“organised” − members: {at_least: 1}; equivalent: the conclusion is the same in every combination"
        in made.stdout
    )
    assert "0 unnoticed" in made.stdout


@pytest.mark.usefixtures("rules")
def test_junit_has_a_test_for_each_case_and_its_differences() -> None:
    wrong = ONE.replace("points: 10", "points: 9")
    Path("rules/small.cases.yaml").write_text(wrong + ENOUGH, encoding="utf-8")
    assert invoke("test", "rules", "--junit", "out.xml", "--lang", "zh").exit_code == 1
    (suite,) = ElementTree.parse("out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failed == ["符合"]
