"""Conditions as units: wide ones are split, and whatever their shape they say what Kleene's logic says."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns
from evaluator.inference.conclude import Judge
from evaluator.inference.units import WIDEST, Circuit, Count, Unit, compile_condition
from evaluator.language.conditions import Combination, Condition
from evaluator.language.conditions import Test as Question
from evaluator.language.conditions import tests_in as questions_in
from evaluator.problems import Place
from oracle.conditions import Answer, Truth, truth_of

MEANING: dict[int, Truth] = {FALSE: False, TRUE: True, MISSING: None}
NAMES = tuple(f"q{number:02}" for number in range(40))
JUDGE = Judge()


def asked(name: str) -> Question:
    return Question(name, "is", True, Place("rules.yaml", 1, 1))


def combined(word: str, *parts: Condition, need: int = 0) -> Combination:
    return Combination(word, parts, Place("rules.yaml", 1, 1), need)  # type: ignore[arg-type]  # one of the words


def wide(word: str, count: int, need: int = 0) -> Combination:
    return combined(word, *map(asked, NAMES[:count]), need=need)


def units_of(circuit: Circuit) -> list[Unit]:
    return [step for step in circuit.steps if isinstance(step, Unit)]


def plainly(condition: Condition, answers: dict[str, int]) -> Truth:
    """What the plain evaluator says, one subject at a time."""
    return truth_of(condition, lambda name: Answer(MEANING[answers[name]], True))


def agree(condition: Condition, situations: list[dict[str, int]]) -> None:
    """All situations judged at once are judged as each is by itself."""
    circuit = compile_condition(condition)
    assert all(1 <= len(unit.inputs) <= WIDEST for unit in units_of(circuit))
    assert all(1 <= unit.need <= len(unit.inputs) for unit in units_of(circuit))
    size = len(circuit.tests)
    for slot, step in enumerate(circuit.steps, size):
        assert all(0 <= given < slot for given in step.inputs), "units run in the order of their references"
    columns = [np.array([one[test.column] for one in situations], np.uint8) for test in circuit.tests]
    found = [MEANING[int(value)] for value in JUDGE.infer(circuit, columns)]
    assert found == [plainly(condition, one) for one in situations]


def situations_of(names: tuple[str, ...], draw: np.random.Generator, count: int = 60) -> list[dict[str, int]]:
    """Situations of every mood, so that conditions over many inputs come out every way."""
    found = []
    for _ in range(count):
        odds = draw.dirichlet((0.3, 0.3, 0.3))
        found.append(dict(zip(names, map(int, draw.choice(3, len(names), p=odds)), strict=True)))
    edges = [dict.fromkeys(names, value) for value in (FALSE, TRUE, MISSING)]
    edges += [{**edge, names[-1]: value} for edge in edges for value in (FALSE, TRUE, MISSING)]
    return found + edges


@pytest.mark.parametrize("word", ["all", "any", "none"])
@pytest.mark.parametrize("count", [1, 2, 6, 7, 8, 12, 13, 36, 37, 40])
def test_wide_conditions_are_split(word: str, count: int) -> None:
    circuit = compile_condition(wide(word, count))
    assert not any(isinstance(step, Count) for step in circuit.steps)
    assert (len(circuit.steps) == 1) == (count <= WIDEST)
    used = sorted(slot for unit in units_of(circuit) for slot in unit.inputs)
    assert used == list(range(count + len(circuit.steps) - 1)), "each test and each unit is used once"
    agree(wide(word, count), situations_of(NAMES[:count], np.random.default_rng(count)))


@pytest.mark.parametrize("word", ["all", "any", "none"])
def test_only_the_tests_of_a_wide_none_are_swapped(word: str) -> None:
    for unit in units_of(compile_condition(wide(word, 37))):
        assert unit.negated == (word == "none" and max(unit.inputs) < 37)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_a_small_at_least_is_a_unit(count: int) -> None:
    for need in range(1, count + 1):
        circuit = compile_condition(wide("at_least", count, need))
        assert circuit.steps == (Unit(need, tuple(range(count))),)
        names = NAMES[:count]
        agree(
            wide("at_least", count, need), [dict(zip(names, s, strict=True)) for s in product(range(3), repeat=count)]
        )


@pytest.mark.parametrize("count", [7, 8, 20, 40])
def test_a_large_at_least_is_counted(count: int) -> None:
    for need in (1, 2, count // 2, count - 1, count):
        circuit = compile_condition(wide("at_least", count, need))
        assert circuit.steps == (Count(need, tuple(range(count))), Unit(1, (count,)))
        agree(wide("at_least", count, need), situations_of(NAMES[:count], np.random.default_rng(need)))


def test_a_test_by_itself_is_a_unit_of_one() -> None:
    assert compile_condition(asked("q00")).steps == (Unit(1, (0,)),)
    agree(asked("q00"), [{"q00": value} for value in (FALSE, TRUE, MISSING)])


def test_a_test_asked_twice_is_one_input() -> None:
    condition = combined("all", asked("q00"), combined("any", asked("q01"), asked("q00")))
    assert [test.column for test in compile_condition(condition).tests] == ["q00", "q01"]
    agree(condition, [dict(zip(NAMES[:2], s, strict=True)) for s in product(range(3), repeat=2)])


@st.composite
def combinations(draw: st.DrawFn, parts: st.SearchStrategy[Condition]) -> Combination:
    word = draw(st.sampled_from(("all", "any", "none", "not", "at_least")))
    most = 1 if word == "not" else draw(st.sampled_from((3, 7, 9)))
    chosen = draw(st.lists(parts, min_size=1, max_size=most))
    need = draw(st.integers(1, len(chosen))) if word == "at_least" else 0
    return combined(word, *chosen, need=need)


CONDITIONS = st.recursive(st.sampled_from(NAMES[:12]).map(asked), combinations, max_leaves=30)


@given(condition=CONDITIONS, seed=st.integers(0, 2**32 - 1))
@example(condition=combined("not", combined("none", combined("not", asked("q00")))), seed=0)
@example(condition=combined("at_least", wide("none", 9), wide("at_least", 8, 3), wide("any", 12), need=2), seed=0)
def test_any_condition_says_what_plain_logic_says(condition: Condition, seed: int) -> None:
    names = tuple(dict.fromkeys(test.column for test in questions_in(condition)))
    agree(condition, situations_of(names, np.random.default_rng(seed)))


def test_a_situation_is_asked_once_whoever_is_in_it() -> None:
    judge = Judge()
    circuit = compile_condition(wide("all", 4))
    columns = [np.tile(np.array([FALSE, TRUE, MISSING], np.uint8), 5_000) for _ in range(4)]
    judge.infer(circuit, columns)
    assert judge.network.asked == 3
    judge.infer(circuit, columns)
    assert judge.network.asked == 3


@pytest.mark.parametrize("count", [10, 12])
def test_a_condition_of_many_tests_asks_a_few_hundred_situations(count: int) -> None:
    """Subjects are in all 59,049 situations that ten tests have; any more tests hold."""
    truths = [np.arange(3**10) // 3**digit % 3 for digit in range(10)]
    truths += [np.full(3**10, TRUE)] * (count - 10)
    words = pl.Series([False, True, None])
    columns = Columns(3**10, {name: words.gather(truth) for name, truth in zip(NAMES, truths, strict=False)})
    judge = Judge()
    made = judge.judge(wide("all", count), columns)
    false, true = np.any(np.equal(truths, FALSE), axis=0), np.all(np.equal(truths, TRUE), axis=0)
    assert (made.conclusion == np.where(false, FALSE, np.where(true, TRUE, MISSING))).all()
    assert judge.network.asked <= 3**6 + 3**6 + 3**2
    for number, truth in enumerate(truths):
        assert (made.observations[asked(NAMES[number])] == truth).all()
    row = 12_345
    assert [seen for _, seen in made.observations.at(row)] == [int(truth[row]) for truth in truths]


def test_no_subjects_ask_nothing() -> None:
    judge = Judge()
    assert len(judge.infer(compile_condition(wide("any", 9)), [np.zeros(0, np.uint8)] * 9)) == 0
    assert judge.network.asked == 0
