"""Payment by rate: a share of an amount of each subject's own, as the first condition that holds says.

Each payment is rounded half up to the fen, once. Whoever is held, or whose rate or amount is open, is paid nothing
yet: the most it could get is kept for it. Where all that could be paid exceeds the budget, nothing is firm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evaluator.exact import scaled, unscaled, yuan
from evaluator.inference.columns import FALSE, MISSING, TRUE, Quantity, Truths
from evaluator.language.scheme import Allocation
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

    def open(self, row: int) -> bool:
        """Whether what a subject is paid is open."""
        return row in self.possible and row not in self.settled


def pay(
    money: Allocation, amount: Quantity, out: Flags, may_be_out: Flags, held: Flags,
    eligible: Truths, conditions: Sequence[Truths],
) -> Paid:  # fmt: skip
    """Payments of all subjects. Those `out` get nothing; those who `may_be_out` may get nothing."""
    budget = int(money.budget * 100)
    rates = [rate.rate for rate in money.rates]
    possible, amounts = {}, {}
    least, most = amount.least.to_list(), amount.most.to_list()
    for row in range(len(held)):
        truth = FALSE if out[row] else MISSING if may_be_out[row] and eligible[row] == TRUE else int(eligible[row])
        found = possible[row] = _rates(truth, [int(condition[row]) for condition in conditions])
        low = amount.lowest if least[row] is None else least[row]
        high = amount.highest if most[row] is None else most[row]
        amounts[row] = _payment(
            [ZERO if rate == NO_TIER else rates[rate] for rate in found],
            ZERO if low is None else max(unscaled(low, amount.places), ZERO),
            None if high is None else max(unscaled(high, amount.places), ZERO),
        )
    known = [row for row, found in possible.items() if len(found) == 1 and amounts[row][0] == amounts[row][1]]
    settled = frozenset(row for row in known if not held[row] or possible[row] == {NO_TIER})
    problems: tuple[Problem, ...] = ()
    lowest = sum(low for low, _ in amounts.values())
    highs = [high for _, high in amounts.values() if high is not None]
    if lowest > budget:
        problems = (problem("over-budget-paid", money.place_at("budget"), found=yuan(lowest), expected=yuan(budget)),)
    if len(highs) < len(amounts) or sum(highs) > budget:
        # whoever can get nothing whatever happens is settled even so
        settled = frozenset(row for row in settled if not amounts[row][1])
    return Paid(possible, amounts, settled, tuple(_money(possible, amounts, settled, budget, len(rates))), problems)


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


def _payment(rates: Sequence[Fraction], low: Fraction, high: Fraction | None) -> Fen:
    """Least and most payment over possible rates and amounts, each rounded once."""
    most = None if high is None and max(rates) else scaled((high or ZERO) * max(rates), 2, "half-up")
    return scaled(low * min(rates), 2, "half-up"), most


def _money(
    possible: dict[int, frozenset[int]], amounts: dict[int, Fen], settled: frozenset[int], budget: int, rates: int
) -> Iterator[TierMoney]:
    """Money by rate. What is kept for an open subject stands at the highest rate it may get, in order, as far as the
    budget goes."""
    paid, reserved, firm, may = (np.zeros(rates, object) for _ in range(4))
    for row, found in possible.items():
        for number in found - {NO_TIER}:
            may[number] += 1
            if row in settled:
                firm[number] += 1
                paid[number] += amounts[row][0]
    left = budget - sum(paid)
    for row, found in possible.items():
        first = min(found - {NO_TIER}, default=None)
        if row in settled or first is None:
            continue
        most = amounts[row][1]
        kept = left if most is None else min(most, left)
        reserved[first] += kept
        left -= kept
    for number in range(rates):
        yield TierMoney(int(paid[number]), int(reserved[number]), 0, int(firm[number]), int(may[number]))
