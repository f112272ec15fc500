"""Trials: the season under the old rules with some clauses changed, and what of the whole change it brings about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.desk.clauses import Clause
from evaluator.result.contrast import Contrast
from evaluator.result.differences import COMPARED, Effect
from evaluator.result.outcome import Outcome

if TYPE_CHECKING:
    import polars as pl

Group = frozenset[int]
"""Some clauses, by their place among all of them."""

Judged = Callable[[Sequence[Clause]], Outcome | None]
"""The season under the old rules with some clauses changed; None where those do not go together."""

OUTCOME = ("status", "rank", "grade", "tier", "subsidy", "interview")
"""Columns that all must be as in the whole for clauses to bring about an outcome; `total` where it alone differs."""

POINTS = "points"
"""Stands for the verdicts and points of all criteria together."""

AMOUNTS = ("paid", "reserved", "unspent")


@dataclass(frozen=True)
class Trial:
    """Who came out as in the whole, column by column, of the subjects that are looked at; and the money against before.

    An amount is empty where it has no bound.
    """

    agrees: Mapping[str, frozenset[str]]
    money: Effect


@dataclass(frozen=True)
class Alone:
    """What one clause does: its effect, whom it moves at all, and whom it brings to the outcome of the whole."""

    effect: Effect
    changed: "pl.Series"
    agrees: "pl.Series"


@dataclass
class Trials:
    """Seasons judged for one attribution; each is judged once, and of each only what is asked is kept."""

    clauses: tuple[Clause, ...]
    whole: Contrast
    looked_at: frozenset[str]
    judged: Judged
    _known: dict[Group, Trial | None] = field(default_factory=dict)
    _left: dict[Group, Effect] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many seasons were judged so far."""
        return len(self._known)

    @property
    def everything(self) -> Group:
        return frozenset(range(len(self.clauses)))

    def at(self, group: Group) -> Trial | None:
        """The trial of some clauses; None where they do not make usable rules."""
        if group not in self._known:
            made = self._made(group)
            self._known[group] = None if made is None else self._trial(group, made)
        return self._known[group]

    def alone(self, number: int) -> Alone:
        """What one clause does to the old rules."""
        group = frozenset({number})
        made = self._made(group)
        assert made is not None  # a clause is what is usable by itself
        self._known[group] = self._trial(group, made)
        mine = Contrast(self.whole.before, made)
        return Alone(mine.effect(), mine.changed, self._as_in_whole(Contrast(made, self.whole.after)))

    def left(self, number: int) -> Effect | None:
        """What one clause does when it is added to the others; None where those are not usable without it."""
        others = self.everything - {number}
        return None if self.at(others) is None else self._left.get(others)

    def _made(self, group: Group) -> Outcome | None:
        return self.judged([self.clauses[number] for number in sorted(group)])

    def _trial(self, group: Group, made: Outcome) -> Trial:
        rest = Contrast(made, self.whole.after)
        if len(group) == len(self.clauses) - 1:
            self._left[group] = rest.effect()
        ids = rest.rows["id"]
        here = ids.is_in(list(self.looked_at))
        columns = {name: [name] for name in COMPARED} | {POINTS: rest.columns}
        agrees = {name: frozenset(ids.filter(here & ~rest.differs(names)).to_list()) for name, names in columns.items()}
        return Trial(agrees, Contrast(self.whole.before, made).purse())

    def _as_in_whole(self, rest: Contrast) -> "pl.Series":
        """Whether each subject came out as in the whole; by the total only where nothing else differs there."""
        import polars as pl

        other = self.whole.differs(OUTCOME)
        frame = pl.DataFrame({"other": other, "outcome": rest.differs(OUTCOME), "total": rest.differs(["total"])})
        return frame.select(agrees=~pl.col("outcome") & (pl.col("other") | ~pl.col("total")))["agrees"]
