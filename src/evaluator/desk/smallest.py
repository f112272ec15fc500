"""The smallest sets of clauses that bring something about: all of one size after another, while any is wanted.

Where all sets of a size would be too many, sets are found from above: of all clauses those are left out that are not
needed. Such a set brings the thing about, but there may be a smaller one.
"""

from dataclasses import dataclass, field
from itertools import combinations
from math import comb

from evaluator.desk.joint_money import money_left
from evaluator.desk.trials import Group, Trials
from evaluator.result.differences import Effect

MOST_TRIALS, MOST_ROWS = 200, 20_000_000
"""So many seasons are judged, or so many as have that many rows."""

Target = tuple[str, tuple[str, ...]]
"""A subject, and the columns that must come out as in the whole."""


@dataclass(frozen=True)
class Found:
    """The sets for each target; up to which size every set was judged; and whose sets may not be the smallest."""

    sets: dict[Target, tuple[Group, ...]]
    size: int
    larger: frozenset[Target] = frozenset()


def smallest(trials: Trials, targets: list[Target], whole: Effect) -> Found:
    """The smallest sets for each target; the set of all clauses brings about each."""
    search = _Search(trials, dict.fromkeys(targets))
    count, size = len(trials.clauses), 1
    search.look(1)
    while size < count - 1 and (search.open or money_left(trials, whole, size)):
        if not search.can(comb(count, size + 1)):
            break
        size += 1
        search.look(size)
    if size < count - 1:
        search.leave_out()
    search.settle(list(search.open), trials.everything)
    return Found(search.sets, size, frozenset(search.larger))


@dataclass
class _Search:
    trials: Trials
    open: dict[Target, None]
    sets: dict[Target, tuple[Group, ...]] = field(default_factory=dict)
    larger: set[Target] = field(default_factory=set)

    def can(self, more: int) -> bool:
        """Whether so many further seasons may be judged."""
        rows = max(1, self.trials.whole.rows.height)
        return self.trials.count + more <= min(MOST_TRIALS, MOST_ROWS // rows)

    def look(self, size: int) -> None:
        """Judge all sets of a size, and settle what any of them brings about."""
        for group in map(frozenset, combinations(range(len(self.trials.clauses)), size)):
            for target in self._brought(group, list(self.open)):
                self.sets[target] = (*self.sets.get(target, ()), group)
        self.open = {target: None for target in self.open if target not in self.sets}

    def leave_out(self) -> None:
        """Settle the open targets by what is left of all clauses when each that is not needed is left out."""
        waiting = [(list(self.open), self.trials.everything, self.trials.everything)]
        while waiting:
            targets, kept, untried = waiting.pop()
            if not targets:
                continue
            number = min(untried, default=None)
            if number is None or not self.can(1):
                self.larger.update(targets)
                self.settle(targets, kept)
                continue
            without = dict.fromkeys(self._brought(kept - {number}, targets))
            waiting.append(([one for one in targets if one not in without], kept, untried - {number}))
            waiting.append((list(without), kept - {number}, untried - {number}))

    def settle(self, targets: list[Target], group: Group) -> None:
        """Put targets down to one set."""
        for target in targets:
            self.sets[target] = (group,)
        self.open = {target: None for target in self.open if target not in self.sets}

    def _brought(self, group: Group, targets: list[Target]) -> list[Target]:
        """Those of the targets that a set of clauses brings about."""
        made = self.trials.at(group) if group else None
        if made is None:
            return []
        return [target for target in targets if all(target[0] in made.agrees[name] for name in target[1])]
