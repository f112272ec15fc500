"""The search by cases against every combination judged: random conditions, all that may be asked of them."""

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bad_examples import invoke
from evaluator.desk.checking import check_paths
from evaluator.desk.proof import solver
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.seasons import seasons_of
from evaluator.desk.proof.settle import Space
from evaluator.desk.proof.solver import EVERY, ONLY, Gate, Leaf, Node, Search, UndecidedError, negated
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from test_proofs import rules

TRUTHS = (FALSE, TRUE, MISSING)
ASKED = st.sampled_from([(FALSE,), (TRUE,), (MISSING,), (FALSE, MISSING), (TRUE, MISSING), (FALSE, TRUE)])
AXES = 5
REGIONS = 3


def leaf(axis: int, truths: tuple[int, ...]) -> Leaf:
    false, true, missing = (sum(1 << i for i, one in enumerate(truths) if one == truth) for truth in TRUTHS)
    return Leaf(axis, (false, true, missing))


def leaves() -> st.SearchStrategy[Node]:
    truths = st.tuples(*[st.sampled_from(TRUTHS)] * REGIONS)
    return st.builds(leaf, st.integers(0, AXES - 1), truths)


@st.composite
def gates(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> Node:
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=4)))
    made = Gate(draw(st.integers(1, len(parts))), 0, parts)
    return negated(made) if draw(st.booleans()) else made


NODES = st.recursive(leaves(), gates, max_leaves=14)


def plainly(node: Node, regions: tuple[int, ...]) -> int:
    """What a part comes to in one combination, by Kleene's logic."""
    if isinstance(node, int):
        return node
    if isinstance(node, Leaf):
        return next(truth for truth in TRUTHS if node.where[truth] >> regions[node.axis] & 1)
    found = [plainly(part, regions) for part in node.parts]
    true, perhaps = found.count(TRUE), found.count(TRUE) + found.count(MISSING) + node.missing
    return TRUE if true >= node.need else FALSE if perhaps < node.need else MISSING


@given(st.lists(st.tuples(NODES, ASKED), min_size=1, max_size=3))
def test_the_search_finds_a_combination_exactly_where_there_is_one(asked: list[tuple[Node, tuple[int, ...]]]) -> None:
    goals = [(node, sum(ONLY[truth] for truth in truths)) for node, truths in asked]
    left = Search().solve(goals, dict.fromkeys(range(AXES), (1 << REGIONS) - 1))
    if left is not None:  # whatever region is taken of those left will do
        for regions in product(*([r for r in range(REGIONS) if left[axis] >> r & 1] for axis in range(AXES))):
            assert all(plainly(node, regions) in truths for node, truths in asked)
        return
    for regions in product(range(REGIONS), repeat=AXES):
        assert not all(plainly(node, regions) in truths for node, truths in asked)


@given(NODES)
def test_the_other_way_round_is_the_other_way_round(node: Node) -> None:
    turned = {TRUE: FALSE, FALSE: TRUE, MISSING: MISSING}
    for regions in product(range(REGIONS), repeat=AXES):
        assert plainly(negated(node), regions) == turned[plainly(node, regions)]


@given(rules(), st.booleans(), st.lists(ASKED, min_size=3, max_size=3))
def test_cases_decide_as_judging_every_combination_does(
    text: str, missing: bool, wanted: list[tuple[int, ...]]
) -> None:
    """On rules as they are written, both by themselves and where several are asked of at once."""
    library = read_library([RuleFile("made.yaml", text.encode())])
    ((plan,),) = (season.own.plans for season in seasons_of(library))
    prover = Prover.of(plan, Judge())
    conditions = [site.condition for site in prover.sites][:3]
    space = Space.of(prover.bench, conditions, missing=missing)
    asked = list(zip(conditions, wanted, strict=False))
    for some in ([asked[0]], asked):
        found = space.solved(*some)
        assert (found is not None) == space.judged_so(*some)


def counted(ways: str, number: int = 24) -> str:
    fields = "".join(f"  q{n}: {{type: yes-no}}\n" for n in range(number))
    return (
        "ruleset: many\ntitle: 多项\nsubject: neighbourhood\nin_force: {from: 2021-01-01}\n"
        f"fields:\n{fields}criteria:\n  - {{id: a, title: 甲, worth: 10, origin: local, when: {ways}}}\n"
    )


def of(word: str, number: int = 24) -> str:
    return "[" + ", ".join(f"{{q{n}: {{is: {word}}}}}" for n in range(number)) + "]"


