"""Points of one criterion in one situation: an interval that is one number when everything needed is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evaluator.inference.columns import (
    FALSE,
    INSUFFICIENT,
    MET,
    MISSING,
    NOT_APPLICABLE,
    NOT_MET,
    PARTLY_MET,
    TRUE,
)
from evaluator.language.criteria import Criterion, Entry

Span = tuple[Fraction, Fraction]
Reach = tuple[Fraction | None, Fraction | None]
"""Bounds of a quantity; None is unbounded."""

ZERO = Fraction(0)


@dataclass(frozen=True)
class Outcome:
    """What a criterion came to: a verdict, and points between `least` and `most` of `of`.

    `counts` says whether its worth is part of what could be earned: no when it is left out, unsure when whether it
    applies is missing. A check-list line has no points.
    """

    verdict: int
    least: Fraction | None
    most: Fraction | None
    of: Fraction | None
    counts: int = TRUE

    @property
    def settled(self) -> bool:
        return self.verdict != INSUFFICIENT


@dataclass(frozen=True)
class Situation:
    """What a criterion's points are computed from."""

    applies: int = TRUE
    met: int = TRUE
    bands: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    reaches: tuple[Reach, ...] = ()
    judged: Fraction | None = None


def outcome(line: Criterion, situation: Situation) -> Outcome:
    """The verdict and points of a criterion (the table of verdicts in the handbook)."""
    made = _check_list(situation.met) if line.scoring == "check-list" else _scored(line, situation)
    if situation.applies == TRUE:
        return made
    away = _not_applicable(line)
    if situation.applies == FALSE:
        return away
    if made.least is None or made.most is None:
        return Outcome(INSUFFICIENT, None, None, None)
    low = made.least if away.least is None else min(made.least, away.least)
    high = made.most if away.most is None else max(made.most, away.most)
    return Outcome(INSUFFICIENT, low, high, line.of, TRUE if away.counts == TRUE else MISSING)


def _check_list(met: int) -> Outcome:
    return Outcome({TRUE: MET, FALSE: NOT_MET, MISSING: INSUFFICIENT}[met], None, None, None)


def _not_applicable(line: Criterion) -> Outcome:
    if line.scoring == "check-list":
        return Outcome(NOT_APPLICABLE, None, None, None)
    if line.when_not_applicable == "leave_out":
        return Outcome(NOT_APPLICABLE, None, None, None, FALSE)
    points = line.of if line.when_not_applicable == "full" else ZERO
    return Outcome(NOT_APPLICABLE, points, points, line.of)


def _scored(line: Criterion, situation: Situation) -> Outcome:
    of = line.of or ZERO
    least, most = _span(line, situation, of)
    if least != most:
        return Outcome(INSUFFICIENT, least, most, line.of)
    if least == of:
        return Outcome(MET, least, most, line.of)
    return Outcome(PARTLY_MET if least > 0 else NOT_MET, least, most, line.of)


def _span(line: Criterion, situation: Situation, of: Fraction) -> Span:
    match line.scoring:
        case "worth":
            return (of if situation.met == TRUE else ZERO), (ZERO if situation.met == FALSE else of)
        case "bands":
            return _bands([band.points for band in line.bands], situation.bands)
        case "proportional":
            assert line.proportional is not None
            return _proportional(line.proportional.start, line.proportional.to, of, situation.reaches[0])
        case "entries":
            least, most = _summed(line.deductions, situation)
            left = (of if most is None else of - most), (of if least is None else of - least)
            return (line.floor if most is None else max(line.floor, left[0])), max(line.floor, left[1])
        case "bonus":
            least, most = _summed(line.bonus, situation)
            return min(of, least or ZERO), of if most is None else min(of, most)
        case _:
            assert line.assessed is not None
            if situation.judged is not None:
                return situation.judged, situation.judged
            return line.assessed.start, line.assessed.to


def _bands(points: Iterable[Fraction], truths: tuple[int, ...]) -> Span:
    """The first band that holds. Every band that may hold counts, up to the first that surely does."""
    possible = []
    for value, truth in zip(points, truths, strict=True):
        if truth != FALSE:
            possible.append(value)
        if truth == TRUE:
            break
    else:
        possible.append(ZERO)
    return min(possible), max(possible)


def _proportional(start: Fraction, to: Fraction, of: Fraction, reach: Reach) -> Span:
    def earned(value: Fraction) -> Fraction:
        return of * min(max((value - start) / (to - start), ZERO), Fraction(1))

    rising = to > start
    low = (ZERO if rising else of) if reach[0] is None else earned(reach[0])
    high = (of if rising else ZERO) if reach[1] is None else earned(reach[1])
    return min(low, high), max(low, high)


def _summed(entries: tuple[Entry, ...], situation: Situation) -> tuple[Fraction, Fraction | None]:
    """Least and most that the entries come to together; None is without bound."""
    least: Fraction = ZERO
    most: Fraction | None = ZERO
    reaches = iter(situation.reaches)
    truths = iter(situation.entries)
    for entry in entries:
        low: Fraction
        high: Fraction | None
        if entry.each is None:
            truth = next(truths)
            low, high = (entry.points if truth == TRUE else ZERO), (ZERO if truth == FALSE else entry.points)
        else:
            reach = next(reaches)
            low = entry.points * max(reach[0] or ZERO, ZERO)
            high = None if reach[1] is None else entry.points * max(reach[1], ZERO)
        if entry.cap is not None:
            low, high = min(low, entry.cap), entry.cap if high is None else min(high, entry.cap)
        least += low
        most = None if most is None or high is None else most + high
    return least, most
