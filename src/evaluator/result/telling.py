"""What every sentence about a quantity is put together from: names, values and conditions in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluator.exact import shortest
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Condition
from evaluator.language.quantity import Derived
from evaluator.problems import Lang
from evaluator.result.phrases import phrase
from evaluator.result.values import Values

TAKEN: dict[str, tuple[str, str]] = {
    "fewest": ("最少的一期", "the period with the fewest"),
    "most": ("最多的一期", "the period with the most"),
    "mean": ("平均值", "the mean"),
    "highest": ("最高值", "the highest"),
    "lowest": ("最低值", "the lowest"),
    "rank": ("名次", "the rank"),
    "share": ("名次占比", "the rank as a share"),
}


@dataclass(frozen=True)
class Telling:
    """Puts parts of a season's quantities into the words of one language."""

    values: Values

    @property
    def lang(self) -> Lang:
        return self.values.lang

    @cached_property
    def judge(self) -> Judge:
        """Who judges again, for one subject, what a sentence is about."""
        return Judge()

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def part(self, row: int, operand: object) -> str:
        """An operand with its value: `A 7`, or the number that is written."""
        if isinstance(operand, Fraction):
            return shortest(operand, 6)
        name = str(operand)
        label, unit, percent = self.values.label(name)
        columns = self.values.season.decided.columns
        return f"{label} {self.values.value(row, name, columns, unit, percent)[1]}"

    def words(self, pair: tuple[str, str]) -> str:
        return pair[self.lang == "en"]

    def inside(self, base: str) -> Callable[[str], str]:
        """What people call the columns of a table, or what a subject behind a link is asked and judged by."""
        return self.values.names.inside(base)

    def known(self, row: int, quantity: Derived) -> Columns:
        """What is known of one subject that a quantity's conditions on its rows compare with."""
        return self.values.season.decided.columns.of_rows([row], quantity.named_by_rows)

    def asked_of_rows(self, row: int, base: str, condition: Condition) -> str:
        """A condition on single rows in words, with the subject's own numbers and dates it compares with."""
        plan, inside = self.values.season.plan, self.inside(base)
        own = {} if base in plan.links else plan.fields[base].columns

        def other(name: str) -> str:
            return inside(name) if name in own or base in plan.links else self.part(row, name)

        return phrase(condition, self.lang, inside, other)

    def validity(self, quantity: Derived) -> str:
        """How long a row counts, where that is not the season."""
        months, until = getattr(quantity, "valid_months", None), getattr(quantity, "valid_until", None)
        if months is not None:
            return self._(f"，有效期 {months} 个月", f", valid for {months} months")
        if until is not None:
            name = self.inside(quantity.base)(until)
            return self._(f"，{name}未过的有效", f", valid until its {name}")
        return ""

    def judge_of(self, base: str, column: str) -> str:
        """Who judges the numbers of a column, if somebody does."""
        return self.values.names.judge_of(base, column)

    def link(self, name: str) -> str:
        """The subjects behind a link, as people call them."""
        label = self.values.season.plan.links[name].link.label
        if label is not None:
            return label[self.lang]
        return self._(f"关联对象“{name}”", f"the subjects behind “{name}”")
