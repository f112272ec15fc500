"""Which values of a sweep make usable rules: a range is swept as far as they do, and what stops it is said."""

from dataclasses import dataclass, replace
from fractions import Fraction

from evaluator.desk.clauses import faults, usable
from evaluator.desk.edits import Documents
from evaluator.desk.sweep_target import Range, Target
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.swept import Stop

MOST_VALUES = 2_000
"""Of so many values each is looked at; of more, those at distances."""


@dataclass(frozen=True)
class Fits:
    """The rules with other values of one number in them."""

    plan: Plan
    files: Documents
    target: Target
    lang: Lang

    def within(self, asked: Range) -> tuple[Range | None, tuple[Stop, ...]]:
        """The usable values next to today's, or the first of the range, and where they end; None if there is none."""
        last = asked.values - 1
        near = min(max(int((self.target.today - asked.start) / asked.step), 0), last)
        every = range(last + 1) if asked.values <= MOST_VALUES else (0, last)
        anchor = next((number for number in (near, *every) if self._fits(asked.at(number))), None)
        if anchor is None:
            return None, ()
        low, high = (self._last(asked, anchor, end) for end in (0, last))
        stops = tuple(
            Stop(value=self.target.shown(asked.at(number)), why=self.why(asked.at(number)), below=number < anchor)
            for number in (low - 1, high + 1)
            if 0 <= number <= last
        )
        return replace(asked, start=asked.at(low), to=asked.at(high)), stops

    def why(self, value: Fraction) -> str:
        """What is wrong with the rules with a value."""
        problems = faults(self.target.put(self.files, value), self.plan.scheme.scheme, self.plan.as_of)
        return next((one.message(self.lang).rstrip("。.") for one in problems if one.severity == "error"), "")

    def _fits(self, value: Fraction) -> bool:
        return usable(self.target.put(self.files, value), self.plan.scheme.scheme, self.plan.as_of) is not None

    def _last(self, asked: Range, anchor: int, end: int) -> int:
        """The last value from an anchor towards an end up to which all are usable; of very many, by halving."""
        step = 1 if end >= anchor else -1
        if asked.values <= MOST_VALUES:
            numbers = range(anchor, end + step, step)
            return next((number - step for number in numbers if not self._fits(asked.at(number))), end)
        good, bad = anchor, end
        if self._fits(asked.at(end)):
            return end
        while abs(bad - good) > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if self._fits(asked.at(middle)) else (good, middle)
        return good
