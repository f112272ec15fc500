"""The mean of what others earned: for those to whom a criterion does not apply."""

from collections.abc import Sequence
from fractions import Fraction

from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.criteria import Criterion
from evaluator.standing.points import Outcome, anything
from evaluator.standing.spans import Span, either

Counted = list[tuple[Fraction | None, int]]
"""Points, and how many others may have earned them; None is without bound."""


def means_of_others(
    line: Criterion, applies: Sequence[int], earnings: Sequence[Outcome], counts: Sequence[int]
) -> list[Span | None]:
    """For each distinct situation the bounds of what the others to whom the criterion applies earn on average.

    Others to whom it may apply are counted or not, whichever gives the wider bounds. Where there may be nobody to
    whom it applies, the bounds are those of the criterion.
    """
    spans = [made.span for made in earnings]
    sure = [(span, count) for span, truth, count in zip(spans, applies, counts, strict=True) if truth == TRUE]
    open_ = [index for index, truth in enumerate(applies) if truth == MISSING]

    def bounds(without: int) -> Span:
        may = [(spans[index], counts[index] - (index == without)) for index in open_]
        may = [(span, count) for span, count in may if count]
        if not sure and not may:
            return anything(line)
        low = _least_mean(*([(span[0], count) for span, count in part] for part in (sure, may)))
        high = _least_mean(*([(_opposite(span[1]), count) for span, count in part] for part in (sure, may)))
        found = low, _opposite(high)
        return found if sure else either(found, anything(line))

    away = bounds(-1) if FALSE in applies else None
    return [
        away if truth == FALSE else bounds(index) if truth == MISSING else None for index, truth in enumerate(applies)
    ]


def _opposite(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _least_mean(sure: Counted, may: Counted) -> Fraction | None:
    """The least mean of numbers that count, together with some of those that may count as well."""
    known = [(points, count) for points, count in (*sure, *may) if points is not None]
    if len(known) < len(sure) + len(may):
        return None
    number = sum(count for _, count in sure)
    total = sum((points * count for points, count in known[: len(sure)]), ZERO)
    for points, count in sorted(known[len(sure) :]):
        if number and points * number >= total:
            break
        each = count if number else 1  # a single one is the least where nobody surely counts
        total, number = total + points * each, number + each
    return total / number
