"""Samples of one column: a value at least for each region that tests split it into.

They are values at, just below and just above each threshold by one unit of its last place, its least and most, each
choice, the sets of choices that tests tell apart, and words that rules name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations, product
from math import ceil, floor, prod
from typing import Any

from evaluator.desk.proof.lattice import reachable
from evaluator.desk.proof.patterns import texts_apart
from evaluator.desk.proof.samples import fitting
from evaluator.desk.proof.trial import Bench
from evaluator.language.conditions import Test
from evaluator.language.derived_from_rows import CountOf
from evaluator.language.fields import Asking, Column
from evaluator.language.terms import EQUALS, VERDICTS

MANY_CHOICES = 8
"""Choices whose every subset is looked at; of more, only those that tests can tell apart."""

MANY_SUBSETS = 4096
"""Subsets that are looked at; where tests tell more apart, only those that differ from none or all by one or two."""

OTHER = "—"
"""A text that is none of those a rule names."""


def samples_of(asked: Asking | Column, tests: Sequence[Test], shared: Iterable[Any] = ()) -> tuple[list[Any], bool]:
    """Typed values of a field or column, one for each region at least, and whether no region was left out."""
    if asked.type == "yes-no":
        return [True, False], True
    if asked.type in ("integer", "decimal"):
        unit = 10**asked.places
        ends = [None if end is None else end * unit for end in (asked.minimum, asked.maximum)]
        choices = tuple(Fraction(one) * unit for one in asked.of) if isinstance(asked.of, tuple) else ()
        if choices:
            return [int(one) for one in choices], True
        return units_around({one for one in shared if isinstance(one, Fraction)}, unit, ends[0], ends[1]), True
    if asked.type == "date":
        days = sorted({day + timedelta(days=n) for day in shared if isinstance(day, date) for n in (0, 1, -1)})
        return days or [date(2021, 1, 1)], True
    if asked.type in ("text", "choice"):
        return _texts(asked, tests)
    if asked.type == "choices":
        return _subsets(tuple(asked.of), tests)
    return [True], True


def units_around(thresholds: set[Fraction], unit: int, least: Fraction | None, most: Fraction | None) -> list[int]:
    """Whole numbers of units at each threshold and on both sides of it, and the ends; from the smallest on."""
    found: set[int] = {0}
    for number in thresholds:
        found |= {floor(number * unit) - 1, floor(number * unit), ceil(number * unit), ceil(number * unit) + 1}
    found |= {ceil(least)} if least is not None else set()
    found |= {floor(most)} if most is not None else set()
    return sorted(
        (one for one in found if (least is None or one >= least) and (most is None or one <= most)),
        key=lambda one: (one < 0, abs(one)),
    )


def _texts(asked: Asking | Column, tests: Sequence[Test]) -> tuple[list[Any], bool]:
    if asked.type == "choice" and isinstance(asked.of, tuple):
        return list(asked.of), True
    words = [part for test in tests if test.operator in EQUALS for part in _parts(test)]
    patterns = list(dict.fromkeys(str(test.value) for test in tests if test.operator == "matches"))
    if not patterns:
        return [*dict.fromkeys(words), OTHER], True
    found, exact = texts_apart(patterns, words)
    made = [one for one in map(fitting, patterns) if one is not None]
    return [*dict.fromkeys([*words, *found, *made]), OTHER], exact


def _subsets(choices: tuple[str, ...], tests: Sequence[Test]) -> tuple[list[Any], bool]:
    named = {part for test in tests for part in (test.value if isinstance(test.value, tuple) else (test.value,))}
    asked = [one for one in choices if one in named]
    rest = tuple(one for one in choices if one not in named)[:1]
    if len(asked) <= MANY_CHOICES:
        made = [part for size in range(len(asked) + 1) for part in combinations(asked, size)]
        return [*made, *([rest] if rest else [])], True
    alike: dict[tuple[int, ...], list[str]] = {}
    for one in asked:  # which of those that stand in the same tests are chosen, all of them or some, tells no more
        alike.setdefault(tuple(n for n, test in enumerate(tests) if one in _parts(test)), []).append(one)
    ways = [dict.fromkeys([(), tuple(group[:1]), tuple(group)]) for group in alike.values()]
    if prod(map(len, ways)) <= MANY_SUBSETS:
        return [*(tuple(chain.from_iterable(parts)) for parts in product(*ways)), *([rest] if rest else [])], True
    without = [tuple(one for one in asked if one != left) for left in asked]
    pairs = list(combinations(asked, 2))
    return [(), rest, *((one,) for one in asked), *pairs, *without, tuple(asked)], False


def samples_of_derived(bench: Bench, name: str, tests: Sequence[Test], shared: set[Any]) -> tuple[list[Any], bool]:
    """Samples of what is worked out: numbers within what it can come to, verdicts, words of an outcome."""
    if name.startswith("finding:"):
        return _verdicts(bench, name), True
    if any(isinstance(part, str) for test in tests for part in _parts(test)):
        return [*dict.fromkeys(part for test in tests for part in _parts(test)), OTHER], True
    step = bench.plan.steps.get(name)
    if (
        isinstance(step, CountOf)
        and step.base in bench.plan.links
        and bench.plan.links[step.base].link.mine is not None
    ):
        return [1] if step.where is None else [0, 1], True  # a link of ours leads to one subject, or is not known
    places = bench.places_of(name)
    least, most = bench.range_of(name)
    unit = 10**places
    ends = [None if end is None else end * unit for end in (least, most)]
    units = units_around({one for one in shared if isinstance(one, Fraction)}, unit, ends[0], ends[1])
    kept = reachable(bench, name, units)
    return [one for one in kept if (ends[0] is None or one >= ends[0]) and (ends[1] is None or one <= ends[1])], True


def _parts(test: Test) -> tuple[Any, ...]:
    return test.value if isinstance(test.value, tuple) else (test.value,)


def _verdicts(bench: Bench, name: str) -> list[str]:
    """The verdicts a criterion can have by the way it scores."""
    line = next(one for one in bench.plan.sheet if one.id == name.removeprefix("finding:"))
    whole = line.scoring in ("check-list", "worth")
    away = line.applies is None
    return [one for one in VERDICTS if not (whole and one == "partly-met") and not (away and one == "not-applicable")]
