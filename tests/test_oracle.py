"""The plain evaluator itself, by figures worked out by hand: what each construct of the language means."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from drafting import rule_text
from oracle import Case, Standing, Subject, judge
from oracle.points import Finding
from oracle.rates import payments
from oracle.world import World
from strategies import load
from strategies_families import drafted
from strategies_quantities import LOCAL, Behind, Parts

F = Fraction
JUNE = date(2021, 6, 30)
NUMBER = {"type": "decimal", "places": 2, "minimum": -1000, "maximum": 1000}
ROWS = {
    "type": "events",
    "of": {
        "day": {"type": "date"},
        "kind": {"type": "choice", "of": ["先进", "标兵"]},
        "level": {"type": "choice", "of": ["县级", "市级"]},
        "matter": {"type": "text"},
        "n": {"type": "integer", "minimum": 0},
    },
}
PRICES = {"县级": {"先进": 1, "标兵": 2}, "市级": {"先进": 3, "标兵": 5}}


def told(parts: Parts, case: Case, as_of: date = JUNE) -> Standing:
    """A season of one rule set, judged."""
    draft = drafted(parts)
    documents = [*draft.rulesets, draft.scheme]
    files = [(f"rules/{number}.yaml", rule_text(one, inline=True)) for number, one in enumerate(documents)]
    return judge(load(files, as_of), case)


def value(quantity: dict[str, Any], answers: dict[str, Any], fields: dict[str, Any] | None = None) -> Any:
    """The number a derived quantity comes to, if it comes to any."""
    asked = fields or {name: ROWS if isinstance(given, list) else NUMBER for name, given in answers.items()}
    line = {"id": "line", **LOCAL, "worth": 1, "when": {"q": {"at_least": 0}}}
    standing = told(
        Parts(fields=asked, derived={"q": quantity}, lines=[line]), Case((Subject("s", "甲", "乙", answers),))
    )
    world = next(iter(standing.rows.values())).world
    low, high = world.span("q", world.subjects[0])
    return low if low == high else (low, high)


def points(line: dict[str, Any], answers: dict[str, Any], assessed: dict[str, Any] | None = None) -> Finding:
    """What one criterion earns one subject."""
    fields = {name: {"type": "yes-no"} if isinstance(given, bool) else NUMBER for name, given in answers.items()}
    subject = Subject("s", "甲", "乙", answers, assessed or {})
    standing = told(Parts(fields=fields, lines=[{"id": "line", **LOCAL, **line}]), Case((subject,)))
    return standing.rows["s"].findings["line"]


def row(month: int, day: int, **more: Any) -> dict[str, Any]:
    return {"day": date(2021, month, day), "kind": "先进", "level": "县级", "matter": "a", "n": 1, **more}


ARITHMETIC = [
    ({"difference": ["a", "b"]}, 3),  # 7 less 4
    ({"total_of": ["a", "b", 5]}, 16),
    ({"product": ["a", "b"], "places": 0, "rounding": "half-up"}, 28),
    ({"product": ["a", F("0.15")], "places": 1, "rounding": "half-even"}, F("1.0")),  # 1.05: the even neighbour
    ({"product": ["a", F("0.15")], "places": 1, "rounding": "half-up"}, F("1.1")),
    ({"weighted_mean": {"a": F("0.6"), "b": F("0.4")}, "places": 1, "rounding": "half-up"}, F("5.8")),
    ({"weighted_mean": {"a": 1, "b": 2}, "places": 0, "rounding": "half-up"}, 5),  # (7 + 8) ÷ 3, not ÷ 1
    ({"highest_of": ["a", "b", 5]}, 7),
    ({"highest_of": ["a", "b", 5], "number": 2}, 12),
    ({"lowest_of": ["a", "b", 5], "number": 2}, 9),
    # the first 5 at 1, the next 2 of at most 20 at a half
    ({"brackets": "a", "rates": [{"up_to": 5, "each": 1}, {"up_to": 20, "each": F("0.5")}]}, 6),
    ({"stepped": "a", "values": [{"up_to": 7, "value": 2}, {"value": 6}]}, 2),  # 7 has not passed 7
    ({"stepped": "a", "values": [{"below": 7, "value": 2}, {"value": 6}]}, 6),  # 7 is not below 7
    ({"share": 4, "of": 7, "places": 2}, F("0.57")),
]


@pytest.mark.parametrize(("quantity", "expected"), ARITHMETIC)
def test_numbers_from_numbers(quantity: dict[str, Any], expected: Any) -> None:
    assert value(quantity, {"a": F(7), "b": F(4)}) == expected


def test_a_sample_too_small_says_nothing() -> None:
    """Of 60 at least 10 % must be inspected, which is 6; of 61 it is 7, since a share is rounded up."""
    sizes = [{"up_to": 50, "number": 5}, {"share": F("0.1")}]
    quantity = {"sampled": "rate", "inspected": "seen", "population": "homes", "sizes": sizes}
    assert value(quantity, {"rate": F(90), "seen": F(6), "homes": F(60)}) == 90
    assert value(quantity, {"rate": F(90), "seen": F(6), "homes": F(61)}) is None
    assert value(quantity, {"rate": F(90), "seen": F(5), "homes": F(50)}) == 90
    assert value(quantity, {"rate": F(90), "seen": F(3), "homes": F(3)}) == 90  # no more than there are


def test_a_table_with_two_keys() -> None:
    fields = {"sort": {"type": "choice", "of": ["甲", "乙"]}, "new": {"type": "yes-no"}}
    cells = {"甲": {"yes": 1, "no": 2}, "乙": {"yes": 3, "no": 4}}
    assert value({"table": ["sort", "new"], "cells": cells}, {"sort": "乙", "new": True}, fields) == 3


def test_choices_that_lack() -> None:
    fields = {"held": {"type": "choices", "of": ["a", "b", "c"]}}
    assert value({"lacking": "held"}, {"held": ["b"]}, fields) == 2
    assert value({"lacking": "held", "of": ["a", "b"]}, {"held": ["b"]}, fields) == 1


def test_an_honour_counts_until_the_same_day() -> None:
    """Valid for two months: that of 30 April has ended on 30 June, that of 1 May has not."""
    rows = [row(4, 30), row(5, 1), row(6, 30)]
    assert value({"count": "rows", "valid_months": 2}, {"rows": rows}) == 2


def test_months_that_fail() -> None:
    """Of six months January and April to June have fewer than two events; the longest run is three."""
    rows = [row(1, 1), *[row(2, 1)] * 2, *[row(3, 31)] * 2, row(6, 30)]
    fewer = {"periods": "rows", "per": "month", "when": {"count": {"less_than": 2}}}
    assert value({**fewer, "take": "number"}, {"rows": rows}) == 4
    assert value({**fewer, "take": "longest_run"}, {"rows": rows}) == 3


def test_a_period_not_reported_is_missing() -> None:
    """Nothing in May: not nought, but anything from nought on."""
    rows = [row(month, 1) for month in (1, 2, 3, 4, 6)]
    fields = {"rows": {**ROWS, "reported": "by_period"}}
    quantity = {"count": "rows", "per": "month", "take": "fewest"}
    assert value(quantity, {"rows": rows}, fields) == (0, 1)
    assert value(quantity, {"rows": rows}) == 0


def test_events_by_price() -> None:
    rows = [row(1, 1), row(1, 2, kind="标兵"), row(2, 1, level="市级", matter="b")]  # 1, 2 of one matter; 3 of another
    priced = {"priced": "rows", "by": ["level", "kind"], "prices": PRICES}
    assert value(priced, {"rows": rows}) == 6
    assert value({**priced, "same_matter": "matter"}, {"rows": rows}) == 5
    assert value({**priced, "repeats": {"of": "matter", "times": 2}}, {"rows": rows}) == 8  # 1, twice 2, 3
    assert value({**priced, "cap": 4}, {"rows": rows}) == 4
    assert value({**priced, "cap": 2, "per": "month"}, {"rows": rows}) == 4  # two in January, two in February
    assert value({**priced, "cap": 2, "per": "quarter"}, {"rows": rows}) == 2


def test_prices_by_size() -> None:
    """Up to 2 one point, more two; on level 市级 half as much."""
    rows = [row(1, 1, n=2), row(1, 2, n=3), row(2, 1, n=9, level="市级")]
    sized = {"priced": "rows", "by": ["n"], "values": [{"up_to": 2, "value": 1}, {"value": 2}]}
    assert value(sized, {"rows": rows}) == 5
    assert value({**sized, "multiplied": [{"times": F("0.5"), "when": {"level": {"is": "市级"}}}]}, {"rows": rows}) == 4


def test_the_mean_of_events() -> None:
    """14 ÷ 3; of no events there is no mean."""
    rows = [row(1, 1, n=2), row(1, 2, n=3), row(2, 1, n=9)]
    mean = {"rows": "rows", "of": "n", "take": "mean", "places": 1, "rounding": "half-up"}
    assert value(mean, {"rows": rows}) == F("4.7")
    assert value({**mean, "take": "highest"}, {"rows": rows}) == 9
    assert value({**mean, "where": {"n": {"more_than": 9}}}, {"rows": rows}) is None


def test_steps_in_order_and_in_time() -> None:
    steps = {"steps": "rows", "of": "kind", "within_days": 30}
    first, second = row(1, 1), row(1, 31, kind="标兵")
    assert value(steps, {"rows": [second, first]}) == 2  # thirty days later
    assert value({**steps, "within_days": 29}, {"rows": [first, second]}) == 1
    assert value(steps, {"rows": [row(2, 1), second]}) == 1  # before the one before it
    assert value(steps, {"rows": [second]}) == 0


PAST = [
    ("dropped", 2),  # 2.5 units of 2 % below 90 %
    ("counts", 3),
    ("pro_rata", F("2.5")),
]


@pytest.mark.parametrize(("part", "expected"), PAST)
def test_points_past_a_threshold(part: str, expected: Any) -> None:
    entry = {"points": 1, "of": "rate", "below": 90, "every": 2, "part": part}
    assert points({"worth": 10, "deductions": [entry]}, {"rate": F(85)}).least == 10 - expected
    assert points({"worth": 10, "deductions": [entry]}, {"rate": F(90)}).least == 10


def test_added_and_taken_off_between_floor_and_worth() -> None:
    more, less = {"points": 2, "each": "good"}, {"points": 3, "each": "bad"}
    both = {"worth": 10, "base": 5, "additions": [more], "deductions": [less], "floor": -4}
    assert points(both, {"good": F(2), "bad": F(1)}).least == 6
    assert points(both, {"good": F(9), "bad": F(0)}).least == 10
    assert points(both, {"good": F(0), "bad": F(9)}) == Finding("not-met", F(-4), F(-4), F(10))
    assert points({"worth": 10, "additions": [more]}, {"good": F(2)}).least == 4


def test_what_earns_nothing_whatever_else() -> None:
    line = {"worth": 10, "floor": -4, "deductions": [{"points": 3, "each": "bad"}], "none_if": {"fraud": {"is": True}}}
    assert points(line, {"bad": F(1), "fraud": False}).least == 7
    assert points(line, {"bad": F(1), "fraud": True}) == Finding("not-met", F(0), F(0), F(10))


def test_several_assessors() -> None:
    """Of three, two gave 4 and 5 of 0 to 5: the third may still give anything."""
    line = {"assessed": {"from": 0, "to": 5, "by": "评审组", "places": 0, "assessors": 3, "take": "mean"}}
    assert points(line, {"a": F(1)}, {"line": [F(4), F(5), F(3)]}).least == 4
    open_one = points(line, {"a": F(1)}, {"line": [F(4), F(5)]})
    assert (open_one.verdict, open_one.least, open_one.most) == ("insufficient", 3, F(14, 3))


def three(*numbers: int, **more: Any) -> tuple[Subject, ...]:
    """Subjects with a number each."""
    return tuple(Subject(f"s{n}", "甲", "乙", {"a": F(one), **more}) for n, one in enumerate(numbers))


COMPARED = [
    ({"take": "mean", "places": 1}, [F("3.7")] * 3),  # 11 ÷ 3
    ({"take": "mean", "places": 1, "without_self": True}, [F("4.5"), F("4.5"), F(2)]),
    ({"take": "highest", "without_self": True}, [7, 7, 2]),
    ({"take": "rank"}, [2, 2, 1]),
    ({"take": "rank", "first": "lowest"}, [1, 1, 3]),
    ({"take": "share", "places": 2}, [F("0.67"), F("0.67"), F("0.33")]),
]


@pytest.mark.parametrize(("how", "expected"), COMPARED)
def test_comparison_with_all(how: dict[str, Any], expected: list[Any]) -> None:
    line = {"id": "line", **LOCAL, "worth": 1, "when": {"q": {"at_least": 0}}}
    parts = Parts(fields={"a": NUMBER}, derived={"q": {"compared": "a", **how}}, lines=[line])
    standing = told(parts, Case(three(2, 2, 7)))
    world = standing.rows["s0"].world
    assert [world.span("q", one)[0] for one in world.subjects] == expected


def test_the_mean_of_the_others() -> None:
    """To the third it does not apply: it earns the mean of 4 and 7, which is no whole number."""
    line = {"worth": 10, "additions": [{"points": 1, "each": "a"}], "applies": {"a": {"less_than": 9}}}
    parts = Parts(
        fields={"a": NUMBER}, lines=[{"id": "line", **LOCAL, **line, "when_not_applicable": "mean_of_others"}]
    )
    found = told(parts, Case(three(4, 7, 9))).rows["s2"].findings["line"]
    assert (found.verdict, found.least) == ("not-applicable", F(11, 2))


def test_the_best_of_a_group() -> None:
    """The two highest of 3, 1 and 2 of 5 each: 5 of 10."""
    lines = [{"id": f"line{n}", **LOCAL, "worth": 5, "additions": [{"points": n, "each": "a"}]} for n in (3, 1, 2)]
    group = {"id": "group", "title": "组", "criteria": ["line3", "line1", "line2"], "best": 2}
    standing = told(Parts(fields={"a": NUMBER}, lines=lines, groups=[group]), Case(three(1)))
    assert standing.rows["s0"].scores == {"rules-0": (50, 50), "group": (5, 5)}


def test_totals_out_of_any_number() -> None:
    """3 of 5 points: 60 of a hundred, 12 of twenty, or the 3 points themselves."""
    line = {"id": "line", **LOCAL, "worth": 5, "additions": [{"points": 1, "each": "a"}]}
    for out_of, expected in ((None, 60), (20, 12), ("points", 3)):
        total = {"places": 0, "rounding": "half-up", "origin": "local"} | ({} if out_of is None else {"out_of": out_of})
        parts = Parts(fields={"a": NUMBER}, lines=[line], scheme={"total": total})
        assert told(parts, Case(three(3))).rows["s0"].total == (expected, expected)


def test_subjects_behind_a_link() -> None:
    """Two homes hold the community's id, one of them passes; both together have 5 rooms."""
    document = {"criteria": [{"id": "x", "title": "合格", "when": {"rooms": {"at_least": 3}}}]}
    asked = {"rooms": {"type": "integer"}, "code": {"type": "text"}}
    derived = {
        "homes": {"count": "links"},
        "good": {"count": "links", "where": {"finding": {"x": {"is": "met"}}}},
        "rooms_of_all": {"sum": "links", "of": "rooms"},
    }
    lines = [{"id": "line", **LOCAL, "worth": 1, "when": {"homes": {"at_least": 0}}}]
    parts = Parts({"a": NUMBER}, derived, lines, [], {"links": {"ruleset": "homes", "theirs": "code"}})
    parts.behind.append(Behind("home", asked, document))
    homes = [Subject(f"h{n}", "", "", {"rooms": F(n), "code": "s1" if n == 9 else "s0"}) for n in (2, 3, 9)]
    world: World = told(parts, Case(three(1, 1), linked={"home": tuple(homes)})).rows["s0"].world
    assert [world.span(name, world.subjects[0])[0] for name in derived] == [2, 1, 5]


