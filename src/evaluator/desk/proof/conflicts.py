"""Conflicts: of conditions that never hold together, the fewest that already exclude each other."""

from collections.abc import Iterator, Sequence

from evaluator.desk.proof.prover import as_written
from evaluator.desk.proof.settle import Space
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import asks_of
from evaluator.inference.columns import TRUE
from evaluator.language.conditions import Combination, Condition
from evaluator.problems import Place, Problem, with_conflict


def all_of(conditions: Sequence[Condition], place: Place) -> Condition:
    """Conditions that must all hold, as one."""
    return conditions[0] if len(conditions) == 1 else Combination("all", tuple(conditions), place)


def opposite(condition: Condition) -> Condition:
    """That a condition does not hold."""
    return Combination("not", (condition,), condition.place)


def never(bench: Bench, conditions: Sequence[Condition]) -> str:
    """In how many combinations, all there are, some conditions never hold together; empty where that is not proved."""
    whole = all_of(conditions, conditions[0].place)
    space = Space.of(bench, [whole])
    return space.cells if space.can((whole, (TRUE,))).never else ""


def touching(bench: Bench, conditions: Sequence[Condition], one: Condition) -> list[Condition]:
    """Of some conditions those that ask of the same as one does, or of the same as another of them: it may clash."""
    names, left, found = set(asks_of(bench, one)), list(conditions), []
    while near := [other for other in left if names & asks_of(bench, other)]:
        found += near
        left = [other for other in left if not any(other is one for one in near)]
        names = names.union(*(asks_of(bench, other) for other in near))
    return [other for other in conditions if any(other is one for one in found)]


def clash(bench: Bench, conditions: Sequence[Condition], one: Condition) -> tuple[list[Condition], str]:
    """The fewest of some conditions with which one never holds, and of how many combinations that is proved."""
    kept = touching(bench, conditions, one)
    size = never(bench, [*kept, one]) if kept else ""
    if not size:
        return [], ""
    for other in list(kept):
        fewer = [left for left in kept if left is not other]
        made = never(bench, [*fewer, one])
        if made:
            kept, size = fewer, made
    return kept, size


def blamed(bench: Bench, found: Problem, condition: Condition) -> Problem:
    """A finding that a condition never holds, with the part of it that cannot, where that is not the whole."""
    parts = excluding(bench, condition)
    return found if parts == [condition] else with_conflict(found, map(as_written, parts))


def excluding(bench: Bench, condition: Condition) -> list[Condition]:
    """Of a condition that never holds the fewest of its parts that never hold together."""
    parts = list(_parts(condition))
    for part in list(parts):
        fewer = [left for left in parts if left is not part]
        if fewer and never(bench, fewer):
            parts = fewer
    if len(parts) == 1 and parts[0] is not condition and isinstance(parts[0], Combination):
        return excluding(bench, parts[0])
    return parts


def _parts(condition: Condition) -> Iterator[Condition]:
    """What must all hold for a condition to hold: of `none` the opposites of its parts."""
    if isinstance(condition, Combination) and condition.word == "all":
        for part in condition.parts:
            yield from _parts(part)
    elif isinstance(condition, Combination) and condition.word == "none" and len(condition.parts) > 1:
        for part in condition.parts:
            yield opposite(part)
    else:
        yield condition
