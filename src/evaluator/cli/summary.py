"""What `evaluate` says at the end: a screenful of counts, places, money, what is open and where to look."""

from collections.abc import Collection, Iterator

from evaluator.problems import Lang
from evaluator.result.model import Result
from evaluator.result.money import money
from evaluator.result.paid import rate_of
from evaluator.result.shown_subject import TieShown, Waits
from evaluator.result.tables import table_name

MOST = 8
FIRST_OF_MANY = 3
"""Names told of a tie of more than that, so that the summary fits a screen."""


def summary(result: Result, out: str, files: Collection[str], lang: Lang) -> Iterator[str]:
    """The lines of a run's summary; `files` are those written into `out`."""
    zh = lang == "zh"
    counts = result.counts
    yield f"{result.scheme.title}  {'评价日期' if zh else 'as of'} {result.as_of}"
    if zh:
        yield (
            f"收到 {counts.received} 份：已评价 {counts.evaluated}，暂缓评定 {counts.held}，"
            f"不予受理 {counts.rejected}。规则来自 {result.rules_from}。"
        )
    else:
        yield (
            f"received {counts.received}: evaluated {counts.evaluated}, held {counts.held}, "
            f"rejected {counts.rejected}. Rules from {result.rules_from}."
        )
    yield from _allocation(result, zh)
    yield from _grades(result, zh)
    yield from _open(result, zh)
    yield from _held(result, zh)
    yield from _judges(result, zh)
    folder, pages = out.rstrip("/"), "index.html" in files
    rows = f"{folder}/{table_name(files)}"
    where = [f"{folder}/index.html", rows] if pages else [rows]
    yield ("结果见 " if zh else "See ") + (" 和 " if zh else " and ").join(where)


def _allocation(result: Result, zh: bool) -> Iterator[str]:
    made = result.allocation
    if made is None:
        return
    for tier in made.tiers:
        if tier.rate:
            firm, paid, reserved = tier.firm, money(tier.paid), _reserved(tier.reserved, zh)
            rate = rate_of(tier, zh)
            yield (
                f"  {tier.id}  按 {rate} 拨付：已确定 {firm} 个 {paid} 元，预留{reserved}"
                if zh
                else f"  {tier.title}, {rate}: {firm} firm {paid}, reserved {reserved}"
            )
        elif zh:
            yield (
                f"  {tier.id}  {tier.places} 个名额 × {money(tier.amount)} 元："
                f"已确定 {tier.firm} 个 {money(tier.paid)} 元，预留 {money(tier.reserved)} 元，"
                f"未使用 {money(tier.unspent)} 元"
            )
        else:
            yield (
                f"  {tier.title}: {tier.places} places × {money(tier.amount)} yuan; {tier.firm} firm "
                f"{money(tier.paid)}, reserved {money(tier.reserved)}, unspent {money(tier.unspent)}"
            )
    if not made.budget:
        paid, reserved = money(made.paid), _reserved(made.reserved, zh)
        yield (
            f"  合计：已确定 {paid} 元，预留{reserved}；未设预算"
            if zh
            else (f"  in all: paid {paid}, reserved {reserved}; without a budget")
        )
        return
    equation = f"{money(made.paid)} + {money(made.reserved)} + {money(made.unspent)} = {money(made.budget)}"
    yield (
        f"  已确定 + 预留 + 未使用 = 预算：{equation} 元" if zh else f"  paid + reserved + unspent = budget: {equation}"
    )


def _reserved(amount: str, zh: bool) -> str:
    """What is reserved, which may have no bound."""
    if not amount:
        return "金额尚不能确定" if zh else "an amount not known yet"
    return f" {money(amount)} 元" if zh else money(amount)


def _grades(result: Result, zh: bool) -> Iterator[str]:
    if result.scheme.grades:
        parts = [f"{name} {result.grades[key]}" for key, name in result.scheme.grades]
        yield ("评定等级：" if zh else "grades: ") + ("，" if zh else ", ").join(parts)
    if result.scheme.interview is not None:
        count = result.interviews.get("proposed", 0) + result.interviews.get("confirmed", 0)
        called = [one.name for one in result.subjects or () if one.interview in ("proposed", "confirmed")]
        names = ("、" if zh else ", ").join(called[:MOST])
        said = f"拟约谈 {count} 人" if zh else f"interviews: {count}"
        yield said + ((f"：{names}" if zh else f" ({names})") if names else "")


def _open(result: Result, zh: bool) -> Iterator[str]:
    waiting = [one for one in result.waits if one.kind == "tie"]
    by_subjects = {tie.subjects: tie for tie in result.ties if tie.open}
    for one in waiting[:MOST]:
        yield _tie(one, by_subjects.get(one.subjects), zh)
    if len(waiting) > MOST:
        more = len(waiting) - MOST
        yield f"……另有 {more} 组同分待决定" if zh else f"… {more} more open ties"


def _tie(one: Waits, tie: TieShown | None, zh: bool) -> str:
    count = len(one.names) + one.more
    told = count if count <= MOST else FIRST_OF_MANY
    shown = zip(one.names[:told], one.subjects[:told], strict=True)
    names = ("、" if zh else ", ").join(f"{name}（{key}）" for name, key in shown)
    if count > told:
        names += f" 等 {count} 个" if zh else f" and {count - told} more"
    where = f"第 {tie.rank} 名，{tie.total} 分" if tie and zh else f"rank {tie.rank}, {tie.total}" if tie else ""
    return (
        f"待决定：{names} 同分（{where}），须集体决定先后" if zh else f"open tie: {names} ({where}), people must decide"
    )


def _held(result: Result, zh: bool) -> Iterator[str]:
    held = [one for one in result.subjects or () if one.status == "held"]
    for one in held[:MOST]:
        why = ("、" if zh else ", ").join(one.held_for)
        yield f"暂缓评定：{one.name}（{one.id}）——{why} 未定" if zh else f"held: {one.name} ({one.id}): {why} unsettled"
    if len(held) > MOST:
        yield f"……另有 {len(held) - MOST} 个暂缓评定" if zh else f"… {len(held) - MOST} more held"


def _judges(result: Result, zh: bool) -> Iterator[str]:
    """Void marks, and each judge far from the others."""
    panel = result.panel
    if panel is None:
        return
    void = [(rule.title, rule.ballots) for rule in panel.void if rule.ballots]
    if void:
        rules = ("，" if zh else ", ").join(f"{title} {number}" for title, number in void)
        yield (
            f"作废的打分（一名评委对一个对象的打分为一份）：{rules} 份"
            if zh
            else f"void ballots (one judge's for one subject): {rules}"
        )
    for one in panel.far[:MOST]:
        low, by = one.apart.startswith("-"), one.apart.lstrip("-")
        if zh:
            way = "低" if low else "高"
            yield f"请核对：{one.judge} 的打分平均比其他评委{way} {by} 分，超过 {panel.limit} 分；结果不因此改变"
        else:
            way = "below" if low else "above"
            yield (
                f"please check: {one.judge} marks {by} points {way} the others, more than {panel.limit}; "
                "nothing is changed by this"
            )
