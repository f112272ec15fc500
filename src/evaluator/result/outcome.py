"""An outcome: what a scheme came to as columns of text, from a judged season or from a result's files."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluator.problems import Lang
from evaluator.result.assemble import headline
from evaluator.result.model import AllocationShown, SchemeShown
from evaluator.result.table import FIRST, table
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl


OPEN = "open"
"""Stands for a tier that is not settled yet."""


@dataclass(frozen=True)
class Outcome:
    """A scheme's rows in the order of their ids, every column as `results.csv` has it, and its money."""

    scheme: SchemeShown
    as_of: str
    version: str
    rules_from: str
    provisional: bool
    allocation: AllocationShown | None
    rows: "pl.DataFrame"

    @property
    def told(self) -> "pl.DataFrame":
        """The rows with `open` as the tier of those for whom it is not settled: an empty one says none."""
        import polars as pl

        if self.allocation is None:
            return self.rows
        waits = (pl.col("tier") == "") & (pl.col("subsidy") == "") & (pl.col("status") != "held")
        return self.rows.with_columns(tier=pl.when(waits).then(pl.lit(OPEN)).otherwise("tier"))


def of_season(season: Season, lang: Lang, version: str, rules_from: str) -> Outcome:
    """The outcome of a season just judged."""
    scheme, provisional, allocation = headline(season, lang)
    as_of = season.plan.as_of.isoformat()
    return Outcome(scheme, as_of, version, rules_from, provisional, allocation, table(season))


def of_result(result: Mapping[str, Any], rows: bytes) -> Outcome:
    """The outcome that a result's files hold: `result` is its `result.json`, of which only the head is looked at.

    Raises `ValueError`, `KeyError` or `TypeError` where they hold none.
    """
    import polars as pl

    try:
        read = pl.read_csv(io.BytesIO(rows), infer_schema=False).fill_null("").sort("id")
    except pl.exceptions.PolarsError as error:
        raise ValueError(str(error)) from error
    if not {*FIRST} <= {*read.columns}:
        raise KeyError(*{*FIRST}.difference(read.columns))
    money = result["allocation"]
    return Outcome(
        scheme=SchemeShown.model_validate(result["scheme"]),
        as_of=str(result["as_of"]),
        version=str(result["version"]),
        rules_from=str(result["rules_from"]),
        provisional=bool(result["provisional"]),
        allocation=None if money is None else AllocationShown.model_validate(money),
        rows=read,
    )
