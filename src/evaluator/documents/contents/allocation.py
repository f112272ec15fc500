"""The allocation of the subsidy (补助资金分配表): who gets how much, and an account of every yuan of the budget."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.documents.contents.allocation_notes import notes
from evaluator.documents.contents.head import internal, where
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import InternalContent, Section
from evaluator.exact import parse_number
from evaluator.result.model import AllocationShown, Result, TierShown
from evaluator.result.money import capitals, money
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True, kw_only=True)
class AllocationRow:
    """A subject that gets money, or may: `amount` in figures, `amount_words` in Chinese capitals."""

    number: str
    rank: str
    name: str
    street: str
    community: str
    total: str
    tier: str
    amount: str
    amount_words: str
    firm: bool


@dataclass(frozen=True, kw_only=True)
class TierRow:
    """The account of a tier: `budget_sum` and its like say how a sum comes about; `check` whether it all adds up."""

    name: str
    budget_sum: str
    budget: str
    paid_sum: str
    paid: str
    reserved_sum: str
    reserved: str
    unspent_sum: str
    unspent: str
    check: str


@dataclass(frozen=True, kw_only=True)
class Allocation(InternalContent):
    """The list and the account. `by_rate` is payment by rate, without places; `draft` says what is provisional.

    `budget` and its like are figures without a unit, `…_words` Chinese capitals, and empty where there is no budget.
    """

    draft: str
    by_rate: bool
    has_rank: bool
    has_street: bool
    has_community: bool
    has_total: bool
    list_title: str
    tier_label: str
    amount_label: str
    summary: str
    rows: tuple[AllocationRow, ...]
    nobody: str
    tiers: tuple[TierRow, ...]
    in_all: TierRow
    budget: str
    budget_words: str
    paid: str
    paid_words: str
    reserved: str
    reserved_words: str
    unspent: str
    unspent_words: str
    explained: str
    added_up: str
    sections: tuple[Section, ...]


def allocation(title: str, result: Result) -> Allocation:
    """The allocation; a scheme that allocates nothing has an empty one."""
    words, subjects = Phrases(result.lang), result.subjects or ()
    account = result.allocation or AllocationShown(
        budget="", paid="0.00", reserved="0.00", unspent="0.00", unassigned="0.00", tiers=()
    )
    by_rate = bool(account.tiers) and bool(account.tiers[0].rate)
    unsure = [one for one in subjects if not one.firm and one.status == "evaluated"]
    rows = tuple(_rows(account, subjects, words))
    total = account.reserved
    return Allocation(
        **internal(result, title),
        draft=words.say("暂定", "provisional") if unsure or not total or _some(total) else "",
        by_rate=by_rate,
        has_rank=any(one.rank is not None for one in subjects),
        has_street=any(row.street for row in rows),
        has_community=any(row.community for row in rows),
        has_total=result.scheme.total_places is not None,
        list_title=words.say("拨付名单", "Who is paid") if by_rate else words.say("等次名单", "Tiers"),
        tier_label=words.say("拨付类别", "Paid as") if by_rate else words.say("等次", "Tier"),
        amount_label=words.say("金额", "Amount") if by_rate else words.say("补助金额", "Subsidy"),
        summary=_summary(result, account, len(unsure), by_rate, words),
        rows=rows,
        nobody="" if rows else _nobody(result, by_rate, words),
        tiers=tuple(_tiers(result, account, by_rate, words)),
        in_all=TierRow(
            name=words.say("合计", "In all"),
            budget_sum="",
            budget=money(account.budget) or words.say("未设", "none"),
            paid_sum="",
            paid=money(account.paid),
            reserved_sum="",
            reserved=money(account.reserved) or words.say("金额待定", "not known"),
            unspent_sum="",
            unspent=money(account.unspent) or "—",
            check=_check(account.paid, account.reserved, account.unspent, account.budget, words),
        ),
        budget=money(account.budget),
        budget_words=capitals(account.budget),
        paid=money(account.paid),
        paid_words=capitals(account.paid),
        reserved=money(account.reserved),
        reserved_words=capitals(account.reserved),
        unspent=money(account.unspent),
        unspent_words=capitals(account.unspent),
        explained=_explained(result, account, by_rate, words),
        added_up=_added_up(account, words),
        sections=tuple(notes(result, account, by_rate)),
    )


def _some(amount: str) -> bool:
    """Whether an amount is more than nothing."""
    return bool(parse_number(amount or "0"))


def _check(paid: str, reserved: str, unspent: str, whole: str, words: Phrases) -> str:
    """Whether three sums make the whole one; a dash where there is none."""
    parts = [parse_number(one) for one in (paid, reserved, unspent, whole)]
    if any(one is None for one in parts):
        return "—"
    *given, of = (one for one in parts if one is not None)
    return words.say("一致", "equal") if sum(given) == of else words.say("不一致", "NOT equal")


def _rows(account: AllocationShown, subjects: tuple[Subject, ...], words: Phrases) -> Iterator[AllocationRow]:
    titles = {tier.id: tier.title for tier in account.tiers}
    listed = [one for one in subjects if one.tier or (not one.firm and one.status == "evaluated")]
    for number, one in enumerate(listed, 1):
        none = words.say("不列入", "none")
        possible = words.say("或", " or ").join(titles[tier] if tier else none for tier in one.possible_tiers)
        yield AllocationRow(
            number=str(number),
            rank="" if one.rank is None else str(one.rank),
            name=one.name,
            **where(one),
            total=one.total,
            tier=one.tier_title if one.tier else possible,
            amount=money(one.subsidy) if one.tier else words.say("待定", "not firm"),
            amount_words=capitals(one.subsidy) if one.tier else "",
            firm=bool(one.tier),
        )


def _nobody(result: Result, by_rate: bool, words: Phrases) -> str:
    noun = result.scheme.noun
    if result.subjects is None:
        return words.say("名单见结果表", "The list is in the table of results")
    none = "没有按标准拨付的" if by_rate else "没有列入等次的"
    return words.say(f"{none}{noun}", f"No {noun} {'is paid' if by_rate else 'has a tier'}")


def _tiers(result: Result, account: AllocationShown, by_rate: bool, words: Phrases) -> Iterator[TierRow]:
    for tier in account.tiers:
        row = _by_rate(result, tier, words) if tier.rate else _by_places(tier, words)
        yield row
    if _some(account.unassigned):
        yield TierRow(
            name=words.say("未拨付", "Not paid") if by_rate else words.say("未分到等次", "No tier"),
            budget_sum="",
            budget=money(account.unassigned),
            paid_sum="",
            paid="0.00",
            reserved_sum="",
            reserved="0.00",
            unspent_sum="",
            unspent=money(account.unassigned),
            check=words.say("一致", "equal"),
        )


def _by_rate(result: Result, tier: TierShown, words: Phrases) -> TierRow:
    of = f"{tier.of} × " if tier.of else ""
    count = words.say(f"，{tier.firm}{result.scheme.measure}", f", {tier.firm} paid") if tier.firm else ""
    return TierRow(
        name=tier.title,
        budget_sum=f"{of}{tier.rate}{count}",
        budget=money(tier.budget),
        paid_sum="",
        paid=money(tier.paid),
        reserved_sum="",
        reserved=money(tier.reserved) or words.say("金额待定", "not known"),
        unspent_sum="",
        unspent=money(tier.unspent) or "—",
        check=_check(tier.paid, tier.reserved, tier.unspent, tier.budget, words),
    )


def _by_places(tier: TierShown, words: Phrases) -> TierRow:
    def times(places: int) -> str:
        return words.say(f"{places}×{money(tier.amount)}", f"{places} × {money(tier.amount)}")

    return TierRow(
        name=tier.title,
        budget_sum=times(tier.places),
        budget=money(tier.budget),
        paid_sum=times(tier.firm),
        paid=money(tier.paid),
        reserved_sum=times(tier.fillable - tier.firm),
        reserved=money(tier.reserved),
        unspent_sum=times(tier.places - tier.fillable),
        unspent=money(tier.unspent),
        check=_check(tier.paid, tier.reserved, tier.unspent, tier.budget, words),
    )


def _summary(result: Result, account: AllocationShown, unsure: int, by_rate: bool, words: Phrases) -> str:
    """The opening paragraph: what was received, evaluated and settled."""
    scheme, counts = result.scheme, result.counts
    firm, places = sum(tier.firm for tier in account.tiers), sum(tier.places for tier in account.tiers)
    start, end = words.day(scheme.period[0]), words.day(scheme.period[1] or result.as_of)
    settled = not account.reserved or _some(account.reserved)
    if words.zh:
        noun, measure = scheme.noun, scheme.measure
        said = f"评价期{start}至{end}，共收到{counts.received}{measure}{noun}的材料，已评价{counts.evaluated}{measure}"
        said += f"，暂缓评定{counts.held}{measure}" if counts.held else ""
        said += f"，不予受理{counts.rejected}份" if counts.rejected else ""
        said += f"。按标准拨付{firm}{measure}" if by_rate else f"。名额{places}个，已确定{firm}个"
        if unsure:
            what = "金额尚未确定，有关资金为暂定" if by_rate else "等次尚未确定，有关名额和资金为暂定"
            return said + f"；有{unsure}{measure}{noun}的{what}。"
        return said + ("。" if settled else "，结果已全部确定。")

    def counted(number: int) -> str:
        return words.count(number, scheme.noun, scheme.plural, scheme.measure)

    said = f"For the period {start} to {end}, evidence of {counted(counts.received)} was received: "
    said += f"{counts.evaluated} evaluated"
    said += f", {counts.held} held" if counts.held else ""
    said += f", {counts.rejected} rejected" if counts.rejected else ""
    if by_rate:
        said += f". {counted(firm)} {'is' if firm == 1 else 'are'} paid by rate"
        return said + (
            f"; the amount of {counted(unsure)} is not settled, and that money is provisional." if unsure else "."
        )
    said += f". Of {places} places, {firm} {'is' if firm == 1 else 'are'} firm"
    return said + (
        f"; the tier of {counted(unsure)} is not, and their places and money are provisional." if unsure else "."
    )


def _explained(result: Result, account: AllocationShown, by_rate: bool, words: Phrases) -> str:
    """What the columns of the account mean."""
    noun, measure, plural = result.scheme.noun, result.scheme.measure, result.scheme.plural
    if by_rate:
        rest = words.say("；其余为“未使用”", ". Unspent: the rest") if account.budget else ""
        return words.say(
            f"“已确定”为已确定的{noun}按标准应拨付的金额；“预留”为尚未确定的{noun}最多还可拨付的金额{rest}。",
            f"Firm: what settled {plural} are paid by the rate. Reserved: the most that could still be paid to those "
            f"not settled{rest}.",
        )
    return words.say(
        f"“已确定”为等次已确定的{noun}数乘以每{measure}金额；“预留”为还可能评出的名额乘以每{measure}金额；其余为“未使用”。"
        "空缺名额的资金不转给其他等次。",
        f"Firm: {plural} whose tier is settled, times the amount. Reserved: further places that could still be filled, "
        "times the amount. Unspent: the rest; the money of an empty place is not moved to another tier.",
    )


def _added_up(account: AllocationShown, words: Phrases) -> str:
    """The three sums against the budget, in a sentence."""
    paid, reserved = words.yuan(account.paid), words.yuan(account.reserved)
    if not account.budget:
        return words.say(
            f"本项资金未设预算：已确定{paid}，预留{reserved or '的金额尚不能确定'}。",
            f"There is no budget: firm {paid}, reserved {reserved or 'an amount not known yet'}.",
        )
    same = _check(account.paid, account.reserved, account.unspent, account.budget, words)
    unspent, budget = words.yuan(account.unspent), words.yuan(account.budget)
    return words.say(
        f"已确定{paid}＋预留{reserved}＋未使用{unspent}，合计与预算{budget}{same}。",
        f"Firm {money(account.paid)} + reserved {money(account.reserved)} + unspent {unspent}, and the budget of "
        f"{budget}: {same}.",
    )
