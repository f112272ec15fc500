"""Cases beside the rules: each is a world of its own, and what is wrong with one is said where it stands."""

from datetime import date

import pytest

from evaluator.desk.case_runs import Ran, run_cases
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.planning import make_plan
from evaluator.problems import errors_in

RULES = """\
ruleset: rules
title: Rules
subject: village
in_force: {{from: 2021-01-01}}
fields: {{a: {{type: integer, minimum: 0, maximum: 100}}, town: {{type: text}}}}
derived: {{{derived}}}
criteria:
  - {{id: first, title: First, worth: 10, proportional: {{of: a, from: 0, to: 100}}, origin: local{line}}}
---
scheme: season
title: Season
subject: village
period: {{from: 2021-01-01, to: 2021-12-31}}
components: [{{ruleset: rules, weight: 100%, origin: local}}]
total: {{places: 2, rounding: half-up, origin: local}}
ranking: {{origin: local}}
{more}
"""
TOWNS = """
---
ruleset: towns
title: Towns
subject: town
in_force: {from: 2021-01-01}
fields: {b: {type: integer}}
criteria: [{id: second, title: Second, when: {b: {at_least: 1}}}]
---
ruleset: others
title: Others
subject: village
in_force: {from: 2021-01-01}
fields: {c: {type: integer}}
criteria: [{id: third, title: Third, when: {c: {at_least: 1}}}]
"""
PARTS = {
    "nothing": ("", "", "", False),
    "compared": ("r: {compared: a, take: rank}", "", "", True),
    "mean of others": ("", ", applies: {a: {more_than: 0}}, when_not_applicable: mean_of_others", "", True),
    "a link to another kind": ("", "", "links: {belongs_to: {ruleset: towns, mine: town}}", False),
    "a link to its own kind": ("", "", "links: {beside: {ruleset: others, mine: town}}", True),
    "a quota": ("", "", "grades: [{id: top, quota: {places: 1}}, {id: rest}]", True),
    "what follows from rank": (
        "",
        "",
        "interviews: {id: i, title: I, when: {rank: {is: 1}}, by: us, origin: local}\n"
        "allocation: {method: walk-down, budget: 5, tiers: [{id: t, places: 1, amount: 5, origin: local}]}",
        False,
    ),
}


def library(derived: str = "", line: str = "", more: str = "") -> Library:
    text = RULES.format(derived=derived, line=line, more=more) + TOWNS
    return read_library([RuleFile("rules.yaml", text.encode())])


def run(cases: str, rules: Library) -> Ran:
    return run_cases({"some.cases.yaml": cases.encode()}, rules)


@pytest.mark.parametrize(("derived", "line", "more", "meet"), PARTS.values(), ids=PARTS)
def test_where_subjects_meet(derived: str, line: str, more: str, meet: bool) -> None:
    rules = library(derived, line, more)
    plan, problems = make_plan(rules.schemes["season"], rules, date(2021, 12, 31))
    assert not errors_in(problems)
    assert plan.subjects_meet == meet


TWO = """\
cases: season
tests:
  - {{case: one, given: {{a: 20}}, expect: {one}}}
  - {{case: two, given: {{a: 80}}, expect: {two}}}
"""


@pytest.mark.parametrize(
    ("derived", "line", "more", "one", "two"),
    [
        ("", "", "", "{total: 20.00}", "{total: 80.00}"),
        ("", "", PARTS["a quota"][2], "{total: 20.00}", "{total: 80.00}"),
        (PARTS["compared"][0], ", none_if: {r: {is: 2}}", "", "{total: 20.00}", "{total: 80.00}"),
        ("", PARTS["mean of others"][1].replace("0", "20"), "", '{total: ""}', "{total: 80.00}"),
    ],
)
def test_no_case_sees_another(derived: str, line: str, more: str, one: str, two: str) -> None:
    ran = run(TWO.format(one=one, two=two), library(derived, line, more))
    assert [found.message("en") for found in ran.problems] == []
    assert ran.passed == 2


SAID = """\
样例: season
各例:
  - 例: 名称有误
    应得: {状态: 已评定, 总份: 80}
  - 例: 没有写应得
    已知: {a: 80}
  - 例: 名次要有各对象
    已知: {a: 80}
    应得: {名次: 1, 等级: top}
  - 例: 合乎规则
    已知: {a: 80}
    应得: {总分: 80.00}
"""


def test_what_is_wrong_is_said_where_it_stands_and_the_rest_runs() -> None:
    ran = run(SAID, library(*PARTS["a quota"][:3]))
    found = [(item.code, item.place.line, item.place.column) for item in ran.problems]
    assert found == [("case-name", 4, 19), ("key-missing", 5, 5), ("case-alone", 9, 10), ("case-alone", 9, 17)]
    assert ran.passed == 1


def test_a_mark_that_is_refused_is_shown_where_it_stands() -> None:
    panel = """\
panel:
  id: jury
  title: Jury
  scale: {from: 0}
  fewest_marks: 1
  aspects: [{id: look, title: Look, worth: 10}]
"""
    text = RULES.format(derived="", line="", more=panel).replace(
        "weight: 100%, origin: local}]", "weight: 50%, origin: local}, {panel: jury, weight: 50%, origin: local}]"
    )
    rules = read_library([RuleFile("rules.yaml", text.encode())])
    cases = (
        "cases: season\ntests:\n  - case: one\n    given: {a: 100}\n    marks: {look: [4, 11]}\n"
        "    expect: {total: 5}\n"
    )
    found = {(item.code, item.place.line, item.place.column) for item in run(cases, rules).problems}
    assert found == {("mark-range", 5, 23), ("case-differs", 6, 21)}
