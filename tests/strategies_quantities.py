"""Random derived quantities of the newer kinds, a family at a time, from domains that meet their boundaries.

Each family is shown by criteria that give its numbers away: a line so long that points are the number plus a constant,
and tests at the boundaries.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from drafting import Fig, flow
from drawing import Drawing
from strategies_conditions import CHOICES

LOCAL = {"title": "标题", "origin": "local"}
F = Fraction
HALVES = (F(0), F(1, 2), F(1), F(3, 2), F(2), F(3))
FAR = F(2000)
Spec = dict[str, Any]

NUMBERED: dict[str, Spec] = {
    "a": {"type": "decimal", "places": 1, "minimum": F(0), "maximum": F(3)},
    "b": {"type": "integer", "minimum": F(-1), "maximum": F(3)},
    "c": {"type": "decimal", "places": 1, "minimum": F(-1), "maximum": F(4)},
}
TABLE: Spec = {
    "type": "events",
    "of": {
        "day": {"type": "date"},
        "sort": {"type": "choice", "of": CHOICES},
        "level": {"type": "choice", "of": CHOICES},
        "n": {"type": "integer", "minimum": F(0), "maximum": F(3)},
        "ok": {"type": "yes-no"},
    },
}


@dataclass(frozen=True)
class Behind:
    """Subjects of another kind: what their evidence answers."""

    kind: str
    fields: dict[str, Spec]
    document: Spec


@dataclass
class Parts:
    """What a family puts into a rule set and a scheme."""

    fields: dict[str, Spec] = field(default_factory=dict)
    derived: dict[str, Spec] = field(default_factory=dict)
    lines: list[Spec] = field(default_factory=list)
    groups: list[Spec] = field(default_factory=list)
    links: dict[str, Spec] = field(default_factory=dict)
    behind: list[Behind] = field(default_factory=list)
    scheme: Spec = field(default_factory=dict)

    def shown(self, draw: Drawing) -> "Parts":
        """With a criterion for the number of every quantity, and one for a test of it."""
        for name in self.derived:
            line = {"of": name, "from": -FAR, "to": FAR}
            self.lines.append({"id": f"number-{name}", **LOCAL, "worth": 2 * FAR, "proportional": line})
            if draw.coin():
                operator = draw.one(("at_least", "at_most", "more_than", "less_than", "is", "is_not"))
                test = {name: {operator: draw.one((*HALVES, F(-1)))}}
                self.lines.append({"id": f"test-{name}", **LOCAL, "worth": F(1), "when": test})
        return self


Family = Callable[[Drawing], Parts]


def rounding(draw: Drawing) -> Spec:
    return {"places": draw.number(0, 2), "rounding": draw.one(("half-even", "half-up"))}


def operand(draw: Drawing, names: tuple[str, ...]) -> Any:
    """A name, a number, or a figure."""
    if draw.rarely(4):
        return draw.one((*HALVES, F(-1)))
    if draw.rarely(6):
        value = draw.one(HALVES)
        return Fig(f"figure {flow(value)}", value)
    return draw.one(names)


def arithmetic(draw: Drawing) -> Parts:
    """Numbers made from numbers, one kind upon another, and numbers compared with numbers."""
    parts = Parts(fields=dict(NUMBERED))
    names: tuple[str, ...] = tuple(NUMBERED)
    for number in range(draw.number(1, 3)):
        kind = draw.one(
            ("difference", "total_of", "product", "weighted_mean", "rounded", "highest_of", "lowest_of", "share")
        )
        spec: Spec
        if kind in ("difference", "product"):
            spec = {kind: [operand(draw, names), operand(draw, names)]} | (rounding(draw) if kind == "product" else {})
        elif kind == "weighted_mean":
            weights = draw.one(((1, 1, 1), (F(3, 5), F(2, 5), 0), (2, 1, 1), (1, 5, 1)))
            chosen = draw.some(names, 1, 3)
            spec = {kind: dict(zip(chosen, weights, strict=False)), **rounding(draw)}
        elif kind == "share":
            able = tuple(one for one in names if one not in ("b", "c"))
            spec = {kind: operand(draw, able), "of": operand(draw, able), **rounding(draw)}
            if draw.coin():
                spec["of_nothing"] = draw.one(HALVES)
        elif kind == "rounded":
            spec = {kind: draw.one(names), **rounding(draw)}
        else:
            operands = [operand(draw, names) for _ in range(draw.number(1, 4))]
            spec = {kind: operands}
            if kind != "total_of" and draw.coin():
                spec["number"] = draw.number(1, len(operands))
        name = f"q{number}"
        parts.derived[name] = spec
        names = (*names, name)
    for number in range(draw.number(0, 2)):
        operator = draw.one(("at_least", "at_most", "more_than", "less_than", "is", "is_not"))
        other = {"value_of": draw.one(names)} | ({"times": draw.one((F(1, 20), F(3, 2), F(2)))} if draw.coin() else {})
        when = {draw.one(names): {operator: other}}
        parts.lines.append({"id": f"compared-{number}", **LOCAL, "worth": F(1), "when": when})
    return parts.shown(draw)


def sizes(draw: Drawing) -> Parts:
    """Brackets, steps, tables and samples."""
    parts = Parts(fields=dict(NUMBERED))
    parts.fields["pick"] = {"type": "choice", "of": CHOICES}
    parts.fields["flag"] = {"type": "yes-no"}
    parts.fields["size"] = {"type": "integer", "minimum": F(0)}
    names = tuple(NUMBERED)
    limits = sorted(draw.some((F(1, 2), F(1), F(2)), 1, 2))
    for kind in draw.some(("brackets", "stepped", "table", "sampled"), 1, 2):
        if kind == "brackets":
            rates: list[Spec] = [{"up_to": limit, "each": draw.one((F(1), F(1, 2), F(2), F(0)))} for limit in limits]
            rates += [{"each": draw.one((F(1, 10), F(1)))}] if draw.coin() else []
            if draw.rarely(3):
                part = draw.one(("dropped", "counts", "pro_rata"))
                rates[-1] |= {"every": draw.one((F(1, 2), F(1), F(2))), "part": part}
            parts.derived[kind] = {"brackets": draw.one(names), "rates": rates}
        elif kind == "stepped":
            values = [{draw.one(("up_to", "below")): limit, "value": draw.one(HALVES)} for limit in limits]
            parts.derived[kind] = {"stepped": draw.one(names), "values": [*values, {"value": draw.one(HALVES)}]}
        elif kind == "table":
            keys = draw.some(("pick", "flag"), 1, 2)
            offered = {"pick": CHOICES, "flag": ("yes", "no")}
            parts.derived[kind] = {"table": keys, "cells": cells(draw, [offered[key] for key in keys])}
        else:
            shares = [{"up_to": limit, **_size(draw)} for limit in limits]
            ends = {"inspected": draw.one(("b", "size")), "population": "size"}
            parts.derived[kind] = {"sampled": draw.one(names), **ends, "sizes": [*shares, _size(draw)]}
    return parts.shown(draw)


def _size(draw: Drawing) -> Spec:
    return {"number": draw.number(0, 2)} if draw.coin() else {"share": draw.one((F(1, 2), F(1), F(1, 10)))}


def cells(draw: Drawing, keys: list[tuple[str, ...]]) -> Spec:
    """A value for every combination of keys."""
    if len(keys) == 1:
        return {key: draw.one(HALVES) for key in keys[0]}
    return {key: cells(draw, keys[1:]) for key in keys[0]}


def where(draw: Drawing, times: int = 3) -> Spec:
    """A condition on single events, once in so many times."""
    if not draw.rarely(times):
        return {}
    return {"where": draw.one(({"ok": {"is": True}}, {"sort": {"is_not": "丙"}}, {"n": {"at_least": F(1)}}))}


def tallies(draw: Drawing) -> Parts:
    """Counts and sums that stay valid, that need every period reported, and choices that lack."""
    parts = Parts(fields={"rows": dict(TABLE), "picks": {"type": "choices", "of": CHOICES}})
    if draw.coin():
        parts.fields["rows"]["reported"] = "by_period"
    for number in range(draw.number(1, 2)):
        spec: Spec = {"count": "rows"} if draw.coin() else {"sum": "rows", "of": "n"}
        if draw.coin():
            spec["valid_months"] = draw.one((6, 10, 5, 0, 3))
        else:
            spec |= {"per": draw.one(("month", "quarter")), "take": draw.one(("fewest", "most"))}
        parts.derived[f"q{number}"] = spec | where(draw)
    if draw.coin():
        parts.derived["lack"] = {"lacking": "picks"} | ({"of": draw.some(CHOICES, 1, 2)} if draw.coin() else {})
    return parts.shown(draw)


def periods(draw: Drawing) -> Parts:
    """Periods that hold a condition."""
    parts = Parts(fields={"rows": dict(TABLE)})
    if draw.rarely(3):
        parts.fields["rows"]["reported"] = "by_period"
    column, operator = draw.one(("count", "count", "n")), draw.one(("less_than", "at_least", "is", "at_most"))
    spec = {"periods": "rows", "per": draw.one(("month", "quarter")), "take": draw.one(("number", "longest_run"))}
    parts.derived["q"] = {**spec, "when": {column: {operator: draw.one((F(1), F(2), F(0)))}}} | where(draw)
    return parts.shown(draw)


def priced(draw: Drawing) -> Parts:
    """Events by price: equal prices, one matter in several periods, repeats, caps."""
    parts = Parts(fields={"rows": dict(TABLE)})
    by = draw.some(("sort", "level"), 1, 2)
    spec: Spec = {"priced": "rows", "by": by, "prices": cells(draw, [CHOICES] * len(by))}
    if draw.rarely(4):
        values = [{draw.one(("up_to", "below")): F(1), "value": draw.one(HALVES)}, {"value": draw.one(HALVES)}]
        spec = {"priced": "rows", "by": ["n"], "values": values}
    if draw.rarely(4):
        spec["multiplied"] = [{"times": draw.one((F(2), F(1, 2), F(0))), "when": where(draw, 1)["where"]}]
    more = draw.number(0, 2)
    if more == 1:
        spec["same_matter"] = draw.one(("n", "ok", "sort"))
    elif more:
        spec["repeats"] = {"of": draw.one(("n", "ok", "sort")), "times": draw.one((F(2), F(3, 2), F(1)))}
    if draw.coin():
        spec["cap"] = draw.one((F(1), F(2), F(3), F(0)))
        if draw.coin():
            spec["per"] = draw.one(("month", "quarter", "year"))
    if draw.rarely(3):
        spec["valid_months"] = draw.one((6, 10, 12))
    parts.derived["q"] = spec | where(draw)
    return parts.shown(draw)


def rows(draw: Drawing) -> Parts:
    """The mean, highest or lowest of a column."""
    parts = Parts(fields={"rows": dict(TABLE)})
    take = draw.one(("mean", "highest", "lowest"))
    spec: Spec = {"rows": "rows", "of": "n", "take": take} | (rounding(draw) if take == "mean" else {})
    if draw.rarely(3):
        spec["valid_months"] = draw.one((6, 10, 12))
    parts.derived["q"] = spec | where(draw)
    return parts.shown(draw)


def steps(draw: Drawing) -> Parts:
    """Steps in order and in time."""
    parts = Parts(fields={"rows": dict(TABLE)})
    spec: Spec = {"steps": "rows", "of": draw.one(("sort", "level"))}
    if draw.coin():
        spec["within_days"] = draw.one((31, 30, 28, 15, 60, 0))
    parts.derived["q"] = spec | where(draw)
    return parts.shown(draw)


def compared(draw: Drawing) -> Parts:
    """How a number stands among those of others."""
    parts = Parts(fields={"a": NUMBERED["a"], "b": NUMBERED["b"], "pick": {"type": "choice", "of": CHOICES}})
    for number in range(draw.number(1, 2)):
        take = draw.one(("mean", "highest", "lowest", "rank", "share"))
        spec: Spec = {"compared": draw.one(("a", "b")), "take": take}
        if (within := draw.one((None, "street", "community", "pick"))) is not None:
            spec["within"] = within
        if take in ("mean", "share"):
            spec |= rounding(draw)
        if take in ("rank", "share"):
            spec["first"] = draw.one(("highest", "lowest"))
        elif draw.coin():
            spec["without_self"] = True
        parts.derived[f"q{number}"] = spec
    return parts.shown(draw)


OWNERS: Spec = {"type": "choice", "of": ("s0", "s1", "s2")}


def links(draw: Drawing) -> Parts:
    """Counts, sums and single numbers over subjects of other kinds, with their fields, quantities and findings."""
    their: dict[str, Spec] = {"size": NUMBERED["a"], "fine": {"type": "yes-no"}, "owner": OWNERS}
    parts = Parts(fields={"a": NUMBERED["a"], "key": {"type": "choice", "of": CHOICES}})
    document: Spec = {
        "derived": {"twice": {"total_of": ["size", "size"]}},
        "criteria": [
            {"id": "x", "title": "标题", "when": {"fine": {"is": True}}},
            {"id": "y", **LOCAL, "worth": F(2), "when": {"twice": {"at_least": draw.one(HALVES)}}},
        ],
    }
    parts.behind.append(Behind("other", their, document))
    mine = draw.coin()
    link: Spec = {"ruleset": "others"}
    link |= {"mine": draw.one(("key", "key", "street"))} if mine else {"theirs": draw.one(("owner", "owner", "street"))}
    if draw.coin():
        link["by"] = draw.one(("id", "name"))
    parts.links["others_of"] = link
    tests = (
        {"finding": {"x": {"is": "met"}}},
        {"finding": {"y": {"one_of": ["met", "not-met"]}}},
        {"size": {"at_least": F(1)}},
        {"twice": {"less_than": F(3)}},
        {"fine": {"is": False}},
    )
    for kind in draw.some(("count", "sum", "value") if mine else ("count", "sum"), 1, 2):
        spec: Spec = {kind: "others_of"}
        if kind != "count":
            spec["of"] = draw.one(("size", "twice"))
        if kind != "value" and draw.coin():
            spec["where"] = draw.one(tests)
        parts.derived[kind] = spec
    if draw.coin():
        parts.derived["more"] = {"total_of": [*parts.derived, "a"]}
    return parts.shown(draw)
