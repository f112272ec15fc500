"""Allocation: the walk down the ranks (依次递补), over every way in which what is open may yet be settled.

Tier by tier from the top, each tier taking the highest-ranked not yet placed that meet its condition, places people
exactly as one walk down the ranks does in which everybody takes the highest tier with a free place whose condition
they meet: whether a tier has a free place for somebody depends only on those above. So the state of the walk is the
number of free places in each tier, and a set of states stands for all ways of settling open ties and held subjects.
With nothing open there is one state.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import neg
from typing import NamedTuple

from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.problems import Problem

MOST_STATES = 4_000
"""Beyond so many states the walk stops telling them apart: whoever follows is not firm."""

Kind = tuple[int, tuple[int, ...]]
"""Whether somebody is eligible at all, and whether each tier's condition is met: TRUE, FALSE or MISSING."""

Counted = tuple[tuple[Kind, int], ...]
"""How many of each kind a tie has."""

State = tuple[tuple[int, ...], int]
"""Free places by tier, and how many held subjects have been placed so far."""

NO_TIER = -1
NOTHING = frozenset({NO_TIER})


class _TooManyError(Exception):
    """The walk has more states than it will tell apart."""


class Contender(NamedTuple):
    """A ranked subject: its row, rank, total in units of the last place, and kind."""

    row: int
    rank: int
    total: int
    kind: Kind


@dataclass(frozen=True)
class Held:
    """A subject whose total is not settled; at best it reaches `best`."""

    row: int
    best: int


@dataclass(frozen=True)
class TierMoney:
    """One tier's places and money, in fen; what is reserved is None where it has no bound."""

    paid: int
    reserved: int | None
    unspent: int
    firm: int
    fillable: int


@dataclass(frozen=True)
class Walked:
    """Where the walk can put each contender: tier numbers, NO_TIER for none. One possibility means firm."""

    possible: dict[int, frozenset[int]]
    tiers: tuple[TierMoney, ...]
    problems: tuple[Problem, ...] = ()

    def firm(self, row: int) -> int | None:
        """The tier of a contender when nothing open can change it (NO_TIER: none), else None."""
        found = self.possible[row]
        return next(iter(found)) if len(found) == 1 else None

    def open(self, row: int) -> bool:
        """Whether a subject's tier is open."""
        return len(self.possible.get(row, ())) > 1

    @cached_property
    def taking(self) -> tuple[int, ...]:
        """Those who take a tier, or may."""
        return tuple(row for row, found in self.possible.items() if found != NOTHING)


def walk(
    contenders: Iterable[Contender], held: Sequence[Held], places: Sequence[int], amounts: Sequence[int],
    conditional: Sequence[bool],
) -> Walked:  # fmt: skip
    """Walk the ranks. `contenders` come by rank, equal ranks being open ties; `conditional` tiers set a condition.

    A held subject may be absent, or stand anywhere its best total allows, with or without any tier's condition.
    """
    unknown: Kind = (TRUE, tuple(MISSING if asks else TRUE for asks in conditional))
    bests = sorted((one.best for one in held), reverse=True)
    states: frozenset[State] = frozenset({(tuple(places), 0)})
    possible: dict[int, frozenset[int]] = {}
    known: dict[tuple[Counted, int], dict[Kind, set[int]]] = {}
    lost, full = False, not any(places)
    coming = _by_rank(contenders)
    for tied in coming:
        if full:  # nobody who comes now can take anything
            possible |= dict.fromkeys((one.row for one in chain(tied, *coming)), NOTHING)
            break
        kinds = tuple(sorted(Counter(one.kind for one in tied).items()))
        reach = bisect_right(bests, -tied[0].total, key=neg)
        within = min(reach, sum(places))  # as many held subjects as can be placed at all
        seen = known.get((kinds, within))
        if not lost and seen is None:
            try:
                seen, after = _settle(states, kinds, within, unknown)
            except _TooManyError:
                lost = True
            else:
                if after == states:  # and while that is so, the same kinds may take the same tiers
                    known[kinds, within] = seen
                else:
                    known, states = {}, after
                    full = all(not any(free) for free, _ in states)
        for one in tied:
            possible[one.row] = (
                _anywhere(one.kind, len(places)) if lost else frozenset(seen[one.kind]) if seen else NOTHING
            )
    try:
        ends = _placed(states, min(len(bests), sum(places)), unknown)
    except _TooManyError:
        ends, lost = states, True
    return Walked(possible, tuple(_money(possible, ends, places, amounts, lost)))


