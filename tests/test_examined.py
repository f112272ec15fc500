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


LINKED = """
ruleset: registers
title: 登记
subject: register
in_force: {from: 2021-01-01}
fields:
  unit: {type: text}
  form: {type: choice, of: [正式, 临时]}
criteria:
  - {id: entered, title: 已登记, when: {form: {provided: yes}}, origin: local}
---
ruleset: units
title: 单位
subject: unit
in_force: {from: 2021-01-01}
fields:
  liaisons: {type: integer, minimum: 0}
  visits: {type: events, of: {day: {type: date}, long: {type: yes-no}}}
links:
  register: {ruleset: registers, theirs: unit}
derived:
  entries: {count: register, where: {form: {is: 正式}}}
  long_visits: {count: visits, where: {long: {is: yes}}}
criteria:
  - {id: registered, title: 已报到, when: {entries: {at_least: 1}}, origin: local}
  - {id: liaison, title: 联络员, when: {liaisons: {at_least: 1}}, origin: local}
  - {id: visited, title: 走访, when: {long_visits: {at_least: 1}}, origin: local}
---
scheme: season
title: 年度评价
subject: unit
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: units, weight: 100%, origin: local}]
grades:
  - id: good
    title: 好
    when: {all: [{finding: {registered: {is: met}}}, {finding: {liaison: {is: met}}}, {finding: {visited: {is: met}}}]}
    origin: local
  - {id: rest, title: 其余, origin: local}
"""
LINKED_CASES = """
cases: season
tests:
  - case: 都做到
    subjects:
      甲: {given: {liaisons: 1, visits: [{day: 2021-03-01, long: yes}]}}
      一: {kind: register, given: {unit: 甲, form: 正式}}
    expect: {甲: {grade: good, registered: met, liaison: met, visited: met}}
"""


