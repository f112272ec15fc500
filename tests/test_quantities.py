"""Quantities computed from others: arithmetic with bounds, tables, comparison, samples, links, an earlier season."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from evaluator.evidence.read import read_file
from evaluator.inference.columns import Quantity
from evaluator.language.check_library import check_library
from evaluator.language.library import RuleFile, read_library
from evaluator.pipeline import gather_season, judge_season
from evaluator.standing.season import Season
from strategies import load

HEAD = """
ruleset: rules
title: 标准
subject: thing
in_force: {from: 2021-01-01}
fields:
  a: {type: integer, minimum: 0, maximum: 100}
  b: {type: integer, minimum: 0, maximum: 100}
  size: {type: integer, minimum: 0}
  kind_of_area: {type: choice, of: [老旧, 商品]}
  staffed: {type: yes-no}
  company_code: {type: text}
figures: {standard: [{from: 2021-01-01, value: 60, origin: local, authority: 省}]}
"""
LINES = "\ncriteria: [{id: c, title: 分, worth: 1, origin: local, when: {a: {at_least: 1}}}]\n"
SCHEME = """
scheme: season
title: 评价
subject: thing
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: rules, weight: 100%, origin: local}]
total: {places: 0, rounding: half-even, origin: local}
"""


def judged(derived: str, *answers: str, others: str = "", rest: str = "", lines: str = LINES) -> Season:
    """A season of one derived quantity `q`."""
    return judged_files(f"{HEAD}{rest}derived:\n  q: {derived}\n{lines}", SCHEME, *answers, others=others)


def judged_files(rules: str, scheme: str, *answers: str, others: str = "") -> Season:
    """A season of subjects s0, s1, … with the answers given; whole records stand for subjects behind a link."""
    files = [("rules.yaml", rules.encode()), ("scheme.yaml", scheme.encode()), ("others.yaml", others.encode())]
    plan = load([one for one in files if one[1]], date(2021, 6, 30))
    evidence = [
        (f"{row}.yaml", f"subject: {{kind: thing, id: s{row}, name: n{row}}}\nevidence: {{{text}}}".encode())
        for row, text in enumerate(answers)
        if not text.startswith("subject")
    ] + [(f"z{row}.yaml", text.encode()) for row, text in enumerate(answers) if text.startswith("subject")]
    return judge_season(plan, gather_season(plan, [r for name, data in evidence for r in read_file(data, name)]))


def bounds(quantity: Quantity) -> list[Any]:
    unit = 10**quantity.places
    both = zip(quantity.least.to_list(), quantity.most.to_list(), strict=True)
    made = [tuple(None if bound is None else Fraction(bound, unit) for bound in pair) for pair in both]
    return [low if low == high else (low, high) for low, high in made]


def values(derived: str, *answers: str, **more: str) -> list[Any]:
    return bounds(judged(derived, *answers, **more).decided.columns.quantities["q"])


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("derived", "answers", "expected"),
    [
        ("{difference: [a, b]}", ("a: 7, b: 9", "a: 7"), [-2, (-93, 7)]),
        ("{difference: [a, {figure: standard}]}", ("a: 70", "a: 60"), [10, 0]),
        ("{total_of: [a, b, 0.5]}", ("a: 7, b: 9", "b: 9"), [16 + HALF, (9 + HALF, 109 + HALF)]),
        ("{product: [a, 15%], places: 1, rounding: half-up}", ("a: 3", "a: 1"), [HALF, Fraction(1, 5)]),
        ("{product: [size, b], places: 0, rounding: half-up}", ("b: 2", "size: 3, b: 2"), [(0, None), 6]),
        ("{weighted_mean: {a: 60%, b: 40%}, places: 1, rounding: half-up}", ("a: 7, b: 8",), [Fraction(74, 10)]),
        ("{weighted_mean: {a: 1, b: 2}, places: 2, rounding: half-even}", ("a: 1, b: 2", "a: 1"),
         [Fraction(167, 100), (Fraction(33, 100), 67)]),
        ("{highest_of: [a, b, 50], number: 2}", ("a: 7, b: 90", "a: 60"), [140, (110, 160)]),
        ("{lowest_of: [a, b]}", ("a: 7, b: 90", "a: 60"), [7, (0, 60)]),
        ("{brackets: a, rates: [{up_to: 10, each: 1}, {up_to: 50, each: 0.5}, {each: 0.1}]}",
         ("a: 10", "a: 11", "a: 50", "a: 60", ""), [10, 10 + HALF, 30, 31, (0, 35)]),
        ("{brackets: a, rates: [{up_to: 20, each: 1}, {up_to: 80, each: 1, every: 2, part: dropped}, "
         "{each: 1, every: 3, part: counts}]}",
         ("a: 20", "a: 21", "a: 22", "a: 80", "a: 81", ""), [20, 20, 21, 50, 51, (0, 57)]),
        ("{share: a, of: b, places: 2}", ("a: 1, b: 3", "a: 1, b: 0", "b: 4", "a: 1"),
         [Fraction(33, 100), None, (0, None), None]),
        ("{share: a, of: b, places: 2, of_nothing: 0}", ("a: 1, b: 3", "a: 0, b: 0", "a: 0"),
         [Fraction(33, 100), 0, None]),
        ("{share: a, of: {figure: standard}, places: 2}", ("a: 30", "a: 60"), [HALF, 1]),
        ("{stepped: a, values: [{below: 10, value: 2}, {up_to: 50, value: 4}, {value: 6.5}]}",
         ("a: 9", "a: 10", "a: 50", "a: 51", ""), [2, 4, 4, 6 + HALF, (2, 6 + HALF)]),
        ("{table: [kind_of_area, staffed], cells: {老旧: {yes: 5, no: 1}, 商品: {yes: 3, no: 0}}}",
         ("kind_of_area: 老旧, staffed: yes", "kind_of_area: 商品", "staffed: no", ""), [5, (0, 3), (0, 1), (0, 5)]),
        ("{compared: a, take: mean, places: 1}", ("a: 1", "a: 2", "a: 4"), [Fraction(23, 10)] * 3),
        ("{compared: a, take: mean, without_self: yes, places: 1}", ("a: 1", "a: 2", "a: 4"), [3, 2 + HALF, 1 + HALF]),
        ("{compared: a, take: mean, places: 0}", ("a: 1", "a: 2", ""), [(1, 34)] * 3),
        ("{compared: a, take: highest, without_self: yes}", ("a: 1", "a: 4", "a: 4"), [4, 4, 4]),
        ("{compared: a, take: lowest}", ("a: 1", "a: 4", ""), [(0, 1)] * 3),
        ("{compared: a, take: rank}", ("a: 9", "a: 4", "a: 4", "a: 1"), [1, 2, 2, 4]),
        ("{compared: a, take: rank, first: lowest}", ("a: 9", "a: 4", "a: 4", "a: 1"), [4, 2, 2, 1]),
        ("{compared: a, take: rank}", ("a: 100", "a: 4", ""), [1, (2, 3), (1, 3)]),
        ("{compared: a, take: share, places: 2}", ("a: 9", "a: 4", "a: 4", "a: 1"), [Fraction(1, 4), HALF, HALF, 1]),
        ("{compared: a, take: rank, within: kind_of_area}",
         ("a: 9, kind_of_area: 老旧", "a: 8, kind_of_area: 商品", "a: 10, kind_of_area: 老旧"), [2, 1, 1]),
        ("{compared: a, take: rank, within: kind_of_area}",
         ("a: 9, kind_of_area: 老旧", "a: 8, kind_of_area: 商品", "a: 10"), [(1, 2), (1, 2), None]),
        ("{sampled: a, inspected: b, population: size, sizes: [{up_to: 50, number: 5}, {share: 10%}]}",
         ("a: 9, b: 5, size: 50", "a: 9, b: 5, size: 51", "a: 9, b: 6, size: 51", "a: 9, b: 3, size: 3"),
         [9, None, 9, 9]),
    ],
)  # fmt: skip
def test_a_quantity_is_what_its_definition_says(derived: str, answers: tuple[str, ...], expected: list[Any]) -> None:
    assert values(derived, *answers) == expected


def test_a_number_may_be_tested_against_a_part_of_another() -> None:
    lines = "\ncriteria: [{id: c, title: 分, when: {a: {at_least: {value_of: q, times: 5%}}}}]\n"
    answers = ("a: 4, b: 80", "a: 4, b: 81", "a: 3, b: 80", "a: 4", "a: 5")
    made = judged("{difference: [b, 0]}", *answers, lines=lines)
    assert [made.tally.findings["c"].of(row).verdict for row in range(5)] == [1, 0, 0, 3, 1]


def test_a_number_may_be_tested_against_another() -> None:
    lines = "\ncriteria: [{id: c, title: 分, when: {a: {at_least: {value_of: q}}}}]\n"
    made = judged("{difference: [b, 5]}", "a: 4, b: 9", "a: 4, b: 10", "a: 4", "a: 96", lines=lines)
    assert [made.tally.findings["c"].of(row).verdict for row in range(4)] == [1, 0, 3, 1]


COMPANIES = """
ruleset: companies
title: 企业标准
subject: company
in_force: {from: 2021-01-01}
fields: {rating: {type: integer, minimum: 0, maximum: 10}, licensed: {type: yes-no}}
criteria: [{id: licence, title: 证照, when: {licensed: {is: yes}}}]
"""
LINK = "links: {company: {ruleset: companies, mine: company_code}}\n"


def company(name: str, answers: str) -> str:
    return f"subject: {{kind: company, id: {name}, name: {name}}}\nevidence: {{{answers}}}\n"


def test_a_value_of_the_subject_behind_a_link() -> None:
    given = (
        "company_code: x",
        "company_code: y",
        "company_code: nobody",
        "",
        company("x", "rating: 7"),
        company("y", ""),
    )
    made = judged("{value: company, of: rating}", *given, others=COMPANIES, rest=LINK)
    assert bounds(made.decided.columns.quantities["q"]) == [7, (0, 10), None, None]
    assert [one.code for one in made.problems] == ["link-to-nobody"]


def test_a_finding_of_the_subject_behind_a_link() -> None:
    given = ("company_code: x", "company_code: y", "", company("x", "licensed: yes"), company("y", "licensed: no"))
    derived = "{count: company, where: {finding: {licence: {is: met}}}}"
    assert values(derived, *given, others=COMPANIES, rest=LINK) == [1, 0, (0, 1)]


HOMES = """
ruleset: homes
title: 住户
subject: home
in_force: {from: 2021-01-01}
fields: {owner: {type: text}, area: {type: integer, minimum: 0, maximum: 9}, sound: {type: yes-no}}
criteria: [{id: soundness, title: 完好, when: {sound: {is: yes}}}]
"""
OWNED = "links: {homes: {ruleset: homes, theirs: owner}}\n"


def home(name: str, answers: str) -> str:
    return f"subject: {{kind: home, id: {name}, name: {name}}}\nevidence: {{{answers}}}\n"


@pytest.mark.parametrize(
    ("derived", "expected"),
    [
        ("{count: homes}", [(2, 3), (0, 1)]),
        ("{count: homes, where: {sound: {is: yes}}}", [(1, 2), 0]),
        ("{sum: homes, of: area}", [(4, 17), (0, 4)]),
    ],
)
def test_counts_and_sums_over_the_subjects_behind_a_link(derived: str, expected: list[Any]) -> None:
    """Two homes of the first, one without an area; one that names nobody could be anybody's."""
    homes = (home("h1", "owner: s0, area: 4, sound: yes"), home("h2", "owner: s0"), home("h3", "area: 4, sound: no"))
    assert values(derived, "a: 1", "a: 2", *homes, others=HOMES, rest=OWNED) == expected


