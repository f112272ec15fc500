"""What a quantity found in calendar periods, as sentences: which of them hold a condition, which was the leanest."""

from collections.abc import Sequence
from datetime import date

from evaluator.inference.amounts import amounts_by_period
from evaluator.inference.columns import MISSING, TRUE
from evaluator.inference.periods import whole_periods
from evaluator.inference.periods_held import truths_by_period
from evaluator.language.derived_from_rows import CountOf, Periods, SumOf
from evaluator.result.phrases import phrase
from evaluator.result.telling import TAKEN, Telling
from evaluator.result.words import joined

_PERIODS: dict[str, tuple[str, str]] = {"month": ("月", "month"), "quarter": ("季度", "quarter")}


class OfPeriods(Telling):
    """Tells of months and quarters."""

    def by_period(self, row: int, quantity: Periods) -> str:
        """Which months or quarters hold the condition, and which may."""
        plan = self.values.season.plan
        answers = self.values.season.evidence.answers[quantity.base][row]
        truths = truths_by_period(quantity, plan, [answers], self.known(row, quantity), self.judge)[0]
        spans = whole_periods(plan.scheme.period.start, plan.last_day, quantity.per)
        named = [self._period(start, quantity.per) for start, _ in spans]
        held = [name for name, truth in zip(named, truths, strict=True) if truth == TRUE]
        may = [name for name, truth in zip(named, truths, strict=True) if truth == MISSING]
        inside, number = self.inside(quantity.base), self._("次数", "the number")
        asked = phrase(quantity.when, self.lang, lambda name: number if name == "count" else inside(name))
        label = self.values.label(quantity.base)[0]
        said = [self._("没有这样的时期", "in none") if not held else joined(held, self.lang)]
        if may:
            said.append(self._(f"尚不能确定：{joined(may, self.lang)}", f"cannot be told: {joined(may, self.lang)}"))
        period = self.words(_PERIODS[quantity.per])
        head = self._(f"{label}，按{period}计，{asked}：", f"{label} by {period}, {asked}: ")
        return head + self._("；", "; ").join(said)

    def _period(self, start: date, per: str) -> str:
        if per == "month":
            return self._(f"{start.year}年{start.month}月", f"{start:%Y-%m}")
        quarter = (start.month + 2) // 3
        return self._(f"{start.year}年第{quarter}季度", f"{start.year} Q{quarter}")

    def taken_by_period(self, row: int, quantity: CountOf | SumOf) -> str:
        """By which periods a count or sum goes, which of them is taken, and which that was."""
        assert quantity.per is not None
        assert quantity.take is not None
        period, take = self.words(_PERIODS[quantity.per]), self.words(TAKEN[quantity.take])
        which = self._which_period(row, quantity)
        named = self._(f"（{which}）", f" ({which})") if which else ""
        return self._(f"，按{period}计，取{take}{named}", f", by {period}, {take}{named}")

    def _which_period(self, row: int, quantity: CountOf | SumOf) -> str:
        """The leanest or richest periods of one subject, or those that may be; nothing where nothing was submitted."""
        plan, answers = self.values.season.plan, self.values.season.evidence.answers[quantity.base][row]
        assert quantity.per is not None
        spans = whole_periods(plan.scheme.period.start, plan.last_day, quantity.per)
        if answers is None or not spans:
            return ""
        ((low, high),) = amounts_by_period(quantity, plan, [answers], self.known(row, quantity), self.judge)
        found = _leanest(low, high) if quantity.take == "fewest" else _richest(low, high)
        settled = len(found) == 1 or low == high
        if settled and len(found) == len(spans) > 1:
            return self._("各期相同", "all alike")
        names = joined((self._period(spans[place][0], quantity.per) for place in found), self.lang)
        return names if settled else self._(f"可能为 {names}", f"maybe {names}")


def _leanest(low: Sequence[int | None], high: Sequence[int | None]) -> list[int]:
    """Where the fewest may lie: every period that may hold no more than each other surely does."""
    known = [bound for bound in high if bound is not None]
    return [place for place, bound in enumerate(low) if bound is None or not known or bound <= min(known)]


def _richest(low: Sequence[int | None], high: Sequence[int | None]) -> list[int]:
    """Where the most may lie."""
    known = [bound for bound in low if bound is not None]
    return [place for place, bound in enumerate(high) if bound is None or not known or bound >= max(known)]
