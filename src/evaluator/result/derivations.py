"""How a derived quantity came about for one subject: a sentence of its parts and their values, or what was counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluator.exact import shortest, unscaled
from evaluator.inference.arithmetic import needed
from evaluator.inference.columns import MISSING, TRUE
from evaluator.inference.conclude import Judge
from evaluator.inference.linked import keys_of
from evaluator.inference.periods import whole_periods
from evaluator.inference.periods_held import truths_by_period
from evaluator.inference.pricing import Event, events_priced
from evaluator.inference.reach import reach_at
from evaluator.language.derived import (
    Brackets,
    Compared,
    CountOf,
    DaysSince,
    Derived,
    Difference,
    HighestOf,
    Lacking,
    LinkedValue,
    Lookup,
    LowestOf,
    MonthsSince,
    Periods,
    Priced,
    Product,
    Rounded,
    RowsOf,
    Sampled,
    ShareOf,
    Step,
    Stepped,
    Steps,
    SumOf,
    Tallied,
    TotalOf,
    WeightedMean,
    operands,
)
from evaluator.language.shape import Text
from evaluator.problems import Lang
from evaluator.result.phrases import phrase
from evaluator.result.words import joined, said

if TYPE_CHECKING:
    from evaluator.result.observed import Observer

_TAKEN: dict[str, tuple[str, str]] = {
    "fewest": ("最少的一期", "the period with the fewest"),
    "most": ("最多的一期", "the period with the most"),
    "mean": ("平均值", "the mean"),
    "highest": ("最高值", "the highest"),
    "lowest": ("最低值", "the lowest"),
    "rank": ("名次", "the rank"),
    "share": ("名次占比", "the rank as a share"),
}
_PERIODS: dict[str, tuple[str, str]] = {"month": ("月", "month"), "quarter": ("季度", "quarter")}
_ROUNDED: dict[str, tuple[str, str]] = {
    "half-even": ("四舍六入五成双", "half to even"),
    "half-up": ("四舍五入", "half up"),
}


@dataclass(frozen=True)
class Derivations:
    """Tells how quantities of a season came about, in one language."""

    observer: "Observer"

    @property
    def lang(self) -> Lang:
        return self.observer.lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def how(self, row: int, name: str) -> str:
        """The sentence for a derived quantity; nothing for a field."""
        quantity = self.observer.season.plan.derived.get(name)
        if quantity is None:
            return ""
        tell = _TOLD.get(type(quantity))
        return "" if tell is None else tell(self, row, quantity)

    def part(self, row: int, operand: object) -> str:
        """An operand with its value: `A 7`, or the number that is written."""
        if isinstance(operand, Fraction):
            return shortest(operand, 6)
        name = str(operand)
        label, unit, percent = self.observer.label(name)
        columns = self.observer.season.decided.columns
        return f"{label} {self.observer.value(row, name, columns, unit, percent)[1]}"

    def words(self, pair: tuple[str, str]) -> str:
        return pair[self.lang == "en"]

    # What was counted

    def counted(self, row: int, quantity: Tallied) -> str:
        plan = self.observer.season.plan
        base = quantity.base
        behind = base in plan.links
        label = self._(f"关联对象“{base}”", f"the subjects behind “{base}”") if behind else self.observer.label(base)[0]
        parts = [label]
        if quantity.where is not None:
            asked = phrase(quantity.where, self.lang, self._inside(base))
            parts.append(self._(f"（{asked}）", f" ({asked})"))
        if isinstance(quantity, SumOf):
            name = self._inside(base)(quantity.of)
            parts.append(self._(f"的{name}合计", f", the sum of {name}"))
        if quantity.per and quantity.take:
            period, take = self.words(_PERIODS[quantity.per]), self.words(_TAKEN[quantity.take])
            parts.append(self._(f"，按{period}计，取{take}", f", by {period}, {take}"))
        if quantity.valid_months is not None:
            months = quantity.valid_months
            parts.append(self._(f"，有效期 {months} 个月", f", valid for {months} months"))
        return "".join(parts)

    def _inside(self, base: str) -> Callable[[str], str]:
        """What people call the columns of a table, or what a subject behind a link is asked and judged by."""
        plan = self.observer.season.plan
        behind = plan.links[base].plan if base in plan.links else None
        named: dict[str, Text | None] = {}
        if behind is None:
            named |= {name: column.label for name, column in plan.fields[base].columns.items()}
        else:
            named |= {name: asked.label for name, asked in behind.fields.items()}
            named |= {name: made.label for name, made in behind.derived.items()}
            named |= {f"finding:{line.id}": line.title for line in behind.sheet}

        def label(name: str) -> str:
            text = named.get(name)
            return name.removeprefix("finding:") if text is None else text[self.lang]

        return label

    def since(self, row: int, quantity: MonthsSince | DaysSince) -> str:
        as_of = said(self.observer.season.plan.as_of, self.lang)
        return self._(f"{self.part(row, quantity.base)}，至 {as_of}", f"{self.part(row, quantity.base)}, to {as_of}")

    def lacking(self, row: int, quantity: Lacking) -> str:
        season = self.observer.season
        chosen = season.evidence.answers[quantity.lacking][row]
        if chosen is None:
            return self.part(row, quantity.lacking)
        asked = quantity.of or season.plan.fields[quantity.lacking].choices
        left = [choice for choice in asked if choice not in chosen]
        return self._("缺 ", "lacking ") + joined(left, self.lang) if left else self._("没有缺项", "nothing lacking")

    # Arithmetic

    def formula(self, row: int, quantity: Derived) -> str:
        sign = {Difference: " − ", TotalOf: " + ", Product: " × ", ShareOf: " ÷ "}[type(quantity)]
        return sign.join(self.part(row, one) for one in operands(quantity))

    def weighted(self, row: int, quantity: WeightedMean) -> str:
        weights = quantity.weighted_mean.items()
        whole = sum(quantity.weighted_mean.values(), Fraction(0))
        shares = [f"{self.part(row, name)} × {shortest(100 * weight / whole, 4)}%" for name, weight in weights]
        return " + ".join(shares)

    def rounded(self, row: int, quantity: Rounded) -> str:
        way = self.words(_ROUNDED[quantity.rounding])
        part = self.part(row, quantity.rounded)
        return self._(
            f"{part}，修约到 {quantity.places} 位小数（{way}）",
            f"{part}, rounded to {quantity.places} decimals ({way})",
        )

    def chosen(self, row: int, quantity: HighestOf | LowestOf) -> str:
        parts = joined((self.part(row, one) for one in operands(quantity)), self.lang)
        high = isinstance(quantity, HighestOf)
        if quantity.number == 1:
            return self._(f"取 {parts} 中最{'高' if high else '低'}的一项",
                          f"the {'highest' if high else 'lowest'} of {parts}")  # fmt: skip
        return self._(f"取 {parts} 中最{'高' if high else '低'}的 {quantity.number} 项之和",
                      f"the sum of the {quantity.number} {'highest' if high else 'lowest'} of {parts}")  # fmt: skip

    def bracketed(self, row: int, quantity: Brackets) -> str:
        said, start = [], "0"
        for rate in quantity.rates:
            each = shortest(rate.each, 6)
            every = self._("每单位", "unit") if rate.every is None else shortest(rate.every, 6)
            per = self._(f"{every if rate.every is None else '每 ' + every} 计 {each}", f"{each} for every {every}")
            end = None if rate.up_to is None else shortest(rate.up_to, 6)
            span = self._(f"超过 {start} 的部分", f" beyond {start}") if end is None else ""
            span = span or self._(f"{start} 至 {end} 的部分", f" from {start} to {end}")
            said.append(self._(f"{span}{per}", f"{per}{span}"))
            start = end or start
        return f"{self.part(row, quantity.brackets)}{self._('：', ': ')}{self._('；', '; ').join(said)}"

    def stepped(self, row: int, quantity: Stepped) -> str:
        return f"{self.part(row, quantity.stepped)}{self._('：', ': ')}" + self._("，", ", ").join(
            self._step(step) for step in quantity.values
        )

    def _step(self, step: Step) -> str:
        value = shortest(step.value, 6)
        if step.up_to is not None:
            end = shortest(step.up_to, 6)
            return self._(f"不超过 {end} 的为 {value}", f"{value} up to {end}")
        if step.below is not None:
            end = shortest(step.below, 6)
            return self._(f"低于 {end} 的为 {value}", f"{value} below {end}")
        return self._(f"其余为 {value}", f"{value} beyond")

    # Events by period, by price, in order

    def by_period(self, row: int, quantity: Periods) -> str:
        """Which months or quarters hold the condition, and which may."""
        plan = self.observer.season.plan
        answers = self.observer.season.evidence.answers[quantity.base][row]
        truths = truths_by_period(quantity, plan, [answers], Judge())[0]
        spans = whole_periods(plan.scheme.period.start, plan.last_day, quantity.per)
        named = [self._period(start, quantity.per) for start, _ in spans]
        held = [name for name, truth in zip(named, truths, strict=True) if truth == TRUE]
        may = [name for name, truth in zip(named, truths, strict=True) if truth == MISSING]
        inside, number = self._inside(quantity.base), self._("次数", "the number")
        asked = phrase(quantity.when, self.lang, lambda name: number if name == "count" else inside(name))
        label = self.observer.label(quantity.base)[0]
        said = [self._("没有这样的时期", "in none") if not held else joined(held, self.lang)]
        if may:
            said.append(self._(f"尚不能确定：{joined(may, self.lang)}", f"cannot be told: {joined(may, self.lang)}"))
        period = self.words(_PERIODS[quantity.per])
        head = self._(f"{label}按{period}计，{asked}：", f"{label} by {period}, {asked}: ")
        return head + self._("；", "; ").join(said)

    def _period(self, start: date, per: str) -> str:
        if per == "month":
            return self._(f"{start.year}年{start.month}月", f"{start:%Y-%m}")
        quarter = (start.month + 2) // 3
        return self._(f"{start.year}年第{quarter}季度", f"{start.year} Q{quarter}")

    def priced(self, row: int, quantity: Priced) -> str:
        """Each event that counts with its price, and what limits their sum."""
        season = self.observer.season
        answers = season.evidence.answers[quantity.base][row]
        events, places = events_priced(quantity, season.plan, [answers], Judge())
        parts = [self._event(event, places) for event in events[0]]
        rules = []
        if quantity.same_matter is not None:
            rules.append(self._("同一事项只计最高的一次", "the dearest of the same matter alone"))
        if quantity.repeats is not None:
            times = shortest(quantity.repeats.times, 6)
            rules.append(self._(f"再次发生的按 {times} 倍计", f"repeated ones {times} times"))
        if quantity.cap is not None:
            cap = shortest(quantity.cap, 6)
            each = {"month": ("每月", " a month"), "quarter": ("每季度", " a quarter"), "year": ("每年", " a year")}
            per = self.words(each[quantity.per]) if quantity.per else ""
            rules.append(self._(f"{per}最多 {cap}", f"{cap} at most{per}"))
        listed = joined(parts, self.lang) if parts else self._("没有可计的事项", "no event counts")
        return self._("；", "; ").join([listed, *rules])

    def _event(self, event: Event, places: int) -> str:
        missing = self._("（未填报）", "(missing)")
        keys = self._("", " ").join(missing if key is None else str(key) for key in event.keys)
        low, high = (shortest(unscaled(units, places), 6) for units in (event.low, event.high))
        price = low if low == high else self._(f"{low} 至 {high}", f"{low} to {high}")
        day = "" if event.day is None else said(event.day, self.lang)
        return f"{day}{'' if self.lang == 'zh' else ' '}{keys} {price}".strip()

    def steps(self, row: int, quantity: Steps) -> str:
        """The steps taken in order, and the next."""
        season = self.observer.season
        order = season.plan.fields[quantity.base].columns[quantity.of].of
        made = reach_at(season.decided.columns.quantities[self._named(quantity)], row)
        done = int(made[0] or 0)
        taken = joined(order[:done], self.lang) or self._("无", "none")
        said = self._(f"依次完成：{taken}", f"taken in order: {taken}")
        if done < len(order):
            said += self._(f"；下一步：{order[done]}", f"; next: {order[done]}")
        if quantity.within_days is not None:
            days = quantity.within_days
            said += self._(f"；每步间隔不超过 {days} 日", f"; each within {days} days")
        return said

    def _named(self, quantity: Derived) -> str:
        derived = self.observer.season.plan.derived
        return next(name for name, one in derived.items() if one is quantity)

    def over_rows(self, row: int, quantity: RowsOf) -> str:
        label, name = self.observer.label(quantity.base)[0], self._inside(quantity.base)(quantity.of)
        take = self.words(_TAKEN[quantity.take])
        return self._(f"{label}中{name}的{take}", f"{take} of {name} in {label}")

    # Tables, others, samples, links

    def looked_up(self, row: int, quantity: Lookup) -> str:
        return (
            self._("按 ", "by ")
            + joined((self.part(row, name) for name in quantity.table), self.lang)
            + self._(" 查表", ", from the table")
        )

    def compared(self, row: int, quantity: Compared) -> str:
        season = self.observer.season
        groups: list[Any] = [""] if quantity.within is None else list(keys_of(quantity.within, season.evidence))
        mine = "" if quantity.within is None else groups[row]
        count = len(season.evidence) if quantity.within is None else groups.count(mine)
        whose = self._(f"{mine or ''}共 {count} 个评价对象", f"{count} subjects" + (f" of {mine}" if mine else ""))
        alone = self._("（除本身外）", " (without itself)") if quantity.without_self else ""
        take = self.words(_TAKEN[quantity.take])
        part = self.part(row, quantity.compared)
        return self._(f"{part}，{whose}{alone}的{take}", f"{part}; {take} of {whose}{alone}")

    def sampled(self, row: int, quantity: Sampled) -> str:
        parts = joined((self.part(row, name) for name in quantity.needs), self.lang)
        size = reach_at(self.observer.season.decided.columns.quantities[quantity.population], row)
        if size[0] is None or size[0] != size[1]:
            return parts
        least = needed(quantity.sizes, size[0])
        return self._(f"{parts}，至少应查 {least} 个", f"{parts}, at least {least} to be inspected")

    def linked(self, row: int, quantity: LinkedValue) -> str:
        name = self._inside(quantity.value)(quantity.of)
        return self._(f"取自关联对象“{quantity.value}”的{name}", f"{name} of “{quantity.value}”")


_TOLD: dict[type[Derived], Callable[[Derivations, int, Any], str]] = {
    CountOf: Derivations.counted,
    SumOf: Derivations.counted,
    MonthsSince: Derivations.since,
    DaysSince: Derivations.since,
    Lacking: Derivations.lacking,
    RowsOf: Derivations.over_rows,
    Periods: Derivations.by_period,
    Priced: Derivations.priced,
    Steps: Derivations.steps,
    ShareOf: Derivations.formula,
    Difference: Derivations.formula,
    TotalOf: Derivations.formula,
    Product: Derivations.formula,
    WeightedMean: Derivations.weighted,
    Rounded: Derivations.rounded,
    HighestOf: Derivations.chosen,
    LowestOf: Derivations.chosen,
    Brackets: Derivations.bracketed,
    Stepped: Derivations.stepped,
    Lookup: Derivations.looked_up,
    Compared: Derivations.compared,
    Sampled: Derivations.sampled,
    LinkedValue: Derivations.linked,
}
