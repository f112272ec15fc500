"""Attribution: what each changed clause does alone, what it takes back when left out, and what only all together do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluator.desk.clauses import Clause
from evaluator.exact import parse_number, yuan
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.contrast import Contrast
from evaluator.result.differences import Effect, Mover
from evaluator.result.outcome import Outcome

WEIGHTIEST = ("status", "tier", "grade", "interview", "subsidy")
"""Columns by which a mover is put down to clauses, the first in which it moved; else by total and rank."""


@dataclass(frozen=True)
class Weighed:
    """One clause with what it does; whom it moves alone, and whom it moves when it is added to the others."""

    clause: Clause
    alone: Effect
    moves: "Moved"
    only: int = 0
    without: Effect | None = None
    keeps: "Moved | None" = None


@dataclass(frozen=True)
class Moved:
    """Ids of the subjects that differ at all, and of those that differ in each column that says how they came out.

    Of a clause that is all there is, they are not gathered: it moves everyone who moved.
    """

    any: frozenset[str] = frozenset()
    by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    everyone: bool = False

    @classmethod
    def of(cls, contrast: Contrast) -> "Moved":
        ids = contrast.rows["id"]
        by = {name: frozenset(ids.filter(contrast.differs([name])).to_list()) for name in WEIGHTIEST}
        return cls(frozenset(ids.filter(contrast.changed).to_list()), by)

    def has(self, mover: Mover) -> bool:
        """Whether the mover is among them: by the weightiest column in which it moved."""
        if self.everyone:
            return True
        weightiest = next((name for name in WEIGHTIEST if name in mover.columns), None)
        return mover.id in (self.any if weightiest is None else self.by[weightiest])


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
        alone = tuple(one.clause.number for one in self.clauses if one.moves.has(mover))
        keeping = [one for one in self.clauses if one.keeps is not None and one.keeps.has(mover)]
        together = () if alone else tuple(one.clause.number for one in keeping)
        return mover.model_copy(update={"clauses": alone, "together": together})


def attribute(
    clauses: Sequence[Clause],
    whole: Contrast,
    judged: Callable[[Sequence[Clause]], Outcome],
    progress: Progress = UNSEEN,
) -> Shared:
    """Share out the effect of all clauses; `judged` is the season under the old rules with some of them changed."""
    if len(clauses) == 1:
        effect = whole.effect()
        only = Weighed(clauses[0], effect, Moved(everyone=True), effect.subjects)
        return Shared((only,), 0, 0, 0, _rest(effect, [effect], 0))
    alone = [Contrast(whole.before, judged([clause])) for clause in counted(progress, "clauses", clauses)]
    effects = [one.effect() for one in alone]
    moved_by = [Moved.of(one) for one in alone]
    moved = frozenset(whole.rows["id"].filter(whole.changed).to_list())
    times = {subject: sum(subject in one.any for one in moved_by) for subject in moved}
    combination = sum(count == 0 for count in times.values())
    several = sum(count > 1 for count in times.values())
    cancelled = len(frozenset().union(*(one.any for one in moved_by)) - moved)
    together = _rest(whole.effect(), effects, combination)
    weighed = [
        Weighed(clause, effect, mine, sum(times.get(subject) == 1 for subject in mine.any))
        for clause, effect, mine in zip(clauses, effects, moved_by, strict=True)
    ]
    if combination or several or cancelled or _any_money(together):
        weighed = [_without(one, clauses, whole, judged) for one in counted(progress, "without", weighed)]
    return Shared(tuple(weighed), several, combination, cancelled, together)


def _without(
    one: Weighed, clauses: Sequence[Clause], whole: Contrast, judged: Callable[[Sequence[Clause]], Outcome]
) -> Weighed:
    left = Contrast(judged([clause for clause in clauses if clause is not one.clause]), whole.after)
    return replace(one, without=left.effect(), keeps=Moved.of(left))


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
