"""Places and money: walked down the tiers in every way that what is open may come out.

A subject's tier is firm when it is the same in every world: each order within an open tie, each held subject absent or
at any total up to its best, with or without the condition of a tier.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from recount.conditions import holds
from recount.refusal import refuse
from recount.rules import Node, figure, keys, whole
from recount.spans import Span, Truth
from recount.tally import Standing


@dataclass
class Tier:
    id: str
    places: int
    amount: Fraction
    firm: int = 0
    fillable: int = 0

    @property
    def paid(self) -> Fraction:
        return self.firm * self.amount

    @property
    def reserved(self) -> Fraction:
        return (self.fillable - self.firm) * self.amount

    @property
    def unspent(self) -> Fraction:
        return self.places * self.amount - self.paid - self.reserved


@dataclass
class Allocation:
    budget: Fraction
    tiers: list[Tier] = field(default_factory=list)

    @property
    def paid(self) -> Fraction:
        return sum((one.paid for one in self.tiers), Fraction(0))

    @property
    def reserved(self) -> Fraction:
        return sum((one.reserved for one in self.tiers), Fraction(0))

    @property
    def unspent(self) -> Fraction:
        return self.budget - self.paid - self.reserved


Outcome = int | None
"""The number of a tier, or none."""


def allocate(node: Node, standings: list[Standing], ranked: list[list[Standing]]) -> Allocation:
    """Tiers and amounts of all subjects, and what is paid, reserved and left."""
    keys(node, "method budget eligible tiers", "allocation", "method budget tiers")
    if node["method"] != "walk-down":
        raise refuse("allocation", f"“method: {node['method']}”")
    found = Allocation(figure(node["budget"], "budget"))
    for one in node["tiers"]:
        keys(one, "id places amount when", "tiers", "id places amount")
        found.tiers.append(Tier(str(one["id"]), whole(one["places"], "places"), figure(one["amount"], "amount")))
    for one in standings:
        if not one.held:
            one.tier, one.amount = "", Fraction(0)
    outcomes, filled = Walk(node, standings, ranked).everything()
    for one in (it for tied in ranked for it in tied):
        ends = outcomes[one.id]
        if len(ends) > 1:
            one.tier, one.amount = None, None
            continue
        (end,) = ends
        if end is not None:
            tier = found.tiers[end]
            one.tier, one.amount = tier.id, tier.amount
            tier.firm += 1
    for number, tier in enumerate(found.tiers):
        tier.fillable = filled[number]
    return found


class Walk:
    """Every way of walking down; a state is who is left, ranked and held, and how many places each tier has left."""

    def __init__(self, node: Node, standings: list[Standing], ranked: list[list[Standing]]) -> None:
        self.node = node
        self.tiers: list[Node] = node["tiers"]
        self.ranked = [tuple(one.id for one in tied) for tied in ranked]
        self.by_id = {one.id: one for one in standings}
        self.held = frozenset(one.id for one in standings if one.held and self.could_take(one))
        self.fits = {one.id: [self.meets(tier, one) for tier in self.tiers] for one in standings}
        self.rank_of = {one.id: place for place, tied in enumerate(ranked) for one in tied}

    def could_take(self, one: Standing) -> bool:
        total = one.total
        if one.passes is False or one.member is False or total is None:
            return False
        return self.eligible(one, Span(None, total.high)) is not False

    def eligible(self, one: Standing, total: Span) -> Truth:
        condition = self.node.get("eligible")
        return True if condition is None else holds(condition, one.names({"total": total}))

    def meets(self, tier: Node, one: Standing) -> Truth:
        """Of a held subject it is always open whether it meets a condition, whatever it has answered so far."""
        if "when" not in tier:
            return True
        return None if one.held else holds(tier["when"], one.names())

    def everything(self) -> tuple[dict[str, set[Outcome]], list[int]]:
        """Of each ranked subject all it may come to, and of each tier the most places that may be filled."""
        start = tuple(whole(one["places"], "places") for one in self.tiers)
        outcomes: dict[str, set[Outcome]] = {id_: set() for tied in self.ranked for id_ in tied}
        filled = [0] * len(start)
        seen = set()
        first = self.ranked[0] if self.ranked else ()
        waiting = [(0, frozenset(first), self.held, start)]
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            place, left, held, places = state
            filled = [max(most, all_ - now) for most, all_, now in zip(filled, start, places, strict=True)]
            for id_ in held if any(places) else ():
                if self.may_stand(id_, place, len(left)):
                    for tier in self.takes(self.fits[id_], places):
                        if tier is not None:
                            waiting.append((place, left, held - {id_}, less(places, tier)))
            if place == len(self.ranked):
                continue
            for id_ in left:
                one = self.by_id[id_]
                eligible = self.eligible(one, one.total) if one.total is not None else False
                ends = self.takes(self.fits[id_], places) if eligible is not False else [None]
                ends = [*ends, *([None] if eligible is None else [])]
                for end in ends:
                    outcomes[id_].add(end)
                    after = left - {id_}
                    following = place if after else place + 1
                    if not after and following < len(self.ranked):
                        after = frozenset(self.ranked[following])
                    waiting.append((following, after, held, places if end is None else less(places, end)))
        return outcomes, filled

    def takes(self, fits: list[Truth], places: tuple[int, ...]) -> list[Outcome]:
        """The tiers that one may take now: the first it meets that has a place."""
        found: list[Outcome] = []
        for number, (truth, free) in enumerate(zip(fits, places, strict=True)):
            if free and truth is not False:
                found.append(number)
                if truth:
                    return found
        return [*found, None]

    @cache  # noqa: B019  a walk lives as long as it is walked
    def may_stand(self, id_: str, place: int, left: int) -> bool:
        """Whether a held subject may stand before the rest of the tied at this place, at a total that is paid."""
        one = self.by_id[id_]
        assert one.total is not None
        best = one.total.high
        before = self.ranked[place - 1] if place else None
        if place < len(self.ranked) and left < len(self.ranked[place]):
            before = self.ranked[place]
        ceiling = self.total(before[0]) if before else None
        most = best if ceiling is None else ceiling if best is None else min(best, ceiling)
        least = self.total(self.ranked[place][0]) if place < len(self.ranked) else None
        if least is not None and most is not None and most < least:
            return False
        return self.eligible(one, Span(least, most)) is not False

    def total(self, id_: str) -> Fraction:
        total = self.by_id[id_].total
        assert total is not None
        assert total.known is not None
        return total.known


def less(places: tuple[int, ...], tier: int) -> tuple[int, ...]:
    return (*places[:tier], places[tier] - 1, *places[tier + 1 :])
