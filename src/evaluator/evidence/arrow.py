"""Arrow reads lines of JSON of a known shape, strictly: what it would let pass is looked for here.

It refuses by itself: a key that is unknown or written twice, a value of another type, a fraction or an exponent for a
whole number, what does not fit 64 bits or the digits of a decimal (nothing is rounded), half of a surrogate pair, and
all that is not JSON. It lets pass: a decimal in quotes, bytes that are not UTF-8, and values that share a line, reach
over several, or are left out where a line is blank. A text that begins with null would end the process.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa
from pyarrow import json as arrow_json

from evaluator.evidence.block import Form
from evaluator.evidence.characters import count
from evaluator.language.terms import IDENTITY

_BLOCK = 1 << 22
"""Bytes that one thread reads at a time; a longer line is refused."""
_PLACES = 6
"""Decimals of a number; one with more is refused."""
_DIGITS = 30
"""Digits of a number, with room for what `_PLACES` adds within 128 bits."""

_TYPES: Mapping[Form, Any] = {
    "yes-no": pa.bool_(),
    "whole": pa.int64(),
    "decimal": pa.decimal128(_DIGITS, _PLACES),
    "text": pa.string(),
    "list": pa.list_(pa.string()),
}

_FORMS: Mapping[type, Form] = {bool: "yes-no", int: "whole", float: "decimal", str: "text"}


@dataclass(frozen=True)
class Shape:
    """The fields of plain lines with their forms, and the names by which they identify a subject."""

    identity: tuple[str, ...]
    answers: dict[str, Form]

    def wider(self) -> "Shape":
        """The shape in which every whole number may be a decimal."""
        forms = self.answers.items()
        return Shape(self.identity, {name: "decimal" if form == "whole" else form for name, form in forms})

    def read(self, text: memoryview, lines: int) -> pa.Table | None:
        """So many lines, each an object that begins and ends it, as a table; None where one of them is not plain."""
        subject = pa.struct([(name, pa.string()) for name in self.identity])
        evidence = pa.struct([(name, _TYPES[form]) for name, form in self.answers.items()])
        table = _read(text, pa.schema([("subject", subject), ("evidence", evidence)]), "error")
        if table is None or table.num_rows != lines or not (self._unquoted(text, table) or self._numeric(text)):
            return None
        return table

    def fits(self, line: bytes) -> bool:
        """Whether a line is plain as far as a quick look tells."""
        said = _said(line)
        if said is None:
            return False
        subject, evidence = said
        texts = all(name in self.identity and isinstance(value, str | None) for name, value in subject.items())
        return texts and all(value is None or self._takes(name, _form(value)) for name, value in evidence.items())

    def _takes(self, name: str, form: Form | Literal["other"]) -> bool:
        known = self.answers.get(name)
        return form == known or (form == "whole" and known == "decimal")

    def _unquoted(self, text: memoryview, table: pa.Table) -> bool:
        """Whether there are as many quotes as keys and texts have, so that no number has any.

        There are more where something else is quoted within a text, or nothing is written as null.
        """
        parts = [table.column(name) for name in ("subject", "evidence")]
        if any(part.null_count for part in parts):
            return False
        columns = [column for part in parts for column in part.flatten()]
        quoted = 2 * len(table) + sum(map(_given, columns))
        for column in columns:
            if pa.types.is_string(column.type):
                quoted += _given(column)
            elif pa.types.is_list(column.type):
                quoted += sum(len(chunk.flatten()) - chunk.flatten().null_count for chunk in column.chunks)
        return count(text, ord('"')) == 2 * quoted

    def _numeric(self, text: memoryview) -> bool:
        """Whether all decimals of lines that are otherwise plain are numbers: for doubles Arrow insists on it."""
        numbers = pa.struct([(name, pa.float64()) for name, form in self.answers.items() if form == "decimal"])
        return not numbers.num_fields or _read(text, pa.schema([("evidence", numbers)]), "ignore") is not None


def _read(text: memoryview, schema: pa.Schema, unexpected: str) -> pa.Table | None:
    try:
        table = arrow_json.read_json(
            pa.BufferReader(pa.py_buffer(text)),
            # text of one block gives threads nothing to share, and handing it over takes longer than reading it
            read_options=arrow_json.ReadOptions(use_threads=len(text) > _BLOCK, block_size=_BLOCK),
            parse_options=arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior=unexpected),
        )
        table.validate(full=True)
    except pa.ArrowException:
        return None
    return table


def _given(column: pa.ChunkedArray) -> int:
    return int(len(column) - column.null_count)


def shape_of(lines: list[bytes]) -> Shape | None:
    """The commonest form of each field in some lines; None where none of them is plain."""
    seen: dict[str, Counter[Form]] = {}
    written: Counter[tuple[str, Form | Literal["other"]]] = Counter()
    identity: dict[str, None] = {}
    for subject, evidence in filter(None, map(_said, lines)):
        identity |= dict.fromkeys(name for name in IDENTITY if name in subject)
        written.update(zip(evidence, map(_form, evidence.values()), strict=True))
    if not {"kind", "id"} <= identity.keys():
        return None
    for (name, form), times in written.items():
        if form != "other" and name.encode(errors="ignore").decode() == name:  # no name has half of a surrogate pair
            seen.setdefault(name, Counter())[form] = times
    return Shape(tuple(identity), {name: _common(forms) for name, forms in seen.items()})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _short(number: str) -> float:
    if len(number.partition(".")[2]) > _PLACES:
        raise ValueError
    return float(number)


def _said(line: bytes) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What a line says of its subject and as its evidence, if it says just that."""
    try:
        value = json.loads(line, object_pairs_hook=_once, parse_float=_short)
    except (ValueError, RecursionError):
        return None
    if type(value) is not dict or not value.keys() <= {"subject", "evidence"}:
        return None
    subject, evidence = value.get("subject"), value.get("evidence")
    evidence = {} if evidence is None else evidence
    return (subject, evidence) if type(subject) is dict and type(evidence) is dict else None


def _form(answer: Any) -> Form | Literal["other"]:
    if type(answer) is list:
        return "list" if all(type(part) is str for part in answer) else "other"
    return _FORMS.get(type(answer), "other")


def _common(forms: Counter[Form]) -> Form:
    """Whole numbers among others are decimals; of forms that do not go together the commonest."""
    return "decimal" if {"decimal", "whole"} <= forms.keys() else forms.most_common(1)[0][0]
