"""Points as a quantity: what a criterion or group earned, for what is worked out from it."""

from collections.abc import Mapping

from evaluator.exact import scaled, unscaled
from evaluator.inference.arithmetic import ZERO, decimals
from evaluator.inference.columns import FALSE, TRUE, Quantity
from evaluator.inference.distinct import distinct
from evaluator.inference.reach import Reach, gathered, quantity_of
from evaluator.language.derived_from_others import PointsOf
from evaluator.language.plan import Plan, judged_for
from evaluator.standing.findings import Findings
from evaluator.standing.spans import either
from evaluator.standing.subtotals import Subtotal, subtotal_of


def points_earned(quantity: PointsOf, plan: Plan, findings: Mapping[str, Findings]) -> Quantity:
    """The points for every subject, worked out once for each distinct combination of findings.

    Points are rounded; what stands for points that are not there is taken as written.
    """
    names = judged_for(quantity, plan.groups)
    made = [findings[name] for name in names]
    codes, rows = distinct([one.codes for one in made], len(made[0].codes))
    groups = {group.id: group for group in plan.groups}
    sheets = ({name: findings[name].of(int(row)) for name in names} for row in rows)
    reaches = [_earned(subtotal_of(quantity.points_of, groups, sheet), quantity) for sheet in sheets]
    places = max(quantity.places, decimals(quantity.when_not_applicable or ZERO))
    return gathered(quantity_of(reaches, places), codes)


def _earned(made: Subtotal, quantity: PointsOf) -> Reach:
    """Bounds of the points; what stands for them where nothing counts, and both where that is open."""
    left_out = quantity.when_not_applicable
    if made.counts == FALSE:
        return left_out, left_out
    low, high = (
        None if end is None else unscaled(scaled(end, quantity.places, quantity.rounding), quantity.places)
        for end in made.span
    )
    if made.counts == TRUE:
        return low, high
    return either((low, high), (left_out, left_out))
