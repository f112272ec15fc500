"""Quantities that rest on judgements: values by condition, points as numbers, and the common order of both."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from strategies import load
from test_quantities import HEAD, SCHEME, bounds, judged_files, values

HALF = Fraction(1, 2)
LINES = """
criteria:
  - {id: c, title: 分, worth: 3, origin: local, when: {a: {at_least: 10}}}
  - {id: left, title: 分, worth: 3, origin: local, when: {a: {at_least: 10}}, applies: {staffed: {is: yes}},
     when_not_applicable: leave_out}
  - {id: full, title: 分, worth: 5, origin: local, when: {a: {at_least: 10}}, applies: {staffed: {is: yes}},
     when_not_applicable: full}
  - {id: line, title: 分, worth: 10, origin: local, proportional: {of: b, from: 0, to: 3}}
  - {id: check, title: 分, when: {staffed: {is: yes}}}
  - {id: best, title: 分, worth: 2, origin: local, when: {b: {at_least: 10}}}
  - {id: away, title: 分, worth: 2, origin: local, when: {b: {at_least: 10}}, applies: {staffed: {is: yes}},
     when_not_applicable: leave_out}
  - {id: gone, title: 分, worth: 2, origin: local, when: {b: {at_least: 10}}, applies: {staffed: {is: yes}},
     when_not_applicable: leave_out}
groups:
  - {id: some, title: 组, criteria: [c, left], cap: 5, origin: local}
  - {id: aways, title: 组, criteria: [away, check], origin: local}
  - {id: due, title: 组, criteria: [gone], minimum: 1, origin: local}
"""
ROUNDED = "places: 1, rounding: half-up"


@pytest.mark.parametrize(
    ("derived", "answers", "expected"),
    [
        ("{by_condition: [{value: 6}]}", ("", "a: 1"), [6, 6]),
        ("{by_condition: [{value: 6, when: {a: {at_least: 3}}}, {value: 0.5}]}",
         ("a: 3", "a: 2", ""), [6, HALF, (HALF, 6)]),
        ("{by_condition: [{value: 6, when: {a: {at_least: 3}}}, {value: b, when: {a: {at_least: 2}}}, {value: 200}]}",
         ("a: 3", "a: 2, b: 7", "a: 2", "a: 1", "b: 7", ""), [6, 7, (0, 100), 200, (6, 200), (0, 200)]),
        ("{by_condition: [{value: b, when: {b: {provided: yes}}}, {value: {figure: standard}}]}",
         ("b: 7", "", "b: x"), [7, 60, (0, 100)]),
        ("{by_condition: [{value: size, when: {staffed: {is: yes}}}, {value: 5}]}",
         ("staffed: yes, size: 9", "staffed: yes", "staffed: no", "size: 9", ""), [9, (0, None), 5, (5, 9), (0, None)]),
        ("{by_condition: [{value: 1, when: {finding: {c: {is: met}}}}, {value: 2}]}",
         ("a: 10", "a: 9", ""), [1, 2, (1, 2)]),
        ("{by_condition: [{value: 1, when: {finding: {left: {is: not-applicable}}}}, {value: 2}]}",
         ("staffed: no", "staffed: yes, a: 1", "a: 1"), [1, 2, (1, 2)]),
        ("{by_condition: [{value: 1, when: {a: {more_than: {value_of: b}}}}, {value: 2}]}",
         ("a: 4, b: 3", "a: 3, b: 3", "a: 4"), [1, 2, (1, 2)]),
        (f"{{points_of: c, {ROUNDED}}}", ("a: 10", "a: 9", ""), [3, 0, (0, 3)]),
        (f"{{points_of: line, {ROUNDED}}}",
         ("b: 1", "b: 2", "b: 9", ""), [Fraction(33, 10), Fraction(67, 10), 10, (0, 10)]),
        ("{points_of: line, places: 0, rounding: half-even}", ("b: 1", "b: 2"), [3, 7]),
        (f"{{points_of: left, {ROUNDED}, when_not_applicable: 2}}",
         ("staffed: yes, a: 9", "staffed: no, a: 9", "staffed: no", "a: 10", "a: 9", "staffed: yes", ""),
         [0, 2, 2, (2, 3), (0, 2), (0, 3), (0, 3)]),
        ("{points_of: left, places: 0, rounding: half-up, when_not_applicable: 0.5}", ("staffed: no",), [HALF]),
        (f"{{points_of: full, {ROUNDED}}}", ("staffed: no", "staffed: yes, a: 9", "a: 9", "a: 10"), [5, 0, (0, 5), 5]),
        (f"{{points_of: some, {ROUNDED}}}",
         ("staffed: yes, a: 10", "staffed: no, a: 10", "staffed: no, a: 1", "a: 10", ""), [5, 3, 0, (3, 5), (0, 5)]),
        (f"{{points_of: aways, {ROUNDED}, when_not_applicable: 0.5}}",
         ("staffed: yes, b: 10", "staffed: yes, b: 9", "staffed: no", "b: 10", "b: 9"),
         [2, 0, HALF, (0, 2), (0, HALF)]),
        (f"{{points_of: due, {ROUNDED}}}",
         ("staffed: yes, b: 10", "staffed: yes, b: 9", "staffed: no", "b: 10", "b: 9"), [2, 1, 1, (1, 2), 1]),
    ],
)  # fmt: skip
def test_value(derived: str, answers: tuple[str, ...], expected: list[Any]) -> None:
    assert values(derived, *answers, lines=LINES) == expected


LAYERS = """derived:
  term: {by_condition: [{value: 3, when: {finding: {second: {is: met}}}}, {value: 9}]}
  sum: {total_of: [earned, 1]}
  earned: {points_of: first, places: 0, rounding: half-up}
