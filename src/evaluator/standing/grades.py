"""Grades before places are counted: by a veto or the first condition that holds, then as adjusted.

What each subject may be graded is a row of flags, one for each grade of the scheme in its order, and a last one for
no grade at all. A condition that is missing leaves both open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import FALSE, MISSING, TRUE, Truths
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import ByCode, Codes
from evaluator.language.awards import Adjustment, Grade
from evaluator.language.plan import Plan
from evaluator.standing.decided import Decided
from evaluator.standing.rank import Flags, Ints

Grid = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Placed:
    """A grade's quota judged: who may want a place, whether each gets one, and of how many members how many places."""

    grade: int
    wanted: Flags
    gets: Truths
    size: tuple[Ints, Ints]
    places: tuple[Ints, Ints]


@dataclass(frozen=True)
class Graded:
    """Every subject's possible grades; the conditions judged and what they gave; what adjustments changed; the quotas.

    `unsure` are those whose grade is open whatever the quotas: they are held.
    """

    grades: tuple[Grade, ...]
    possible: ByCode
    base: ByCode
    judged: Mapping[str, Judgement]
    adjusted: Mapping[str, Judgement]
    changed: Mapping[str, ByCode]
    unsure: ByCode
    quotas: tuple[Placed, ...] = ()

    def spread(self, codes: Codes) -> "Graded":
        """The same said of more subjects, each like one of these; before places are counted."""
        return Graded(
            self.grades,
            self.possible.spread(codes),
            self.base.spread(codes),
            {name: made.spread(codes) for name, made in self.judged.items()},
            {name: made.spread(codes) for name, made in self.adjusted.items()},
            {name: made.spread(codes) for name, made in self.changed.items()},
            self.unsure.spread(codes),
        )

    @cached_property
    def open(self) -> Flags:
        """Whose grade is not settled."""
        found: Flags = (self.possible.values.sum(axis=1) > 1)[self.possible.codes]
        return found

    @cached_property
    def numbers(self) -> npt.NDArray[np.uint8]:
        """The number of each subject's grade in `ids`; the last, no grade, while it is open and where there is none."""
        grids = self.possible.values
        several = grids.sum(axis=1) > 1
        return np.where(several, len(self.grades), grids.argmax(axis=1)).astype(np.uint8)[self.possible.codes]

    @property
    def ids(self) -> tuple[str, ...]:
        return (*(grade.id for grade in self.grades), "")

    @cached_property
    def settled(self) -> list[str]:
        """The grade of each subject, empty while it is open and where there is none."""
        return [self.ids[number] for number in self.numbers.tolist()]

    def names(self, row: int) -> tuple[str, ...]:
        """The grades a subject whose grade is open may get, in the order of the scheme; empty text for none."""
        if not self.open[row]:
            return ()
        return tuple(name for name, may in zip(self.ids, self.possible[row], strict=True) if may)


def grade_all(plan: Plan, decided: Decided, judge: Judge) -> Graded:
    """What each subject may be graded before quotas: a veto's grade, else the first that holds, as adjusted."""
    height, grades = len(decided.held), plan.scheme.grades
    numbers = {grade.id: number for number, grade in reversed(list(enumerate(grades)))}
    vetoed, given = (np.zeros((height, len(grades) + 1), np.bool_) for _ in range(2))
    left = np.full(height, True)
    for veto in plan.scheme.vetoes:
        if veto.effect == "grade" and veto.grade in numbers:
            struck = decided.vetoes[veto.id].conclusion
            vetoed[left & (struck != FALSE), numbers[veto.grade]] = True
            left &= struck != TRUE
    judged: dict[str, Judgement] = {}
    unsure = np.zeros(height, np.bool_)
    for number, grade in enumerate(grades):
        conclusion = np.full(height, TRUE, np.uint8)
        if grade.when is not None:
            judged[grade.id] = judge.judge(grade.when, decided.columns)
            conclusion = judged[grade.id].conclusion
        unsure |= left & (conclusion == MISSING)
        given[left & (conclusion != FALSE), number] = True
        left &= conclusion != TRUE
    given[left, -1] = True
    base = given
    adjusted: dict[str, Judgement] = {}
    changed: dict[str, Flags] = {}
    for part in plan.scheme.adjustments if grades else ():
        adjusted[part.id] = judge.judge(part.when, decided.columns)
        truth = adjusted[part.id].conclusion
        moved = _moved(part, given, numbers)
        changed[part.id] = (truth != FALSE) & (moved != given).any(axis=1)
        given = np.where((truth == TRUE)[:, None], moved, np.where((truth == MISSING)[:, None], given | moved, given))
    possible = vetoed | given
    return Graded(
        grades,
        ByCode.each(possible),
        ByCode.each(base),
        judged,
        adjusted,
        {name: ByCode.each(flags) for name, flags in changed.items()},
        ByCode.each(unsure | (possible.sum(axis=1) > 1)),
    )


def _moved(part: Adjustment, given: Grid, numbers: Mapping[str, int]) -> Grid:
    """What subjects may be graded once an adjustment is made. Who has no grade gets one only where it is set."""
    moved = np.zeros_like(given)
    last = given.shape[1] - 2
    for number in range(last + 1):
        to = number
        if part.at_best is not None:
            to = max(number, numbers[part.at_best])
        elif part.set is not None:
            to = numbers[part.set]
        moved[:, min(max(to - (part.up or 0) + (part.down or 0), 0), last)] |= given[:, number]
    moved[:, numbers[part.set] if part.set is not None else -1] |= given[:, -1]
    return moved
