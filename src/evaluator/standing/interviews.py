"""Interviews: proposed by standing within the group, then confirmed or not by people."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evaluator.evidence.model import Decision, Evidence
from evaluator.inference.columns import FALSE, TRUE
from evaluator.inference.conclude import Judge
from evaluator.inference.distinct import ByCode
from evaluator.language.plan import Plan
from evaluator.language.scheme import Interviews
from evaluator.problems import Place, Problem, problem
from evaluator.standing.alike import unplaced
from evaluator.standing.decided import Decided
from evaluator.standing.groups import Members, within_group
from evaluator.standing.interviewed import CONFIRMED, NOT_PROPOSED, PENDING, PROPOSED, STATES, Interviewed
from evaluator.standing.rank import Ranks
from evaluator.standing.spans import counted_quantity


def interview(
    plan: Plan,
    evidence: Evidence,
    decided: Decided,
    ranks: Ranks,
    decisions: Sequence[Decision],
    judge: Judge,
) -> tuple[Interviewed | None, list[Problem]]:
    """Who is proposed for an interview by standing within the group, and what people decided of it."""
    rule = plan.scheme.interviews
    mine = [one for one in decisions if one.settles == "interview"]
    if rule is None or decided.total is None:
        return None, [problem("decision-no-interview", one.place, found=one.subject) for one in mine]
    made = _proposed(rule, plan, evidence, decided, ranks, judge)
    if not mine:
        return made, []
    codes, before = made.state.codes.copy(), {}
    settled: dict[int, Place] = {}
    problems: list[Problem] = []
    for one in mine:
        row = evidence.rows.get(one.subject)
        if row is None:
            problems.append(problem("decision-unknown-subject", one.place, found=one.subject))
        elif row in before:
            problems.append(problem("decision-twice", one.place, found=one.subject, first=settled[row]))
        elif made.state[row] not in (PROPOSED, PENDING):
            problems.append(problem("decision-no-interview", one.place, found=one.subject))
        else:
            before[row], settled[row] = made.state[row], one.place
            codes[row] = STATES.index(CONFIRMED if one.outcome == "confirmed" else NOT_PROPOSED)
    return replace(made, state=ByCode(made.state.values, codes), before=before), problems


def _proposed(
    rule: Interviews, plan: Plan, evidence: Evidence, decided: Decided, ranks: Ranks, judge: Judge
) -> Interviewed:
    assert decided.total is not None
    least, most = decided.total
    floating = unplaced(plan, evidence)
    found = within_group(
        Members(
            groups=ranks.groups,
            sure=decided.belongs & ~floating,
            possible=decided.may_belong,
            floating=floating,
            rank=ranks.rank,
            least=least,
            most=most,
            broken=bool(plan.scheme.ranking and plan.scheme.ranking.ties),
        )
    )
    columns = decided.columns.with_quantities(
        {
            "group_size": counted_quantity(*found.size),
            "higher_in_group": counted_quantity(*found.higher),
            "lower_in_group": counted_quantity(*found.lower),
        }
    )
    when = judge.judge(rule.when, columns)
    opened = None if rule.open is None else judge.judge(rule.open, columns)
    sure = (when.conclusion == TRUE) & ~decided.held
    codes = np.where(sure, STATES.index(PROPOSED), STATES.index(PENDING)).astype(np.uint8)
    codes[when.conclusion == FALSE] = STATES.index(NOT_PROPOSED)
    if opened is not None:
        codes[opened.conclusion != FALSE] = STATES.index(PENDING)
    codes[~decided.may_belong] = STATES.index(NOT_PROPOSED)
    return Interviewed(ByCode(np.array(STATES, object), codes), {}, columns, when, opened)
