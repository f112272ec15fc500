"""A season at each stage of its course: its inputs with some ties settled, answers put right and conditions waived."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from evaluator.evidence.acts import Act
from evaluator.evidence.amended import Amended, amended, with_amended
from evaluator.evidence.model import Decision
from evaluator.language.plan import Plan
from evaluator.language.source import PlacedMap
from evaluator.problems import Problem
from evaluator.standing.course_records import Change, Judged, Listed, Terms, Waived
from evaluator.standing.rates import Paid
from evaluator.standing.season import Inputs, Season

OF_DECISIONS = frozenset({"decision-no-tie", "decision-no-interview", "decision-tie-order"})
"""Problems of a decision that is none only if it fits no stage: one that fitted when it was made stays made."""


@dataclass
class Stages:
    """The seasons that changes make, each judged once. Changes only ever follow those that were made before."""

    plan: Plan
    inputs: Inputs
    judge: Callable[[Inputs], Season]
    _made: dict[int, Judged[Season]] = field(default_factory=dict)

    @cached_property
    def ties(self) -> list[Decision]:
        return [one for one in self.inputs.decisions if one.settles == "tie"]

    @property
    def acts(self) -> list[Act]:
        """The acts of the course; talks are the interviews'."""
        return [one for one in self.inputs.acts if one.kind != "talk"]

    def terms(self) -> Terms[Season]:
        """What the acts are held against."""
        scheme = self.plan.scheme
        assert scheme.course is not None
        assert self.plan.calendar is not None
        return Terms(
            course=scheme.course,
            calendar=self.plan.calendar,
            as_of=self.plan.as_of,
            rows=self.inputs.evidence.rows if self.acts else {},
            waivable=[*(gate.id for gate in scheme.gates), *(veto.id for veto in scheme.vetoes)],
            judge=self.after,
            amend=self._amend,
        )

    def after(self, changes: Sequence[Change]) -> Judged[Season]:
        """The season after some changes."""
        if len(changes) not in self._made:
            season = self.judge(self._changed(changes))
            self._made[len(changes)] = Judged(season, _listed(season) if self.acts else {})
        return self._made[len(changes)]

    def _changed(self, changes: Sequence[Change]) -> Inputs:
        settled = {id(one) for one in changes if isinstance(one, Decision)}
        decisions = [one for one in self.inputs.decisions if one.settles != "tie" or id(one) in settled]
        evidence = self.inputs.evidence
        put_right = [one for one in changes if isinstance(one, Amended)]
        waived = frozenset((one.row, one.part) for one in changes if isinstance(one, Waived))
        if put_right:
            evidence = with_amended(evidence, put_right)
        if waived:
            evidence = replace(evidence, waived=waived)
        return replace(self.inputs, evidence=evidence, decisions=decisions)

    def _amend(self, act: Act, row: int) -> tuple[Amended | None, list[Problem]]:
        return amended(self.plan, row, self.inputs.evidence.ids[row], act.changes or PlacedMap())

    def settled(self, season: Season) -> list[Problem]:
        """The problems of the last stage, without those of decisions that fitted an earlier one."""
        stages = [one.season for one in self._made.values()]

        def fitted(item: Problem) -> bool:
            """Whether some stage took the decision that an item is about without a word."""
            return any(
                item not in stage.problems
                for stage in stages
                if any(one.place == item.place for one in stage.inputs.decisions)
            )

        return [item for item in season.problems if item.code not in OF_DECISIONS or not fitted(item)]


def _listed(season: Season) -> Listed:
    """Tier and money of each subject that gets any; None while they are open."""
    money, walked = season.plan.scheme.allocation, season.walked
    found: dict[str, tuple[str, Fraction] | None] = {}
    if money is None or walked is None:
        return {
            subject: (grade, Fraction(0))
            for subject, grade in zip(season.evidence.ids, season.grades, strict=True)
            if grade
        }
    for row in walked.taking:
        number, subject = walked.firm(row), season.evidence.ids[row]
        if number is None:
            found[subject] = None
        elif isinstance(walked, Paid):
            found[subject] = (money.rates[number].id, Fraction(walked.amounts[row][0], 100))
        else:
            found[subject] = (money.tiers[number].id, money.tiers[number].amount)
    return found
