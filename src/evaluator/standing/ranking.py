"""Ranks of a season: groups, declared tie-breaks, and the open ties that people settled."""

from collections.abc import Sequence

import numpy as np

from evaluator.evidence.model import Decision, Evidence
from evaluator.exact import scaled, unscaled
from evaluator.inference.columns import Columns, numbered
from evaluator.inference.distinct import Codes, distinct, fitting
from evaluator.language.plan import Plan
from evaluator.language.scheme import TieBreak
from evaluator.problems import Problem, problem
from evaluator.standing.decided import Decided
from evaluator.standing.rank import Key, Ranks, rank
from evaluator.standing.tally import Tally


def group_codes(plan: Plan, evidence: Evidence) -> Codes:
    """A number for each subject's group, in the order of the groups' names."""
    within = plan.scheme.ranking.within if plan.scheme.ranking else None
    if within is None:
        return np.zeros(len(evidence), np.uint8)
    names = evidence.streets if within == "street" else evidence.communities
    if not isinstance(names, list):
        return numbered(names)
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.fromiter(map(numbers.__getitem__, names), fitting(len(numbers)), len(names))


def rank_all(
    plan: Plan, evidence: Evidence, counted: Tally, decided: Decided, decisions: Sequence[Decision]
) -> tuple[Ranks, Ranks, list[Problem]]:
    """Ranks before and after decisions, and decisions that settle no open tie."""
    height = len(evidence)
    groups = group_codes(plan, evidence)
    if plan.scheme.ranking is None or decided.total is None:
        none = Ranks(np.zeros(height, np.int64), groups)
        return none, none, [_no_tie(one) for one in decisions if one.settles == "tie"]
    keys = [_key(tie, counted, decided.columns, height) for tie in plan.scheme.ranking.ties]
    before = rank(decided.ranked, groups, decided.total[0], keys)
    settled, problems = _settled(before, evidence, decisions)
    if not settled:
        return before, before, problems
    return before, rank(decided.ranked, groups, decided.total[0], keys, settled), problems


def _key(tie: TieBreak, counted: Tally, columns: Columns, height: int) -> Key:
    """The values a tie is broken by, rounded once as declared."""
    scores = {**counted.components, **counted.groups}
    if tie.by in scores:
        least, most = scores[tie.by].rounded(tie.places, tie.rounding)
        known = least == most
        values = least
    else:
        quantity = columns.quantities[tie.by]
        low, high = quantity.bounds
        known = low.known & high.known & (low.units == high.units)
        values = low.units
        if quantity.places > tie.places:
            codes, rows = distinct([values], height)
            exact = [unscaled(units, quantity.places) for units in values[rows].tolist()]
            values = np.array([scaled(one, tie.places, tie.rounding) for one in exact], np.int64)[codes]
    return Key(tie.by, values if tie.first == "highest" else -values, known)


def _settled(
    ranks: Ranks, evidence: Evidence, decisions: Sequence[Decision]
) -> tuple[list[tuple[int, ...]], list[Problem]]:
    problems: list[Problem] = []
    if not any(one.settles == "tie" for one in decisions):
        return [], problems
    rows = evidence.rows
    open_ties = {frozenset(tie.rows): tie for tie in ranks.open_ties}
    settled: dict[frozenset[int], tuple[tuple[int, ...], Decision]] = {}
    for one in decisions:
        if one.settles != "tie":
            continue
        unknown = [subject for subject in one.order if subject not in rows]
        problems += [problem("decision-unknown-subject", one.place, found=subject) for subject in unknown]
        if unknown:
            continue
        order = tuple(rows[subject] for subject in one.order)
        tied = frozenset(order)
        if tied not in open_ties:
            problems.append(_no_tie(one))
        elif len(order) != len(tied):
            problems.append(problem("decision-tie-order", one.place, found=one.order, expected=len(tied)))
        elif tied in settled:
            problems.append(problem("decision-twice", one.place, found=one.order, first=settled[tied][1].place))
        else:
            settled[tied] = (order, one)
    return [order for order, _ in settled.values()], problems


def _no_tie(one: Decision) -> Problem:
    return problem("decision-no-tie", one.place, found=one.order)
