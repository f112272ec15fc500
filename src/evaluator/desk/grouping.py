"""Grouping: the smallest sets of edits that must go together for the rules to be usable.

Whether edits make usable rules is asked of one function. Each edit gets the smallest set around it that does; where
smallest sets share an edit they are one group. A smallest set is found by trying others beside it, one, two, three at a
time; where that would be too many tries, by leaving out of all edits whatever is not needed, also two at a time.
"""

from collections.abc import Callable, Collection
from itertools import combinations
from math import comb

Group = frozenset[int]
Usable = Callable[[Group], bool]

MOST_TRIED = 600
"""So many sets of one size are tried around an edit."""


def groups(count: int, usable: Usable) -> list[Group]:
    """Edits by number, each in one group; every group makes usable rules by itself, the first edits first."""
    whole = frozenset(range(count))
    alone = [usable(frozenset({one})) for one in range(count)]
    found: list[Group] = [frozenset({one}) for one in range(count) if alone[one]]
    for one in range(count):
        if not any(one in group for group in found):
            found = _joined(found, _smallest(frozenset({one}), whole, usable, found), whole, usable)
    return sorted(found, key=min)


def _joined(found: list[Group], made: Group, whole: Group, usable: Usable) -> list[Group]:
    """The groups with one more, which takes in those that it shares an edit with."""
    while True:
        shared = [group for group in found if group & made]
        joined = made.union(*shared)
        found = [group for group in found if group not in shared]
        if joined == made or usable(joined):
            return [*found, joined]
        made = _smallest(joined, whole, usable, found)


def _smallest(seed: Group, whole: Group, usable: Usable, known: Collection[Group]) -> Group:
    """A smallest usable set with all of the seed; `whole` is one."""
    others = sorted(whole - seed)
    for size in range(1, len(others)):
        if comb(len(others), size) > MOST_TRIED:
            return _shrunk(seed, whole, usable, known)
        for more in combinations(others, size):
            if usable(seed.union(more)):
                return seed.union(more)
    return whole


def _shrunk(seed: Group, whole: Group, usable: Usable, known: Collection[Group]) -> Group:
    """All edits without the groups, edits and pairs of edits that can be left out."""
    kept = whole
    while True:
        left = sorted(kept - seed)
        pairs = combinations(left, 2) if comb(len(left), 2) <= MOST_TRIED else ()
        parts = [*(group for group in known if len(group) > 1), *map(frozenset, [(one,) for one in left])]
        before = kept
        for part in parts:
            if not part & seed and part <= kept and usable(kept - part):
                kept -= part
        for pair in pairs if kept == before else ():
            if kept.issuperset(pair) and usable(kept.difference(pair)):
                kept = kept.difference(pair)
        if kept == before:
            return kept
