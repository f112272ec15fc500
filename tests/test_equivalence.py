"""Changes that are called equivalent, cross-examined on random rules and evidence, complete and not.

Beside them what a score can come to: no total of any evidence is left out.
"""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.desk.equivalence import equivalent
from evaluator.desk.mutants import mutants
from evaluator.desk.proof.lattice import rounding_of, values_of
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.worlds import BEHIND, SELF, Other
from evaluator.evidence.model import EventRow
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.problems import NOWHERE
from evaluator.result.table import table
from test_proofs import CONDITIONS, evidence, many

HEAD = """
ruleset: made
title: 随机标准
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  members: {type: integer, minimum: 0, maximum: 9}
  area: {type: decimal, places: 1, minimum: 0}
  has_branch: {type: yes-no}
  manager: {type: choice, of: [a, b, c]}
  items: {type: choices, of: [x, y, z]}
  founded: {type: date}
  residents: {type: integer, minimum: 0}
  rooms: {type: integer, minimum: 5, maximum: 9}
  renewed: {type: date}
  visits: {type: events, of: {date: {type: date}, kind: {type: choice, of: [p, q]}, long: {type: yes-no}}}
derived:
  held: {count: visits, where: {kind: {is: p}}}
  held_long: {count: visits, where: {all: [{kind: {is: p}}, {long: {is: yes}}]}}
  in_all: {count: visits}
  taken: {steps: visits, of: kind}
  gaps: {periods: visits, per: quarter, when: {count: {is: 0}}, take: number}
  share: {share: members, of: residents, places: 2, of_nothing: 0}
  flats_counted: {count: flats, where: WHERE}
links:
  flats: {ruleset: flats, theirs: house}
criteria:
"""
BEHIND_IT = """---
ruleset: flats
title: 房屋
subject: flat
in_force: {from: 2021-01-01}
fields:
  house: {type: text}
  storeys: {type: integer, minimum: 0}
  let: {type: yes-no}
criteria:
  - {id: high, title: 高, origin: local, when: {storeys: {at_least: 2}}}
  - {id: let-high, title: 租, origin: local, applies: {let: {is: yes}}, when_not_applicable: leave_out,
     when: {storeys: {at_least: 1}}}
"""
OF_FLATS = st.sampled_from(
    [
        "{let: {is: yes}}",
        "{storeys: {at_least: 2}}",
        "{storeys: {provided: yes}}",
        "{finding: {high: {is: met}}}",
        "{finding: {high: {is: not-met}}}",
        "{finding: {let-high: {is: met}}}",
        "{finding: {let-high: {one_of: [met, not-applicable]}}}",
    ]
)
OF_ROWS = st.sampled_from(
    [
        "{held: {at_least: 1}}",
        "{held_long: {at_least: 1}}",
        "{held_long: {at_least: 2}}",
        "{in_all: {at_least: 2}}",
        "{taken: {at_least: 1}}",
        "{taken: {is: 2}}",
        "{gaps: {is: 0}}",
        "{share: {at_least: 0.5}}",
        "{members: {at_least: 1}}",
        "{founded: {provided: yes}}",
        "{founded: {on_or_after: {value_of: renewed}}}",
        "{rooms: {at_least: {value_of: residents}}}",
        "{rooms: {less_than: {value_of: area}}}",
        "{residents: {at_most: {value_of: rooms, times: 150%}}}",
        "{area: {more_than: {value_of: rooms, times: 5%}}}",
        "{flats_counted: {at_least: 1}}",
        "{flats_counted: {is: 2}}",
        "{has_branch: {is: yes}}",
    ]
)
TESTS = st.one_of(CONDITIONS, OF_ROWS)


@st.composite
def schemes(draw: st.DrawFn) -> str:
    """Points, grades by total and by findings, a gate and tiers; or a check-list with grades."""
    points = draw(st.booleans())
    more = [""]
    if draw(st.booleans()):
        away = f", when_not_applicable: {draw(st.sampled_from(['zero', 'full', 'leave_out']))}" if points else ""
        more.append(f", applies: {draw(TESTS)}{away or ', when_not_applicable: leave_out'}")
    if draw(st.booleans()):
        more.append(f", none_if: {draw(TESTS)}")
    lines = [_line(draw, name, points=points, more=draw(st.sampled_from(more))) for name in ("one", "two")]
    lines += [f"  - {{id: three, title: 三, origin: local{_worth(points, 7)}, when: {draw(TESTS)}}}\n"]
    if points and draw(st.booleans()):
        lines.append(
            "  - {id: four, title: 四, worth: 6, origin: local, proportional: {of: members, from: 1, to: 5}}\n"
        )
    scheme = ["scheme: season", "title: 年度评价", "subject: neighbourhood"]
    scheme += [
        "period: {from: 2021-01-01, to: 2021-06-30}",
        "components: [{ruleset: made, weight: 100%, origin: local}]",
    ]
    if points:
        scheme.append(f"total: {{places: {draw(st.integers(0, 2))}, rounding: half-even, origin: local}}")
        scheme.append("ranking: {ties: [], origin: local}")
        scheme.append(f"gates: [{{id: gate, title: 准入, origin: local, when: {draw(_decided(points))}}}]")
        scheme.append(
            "allocation: {method: walk-down, budget: 30, origin: local, "
            f"eligible: {draw(_decided(points))}, tiers: "
            f"[{{id: t1, places: 1, amount: 10, origin: local, when: {draw(_decided(points))}}}, "
            "{id: t2, places: 2, amount: 10, origin: local}]}"
        )
    grades = [f"{{id: g{n}, title: 级, origin: local, when: {draw(_decided(points))}}}" for n in range(2)]
    scheme.append(f"grades: [{', '.join(grades)}, {{id: rest, title: 余, origin: local}}]")
    where = f"{{{draw(st.sampled_from(['all', 'any']))}: [{draw(OF_FLATS)}, {draw(OF_FLATS)}, {draw(OF_FLATS)}]}}"
    return HEAD.replace("WHERE", where) + "".join(lines) + BEHIND_IT + "---\n" + "\n".join(scheme) + "\n"


