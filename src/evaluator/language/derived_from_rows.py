"""Derived quantities made from the rows of a table of events, or from linked subjects as if they were rows."""

from typing import ClassVar, Literal

from pydantic import Field

from evaluator.exact import Rounding
from evaluator.language.conditions import Asked, values_in
from evaluator.language.quantity import Cell, Derived, Step
from evaluator.language.scalars import Count, Number, Word
from evaluator.language.shape import Model

Period = Literal["month", "quarter"]


class Tallied(Derived):
    """What is counted or summed over an events table (or over linked subjects), reduced by period if `per` says so.

    Events count within the scheme's period, or, with `valid_months`, for so many months from their date on, or, with
    `valid_until`, as long as the date in that column has not passed.
    """

    where: Asked | None = None
    dated: Word | None = None
    per: Period | None = None
    take: Literal["fewest", "most"] | None = None
    valid_months: Count | None = None
    valid_until: Word | None = None


class CountOf(Tallied):
    """How many events, chosen choices, or linked subjects."""

    kind: ClassVar[str] = "count"
    count: Word


class SumOf(Tallied):
    """The sum of a number over events or linked subjects; of events only the `best` highest, if that is said."""

    kind: ClassVar[str] = "sum"
    sum: Word
    of: Word
    best: Count | None = None


class RowsOf(Derived):
    """The mean, highest or lowest of a number column over events; without any it is not known."""

    kind: ClassVar[str] = "rows"
    rows: Word
    of: Word
    take: Literal["mean", "highest", "lowest"]
    where: Asked | None = None
    dated: Word | None = None
    valid_months: Count | None = None
    valid_until: Word | None = None
    places: Count = 0
    rounding: Rounding = "half-even"


class Periods(Derived):
    """How many calendar periods hold a condition, or the longest run of them in a row.

    The condition sees `count`, the events of the period, and each number column by name, summed over the period.
    """

    kind: ClassVar[str] = "periods"
    periods: Word
    per: Period
    when: Asked
    take: Literal["number", "longest_run"]
    where: Asked | None = None
    dated: Word | None = None


class Repeats(Model):
    """Every event after the first of the same value in `of` counts `times` as much."""

    of: Word
    times: Number


class Multiplied(Model):
    """Events that meet the condition count `times` as much: doubled, or halved."""

    times: Number
    when: Asked


class Priced(Derived):
    """The sum of what events are worth by a table of `prices` keyed by one or two of their columns.

    Or by the size of a number column, as the steps of `values` say. Of events with the same value in `same_matter` the
    dearest alone counts, the earliest of equally dear. Of what then counts, only the `best` highest do, and `cap`
    limits what they come to: in each calendar period (`per`), or in the whole time.
    """

    kind: ClassVar[str] = "priced"
    priced: Word
    by: tuple[Word, ...]
    prices: dict[str, Cell] = Field(default_factory=dict)
    values: tuple[Step, ...] = ()
    multiplied: tuple[Multiplied, ...] = ()
    where: Asked | None = None
    dated: Word | None = None
    valid_months: Count | None = None
    valid_until: Word | None = None
    same_matter: Word | None = None
    repeats: Repeats | None = None
    best: Count | None = None
    cap: Number | None = None
    per: Literal["month", "quarter", "year"] | None = None


class Steps(Derived):
    """How many steps of a process were taken in order, each within so many days of the one before.

    The steps are the choices of column `of`, in the order they are declared; the count ends at the first step that is
    lacking, comes before the one before it, or later than `within_days` after it.
    """

    kind: ClassVar[str] = "steps"
    steps: Word
    of: Word
    within_days: Count | None = None
    where: Asked | None = None
    dated: Word | None = None


class Sequenced(Derived):
    """How many events in a row hold a condition, in the order of their day; of one day, in the order written.

    `longest_run` is the longest run there is, `latest_run` the one that ends with the latest event (0 if that does not
    hold it), `most` the most that hold it among any `window` consecutive events, or among all where there are fewer.
    """

    kind: ClassVar[str] = "sequence"
    sequence: Word
    when: Asked
    take: Literal["longest_run", "latest_run", "most"]
    window: Count | None = None
    where: Asked | None = None
    dated: Word | None = None
    valid_months: Count | None = None
    valid_until: Word | None = None

    @property
    def named_by_rows(self) -> tuple[str, ...]:
        return (*super().named_by_rows, *(value.name for value in values_in(self.when)))


def events_of(quantity: Derived) -> bool:
    """Whether a quantity is made from the rows of a table (or from linked subjects)."""
    return isinstance(quantity, (Tallied, RowsOf, Periods, Priced, Steps, Sequenced))
