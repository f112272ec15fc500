"""Ranks and standing within groups against their definitions, one subject after the other."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawing import Drawing, more
from evaluator.standing.groups import Members, within_group
from evaluator.standing.rank import DECISION, Key, rank


@dataclass(frozen=True)
class Race:
    """Subjects by row: whether ranked, group, total, and a value or None for each tie-break."""

    ranked: tuple[bool, ...]
    groups: tuple[int, ...]
    totals: tuple[int, ...]
    values: tuple[tuple[int | None, ...], ...]

    def split(self, tied: list[int], stage: int, orders: list[tuple[int, ...]]) -> tuple[list[list[int]], str]:
        """What the next tie-break, or people, make of equal subjects: a missing value leaves them all equal."""
        if stage < len(self.values):
            values = [self.values[stage][row] for row in tied]
            if None not in values:
                found = sorted({value for value in values if value is not None}, reverse=True)
                return [[row for row in tied if self.values[stage][row] == value] for value in found], f"key-{stage}"
        for order in orders:
            if set(order) == set(tied):
                return [[row] for row in order], DECISION
        return [tied], ""

    def told(self, tied: list[int], stage: int, place: int, orders: list[tuple[int, ...]]) -> dict[int, int]:
        """The ranks of equal subjects from `place` on."""
        if len(tied) == 1:
            return {tied[0]: place}
        parts, by = self.split(tied, stage, orders)
        if by in ("", DECISION):
            return {row: place + (number if by else 0) for number, part in enumerate(parts) for row in part}
        found = {}
        for part in parts:
            found |= self.told(part, stage + 1, place, orders)
            place += len(part)
        return found

    def ranks(self, orders: list[tuple[int, ...]]) -> list[int]:
        found = [0] * len(self.ranked)
        for group in set(self.groups):
            rows = [row for row, own in enumerate(self.groups) if own == group and self.ranked[row]]
            place = 1
            for total in sorted({self.totals[row] for row in rows}, reverse=True):
                tied = [row for row in rows if self.totals[row] == total]
                for row, position in self.told(tied, 0, place, orders).items():
                    found[row] = position
                place += len(tied)
        return found


@st.composite
def races(draw: Any) -> Race:
    small = Drawing(draw)
    size = small.number(1, 7)
    keys = small.number(0, 3)
    return Race(
        tuple(not small.rarely(6) for _ in range(size)),
        tuple(small.number(0, 1) for _ in range(size)),
        tuple(small.number(0, 1) for _ in range(size)),
        tuple(tuple(small.one((0, 1, 2, 0, 1, None)) for _ in range(size)) for _ in range(keys)),
    )


@more(5)
@given(races(), st.randoms(use_true_random=False))
def test_ranks_are_one_more_than_those_before(race: Race, random: Any) -> None:
    keys = [
        Key(f"key-{n}", np.array([value or 0 for value in column]), np.array([value is not None for value in column]))
        for n, column in enumerate(race.values)
    ]
    given = (np.array(race.ranked), np.array(race.groups), np.array(race.totals), keys)
    before = rank(*given)
    assert before.rank.tolist() == race.ranks([])
    orders = [tuple(random.sample(tie.rows, len(tie.rows))) for tie in before.open_ties]
    after = rank(*given, orders)
    assert after.rank.tolist() == race.ranks(orders)
    for found in (before, after):
        assert list(found.ties) == sorted(found.ties, key=lambda tie: (tie.rank, tie.rows))
        assert [one for one in found.ties if one.open] == list(found.open_ties)
    assert not after.open_ties
    assert {tie.rows for tie in after.ties if tie.by == DECISION} == {tie.rows for tie in before.open_ties}


@dataclass(frozen=True)
class Member:
    """Somebody who surely or only perhaps belongs to a group, with a rank or with bounds of a total."""

    group: int
    sure: bool
    possible: bool
    rank: int
    least: int
    most: int


@st.composite
def memberships(draw: Any) -> tuple[list[Member], bool]:
    """Ranked members with their totals in order, and held ones anywhere."""
    small = Drawing(draw)
    broken = small.coin()
    found = []
    for group in range(small.number(1, 2)):
        totals = sorted((small.number(0, 3) for _ in range(small.number(0, 4))), reverse=True)
        place = 0
        for number, total in enumerate(totals):
            if not number or total != totals[number - 1] or (broken and small.coin()):
                place = number + 1
            found.append(Member(group, sure=True, possible=True, rank=place, least=total, most=total))
        for _ in range(small.number(0, 3)):
            least = small.number(0, 3)
            possible = not small.rarely(4)
            found.append(Member(group, possible and small.coin(), possible, 0, least, small.number(least, 4)))
    return small.shuffled(found), broken


def above(one: Member, other: Member, broken: bool) -> tuple[bool, bool]:
    """Whether one surely, and whether one possibly, stands above another."""
    if one.rank and other.rank:
        return (one.rank < other.rank,) * 2
    return one.least > other.most, one.most > other.least or (broken and one.most == other.least)


@more(5)
@given(memberships())
def test_standing_within_a_group(drawn: tuple[list[Member], bool]) -> None:
    members, broken = drawn
    columns = {name: np.array([getattr(one, name) for one in members]) for name in ("rank", "least", "most")}
    flags = {name: np.array([getattr(one, name) for one in members], np.bool_) for name in ("sure", "possible")}
    flags["floating"] = np.zeros(len(members), np.bool_)
    found = within_group(Members(np.array([one.group for one in members]), **flags, **columns, broken=broken))
    for row, one in enumerate(members):
        if not one.possible:
            continue
        others = [other for other in members if other is not one and other.group == one.group and other.possible]
        sure = [other for other in others if other.sure]
        assert [int(bound[row]) for bound in found.size] == [len(sure) + one.sure, len(others) + 1]
        assert [int(bound[row]) for bound in found.higher] == [
            sum(above(other, one, broken)[0] for other in sure),
            sum(above(other, one, broken)[1] for other in others),
        ]
        assert [int(bound[row]) for bound in found.lower] == [
            sum(above(one, other, broken)[0] for other in sure),
            sum(above(one, other, broken)[1] for other in others),
        ]
