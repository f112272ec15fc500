"""Tally: findings of every criterion, scores of components, and the total, for all subjects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, INSUFFICIENT, TRUE, Columns, Quantity, Truths
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import Codes, distinct
from evaluator.inference.reach import UNKNOWN, Reach, Reaches
from evaluator.language.criteria import Criterion, Entry, Proportional
from evaluator.language.derived import Operand
from evaluator.language.plan import Plan, numbers_used
from evaluator.problems import Problem, problem
from evaluator.standing.entries import Entered
from evaluator.standing.line import NO_LINE, OnLine
from evaluator.standing.others import means_of_others
from evaluator.standing.panel import Marking
from evaluator.standing.points import Outcome, Situation, applied, earned
from evaluator.standing.rank import Ints
from evaluator.standing.spans import Span, counted_quantity, plus, rounded, times
from evaluator.standing.subtotals import Sheet, score, subtotals


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
    asked = [line.applies, line.when, *(band.when for band in line.bands), *(entry.when for entry in line.entries)]
    asked.append(line.none_if)
    judged = [None if condition is None else judge.judge(condition, columns) for condition in asked]
    always, never = np.full(height, TRUE, np.uint8), np.full(height, FALSE, np.uint8)
    truths: list[Truths] = [always if made is None else made.conclusion for made in judged]
    if line.none_if is None:
        truths[-1] = never
    names = numbers_used(line)
    reaches = {name: Reaches(columns.quantities[name]) for name in names}
    keys: list[npt.NDArray[Any]] = [*truths, *(bound for reach in reaches.values() for bound in reach.columns)]
    given = _given(line, evidence)
    marks = np.zeros(height, np.int64)
    numbers: dict[tuple[Fraction, ...], int] = {(): 0}
    for row, points in given.items():
        marks[row] = numbers.setdefault(points, len(numbers))
    codes, rows = distinct([*keys, marks], height)
    bands, entries = 2 + len(line.bands), 2 + len(line.bands) + len(line.entries)
    applies, earnings = [], []
    for row in map(int, rows):
        here = [int(column[row]) for column in truths]
        at = {name: reach.at(row) for name, reach in reaches.items()}
        situation = Situation(
            met=here[1],
            bands=tuple(here[2:bands]),
            entries=tuple(
                _entered(entry, truth, at) for entry, truth in zip(line.entries, here[bands:entries], strict=True)
            ),
            none_if=here[-1],
            line=_line(line.proportional, at) if line.proportional else NO_LINE,
            judged=given.get(row, ()),
        )
        applies.append(here[0])
        earnings.append(earned(line, situation))
    others: Sequence[Span | None] = [None] * len(rows)
    if line.when_not_applicable == "mean_of_others" and line.scoring != "check-list":
        others = means_of_others(line, applies, earnings, np.bincount(codes, minlength=len(rows)).tolist())
    outcomes = [applied(line, *one) for one in zip(applies, earnings, others, strict=True)]
    return Findings(line, tuple(outcomes), codes, tuple(made for made in judged if made is not None))


def _given(line: Criterion, evidence: Evidence) -> dict[int, tuple[Fraction, ...]]:
    """The points that persons gave each subject, in order of size."""
    if not line.assessed:
        return {}
    return {
        row: tuple(sorted(one.points for one in made))
        for (row, name), made in evidence.assessed.items()
        if name == line.id
    }


def _entered(entry: Entry, truth: int, at: Mapping[str, Reach]) -> Entered:
    """One entry's condition, quantity and threshold in one situation."""
    limit = entry.above if entry.below is None else entry.below
    return Entered(truth, at[entry.measured] if entry.measured else (None, None), _reach(limit, at))


def _line(line: Proportional, at: Mapping[str, Reach]) -> OnLine:
    """The number of a line and its ends in one situation."""
    return OnLine(at[line.of], _reach(line.start, at), _reach(line.to, at))


def _reach(operand: Operand | None, at: Mapping[str, Reach]) -> Reach:
    """The bounds of an operand in one situation."""
    if isinstance(operand, str):
        return at[operand]
    return (operand, operand) if isinstance(operand, Fraction) else UNKNOWN


@dataclass(frozen=True)
class Scores:
    """Exact bounds of a score for each distinct combination of findings, and which is whose."""

    spans: tuple[Span, ...]
    codes: Codes

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
        scores = [score(rules, sheet, made, plan.out_of) for sheet, made in zip(sheets, sums, strict=True)]
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
            if not line.bonus:
                away &= findings[line.id].column(
                    [made.counts == FALSE for made in findings[line.id].outcomes], np.bool_
                )
        for row in np.flatnonzero(away).tolist():
            place = evidence.row_places[row]
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
