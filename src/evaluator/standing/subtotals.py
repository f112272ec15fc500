"""Subtotals of groups, of criteria or of other groups, and the score of a rule set out of what could be earned."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, partial

from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.criteria import Group, RuleSet
from evaluator.language.plan import full_marks, highest
from evaluator.standing.points import Outcome
from evaluator.standing.spans import Span, either, plus, within

Sheet = Mapping[str, Outcome]
"""What every criterion of a rule set came to, by id."""


@dataclass(frozen=True)
class Subtotal:
    """What a criterion or group adds: bounds of its points, and whether they count at all."""

    span: Span
    counts: int = TRUE


NOTHING = Subtotal((ZERO, ZERO), FALSE)


def subtotals(rules: RuleSet, sheet: Sheet) -> dict[str, Subtotal]:
    """What each criterion and each group of a rule set comes to, a group after those that are part of it."""
    found = {name: _alone(one) for name, one in sheet.items()}
    groups = {group.id: group for group in rules.groups}

    def made(name: str) -> Subtotal:
        if name not in found:
            group = groups[name]
            found[name] = _subtotal([made(part) for part in group.criteria], group)
        return found[name]

    for name in groups:
        made(name)
    return found


def subtotal_of(name: str, groups: Mapping[str, Group], sheet: Sheet) -> Subtotal:
    """What one criterion or group comes to, from a sheet that holds at least the criteria it is made of."""
    if name not in groups:
        return _alone(sheet[name])
    return _subtotal([subtotal_of(part, groups, sheet) for part in groups[name].criteria], groups[name])


def _alone(one: Outcome) -> Subtotal:
    return Subtotal(one.span, one.counts) if one.scored else NOTHING


def _subtotal(parts: Sequence[Subtotal], group: Group) -> Subtotal:
    """Points of a group's parts that count, the best of them only, within its cap and minimum.

    A group all of whose parts are left out is left out of the group around it, unless its minimum is due anyway.
    """
    made = [one for one in parts if one.counts != FALSE]
    span = within(_sum(made, group.best or len(made)), group.minimum, group.cap)
    if group.minimum is not None or any(one.counts == TRUE for one in made):
        return Subtotal(span)
    return Subtotal(span, MISSING if made else FALSE)


def _sum(made: Sequence[Subtotal], places: int) -> Span:
    """The sum of the so many highest. One that may not count lowers it only where a place would stay empty."""
    sure = [one.span for one in made if one.counts == TRUE]
    may = [one.span for one in made if one.counts == MISSING]
    taken = sorted((low for low, _ in may if low is None or low < 0), key=_from_below)[: max(places - len(sure), 0)]
    lows = sorted((low for low, _ in sure), key=_from_below, reverse=True)[:places]
    highs = [high for _, high in sure]
    some, every = [high for _, high in may if high is None or high >= 0], [high for _, high in may]
    least = plus((low, low) for low in (*lows, *taken))[0]
    most, more = highest(highs + some, places), highest(highs + every, places)
    return least, None if most is None or more is None else max(most, more)


def _from_below(low: Fraction | None) -> tuple[bool, Fraction]:
    """Orders lower ends: one without bound comes before all others."""
    return (False, ZERO) if low is None else (True, low)


@dataclass(frozen=True)
class Scorer:
    """Scores a rule set, out of `out_of` or as points: what its criteria can earn is worked out once for all sheets."""

    rules: RuleSet
    out_of: Fraction | None

    @cached_property
    def _topmost(self) -> tuple[str, ...]:
        return self.rules.topmost

    @cached_property
    def _whole(self) -> Callable[[frozenset[str]], Fraction | None]:
        """What can be earned without the criteria that were left out."""
        return cache(partial(full_marks, self.rules))

    def score(self, sheet: Sheet, made: Mapping[str, Subtotal]) -> Span:
        """The rule set's points, scaled. Criteria left out give up their worth, so the rest stand for the whole.

        The score of somebody to whom nothing applies may be anything, and stays unsettled.

        Where whether a criterion counts is itself unsure, the bounds are those of the smallest and the largest whole.
        """
        parts = [made[name] for name in self._topmost]
        span = plus(one.span if one.counts == TRUE else _perhaps(one) for one in parts)
        left_out = frozenset(name for name, one in sheet.items() if one.counts == FALSE)
        unsure = frozenset(name for name, one in sheet.items() if one.counts == MISSING)
        if self.out_of is None:
            return self._as_points(span, left_out, unsure)
        largest, smallest = self._whole(left_out), self._whole(left_out | unsure)
        if largest == 0:
            return ZERO, self.out_of
        alone = smallest or min(filter(None, (self._whole(left_out | (unsure - {name})) for name in unsure)))
        assert largest is not None  # a whole that is open is a problem of the rules
        low, high = span
        scaled = (
            None if low is None else self.out_of * low / (largest if low >= 0 else alone),
            None if high is None else self.out_of * high / (alone if high >= 0 else largest),
        )
        return either(scaled, (ZERO, self.out_of)) if smallest == 0 else scaled  # it may be that nothing applies

    def _as_points(self, span: Span, left_out: Set[str], unsure: Set[str]) -> Span:
        """Points as they are; those of somebody to whom nothing applies, or nothing may apply, can be anything."""
        asked = {line.id for line in self.rules.criteria if not line.bonus}
        if not asked or not asked <= left_out | unsure:
            return span
        anything = ZERO, self._whole(frozenset())
        return anything if asked <= left_out else either(span, anything)


def _perhaps(one: Subtotal) -> Span:
    """What a part adds that counts perhaps, or not at all."""
    return either(one.span, (ZERO, ZERO)) if one.counts == MISSING else (ZERO, ZERO)
