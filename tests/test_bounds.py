"""Bounds hold and what is settled stays settled, whatever the missing answers turn out to be."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from drawing import fewer
from evaluator.standing.spans import Span
from filling import filled_case, with_fillings
from seasons import Judged, of_season
from strategies import FORMATS, Drawn, run, seasons
from strategies_rules import Shape

SEEDS = st.integers(0, 1000).map(Random)
OPEN = Shape(provided=False, gaps=(1, 3))
QUANTITIES = ("since", "picks", "meetings", "visits", "notes", "members", "area")
FEW = Shape(provided=False, gaps=(3, 5), fields=QUANTITIES, lines=2, decided=False)
STANDING = Shape(
    provided=False, gaps=(1, 3), fields=("flag", "members", "area"), scorings=("worth", "proportional"), lines=2
)


def with_case(drawn: Drawn, case: Any) -> Drawn:
    return replace(drawn, case=case, formats=tuple(FORMATS[n % 3] for n in range(len(case.subjects))))


def assert_inside(after: Span, before: Span, name: Any) -> None:
    """Each end lies within the bounds before; an end without bound only where there was none."""
    assert before[0] is None or (after[0] is not None and before[0] <= after[0]), name
    assert before[1] is None or (after[1] is not None and after[1] <= before[1]), name
    assert None in after or after[0] <= after[1], name  # type: ignore[operator]


def check_within(before: Judged, after: Judged) -> None:
    """Of one subject, everything settled before stands after, and everything after lies within the bounds before."""
    for name, (verdict, least, most, of) in before.findings.items():
        now, low, high, _ = after.findings[name]
        if verdict != "insufficient":
            assert after.findings[name] == (verdict, least, most, of), name
        elif (low, high) != (None, None):  # without points, or with any: of which the bounds before say as much
            assert_inside((low, high), (least, most), (name, now))
    for name, span in before.scores.items():
        assert_inside(after.scores[name], span, name)
    for name, truth in before.gates.items():
        assert truth is None or after.gates[name] is truth, name
    if before.total is not None and after.total is not None:
        assert_inside(after.total, before.total, "total")
    if not before.held:
        assert not after.held
        assert before.grade in ("", after.grade)  # with a quota and somebody held there may be none yet


def check_fillings(drawn: Drawn, random: Random) -> None:
    judged = of_season(run(drawn.plan, with_case(drawn, with_fillings(drawn.draft, drawn.case, random, 6)).evidence))
    for name, after in judged.items():
        check_within(judged[name.partition("+")[0]], after)


@fewer(3)
@given(seasons(OPEN, 2), SEEDS)
def test_fillings_stay_within(drawn: Drawn, random: Random) -> None:
    check_fillings(drawn, random)


@fewer(3)
@given(seasons(FEW, 2), SEEDS)
def test_fillings_of_quantities_stay_within(drawn: Drawn, random: Random) -> None:
    check_fillings(drawn, random)


@fewer(3)
@given(seasons(replace(OPEN, fields=("flag", "members", "旗"), conditional=2, decided=False), 2), SEEDS)
def test_fillings_of_scores_stay_within(drawn: Drawn, random: Random) -> None:
    check_fillings(drawn, random)


@fewer(3)
@given(seasons(replace(STANDING, rewarding=True), 7), SEEDS)
def test_firm_tiers_stay(drawn: Drawn, random: Random) -> None:
    """Once everybody has answered, who was firm gets the same, and no tier takes more than was kept for it."""
    before, after = _both(drawn, random)
    assert before.walked is not None
    assert after.walked is not None
    for row, name in enumerate(before.evidence.ids):
        if not before.ranks.rank[row]:
            continue
        could, can = (season.walked.possible.get(row, frozenset({-1})) for season in (before, after))  # type: ignore[union-attr]
        assert can <= could, name
    for had, has in zip(before.walked.tiers, after.walked.tiers, strict=True):
        assert has.fillable <= had.fillable
        assert has.firm >= had.firm or has.reserved
    event(f"held: {int(before.decided.held.sum())}")


@fewer(3)
@given(seasons(STANDING, 7), SEEDS)
def test_ranks_and_interviews_stay(drawn: Drawn, random: Random) -> None:
    """Who stands above whom stays, and so does every interview that is not pending."""
    before, after = _both(drawn, random)
    groups = (before.evidence.streets, before.evidence.communities)
    within = drawn.draft.scheme.get("ranking", {}).get("within")
    own = {"street": groups[0], "community": groups[1], None: [""] * len(groups[0])}[within]
    ranked = [row for row in range(len(own)) if before.ranks.rank[row]]
    assert all(after.ranks.rank[row] for row in ranked)
    for one in ranked:
        for other in ranked:
            if own[one] == own[other] and before.ranks.rank[one] < before.ranks.rank[other]:
                assert after.ranks.rank[one] < after.ranks.rank[other]
    if before.interviews is None or after.interviews is None or before.ranks.open_ties:
        return
    for state, now in zip(before.interviews.state, after.interviews.state, strict=True):
        event(f"interview {state} → {now}")
        assert state in ("pending", now)


def _both(drawn: Drawn, random: Random) -> tuple[Any, Any]:
    full = with_case(drawn, filled_case(drawn.draft, drawn.case, random, wholly=True))
    return run(drawn.plan, drawn.evidence), run(drawn.plan, full.evidence)
