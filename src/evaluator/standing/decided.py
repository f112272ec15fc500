"""Who is held and who is ranked, once gates and vetoes are judged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from evaluator.inference.columns import Columns, Deferred, Quantity
from evaluator.inference.conclude import Judgement
from evaluator.inference.distinct import Codes
from evaluator.inference.reach import gathered
from evaluator.standing.rank import Flags, Ints

FLAGS = ("held", "ranked", "contending", "belongs", "may_belong")


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

    def spread(self, codes: Codes, columns: Columns) -> "Decided":
        """What was decided of each kind of subject, said of all: `columns` are theirs, without scores."""
        scores: dict[str, Quantity] = {
            name: Deferred(partial(gathered, made, codes), made.places)
            for name, made in self.columns.quantities.items()
            if name not in columns.quantities
        }
        flags = {name: getattr(self, name).take(codes) for name in FLAGS}
        return Decided(
            gates={name: made.spread(codes) for name, made in self.gates.items()},
            vetoes={name: made.spread(codes) for name, made in self.vetoes.items()},
            members=None if self.members is None else self.members.spread(codes),
            columns=columns.with_quantities(scores),
            total=None if self.total is None else (self.total[0].take(codes), self.total[1].take(codes)),
            **flags,
        )

    def holding(self, more: Flags) -> "Decided":
        """With more subjects held, who are then not ranked."""
        contending = self.contending | (more & self.ranked)
        return replace(self, held=self.held | more, ranked=self.ranked & ~more, contending=contending)
