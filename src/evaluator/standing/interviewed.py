"""How interviews stand: proposed, pending, confirmed or not, and the standing they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judgement

PROPOSED, PENDING, NOT_PROPOSED, CONFIRMED = "proposed", "pending", "no", "confirmed"


@dataclass(frozen=True)
class Interviewed:
    """Whether each subject's interview is proposed, pending, confirmed or not, and the standing it rests on."""

    state: list[str]
    before: Mapping[int, str]
    columns: Columns
    when: Judgement
    open: Judgement | None
