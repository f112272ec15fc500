"""What every criterion and aspect came to for one subject, as findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evaluator.evidence.model import Assessment
from evaluator.exact import shortest
from evaluator.inference.columns import TRUE, VERDICT_WORDS
from evaluator.language.criteria import Criterion
from evaluator.result.panel import shown_mark
from evaluator.result.part import Where, where
from evaluator.result.shown_finding import Bounds, Clause, Finding
from evaluator.result.table import points
from evaluator.result.tell import Teller, bounds_of
from evaluator.result.words import joined
from evaluator.standing.points import Outcome


@dataclass(frozen=True)
class _Line:
    """A criterion with what is said of it whoever the subject is."""

    asked: Criterion
    component: str
    title: str
    authority: str
    clause: Clause | None
    rule: Where | None
    remedy: str


@dataclass(frozen=True)
class Findings:
    """Makes the findings of each subject."""

    tell: Teller

    def of(self, row: int) -> Iterator[Finding]:
        """Every criterion, rule set by rule set, and every aspect that judges mark."""
        season = self.tell.season
        for line in self._lines:
            yield self._finding(row, line)
        marking = season.tally.marking
        for part in marking.subjects[row] if marking else ():
            yield Finding(
                criterion=part.aspect.id,
                title=self.tell.say(part.aspect.title),
                component=marking.panel.id if marking else "",
                marked=True,
                verdict=VERDICT_WORDS[part.outcome.verdict],
                points=points(part.outcome),
                of=shortest(part.aspect.worth),
                bounds=_outcome_bounds(part.outcome),
                marks=tuple(shown_mark(one) for one in part.marks),
                rule=where(part.aspect.place),
            )

    @cached_property
    def _lines(self) -> "tuple[_Line, ...]":
        """The criteria, rule set by rule set, with what is said of each whoever the subject is."""
        plan, say = self.tell.season.plan, self.tell.say
        return tuple(
            _Line(
                asked=line,
                component=rules.ruleset,
                title=say(line.title),
                authority=say(line.authority or rules.authority),
                clause=self.tell.clause(line.source or rules.source),
                rule=where(line.place),
                remedy=say(line.remedy),
            )
            for rules in plan.rulesets
            for line in plan.sheet
            if any(line.id == own.id for own in rules.criteria)
        )

    def _finding(self, row: int, line: "_Line") -> Finding:
        season, asked = self.tell.season, line.asked
        made = season.tally.findings[asked.id].of(row)
        judged = season.evidence.assessed.get((row, asked.id), ())
        return Finding(
            criterion=asked.id,
            title=line.title,
            component=line.component,
            bonus=bool(asked.bonus),
            verdict=VERDICT_WORDS[made.verdict],
            points=points(made),
            of="" if made.of is None else shortest(made.of),
            bounds=_outcome_bounds(made),
            observations=self.tell.observer.of_criterion(row, asked),
            assessed_by=joined((self._assessor(one, len(judged)) for one in judged), self.tell.lang),
            reason=self._reasons(judged),
            origin=dict(asked.origin or {}),
            authority=line.authority,
            clause=line.clause,
            rule=line.rule,
            remedy=line.remedy if made.verdict != TRUE else "",
        )

    def _assessor(self, one: Assessment, number: int) -> str:
        """Who judged; of several, with what each gave."""
        if number == 1:
            return one.by
        return f"{one.by} {shortest(one.points)} 分" if self.tell.lang == "zh" else f"{one.by} {shortest(one.points)}"

    def _reasons(self, given: Sequence[Assessment]) -> str:
        """Why less than full was given; of several persons, each named."""
        if len(given) == 1:
            return given[0].reason
        parts = [f"{one.by}{'：' if self.tell.lang == 'zh' else ': '}{one.reason}" for one in given if one.reason]
        return ("；" if self.tell.lang == "zh" else "; ").join(parts)


def _outcome_bounds(made: Outcome) -> Bounds | None:
    return None if made.settled or not made.scored else bounds_of(made.span)
