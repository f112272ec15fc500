"""One partition judged by itself: what is plain of it for each scheme, and what has to be looked at with the rest."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from evaluator import __version__
from evaluator.evidence.labels import Labels
from evaluator.evidence.model import Evidence
from evaluator.evidence.portions import Partition
from evaluator.evidence.readings import Read
from evaluator.evidence.table import Asked, Table
from evaluator.inference.conclude import Judge
from evaluator.language.plan import Plan
from evaluator.partitions.kept import asked_after
from evaluator.partitions.left import Left
from evaluator.pipeline import judge_subjects
from evaluator.standing.judged import Judged, with_columns, without_judgements
from evaluator.standing.season import Inputs


@dataclass(frozen=True)
class Plain:
    """Subjects of whom nothing is to be said, judged: of their answers only what is asked for after the findings."""

    evidence: Evidence
    judged: Judged


@dataclass(frozen=True)
class Found:
    """What became of a partition: by scheme the plain subjects; all else as read; the situations that were met."""

    partition: Partition
    plain: tuple[Plain, ...]
    left: Read
    situations: Mapping[Any, int]


@dataclass(frozen=True)
class Failed:
    """Why a partition could not be judged where it was sent: the code of a problem, and what was found."""

    partition: Partition
    code: Literal["worker-version", "worker-file", "worker-failed"]
    found: str


def judge_partition(asked: "Asking", partition: Partition) -> Found | Failed:
    """A partition read and judged: one of many tasks of a process, on this machine or another."""
    if asked.version != __version__:
        return Failed(partition, "worker-version", __version__)
    try:
        return _workshop(asked.plans).judge(partition)
    except OSError as error:
        return Failed(partition, "worker-file", error.strerror or "")
    except Exception as error:  # an exception that a cluster passes on may leave its client waiting for ever
        return Failed(partition, "worker-failed", f"{type(error).__name__}: {error}")


@dataclass(frozen=True)
class Asking:
    """By what partitions are judged: pickled plans, and the version of this program that made them."""

    version: str
    plans: bytes

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> "Asking":
        return cls(__version__, pickle.dumps(tuple(plans)))


@lru_cache(maxsize=2)
def _workshop(asked: bytes) -> "_Workshop":
    return _Workshop(pickle.loads(asked))


class _Workshop:
    """Where partitions of one run are judged: what is the same for all of them is made once."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = plans
        self.judging = Judge()
        self.labels = Labels(plans)
        self.asked: dict[str, Asked] = {}
        for plan in plans:
            self.asked.setdefault(plan.scheme.subject, Asked()).add(plan)

    def judge(self, partition: Partition) -> Found:
        """The plain subjects of a partition judged for each scheme, and of it what is left."""
        tables = [Table(plan, self.asked[plan.scheme.subject]) for plan in self.plans]
        left = Left(self.asked)
        for _, read in partition.read():
            blocks = list(self.labels.named_blocks(read.blocks))
            left.take(read, blocks)
            for table in tables:
                kind = table.plan.scheme.subject
                left.odd(table.take_plain([block for block in blocks if block.kind == kind]))
        for table in tables:
            left.odd(table.blocks.said_twice())
        evidence = [table.evidence() for table in tables]
        left.problems += (item for made in evidence for item in made.problems)
        plain = tuple(self._judged(plan, made) for plan, made in zip(self.plans, evidence, strict=True))
        return Found(partition, plain, left.read(), self.judging.network.known)

    def _judged(self, plan: Plan, evidence: Evidence) -> Plain:
        names = asked_after(plan)
        judged = judge_subjects(plan, Inputs(evidence), self.judging)
        answers = {name: column for name, column in evidence.answers.items() if name in names}
        return Plain(replace(evidence, answers=answers, problems=()), with_columns(without_judgements(judged), names))
