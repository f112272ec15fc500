"""What is still open keeps open what rests on it: small seasons, each with one question not answered."""

from datetime import date
from typing import Any

from evaluator.standing.season import Season
from seasons import of_season
from strategies import File, load, run

RULES = """
ruleset: rules
title: 标准
subject: thing
in_force: {from: 2021-01-01}
fields:
  mark: {type: integer}
  flag: {type: yes-no}
  part: {type: integer, minimum: 0}
  whole: {type: integer, minimum: 0}
"""
SCHEME = """
scheme: season
title: 评价
subject: thing
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: rules, weight: 100%, origin: local}]
total: {places: 0, rounding: half-even, origin: local}
"""
BY_MARK = "criteria: [{id: c, title: 分, worth: 10, origin: local, proportional: {of: mark, from: 0, to: 10}}]"
LAST = """
interviews:
  id: last
  title: 约谈
  by: 书记
  when: {all: [{group_size: {at_least: 3}}, {lower_in_group: {is: 0}}, {higher_in_group: {at_least: 1}}]}
"""


def season(rules: str, scheme: str, *evidence: File, out_of: str = "100") -> Season:
    head = SCHEME.replace("half-even", f"half-even, out_of: {out_of}")
    files = [("rules.yaml", (RULES + rules).encode()), ("scheme.yaml", (head + scheme).encode())]
    return run(load(files, date(2021, 6, 30)), list(evidence))


def said(name: str, answers: str, street: str = "甲", file: str = "") -> File:
    subject = f"{{kind: thing, id: {name}, name: {name}, street: {street}, community: 丙}}"
    return f"{file or name}.yaml", f"subject: {subject}\nevidence: {answers}\n".encode()


def interviews(made: Season) -> dict[str, str]:
    return {name: one.interview for name, one in of_season(made).items()}


def totals(made: Season) -> dict[str, Any]:
    return {name: one.total for name, one in of_season(made).items()}


def test_a_criterion_that_may_not_apply_may_be_all_there_is() -> None:
    left_out = "applies: {part: {at_least: 1}}, when_not_applicable: leave_out"
    rules = f"criteria: [{{id: c, title: 分, worth: 1, origin: local, when: {{flag: {{is: yes}}}}, {left_out}}}]"
    assert totals(season(rules, "", said("a", "{flag: no}"))) == {"a": (0, 100)}


def test_the_smallest_whole_is_within_the_cap_of_its_group() -> None:
    left_out = "applies: {part: {at_least: 1}}, when_not_applicable: leave_out"
    rules = f"criteria: [{{id: c, title: 分, worth: 5, origin: local, when: {{flag: {{is: yes}}}}, {left_out}}}]"
    rules += "\ngroups: [{id: g, title: 组, criteria: [c], cap: 3}]"
    made = totals(season(rules, "", said("a", "{flag: yes}"), said("b", "{flag: yes, part: 1}")))
    assert made == {"a": (0, 100), "b": (100, 100)}


def test_a_share_of_what_may_be_nothing_may_have_no_value() -> None:
    rules = "derived: {share: {share: part, of: whole, places: 2}}\n"
    rules += "criteria: [{id: c, title: 分, worth: 1, origin: local, when: {share: {at_least: 0}}}]"
    evidence = [said("a", "{part: 3}"), said("b", "{part: 3, whole: 0}"), said("c", "{part: 3, whole: 4}")]
    made = of_season(season(rules, "", *evidence))
    assert [one.findings["c"][0] for one in made.values()] == ["insufficient", "insufficient", "met"]


def test_a_veto_that_may_strike_a_total_below_zero_may_raise_it() -> None:
    taken = "deductions: [{points: 2, when: {flag: {is: yes}}}], floor: -5"
    rules = f"criteria: [{{id: c, title: 分, worth: 1, origin: local, {taken}}}]"
    veto = "vetoes: [{id: v, title: 否决, basis: 依据, effect: zero, when: {part: {at_least: 1}}}]"
    evidence = [said("a", "{flag: yes}"), said("b", "{flag: yes, part: 1}"), said("c", "{flag: yes, part: 0}")]
    assert totals(season(rules, veto, *evidence)) == {"a": (-100, 0), "b": (0, 0), "c": (-100, -100)}


def test_who_may_have_no_rank_may_be_no_member() -> None:
    """Two whose gate is met and one whose gate is missing: the group may be too small for anybody to be last in."""
    scheme = "gates: [{id: g, title: 准入, when: {flag: {is: yes}}}]\nranking: {origin: local}" + LAST
    evidence = [said("a", "{flag: yes, mark: 1}"), said("b", "{flag: yes, mark: 5}"), said("c", "{mark: 7}")]
    assert interviews(season(BY_MARK, scheme, *evidence)) == {"a": "pending", "b": "no", "c": "no"}


def test_who_is_placed_differently_may_be_last_in_either_group() -> None:
    scheme = "ranking: {within: street, origin: local}" + LAST
    groups = [said(f"{street}{mark}", f"{{mark: {mark}}}", street) for street in ("x", "y") for mark in (5, 6, 7)]
    moved = [said("z", "{mark: 1}", "x"), said("z", "{mark: 1}", "y", file="z-again")]
    made = interviews(season(BY_MARK, scheme, *groups, *moved))
    assert made == {"x5": "pending", "x6": "no", "x7": "no", "y5": "pending", "y6": "no", "y7": "no", "z": "pending"}


def test_a_rank_that_may_change_settles_no_tier() -> None:
    """Two share the first rank, and the tier is for the second: whoever is put second gets it."""
    tiers = "tiers: [{id: 一等, places: 1, amount: 5, origin: local, when: {rank: {is: 2}}}]"
    scheme = f"ranking: {{origin: local}}\nallocation: {{method: walk-down, budget: 5, origin: local, {tiers}}}"
    made = season(BY_MARK, scheme, said("a", "{mark: 5}"), said("b", "{mark: 5}"))
    assert made.walked is not None
    assert made.walked.possible == {0: {-1, 0}, 1: {-1, 0}}
    assert [(tier.paid, tier.reserved) for tier in made.walked.tiers] == [(0, 500)]
