"""Progress of long work: stages count what is done of how much, and know nothing of who looks on or of any clock."""

from collections.abc import Collection, Iterator
from typing import Literal, Protocol, TypeVar

Stage = Literal[
    "reading",
    "judging",
    "results",
    "documents",
    "printing",
    "files",
    "proofs",
    "cases",
    "tests",
    "mutants",
    "clauses",
    "without",
    "values",
    "chapters",
]
"""What is counted: bytes of files read, subjects whose results are made, and for the rest one thing after another."""

Item = TypeVar("Item")


class Step(Protocol):
    """Says that so much more of a stage is done."""

    def __call__(self, done: int = 1, /) -> None: ...


class Progress(Protocol):
    """Somebody who looks on. A stage may begin within another; the one last heard of is where the work is."""

    def stage(self, name: Stage, total: int | None) -> Step:
        """Begin a stage of `total` steps, None where nobody knows how many there will be."""


class Unseen:
    """Nobody looks on."""

    def stage(self, name: Stage, total: int | None) -> Step:
        return unseen


def unseen(done: int = 1, /) -> None:
    """A step that nobody hears of."""


UNSEEN: Progress = Unseen()


def counted(progress: Progress, name: Stage, items: Collection[Item]) -> Iterator[Item]:
    """The items, each a step of a stage once it is done with."""
    step = progress.stage(name, len(items))
    for one in items:
        yield one
        step()
