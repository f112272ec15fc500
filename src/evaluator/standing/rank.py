"""Ranks: competition ranking within a group, declared tie-breaks, and what they leave open.

Those ranked stand in one line, by group and then by total. Equal ones are neighbours, a class; a tie-break splits
classes where they stand. So a class has the same places in the line from the stage that made it to the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from evaluator.inference.distinct import Codes
from evaluator.inference.ordered import differs, ordered
from evaluator.standing.ties import Ties

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
class Ranks:
    """The rank of each subject in its group (0: not ranked), the number of the group, and every tie on the way."""

    rank: Ints
    groups: Codes
    ties: Ties = field(default_factory=Ties)

    @property
    def open_ties(self) -> Ties:
        return self.ties.open


@dataclass(frozen=True)
class _Line:
    """Those ranked, in line; where a class begins; what the classes were told apart by."""

    rows: Ints
    begins: Flags
    by: str = ""

    @property
    def classes(self) -> Ints:
        """The number of the class at each place."""
        found: Ints = np.cumsum(self.begins) - 1
        return found

    def split(self, places: Ints, values: Ints, by: str) -> "_Line":
        """The classes at some places split by a value at each of them, the smaller first."""
        rows, begins = self.rows.copy(), self.begins.copy()
        rows[places], begins[places] = ordered([self.classes[places], values], rows[places])
        return _Line(rows, begins, by)


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
        return Ranks(ranks, groups)
    line = _Line(*ordered([groups[rows], -total[rows]], rows))
    whole = np.zeros(len(rows), np.bool_)  # classes that stay as they are
    lines = [line]
    for key in keys:
        unknown = np.logical_or.reduceat(~key.known[line.rows], np.flatnonzero(line.begins))
        whole |= unknown[line.classes]
        places = np.flatnonzero(~whole)
        line = line.split(places, -key.values[line.rows[places]], key.name)
        lines.append(line)
    if decided:
        order = np.zeros(len(ranked), np.int64)
        for settled in decided:
            order[list(settled)] = np.arange(len(settled))
        line = line.split(np.arange(len(rows)), order[line.rows], DECISION)
        lines.append(line)
    standing = _standing(line, groups)
    ranks[line.rows] = standing
    return Ranks(ranks, groups, _ties(lines, standing))


def _standing(line: _Line, groups: Codes) -> Ints:
    """The rank at each place of the line: where its class begins, counted from where its group does."""
    first = np.flatnonzero(differs(groups[line.rows]))
    start = np.repeat(first, np.diff(first, append=len(line.rows)))
    found: Ints = np.flatnonzero(line.begins)[line.classes] - start + 1
    return found


def _ties(lines: Sequence[_Line], standing: Ints) -> Ties:
    """Every class of more than one subject that the next stage split, and those that nothing did."""
    found = []
    ends = _Line(lines[-1].rows, np.ones(len(standing), np.bool_))
    for line, after in zip(lines, [*lines[1:], ends], strict=True):
        begins = np.flatnonzero(line.begins)
        sizes = np.diff(begins, append=len(standing))
        split = np.add.reduceat(after.begins, begins, dtype=np.int64) > 1
        rows = line.rows[np.repeat(split, sizes)]
        found.append((after.by, rows, sizes[split], standing[begins[split]]))
    return Ties.together(found)
