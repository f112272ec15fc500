"""Together: what the criteria of a rule set can come to at most and at least where several ask of the same.

Criteria that share what they ask are judged in every combination at once, so that those which exclude each other are
not both counted. Of the others, and where that would be too many, each counts as the most it can earn by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import asks_of, looked_at
from evaluator.exact import Rounding, scaled, unscaled
from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import FALSE, NOT_MET, TRUE
from evaluator.inference.reach import UNKNOWN, Reach
from evaluator.language.criteria import Criterion, RuleSet
from evaluator.language.plan import conditions_of
from evaluator.language.resolve import finding
from evaluator.standing.decide import POINT_PLACES
from evaluator.standing.entries import Entered
from evaluator.standing.points import Outcome, Situation, applied, earned
from evaluator.standing.spans import Span, plus, times
from evaluator.standing.subtotals import Scorer, subtotals

CELLS, SHEETS = 20_000, 2_000
"""Combinations that are judged for criteria that go together, and sheets that are added up."""

Ways = Sequence[tuple[Outcome, ...]]


@dataclass(frozen=True)
class Cluster:
    """Criteria that ask of the same, and what they can come to together: the ways that no other way outdoes."""

    lines: tuple[Criterion, ...]
    ways: Ways


def bounds_together(bench: Bench) -> dict[str, Reach]:
    """Least and most of the total, of rule sets and groups, where they are narrower than each criterion by itself."""
    plan = bench.plan
    scheme = plan.scheme
    found: dict[str, Span] = {}
    if not plan.graded_by_points or scheme.total is None or "total" in bench.unlimited:
        return {}
    for rules in plan.rulesets:
        made = clusters(bench, rules)
        found |= spans_of(bench, rules, made) if made else {}
    if not found:
        return {}
    blank = bench.blank.tally.components
    parts = [(found.get(part.id, blank[part.id].spans[0]), part.weighs) for part in scheme.components]
    low, high = plus(times(span, weight) for span, weight in parts)
    if any(veto.effect == "zero" for veto in scheme.vetoes):
        low, high = None if low is None else min(low, ZERO), None if high is None else max(high, ZERO)
    reached = {name: _rounded(span, POINT_PLACES) for name, span in found.items()}
    reached["total"] = _rounded((low, high), scheme.total.places, scheme.total.rounding)
    return {name: reach for name, reach in reached.items() if reach not in (UNKNOWN, bench.range_of(name))}


def _rounded(span: Span, places: int, rounding: Rounding = "half-even") -> Reach:
    low, high = (None if end is None else unscaled(scaled(end, places, rounding), places) for end in span)
    return low, high


def spans_of(
    bench: Bench, rules: RuleSet, made: Sequence[Cluster], without: frozenset[str] = frozenset()
) -> dict[str, Span]:
    """Bounds of a rule set's score and of its groups, some criteria earning nothing."""
    alone = {line.id: bench.blank.tally.findings[line.id].of(0) for line in rules.criteria}
    names = [rules.ruleset, *(group.id for group in rules.groups)]
    ends: dict[str, list[Span]] = {name: [] for name in names}
    scorer = Scorer(rules, bench.plan.out_of)
    for chosen in product(*(cluster.ways for cluster in made)):
        sheet = dict(alone)
        for cluster, outcomes in zip(made, chosen, strict=True):
            sheet |= {line.id: one for line, one in zip(cluster.lines, outcomes, strict=True)}
        sheet |= {name: Outcome(NOT_MET, ZERO, ZERO, sheet[name].of) for name in without}
        sums = subtotals(rules, sheet)
        ends[rules.ruleset].append(scorer.score(sheet, sums))
        for group in rules.groups:
            ends[group.id].append(sums[group.id].span)
    return {name: _around(spans) for name, spans in ends.items()}


def _around(spans: Sequence[Span]) -> Span:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    low = None if None in lows else min(one for one in lows if one is not None)
    return low, None if None in highs else max(one for one in highs if one is not None)


def clusters(bench: Bench, rules: RuleSet) -> list[Cluster]:
    """The criteria of a rule set that ask of the same, as far as all they come to can be gone through."""
    scaled_by_left = bench.plan.out_of is not None and any(
        line.when_not_applicable == "leave_out" for line in rules.criteria
    )
    if scaled_by_left:  # what is left out changes what the others are taken of
        return []
    found: list[Cluster] = []
    mine = {line.id for line in rules.criteria}
    settled = [line for line in bench.plan.sheet if line.id in mine and _by_conditions(bench, line)]
    for lines in _connected(bench, settled):
        ways = _ways(bench, lines) if len(lines) > 1 else ()
        if ways and prod(len(one.ways) for one in found) * len(ways) <= SHEETS:
            found.append(Cluster(tuple(lines), ways))
    return found


