"""Findings of one subject: verdicts and points of criteria, subtotals of groups, scores of rule sets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from evaluator.language.criteria import Criterion, Entry, Group, RuleSet
from oracle.conditions import Look, Truth, truth_of
from oracle.numbers import Span

ZERO = Fraction(0)
HUNDRED = Fraction(100)

Reach = Callable[[str], Span]
Settled = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Finding:
    """A verdict, bounds of points, what could be earned, and whether it counts towards the whole (None: unsure)."""

    verdict: str
    least: Fraction | None = None
    most: Fraction | None = None
    of: Fraction | None = None
    counts: Truth = True


def find(line: Criterion, look: Look, reach: Reach, judged: Fraction | None) -> Finding:
    """One criterion of one subject."""
    applies = truth_of(line.applies, look)
    if line.scoring == "check-list":
        if applies is not True:
            return Finding("not-applicable" if applies is False else "insufficient")
        met = truth_of(line.when, look)
        return Finding("insufficient" if met is None else "met" if met else "not-met")
    of = line.of or ZERO
    away = {"full": (of, of), "zero": (ZERO, ZERO), "leave_out": None, None: None}[line.when_not_applicable]
    if applies is False:
        return Finding("not-applicable", counts=False) if away is None else Finding("not-applicable", *away, of)
    least, most = _points(line, of, look, reach, judged)
    if applies is None:
        if away is None:
            return Finding("insufficient", least, most, of, counts=None)
        return Finding("insufficient", min(least, away[0]), max(most, away[1]), of)
    return Finding(verdict_of(least, most, of), least, most, of)


def verdict_of(least: Fraction, most: Fraction, of: Fraction) -> str:
    if least != most:
        return "insufficient"
    return "met" if least == of else "partly-met" if least > 0 else "not-met"


def _points(line: Criterion, of: Fraction, look: Look, reach: Reach, judged: Fraction | None) -> Settled:
    if line.bands:
        return _bands(line, look)
    if line.proportional:
        start, to = line.proportional.start, line.proportional.to
        ends = [
            _on_line(start, to, of, bound, upper)
            for bound, upper in zip(reach(line.proportional.of), (0, 1), strict=True)
        ]
        return min(ends), max(ends)
    if line.deductions:
        least, most = _taken_off(line.deductions, look, reach)
        lowest = line.floor if most is None else max(line.floor, of - most)
        return lowest, max(line.floor, of - least)
    if line.bonus:
        least, most = _taken_off(line.bonus, look, reach)
        return min(of, least), of if most is None else min(of, most)
    if line.assessed:
        return (line.assessed.start, line.assessed.to) if judged is None else (judged, judged)
    met = truth_of(line.when, look)
    return (of if met is True else ZERO), (ZERO if met is False else of)


def _bands(line: Criterion, look: Look) -> Settled:
    """The first band that holds; nothing where none does. A missing band may be the one or not."""
    possible = set()
    for band in line.bands:
        truth = truth_of(band.when, look)
        if truth is not False:
            possible.add(band.points)
        if truth is True:
            return min(possible), max(possible)
    possible.add(ZERO)
    return min(possible), max(possible)


def _on_line(start: Fraction, to: Fraction, of: Fraction, value: Fraction | None, upper: int) -> Fraction:
    """Points on a straight line between two values; without a bound, those of the far end on that side."""
    if value is None:
        return of if (to > start) == bool(upper) else ZERO
    return of * max(ZERO, min(Fraction(1), (value - start) / (to - start)))


def _taken_off(entries: tuple[Entry, ...], look: Look, reach: Reach) -> tuple[Fraction, Fraction | None]:
    least: Fraction = ZERO
    most: Fraction | None = ZERO
    for entry in entries:
        low: Fraction
        high: Fraction | None
        if entry.each is None:
            truth = truth_of(entry.when, look)
            low, high = (entry.points if truth is True else ZERO), (ZERO if truth is False else entry.points)
        else:
            bottom, top = reach(entry.each)
            low = entry.points * max(ZERO, bottom or ZERO)
            high = None if top is None else entry.points * max(ZERO, top)
        if entry.cap is not None:
            low, high = min(low, entry.cap), entry.cap if high is None else min(high, entry.cap)
        least += low
        most = None if most is None or high is None else most + high
    return least, most


def subtotal(group: Group | None, found: list[Finding]) -> Settled:
    """Points of several criteria; one that may not count may also add nothing."""
    least = most = ZERO
    for one in found:
        low, high = one.least or ZERO, one.most or ZERO
        least += min(ZERO, low) if one.counts is None else low
        most += max(ZERO, high) if one.counts is None else high
    return _within(group, least), _within(group, most)


def _within(group: Group | None, points: Fraction) -> Fraction:
    if group is not None and group.minimum is not None:
        points = max(points, group.minimum)
    if group is not None and group.cap is not None:
        points = min(points, group.cap)
    return points


def score(rules: RuleSet, found: Mapping[str, Finding]) -> Settled:
    """Points out of what could be earned, of a hundred; with nothing to be earned, anything.

    Which criteria count may itself be unsure: the bounds are then those of the smallest and the largest whole.
    """
    grouped = {name for group in rules.groups for name in group.criteria}
    parts = [subtotal(None, [found[line.id]]) for line in rules.criteria if line.id not in grouped]
    parts += [subtotal(group, [found[name] for name in group.criteria]) for group in rules.groups]
    least, most = sum((part[0] for part in parts), ZERO), sum((part[1] for part in parts), ZERO)
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
            (HUNDRED * least / (large if least >= 0 else small), HUNDRED * most / (small if most >= 0 else large))
        )
    if ZERO in wholes:
        bounds.append((ZERO, HUNDRED))
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _whole(rules: RuleSet, out: set[str]) -> Fraction:
    """What can be earned without the criteria of `out`: worths within the caps of groups, bonuses no part of it."""
    worth = {line.id: ZERO if line.bonus or line.id in out else line.of or ZERO for line in rules.criteria}
    grouped = {name for group in rules.groups for name in group.criteria}
    total = sum((value for name, value in worth.items() if name not in grouped), ZERO)
    for group in rules.groups:
        together = sum((worth[name] for name in group.criteria), ZERO)
        total += together if group.cap is None else min(group.cap, together)
    return total
