"""Tiers and money by the scheme's method, once it is judged who is eligible and meets each tier's condition."""

from collections.abc import Sequence

import numpy as np

from evaluator.inference.columns import FALSE, TRUE, Quantity, Truths, series
from evaluator.inference.conclude import Judge, Judgement
from evaluator.language.plan import Plan
from evaluator.language.scheme import Allocation
from evaluator.standing.allocate import Contender, Held, Walked, walk
from evaluator.standing.rank import Ranks
from evaluator.standing.season import Decided


def allocate(plan: Plan, decided: Decided, ranks: Ranks, judge: Judge) -> tuple[Walked | None, dict[str, Judgement]]:
    """Tiers and money by the scheme's method, with who is eligible and meets each tier's condition judged first."""
    money = plan.scheme.allocation
    if money is None or decided.total is None:
        return None, {}
    columns = decided.columns.with_quantities({"rank": ranked_quantity(decided, ranks)})
    always = np.full(len(decided.held), TRUE, np.uint8)
    judged = {tier.id: judge.judge(tier.when, columns) for tier in money.tiers if tier.when is not None}
    eligible = always
    if money.eligible is not None:
        judged[""] = judge.judge(money.eligible, columns)
        eligible = judged[""].conclusion
    conditions = [judged[tier.id].conclusion if tier.when is not None else always for tier in money.tiers]
    return METHODS[money.method](money, decided, ranks, eligible, conditions), judged


def _walk_down(
    money: Allocation,
    decided: Decided,
    ranks: Ranks,
    eligible: Truths,
    conditions: Sequence[Truths],
) -> Walked:
    assert decided.total is not None
    least, most = decided.total
    rows = np.flatnonzero((ranks.rank > 0) & (eligible != FALSE))
    rows = rows[np.lexsort((rows, ranks.rank[rows]))]
    contenders = [
        Contender(
            int(row),
            int(ranks.rank[row]),
            int(least[row]),
            (int(eligible[row]), tuple(int(condition[row]) for condition in conditions)),
        )
        for row in rows
    ]
    held = [Held(int(row), int(most[row])) for row in np.flatnonzero(decided.contending & (eligible != FALSE))]
    return walk(
        contenders,
        held,
        [tier.places for tier in money.tiers],
        [int(tier.amount * 100) for tier in money.tiers],
        [tier.when is not None for tier in money.tiers],
    )


METHODS = {"walk-down": _walk_down}


def ranked_quantity(decided: Decided, ranks: Ranks) -> Quantity:
    """Ranks as bounds: an open tie may put a subject behind its equals, a held one may come before it."""
    last = ranks.rank.copy()
    for tie in ranks.open_ties:
        last[list(tie.rows)] += len(tie.rows) - 1
    if decided.total is not None:
        least, most = decided.total
        reached = np.sort(most[decided.contending])
        last += len(reached) - np.searchsorted(reached, least, "left")
    known = ranks.rank > 0
    first = [int(best) if here else None for best, here in zip(ranks.rank, known, strict=True)]
    return Quantity(
        series("integer", first),
        series("integer", [int(worst) if here else None for worst, here in zip(last, known, strict=True)]),
    )
