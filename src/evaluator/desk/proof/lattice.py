"""Lattice: the values a score can come to at all, exactly where they are few, and on an even grid where they are many.

Both hold every value and every bound of incomplete evidence, so that a number they leave out is reached by nobody.
Where what is worked out may be any number at all, as with a panel of any size, nothing is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor, gcd, lcm

from evaluator.desk.proof.trial import Bench
from evaluator.exact import Rounding, scaled
from evaluator.language.criteria import Criterion, Entry, RuleSet
from evaluator.language.plan import Plan, full_marks
from evaluator.language.scalars import bound
from evaluator.standing.decide import POINT_PLACES

MOST = 20_000
"""Values that are kept one by one; more are taken as a grid."""

ZERO = Fraction(0)


@dataclass(frozen=True)
class Values:
    """Every number is one of `listed`; or, where there are too many, some steps from `start`."""

    listed: frozenset[Fraction] | None
    start: Fraction
    step: Fraction

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> "Values":
        listed = frozenset(values)
        start = min(listed)
        step = reduce(_common, (one - start for one in listed), ZERO)
        return cls(listed if len(listed) <= MOST else None, start, step)

    def plus(self, other: "Values") -> "Values":
        if self.listed is not None and other.listed is not None and len(self.listed) * len(other.listed) <= MOST * 10:
            return Values.of({one + more for one in self.listed for more in other.listed})
        return Values(None, self.start + other.start, _common(self.step, other.step))

    def times(self, factor: Fraction) -> "Values":
        listed = None if self.listed is None else frozenset(one * factor for one in self.listed)
        return Values(listed, self.start * factor, abs(self.step * factor))

    def with_more(self, other: "Values") -> "Values":
        if self.listed is not None and other.listed is not None:
            return Values.of(self.listed | other.listed)
        apart = _common(_common(self.step, other.step), abs(self.start - other.start))
        return Values(None, self.start, apart)

    def within(self, least: Fraction | None, most: Fraction | None) -> "Values":
        """Values kept from falling below one number and then from rising above another."""
        ends = [end for end in (least, most) if end is not None]
        if self.listed is None:
            return self.with_more(Values.of(ends)) if ends else self
        low = {one if least is None else max(one, least) for one in self.listed}
        return Values.of({one if most is None else min(one, most) for one in low})

    def rounds_to(self, units: int, places: int, rounding: Rounding) -> bool:
        """Whether one of them, rounded once, comes to so many units of the last place."""
        if self.listed is not None:
            return any(scaled(one, places, rounding) == units for one in self._near(units, places))
        unit = Fraction(1, 10**places)
        low, high = units * unit - unit / 2, units * unit + unit / 2
        if not self.step:
            return low <= self.start <= high
        return self.start + ceil((low - self.start) / self.step) * self.step <= high

    def _near(self, units: int, places: int) -> Iterable[Fraction]:
        unit = Fraction(1, 10**places)
        return (one for one in self.listed or () if abs(one - units * unit) <= unit)

    def next_to(self, units: int, places: int, rounding: Rounding) -> set[int]:
        """Units of the nearest values on either side of so many units, or on them."""
        unit = Fraction(1, 10**places)
        if self.listed is not None:
            made = {scaled(one, places, rounding) for one in self.listed}
            below, above = [one for one in made if one <= units], [one for one in made if one >= units]
            return {*([max(below)] if below else []), *([min(above)] if above else [])}
        if not self.step:
            return {scaled(self.start, places, rounding)}
        steps = (units * unit - self.start) / self.step
        return {
            scaled(self.start + number * self.step, places, rounding)
            for number in (floor(steps) - 1, floor(steps), ceil(steps), ceil(steps) + 1)
        }


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest step of which both are multiples."""
    whole = lcm(one.denominator, other.denominator)
    return Fraction(gcd(int(one * whole), int(other * whole)), whole)


def values_of(bench: Bench, name: str) -> Values | None:
    """The exact values of the total, a component or a group before it is rounded; None where nothing is known."""
    if name not in bench.known_scores:
        bench.known_scores[name] = _values(bench, name)
    found: Values | None = bench.known_scores[name]
    return found


def _values(bench: Bench, name: str) -> Values | None:
    if not bench.plan.graded_by_points:
        return None
    if name == "total":
        return _total(bench)
    for rules in bench.plan.rulesets:
        if name == rules.ruleset:
            return _score(bench, rules)
        if any(group.id == name for group in rules.groups):
            return _part(bench, rules, name)
    return None


def rounding_of(plan: Plan, name: str) -> tuple[int, Rounding]:
    """The decimals a score is rounded to, and how."""
    if name == "total" and plan.scheme.total is not None:
        return plan.scheme.total.places, plan.scheme.total.rounding
    return POINT_PLACES, "half-even"


def _total(bench: Bench) -> Values | None:
    by_id = {rules.ruleset: rules for rules in bench.plan.rulesets}
    made: Values | None = Values.of([ZERO])
    for part in bench.plan.scheme.components:
        if part.ruleset is None:
            return None
        score = _score(bench, by_id[part.ruleset])
        made = None if made is None or score is None else made.plus(score.times(part.weighs))
    struck = any(veto.effect == "zero" for veto in bench.plan.scheme.vetoes)
    return made if made is None or not struck else made.with_more(Values.of([ZERO]))


