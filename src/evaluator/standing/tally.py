"""Tally: scores of components and the total, for all subjects, from the findings of every criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, INSUFFICIENT, Quantity
from evaluator.inference.distinct import Codes, distinct
from evaluator.language.plan import Plan
from evaluator.problems import Problem, problem
from evaluator.standing.findings import Findings
from evaluator.standing.panel import Marking
from evaluator.standing.rank import Ints
from evaluator.standing.spans import Span, counted_quantity, plus, rounded, times
from evaluator.standing.subtotals import Scorer, Sheet, subtotals


@dataclass(frozen=True)
class Scores:
    """Exact bounds of a score for each distinct combination of findings, and which is whose."""

    spans: tuple[Span, ...]
    codes: Codes

    def sample(self, rows: npt.NDArray[np.int64]) -> "Scores":
        return Scores(self.spans, self.codes[rows])

    def rounded(self, places: int, rounding: Any) -> tuple[Ints, Ints]:
        """Least and most over all subjects, each rounded once from its exact value."""
        least, most = rounded(self.spans, places, rounding)
        return least[self.codes], most[self.codes]

    def quantity(self, places: int, rounding: Any = "half-even") -> Quantity:
        return counted_quantity(*self.rounded(places, rounding), places)


@dataclass(frozen=True)
class Tally:
    """Every finding and score of a run, before anything is decided by them."""

    findings: Mapping[str, Findings]
    marking: Marking | None
    components: Mapping[str, Scores]
    groups: Mapping[str, Scores]
    total: Scores | None

    def sample(self, rows: npt.NDArray[np.int64]) -> "Tally":
        """Findings and scores of some subjects, without what a panel marked them."""
        return Tally(
            {name: replace(made, codes=made.codes[rows], judgements=()) for name, made in self.findings.items()},
            None,
            {name: made.sample(rows) for name, made in self.components.items()},
            {name: made.sample(rows) for name, made in self.groups.items()},
            None if self.total is None else self.total.sample(rows),
        )


def tally(plan: Plan, findings: Mapping[str, Findings], marking: Marking | None, height: int) -> Tally:
    """Scores of groups, components and the whole, exact."""
    groups: dict[str, Scores] = {}
    components: dict[str, Scores] = {}
    if not plan.graded_by_points:
        return Tally(findings, marking, components, groups, None)
    for rules in plan.rulesets:
        lines = [findings[line.id] for line in rules.criteria]
        codes, rows = distinct([made.codes for made in lines], height)
        sheets: list[Sheet] = [{made.line.id: made.of(int(row)) for made in lines} for row in rows]
        sums = [subtotals(rules, sheet) for sheet in sheets]
        scorer = Scorer(rules, plan.out_of)
        scores = [scorer.score(sheet, made) for sheet, made in zip(sheets, sums, strict=True)]
        components[rules.ruleset] = Scores(tuple(scores), codes)
        for group in rules.groups:
            groups[group.id] = Scores(tuple(made[group.id].span for made in sums), codes)
    if marking is not None:
        components[marking.panel.id] = Scores(marking.scores, np.arange(height, dtype=np.int64))
    parts = [(components[part.id], part.weighs) for part in plan.scheme.components]
    codes, rows = distinct([made.codes for made, _ in parts], height)
    spans = tuple(plus(times(made.spans[made.codes[row]], weight) for made, weight in parts) for row in rows)
    return Tally(findings, marking, components, groups, Scores(spans, codes))


def nothing_applies(plan: Plan, findings: Mapping[str, Findings], evidence: Evidence) -> list[Problem]:
    """Subjects to whom no criterion of a scored rule set applies: there is nothing to score them by."""
    found = []
    for rules in plan.rulesets if plan.graded_by_points else ():
        if plan.out_of is None and all(line.bonus for line in rules.criteria):
            continue  # points as they are need no whole, and bonuses are no part of one
        away = np.full(len(evidence), True)
        for line in rules.criteria:
            if not line.bonus and away.any():
                left_out = [made.counts == FALSE for made in findings[line.id].outcomes]
                away &= findings[line.id].column(left_out, np.bool_)
        for row in np.flatnonzero(away):
            place = evidence.row_places[int(row)]
            found.append(problem("nothing-applies", place, subject=evidence.ids[row], found=rules.ruleset))
    return found


def means_of_nobody(findings: Mapping[str, Findings], evidence: Evidence) -> list[Problem]:
    """Subjects to whom a criterion does not apply and who should get the mean of others, where there are none."""
    found = []
    for made in findings.values():
        line = made.line
        if line.when_not_applicable != "mean_of_others" or line.scoring == "check-list":
            continue
        applies = made.judgements[0].conclusion
        if (applies == FALSE).all():
            for row in range(len(evidence)):
                place = evidence.row_places[int(row)]
                found.append(problem("mean-of-nobody", place, subject=evidence.ids[row], found=line.id))
    return found


def unsettled_rows(findings: Mapping[str, Findings], height: int) -> npt.NDArray[np.bool_]:
    """Subjects with a criterion that what is missing could still change."""
    found = np.zeros(height, np.bool_)
    for made in findings.values():
        found |= made.verdicts == INSUFFICIENT
    return found
