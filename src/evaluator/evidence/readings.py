"""What a file said, as whoever reads it hands it on: records, plain ones in blocks, marks, decisions and acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluator.evidence.acts import Act
from evaluator.evidence.block import Block
from evaluator.evidence.model import Decision, RawMark, RawRecusal, Record
from evaluator.problems import Place, Problem


@dataclass(frozen=True)
class Read:
    """What a file, or a part of a long one, said: records, many plain ones as blocks, marks, decisions, acts.

    `rejected` counts records that are none, an unreadable file among them. A form made for a scheme says for which:
    `bound` holds its id, the edition of its questions, and where it says so. `unasked` are records, counted by their
    kind, of kinds that nobody evaluates. `untold` counts problems beyond those that are told one by one.
    """

    records: Sequence[Record] = ()
    marks: tuple[RawMark, ...] = ()
    recusals: tuple[RawRecusal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    blocks: Sequence[Block] = ()
    bound: tuple[str, str, Place] | None = None
    acts: tuple[Act, ...] = ()
    unasked: Mapping[str, int] = field(default_factory=dict)
    untold: int = 0
