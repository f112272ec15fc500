"""Trials: many made-up subjects judged at once by the pipeline itself, and what numbers can come to at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from evaluator.evidence.model import Assessment, Evidence, RawMark
from evaluator.exact import scaled
from evaluator.inference.arithmetic import shared
from evaluator.inference.conclude import Judge
from evaluator.inference.reach import Reach, reach_at
from evaluator.language.criteria import Criterion
from evaluator.language.derived import Compared, CountOf, PointsOf, ShareOf
from evaluator.language.plan import Plan, judged_for, used_by
from evaluator.language.resolve import finding
from evaluator.pipeline import Judged, judge_season, judge_subjects
from evaluator.problems import NOWHERE
from evaluator.standing.season import Inputs, Season

Answers = Mapping[str, Any]
"""Typed answers of one made-up subject by field; `assessed:ID` holds what a person judged, `marks:ASPECT` the marks."""

ASSESSED, MARKS = "assessed:", "marks:"


@dataclass(frozen=True)
class Bench:
    """A plan on which made-up subjects are tried. One judge serves it, so that a situation met twice is asked once."""

    plan: Plan
    judge: Judge

    def subjects(self, answers: Sequence[Answers], names: Sequence[str] | None = None) -> Judged:
        """Quantities and findings of made-up subjects: all of the plan's, or those some names are worked out from."""
        plan = self.plan if names is None else self._part(frozenset(names))
        return judge_subjects(plan, self._inputs(answers), self.judge)

    def season(self, answers: Sequence[Answers]) -> Season:
        """A whole season of made-up subjects."""
        return judge_season(self.plan, self._inputs(answers))

    def _inputs(self, answers: Sequence[Answers]) -> Inputs:
        evidence = evidence_of(self.plan, answers)
        marks = [
            RawMark(f"judge {number}", evidence.ids[row], name.removeprefix(MARKS), mark, NOWHERE, cells=True)
            for row, one in enumerate(answers)
            for name, given in one.items()
            if name.startswith(MARKS)
            for number, mark in enumerate(given, 1)
        ]
        return Inputs(evidence, {name: nobody(link.plan) for name, link in self.plan.links.items()}, marks)

    def _part(self, names: frozenset[str]) -> Plan:
        needed = needed_for(self.plan, names)
        steps = {name: step for name, step in self.plan.steps.items() if name in needed}
        links = {name: link for name, link in self.plan.links.items() if name in needed}
        return replace(self.plan, steps=steps, links=links)

    @cached_property
    def unlimited(self) -> frozenset[str]:
        """Names of what a subject alone does not settle: numbers compared with others, or of subjects behind links."""
        found = set(self.plan.links)
        for name, step in self.plan.steps.items():
            beside = isinstance(step, Compared) or getattr(step, "when_not_applicable", None) == "mean_of_others"
            if beside or found & needed_for(self.plan, frozenset({name})):
                found.add(name)
        if found & {finding(line.id) for line in self.plan.sheet}:
            found |= {"total", *(rules.ruleset for rules in self.plan.rulesets)}
            found |= {group.id for group in self.plan.groups}
        return frozenset(found)

    @cached_property
    def blank(self) -> Season:
        """The season of one subject of whom nothing is known: its bounds hold whatever may be answered."""
        return self.season([{}])

    def range_of(self, name: str) -> Reach:
        """The least and the most that a number can come to; an end that is not known is open."""
        if name in ("rank", "group_size"):
            return Fraction(1), None
        if name in ("lower_in_group", "higher_in_group"):
            return Fraction(0), None
        step = self.plan.steps.get(name)
        if isinstance(step, ShareOf) and name not in self.unlimited:
            return self._range_of_share(step)
        if name in self.unlimited:
            return Fraction(0) if isinstance(self.plan.steps.get(name), CountOf) else None, None
        quantity = self.blank.decided.columns.quantities.get(name)
        low, high = (None, None) if quantity is None else reach_at(quantity, 0)
        if name in self.plan.derived and isinstance(self.plan.derived[name], CountOf):
            low = Fraction(0) if low is None else low
        return low, high

    def _range_of_share(self, step: ShareOf) -> Reach:
        """What a share can come to by the ends of its parts, out of more than nothing; and what it is of nothing."""
        (low, high), (least, most) = (
            (part, part) if isinstance(part, Fraction) else self.range_of(str(part)) for part in (step.share, step.of)
        )
        if most is not None and most <= 0:
            return step.of_nothing, step.of_nothing
        field = self.plan.fields.get(step.of) if isinstance(step.of, str) else None
        more = Fraction(1, 10**field.places) if field is not None else None
        least = least if least is not None and least > 0 else more
        # Out of as little as can be thought of, a share of more than nothing has no upper end.
        ends: Reach = (Fraction(0) if low is not None and low >= 0 else None, None)
        if least is not None:
            ends = shared(None, [(low, high), (least, most)])
        rounded = [None if end is None else scaled(end, step.places, step.rounding) for end in ends]
        low, high = (None if end is None else Fraction(end, 10**step.places) for end in rounded)
        if step.of_nothing is not None:
            low = None if low is None else min(low, step.of_nothing)
            high = None if high is None else max(high, step.of_nothing)
        return low, high


def nobody(plan: Plan) -> Inputs:
    """No subject at all, nor any behind its links."""
    return Inputs(evidence_of(plan, []), {name: nobody(link.plan) for name, link in plan.links.items()})


def evidence_of(plan: Plan, answers: Sequence[Answers]) -> Evidence:
    """Evidence of made-up subjects, each in a street of its own."""
    ids = [f"case-{number:07}" for number in range(1, len(answers) + 1)]
    assessed: dict[tuple[int, str], tuple[Assessment, ...]] = {}
    for row, one in enumerate(answers):
        for name, given in one.items():
            if name.startswith(ASSESSED) and given:
                assessed[row, name.removeprefix(ASSESSED)] = given
    return Evidence(
        ids=ids,
        names=ids,
        streets=["—"] * len(ids),
        communities=["—"] * len(ids),
        answers={name: [one.get(name) for one in answers] for name in plan.fields},
        unsettled=frozenset(),
        places={},
        row_places=[NOWHERE] * len(ids),
        assessed=assessed,
    )


def needed_for(plan: Plan, names: frozenset[str]) -> frozenset[str]:
    """Everything some names are worked out from, themselves included: fields, links, quantities, findings."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        step = plan.steps.get(name)
        if isinstance(step, Criterion):
            waiting += used_by(step)
        elif isinstance(step, PointsOf):
            waiting += [finding(one) for one in judged_for(step, plan.groups)]
        elif step is not None:
            waiting += [*step.needs, *step.named_by_rows]
            within = getattr(step, "within", None)
            waiting += [within] if within else []
    return frozenset(found)