def _by_rank(contenders: Iterable[Contender]) -> Iterator[list[Contender]]:
    tied: list[Contender] = []
    for one in contenders:
        if tied and tied[0].rank != one.rank:
            yield tied
            tied = []
        tied.append(one)
    if tied:
        yield tied


def _taken(free: tuple[int, ...], kind: Kind) -> set[int]:
    """The tiers somebody of a kind may take in a state."""
    eligible, conditions = kind
    if eligible == FALSE:
        return {NO_TIER}
    found = {NO_TIER} if eligible == MISSING else set()
    for tier, (left, condition) in enumerate(zip(free, conditions, strict=True)):
        if left and condition != FALSE:
            found.add(tier)
            if condition == TRUE:
                return found
    return found | {NO_TIER}


def _after(free: tuple[int, ...], tier: int) -> tuple[int, ...]:
    return free if tier == NO_TIER else (*free[:tier], free[tier] - 1, *free[tier + 1 :])


def _placed(states: frozenset[State], within: int, unknown: Kind) -> frozenset[State]:
    """Every state that placing some of the held subjects within reach can lead to."""
    found, new = set(states), set(states)
    while new:
        if len(found) > MOST_STATES:
            raise _TooManyError
        new = {
            (_after(free, tier), used + 1)
            for free, used in new
            if used < within
            for tier in _taken(free, unknown)
            if tier != NO_TIER
        } - found
        found |= new
    return frozenset(found)


def _settle(
    states: frozenset[State], kinds: Counted, within: int, unknown: Kind
) -> tuple[dict[Kind, set[int]], frozenset[State]]:
    """All orders of a tie, held subjects anywhere between: what each kind may take, and the states after it."""
    names = [kind for kind, _ in kinds]
    seen: dict[Kind, set[int]] = {kind: set() for kind in names}
    layer: dict[tuple[int, ...], frozenset[State]] = {tuple(count for _, count in kinds): states}
    for _ in range(sum(count for _, count in kinds)):
        after: dict[tuple[int, ...], set[State]] = {}
        for left, before in layer.items():
            reached = _placed(before, within, unknown)
            for index, kind in enumerate(names):
                if not left[index]:
                    continue
                remaining = (*left[:index], left[index] - 1, *left[index + 1 :])
                for free, used in reached:
                    taken = _taken(free, kind)
                    seen[kind] |= taken
                    after.setdefault(remaining, set()).update((_after(free, tier), used) for tier in taken)
        if sum(map(len, after.values())) > MOST_STATES:
            raise _TooManyError
        layer = {left: frozenset(found) for left, found in after.items()}
    return seen, next(iter(layer.values()))


def _anywhere(kind: Kind, tiers: int) -> frozenset[int]:
    return NOTHING if kind[0] == FALSE else frozenset({NO_TIER, *range(tiers)})


def _money(
    possible: dict[int, frozenset[int]], ends: frozenset[State], places: Sequence[int], amounts: Sequence[int],
    lost: bool,
) -> Iterator[TierMoney]:  # fmt: skip
    firm = Counter(next(iter(found)) for found in possible.values() if len(found) == 1 and found != NOTHING)
    for tier, (count, amount) in enumerate(zip(places, amounts, strict=True)):
        fillable = count if lost else count - min(free[tier] for free, _ in ends)
        paid, reserved = firm[tier] * amount, (fillable - firm[tier]) * amount
        yield TierMoney(paid, reserved, count * amount - paid - reserved, firm[tier], fillable)
