"""Derived quantities made from the subject's own numbers: arithmetic, roundings, brackets, steps and samples."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from evaluator.exact import Rounding
from evaluator.language.conditions import Figure
from evaluator.language.quantity import Derived, Operand, Step
from evaluator.language.scalars import Count, Number, Word
from evaluator.language.shape import Model

Part = Literal["dropped", "counts", "pro_rata"]
"""What a part of a unit counts: nothing, a whole one, or as much as it is."""


class ShareOf(Derived):
    """Part ÷ whole, rounded once to `places`. Out of nothing it is not known, or what `of_nothing` says."""

    kind: ClassVar[str] = "share"
    share: Operand
    of: Operand
    places: Count = 0
    rounding: Rounding = "half-even"
    of_nothing: Number | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(part for part in (self.share, self.of) if isinstance(part, str))


class Difference(Derived):
    """The first less the second."""

    kind: ClassVar[str] = "difference"
    difference: tuple[Operand, Operand]


class TotalOf(Derived):
    """The sum of several numbers."""

    kind: ClassVar[str] = "total_of"
    total_of: tuple[Operand, ...]


class Product(Derived):
    """One number times another, rounded once to `places`."""

    kind: ClassVar[str] = "product"
    product: tuple[Operand, Operand]
    places: Count
    rounding: Rounding


class WeightedMean(Derived):
    """Several numbers, each by its weight, divided by the sum of the weights; rounded once to `places`."""

    kind: ClassVar[str] = "weighted_mean"
    weighted_mean: dict[str, Number]
    places: Count
    rounding: Rounding


class Rounded(Derived):
    """A number rounded before it is tested."""

    kind: ClassVar[str] = "rounded"
    rounded: Word
    places: Count
    rounding: Rounding


class HighestOf(Derived):
    """The highest of several numbers, or the sum of the `number` highest."""

    kind: ClassVar[str] = "highest_of"
    highest_of: tuple[Operand, ...]
    number: Count = 1


class LowestOf(Derived):
    """The lowest of several numbers, or the sum of the `number` lowest."""

    kind: ClassVar[str] = "lowest_of"
    lowest_of: tuple[Operand, ...]
    number: Count = 1


class Rate(Model):
    """What each unit, or each `every` so many, comes to, up to a limit (included) or without one.

    `part` says what a part of `every` counts.
    """

    each: Number
    up_to: Number | None = None
    every: Number | None = None
    part: Part | None = None


class Brackets(Derived):
    """A number taken bracket by bracket: each unit at the rate of the bracket it lies in, as with an income tax."""

    kind: ClassVar[str] = "brackets"
    brackets: Word
    rates: tuple[Rate, ...]


class Stepped(Derived):
    """A value by the size of a number: that of the first step whose limit is not passed."""

    kind: ClassVar[str] = "stepped"
    stepped: Word
    values: tuple[Step, ...]


class Size(Model):
    """How many of a population up to a limit must be inspected: a number, or a share of it, rounded up."""

    up_to: Number | None = None
    number: Count | None = None
    share: Number | None = None


class Sampled(Derived):
    """A number that counts only where enough of the population was inspected; otherwise it is not known.

    Never more need be inspected than there are.
    """

    kind: ClassVar[str] = "sampled"
    sampled: Word
    inspected: Word
    population: Word
    sizes: tuple[Size, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return self.sampled, self.inspected, self.population


def operands(quantity: Derived) -> Iterator[str | Fraction | Figure]:
    """The operands of an arithmetic kind, as written."""
    if isinstance(quantity, ShareOf):
        yield from (quantity.share, quantity.of)
        return
    value = getattr(quantity, quantity.kind)
    yield from value if isinstance(value, tuple) else (value,)
