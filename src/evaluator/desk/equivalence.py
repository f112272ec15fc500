"""Equivalence: proofs that a changed condition decides as it did, and how that is known.

Every combination of regions is looked at, those of evidence that is missing or known within bounds only among them. A
score takes only the values it can come to (`lattice`); where something before a condition has decided already it does
not matter; combinations that belong to no evidence are ruled out (`refuting`). Of a change that is not proved
equivalent nothing is claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evaluator.desk.proof.lattice import Values, reachable, values_of
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.refuting import Refuter
from evaluator.desk.proof.regions import cells_of
from evaluator.desk.proof.rows import OF_ROWS, bench_of, is_linked, row_cells
from evaluator.desk.proof.sites import Site, sites
from evaluator.desk.proof.views import seen_through
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.language.conditions import Condition, tests_in
from evaluator.language.plan import Plan

IN_ORDER = frozenset({"bands", "grades", "rates", "by_condition"})
"""Kinds of condition of which the first that holds is taken."""


@dataclass(frozen=True)
class Known:
    """How an equivalence is known: so many combinations looked at, so many of them ruled out as belonging to no
    evidence, and the scores that do not come to a value the change turns on."""

    cells: int
    ruled_out: int = 0
    scores: tuple[tuple[str, Values], ...] = ()


def equivalent(prover: Prover, site: Site, other: Condition) -> Known | None:
    """The proof that a changed condition is without effect; None where there is none.

    Findings of plain lines are seen through to what they ask, where findings alone prove nothing.
    """
    if site.kind in OF_ROWS:
        return _of_rows(prover, site, other)
    plan, before = prover.plan, earlier(prover.plan, site)
    gates = [gate.when for gate in plan.scheme.gates] if site.kind in ("tiers", "eligible") else []
    for through in (False, True):
        was, would, *rest = (
            seen_through(one, plan) if through else one for one in (site.condition, other, *before, *gates)
        )
        cells = cells_of(prover.bench, [was, would, *rest], missing=True)
        if not cells.complete:
            continue
        one, two = cells.judged(was, prover.judge), cells.judged(would, prover.judge)
        differs = one != two
        for index, condition in enumerate(rest):
            truths = cells.judged(condition, prover.judge)
            differs &= ~np.isin(truths, _decided_by(plan, site, is_gate=index >= len(before)))
        ruled_out = int(differs.sum())
        if not Refuter(prover.bench).possible(cells, differs).any():
            return Known(cells.size, ruled_out, _never_there(prover, (site.condition, other)))
    return None


def _of_rows(prover: Prover, site: Site, other: Condition) -> Known | None:
    """The same of a condition on single rows: each of them is told apart as before.

    Those behind a link are judged by a plan of their own, in which their findings are seen through.
    """
    bench = bench_of(prover.bench, site)
    for through in (False, True) if is_linked(prover.plan, site) else (False,):
        was, would = (seen_through(one, bench.plan) if through else one for one in (site.condition, other))
        rows = row_cells(prover.bench, site, [was, would])
        if rows is None or not rows.complete:
            continue
        differs = rows.judged(was, prover.judge) != rows.judged(would, prover.judge)
        ruled_out = int(differs.sum())
        if is_linked(prover.plan, site):
            differs = Refuter(bench).possible(rows, differs)
        if not differs.any():
            return Known(rows.size, ruled_out)
    return None


def _decided_by(plan: Plan, site: Site, *, is_gate: bool) -> tuple[int, ...]:
    """What an earlier condition, or a gate, comes to where it settles the matter, or leaves it open either way.

    Whose earlier grade is open is held, and so is whose gate is: no tier's own condition is asked of them. Places of a
    grade are also wanted by those whose grade is open.
    """
    if is_gate:
        walks = plan.scheme.allocation is not None and plan.scheme.allocation.method == "walk-down"
        return (FALSE, MISSING) if walks and site.kind == "tiers" else (FALSE,)
    counted = any(grade.quota is not None for grade in plan.scheme.grades)
    return (TRUE, MISSING) if site.kind == "grades" and not counted else (TRUE,)


def _never_there(prover: Prover, conditions: Sequence[Condition]) -> tuple[tuple[str, Values], ...]:
    """Scores that are tested at a value they do not come to."""
    found: dict[str, Values] = {}
    for condition in conditions:
        for test in tests_in(condition):
            values = values_of(prover.bench, test.column)
            if values is not None and isinstance(test.value, Fraction):
                units = test.value * 10 ** prover.bench.places_of(test.column)
                if units.denominator == 1 and int(units) not in reachable(prover.bench, test.column, [int(units)]):
                    found[test.column] = values
    return tuple(found.items())


def earlier(plan: Plan, site: Site) -> list[Condition]:
    """The conditions that are gone through before one, where the first that holds is taken."""
    if site.kind not in IN_ORDER:
        return []
    owners = (site.owner,) if site.kind in ("bands", "by_condition") else None
    same = [one for one in sites(plan) if one.kind == site.kind and (owners is None or one.owner in owners)]
    return [one.condition for one in same[: [one.path for one in same].index(site.path)]]