def graded(*numbers: int, **scheme: Any) -> list[str | None]:
    """Grades of subjects by their totals, from 90 优, from 60 合格, else 差."""
    listed: list[dict[str, Any]] = [
        {"id": "优", "from": 90},
        {"id": "合格", "from": 60, "below": 90},
        {"id": "差", "below": 60},
    ]
    listed[0] |= {"quota": scheme.pop("quota")} if "quota" in scheme else {}
    fields = {"a": NUMBER, "flag": {"type": "yes-no"}}
    line = {"id": "line", **LOCAL, "worth": 100, "additions": [{"points": 1, "each": "a"}]}
    parts = Parts(fields=fields, lines=[line])
    parts.scheme = {"grades": [{**one, "origin": "local"} for one in listed], "ranking": {"origin": "local"}, **scheme}
    return [row.grade for row in told(parts, Case(three(*numbers, flag=True))).rows.values()]


def adjusted(**how: Any) -> dict[str, Any]:
    return {"adjustments": [{"id": "one", **LOCAL, "when": {"flag": {"is": True}}, "basis": "依据", **how}]}


def test_grades_are_adjusted() -> None:
    assert graded(95, 70, 20) == ["优", "合格", "差"]
    assert graded(95, 70, 20, **adjusted(at_best="合格")) == ["合格", "合格", "差"]
    assert graded(95, 70, 20, **adjusted(up=1)) == ["优", "优", "合格"]
    assert graded(95, 70, 20, **adjusted(down=1)) == ["合格", "差", "差"]
    assert graded(95, 70, 20, **adjusted(set="差")) == ["差", "差", "差"]


