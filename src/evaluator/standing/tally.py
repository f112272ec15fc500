"""Tally: findings of every criterion, scores of components, and the total, for all subjects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.exact import scaled
from evaluator.inference.columns import FALSE, INSUFFICIENT, MISSING, TRUE, Columns, Quantity, Truths
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import Codes, distinct
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan, full_marks
from evaluator.problems import Problem, problem
from evaluator.standing.panel import Marking
from evaluator.standing.points import ZERO, Outcome, Reach, Situation, Span, outcome

NOTHING = np.iinfo(np.int64).min
"""Stands for an unknown bound in a column of whole numbers."""


@dataclass(frozen=True)
class Findings:
    """One criterion over all subjects: the distinct outcomes, and which is whose; how each was concluded."""

    line: Criterion
    outcomes: tuple[Outcome, ...]
    codes: Codes
    judgements: tuple[Judgement, ...]

    def of(self, row: int) -> Outcome:
        return self.outcomes[int(self.codes[row])]

    def column(self, values: Sequence[Any], dtype: Any) -> npt.NDArray[Any]:
        """A value for each outcome, spread over the subjects."""
        return np.array(values, dtype)[self.codes]

    @property
    def verdicts(self) -> npt.NDArray[np.uint8]:
        return self.column([made.verdict for made in self.outcomes], np.uint8)


def find(line: Criterion, columns: Columns, evidence: Evidence, judge: Judge) -> Findings:
    """Judge a criterion for all subjects, and work out its points once for each distinct situation."""
    height = columns.height
    asked = [line.applies, line.when, *(band.when for band in line.bands)]
    asked += [entry.when for entry in line.entries if entry.each is None]
    judged = [None if condition is None else judge.judge(condition, columns) for condition in asked]
    always = np.full(height, TRUE, np.uint8)
    truths: list[Truths] = [always if made is None else made.conclusion for made in judged]
    reaches = [_reach(columns.quantities[name]) for name in _quantities(line)]
    keys: list[npt.NDArray[Any]] = [*truths, *(bound for reach in reaches for bound in reach[:2])]
    marks = np.full(height, -1, np.int64)
    if line.assessed:
        for (row, name), made in evidence.assessed.items():
            if name == line.id:
                marks[row] = scaled(made.points, line.assessed.places)
        keys.append(marks)
    codes, rows = distinct(keys, height)
    bands = len(line.bands)
    outcomes = []
    for row in rows:
        here = [int(column[row]) for column in truths]
        judged_points = Fraction(int(marks[row]), 10**line.assessed.places) if line.assessed else None
        situation = Situation(
            applies=here[0],
            met=here[1],
            bands=tuple(here[2 : 2 + bands]),
            entries=tuple(here[2 + bands :]),
            reaches=tuple(_at(reach, int(row)) for reach in reaches),
            judged=judged_points if line.assessed and marks[row] >= 0 else None,
        )
        outcomes.append(outcome(line, situation))
    return Findings(line, tuple(outcomes), codes, tuple(made for made in judged if made is not None))


def _quantities(line: Criterion) -> list[str]:
    if line.proportional:
        return [line.proportional.of]
    return [entry.each for entry in line.entries if entry.each is not None]


_Reach = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]


def _reach(quantity: Quantity) -> _Reach:
    """A quantity's bounds as numbers: what is unknown takes what the field allows, else stays unknown."""
    least = quantity.least.fill_null(NOTHING if quantity.lowest is None else quantity.lowest)
    most = quantity.most.fill_null(NOTHING if quantity.highest is None else quantity.highest)
    return least.to_numpy(), most.to_numpy(), quantity.places


def _at(reach: _Reach, row: int) -> Reach:
    least, most, places = reach
    unit = 10**places
    low, high = int(least[row]), int(most[row])
    return (
        None if low == NOTHING else Fraction(low, unit),
        None if high == NOTHING else Fraction(high, unit),
    )


