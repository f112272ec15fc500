"""Comparison with others: a number's mean, best, worst, rank and share among all subjects, or within a group.

A peer whose number is missing, or whose group is, leaves bounds: those that hold whatever it turns out to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import Quantity
from evaluator.inference.reach import UNKNOWN, Reach, Reaches, quantity_of
from evaluator.language.derived_from_others import Compared

Ints = npt.NDArray[np.int64]
LOWEST, HIGHEST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""Stand for a bound that is not known, on either side."""


def compared(quantity: Compared, base: Quantity, groups: Sequence[str | None]) -> Quantity:
    """How each subject's number stands among those of its group; None is a group that is not known."""
    reach = Reaches(base)
    least = reach.least
    most = np.where(reach.most == LOWEST, HIGHEST, reach.most)
    if quantity.first == "lowest" and quantity.take in ("rank", "share"):
        least, most = _negated(most), _negated(least)
    made: list[Reach] = [UNKNOWN] * len(groups)
    floating = np.array([row for row, group in enumerate(groups) if group is None], np.int64)
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        if group is not None:
            members.setdefault(group, []).append(row)
    for rows in members.values():
        inside = np.array(rows, np.int64)
        peers = Peers(least[inside], most[inside], least[floating], most[floating], base.places)
        for row, found in zip(rows, peers.all(quantity), strict=True):
            made[row] = found
    places = (
        base.places if quantity.take in ("highest", "lowest") else 0 if quantity.take == "rank" else quantity.places
    )
    return quantity_of(made, places, quantity.rounding)


def _negated(bounds: Ints) -> Ints:
    turned = -np.where(bounds == LOWEST, 0, bounds)
    return np.where(bounds == HIGHEST, LOWEST, np.where(bounds == LOWEST, HIGHEST, turned))


@dataclass(frozen=True)
class Peers:
    """The bounds of one group's members, and of those who may belong to it."""

    least: Ints
    most: Ints
    perhaps_least: Ints
    perhaps_most: Ints
    places: int

    def all(self, quantity: Compared) -> list[Reach]:
        """What each member of the group comes to."""
        match quantity.take:
            case "mean":
                return self._means(without=quantity.without_self)
            case "highest":
                return self._highest(without=quantity.without_self)
            case "lowest":
                return [_turned(one) for one in self._mirrored()._highest(without=quantity.without_self)]
            case "rank":
                return [(Fraction(first), Fraction(last)) for first, last in zip(*self._ranks(), strict=True)]
            case _:
                return self._shares()

    def _value(self, units: int) -> Fraction:
        return Fraction(units, 10**self.places)

    def _mirrored(self) -> "Peers":
        return Peers(
            _negated(self.most), _negated(self.least), _negated(self.perhaps_most), _negated(self.perhaps_least),
            self.places,
        )  # fmt: skip

    def _means(self, *, without: bool) -> list[Reach]:
        """Each bound from the sum of the members' bounds, and those who may belong where they pull it further."""
        lows = self._lowest_means(self.least, self.perhaps_least, LOWEST, without=without)
        turned = self._lowest_means(_negated(self.most), _negated(self.perhaps_most), LOWEST, without=without)
        highs = [None if mean is None else -mean for mean in turned]
        return list(zip(lows, highs, strict=True))

    def _lowest_means(self, bounds: Ints, perhaps: Ints, open_: int, *, without: bool) -> list[Fraction | None]:
        known = [int(bound) for bound in bounds if bound != open_]
        lost = len(bounds) - len(known)
        pulling = sorted(int(bound) for bound in perhaps)
        total, cache = sum(known), {}
        found: list[Fraction | None] = []
        for bound in bounds:
            own = int(bound)
            if own not in cache:
                unknown = lost - (without and own == open_)
                count = len(bounds) - without
                summed = total - (own if without and own != open_ else 0)
                cache[own] = None if unknown else self._pulled(summed, count, pulling, open_)
            found.append(cache[own])
        return found

    def _pulled(self, summed: int, count: int, pulling: Sequence[int], open_: int) -> Fraction | None:
        """The least mean of a sum with any of those who may belong; None where there is none, or no bound."""
        if not count or (pulling and pulling[0] == open_):
            return None
        for bound in pulling:
            if bound * count >= summed:
                break
            summed, count = summed + bound, count + 1
        return self._value(summed) / count

    def _highest(self, *, without: bool) -> list[Reach]:
        """The highest of the members, or of the others: at least every known one, at most what any may be."""
        lows = np.sort(self.least)[::-1][:2]
        highs = np.sort(np.concatenate([self.most, self.perhaps_most]))[::-1][:2]
        found = []
        for least, most in zip(self.least, self.most, strict=True):
            low, high = int(lows[0]), int(highs[0])
            if without:
                if len(self.least) == 1:
                    found.append(UNKNOWN)
                    continue
                low = int(lows[1]) if least == lows[0] else low
                high = int(highs[1]) if most == highs[0] else high
            found.append((None if low == LOWEST else self._value(low), None if high == HIGHEST else self._value(high)))
        return found

    def _ranks(self) -> tuple[list[int], list[int]]:
        """Best and worst rank of each member: 1, and one more for each who surely, or possibly, stands above."""
        above = len(self.least) - np.searchsorted(np.sort(self.least), self.most, "right")
        others = np.concatenate([self.most, self.perhaps_most])
        may_be = len(others) - np.searchsorted(np.sort(others), self.least, "right")
        may_be = may_be - (self.most > self.least)  # a member's own bounds lie above themselves
        return (above + 1).tolist(), (may_be + 1).tolist()

    def _shares(self) -> list[Reach]:
        sure, perhaps = len(self.least), len(self.perhaps_least)
        worst = len(self.perhaps_most) - np.searchsorted(np.sort(self.perhaps_most), self.least, "right")
        return [
            (Fraction(first, sure + perhaps), Fraction(last, sure + int(more)))
            for first, last, more in zip(*self._ranks(), worst, strict=True)
        ]


def _turned(reach: Reach) -> Reach:
    low, high = reach
    return None if high is None else -high, None if low is None else -low
