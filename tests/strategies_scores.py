"""Random criteria, groups, grades and payments of the newer kinds, a family at a time."""

from fractions import Fraction
from typing import Any

from drafting import Written
from drawing import Drawing
from strategies_conditions import SCORES, VERDICTS, Asked, a_condition, asked_of
from strategies_quantities import LOCAL, NUMBERED, Parts, Spec, operand
from strategies_schemes import interviews, money

F = Fraction
FIELDS: dict[str, Spec] = {
    **NUMBERED,
    "flag": {"type": "yes-no"},
    "旗": {"type": "yes-no"},
}


def _columns() -> list[Asked]:
    return [asked_of(name, spec) for name, spec in FIELDS.items()]


def _when(draw: Drawing, columns: list[Asked] | None = None) -> Spec:
    return a_condition(draw, columns or _columns(), 1, provided=False)


def _entry(draw: Drawing) -> Spec:
    """Points once, for each unit, or for every so much past a threshold."""
    entry: Spec = {"points": draw.one((F(1), F(1, 2), F(2)))}
    kind = draw.number(0, 3)
    if kind == 1:
        entry["each"] = draw.one(tuple(NUMBERED))
    elif kind > 1:
        entry["of"] = draw.one(tuple(NUMBERED))
        entry[draw.one(("above", "below"))] = operand(draw, tuple(NUMBERED))
        entry["every"] = draw.one((F(1, 2), F(1), F(2), F(3, 2)))
        entry["part"] = draw.one(("dropped", "counts", "pro_rata"))
    if kind == 0 or draw.rarely(3):
        entry["when"] = _when(draw)
    if draw.rarely(3):
        entry["cap"] = draw.one((F(1), F(3), F(0)))
    return entry


def entries(draw: Drawing) -> Parts:
    """Deductions, additions, both, and bonuses; floors below nothing; what earns nothing at all."""
    parts = Parts(fields=dict(FIELDS))
    for number in range(draw.number(1, 2)):
        line: Spec = {"id": f"line-{number}", **LOCAL}
        kinds = draw.one((["deductions"], ["additions"], ["deductions", "additions"], ["bonus"]))
        for kind in kinds:
            line[kind] = [_entry(draw) for _ in range(draw.number(1, 2))]
        if kinds == ["bonus"]:
            line["cap"] = draw.one((F(1), F(2), F(5)))
        else:
            line["worth"] = draw.one((F(3), F(5), F(2)))
            line["floor"] = draw.one((F(0), F(-2), F(-1, 2), F(1)))
        if "additions" in kinds and (len(kinds) == 2 or draw.coin()):
            line["base"] = draw.one((F(0), F(1), F(2), F(3)))
        if draw.rarely(3):
            line["none_if"] = _when(draw)
        parts.lines.append(line)
    return parts


def judged(draw: Drawing) -> Parts:
    """Several assessors, criteria that do not apply to all, and the best of a group."""
    parts = Parts(fields=dict(FIELDS))
    for number in range(draw.number(1, 4)):
        line: Spec = {"id": f"line-{number}", **LOCAL}
        kind = draw.number(0, 2)
        if kind == 0:
            assessed = {"from": F(0), "to": draw.one((F(5), F(3))), "by": "评审组", "places": draw.number(0, 1)}
            if (count := draw.number(1, 3)) > 1:
                assessed |= {"assessors": count, "take": draw.one(("mean", "highest", "lowest"))}
            line["assessed"] = assessed
        elif kind == 1:
            line |= {"worth": draw.one((F(1), F(2), F(5))), "when": _when(draw)}
        else:
            line |= {"worth": F(3), "floor": F(-2), "deductions": [_entry(draw)]}
        if draw.coin():
            line["applies"] = _when(draw)
            line["when_not_applicable"] = draw.one(("mean_of_others", "leave_out", "full", "zero"))
        if draw.rarely(4):
            line["none_if"] = _when(draw)
        parts.lines.append(line)
    ids = [line["id"] for line in parts.lines]
    if draw.coin():
        chosen = draw.some(ids, 1, 4)
        group: Spec = {"id": "group", "title": "组", "criteria": chosen, "best": draw.number(1, len(chosen))}
        if draw.rarely(3):
            group["cap"] = draw.one((F(2), F(4)))
        parts.groups.append(group)
    return parts