def _score(bench: Bench, rules: RuleSet) -> Values | None:
    """A rule set's points, scaled to what it is scored out of."""
    made = _sum(_part(bench, rules, name) for name in rules.topmost)
    if bench.plan.out_of is None or made is None:
        return made
    whole = full_marks(rules)
    return made.times(bench.plan.out_of / whole) if whole else None


def _sum(parts: Iterable[Values | None], *, some: bool = False) -> Values | None:
    """The sum of all parts, or of `some` of them."""
    made = Values.of([ZERO])
    for part in parts:
        if part is None:
            return None
        made = made.plus(part.with_more(Values.of([ZERO])) if some else part)
    return made


def _part(bench: Bench, rules: RuleSet, name: str) -> Values | None:
    """The points of a group or criterion."""
    group = next((one for one in rules.groups if one.id == name), None)
    if group is None:
        return _points(bench, next(line for line in rules.criteria if line.id == name))
    made = _sum((_part(bench, rules, part) for part in group.criteria), some=group.best is not None)
    return None if made is None else made.within(group.minimum, group.cap)


def _points(bench: Bench, line: Criterion) -> Values | None:
    """What one criterion can earn."""
    if line.scoring == "check-list":
        return Values.of([ZERO])
    if line.applies is not None and line.when_not_applicable not in ("zero", "full"):
        return None  # the whole that others are taken of changes, or so do the others
    made = _earned(bench, line)
    more = [ZERO] if line.none_if is not None else []
    if line.applies is not None:
        more.append(ZERO if line.when_not_applicable == "zero" else line.of or ZERO)
    return made if made is None or not more else made.with_more(Values.of(more))


def _earned(bench: Bench, line: Criterion) -> Values | None:
    of = line.of or ZERO
    match line.scoring:
        case "worth":
            return Values.of([ZERO, of])
        case "bands":
            open_ended = line.bands[-1].when is not None
            return Values.of([*(band.points for band in line.bands), *([ZERO] if open_ended else [])])
        case "assessed":
            assert line.assessed is not None
            several = line.assessed.assessors if line.assessed.take not in ("highest", "lowest") else 1
            step = Fraction(1, 10**line.assessed.places * several)
            return _even(line.assessed.start, step, line.assessed.start, line.assessed.to)
        case "proportional":
            return _in_proportion(bench, line)
        case "entries":
            start = (line.base if line.additions else line.of) or ZERO
            taken = [_entry(bench, one, -1) for one in line.deductions]
            made = _sum([Values.of([start]), *taken, *(_entry(bench, one, 1) for one in line.additions)])
            return None if made is None else made.within(bound(line.floor), line.of)
        case _:
            made = _sum([_entry(bench, one, 1) for one in line.bonus])
            return None if made is None else made.within(None, line.of)


def _even(start: Fraction, step: Fraction, least: Fraction, most: Fraction) -> Values:
    """An even grid between two ends, which are on it or beside it."""
    first, last = ceil((least - start) / step), floor((most - start) / step)
    if last - first <= MOST // 10:
        return Values.of([least, most, *(start + number * step for number in range(first, last + 1))])
    return Values(None, start, step).with_more(Values.of([least, most]))


def _in_proportion(bench: Bench, line: Criterion) -> Values | None:
    way, of = line.proportional, line.of or ZERO
    if way is None or not isinstance(way.start, Fraction) or not isinstance(way.to, Fraction) or way.start == way.to:
        return None
    places = bench.places_of(way.of)
    each = of / (way.to - way.start)
    return _even(-way.start * each, abs(each) / 10**places, ZERO, of)


def _entry(bench: Bench, entry: Entry, sign: int) -> Values | None:
    """What one entry takes off or adds: nothing, or so many times its points, within its cap."""
    limit = entry.above if entry.below is None else entry.below
    made: Values
    if entry.measured is None:
        made = Values.of([ZERO, entry.points])
    else:
        if isinstance(limit, str):
            return None
        unit = Fraction(1, 10 ** bench.places_of(entry.measured))
        if entry.every is None:
            step = entry.points * unit
        elif entry.part in ("dropped", "counts"):
            step = entry.points
        else:
            past = _common(unit, limit) if isinstance(limit, Fraction) else unit
            step = entry.points * past / entry.every
        most = entry.cap
        made = Values(None, ZERO, abs(step)) if most is None else _even(ZERO, abs(step), ZERO, most)
    return made.within(None, entry.cap).with_more(Values.of([ZERO])).times(Fraction(sign))


def reachable(bench: Bench, name: str, units: Sequence[int]) -> list[int]:
    """Samples of a score without those it cannot come to, and with the nearest it can in their place."""
    values = values_of(bench, name)
    if values is None:
        return list(units)
    places, rounding = rounding_of(bench.plan, name)
    found = {one for sample in units for one in (sample, *values.next_to(sample, places, rounding))}
    kept = [one for one in found if values.rounds_to(one, places, rounding)]
    return sorted(kept, key=lambda one: (one < 0, abs(one)))
