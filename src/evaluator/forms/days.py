"""On which days an event must lie to count, where the rules give them."""

from datetime import date

from evaluator.language.plan import Plan


def counted_days(plan: Plan, table: str, column: str) -> tuple[date, date] | None:
    """The first and the last day on which rows of a table count by a column of dates.

    None where a row may count outside the period: it stays valid for a while, a follow-up counts it by months of its
    own, or no quantity goes by that column.
    """
    dates = plan.fields[table].dates
    after = plan.scheme.follow_up
    if after is not None and any(one.count == table for one in after.counts.values()):
        return None
    found = False
    for quantity in plan.derived.values():
        if not hasattr(quantity, "dated") or quantity.base != table:
            continue
        until = getattr(quantity, "valid_until", None)
        if until is not None or getattr(quantity, "valid_months", None) is not None:
            return None
        found = found or (quantity.dated or next(iter(dates), None)) == column
    return (plan.scheme.period.start, plan.last_day) if found else None
