"""Writing evidence down: made-up answers as a case that can be pasted beside the rules, in the file's own spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from evaluator.desk.proof.trial import ASSESSED, MARKS, Bench
from evaluator.desk.translate import translate
from evaluator.exact import shortest, unscaled
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.table import table

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:,\[\]{}#'\"\n]*")


def given_in(plan: Plan, answers: Mapping[str, Any]) -> str:
    """Answers on one line, as they stand in a case."""
    parts = [f"{name}: {answer(plan.fields[name], value)}" for name, value in answers.items() if name in plan.fields]
    parts += [f"{name}: {_judged(value)}" for name, value in answers.items() if name.startswith((ASSESSED, MARKS))]
    return "{" + ", ".join(parts) + "}"


def answer(asked: Asking | Column, value: Any) -> str:
    """A typed answer as it is written."""
    if value is None:
        return "null"
    if isinstance(asked, Asking) and asked.type == "events":
        return "[" + ", ".join(_row(asked, row.values) for row in value) + "]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return shortest(unscaled(value, asked.places), asked.places)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(text, value)) + "]"
    return text(str(value))


def _row(asked: Asking, values: Sequence[Any]) -> str:
    cells = zip(asked.columns.items(), values, strict=True)
    return (
        "{"
        + ", ".join(f"{name}: {answer(column, value)}" for (name, column), value in cells if value is not None)
        + "}"
    )


def _judged(given: Sequence[Any]) -> str:
    if all(isinstance(one, str) for one in given):
        return "[" + ", ".join(given) + "]"
    rows = [
        f"points: {shortest(one.points)}, by: {one.by}" + (f", reason: {text(one.reason)}" if one.reason else "")
        for one in given
    ]
    return "[" + ", ".join(f"{{{row}}}" for row in rows) + "]"


def text(value: str) -> str:
    """A text, in quotation marks where YAML asks for them."""
    plain = _PLAIN.fullmatch(value) and value.strip() == value
    return value if plain else "'" + value.replace("'", "''") + "'"


def case(bench: Bench, title: str, answers: Mapping[str, Any], columns: Iterable[str]) -> str:
    """A case of made-up answers that expects what the rules say of them now, in English spelling."""
    (row,) = table(bench.season([answers])).to_dicts()
    return "\n".join(
        _case(bench.plan, title, answers, {name: row[name] for name in columns if row.get(name) is not None})
    )


def _case(plan: Plan, title: str, answers: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    yield f"  - case: {text(title)}"
    given = {name: value for name, value in answers.items() if name in plan.fields}
    if given:
        yield "    given:"
    for name, value in given.items():
        asked = plan.fields[name]
        if asked.type == "events" and value:
            yield f"      {name}:"
            yield from (f"        - {_row(asked, row.values)}" for row in value)
        else:
            yield f"      {name}: {answer(asked, value)}"
    for key, head in (("assessed", ASSESSED), ("marks", MARKS)):
        parts = {name.removeprefix(head): value for name, value in answers.items() if name.startswith(head)}
        if parts:
            yield f"    {key}: {{" + ", ".join(f"{name}: {_judged(value)}" for name, value in parts.items()) + "}"
    said = ", ".join(f"{name}: {text(value) if value else chr(34) * 2}" for name, value in expected.items())
    yield f"    expect: {{{said}}}"


def case_file(scheme: str, cases: Sequence[str], spelling: Lang, head: str = "") -> str:
    """Cases as a file that can be run."""
    written = "".join([head, f"cases: {scheme}\n\ntests:\n", *(f"{one}\n" for one in cases)])
    if spelling == "en":
        return written
    made = translate(written.encode(), "cases.yaml", "zh").data
    return written if made is None else made.decode()