def _worth(points: bool, number: int) -> str:  # a choice of the drawn rules
    return f", worth: {number}" if points else ""


def _line(draw: st.DrawFn, name: str, *, points: bool, more: str) -> str:
    if points and draw(st.booleans()):
        bands = [f"{{points: {20 - 5 * n}, when: {draw(TESTS)}}}" for n in range(draw(st.integers(1, 2)))]
        return f"  - {{id: {name}, title: 一, origin: local{more}, bands: [{', '.join(bands)}]}}\n"
    return f"  - {{id: {name}, title: 一, origin: local{_worth(points, 10)}{more}, when: {draw(TESTS)}}}\n"


def _decided(points: bool) -> st.SearchStrategy[str]:  # a choice of the drawn rules
    findings = [
        f"{{finding: {{{one}: {{is: {word}}}}}}}" for one in ("one", "two", "three") for word in ("met", "not-met")
    ]
    findings.append("{finding: {two: {one_of: [met, not-applicable]}}}")
    totals = [f"{{total: {{{word}: {value}}}}}" for word in ("at_least", "less_than") for value in (0, 40, 60, 80)]
    leaves = st.sampled_from([*findings, *(totals if points else []), "{has_branch: {is: yes}}"])
    several = st.lists(leaves, min_size=2, max_size=3).map(", ".join)
    return st.one_of(leaves, several.map("{{all: [{}]}}".format), several.map("{{any: [{}]}}".format))


def submitted(chance: Random) -> dict[str, Any]:
    """Random answers, with flats, and a table of visits: none, some, with gaps; or not answered."""
    answers = evidence(chance)
    days = [date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1), date(2021, 1, 2)]
    more = {"rooms": chance.randint(5, 9), "renewed": chance.choice(days)}
    answers |= {name: value for name, value in more.items() if chance.random() < 0.5}
    answers |= {
        SELF: Other("house", "house"),
        f"{BEHIND}flat": tuple(
            Other(f"flat {n}", f"flat {n}", answers={"house": "house"} | _flat(chance))
            for n in range(chance.randint(0, 3))
        ),
    }
    if chance.randint(0, 5):
        answers["visits"] = [EventRow(_visit(chance), NOWHERE) for _ in range(chance.randint(0, 4))]
    return answers


def _flat(chance: Random) -> dict[str, Any]:
    return {"storeys": chance.choice([None, 0, 1, 2, 3]), "let": chance.choice([None, False, True])}


def _visit(chance: Random) -> tuple[Any, ...]:
    days = [None, date(2020, 12, 31), date(2021, 1, 31), date(2021, 3, 31), date(2021, 4, 1)]
    return chance.choice(days), chance.choice([None, "p", "q", "p"]), chance.choice([None, True, False, True])


def planned(text: str) -> Plan:
    library = read_library([RuleFile("made.yaml", text.encode())])
    assert library.problems == ()
    plan, _ = make_plan(library.schemes["season"], library, date(2021, 6, 30))
    assert plan is not None
    return plan


