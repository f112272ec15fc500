"""Attribution: what each changed clause does alone, what it takes back when left out, and what only all together do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evaluator.desk.clauses import Clause
from evaluator.exact import parse_number, yuan
from evaluator.result.contrast import Contrast
from evaluator.result.differences import Effect, Mover
from evaluator.result.outcome import Outcome


@dataclass(frozen=True)
class Weighed:
    """One clause with what it does; `moves` and `keeps` are the subjects it moves alone, and those who move by it."""

    clause: Clause
    alone: Effect
    moves: frozenset[str]
    only: int = 0
    without: Effect | None = None
    keeps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shared:
    """The whole effect shared out among clauses; every subject that moved is counted once."""

    clauses: tuple[Weighed, ...]
    several: int
    combination: int
    cancelled: int
    together: Effect

    def told(self, mover: Mover) -> Mover:
        """A mover with the clauses that moved it."""
        alone = tuple(one.clause.number for one in self.clauses if mover.id in one.moves)
        together = () if alone else tuple(one.clause.number for one in self.clauses if mover.id in one.keeps)
        return mover.model_copy(update={"clauses": alone, "together": together})


def attribute(clauses: Sequence[Clause], whole: Contrast, judged: Callable[[Sequence[Clause]], Outcome]) -> Shared:
    """Share out the effect of all clauses; `judged` is the season under the old rules with some of them changed."""
    if len(clauses) == 1:
        moved = _moved(whole)
        only = Weighed(clauses[0], whole.effect(), moved, len(moved))
        return Shared((only,), 0, 0, 0, _rest(whole.effect(), [whole.effect()], 0))
    alone = [Contrast(whole.before, judged([clause])) for clause in clauses]
    effects = [one.effect() for one in alone]
    moved_by = [_moved(one) for one in alone]
    moved = _moved(whole)
    times = {subject: sum(subject in one for one in moved_by) for subject in moved}
    combination = sum(count == 0 for count in times.values())
    several = sum(count > 1 for count in times.values())
    cancelled = len(frozenset().union(*moved_by) - moved)
    together = _rest(whole.effect(), effects, combination)
    weighed = [
        Weighed(clause, effect, mine, sum(times.get(subject) == 1 for subject in mine))
        for clause, effect, mine in zip(clauses, effects, moved_by, strict=True)
    ]
    if combination or several or cancelled or _any_money(together):
        weighed = [_without(one, clauses, whole, judged) for one in weighed]
    return Shared(tuple(weighed), several, combination, cancelled, together)


def _without(
    one: Weighed, clauses: Sequence[Clause], whole: Contrast, judged: Callable[[Sequence[Clause]], Outcome]
) -> Weighed:
    left = Contrast(judged([clause for clause in clauses if clause is not one.clause]), whole.after)
    return replace(one, without=left.effect(), keeps=_moved(left))


def _moved(contrast: Contrast) -> frozenset[str]:
    return frozenset(contrast.rows["id"].filter(contrast.changed).to_list())


def _rest(whole: Effect, parts: Sequence[Effect], subjects: int) -> Effect:
    """What the parts leave over of the money, and how many subjects nothing moves alone."""
    left: dict[str, str] = {}
    for name in ("paid", "reserved", "unspent"):
        amounts = [parse_number(getattr(one, name)) for one in (whole, *parts)]
        known = [amount for amount in amounts if amount is not None]
        left[name] = yuan(int((known[0] - sum(known[1:])) * 100)) if len(known) == len(amounts) else ""
    return Effect(subjects=subjects, paid=left["paid"], reserved=left["reserved"], unspent=left["unspent"])


def _any_money(effect: Effect) -> bool:
    return any(amount not in ("", "0.00") for amount in (effect.paid, effect.reserved, effect.unspent))
