"""Rule sets: the fields a panel submits, what is derived from them, and the criteria they are judged by."""

from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field

from evaluator.exact import Rounding
from evaluator.language.conditions import Asked
from evaluator.language.shape import (
    Count,
    Day,
    Model,
    Number,
    Origins,
    Source,
    Window,
    Word,
    Words,
)
from evaluator.problems import Problem, problem

FieldType = Literal["yes-no", "integer", "decimal", "date", "text", "choice", "choices", "events"]
Audience = Literal["internal", "public"]


class Column(Model):
    """One column of an events table."""

    type: Literal["yes-no", "integer", "decimal", "date", "text", "choice"]
    label: Words | None = None
    unit: Word | None = None
    of: tuple[Word, ...] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    places: Count = 0


class Asking(Model):
    """A field: one thing a panel answers. `places` are the most decimals an answer may have."""

    type: FieldType
    label: Words | None = None
    unit: Word | None = None
    of: tuple[Word, ...] | dict[str, Column] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    places: Count = 0
    help: Words | None = None
    audience: Audience = "internal"

    @property
    def choices(self) -> tuple[str, ...]:
        return self.of if isinstance(self.of, tuple) else ()

    @property
    def columns(self) -> dict[str, Column]:
        return self.of if isinstance(self.of, dict) else {}


class Derived(Model):
    """A quantity computed from fields: exactly one of count, sum, share, months_since, days_since.

    `per` and `take` reduce an events table by calendar month or quarter of the scheme's period to the fewest or the
    most. A share is part ÷ whole, rounded once to `places`.
    """

    count: Word | None = None
    sum: Word | None = None
    share: Word | None = None
    months_since: Word | None = None
    days_since: Word | None = None
    of: Word | None = None
    where: Asked | None = None
    dated: Word | None = None
    per: Literal["month", "quarter"] | None = None
    take: Literal["fewest", "most"] | None = None
    places: Count = 0
    rounding: Rounding = "half-even"
    label: Words | None = None
    unit: Word | None = None

    @property
    def kind(self) -> str:
        return next((name for name in KINDS if getattr(self, name) is not None), "")

    @property
    def base(self) -> str:
        """The field it is computed from (the part, for a share)."""
        return str(getattr(self, self.kind))


KINDS = ("count", "sum", "share", "months_since", "days_since")


class Dated(Model):
    """A figure's value from a day on, with who set it."""

    start: Day = Field(alias="from")
    value: object
    origin: Origins | None = None
    authority: Words | None = None


class Band(Model):
    """Points for the first condition that holds; a band without a condition always holds."""

    points: Number
    when: Asked | None = None


class Proportional(Model):
    """Points grow in a straight line from none at `from` to the full worth at `to`, and stay within."""

    of: Word
    start: Number = Field(alias="from")
    to: Number


class Deduction(Model):
    """Points taken off: `points` for each unit of a quantity, or once when a condition holds; at most `cap`."""

    points: Number
    each: Word | None = None
    when: Asked | None = None
    cap: Number | None = None
    label: Words | None = None


class Assessed(Model):
    """What a named person judges between two bounds; below full a reason is required."""

    start: Number = Field(alias="from")
    to: Number
    by: Words
    places: Count = 0


Scoring = Literal["check-list", "worth", "bands", "proportional", "deductions", "bonus", "assessed"]


class Criterion(Model):
    """One line of a scoring sheet: what it asks, and what it can earn."""

    id: Word
    title: Words
    worth: Number | None = None
    when: Asked | None = None
    bands: tuple[Band, ...] = ()
    proportional: Proportional | None = None
    deductions: tuple[Deduction, ...] = ()
    floor: Number = Fraction(0)
    bonus: tuple[Deduction, ...] = ()
    cap: Number | None = None
    assessed: Assessed | None = None
    applies: Asked | None = None
    when_not_applicable: Literal["leave_out", "full", "zero"] | None = None
    origin: Origins | None = None
    authority: Words | None = None
    source: Source | None = None
    remedy: Words | None = None

    @property
    def scoring(self) -> Scoring:
        """How its points come about."""
        for name in ("bands", "proportional", "deductions", "bonus", "assessed"):
            if getattr(self, name):
                return name
        return "check-list" if self.worth is None else "worth"

    @property
    def of(self) -> Fraction | None:
        """The most it can earn; None for a check-list line."""
        if self.bands:
            return max(band.points for band in self.bands)
        if self.bonus:
            return self.cap
        return self.assessed.to if self.assessed else self.worth


