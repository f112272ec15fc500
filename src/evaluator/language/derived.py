"""Derived quantities: each kind a model of its own, known by the key it begins with."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema

from evaluator.exact import Rounding, parse_number
from evaluator.language.conditions import Asked, Figure, names_in, values_in
from evaluator.language.shape import Count, Flag, Model, Number, Word, Words, form_of, kind_of, wrong
from evaluator.language.source import PlacedMap, Plain

Period = Literal["month", "quarter"]
Cell = Annotated[
    Annotated[Number, Tag("[…]")] | Annotated[dict[str, Number], Tag("{…}")],
    Discriminator(form_of),
]
"""A value of a table, or the row of a table with two keys."""

Part = Literal["dropped", "counts", "pro_rata"]
"""What a part of a unit counts: nothing, a whole one, or as much as it is."""


def read_operand(value: Any) -> str | Fraction | Figure:
    if isinstance(value, (Fraction, Figure)):
        return value
    if isinstance(value, PlacedMap) and set(value) == {"figure"} and isinstance(value["figure"], str):
        return Figure(str(value["figure"]), value.places["figure"])
    if isinstance(value, str) and value.strip():
        number = parse_number(value) if isinstance(value, Plain) else None
        return str(value) if number is None else number
    raise wrong("operand-expected", found=kind_of(value))


Operand = Annotated[
    str | Fraction | Figure,
    PlainValidator(read_operand),
    WithJsonSchema({"type": ["string", "number", "object"]}),
]
"""The name of a number, a number itself, or `{figure: NAME}`."""


class Derived(Model):
    """A quantity computed from others. `kind` is the key that says how."""

    kind: ClassVar[str] = ""
    label: Words | None = None
    unit: Word | None = None

    @property
    def base(self) -> str:
        """What it is first of all computed from."""
        return next(iter(self.needs), "")

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the fields, quantities and links it is computed from."""
        value = getattr(self, self.kind)
        parts = value if isinstance(value, (tuple, dict)) else (value,)
        return tuple(part for part in parts if isinstance(part, str))

    @property
    def named_by_rows(self) -> tuple[str, ...]:
        """Names that conditions on single rows compare with: of the subject a row belongs to, or of the row."""
        conditions = [getattr(self, "where", None), *(more.when for more in getattr(self, "multiplied", ()))]
        return tuple(value.name for condition in conditions for value in values_in(condition))


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


class MonthsSince(Derived):
    """Whole calendar months from a date to the evaluation's date."""

    kind: ClassVar[str] = "months_since"
    months_since: Word


class DaysSince(Derived):
    """Days from a date to the evaluation's date."""

    kind: ClassVar[str] = "days_since"
    days_since: Word


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


class Lacking(Derived):
    """How many choices of a list were not chosen: all that the field offers, or those of `of`."""

    kind: ClassVar[str] = "lacking"
    lacking: Word
    of: tuple[Word, ...] = ()


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


class Step(Model):
    """The value up to a limit (included), below one (not included), or beyond the last."""

    value: Number
    up_to: Number | None = None
    below: Number | None = None


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


class Lookup(Derived):
    """A value from a table with one or two keys; every cell must be there."""

    kind: ClassVar[str] = "table"
    table: tuple[Word, ...]
    cells: dict[str, Cell]


class Compared(Derived):
    """How a number stands among those of all subjects, or of those with the same value in `within`.

    `mean`, `highest` and `lowest` are of the others when `without_self`; `rank` is 1 for the first; `share` is the rank
    divided by the number of subjects.
    """

    kind: ClassVar[str] = "compared"
    compared: Word
    take: Literal["mean", "highest", "lowest", "rank", "share"]
    within: Word | None = None
    without_self: Flag = False
    first: Literal["highest", "lowest"] = "highest"
    places: Count = 0
    rounding: Rounding = "half-even"


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


class LinkedValue(Derived):
    """A number of the one subject a link leads to."""

    kind: ClassVar[str] = "value"
    value: Word
    of: Word


class Alternative(Model):
    """A value, and the condition on which it is taken; the last alternative has none."""

    value: Operand
    when: Asked | None = None


