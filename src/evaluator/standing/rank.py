"""Ranks: competition ranking within a group, declared tie-breaks, and what they leave open."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluator.inference.distinct import Codes, distinct

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DECISION = "decision"


@dataclass(frozen=True)
class Key:
    """What a tie is broken by: a value for each subject, the larger first; not known for some."""

    name: str
    values: Ints
    known: Flags


@dataclass(frozen=True)
class Tie:
    """Subjects that were equal until told apart `by` a tie-break or a decision; open while nothing did."""

    rows: tuple[int, ...]
    rank: int
    by: str

    @property
    def open(self) -> bool:
        return not self.by


@dataclass(frozen=True)
class Ranks:
    """The rank of each subject in its group (0: not ranked), and every tie on the way."""

    rank: Ints
    ties: tuple[Tie, ...]

    @property
    def open_ties(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.open)


def rank(
    ranked: Flags, groups: Codes, total: Ints, keys: Sequence[Key], decided: Sequence[tuple[int, ...]] = ()
) -> Ranks:
    """Rank those of `ranked` within `groups` by `total`, the largest first, equal ones told apart by `keys` in turn.

    A tie-break value that is not known leaves the whole tie open, for later tie-breaks too. `decided` holds rows of
    open ties in the order people settled; one that is not an open tie has no effect.
    """
    rows = np.flatnonzero(ranked)
    ranks = np.zeros(len(ranked), np.int64)
    if not len(rows):
        return Ranks(ranks, ())
    own = groups[rows]
    classes = _refined(own, -total[rows])
    frozen = np.zeros(len(rows), np.bool_)
    stages = [("", classes)]
    for key in keys:
        unknown = np.bincount(classes, weights=~key.known[rows]) > 0
        frozen |= unknown[classes] & (np.bincount(classes)[classes] > 1)
        classes = _refined(classes, np.where(frozen | unknown[classes], 0, -key.values[rows]))
        stages.append((key.name, classes))
    order = np.zeros(len(ranked), np.int64)
    for settled in decided:
        order[list(settled)] = np.arange(len(settled))
    classes = _refined(classes, order[rows])
    stages.append((DECISION, classes))
    ranks[rows] = _positions(own, classes)
    return Ranks(ranks, tuple(_ties(rows, ranks, stages)))


def _refined(classes: Codes, values: Ints) -> Codes:
    """Classes split by a value, numbered in order: the class first, then the smaller value."""
    return distinct([classes, values], len(classes))[0]


def _positions(groups: Codes, classes: Codes) -> Ints:
    """One more than the number of members of the group in earlier classes."""
    sizes = np.bincount(classes)
    starts = np.cumsum(sizes) - sizes
    first = np.full(int(groups.max()) + 1, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(first, groups, starts[classes])
    positions: Ints = (starts[classes] - first[groups] + 1).astype(np.int64)
    return positions


def _ties(rows: Ints, ranks: Ints, stages: list[tuple[str, Codes]]) -> list[Tie]:
    """Every class of more than one subject that a stage split, and those that nothing did."""
    found = []
    for (_, before), (name, after) in zip(stages, [*stages[1:], ("", np.arange(len(rows)))], strict=True):
        sizes = np.bincount(before)
        several = np.flatnonzero(sizes[before] > 1)
        if not len(several):
            break
        members = several[np.argsort(before[several], kind="stable")]
        starts = np.flatnonzero(np.diff(before[members], prepend=-1))
        ends = np.append(starts[1:], len(members))
        best = np.minimum.reduceat(ranks[rows[members]], starts)
        first = np.minimum.reduceat(after[members], starts)
        last = np.maximum.reduceat(after[members], starts)
        for part in np.flatnonzero(first != last):
            tied = rows[members[starts[part] : ends[part]]]
            found.append(Tie(tuple(tied.tolist()), int(best[part]), name))
    return sorted(found, key=lambda tie: (tie.rank, tie.rows))
