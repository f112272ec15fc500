"""Quantities made from numbers, from numbers that are known: of any other nothing is told."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from oracle.case import Subject
from oracle.conditions import NotToldError
from oracle.numbers import rounded

if TYPE_CHECKING:
    from oracle.world import World

ZERO = Fraction(0)


def _difference(world: "World", quantity: Any, subject: Subject) -> Fraction:
    one, other = quantity.difference
    return world.number(one, subject) - world.number(other, subject)


def _total_of(world: "World", quantity: Any, subject: Subject) -> Fraction:
    return sum((world.number(part, subject) for part in quantity.total_of), ZERO)


def _product(world: "World", quantity: Any, subject: Subject) -> Fraction:
    one, other = quantity.product
    return rounded(world.number(one, subject) * world.number(other, subject), quantity.places, quantity.rounding)


def _weighted_mean(world: "World", quantity: Any, subject: Subject) -> Fraction:
    above = below = ZERO
    for name, weight in quantity.weighted_mean.items():
        above += weight * world.number(name, subject)
        below += weight
    return rounded(above / below, quantity.places, quantity.rounding)


def _rounded(world: "World", quantity: Any, subject: Subject) -> Fraction:
    return rounded(world.number(quantity.rounded, subject), quantity.places, quantity.rounding)


def _highest_of(world: "World", quantity: Any, subject: Subject) -> Fraction:
    every = sorted((world.number(part, subject) for part in quantity.highest_of), reverse=True)
    return sum(every[: quantity.number], ZERO)


def _lowest_of(world: "World", quantity: Any, subject: Subject) -> Fraction:
    every = sorted(world.number(part, subject) for part in quantity.lowest_of)
    return sum(every[: quantity.number], ZERO)


def _brackets(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """What lies between one limit and the next, each at its rate."""
    amount = world.number(quantity.brackets, subject)
    found = before = ZERO
    for rate in quantity.rates:
        upper = amount if rate.up_to is None else min(amount, rate.up_to)
        if upper > before:
            found += in_units(upper - before, rate.every or Fraction(1), rate.part) * rate.each
            before = upper
    return found


def in_units(amount: Fraction, unit: Fraction, part: str | None) -> Fraction:
    """How many units an amount is; `part` says what a part of one counts, and without it as much as it is."""
    exact = amount / unit
    whole = Fraction(exact.numerator // exact.denominator)
    if part == "dropped":
        return whole
    return whole + 1 if part == "counts" and exact != whole else exact


def _stepped(world: "World", quantity: Any, subject: Subject) -> Fraction:
    size = world.number(quantity.stepped, subject)
    for step in quantity.values:
        if step.up_to is not None and size > step.up_to:
            continue
        if step.below is not None and size >= step.below:
            continue
        return Fraction(step.value)
    raise AssertionError("the last step has no limit")


def _table(world: "World", quantity: Any, subject: Subject) -> Fraction:
    cell = quantity.cells
    for name in quantity.table:
        value = subject.answer(name)
        if value is None:
            raise NotToldError
        cell = cell[{True: "yes", False: "no"}.get(value, value)]
    return Fraction(cell)


def _sampled(world: "World", quantity: Any, subject: Subject) -> tuple[Fraction | None, Fraction | None]:
    """The number, or a missing one where too few were inspected; the whole of a small population is enough."""
    inspected = world.number(quantity.inspected, subject)
    population = world.number(quantity.population, subject)
    size = next(one for one in quantity.sizes if one.up_to is None or population <= one.up_to)
    needed = Fraction(size.number if size.share is None else ceil(size.share * population))
    if inspected < min(needed, population):
        return None, None
    value = world.number(quantity.sampled, subject)
    return value, value


ARITHMETIC: Mapping[str, Callable[["World", Any, Subject], Any]] = {
    "difference": _difference,
    "total_of": _total_of,
    "product": _product,
    "weighted_mean": _weighted_mean,
    "rounded": _rounded,
    "highest_of": _highest_of,
    "lowest_of": _lowest_of,
    "brackets": _brackets,
    "stepped": _stepped,
    "table": _table,
    "sampled": _sampled,
}
