"""What every column of a season is called, and what it holds for a subject, as data and in words."""

from dataclasses import dataclass
from functools import cached_property

from evaluator.evidence.model import EventRow
from evaluator.exact import units_text
from evaluator.inference.columns import VERDICT_WORDS, Columns, Quantity
from evaluator.problems import Lang
from evaluator.result.names import Names
from evaluator.result.words import VERDICTS, plain, reach, said
from evaluator.standing.season import Season


@dataclass(frozen=True)
class Values:
    """Names and values of a season in one language."""

    season: Season
    lang: Lang

    @cached_property
    def names(self) -> Names:
        return Names(self.season.plan, self.lang)

    def label(self, column: str) -> tuple[str, str, bool]:
        """A column's name for people, its unit, and whether it is a share."""
        return self.names.label(column)

    def value(self, row: int, column: str, columns: Columns, unit: str, percent: bool) -> tuple[str, str]:
        """A value as data and in words."""
        if column.startswith("finding:"):
            word = VERDICT_WORDS[columns.verdicts[column][row]]
            return word, VERDICTS[self.lang][word]
        quantity = columns.quantities.get(column)
        if quantity is not None:
            return self._quantity(row, column, quantity, unit, percent)
        value = self.season.evidence.answers[column][row]
        if isinstance(value, list):
            count = len([one for one in value if isinstance(one, EventRow)])
            return str(count), f"{count} 条" if self.lang == "zh" else f"{count} rows"
        return plain(value), said(value, self.lang)

    def _quantity(self, row: int, column: str, quantity: Quantity, unit: str, percent: bool) -> tuple[str, str]:
        least, most = quantity.least[row], quantity.most[row]
        if column in self.season.plan.fields and least is None:
            return "", said(None, self.lang)
        value = units_text(least, quantity.places) if least is not None and least == most else ""
        return value, reach(least, most, quantity.places, self.lang, unit, percent)
