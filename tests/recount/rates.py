"""Payment by rate: each subject a share of an amount of its own, by the first rate that holds."""

from fractions import Fraction

from recount.conditions import holds
from recount.money import Allocation, Tier
from recount.refusal import refuse
from recount.rules import Node, figure, keys
from recount.spans import rounded
from recount.tally import Standing


def pay(node: Node, standings: list[Standing]) -> Allocation:
    """What each is paid, rounded half up to the fen; what is open is refused."""
    keys(node, "method budget of rates", "allocation", "budget rates")
    found = Allocation(figure(node["budget"], "budget"))
    sums = {str(one["id"]): Fraction(0) for one in node["rates"]}
    for one in standings:
        if one.held:
            raise refuse("allocation", "a payment by rate while somebody is held")
        one.tier, one.amount = "", Fraction(0)
        if one.barred:
            continue
        for rate in node["rates"]:
            keys(rate, "id rate of when", "rates", "id rate")
            truth = holds(rate["when"], one.names()) if "when" in rate else True
            due = one.seen.number(rate.get("of", node.get("of"))).known
            if truth is None or (truth and due is None):
                raise refuse("rates", "a payment by what is not answered")
            if truth and due is not None:
                one.tier = str(rate["id"])
                one.amount = rounded(due * figure(rate["rate"], "rates"), 2, "half-up")
                sums[one.tier] += one.amount
                break
    for name, paid in sums.items():
        found.tiers.append(Tier(name, 1, paid, firm=1, fillable=1))
    if found.paid > found.budget:
        raise refuse("allocation", "payments beyond the budget")
    return found
