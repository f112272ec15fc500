"""Derived quantities: every kind there is, known by the key it begins with."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from evaluator.language.derived_from_answers import DaysSince, Lacking, Lookup, MonthsSince
from evaluator.language.derived_from_numbers import (
    Brackets,
    Difference,
    HighestOf,
    LowestOf,
    Product,
    Rounded,
    Sampled,
    ShareOf,
    Stepped,
    TotalOf,
    WeightedMean,
)
from evaluator.language.derived_from_others import ByCondition, Compared, LinkedValue, PointsOf
from evaluator.language.derived_from_rows import CountOf, Periods, Priced, RowsOf, Sequenced, Steps, SumOf
from evaluator.language.quantity import Derived

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
