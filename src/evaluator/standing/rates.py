"""Payment by rate: a share of an amount of each subject's own, as the first condition that holds says.

Each payment is rounded half up to the fen, once. Whoever is held, or whose rate or amount is open, is paid nothing
yet: the most it could get is kept for it. Where all that could be paid exceeds the budget, nothing is firm. Without a
budget what is kept for somebody who could get any amount has no bound.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from evaluator.exact import scaled, yuan
from evaluator.inference.columns import FALSE, MISSING, TRUE, Quantity, Truths
from evaluator.inference.distinct import distinct
from evaluator.inference.reach import Reach, Reaches
from evaluator.language.awards import Allocation
from evaluator.language.scalars import bound
from evaluator.problems import Problem, problem
from evaluator.standing.allocate import NO_TIER, TierMoney
from evaluator.standing.rank import Flags

ZERO = Fraction(0)
Fen = tuple[int, int | None]
"""Least and most that may be paid; None is without bound."""


@dataclass(frozen=True)
class Paid:
    """What each subject may be paid: numbers of rates (NO_TIER for none) and amounts in fen; money by rate."""

    possible: dict[int, frozenset[int]]
    amounts: dict[int, Fen]
    settled: frozenset[int]
    tiers: tuple[TierMoney, ...]
    problems: tuple[Problem, ...] = ()

    def firm(self, row: int) -> int | None:
        """The rate of a subject when nothing open can change what it is paid (NO_TIER: nothing), else None."""
        return next(iter(self.possible[row])) if row in self.settled else None

    @cached_property
    def taking(self) -> tuple[int, ...]:
        """Those who are paid something, or may be."""
        return tuple(row for row in self.possible if self.firm(row) != NO_TIER)

    def open(self, row: int) -> bool:
        """Whether what a subject is paid is open."""
        return row in self.possible and row not in self.settled


def pay(
    money: Allocation, quantities: Mapping[str, Quantity], out: Flags, may_be_out: Flags, held: Flags,
    eligible: Truths, conditions: Sequence[Truths],
) -> Paid:  # fmt: skip
    """Payments of all subjects. Those `out` get nothing; those who `may_be_out` may get nothing."""
    given = bound(money.budget)
    budget = None if given is None else int(given * 100)
    names = [rate.of or money.of or "" for rate in money.rates]
    reaches = {name: Reaches(quantities[name]) for name in names}
    truths = np.where(out, FALSE, np.where(may_be_out & (eligible == TRUE), MISSING, eligible))
    bounds = (bound for reach in reaches.values() for bound in reach.columns)
    codes, rows = distinct([truths, *conditions, *bounds], len(held))
    rates, paid = [], []  # of each distinct combination of conditions and amounts
    for row in map(int, rows):
        found = _rates(int(truths[row]), [int(condition[row]) for condition in conditions])
        rates.append(found)
        paid.append(
            _either(
                (0, 0)
                if number == NO_TIER
                else _payment(money.rates[number].rate, _not_negative(reaches[names[number]].at(row)))
                for number in found
            )
        )
    possible = {row: rates[code] for row, code in enumerate(codes.tolist())}
    amounts = {row: paid[code] for row, code in enumerate(codes.tolist())}
    known = [row for row, found in possible.items() if len(found) == 1 and amounts[row][0] == amounts[row][1]]
    settled = frozenset(row for row in known if not held[row] or possible[row] == {NO_TIER})
    problems: tuple[Problem, ...] = ()
    if budget is None:
        return Paid(possible, amounts, settled, tuple(_money(possible, amounts, settled, None, len(names))))
    lowest = sum(low for low, _ in amounts.values())
    highs = [high for _, high in amounts.values() if high is not None]
    if lowest > budget:
        problems = (problem("over-budget-paid", money.place_at("budget"), found=yuan(lowest), expected=yuan(budget)),)
    if len(highs) < len(amounts) or sum(highs) > budget:
        # whoever can get nothing whatever happens is settled even so
        settled = frozenset(row for row in settled if not amounts[row][1])
    return Paid(possible, amounts, settled, tuple(_money(possible, amounts, settled, budget, len(names))), problems)


def _rates(eligible: int, conditions: Sequence[int]) -> frozenset[int]:
    """The rates a subject may get: the first that surely holds, and those before it that may."""
    if eligible == FALSE:
        return frozenset({NO_TIER})
    found = {NO_TIER} if eligible == MISSING else set()
    for number, condition in enumerate(conditions):
        if condition != FALSE:
            found.add(number)
        if condition == TRUE:
            return frozenset(found)
    return frozenset(found | {NO_TIER})


def _not_negative(amount: Reach) -> tuple[Fraction, Fraction | None]:
    """Bounds of an amount; less than nothing is nothing."""
    low, high = amount
    return ZERO if low is None else max(low, ZERO), None if high is None else max(high, ZERO)


def _payment(rate: Fraction, span: tuple[Fraction, Fraction | None]) -> Fen:
    """Least and most that a rate of an amount comes to, each rounded once."""
    low, high = span
    most = None if high is None and rate else scaled((high or ZERO) * rate, 2, "half-up")
    return scaled(low * rate, 2, "half-up"), most


def _either(payments: Iterable[Fen]) -> Fen:
    """Least and most of several payments, one of which is made."""
    lows, highs = zip(*payments, strict=True)
    return min(lows), None if None in highs else max(highs)


def _money(
    possible: dict[int, frozenset[int]],
    amounts: dict[int, Fen],
    settled: frozenset[int],
    budget: int | None,
    rates: int,
) -> Iterator[TierMoney]:
    """Money by rate. What is kept for an open subject stands at the first rate it may get, in order, as far as the
    budget goes."""
    paid, reserved, firm, may = (np.zeros(rates, object) for _ in range(4))
    for row, found in possible.items():
        for number in found - {NO_TIER}:
            may[number] += 1
            if row in settled:
                firm[number] += 1
                paid[number] += amounts[row][0]
    left = None if budget is None else budget - sum(paid)
    for row, found in possible.items():
        first = min(found - {NO_TIER}, default=None)
        if row in settled or first is None:
            continue
        most = amounts[row][1]
        if left is not None:
            kept = left if most is None else min(most, left)
            reserved[first] += kept
            left -= kept
        elif most is None or reserved[first] is None:
            reserved[first] = None
        else:
            reserved[first] += most
    for number in range(rates):
        yield TierMoney(int(paid[number]), reserved[number], 0, int(firm[number]), int(may[number]))
