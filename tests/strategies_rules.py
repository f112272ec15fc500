"""Random rule sets and schemes: every way of scoring, groups, gates, vetoes, ranking, grades, money, interviews."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from drafting import Written
from drawing import Drawing
from strategies_conditions import (
    FIELDS,
    NUMBERS,
    SCORES,
    VERDICTS,
    Asked,
    a_condition,
    asked_of,
    derivations,
)
from strategies_quantities import Behind
from strategies_schemes import grades, interviews, money, tie_breaks, totals

LOCAL = {"title": "标题", "origin": "local"}
WORTHS = (Fraction(1), Fraction(2), Fraction(3), Fraction(5), Fraction(10), Fraction(5, 2))


SCORINGS = ("worth", "worth", "bands", "assessed", "check-list", "deductions", "bonus", "proportional", "proportional")


@dataclass(frozen=True)
class Shape:
    """What random seasons are made of. Without `decided` a scheme adds up and does no more.

    `ties` are numbers that nothing but tie-breaks ask for, so that a missing one holds nobody.
    """

    points: bool = True
    decided: bool = True
    provided: bool = True
    fields: tuple[str, ...] = tuple(sorted(FIELDS))
    scorings: tuple[str, ...] = SCORINGS
    lines: int = 5
    conditional: int = 4
    rewarding: bool = False
    ties: tuple[str, ...] = ()
    panelled: bool = False
    within: tuple[str | None, ...] = (None, "street", "community")
    gaps: tuple[int, ...] = (0, 0, 1, 3)


@dataclass(frozen=True)
class Drafted:
    """A scheme and its rule sets as documents, with the fields and assessed criteria that evidence answers.

    `several` says of how many assessors a criterion is, and `behind` are the kinds of subjects links lead to.
    """

    rulesets: tuple[dict[str, Any], ...]
    scheme: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    assessed: dict[str, tuple[Fraction, Fraction, int]]
    several: dict[str, int] = field(default_factory=dict)
    behind: tuple[Behind, ...] = ()


def criteria(draw: Drawing, name: str, columns: list[Asked], shape: Shape) -> dict[str, Any]:
    """One criterion, scored in any of the ways."""

    def condition(depth: int = 2) -> dict[str, Any]:
        return a_condition(draw, columns, depth, provided=shape.provided)

    numeric = [one.name for one in columns if one.kind == "number"]
    kinds = [kind for kind in shape.scorings if numeric or kind != "proportional"]
    kind = draw.one(kinds) if shape.points else "check-list"
    line: dict[str, Any] = {"id": name, **LOCAL}
    if kind in ("worth", "check-list"):
        line |= {"when": condition()} | ({"worth": draw.one(WORTHS)} if kind == "worth" else {})
    elif kind == "bands":
        points = sorted(draw.some(WORTHS, 1, 3), reverse=True)
        line["bands"] = [{"points": value, "when": condition(1)} for value in points]
        if draw.coin():
            line["bands"].append({"points": 0})
    elif kind == "proportional":
        start, to = draw.some(NUMBERS, 2, 2)
        of = draw.one(numeric)
        line |= {"worth": draw.one(WORTHS), "proportional": {"of": of, "from": start, "to": to}}
    elif kind == "assessed":
        low, high = draw.one(((Fraction(0), Fraction(5)), (Fraction(1), Fraction(3))))
        line["assessed"] = {"from": low, "to": high, "by": "评审组", "places": draw.number(0, 1)}
    else:
        line[kind] = [_entries(draw, columns, numeric, shape) for _ in range(draw.number(1, 3))]
        if kind == "bonus":
            line["cap"] = draw.one(WORTHS)
        else:
            line["worth"] = draw.one((Fraction(0), *WORTHS))
            line["floor"] = draw.one(
                (Fraction(0), Fraction(-2), Fraction(1, 2)) if line["worth"] else (Fraction(0), Fraction(-3))
            )
    if draw.number(1, shape.conditional) == 1:
        line["applies"] = condition(1)
        line["when_not_applicable"] = draw.one(("leave_out", "full", "zero"))
    return line


def _entries(draw: Drawing, columns: list[Asked], numeric: list[str], shape: Shape) -> dict[str, Any]:
    entry: dict[str, Any] = {"points": draw.one((Fraction(1, 2), Fraction(1), Fraction(2)))}
    if numeric and draw.coin():
        entry["each"] = draw.one(numeric)
    else:
        entry["when"] = a_condition(draw, columns, 1, provided=shape.provided)
    if draw.coin():
        entry["cap"] = draw.one((Fraction(1), Fraction(3)))
    return entry


def drafts(draw: Drawing, shape: Shape) -> Drafted:
    """A whole scheme: fields, derived quantities, one or two rule sets, perhaps a panel, and what is decided."""
    names = draw.some(shape.fields, 1, 5)
    fields = {name: FIELDS[name] for name in names}
    derived = derivations(draw, fields, provided=shape.provided)
    columns = [asked_of(name, spec) for name, spec in fields.items()]
    columns += [Asked(name, "number", NUMBERS) for name in derived]
    if not shape.provided and all(one.kind == "events" for one in columns):
        fields, columns = {**fields, "flag": FIELDS["flag"]}, [*columns, asked_of("flag", FIELDS["flag"])]
    fields |= {name: FIELDS[name] for name in shape.ties}
    lines: list[dict[str, Any]] = []
    for number in range(draw.number(1, shape.lines)):
        name = f"c{number}" if number % 2 else f"指标{number}"
        lines.append(criteria(draw, name, columns, shape))
        columns.append(Asked(name, "verdict", VERDICTS))
    assessed = {
        line["id"]: (line["assessed"]["from"], line["assessed"]["to"], line["assessed"]["places"])
        for line in lines
        if "assessed" in line
    }
    lines = draw.shuffled(lines)
    cut = draw.number(1, len(lines))
    rulesets = [_ruleset(f"rules-{n}", part) for n, part in enumerate((lines[:cut], lines[cut:])) if part]
    groups = [_groups(draw, rules, n) for n, rules in enumerate(rulesets)] if shape.points else []
    if shape.points:
        columns += [
            Asked(name, "number", SCORES) for name in ("rules-0", *(f"group-{n}" for n, g in enumerate(groups) if g))
        ]
    parts = [*rulesets, scheme := _schemes(draw, shape, len(rulesets), columns)]
    for kind, specs in (("fields", fields), ("derived", derived)):
        for name, spec in specs.items():
            draw.one(parts)[kind][name] = spec
            if "where" not in spec and draw.number(0, 4) == 0:
                parts[0][kind][name] = spec
    return Drafted(tuple(rulesets), scheme, fields, assessed)


def _ruleset(name: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    head = {"ruleset": name, "title": "标准", "subject": "thing", "in_force": {"from": Written("2021-01-01")}}
    return {**head, "fields": {}, "derived": {}, "criteria": lines, "groups": []}


def _groups(draw: Drawing, rules: dict[str, Any], number: int) -> bool:
    """Perhaps a group of some of a rule set's criteria."""
    ids = [line["id"] for line in rules["criteria"]]
    if not draw.coin():
        return False
    group: dict[str, Any] = {"id": f"group-{number}", "title": "组"}
    group["criteria"] = draw.some(ids, 1, 3)
    if draw.coin():
        group["cap"] = draw.one((Fraction(2), Fraction(4), Fraction(15, 2)))
    if draw.coin():
        group["minimum"] = draw.one((Fraction(0), Fraction(1), Fraction(2)))
    rules["groups"].append(group)
    return True


