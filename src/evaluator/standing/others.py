"""The mean of what others earned: for those to whom a criterion does not apply."""

from collections.abc import Sequence
from fractions import Fraction

from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.criteria import Criterion
from evaluator.standing.entries import Span
from evaluator.standing.points import Outcome, lowest

Counted = list[tuple[Fraction, int]]
"""Points, and how many others may have earned them."""


def means_of_others(
    line: Criterion, applies: Sequence[int], earnings: Sequence[Outcome], counts: Sequence[int]
) -> list[Span | None]:
    """For each distinct situation the bounds of what the others to whom the criterion applies earn on average.

    Others to whom it may apply are counted or not, whichever gives the wider bounds. Where there may be nobody to
    whom it applies, the bounds are those of the criterion.
    """
    spans = [(made.least or ZERO, made.most or ZERO) for made in earnings]
    sure = [(span, count) for span, truth, count in zip(spans, applies, counts, strict=True) if truth == TRUE]
    number = sum(count for _, count in sure)
    least, most = (sum((span[end] * count for span, count in sure), ZERO) for end in (0, 1))
    open_ = [index for index, truth in enumerate(applies) if truth == MISSING]

    def bounds(without: int) -> Span:
        may = [(spans[index], counts[index] - (index == without)) for index in open_]
        may = [(span, count) for span, count in may if count]
        if not number and not may:
            return lowest(line), line.of or ZERO
        low = _least_mean(least, number, [(span[0], count) for span, count in may])
        high = -_least_mean(-most, number, [(-span[1], count) for span, count in may])
        if not number:
            return min(low, lowest(line)), max(high, line.of or ZERO)
        return low, high

    away = bounds(-1) if FALSE in applies else None
    return [
        away if truth == FALSE else bounds(index) if truth == MISSING else None for index, truth in enumerate(applies)
    ]


def _least_mean(total: Fraction, number: int, may: Counted) -> Fraction:
    """The least mean of a sum of so many numbers together with some of those that may be counted as well."""
    for points, count in sorted(may):
        if number and points * number >= total:
            break
        each = count if number else 1  # a single one is the least where nobody surely counts
        total, number = total + points * each, number + each
    return total / number
