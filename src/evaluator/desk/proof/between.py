"""Between: evidence with a total in a gap, from evidence with totals on both sides of it, one number moved in steps."""

from collections.abc import Iterator, Sequence
from typing import Any

from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.views import Real, Wanted

STEPS, ROUNDS, KEPT = 8, 4, 4

Answers = dict[str, Any]


def between(prover: Prover, missed: int, wanted: Wanted) -> Answers | None:
    """Evidence of which `wanted` holds, its total near `missed` units; the ends are what a search already found."""
    made = prover.searcher.means.options_of("total")
    for _ in range(ROUNDS):
        if not made:
            return None
        columns = prover.bench.season(made).decided.columns
        held = [one for one, holds in zip(made, wanted(Real(columns)), strict=True) if holds]
        if held:
            return held[0]
        totals = list(zip(columns.quantities["total"].least.to_list(), range(len(made)), strict=True))
        below = sorted((total, row) for total, row in totals if total is not None and total <= missed)[-KEPT:]
        above = sorted((total, row) for total, row in totals if total is not None and total > missed)[:KEPT]
        made = [one for _, low in below for _, high in above for one in _moved(made[low], made[high])]
    return None


def _moved(low: Answers, high: Answers) -> Iterator[Answers]:
    """Both, and the first with one of its whole numbers on the way to that of the other, and the other way about."""
    yield from (low, high)
    for name in low.keys() & high.keys():
        one, other = low[name], high[name]
        if type(one) is int and type(other) is int and one != other:
            yield from ({**base, name: step} for base in (low, high) for step in _steps(one, other))


def _steps(one: int, other: int) -> Sequence[int]:
    return sorted({one + (other - one) * step // STEPS for step in range(STEPS + 1)})
