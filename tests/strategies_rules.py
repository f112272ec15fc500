"""Random rule sets and schemes: every way of scoring, groups, gates, vetoes, ranking, grades, money, interviews."""

from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

from drafting import Written
from hypothesis import strategies as st
from strategies_conditions import (
    FIELDS,
    NUMBERS,
    SCORES,
    VERDICTS,
    Asked,
    asked_of,
    conditions,
    derivations,
)
from strategies_schemes import grades, interviews, money, tie_breaks, totals

LOCAL = {"title": "标题", "origin": "local"}
WORTHS = (F(1), F(2), F(3), F(5), F(10), F(5, 2))


@dataclass(frozen=True)
class Shape:
    """What a random scheme should have. `exact`: nothing that treats a missing answer as one (`provided`)."""

    points: bool = True
    provided: bool = True
    within: tuple[str | None, ...] = (None, "street", "community")
    money: bool = True
    simple: bool = False


@dataclass(frozen=True)
class Drafted:
    """A scheme and its rule sets as documents, with the fields and assessed criteria that evidence answers."""

    rulesets: tuple[dict[str, Any], ...]
    scheme: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    assessed: dict[str, tuple[F, F, int]]


@st.composite
def criteria(draw: Any, name: str, columns: list[Asked], shape: Shape) -> dict[str, Any]:
    """One criterion, scored in any of the ways."""

    def condition(depth: int = 2) -> dict[str, Any]:
        return draw(conditions(columns, depth, provided=shape.provided))  # type: ignore[no-any-return]

    numeric = [one.name for one in columns if one.kind == "number"]
    kinds = ["worth", "worth", "bands", "assessed", "check-list", "deductions", "bonus"]
    kind = draw(st.sampled_from(kinds + ["proportional"] * (2 if numeric else 0))) if shape.points else "check-list"
    line: dict[str, Any] = {"id": name, **LOCAL}
    if kind in ("worth", "check-list"):
        line |= {"when": condition()} | ({"worth": draw(st.sampled_from(WORTHS))} if kind == "worth" else {})
    elif kind == "bands":
        points = sorted(draw(st.lists(st.sampled_from(WORTHS), min_size=1, max_size=3, unique=True)), reverse=True)
        line["bands"] = [{"points": value, "when": condition(1)} for value in points]
        if draw(st.booleans()):
            line["bands"].append({"points": 0})
    elif kind == "proportional":
        start, to = draw(st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2, unique=True))
        of = draw(st.sampled_from(numeric))
        line |= {"worth": draw(st.sampled_from(WORTHS)), "proportional": {"of": of, "from": start, "to": to}}
    elif kind == "assessed":
        low, high = draw(st.sampled_from(((F(0), F(5)), (F(1), F(3)))))
        line["assessed"] = {"from": low, "to": high, "by": "评审组", "places": draw(st.integers(0, 1))}
    else:
        line[kind] = draw(st.lists(_entries(columns, numeric, shape), min_size=1, max_size=3))
        if kind == "bonus":
            line["cap"] = draw(st.sampled_from(WORTHS))
        else:
            line["worth"] = draw(st.sampled_from((F(0), *WORTHS)))
            line["floor"] = draw(st.sampled_from((F(0), F(-2), F(1, 2)) if line["worth"] else (F(0), F(-3))))
    if draw(st.integers(0, 3)) == 0:
        line["applies"] = condition(1)
        line["when_not_applicable"] = draw(st.sampled_from(("leave_out", "full", "zero")))
    return line


@st.composite
def _entries(draw: Any, columns: list[Asked], numeric: list[str], shape: Shape) -> dict[str, Any]:
    entry: dict[str, Any] = {"points": draw(st.sampled_from((F(1, 2), F(1), F(2))))}
    if numeric and draw(st.booleans()):
        entry["each"] = draw(st.sampled_from(numeric))
    else:
        entry["when"] = draw(conditions(columns, 1, provided=shape.provided))
    if draw(st.booleans()):
        entry["cap"] = draw(st.sampled_from((F(1), F(3))))
    return entry


@st.composite
def drafts(draw: Any, shape: Shape) -> Drafted:
    """A whole scheme: fields, derived quantities, one or two rule sets, perhaps a panel, and what is decided."""
    names = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=2, max_size=5, unique=True))
    fields = {name: FIELDS[name] for name in names}
    derived = draw(derivations(fields, provided=shape.provided))
    columns = [asked_of(name, spec) for name, spec in fields.items()]
    columns += [Asked(name, "number", NUMBERS) for name in derived]
    if not shape.provided and all(one.kind == "events" for one in columns):
        fields, columns = {**fields, "flag": FIELDS["flag"]}, [*columns, asked_of("flag", FIELDS["flag"])]
    lines: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 5))):
        name = f"c{number}" if number % 2 else f"指标{number}"
        lines.append(draw(criteria(name, columns, shape)))
        columns.append(Asked(name, "verdict", VERDICTS))
    assessed = {
        line["id"]: (line["assessed"]["from"], line["assessed"]["to"], line["assessed"]["places"])
        for line in lines
        if "assessed" in line
    }
    lines = draw(st.permutations(lines))
    cut = draw(st.integers(1, len(lines)))
    rulesets = [_ruleset(f"rules-{n}", part) for n, part in enumerate((lines[:cut], lines[cut:])) if part]
    groups = [draw(_groups(rules, n)) for n, rules in enumerate(rulesets)] if shape.points else []
    if shape.points:
        columns += [Asked(name, "number", SCORES) for name in ("rules-0", *(f"group-{n}" for n, g in enumerate(groups) if g))]
    parts = [*rulesets, scheme := draw(_schemes(shape, len(rulesets), columns))]
    for kind, specs in (("fields", fields), ("derived", derived)):
        for name, spec in specs.items():
            draw(st.sampled_from(parts))[kind][name] = spec
            if "where" not in spec and draw(st.integers(0, 4)) == 0:
                parts[0][kind][name] = spec
    return Drafted(tuple(rulesets), scheme, fields, assessed)