def rows(bench: Bench, subjects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return table(bench.season(subjects)).to_dicts()


@given(schemes(), many(40, submitted))
def test_a_change_called_equivalent_makes_no_difference(text: str, subjects: list[dict[str, Any]]) -> None:
    """To nobody's result, whether they are judged together or by themselves.

    What a criterion comes to is a column of its own, the same in any company.
    """
    prover = Prover.of(planned(text), Judge())
    was, alone = rows(prover.bench, subjects), [rows(prover.bench, [one]) for one in subjects[:5]]
    for mutant in mutants(prover):
        if mutant.site is None or mutant.condition is None:
            continue
        if equivalent(prover, mutant.site, mutant.condition) is not None:
            changed = Bench(mutant.plan, prover.judge)
            assert rows(changed, subjects) == was, mutant.said
            if mutant.site.path[0] != "criteria":
                assert [rows(changed, [one]) for one in subjects[:5]] == alone, mutant.said


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        pytest.param(
            "{a: {type: integer, minimum: 5, maximum: 9}, b: {type: integer, minimum: 0}}",
            "{a: {at_least: {value_of: b}}}",
            id="the-ends-of-one-lie-within-the-other",
        ),
        pytest.param(
            "{a: {type: integer, minimum: 1}, b: {type: integer, minimum: 1}}",
            "{a: {at_least: {value_of: b, times: 5%}}}",
            id="equal-from-20-on",
        ),
        pytest.param(
            "{a: {type: integer, minimum: 0}, b: {type: decimal, places: 1, minimum: 0}}",
            "{any: [{a: {at_most: 3}}, {b: {at_most: 3}}, {a: {less_than: {value_of: b}}}]}",
            id="of-other-places",
        ),
        pytest.param(
            "{a: {type: date}, b: {type: date}}",
            "{any: [{a: {on_or_before: 2021-03-01}}, {b: {on_or_before: 2021-03-01}},"
            " {a: {on_or_after: {value_of: b}}}]}",
            id="days-after-the-last-day-named",
        ),
        pytest.param(
            "{a: {type: integer}, b: {type: integer}, c: {type: integer}}",
            "{all: [{a: {less_than: {value_of: b}}}, {b: {less_than: {value_of: c}}}, {a: {more_than: 2}}]}",
            id="three-in-order",
        ),
    ],
)
def test_no_order_of_compared_columns_is_overlooked(fields: str, condition: str) -> None:
    """Each of these changes makes a difference to somebody."""
    line = f"  - {{id: one, title: 一, origin: local, when: {condition}}}\n"
    head = HEAD[: HEAD.index("fields:")] + f"fields: {fields}\ncriteria:\n"
    scheme = "scheme: season\ntitle: 年度评价\nsubject: neighbourhood\nperiod: {from: 2021-01-01, to: 2021-06-30}\n"
    scheme += "components: [{ruleset: made, weight: 100%, origin: local}]\n"
    prover = Prover.of(planned(f"{head}{line}---\n{scheme}"), Judge())
    changes = [one for one in mutants(prover) if one.site is not None and one.condition is not None]
    assert changes
    called = [one.said for one in changes if equivalent(prover, one.site, one.condition) is not None]  # type: ignore[arg-type]
    assert called == []


def test_what_is_earned_by_being_given_is_within_reach() -> None:
    """Of evidence without any answer the total is known, and lower than that of others."""
    head = HEAD[: HEAD.index("fields:")] + "fields: {a: {type: date}}\ncriteria:\n"
    line = "  - {id: one, title: 一, origin: local, worth: 10, when: {a: {provided: yes}}}\n"
    scheme = "scheme: season\ntitle: 年度评价\nsubject: neighbourhood\nperiod: {from: 2021-01-01, to: 2021-06-30}\n"
    scheme += "components: [{ruleset: made, weight: 100%, origin: local}]\n"
    scheme += "total: {places: 0, rounding: half-even, origin: local}\n"
    scheme += "grades: [{id: 好, title: 好, origin: local, when: {total: {at_least: 100}}},"
    scheme += " {id: 差, title: 差, origin: local}]\n"
    prover = Prover.of(planned(f"{head}{line}---\n{scheme}"), Judge())
    changes = {one.said: one for one in mutants(prover) if one.owner == "好"}
    one = changes["total: {at_least: 100} → total: {more_than: 100}"]
    assert one.site is not None
    assert one.condition is not None
    assert equivalent(prover, one.site, one.condition) is None


def test_those_behind_a_link_of_whom_something_is_given_are_not_overlooked() -> None:
    """They count whatever else is said of them, and without the test they do not."""
    where = "{any: [{storeys: {provided: yes}}, {let: {is: yes}}]}"
    line = "  - {id: one, title: 一, origin: local, when: {flats_counted: {at_least: 1}}}\n"
    scheme = "scheme: season\ntitle: 年度评价\nsubject: neighbourhood\nperiod: {from: 2021-01-01, to: 2021-06-30}\n"
    scheme += "components: [{ruleset: made, weight: 100%, origin: local}]\n"
    prover = Prover.of(planned(f"{HEAD.replace('WHERE', where)}{line}{BEHIND_IT}---\n{scheme}"), Judge())
    (one,) = (one for one in mutants(prover) if one.said == "− storeys: {provided: yes}")
    assert one.site is not None
    assert one.condition is not None
    assert equivalent(prover, one.site, one.condition) is None


@given(schemes(), many(60, submitted))
def test_no_total_lies_beside_what_totals_can_come_to(text: str, subjects: list[dict[str, Any]]) -> None:
    """Nor does an end of the bounds of incomplete evidence."""
    bench = Bench(planned(text), Judge())
    for name in ("total", "made"):
        values = values_of(bench, name)
        quantity = bench.season(subjects).decided.columns.quantities.get(name)
        if values is not None and quantity is not None:
            ends = {*quantity.least.to_list(), *quantity.most.to_list()} - {None}
            assert [one for one in ends if not values.rounds_to(one, *rounding_of(bench.plan, name))] == []
