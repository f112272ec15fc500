"""Tiers and money by the scheme's method, once it is judged who is eligible and meets each tier's condition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from evaluator.inference.columns import FALSE, MISSING, TRUE, Deferred, Quantity, Truths, series
from evaluator.inference.conclude import Judge, Judgement
from evaluator.inference.distinct import distinct
from evaluator.inference.ordered import ordered
from evaluator.language.awards import Allocation, PaymentRate, Tier
from evaluator.language.plan import Plan
from evaluator.standing.allocate import Contender, Held, Kind, Walked, walk
from evaluator.standing.decided import Decided
from evaluator.standing.rank import Flags, Ranks
from evaluator.standing.rates import Paid, pay
from evaluator.standing.spans import OPEN, counted_quantity


@dataclass(frozen=True)
class Asked:
    """What a way of allocating works from: standing, and who is eligible and meets each tier's or rate's condition."""

    decided: Decided
    ranks: Ranks
    eligible: Truths
    conditions: Sequence[Truths]
    ineligible: tuple[Flags, Flags]


def allocate(
    plan: Plan, decided: Decided, ranks: Ranks, judge: Judge
) -> tuple[Walked | Paid | None, dict[str, Judgement]]:
    """Tiers and money by the scheme's method, with who is eligible and meets each condition judged first."""
    money = plan.scheme.allocation
    if money is None or (decided.total is None and money.method == "walk-down"):
        return None, {}
    columns = decided.columns
    if money.method == "by-rate" and plan.scheme.ranking is not None:
        columns = columns.with_quantities({"rank": _ranked_or_last(decided, ranks)})
    always = np.full(len(decided.held), TRUE, np.uint8)
    parts: tuple[Tier | PaymentRate, ...] = money.tiers or money.rates
    judged = {part.id: judge.judge(part.when, columns) for part in parts if part.when is not None}
    eligible = always
    if money.eligible is not None:
        judged[""] = judge.judge(money.eligible, columns)
        eligible = judged[""].conclusion
    conditions = [judged[part.id].conclusion if part.when is not None else always for part in parts]
    asked = Asked(decided, ranks, eligible, conditions, _ineligible(plan, decided))
    return METHODS[money.method](money, asked), judged


def _ineligible(plan: Plan, decided: Decided) -> tuple[Flags, Flags]:
    """Who is, and who may be, shut out by a gate or by a veto that makes ineligible."""
    out, may_be_out = (np.zeros(len(decided.held), np.bool_) for _ in range(2))
    for gate in decided.gates.values():
        out |= gate.conclusion == FALSE
        may_be_out |= gate.conclusion == MISSING
    for veto in plan.scheme.vetoes:
        if veto.effect == "ineligible":
            out |= decided.vetoes[veto.id].conclusion == TRUE
            may_be_out |= decided.vetoes[veto.id].conclusion == MISSING
    return out, may_be_out


def _walk_down(money: Allocation, asked: Asked) -> Walked:
    decided, ranks, eligible, conditions = asked.decided, asked.ranks, asked.eligible, asked.conditions
    assert decided.total is not None
    least, most = decided.total
    rows = np.flatnonzero((ranks.rank > 0) & (eligible != FALSE))
    rows, _ = ordered([ranks.rank[rows]], rows)
    codes, firsts = distinct([eligible, *conditions], len(eligible))
    kinds: list[Kind] = [(int(eligible[row]), tuple(int(each[row]) for each in conditions)) for row in firsts]
    columns = (rows, ranks.rank[rows], least[rows], codes[rows])
    contenders = (
        Contender(row, rank, total, kinds[code])
        for row, rank, total, code in zip(*(column.tolist() for column in columns), strict=True)
    )
    held = [Held(int(row), int(most[row])) for row in np.flatnonzero(decided.contending & (eligible != FALSE))]
    return walk(
        contenders,
        held,
        [tier.places for tier in money.tiers],
        [int(tier.amount * 100) for tier in money.tiers],
        [tier.when is not None for tier in money.tiers],
    )


def _by_rate(money: Allocation, asked: Asked) -> Paid:
    quantities = asked.decided.columns.quantities
    return pay(money, quantities, *asked.ineligible, asked.decided.held, asked.eligible, asked.conditions)


METHODS: Mapping[str, Callable[[Allocation, Asked], Walked | Paid]] = {"walk-down": _walk_down, "by-rate": _by_rate}


def _ranked_or_last(decided: Decided, ranks: Ranks) -> Quantity:
    """Ranks, where who surely has none stands after everybody who may have one."""
    found = ranked_quantity(decided, ranks)
    after = len(decided.held) + 1
    least, most = (
        [after if none and bound is None else bound for none, bound in zip(~decided.may_belong, bounds, strict=True)]
        for bounds in (found.least.to_list(), found.most.to_list())
    )
    return Quantity(series("integer", least), series("integer", most))


def with_ranks(decided: Decided, ranks: Ranks) -> Decided:
    """What was decided, with ranks for conditions to see."""
    ranked = Deferred(partial(ranked_quantity, decided, ranks))
    return replace(decided, columns=decided.columns.with_quantities({"rank": ranked}))


def ranked_quantity(decided: Decided, ranks: Ranks) -> Quantity:
    """Ranks as bounds: an open tie may put a subject behind its equals, a held one may come before it."""
    last = ranks.rank.copy()
    tied = ranks.open_ties
    last[tied.rows] += np.repeat(tied.sizes, tied.sizes).astype(np.int64) - 1
    if decided.total is not None:
        least, most = decided.total
        reached = np.sort(most[decided.contending])
        last += len(reached) - np.searchsorted(reached, least, "left")
    known = ranks.rank > 0
    return counted_quantity(np.where(known, ranks.rank, -OPEN), np.where(known, last, OPEN))
