"""How interviews stand: proposed, pending, confirmed or not, and the standing they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judgement
from evaluator.inference.distinct import ByCode
from evaluator.standing.rank import Flags

PROPOSED, PENDING, NOT_PROPOSED, CONFIRMED = "proposed", "pending", "no", "confirmed"
STATES = (PROPOSED, PENDING, NOT_PROPOSED, CONFIRMED)


@dataclass(frozen=True)
class Interviewed:
    """Whether each subject's interview is proposed, pending, confirmed or not, and the standing it rests on."""

    state: ByCode
    before: Mapping[int, str]
    columns: Columns
    when: Judgement
    open: Judgement | None

    def are(self, state: str) -> Flags:
        """Whose interview stands so."""
        found: Flags = self.state.codes == STATES.index(state)
        return found

    def counts(self) -> dict[str, int]:
        """How many interviews stand in each way, by its word."""
        found = np.bincount(self.state.codes, minlength=len(STATES)).tolist()
        return {state: count for state, count in sorted(zip(STATES, found, strict=True)) if count}
