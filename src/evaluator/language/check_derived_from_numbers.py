"""Checks of quantities made from numbers: arithmetic, weights, brackets, steps, samples and comparisons."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from evaluator.exact import shortest
from evaluator.language.check_fields import out_of_range
from evaluator.language.check_quantity import Names, limit_of, number_named, rising, unknown_name
from evaluator.language.conditions import Figure
from evaluator.language.derived_from_numbers import Brackets, Sampled, ShareOf, Stepped, WeightedMean, operands
from evaluator.language.derived_from_others import Compared
from evaluator.language.quantity import Derived
from evaluator.language.words import keywords
from evaluator.problems import Place, Problem, problem


def check_arithmetic(quantity: Derived, names: Names) -> Iterator[Problem]:
    """What a sum, difference, product, share or choice of operands gets wrong."""
    place = quantity.place_at(quantity.kind)
    parts = list(operands(quantity))
    if not parts:
        yield out_of_range(place, "[]", "≥ 1")
    for part in parts:
        if isinstance(part, str):
            yield from number_named(part, place, names)
        elif isinstance(part, Figure):
            continue  # looked up when the plan is made
    if isinstance(quantity, ShareOf):
        yield from _share(quantity, names)
        return
    number = getattr(quantity, "number", 1)
    if not 1 <= number <= max(len(parts), 1):
        yield out_of_range(quantity.place_at("number"), number, f"1–{len(parts)}")


def check_of_numbers(quantity: Derived, names: Names) -> Iterator[Problem]:
    """What a quantity gets wrong that is made from numbers by their names."""
    place = quantity.place_at(quantity.kind)
    for needed in quantity.needs:
        yield from number_named(needed, place, names)
    match quantity:
        case WeightedMean():
            yield from _weights(quantity.weighted_mean, place)
        case Brackets():
            yield from rising(
                [(rate.up_to, rate.place) for rate in quantity.rates], quantity.place_at("rates"), last_open=False
            )
            for rate in quantity.rates:
                if (rate.every is None) != (rate.part is None):
                    yield problem("every-and-part", rate.place)
                elif rate.every is not None and rate.every <= 0:
                    yield out_of_range(rate.place_at("every"), shortest(rate.every), "> 0")
        case Stepped():
            yield from rising(
                [(limit_of(step), step.place) for step in quantity.values], quantity.place_at("values"), last_open=True
            )
        case Sampled():
            yield from rising(
                [(size.up_to, size.place) for size in quantity.sizes], quantity.place_at("sizes"), last_open=True
            )
            for size in quantity.sizes:
                if (size.number is None) == (size.share is None):
                    yield problem("one-of-keys", size.place, expected=keywords(("number", "share"), "Size"))
        case Compared(within=within) if within is not None and within not in ("street", "community"):
            unknown = unknown_name(within, quantity.place_at("within"), names)
            if unknown:
                yield unknown
            elif names.terms[within].kind not in ("choice", "text", "yes-no"):
                expected = ("choice", "text", "yes-no")
                yield problem("derived-base", quantity.place_at("within"), found=within, expected=expected)


def _weights(weights: Mapping[str, Fraction], place: Place) -> Iterator[Problem]:
    negative = [weight for weight in weights.values() if weight < 0]
    if negative:
        yield out_of_range(place, f"{shortest(negative[0] * 100)}%", "≥ 0")
    elif not sum(weights.values(), Fraction(0)):
        yield out_of_range(place, "、".join(shortest(weight) for weight in weights.values()) or "{}", "> 0")


def _share(quantity: ShareOf, names: Names) -> Iterator[Problem]:
    """A share is of fields that cannot be negative; what a derived quantity comes to is seen when it is computed."""
    for name in quantity.needs:
        field = names.fields.get(name)
        if field is None or names.terms[name].kind != "number":
            continue
        if field.minimum is None or field.minimum < 0:
            yield problem("share-of-negative", quantity.place, found=name)
