"""What of a partition cannot be judged by itself, in the order it is said: odd records, marks, decisions, problems."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from evaluator.evidence.block import Block
from evaluator.evidence.model import Record
from evaluator.evidence.readings import Read
from evaluator.problems import Place, Problem


class Left:
    """What of a partition has to be looked at with the rest, as it comes."""

    def __init__(self, kinds: Collection[str]) -> None:
        self._kinds = kinds
        self._records: dict[Place, Record] = {}
        self._reads: list[Read] = []
        self._unasked = Counter[str]()
        self._nameless: list[Block] = []
        self.problems: list[Problem] = []

    def take(self, read: Read, blocks: Sequence[Block]) -> None:
        """Take in what was not in blocks; of blocks nobody asks for, how many records they hold."""
        self._reads.append(read)
        self.odd(read.records)
        for block in blocks:
            if not block.kind:
                self._nameless.append(block)
            elif block.kind not in self._kinds:
                self._unasked[block.kind] += len(block)

    def odd(self, records: Iterable[Record]) -> None:
        """Take in records; one that several schemes find odd is still one."""
        self._records |= {record.place: record for record in records}

    def read(self) -> Read:
        """All of it in the order in which it is said."""
        return Read(
            records=[self._records[place] for place in sorted(self._records)],
            marks=tuple(one for read in self._reads for one in read.marks),
            recusals=tuple(one for read in self._reads for one in read.recusals),
            decisions=tuple(one for read in self._reads for one in read.decisions),
            problems=(*(one for read in self._reads for one in read.problems), *self.problems),
            rejected=sum(read.rejected for read in self._reads),
            blocks=tuple(self._nameless),
            acts=tuple(one for read in self._reads for one in read.acts),
            unasked=self._unasked,
            untold=sum(read.untold for read in self._reads),
        )
