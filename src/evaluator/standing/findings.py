"""Findings: what every subject comes to in one criterion, worked out once for each distinct situation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Truths, Verdicts
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import distinct
from evaluator.inference.reach import UNKNOWN, Reach, Reaches
from evaluator.language.criteria import Criterion, Entry, Proportional
from evaluator.language.derived import Operand
from evaluator.language.plan import numbers_used
from evaluator.standing.entries import Entered
from evaluator.standing.line import NO_LINE, OnLine
from evaluator.standing.others import means_of_others
from evaluator.standing.points import Outcome, Situation, applied, earned
from evaluator.standing.spans import Span

Numbers = npt.NDArray[np.unsignedinteger[Any]]
"""Numbers from 0, of the smallest type that holds them."""


@dataclass(frozen=True)
class Findings:
    """One criterion over all subjects: the distinct outcomes, in their order, and which is whose.

    `judgements` are those of the criterion's conditions; subjects that were judged elsewhere may come without.
    """

    line: Criterion
    outcomes: tuple[Outcome, ...]
    codes: Numbers
    judgements: tuple[Judgement, ...] = ()

    def of(self, row: int) -> Outcome:
        return self.outcomes[int(self.codes[row])]

    def column(self, values: Sequence[Any], dtype: Any) -> npt.NDArray[Any]:
        """A value for each outcome, spread over the subjects."""
        return np.array(values, dtype)[self.codes]

    @property
    def by_outcome(self) -> Verdicts:
        """The verdicts, for conditions that ask for them."""
        return Verdicts(np.array([made.verdict for made in self.outcomes], np.uint8), self.codes)

    @property
    def verdicts(self) -> npt.NDArray[np.uint8]:
        return self.by_outcome.column


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
    came_to = [applied(line, *one) for one in zip(applies, earnings, others, strict=True)]
    outcomes, which = in_order(came_to)
    return Findings(line, outcomes, which[codes], tuple(made for made in judged if made is not None))


def in_order(outcomes: Sequence[Outcome]) -> tuple[tuple[Outcome, ...], Numbers]:
    """The different ones of some outcomes, in an order that is theirs alone, and for each of them its number there."""
    found = sorted(set(outcomes), key=Outcome.order)
    numbers = {one: number for number, one in enumerate(found)}
    return tuple(found), np.array([numbers[one] for one in outcomes], np.min_scalar_type(max(len(found) - 1, 0)))


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
