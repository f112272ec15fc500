"""Writing evidence down: made-up answers as a case that can be pasted beside the rules, in the file's own spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from evaluator.desk.case_shape import AMONG_OTHERS
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.worlds import ASSESSED, BEHIND, MARKS, NOBODY, SELF, Other
from evaluator.desk.translate import translate
from evaluator.exact import shortest, unscaled
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan, every_plan
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
    wanted = {name: row[name] for name in columns if row.get(name) is not None}
    said = ", ".join(f"{name}: {text(value) if value else chr(34) * 2}" for name, value in wanted.items())
    lines = [f"  - case: {text(title)}"]
    others = {name.removeprefix(BEHIND): made for name, made in answers.items() if name.startswith(BEHIND) and made}
    if not others and not AMONG_OTHERS & set(wanted):
        return "\n".join([*lines, *_given(bench.plan, answers, " " * 4), f"    expect: {{{said}}}"])
    itself = answers.get(SELF) or Other(bench.plan.scheme.subject, bench.plan.scheme.subject)
    name = itself.id or bench.plan.scheme.subject
    lines += ["    subjects:", f"      {text(name)}:"]
    lines += [f"        {line}" for line in _who(itself, name)]
    lines += list(_given(bench.plan, answers, " " * 8)) or ["        given: {}"]
    plans = {one.scheme.subject: one for one in every_plan(bench.plan)}
    taken = {name}
    for kind, made in others.items():
        for other in made:
            lines += _other(plans[kind], kind, other, taken)
    return "\n".join([*lines, "    expect:", f"      {text(name)}: {{{said}}}"])


def _other(plan: Plan, kind: str, other: Other, taken: set[str]) -> Iterator[str]:
    """A subject behind a link, under a name of its own in the case."""
    name = other.id if other.id not in taken else f"{other.id} ({kind})"
    taken.add(name)
    given = {
        column: answer(plan.fields[column], value) for column, value in other.answers.items() if column in plan.fields
    }
    said = ", ".join(f"{column}: {value}" for column, value in given.items())
    who = "".join(f"{part}, " for part in _who(other, name))
    yield f"      {text(name)}: {{kind: {text(kind)}, {who}given: {{{said}}}}}"


def _who(one: Other, name: str) -> Iterator[str]:
    """What a subject says of itself beside its answers, where a case would not say the same of it."""
    if one.id and one.id != name:
        yield f"id: {text(one.id)}"
    if one.name and one.name != name:
        yield f"name: {text(one.name)}"
    for key, value in (("street", one.street), ("community", one.community)):
        if value and value != NOBODY:
            yield f"{key}: {text(value)}"


def _given(plan: Plan, answers: Mapping[str, Any], indent: str) -> Iterator[str]:
    given = {name: value for name, value in answers.items() if name in plan.fields}
    if given:
        yield f"{indent}given:"
    for name, value in given.items():
        asked = plan.fields[name]
        if asked.type == "events" and value:
            yield f"{indent}  {name}:"
            yield from (f"{indent}    - {_row(asked, row.values)}" for row in value)
        else:
            yield f"{indent}  {name}: {answer(asked, value)}"
    for key, head in (("assessed", ASSESSED), ("marks", MARKS)):
        parts = {name.removeprefix(head): value for name, value in answers.items() if name.startswith(head)}
        if parts:
            yield f"{indent}{key}: {{" + ", ".join(f"{name}: {_judged(value)}" for name, value in parts.items()) + "}"


def case_file(scheme: str, cases: Sequence[str], spelling: Lang, head: str = "") -> str:
    """Cases as a file that can be run."""
    written = "".join([head, f"cases: {scheme}\n\ntests:\n", *(f"{one}\n" for one in cases)])
    if spelling == "en":
        return written
    made = translate(written.encode(), "cases.yaml", "zh").data
    return written if made is None else made.decode()
