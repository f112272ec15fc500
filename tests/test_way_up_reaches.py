"""What the way up promises comes true: against a plain reckoning of the same rules, and nothing less would do."""

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from evaluator.desk.levers import Lever, Levers
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.worlds import inputs_of
from evaluator.desk.reaching import MOST, Reached, Reaching
from evaluator.desk.variants import Standing, Variants
from evaluator.exact import scaled
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.language.planning import make_plan
from evaluator.pipeline import judge_season
from evaluator.result.assemble import assemble

RULES = b"""
ruleset: small
title: small
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  members: {type: integer, minimum: 0, maximum: 60}
  has_branch: {type: yes-no}
  area: {type: integer, minimum: 0, maximum: 200}
  rate: {type: decimal, places: 1, minimum: 0, maximum: 100}
  complaints: {type: integer, minimum: 0, maximum: 20}
criteria:
  - id: organised
    title: organised
    worth: 20
    origin: local
    when: {any: [{all: [{members: {at_least: 3}}, {has_branch: {is: yes}}]}, {members: {at_least: 50}}]}
  - id: place
    title: place
    origin: local
    bands: [{points: 20, when: {area: {at_least: 100}}}, {points: 10, when: {area: {at_least: 60}}}, {points: 0}]
  - id: satisfied
    title: satisfied
    worth: 30
    origin: local
    proportional: {of: rate, from: 40, to: 90}
  - id: calm
    title: calm
    worth: 30
    origin: local
    deductions: [{points: 4, each: complaints}]
---
scheme: season
title: season
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: small, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
ranking: {origin: local}
grades:
  - {id: good, from: 85, origin: local}
  - {id: fair, from: 60, below: 85, origin: local}
  - {id: poor, below: 60, origin: local}
allocation:
  method: walk-down
  budget: 3
  tiers:
    - {id: first, places: 1, amount: 2, when: {finding: {place: {is: met}}}, origin: local}
    - {id: second, places: 1, amount: 1, origin: local}
  origin: local
"""
LIBRARY = read_library([RuleFile("rules/small.yaml", RULES)])
PLAN, _ = make_plan(LIBRARY.schemes["season"], LIBRARY, LIBRARY.schemes["season"].period.to)
FIELDS = {"organised": ("members", "has_branch"), "place": ("area",), "satisfied": ("rate",), "calm": ("complaints",)}
LEAST = {"members": 50, "has_branch": True, "area": 100, "rate": 900, "complaints": 0}
"""Answers with which every line earns its full worth."""

answers = st.fixed_dictionaries(
    {
        "members": st.integers(0, 60),
        "has_branch": st.booleans(),
        "area": st.integers(0, 200),
        "rate": st.integers(0, 1000),
        "complaints": st.integers(0, 20),
    }
)


# The plain reckoning


def points(one: dict[str, Any]) -> dict[str, Fraction]:
    organised = (one["members"] >= 3 and one["has_branch"]) or one["members"] >= 50
    share = min(max(Fraction(one["rate"] - 400, 500), Fraction(0)), Fraction(1))
    return {
        "organised": Fraction(20 if organised else 0),
        "place": Fraction(20 if one["area"] >= 100 else 10 if one["area"] >= 60 else 0),
        "satisfied": 30 * share,
        "calm": Fraction(max(30 - 4 * one["complaints"], 0)),
    }


def total(one: dict[str, Any]) -> int:
    return scaled(sum(points(one).values(), Fraction(0)), 2)


def grade(units: int) -> int:
    return 0 if units >= 8500 else 1 if units >= 6000 else 2


def tier(mine: int, met: bool, others: list[tuple[int, bool]]) -> int:
    """The worst tier in any order of those who are equal: 2 is none."""
    everybody = [(mine, met, True), *((units, place, False) for units, place in others)]
    worst = 0
    for order in permutations(everybody):
        if any(one[0] < other[0] for one, other in pairwise(order)):
            continue
        free = [1, 1]
        for _, place, me in order:
            got = 0 if place and free[0] else 1 if free[1] else 2
            if got < 2:
                free[got] -= 1
            if me:
                worst = max(worst, got)
    return worst


