"""What a subject would have to come to for a better place, grade or tier, and the fewest levers that get it there.

The total that is needed is found by trying totals: everybody is ranked, graded and placed again with each.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import Any

from evaluator.desk.levers import SHOWN, Lever, Levers
from evaluator.desk.variants import Change, Standing, Tried

MOST = 3
"""So many lines at most are changed together."""

TRIED = 4_000
"""Combinations of levers that are tried; where there are more, the rest are not looked at."""

Better = Callable[[Standing], bool]
"""Whether a standing is what is aimed at."""


@dataclass(frozen=True)
class Reached:
    """Levers that together reach a total, in units of its last place."""

    levers: tuple[Lever, ...]
    total: int


@dataclass(frozen=True)
class Reaching:
    """One subject, its levers by line, and what they lead to."""

    levers: Levers
    by_line: tuple[tuple[Lever, ...], ...]

    @cached_property
    def total(self) -> int | None:
        """The subject's total in units, if it is settled."""
        decided = self.levers.now.decided
        if decided.total is None or decided.total[0][0] != decided.total[1][0]:
            return None
        return int(decided.total[0][0])

    @cached_property
    def standing(self) -> Standing:
        return self.levers.variants.standing(self.levers.now, 0)

    def needed(self, better: Better, change: Change | None = None) -> int | None:
        """The least total, from the present one on, with which a standing is better; None where no total does it.

        With `change` that is made as well.
        """
        variants = self.levers.variants
        tried = variants.tried([change or {}])
        low, high = int(tried.totals[0]), self._top
        if better(variants.standing(tried, 0, total=low)):
            return low
        if not better(variants.standing(tried, 0, total=high)):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if better(variants.standing(tried, 0, total=middle)):
                high = middle
            else:
                low = middle
        return high

    @cached_property
    def _top(self) -> int:
        """A total above every other's, and above every total a rule asks for."""
        plan, season = self.levers.plan, self.levers.variants.season
        total, places = season.decided.total, plan.scheme.total
        assert total is not None
        assert places is not None
        unit = 10**places.places
        settled = total[0][total[0] == total[1]]
        starts = [grade.start for grade in plan.scheme.grades if grade.start is not None]
        ends = [int(settled.max(initial=0)), *(int(one * unit) for one in (*starts, plan.out_of or 0))]
        top: int = max(ends) + unit
        return top

    def adds(self, lever: Lever) -> int | None:
        """What a lever adds to the total."""
        if self.total is None or lever.change is None:
            return None
        made = self._totals([lever.change])[0]
        return None if made is None else made - self.total

    def closing(self, needed: int) -> tuple[Reached, ...]:
        """The smallest sets of levers that reach a total, the cheapest first; a number goes only as far as it must."""
        for size in range(1, min(len(self.able), MOST) + 1):
            found = [*self._of_size(self.able, size, needed)]
            if found:
                return tuple(sorted(found, key=_cost)[:SHOWN])
        return ()

    @cached_property
    def able(self) -> tuple[tuple[Lever, ...], ...]:
        """The levers of each line that add to the total; where points are without bound, as far as a number may go."""
        found = (tuple(one for one in levers if (self.adds(one) or 0) > 0) for levers in self.by_line)
        return tuple((*levers, *map(self._furthest, filter(_unbounded, levers))) for levers in found if levers)

    def _furthest(self, lever: Lever) -> Lever:
        number = lever.number
        assert number is not None
        end = self.levers.numbers.ends(number.column)[number.to > number.now]
        return replace(lever, change={number.column: end}, number=replace(number, to=end))

    @cached_property
    def best(self) -> int | None:
        """The total with the best lever of every line."""
        changes: dict[str, Any] = {}
        for levers in self.able:
            changes |= levers[-1].change or {}
        return self._totals([changes])[0]

    def _of_size(self, able: Sequence[tuple[Lever, ...]], size: int, needed: int) -> Iterator[Reached]:
        sets: list[tuple[Lever, ...]] = []
        for lines in combinations(able, size):
            sets += [one for one in product(*lines) if _merged(one) is not None]
        sets = sets[:TRIED]
        totals = self._totals([_merged(one) or {} for one in sets])
        seen: list[set[str]] = []
        for levers, total in zip(sets, totals, strict=True):
            lines_of = {one.found.criterion for one in levers}
            if total is None or total < needed or lines_of in seen:
                continue
            seen.append(lines_of)  # the levels of a line come from the next on: the first that reaches is enough
            yield self._lessened(levers, total, needed)

    def _lessened(self, levers: tuple[Lever, ...], total: int, needed: int) -> Reached:
        """The last number of a set taken only so far as the total needs."""
        at = next((index for index in reversed(range(len(levers))) if levers[index].number is not None), None)
        if at is None:
            return Reached(levers, total)
        number = levers[at].number
        assert number is not None
        others = _merged([*levers[:at], *levers[at + 1 :]]) or {}
        to = self.levers.numbers.nearest(
            number, lambda tried: [one is not None and one >= needed for one in _totals(tried)], others
        )
        if to is None:
            return Reached(levers, total)
        change = {number.column: to}
        tried = self.levers.variants.tried([{**others, **change}])
        points = tried.findings[levers[at].found.criterion].of(0).least
        moved = replace(levers[at], points=points, change=change, number=replace(number, to=to))
        return Reached((*levers[:at], moved, *levers[at + 1 :]), int(tried.totals[0]))

    def _totals(self, changes: Sequence[Change]) -> list[int | None]:
        return _totals(self.levers.variants.tried(changes)) if changes else []


def _totals(tried: Tried) -> list[int | None]:
    """The total of each variant where it is settled."""
    assert tried.decided.total is not None
    least, most = tried.decided.total
    return [int(low) if low == high else None for low, high in zip(least, most, strict=True)]


def _merged(levers: Sequence[Lever]) -> dict[str, Any] | None:
    """All changes together; None where two would make the same thing different."""
    made: dict[str, Any] = {}
    for lever in levers:
        for name, value in (lever.change or {}).items():
            if made.setdefault(name, value) != value:
                return None
    return made


def _unbounded(lever: Lever) -> bool:
    return lever.number is not None and not lever.found.of


def _cost(reached: Reached) -> tuple[int, int]:
    """How much a set asks: its tests and numbers, then the total it goes to."""
    asked = sum(1 if one.number is not None else len(one.ways[0]) for one in reached.levers)
    return asked, reached.total
