"""Points of one criterion in one situation: an interval that is one number when everything needed is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evaluator.inference.arithmetic import ZERO
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
from evaluator.language.criteria import Assessed, Criterion
from evaluator.standing.entries import Entered, Span, sheet, summed
from evaluator.standing.line import NO_LINE, OnLine


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
    none_if: int = FALSE
    bands: tuple[int, ...] = ()
    entries: tuple[Entered, ...] = ()
    line: OnLine = NO_LINE
    judged: tuple[Fraction, ...] = ()


def earned(line: Criterion, situation: Situation) -> Outcome:
    """The verdict and points of a criterion where it applies (the table of verdicts in the handbook)."""
    if line.scoring == "check-list":
        return _check_list(situation.met, situation.none_if)
    return _scored(line, situation)


def applied(line: Criterion, applies: int, made: Outcome, others: Span | None = None) -> Outcome:
    """What a criterion came to, where it applies, does not, or may not.

    `others` are the bounds of what the others earned on average, for a criterion that then counts as that.
    """
    if applies == TRUE:
        return made
    away = _not_applicable(line, others)
    if applies == FALSE:
        return away
    if made.least is None or made.most is None:
        return Outcome(INSUFFICIENT, None, None, None)
    low = made.least if away.least is None else min(made.least, away.least)
    high = made.most if away.most is None else max(made.most, away.most)
    return Outcome(INSUFFICIENT, low, high, line.of, TRUE if away.counts == TRUE else MISSING)


def lowest(line: Criterion) -> Fraction:
    """The least a criterion can come to when nothing is known of it."""
    return min(line.floor, ZERO) if line.scoring == "entries" else ZERO


def _check_list(met: int, none_if: int) -> Outcome:
    if met == FALSE or none_if == TRUE:
        return Outcome(NOT_MET, None, None, None)
    return Outcome(MET if met == TRUE and none_if == FALSE else INSUFFICIENT, None, None, None)


def _not_applicable(line: Criterion, others: Span | None) -> Outcome:
    if line.scoring == "check-list":
        return Outcome(NOT_APPLICABLE, None, None, None)
    if line.when_not_applicable == "leave_out":
        return Outcome(NOT_APPLICABLE, None, None, None, FALSE)
    if line.when_not_applicable == "mean_of_others":
        assert others is not None
        return Outcome(NOT_APPLICABLE if others[0] == others[1] else INSUFFICIENT, *others, line.of)
    points = line.of if line.when_not_applicable == "full" else ZERO
    return Outcome(NOT_APPLICABLE, points, points, line.of)


def _scored(line: Criterion, situation: Situation) -> Outcome:
    of = line.of or ZERO
    least, most = (ZERO, ZERO) if situation.none_if == TRUE else _span(line, situation, of)
    if situation.none_if == MISSING:
        least, most = min(least, ZERO), max(most, ZERO)
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
            low, high = situation.line.reached
            return of * low, of * high
        case "entries":
            return sheet(line, situation.entries, of)
        case "bonus":
            least, most = summed(line.bonus, situation.entries)
            return min(of, least), of if most is None else min(of, most)
        case _:
            assert line.assessed is not None
            return _assessed(line.assessed, situation.judged)


def _assessed(scale: Assessed, given: tuple[Fraction, ...]) -> Span:
    """What persons gave; each of the `assessors` who has not may still give anything on the scale."""
    missing = max(scale.assessors - len(given), 0)
    if len(given) + missing == 1:
        return (given[0], given[0]) if given else (scale.start, scale.to)
    least, most = (*given, *[scale.start] * missing), (*given, *[scale.to] * missing)
    if scale.take == "highest":
        return max(least), max(most)
    if scale.take == "lowest":
        return min(least), min(most)
    return sum(least, ZERO) / len(least), sum(most, ZERO) / len(most)


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
