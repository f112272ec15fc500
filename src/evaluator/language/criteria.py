"""Rule sets: the fields a panel submits, what is derived from them, and the criteria they are judged by."""

from fractions import Fraction
from typing import Literal

from pydantic import Field

from evaluator.language.conditions import Asked
from evaluator.language.derived import AnyDerived
from evaluator.language.derived_from_numbers import Part
from evaluator.language.fields import Asking, Dated
from evaluator.language.quantity import Operand
from evaluator.language.scalars import Count, Limit, Number, Word, bound
from evaluator.language.shape import Model, Origins, Source, Window, Words


class Band(Model):
    """Points for the first condition that holds; a band without a condition always holds."""

    points: Number
    when: Asked | None = None


class Proportional(Model):
    """Points grow in a straight line from none at `from` to the full worth at `to`, and stay within.

    Either end may be another number of the subject, as where the target is its own. Where the two are equal, as with a
    target of 0, what reaches them earns everything and what is below earns nothing.
    """

    of: Word
    start: Operand = Field(alias="from")
    to: Operand

    @property
    def numbers(self) -> tuple[str, ...]:
        """The names of the numbers it is worked out from."""
        return (self.of, *(end for end in (self.start, self.to) if isinstance(end, str)))


class Entry(Model):
    """Points taken off or added, at most `cap`: once, or so many times, and only where `when` holds if it is given.

    How many times: `each` unit of a quantity, or `every` so much that the quantity `of` lies `above` or `below` a
    threshold; `part` says what a part of a unit counts.
    """

    points: Number
    each: Word | None = None
    of: Word | None = None
    above: Operand | None = None
    below: Operand | None = None
    every: Number | None = None
    part: Part | None = None
    when: Asked | None = None
    cap: Number | None = None
    label: Words | None = None

    @property
    def measured(self) -> str | None:
        """The quantity that says how many times."""
        return self.each or self.of


class Assessed(Model):
    """What named persons judge between two bounds; below full a reason is required.

    Of several `assessors` the `take` of what they gave counts.
    """

    start: Number = Field(alias="from")
    to: Number
    by: Words
    places: Count = 0
    assessors: Count = 1
    take: Literal["mean", "highest", "lowest"] | None = None


Scoring = Literal["check-list", "worth", "bands", "proportional", "entries", "bonus", "assessed"]
NotApplicable = Literal["leave_out", "full", "zero", "mean_of_others"]


class Criterion(Model):
    """One line of a scoring sheet: what it asks, and what it can earn.

    `deductions` are taken off its worth, `additions` added from nothing (or both to and from `base`), between `floor`
    and the worth, each a number or `unlimited`. Where `none_if` holds it earns nothing. Where `applies` is false it is
    left out, earns all, nothing, or the mean of what the other subjects earned to whom it applies (with none of those
    it stays open).
    """

    id: Word
    title: Words
    worth: Limit | None = None
    when: Asked | None = None
    bands: tuple[Band, ...] = ()
    proportional: Proportional | None = None
    deductions: tuple[Entry, ...] = ()
    additions: tuple[Entry, ...] = ()
    base: Number | None = None
    floor: Limit = Fraction(0)
    bonus: tuple[Entry, ...] = ()
    cap: Limit | None = None
    assessed: Assessed | None = None
    none_if: Asked | None = None
    applies: Asked | None = None
    when_not_applicable: NotApplicable | None = None
    origin: Origins | None = None
    authority: Words | None = None
    source: Source | None = None
    remedy: Words | None = None

    @property
    def scoring(self) -> Scoring:
        """How its points come about."""
        for name in ("bands", "proportional", "bonus", "assessed"):
            if getattr(self, name):
                return name
        if self.deductions or self.additions:
            return "entries"
        return "check-list" if self.worth is None else "worth"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is taken off or added, in the order of the sheet."""
        return self.deductions + self.additions + self.bonus

    @property
    def of(self) -> Fraction | None:
        """The most it can earn; None for a check-list line, and where it is open."""
        if self.bands:
            return max(band.points for band in self.bands)
        if self.bonus:
            return bound(self.cap)
        return self.assessed.to if self.assessed else bound(self.worth)


class Group(Model):
    """Criteria with a subtotal, which a cap keeps from rising above and a minimum from falling below.

    A group may stand among them: its subtotal counts as one. With `best` only the so many highest count.
    """

    id: Word
    title: Words
    criteria: tuple[Word, ...]
    best: Count | None = None
    cap: Number | None = None
    minimum: Number | None = None
    origin: Origins | None = None


class Link(Model):
    """Other subjects, judged by their own rule set: those whose id (or name) a column of `mine` holds, or in whose
    column `theirs` this subject's id (or name) stands."""

    ruleset: Word
    mine: Word | None = None
    theirs: Word | None = None
    by: Literal["id", "name"] = "id"
    label: Words | None = None


class RuleSet(Model):
    """A written standard as a file of rules."""

    ruleset: Word
    title: Words
    subject: Word
    in_force: Window
    authority: Words | None = None
    source: Source | None = None
    fields: dict[str, Asking] = Field(default_factory=dict)
    links: dict[str, Link] = Field(default_factory=dict)
    derived: dict[str, AnyDerived] = Field(default_factory=dict)
    figures: dict[str, tuple[Dated, ...]] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()

    @property
    def topmost(self) -> tuple[str, ...]:
        """Ids of the criteria and groups that are part of no group: what the whole is the sum of."""
        inside = {name for group in self.groups for name in group.criteria}
        names = [*(line.id for line in self.criteria), *(group.id for group in self.groups)]
        return tuple(name for name in names if name not in inside)
