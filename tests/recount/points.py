"""What one criterion earns, as a number or as bounds, and its verdict."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from recount.refusal import refuse
from recount.rules import Node, figure, keys, whole
from recount.spans import Span, Truth, either, exactly, number, plus, times, within
from recount.text import Plain

if TYPE_CHECKING:
    from recount.subjects import Seen

NIL = exactly(0)
COMMON = "id applies when_not_applicable none_if"
MADE_OF = {
    "when": "when worth",
    "bands": "bands",
    "proportional": "proportional worth",
    "deductions": "deductions additions base worth floor",
    "additions": "deductions additions base worth floor",
    "bonus": "bonus cap",
    "assessed": "assessed",
}


class Finding(NamedTuple):
    """The verdict on a criterion; points and full marks are None where it has none (a check, or one left out)."""

    verdict: str
    points: Span | None
    of: Fraction | None
    bonus: bool = False


def judged(node: Node, seen: "Seen") -> Finding:
    where = f"criterion {node['id']}"
    way = next((one for one in MADE_OF if one in node), None)
    if way is None:
        raise refuse(where, "no way of scoring")
    keys(node, f"{COMMON} {MADE_OF[way]}", where)
    applies = seen.holds(node["applies"]) if "applies" in node else True
    if way == "when" and "worth" not in node:
        return checked(node, seen, applies, where)
    full, points = scored(way, node, seen, where)
    if "none_if" in node:
        nothing = seen.holds(node["none_if"])
        points = NIL if nothing else either(points, NIL) if nothing is None else points
    if applies is True:
        return Finding(verdict(points, full, way, node), points, full, way == "bonus")
    otherwise = node["when_not_applicable"]
    if otherwise not in ("leave_out", "full", "zero"):
        raise refuse(where, f"“when_not_applicable: {otherwise}”")
    if applies is None:
        raise refuse(where, "points where it is not known whether it applies")
    if otherwise == "leave_out":
        return Finding("not-applicable", None, None)
    return Finding("not-applicable", exactly(full) if otherwise == "full" else NIL, full, way == "bonus")


def checked(node: Node, seen: "Seen", applies: Truth, where: str) -> Finding:
    """A criterion that is only checked."""
    if "none_if" in node:
        raise refuse(where, "“none_if” of a criterion without points")
    if applies is False:
        return Finding("not-applicable", None, None)
    truth = seen.holds(node["when"])
    if applies is None or truth is None:
        return Finding("insufficient", None, None)
    return Finding("met" if truth else "not-met", None, None)


def verdict(points: Span, full: Fraction, way: str, node: Node) -> str:
    earned = points.known
    if earned is None:
        return "insufficient"
    if full == 0 and way == "deductions":
        return "met" if earned == 0 else "not-met"
    if earned <= 0:
        return "not-met"
    return "met" if earned >= full else "partly-met"


def scored(way: str, node: Node, seen: "Seen", where: str) -> tuple[Fraction, Span]:
    """Full marks, and the points earned."""
    match way:
        case "bands":
            return bands(node["bands"], seen, where)
        case "proportional":
            worth = figure(node["worth"], where)
            return worth, proportional(node["proportional"], worth, seen, where)
        case "assessed":
            return assessed(node, seen, where)
        case "bonus":
            cap = figure(node["cap"], where)
            return cap, within(entries(node["bonus"], seen, where), None, cap)
    worth = figure(node["worth"], where)
    if way == "when":
        truth = seen.holds(node["when"])
        return worth, exactly(worth) if truth else NIL if truth is False else Span(Fraction(0), worth)
    added = entries(node.get("additions", []), seen, where)
    off = times(entries(node.get("deductions", []), seen, where), Fraction(-1))
    begin = figure(node["base"], where) if "base" in node else Fraction(0) if "additions" in node else worth
    floor = figure(node["floor"], where) if "floor" in node else Fraction(0)
    return worth, within(plus(exactly(begin), added, off), floor, worth)


def bands(node: list[Node], seen: "Seen", where: str) -> tuple[Fraction, Span]:
    """The first band that holds; while it is missing whether one does, that one and those after it may."""
    possible = []
    for one in node:
        keys(one, "points when", where, "points")
        truth = seen.holds(one["when"]) if "when" in one else True
        if truth is not False:
            possible.append(figure(one["points"], where))
        if truth:
            break
    else:
        possible.append(Fraction(0))
    return figure(node[0]["points"], where), Span(min(possible), max(possible))


def proportional(node: Node, worth: Fraction, seen: "Seen", where: str) -> Span:
    keys(node, "of from to", where, "of from to")
    value = seen.number(node["of"])
    ends = [named(node[one], seen, where).known for one in ("from", "to")]
    start, end = ends
    if start is None or end is None:
        raise refuse(where, "a proportion to something that is not answered")

    def earned(at: Fraction | None, missing: Fraction) -> Fraction:
        if at is None:
            return missing
        if start == end:
            return worth if at >= end else Fraction(0)
        return worth * min(max((at - start) / (end - start), Fraction(0)), Fraction(1))

    rising = end >= start
    low = earned(value.low, Fraction(0) if rising else worth)
    high = earned(value.high, worth if rising else Fraction(0))
    return Span(min(low, high), max(low, high))


def named(one: Any, seen: "Seen", where: str) -> Span:
    if isinstance(one, dict):
        keys(one, "figure", where, "figure")
        return exactly(seen.kind.figures[one["figure"]])
    found = number(one) if isinstance(one, Plain) else None
    return exactly(found) if found is not None else seen.number(one)


def entries(nodes: list[Node], seen: "Seen", where: str) -> Span:
    return plus(NIL, *(entry(one, seen, where) for one in nodes))


def entry(node: Node, seen: "Seen", where: str) -> Span:
    keys(node, "points each when cap", where, "points")
    count = seen.number(node["each"]) if "each" in node else exactly(1)
    if count.low is None:  # what is counted is never less than nothing
        count = count._replace(low=Fraction(0))
    truth = seen.holds(node["when"]) if "when" in node else True
    amount = times(count, figure(node["points"], where))
    amount = NIL if truth is False else amount if truth else either(amount, NIL)
    return within(amount, None, figure(node["cap"], where)) if "cap" in node else amount


def assessed(node: Node, seen: "Seen", where: str) -> tuple[Fraction, Span]:
    """What named persons judge; those who have not judged may give anything within the range."""
    asked = keys(node["assessed"], "from to by places assessors take", where, "from to")
    least, most = figure(asked["from"], where), figure(asked["to"], where)
    places = whole(asked["places"], where) if "places" in asked else 0
    judges = whole(asked["assessors"], where) if "assessors" in asked else 1
    mine = [value for name, value in seen.subject.assessed if name == node["id"]]
    given = [one for value in mine for one in (value if isinstance(value, list) else [value])]
    if len(given) > judges or len(mine) > 1:
        raise refuse(where, "more judgements than are asked for, or judgements in several records")
    points = []
    for one in given:
        keys(one, "points by reason", where, "points by")
        value = number(one["points"]) if isinstance(one["points"], Plain) else None
        if value is None or not least <= value <= most or (value * 10**places).denominator != 1:
            raise refuse(where, "a judgement that cannot be used")
        if not one["by"] or (value < most and not one.get("reason")):
            raise refuse(where, "a judgement without a name or a reason")
        points.append(value)
    open_ones = judges - len(points)
    ends = [[*points, *([end] * open_ones)] for end in (least, most)]
    match asked.get("take", "mean"):
        case "mean":
            low, high = (sum(one, Fraction(0)) / judges for one in ends)
        case "highest":
            low, high = (max(one) for one in ends)
        case _:
            low, high = (min(one) for one in ends)
    return most, Span(low, high)