@dataclass(frozen=True)
class Scores:
    """Exact bounds of a score for each distinct combination of findings, and which is whose."""

    spans: tuple[Span, ...]
    codes: Codes

    def rounded(self, places: int, rounding: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Least and most over all subjects, each rounded once from its exact value."""
        least = np.array([scaled(span[0], places, rounding) for span in self.spans], np.int64)
        most = np.array([scaled(span[1], places, rounding) for span in self.spans], np.int64)
        return least[self.codes], most[self.codes]

    def quantity(self, places: int, rounding: Any = "half-even") -> Quantity:
        least, most = self.rounded(places, rounding)
        return Quantity(_column(least), _column(most), places)


def _column(values: npt.NDArray[np.int64]) -> Any:
    import polars as pl

    return pl.Series(values=values, dtype=pl.Int64)


@dataclass(frozen=True)
class Tally:
    """Every finding and score of a run, before anything is decided by them."""

    findings: Mapping[str, Findings]
    marking: Marking | None
    components: Mapping[str, Scores]
    groups: Mapping[str, Scores]
    total: Scores | None


def tally(plan: Plan, findings: Mapping[str, Findings], marking: Marking | None, height: int) -> Tally:
    """Scores of groups, components (out of 100) and the whole, exact."""
    groups: dict[str, Scores] = {}
    components: dict[str, Scores] = {}
    if not plan.graded_by_points:
        return Tally(findings, marking, components, groups, None)
    for rules in plan.rulesets:
        lines = [findings[line.id] for line in rules.criteria]
        codes, rows = distinct([made.codes for made in lines], height)
        sheets = [{made.line.id: made.of(int(row)) for made in lines} for row in rows]
        components[rules.ruleset] = Scores(tuple(_score(rules, sheet) for sheet in sheets), codes)
        for group in rules.groups:
            spans = tuple(_subtotal([sheet[name] for name in group.criteria], group) for sheet in sheets)
            groups[group.id] = Scores(spans, codes)
    if marking is not None:
        components[marking.panel.id] = Scores(marking.scores, np.arange(height, dtype=np.int64))
    parts = [(components[part.id], part.weight) for part in plan.scheme.components]
    codes, rows = distinct([scores.codes for scores, _ in parts], height)
    spans = tuple(
        (
            sum((scores.spans[scores.codes[row]][0] * weight for scores, weight in parts), ZERO),
            sum((scores.spans[scores.codes[row]][1] * weight for scores, weight in parts), ZERO),
        )
        for row in rows
    )
    return Tally(findings, marking, components, groups, Scores(spans, codes))


def _subtotal(outcomes: Sequence[Outcome], group: Any) -> Span:
    """Points of a group's criteria that count, within its cap and minimum."""
    least = sum((_low(made) for made in outcomes), ZERO)
    most = sum((_high(made) for made in outcomes), ZERO)
    if group is not None and group.minimum is not None:
        least, most = max(least, group.minimum), max(most, group.minimum)
    if group is not None and group.cap is not None:
        least, most = min(least, group.cap), min(most, group.cap)
    return least, most


def _low(made: Outcome) -> Fraction:
    points = made.least or ZERO
    return min(points, ZERO) if made.counts == MISSING else points


def _high(made: Outcome) -> Fraction:
    points = made.most or ZERO
    return max(points, ZERO) if made.counts == MISSING else points


UNSCORED: Span = (ZERO, Fraction(100))
"""The score of somebody to whom nothing applies: it may be anything, and stays unsettled."""


def _score(rules: Any, sheet: Mapping[str, Outcome]) -> Span:
    """A rule set's points out of 100. Criteria left out give up their worth, so the rest stand for the whole.

    Where whether a criterion counts is itself unsure, the bounds are those of the smallest and the largest whole.
    """
    grouped = {name for group in rules.groups for name in group.criteria}
    spans = [_subtotal([sheet[line.id]], None) for line in rules.criteria if line.id not in grouped]
    spans += [_subtotal([sheet[name] for name in group.criteria], group) for group in rules.groups]
    least, most = sum((span[0] for span in spans), ZERO), sum((span[1] for span in spans), ZERO)
    left_out = {name for name, made in sheet.items() if made.counts == FALSE}
    unsure = {name for name, made in sheet.items() if made.counts == MISSING}
    largest, smallest = full_marks(rules, left_out), full_marks(rules, left_out | unsure)
    if largest == 0:
        return UNSCORED
    alone = smallest or min(filter(None, (full_marks(rules, left_out | (unsure - {name})) for name in unsure)))
    low, high = 100 * least / (largest if least >= 0 else alone), 100 * most / (alone if most >= 0 else largest)
    if smallest == 0:  # then it may also be that nothing applies
        return min(low, UNSCORED[0]), max(high, UNSCORED[1])
    return low, high


def nothing_applies(plan: Plan, findings: Mapping[str, Findings], evidence: Evidence) -> list[Problem]:
    """Subjects to whom no criterion of a scored rule set applies: there is nothing to score them by."""
    found = []
    for rules in plan.rulesets if plan.graded_by_points else ():
        away = np.full(len(evidence), True)
        for line in rules.criteria:
            if not line.bonus:
                away &= findings[line.id].column(
                    [made.counts == FALSE for made in findings[line.id].outcomes], np.bool_
                )
        for row in np.flatnonzero(away):
            place = evidence.row_places[row]
            found.append(problem("nothing-applies", place, subject=evidence.ids[row], found=rules.ruleset))
    return found


def unsettled_rows(findings: Mapping[str, Findings], height: int) -> npt.NDArray[np.bool_]:
    """Subjects with a criterion that what is missing could still change."""
    found = np.zeros(height, np.bool_)
    for made in findings.values():
        found |= made.verdicts == INSUFFICIENT
    return found
