"""The table of a result in its folder: `results.csv`, or parts in Parquet, and either read back as `results.csv`."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.kinds import TableKind

if TYPE_CHECKING:
    from evaluator.standing.season import Season

CSV = "results.csv"
PARTS = "results/"
"""The folder of a table in Parquet."""
_PART = f"{PARTS}part-"
NAMED: Mapping[TableKind, str] = {"csv": CSV, "parquet": PARTS}
"""Where each kind of table is, below a result's folder."""


def table_files(season: "Season", version: str, kind: TableKind) -> dict[str, bytes]:
    """The files of the table by name."""
    from evaluator.result.table import csv_bytes

    if kind == "csv":
        return {CSV: csv_bytes(season)}
    from evaluator.result.parquet import parquet_parts

    return dict(parquet_parts(season, version))


def table_name(files: Collection[str]) -> str:
    """Where the table is among the files of a result."""
    return CSV if CSV in files else PARTS


def table_data(files: Collection[str], inside: str, read: Callable[[str], bytes]) -> bytes:
    """A result's `results.csv`, or what that would be of its parts in Parquet; `inside` is where in `files` it lies."""
    if f"{inside}{CSV}" in files:
        return read(f"{inside}{CSV}")
    names = sorted(name for name in files if name.startswith(f"{inside}{_PART}") and name.endswith(".parquet"))
    if not names:
        raise KeyError(f"{inside}{CSV}")
    return _as_csv([read(name) for name in names])


def table_rows(files: Collection[str], inside: str, read: Callable[[str], bytes]) -> list[dict[str, str]]:
    """The rows of that table by its columns. Raises `ValueError` or `csv.Error` where it is none."""
    import csv
    import io

    data = table_data(files, inside, read)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table_paths(folder: str) -> list[str]:
    """The files of the table in a result's folder, as paths."""
    if (Path(folder) / CSV).is_file():
        return [(Path(folder) / CSV).as_posix()]
    return sorted(path.as_posix() for path in Path(folder).glob(f"{_PART}*.parquet"))


def _as_csv(parts: list[bytes]) -> bytes:
    import io

    from evaluator.result.parquet import words_of

    buffer = io.BytesIO()
    words_of(parts).write_csv(buffer, include_bom=True)
    return buffer.getvalue()
