"""Lines without a maximum, a floor or a cap: what is known of them, and what is then known of everything after."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from evaluator import evaluate
from evaluator.result.assemble import assemble
from evaluator.result.explain import explain
from evaluator.standing.season import Season
from evaluator.standing.spans import OPEN, rounded, times, within
from seasons import of_season
from test_open_questions import RULES, SCHEME, said, season

TEMPLATES = Path(__file__).parent.parent / "templates"
LOCAL = "title: 分, origin: local"
UP = f"criteria: [{{id: up, {LOCAL}, worth: unlimited, additions: [{{points: 10, each: part}}]}}]"
DOWN = f"criteria: [{{id: down, {LOCAL}, worth: 0, floor: unlimited, deductions: [{{points: 2, each: part}}]}}]"
BOTH = (
    f"criteria: [{{id: both, {LOCAL}, worth: unlimited, floor: unlimited, base: 5, "
    "additions: [{points: 1, each: part}], deductions: [{points: 1, each: whole}]}]"
)
BONUS = f"criteria: [{{id: more, {LOCAL}, bonus: [{{points: 3, each: part}}], cap: unlimited}}]"
MOST = 10**15
"""The largest number an answer may be."""


def points(rules: str, *answers: str, more: str = "") -> Season:
    """A season whose total is the points as they are."""
    files = [said(f"s{number}", text) for number, text in enumerate(answers)]
    return season(rules, more, *files, out_of="points")


@pytest.mark.parametrize(
    ("rules", "answers", "expected"),
    [
        (UP, "{part: 0}", ("not-met", 0, 0, None)),
        (UP, "{part: 1}", ("partly-met", 10, 10, None)),
        (UP, "{part: 5000}", ("partly-met", 50000, 50000, None)),
        (UP, "{}", ("insufficient", 0, None, None)),
        (DOWN, "{part: 0}", ("met", 0, 0, 0)),
        (DOWN, "{part: 5000}", ("not-met", -10000, -10000, 0)),
        (DOWN, "{}", ("insufficient", None, 0, 0)),
        (BOTH, "{part: 2, whole: 1}", ("partly-met", 6, 6, None)),
        (BOTH, "{part: 0, whole: 5}", ("not-met", 0, 0, None)),
        (BOTH, "{part: 0, whole: 9}", ("not-met", -4, -4, None)),
        (BOTH, "{part: 2}", ("insufficient", None, 7, None)),
        (BOTH, "{whole: 9}", ("insufficient", -4, None, None)),
        (BOTH, "{}", ("insufficient", None, None, None)),
        (BONUS, "{part: 0}", ("not-met", 0, 0, None)),
        (BONUS, "{part: 100}", ("partly-met", 300, 300, None)),
        (BONUS, "{}", ("insufficient", 0, None, None)),
    ],
)
def test_a_verdict_follows_what_can_be_earned(rules: str, answers: str, expected: tuple[Any, ...]) -> None:
    made = of_season(points(rules, answers))["s0"]
    assert list(made.findings.values()) == [expected]
    assert made.total == expected[1:3]
    assert made.held == (expected[0] == "insufficient")


def test_a_floor_and_a_bonus_may_be_open_where_the_total_is_scaled() -> None:
    """Neither is part of the whole that a total is scaled to."""
    lines = f"[{{id: c, {LOCAL}, worth: 10, floor: unlimited, deductions: [{{points: 5, each: part}}]}}"
    rules = f"criteria: {lines}, {{id: d, {LOCAL}, bonus: [{{points: 1, each: whole}}], cap: unlimited}}]"
    made = of_season(season(rules, "", *(said(n, t) for n, t in (
        ("a", "{part: 4, whole: 0}"), ("b", "{part: 0, whole: 50}"), ("c", "{whole: 1}"),
        ("d", "{part: 1}"), ("e", "{}")
    ))))  # fmt: skip
    totals = {name: one.total for name, one in made.items()}
    assert totals == {"a": (-100, -100), "b": (600, 600), "c": (None, 110), "d": (50, None), "e": (None, None)}


def test_what_a_group_caps_has_a_whole() -> None:
    rules = UP + "\ngroups: [{id: g, title: 组, criteria: [up], cap: 40}]"
    made = of_season(season(rules, "", said("a", "{part: 2}"), said("b", "{part: 9}"), said("c", "{}")))
    assert {name: one.total for name, one in made.items()} == {"a": (50, 50), "b": (100, 100), "c": (0, 100)}


def test_what_is_held_without_bound_may_come_before_everybody() -> None:
    """Ranks, places, quotas and interviews behind it are open; what does not depend on it is settled."""
    more = """
