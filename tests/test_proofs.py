"""The claims of the prover cross-examined: random rules, random evidence, and cases run as anybody would run them."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.desk.case_runs import run_cases
from evaluator.desk.proof import settle
from evaluator.desk.proof.promises import promised_in
from evaluator.desk.proof.proofs import flaws_of
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.seasons import seasons_of
from evaluator.desk.proof.views import Real, turned
from evaluator.desk.proof.worlds import inputs_of
from evaluator.desk.proof.writing import case, case_file
from evaluator.inference.columns import FALSE, MISSING, TRUE, VERDICT_WORDS
from evaluator.inference.conclude import Judge
from evaluator.inference.units import compile_condition
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.plan import Plan

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
  visits: {type: events, of: {date: {type: date}, kind: {type: choice, of: [p, q]}}}
derived:
  held: {count: visits, where: {kind: {is: p}}}
  share: {share: members, of: residents, places: 2}
criteria:
"""
SCHEME = """---
scheme: season
title: 年度评价
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: made, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
"""
NUMBERS = ("at_least", "at_most", "more_than", "less_than", "is", "is_not")


@st.composite
def asked(draw: st.DrawFn) -> str:
    kind = draw(
        st.sampled_from(["members", "area", "has_branch", "manager", "items", "founded", "held", "share", "two"])
    )
    if kind in ("members", "held"):
        return (
            f"{{{kind}: {{{draw(st.sampled_from(NUMBERS))}: {draw(st.integers(-1, 10 if kind == 'members' else 3))}}}}}"
        )
    if kind == "area":
        return (
            f"{{area: {{{draw(st.sampled_from(NUMBERS[:4]))}: {draw(st.sampled_from(['0', '0.5', '10', '10.1']))}}}}}"
        )
    if kind == "share":
        return f"{{share: {{{draw(st.sampled_from(NUMBERS[:4]))}: {draw(st.sampled_from(['0', '0.5', '1']))}}}}}"
    if kind == "has_branch":
        return f"{{has_branch: {{is: {draw(st.sampled_from(['yes', 'no']))}}}}}"
    if kind == "manager":
        return (
            f"{{manager: {{{draw(st.sampled_from(['is: a', 'is_not: b', 'one_of: [a, b]', 'none_of: [a, b, c]']))}}}}}"
        )
    if kind == "items":
        return (
            f"{{items: {{{draw(st.sampled_from(['includes: x', 'includes_all: [x, y]', 'includes_any: [y, z]']))}}}}}"
        )
    if kind == "founded":
        day = draw(st.sampled_from(["2020-01-01", "2021-01-01"]))
        return f"{{founded: {{{draw(st.sampled_from(['on_or_before', 'on_or_after']))}: {day}}}}}"
    return f"{{members: {{{draw(st.sampled_from(NUMBERS[:4]))}: {{value_of: residents}}}}}}"


def nodes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inner, min_size=2, max_size=3).map(", ".join)
    return st.tuples(st.sampled_from(["all", "any", "none"]), parts).map(lambda one: f"{{{one[0]}: [{one[1]}]}}")


CONDITIONS = st.recursive(asked(), nodes, max_leaves=5)


FINDINGS = st.sampled_from(["met", "not-met"]).map(lambda verdict: f"{{finding: {{one: {{is: {verdict}}}}}}}")
THROUGH = st.recursive(st.one_of(asked(), FINDINGS), nodes, max_leaves=4)


@st.composite
def rules(draw: st.DrawFn) -> str:
    worth = f"  - {{id: one, title: 一, worth: 10, origin: local, when: {draw(CONDITIONS)}}}\n"
    bands = [f"{{points: {20 - 5 * n}, when: {draw(CONDITIONS)}}}" for n in range(draw(st.integers(1, 3)))]
    three = f"  - {{id: three, title: 三, worth: 30, origin: local, when: {draw(THROUGH)}}}\n"
    return HEAD + worth + f"  - {{id: two, title: 二, origin: local, bands: [{', '.join(bands)}]}}\n" + three + SCHEME


