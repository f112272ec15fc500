"""Random seasons of one family of constructs each, small enough that a failing example can be read."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from drafting import Written
from drawing import Drawing
from oracle import Case, Subject
from strategies import DATES, Drawn, _answer
from strategies_conditions import CHOICES
from strategies_quantities import Behind, Family, Parts
from strategies_rules import Drafted

ASSESSORS = (Fraction(0), Fraction(1), Fraction(3))


def drafted(parts: Parts) -> Drafted:
    """The documents of a family: a rule set, those behind links, and a scheme."""
    head = {"title": "标准", "subject": "thing", "in_force": {"from": Written("2021-01-01")}}
    rules = {
        "ruleset": "rules-0",
        **head,
        "fields": parts.fields,
        "links": parts.links,
        "derived": parts.derived,
        "criteria": parts.lines,
        "groups": parts.groups,
    }
    others = [
        {"ruleset": f"{one.kind}s", **head, "subject": one.kind, "fields": one.fields, **one.document}
        for one in parts.behind
    ]
    scheme = {
        "scheme": "season",
        "title": "评价",
        "subject": "thing",
        "requires": ["street", "community"],
        "period": {"from": Written("2021-01-01"), "to": Written("2021-06-30")},
        "components": [{"ruleset": "rules-0", "weight": Written("100%"), "origin": "local"}],
        "total": {"places": 2, "rounding": "half-even", "origin": "local"},
    } | parts.scheme
    assessed = {
        line["id"]: (line["assessed"]["from"], line["assessed"]["to"], line["assessed"]["places"])
        for line in parts.lines
        if "assessed" in line
    }
    several = {
        line["id"]: line["assessed"]["assessors"] for line in parts.lines if "assessors" in line.get("assessed", {})
    }
    return Drafted((rules, *others), scheme, parts.fields, assessed, several, tuple(parts.behind))


def _subject(draw: Drawing, draft: Drafted, name: str, gaps: int) -> Subject:
    given = {field: _answer(draw, spec, gaps) for field, spec in draft.fields.items()}
    assessed: dict[str, Any] = {}
    for line, (low, high, _) in draft.assessed.items():
        count = draft.several.get(line, 1)
        points = [draw.one((low, high, Fraction(1), Fraction(2))) for _ in range(count)]
        if gaps:
            points = points[: draw.number(0, count)]
        if points:
            assessed[line] = points if line in draft.several else points[0]
    number = int(name[1:])
    return Subject(
        name, draw.one("甲乙"), draw.one("丙丁"), given, assessed, f"s{(number + 1) % 3}" if number < 3 else ""
    )


def _behind(draw: Drawing, one: Behind, gaps: int) -> tuple[Subject, ...]:
    """Subjects of another kind, called by what the choices of a column may say; names are other subjects' ids."""
    found = []
    for number in range(draw.number(0, 3)):
        given = {field: _answer(draw, spec, gaps) for field, spec in one.fields.items()}
        street = draw.one(("s0", "s1", "甲"))
        found.append(Subject(CHOICES[number], street, "丙", given, {}, CHOICES[(number + 1) % 3]))
    return tuple(found)


@st.composite
def seasons_of(draw: Any, family: Family, most: int = 3, gaps: tuple[int, ...] = (0,)) -> Drawn:
    """A season of one family with up to `most` subjects, some of them twins of others so that ties happen."""
    small = Drawing(draw)
    draft = drafted(family(small))
    missing = small.one(gaps)
    found: list[Subject] = []
    for number in range(small.number(1, most)):
        made = _subject(small, draft, f"s{number}", missing)
        if found and small.rarely(4):
            made = replace(made, answers=small.one(found).answers)
        found.append(made)
    linked = {one.kind: _behind(small, one, missing) for one in draft.behind}
    formats = tuple(small.one(("yaml", "json", "jsonl")) for _ in found)
    return Drawn(draft, Case(tuple(found), linked=linked), small.one(DATES), formats)
