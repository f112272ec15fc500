"""The table of money: each tier's places and what becomes of its amount, with the sums of the scheme."""

from collections.abc import Iterator

from evaluator.result.model import AllocationShown, TierShown
from evaluator.workbooks.sheet import Column, Row, Table, Urgent
from evaluator.workbooks.shown import Part, Shown


def money(shown: Shown) -> Table:
    """Every tier or rate of every scheme that gives money."""
    say = shown.say
    heads = [
        *shown.of_scheme,
        Column(say("等次或拨付类别", "Tier or rate")),
        Column(say("名额", "Places"), "number"),
        Column(say("每个金额（元）", "Amount of each (yuan)"), "money"),
        Column(say("拨付标准", "Rate")),
        Column(say("预算（元）", "Budget (yuan)"), "money"),
        Column(say("已确定（个）", "Firm"), "number"),
        Column(say("最多可评出（个）", "At most"), "number"),
        Column(say("已确定（元）", "Paid (yuan)"), "money"),
        Column(say("预留（元）", "Reserved (yuan)"), "money"),
        Column(say("未使用（元）", "Unspent (yuan)"), "money"),
    ]
    rows = (
        Row((*shown.scheme(part), *row.cells), row.is_sum)
        for part in shown.parts
        if part.result.allocation is not None
        for row in _rows(part, part.result.allocation)
    )
    return Table(say("资金分配", "Allocation"), heads, rows, kept=1 + len(shown.of_scheme))


def _rows(part: Part, given: AllocationShown) -> Iterator[Row]:
    zh = part.result.lang == "zh"
    for tier in given.tiers:
        rated = bool(tier.rate)
        places, amount = ("", "") if rated else (str(tier.places), tier.amount)
        counts = (str(tier.firm), str(tier.fillable))
        left = (tier.paid, _reserved(tier.reserved, zh=zh), tier.unspent)
        yield Row((tier.title, places, amount, _rate(tier), tier.budget, *counts, *left))
    by_rate = any(tier.rate for tier in given.tiers)
    if given.unassigned.strip("0."):
        title = ("未拨付的预算" if by_rate else "未分到等次的预算") if zh else "Budget not assigned"
        yield Row((title, "", "", "", given.unassigned, "", "", "", "", given.unassigned))
    places = "" if by_rate else str(sum(tier.places for tier in given.tiers))
    counts = (str(sum(tier.firm for tier in given.tiers)), str(sum(tier.fillable for tier in given.tiers)))
    budget = given.budget or ("未设" if zh else "none set")
    left = (given.paid, _reserved(given.reserved, zh=zh), given.unspent)
    yield Row(("合计" if zh else "In all", places, "", "", budget, *counts, *left), is_sum=True)


def _rate(tier: TierShown) -> str:
    return f"{tier.of} × {tier.rate}" if tier.of else tier.rate


def _reserved(amount: str, *, zh: bool) -> str:
    """What is reserved; where that has no bound, that it is open."""
    if not amount:
        return Urgent("金额待定" if zh else "open")
    return Urgent(amount) if amount.strip("0.") else amount
