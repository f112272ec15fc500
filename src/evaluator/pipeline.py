"""The order of a run, one stage a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator.evidence.gather import Earlier, gather
from evaluator.evidence.model import Decision, Evidence, RawMark, RawRecusal, Read
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge
from evaluator.inference.derive import base_columns, derive
from evaluator.inference.linked import Behind
from evaluator.language.plan import Plan, every_plan
from evaluator.problems import Problem
from evaluator.standing.decide import decide
from evaluator.standing.followup import follow_up
from evaluator.standing.grades import grade_all
from evaluator.standing.interviews import interview
from evaluator.standing.panel import mark
from evaluator.standing.quotas import place_all
from evaluator.standing.ranking import rank_all
from evaluator.standing.season import Inputs, Season
from evaluator.standing.tally import Findings, find, means_of_nobody, nothing_applies, tally
from evaluator.standing.tiers import allocate, with_ranks


def gather_season(plan: Plan, reads: Iterable[Read], earlier: Earlier | None = None) -> Inputs:
    """Everything submitted: subjects with their answers, those behind links, marks, recusals, decisions."""
    marks: list[RawMark] = []
    recusals: list[RawRecusal] = []
    decisions: list[Decision] = []

    def passing() -> Iterator[Read]:
        for read in reads:
            marks.extend(read.marks)
            recusals.extend(read.recusals)
            decisions.extend(read.decisions)
            yield read

    plans = list(every_plan(plan))
    tables = iter(gather(passing(), plans, earlier or {}))
    return replace(_inputs(plan, tables), marks=marks, recusals=recusals, decisions=decisions)


def _inputs(plan: Plan, tables: Iterator[Evidence]) -> Inputs:
    """Evidence of a plan and of those behind its links, from tables in the order of `every_plan`."""
    evidence = next(tables)
    return Inputs(evidence, {name: _inputs(link.plan, tables) for name, link in plan.links.items()})


@dataclass(frozen=True)
class Judged:
    """Subjects with every derived quantity and finding."""

    columns: Columns
    findings: Mapping[str, Findings]
    problems: Sequence[Problem]


def judge_subjects(plan: Plan, inputs: Inputs, judge: Judge) -> Judged:
    """Quantities and findings of all subjects, those behind links first."""
    evidence = inputs.evidence
    behind: dict[str, Behind] = {}
    problems: list[Problem] = []
    for name, link in plan.links.items():
        other = judge_subjects(link.plan, inputs.behind[name], judge)
        behind[name] = Behind(inputs.behind[name].evidence, other.columns)
        problems += [*inputs.behind[name].evidence.problems, *other.problems]
    columns, found = derive(plan, evidence, base_columns(evidence, plan), judge, behind)
    findings: dict[str, Findings] = {}
    for line in plan.criteria:
        findings[line.id] = find(line, columns, evidence, judge)
        columns = columns.with_verdicts({f"finding:{line.id}": findings[line.id].verdicts})
    return Judged(columns, findings, [*problems, *found])


def judge_season(plan: Plan, inputs: Inputs) -> Season:
    """From what was submitted to every column that a result is written from."""
    judge = Judge()
    evidence = inputs.evidence
    judged = judge_subjects(plan, inputs, judge)
    columns, findings, problems = judged.columns, judged.findings, judged.problems
    problems = [*problems, *nothing_applies(plan, findings, evidence), *means_of_nobody(findings, evidence)]
    marking, badly_marked = mark(plan, evidence, inputs.marks, inputs.recusals)
    counted = tally(plan, findings, marking, len(evidence))
    decided = decide(plan, evidence, columns, counted, judge)
    graded = grade_all(plan, decided, judge)
    decided = decided.holding(graded.unsure)
    undecided, ranks, misdecided = rank_all(plan, evidence, counted, decided, inputs.decisions)
    decided = with_ranks(decided, ranks)
    graded = place_all(plan, evidence, decided, ranks, graded)
    walked, tiers = allocate(plan, decided, ranks, judge)
    interviews, misheld = interview(plan, evidence, decided, ranks, inputs.decisions, judge)
    followed = follow_up(plan, evidence, columns, judge)
    return Season(
        plan=plan,
        inputs=inputs,
        tally=counted,
        decided=decided,
        ranks=ranks,
        undecided=undecided,
        graded=graded,
        walked=walked,
        tier_judgements=tiers,
        interviews=interviews,
        follow_up=followed,
        problems=_all(evidence, problems, badly_marked, misdecided, misheld, walked.problems if walked else ()),
        situations=judge.network.asked,
    )


def _all(evidence: Evidence, *more: Sequence[Problem]) -> tuple[Problem, ...]:
    return (*evidence.problems, *(one for problems in more for one in problems))
