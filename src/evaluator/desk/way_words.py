"""The way up in words: what must be met or reached, in either language."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluator.desk.levers import Lever, Levers, Way
from evaluator.desk.reaching import Reached
from evaluator.exact import fixed, shortest, unscaled
from evaluator.language.awards import Grade, PaymentRate, Tier
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.names import Names
from evaluator.result.shown_finding import Observation
from evaluator.result.words import described, is_situation, number


@dataclass(frozen=True)
class WayWords:
    """Says of one subject's levers what they ask and come to."""

    levers: Levers
    lang: Lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @property
    def plan(self) -> Plan:
        return self.levers.plan

    @cached_property
    def _names(self) -> Names:
        return Names(self.plan, self.lang)

    def points(self, lever: Lever) -> str:
        """`8 → 15`; nothing for a line that is only checked."""
        if lever.points is None:
            return ""
        return f"{lever.found.points or 0} → {shortest(lever.points)}"

    def needs(self, way: Way) -> str:
        """What must be met, in the words of the rule, with what there is now."""
        return self._("须 ", "needs ") + self._("；", "; ").join(self.need(one) for one in way)

    def need(self, one: Observation) -> str:
        """One test that must come out otherwise."""
        asked = one.requirement
        if is_situation(one.part):  # what it says before a colon is when that counts, not what is asked
            asked = asked[asked.find(self._("：", ": ")) + len(self._("：", ": ")) :]
        shown = one.shown or self._("无", "none")
        if one.outcome == "true":  # a test that must no longer hold
            asked = described(asked)
            no_more = self._(
                f"须不再{asked}" if asked.startswith("为 ") else f"须不再是“{asked}”",
                f"no longer {asked.removeprefix('is ')}",
            )
            return one.label + self._(f"（现为 {shown}，{no_more}）", f" (now {shown}; {no_more})")
        return one.label + self._(f"（{asked}，现为 {shown}）", f" ({asked}; now {shown})")

    def moved(self, lever: Lever) -> str:
        """A number and where it must go."""
        assert lever.number is not None
        label, unit, percent = self._names.label(lever.number.column)
        now, to = (number(one, unit, percent) for one in lever.number.values)
        rises = lever.number.to > lever.number.now
        return self._(
            f"{label}{' ' if label[-1:].isascii() else ''}{'提高' if rises else '降低'}到 {to}（现为 {now}）",
            f"{label} {'raised' if rises else 'lowered'} to {to} (now {now})",
        )

    def called(self, part: Grade | Tier | PaymentRate) -> str:
        """A grade, tier or rate by its title."""
        return part.title[self.lang] if part.title else part.id

    def closing(self, reached: Reached) -> str:
        """Levers that are pulled together, and the total they reach."""
        parts = [
            self.moved(one) if one.number is not None else f"{one.found.title} {self.points(one)}"
            for one in reached.levers
        ]
        total = self.said(reached.total)
        return self._("；", "; ").join(parts) + self._(f"，总分 {total}", f"; total {total}")

    def units(self, units: int) -> Fraction:
        """A total, or a part of one, from units of its last place."""
        total = self.plan.scheme.total
        return unscaled(units, total.places if total else 0)

    def said(self, units: int) -> str:
        """A total as the scheme writes it."""
        total = self.plan.scheme.total
        places = total.places if total else 0
        return fixed(unscaled(units, places), places)
