"""Those who are alike are decided together, and as each would be alone."""

import numpy as np
from hypothesis import event, given

from drawing import fewer
from evaluator.inference.conclude import Judge
from evaluator.pipeline import judge_subjects
from evaluator.standing.alike import aside
from evaluator.standing.decide import decide
from evaluator.standing.grades import grade_all
from evaluator.standing.season import Season
from strategies import Drawn, run, seasons
from test_open_ends import UP, points


def check(season: Season) -> None:
    """Everybody decided one by one comes out as decided by kind."""
    plan, judge = season.plan, Judge()
    columns = judge_subjects(plan, season.inputs, judge).columns
    said = aside(plan, season.evidence, season.tally)
    alone = decide(plan, said, columns, season.tally, judge)
    graded = grade_all(plan, alone, judge)
    alone, found = alone.holding(graded.unsure.whole), season.decided
    for name in ("held", "ranked", "contending", "belongs", "may_belong"):
        assert getattr(found, name).tolist() == getattr(alone, name).tolist(), name
    for mine, theirs in (
        (found.gates, alone.gates),
        (found.vetoes, alone.vetoes),
        (season.graded.judged, graded.judged),
    ):
        for name, made in theirs.items():
            assert mine[name].conclusion.tolist() == made.conclusion.tolist(), name
            assert {test: list(seen) for test, seen in mine[name].observations.items()} == {
                test: list(seen) for test, seen in made.observations.items()
            }, name
    assert season.graded.base.whole.tolist() == graded.base.whole.tolist()
    assert season.graded.unsure.whole.tolist() == graded.unsure.whole.tolist()
    for name, quantity in alone.columns.quantities.items():
        assert found.columns.quantities[name].least.to_list() == quantity.least.to_list(), name
        assert found.columns.quantities[name].most.to_list() == quantity.most.to_list(), name


@fewer(2)
@given(seasons(most=8))
def test_decided_by_kind_is_decided_alone(drawn: Drawn) -> None:
    season = run(drawn.plan, drawn.evidence)
    check(season)
    event(f"kinds fewer than subjects: {len(season.graded.base.values) < len(season.evidence)}")


def test_a_score_may_be_held_against_a_number_of_the_subject_own() -> None:
    """Two of the same total are no longer alike where one of them needed more."""
    gate = "gates: [{id: enough, title: 够, when: {total: {at_least: {value_of: whole}}}, origin: local}]"
    answers = ("{part: 5, whole: 40}", "{part: 5, whole: 60}", "{part: 5}", "{part: 5, whole: 40}")
    made = points(UP, *answers, more=gate)
    assert made.decided.gates["enough"].conclusion.tolist() == [1, 0, 2, 1]
    assert np.flatnonzero(made.decided.held).tolist() == [2]
    check(made)
