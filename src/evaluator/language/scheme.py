"""A scheme puts a season together: period, rule sets and weights, panel, gates, ranking, money, interviews."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from evaluator.exact import Rounding
from evaluator.language.conditions import Asked
from evaluator.language.course import Course
from evaluator.language.criteria import Link
from evaluator.language.derived import AnyDerived
from evaluator.language.derived_from_rows import CountOf
from evaluator.language.fields import Asking, Dated
from evaluator.language.issued import Document, Public
from evaluator.language.scalars import Count, Limit, Number, Word, read_number
from evaluator.language.shape import Model, Origins, Source, Window, Words


class Component(Model):
    """A rule set or the panel's marks, scored out of what the total says and weighed."""

    ruleset: Word | None = None
    panel: Word | None = None
    weight: Number | None = None
    origin: Origins | None = None

    @property
    def id(self) -> str:
        return self.ruleset or self.panel or ""

    @property
    def weighs(self) -> Fraction:
        """Its weight; where points are taken as they are, one that is not given leaves them so."""
        return Fraction(1) if self.weight is None else self.weight


class Aspect(Model):
    """One thing every judge marks."""

    id: Word
    title: Words
    worth: Number


class Scale(Model):
    """The marks a judge may give: from 0 to the aspect's worth, with at most so many decimals."""

    start: Number = Field(alias="from")
    places: Count = 0


class Drop(Model):
    """How many highest and lowest marks are dropped for each aspect, from how many valid marks on."""

    highest: Count
    lowest: Count
    start: Count = Field(alias="from")


class Recusal(Model):
    """A judge whose marks for a subject do not count."""

    judge: Word
    subject: Word
    reason: Words | None = None


class Void(Model):
    """A rule by which a ballot is void (作废): where `when` holds of its marks, none of them counts.

    A ballot is one judge's valid marks for one `subject`, or the whole `sheet` of them for all subjects.
    """

    id: Word
    title: Words
    of: Literal["subject", "sheet"]
    when: Asked
    basis: Words | None = None
    origin: Origins | None = None
    authority: Words | None = None


class Watch(Model):
    """How many points a judge may be apart from the others before people are told; nothing changes by it."""

    apart: Number
    places: Count = 2
    rounding: Rounding = "half-even"
    origin: Origins | None = None
    authority: Words | None = None


class Panel(Model):
    """The judges' configuration."""

    id: Word
    title: Words
    scale: Scale
    aspects: tuple[Aspect, ...]
    fewest_marks: Count
    drop: Drop | None = None
    recusals: tuple[Recusal, ...] = ()
    void: tuple[Void, ...] = ()
    watch: Watch | None = None
    origin: Origins | None = None


class Gate(Model):
    """A condition without which nobody is ranked."""

    id: Word
    title: Words
    when: Asked
    origin: Origins | None = None
    source: Source | None = None


class Veto(Model):
    """A condition that takes away the rank (一票否决), with the clause it rests on."""

    id: Word
    title: Words
    when: Asked
    basis: Words
    effect: Literal["ineligible", "zero", "grade"]
    grade: Word | None = None
    origin: Origins | None = None


def read_out_of(value: Any) -> Fraction | Literal["points"]:
    return "points" if value == "points" else read_number(value)


OutOf = Annotated[
    Fraction | Literal["points"],
    PlainValidator(read_out_of),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"const": "points"}]}),
]


class Total(Model):
    """Where and how the total is rounded, once, and what its components are scored out of.

    `out_of: points` takes the points as they are: nothing is scaled, and a criterion left out is only not counted.
    """

    places: Count
    rounding: Rounding
    out_of: OutOf = Fraction(100)
    origin: Origins | None = None


class TieBreak(Model):
    """What decides between equal totals: a component (out of 100), a group, a field or a derived quantity."""

    by: Word
    places: Count = 0
    rounding: Rounding = "half-even"
    first: Literal["highest", "lowest"] = "highest"


class Ranking(Model):
    """Who is ranked against whom, and how equal totals are told apart."""

    within: Literal["street", "community"] | None = None
    members: Asked | None = None
    ties: tuple[TieBreak, ...] = ()
    origin: Origins | None = None


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


class Pairing(Model):
    """Who is paired with the interviewed, and what the pair owes."""

    partner: Words
    duties: tuple[Words, ...]


class Interviews(Model):
    """Who is called to a work conversation: `when` over standing within the group; `open` when people must choose."""

    id: Word
    title: Words
    when: Asked
    open: Asked | None = None
    by: Words
    pairing: Pairing | None = None
    origin: Origins | None = None
    source: Source | None = None


class FollowUp(Model):
    """What is owed in the calendar months after an earlier interview's month."""

    since: Word
    months: Count
    counts: dict[str, CountOf]
    monthly: Asked
    overall: Asked | None = None
    origin: Origins | None = None
    source: Source | None = None


class PutRight(Model):
    """The days a subject has to put right what it lacks, counted from the evaluation's date."""

    days: Count
    origin: Origins | None = None


class Scheme(Model):
    """A season of one kind of subject.

    `noun` is what documents call a subject, with its English `plural` and its Chinese `measure` word (量词).
    """

    scheme: Word
    title: Words
    subject: Word
    noun: Words | None = None
    plural: Word | None = None
    measure: Word | None = None
    requires: tuple[Literal["street", "community"], ...] = ()
    period: Window
    authority: Words | None = None
    source: Source | None = None
    fields: dict[str, Asking] = Field(default_factory=dict)
    links: dict[str, Link] = Field(default_factory=dict)
    derived: dict[str, AnyDerived] = Field(default_factory=dict)
    figures: dict[str, tuple[Dated, ...]] = Field(default_factory=dict)
    panel: Panel | None = None
    components: tuple[Component, ...]
    gates: tuple[Gate, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    total: Total | None = None
    ranking: Ranking | None = None
    grades: tuple[Grade, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    allocation: Allocation | None = None
    interviews: Interviews | None = None
    follow_up: FollowUp | None = None
    put_right: PutRight | None = None
    course: Course | None = None
    public: Public | None = None
    documents: tuple[Document, ...] = ()