def _scored(draw: Drawing) -> Parts:
    """A few criteria whose totals meet the grades' limits, often equal, and a ranking."""
    parts = Parts(fields=dict(FIELDS))
    for number in range(draw.number(1, 3)):
        line: Spec = {"id": f"line-{number}", **LOCAL, "worth": draw.one((F(1), F(2), F(5)))}
        test = draw.one(({"a": {"at_least": F(1)}}, {"flag": {"is": True}}, {"c": {"more_than": F(1)}}))
        parts.lines.append({**line, "when": test})
    parts.lines.append({"id": "check", "title": "标题", "when": {"旗": {"is": True}}})
    total: Spec = {"places": draw.number(0, 1), "rounding": "half-up", "origin": "local"}
    if draw.rarely(4):
        total["out_of"] = draw.one((F(150), F(80), Written("points")))
    scheme: Spec = {"total": total}
    ranking: Spec = {"origin": "local"}
    if draw.coin():
        ranking["within"] = draw.one(("street", "community"))
    if draw.coin():
        ranking["ties"] = [{"by": "b", "first": draw.one(("highest", "lowest"))}]
    if draw.rarely(4):
        ranking["members"] = {"旗": {"is": True}}
    parts.scheme = scheme | {"ranking": ranking}
    return parts


def _standing() -> list[Asked]:
    columns = [Asked(f"line-{number}", "verdict", VERDICTS) for number in range(1)]
    scores = [Asked(name, "number", SCORES) for name in ("total", "rules-0")]
    return [*_columns(), *columns, Asked("check", "verdict", VERDICTS), *scores]


def lines(draw: Drawing) -> Parts:
    """Points in proportion to a number of the subject's own, which may be nothing or less."""
    parts = _scored(draw)
    for number in range(draw.number(1, 3)):
        of, (start, to) = draw.one(tuple(NUMBERED)), draw.some(tuple(NUMBERED), 2, 2)
        ends = draw.one(((F(0), to), (start, F(1)), (start, to), (F(5), to)))
        line = {"of": of, "from": ends[0], "to": ends[1]}
        parts.lines.append({"id": f"own-{number}", **LOCAL, "worth": F(3), "proportional": line})
    return parts


def grades(draw: Drawing) -> Parts:
    """Grades by intervals or by conditions, changed by what else holds, and limited by quotas."""
    parts = _scored(draw)
    columns = _standing()
    listed: list[Spec] = []
    if draw.coin():
        marks = sorted(draw.some((F(25), F(50), F(60), F(80), F(100)), 1, 2), reverse=True)
        listed += [
            {"id": f"级{n}", "from": mark} | ({"below": marks[n - 1]} if n else {}) for n, mark in enumerate(marks)
        ]
        listed.append({"id": "末级", "below": marks[-1]})
    else:
        for number in range(draw.number(1, 2)):
            both = [{"total": {"at_least": draw.one((F(50), F(60), F(80)))}}, _when(draw, columns)]
            listed.append({"id": f"级{number}", "when": {"all": both}})
        listed.append({"id": "末级"})
    for grade in listed[:-1]:
        if draw.coin():
            quota = {"share": draw.one((F(1, 2), F(3, 10), F(1, 5))), "part": draw.one(("dropped", "counts"))}
            grade["quota"] = draw.one((quota, {"places": draw.number(0, 2)}))
    ids = [grade["id"] for grade in listed]
    changes = []
    for number in range(draw.number(0, 2)):
        key = draw.one(("at_best", "up", "down", "set"))
        value: Any = draw.one(ids) if key in ("at_best", "set") else draw.number(1, 2)
        when = _when(draw, columns)
        changes.append({"id": f"adjust-{number}", **LOCAL, "when": when, "basis": "依据", key: value})
    vetoes = []
    if draw.rarely(3):
        effect = draw.one(("grade", "ineligible", "zero"))
        veto = {"id": "veto", **LOCAL, "when": {"b": {"is": F(-1)}}, "basis": "依据", "effect": effect}
        vetoes.append(veto | ({"grade": ids[-1]} if effect == "grade" else {}))
    graded = [{**grade, "origin": "local"} for grade in listed]
    parts.scheme |= {"grades": graded, "adjustments": changes, "vetoes": vetoes}
    return parts


def rates(draw: Drawing) -> Parts:
    """Money by rate of an amount of each subject's own."""
    parts = _scored(draw)
    parts.fields["cost"] = {"type": "decimal", "places": 2, "minimum": F(0), "maximum": F(3)}
    parts.fields["other"] = {"type": "integer", "minimum": F(-1)}
    columns = [*_standing(), Asked("rank", "number", (F(1), F(2)))]
    listed: list[Spec] = []
    for number in range(draw.number(1, 3)):
        rate: Spec = {"id": f"档{number}", "rate": draw.one((F(1), F(9, 10), F(333, 1000), F(1, 8))), "origin": "local"}
        if draw.rarely(2):
            rate["of"] = draw.one(("other", "cost"))
        if number < 2:
            rate["when"] = draw.one(({"total": {"at_least": draw.one((F(50), F(80)))}}, _when(draw, columns)))
        listed.append(rate)
    budget = draw.one((F(1000), Written("unlimited")))
    money: Spec = {"method": "by-rate", "budget": budget, "rates": listed, "origin": "local"}
    if draw.coin() or any("of" not in rate for rate in listed):
        money["of"] = "cost"
    if draw.coin():
        money["eligible"] = _when(draw, columns)
    parts.scheme["allocation"] = money
    return parts