def test_a_value_of_the_earlier_season(tmp_path: Path) -> None:
    from evaluator.inputs import judge_files

    fields = HEAD.replace("  a:", "  last_total: {type: decimal, places: 2, earlier: total}\n  a:")
    rules = f"{fields}derived: {{q: {{difference: [last_total, 80]}}}}\n{LINES}".encode()
    plan = load([("rules.yaml", rules), ("scheme.yaml", SCHEME.encode())], date(2021, 6, 30))
    (tmp_path / "results.csv").write_text("\ufeffid,name,total\ns0,n,85.50\ns9,m,70\n", encoding="utf-8")
    names = []
    for row, more in enumerate(("", ", last_total: 3")):
        path = tmp_path / f"{row}.yaml"
        text = f"subject: {{kind: thing, id: s{row}, name: n}}\nevidence: {{a: 1{more}}}\n"
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    made = judge_files(plan, names, {}, str(tmp_path))
    assert bounds(made.decided.columns.quantities["q"]) == [5 + HALF, None]
    assert [one.code for one in made.problems] == ["earlier-submitted"]
    assert [one.code for one in judge_files(plan, names[:1], {}).problems] == ["earlier-not-given"]
    (tmp_path / "results.csv").write_text("id,totals\nA,1.5,2.5\n", encoding="utf-8")
    lost = judge_files(plan, names[:1], {}, str(tmp_path)).problems
    assert [(one.code, dict(one.details)["nearest"]) for one in lost] == [("earlier-column", "totals")]


