"""Evidence typed into spreadsheet forms, as people type: dates, 是 and 否, lists, wide digits, numbers as text."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from evaluator.evidence.formkey import Key, Keyed, read_key
from evaluator.evidence.workbook import read as read_book

_SAID = {"true": "是", "false": "否"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
IDENTITY = ("id", "name", "street", "community")


class _Plain(yaml.SafeLoader):
    """YAML with every plain value but a day as text: as it is written is as it is typed."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def told(folder: Path) -> dict[str, dict[str, Any]]:
    """All that the files of a folder say of each subject, by id: identity, answers, and who submitted it."""
    found: dict[str, dict[str, Any]] = {}
    for one in _documents(folder):
        answers = one.get("evidence", {}) | {f"submitted.{k}": v for k, v in one.get("submitted", {}).items()}
        found.setdefault(one["subject"]["id"], {}).update(one["subject"] | answers)
    for file in sorted(folder.rglob("*.csv")):
        for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()):
            if "id" in row:
                found.setdefault(row["id"], {}).update({name: value for name, value in row.items() if value})
    return found


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    """The subjects of files in YAML and JSON, which is YAML."""
    for file in sorted(one for one in folder.rglob("*") if one.suffix in (".yaml", ".json", ".jsonl")):
        text = file.read_text(encoding="utf-8")
        for each in text.splitlines() if file.suffix == ".jsonl" else [text]:
            for document in yaml.load_all(each, _Plain):
                yield from document if isinstance(document, list) else filter(None, [document])


def marked(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    """What each judge gave each subject for each aspect."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted(folder.rglob("marks.csv")):
        for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()):
            found.setdefault(row["judge"], {}).setdefault(row["subject"], {})[row["aspect"]] = row["mark"]
    return found


class Hand:
    """Types values in one way after another, each of which people are seen to use."""

    def __init__(self) -> None:
        self._typed = 0

    def types(self, value: Any) -> Any:
        """What somebody enters for a value."""
        if isinstance(value, str) and value in _SAID:
            return _SAID[value]
        if isinstance(value, str) and _DAY.fullmatch(value):
            value = date.fromisoformat(value)
        self._typed += 1
        turn = self._typed % 4
        if isinstance(value, date):
            spoken = f"{value.year}年{value.month}月{value.day}日"
            return (value, spoken, value.isoformat(), f"{value.year}/{value.month}/{value.day}")[turn]
        if isinstance(value, list):
            return (("、", "，", ",", "；")[turn]).join(value) if value else "无"
        if _is_number(value):
            return (Decimal(value), Decimal(value), value, _wide(value))[turn]
        return value


def _is_number(text: str) -> bool:
    """Whether a cell would be typed as a number: ids are not, which begin with a long code."""
    return len(text) < 12 and text.replace(".", "", 1).isdigit()


def _wide(text: str) -> str:
    return text.translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)} | {ord("."): "．"})


def key_of(data: bytes) -> Key:
    """The hidden key of a form."""
    import msgspec

    from evaluator.evidence.book import Book

    book = msgspec.json.decode(read_book(data), type=Book)
    found = read_key(next(sheet for sheet in book.sheets if sheet.name == "_evaluator"))
    assert found is not None
    return found


def columns(sheet: Any, keyed: Keyed) -> dict[str, int]:
    """Where the answers of each name are typed."""
    at = {cell.value: cell.column for cells in sheet.iter_rows(max_row=8) for cell in cells if cell.value}
    return {name: at[heading] for heading, name in keyed.names.items()}


def first_row(sheet: Any, keyed: Keyed) -> int:
    """The first row of answers: below the headings and what is said of them."""
    heading = next(heading for heading, name in keyed.names.items() if name == "id")
    return next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == heading) + 2


def type_in(book: Any, key: Key, subjects: Mapping[str, Mapping[str, Any]], hand: Hand) -> None:
    """Type subjects into a form that has a row for each, and their events into the tables."""
    for keyed in key.sheets:
        sheet = book[keyed.name]
        at, row = columns(sheet, keyed), first_row(sheet, keyed)
        for cells in _rows(keyed, subjects):
            for name, value in cells.items():
                assert name in at, f"the form has no place for {name}"
                sheet.cell(row, at[name], value if name in IDENTITY else hand.types(value))
            row += 1


def _rows(keyed: Keyed, subjects: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The rows of one sheet: of tables the events, of others each subject, who may have none of an event."""
    for id_, told in subjects.items():
        if keyed.role == "events":
            for event in told.get(keyed.about, ()):
                yield {"id": id_, **event}
        else:
            tables = {name for name, value in told.items() if _is_table(value) and value}
            yield {
                name: "无" if value == [] else value
                for name, value in told.items()
                if name != "kind" and name not in tables
            }


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def type_marks(book: Any, key: Key, judge: str, given: Mapping[str, Mapping[str, str]], hand: Hand) -> None:
    """Type a judge's name and marks into the judge's form, which names the subjects."""
    (keyed,) = key.sheets
    sheet = book[keyed.name]
    label = next(cell for cells in sheet.iter_rows(max_row=4) for cell in cells if cell.value in ("评委", "评委："))
    sheet.cell(label.row, label.column + 1, judge)
    at, row = columns(sheet, keyed), first_row(sheet, keyed)
    while sheet.cell(row, at["id"]).value:
        for aspect, mark in given.get(str(sheet.cell(row, at["id"]).value), {}).items():
            sheet.cell(row, at[aspect], hand.types(mark))
        row += 1
