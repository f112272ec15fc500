"""Who is held and who is ranked, once gates and vetoes are judged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judgement
from evaluator.standing.rank import Flags, Ints


@dataclass(frozen=True)
class Decided:
    """Gates and vetoes judged, by id, and what follows: who is held, who is ranked, and the total after vetoes."""

    gates: Mapping[str, Judgement]
    vetoes: Mapping[str, Judgement]
    members: Judgement | None
    columns: Columns
    held: Flags
    ranked: Flags
    contending: Flags
    belongs: Flags
    may_belong: Flags
    total: tuple[Ints, Ints] | None

    def holding(self, more: Flags) -> "Decided":
        """With more subjects held, who are then not ranked."""
        contending = self.contending | (more & self.ranked)
        return replace(self, held=self.held | more, ranked=self.ranked & ~more, contending=contending)
