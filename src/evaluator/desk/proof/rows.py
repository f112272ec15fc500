"""Conditions on single rows: of a table, of its periods, or of the subjects behind a link; and what they see."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.regions import Cells, cells_of
from evaluator.desk.proof.sites import Site, Way
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.worlds import world_of
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge
from evaluator.inference.events import Table
from evaluator.inference.periods_held import seen_by_period
from evaluator.language.conditions import Condition, values_in
from evaluator.language.derived_from_rows import Periods, Priced, Sequenced
from evaluator.language.plan import Plan, plan_behind
from evaluator.pipeline import judge_subjects
from evaluator.standing.season import Inputs

OF_ROWS = frozenset({"where", "per_row", "per_period", "multiplied"})
"""Kinds of condition that are put to rows; what they decide is a part of a number."""


def row_sites(plan: Plan) -> Iterator[Site]:
    """Every condition on single rows of a plan's quantities."""
    for name, quantity in plan.derived.items():
        where: Condition | None = getattr(quantity, "where", None)
        found: list[tuple[str, Condition, Way]] = [] if where is None else [("where", where, ("where",))]
        if isinstance(quantity, (Periods, Sequenced)):
            found.append(("per_period" if isinstance(quantity, Periods) else "per_row", quantity.when, ("when",)))
        if isinstance(quantity, Priced):
            found += [
                ("multiplied", one.when, ("multiplied", at, "when")) for at, one in enumerate(quantity.multiplied)
            ]
        for kind, condition, path in found:
            yield Site(kind, name, condition, condition.place, ("derived", name, *path))


def seen_by(plan: Plan, inputs: Inputs, columns: Columns, site: Site, judge: Judge) -> tuple[Columns, "Owners"]:
    """What a condition on rows sees of all rows there are, and the subject each belongs to; no subject is -1."""
    quantity, evidence = plan.derived[site.owner], inputs.evidence
    if quantity.base in plan.links:
        behind = inputs.behind[quantity.base]
        owners = np.array([evidence.rows.get(world_of(one), -1) for one in behind.evidence.ids], np.int64)
        return judge_subjects(plan.links[quantity.base].plan, behind, judge).columns, owners
    answers = evidence.answers[quantity.base]
    if isinstance(quantity, Periods) and site.kind == "per_period":
        seen, periods = seen_by_period(quantity, plan, answers, columns, judge)
        return seen, np.repeat(np.arange(len(answers)), periods)[: seen.height]
    table = Table.of(plan.fields[quantity.base], answers, columns)
    return table.seen_by(site.condition), table.owners


Owners = npt.NDArray[np.int64]


def is_linked(plan: Plan, site: Site) -> bool:
    """Whether the rows are subjects behind a link."""
    return site.kind in OF_ROWS and plan.derived[site.owner].base in plan.links


def bench_of(bench: Bench, site: Site) -> Bench:
    """The plan in which the columns of a condition are fields: that of what stands behind a link, or of a row alone."""
    plan = bench.plan
    base = plan.derived[site.owner].base if site.kind in OF_ROWS else None
    if base is None:
        return bench
    if base in plan.links:
        return Bench(plan.links[base].plan, bench.judge)
    columns: Mapping[str, Any] = plan.fields[base].columns
    bare = plan_behind(plan.scheme, plan.rulesets[0])
    return Bench(replace(plan, scheme=bare, fields=columns, steps={}, links={}, sheet=(), groups=()), bench.judge)


def row_cells(bench: Bench, site: Site, conditions: list[Condition]) -> Cells | None:
    """Every combination of what conditions on rows tell apart of a row; None where they ask for more than the row."""
    plan = bench.plan
    base = plan.derived[site.owner].base
    if base not in plan.links and (site.kind == "per_period" or any(list(values_in(one)) for one in conditions)):
        return None
    return cells_of(bench_of(bench, site), conditions, missing=True)
