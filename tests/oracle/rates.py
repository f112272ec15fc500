"""What is paid by rate: a share of an amount of each subject's own, to the fen."""

from fractions import Fraction

from oracle.conditions import NotToldError, told, truth_of
from oracle.numbers import rounded
from oracle.standing import Row, Standing, looking
from oracle.tiers import rank_seen

ZERO = Fraction(0)


def payments(standing: Standing) -> dict[str, Fraction | None]:
    """What each subject is paid; None where it is not settled, or not worked out."""
    money = standing.plan.scheme.allocation
    if money is None or money.method != "by-rate":
        return {}
    found: dict[str, Fraction | None] = {}
    for name, row in standing.rows.items():
        try:
            found[name] = _paid(standing, row)
        except NotToldError:
            found[name] = None
    return found


def _paid(standing: Standing, row: Row) -> Fraction:
    money = standing.plan.scheme.allocation
    assert money is not None
    if row.held is not False:
        raise NotToldError
    look = looking(standing.plan, row, {"rank": rank_seen(standing, row)})
    if _sure(money.eligible, look) is False:
        return ZERO
    for rate in money.rates:
        if _sure(rate.when, look):
            amount = row.world.number(rate.of or money.of or "", row.subject)
            return rounded(rate.rate * max(ZERO, amount), 2, "half-up")  # nobody pays in
    return ZERO


def _sure(condition, look) -> bool:  # type: ignore[no-untyped-def]
    truth = told(truth_of(condition, look))
    if truth is None:
        raise NotToldError
    return truth
