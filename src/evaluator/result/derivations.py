"""How a derived quantity came about for one subject: a sentence of its parts and their values, or what was counted."""

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

from evaluator.exact import shortest
from evaluator.inference.arithmetic import needed
from evaluator.inference.by_condition import possible, truths_of
from evaluator.inference.columns import FALSE, MISSING, Truths
from evaluator.inference.linked import keys_of
from evaluator.inference.reach import reach_at
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
from evaluator.language.plan import judged_for
from evaluator.language.quantity import Derived, Step
from evaluator.result.derivations_of_sequences import OfSequences
from evaluator.result.phrases import phrase
from evaluator.result.telling import TAKEN
from evaluator.result.words import joined, said
from evaluator.standing.subtotals import subtotal_of

_ROUNDED: dict[str, tuple[str, str]] = {
    "half-even": ("四舍六入五成双", "half to even"),
    "half-up": ("四舍五入", "half up"),
}


class Derivations(OfSequences):
    """Tells how quantities of a season came about, in one language."""

    def how(self, row: int, name: str) -> str:
        """The sentence for a derived quantity; nothing for a field."""
        quantity = self.values.season.plan.derived.get(name)
        if quantity is None:
            return ""
        tell = _TOLD.get(type(quantity))
        return "" if tell is None else tell(self, row, quantity)

    def since(self, row: int, quantity: MonthsSince | DaysSince) -> str:
        as_of = said(self.values.season.plan.as_of, self.lang)
        return self._(f"{self.part(row, quantity.base)}，至 {as_of}", f"{self.part(row, quantity.base)}, to {as_of}")

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
        return self.part(row, quantity.rounded) + self._to_places(quantity)

    def _to_places(self, quantity: Rounded | PointsOf) -> str:
        way = self.words(_ROUNDED[quantity.rounding])
        return self._(f"，修约到 {quantity.places} 位小数（{way}）", f", rounded to {quantity.places} decimals ({way})")

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

    # Judgements

    @cached_property
    def _truths(self) -> dict[int, list[Truths]]:
        """Whether each condition of every quantity by condition holds, by the quantity's identity."""
        season, judge = self.values.season, self.judge
        quantities = [one for one in season.plan.derived.values() if isinstance(one, ByCondition)]
        return {id(one): truths_of(one, season.decided.columns, judge) for one in quantities}

    def by_condition(self, row: int, quantity: ByCondition) -> str:
        """Which condition holds and what is taken for it, or which may and what it may then be."""
        truths = [int(column[row]) for column in self._truths[id(quantity)]]
        taken = possible(truths)
        parts = [self.part(row, quantity.by_condition[number].value) for number in taken]
        conditions = [one.when for one in quantity.by_condition if one.when is not None]
        asked = [f"“{phrase(one, self.lang, self._name)}”" for one in conditions]
        if len(taken) > 1:
            unsure = joined((asked[number] for number in taken if truths[number] == MISSING), self.lang)
            either = self._(" 或 ", " or ").join(dict.fromkeys(parts))
            return self._(f"不能确定是否符合{unsure}，取 {either}", f"{unsure} cannot be told: {either}")
        if taken[0] < len(asked):
            return self._(f"符合{asked[taken[0]]}，取 {parts[0]}", f"{asked[taken[0]]} holds: {parts[0]}")
        if not asked:
            return self._(f"取 {parts[0]}", parts[0])
        none = joined(asked, self.lang)
        return self._(
            f"{none}{'均' if len(asked) > 1 else ''}不符合，取 {parts[0]}",
            f"{none} {'do' if len(asked) > 1 else 'does'} not hold: {parts[0]}",
        )

    def _name(self, column: str) -> str:
        return self.values.label(column)[0]

    def points(self, row: int, quantity: PointsOf) -> str:
        """Whose points are taken, and what stands for them where there are none."""
        season = self.values.season
        names = judged_for(quantity, season.plan.groups)
        groups = {one.id: one for one in season.plan.groups}
        group = quantity.points_of in groups
        title = self._name(quantity.points_of if group else f"finding:{quantity.points_of}")
        sheet = {name: season.tally.findings[name].of(row) for name in names}
        if subtotal_of(quantity.points_of, groups, sheet).counts == FALSE:
            instead = shortest(quantity.when_not_applicable or Fraction(0), 6)
            return self._(f"“{title}”不适用，按 {instead} 计", f"“{title}” does not apply, counted as {instead}")
        return self._(f"取“{title}”的得分", f"the points of “{title}”") + self._to_places(quantity)

    # Tables, others, samples, links

    def looked_up(self, row: int, quantity: Lookup) -> str:
        return (
            self._("按 ", "by ")
            + joined((self.part(row, name) for name in quantity.table), self.lang)
            + self._(" 查表", ", from the table")
        )

    def compared(self, row: int, quantity: Compared) -> str:
        season = self.values.season
        groups: list[Any] = [""] if quantity.within is None else list(keys_of(quantity.within, season.evidence))
        mine = "" if quantity.within is None else groups[row]
        count = len(season.evidence) if quantity.within is None else groups.count(mine)
        count -= quantity.without_self and quantity.take in ("mean", "highest", "lowest")
        whose = self._(f"{mine or ''}共 {count} 个评价对象", f"{count} subjects" + (f" of {mine}" if mine else ""))
        alone = self._("（不含本身）", " (without itself)") if quantity.without_self else ""
        take = self.words(TAKEN[quantity.take])
        part = self.part(row, quantity.compared)
        return self._(f"{part}，{whose}{alone}的{take}", f"{part}; {take} of {whose}{alone}")

    def sampled(self, row: int, quantity: Sampled) -> str:
        parts = joined((self.part(row, name) for name in quantity.needs), self.lang)
        size = reach_at(self.values.season.decided.columns.quantities[quantity.population], row)
        if size[0] is None or size[0] != size[1]:
            return parts
        least = needed(quantity.sizes, size[0])
        return self._(f"{parts}，至少应查 {least} 个", f"{parts}, at least {least} to be inspected")

    def linked(self, row: int, quantity: LinkedValue) -> str:
        name = self.inside(quantity.value)(quantity.of)
        link = self.link(quantity.value)
        return self._(f"取自{link}的{name}", f"{name} of {link}")


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
    Sequenced: Derivations.in_a_row,
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
    ByCondition: Derivations.by_condition,
    PointsOf: Derivations.points,
}