def _by_conditions(bench: Bench, line: Criterion) -> bool:
    """Whether conditions alone decide what a criterion earns."""
    return (
        line.scoring in ("worth", "bands", "entries", "bonus")
        and line.when_not_applicable != "mean_of_others"
        and all(entry.measured is None for entry in line.entries)
        and finding(line.id) not in bench.unlimited
        and bool(conditions_of(line))
    )


def _connected(bench: Bench, lines: Sequence[Criterion]) -> Iterator[list[Criterion]]:
    groups: list[tuple[set[str], list[Criterion]]] = []
    for line in lines:
        names = {name for one in conditions_of(line) for name in asks_of(bench, one)} | {finding(line.id)}
        near = [group for group in groups if group[0] & names]
        groups = [group for group in groups if group not in near]
        groups.append((names.union(*(one for one, _ in near)), [*(one for _, more in near for one in more), line]))
    for _, found in groups:
        yield found


def _ways(bench: Bench, lines: Sequence[Criterion]) -> Ways:
    """What some criteria can come to together; nothing where that is too much to go through."""
    conditions = [one for line in lines for one in conditions_of(line)]
    cells = looked_at(bench, conditions)
    if not cells.complete or cells.size > CELLS:
        return ()
    told = np.unique(np.stack([cells.judged(one, bench.judge) for one in conditions], axis=1), axis=0)
    made = {tuple(_outcomes(lines, [int(one) for one in row])) for row in told}
    return _outermost(sorted(made, key=repr))


def _outcomes(lines: Sequence[Criterion], truths: Sequence[int]) -> Iterator[Outcome]:
    left = iter(truths)
    for line in lines:
        applies = next(left) if line.applies is not None else TRUE
        met = next(left) if line.when is not None else TRUE
        bands = tuple(next(left) if band.when is not None else TRUE for band in line.bands)
        none_if = next(left) if line.none_if is not None else FALSE
        entries = tuple(
            Entered(next(left) if entry.when is not None else TRUE, UNKNOWN, UNKNOWN) for entry in line.entries
        )
        yield applied(line, applies, earned(line, Situation(applies, met, none_if, bands, entries)))


def _outermost(ways: Ways) -> Ways:
    """Those that no other way outdoes, upwards or downwards, criterion by criterion."""
    points = [tuple(_ends(one) for one in way) for way in ways]
    kept = []
    for number, way in enumerate(ways):
        highs, lows = [high for _, high in points[number]], [low for low, _ in points[number]]
        above = any(
            other != number and all(high >= mine for (_, high), mine in zip(points[other], highs, strict=True))
            and [high for _, high in points[other]] != highs
            for other in range(len(ways))
        )  # fmt: skip
        below = any(
            other != number and all(low <= mine for (low, _), mine in zip(points[other], lows, strict=True))
            and [low for low, _ in points[other]] != lows
            for other in range(len(ways))
        )  # fmt: skip
        if not above or not below:
            kept.append(way)
    return kept


def _ends(one: Outcome) -> tuple[Fraction, Fraction]:
    return one.least or ZERO, one.most or ZERO


@dataclass(frozen=True)
class Apart:
    """What a rule set earns at most, bonuses aside, by each criterion alone and together; what excludes each other."""

    alone: Fraction
    most: Fraction
    lines: tuple[str, ...]


def apart(bench: Bench, rules: RuleSet) -> Apart | None:
    """Criteria that keep each other from the full marks of a rule set; None where none do."""
    made = clusters(bench, rules)
    bonuses = frozenset(line.id for line in rules.criteria if line.bonus)
    if not made or (bench.plan.out_of is None and any(line.of is None for line in rules.criteria if not line.bonus)):
        return None
    each = [Cluster(cluster.lines, (tuple(_best(cluster)),)) for cluster in made]
    alone = spans_of(bench, rules, each, bonuses)[rules.ruleset][1]
    most = spans_of(bench, rules, made, bonuses)[rules.ruleset][1]
    if alone is None or most is None or most >= alone:
        return None
    names = tuple(name for cluster in made for name in _excluding(cluster) if name not in bonuses)
    return Apart(alone, most, names)


def _best(cluster: Cluster) -> Iterator[Outcome]:
    """What each criterion can come to at best, whatever the others do."""
    for number in range(len(cluster.lines)):
        yield max((way[number] for way in cluster.ways), key=lambda one: _ends(one)[1])


def _excluding(cluster: Cluster) -> Iterator[str]:
    """Ids of criteria that never earn their most together with some other."""
    best = [max(_ends(way[number])[1] for way in cluster.ways) for number in range(len(cluster.lines))]
    for one, line in enumerate(cluster.lines):
        for other in range(len(cluster.lines)):
            together = (way for way in cluster.ways if _ends(way[one])[1] == best[one] > 0)
            if one != other and best[other] > 0 and all(_ends(way[other])[1] < best[other] for way in together):
                yield line.id
                break
