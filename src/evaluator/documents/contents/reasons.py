"""How a subject's rank and tier came about, a sentence for each thing that decided it."""

from collections.abc import Iterator

from evaluator.documents.contents.phrases import Phrases
from evaluator.result.model import AllocationShown, Result
from evaluator.result.shown_finding import Observation, Ruling
from evaluator.result.shown_subject import Neighbour, Subject


def reasons(result: Result, one: Subject) -> Iterator[str]:
    """The sentences, in the order of what decides: neighbours, ties, then tiers and money."""
    if one.status != "evaluated" or (one.rank is None and not one.rulings):
        return
    words = Phrases(result.lang)
    for neighbour, higher in ((one.above, True), (one.below, False)):
        if neighbour is not None:
            yield _next(neighbour, higher, words)
    yield from _tie(result, one, words)
    if one.rank is None:
        yield _not_ranked(one, words)
    if result.allocation is not None:
        yield from _tier(result, result.allocation, one, words)


def _next(one: Neighbour, higher: bool, words: Phrases) -> str:
    equal = not one.gap.strip("-0.")
    if words.zh:
        apart = "总分相同" if equal else f"相差{one.gap}分"
        return f"{'上' if higher else '下'}一名：第{one.rank}名{one.name}，{one.total}分，{apart}。"
    apart = "an equal total" if equal else f"{one.gap} points {'more' if higher else 'less'}"
    return f"Next {'above' if higher else 'below'}: {one.name}, rank {one.rank}, {one.total}, {apart}."


def _tie(result: Result, one: Subject, words: Phrases) -> Iterator[str]:
    tie, rules = one.tie, result.scheme.ties
    if tie is None:
        return
    values = tie.values or ("",) * len(tie.names)
    if words.zh:
        names = [
            f"{name}（{tie.by_title}{value}）" if value else name for name, value in zip(tie.names, values, strict=True)
        ]
        if not tie.open:
            end = f"由{tie.by_title}分出先后。"
        elif rules:
            end = f"依次比较{words.listed(rules)}后仍分不出先后，"
            end += "名次并列，不影响等次。" if one.firm else "须由集体决定。"
        else:
            end = "名次并列。"
        yield f"{words.listed(names)}总分同为{tie.total}分，{end}"
        return
    names = [
        f"{name} ({tie.by_title} {value})" if value else name for name, value in zip(tie.names, values, strict=True)
    ]
    if not tie.open:
        end = f"told apart by {tie.by_title}."
    elif rules:
        end = f"{', then '.join(rules)} did not tell them apart; "
        end += "they share the rank, and no tier depends on it." if one.firm else "people must settle the order."
    else:
        end = "they share the rank."
    yield f"{words.listed(names)} have the same total, {tie.total}; {end}"


def _not_ranked(one: Subject, words: Phrases) -> str:
    stop = [
        ruling
        for ruling in one.rulings
        if (ruling.kind in ("gate", "group") and ruling.outcome == "false")
        or (ruling.kind == "veto" and ruling.outcome == "true")
    ]
    if words.zh:
        why = [f"{r.title}{'（符合一票否决情形）' if r.kind == 'veto' else '（不符合）'}" for r in stop]
        return f"不排名的原因：{words.clauses(why) or '本方案不排名'}。"
    why = [f"{r.title} {'(the veto holds)' if r.kind == 'veto' else '(not met)'}" for r in stop]
    return f"Not ranked: {words.clauses(why) or 'this scheme ranks nobody'}."


def _tier(result: Result, money: AllocationShown, one: Subject, words: Phrases) -> Iterator[str]:
    noun = result.scheme.noun
    own = next((tier for tier in money.tiers if one.firm and tier.id == one.tier), None)
    if own is not None:
        if own.rate:
            of = words.say(f"“{own.of}”的", f" of {own.of}") if own.of else ""
            paid = words.yuan(one.subsidy)
            first = words.say(
                f"{own.title}按{of}{own.rate}拨付，计{paid}。", f"{own.title}: {own.rate}{of} is paid, {paid}."
            )
        else:
            each = words.yuan(own.amount)
            first = words.say(
                f"{own.title}共{own.places}个名额，每{result.scheme.measure}{each}。",
                f"{own.title} has {own.places} places of {each} each.",
            )
        yield first + words.say(
            f"任何未决事项都不改变本{noun}的等次，已确定。",
            f" Nothing that is still open changes this {noun}'s tier: it is firm.",
        )
    if one.firm and not one.tier and one.rank is not None:
        yield _no_tier(result, money, one, words)
    if one.firm and one.tier:
        yield from _passed(money, one, words)


def _no_tier(result: Result, money: AllocationShown, one: Subject, words: Phrases) -> str:
    by_rate = bool(money.tiers) and bool(money.tiers[0].rate)
    if any(r.kind == "eligible" and r.outcome == "false" for r in one.rulings):
        why = words.say("不符合入等条件", "Not eligible for a tier")
    elif by_rate:
        why = words.say("不符合拨付条件", "No condition for payment holds")
    else:
        why = words.say(
            f"名额已由名次在前的{result.scheme.noun}占满",
            f"The places are taken by {result.scheme.plural} ranked higher",
        )
    return words.say(
        f"{why}，不列入等次。任何未决事项都不改变这一结果，已确定。",
        f"{why}. Nothing that is still open changes this: it is firm.",
    )


def _passed(money: AllocationShown, one: Subject, words: Phrases) -> Iterator[str]:
    """Higher tiers whose condition the subject does not meet."""
    for tier in money.tiers:
        if tier.id == one.tier:
            return
        for ruling in one.rulings:
            if ruling.kind == "tier" and ruling.id == tier.id and ruling.outcome == "false":
                failed = false_tests(ruling, words)
                next_in_line = words.say(
                    f"，{tier.title}名额由后面符合条件的依次递补", ", so its places go to the next that qualify"
                )
                yield words.say(
                    f"不具备{tier.title}的条件（{failed}）{'' if tier.rate else next_in_line}。",
                    f"The condition of “{tier.title}” is not met ({failed}){'' if tier.rate else next_in_line}.",
                )


def false_tests(ruling: Ruling, words: Phrases) -> str:
    """The tests of a ruling that do not hold, with what was found."""

    def said(one: Observation) -> str:
        return words.say(f"{one.label}{one.shown}", f"{one.label}: {one.shown}")

    return words.listed(said(one) for one in ruling.observations if one.outcome == "false")
