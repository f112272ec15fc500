"""Judges compared: how far each is apart from the others, and how much each moved the ranking.

Both are told and change nothing. A judge's distance is the exact mean, over the subjects that the judge and at least
two others gave a whole ballot, of the judge's marks for the subject added up less the median of the others'.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evaluator.exact import scaled, shortest, unscaled
from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import TRUE, Columns
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Combination, Condition, Test
from evaluator.language.panel import Watch
from evaluator.problems import Place, Problem, problem
from evaluator.standing.panel import Marking
from evaluator.standing.rank import Ints
from evaluator.standing.season import Season
from evaluator.standing.spans import counted_quantity
from evaluator.standing.stand import Stood, stand

FEWEST_OTHERS = 2
"""Two judges differ from each other; it takes others to be apart from."""


@dataclass(frozen=True)
class Distance:
    """How far a judge is apart, exactly, and over how many subjects."""

    judge: str
    apart: Fraction
    subjects: int


@dataclass(frozen=True)
class Moved:
    """What would be otherwise had a judge given no marks, the marks of the others counted by the same rules.

    `held` would then have too few marks, and are not compared. Of the others, `ranks` counts those whose rank changes
    and `farthest` is the one that changes most, with its rank now and without the judge. `tiers` and `grades` count
    those with another tier or grade, where it is settled both ways.
    """

    judge: str
    held: int
    ranks: int
    farthest: tuple[int, int, int] | None
    tiers: int
    grades: int


def distances(marking: Marking) -> dict[str, Distance]:
    """How far each judge is apart, of those who can be compared."""
    totals: dict[int, list[tuple[str, Fraction]]] = defaultdict(list)
    for one in marking.cast:
        if len(one.marks) == len(marking.panel.aspects) and (one.judge, one.row) not in marking.voided:
            totals[one.row].append((one.judge, sum(one.marks.values(), ZERO)))
    apart: dict[str, list[Fraction]] = defaultdict(list)
    for given in totals.values():
        for judge, total in given:
            others = sorted(other for name, other in given if name != judge)
            if len(others) >= FEWEST_OTHERS:
                apart[judge].append(total - median(others))
    return {name: Distance(name, sum(found, ZERO) / len(found), len(found)) for name, found in sorted(apart.items())}


def median(ordered: Sequence[Fraction]) -> Fraction:
    """The middle one of some numbers in order, or the mean of the two in the middle."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def too_far(watch: Watch) -> Condition:
    """When people are told of a judge, as the condition on the distance that it is."""
    place = watch.place_at("apart")
    ends = (Test("apart", "more_than", watch.apart, place), Test("apart", "less_than", -watch.apart, place))
    return Combination("any", ends, place)


def watched(marking: Marking, judge: Judge) -> dict[str, Distance]:
    """The judges of whom people are told: further apart than the panel's figure, the distance rounded once."""
    watch, known = marking.panel.watch, list(distances(marking).values())
    if watch is None or not known:
        return {}
    units = np.array([scaled(one.apart, watch.places, watch.rounding) for one in known], np.int64)
    columns = Columns(len(known), quantities={"apart": counted_quantity(units, units, watch.places)})
    conclusion = judge.judge(too_far(watch), columns).conclusion
    return {one.judge: one for one, truth in zip(known, conclusion, strict=True) if truth == TRUE}


def far_apart(marking: Marking, judge: Judge) -> list[Problem]:
    """A warning for each judge far from the others."""
    watch = marking.panel.watch
    found = []
    for name, one in watched(marking, judge).items():
        assert watch is not None
        place = min((ballot.place for ballot in marking.cast if ballot.judge == name), default=Place())
        rounded = unscaled(scaled(abs(one.apart), watch.places, watch.rounding), watch.places)
        code = "judge-above" if one.apart > 0 else "judge-below"
        limit = shortest(watch.apart)
        found.append(problem(code, place, found=name, apart=shortest(rounded), expected=limit, subjects=one.subjects))
    return found


def moved(season: Season, judge: Judge) -> Iterator[Moved]:
    """For each judge of a season what would be otherwise without the judge's marks."""
    marking = season.tally.marking
    for name in marking.judges if marking is not None else ():
        assert marking is not None
        columns, decisions = season.decided.columns, season.inputs.decisions
        findings, others = season.tally.findings, marking.without(name)
        yield _compared(season, name, stand(season.plan, season.evidence, columns, findings, others, decisions, judge))


def _compared(season: Season, name: str, other: Stood) -> Moved:
    held = other.decided.held & ~season.decided.held
    before: Ints = season.ranks.rank
    after: Ints = np.where(held, before, other.ranks.rank)
    both = (before > 0) & (after > 0)
    steps = np.where(both, np.abs(before - after), 0)
    row = int(steps.argmax()) if len(steps) else 0
    farthest = (row, int(before[row]), int(after[row])) if len(steps) and steps[row] else None
    tiers = _changed(_tiers(season), _tiers(other))
    compared = [row for row, out in enumerate(season.decided.held | other.decided.held) if not out]
    grades = sum(
        "" not in (pair := (season.graded.settled[row], other.graded.settled[row])) and pair[0] != pair[1]
        for row in compared
    )
    return Moved(name, int(held.sum()), int((before != after).sum()), farthest, tiers, grades)


def _tiers(stood: Season | Stood) -> Mapping[int, int]:
    """The tier of each subject whose tier is firm."""
    walked = stood.walked
    if walked is None:
        return {}
    firm = {row: walked.firm(row) for row in walked.possible}
    return {row: tier for row, tier in firm.items() if tier is not None}


def _changed(before: Mapping[int, int], after: Mapping[int, int]) -> int:
    """How many subjects have another value in both."""
    return sum(before[row] != after[row] for row in before if row in after)
