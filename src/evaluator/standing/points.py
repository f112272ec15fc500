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
from evaluator.language.scalars import bound
from evaluator.standing.entries import Entered, sheet, summed
from evaluator.standing.line import NO_LINE, OnLine
from evaluator.standing.spans import Span, either, settled, within


@dataclass(frozen=True)
class Outcome:
    """What a criterion came to: a verdict, and points between `least` and `most` of `of`.

    An end is None where it is without bound, and so is `of` where there are no full marks. `counts` says whether its
    worth is part of what could be earned: no when it is left out, unsure when whether it applies is missing. What is
    not `scored`, a check-list line or one left out, has no points.
    """

    verdict: int
    least: Fraction | None
    most: Fraction | None
    of: Fraction | None
    counts: int = TRUE
    scored: bool = True

    @property
    def span(self) -> Span:
        return self.least, self.most

    @property
    def settled(self) -> bool:
        return self.verdict != INSUFFICIENT

    def order(self) -> tuple[object, ...]:
        """What outcomes are put in order by: an end without bound comes after every number."""
        ends = [(end is None, end or ZERO) for end in (self.least, self.most, self.of)]
        return self.verdict, *ends, self.counts, self.scored


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
    if not made.scored:
        return _unscored(INSUFFICIENT)
    span = either(made.span, away.span) if away.scored else made.span
    return Outcome(INSUFFICIENT, *span, line.of, TRUE if away.counts == TRUE else MISSING)


def anything(line: Criterion) -> Span:
    """What a criterion can come to when nothing is known of it."""
    floor = bound(line.floor) if line.scoring == "entries" else ZERO
    return None if floor is None else min(floor, ZERO), line.of


def _unscored(verdict: int, counts: int = TRUE) -> Outcome:
    return Outcome(verdict, None, None, None, counts, scored=False)


def _check_list(met: int, none_if: int) -> Outcome:
    if met == FALSE or none_if == TRUE:
        return _unscored(NOT_MET)
    return _unscored(MET if met == TRUE and none_if == FALSE else INSUFFICIENT)


def _not_applicable(line: Criterion, others: Span | None) -> Outcome:
    if line.scoring == "check-list":
        return _unscored(NOT_APPLICABLE)
    if line.when_not_applicable == "leave_out":
        return _unscored(NOT_APPLICABLE, FALSE)
    if line.when_not_applicable == "mean_of_others":
        assert others is not None
        return Outcome(NOT_APPLICABLE if settled(others) else INSUFFICIENT, *others, line.of)
    points = line.of if line.when_not_applicable == "full" else ZERO
    return Outcome(NOT_APPLICABLE, points, points, line.of)


def _scored(line: Criterion, situation: Situation) -> Outcome:
    nothing = (ZERO, ZERO)
    least, most = nothing if situation.none_if == TRUE else _span(line, situation)
    if situation.none_if == MISSING:
        least, most = either((least, most), nothing)
    if least is None or least != most:
        return Outcome(INSUFFICIENT, least, most, line.of)
    if least == line.of:
        return Outcome(MET, least, most, line.of)
    return Outcome(PARTLY_MET if least > 0 else NOT_MET, least, most, line.of)


def _span(line: Criterion, situation: Situation) -> Span:
    of = line.of or ZERO
    match line.scoring:
        case "worth":
            return (of if situation.met == TRUE else ZERO), (ZERO if situation.met == FALSE else of)
        case "bands":
            return _bands([band.points for band in line.bands], situation.bands)
        case "proportional":
            low, high = situation.line.reached
            return of * low, of * high
        case "entries":
            return sheet(line, situation.entries)
        case "bonus":
            return within(summed(line.bonus, situation.entries), None, line.of)
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
