"""The program and the plain evaluator agree on every subject of random seasons."""

from dataclasses import replace
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from drawing import fewer
from oracle import judge
from seasons import of_oracle, of_season, ties_of
from strategies import Drawn, run, seasons
from strategies_rules import Shape


def agree(drawn: Drawn) -> None:
    """Both say the same of every subject: findings, points and bounds, scores, gates, ranks, grades, interviews."""
    season, standing = run(drawn.plan, drawn.evidence), judge(drawn.inline_plan, drawn.case)
    found, expected = of_season(season), of_oracle(standing)
    assert list(found) == sorted(expected)
    for name, judged in expected.items():
        assert found[name] == judged, name
    assert ties_of(season) == set(standing.ties)
    event(f"ranked: {sum(one.rank > 0 for one in expected.values())}")
    event(f"held: {sum(one.held for one in expected.values())}")
    event(f"open ties: {sum(not tie.by for tie in standing.ties)}")


TIED = Shape(
    fields=("flag",), ties=("members", "area"), scorings=("worth",), lines=1, gaps=(0, 1, 3), within=(None, "street")
)


@fewer(2)
@given(seasons(TIED, 8), st.integers(0, 1000).map(Random))
def test_settled_ties_agree(drawn: Drawn, random: Random) -> None:
    """Open ties are settled by people in any order; an order of those who are not tied changes nothing."""
    ties = [sorted(tie.members) for tie in judge(drawn.inline_plan, drawn.case).ties if not tie.by]
    orders = [tuple(random.sample(members, len(members))) for members in ties]
    orders.append(tuple(one.id for one in drawn.case.subjects[:2]))
    agree(replace(drawn, case=replace(drawn.case, orders=tuple(orders))))


@fewer(2)
@given(seasons())
def test_whole_seasons_agree(drawn: Drawn) -> None:
    agree(drawn)


@fewer(2)
@given(seasons(Shape(points=False)))
def test_check_lists_agree(drawn: Drawn) -> None:
    agree(drawn)


DERIVING = ("since", "picks", "meetings", "visits", "notes", "members", "area")


@fewer(2)
@given(
    seasons(Shape(decided=False, fields=DERIVING, scorings=("proportional", "deductions", "check-list"), lines=2), 3)
)
def test_quantities_agree(drawn: Drawn) -> None:
    agree(drawn)


@fewer(2)
@given(seasons(Shape(decided=False, fields=("flag", "members", "旗"), conditional=2, gaps=(0, 3)), 2))
def test_scores_agree(drawn: Drawn) -> None:
    agree(drawn)


@fewer(2)
@given(seasons(Shape(fields=("flag", "members", "area"), scorings=("worth", "proportional"), lines=2), 8))
def test_standing_agrees(drawn: Drawn) -> None:
    agree(drawn)
