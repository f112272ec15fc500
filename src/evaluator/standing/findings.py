"""Findings: what every subject comes to in one criterion, worked out once for each distinct situation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Truths
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import ByCode, Codes, distinct, fitting
from evaluator.inference.packed import Situations, packed
from evaluator.inference.reach import UNKNOWN, Reach, Reaches
from evaluator.language.criteria import Criterion, Entry, Proportional
from evaluator.language.plan import numbers_used
from evaluator.language.quantity import Operand
from evaluator.standing.entries import Entered
from evaluator.standing.line import NO_LINE, OnLine
from evaluator.standing.others import means_of_others
from evaluator.standing.points import Outcome, Situation, applied, earned
from evaluator.standing.spans import Span


@dataclass(frozen=True)
class Findings:
    """One criterion over all subjects: the distinct outcomes, in their order, and which is whose.

    `judgements` are those of the criterion's conditions; subjects that were judged elsewhere may come without.
    """

    line: Criterion
    outcomes: tuple[Outcome, ...]
    codes: Codes
    judgements: tuple[Judgement, ...] = ()

    def of(self, row: int) -> Outcome:
        return self.outcomes[int(self.codes[row])]

    def column(self, values: Sequence[Any], dtype: Any) -> npt.NDArray[Any]:
        """A value for each outcome, spread over the subjects."""
        return np.array(values, dtype)[self.codes]

    @property
    def by_outcome(self) -> ByCode:
        """The verdicts, for conditions that ask for them."""
        return ByCode(np.array([made.verdict for made in self.outcomes], np.uint8), self.codes)

    @property
    def verdicts(self) -> npt.NDArray[np.uint8]:
        return self.by_outcome.whole


def find(line: Criterion, columns: Columns, evidence: Evidence, judge: Judge) -> Findings:
    """Judge a criterion for all subjects, and work out its points once for each distinct situation."""
    asked = [line.applies, line.when, *(band.when for band in line.bands), *(entry.when for entry in line.entries)]
    asked.append(line.none_if)
    judgements = tuple(judge.judge(condition, columns) for condition in asked if condition is not None)
    reaches = {name: Reaches(columns.quantities[name]) for name in numbers_used(line)}
    given = _given(line, evidence)
    keys = [bound for reach in reaches.values() for bound in reach.columns]
    if given:
        keys.append(_numbered(given, columns.height))
    found = _distinct([made.conclusion for made in judgements], keys, columns.height)
    concluded = iter(found.truths)
    truths = [[TRUE] * len(found.rows) if condition is None else next(concluded).tolist() for condition in asked]
    if line.none_if is None:
        truths[-1] = [FALSE] * len(found.rows)
    bands, entries = 2 + len(line.bands), 2 + len(line.bands) + len(line.entries)
    earnings = []
    for row, here in zip(found.rows.tolist(), zip(*truths, strict=True), strict=True):
        at = {name: reach.at(row) for name, reach in reaches.items()}
        situation = Situation(
            met=here[1],
            bands=here[2:bands],
            entries=tuple(
                _entered(entry, truth, at) for entry, truth in zip(line.entries, here[bands:entries], strict=True)
            ),
            none_if=here[-1],
            line=_line(line.proportional, at) if line.proportional else NO_LINE,
            judged=given.get(row, ()),
        )
        earnings.append(earned(line, situation))
    others: Sequence[Span | None] = [None] * len(found.rows)
    if line.when_not_applicable == "mean_of_others" and line.scoring != "check-list":
        counts = np.bincount(found.codes, minlength=found.size)[found.numbers]
        others = means_of_others(line, truths[0], earnings, counts.tolist())
    came_to = [applied(line, *one) for one in zip(truths[0], earnings, others, strict=True)]
    outcomes, which = in_order(came_to)
    by_code = np.zeros(found.size, which.dtype)
    by_code[found.numbers] = which
    return Findings(line, outcomes, np.take(by_code, found.codes), judgements)


@dataclass(frozen=True)
class _Distinct:
    """The distinct situations subjects are in: their numbers, and which is whose, as codes below `size`.

    Of each of them there are the truths, by condition, and a subject that is in it.
    """

    codes: Codes
    size: int
    numbers: npt.NDArray[np.int64]
    truths: Sequence[Truths]
    rows: npt.NDArray[np.int64]


def _distinct(truths: Sequence[Truths], numbers: Sequence[npt.NDArray[np.int64]], height: int) -> _Distinct:
    """The situations by the truths of conditions, and by what other numbers tell subjects apart."""
    if numbers or not truths or 3 ** len(truths) > height:
        codes, rows = distinct([*truths, *numbers], height)
        return _Distinct(codes, len(rows), np.arange(len(rows)), [column[rows] for column in truths], rows)
    situations = Situations(packed(truths), len(truths))
    return _Distinct(
        situations.codes,
        situations.size,
        situations.met,
        situations.truths,
        np.zeros_like(situations.met),  # nothing more is read of any subject
    )


def in_order(outcomes: Sequence[Outcome]) -> tuple[tuple[Outcome, ...], Codes]:
    """The different ones of some outcomes, in an order that is theirs alone, and for each of them its number there."""
    found = sorted(set(outcomes), key=Outcome.order)
    numbers = {one: number for number, one in enumerate(found)}
    return tuple(found), np.array([numbers[one] for one in outcomes], fitting(len(found)))


def _given(line: Criterion, evidence: Evidence) -> dict[int, tuple[Fraction, ...]]:
    """The points that persons gave each subject, in order of size."""
    if not line.assessed:
        return {}
    return {
        row: tuple(sorted(one.points for one in made))
        for (row, name), made in evidence.assessed.items()
        if name == line.id
    }


def _numbered(given: Mapping[int, tuple[Fraction, ...]], height: int) -> npt.NDArray[np.int64]:
    """A number for what persons gave each subject, 0 for nothing."""
    found = np.zeros(height, np.int64)
    numbers: dict[tuple[Fraction, ...], int] = {(): 0}
    for row, points in given.items():
        found[row] = numbers.setdefault(points, len(numbers))
    return found


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
