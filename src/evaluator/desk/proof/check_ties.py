"""Checks of what breaks ties: whether it can tell two subjects apart that all before it found equal."""

from collections.abc import Iterator
from fractions import Fraction

from evaluator.desk.proof.prover import Prover, flaw
from evaluator.exact import scaled
from evaluator.inference.arithmetic import decimals
from evaluator.language.derived_from_numbers import Difference, Product, Rounded, TotalOf, operands
from evaluator.language.derived_from_others import Compared, LinkedValue, PointsOf
from evaluator.language.derived_from_rows import events_of
from evaluator.language.quantity import Derived
from evaluator.language.scheme import TieBreak
from evaluator.problems import Problem


def tie_flaws(prover: Prover) -> Iterator[Problem]:
    """Tie-breaks that cannot tell two subjects with the same total apart; components that weigh nothing."""
    scheme = prover.plan.scheme
    if scheme.total is not None:
        for part in scheme.components:
            if part.weight == 0:
                yield flaw("component-idle", part.place_at("weight"), found=part.id)
    before: list[TieBreak] = []
    for tie in scheme.ranking.ties if scheme.ranking else ():
        if any(one.by == tie.by and one.places >= tie.places for one in before):
            yield flaw("tie-twice", tie.place_at("by"), found=tie.by)
        else:
            yield from _idle(prover, tie, before)
        before.append(tie)


def _idle(prover: Prover, tie: TieBreak, before: list[TieBreak]) -> Iterator[Problem]:
    scheme = prover.plan.scheme
    alone = [part for part in scheme.components if part.weighs != 0]
    equal = _equal(prover, before)
    if len(alone) == 1 and alone[0].id == tie.by and scheme.total and tie.places <= scheme.total.places:
        yield flaw("tie-total", tie.place_at("by"), found=tie.by)
    elif _same(prover, tie.by, equal):
        yield flaw("tie-determined", tie.place_at("by"), found=tie.by, expected=[one.by for one in before])
    elif tie.by not in prover.bench.unlimited:
        ends = prover.bench.range_of(tie.by)
        low, high = (None if end is None else scaled(end, tie.places, tie.rounding) for end in ends)
        if low is not None and low == high:
            yield flaw("tie-constant", tie.place_at("by"), found=tie.by, expected=tie.places)


def _equal(prover: Prover, before: list[TieBreak]) -> set[str]:
    """Names of what is surely equal once some tie-breaks have found no difference: them, and what they come from."""
    found: set[str] = set()
    waiting = [one.by for one in before if one.places >= prover.bench.places_of(one.by)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _source(prover, name)
    return found


def _source(prover: Prover, name: str) -> Iterator[str]:
    """The one number that a quantity comes from in such a way that no two of it come to the same."""
    quantity = prover.plan.derived.get(name)
    if not isinstance(quantity, (Product, Difference, TotalOf, Rounded)):
        return
    parts = list(operands(quantity))
    names = [part for part in parts if isinstance(part, str)]
    numbers = [part for part in parts if isinstance(part, Fraction)]
    if len(names) != 1 or len(names) + len(numbers) != len(parts):
        return
    places = prover.bench.places_of(names[0])
    if isinstance(quantity, Product):
        exact = numbers[0] != 0 and quantity.places >= places + decimals(numbers[0])
    else:
        exact = not isinstance(quantity, Rounded) or quantity.places >= places
    if exact:
        yield names[0]


def _same(prover: Prover, name: str, equal: set[str]) -> bool:
    """Whether a number is equal wherever some others are: it is one of them, or made of them alone."""
    if name in equal:
        return True
    quantity = prover.plan.derived.get(name)
    if quantity is None or not equal or not _of_numbers(quantity):
        return False
    return all(_same(prover, part, equal) for part in quantity.needs)


def _of_numbers(quantity: Derived) -> bool:
    """Whether a quantity is worked out from the numbers it names, and from nothing else."""
    return (
        not events_of(quantity) and not isinstance(quantity, (Compared, LinkedValue, PointsOf)) and quantity.needs != ()
    )
