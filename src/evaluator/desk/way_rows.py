"""Rows of the way up: what a lever asks, what makes a condition hold, what reaches a total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.desk.levers import Lever
from evaluator.desk.reaching import Reaching
from evaluator.desk.way_words import WayWords
from evaluator.exact import shortest
from evaluator.language.conditions import Condition
from evaluator.result.explain import Row
from evaluator.result.shown_finding import Observation


@dataclass(frozen=True)
class WayRows:
    """Rows for one subject, in the language of its words."""

    words: WayWords
    reaching: Reaching

    def _(self, zh: str, en: str) -> str:
        return zh if self.words.lang == "zh" else en

    def lever(self, lever: Lever, title: str, mark: str) -> Iterator[Row]:
        """A lever: its number, or the tests of each of its ways."""
        adds = self.reaching.adds(lever) if self.words.plan.scheme.total is not None else None
        rises = ""
        if adds is not None and adds > 0:
            points = shortest(self.words.units(adds))
            rises = self._(f"，总分增加 {points}", f"; the total rises by {points}")
        if lever.number is not None:
            yield Row(self._("须 ", "needs ") + self.words.moved(lever) + rises, mark, title, self.words.points(lever))
        for index, way in enumerate(lever.ways):
            if index == 0:
                yield Row(self.words.needs(way) + rises, mark, title, self.words.points(lever))
            else:
                yield Row(self.words.needs(way), title=self._("或者", "or"))

    def tests(self, tests: Sequence[Observation], when: Condition, head: str, more: str = "") -> Iterator[Row]:
        """The smallest sets of tests that make a condition hold."""
        for index, way in enumerate(self.words.levers.ways(when, tests)[0]):
            title = head if index == 0 else self._("或者", "or")
            yield Row(self.words.needs(way) + more, title=title, mark="↑" if index == 0 else "")

    def at_total(self, head: str, needed: int, gap: str = "") -> Iterator[Row]:
        """A total that must be reached, and the smallest sets of levers that reach it."""
        now = self.reaching.total
        assert now is not None
        short = shortest(self.words.units(needed - now))
        gap = gap or self._(f"还差 {short} 分", f"{short} points short")
        said = self._(
            f"须 总分不少于 {self.words.said(needed)}（现为 {self.words.said(now)}），{gap}",
            f"needs a total of at least {self.words.said(needed)} (now {self.words.said(now)}); {gap}",
        )
        yield Row(said, title=head, mark="↑")
        found = self.reaching.closing(needed)
        for index, reached in enumerate(found):
            how = self._("补上须", "closed by") if index == 0 else self._("或者", "or")
            yield Row(self.words.closing(reached), title=how)
        if not found:
            yield Row(self._not_closed(needed), indent=1)

    def _not_closed(self, needed: int) -> str:
        best = self.reaching.best
        if not self.reaching.able or best is None:
            return self._("本方案的填报项中没有可以补上的", "nothing that is submitted can close it")
        if best < needed:
            return self._(
                f"上列各项都做到，总分为 {self.words.said(best)}，仍不够",
                f"with all of the above the total is {self.words.said(best)}, which is not enough",
            )
        return self._("三项以内不能补上，须改进三项以上", "no three of the above close it; it takes more")