@pytest.fixture
def linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    Path("rules/units.yaml").write_text(LINKED, encoding="utf-8")
    Path("rules/units.cases.yaml").write_text(LINKED_CASES, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("linked")
def test_a_whole_subject_is_drafted_with_those_behind_its_links() -> None:
    """So that one finding alone differs; the case is that of which the search began, with one thing changed."""
    made = invoke("test", "rules", "--coverage", "--lang", "en")
    assert (
        "“finding: {liaison: {is: met}}” of “good” was not seen deciding when it fails\n"
        "      - case: good - finding liaison is met fails and decides\n"
        "        subjects:\n"
        "          甲:\n"
        "            given:\n"
        "              liaisons: 0\n"
        "              visits:\n"
        "                - {day: 2021-03-01, long: yes}\n"
        "          一: {kind: register, given: {unit: 甲, form: 正式}}\n"
        "        expect:\n"
        '          甲: {status: evaluated, total: "", grade: rest}\n'
    ) in made.stdout


@pytest.mark.usefixtures("linked")
def test_conditions_on_rows_are_seen_deciding_too() -> None:
    """On some row of a table, and on some subject behind a link."""
    made = invoke("test", "rules", "--coverage", "--lang", "en")
    assert "“long: {is: yes}” of “long_visits” was not seen deciding when it fails" in made.stdout
    assert "“form: {is: 正式}” of “entries” was not seen deciding when it fails" in made.stdout
    assert "was not seen deciding when it holds" not in made.stdout


@pytest.mark.usefixtures("linked")
def test_drafts_with_links_and_rows_close_every_gap() -> None:
    """Round after round, as what one case shows leads to the next, until nothing is lacking."""
    for number in range(3):
        made = invoke("test", "rules", "--coverage", "--mutate", "--write-missing", f"rules/{number}.cases.yaml")
        if made.exit_code == 0:
            break
    assert (made.exit_code, made.stderr) == (0, "")
    assert re.search(r"season：各项判断决定结论 (\d+) / \1 种", made.stdout)
    assert "0 处未被发现" in made.stdout


TOTALS = (
    RULES.replace("worth: 10", "worth: 100")
    + """gates: [{id: gate, title: 准入, origin: local, when: {finding: {organised: {is: met}}}}]
ranking: {ties: [], origin: local}
allocation:
  method: walk-down
  budget: 10
  eligible: {total: {at_least: 60}}
  tiers: [{id: one, title: 一, places: 1, amount: 10, when: {finding: {organised: {is: met}}}, origin: local}]
  origin: local
"""
)


@pytest.mark.usefixtures("rules")
def test_how_an_equivalence_is_known_is_said() -> None:
    """A total of nothing or all moves past a threshold by one unit without anybody at it."""
    Path("rules/small.yaml").write_text(TOTALS, encoding="utf-8")
    cases = (ONE + ENOUGH).replace("points: 10", "points: 100")
    Path("rules/small.cases.yaml").write_text(cases, encoding="utf-8")
    made = invoke("test", "rules", "--mutate", "--lang", "en")
    assert re.search(
        r"“season” total: \{at_least: 60\} → total: \{at_least: 59.99\}; "
        r"equivalent: the conclusion is the same in every combination \(\d+ looked at\); "
        r"before rounding the total is one of 2 values "
        r"\(listed from what each criterion can earn\)",
        made.stdout,
    )


IMPLIED = """
ruleset: small
title: 小标准
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  applied: {type: yes-no}
  wishes: {type: integer, minimum: 0}
  granted: {type: integer, minimum: 0}
derived:
  share: {share: granted, of: wishes, of_nothing: 0, places: 2}
criteria:
  - {id: collected, title: 征集, when: {wishes: {at_least: 1}}, origin: local}
  - {id: fulfilled, title: 实现, when: {share: {at_least: 80%}}, origin: local}
---
scheme: season
title: 年度评价
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: small, weight: 100%, origin: local}]
grades:
  - id: good
    title: 好
    when: {all: [{finding: {collected: {is: met}}}, {finding: {fulfilled: {is: met}}}]}
    origin: local
  - {id: rest, title: 其余, origin: local}
"""


@pytest.mark.usefixtures("rules")
def test_what_one_finding_implies_of_another_is_proved() -> None:
    """Out of no wishes none are fulfilled: that wishes were collected never decides alone."""
    Path("rules/small.yaml").write_text(IMPLIED, encoding="utf-8")
    Path("rules/small.cases.yaml").write_text(
        "cases: season\ntests:\n  - {case: 好, given: {wishes: 5, granted: 4}, expect: {grade: good}}\n",
        encoding="utf-8",
    )
    made = invoke("test", "rules", "--coverage", "--mutate", "--lang", "en")
    assert (
        "“finding: {collected: {is: met}}” of “good” can never decide when it fails "
        "(proved: no combination of what is asked does it)"
    ) in made.stdout
    assert re.search(
        r"“good” − finding: \{collected: \{is: met\}\}; equivalent: .* \d+ of which cannot come about", made.stdout
    )


@pytest.mark.usefixtures("linked")
def test_a_case_says_which_documents_are_issued() -> None:
    """In either spelling; one that is not issued, or that there is not, is said."""
    issued = (
        "documents:\n  - {id: sheet, title: 情况表, template: status-sheet.html, per: subject, audience: internal, "
        "when: {grade: {is: rest}}}\n"
    )
    Path("rules/units.yaml").write_text(LINKED + issued, encoding="utf-8")
    cases = LINKED_CASES.replace("grade: good,", "grade: good, documents: [],")
    Path("rules/units.cases.yaml").write_text(cases, encoding="utf-8")
    assert invoke("test", "rules").exit_code == 0
    chinese = invoke("translate", "rules/units.cases.yaml", "--to", "zh").stdout
    assert "文书: []" in chinese
    Path("rules/units.cases.yaml").write_text(chinese, encoding="utf-8")
    assert invoke("test", "rules").exit_code == 0
    Path("rules/units.cases.yaml").write_text(cases.replace("documents: []", "documents: [sheet]"), encoding="utf-8")
    made = invoke("test", "rules", "--lang", "en")
    assert "case-differs" in made.stderr
    assert "documents" in made.stderr
    Path("rules/units.cases.yaml").write_text(cases.replace("documents: []", "documents: [shet]"), encoding="utf-8")
    made = invoke("test", "rules", "--lang", "en")
    assert "case-name" in made.stderr
    assert "sheet" in made.stderr