@st.composite
def standing(draw: st.DrawFn) -> str:
    """Rules with a gate, a veto and a tier that may shut each other out or follow from each other."""
    gate, veto, eligible, tier = (draw(THROUGH) for _ in range(4))
    return (
        draw(rules())
        + f"""
gates: [{{id: gate, title: 门, when: {gate}, origin: local}}]
vetoes: [{{id: veto, title: 否, basis: 规定, when: {veto}, effect: ineligible, origin: local}}]
ranking: {{origin: local}}
allocation:
  method: walk-down
  budget: 100
  eligible: {eligible}
  tiers: [{{id: first, places: 1, amount: 100, when: {tier}, origin: local}}]
  origin: local
"""
    )


def evidence(chance: Random) -> dict[str, Any]:
    """At least four random answers."""
    answers: dict[str, Any] = {
        "members": chance.randint(0, 9),
        "area": chance.choice([0, 4, 5, 6, 99, 100, 101, 102, 5000]),
        "has_branch": chance.choice([False, True]),
        "manager": chance.choice("abc"),
        "items": chance.choice([(), ("x",), ("y",), ("z",), ("x", "y"), ("x", "y", "z"), ("y", "z")]),
        "founded": chance.choice([date(2019, 12, 31), date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1)]),
        "residents": chance.randint(0, 12),
    }
    kept = chance.sample(sorted(answers), chance.randint(4, len(answers)))
    return {name: value for name, value in answers.items() if name in kept}


def many(count: int, one: Callable[[Random], dict[str, Any]] = evidence) -> st.SearchStrategy[list[dict[str, Any]]]:
    """So many random subjects by one draw: thousands of small ones would take longer than what is tested."""

    def drawn(seed: int) -> list[dict[str, Any]]:
        chance = Random(seed)
        return [one(chance) for _ in range(count)]

    return st.integers(0, 2**32).map(drawn)


def made(text: str) -> tuple[Library, Plan]:
    library = read_library([RuleFile("made.yaml", text.encode())])
    assert library.problems == ()
    ((plan,),) = (season.own.plans for season in seasons_of(library))
    return library, plan


@given(rules(), many(30))
def test_what_is_called_dead_never_fires(text: str, subjects: list[dict[str, Any]]) -> None:
    _, plan = made(text)
    prover = Prover.of(plan, Judge())
    judged = prover.bench.subjects(subjects)
    words = {name: [VERDICT_WORDS[code] for code in found.verdicts] for name, found in judged.findings.items()}
    for item in flaws_of(plan, prover.judge):
        said = dict(item.details)
        if item.code == "never-met":
            assert "met" not in words[said["found"]]
        elif item.code == "never-fails":
            assert "not-met" not in words[said["found"]]
        elif item.code == "not-shown" and said["owner"] == "one":
            assert "met" not in words["one"]
        elif item.code == "not-shown-failing":
            assert "not-met" not in words["one"]
        elif item.code in ("band-never", "band-shadowed", "not-shown"):
            earned = {judged.findings["two"].of(row).span for row in range(len(subjects))}
            assert (Fraction(said["found"]), Fraction(said["found"])) not in earned


@given(standing(), many(30))
def test_what_is_shut_out_gets_nothing(text: str, subjects: list[dict[str, Any]]) -> None:
    """Gates, vetoes, eligibility and a tier that are said to exclude or imply each other do so for every subject."""
    _, plan = made(text)
    prover = Prover.of(plan, Judge())
    season = prover.bench.season(subjects)
    view, money = Real(season.decided.columns), plan.scheme.allocation
    assert money is not None
    assert money.eligible is not None
    assert money.tiers[0].when is not None
    eligible = view.judged(money.eligible, prover.judge) == TRUE
    meets = view.judged(money.tiers[0].when, prover.judge) == TRUE
    codes = {item.code for item in flaws_of(plan, prover.judge)}
    if codes & {"nobody-ranked", "gate-never", "veto-always"}:
        assert not season.decided.ranked.any()
    if "nobody-eligible" in codes:
        assert not (season.decided.ranked & eligible).any()
    if "barred" in codes:
        assert not (season.decided.ranked & eligible & meets).any()
    if "tier-never" in codes:
        assert not (eligible & meets).any()
    if "tier-implied" in codes:
        assert (meets | ~eligible | ~season.decided.ranked).all()


@given(rules(), many(30))
def test_no_total_lies_outside_what_criteria_come_to_together(text: str, subjects: list[dict[str, Any]]) -> None:
    _, plan = made(text)
    bench = Prover.of(plan, Judge()).bench
    columns = bench.season(subjects).decided.columns
    for name in ("total", "made"):
        low, high = bench.range_of(name)
        quantity = columns.quantities[name]
        for least, most in zip(quantity.least.to_list(), quantity.most.to_list(), strict=True):
            if least is not None and least == most:
                assert low is not None
                assert high is not None
                assert low <= Fraction(least, 10**quantity.places) <= high


