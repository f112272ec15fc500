"""The walk down the ranks against every way in which what is open may be settled, one after the other."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drawing import Drawing
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.standing import allocate
from evaluator.standing.allocate import NO_TIER, Contender, Held, Walked, walk
from oracle.conditions import Truth
from oracle.money import NONE, Person, Waiting, completions, walk_down

KINDS = {True: TRUE, False: FALSE, None: MISSING}


@dataclass(frozen=True)
class Field:
    """Who contends, who is held, and what there is to be had."""

    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    places: tuple[int, ...]
    conditional: tuple[bool, ...]

    @property
    def amounts(self) -> list[int]:
        return [3 + 2 * tier for tier in range(len(self.places))]

    def walk(self) -> Walked:
        contenders = [
            Contender(row, one.rank, one.total, (KINDS[one.eligible], tuple(KINDS[met] for met in one.meets)))
            for row, one in enumerate(self.people)
        ]
        held = [Held(100 + number, one.best) for number, one in enumerate(self.waiting)]
        return walk(contenders, held, self.places, self.amounts, self.conditional)

    def outcomes(self) -> list[dict[str, int]]:
        """Where everybody is placed, in each completion."""
        return [walk_down(order, self.places) for order in completions(self.people, self.waiting, self.conditional)]


@st.composite
def fields(draw: Any, most: int, held: int, *, open_kinds: int = 0) -> Field:
    """Up to `most` ranked subjects with ties among them, and up to `held` held ones; at most three tiers."""
    small = Drawing(draw)
    tiers = small.number(1, 3)
    places = tuple(small.number(0, 2) for _ in range(tiers))
    conditional = tuple(small.coin() for _ in range(tiers))
    people: list[Person] = []
    rank, total = 1, 10
    for number in range(small.number(1, most)):
        if people and small.coin():
            rank, total = number + 1, total - small.number(0, 1)
        left = open_kinds

        def truth() -> Truth:
            nonlocal left
            if left and small.rarely(3):
                left -= 1
                return None
            return small.coin()

        eligible = truth() if open_kinds else not small.rarely(6)
        people.append(Person(f"p{number}", rank, total, eligible, tuple(not asks or truth() for asks in conditional)))
        open_kinds = left
    waiting = tuple(Waiting(f"h{number}", small.number(total - 1, 11)) for number in range(small.number(0, held)))
    return Field(tuple(people), waiting, places, conditional)


def check_exact(field: Field) -> None:
    """Every tier somebody may get, and no other; firm money is paid in all completions, the rest could be needed."""
    walked, outcomes = field.walk(), field.outcomes()
    for row, person in enumerate(field.people):
        assert walked.possible[row] == {outcome[person.name] for outcome in outcomes}, person.name
    filled = [Counter(outcome.values()) for outcome in outcomes]
    for tier, made in enumerate(walked.tiers):
        assert made.fillable == max(counts[tier] for counts in filled)
        assert made.firm <= min(counts[tier] for counts in filled)
    check_money(field, walked)


def check_money(field: Field, walked: Walked) -> None:
    """Paid, reserved and unspent make up each tier's money; only who surely gets a tier is paid."""
    firm = Counter(walked.firm(row) for row in range(len(field.people)))
    for tier, (made, places, amount) in enumerate(zip(walked.tiers, field.places, field.amounts, strict=True)):
        assert made.paid + made.reserved + made.unspent == places * amount
        assert made.paid == firm[tier] * amount
        assert made.reserved == (made.fillable - made.firm) * amount
        assert min(made.paid, made.reserved, made.unspent) >= 0


@given(fields(6, 0))
def test_ties_alone(field: Field) -> None:
    check_exact(field)


@given(fields(4, 1))
def test_one_held(field: Field) -> None:
    check_exact(field)


@given(fields(3, 2))
def test_two_held(field: Field) -> None:
    check_exact(field)


@given(fields(4, 1, open_kinds=3))
def test_missing_conditions(field: Field) -> None:
    check_exact(field)


@given(fields(4, 1, open_kinds=2), st.integers(0, 6))
def test_too_many_states_is_only_more_cautious(field: Field, most: int) -> None:
    """Beyond the limit of states nobody is firm whom a completion would move, and money still adds up."""
    limit, allocate.MOST_STATES = allocate.MOST_STATES, most
    try:
        walked = field.walk()
    finally:
        allocate.MOST_STATES = limit
    outcomes = field.outcomes()
    for row, person in enumerate(field.people):
        assert walked.possible[row] >= {outcome[person.name] for outcome in outcomes}, person.name
    for tier, made in enumerate(walked.tiers):
        assert made.fillable >= max(Counter(outcome.values())[tier] for outcome in outcomes)
    check_money(field, walked)


def test_the_first_without_the_condition_gets_the_second_tier() -> None:
    """依次递补: the first without the condition gets the next tier, and the next that meets it gets the first."""
    people = [Person("a", 1, 9, True, (False, True)), Person("b", 2, 8, True, (True, True))]
    field = Field((*people,), (), (1, 1), (True, False))
    assert field.outcomes() == [{"a": 1, "b": 0}]
    assert field.walk().possible == {0: {1}, 1: {0}}


def test_the_two_say_none_alike() -> None:
    assert NONE == NO_TIER
