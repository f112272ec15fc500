"""What a scheme says of its judges: aspects, scale, marks that are dropped, ballots that are void."""

from typing import Literal

from pydantic import Field

from evaluator.exact import Rounding
from evaluator.language.conditions import Asked
from evaluator.language.scalars import Count, Number, Word
from evaluator.language.shape import Model, Origins, Words


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
