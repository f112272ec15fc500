"""Findings of one subject: verdicts and points of criteria, subtotals of groups, scores of rule sets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from evaluator.language.criteria import Assessed, Criterion, Group, RuleSet
from evaluator.language.quantity import Operand
from oracle.conditions import Look, NotToldError, told, truth_of
from oracle.entries import together
from oracle.numbers import Span

ZERO = Fraction(0)
HUNDRED = Fraction(100)
FAR = Fraction(10**30)
"""Stands for no bound at all: farther out than any number a season of these tests reaches."""


def ending(end: Fraction | None) -> Fraction | None:
    """A bound as it is shown: none where it is that far out."""
    return None if end is not None and abs(end) > FAR / 10**9 else end


def limit_of(limit: object, far: Fraction) -> Fraction:
    """A limit as it is written: a number, or that there is none on that side."""
    return far if limit == "unlimited" else limit if isinstance(limit, Fraction) else ZERO


Reach = Callable[[str], Span]
Settled = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Inputs:
    """What a criterion can see of a subject: answers and numbers, and what people judged."""

    look: Look
    reach: Reach
    number: Callable[[Operand], Fraction]
    judged: Any = None


@dataclass(frozen=True)
class Finding:
    """A verdict, bounds of points, what could be earned, and whether it counts towards the whole (None: unsure)."""

    verdict: str
    least: Fraction | None = None
    most: Fraction | None = None
    of: Fraction | None = None
    counts: bool | None = True


SILENT = Finding("untold")
"""Stands where a finding is not worked out."""


def find(line: Criterion, inputs: Inputs, others: Callable[[], Fraction]) -> Finding:
    """One criterion of one subject; `others` is the mean of what those earned to whom it applies."""
    try:
        return _find(line, inputs, others)
    except NotToldError:
        return SILENT


def earned(found: list[Finding]) -> Fraction:
    """The mean of what those earned to whom a criterion applies."""
    applying = [one for one in found if one.verdict != "not-applicable"]
    if not applying or any(one.least is None or one.least != one.most for one in applying):
        raise NotToldError
    if any(one.verdict in ("insufficient", "untold") for one in applying):
        raise NotToldError
    return sum((one.least or ZERO for one in applying), ZERO) / len(applying)


def _find(line: Criterion, inputs: Inputs, others: Callable[[], Fraction]) -> Finding:
    applies = told(truth_of(line.applies, inputs.look))
    if line.scoring == "check-list":
        if applies is not True:
            return Finding("not-applicable" if applies is False else "insufficient")
        met = told(truth_of(line.when, inputs.look))
        return Finding("insufficient" if met is None else "met" if met else "not-met")
    of = limit_of(line.cap if line.bonus else line.worth, FAR) if line.worth or line.bonus else line.of or ZERO
    away: Settled | None = None
    if applies is not True:
        away = {"full": (of, of), "zero": (ZERO, ZERO)}.get(line.when_not_applicable or "")
    if line.when_not_applicable == "mean_of_others" and applies is None:
        raise NotToldError
    if applies is False and line.when_not_applicable == "mean_of_others":
        try:
            mean = others()
        except NotToldError:
            return Finding("not-applicable", None, None, None, counts=None)
        away = (mean, mean)
    if applies is False:
        return Finding("not-applicable", counts=False) if away is None else Finding("not-applicable", *away, ending(of))
    least, most = _points(line, of, inputs)
    none = told(truth_of(line.none_if, inputs.look)) if line.none_if else False
    if none is not False:
        least, most = (ZERO, ZERO) if none else (min(least, ZERO), max(most, ZERO))
    if applies is None:
        if away is None:
            return Finding("insufficient", least, most, ending(of), counts=None)
        return Finding("insufficient", min(least, away[0]), max(most, away[1]), ending(of))
    return Finding(verdict_of(least, most, of), least, most, ending(of))


def verdict_of(least: Fraction, most: Fraction, of: Fraction) -> str:
    if least != most:
        return "insufficient"
    return "met" if least == of else "partly-met" if least > 0 else "not-met"


def _points(line: Criterion, of: Fraction, inputs: Inputs) -> Settled:
    if line.bands:
        return _bands(line, inputs.look)
    if line.proportional:
        start, to = line.proportional.start, line.proportional.to
        if isinstance(start, str) or isinstance(to, str):
            number = inputs.number(line.proportional.of)
            earned = of * _reached(number, inputs.number(start), inputs.number(to))
            return earned, earned
        ends = [
            _on_line(start, to, of, bound, upper)
            for bound, upper in zip(inputs.reach(line.proportional.of), (0, 1), strict=True)
        ]
        return min(ends), max(ends)
    if line.deductions or line.additions:
        return _between(line, of, inputs)
    if line.bonus:
        least, most = together(line.bonus, inputs)
        return min(of, least), of if most is None else min(of, most)
    if line.assessed:
        return _judged(line.assessed, inputs.judged)
    met = told(truth_of(line.when, inputs.look))
    return (of if met is True else ZERO), (ZERO if met is False else of)


def _between(line: Criterion, of: Fraction, inputs: Inputs) -> Settled:
    """What is added and taken off, from the base, nothing, or the worth; between the floor and the worth."""
    added, taken = together(line.additions, inputs), together(line.deductions, inputs)
    start = of
    if line.additions:
        start = ZERO if line.base is None else line.base
    low = None if taken[1] is None else start + added[0] - taken[1]
    high = None if added[1] is None else start + added[1] - taken[0]
    floor = limit_of(line.floor, -FAR)

    def within(points: Fraction) -> Fraction:
        return max(floor, min(of, points))

    return floor if low is None else within(low), of if high is None else within(high)


def _judged(assessed: Assessed, judged: Any) -> Settled:
    """What the assessors gave; each who has not yet may still give anything."""
    given = [] if judged is None else list(judged) if isinstance(judged, (list, tuple)) else [judged]
    missing = assessed.assessors - len(given)
    ends = []
    for end in (assessed.start, assessed.to):
        every = [*given, *[end] * missing]
        take = assessed.take or "mean"
        ends.append(
            max(every) if take == "highest" else min(every) if take == "lowest" else sum(every, ZERO) / len(every)
        )
    return ends[0], ends[1]


def _bands(line: Criterion, look: Look) -> Settled:
    """The first band that holds; nothing where none does. A missing band may be the one or not."""
    possible = set()
    for band in line.bands:
        truth = told(truth_of(band.when, look))
        if truth is not False:
            possible.add(band.points)
        if truth is True:
            return min(possible), max(possible)
    possible.add(ZERO)
    return min(possible), max(possible)


def _reached(number: Fraction, start: Fraction, to: Fraction) -> Fraction:
    """How much of the way a number has come; where there is no way, all of it or nothing."""
    if start == to:
        return Fraction(int(number >= to))
    return max(ZERO, min(Fraction(1), (number - start) / (to - start)))


def _on_line(start: Fraction, to: Fraction, of: Fraction, value: Fraction | None, upper: int) -> Fraction:
    """Points on a straight line between two values; without a bound, those of the far end on that side."""
    if value is None:
        return of if (to > start) == bool(upper) else ZERO
    return of * max(ZERO, min(Fraction(1), (value - start) / (to - start)))


def subtotal(group: Group | None, found: list[Finding]) -> Settled:
    """Points of several criteria; one that may not count may also add nothing."""
    if any(one.verdict == "untold" or (one.counts is None and one.least is None) for one in found):
        raise NotToldError
    if group is not None and group.best is not None:
        best = _best(group.best, found)
        return _within(group, best), _within(group, best)
    least = most = ZERO
    for one in found:
        low, high = one.least or ZERO, one.most or ZERO
        least += min(ZERO, low) if one.counts is None else low
        most += max(ZERO, high) if one.counts is None else high
    return _within(group, least), _within(group, most)


def part_of(rules: RuleSet, found: Mapping[str, Finding], name: str) -> Finding:
    """A criterion, or a group as one part of the group around it, left out when all of its own parts are."""
    group = next((one for one in rules.groups if one.id == name), None)
    if group is None:
        return found[name]
    inside = [part_of(rules, found, one) for one in group.criteria]
    least, most = subtotal(group, inside)
    counts: bool | None = True
    if group.minimum is None and not any(one.counts is True for one in inside):
        counts = None if any(one.counts is None for one in inside) else False
    return Finding("group", least, most, None, counts)


def _top(rules: RuleSet) -> list[str]:
    """Everything that stands in no group."""
    inside = [name for group in rules.groups for name in group.criteria]
    return [one.id for one in (*rules.criteria, *rules.groups) if one.id not in inside]


def _best(number: int, found: list[Finding]) -> Fraction:
    """The sum of the so many highest of the criteria that count."""
    if any(one.counts is None or one.least != one.most for one in found):
        raise NotToldError
    points = sorted((one.least or ZERO for one in found if one.counts), reverse=True)
    return sum(points[:number], ZERO)


def _within(group: Group | None, points: Fraction) -> Fraction:
    if group is not None and group.minimum is not None:
        points = max(points, group.minimum)
    if group is not None and group.cap is not None:
        points = min(points, group.cap)
    return points


def score(rules: RuleSet, found: Mapping[str, Finding], out_of: Fraction | None = HUNDRED) -> Settled:
    """Points out of what could be earned, of a hundred or another number; with nothing to be earned, anything.

    Without a number to be out of, the points as they are.

    Which criteria count may itself be unsure: the bounds are then those of the smallest and the largest whole.
    """
    parts = [subtotal(None, [part_of(rules, found, name)]) for name in _top(rules)]
    least, most = sum((part[0] for part in parts), ZERO), sum((part[1] for part in parts), ZERO)
    if out_of is None:
        counts = [found[line.id].counts for line in rules.criteria if not line.bonus]
        if not counts or True in counts:
            return least, most
        whole = _whole(rules, set())  # where nothing applies, or may apply, it may be anything
        return (min(ZERO, least), max(whole, most)) if None in counts else (ZERO, whole)
    unsure = [name for name, one in found.items() if one.counts is None]
    left_out = {name for name, one in found.items() if one.counts is False}
    wholes = {
        _whole(rules, left_out | {name for name, out in zip(unsure, choice, strict=True) if out})
        for choice in product((False, True), repeat=len(unsure))
    }
    bounds = []
    if positive := {whole for whole in wholes if whole > 0}:
        small, large = min(positive), max(positive)
        bounds.append(
            (out_of * least / (large if least >= 0 else small), out_of * most / (small if most >= 0 else large))
        )
    if ZERO in wholes:
        bounds.append((ZERO, out_of))
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _whole(rules: RuleSet, out: set[str]) -> Fraction:
    """What can be earned without the criteria of `out`: worths within the caps of groups, bonuses no part of it."""
    lines = {line.id: line for line in rules.criteria}
    groups = {group.id: group for group in rules.groups}

    def whole(name: str) -> Fraction:
        if name in lines:
            line = lines[name]
            if line.bonus or name in out:
                return ZERO
            return FAR if line.worth == "unlimited" else line.of or ZERO
        every = sorted((whole(one) for one in groups[name].criteria), reverse=True)
        best, cap = groups[name].best, groups[name].cap
        together = sum(every if best is None else every[:best], ZERO)
        return together if cap is None else min(cap, together)

    return sum(map(whole, _top(rules)), ZERO)
