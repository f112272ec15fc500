"""The walk down the ranks, and every way in which what is open may yet be settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from oracle.conditions import Truth

NONE = -1


@dataclass(frozen=True)
class Person:
    """Somebody with a rank: whether eligible, and which tiers' conditions are met (None: not known)."""

    name: str
    rank: int
    total: int
    eligible: Truth
    meets: tuple[Truth, ...]


@dataclass(frozen=True)
class Waiting:
    """Somebody held, who may be absent or stand anywhere up to `best`."""

    name: str
    best: int


def walk_down(order: Sequence[Person], places: Sequence[int]) -> dict[str, int]:
    """Tier by tier from the top, each taking the highest-ranked not yet placed that meet its condition."""
    placed = {person.name: NONE for person in order}
    for tier, free in enumerate(places):
        able = [one for one in order if placed[one.name] == NONE and one.eligible and one.meets[tier]]
        placed |= {one.name: tier for one in able[:free]}
    return placed


def completions(
    people: Sequence[Person], waiting: Sequence[Waiting], conditional: Sequence[bool]
) -> Iterator[list[Person]]:
    """Everybody's order and kind, in every way that ties, held subjects and missing conditions may turn out."""
    for sure in _kinds(people):
        for order in _orders(sure):
            yield from _with(order, waiting, conditional)


def _kinds(people: Sequence[Person]) -> Iterator[list[Person]]:
    ways = []
    for person in people:
        eligible = [person.eligible] if person.eligible is not None else [False, True]
        meets = [[one] if one is not None else [False, True] for one in person.meets]
        ways.append([Person(person.name, person.rank, person.total, e, m) for e in eligible for m in product(*meets)])
    yield from map(list, product(*ways))


def _orders(people: Sequence[Person]) -> Iterator[list[Person]]:
    """Every order of those who are tied."""
    if not people:
        yield []
        return
    best = min(person.rank for person in people)
    first = [person for person in people if person.rank == best]
    rest = [person for person in people if person.rank != best]
    for head in permutations(first):
        for tail in _orders(rest):
            yield [*head, *tail]


def _with(order: list[Person], waiting: Sequence[Waiting], conditional: Sequence[bool]) -> Iterator[list[Person]]:
    """Each held subject absent, or put in anywhere its best total allows, meeting any of the conditions."""
    if not waiting:
        yield order
        return
    one, others = waiting[0], waiting[1:]
    yield from _with(order, others, conditional)
    for meets in product(*([False, True] if asks else [True] for asks in conditional)):
        for position in range(len(order) + 1):
            total = order[position].total if position < len(order) else min([one.best, *(p.total for p in order)])
            if total > one.best:
                continue
            person = Person(one.name, 0, total, True, meets)
            yield from _with([*order[:position], person, *order[position:]], others, conditional)