ranking: {origin: local}
grades:
  - {id: 前, from: 10, origin: local, quota: {places: 1}}
  - {id: 后, origin: local}
allocation:
  method: walk-down
  budget: 300
  origin: local
  tiers: [{id: 一等, places: 1, amount: 200, origin: local}, {id: 二等, places: 1, amount: 100, origin: local}]
interviews:
  {id: last, title: 约谈, by: 书记, when: {all: [{group_size: {at_least: 3}}, {lower_in_group: {is: 0}}]}}
"""
    made = points(UP, "{part: 7}", "{part: 3}", "{part: 0}", "{}", more=more)
    assert made.walked is not None
    assert [made.walked.firm(row) for row in range(3)] == [None, None, -1]
    assert made.ranks.rank.tolist() == [1, 2, 3, 0]
    assert made.graded.names(0) == ("前", "后")
    assert made.interviews is not None
    assert list(made.interviews.state) == ["no", "no", "proposed", "pending"]
    below = points(DOWN, "{part: 7}", "{}", more=more)  # at most 0, at least anything
    assert below.walked is not None
    assert below.walked.firm(0) is None
    result = assemble(made, "zh", "0")
    subject = result.subject("s3")
    assert subject is not None
    assert subject.total_bounds is not None
    assert (subject.total_bounds.least, subject.total_bounds.most) == ("0", "")


@pytest.mark.parametrize(("rules", "grade"), [(UP, "高"), (DOWN, "低")])
def test_what_is_too_far_out_is_held_and_never_wraps(rules: str, grade: str) -> None:
    """Its points are known, but not as units of a column; on which side of a limit it lies still is."""
    more = "ranking: {origin: local}\ngrades: [{id: 高, from: 1, origin: local}, {id: 低, below: 1, origin: local}]\n"
    far = rules.replace("points: ", "points: 100000")
    made = points(far, f"{{part: {MOST}}}", f"{{part: {MOST - 1}}}", "{part: 0}", more=more)
    judged = of_season(made)
    assert [one.held for one in judged.values()] == [True, True, False]
    assert [one.rank for one in judged.values()] == [0, 0, 1]
    assert made.graded.settled == [grade, grade, "低"]
    assert [None in one.total for one in judged.values() if one.total] == [True, True, False]
    assert [one.held_for for one in assemble(made, "zh", "0").subjects or ()] == [(), ("总分",), ("总分",)]


def test_a_negative_weight_turns_an_open_end_round() -> None:
    assert times((Fraction(1), None), Fraction(-2)) == (None, Fraction(-2))
    assert times((Fraction(1), None), Fraction(0)) == (0, 0)
    assert within((None, None), Fraction(1), Fraction(3)) == (1, 3)
    assert within((Fraction(5), None), None, Fraction(3)) == (3, 3)


def test_units_of_an_open_end_lie_beyond_every_number() -> None:
    far = Fraction(10**30)
    least, most = rounded(
        [(None, None), (Fraction(1), far), (-far, Fraction(2)), (far, far), (-far, -far)], 2, "half-up"
    )
    assert least.tolist() == [-OPEN, 100, -OPEN, OPEN - 1, -OPEN]
    assert most.tolist() == [OPEN, OPEN, 200, OPEN, 1 - OPEN]


def test_a_total_compares_with_a_number_of_many_places() -> None:
    """Numbers brought to the same places have room."""
    more = "derived: {tiny: {product: [whole, 0.000001], places: 6, rounding: half-up}}\nranking: {origin: local}\n"
    more += "grades: [{id: 高, when: {total: {more_than: {value_of: tiny}}}, origin: local}, {id: 低, origin: local}]\n"
    made = points(UP, f"{{part: {MOST}, whole: 1}}", "{part: 0, whole: 1}", more=more)
    assert made.grades == ["高", "低"]


def test_a_rule_set_of_bonuses_only_adds_up() -> None:
    made = points(BONUS, "{part: 4}")
    assert of_season(made)["s0"].total == (12, 12)
    assert [one.code for one in made.problems] == []


INNER = """
criteria:
  - {id: c, title: 甲, origin: local, worth: 5, when: {flag: {is: yes}}, applies: {part: {at_least: 1}},
     when_not_applicable: leave_out}
  - {id: d, title: 乙, origin: local, worth: 3, floor: -3, deductions: [{points: 6, when: {mark: {at_least: 1}}}]}
