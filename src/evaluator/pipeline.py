"""The order of a run, one stage a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator.evidence.acts import Act
from evaluator.evidence.gather import gather
from evaluator.evidence.likeness import taken_for_another
from evaluator.evidence.model import Decision, Evidence, RawMark, RawRecusal
from evaluator.evidence.readings import Read
from evaluator.evidence.table import Earlier
from evaluator.inference.conclude import Judge
from evaluator.inference.derive import base_columns, deriver
from evaluator.inference.linked import Behind
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_others import PointsOf
from evaluator.language.plan import Plan, every_plan
from evaluator.problems import Problem
from evaluator.standing.course import take_course
from evaluator.standing.earned import points_earned
from evaluator.standing.findings import Findings, find
from evaluator.standing.followup import follow_up
from evaluator.standing.interviews import interview
from evaluator.standing.judged import Judged
from evaluator.standing.judges import far_apart
from evaluator.standing.panel import mark
from evaluator.standing.season import Inputs, Season
from evaluator.standing.share_out import shared_out
from evaluator.standing.stages import Stages
from evaluator.standing.stand import stand
from evaluator.standing.talks import take_talks
from evaluator.standing.tally import means_of_nobody, nothing_applies


def gather_season(plan: Plan, reads: Iterable[Read], earlier: Earlier | None = None) -> Inputs:
    """Everything submitted for one scheme; what is said of whole files is said in its evidence."""
    return gather_parts([plan], reads, {plan.scheme.scheme: earlier or {}}).alone


@dataclass(frozen=True)
class Submitted:
    """What was submitted for each scheme of a season, and what is to be said of whole files."""

    parts: tuple[Inputs, ...]
    problems: tuple[Problem, ...]
    rejected: int

    @property
    def alone(self) -> Inputs:
        """What was submitted for the one scheme there is, what is said of whole files being said in its evidence."""
        (inputs,) = self.parts
        problems = (*self.problems, *inputs.evidence.problems)
        rejected = self.rejected + inputs.evidence.rejected
        return replace(inputs, evidence=replace(inputs.evidence, problems=problems, rejected=rejected))


@dataclass(frozen=True)
class Beside:
    """What files say beside evidence, whosever it is."""

    marks: list[RawMark]
    recusals: list[RawRecusal]
    decisions: list[Decision]
    acts: list[Act]

    def shared_out(self, plans: Sequence[Plan], submitted: Submitted) -> Submitted:
        """What was submitted, with the marks, decisions and acts on the subjects of each scheme."""
        given = shared_out(plans, submitted.parts, self.marks, self.recusals, self.decisions, self.acts)
        return replace(submitted, parts=tuple(given))


def gather_parts(plans: Sequence[Plan], reads: Iterable[Read], earlier: Mapping[str, Earlier]) -> Submitted:
    """For each scheme: subjects with their answers, those behind links, and its own marks, decisions and acts.

    Files are read once for all. `earlier` holds an earlier season's result by scheme.
    """
    submitted, beside = gather_evidence(plans, reads, earlier)
    return beside.shared_out(plans, submitted)


def gather_evidence(
    plans: Sequence[Plan], reads: Iterable[Read], earlier: Mapping[str, Earlier]
) -> tuple[Submitted, Beside]:
    """Subjects with their answers for each scheme, and what else files say, shared out to none of them yet."""
    beside = Beside([], [], [], [])

    def passing() -> Iterator[Read]:
        for read in reads:
            beside.marks.extend(read.marks)
            beside.recusals.extend(read.recusals)
            beside.decisions.extend(read.decisions)
            beside.acts.extend(read.acts)
            yield read

    every: list[Plan] = []
    known: dict[int, Earlier] = {}
    for plan in plans:
        known[len(every)] = earlier.get(plan.scheme.scheme, {})
        every += every_plan(plan)
    made = gather(passing(), every, known)
    tables = iter(made.tables)
    inputs = [replace(_inputs(plan, tables), earlier=earlier.get(plan.scheme.scheme, {})) for plan in plans]
    return Submitted(tuple(inputs), made.problems, made.rejected), beside


def _inputs(plan: Plan, tables: Iterator[Evidence]) -> Inputs:
    """Evidence of a plan and of those behind its links, from tables in the order of `every_plan`."""
    evidence = next(tables)
    return Inputs(evidence, {name: _inputs(link.plan, tables) for name, link in plan.links.items()})


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
            columns = columns.with_verdicts({name: made.by_outcome})
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
    return stand_season(plan, inputs, judge_subjects(plan, inputs, judge, others), judge)


def stand_season(plan: Plan, inputs: Inputs, judged: Judged, judge: Judge) -> Season:
    """Everything that follows once subjects are judged, each by itself: what is decided among all of them."""
    evidence = inputs.evidence
    columns, findings, problems = judged.columns, judged.findings, judged.problems
    problems = [*taken_for_another(evidence), *problems]
    problems += [*nothing_applies(plan, findings, evidence), *means_of_nobody(findings, evidence)]
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
