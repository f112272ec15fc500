"""The way up: the fewest unmet tests, or the least numbers, that reach the next points, grade, tier and place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np

from evaluator.desk.levers import Lever, Levers, Way
from evaluator.desk.proof.trial import Bench
from evaluator.desk.reaching import Better, Reaching
from evaluator.desk.variants import Change, Variants
from evaluator.desk.way_rows import WayRows
from evaluator.desk.way_words import WayWords
from evaluator.exact import shortest
from evaluator.inference.columns import FALSE
from evaluator.inference.conclude import Judge
from evaluator.language.awards import Grade, PaymentRate, Tier
from evaluator.language.conditions import Combination, Condition, Test
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place
from evaluator.result.explain import Row
from evaluator.result.observed import Observer
from evaluator.result.shown_finding import Finding, Ruling
from evaluator.result.shown_subject import Subject
from evaluator.result.words import joined
from evaluator.standing.interviewed import NOT_PROPOSED, PROPOSED
from evaluator.standing.season import Season


def ways_up(season: Season, subject: Subject, lang: Lang, criterion: str | None = None) -> Iterator[Row]:
    """Rows for the end of an explanation; with `criterion`, of that criterion alone."""
    guide = _Guide(season, subject, lang)
    rows = list(guide.rows(criterion))
    if rows:
        yield Row()
        yield Row({"zh": "改进途径", "en": "The way up"}[lang])
        yield from rows


@dataclass(frozen=True)
class _Guide:
    season: Season
    subject: Subject
    lang: Lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @property
    def plan(self) -> Plan:
        return self.season.plan

    @cached_property
    def levers(self) -> Levers:
        judge = Judge()
        row = self.season.evidence.rows[self.subject.id]
        return Levers(Variants(self.season, row, judge), Bench(self.plan, judge))

    @cached_property
    def words(self) -> WayWords:
        return WayWords(self.levers, self.lang)

    @cached_property
    def by_line(self) -> dict[str, tuple[Lever, ...]]:
        """What would bring each line to more points, by its id."""
        lines = {line.id: line for line in self.plan.sheet}
        return {
            found.criterion: self.levers.of(found, lines[found.criterion])
            for found in self.subject.findings
            if found.criterion in lines
        }

    @cached_property
    def reaching(self) -> Reaching:
        return Reaching(self.levers, tuple(self.by_line.values()))

    @cached_property
    def way(self) -> WayRows:
        return WayRows(self.words, self.reaching)

    def rows(self, criterion: str | None) -> Iterator[Row]:
        for found in self.subject.findings:
            if criterion in (None, found.criterion):
                yield from self._of_line(found)
        if criterion is not None:
            return
        yield from self._shut_out()
        if self.plan.scheme.total is None:
            yield from self._by_condition("grade", self.plan.scheme.grades, self.subject.grade)
        elif self.reaching.total is not None:
            yield from self._interview()
            yield from self._grade()
            yield from self._tier()
            yield from self._rank()
        money = self.plan.scheme.allocation
        if money is not None and money.rates:
            yield from self._by_condition("tier", money.rates, self.subject.tier)

    # Points

    def _of_line(self, found: Finding) -> Iterator[Row]:
        """The next points of a line, and from where on a number earns full marks."""
        levers = self.by_line.get(found.criterion, ())
        shown = [*levers[:1], *(one for one in levers[1:][-1:] if one.number is not None)]
        for index, lever in enumerate(shown):
            further = index > 0 and shown[0].number is not None and shown[0].number.column == _column(lever)
            title = found.title if index == 0 else "" if further else self._("或者", "or")
            yield from self.way.lever(lever, title, "↑" if index == 0 else "")

    # What shuts out

    def _shut_out(self) -> Iterator[Row]:
        """Gates that do not hold, vetoes and lowered grades that do: what it takes to be free of them."""
        scheme = self.plan.scheme
        lowered = [one for one in scheme.adjustments if one.at_best is not None or one.down is not None]
        for kind, parts, out, named in (
            ("gate", scheme.gates, "false", self._("准入条件 ", "gate ")),
            ("veto", scheme.vetoes, "true", self._("解除否决 ", "free of the veto ")),
            ("adjustment", lowered, "true", self._("解除调整 ", "free of the adjustment ")),
        ):
            conditions: dict[str, Condition] = {one.id: one.when for one in parts}
            for ruling in self.subject.rulings:
                if ruling.kind == kind and ruling.outcome == out and ruling.id in conditions:
                    when = conditions[ruling.id]
                    if kind != "gate":
                        when = Combination("none", (when,), Place())
                    yield from self.way.tests(ruling.observations, when, named + ruling.title)

    def _by_condition(self, kind: str, parts: Sequence[Grade | PaymentRate], current: str) -> Iterator[Row]:
        """The next grade or rate that a condition alone keeps from the subject."""
        ids = [one.id for one in parts]
        judged = self.season.graded.judged if kind == "grade" else self.season.tier_judgements
        row, columns = self.levers.variants.row, self.season.decided.columns
        for part in reversed(parts[: ids.index(current)] if current in ids else ()):
            made = judged.get(part.id)
            if made is None or part.when is None or made.conclusion[row] != FALSE:
                continue
            head = (self._("评定等级 ", "grade ") if kind == "grade" else self._("等次 ", "tier ")) + self.words.called(
                part
            )
            needed = self._total_asked(part.when)
            if needed is not None:
                yield from self.way.at_total(head, needed)
            else:
                tests = [*Observer(self.season, self.lang).of_judgement(row, made, columns, kind)]
                said = [*self.way.tests(tests, part.when, head)]
                if not said:
                    continue
                yield from said
            return

    def _total_asked(self, when: Condition) -> int | None:
        """The total a condition asks for, where that is all it asks."""
        scheme = self.plan.scheme
        if scheme.total is None or self.reaching.total is None or not isinstance(when, Test):
            return None
        if (when.column, when.operator) != ("total", "at_least") or not isinstance(when.value, Fraction):
            return None
        units: int = ceil(when.value * 10**scheme.total.places)
        return units

    # Grade, tier and rank: totals

    def _grade(self) -> Iterator[Row]:
        scheme, current = self.plan.scheme, self.reaching.standing.grade
        zeroed = {veto.id for veto in scheme.vetoes if veto.effect == "zero"}
        if not scheme.grades or not current or any(self._vetoed(one, zeroed) for one in self.subject.rulings):
            return

        def better(grade: int | None) -> bool:
            return grade is not None and grade < current

        needed = self.reaching.needed(lambda one: better(one.grade))
        if needed is None:
            yield from self._by_condition("grade", scheme.grades, self.subject.grade)
            return
        variants = self.levers.variants
        reached = variants.standing(self.levers.now, 0, total=needed).grade
        assert reached is not None
        grade = scheme.grades[reached]
        called = grade.title[self.lang] if grade.title else grade.id
        yield from self.way.at_total(self._(f"评定等级 {called}", f"grade {called}"), needed)

    @staticmethod
    def _vetoed(ruling: Ruling, which: set[str]) -> bool:
        return ruling.kind == "veto" and ruling.id in which and ruling.outcome == "true"

    def _rank(self) -> Iterator[Row]:
        """What passes whoever stands one place higher."""
        rank = self.reaching.standing.rank
        if rank is None or rank == 1:
            return
        needed = self.reaching.needed(lambda one: one.rank is not None and one.rank < rank)
        if needed is None:
            return
        place, names, total = self._next_above(rank)
        assert self.reaching.total is not None
        gap = self.words.said(total - self.reaching.total)
        head = self._(f"超过第 {place} 名{names}", f"passing rank {place}, {names}")
        if needed <= total and self.levers.variants.standing(self.levers.now, 0, total=needed).rank == place:
            head = self._(f"赶上第 {place} 名{names}", f"reaching rank {place}, {names}")
        yield from self.way.at_total(head, needed, self._(f"差 {gap} 分", f"{gap} points behind"))

    def _interview(self) -> Iterator[Row]:
        """What leaves the last place for which an interview is proposed."""
        if self.reaching.standing.interview != PROPOSED:
            return
        needed = self.reaching.needed(lambda one: one.interview == NOT_PROPOSED)
        if needed is not None:
            yield from self.way.at_total(self._("不再列为约谈", "no interview"), needed)

    def _next_above(self, rank: int) -> tuple[int, str, int]:
        """The place above, who stands there, and their total."""
        season, row = self.season, self.levers.variants.row
        codes = season.ranks.groups
        mine = (codes == codes[row]) & (season.ranks.rank > 0) & (season.ranks.rank < rank)
        place = int(season.ranks.rank[mine].max())
        rows = np.flatnonzero(mine & (season.ranks.rank == place))
        assert season.decided.total is not None
        names = joined((season.evidence.names[int(one)] for one in rows), self.lang)
        return place, names, int(season.decided.total[0][rows[0]])

    def _tier(self) -> Iterator[Row]:
        """The next tier: a total, or what its condition asks and then perhaps a total as well."""
        money, standing = self.plan.scheme.allocation, self.reaching.standing
        current = standing.tier
        if money is None or not money.tiers or not current or standing.rank is None:
            return
        for target in reversed(range(current)):
            tier = money.tiers[target]
            head = self._("等次 ", "tier ") + self.words.called(tier)

            def better(one: object, target: int = target) -> bool:
                got = getattr(one, "tier", None)
                return got is not None and got <= target

            needed = self.reaching.needed(better)
            if needed is not None:
                yield from self.way.at_total(head, needed)
                return
            made = [*self._with_condition(tier, head, better)]
            if made:
                yield from made
                return

    def _with_condition(self, tier: Tier, head: str, better: Better) -> Iterator[Row]:
        """A tier whose own condition is short: what it asks, and the total it takes once that is met."""
        ruling = next((one for one in self.subject.rulings if (one.kind, one.id) == ("tier", tier.id)), None)
        if ruling is None or tier.when is None or ruling.outcome != "false":
            return
        ways, changes = self.levers.ways(tier.when, ruling.observations)
        change = changes[0] if changes else None
        change = change or self._meeting(ways[0] if ways else ())
        if change is None:
            yield from self.way.tests(ruling.observations, tier.when, head)
            return
        needed = self.reaching.needed(better, change)
        if needed is None:
            return
        then = int(self.levers.variants.tried([change]).totals[0])
        more = self._(f"，总分升到 {self.words.said(then)}", f"; the total is then {self.words.said(then)}")
        if needed > then:
            total, short = self.words.said(needed), shortest(self.words.units(needed - then))
            more += self._(f"，另须总分不少于 {total}，还差 {short} 分", f", and needs at least {total}, {short} more")
        elif then == self.reaching.total:
            more = ""
        yield from self.way.tests(ruling.observations, tier.when, head, more)

    def _meeting(self, way: Way) -> Change | None:
        """What makes the findings that a way asks for come about, where each of them is a line to be met."""
        made: dict[str, object] = {}
        for one in way:
            levers = self.by_line.get(one.name.removeprefix("finding:"), ())
            if one.operator != "is" or one.required != "met" or not levers or levers[-1].change is None:
                return None
            made |= levers[-1].change
        return made or None


def _column(lever: Lever) -> str:
    return "" if lever.number is None else lever.number.column
