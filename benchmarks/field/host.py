"""What is left once criteria are judged: total, who is held, grade, rank, `results.csv`. In Polars, by whole columns.

Peers that judge criteria but neither rank nor write end with these functions; so does the work written by hand in
Polars.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from field.work import CRITERIA, GRADES, INSUFFICIENT, MET, Record, records

VERDICTS = ("not-met", "insufficient", "met")
JUDGED = [*CRITERIA, "veto"]


def read(_: Any, file: str) -> list[Record]:
    """Records for peers that take plain Python values one record at a time."""
    return records(file)


def judged(records: Sequence[Record], codes: Iterable[Sequence[int]]) -> pl.DataFrame:
    """Records beside their verdicts: for each record a number for each criterion in order, then for the veto."""
    subjects = [record.subject for record in records]
    verdicts = zip(JUDGED, zip(*codes, strict=True), strict=True)
    return by_street(
        pl.DataFrame(
            {
                "id": [subject.id for subject in subjects],
                "name": [subject.name for subject in subjects],
                "street": [subject.street for subject in subjects],
                "satisfaction": pl.Series(
                    [record.evidence.get("satisfaction") for record in records], dtype=pl.Float64
                ),
                **{name: pl.Series(column, dtype=pl.UInt8) for name, column in verdicts},
            }
        )
    )


def by_street(frame: pl.DataFrame) -> pl.DataFrame:
    """Streets as numbers in the order of their names, which ranks within them and the order of rows turn on."""
    return frame.with_columns(pl.col("street").cast(pl.Enum(frame["street"].unique().sort())))


def stand(frame: pl.LazyFrame) -> pl.DataFrame:
    """Totals, grades and ranks of subjects whose verdicts are numbers (columns of `JUDGED`); held ones have none."""
    held = pl.any_horizontal(pl.col(name) == INSUFFICIENT for name in JUDGED)
    earned = pl.sum_horizontal((pl.col(name) == MET) * pl.lit(worth, pl.Int32) for name, (worth, _) in CRITERIA.items())
    total, grade = pl.col("total"), pl.lit(GRADES[-1][1])
    for least, title in reversed(GRADES[:-1]):
        grade = pl.when(total >= least).then(pl.lit(title)).otherwise(grade)
    cents = (pl.col("satisfaction") * 100).round().cast(pl.Int32)
    # Equal totals stay a tie for all who have them while the satisfaction of one is missing.
    told = pl.when(cents.is_null().any().over("equals")).then(0).otherwise(cents)
    return (
        frame.with_columns(total=pl.when(~held).then(earned))
        .with_columns(
            grade=pl.when(total.is_not_null()).then(grade),
            equals=pl.when(pl.col("veto") != MET).then(pl.col("street").to_physical().cast(pl.Int32) * 101 + total),
        )
        .with_columns(standing=pl.when(pl.col("equals").is_not_null()).then(total * 10_001 + told))
        .with_columns(rank=pl.col("standing").rank("min", descending=True).over("street"))
        .collect()
    )


def write(stood: pl.DataFrame, file: str) -> None:
    """`results.csv`: UTF-8 with its mark, rows by street, rank and id."""
    empty, total = pl.lit(None, pl.String), pl.col("total")
    columns = {
        "id": pl.col("id"),
        "name": pl.col("name"),
        "street": pl.col("street"),
        "community": empty,
        "status": pl.when(total.is_null()).then(pl.lit("held")).otherwise(pl.lit("evaluated")),
        "total": pl.format("{}.00", total),
        "rank": pl.col("rank"),
        "grade": pl.col("grade"),
        "tier": empty,
        "subsidy": empty,
        "interview": empty,
    }
    for name, (worth, _) in CRITERIA.items():
        columns[name] = pl.lit(pl.Series(VERDICTS)).gather(name)
        columns[f"{name}.points"] = pl.when(pl.col(name) != INSUFFICIENT).then(
            (pl.col(name) == MET) * pl.lit(worth, pl.Int32)
        )
    with Path(file).open("wb") as out:
        ordered = stood.lazy().sort("street", "rank", "id", nulls_last=True)
        ordered.select(**columns).collect().write_csv(out, include_bom=True)
