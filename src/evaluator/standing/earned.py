"""Points as a quantity: what a criterion or group earned, for what is worked out from it."""

from collections.abc import Mapping, Sequence

from evaluator.exact import scaled, unscaled
from evaluator.inference.arithmetic import ZERO, decimals
from evaluator.inference.columns import FALSE, TRUE, Quantity
from evaluator.inference.distinct import distinct
from evaluator.inference.reach import Reach, gathered, quantity_of
from evaluator.language.criteria import Group
from evaluator.language.derived import PointsOf
from evaluator.language.plan import Plan, judged_for
from evaluator.standing.points import Outcome
from evaluator.standing.tally import Findings, subtotal


def points_earned(quantity: PointsOf, plan: Plan, findings: Mapping[str, Findings]) -> Quantity:
    """The points for every subject, worked out once for each distinct combination of findings.

    Points are rounded; what stands for points that are not there is taken as written.
    """
    group = next((one for one in plan.groups if one.id == quantity.points_of), None)
    made = [findings[name] for name in judged_for(quantity, plan.groups)]
    codes, rows = distinct([one.codes for one in made], len(made[0].codes))
    reaches = [_earned([one.of(int(row)) for one in made], group, quantity) for row in rows]
    places = max(quantity.places, decimals(quantity.when_not_applicable or ZERO))
    return gathered(quantity_of(reaches, places), codes)


def counting(outcomes: Sequence[Outcome]) -> set[int]:
    """Whether those of some outcomes that have points at all count: what each of them says."""
    return {one.counts for one in outcomes if one.counts == FALSE or one.least is not None}


def _earned(outcomes: Sequence[Outcome], group: Group | None, quantity: PointsOf) -> Reach:
    """Bounds of the points; what stands for them where nothing counts, and both where that is open."""
    count, left_out = counting(outcomes), quantity.when_not_applicable
    if count == {FALSE}:
        return left_out, left_out
    least, most = (outcomes[0].least, outcomes[0].most) if group is None else subtotal(outcomes, group)
    assert least is not None  # what has no points at all is told of when the rules are checked
    assert most is not None
    low, high = (unscaled(scaled(end, quantity.places, quantity.rounding), quantity.places) for end in (least, most))
    if TRUE in count:
        return low, high
    assert left_out is not None  # as what stands for points wherever there may be none
    return min(low, left_out), max(high, left_out)
