"""What the allocation says beside its figures: what is open, who moved up, decisions, whose figures they are."""

from collections.abc import Iterator

from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.reasons import false_tests
from evaluator.documents.contents.record import Section
from evaluator.documents.contents.words import SETTLES
from evaluator.result.model import AllocationShown, DecisionShown, Result, TierShown
from evaluator.result.shown_subject import Subject
from evaluator.result.spreads import lies, spread

FIRST = 3
"""The number of the first of these sections: the list and the account stand before them."""


def notes(result: Result, account: AllocationShown, by_rate: bool) -> Iterator[Section]:
    """The sections that there is anything to say in, numbered."""
    words = Phrases(result.lang)
    given = (
        (words.say("尚未确定的事项", "What is not yet firm"), _open(result, account, words)),
        (words.say("依次递补情况", "Places that passed to the next that qualify"), _passed(result, account, words)),
        (words.say("集体决定", "Decisions"), (_decision(one, words) for one in _decisions(result))),
        (words.say("数字的来历", "Whose figures these are"), _figures(result, account, by_rate, words)),
    )
    number = FIRST
    for title, said in given:
        paragraphs = tuple(said)
        if paragraphs:
            yield Section(number=words.numeral(number), title=title, paragraphs=paragraphs)
            number += 1


def _open(result: Result, account: AllocationShown, words: Phrases) -> Iterator[str]:
    subjects, rules = result.subjects or (), result.scheme.ties
    unsure = [one for one in subjects if not one.firm and one.status == "evaluated"]
    held = [one for one in subjects if one.status == "held"]
    for tie in result.ties:
        mine = [one for one in unsure if one.id in tie.subjects]
        if not tie.open or not mine:
            continue
        if len({one.possible_tiers for one in mine}) == 1:
            may = words.possible(mine[0], account)
            ends = words.say(f"各可能为{may}。", f"Possible for each: {may}.")
        elif words.zh:
            ends = words.clauses(f"{one.name}可能为{words.possible(one, account)}" for one in mine) + "。"
        else:
            ends = " ".join(f"Possible for {one.name}: {words.possible(one, account)}." for one in mine)
        names = words.listed(tie.names)
        if words.zh:
            compared = f"，依次比较{words.listed(rules)}后仍分不出先后" if rules else ""
            yield f"{names}总分同为{tie.total}分，并列第{tie.rank}名{compared}，须由集体决定。{ends}"
        else:
            compared = f"; {', then '.join(rules)} did not tell them apart" if rules else ""
            first = f"{names} have the same total, {tie.total}, and share rank {tie.rank}{compared}."
            yield f"{first} People must settle the order. {ends}"
    for one in unsure:
        if len(one.waits) != 1 or one.waits[0].kind != "tie" or one.id not in one.waits[0].subjects:
            may, waits = words.possible(one, account), words.waiting(one.waits)
            yield words.say(
                f"{one.name}（第{one.rank}名）可能为{may}，尚待{waits}。",
                f"{one.name} (rank {one.rank}): {may}; this waits for {waits}.",
            )
    yield from _held(result, unsure, held, words)


def _held(result: Result, unsure: list[Subject], held: list[Subject], words: Phrases) -> Iterator[str]:
    """Those held: first whom others wait for, then the rest in one sentence."""
    awaited = {name for one in unsure for wait in one.waits if wait.kind == "held" for name in wait.subjects}
    for one in held:
        if one.id in awaited:
            yield words.say(
                f"{one.name}（{one.street}）暂缓评定：{words.listed(one.held_for)}尚不能判断"
                + (f"，总分{lies(one.total_bounds, 'zh')}" if one.total_bounds else "")
                + "。",
                f"{one.name} ({one.street}) is held until this can be judged: {words.clauses(one.held_for)}"
                + (f". Its total {lies(one.total_bounds, 'en')}" if one.total_bounds else "")
                + ".",
            )
    apart = [one for one in held if one.id not in awaited]
    if not apart:
        return
    said = words.listed(_apart(one, words) for one in apart)
    noun, measure = result.scheme.noun, result.scheme.measure
    if not unsure and result.allocation and result.allocation.reserved != "0.00":
        yield words.say(
            f"{len(apart)}{measure}{noun}暂缓评定，预留的资金待其评定后确定：{said}。",
            f"Held, and what is reserved waits for them: {said}.",
        )
        return
    yield words.say(
        f"另有{len(apart)}{measure}{noun}暂缓评定，不影响上列{noun}的等次：{said}。",
        f"Held, without effect on the tiers above: {said}.",
    )


def _apart(one: Subject, words: Phrases) -> str:
    span = one.total_bounds
    if not words.zh:
        total = f"; {spread(span, 'en')}" if span else ""
        return f"{one.name} ({words.clauses(one.held_for)}{total})"
    total = ""
    if span is not None:
        both = span.least and span.most
        total = f"，{spread(span, 'zh', '分至')}分" if both else f"，总分{lies(span, 'zh')}"
    return f"{one.name}（{words.listed(one.held_for)}{total}）"


