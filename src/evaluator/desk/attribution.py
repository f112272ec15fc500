"""Attribution: everybody's outcome put down to the smallest sets of clauses that bring it about, and money to its own.

A set of clauses brings an outcome about when the old rules with those clauses alone changed lead to that very outcome:
the same tier, grade, rank, money and so on as all clauses together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.desk.clauses import Clause
from evaluator.desk.joint_money import any_money, joint_money, rest
from evaluator.desk.smallest import Found, Target, smallest
from evaluator.desk.trials import OUTCOME, POINTS, Judged, Trials
from evaluator.result.contrast import Contrast
from evaluator.result.differences import Cause, Effect, Joint, Mover


@dataclass(frozen=True)
class Weighed:
    """One clause: what it does alone, how many it alone brings to their outcome, and what it adds to the others."""

    clause: Clause
    alone: Effect
    only: int = 0
    without: Effect | None = None


@dataclass(frozen=True)
class Shared:
    """The whole effect shared out among clauses; every subject that moved is counted once.

    `movers` name their clauses; `larger` counts those of them whose sets are not shown to be the smallest.
    """

    clauses: tuple[Weighed, ...]
    movers: tuple[Mover, ...]
    together: Effect
    joint: tuple[Joint, ...] = ()
    several: int = 0
    combination: int = 0
    cancelled: int = 0
    larger: int = 0


def attribute(clauses: Sequence[Clause], whole: Contrast, movers: Sequence[Mover], judged: Judged) -> Shared:
    """Share out the effect of all clauses; `judged` is the season under the old rules with some of them changed."""
    effect = whole.effect()
    if len(clauses) == 1:
        only = Weighed(clauses[0], effect, effect.subjects)
        found = Found({target: (frozenset({0}),) for one in movers for target in _targets(one)}, 1)
        return Shared((only,), tuple(_told(one, found) for one in movers), rest(effect, [effect]))
    trials = Trials(tuple(clauses), whole, frozenset(one.id for one in movers), judged)
    alone = [trials.alone(number) for number in range(len(clauses))]
    times = sum((one.agrees.cast(int) for one in alone[1:]), alone[0].agrees.cast(int))
    moved_by_any = sum((one.changed.cast(int) for one in alone[1:]), alone[0].changed.cast(int))
    several, combination = (int((whole.changed & found).sum()) for found in (times > 1, times == 0))
    cancelled = int((~whole.changed & (moved_by_any > 0)).sum())
    together = rest(effect, [one.effect for one in alone]).model_copy(update={"subjects": combination})
    mixed = bool(combination or several or cancelled or any_money(together))
    weighed = [
        Weighed(
            clause,
            mine.effect,
            int((whole.changed & mine.agrees & (times == 1)).sum()),
            trials.left(number) if mixed else None,
        )
        for number, (clause, mine) in enumerate(zip(clauses, alone, strict=True))
    ]
    found = smallest(trials, [target for one in movers for target in _targets(one)], effect)
    return Shared(
        clauses=tuple(weighed),
        movers=tuple(_told(one, found) for one in movers),
        together=together,
        joint=joint_money(trials, effect, found.size),
        several=several,
        combination=combination,
        cancelled=cancelled,
        larger=len({subject for subject, _ in found.larger}),
    )


def _targets(mover: Mover) -> list[Target]:
    """Its outcome as a whole first, then each column in which it moved."""
    moved = list(mover.columns) or [POINTS]
    further = () if set(moved) & set(OUTCOME) else tuple(moved)
    return [(mover.id, (*OUTCOME, *further)), *((mover.id, (name,)) for name in moved)]


def _told(mover: Mover, found: Found) -> Mover:
    """A mover with the clauses that brought it about, as a whole and column by column."""
    outcome, *columns = _targets(mover)
    by_sets: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for target in columns:
        by_sets.setdefault(_numbers(target, found), []).extend(target[1])
    causes = tuple(Cause(columns=tuple(names), sets=sets) for sets, names in by_sets.items())
    return mover.model_copy(update={"by": _numbers(outcome, found), "causes": causes})


def _numbers(target: Target, found: Found) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(number + 1 for number in group)) for group in found.sets[target])
