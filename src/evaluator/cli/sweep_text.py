"""A sweep on a terminal: what was varied, how far the winners stay the same, and what changes beyond."""

from collections.abc import Iterator

from evaluator.cli.common import padded, width
from evaluator.problems import Keyword
from evaluator.result.money import money
from evaluator.result.swept import Change, Stretch, Sweep

STRETCHES, CHANGES = 24, 4

KINDS = {
    "weight": Keyword("weight", "权重"), "worth": Keyword("worth", "分值"), "amount": Keyword("amount", "金额"),
    "places": Keyword("places", "名额"), "value": Keyword("value", "标准值"),
}  # fmt: skip


def told(found: Sweep) -> Iterator[str]:
    """The lines of a sweep."""
    zh = found.lang == "zh"
    word = KINDS[found.keyword]
    name = f"{found.of}·{word.zh}" if zh else f"{found.of}, {word}"
    where = f"{found.place.file}:{found.place.line}" if found.place else ""
    yield f"{found.title}  {name} {found.start} → {found.to}{'，现为 ' if zh else ', now '}{found.today}  {where}"
    if found.scaled:
        others = ("、" if zh else ", ").join(f"{one} {weight}" for one, weight in found.scaled)
        yield (
            f"  其余权重按原比例调整，合计保持 100%：现为 {others}" if zh
            else f"  the other weights keep their proportions and make up 100%: now {others}"
        )  # fmt: skip
    for stop in found.stops:
        side = ("及以下" if stop.below else "及以上") if zh else ("and below" if stop.below else "and above")
        yield (
            f"  取值 {stop.value} {side}未试算：规则不可用（{stop.why}）" if zh
            else f"  {stop.value} {side} not tried: the rules cannot be used there ({stop.why})"
        )  # fmt: skip
    yield _how(found, zh)
    yield _stable(found, zh)
    shown = found.stretches[:STRETCHES]
    spans = [one.start if one.start == one.to else f"{one.start} – {one.to}" for one in shown]
    wide = max(map(width, spans))
    for span, one in zip(spans, shown, strict=True):
        yield f"  {padded(span, wide)}  {_stretch(one, found)}"
    if len(found.stretches) > len(shown):
        more = len(found.stretches) - len(shown)
        yield f"  另有 {more} 段" if zh else f"  {more} more stretches"


def _how(found: Sweep, zh: bool) -> str:
    step, judged = found.step, found.judged
    if found.way == "every":
        if zh:
            return f"  逐值试算，步长 {step}；分界处再细分，共评价 {judged} 次"
        return f"  every value judged in steps of {step}, boundaries narrowed further; {judged} judged in all"
    if zh:
        return f"  数值较多，未逐值试算：先隔段、再对半，到步长 {step} 为止，共评价 {judged} 次；两端相同的段内未看"
    return (
        f"  too many values to judge each: at distances, then by halving down to {step}, {judged} judged; "
        "where the ends of a stretch agree nothing within it was looked at"
    )


def _stable(found: Sweep, zh: bool) -> str:
    who = {
        "tiers": ("各等次名单", "the tiers"),
        "first": (f"前 {found.first} 名", f"the first {found.first}"),
        "grades": ("各人等级", "the grades"),
    }[found.winners_are]
    if not found.stable_start:
        return f"  现值 {found.today} 不在试算范围内" if zh else f"  today's value {found.today} lies outside the range"
    if len(found.stretches) == 1:
        within = (
            ("可用的" if found.stops else "整个")
            if zh
            else ("all that is usable of" if found.stops else "the whole of")
        )
        return f"  {who[0]}在{within}范围内不变" if zh else f"  {who[1]} stay the same over {within} the range"
    if found.stable_start == found.stable_to:
        return f"  {who[0]}只在现值 {found.today} 如此" if zh else f"  {who[1]} are so at today's {found.today} alone"
    span = f"{found.stable_start} – {found.stable_to}"
    return (
        f"  现值附近，{who[0]}在 {span} 之间不变" if zh else f"  around today's value {who[1]} stay the same for {span}"
    )


def _stretch(one: Stretch, found: Sweep) -> str:
    zh = found.lang == "zh"
    if one.same_as_today:
        said = "与现在相同" if zh else "as today"
    else:
        listed = [_change(change, found) for change in one.changes[:CHANGES]]
        more = len(one.changes) - len(listed)
        listed += [f"另 {more} 个" if zh else f"{more} more"] if more else []
        said = ("；" if zh else "; ").join(listed)
    if one.paid:
        said += f"  已确定 {money(one.paid)} 元" if zh else f"  paid {money(one.paid)}"
    return said


def _change(change: Change, found: Sweep) -> str:
    zh = found.lang == "zh"
    words = found.titles | {"": "无" if zh else "none", "open": "未定" if zh else "open", "1": "在内" if zh else "in"}
    return f"{change.name} {words.get(change.before, change.before)} → {words.get(change.after, change.after)}"