OPEN = Written("unlimited")
UNBOUNDED: dict[str, Spec] = {**FIELDS, "up": {"type": "integer", "minimum": F(0)}, "net": {"type": "integer"}}


def _open_line(draw: Drawing, name: str) -> Spec:
    """A criterion some of whose ends are open, over numbers some of which have no bound either."""

    def entry() -> Spec:
        made = _entry(draw)
        if draw.coin():
            made = {"points": made["points"], "each": draw.one(("up", "net", "a"))}
        return made

    line: Spec = {"id": name, **LOCAL}
    kind = draw.one(("additions", "deductions", "both", "bonus", "worth"))
    if kind == "bonus":
        line |= {"bonus": [entry()], "cap": draw.one((OPEN, OPEN, F(2)))}
    elif kind == "worth":
        line |= {"worth": draw.one((F(2), F(5))), "when": _when(draw)}
    else:
        line["floor"] = draw.one((OPEN, OPEN, F(0), F(-2)))
        line["worth"] = draw.one((F(0), F(3), F(5)))
        if kind != "additions":
            line["deductions"] = [entry() for _ in range(draw.number(1, 2))]
        if kind != "deductions":
            line |= {"worth": draw.one((OPEN, OPEN, F(3))), "additions": [entry()]}
        if kind == "both":
            line["base"] = draw.one((F(0), F(1), F(3)))
    if draw.rarely(4):
        line["none_if"] = _when(draw)
    if draw.rarely(3):
        full = OPEN not in (line.get("worth"), line.get("cap"))
        ways = ["leave_out", "zero", "mean_of_others", *(["full"] * full)]
        line |= {"applies": _when(draw), "when_not_applicable": draw.one(ways)}
    return line


def _nested(draw: Drawing, ids: list[str], number: int = 3) -> list[Spec]:
    """Groups of criteria and of one another, written in any order; each part stands in one of them."""
    loose, groups = list(ids), []
    for count in range(draw.number(0, number)):
        chosen = draw.some(loose, 1, 3)
        group: Spec = {"id": f"group-{count}", "title": "组", "criteria": chosen}
        if draw.rarely(3):
            group["cap"] = draw.one((F(2), F(4)))
        if draw.rarely(3):
            group["minimum"] = draw.one((F(0), F(1)))
        if draw.rarely(3):
            group["best"] = draw.number(1, len(chosen))
        loose = [name for name in loose if name not in chosen] + [group["id"]]
        groups.append(group)
    return draw.shuffled(groups)


def nested(draw: Drawing) -> Parts:
    """Groups of groups, scaled or as points; a gate and a tie-break see the subtotals."""
    parts = judged(draw)
    parts.groups[:] = _nested(draw, [line["id"] for line in parts.lines])
    names = [group["id"] for group in parts.groups]
    total: Spec = {"places": 1, "rounding": "half-up", "origin": "local"}
    parts.scheme["total"] = total | ({"out_of": Written("points")} if draw.coin() else {})
    if names:
        test = {draw.one(names): {"at_least": draw.one((F(1), F(2), F(4)))}}
        parts.scheme["gates"] = [{"id": "gate", **LOCAL, "when": test}]
        parts.scheme["ranking"] = {"origin": "local", "ties": [{"by": draw.one(names), "places": 1}]}
    return parts


def open_ends(draw: Drawing) -> Parts:
    """Lines without a maximum, a floor or a cap, in groups or not, and what is decided by their totals."""
    parts = Parts(fields=dict(UNBOUNDED))
    for number in range(draw.number(1, 3)):
        parts.lines.append(_open_line(draw, f"line-{number}"))
    parts.groups += _nested(draw, [line["id"] for line in parts.lines], 2)
    limits = (F(-3), F(0), F(2), F(5))
    low, high = sorted(draw.some(limits, 2, 2))
    total: Spec = {"places": 1, "rounding": "half-up", "origin": "local", "out_of": Written("points")}
    parts.scheme["total"] = total
    if draw.coin():
        weight = draw.one((F(1, 2), F(2), F(-1), F(0)))
        parts.scheme["components"] = [{"ruleset": "rules-0", "weight": weight, "origin": "local"}]
    listed: list[Spec] = [{"id": "好", "from": high}, {"id": "中", "from": low, "below": high}]
    listed.append({"id": "差", "below": low})
    if draw.coin():
        listed[0]["quota"] = {"places": 1}
    parts.scheme["grades"] = [{**grade, "origin": "local"} for grade in listed]
    parts.scheme["ranking"] = {"origin": "local"} | ({"ties": [{"by": "b"}]} if draw.coin() else {})
    if draw.coin():
        parts.scheme["interviews"] = interviews(draw, _columns(), provided=False)
    if draw.coin():
        parts.scheme["allocation"] = money(draw, [*_columns(), Asked("total", "number", limits)], provided=False)
    return parts