groups:
  - {id: outer, title: 外组, criteria: [inner, d], best: 1}
  - {id: inner, title: 内组, criteria: [c]}
"""


def test_a_group_all_of_whose_parts_are_left_out_is_left_out_of_the_group_around_it() -> None:
    """So the one part that counts does, though it is below nothing; one of the two is the best otherwise."""
    answers = (
        "{part: 0, mark: 1}",
        "{part: 1, mark: 1, flag: no}",
        "{part: 1, mark: 0, flag: no}",
        "{mark: 1, flag: no}",
    )
    made = of_season(points(INNER, *answers))
    assert [one.scores["outer"] for one in made.values()] == [(-3, -3), (0, 0), (3, 3), (-3, 0)]
    due = points(INNER.replace("criteria: [c]}", "criteria: [c], minimum: 2}"), answers[0])
    assert of_season(due)["s0"].scores["outer"] == (2, 2)


def test_a_subtotal_is_told_with_its_parts_and_limits() -> None:
    made = points(UP + "\ngroups: [{id: g, title: 组, criteria: [up]}]", "{part: 4}", "{}")
    result = assemble(made, "zh", "0")
    said = [row.said for one in result.subjects or () for row in explain(result, one) if row.title == "小计"]
    assert said == ["组 40（分）", "组 0 以上（含）（分）"]


DOCUMENTS = """
ranking: {origin: local}
allocation:
  method: by-rate
  budget: unlimited
  origin: local
  rates:
    - {id: 全额, rate: 100%, of: whole, when: {total: {at_least: 20}}, origin: local}
    - {id: 一半, rate: 50%, of: part, origin: local}
documents:
  - {kind: allocation, id: report, title: 报告}
  - {kind: scoring-sheet, id: sheet, title: 评分表}
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("last", ["{}", "{part: 1, whole: 8}"])
def test_documents_show_open_ends_and_a_payment_without_a_budget(lang: Any, last: str, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES + UP, encoding="utf-8")
    scheme = tmp_path / "rules" / "scheme.yaml"
    scheme.write_text(SCHEME.replace("half-even", "half-even, out_of: points") + DOCUMENTS, encoding="utf-8")
    for name, text in (("a", "{part: 2, whole: 300}"), ("b", "{part: 1, whole: 300}"), ("c", last)):
        file, data = said(name, text)
        (tmp_path / file).write_bytes(data)
    files = [tmp_path / f"{name}.yaml" for name in "abc"]
    made = evaluate(scheme, files, out=tmp_path / "out", lang=lang, rules=tmp_path / "rules", templates=TEMPLATES)
    assert [one.code for one in made.problems if one.severity == "error"] == []
    assert made.result is not None
    money = made.result.allocation
    assert money is not None
    paid, reserved = ("300.50", "") if last == "{}" else ("301.00", "0.00")
    assert (money.budget, money.paid, money.reserved, money.unspent, money.unassigned) == ("", paid, reserved, "", "")
    assert [(one.budget, one.unspent, one.of) for one in money.tiers] == [("", "", "whole"), ("", "", "part")]
    report = (tmp_path / "out" / "documents" / "report.html").read_text(encoding="utf-8")
    assert {"zh": "本项资金未设预算", "en": "There is no budget"}[lang] in report
    sheet = (tmp_path / "out" / "documents" / "sheet" / "c.html").read_text(encoding="utf-8")
    assert ({"zh": "0 以上（含）", "en": "0 or more"}[lang] in sheet) == (last == "{}")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert " / <" not in page
