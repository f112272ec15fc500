"""A scheme puts a season together: period, rule sets and weights, panel, gates, ranking, money, interviews."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from evaluator.exact import Rounding
from evaluator.language.awards import Adjustment, Allocation, Grade
from evaluator.language.conditions import Asked
from evaluator.language.course import Course
from evaluator.language.criteria import Link
from evaluator.language.derived import AnyDerived
from evaluator.language.derived_from_rows import CountOf
from evaluator.language.fields import Asking, Dated
from evaluator.language.issued import Document, Public
from evaluator.language.panel import Panel
from evaluator.language.scalars import Count, Number, Word, read_number
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