def test_no_more_than_the_quota() -> None:
    """Of five 30 % are one and a half: one, or two where a part counts; an open tie at the limit settles nobody."""
    scores = (99, 95, 91, 70, 20)
    assert graded(*scores, quota={"share": F("0.3"), "part": "dropped"}) == ["优", "合格", "合格", "合格", "差"]
    assert graded(*scores, quota={"share": F("0.3"), "part": "counts"}) == ["优", "优", "合格", "合格", "差"]
    assert graded(*scores, quota={"places": 0}) == ["合格", "合格", "合格", "合格", "差"]
    assert graded(95, 95, 70, quota={"places": 1})[:2] == [None, None]
    assert graded(95, 95, 70, quota={"places": 2}) == ["优", "优", "合格"]


def test_paid_by_rate() -> None:
    """Nine tenths of 10.05 are 9.045: half a fen goes up."""
    line = {"id": "line", **LOCAL, "worth": 100, "additions": [{"points": 1, "each": "a"}]}
    parts = Parts(fields={"a": NUMBER, "cost": {**NUMBER, "minimum": 0}}, lines=[line])
    rates = [{"id": "全额", "rate": 1, "when": {"total": {"at_least": 90}}}, {"id": "九成", "rate": F("0.9")}]
    listed = [{**one, "origin": "local"} for one in rates]
    parts.scheme["allocation"] = {
        "method": "by-rate", "budget": 1000, "of": "cost", "rates": listed, "origin": "local",
        "eligible": {"total": {"at_least": 60}},
    }  # fmt: skip
    paid = payments(told(parts, Case(three(90, 89, 59, cost=F("10.05")))))
    assert paid == {"s0": F("10.05"), "s1": F("9.05"), "s2": 0}


def test_what_is_missing_is_not_told() -> None:
    """Of a difference with a part missing the plain evaluator says nothing, and nothing of what rests on it."""
    line = {"id": "line", **LOCAL, "worth": 1, "when": {"q": {"at_least": 0}}}
    parts = Parts(fields={"a": NUMBER, "b": NUMBER}, derived={"q": {"difference": ["a", "b"]}}, lines=[line])
    row = told(parts, Case(three(1))).rows["s0"]
    assert row.findings["line"].verdict == "untold"
    assert row.silent == {"rules-0", "total"}
