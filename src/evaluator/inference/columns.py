"""Columns over all subjects at once: answers, quantities with their bounds, verdicts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import numpy as np
import numpy.typing as npt

from evaluator.inference.distinct import ByCode

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")

Truths = npt.NDArray[np.uint8]
"""One of FALSE, TRUE, MISSING for each subject."""

FALSE, TRUE, MISSING = 0, 1, 2

NOT_MET, MET, PARTLY_MET, INSUFFICIENT, NOT_APPLICABLE = range(5)
VerdictWord = Literal["not-met", "met", "partly-met", "insufficient", "not-applicable"]
VERDICT_WORDS: tuple[VerdictWord, ...] = get_args(VerdictWord)


@dataclass(frozen=True)
class Quantity:
    """A number known to lie between two bounds, each a whole number of units of the last of `places` decimals.

    Null is a bound that is not known. Where the bounds agree the number is known. `lowest` and `highest` are what
    the field allows when nothing at all was answered.
    """

    least: "pl.Series"
    most: "pl.Series"
    places: int = 0
    lowest: int | None = None
    highest: int | None = None

    def in_rows(self, rows: npt.NDArray[np.int64]) -> "Quantity":
        """The number of some subjects, in this order."""
        least = self.least.gather(rows)
        most = least if self.most is self.least else self.most.gather(rows)
        return Quantity(least, most, self.places, self.lowest, self.highest)

    @cached_property
    def bounds(self) -> "tuple[Bound, Bound]":
        """Both bounds as whole numbers to compare with."""
        least = _bound(self.least)
        return least, least if self.most is self.least else _bound(self.most)


class Deferred(Quantity):
    """A quantity over all subjects that is laid out when it is first asked for."""

    def __init__(self, made: "Callable[[], Quantity]", places: int = 0) -> None:
        vars(self).update(made=made, places=places, lowest=None, highest=None)

    def __getattr__(self, name: str) -> "pl.Series":
        if name not in ("least", "most"):
            raise AttributeError(name)
        made: Quantity = vars(self)["made"]()
        vars(self).update(least=made.least, most=made.most)
        return made.least if name == "least" else made.most


@dataclass(frozen=True)
class Bound:
    """One bound over all subjects, and for which of them it is known; for others it is 0 and means nothing."""

    units: npt.NDArray[np.int64]
    known: npt.NDArray[np.bool_]

    def filled(self, unknown: int) -> npt.NDArray[np.int64]:
        """The bound, `unknown` where it is not known."""
        return np.where(self.known, self.units, unknown)


def _bound(units: "pl.Series") -> Bound:
    if units.null_count():
        return Bound(units.fill_null(0).to_numpy(), units.is_not_null().to_numpy())
    return Bound(units.to_numpy(), np.ones(len(units), np.bool_))


def verdicts_of(column: npt.NDArray[np.uint8]) -> ByCode:
    """A column of verdicts, by verdict."""
    return ByCode(np.arange(len(VERDICT_WORDS), dtype=np.uint8), column)


@dataclass(frozen=True)
class Columns:
    """What conditions are put to. Names are those of the rule files; `finding:` names verdict columns."""

    height: int
    answers: dict[str, "pl.Series"] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    verdicts: dict[str, ByCode] = field(default_factory=dict)
    unsettled: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def of_rows(self, rows: list[int], names: Collection[str]) -> "Columns":
        """Those of some answers and quantities there are, of some subjects, in this order."""
        answers = {name: self.answers[name][rows] for name in names if name in self.answers}
        quantities = {
            name: Quantity(made.least[rows], made.most[rows], made.places)
            for name, made in self.quantities.items()
            if name in names
        }
        return Columns(len(rows), answers, quantities)

    def with_quantities(self, more: dict[str, Quantity]) -> "Columns":
        return Columns(self.height, self.answers, self.quantities | more, self.verdicts, self.unsettled)

    def with_answers(self, more: dict[str, "pl.Series"]) -> "Columns":
        return Columns(self.height, self.answers | more, self.quantities, self.verdicts, self.unsettled)

    def with_verdicts(self, more: dict[str, ByCode]) -> "Columns":
        return Columns(self.height, self.answers, self.quantities, self.verdicts | more, self.unsettled)

    def only(self, names: Collection[str]) -> "Columns":
        """Some of the columns; what of a field is not settled is known only where its column is there."""

        def kept(columns: dict[str, T]) -> dict[str, T]:
            return {name: column for name, column in columns.items() if name in names}

        return Columns(
            self.height, kept(self.answers), kept(self.quantities), kept(self.verdicts), kept(self.unsettled)
        )

    def in_rows(self, rows: npt.NDArray[np.int64]) -> "Columns":
        """The columns of some subjects, in this order."""
        return Columns(
            len(rows),
            {name: column.gather(rows) for name, column in self.answers.items()},
            {name: column.in_rows(rows) for name, column in self.quantities.items()},
            {name: column.in_rows(rows) for name, column in self.verdicts.items()},
            {name: column[rows] for name, column in self.unsettled.items()},
        )


def joined(parts: Sequence[Columns]) -> Columns:
    """The columns of the first subjects, of the next, and so on as those of all; every part has the same."""
    import polars as pl

    first, heights = parts[0], [part.height for part in parts]
    unsettled = dict.fromkeys(name for part in parts for name in part.unsettled)
    return Columns(
        sum(heights),
        {name: pl.concat([part.answers[name] for part in parts]) for name in first.answers},
        {name: _joined([part.quantities[name] for part in parts]) for name in first.quantities},
        {name: verdicts_of(np.concatenate([part.verdicts[name].whole for part in parts])) for name in first.verdicts},
        {
            name: np.concatenate([part.unsettled.get(name, np.zeros(part.height, np.bool_)) for part in parts])
            for name in unsettled
        },
    )


def _joined(parts: Sequence[Quantity]) -> Quantity:
    import polars as pl

    least = pl.concat([part.least for part in parts])
    exact = all(part.most is part.least for part in parts)
    most = least if exact else pl.concat([part.most for part in parts])
    return replace(parts[0], least=least, most=most)


def numbered(words: "pl.Series") -> npt.NDArray[np.unsignedinteger[Any]]:
    """A number for each text of a column, in the order of the texts by code point."""
    import polars as pl

    order = pl.Enum(words.unique().sort())
    return words.cast(order).to_physical().to_numpy()


def series(kind: str, values: "pl.Series | list[Any]") -> "pl.Series":
    """Typed answers of a field as a column; an events table becomes whether it was answered."""
    import polars as pl

    from evaluator.evidence.bulk_typed import DTYPES

    if isinstance(values, pl.Series):
        return values
    if kind == "events":
        return pl.Series(values=[None if value is None else True for value in values], dtype=pl.Boolean)
    if kind == "choices":
        return pl.Series(values=[None if value is None else list(value) for value in values], dtype=DTYPES[kind])
    return pl.Series(values=values, dtype=DTYPES[kind])
