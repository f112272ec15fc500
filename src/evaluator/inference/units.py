"""A condition becomes units: small rulesets over at most six inputs, in the order in which they can be judged."""

from dataclasses import dataclass

from evaluator.language.conditions import Combination, Condition, Test

WIDEST = 6
"""Inputs a unit takes: 3⁶ situations at most, which one look-up table holds."""


@dataclass(frozen=True)
class Unit:
    """Met when at least `need` of its inputs are true, not met when so many are false that they cannot be.

    `inputs` number the slots before it: tests first, then units. A negated unit reads true for false.
    """

    need: int
    inputs: tuple[int, ...]
    negated: bool = False


@dataclass(frozen=True)
class Count:
    """Whether at least `need` of many inputs are true, observed by adding up their columns."""

    need: int
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Circuit:
    """The units of one condition. Slots are its tests, then its steps; the last slot is the condition itself."""

    tests: tuple[Test, ...]
    steps: tuple[Unit | Count, ...]


def compile_condition(condition: Condition) -> Circuit:
    """The circuit that judges a condition (Kleene's three-valued logic by sums)."""
    tests: list[Test] = []
    _gather_tests(condition, tests)
    slots = {test: slot for slot, test in enumerate(tests)}
    steps: list[Unit | Count] = []

    def add(step: Unit | Count) -> int:
        steps.append(step)
        return len(tests) + len(steps) - 1

    def all_of(inputs: list[int], negated: bool) -> int:
        while len(inputs) > WIDEST:
            inputs = [all_of(inputs[i : i + WIDEST], negated) for i in range(0, len(inputs), WIDEST)]
            negated = False
        return add(Unit(len(inputs), tuple(inputs), negated))

    def any_of(inputs: list[int]) -> int:
        while len(inputs) > WIDEST:
            inputs = [any_of(inputs[i : i + WIDEST]) for i in range(0, len(inputs), WIDEST)]
        return add(Unit(1, tuple(inputs)))

    def place(node: Condition) -> int:
        if isinstance(node, Test):
            return slots[node]
        inputs = [place(part) for part in node.parts]
        match node.word:
            case "all":
                return all_of(inputs, negated=False)
            case "none" | "not":
                return all_of(inputs, negated=True)
            case "any":
                return any_of(inputs)
            case _ if len(inputs) > WIDEST:
                return add(Unit(1, (add(Count(node.need, tuple(inputs))),)))
            case _:
                return add(Unit(node.need, tuple(inputs)))

    if isinstance(condition, Test):
        add(Unit(1, (0,)))
    else:
        place(condition)
    return Circuit(tuple(tests), tuple(steps))


def _gather_tests(condition: Condition, tests: list[Test]) -> None:
    if isinstance(condition, Combination):
        for part in condition.parts:
            _gather_tests(part, tests)
    elif condition not in tests:
        tests.append(condition)
