"""The picture of a sweep: where its stretches lie, and each subject's place from one end of the range to the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from evaluator.desk.sweep_target import Range
from evaluator.result.swept import Run, Stretch, Strip, Tick

WIDE = 1000
"""The range is so wide; positions are whole numbers of it."""
APART = 75
"""Values are named where they stand so far apart."""
MOST = 60
"""So many subjects are drawn."""


@dataclass(frozen=True)
class Picture:
    """Positions over a range: every value of the grid is as wide as a step."""

    range: Range
    runs: Sequence[tuple[Fraction, Fraction]]
    shown: Callable[[Fraction], str]

    def at(self, value: Fraction) -> int:
        """Where a value lies."""
        span = self.range
        whole = span.at(span.values - 1) - span.start + span.step
        return int((value - span.start + span.step / 2) * WIDE / whole)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each stretch begins and ends: half-way to its neighbours."""
        edges = [0, *(self.at((low[1] + high[0]) / 2) for low, high in pairwise(self.runs)), WIDE]
        return list(pairwise(edges))

    def ticks(self) -> tuple[Tick, ...]:
        """Values to name: both ends, and where stretches begin as far as there is room."""
        first, last = self.runs[0][0], self.runs[-1][1]
        ends = [Tick(value=self.shown(first), at=self.at(first))]
        if last == first:
            return tuple(ends)
        end = Tick(value=self.shown(last), at=self.at(last))
        for start, _ in self.runs[1:]:
            here = self.at(start)
            if here - ends[-1].at >= APART and end.at - here >= APART:
                ends.append(Tick(value=self.shown(start), at=here))
        return (*ends, end)

    def today_at(self, today: Fraction) -> int:
        return self.at(today) if self.runs[0][0] <= today <= self.runs[-1][1] else -1


def strips(stretches: Sequence[Stretch], today: Mapping[str, str]) -> tuple[tuple[Strip, ...], int]:
    """A strip for each subject whose place changes, those that change soonest first; and how many are left out."""
    names = {change.id: change.name for one in stretches for change in one.changes}
    made = []
    for subject, name in names.items():
        now = today.get(subject, "")
        runs: list[Run] = []
        for one in stretches:
            value = next((change.after for change in one.changes if change.id == subject), now)
            if runs and runs[-1].value == value:
                runs[-1] = runs[-1].model_copy(update={"at": (runs[-1].at[0], one.at[1])})
            else:
                runs.append(Run(value=value, same_as_today=value == now, at=one.at))
        made.append(Strip(id=subject, name=name, today=now, runs=tuple(runs)))
    made.sort(key=lambda one: (-sum(run.at[1] - run.at[0] for run in one.runs if not run.same_as_today), one.id))
    return tuple(made[:MOST]), max(0, len(made) - MOST)
