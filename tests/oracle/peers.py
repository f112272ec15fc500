"""Quantities that look at other subjects: those of the same kind, and those behind a link."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from oracle.case import Subject
from oracle.conditions import NotToldError, told, truth_of
from oracle.numbers import rounded

if TYPE_CHECKING:
    from oracle.world import World

ZERO = Fraction(0)


def _place_of(world: "World", within: str | None, subject: Subject) -> Any:
    """What a subject shares with those it is compared with."""
    if within is None:
        return ""
    value = getattr(subject, within) if within in ("street", "community") else subject.answer(within)
    if value is None:
        raise NotToldError
    return value


def _compared(world: "World", quantity: Any, subject: Subject) -> Fraction:
    here = _place_of(world, quantity.within, subject)
    peers = [one for one in world.subjects if _place_of(world, quantity.within, one) == here]
    name, take = quantity.compared, quantity.take
    if take in ("rank", "share"):
        own = world.number(name, subject)
        numbers = [world.number(name, one) for one in peers]
        better = [number for number in numbers if (number > own if quantity.first == "highest" else number < own)]
        rank = Fraction(1 + len(better))
        return rank if take == "rank" else rounded(rank / len(peers), quantity.places, quantity.rounding)
    if quantity.without_self:
        peers = [one for one in peers if one.id != subject.id]
    numbers = [world.number(name, one) for one in peers]
    if not numbers:
        raise NotToldError
    if take == "mean":
        return rounded(sum(numbers, ZERO) / len(numbers), quantity.places, quantity.rounding)
    return max(numbers) if take == "highest" else min(numbers)


def _tie(subject: Subject, column: str) -> Any:
    value = getattr(subject, column) if column in ("street", "community") else subject.answer(column)
    if value is None:
        raise NotToldError
    return value


def behind_link(world: "World", name: str, subject: Subject) -> list[Subject]:
    """The subjects a link leads to; with a column of it missing nothing is told."""
    link, others = world.plan.links[name].link, world.behind[name].subjects
    if link.mine is not None:
        key = _tie(subject, link.mine)
        return [one for one in others if (one.id if link.by == "id" else one.name) == key]
    key = subject.id if link.by == "id" else subject.name
    return [one for one in others if _tie(one, link.theirs or "") == key]


def tied_over_link(world: "World", quantity: Any, subject: Subject) -> Fraction:
    """How many subjects a link leads to, the sum of a number of theirs, or the number of the one."""
    found, other = behind_link(world, quantity.base, subject), world.behind[quantity.base]
    if quantity.kind == "value":
        if len(found) != 1:
            raise NotToldError
        return other.number(quantity.of, found[0])
    if world.plan.links[quantity.base].link.mine is not None and not found:
        raise NotToldError  # whom the column names handed nothing in
    chosen = [one for one in found if told(truth_of(quantity.where, other.look(one)))]
    if any(truth_of(quantity.where, other.look(one)) is None for one in found):
        raise NotToldError
    if quantity.kind == "count":
        return Fraction(len(chosen))
    return sum((other.number(quantity.of, one) for one in chosen), ZERO)


PEERS: Mapping[str, Callable[["World", Any, Subject], Fraction]] = {"compared": _compared}
