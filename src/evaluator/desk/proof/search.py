"""Search: the smallest evidence of which something holds, found from regions and shown by the pipeline.

What is looked for is a predicate on a view: put to combinations of regions it says which could do, put to subjects
that were judged it says which do. A combination no evidence was found for proves nothing by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluator.desk.proof.means import Means
from evaluator.desk.proof.nearby import Nearby
from evaluator.desk.proof.options import size_of
from evaluator.desk.proof.refuting import Refuter
from evaluator.desk.proof.regions import cells_of
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Inside, Wanted, seen_through
from evaluator.desk.proof.worlds import ASSESSED, MARKS, SELF, Answers
from evaluator.language.conditions import Condition, names_in


@dataclass(frozen=True)
class Found:
    """What a search came to: evidence, or none; `possible` says whether any combination of regions would do."""

    answers: dict[str, Any] | None
    possible: bool
    complete: bool
    tried: int = 0
    reachable: bool = True

    @property
    def impossible(self) -> bool:
        """Proved: no combination of regions would do, and none was left out."""
        return self.complete and not self.possible


@dataclass(frozen=True)
class Searcher:
    """Looks for evidence under one plan, also near the evidence of `cases` where there are any."""

    bench: Bench
    means: Means
    cases: Sequence[Answers] = ()

    @classmethod
    def of(cls, bench: Bench, cases: Sequence[Answers] = ()) -> "Searcher":
        return cls(bench, Means.of(bench), cases)

    def find(
        self, conditions: Sequence[Condition], wanted: Wanted, *, missing: bool = False, trim: bool = True
    ) -> Found:
        """The smallest evidence of which `wanted` holds; without `trim`, any evidence will do."""
        cells = cells_of(self.bench, conditions, missing=missing)
        could = wanted(cells)
        if not could.any():
            return Found(None, possible=False, complete=cells.complete)
        made = self.means.realised(cells, np.flatnonzero(could))
        held = self._held(made, conditions, wanted)
        tried, deeper, possible = len(made), cells, could
        inside = [seen_through(one, self.bench.plan) for one in conditions]
        if not held and inside != list(conditions):
            deeper = cells_of(self.bench, inside, missing=missing)
            possible = wanted(Inside(deeper, self.bench.plan, self.bench.judge))
            made = self.means.realised(deeper, np.flatnonzero(possible))
            held = self._held(made, conditions, wanted)
        if not held:
            held = Nearby(self.means, self.cases).find(conditions, wanted)
        held = self._alone(held, conditions, wanted)
        if not held:
            refuter = Refuter(self.bench)
            for here, which in ((cells, could), (deeper, possible)):
                if here.complete and not refuter.possible(here, which).any():
                    return Found(None, possible=False, complete=True, tried=tried)
            reachable = all(self.means.brings(axis) for axis in cells.axes)
            return Found(None, possible=True, complete=cells.complete, tried=tried, reachable=reachable)
        smallest = min(held, key=size_of)
        if trim:
            smallest = self.trimmed(smallest, lambda answers: self._held(answers, conditions, wanted))
        return Found(smallest, possible=True, complete=cells.complete, tried=tried)

    def _held(
        self, made: list[dict[str, Any]], conditions: Sequence[Condition], wanted: Wanted
    ) -> list[dict[str, Any]]:
        if not made:
            return []
        view = self.means.view(made, [name for one in conditions for name in names_in(one)])
        return [one for one, holds in zip(made, wanted(view), strict=True) if holds]

    def _alone(
        self, held: list[dict[str, Any]], conditions: Sequence[Condition], wanted: Wanted
    ) -> list[dict[str, Any]]:
        """Where others decide with it, evidence that does by itself."""
        if not self.bench.plan.subjects_meet:
            return held
        return [one for one in sorted(held, key=size_of)[:20] if self._held([one], conditions, wanted)]

    def trimmed(
        self, answers: dict[str, Any], held: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
    ) -> dict[str, Any]:
        """Evidence without answers and rows that it does not take."""
        while True:
            fewer = [
                {name: value for name, value in answers.items() if name != left} for left in answers if left != SELF
            ]
            for name, value in answers.items():
                if isinstance(value, (list, tuple)) and not name.startswith((ASSESSED, MARKS)):
                    fewer += [
                        {**answers, name: type(value)(one for i, one in enumerate(value) if i != at)}
                        for at in range(len(value))
                    ][:20]
            kept = held(fewer) if fewer else []
            if not kept:
                return answers
            answers = min(kept, key=size_of)
