"""Calling to an interview again: under another plan, with the held settled, or with a lower total of one subject."""

from dataclasses import dataclass, replace

import numpy as np

from evaluator.desk.variants import Variants
from evaluator.inference.conclude import Judge
from evaluator.language.plan import Plan
from evaluator.standing.alike import aside
from evaluator.standing.decide import decide
from evaluator.standing.decided import Decided
from evaluator.standing.grades import grade_all
from evaluator.standing.interviewed import NOT_PROPOSED
from evaluator.standing.interviews import interview
from evaluator.standing.ranking import rank_all
from evaluator.standing.season import Season
from evaluator.standing.spans import counted_quantity
from evaluator.standing.tiers import with_ranks


@dataclass(frozen=True)
class Calling:
    """One subject of a season, and whether the rule calls it, before people decide."""

    season: Season
    row: int
    judge: Judge

    @property
    def group(self) -> list[int]:
        """Everybody of the subject's group, members or not."""
        codes = self.season.ranks.groups
        return [int(row) for row in np.flatnonzero(codes == codes[self.row])]

    def under(self, plan: Plan) -> str:
        """Whether the subject is called under a plan, from the same findings."""
        season = self.season
        said = aside(plan, season.evidence, season.tally)
        decided = decide(plan, said, season.decided.columns, season.tally, self.judge)
        return self._called(plan, decided.holding(grade_all(plan, decided, self.judge).unsure.whole))

    def settled(self, rows: list[int], end: int) -> str:
        """Whether the subject is called once some that are held come to their least (0) or their best (1)."""
        decided, scheme = self.season.decided, self.season.plan.scheme.total
        assert decided.total is not None
        assert scheme is not None
        least, most = decided.total[0].copy(), decided.total[1].copy()
        least[rows] = most[rows] = decided.total[end][rows]
        flags = {name: getattr(decided, name).copy() for name in ("held", "contending", "ranked", "belongs")}
        for name, flag in flags.items():
            flag[rows] = name in ("ranked", "belongs")
        columns = decided.columns.with_quantities({"total": counted_quantity(least, most, scheme.places)})
        return self._called(self.season.plan, replace(decided, total=(least, most), columns=columns, **flags))

    def falls_to(self) -> int | None:
        """The highest total below the present one with which the subject would no longer be left alone."""
        variants, total = Variants(self.season, self.row, self.judge), self.season.decided.total
        assert total is not None
        tried = variants.tried([{}])
        high, low = int(tried.totals[0]), int(min(total[0][self.group])) - 1
        if variants.standing(tried, 0, total=low).interview == NOT_PROPOSED:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if variants.standing(tried, 0, total=middle).interview == NOT_PROPOSED:
                high = middle
            else:
                low = middle
        return low

    def _called(self, plan: Plan, decided: Decided) -> str:
        season = self.season
        _, ranks, _ = rank_all(plan, season.evidence, season.tally, decided, season.inputs.decisions)
        made, _ = interview(plan, season.evidence, with_ranks(decided, ranks), ranks, (), self.judge)
        assert made is not None
        return str(made.state[self.row])