criteria:
  - {id: third, title: 三, worth: 1, origin: local, when: {b: {at_most: {value_of: term}}}}
  - {id: second, title: 二, worth: 1, origin: local, when: {sum: {at_least: 5}}}
  - {id: first, title: 一, worth: 4, origin: local, when: {a: {at_least: 10}}}
"""


def test_quantities_and_criteria_rest_on_one_another_in_any_order() -> None:
    season = judged_files(HEAD + LAYERS, SCHEME, "a: 10, b: 4", "a: 9, b: 4", "b: 4", "b: 3")
    order = list(season.plan.steps)
    assert order == ["finding:first", "earned", "sum", "finding:second", "term", "finding:third"]
    assert bounds(season.decided.columns.quantities["term"]) == [3, 9, (3, 9), (3, 9)]
    points = [season.tally.findings["third"].of(row) for row in range(4)]
    assert [(one.least, one.most) for one in points] == [(0, 0), (1, 1), (0, 1), (1, 1)]


def test_payment_goes_by_points() -> None:
    scheme = SCHEME + (
        "allocation: {method: by-rate, budget: 1000, of: pay, origin: local, "
        "rates: [{id: all, rate: 100%, origin: local}]}\n"
    )
    rules = HEAD + (
        "derived:\n  earned: {points_of: c, places: 0, rounding: half-up}\n"
        "  pay: {product: [earned, 50.25], places: 2, rounding: half-up}\n" + LINES
    )
    season = judged_files(rules, scheme, "a: 10, b: 1, staffed: yes", "a: 9, b: 1, staffed: yes")
    assert season.walked is not None
    assert season.walked.amounts == {0: (15075, 15075), 1: (0, 0)}  # type: ignore[union-attr]


def test_a_scheme_may_take_points_and_conditions_of_its_rule_sets() -> None:
    scheme = SCHEME + (
        "derived: {pay: {by_condition: [{value: 5, when: {finding: {c: {is: met}}}}, {value: 1}]}}\n"
        "gates: [{id: g, title: 准, origin: local, when: {pay: {at_least: 5}}}]\n"
    )
    plan = load([("rules.yaml", (HEAD + LINES).encode()), ("scheme.yaml", scheme.encode())], date(2021, 6, 30))
    assert list(plan.steps)[-1] != "pay"
    assert list(plan.steps).index("finding:c") < list(plan.steps).index("pay")
