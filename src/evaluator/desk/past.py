"""A result's folder as it lies there: which schemes it holds, what each came to, and whether it is what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import msgspec

from evaluator.files import bytes_of
from evaluator.problems import Place, Problem, problem
from evaluator.result.known import read_known
from evaluator.result.manifest import digest
from evaluator.result.outcome import Outcome, of_result
from evaluator.result.tables import table_data

MOST_BYTES = 1 << 36
"""Bytes of a file of a result."""


@dataclass(frozen=True)
class Past:
    """A result that was written: its manifest, and what each scheme came to, by id, in the result's order.

    `wanted` is the one scheme that was asked for, where a season's folder of it was named; else None.
    """

    folder: str
    manifest: Mapping[str, Any]
    outcomes: Mapping[str, Outcome]
    wanted: str | None = None
    season: str | None = None

    @property
    def call(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.manifest["call"]
        return found


def read_past(folder: str) -> tuple[Past | None, list[Problem]]:
    """The result in a folder: a scheme's, a season's, or one scheme's of a season, whose manifest lies above."""
    opened = opened_at(folder)
    if opened is None:
        return None, [problem("not-a-result", Place(folder), found=folder)]
    return past(folder, *opened)


def past(folder: str, reader: "Reader", inside: str) -> tuple[Past | None, list[Problem]]:
    """What a reader finds of a result of which the folder stands `inside`."""
    manifest = reader.manifest
    try:
        head = reader.result(inside)
        if "chapters" in head:
            parts = [part["folder"] for chapter in head["chapters"] for part in chapter["parts"]]
            outcomes = dict(_each(reader, [f"{part}/" for part in parts]))
            return Past(folder, manifest, outcomes, None, str(head["season"]["id"])), []
        outcomes = dict(_each(reader, [inside]))
        whole = reader.result("") if inside else {}
        season = str(whole["season"]["id"]) if "chapters" in whole else None
    except ChangedError as changed:
        return None, [problem("result-changed", Place(changed.name), found=changed.name)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, [problem("not-a-result", Place(folder), found=folder)]
    return Past(folder, manifest, outcomes, next(iter(outcomes)) if inside else None, season), []


def opened_at(folder: str) -> "tuple[Reader, str] | None":
    """The result in a folder, and where in it the folder stands: one scheme's of a season has its manifest above."""
    path = Path(folder)
    manifest, inside = _manifest(path), ""
    if manifest is None:
        inside = f"{path.resolve().name}/"
        path = path.resolve().parent if path.name in ("", "..") else path.parent
        manifest = _manifest(path)
    if manifest is None or f"{inside}result.json" not in manifest["outputs"]:
        return None
    return Reader(path, manifest), inside


def _each(reader: "Reader", insides: list[str]) -> Iterator[tuple[str, Outcome]]:
    for inside in insides:
        made = of_result(reader.result(inside), reader.table(inside))
        yield made.scheme.id, made


class ChangedError(Exception):
    """A file of the result is not as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Whole(TypedDict, total=False):
    scheme: Any
    as_of: str
    version: str
    rules_from: str
    provisional: bool
    allocation: Any
    chapters: Any
    season: Any


@dataclass(frozen=True)
class Reader:
    """Reads files of a result, each only if it is what the manifest says."""

    folder: Path
    manifest: Mapping[str, Any]

    def data(self, name: str) -> bytes:
        data = bytes_of(self.folder / name, MOST_BYTES)
        if digest(data) != self.manifest["outputs"].get(name):
            raise ChangedError((self.folder / name).as_posix())
        return data

    def table(self, inside: str) -> bytes:
        """The bytes of a `results.csv`, or what they would be where the table was written as Parquet."""
        return table_data(self.manifest["outputs"], inside, self.data)

    def result(self, inside: str) -> Mapping[str, Any]:
        """What a `result.json` says of the whole; subjects, ties and problems are passed over."""
        return msgspec.json.decode(self.data(f"{inside}result.json"), type=_Whole)


def _manifest(folder: Path) -> Mapping[str, Any] | None:
    """What the manifest in a folder says, where it says all that one must."""
    found, _ = read_known(folder)
    return None if found is None else found.says
