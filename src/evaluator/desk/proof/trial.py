"""Trials: many made-up subjects judged at once by the pipeline itself, and what numbers can come to at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from evaluator.desk.proof.sites import sites
from evaluator.desk.proof.worlds import Answers, inputs_of
from evaluator.exact import scaled
from evaluator.inference.arithmetic import shared
from evaluator.inference.conclude import Judge
from evaluator.inference.reach import Reach, reach_at
from evaluator.language.conditions import tests_in
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_numbers import ShareOf
from evaluator.language.derived_from_others import Compared, PointsOf
from evaluator.language.derived_from_rows import CountOf
from evaluator.language.plan import Plan, judged_for, used_by
from evaluator.language.resolve import finding
from evaluator.pipeline import judge_season, judge_subjects
from evaluator.standing.judged import Judged
from evaluator.standing.season import Season


@dataclass(frozen=True)
class Bench:
    """A plan on which made-up subjects are tried. One judge serves it, so that a situation met twice is asked once."""

    plan: Plan
    judge: Judge
    bounds: Mapping[str, Reach] = field(default_factory=dict)
    """Of scores that are known to lie between narrower ends than each criterion by itself would have it."""

    def subjects(self, answers: Sequence[Answers], names: Sequence[str] | None = None) -> Judged:
        """Quantities and findings of made-up subjects: all of the plan's, or those some names are worked out from."""
        plan = self.plan if names is None else self._part(frozenset(names))
        return judge_subjects(plan, inputs_of(self.plan, answers), self.judge)

    def season(self, answers: Sequence[Answers]) -> Season:
        """A whole season of made-up subjects."""
        return judge_season(self.plan, inputs_of(self.plan, answers), self.judge)

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

    @cached_property
    def known_scores(self) -> dict[str, Any]:
        """What scores can come to, once worked out."""
        return {}

    @cached_property
    def known_axes(self) -> dict[Any, Any]:
        """How columns are split into regions, once worked out."""
        return {}

    @cached_property
    def known_answers(self) -> dict[Any, Any]:
        """Whether conditions can come out some way, once settled."""
        return {}

    def places_of(self, name: str) -> int:
        """The decimals a number is compared at."""
        if name in self.plan.fields:
            return self.plan.fields[name].places
        quantity = self.blank.decided.columns.quantities.get(name)
        return quantity.places if quantity is not None else 0

    def open_when_blank(self, name: str) -> bool:
        """Whether a number is as open as it may be while nothing is answered: nothing asks if something is given."""
        plan = self.plan
        whole = name not in plan.fields and name not in plan.steps  # a score is of all findings
        needed = needed_for(plan, frozenset({name, *(finding(line.id) for line in plan.sheet if whole)}))
        return not any(
            one.column in needed and one.operator == "provided"
            for site in sites(plan)
            for one in tests_in(site.condition)
        )

    def range_of(self, name: str) -> Reach:
        """The least and the most that a number can come to; an end that is not known is open."""
        if name in self.bounds:
            return self.bounds[name]
        if name in ("rank", "group_size"):
            return Fraction(1), None
        if name in ("lower_in_group", "higher_in_group"):
            return Fraction(0), None
        step = self.plan.steps.get(name)
        if isinstance(step, ShareOf) and name not in self.unlimited:
            return self._range_of_share(step)
        if name in self.unlimited:
            return Fraction(0) if isinstance(self.plan.steps.get(name), CountOf) else None, None
        quantity = self.blank.decided.columns.quantities.get(name) if self.open_when_blank(name) else None
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
