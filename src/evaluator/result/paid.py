"""Sentences about payment by rate: what a subject is paid and why, or what it may be paid."""

from evaluator.result.model import Result, TierShown
from evaluator.result.money import money
from evaluator.result.shown_subject import Subject
from evaluator.result.words import joined


def by_rate(result: Result) -> bool:
    """Whether the result's money is paid by rate."""
    return result.allocation is not None and any(tier.rate for tier in result.allocation.tiers)


def paid(result: Result, subject: Subject, waits: str) -> str:
    """The rate and the amount, or what is still open."""
    assert result.allocation is not None
    zh, lang = result.lang == "zh", result.lang
    rates = {tier.id: rate_of(tier, zh) for tier in result.allocation.tiers}
    if not subject.firm:
        none = "不予拨付" if zh else "nothing"
        possible = (_rate(tier, rates[tier], zh) if tier else none for tier in subject.possible_tiers)
        may = joined(possible, lang)
        said = f"可能为 {may}，金额尚未确定" if zh else f"may be {may}; the amount is not settled"
        return said + (("；" if zh else "; ") + waits if waits else "")
    if subject.tier:
        rate, amount = rates[subject.tier], money(subject.subsidy)
        if zh:
            return f"{subject.tier_title}，按 {rate} 拨付，计 {amount} 元"
        return f"{subject.tier_title}: paid {rate}, {amount} yuan"
    if any(r.kind == "gate" and r.outcome == "false" for r in subject.rulings):
        return "不符合准入条件，不予拨付" if zh else "a gate does not hold; nothing is paid"
    if any(r.kind == "veto" and r.outcome == "true" for r in subject.rulings):
        return "一票否决，不予拨付" if zh else "vetoed; nothing is paid"
    return "不符合拨付条件，不予拨付" if zh else "no condition for payment holds; nothing is paid"


def rate_of(tier: TierShown, zh: bool) -> str:
    """The rate, with the amount it is of where it has one of its own."""
    if not tier.of:
        return tier.rate
    return f"“{tier.of}”的 {tier.rate}" if zh else f"{tier.rate} of {tier.of}"


def _rate(title: str, rate: str, zh: bool) -> str:
    return f"{title}（{rate}）" if zh else f"{title} ({rate})"
