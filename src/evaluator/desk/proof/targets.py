"""Targets: which values of each number matter, traced from what is tested back to what it is worked out from.

They only say where to look. What a candidate comes to is always worked out by the pipeline.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from evaluator.desk.proof.sites import sites
from evaluator.inference.periods import days_after
from evaluator.language.conditions import Test, ValueOf, tests_in
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_answers import DaysSince, MonthsSince
from evaluator.language.derived_from_numbers import Brackets, Sampled, ShareOf, Stepped, WeightedMean, operands
from evaluator.language.derived_from_others import ByCondition
from evaluator.language.plan import Plan
from evaluator.language.quantity import Derived

Targets = Mapping[str, frozenset[Any]]

MOST = 12
"""Targets kept for one number: those nearest to nothing."""


def targets_of(plan: Plan) -> Targets:
    """For each name the numbers and days that it matters to be at, above or below."""
    found: dict[str, set[Any]] = {}

    def add(name: str, values: Iterable[Any]) -> None:
        kept = found.setdefault(name, set())
        kept |= {value for value in values if isinstance(value, (Fraction, date))}

    compared: list[tuple[str, str]] = []
    for site in sites(plan):
        for test in tests_in(site.condition):
            if isinstance(test.value, ValueOf):
                compared.append((test.column, test.value.name))
                add(test.column, [Fraction(1), Fraction(2), plan.scheme.period.start])
            add(test.column, _values(test))
    for line in plan.sheet:
        for name, values in _of_entries(line, shares_of(plan, found.get("total", ()))):
            add(name, values)
    for one, other in compared:
        add(one, found.get(other, ()))
        add(other, found.get(one, ()))
    for name, quantity in reversed(list(plan.derived.items())):
        mine = sorted((one for one in found.get(name, ()) if isinstance(one, Fraction)), key=abs)[:MOST]
        for base, values in _back(quantity, mine, plan):
            add(base, values)
    return {name: frozenset(values) for name, values in found.items()}


def shares_of(plan: Plan, totals: Iterable[Any]) -> list[Fraction]:
    """Totals that are tested as shares of the whole, where the total is out of one."""
    whole = plan.out_of
    return [] if not whole else [one / whole for one in totals if isinstance(one, Fraction) and 0 < one < whole]


def _values(test: Test) -> tuple[Any, ...]:
    return test.value if isinstance(test.value, tuple) else (test.value,)


def _of_entries(line: Criterion, shares: Iterable[Fraction]) -> Iterable[tuple[str, list[Any]]]:
    """Numbers that points grow with: none, one, as many as the cap takes, and past each threshold."""
    if line.proportional:
        ends = [line.proportional.start, line.proportional.to]
        for name in ends:
            if isinstance(name, str):
                yield name, [Fraction(1), Fraction(10)]
        start, end = (one if isinstance(one, Fraction) else Fraction(by) for one, by in zip(ends, (0, 10), strict=True))
        yield line.proportional.of, [start, end, (start + end) / 2]
        yield line.proportional.of, [start + (end - start) * share for share in shares]
    for entry in line.entries:
        if entry.measured is None:
            continue
        most = line.of if entry.cap is None else entry.cap
        times = Fraction(1) if most is None or entry.points <= 0 else most / entry.points
        every = entry.every or Fraction(1)
        limit = entry.above if entry.below is None else entry.below
        base = limit if isinstance(limit, Fraction) else Fraction(0)
        way = -1 if entry.below is not None else 1
        yield entry.measured, [base, *(base + way * every * count for count in (1, 2, times, times + 1))]
        if isinstance(limit, str):
            yield limit, [Fraction(0), Fraction(1), Fraction(10)]


def _back(quantity: Derived, mine: list[Fraction], plan: Plan) -> Iterable[tuple[str, list[Any]]]:
    """What the parts of a quantity should be for it to come to each of some values."""
    if isinstance(quantity, MonthsSince):
        yield (
            quantity.base,
            [_months_before(plan.as_of, int(one) + by) for one in mine if 0 <= one < 2000 for by in (-1, 0, 1)],
        )
    elif isinstance(quantity, DaysSince):
        yield quantity.base, [days_after(plan.as_of, -int(one)) for one in mine if abs(one) < 100000]
    elif isinstance(quantity, ShareOf):
        yield from _of_share(quantity, mine)
    elif isinstance(quantity, Sampled):
        yield quantity.sampled, list(mine)
        sizes = [size.up_to or Fraction(100) for size in quantity.sizes]
        yield quantity.population, sizes
        yield quantity.inspected, [Fraction(size.number or 1) for size in quantity.sizes] + sizes
    elif isinstance(quantity, (Stepped, Brackets)):
        rows: Iterable[Any] = quantity.values if isinstance(quantity, Stepped) else quantity.rates
        limits = [limit for row in rows for limit in (row.up_to, getattr(row, "below", None)) if limit is not None]
        yield quantity.base, [*limits, *([limits[-1] + 1] if limits else [Fraction(1)]), *mine]
    elif isinstance(quantity, ByCondition):
        for one in quantity.by_condition:
            if isinstance(one.value, str):
                yield one.value, list(mine)
    elif isinstance(quantity, WeightedMean):
        for name in quantity.needs:
            yield name, list(mine)
    else:
        parts = [part for part in quantity.needs if part in plan.derived or part in plan.fields]
        numbers = _numbers(quantity)
        for name in parts:
            yield name, [*mine, *(one + by * other for one in mine for other in numbers for by in (1, -1))]


def _numbers(quantity: Derived) -> list[Fraction]:
    if quantity.kind not in ("difference", "total_of", "highest_of", "lowest_of"):
        return []
    return [part for part in operands(quantity) if isinstance(part, Fraction)]


def _of_share(quantity: ShareOf, mine: list[Fraction]) -> Iterable[tuple[str, list[Any]]]:
    wholes = {Fraction(one.denominator) for one in mine} | {Fraction(1), Fraction(100)}
    parts = {one * whole for one in mine for whole in wholes if (one * whole).denominator == 1}
    if isinstance(quantity.of, str):
        yield quantity.of, sorted(wholes)
    if isinstance(quantity.share, str):
        yield quantity.share, sorted(parts | wholes)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), _end_of(first))


def _end_of(first: date) -> date:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return after - timedelta(days=1)
