"""Tiers and money of random seasons: who surely gets a tier is who gets it however open questions are settled."""

from collections import Counter
from fractions import Fraction

from hypothesis import assume, event, given

from evaluator.standing.allocate import Walked
from oracle import judge
from oracle.conditions import UNTOLD
from oracle.money import completions, walk_down
from oracle.tiers import contest
from strategies import Drawn, run, seasons
from strategies_families import seasons_of
from strategies_rules import Shape
from strategies_scores import open_ends

MOST_COMPLETIONS = 20_000


@given(
    seasons(Shape(fields=("flag", "members", "area"), scorings=("worth", "proportional"), lines=2, rewarding=True), 6)
)
def test_tiers_agree(drawn: Drawn) -> None:
    agree(drawn)


@given(seasons_of(open_ends, 5, gaps=(0, 1, 3)))
def test_tiers_agree_where_totals_have_no_bound(drawn: Drawn) -> None:
    """Whoever is held may stand anywhere on the open side."""
    assume("allocation" in drawn.draft.scheme)
    field = contest(judge(drawn.inline_plan, drawn.case))
    assume(field is not None and not any(UNTOLD in (one.eligible, *one.meets) for one in field.people))
    agree(drawn)


def agree(drawn: Drawn) -> None:
    """Everybody may get the tiers that some way of settling what is open gives them, and no other."""
    season, standing = run(drawn.plan, drawn.evidence), judge(drawn.inline_plan, drawn.case)
    field = contest(standing)
    walked, ids = season.walked, season.evidence.ids
    assert field is not None
    assert isinstance(walked, Walked)
    outcomes = []
    for order in completions(field.people, field.waiting, field.conditional):
        outcomes.append(walk_down(order, field.places))
        assume(len(outcomes) < MOST_COMPLETIONS)
    for person in field.people:
        expected = {outcome[person.name] for outcome in outcomes}
        found = walked.possible.get(ids.index(person.name), frozenset({-1}))
        assert found == expected, person.name
    filled = [Counter(outcome.values()) for outcome in outcomes]
    firm = Counter(next(iter(found)) for found in walked.possible.values() if len(found) == 1)
    for tier, (made, places, amount) in enumerate(zip(walked.tiers, field.places, field.amounts, strict=True)):
        assert made.fillable == max(counts[tier] for counts in filled)
        assert (made.firm, Fraction(made.paid, 100)) == (firm[tier], firm[tier] * amount)
        assert Fraction(made.paid + made.reserved + made.unspent, 100) == places * amount
    event(f"completions: {min(len(outcomes), 10)}")
