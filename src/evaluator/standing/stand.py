"""Everything that follows from findings and marks: the total, gates, ranks, grades and money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluator.evidence.model import Decision, Evidence
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge, Judgement
from evaluator.language.plan import Plan
from evaluator.problems import Problem
from evaluator.standing.alike import aside, kinds
from evaluator.standing.allocate import Walked
from evaluator.standing.decide import decide
from evaluator.standing.decided import Decided
from evaluator.standing.findings import Findings
from evaluator.standing.grades import Graded, grade_all
from evaluator.standing.panel import Marking
from evaluator.standing.quotas import place_all
from evaluator.standing.rank import Ranks
from evaluator.standing.ranking import rank_all
from evaluator.standing.rates import Paid
from evaluator.standing.tally import Tally, tally
from evaluator.standing.tiers import allocate, with_ranks


@dataclass(frozen=True)
class Stood:
    """How all subjects stand; `undecided` are the ranks before people settled ties."""

    tally: Tally
    decided: Decided
    ranks: Ranks
    undecided: Ranks
    graded: Graded
    walked: Walked | Paid | None
    tier_judgements: Mapping[str, Judgement]
    problems: Sequence[Problem]


def stand(
    plan: Plan,
    evidence: Evidence,
    columns: Columns,
    findings: Mapping[str, Findings],
    marking: Marking | None,
    decisions: Sequence[Decision],
    judge: Judge,
) -> Stood:
    """How subjects stand by findings and marks. The same for all marks of a panel, and for those without a judge's."""
    counted = tally(plan, findings, marking, len(evidence))
    said = aside(plan, evidence, counted)
    alike = kinds(plan, columns, counted, said)
    rows = alike.rows
    decided = decide(plan, said.sample(rows), columns.only(alike.names).in_rows(rows), counted.sample(rows), judge)
    graded = grade_all(plan, decided, judge)
    decided = decided.holding(graded.unsure.whole).spread(alike.codes, columns)
    graded = graded.spread(alike.codes)
    undecided, ranks, misdecided = rank_all(plan, evidence, counted, decided, decisions)
    decided = with_ranks(decided, ranks)
    graded = place_all(plan, evidence, decided, ranks, graded)
    walked, tiers = allocate(plan, decided, ranks, judge)
    return Stood(counted, decided, ranks, undecided, graded, walked, tiers, misdecided)
