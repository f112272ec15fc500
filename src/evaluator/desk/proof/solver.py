"""Whether conditions can come out some way, decided over more combinations of regions than can be gone through.

Every condition is a tree of thresholds (at least so many of its parts) over tests, each test a split of the regions of
one axis. A search by cases: what must be follows at once, what cannot be ends a branch, parts that share no axis are
settled apart, and what was found impossible is not looked at again. It stops, undecided, once it has looked at so many
tests.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evaluator.inference.columns import FALSE, MISSING, TRUE

MOST = 200_000
"""Tests that are looked at, over all cases, before the search stops undecided."""

ONLY = {FALSE: 1 << FALSE, TRUE: 1 << TRUE, MISSING: 1 << MISSING}
EVERY = 0b111
"""What a part may come out as: a set of truths as bits."""


@dataclass(frozen=True)
class Leaf:
    """A test: by truth, in the order of their codes, the regions of its axis in which it comes out so, as bits."""

    axis: int
    where: tuple[int, int, int]


@dataclass(frozen=True)
class Gate:
    """At least `need` of its parts; `missing` is how many more there are that are missing."""

    need: int
    missing: int
    parts: tuple["Node", ...]


Node = Leaf | Gate | int
"""A part of a condition; a number is a truth that is settled."""

Goal = tuple[Node, int]
"""A part, and what it may come out as."""

Domains = dict[int, int]
"""The regions left of each axis, as bits."""


def negated(node: Node) -> Node:
    """The part the other way round; what is missing stays missing."""
    if isinstance(node, int):
        return {TRUE: FALSE, FALSE: TRUE}.get(node, node)
    if isinstance(node, Leaf):
        false, true, missing = node.where
        return Leaf(node.axis, (true, false, missing))
    whole = len(node.parts) + node.missing
    return Gate(whole - node.need + 1, node.missing, tuple(map(negated, node.parts)))


class UndecidedError(Exception):
    """The search looked at as many cases as it may."""


@dataclass
class Search:
    """One question: whether regions of some axes can be chosen so that every goal holds."""

    limit: int = field(default_factory=lambda: MOST)
    looked_at: int = 0
    refuted: set[frozenset[Goal]] = field(default_factory=set)

    def solve(self, goals: Iterable[Goal], domains: Domains) -> Domains | None:
        """The regions left of each axis, of which any will do; None where there are none. Raises where it must stop."""
        left = dict(domains)
        open_goals = _propagated(goals, left)
        if open_goals is None:
            return None
        for apart in _apart(open_goals):
            solved = self._branched(apart, left)
            if solved is None:
                return None
            left |= solved
        return left

    def _branched(self, goals: Sequence[Goal], domains: Domains) -> Domains | None:
        """Goals that hang together, decided by cases of the test that most hangs on."""
        key = frozenset(goals)
        if key in self.refuted:
            return None
        self.looked_at += sum(map(_width, goals))
        if self.looked_at > self.limit:
            raise UndecidedError
        leaf = min(_leaves(min(goals, key=_width)[0]), key=lambda one: one.axis)
        axes = {one.axis for goal in goals for one in _leaves(goal[0])}
        for regions in leaf.where:
            if regions & domains[leaf.axis]:
                mine = {axis: domains[axis] for axis in axes} | {leaf.axis: regions & domains[leaf.axis]}
                solved = self.solve(goals, mine)
                if solved is not None:
                    return solved
        self.refuted.add(key)
        return None


def _propagated(goals: Iterable[Goal], domains: Domains) -> list[Goal] | None:
    """What is left to decide once all that must be has been drawn; None where it cannot be. `domains` are narrowed."""
    waiting = list(goals)
    while True:
        before = dict(domains)
        kept: dict[Goal, None] = {}
        while waiting:
            node, allowed = waiting.pop()
            node = _reduced(node, domains)
            able = _able(node)
            if not able & allowed:
                return None
            if not able & ~allowed:
                continue
            if isinstance(node, Leaf):
                regions = sum(node.where[truth] for truth in (FALSE, TRUE, MISSING) if allowed >> truth & 1)
                domains[node.axis] &= regions
                if not domains[node.axis]:
                    return None
                continue
            assert isinstance(node, Gate)
            forced = _forced(node, allowed)
            if forced is None:
                kept[node, allowed] = None
            else:
                waiting += forced
        if domains == before:
            return list(kept)
        waiting = list(kept)


def _forced(gate: Gate, allowed: int) -> list[Goal] | None:
    """Goals for the parts that say together what is asked of the gate; None where that is not settled by its parts."""
    if allowed == ONLY[MISSING]:
        return [(gate, EVERY & ~ONLY[TRUE]), (gate, EVERY & ~ONLY[FALSE])]
    whole = len(gate.parts) + gate.missing
    match allowed:
        case 0b010:  # it holds: so many parts do
            wanted, number = ONLY[TRUE], gate.need
        case 0b001:  # it does not: so many parts do not
            wanted, number = ONLY[FALSE], whole - gate.need + 1
        case 0b101:  # it does not hold: so many parts do not hold, those that are missing among them
            wanted, number = EVERY & ~ONLY[TRUE], whole - gate.need + 1 - gate.missing
        case 0b110:
            wanted, number = EVERY & ~ONLY[FALSE], gate.need - gate.missing
        case _:
            return None
    able = [part for part in gate.parts if _able(part) & wanted]
    return [(part, wanted) for part in able] if len(able) == number else None


def _reduced(node: Node, domains: Domains) -> Node:
    """A part within the regions that are left: what is settled in it counted, the rest as it was."""
    if isinstance(node, int):
        return node
    if isinstance(node, Leaf):
        left = domains[node.axis]
        false, true, missing = node.where
        where = (false & left, true & left, missing & left)
        if not (where[1] or where[2]):
            return FALSE
        if not (where[0] or where[2]):
            return TRUE
        return MISSING if not (where[0] or where[1]) else Leaf(node.axis, where)
    need, missing, parts = node.need, node.missing, []
    for part in node.parts:
        made = _reduced(part, domains)
        if made == TRUE:
            need -= 1
        elif made == MISSING:
            missing += 1
        elif made != FALSE:
            parts.append(made)
    if need <= 0:
        return TRUE
    if need > len(parts) + missing:
        return FALSE
    if not parts:
        return MISSING
    return parts[0] if (len(parts), need, missing) == (1, 1, 0) else Gate(need, missing, tuple(parts))


def _able(node: Node) -> int:
    """What a part may come out as, or more: its parts are taken as if they were free of each other."""
    if isinstance(node, int):
        return ONLY[node]
    if isinstance(node, Leaf):
        return sum(ONLY[truth] for truth in (FALSE, TRUE, MISSING) if node.where[truth])
    able = [_able(part) for part in node.parts]
    whole = len(able) + node.missing
    found = 0
    if sum(bool(one & ONLY[TRUE]) for one in able) >= node.need:
        found |= ONLY[TRUE]
    if sum(bool(one & ONLY[FALSE]) for one in able) > whole - node.need:
        found |= ONLY[FALSE]
    perhaps = sum(bool(one & ~ONLY[FALSE]) for one in able) + node.missing >= node.need
    unknown = node.missing or any(one & ONLY[MISSING] for one in able)
    if perhaps and unknown and sum(one == ONLY[TRUE] for one in able) < node.need:
        found |= ONLY[MISSING]
    return found


def _width(goal: Goal) -> int:
    return sum(1 for _ in _leaves(goal[0]))


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Gate):
        for part in node.parts:
            yield from _leaves(part)


def _apart(goals: Sequence[Goal]) -> list[list[Goal]]:
    """Goals in groups that share no axis."""
    groups: list[tuple[set[int], list[Goal]]] = []
    for goal in goals:
        axes = {leaf.axis for leaf in _leaves(goal[0])}
        touching = [group for group in groups if group[0] & axes]
        groups = [group for group in groups if not group[0] & axes]
        groups.append((axes.union(*(one for one, _ in touching)), [goal, *(g for _, gs in touching for g in gs)]))
    return sorted((mine for _, mine in groups), key=lambda mine: min(map(_width, mine)))
