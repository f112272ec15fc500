"""The hidden key of a form: for which scheme it was made, and what each of its sheets and headings is for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from evaluator.evidence.book import SheetRead

KEY_SHEET = "_evaluator"
OWN = "."
"""Before the name of a column “id” of a table itself, beside the one that says whose a row is."""
_FORMAT = ["evaluator-form", "1", "", ""]
SUBJECTS = ("subjects", "subject")
"""Roles of sheets without which there is no subject."""
_ROLES = (*SUBJECTS, "events", "marks")
_OWN = frozenset({"填写说明", "instructions"})
"""Sheets of a form on which nothing is filled in, besides those that begin with “_”."""


@dataclass(frozen=True)
class Keyed:
    """What the key says of one sheet: its role, for a table of events the field, and the name of each heading."""

    name: str
    role: str
    about: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Key:
    """What the key says of the whole form."""

    scheme: str
    version: str
    kind: str
    sheets: tuple[Keyed, ...]


def read_key(sheet: SheetRead) -> Key | None:
    """The key as its sheet says it; None where that was changed, or is of a later version."""
    rows: dict[int, dict[int, str]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    lines = [[rows[row].get(column, "") for column in range(1, 5)] for row in sorted(rows)]
    said = {line[0]: line[1] for line in lines}
    listed = [line for line in lines if line[0] == "sheet"]
    if lines[:1] != [_FORMAT] or not listed or any(line[2] not in _ROLES for line in listed):
        return None
    if not all(said.get(name) for name in ("scheme", "version", "kind")):
        return None
    names: dict[str, dict[str, str]] = {}
    for line in lines:
        if line[0] == "column":
            names.setdefault(line[1], {})[line[2]] = line[3]
    sheets = tuple(Keyed(line[1], line[2], line[3], names.get(line[1], {})) for line in listed)
    return Key(said["scheme"], said["version"], said["kind"], sheets)


def is_own(name: str, known: Collection[str]) -> bool:
    """Whether a sheet is one of the form's, those `known` from its key or others."""
    return name in known or name.startswith("_") or name.casefold() in _OWN