def test_one_more_than_can_be_is_told_from_as_many_as_can(tmp_path: Path) -> None:
    """Of 24 answers 12 may be yes and 12 no, not 13 and 12: sixteen million combinations, none of them gone through."""
    for yes, codes in ((12, set()), (13, {"never-met", "tests-contradict"})):
        path = tmp_path / f"{yes}.yaml"
        path.write_text(counted(f"{{all: [{{at_least: {yes}, of: {of('yes')}}}, {{at_least: 12, of: {of('no')}}}]}}"))
        checked = check_paths([str(path)])
        assert {item.code for item in checked.problems} == codes
        assert checked.bounded == ()


def test_findings_are_seen_through_where_there_are_too_many_combinations_to_go_through(tmp_path: Path) -> None:
    """Of 24 lines 18 must be met, one of them by what must not be: more combinations than can be gone through."""
    both = "{{all: [{{q{n}: {{is: yes}}}}, {{r{n}: {{is: yes}}}}]}}"
    when = {f"c{n}": both.format(n=n) for n in range(24)}
    met = ", ".join(f"{{finding: {{{one}: {{is: met}}}}}}" for one in when)
    when["most"] = f"{{all: [{{at_least: 18, of: [{met}]}}, {{finding: {{c3: {{is: met}}}}}}, {{q3: {{is: no}}}}]}}"
    fields = "".join(f"  {name}{n}: {{type: yes-no}}\n" for n in range(24) for name in "qr")
    lines = "".join(f"  - {{id: {one}, title: 甲, worth: 4, origin: local, when: {when[one]}}}\n" for one in when)
    head = "ruleset: many\ntitle: 多项\nsubject: neighbourhood\nin_force: {from: 2021-01-01}\n"
    text = f"{head}fields:\n{fields}criteria:\n{lines}"
    path = tmp_path / "many.yaml"
    path.write_text(text)
    checked = check_paths([str(path)])
    assert {item.code for item in checked.problems} == {"never-met", "tests-contradict"}
    conflict = next(item.conflict for item in checked.problems if item.code == "never-met")
    assert conflict == "finding: {c3: {is: met}}; q3: {is: no}"
    assert checked.bounded == ()


def test_where_the_search_stops_nothing_is_claimed_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "MOST", 100)
    path = tmp_path / "many.yaml"
    both = f"all: [{{at_least: 13, of: {of('yes')}}}, {{at_least: 12, of: {of('no')}}}]"
    path.write_text(counted(f"{{{both}}}"))
    (finding,) = check_paths([str(path)]).problems
    assert finding.code == "not-shown"
    gated = (
        counted("{q0: {is: yes}}")
        + "---\nscheme: season\ntitle: 年度评价\nsubject: neighbourhood\nperiod: {from: 2021-01-01, to: 2021-12-31}\n"
        "components: [{ruleset: many, weight: 100%, origin: local}]\n"
        "total: {places: 2, rounding: half-even, origin: local}\n"
        f"gates: [{{id: balanced, title: 均衡, origin: local, when: {{{both}}}}}]\n"
    )
    path.write_text(gated)
    checked = check_paths([str(path)])
    assert not {item.code for item in checked.problems} & {"condition-never", "tests-contradict"}
    (note,) = checked.bounded
    assert (note.code, note.place.line) == ("bounded", 39)
    assert note.message("zh").startswith("“balanced”的“gates”只在限定范围内查找过")
    said = invoke("check", str(path), "--lang", "en").stdout
    assert said.splitlines()[-1].startswith("1 more conditions were looked at within bounds only")
    report = json.loads(invoke("check", str(path), "--format", "json").stdout)
    assert [(item["file"], item["line"]) for item in report["bounded"]] == [(str(path), 39)]
    log = json.loads(invoke("check", str(path), "--format", "sarif").stdout)
    assert {one["level"] for one in log["runs"][0]["results"] if one["ruleId"] == "bounded"} == {"note"}


def test_a_search_that_must_stop_says_so() -> None:
    parts = tuple(leaf(axis, (TRUE, FALSE)) for axis in range(12))
    goals = [(Gate(7, 0, parts), ONLY[TRUE]), (Gate(6, 0, tuple(map(negated, parts))), ONLY[TRUE])]
    whole = dict.fromkeys(range(12), 0b11)
    assert Search().solve(goals, whole) is None
    with pytest.raises(UndecidedError):
        Search(limit=50).solve(goals, whole)
    assert Search().solve([(Gate(6, 0, parts), EVERY & ~ONLY[FALSE])], whole) is not None