@given(rules())
def test_deciding_by_cases_finds_what_judging_every_combination_finds(text: str) -> None:
    """The same findings where no number of combinations is few enough to go through."""
    _, plan = made(text)

    def found() -> set[tuple[object, ...]]:
        claims = [item for item in flaws_of(plan, Judge()) if not item.code.startswith("not-shown")]
        return {(item.code, item.place, item.details) for item in claims}

    judged = found()
    with patch.object(settle, "LIMIT", 0):
        assert found() == judged


@given(rules(), many(30))
def test_a_superfluous_test_changes_no_conclusion(text: str, subjects: list[dict[str, Any]]) -> None:
    """What cannot decide in any combination of regions decides for no subject."""
    _, plan = made(text)
    prover = Prover.of(plan, Judge())
    for site in prover.sites:
        for test in compile_condition(site.condition).tests:

            def decides(view: Any, site: Any = site, test: Any = test) -> Any:
                other = turned(view, site.condition, test, prover.judge)
                was = view.judged(site.condition, prover.judge)
                return (was != other) & (was != MISSING) & (other != MISSING)

            found = prover.find([site.condition], decides, trim=False)
            if found.impossible:
                names = [one.column for one in compile_condition(site.condition).tests] + ["residents"]
                assert not decides(prover.searcher.means.view(subjects, names)).any()


@given(rules())
def test_a_witness_shows_what_it_claims(text: str) -> None:
    """Evidence found for each conclusion is written as a case, read again from its text, and judged so."""
    library, plan = made(text)
    prover = Prover.of(plan, Judge())
    (line, *_) = plan.sheet
    for truth, verdict in ((TRUE, "met"), (FALSE, "not-met")):
        assert line.when is not None
        found = prover.find([line.when], lambda view, truth=truth: view.judged(line.when, prover.judge) == truth)
        if found.answers is None:
            continue
        written = case(prover.bench, "例", found.answers, ["one", "one.points"])
        assert f"one: {verdict}" in written
        ran = run_cases({"x": case_file("season", [written], "en").encode()}, library)
        assert (ran.passed, ran.problems) == (1, ())
        chinese = run_cases({"x": case_file("season", [written], "zh").encode()}, library)
        assert (chinese.passed, chinese.problems) == (1, ())


@given(rules())
def test_findings_about_fields_alone_are_complete(text: str) -> None:
    """Where a condition asks of fields only, one that could come out either way is shown doing so."""
    _, plan = made(text)
    prover = Prover.of(plan, Judge())
    for site in prover.sites:
        names = {test.column for test in compile_condition(site.condition).tests}
        if names <= set(plan.fields):
            for truth in (TRUE, FALSE):
                found = prover.find(
                    [site.condition], lambda v, t=truth, s=site: v.judged(s.condition, prover.judge) == t
                )
                assert found.answers is not None or found.impossible


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("标准（100分）", 100),
        ("标准（总分100分）", 100),
        ("标准（满分：100分）", 100),
        ("标准，满分为100分", 100),
        ("百分制考核标准", 100),
        ("标准（基本分100分）", 100),
        ("标准（共计 100 分）", 100),
        ("标准【100分】", 100),
        ("标准 满分100分", 100),
        ("卫生（12.5分）", Fraction("12.5")),
        ("Standard (out of 100)", 100),
        ("Standard, 100 points", 100),
        ("Standard (max. 20 points)", 20),
        ("总分90分以上的单位", None),
        ("每次（扣2分）", None),
        ("总分80—90分", None),
        ("100户以上小区", None),
        ("3 out of 4 meetings", None),
        ("Two points per meeting", None),
        ("标准", None),
    ],
)
def test_the_sum_a_title_promises(words: str, points: Any) -> None:
    assert promised_in(words) == points


def test_made_up_subjects_are_many_at_once() -> None:
    _, plan = made(
        HEAD + "  - {id: one, title: 一, worth: 10, origin: local, when: {has_branch: {is: yes}}}\n" + SCHEME
    )
    assert len(inputs_of(plan, [{}] * 1000).evidence) == 1000
