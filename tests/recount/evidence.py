"""Evidence: files read, records of one subject merged, answers typed by the fields that ask for them."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from recount.refusal import refuse
from recount.rules import Kind, Node
from recount.spans import day, number
from recount.text import Bare, Plain, documents, json_value

ENDINGS = {".yaml", ".yml", ".json", ".jsonl", ".csv", ".xlsx", ".parquet"}
YES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass
class Subject:
    """One subject: who it is, and its answers; what was not answered is not among them."""

    id: str
    name: str
    street: str
    community: str
    answers: dict[str, Any] = field(default_factory=dict)
    assessed: list[tuple[str, Any]] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)
    """What something was submitted for that cannot be used, or contradicts itself."""


@dataclass
class Submitted:
    """Everything that was submitted."""

    records: list[tuple[str, Node, bool]] = field(default_factory=list)
    """File, record, and whether it was a row of a CSV table."""
    marks: list[Node] = field(default_factory=list)
    recusals: list[Node] = field(default_factory=list)
    decisions: list[Node] = field(default_factory=list)


def files(paths: Iterable[str]) -> list[Path]:
    found = []
    for one in paths:
        path = Path(one)
        if path.is_dir():
            found += [
                inner
                for inner in sorted(path.rglob("*"))
                if inner.suffix in ENDINGS
                and inner.is_file()
                and not any(part.startswith((".", "_")) for part in inner.relative_to(path).parts)
            ]
        elif path.is_file():
            found.append(path)
        else:
            raise refuse(one, "a path that is not there")
    return found


def read(paths: Iterable[str]) -> Submitted:
    submitted = Submitted()
    for path in files(paths):
        name = str(path)
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise refuse(name, "a file that is not UTF-8") from None
        match path.suffix:
            case ".yaml" | ".yml":
                take(documents(text, name), name, submitted)
            case ".json":
                take([json_value(text, name)], name, submitted)
            case ".jsonl":
                take([json_value(line, name) for line in text.splitlines() if line.strip()], name, submitted)
            case ".csv":
                table(text, name, submitted)
            case _:
                raise refuse(name, f"files ending in {path.suffix}")
    return submitted


def take(found: list[Any], name: str, submitted: Submitted) -> None:
    for one in [inner for value in found for inner in (value if isinstance(value, list) else [value])]:
        if not isinstance(one, dict):
            raise refuse(name, f"“{one}”, which is no record")
        if "subject" in one:
            submitted.records.append((name, one, False))
        elif "marks" in one or "decisions" in one:
            for key, value in one.items():
                if key not in ("marks", "recusals", "decisions") or not isinstance(value, list):
                    raise refuse(name, f"“{key}” beside marks or decisions")
                getattr(submitted, key).extend(value)
        else:
            raise refuse(name, "a document without “subject”, “marks” or “decisions”")


def table(text: str, name: str, submitted: Submitted) -> None:
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    if not rows:
        return
    heads = [one.strip() for one in rows[0]]
    if len(set(heads)) != len(heads) or "" in heads:
        raise refuse(name, "a column without a name, or two of one name")
    for row in rows[1:]:
        if len(row) != len(heads):
            raise refuse(name, "a row with more or fewer cells than the header")
        cells = {head: Plain(cell.strip()) for head, cell in zip(heads, row, strict=True)}
        if set(heads) == {"judge", "subject", "aspect", "mark"}:
            submitted.marks.append(cells)
        elif "kind" in cells and "id" in cells:
            who = {head: cells.pop(head) for head in ("kind", "id", "name", "street", "community") if head in cells}
            submitted.records.append((name, {"subject": who, "evidence": cells}, True))
        else:
            raise refuse(name, "a table of neither evidence nor marks")


def subjects(kind: Kind, submitted: Submitted) -> tuple[dict[str, Subject], int]:
    """The subjects of a kind by id, and how many records were not accepted."""
    found: dict[str, Subject] = {}
    given: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    rejected = 0
    for name, record, cells in submitted.records:
        who = record["subject"]
        if not isinstance(who, dict):
            raise refuse(name, "a subject that is not “name: value”")
        if who.get("kind", "") == "" or not isinstance(who["kind"], str):
            raise refuse(name, "a record without its kind")
        if who["kind"] != kind.name:
            continue
        if unknown := set(who) - {"kind", "id", "name", "street", "community"}:
            raise refuse(name, f"“{min(unknown)}” of a subject")
        if unknown := set(record) - {"subject", "submitted", "evidence", "assessed", "attachments"}:
            raise refuse(name, f"“{min(unknown)}” in a record")
        if not all(isinstance(one, str) for one in who.values()):
            raise refuse(name, "a subject's id or name that is no text")
        if not who.get("id"):
            rejected += 1
            continue
        parts = {one: str(who.get(one, "")) for one in ("name", "street", "community")}
        subject = found.setdefault(str(who["id"]), Subject(str(who["id"]), **parts))
        for one, value in parts.items():
            before = getattr(subject, one)
            if value and before and value != before:
                raise refuse(name, f"{subject.id} with two different answers for its {one}")
            setattr(subject, one, before or value)
        evidence = record.get("evidence") or {}
        if not isinstance(evidence, dict):
            raise refuse(name, "evidence that is not “name: value”")
        given.setdefault(subject.id, []).append((name, typed(kind, evidence, cells, name)))
        judged = record.get("assessed") or {}
        if not isinstance(judged, dict):
            raise refuse(name, "judgements that are not “name: value”")
        subject.assessed += list(judged.items())
    accepted = {}
    for id_, answers in given.items():
        found[id_].answers = merged(kind, answers)
        found[id_].unsettled = {name for _, one in answers for name in one} - found[id_].answers.keys()
        if all(getattr(found[id_], one) for one in ("name", *kind.needs)):
            accepted[id_] = found[id_]
    return accepted, rejected + len(found) - len(accepted)


NOTHING, BAD = object(), object()


def typed(kind: Kind, evidence: Node, cells: bool, name: str) -> dict[str, Any]:
    """The answers of one record; fields that nobody asks for are a problem and no answer."""
    labels = {}
    if cells:
        for field_name, spec in kind.fields.items():
            label = spec.get("label", "")
            for one in label.values() if isinstance(label, dict) else (label,):
                labels[one] = field_name
    answers = {}
    for key, value in evidence.items():
        asked = key if key in kind.fields else labels.get(key)
        if asked is None:
            continue
        spec = kind.fields[asked]
        found = answer(spec, value, cells, f"{name}: {asked}")
        if found is not NOTHING:
            answers[asked] = found
    return answers


def answer(spec: Node, value: Any, cells: bool, where: str) -> Any:
    """An answer typed by its field: `NOTHING` where there is none, `BAD` where it cannot be used."""
    if isinstance(value, str) and value.strip() in (
        "",
        *(("null", "Null", "NULL", "~") if isinstance(value, Plain) else ()),
    ):
        if value and not isinstance(value, Plain):
            raise refuse(where, "a text of blanks")
        return NOTHING
    form = spec["type"]
    if form == "events":
        return event_rows(spec, value, cells, where)
    if form == "choices":
        if cells:
            value = [Plain(one.strip()) for one in value.replace("；", "、").replace(";", "、").split("、")]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return BAD
        return frozenset(map(str, value)) if all(one in spec["of"] for one in value) else BAD
    if not isinstance(value, str):
        return BAD
    match form:
        case "yes-no":
            if value not in YES and value.lower() in YES:
                raise refuse(where, f"“{value}” for yes or no")
            return YES.get(value, BAD)
        case "integer" | "decimal":
            return numeric(spec, value, cells, where)
        case "date":
            found = day(value)
            if found is None and cells and any(sign in value for sign in "/.年 "):
                raise refuse(where, f"“{value}” for a date")
            return BAD if found is None else found
        case "text":
            return BAD if isinstance(value, Bare) else str(value)
        case "choice":
            return str(value) if value in spec["of"] and not isinstance(value, Bare) else BAD
    raise refuse(where, f"the type {form}")


def numeric(spec: Node, value: str, cells: bool, where: str) -> Any:
    if not isinstance(value, Plain):
        return BAD
    found = number(value)
    if found is None or value.endswith("%"):
        if any("０" <= sign <= "９" for sign in value) or "e" in value.lower():
            raise refuse(where, f"the number “{value}”")
        return BAD
    places = int(spec.get("places", "0")) if spec["type"] == "decimal" else 0
    if (found * 10**places).denominator != 1:
        return BAD
    if "of" in spec and found not in [number(one) for one in spec["of"]]:
        return BAD
    low, high = bounds(spec)
    return BAD if (low is not None and found < low) or (high is not None and found > high) else found


def bounds(spec: Node) -> tuple[Fraction | None, Fraction | None]:
    low, high = (number(spec[one]) if one in spec else None for one in ("minimum", "maximum"))
    return low, high


def event_rows(spec: Node, value: Any, cells: bool, where: str) -> Any:
    """Rows as dictionaries of what their cells say; a cell that cannot be used is not answered."""
    if cells:
        raise refuse(where, "a table of events within a table")
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return BAD
    rows = []
    for row in value:
        made = {}
        for column, cell in row.items():
            if column not in spec["of"]:
                continue
            found = answer(spec["of"][column], cell, False, f"{where}.{column}")
            if found is not NOTHING and found is not BAD:
                made[column] = found
        for column, asked in spec["of"].items():
            if "assessed" in asked and column in made and not made.get(asked["assessed"]["reason"]):
                del made[column]
        rows.append(made)
    return rows


def merged(kind: Kind, given: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The answers of several records: two that differ are none, and one that cannot be used spoils the others."""
    answers: dict[str, Any] = {}
    for name in {key for _, one in given for key in one}:
        found = [(file, one[name]) for file, one in given if name in one]
        if any(value is BAD for _, value in found):
            continue
        if kind.fields[name]["type"] == "events":
            answers[name] = united(found)
        elif all(value == found[0][1] for _, value in found):
            answers[name] = found[0][1]
    return answers


def united(found: list[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Rows of several records; one that another file repeats exactly counts once."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for file, rows in found:
        others = [row for name, more in by_file.items() if name != file for row in more]
        by_file.setdefault(file, []).extend(row for row in rows if row not in others)
    return [row for rows in by_file.values() for row in rows]