def _passed(result: Result, account: AllocationShown, words: Phrases) -> Iterator[str]:
    """Tiers whose condition somebody ranked higher does not meet, so that their places went further down."""
    subjects, order = result.subjects or (), [tier.id for tier in account.tiers]
    for at, tier in enumerate(account.tiers):
        got = [one for one in subjects if one.tier == tier.id]
        last = max((one.rank or 0 for one in got), default=0)
        over = [
            (one, ruling)
            for one in subjects
            if one.rank is not None
            and one.rank < last
            and one.tier != tier.id
            and (one.tier not in order or order.index(one.tier) > at)
            for ruling in one.rulings
            if ruling.kind == "tier" and ruling.id == tier.id and ruling.outcome == "false"
        ]
        if not over:
            continue
        to = words.listed(words.say(f"第{one.rank}名{one.name}", f"{one.name} (rank {one.rank})") for one in got)
        if words.zh:
            said = "".join(
                f"第{one.rank}名{one.name}不具备{tier.title}的条件"
                f"（{false_tests(ruling, words)}）{_instead(one, words)}；"
                for one, ruling in over
            )
            yield f"{said}{tier.title}名额按名次由符合条件的{to}取得。"
        else:
            said = " ".join(
                f"{one.name}, rank {one.rank}, does not meet the condition of “{tier.title}” "
                f"({false_tests(ruling, words)}){_instead(one, words)}."
                for one, ruling in over
            )
            yield f"{said} The places of “{tier.title}” go, by rank, to {to}."


def _instead(one: Subject, words: Phrases) -> str:
    if one.tier:
        return words.say(f"，列{one.tier_title}", f" and takes “{one.tier_title}”")
    return words.say("，不列入等次", " and has no tier") if one.firm else ""


def _decisions(result: Result) -> list[DecisionShown]:
    return [one for one in result.decisions if one.settles != "interview"]


def _decision(one: DecisionShown, words: Phrases) -> str:
    settles = SETTLES[words.lang].get(one.settles) or SETTLES[words.lang][""]
    moved = words.say("，", ", ").join(
        _moved(name, before, after, words)
        for name, before, after in zip(one.names, one.before, one.after, strict=False)
    )
    return words.say(
        f"{words.day(one.on)}，{one.by}决定{settles}：{moved}。理由：{one.reason}。",
        f"On {one.on}, {one.by} settled {settles}: {moved}. Reason: {one.reason}.",
    )


def _moved(name: str, before: str, after: str, words: Phrases) -> str:
    if before == after:
        return words.say(f"{name}仍为第{after}名", f"{name} stays at rank {after}")
    return words.say(f"{name}由第{before}名定为第{after}名", f"{name} goes from rank {before} to rank {after}")


def _figures(result: Result, account: AllocationShown, by_rate: bool, words: Phrases) -> Iterator[str]:
    places = sum(tier.places for tier in account.tiers)
    basis = words.clause(account.clause) if account.clause else ""
    budget = words.yuan(account.budget)
    whose = words.origin(account.origin)
    if words.zh:
        first = (f"预算{budget}" if budget else "不设预算") + ("" if by_rate else f"、名额总数{places}个")
        if whose:
            yield f"{first}：{whose}{f'（{basis}）' if basis else ''}。"
        else:
            yield f"{first}：{f'依据{basis}' if basis else '未注明来历'}。"
    else:
        first = f"The budget of {budget}" if budget else "That there is no budget"
        first += "" if by_rate else f" and the {places} places"
        if whose:
            yield f"{first}: {whose}{f' ({basis})' if basis else ''}."
        else:
            yield f"{first}: {f'after {basis}' if basis else 'not stated'}."
    yield _whose_tiers(result, account.tiers, by_rate, words)


def _whose_tiers(result: Result, tiers: tuple[TierShown, ...], by_rate: bool, words: Phrases) -> str:
    scheme = result.scheme
    stated = [words.origin(tier.origin) or words.say("未注明", "not stated") for tier in tiers]
    scored = scheme.total_places is not None
    if words.zh:
        what = "各类别的拨付标准和条件" if by_rate else f"各等次的名额、每{scheme.measure}金额和条件"
        same = {"本市自定": "均为本市自定", "政策文件规定": "均由政策文件规定"}
        if len(set(stated)) == 1:
            said = same.get(stated[0], f"均{stated[0]}")
        else:
            said = "，".join(f"{tier.title}{own}" for tier, own in zip(tiers, stated, strict=True))
        authority = f"（{scheme.authority}）" if scheme.authority else ""
        return f"{what}：{said}{authority}。{'各项指标的分值和标准，来历见评分明细表。' if scored else ''}"
    what = "Rate and condition of each payment" if by_rate else "Places, amount and condition of each tier"
    if len(set(stated)) == 1:
        said = stated[0]
    else:
        said = ", ".join(f"{tier.title} {own}" for tier, own in zip(tiers, stated, strict=True))
    authority = f" ({scheme.authority})" if scheme.authority else ""
    return f"{what}: {said}{authority}.{' The scoring sheets say it of each criterion.' if scored else ''}"
