"""Two results of the same work held against each other, cell by cell."""

from pathlib import Path

import polars as pl


def results(file: Path) -> pl.DataFrame:
    """Every cell of a `results.csv` as text."""
    return pl.read_csv(file, infer_schema=False)


def difference(ours: pl.DataFrame, theirs: pl.DataFrame) -> str:
    """How a result differs from this program's; empty when every cell is the same."""
    if ours.columns != theirs.columns:
        return f"columns: {', '.join(theirs.columns)} instead of {', '.join(ours.columns)}"
    if ours.height != theirs.height:
        return f"rows: {theirs.height:,} instead of {ours.height:,}"
    unlike = ours.select(pl.col(name).ne_missing(theirs[name]) for name in ours.columns)
    cells = sum(unlike.sum().row(0))
    if not cells:
        return ""
    column = next(name for name in ours.columns if unlike[name].any())
    row = unlike[column].arg_true()[0]
    return (
        f"{cells:,} of {ours.height * ours.width:,} cells differ,"
        f" the first in row {row + 1} ({ours['id'][row]}), {column}:"
        f" {theirs[column][row]!r} instead of {ours[column][row]!r}"
    )
