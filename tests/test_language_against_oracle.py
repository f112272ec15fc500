"""The extended language, a family of constructs at a time: the program and the plain evaluator agree.

Where something is missing, the program's bounds hold whatever the missing answers turn out to be.
"""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies_judgements as judgements
import strategies_of_rows as of_rows
import strategies_quantities as quantities
import strategies_scores as scores
from evaluator.standing.rates import Paid
from filling import filled_case
from oracle import judge
from oracle.rates import payments
from seasons import of_oracle, of_season, ties_of
from strategies import Drawn, run
from strategies_families import seasons_of
from strategies_quantities import Family
from test_bounds import check_within

FAMILIES: dict[str, tuple[Family, int]] = {
    "arithmetic": (quantities.arithmetic, 2),
    "sizes": (quantities.sizes, 2),
    "tallies": (quantities.tallies, 2),
    "periods": (quantities.periods, 2),
    "priced": (quantities.priced, 2),
    "rows": (quantities.rows, 2),
    "steps": (quantities.steps, 2),
    "beside the subject": (of_rows.beside_subject, 2),
    "terms and best": (of_rows.terms_and_best, 2),
    "sequences": (of_rows.sequences, 2),
    "compared": (quantities.compared, 4),
    "links": (quantities.links, 3),
    "judgements": (judgements.judgements, 3),
    "entries": (scores.entries, 2),
    "judged": (scores.judged, 3),
    "lines": (scores.lines, 2),
    "grades": (scores.grades, 5),
    "rates": (scores.rates, 4),
    "nested": (scores.nested, 3),
    "open ends": (scores.open_ends, 4),
}
SEEDS = st.integers(0, 1000).map(Random)


def agree(drawn: Drawn) -> None:
    """Both say the same of every subject, wherever the plain evaluator says anything."""
    season, standing = run(drawn.plan, drawn.evidence), judge(drawn.inline_plan, drawn.case)
    found, expected = of_season(season), of_oracle(standing)
    assert list(found) == sorted(expected)
    for name, judged in expected.items():
        assert judged == found[name], name
    if isinstance(season.walked, Paid):
        for row, name in enumerate(season.evidence.ids):
            paid = payments(standing)[name]
            if paid is not None and row in season.walked.settled:
                assert season.walked.amounts.get(row, (0, 0)) == (paid * 100, paid * 100), name
    if standing.told:
        assert ties_of(season) == set(standing.ties)


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
def test_complete_answers_agree(family: str, data: Any) -> None:
    agree(data.draw(seasons_of(*FAMILIES[family])))


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data(), random=SEEDS)
def test_missing_answers_stay_within(family: str, data: Any, random: Random) -> None:
    """With gaps both still agree on what is told, and every filling lies within what the program said before."""
    drawn = data.draw(seasons_of(*FAMILIES[family], gaps=(1, 3)))
    agree(drawn)
    season = run(drawn.plan, drawn.evidence)
    before = of_season(season)
    could = {name: season.graded.names(row) for row, name in enumerate(season.evidence.ids)}
    for number in range(3):
        case = filled_case(drawn.draft, drawn.case, random, wholly=number > 0)
        after = of_season(run(drawn.plan, replace(drawn, case=case).evidence))
        for name, judged in before.items():
            check_within(judged, after[name])
            assert after[name].held or not could[name] or not after[name].grade or after[name].grade in could[name]
