"""Fields: what a panel submits, and figures that hold from a day on."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from evaluator.kinds import Audience
from evaluator.language.scalars import Count, Day, Number, Word, form_of
from evaluator.language.shape import Model, Origins, Words

FieldType = Literal["yes-no", "integer", "decimal", "date", "text", "choice", "choices", "events"]


class JudgedCell(Model):
    """Who judges the numbers of a column within its minimum and maximum, and the text column that gives the reason."""

    by: Words
    reason: Word


class Column(Model):
    """One column of an events table. A number may be `assessed`: judged by somebody, who gives a reason."""

    type: Literal["yes-no", "integer", "decimal", "date", "text", "choice"]
    label: Words | None = None
    unit: Word | None = None
    of: tuple[Word, ...] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    places: Count = 0
    assessed: JudgedCell | None = None


class Asking(Model):
    """A field: one thing a panel answers. `places` are the most decimals an answer may have.

    An events field `reported: by_period` says that a period without a row was not reported; otherwise it counts 0.
    `of` holds the choices, the columns of an events table, or the only numbers an answer may be.
    A field with `earlier` is not asked: it takes that column of the earlier season's result.
    """

    type: FieldType
    label: Words | None = None
    unit: Word | None = None
    of: Annotated[
        Annotated[tuple[Word, ...], Tag("[…]")] | Annotated[dict[str, Column], Tag("{…}")], Discriminator(form_of)
    ] = ()
    minimum: Number | None = None
    maximum: Number | None = None
    places: Count = 0
    help: Words | None = None
    audience: Audience = "internal"
    reported: Literal["by_period"] | None = None
    earlier: Word | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        return self.of if isinstance(self.of, tuple) else ()

    @property
    def columns(self) -> dict[str, Column]:
        return self.of if isinstance(self.of, dict) else {}

    @property
    def dates(self) -> list[str]:
        """The columns of an events table that hold a date."""
        return [name for name, column in self.columns.items() if column.type == "date"]


class Dated(Model):
    """A figure's value from a day on, with who set it."""

    start: Day = Field(alias="from")
    value: object
    origin: Origins | None = None
    authority: Words | None = None


def figure_at(values: tuple[Dated, ...], day: date) -> Dated | None:
    """The value in force on a day: the latest that has begun."""
    begun = [value for value in values if value.start <= day]
    return max(begun, key=lambda value: value.start) if begun else None