WEIGHTS = {1: (100,), 2: (60, 40), 3: (50, 30, 20)}


def _schemes(draw: Drawing, shape: Shape, count: int, columns: list[Asked]) -> dict[str, Any]:
    scheme: dict[str, Any] = {
        "scheme": "season",
        "title": "评价",
        "subject": "thing",
        "requires": ["street", "community"],
        "period": {"from": Written("2021-01-01"), "to": Written("2021-06-30")},
        "fields": {},
        "derived": {},
    }
    panelled = shape.points and (shape.panelled or draw.coin())
    parts = [{"ruleset": f"rules-{n}"} for n in range(count)] + [{"panel": "onsite"}] * panelled
    weights = WEIGHTS[len(parts)]
    scheme["components"] = [
        {**part, "weight": Written(f"{weight}%"), "origin": "local"}
        for part, weight in zip(parts, weights, strict=True)
    ]
    if panelled:
        lowest = draw.number(0, 1)
        drop = {"highest": 1, "lowest": lowest, "from": draw.number(2 + lowest, 4)}
        scheme["panel"] = {
            "id": "onsite",
            **LOCAL,
            "scale": {"from": 0, "places": 1},
            "aspects": [{"id": name, "title": name, "worth": worth} for name, worth in (("走", 5), ("晒", 10))],
            "fewest_marks": draw.number(1, 2),
            "void": [_void(draw, number) for number in range(draw.number(0, 2))],
        } | ({"drop": drop} if draw.coin() else {})
        columns = [*columns, Asked("onsite", "number", SCORES)]
    if not shape.decided:
        return {**scheme, **totals(draw)} if shape.points else scheme

    def asked(extra: tuple[Asked, ...] = (), depth: int = 1) -> dict[str, Any]:
        return a_condition(draw, [*columns, *extra], depth, provided=shape.provided)

    total = (Asked("total", "number", SCORES),) * shape.points
    graded = grades(draw, columns, points=shape.points, provided=shape.provided)
    if draw.coin():
        scheme["gates"] = [{"id": "gate", **LOCAL, "when": asked(total)}]
    if draw.coin():
        effects = ("ineligible", *(("zero",) * shape.points), *(("grade",) * bool(graded)))
        scheme["vetoes"] = [
            {"id": f"veto-{n}", **LOCAL, "when": asked(total), "basis": "依据", "effect": draw.one(effects)}
            for n in range(draw.number(1, 2))
        ]
        for veto in scheme["vetoes"]:
            if veto["effect"] == "grade":
                veto["grade"] = draw.one(graded)["id"]
    scheme["grades"] = graded
    if not shape.points:
        return scheme
    scheme |= totals(draw)
    ranking: dict[str, Any] = {"origin": "local"}
    if (within := None if shape.rewarding else draw.one(shape.within)) is not None:
        ranking["within"] = within
    if draw.number(0, 2) == 0:
        ranking["members"] = asked(total)
    keys = list(shape.ties) or [one.name for one in columns if one.kind == "number"]
    chosen = draw.some(keys, 0, 2) if keys else []
    ranking["ties"] = [tie_breaks(draw, name) for name in chosen]
    scheme["ranking"] = ranking
    if within is None and (shape.rewarding or draw.coin()):
        scheme["allocation"] = money(draw, [*columns, *total], provided=shape.provided)
    if draw.coin():
        scheme["interviews"] = interviews(draw, columns, provided=shape.provided)
    return scheme


ON_BALLOT = ("marks_given", "full_marks", "different_marks")
ON_SHEET = (*ON_BALLOT, "subjects_marked", "full_subjects")


def _void(draw: Drawing, number: int) -> dict[str, Any]:
    """A rule by which marks are void: counts of a ballot compared with numbers, or with part of another count."""
    of = draw.one(("subject", "sheet"))
    names = ON_BALLOT if of == "subject" else ON_SHEET
    if draw.coin():
        counts = tuple(Fraction(one) for one in range(1, 4))
        when = a_condition(draw, [Asked(name, "number", counts) for name in names], 1, provided=False)
    else:
        less, more = draw.one((("full_marks", "marks_given"), ("different_marks", "marks_given"), names[-2:]))
        compared = draw.one(("more_than", "at_least", "is"))
        when = {less: {compared: {"value_of": more, "times": draw.one((Fraction(1, 2), Fraction(1)))}}}
    return {"id": f"void-{number}", **LOCAL, "of": of, "when": when}
