"""The sum of the highest of some numbers, of which not all surely count or are known."""

from collections.abc import Callable, Sequence

Row = tuple[bool, int | None, int | None]
"""Whether a row surely counts, and the bounds of its number; None is unbounded."""


def sum_of_best(rows: Sequence[Row], best: int) -> tuple[int | None, int | None]:
    """The least and most that the `best` highest of the rows that count come to.

    Of rows that may count, one more of them may add to the sum or displace from it. However many of them count, the sum
    is least if those are the lowest and most if those are the highest, so as many sums are compared as there are rows.
    """
    low = _sums([low for sure, low, _ in rows if sure], [low for sure, low, _ in rows if not sure], best, _lowest)
    high = _sums([high for sure, _, high in rows if sure], [high for sure, _, high in rows if not sure], best, _highest)
    known_low, known_high = ([one for one in sums if one is not None] for sums in (low, high))
    return (
        min(known_low) if len(known_low) == len(low) else None,
        max(known_high) if len(known_high) == len(high) else None,
    )


def _sums(
    sure: list[int | None], loose: list[int | None], best: int, order: Callable[[int | None], tuple[bool, int]]
) -> list[int | None]:
    """What the best come to with none, one, … of those that may count, in the order that leads furthest."""
    outward = sorted(loose, key=order, reverse=order is _highest)
    found: list[int | None] = []
    for count in range(len(outward) + 1):
        counted = sorted([*sure, *outward[:count]], key=order, reverse=True)[:best]
        known = [one for one in counted if one is not None]
        found.append(sum(known) if len(known) == len(counted) else None)
    return found


def _lowest(bound: int | None) -> tuple[bool, int]:
    """Orders lower bounds: one that is not known is below all others."""
    return (bound is not None, bound or 0)


def _highest(bound: int | None) -> tuple[bool, int]:
    """Orders upper bounds: one that is not known is above all others."""
    return (bound is None, bound or 0)
