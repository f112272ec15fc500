"""Which documents are issued for whom: conditions on what came out, judged like any other."""

from collections.abc import Mapping, Sequence

import numpy as np

from evaluator.inference.columns import TRUE, series
from evaluator.inference.conclude import Judge
from evaluator.standing.interviewed import CONFIRMED, PENDING, PROPOSED
from evaluator.standing.rank import Flags
from evaluator.standing.season import Season


def issued(season: Season, outcomes: Mapping[str, Sequence[str]]) -> dict[str, Flags]:
    """For each document that goes to subjects, who gets one. `outcomes` are status, grade, tier, interview."""
    judge = Judge()
    answers = {name: series("text", [word or None for word in words]) for name, words in outcomes.items()}
    columns = season.decided.columns.with_answers(answers)
    found = {}
    for document in season.plan.scheme.documents:
        if document.per != "subject":
            continue
        everybody = np.full(len(season.evidence), True)
        asked = document.when
        found[document.id] = everybody if asked is None else judge.judge(asked, columns).conclusion == TRUE
    return found


def concerned(season: Season, outcomes: Mapping[str, Sequence[str]]) -> Flags:
    """Subjects with a tier, an interview or an open question."""
    height = len(season.evidence)
    tier = np.array([bool(word) for word in outcomes["tier"]], np.bool_)
    called = np.array([word in (PROPOSED, PENDING, CONFIRMED) for word in outcomes["interview"]], np.bool_)
    unsure = np.zeros(height, np.bool_)
    for row in season.walked.taking if season.walked else ():
        unsure[row] = season.walked is not None and season.walked.open(row)
    return tier | called | unsure | season.graded.open | season.decided.held
