"""A season judged: every column that a result is written from, in the order the stages produce them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evaluator.evidence.acts import Act
from evaluator.evidence.model import Decision, Evidence, RawMark, RawRecusal
from evaluator.inference.conclude import Judgement
from evaluator.language.plan import Plan
from evaluator.problems import Problem
from evaluator.standing.allocate import Walked
from evaluator.standing.course_records import Coursed
from evaluator.standing.decided import Decided
from evaluator.standing.followup import FollowedUp
from evaluator.standing.grades import Graded
from evaluator.standing.interviewed import Interviewed
from evaluator.standing.rank import Ranks
from evaluator.standing.rates import Paid
from evaluator.standing.talks import Talk
from evaluator.standing.tally import Tally


@dataclass(frozen=True)
class Inputs:
    """What was submitted: evidence, marks, recusals, decisions, acts; `behind` links, by name, what stands there.

    `earlier` are the columns of an earlier season's result, by subject.
    """

    evidence: Evidence
    behind: Mapping[str, "Inputs"] = field(default_factory=dict)
    marks: Sequence[RawMark] = ()
    recusals: Sequence[RawRecusal] = ()
    decisions: Sequence[Decision] = ()
    acts: Sequence[Act] = ()
    earlier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Season:
    """Everything a run found out, as columns over its subjects."""

    plan: Plan
    inputs: Inputs
    tally: Tally
    decided: Decided
    ranks: Ranks
    undecided: Ranks
    graded: Graded
    walked: Walked | Paid | None
    tier_judgements: Mapping[str, Judgement]
    interviews: Interviewed | None
    follow_up: Mapping[int, FollowedUp]
    problems: tuple[Problem, ...]
    situations: int
    talks: "tuple[Talk, ...]" = ()
    course: "Coursed[Season] | None" = None

    @cached_property
    def grades(self) -> list[str]:
        """The grade of each subject, empty while it is open."""
        return self.graded.settled

    @property
    def evidence(self) -> Evidence:
        return self.inputs.evidence
