"""Differences on a terminal, within a screen: counts, money, clauses, then the biggest movers."""

from collections.abc import Iterator, Sequence

from evaluator.cli.common import padded, width
from evaluator.problems import Lang
from evaluator.result.differences import Attribution, ClauseChanged, Differences, Edit, Effect, Joint, Mover, PartMoved
from evaluator.result.money import money
from evaluator.result.part import Where
from evaluator.result.words import VERDICTS

MOVERS, MOVES, EDITS, SETS, JOINTS = 8, 4, 4, 3, 3
"""So many of each are shown; how many more there are is said."""

COLUMNS: dict[Lang, dict[str, str]] = {
    "zh": {
        "points": "得分", "status": "状态", "total": "总分", "rank": "名次", "grade": "等级", "tier": "等次",
        "subsidy": "补助", "interview": "约谈",
    },
    "en": {"points": "points", "status": "status", "total": "total", "rank": "rank", "grade": "grade", "tier": "tier",
           "subsidy": "subsidy", "interview": "interview"},
}  # fmt: skip
VALUES: dict[Lang, dict[str, str]] = {
    "zh": {"evaluated": "已评价", "held": "暂缓评定", "proposed": "拟约谈", "confirmed": "已确定", "pending": "待定",
           "no": "不约谈", "open": "未定", "": "无"},
    "en": {"no": "no", "": "none"},
}  # fmt: skip
AMOUNTS: dict[str, tuple[str, str]] = {
    "paid": ("已确定", "paid"), "reserved": ("预留", "reserved"), "unspent": ("未使用", "unspent")
}  # fmt: skip


def told(differences: Differences) -> Iterator[str]:
    """The lines of a comparison."""
    yield from Telling(differences.lang).lines(differences)