class ByCondition(Derived):
    """The value of the first condition that holds, else the last value. Conditions see what those of criteria see."""

    kind: ClassVar[str] = "by_condition"
    by_condition: tuple[Alternative, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        found = [one.value for one in self.by_condition if isinstance(one.value, str)]
        for one in self.by_condition:
            found += [] if one.when is None else names_in(one.when)
        return tuple(dict.fromkeys(found))


class PointsOf(Derived):
    """What a criterion earned, or the subtotal of a group, rounded once to `places`.

    A criterion that is left out has earned nothing and lost nothing, so there are no points to take: the number is then
    what `when_not_applicable` says, which must be given wherever that can happen. Of a group it is so when every one
    of its criteria is left out.
    """

    kind: ClassVar[str] = "points_of"
    points_of: Word
    places: Count
    rounding: Rounding
    when_not_applicable: Number | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """Nothing but findings, which a plan finds by the criterion or group."""
        return ()


KINDS: Mapping[str, type[Derived]] = {
    made.kind: made
    for made in (
        CountOf,
        SumOf,
        ShareOf,
        MonthsSince,
        DaysSince,
        RowsOf,
        Lacking,
        Periods,
        Priced,
        Steps,
        Sequenced,
        Difference,
        TotalOf,
        Product,
        WeightedMean,
        Rounded,
        HighestOf,
        LowestOf,
        Brackets,
        Stepped,
        Lookup,
        Compared,
        Sampled,
        LinkedValue,
        ByCondition,
        PointsOf,
    )
}


def kind_in(data: Any) -> str:
    """The one key of a definition that says its kind; nothing when there is none, or more than one."""
    if isinstance(data, Derived):
        return data.kind
    found = [key for key in data if key in KINDS] if isinstance(data, Mapping) else []
    if "sampled" in found or "table" in found or "stepped" in found:  # their own keys are no kinds
        found = [key for key in found if key in ("sampled", "table", "stepped")]
    return found[0] if len(found) == 1 else ""


AnyDerived = Annotated[
    Annotated[CountOf, Tag("count")]
    | Annotated[SumOf, Tag("sum")]
    | Annotated[ShareOf, Tag("share")]
    | Annotated[MonthsSince, Tag("months_since")]
    | Annotated[DaysSince, Tag("days_since")]
    | Annotated[RowsOf, Tag("rows")]
    | Annotated[Lacking, Tag("lacking")]
    | Annotated[Periods, Tag("periods")]
    | Annotated[Priced, Tag("priced")]
    | Annotated[Steps, Tag("steps")]
    | Annotated[Sequenced, Tag("sequence")]
    | Annotated[Difference, Tag("difference")]
    | Annotated[TotalOf, Tag("total_of")]
    | Annotated[Product, Tag("product")]
    | Annotated[WeightedMean, Tag("weighted_mean")]
    | Annotated[Rounded, Tag("rounded")]
    | Annotated[HighestOf, Tag("highest_of")]
    | Annotated[LowestOf, Tag("lowest_of")]
    | Annotated[Brackets, Tag("brackets")]
    | Annotated[Stepped, Tag("stepped")]
    | Annotated[Lookup, Tag("table")]
    | Annotated[Compared, Tag("compared")]
    | Annotated[Sampled, Tag("sampled")]
    | Annotated[LinkedValue, Tag("value")]
    | Annotated[ByCondition, Tag("by_condition")]
    | Annotated[PointsOf, Tag("points_of")],
    Discriminator(kind_in),
]


def events_of(quantity: Derived) -> bool:
    """Whether a quantity is made from the rows of a table (or from linked subjects)."""
    return isinstance(quantity, (Tallied, RowsOf, Periods, Priced, Steps, Sequenced))


def operands(quantity: Derived) -> Iterator[str | Fraction | Figure]:
    """The operands of an arithmetic kind, as written."""
    if isinstance(quantity, ShareOf):
        yield from (quantity.share, quantity.of)
        return
    value = getattr(quantity, quantity.kind)
    yield from value if isinstance(value, tuple) else (value,)
