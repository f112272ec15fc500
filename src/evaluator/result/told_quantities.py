"""What each derived quantity is, as a sentence and, where it rests on one, a table."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from evaluator.exact import shortest
from evaluator.language.derived_from_answers import DaysSince, Lacking, Lookup, MonthsSince
from evaluator.language.derived_from_numbers import (
    Brackets,
    Difference,
    HighestOf,
    LowestOf,
    Product,
    Rounded,
    Sampled,
    ShareOf,
    Stepped,
    TotalOf,
    WeightedMean,
    operands,
)
from evaluator.language.derived_from_others import ByCondition, Compared, LinkedValue, PointsOf
from evaluator.language.derived_from_rows import CountOf, Periods, Priced, RowsOf, Sequenced, Steps, SumOf
from evaluator.language.quantity import Derived
from evaluator.result.entered import PARTS
from evaluator.result.handbook import Grid, Item, Say
from evaluator.result.telling import TAKEN
from evaluator.result.told_rows import OfRows


class Quantities(OfRows):
    """Tells what a plan works out."""

    def items(self, derived: dict[str, Derived]) -> tuple[Item, ...]:
        """Each quantity in the order the rules list them."""
        return tuple(self._item(name, one) for name, one in derived.items())

    def _item(self, name: str, quantity: Derived) -> Item:
        settled = self.plan.derived.get(name, quantity)
        unit = f"单位：{quantity.unit}" if quantity.unit and self.lang == "zh" else ""
        return Item(name, self.names.label(name)[0], (self.definition(settled),), unit)

    def definition(self, quantity: Derived) -> Say:
        """What a quantity is."""
        return _TOLD[type(quantity)](self, quantity)

    def since(self, quantity: MonthsSince | DaysSince) -> Say:
        date = self.quoted(quantity.base)
        if isinstance(quantity, MonthsSince):
            return Say(self._(f"自{date}起至评价日的整月数。", f"Whole months from {date} to the day of evaluation."))
        return Say(self._(f"自{date}起至评价日的日数。", f"Days from {date} to the day of evaluation."))

    def lacking(self, quantity: Lacking) -> Say:
        asked = self.joined(quantity.of or self.plan.fields[quantity.lacking].choices)
        field = self.quoted(quantity.lacking)
        return Say(
            self._(
                f"{field}中没有选的项数，按下列各项计：{asked}。",
                f"How many of these were not chosen under {field}: {asked}.",
            )
        )

    # Arithmetic

    def formula(self, quantity: Derived) -> Say:
        sign = {Difference: " − ", TotalOf: " + ", Product: " × "}[type(quantity)]
        said = sign.join(self.operand(one) for one in operands(quantity))
        if isinstance(quantity, Product):
            said += self._("，", ", ") + self.rounded(quantity.places, quantity.rounding)
        return Say(said + self._("。", "."))

    def share(self, quantity: ShareOf) -> Say:
        said = f"{self.operand(quantity.share)} ÷ {self.operand(quantity.of)}{self._('，', ', ')}"
        percent = all(isinstance(one, str) for one in (quantity.share, quantity.of)) and not quantity.unit
        said += self.rounded(quantity.places, quantity.rounding, percent)
        whole = self.operand(quantity.of)
        if quantity.of_nothing is None:
            return Say(said + self._(f"。{whole}为 0 的，视为没有填报。", ". Out of 0 it counts as not answered."))
        nothing = shortest(quantity.of_nothing, 6)
        return Say(said + self._(f"。{whole}为 0 的，按 {nothing} 计。", f". Out of 0 it is {nothing}."))

    def weighted(self, quantity: WeightedMean) -> Say:
        whole = sum(quantity.weighted_mean.values(), Fraction(0))
        parts = " + ".join(
            f"{self.quoted(name)} × {shortest(100 * weight / whole, 4)}%"
            for name, weight in quantity.weighted_mean.items()
        )
        return Say(f"{parts}{self._('，', ', ')}{self.rounded(quantity.places, quantity.rounding)}{self._('。', '.')}")

    def to_places(self, quantity: Rounded) -> Say:
        said = f"{self.quoted(quantity.rounded)}{self._('，', ', ')}"
        return Say(said + super().rounded(quantity.places, quantity.rounding) + self._("。", "."))

    def chosen(self, quantity: HighestOf | LowestOf) -> Say:
        parts = self.joined(self.operand(one) for one in operands(quantity))
        high, number = isinstance(quantity, HighestOf), quantity.number
        if number == 1:
            return Say(
                self._(
                    f"{parts}中最{'高' if high else '低'}的一项。", f"The {'highest' if high else 'lowest'} of {parts}."
                )
            )
        return Say(
            self._(
                f"{parts}中最{'高' if high else '低'}的 {number} 项之和。",
                f"The sum of the {number} {'highest' if high else 'lowest'} of {parts}.",
            )
        )

    def bracketed(self, quantity: Brackets) -> Say:
        rows, start = [], "0"
        for rate in quantity.rates:
            each = shortest(rate.each, 6)
            every = "1" if rate.every is None else shortest(rate.every, 6)
            end = None if rate.up_to is None else shortest(rate.up_to, 6)
            span = (
                self._(f"超过 {start} 的部分", f"beyond {start}")
                if end is None
                else self._(f"{start} 至 {end} 的部分", f"from {start} to {end}")
            )
            way = self._(f"每 {every} 计 {each}", f"{each} for every {every}")
            if rate.part is not None:
                rest = PARTS[rate.part]
                way += self._("，", ", ") + self._(*rest)
            rows.append((span, way))
            start = end or start
        name = self.quoted(quantity.brackets)
        head = (self.names.label(quantity.brackets)[0], self._("计算办法", "comes to"))
        return Say(
            self._(f"{name}按下表逐段计算后相加。", f"{name} taken part by part, added up."),
            grid=Grid(head, tuple(rows)),
        )

    def stepped(self, quantity: Stepped) -> Say:
        name = self.quoted(quantity.stepped)
        return Say(
            self._(f"按{name}的大小查下表。", f"By the size of {name}, from the table."),
            grid=self.steps_grid(self.names.label(quantity.stepped)[0], quantity.values),
        )

    # Tables, others, samples, links, judgements

    def looked_up(self, quantity: Lookup) -> Say:
        names = self.joined(self.quoted(name) for name in quantity.table)
        labels = [self.names.label(name)[0] for name in quantity.table]
        return Say(
            self._(f"按{names}查下表。", f"From the table, by {names}."), grid=self.cells_grid(labels, quantity.cells)
        )

    def compared(self, quantity: Compared) -> Say:
        whose = self._("全部评价对象", "all subjects")
        if quantity.within is not None:
            named = self.key(quantity.within, "place")
            whose = self._(f"同一{named}的评价对象", f"the subjects of the same {named}")
        alone = self._("（除本身外）", " (without itself)") if quantity.without_self else ""
        take, name = self._(*TAKEN[quantity.take]), self.quoted(quantity.compared)
        said = self._(f"{name}在{whose}{alone}中的{take}", f"{take} of {name} among {whose}{alone}")
        if quantity.take in ("rank", "share"):
            first = self._("数大者" if quantity.first == "highest" else "数小者", f"the {quantity.first} comes")
            said += self._(f"，{first}在前", f"; {first} first")
        if quantity.take in ("mean", "share"):
            said += self._("，", ", ") + self.rounded(quantity.places, quantity.rounding, quantity.take == "share")
        return Say(_capital(said) + self._("。", "."))

    def sampled(self, quantity: Sampled) -> Say:
        value, seen, whole = (self.quoted(name) for name in quantity.needs)
        rows, start = [], None
        for size in quantity.sizes:
            end = None if size.up_to is None else shortest(size.up_to, 6)
            asked = [] if size.number is None else [self._(f"{size.number} 个", f"{size.number}")]
            if size.share is not None:
                asked.append(
                    self._(
                        f"{shortest(100 * size.share, 6)}%（进位取整）", f"{shortest(100 * size.share, 6)}%, rounded up"
                    )
                )
            rows.append((self.step_span(start, end, included=True), self.joined(asked)))
            start = end
        head = (self.names.label(quantity.population)[0], self._("至少应查", "at least to be inspected"))
        return Say(
            self._(
                f"{value}；{seen}达到下表数量的才计，没有达到的视为没有结果（总数不足的全部检查）。",
                f"{value}, which counts only where {seen} is as many as the table asks of {whole}, or all of them.",
            ),
            grid=Grid(head, tuple(rows)),
        )

    def linked(self, quantity: LinkedValue) -> Say:
        name = self.names.inside(quantity.value)(quantity.of)
        behind = self.behind(quantity.value)
        return Say(self._(f"取自{behind}的“{name}”。", f"“{name}” of {behind}."))

    def by_condition(self, quantity: ByCondition) -> Say:
        parts = []
        for one in quantity.by_condition:
            value = self.operand(one.value)
            if one.when is None:
                parts.append(Say(self._(f"其余的，取 {value}", f"else {value}")))
            else:
                parts.append(
                    Say(
                        self._(
                            f"{self.that(self.inline(one.when))}，取 {value}", f"{value} where {self.inline(one.when)}"
                        )
                    )
                )
        return Say(self._("依次判断，取第一个符合的：", "The first of these that holds:"), tuple(parts))

    def points_of(self, quantity: PointsOf) -> Say:
        groups = {group.id: group.title for group in self.plan.groups}
        lines = {line.id: line.title for line in self.plan.sheet}
        title = (groups | lines)[quantity.points_of][self.lang]
        said = self._(f"“{title}”的得分，", f"The points of “{title}”, ") + self.rounded(
            quantity.places, quantity.rounding
        )
        if quantity.when_not_applicable is not None:
            instead = shortest(quantity.when_not_applicable, 6)
            said += self._(f"；不适用的按 {instead} 计", f"; {instead} where it does not apply")
        return Say(said + self._("。", "."))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TOLD: dict[type[Derived], Callable[[Quantities, Any], Say]] = {
    CountOf: Quantities.counted,
    SumOf: Quantities.counted,
    MonthsSince: Quantities.since,
    DaysSince: Quantities.since,
    Lacking: Quantities.lacking,
    ShareOf: Quantities.share,
    Difference: Quantities.formula,
    TotalOf: Quantities.formula,
    Product: Quantities.formula,
    WeightedMean: Quantities.weighted,
    Rounded: Quantities.to_places,
    HighestOf: Quantities.chosen,
    LowestOf: Quantities.chosen,
    Brackets: Quantities.bracketed,
    Stepped: Quantities.stepped,
    Lookup: Quantities.looked_up,
    Compared: Quantities.compared,
    Sampled: Quantities.sampled,
    LinkedValue: Quantities.linked,
    ByCondition: Quantities.by_condition,
    PointsOf: Quantities.points_of,
    RowsOf: Quantities.over_rows,
    Periods: Quantities.by_period,
    Priced: Quantities.priced,
    Steps: Quantities.steps_taken,
    Sequenced: Quantities.in_a_row,
}