class Telling:
    """Tells differences in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang, self.zh = lang, lang == "zh"

    def two(self, zh: str, en: str) -> str:
        """The one of two texts that is in the language asked for."""
        return zh if self.zh else en

    def lines(self, found: Differences) -> Iterator[str]:
        for part in found.parts:
            yield from self._part(part)
        for titles, zh, en in (
            (found.same, "没有变化的方案", "without a difference"),
            (found.only_before, f"只在 {found.before} 中的方案", f"only in {found.before}"),
            (found.only_after, f"只在 {found.after} 中的方案", f"only in {found.after}"),
            (found.files, "两个结果不同的规则和材料", "rules and inputs that differ"),
        ):
            if titles:
                yield f"{zh if self.zh else en}{self._many(titles, 3)}"

    def _many(self, names: Sequence[str], most: int) -> str:
        """How many there are, and the first."""
        shown = self._list(names[:most])
        if self.zh:
            return f"（{len(names)}）：{shown}{'等' if len(names) > most else ''}"
        return f" ({len(names)}): {shown}{', …' if len(names) > most else ''}"

    def _list(self, parts: Sequence[str]) -> str:
        return ("、" if self.zh else ", ").join(parts)

    def _part(self, part: PartMoved) -> Iterator[str]:
        sides = f"{part.before.shown} → {part.after.shown}"
        yield f"{part.title}  {sides}"
        if self.zh:
            only = f"，另有 {part.displaced} 个只因他人变动而改变名次" if part.displaced else ""
            yield f"共同评价对象 {part.subjects} 个：结果变化 {part.changed - part.displaced} 个{only}"
        else:
            only = f", {part.displaced} more in rank alone, by others' moving" if part.displaced else ""
            yield f"subjects in both: {part.subjects}; changed: {part.changed - part.displaced}{only}"
        for names, shown in ((part.only_before, part.before.shown), (part.only_after, part.after.shown)):
            if names:
                yield f"  {'只在' if self.zh else 'only in'} {shown}{self._many(names, 3)}"
        yield from self._columns(part)
        yield from self._money(part)
        yield from self._clauses(part.attribution)
        yield from self._movers(part)

    def _columns(self, part: PartMoved) -> Iterator[str]:
        names = COLUMNS[self.lang]
        wide = max((width(names[one.column]) for one in part.columns), default=0)
        for one in part.columns:
            detail = ""
            if one.better or one.worse:
                up, down = ("升", "降") if self.zh else ("up", "down")
                detail = (
                    f"（{up} {one.better}，{down} {one.worse}）"
                    if self.zh
                    else f"  ({up} {one.better}, {down} {one.worse})"
                )
            elif one.moves:
                said = [[_titled(part, one.column, side) for side in (m.before, m.after)] for m in one.moves]
                moves = [
                    f"{self.value(old)} → {self.value(new)} {m.subjects}"
                    for (old, new), m in zip(said, one.moves, strict=True)
                ]
                detail = f"{self._list(moves[:MOVES])}{' …' if len(moves) > MOVES else ''}"
                detail = f"（{detail}）" if self.zh else f"  ({detail})"
            yield f"  {padded(names[one.column], wide)}  {one.changed}{detail}"

    def value(self, text: str) -> str:
        return VALUES[self.lang].get(text, text)

    def _money(self, part: PartMoved) -> Iterator[str]:
        if part.money is None:
            return
        said = [(words[not self.zh], getattr(part.money, name)) for name, words in AMOUNTS.items()]
        said += [(tier.title, tier.paid) for tier in part.money.tiers]
        wide = max(width(name) for name, _ in said)
        amounts = [[self._yuan(amount) for amount in pair] for _, pair in said]
        longest = max(len(amount) for pair in amounts for amount in pair)
        for number, ((name, (old, new)), (before, after)) in enumerate(zip(said, amounts, strict=True)):
            if number == len(AMOUNTS) and any(tier.paid[0] != tier.paid[1] for tier in part.money.tiers):
                yield "  各等次已确定" if self.zh else "  paid by tier"
            if number >= len(AMOUNTS) and old == new:
                continue
            step = "" if old == new else f"  {self._step(old, new)}"
            indent = "  " if number < len(AMOUNTS) else "    "
            yield f"{indent}{padded(name, wide)}  {before:>{longest}} → {after:>{longest}}{step}"

    def _yuan(self, amount: str) -> str:
        return money(amount) if amount else "—"

    def _step(self, old: str, new: str) -> str:
        if not old or not new:
            return ""
        fen = int(new.replace(".", "")) - int(old.replace(".", ""))
        return self.step(f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}")

    def step(self, amount: str) -> str:
        """A difference of money with its sign."""
        return money(amount).replace("-", "−") if amount.startswith("-") else f"+{money(amount)}"

    def _clauses(self, found: Attribution) -> Iterator[str]:
        zh = self.zh
        if found.clauses:
            yield f"改动的条款：{len(found.clauses)} 处" if zh else f"changed clauses: {len(found.clauses)}"
        for clause in found.clauses:
            for number, edit in enumerate(clause.edits[:EDITS]):
                yield f"  {f'{clause.number}.' if number == 0 else '  '} {self.edit(edit)}"
            if len(clause.edits) > EDITS:
                more = len(clause.edits) - EDITS
                yield f"     另有 {more} 处" if zh else f"     {more} more"
            yield from self._effects(clause)
        if found.together is not None and len(found.clauses) > 1:
            yield from self._shared(found)
        if found.why_not == "too-many":
            yield "  改动过多，不逐条归因。" if zh else "  Too many edits to put anything down to single ones."
        if found.wording:
            yield self.two(
                f"  另有 {found.wording} 处只改文字，不影响结果",
                f"  {found.wording} edits of wording alone, which decide nothing",
            )

    def edit(self, edit: Edit) -> str:
        none = "无" if self.zh else "none"
        where = _at(edit.place_after) or _at(edit.place_before)
        before = _at(edit.place_before)
        old = f"（原 {before}）" if self.zh else f" (was {before})"
        name = f"{edit.of}·{edit.keyword}" if self.zh else f"{edit.of}, {edit.keyword}"
        said = f"{name}{'：' if self.zh else ': '}{edit.before or none} → {edit.after or none}"
        return f"{said}  {where}{old if before and before != where else ''}"

    def _effects(self, clause: ClauseChanged) -> Iterator[str]:
        if clause.alone is not None:
            yield f"     {self.two('单独改动：', 'alone: ')}{self.effect(clause.alone)}"
        if clause.without is not None and clause.without != clause.alone:
            yield f"     {self.two('加在其余改动之上：', 'added to the others: ')}{self.effect(clause.without)}"

    def effect(self, effect: Effect) -> str:
        if not effect.subjects and not any(_counts(a) for a in (effect.paid, effect.reserved, effect.unspent)):
            return "什么也不改变" if self.zh else "changes nothing"
        names = COLUMNS[self.lang]
        columns = self._list([f"{names[name]} {many}" for name, many in effect.columns.items()])
        said = f"{effect.subjects} 个变化" if self.zh else f"{effect.subjects} change"
        said += (f"（{columns}）" if self.zh else f" ({columns})") if columns else ""
        for name, words in AMOUNTS.items():
            if _counts(getattr(effect, name)):
                said += f"{'，' if self.zh else ', '}{words[not self.zh]} {self.step(getattr(effect, name))}"
        return said

    def _shared(self, found: Attribution) -> Iterator[str]:
        one = sum(clause.only for clause in found.clauses)
        if self.zh:
            said = f"  归因：结果只因一处 {one} 个，几处各自都足以 {found.several} 个，"
            said += f"几处合起来才会 {found.combination} 个"
            said += f"；单独会变而合起来不变 {found.cancelled} 个" if found.cancelled else ""
            said += f"；未能证明所列改动最少的 {found.larger} 个" if found.larger else ""
        else:
            said = f"  brought about by one clause alone {one}, by any of several {found.several}, "
            said += f"only by several together {found.combination}"
            said += f"; moved by one alone but not by all {found.cancelled}" if found.cancelled else ""
            said += f"; not shown to need so many clauses {found.larger}" if found.larger else ""
        yield said
        if found.joint:
            shown = [self.joint(joint) for joint in found.joint[:JOINTS]]
            more = len(found.joint) - len(shown)
            shown += [self.two(f"另有 {more} 组", f"{more} more")] if more else []
            head = self.two("几处合起来，在其中部分改动的作用之外：", "together, beyond what fewer of them do: ")
            yield f"  {head}{self.two('；', '; ').join(shown)}"

    def joint(self, joint: Joint) -> str:
        """Money that clauses move together, beyond what fewer of them do."""
        steps = [
            f"{words[not self.zh]} {self.step(getattr(joint, name))}"
            for name, words in AMOUNTS.items()
            if _counts(getattr(joint, name))
        ]
        numbers = [str(number) for number in joint.clauses]
        if self.zh:
            who = f"第 {'、'.join(numbers)} 处" if numbers else "其余各组"
            return f"{who} {'，'.join(steps)}"
        who = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else "all other sets"
        return f"{who} {', '.join(steps)}"

    def _movers(self, part: PartMoved) -> Iterator[str]:
        if not part.movers:
            return
        yield "变化最大的" if self.zh else "biggest movers"
        shown = part.movers[:MOVERS]
        wide = max(width(f"{one.name} {one.id}") for one in shown)
        for one in shown:
            yield f"  {padded(f'{one.name} {one.id}', wide)}  {self._moved(one, part)}"
        more = len(part.movers) - len(shown) + part.left_out
        if more:
            yield f"  另有 {more} 个" if self.zh else f"  {more} more"

    def _moved(self, one: Mover, part: PartMoved) -> str:
        names, parts = COLUMNS[self.lang], []
        for name, sides in one.columns.items():
            shown = map(self._yuan, sides) if name == "subsidy" else sides
            was, now = (self.value(_titled(part, name, side)) for side in shown)
            parts.append(f"{names[name]} {was} → {now}")
        for line in one.lines:
            was, now = map(self._verdict, line.verdict, line.points)
            parts.append(f"{line.title} {was} → {now}")
        said = ("；" if self.zh else "; ").join(parts)
        why = self.because(one) if len(part.attribution.clauses) > 0 else ""
        return said + (f"  [{why}]" if why else "")

    def because(self, one: Mover) -> str:
        """The clauses by which a mover came out as it did; column by column where those are not the same."""
        if len(one.causes) < 2:
            return self._sets(one.causes[0].sets) if one.causes else ""
        names = COLUMNS[self.lang]
        if self.zh:
            return "；".join(
                f"{self._list([names[n] for n in cause.columns])}：{self._sets(cause.sets)}" for cause in one.causes
            )
        return "; ".join(
            f"{self._list([names[n] for n in cause.columns])} {self._sets(cause.sets)}" for cause in one.causes
        )

    def _sets(self, sets: Sequence[tuple[int, ...]]) -> str:
        """Sets of clauses, each of which alone would do."""
        shown = [self._set(one) for one in sets[:SETS]]
        more = len(sets) - len(shown)
        shown += [self.two(f"另 {more} 种", f"{more} other ways")] if more else []
        return self.two("，或".join(shown), f"by {', or '.join(shown)}")

    def _set(self, numbers: Sequence[int]) -> str:
        said = [str(number) for number in numbers]
        if len(said) == 1:
            return self.two(f"第 {said[0]} 处", said[0])
        return self.two(f"第 {'、'.join(said)} 处合起来", f"{', '.join(said[:-1])} and {said[-1]} together")

    def _verdict(self, verdict: str, points: str) -> str:
        return points or VERDICTS[self.lang].get(verdict, self.value(verdict))


def _titled(part: PartMoved, column: str, text: str) -> str:
    """A grade or a tier by its title."""
    return part.titles.get(column, {}).get(text, text)


def _at(where: Where | None) -> str:
    return f"{where.file}:{where.line}" if where else ""


def _counts(amount: str) -> bool:
    return amount not in ("", "0.00")
