"""A wider search: evidence looked for in the cases beside the rules, in numbers gone through in order, and at random.

It is asked only before it is said that no evidence was found, so that it may take longer than the search for a witness.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, product
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.desk.case_runs import season_of
from evaluator.desk.cases import Cases, setups_in
from evaluator.desk.proof.drawn import Drawer
from evaluator.desk.proof.search import Searcher
from evaluator.desk.proof.trial import needed_for
from evaluator.desk.proof.views import Mask, Real, View, Wanted
from evaluator.inference.columns import FALSE, MISSING, TRUE, Truths
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Condition, Test, names_in
from evaluator.language.fields import Asking
from evaluator.language.plan import Plan

IN_ORDER = 20_000
"""Subjects whose numbers are gone through one after another."""

AT_ONCE = 2_000
"""Subjects that are drawn and judged together."""

ROUNDS = 10
"""How often those that come closest are changed a little and judged again."""

CLOSEST = 60
"""How many of those that come closest are changed."""

Goals = Sequence[tuple[Condition, int]]
"""Conditions, and how each should come out."""


def in_cases(plan: Plan, cases: Cases, goals: Goals, judge: Judge) -> bool:
    """Whether a subject of the cases beside the rules is evidence of what is looked for."""
    for setups in setups_in(cases, plan):
        columns = season_of(plan, setups).decided.columns
        known = {*columns.answers, *columns.quantities, *columns.verdicts}
        if set(_names(goals)) <= known and all_so(goals, judge)(Real(columns)).any():
            return True
    return False


def all_so(goals: Goals, judge: Judge) -> Wanted:
    """That every condition comes out as it should."""

    def wanted(view: View) -> Mask:
        found = [np.asarray(view.judged(condition, judge) == truth) for condition, truth in goals]
        return np.asarray(np.logical_and.reduce(found))

    return wanted


def widely(searcher: Searcher, goals: Goals) -> tuple[bool, int]:
    """Whether evidence was found, and how much was tried."""
    plan, judge, names = searcher.bench.plan, searcher.bench.judge, _names(goals)
    needed = needed_for(plan, frozenset(names))
    asked = {name: one for name, one in plan.fields.items() if name in needed and one.earlier is None}
    if not asked:
        return False, 0
    wanted = all_so(goals, judge)
    candidates, tried = _in_order(searcher, asked), 0
    while made := list(islice(candidates, AT_ONCE)):
        tried += len(made)
        if wanted(searcher.means.view(made, names)).any():
            return True, tried
    drawer = Drawer(searcher, asked, np.random.default_rng(0))
    made = [drawer.some() for _ in range(AT_ONCE)]
    kept: list[tuple[float, dict[str, Any]]] = []
    for _ in range(ROUNDS):
        tried += len(made)
        view = searcher.means.view(made, names)
        if wanted(view).any():
            return True, tried
        scores = np.sum([_close(view, condition, truth == TRUE) for condition, truth in goals], axis=0)
        kept += [(float(score), one) for score, one in zip(scores, made, strict=True)]
        kept = sorted(kept, key=lambda one: -one[0])[:CLOSEST]
        made = [drawer.changed(kept[n % len(kept)][1]) for n in range(AT_ONCE)]
    return False, tried


def _names(goals: Goals) -> list[str]:
    return list(dict.fromkeys(name for condition, _ in goals for name in names_in(condition)))


def _close(view: View, condition: Condition, holding: bool) -> npt.NDArray[np.float64]:
    """How much of a condition is as it should be, from 0 to 1: a guide for the search and no more."""
    if isinstance(condition, Test):
        return _truth(view.observed(condition), holding)
    turned = condition.word in ("none", "not")
    parts = np.stack([_close(view, part, holding != turned) for part in condition.parts])
    if condition.word == "any" or (condition.word == "at_least" and condition.need == 1):
        return np.asarray(parts.max(axis=0) if holding else parts.mean(axis=0))
    return np.asarray(parts.mean(axis=0) if holding or condition.word == "at_least" else parts.max(axis=0))


def _truth(observed: Truths, holding: bool) -> npt.NDArray[np.float64]:
    wanted = TRUE if holding else FALSE
    return np.where(observed == wanted, 1.0, np.where(observed == MISSING, 0.3, 0.0))


def _in_order(searcher: Searcher, asked: Mapping[str, Asking]) -> Iterator[dict[str, Any]]:
    """Answers to questions that are no tables, one after another: all together where there are few."""
    if any(one.type == "events" for one in asked.values()):
        return
    whole = {name: len(_values(searcher, name, one, IN_ORDER)) for name, one in asked.items()}
    counts, room = {}, IN_ORDER
    for index, name in enumerate(sorted(whole, key=lambda one: whole[one])):
        counts[name] = min(whole[name], max(2, floor(room ** (1 / (len(whole) - index)))))
        room = max(1, room // counts[name])
    pools = [_values(searcher, name, one, counts[name]) for name, one in asked.items()]
    for values in islice(product(*pools), IN_ORDER):
        yield dict(zip(asked, values, strict=True))


def _values(searcher: Searcher, name: str, asked: Asking, number: int) -> list[Any]:
    """Values of a field: those that tests and sums make matter, then one after another."""
    known = searcher.means.options.of_field(name)
    if asked.type not in ("integer", "decimal") or asked.of:
        return known[:number]
    unit = 10**asked.places
    least = None if asked.minimum is None else ceil(asked.minimum * unit)
    most = None if asked.maximum is None else floor(asked.maximum * unit)
    small = chain.from_iterable((n * unit, -n * unit, n) for n in range(number))

    def allowed(one: int) -> bool:
        return (least is None or one >= least) and (most is None or one <= most)

    start = () if least is None else range(least, least + number)
    return list(islice(dict.fromkeys(one for one in chain(known, small, start) if allowed(one)), number))
