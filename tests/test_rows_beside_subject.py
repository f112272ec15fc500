"""Rows compared with their subject, counted until a day of their own, and judged by somebody: boundaries and gaps."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from evaluator.forms.content import content
from evaluator.forms.yaml_form import yaml_form
from evaluator.language.plan import Plan
from evaluator.result.judged import judged_in_rows
from strategies import load, run

RULES = """
ruleset: rules
title: 标准
subject: thing
in_force: {{from: 2021-01-01}}
fields:
  limit: {{type: integer, minimum: 0, maximum: 9}}
  since: {{type: date}}
  until: {{type: date}}
  rows:
    type: events
    of:
      day: {{type: date}}
      ends: {{type: date}}
      size: {{type: integer, minimum: -2, maximum: 4}}
      other: {{type: integer}}
      fine: {{type: integer, minimum: 1, maximum: 10, assessed: {{by: {{zh: 考核组, en: the group}}, reason: why}}}}
      why: {{type: text}}
derived:
  twice: {{total_of: [limit, limit]}}
  made: {made}
criteria:
  - {{id: c, title: 分, worth: 1, origin: local, when: {{made: {{at_least: 1}}}}}}
  - {{id: d, title: 日期, worth: 1, origin: local, when: {when}}}
"""
SCHEME = b"""
scheme: season
title: \xe8\xaf\x84\xe4\xbb\xb7
subject: thing
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: rules, weight: 100%, origin: local}]
total: {places: 0, rounding: half-even, origin: local}
"""
LAST = date(2021, 6, 30)
DAYS_APART = "{since: {on_or_before: {value_of: until}}}"


def plan_of(made: str, when: str = DAYS_APART, as_of: date = LAST) -> Plan:
    return load([("rules.yaml", RULES.format(made=made, when=when).encode()), ("scheme.yaml", SCHEME)], as_of)


def made_of(plan: Plan, rows: str, given: str = "") -> tuple[tuple[Any, Any], int]:
    """The bounds of the quantity, and the verdict on the two dates."""
    text = f"subject: {{kind: thing, id: s, name: s}}\nevidence: {{rows: {rows}, {given}}}\n"
    season = run(plan, [("s.yaml", text.encode())])
    found = season.decided.columns.quantities["made"]
    return (found.least[0], found.most[0]), int(season.tally.findings["d"].verdicts[0])


LESS = "{count: rows, dated: day, where: {size: {less_than: {value_of: twice}}}}"
SINCE = "{count: rows, dated: day, where: {day: {on_or_after: {value_of: since}}}}"
OTHER = "{count: rows, dated: day, where: {size: {at_least: {value_of: other}}}}"
BOTH = "[{day: 2021-02-01, size: 3}, {day: 2021-03-01, size: 4}]"


@pytest.mark.parametrize(
    ("made", "rows", "given", "bounds"),
    [
        (LESS, BOTH, "limit: 2", (1, 1)),  # 3 is less than 4, 4 is not
        (LESS, BOTH, "", (0, 2)),
        (LESS, "[{day: 2021-02-01, size: null}]", "limit: 2", (0, 1)),
        (SINCE, BOTH, "since: 2021-02-01", (2, 2)),
        (SINCE, BOTH, "since: 2021-02-02", (1, 1)),
        (SINCE, BOTH, "", (0, 2)),
        (OTHER, "[{day: 2021-02-01, size: 1, other: 1}, {day: 2021-02-01, size: 0, other: 1}]", "", (1, 1)),
        (OTHER, "[{day: 2021-02-01, size: 1, other: null}]", "", (0, 1)),
    ],
)
def test_a_row_is_compared_with_its_subject_or_within_itself(
    made: str, rows: str, given: str, bounds: tuple[int, int]
) -> None:
    assert made_of(plan_of(made), rows, given)[0] == bounds


def test_a_row_belongs_to_one_subject_only() -> None:
    plan = plan_of(SINCE)
    text = "".join(
        f"---\nsubject: {{kind: thing, id: {name}, name: {name}}}\nevidence: {{since: {since}, rows: {BOTH}}}\n"
        for name, since in (("a", "2021-03-01"), ("b", "2021-01-01"), ("c", "2021-06-01"))
    )
    found = run(plan, [("s.yaml", text.encode())]).decided.columns.quantities["made"]
    assert found.least.to_list() == found.most.to_list() == [1, 2, 0]


@pytest.mark.parametrize(
    ("row", "bounds"),
    [
        ("{day: 2019-01-01, ends: 2021-06-30}", (1, 1)),  # ends on the day itself
        ("{day: 2021-06-30, ends: 2021-06-29}", (0, 0)),
        ("{day: 2021-07-01, ends: 2022-01-01}", (0, 0)),  # not begun
        ("{day: 2021-01-01, ends: null}", (0, 1)),
        ("{day: null, ends: 2021-06-30}", (0, 1)),
        ("{day: null, ends: 2021-06-29}", (0, 0)),
    ],
)
def test_a_row_counts_until_its_own_day(row: str, bounds: tuple[int, int]) -> None:
    assert made_of(plan_of("{count: rows, valid_until: ends}"), f"[{row}]")[0] == bounds


def test_an_amount_without_its_reason_is_anything_within_its_bounds() -> None:
    plan = plan_of("{sum: rows, dated: day, of: fine}")
    given = "{day: 2021-02-01, fine: 3, why: 迟报}"
    assert made_of(plan, f"[{given}]")[0] == (3, 3)
    assert made_of(plan, f"[{given}, {{day: 2021-02-01, fine: 5}}]")[0] == (4, 13)
    assert made_of(plan, f"[{given}, {{day: 2021-02-01, fine: 5, why: ' '}}]")[0] == (4, 13)
    assert made_of(plan, f"[{given}, {{day: 2021-02-01, fine: 11, why: 迟报}}]")[0] == (4, 13)


def test_the_best_of_rows_below_nothing() -> None:
    plan = plan_of("{sum: rows, dated: day, of: size, best: 2}")
    rows = "{day: 2021-02-01, size: -1}, {day: 2021-02-01, size: 3}"
    assert made_of(plan, f"[{rows}]")[0] == (2, 2)
    assert made_of(plan, f"[{rows}, {{day: 2021-02-01, size: -2}}]")[0] == (2, 2)
    assert made_of(plan, f"[{rows}, {{day: null, size: 4}}]")[0] == (2, 7)
    assert made_of(plan, "[{day: 2021-02-01, size: -1}, {day: null, size: -2}]")[0] == (-3, -1)
    assert made_of(plan, "null")[0] == (-4, 8)


@pytest.mark.parametrize(
    ("given", "when", "verdict"),
    [
        ("since: 2021-01-01, until: 2021-01-01", DAYS_APART, 1),
        ("since: 2021-01-02, until: 2021-01-01", DAYS_APART, 0),
        ("since: 2021-01-02", DAYS_APART, 3),
        ("until: 2021-06-30", "{until: {on_or_after: {day: as_of}}}", 1),
        ("until: 2021-06-29", "{until: {on_or_after: {day: as_of}}}", 0),
        ("until: 2021-06-30", "{until: {is_not: {day: as_of}}}", 0),
    ],
)
def test_dates_are_compared_with_each_other_and_with_the_day_of_evaluation(given: str, when: str, verdict: int) -> None:
    assert made_of(plan_of("{count: rows, dated: day}", when), "[]", given)[1] == verdict


def test_the_form_and_the_preview_say_who_judges() -> None:
    plan = plan_of("{sum: rows, dated: day, of: fine}")
    assert "  #  fine：由考核组评定，1 至 10，须在 why 写明理由" in yaml_form(content(plan, "zh")).split("\n")
    assert "  #  fine: judged by the group, 1 to 10, with the reason under why" in yaml_form(content(plan, "en")).split(
        "\n"
    )
    line = next(one for one in plan.sheet if one.id == "c")
    assert list(judged_in_rows(plan, line, "en")) == ["fine judged by the group"]


def test_what_a_row_condition_names_is_worked_out_first() -> None:
    early = "  early: {{count: rows, dated: day, where: {{size: {{at_most: {{value_of: twice}}}}}}}}\n"
    text = RULES.replace("  twice:", early + "  twice:")
    rules = text.format(made="{total_of: [early, twice]}", when=DAYS_APART).encode()
    plan = load([("rules.yaml", rules), ("scheme.yaml", SCHEME)], LAST)
    assert list(plan.derived) == ["twice", "early", "made"]
    assert made_of(plan, BOTH, "limit: 2")[0] == (Fraction(6), Fraction(6))


def test_follow_up_counts_rows_beside_their_subject() -> None:
    follow = b"""follow_up:
  since: since
  months: 2
  counts: {large: {count: rows, dated: day, where: {size: {at_least: {value_of: limit}}}}}
  monthly: {large: {at_least: 1}}
  origin: local
"""
    rules = RULES.format(made="{count: rows, dated: day}", when=DAYS_APART).encode()
    plan = load([("rules.yaml", rules), ("scheme.yaml", SCHEME + follow)], LAST)
    text = "".join(
        f"---\nsubject: {{kind: thing, id: {name}, name: {name}}}\n"
        f"evidence: {{since: 2021-01-31, limit: {limit}, rows: {BOTH}}}\n"
        for name, limit in (("a", 4), ("b", 3), ("c", "null"))
    )
    season = run(plan, [("s.yaml", text.encode())])
    states = {row: [month.state for month in made.months] for row, made in season.follow_up.items()}
    assert states == {0: ["missed", "kept"], 1: ["kept", "kept"], 2: ["unknown", "unknown"]}