VISITED = HEAD.replace(
    "  a:",
    "  visits: {type: events, of: {date: {type: date}, score: {type: integer, minimum: 0, maximum: 10}, "
    "together: {type: yes-no}, level: {type: choice, of: [县, 市]}}}\n  a:",
)
ROWS = (
    "visits: [{date: 2021-02-01, score: 4, together: no, level: 县}, "
    "{date: 2021-03-01, score: 7, together: yes, level: 市}]",
    "visits: [{date: 2021-02-01, score: 4, together: no, level: 县}, {date: 2021-03-01}]",
    "visits: []",
    "visits: [{date: 2020-02-01, score: 4, together: no, level: 县}]",
    "",
)


@pytest.mark.parametrize(
    ("derived", "expected"),
    [
        ("{rows: visits, of: score, take: mean, places: 1}", [5 + HALF, (2, 7), None, None, None]),
        ("{rows: visits, of: score, take: highest}", [7, (4, 10), None, None, None]),
        ("{rows: visits, of: score, take: lowest, where: {together: {is: yes}}}", [7, None, None, None, None]),
        (
            "{priced: visits, by: [score], values: [{up_to: 4, value: 1}, {value: 3}]}",
            [4, (2, 4), 0, 0, (0, None)],
        ),
        (
            "{priced: visits, by: [level], prices: {县: 1, 市: 2.5}, "
            "multiplied: [{times: 2, when: {together: {is: yes}}}]}",
            [6, (2, 6), 0, 0, (0, None)],
        ),
    ],
)
def test_numbers_and_prices_over_events(derived: str, expected: list[Any]) -> None:
    made = judged_files(f"{VISITED}derived:\n  q: {derived}\n{LINES}", SCHEME, *ROWS)
    assert bounds(made.decided.columns.quantities["q"]) == expected


@pytest.mark.parametrize(
    ("test", "wrong"), [("is: 2014", False), ("one_of: [2014, 2016]", True), ("less_than: 2014.5", False)]
)
def test_numbers_that_may_be_answered(test: str, wrong: bool) -> None:
    rules = f"""ruleset: small
title: 小
subject: s
in_force: {{from: 2021-01-01}}
fields: {{year: {{type: integer, of: [2014, 2015]}}}}
criteria: [{{id: c, title: 分, worth: 1, origin: local, when: {{year: {{{test}}}}}}}]
---
scheme: season
title: 小
subject: s
period: {{from: 2021-01-01, to: 2021-06-30}}
components: [{{ruleset: small, weight: 100%, origin: local}}]
total: {{places: 2, rounding: half-even, origin: local}}
"""
    found = check_library(read_library([RuleFile("rules.yaml", rules.encode())]))
    assert [one.code for one in found] == ["choice-unknown"] * wrong