def stands(units: int, met: bool, others: list[tuple[int, bool]]) -> tuple[int, int, int]:
    """Rank, grade and tier with a total."""
    return 1 + sum(other > units for other, _ in others), grade(units), tier(units, met, others)


def closed(one: dict[str, Any], levers: tuple[Lever, ...]) -> dict[str, Any]:
    """Answers with some levers pulled."""
    made = dict(one)
    for lever in levers:
        made |= lever.change or {}
    return made


# Each try judges a season some hundred times: shrinking one would take longer than reading it.
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(answers, min_size=2, max_size=4))
def test_what_is_promised_comes_true_and_nothing_less_would_do(everybody: list[dict[str, Any]]) -> None:
    mine, others = everybody[0], [(total(one), points(one)["place"] == 20) for one in everybody[1:]]
    judge = Judge()
    season = judge_season(PLAN, inputs_of(PLAN, everybody), judge)
    subject = assemble(season, "en", "0").subject(season.evidence.ids[0])
    assert subject is not None
    levers = Levers(Variants(season, 0, judge), Bench(PLAN, judge))
    by_line = tuple(levers.of(found, line) for found, line in zip(subject.findings, PLAN.sheet, strict=True))
    reaching = Reaching(levers, by_line)

    for found, mine_of in zip(subject.findings, by_line, strict=True):
        assert bool(mine_of) == (points(mine)[found.criterion] < points(LEAST)[found.criterion])
        for lever in mine_of:
            check_lever(mine, lever)

    now = stands(total(mine), points(mine)["place"] == 20, others)
    standing = reaching.standing
    assert (standing.rank, standing.grade, standing.tier) == now
    for index in range(3):
        check_goal(reaching, index, mine, others)


def check_lever(mine: dict[str, Any], lever: Lever) -> None:
    """A lever earns the points it says; without any part of it, or with a number one unit short of it, it does not."""
    assert lever.change is not None
    line = lever.found.criterion
    assert set(lever.change) <= set(FIELDS[line])
    assert points({**mine, **lever.change})[line] == lever.points
    for part in combinations(lever.change, len(lever.change) - 1):
        fewer = {name: lever.change[name] for name in part}
        assert points({**mine, **fewer})[line] < (lever.points or 0)
    for name, value in lever.change.items():
        if not isinstance(value, bool):
            short = {**lever.change, name: value + (1 if value < mine[name] else -1)}
            assert points({**mine, **short})[line] < (lever.points or 0)


def check_goal(reaching: Reaching, index: int, mine: dict[str, Any], others: list[tuple[int, bool]]) -> None:
    """The total a better rank (0), grade (1) or tier (2) needs, and the sets of levers that reach it."""
    met = points(mine)["place"] == 20
    now = stands(total(mine), met, others)

    def better(one: Standing) -> bool:
        got = (one.rank, one.grade, one.tier)[index]
        return got is not None and got < now[index]

    candidates = {6000, 8500, *(units + more for units, _ in others for more in (0, 1))}
    enough = [one for one in candidates if one >= total(mine) and stands(one, met, others)[index] < now[index]]
    needed = reaching.needed(better)
    assert needed == min(enough, default=None)
    if needed is None:
        return
    found = reaching.closing(needed)
    for reached in found:
        check_reached(reached, needed, mine)
        after = closed(mine, reached.levers)
        assert stands(total(after), points(after)["place"] == 20, others)[index] < now[index]
    size = len(found[0].levers) if found else MOST + 1
    for lines in combinations(FIELDS, size - 1):
        best = {name: LEAST[name] for line in lines for name in FIELDS[line]}
        assert total({**mine, **{k: v for k, v in best.items() if k != "area" or mine["area"] < v}}) < needed


def check_reached(reached: Reached, needed: int, mine: dict[str, Any]) -> None:
    """A set reaches the total it says and no proper part of it does, nor a number that goes one unit less far."""
    assert total(closed(mine, reached.levers)) == reached.total >= needed
    for part in combinations(reached.levers, len(reached.levers) - 1):
        assert total(closed(mine, part)) < needed
    numbers = [lever for lever in reached.levers if lever.number is not None]
    if numbers:
        last = numbers[-1]
        assert last.number is not None
        to = last.number.to + (1 if last.number.to < last.number.now else -1)
        assert total({**closed(mine, reached.levers), last.number.column: to}) < needed
