"""Random quantities over rows compared with their subject, or with a term, a judge or an order of their own."""

from drawing import Drawing
from strategies_conditions import CHOICES
from strategies_quantities import LOCAL, NUMBERED, TABLE, F, Parts, Spec, cells, where

ROWS: Spec = {
    "type": "events",
    "of": {
        **TABLE["of"],
        "until": {"type": "date"},
        "judged": {
            "type": "integer",
            "minimum": F(-1),
            "maximum": F(2),
            "assessed": {"by": "考核组", "reason": "why"},
        },
        "why": {"type": "text"},
    },
}
DAY_TESTS = ("on_or_before", "on_or_after", "is", "is_not")
SIZE_TESTS = ("at_least", "at_most", "more_than", "less_than", "is", "is_not")


def beside_subject(draw: Drawing) -> Parts:
    """Rows compared with numbers and dates of their subject, of the same row, and with the evaluation's day."""
    parts = Parts(fields={**NUMBERED, "since": {"type": "date"}, "ended": {"type": "date"}, "rows": ROWS})
    parts.derived["twice"] = {"total_of": ["b", "b"]}
    numbers: tuple[str, ...] = ("a", "b", "twice", "judged")
    for number in range(draw.number(1, 2)):
        kind = draw.one(("count", "sum", "rows", "priced", "sequence"))
        condition = _beside(draw, numbers)
        spec: Spec = {kind: "rows", "dated": "day"}
        if kind == "sum":
            spec |= {"of": draw.one(("n", "judged"))}
        elif kind == "rows":
            spec |= {"of": "n", "take": draw.one(("highest", "lowest"))}
        elif kind == "priced":
            spec |= {"by": ["sort"], "prices": cells(draw, [CHOICES])}
        if kind == "sequence":
            spec |= {"when": condition, "take": "longest_run"}
        elif kind == "priced" and draw.coin():
            spec |= {"multiplied": [{"times": draw.one((F(2), F(0))), "when": condition}]}
        else:
            spec |= {"where": condition}
        if kind == "count" and draw.coin():
            spec |= {"per": draw.one(("month", "quarter")), "take": draw.one(("fewest", "most"))}
        name = f"q{number}"
        parts.derived[name] = spec
        numbers = (*numbers, name)
    test = {draw.one(DAY_TESTS): draw.one(({"value_of": "ended"}, {"day": "as_of"}))}
    parts.lines.append({"id": "two-days", **LOCAL, "worth": F(1), "when": {"since": test}})
    return parts.shown(draw)


def _beside(draw: Drawing, numbers: tuple[str, ...]) -> Spec:
    days = {"day": {draw.one(DAY_TESTS): draw.one(({"value_of": "since"}, {"value_of": "until"}, {"day": "as_of"}))}}
    sizes = {"n": {draw.one(SIZE_TESTS): {"value_of": draw.one(numbers)}}}
    one = draw.one((days, sizes))
    return {draw.one(("all", "any", "none")): [one, {"ok": {"is": True}}]} if draw.rarely(3) else one


def terms_and_best(draw: Drawing) -> Parts:
    """Rows that count until a day of their own, and only the highest of them."""
    parts = Parts(fields={"rows": ROWS})
    for number in range(draw.number(1, 2)):
        kind = draw.one(("count", "sum", "rows", "priced", "priced"))
        spec: Spec = {kind: "rows", "dated": "day"}
        if draw.coin():
            spec = {kind: "rows", "valid_until": "until"}
        if kind == "sum":
            spec |= {"of": draw.one(("n", "judged"))} | ({"best": draw.number(1, 3)} if draw.coin() else {})
        elif kind == "rows":
            take = draw.one(("mean", "highest", "lowest"))
            spec |= {"of": draw.one(("n", "judged")), "take": take} | ({"places": 1} if take == "mean" else {})
        elif kind == "priced":
            spec |= {"by": ["sort"], "prices": cells(draw, [CHOICES]), "best": draw.number(1, 2)}
            more = draw.number(0, 2)
            if more == 1:
                spec["same_matter"] = draw.one(("n", "ok"))
            elif more:
                spec["repeats"] = {"of": draw.one(("n", "ok")), "times": draw.one((F(2), F(3, 2)))}
            if draw.coin():
                spec["cap"] = draw.one((F(1), F(2), F(3)))
            if draw.coin():
                spec["per"] = draw.one(("month", "quarter", "year"))
        if kind in ("count", "sum") and draw.rarely(3):
            spec |= {"per": draw.one(("month", "quarter")), "take": draw.one(("fewest", "most"))}
        parts.derived[f"q{number}"] = spec | where(draw)
    return parts.shown(draw)


def sequences(draw: Drawing) -> Parts:
    """Rows in the order of their day, some of them on the same."""
    parts = Parts(fields={"rows": TABLE})
    for number in range(draw.number(1, 2)):
        take = draw.one(("longest_run", "latest_run", "most"))
        spec: Spec = {"sequence": "rows", "take": take, "when": where(draw, 1)["where"]}
        if take == "most":
            spec["window"] = draw.number(1, 3)
        if draw.rarely(3):
            spec["valid_months"] = draw.one((6, 10, 12))
        parts.derived[f"q{number}"] = spec | where(draw)
    return parts.shown(draw)
