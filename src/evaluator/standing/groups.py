"""A member's standing within its group, as bounds: how many members there are, how many stand higher and lower."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluator.inference.distinct import Codes, distinct
from evaluator.standing.rank import Flags, Ints


@dataclass(frozen=True)
class Members:
    """Who belongs to a group. A settled member has a rank; a held one has bounds of its total; some only may belong.

    A floating one may belong to any group. Equal ranks may yet be `ordered`; otherwise they stand side by side.
    """

    groups: Codes
    sure: Flags
    possible: Flags
    floating: Flags
    rank: Ints
    least: Ints
    most: Ints
    broken: bool = False
    ordered: bool = False


@dataclass(frozen=True)
class WithinGroup:
    """For each subject, least and most number of members in its group, and of those higher and lower than it."""

    size: tuple[Ints, Ints]
    higher: tuple[Ints, Ints]
    lower: tuple[Ints, Ints]


def within_group(members: Members) -> WithinGroup:
    """Counts by group. Two settled members compare by rank, any others by the bounds of their totals.

    Where ties may be broken, a total that could come out equal could also stand on either side.
    """
    height = len(members.groups)
    least = [np.full(height, NOBODY, np.int64) for _ in range(3)]
    most = [np.zeros(height, np.int64) for _ in range(3)]
    for rows in _by_group(members):
        size = np.full(len(rows), int(members.sure[rows].sum())), np.full(len(rows), len(rows))
        for kind, counts in enumerate((size, *_compared(members, rows))):
            least[kind][rows] = np.minimum(least[kind][rows], counts[0])
            most[kind][rows] = np.maximum(most[kind][rows], counts[1])
    for bound in least:
        bound[bound == NOBODY] = 0
    return WithinGroup(*zip(least, most, strict=True))


NOBODY = np.iinfo(np.int64).max


def _by_group(members: Members) -> list[npt.NDArray[np.int64]]:
    """Rows that may belong to each group; those floating come with each of them."""
    rows = np.flatnonzero(members.possible & ~members.floating)
    floating = np.flatnonzero(members.possible & members.floating)
    if not len(rows):
        return [floating] if len(floating) else []
    rows = rows[np.argsort(members.groups[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(members.groups[rows]))
    return [np.concatenate([part, floating]) for part in np.split(rows, starts + 1)]


def _compared(members: Members, rows: npt.NDArray[np.int64]) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Least and most number of others higher and lower than each of `rows`, who share a group.

    Two settled members compare by rank; a pair with a held one by the bounds of both totals.
    """
    rank, sure = members.rank[rows], members.sure[rows]
    least, most = members.least[rows], members.most[rows]
    settled = rank > 0
    ranks = rank[settled & sure]
    higher = np.where(settled, _below(ranks, rank, equal=False), 0)
    lower = np.where(settled, len(ranks) - _below(ranks, rank, equal=True), 0)
    ranks = rank[settled]
    before = _below(ranks, rank, equal=True) - 1 if members.ordered else _below(ranks, rank, equal=False)
    after = _below(ranks, rank, equal=False) + 1 if members.ordered else _below(ranks, rank, equal=True)
    higher_most, lower_most = np.where(settled, before, 0), np.where(settled, len(ranks) - after, 0)
    for mine, others, itself in (
        (settled, ~settled, False),
        (~settled, settled, False),
        (~settled, ~settled, True),  # where a member's own bounds lie below or above themselves
    ):
        surely, low, high = others & sure, least[mine], most[mine]
        lower[mine] += _below(most[surely], low, equal=False)
        higher[mine] += surely.sum() - _below(least[surely], high, equal=True)
        below = _below(least[others], high, equal=members.broken)
        above = others.sum() - _below(most[others], low, equal=not members.broken)
        if itself:
            own = (low <= high) if members.broken else (low < high)
            below, above = below - own, above - own
        lower_most[mine] += below
        higher_most[mine] += above
    return (higher, higher_most), (lower, lower_most)


def _below(values: Ints, bounds: Ints, *, equal: bool) -> Ints:
    """How many of `values` lie below each bound, or at it as well: looked up once for each distinct bound."""
    codes, rows = distinct([bounds], len(bounds))
    found: Ints = np.searchsorted(np.sort(values), bounds[rows], "right" if equal else "left")
    return found[codes]
