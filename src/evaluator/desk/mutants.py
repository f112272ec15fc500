"""Mutants: every small change to the conditions and points of a plan.

Comparators are turned and their boundaries moved, thresholds moved by one unit, shares of another number by one
percent, `all` and `any` exchanged, parts left out, points changed by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from evaluator.desk.coverage import OF_STANDING
from evaluator.desk.proof.prover import Prover, as_written
from evaluator.desk.proof.rows import bench_of, row_sites
from evaluator.desk.proof.sites import Site, Way, changed, sites
from evaluator.desk.proof.trial import Bench
from evaluator.exact import shortest
from evaluator.language.conditions import Condition, Operator, Test, ValueOf
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan
from evaluator.problems import Place

TURNED: Mapping[Operator, tuple[Operator, ...]] = {
    "at_least": ("less_than", "more_than"),
    "at_most": ("more_than", "less_than"),
    "more_than": ("at_most", "at_least"),
    "less_than": ("at_least", "at_most"),
    "is": ("is_not",),
    "is_not": ("is",),
    "one_of": ("none_of",),
    "none_of": ("one_of",),
    "includes_all": ("includes_any",),
    "includes_any": ("includes_all",),
    "on_or_before": ("on_or_after",),
    "on_or_after": ("on_or_before",),
}
"""For each comparator those that are tried in its place: its opposite first, then the other side of its boundary."""


@dataclass(frozen=True)
class Mutant:
    """One small change: where, what is tried instead of what, and the plan that has it."""

    site: Site | None
    owner: str
    said: str
    place: Place
    plan: Plan
    condition: Condition | None = None
    path: Way = ()


def mutants(prover: Prover) -> Iterator[Mutant]:
    """Every small change to the conditions and points of a plan."""
    plan = prover.plan
    for site in [*sites(plan), *row_sites(plan)]:
        if site.kind in OF_STANDING:
            continue
        bench = bench_of(prover.bench, site)
        for condition, said, place in _changes(bench, site.condition):
            plan_so = changed(plan, site.path, condition)
            yield Mutant(site, site.owner, said, place, plan_so, condition, site.path)
    for line in plan.sheet:
        yield from _of_points(plan, line)
    yield from _of_ballots(prover.bench)


def _changes(bench: Bench, condition: Condition) -> Iterator[tuple[Condition, str, Place]]:
    """Each small change to a condition, as the condition it becomes."""
    if isinstance(condition, Test):
        for other in _of_test(bench, condition):
            yield other, f"{as_written(condition)} → {as_written(other)}", condition.place
        return
    if condition.word in ("all", "any") and len(condition.parts) > 1:
        other_word: Any = "any" if condition.word == "all" else "all"
        exchanged = replace(condition, word=other_word)
        yield exchanged, f"{as_written(condition)} → {as_written(exchanged)}", condition.place
    if condition.word == "at_least":
        for need in (condition.need - 1, condition.need + 1):
            if 1 <= need <= len(condition.parts):
                yield replace(condition, need=need), f"{condition.need} → {need}", condition.place
    for index, part in enumerate(condition.parts):
        rest = (*condition.parts[:index], *condition.parts[index + 1 :])
        if rest and condition.need <= len(rest):
            yield replace(condition, parts=rest), f"− {as_written(part)}", part.place
        for changed_part, said, place in _changes(bench, part):
            parts = (*condition.parts[:index], changed_part, *condition.parts[index + 1 :])
            yield replace(condition, parts=parts), said, place


def _of_test(bench: Bench, test: Test) -> Iterator[Test]:
    for operator in TURNED.get(test.operator, ()):
        if operator not in ("more_than", "less_than", "at_least", "at_most") or not isinstance(test.value, str):
            yield replace(test, operator=operator)
    if isinstance(test.value, bool):
        yield replace(test, value=not test.value)
    elif isinstance(test.value, Fraction):
        unit = Fraction(1, 10 ** bench.places_of(test.column))
        yield from (replace(test, value=test.value + by) for by in (-unit, unit))
    elif isinstance(test.value, ValueOf) and test.value.times != 1:
        unit = Fraction(1, 10 ** max(2, len(shortest(test.value.times, 12).partition(".")[2])))
        times = (test.value.times + by for by in (-unit, unit))
        yield from (replace(test, value=replace(test.value, times=one)) for one in times if one > 0)
    elif isinstance(test.value, date):
        yield from (replace(test, value=test.value + timedelta(days=by)) for by in (-1, 1))
    elif isinstance(test.value, tuple) and len(test.value) > 1:
        yield from (replace(test, value=tuple(one for one in test.value if one != left)) for left in test.value)


def _of_ballots(bench: Bench) -> Iterator[Mutant]:
    """The conditions by which marks are void; for want of marks that would tell, no case is looked for."""
    plan = bench.plan
    for index, rule in enumerate(plan.scheme.panel.void if plan.scheme.panel else ()):
        path: Way = ("panel", "void", index, "when")
        for condition, said, place in _changes(bench, rule.when):
            yield Mutant(None, rule.id, said, place, changed(plan, path, condition), condition, path)


def _of_points(plan: Plan, line: Criterion) -> Iterator[Mutant]:
    """Worths and points by one more and one less."""
    parts: list[tuple[Way, Fraction, Place]] = []
    if isinstance(line.worth, Fraction):
        parts.append((("worth",), line.worth, line.place_at("worth")))
    for key in ("bands", "deductions", "additions", "bonus"):
        for index, part in enumerate(getattr(line, key)):
            parts.append(((key, index, "points"), part.points, part.place_at("points")))
    for path, points, place in parts:
        for by in (-1, 1):
            whole: Way = ("criteria", line.id, *path)
            if points + by < 0 or (path[0] != "bands" and points + by <= 0):
                continue
            said = f"{shortest(points)} → {shortest(points + by)}"
            yield Mutant(None, line.id, said, place, changed(plan, whole, points + by), path=whole)