class Group(Model):
    """Criteria with a subtotal, which a cap keeps from rising above and a minimum from falling below."""

    id: Word
    title: Words
    criteria: tuple[Word, ...]
    cap: Number | None = None
    minimum: Number | None = None
    origin: Origins | None = None


class RuleSet(Model):
    """A written standard as a file of rules."""

    ruleset: Word
    title: Words
    subject: Word
    in_force: Window
    authority: Words | None = None
    source: Source | None = None
    fields: dict[str, Asking] = Field(default_factory=dict)
    derived: dict[str, Derived] = Field(default_factory=dict)
    figures: dict[str, tuple[Dated, ...]] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()


def shape_problems(criterion: Criterion) -> list[Problem]:
    """What a single criterion gets wrong about itself, whatever the fields are."""
    found: list[Problem] = []
    given = [name for name in ("bands", "proportional", "deductions", "bonus", "assessed") if getattr(criterion, name)]

    def add(code: str, key: str = "id", seen: object = "") -> None:
        found.append(problem(code, criterion.place_at(key), criterion=criterion.id, found=seen))

    if len(given) > 1:
        add("two-scorings", given[1], seen=given)
    if not given and criterion.when is None:
        add("nothing-asked")
    if given and criterion.when is not None:
        add("two-scorings", "when", seen=["when", *given])
    needs_worth = criterion.scoring in ("proportional", "deductions")
    if needs_worth and criterion.worth is None:
        add("worth-missing", given[0], seen=criterion.scoring)
    if given and not needs_worth and criterion.worth is not None:
        add("worth-twice", "worth", seen=criterion.scoring)
    if criterion.worth is not None and (criterion.worth < 0 or (criterion.worth == 0 and not criterion.deductions)):
        add("worth-negative", "worth", seen=criterion.worth)
    if criterion.bonus and criterion.cap is None:
        add("bonus-without-cap", "bonus")
    if (criterion.applies is None) != (criterion.when_not_applicable is None):
        add("not-applicable-unsaid", "applies" if criterion.applies else "when_not_applicable")
    for before, after in zip(criterion.bands, criterion.bands[1:], strict=False):
        if before.when is None:
            found.append(problem("band-unreachable", after.place, criterion=criterion.id))
        elif after.points >= before.points:
            place = after.place_at("points")
            found.append(problem("bands-not-falling", place, found=after.points, expected=before.points))
    limits = [(entry.cap, entry.place_at("cap")) for entry in criterion.deductions + criterion.bonus]
    for limit, place in [*limits, (criterion.cap, criterion.place_at("cap"))]:
        if limit is not None and limit < 0:
            found.append(problem("out-of-range", place, found=limit, expected="≥ 0"))
    if criterion.worth is not None and criterion.deductions and criterion.floor > criterion.worth:
        place = criterion.place_at("floor")
        found.append(problem("out-of-range", place, found=criterion.floor, expected=f"≤ {criterion.worth}"))
    for entry in criterion.deductions + criterion.bonus:
        if (entry.each is None) == (entry.when is None):
            found.append(problem("each-or-when", entry.place, criterion=criterion.id))
        if entry.points <= 0:
            found.append(problem("points-not-positive", entry.place_at("points"), found=entry.points))
    line = criterion.proportional or criterion.assessed
    if line is not None and line.start == line.to:
        found.append(problem("bounds-equal", line.place_at("to"), found=line.to))
    if criterion.assessed and criterion.assessed.start > criterion.assessed.to:
        found.append(problem("bounds-equal", criterion.assessed.place_at("to"), found=criterion.assessed.to))
    if criterion.scoring != "check-list" and criterion.origin is None:
        add("origin-missing")
    return found


def figure_at(values: tuple[Dated, ...], day: date) -> Dated | None:
    """The value in force on a day: the latest that has begun."""
    begun = [value for value in values if value.start <= day]
    return max(begun, key=lambda value: value.start) if begun else None
