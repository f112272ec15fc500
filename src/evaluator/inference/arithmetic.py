"""Arithmetic with bounds: each kind of derived quantity a function from the bounds of its parts to its own."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from evaluator.exact import Rounding
from evaluator.inference.columns import Columns, Quantity
from evaluator.inference.reach import UNKNOWN, Reach, combined
from evaluator.language.derived_from_numbers import (
    Brackets,
    Difference,
    HighestOf,
    LowestOf,
    Part,
    Product,
    Rate,
    Rounded,
    Sampled,
    Size,
    Stepped,
    TotalOf,
    WeightedMean,
    operands,
)
from evaluator.language.quantity import Derived, Step

ZERO = Fraction(0)
MOST_PLACES = 6
"""Decimals to which an exact result is kept."""

Parts = Sequence[Reach]


def arithmetic(quantity: Derived, columns: Columns) -> Quantity:
    """The value of an arithmetic kind for every subject."""
    names = list(dict.fromkeys(quantity.needs))
    parts = [columns.quantities[name] for name in names]
    function, places = _function(quantity, [part.places for part in parts])
    rounding: Rounding = getattr(quantity, "rounding", "half-even")
    written = _written(quantity)
    return combined(
        parts,
        columns.height,
        lambda reaches: function(filled(written, dict(zip(names, reaches, strict=True)))),
        places,
        rounding,
    )


def _written(quantity: Derived) -> Sequence[object]:
    """The parts of a quantity as they are written: names and numbers."""
    return quantity.needs if isinstance(quantity, (WeightedMean, Sampled)) else tuple(operands(quantity))


def _function(quantity: Derived, places: Sequence[int]) -> tuple[Callable[[Parts], Reach], int]:
    """How the bounds of the parts make those of the whole, and to how many decimals."""
    kept = max(places, default=0)
    match quantity:
        case Difference() | TotalOf() | Product() | HighestOf() | LowestOf():
            numbers = [part for part in operands(quantity) if isinstance(part, Fraction)]
            kept = min(max([kept, *(decimals(part) for part in numbers)]), MOST_PLACES)
            return _of_operands(quantity, kept)
        case WeightedMean():
            return partial(weighted, list(quantity.weighted_mean.values())), quantity.places
        case Rounded():
            return (lambda parts: parts[0]), quantity.places
        case Brackets():
            finest = max(decimals(rate.each / (rate.every or 1)) for rate in quantity.rates)
            limits = max(decimals(rate.up_to or ZERO) for rate in quantity.rates)
            return partial(bracketed, quantity.rates), min(max(kept, limits) + finest, MOST_PLACES)
        case Stepped():
            return partial(stepped, quantity.values), max(decimals(step.value) for step in quantity.values)
        case Sampled():
            return partial(sampled, quantity.sizes), places[0]
    raise AssertionError(quantity.kind)


def _of_operands(quantity: Derived, kept: int) -> tuple[Callable[[Parts], Reach], int]:
    match quantity:
        case Difference():
            return difference, kept
        case TotalOf():
            return total, kept
        case Product():
            return product, quantity.places
        case HighestOf():
            return partial(highest, quantity.number), kept
        case LowestOf():
            return partial(lowest, quantity.number), kept
    raise AssertionError(quantity.kind)


def filled(written: Sequence[object], parts: Mapping[str, Reach]) -> list[Reach]:
    """The operands in the order written: numbers as they are, names as the bounds that were looked up."""
    return [(part, part) if isinstance(part, Fraction) else parts[str(part)] for part in written]


def decimals(value: Fraction) -> int:
    """Decimals a number is written with, up to those that are kept."""
    return next((places for places in range(MOST_PLACES) if (value * 10**places).denominator == 1), MOST_PLACES)


def difference(parts: Parts) -> Reach:
    (low, high), (less, more) = parts
    return None if low is None or more is None else low - more, None if high is None or less is None else high - less


def total(parts: Parts) -> Reach:
    lows, highs = [low for low, _ in parts if low is not None], [high for _, high in parts if high is not None]
    least = sum(lows, ZERO) if len(lows) == len(parts) else None
    if highs == lows:  # as nearly always: one sum for both
        return least, least
    return least, sum(highs, ZERO) if len(highs) == len(parts) else None


def product(parts: Parts) -> Reach:
    (low, high), (less, more) = parts
    if low is not None and high is not None and less is not None and more is not None:
        corners = [low * less, low * more, high * less, high * more]
        return min(corners), max(corners)
    if low is not None and less is not None and low >= 0 and less >= 0:
        return low * less, None
    return UNKNOWN


def shared(of_nothing: Fraction | None, parts: Parts) -> Reach:
    """Part ÷ whole. Where the whole may be nothing, or less, the share may have no value at all, or that of nothing."""
    (low, high), (whole, most) = parts
    if whole is not None and whole > 0:
        return _divided(low, most, whole), _divided(high, whole, most)
    if of_nothing is not None and most is not None and most <= 0:
        return of_nothing, of_nothing
    return UNKNOWN


def _divided(bound: Fraction | None, up: Fraction | None, down: Fraction | None) -> Fraction | None:
    """A bound of a share: divided by one end of the whole where it is not negative, else by the other."""
    if bound is None:
        return None
    by = up if bound >= 0 else down
    return ZERO if by is None else bound / by


def weighted(weights: Sequence[Fraction], parts: Parts) -> Reach:
    """The weighted mean; weights are not negative."""
    whole = sum(weights, ZERO)
    counted = [(part, weight) for part, weight in zip(parts, weights, strict=True) if weight]
    low, high = total([(_times(low, weight), _times(high, weight)) for (low, high), weight in counted])
    return None if low is None else low / whole, None if high is None else high / whole


def _times(bound: Fraction | None, weight: Fraction) -> Fraction | None:
    return None if bound is None else bound * weight


def highest(number: int, parts: Parts) -> Reach:
    """The sum of the `number` highest: those with the highest lower bounds are surely reached."""
    lows = sorted((low for low, _ in parts if low is not None), reverse=True)
    highs = sorted((high for _, high in parts if high is not None), reverse=True)
    return (
        sum(lows[:number], ZERO) if len(lows) >= number else None,
        sum(highs[:number], ZERO) if len(highs) == len(parts) else None,
    )


def lowest(number: int, parts: Parts) -> Reach:
    low, high = highest(number, [(_times(high, -Fraction(1)), _times(low, -Fraction(1))) for low, high in parts])
    return _times(high, -Fraction(1)), _times(low, -Fraction(1))


def bracketed(rates: Sequence[Rate], parts: Parts) -> Reach:
    """Each unit at its bracket's rate: the bounds lie at the ends, or where the rate changes between them.

    Within a bracket what it comes to only rises, or only falls, with the number.
    """
    low, high = parts[0]
    turns = [rate.up_to for rate in rates if rate.up_to is not None]
    within = [turn for turn in turns if (low is None or turn > low) and (high is None or turn < high)]
    ends = [ZERO if low is None else low, *within, *([] if high is None else [high])]
    reached = [_bracket(rates, end) for end in ends]
    if high is None:
        reached.append(_bracket(rates, max([*turns, ZERO, *ends])))
    slope = ZERO if high is not None or rates[-1].up_to is not None else rates[-1].each
    return None if slope < 0 else min(reached), None if slope > 0 else max(reached)


def _bracket(rates: Sequence[Rate], value: Fraction) -> Fraction:
    earned, start = ZERO, ZERO
    for rate in rates:
        end = value if rate.up_to is None else min(value, rate.up_to)
        earned += rate.each * units(max(end - start, ZERO), rate.every or Fraction(1), rate.part or "pro_rata")
        start = max(start, end)
    return earned


def units(amount: Fraction, every: Fraction, part: Part) -> Fraction:
    """How many times `every` goes into an amount, a part of one dropped, counted as one, or as much as it is."""
    times = amount / every
    if part == "pro_rata":
        return times
    return Fraction(
        times.numerator // times.denominator if part == "dropped" else -(-times.numerator // times.denominator)
    )


def stepped(steps: Sequence[Step], parts: Parts) -> tuple[Fraction, Fraction]:
    """The values of every step that some number between the bounds lies on."""
    low, high = parts[0]
    first = 0 if low is None else _step(steps, low)
    last = len(steps) - 1 if high is None else _step(steps, high)
    values = [step.value for step in steps[first : last + 1]]
    return min(values), max(values)


def _step(steps: Sequence[Step], value: Fraction) -> int:
    """The first step whose limit is not passed; the last has none."""
    for number, step in enumerate(steps):
        if (step.up_to is not None and value <= step.up_to) or (step.below is not None and value < step.below):
            return number
    return len(steps) - 1


def sampled(sizes: Sequence[Size], parts: Parts) -> Reach:
    """The first part where enough was inspected, which is known only where the population is."""
    value, (least, _), (population, most) = parts
    if least is None or population is None or population != most or least < needed(sizes, population):
        return UNKNOWN
    return value


def needed(sizes: Sequence[Size], population: Fraction) -> int:
    """How many of a population must be inspected: a share is rounded up; never more than there are."""
    size = next((one for one in sizes if one.up_to is None or population <= one.up_to), sizes[-1])
    wanted = size.number if size.number is not None else -(-population * (size.share or ZERO) // 1)
    return int(min(Fraction(wanted), population))