def _ruleset(name: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    head = {"ruleset": name, "title": "标准", "subject": "thing", "in_force": {"from": Written("2021-01-01")}}
    return {**head, "fields": {}, "derived": {}, "criteria": lines, "groups": []}


@st.composite
def _groups(draw: Any, rules: dict[str, Any], number: int) -> bool:
    """Perhaps a group of some of a rule set's criteria."""
    ids = [line["id"] for line in rules["criteria"]]
    if not draw(st.booleans()):
        return False
    group: dict[str, Any] = {"id": f"group-{number}", "title": "组"}
    group["criteria"] = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        group["cap"] = draw(st.sampled_from((F(2), F(4), F(15, 2))))
    if draw(st.booleans()):
        group["minimum"] = draw(st.sampled_from((F(0), F(1), F(2))))
    rules["groups"].append(group)
    return True


WEIGHTS = {1: (100,), 2: (60, 40), 3: (50, 30, 20)}


@st.composite
def _schemes(draw: Any, shape: Shape, count: int, columns: list[Asked]) -> dict[str, Any]:
    scheme: dict[str, Any] = {
        "scheme": "season",
        "title": "评价",
        "subject": "thing",
        "requires": ["street", "community"],
        "period": {"from": Written("2021-01-01"), "to": Written("2021-06-30")},
        "fields": {},
        "derived": {},
    }
    panelled = shape.points and draw(st.booleans())
    parts = [{"ruleset": f"rules-{n}"} for n in range(count)] + [{"panel": "onsite"}] * panelled
    weights = WEIGHTS[len(parts)]
    scheme["components"] = [
        {**part, "weight": Written(f"{weight}%"), "origin": "local"} for part, weight in zip(parts, weights, strict=True)
    ]
    if panelled:
        drop = {"highest": 1, "lowest": draw(st.integers(0, 1)), "from": draw(st.integers(2, 4))}
        scheme["panel"] = {
            "id": "onsite",
            **LOCAL,
            "scale": {"from": 0, "places": 1},
            "aspects": [{"id": name, "title": name, "worth": worth} for name, worth in (("走", 5), ("晒", 10))],
            "fewest_marks": draw(st.integers(1, 2)),
        } | ({"drop": drop} if draw(st.booleans()) else {})
        columns = [*columns, Asked("onsite", "number", SCORES)]
    if shape.simple:
        return {**scheme, **draw(totals())} if shape.points else scheme

    def asked(extra: tuple[Asked, ...] = (), depth: int = 1) -> dict[str, Any]:
        return draw(conditions([*columns, *extra], depth, provided=shape.provided))  # type: ignore[no-any-return]

    total = (Asked("total", "number", SCORES),) * shape.points
    graded = draw(grades(columns, points=shape.points, provided=shape.provided))
    if draw(st.booleans()):
        scheme["gates"] = [{"id": "gate", **LOCAL, "when": asked(total)}]
    if draw(st.booleans()):
        effects = ("ineligible", *(("zero",) * shape.points), *(("grade",) * bool(graded)))
        scheme["vetoes"] = [
            {"id": f"veto-{n}", **LOCAL, "when": asked(total), "basis": "依据", "effect": draw(st.sampled_from(effects))}
            for n in range(draw(st.integers(1, 2)))
        ]
        for veto in scheme["vetoes"]:
            if veto["effect"] == "grade":
                veto["grade"] = draw(st.sampled_from(graded))["id"]
    scheme["grades"] = graded
    if not shape.points:
        return scheme
    scheme |= draw(totals())
    ranking: dict[str, Any] = {"origin": "local"}
    if (within := draw(st.sampled_from(shape.within))) is not None:
        ranking["within"] = within
    if draw(st.integers(0, 2)) == 0:
        ranking["members"] = asked(total)
    keys = [one.name for one in columns if one.kind == "number"]
    chosen = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []
    ranking["ties"] = [draw(tie_breaks(name)) for name in chosen]
    scheme["ranking"] = ranking
    if within is None and shape.money and draw(st.booleans()):
        scheme["allocation"] = draw(money([*columns, *total], provided=shape.provided))
    if draw(st.booleans()):
        scheme["interviews"] = draw(interviews(columns, provided=shape.provided))
    return scheme
