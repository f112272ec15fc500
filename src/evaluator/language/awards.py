"""What follows standing in a scheme: grades and what changes them, and money by tiers or by rates."""

from typing import Literal

from pydantic import Field

from evaluator.language.conditions import Asked
from evaluator.language.scalars import Count, Limit, Number, Word
from evaluator.language.shape import Model, Origins, Source, Words


class Quota(Model):
    """At most so many of a group: a number of places, or a share of it, `part` saying what a part of one counts."""

    share: Number | None = None
    places: Count | None = None
    part: Literal["dropped", "counts"] | None = None


class Grade(Model):
    """A grade by a half-open interval of the total, or by a condition; the first that holds.

    Where more hold it than its `quota` allows, those ranked first get it and the rest the next grade.
    """

    id: Word
    title: Words | None = None
    start: Number | None = Field(default=None, alias="from")
    below: Number | None = None
    when: Asked | None = None
    quota: Quota | None = None
    origin: Origins | None = None


class Adjustment(Model):
    """What changes a grade once given: `at_best` some grade (一票否优), so many `up` or `down`, or `set` to one."""

    id: Word
    title: Words
    when: Asked
    basis: Words | None = None
    at_best: Word | None = None
    up: Count | None = None
    down: Count | None = None
    set: Word | None = None
    origin: Origins | None = None


class Tier(Model):
    """Places with an amount each; a further condition may be set."""

    id: Word
    title: Words | None = None
    places: Count
    amount: Number
    when: Asked | None = None
    origin: Origins | None = None


class PaymentRate(Model):
    """The share of an amount that is paid where a condition holds; the first that does.

    The amount is the number `of`, or the one the whole allocation names.
    """

    id: Word
    title: Words | None = None
    rate: Number
    of: Word | None = None
    when: Asked | None = None
    origin: Origins | None = None


class Allocation(Model):
    """How money follows standing.

    `walk-down`: each tier takes the highest-ranked not yet placed (依次递补). `by-rate`: each subject is paid a rate of
    an amount of its own, the number `of`, rounded half up to the fen. Without a budget (`unlimited`) what is paid and
    reserved is only added up.
    """

    method: Literal["walk-down", "by-rate"]
    budget: Limit
    eligible: Asked | None = None
    tiers: tuple[Tier, ...] = ()
    of: Word | None = None
    rates: tuple[PaymentRate, ...] = ()
    origin: Origins | None = None
    source: Source | None = None
