"""The order of a run, one stage a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator.evidence.acts import Act
from evaluator.evidence.gather import gather
from evaluator.evidence.model import Decision, Evidence, RawMark, RawRecusal, Read
from evaluator.evidence.table import Earlier
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge
from evaluator.inference.derive import base_columns, deriver
from evaluator.inference.linked import Behind
from evaluator.language.criteria import Criterion
from evaluator.language.derived import PointsOf
from evaluator.language.plan import Plan, every_plan
from evaluator.problems import Problem
from evaluator.standing.course import take_course
from evaluator.standing.earned import points_earned
from evaluator.standing.followup import follow_up
from evaluator.standing.interviews import interview
from evaluator.standing.judges import far_apart
from evaluator.standing.panel import mark
from evaluator.standing.season import Inputs, Season
from evaluator.standing.share_out import shared_out
from evaluator.standing.stages import Stages
from evaluator.standing.stand import stand
from evaluator.standing.talks import take_talks
from evaluator.standing.tally import Findings, find, means_of_nobody, nothing_applies


def gather_season(plan: Plan, reads: Iterable[Read], earlier: Earlier | None = None) -> Inputs:
    """Everything submitted for one scheme; what is said of whole files is said in its evidence."""
    submitted = gather_parts([plan], reads, {plan.scheme.scheme: earlier or {}})
    inputs = submitted.parts[0]
    problems = (*submitted.problems, *inputs.evidence.problems)
    rejected = submitted.rejected + inputs.evidence.rejected
    return replace(inputs, evidence=replace(inputs.evidence, problems=problems, rejected=rejected))


@dataclass(frozen=True)
class Submitted:
    """What was submitted for each scheme of a season, and what is to be said of whole files."""

    parts: tuple[Inputs, ...]
    problems: tuple[Problem, ...]
    rejected: int


def gather_parts(plans: Sequence[Plan], reads: Iterable[Read], earlier: Mapping[str, Earlier]) -> Submitted:
    """For each scheme: subjects with their answers, those behind links, and its own marks, decisions and acts.

    Files are read once for all. `earlier` holds an earlier season's result by scheme.
    """
    marks: list[RawMark] = []
    recusals: list[RawRecusal] = []
    decisions: list[Decision] = []
    acts: list[Act] = []

    def passing() -> Iterator[Read]:
        for read in reads:
            marks.extend(read.marks)
            recusals.extend(read.recusals)
            decisions.extend(read.decisions)
            acts.extend(read.acts)
            yield read

    every: list[Plan] = []
    known: dict[int, Earlier] = {}
    for plan in plans:
        known[len(every)] = earlier.get(plan.scheme.scheme, {})
        every += every_plan(plan)
    made = gather(passing(), every, known)
    tables = iter(made.tables)
    inputs = [replace(_inputs(plan, tables), earlier=earlier.get(plan.scheme.scheme, {})) for plan in plans]
    shared = shared_out(plans, inputs, marks, recusals, decisions, acts)
    return Submitted(tuple(shared), made.problems, made.rejected)


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


def judge_behind(plan: Plan, inputs: Inputs, judge: Judge) -> dict[str, Judged]:
    """The subjects behind each link, judged: of the plan itself they ask nothing."""
    return {name: judge_subjects(link.plan, inputs.behind[name], judge) for name, link in plan.links.items()}


def judge_subjects(plan: Plan, inputs: Inputs, judge: Judge, others: Mapping[str, Judged] | None = None) -> Judged:
    """Quantities and findings of all subjects, those behind links first, each after those it is worked out from.

    `others` are those behind the links where they were judged before.
    """
    evidence = inputs.evidence
    behind: dict[str, Behind] = {}
    problems: list[Problem] = []
    for name, other in (judge_behind(plan, inputs, judge) if others is None else others).items():
        behind[name] = Behind(inputs.behind[name].evidence, other.columns)
        problems += [*inputs.behind[name].evidence.problems, *other.problems]
    quantities, found = deriver(plan, evidence, judge, behind)
    columns = base_columns(evidence, plan)
    findings: dict[str, Findings] = {}
    for name, step in plan.steps.items():
        if isinstance(step, Criterion):
            made = findings[step.id] = find(step, columns, evidence, judge)
            columns = columns.with_verdicts({name: made.verdicts})
        elif isinstance(step, PointsOf):
            columns = columns.with_quantities({name: points_earned(step, plan, findings)})
        else:
            columns = columns.with_quantities({name: quantities.derive(step, columns)})
    return Judged(columns, findings, [*problems, *found, *quantities.problems(columns)])


def judge_season(
    plan: Plan, inputs: Inputs, judge: Judge | None = None, others: Mapping[str, Judged] | None = None
) -> Season:
    """From what was submitted to every column that a result is written from, with the course that acts make of it.

    A `judge` that has judged before asks the network only what is new to it; `others` behind links need not be judged
    again.
    """
    judge = judge or Judge()
    if plan.calendar is None:
        return _judge_once(plan, inputs, judge, others)
    stages = Stages(plan, inputs, lambda changed: _judge_once(plan, changed, judge, others))
    made = take_course(stages.terms(), stages.acts, stages.ties)
    season = made.judged.season
    return replace(season, course=made, problems=(*stages.settled(season), *made.problems))


def _judge_once(plan: Plan, inputs: Inputs, judge: Judge, others: Mapping[str, Judged] | None) -> Season:
    """The stages in their order, acts of the course left aside."""
    evidence = inputs.evidence
    judged = judge_subjects(plan, inputs, judge, others)
    columns, findings, problems = judged.columns, judged.findings, judged.problems
    problems = [*problems, *nothing_applies(plan, findings, evidence), *means_of_nobody(findings, evidence)]
    marking, badly_marked = mark(plan, evidence, inputs.marks, inputs.recusals, judge)
    if marking is not None:
        badly_marked += far_apart(marking, judge)
    stood = stand(plan, evidence, columns, findings, marking, inputs.decisions, judge)
    decided, ranks, walked = stood.decided, stood.ranks, stood.walked
    interviews, misheld = interview(plan, evidence, decided, ranks, inputs.decisions, judge)
    rows = evidence.rows if inputs.acts else {}
    talks, untalked = take_talks(interviews, rows, inputs.decisions, inputs.acts)
    talked = {one.row: one.act.on for one in talks if one.act is not None}
    followed = follow_up(plan, evidence, columns, judge, talked)
    return Season(
        plan=plan,
        inputs=inputs,
        tally=stood.tally,
        decided=decided,
        ranks=ranks,
        undecided=stood.undecided,
        graded=stood.graded,
        walked=walked,
        tier_judgements=stood.tier_judgements,
        interviews=interviews,
        follow_up=followed,
        problems=_all(
            evidence, problems, badly_marked, stood.problems, misheld, untalked, walked.problems if walked else ()
        ),
        situations=judge.network.asked,
        talks=talks,
    )


def _all(evidence: Evidence, *more: Sequence[Problem]) -> tuple[Problem, ...]:
    return (*evidence.problems, *(one for problems in more for one in problems))
