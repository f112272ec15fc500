"""Who is alike in all that gates, vetoes and grades look at: what they decide is decided once for each kind of subject.

A kind is told by the combination of findings and marks that scores follow from, by the outcome of each test that is
put to an answer or a quantity, and by what was said of a subject aside from its answers. One subject stands for its
kind; what was decided of it is then said of all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import INSUFFICIENT, Columns
from evaluator.inference.distinct import Codes, distinct
from evaluator.inference.observe import observe
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Condition, Test, ValueOf
from evaluator.language.plan import Plan
from evaluator.standing.rank import Flags
from evaluator.standing.tally import Tally

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Aside:
    """What is said of subjects aside from their answers: whose group is in doubt, whose marks are not settled, and
    for whom a gate or veto is waived."""

    unplaced: Flags
    unmarked: Flags
    waived: Mapping[str, Flags]

    def sample(self, rows: Rows) -> "Aside":
        waived = {part: flags[rows] for part, flags in self.waived.items()}
        return Aside(self.unplaced[rows], self.unmarked[rows], waived)


def aside(plan: Plan, evidence: Evidence, counted: Tally) -> Aside:
    """What is said of every subject aside from its answers."""
    height, marking = len(evidence), counted.marking
    waived: dict[str, Flags] = {}
    for row, part in evidence.waived:
        waived.setdefault(part, np.zeros(height, np.bool_))[row] = True
    unmarked = np.zeros(height, np.bool_)
    if marking is not None:
        unmarked = np.array([marking.unsettled(row) for row in range(height)], np.bool_)
    return Aside(unplaced(plan, evidence), unmarked, waived)


def unplaced(plan: Plan, evidence: Evidence) -> Flags:
    """Subjects whose group is in doubt: two files place them differently."""
    found = np.zeros(len(evidence), np.bool_)
    within = plan.scheme.ranking.within if plan.scheme.ranking else None
    for row, name in evidence.unsettled:
        if name == within:
            found[row] = True
    return found


@dataclass(frozen=True)
class Kinds:
    """Which kind each subject is, the first subject of each, and the columns that tell them apart by name."""

    codes: Codes
    rows: Rows
    names: frozenset[str]


def kinds(plan: Plan, columns: Columns, counted: Tally, said: Aside) -> Kinds:
    """Every kind of subject there is."""
    tests = {test: None for condition in _conditions(plan) for test in compile_condition(condition).tests}
    keys: list[npt.NDArray[Any]] = [said.unplaced, said.unmarked, *said.waived.values()]
    known: set[str] = set()
    if counted.total is not None:
        keys = [counted.total.codes, *keys]
        known = {"total", *counted.components, *counted.groups}
    summed = {part.ruleset for part in plan.scheme.components if counted.total is not None}
    scored = {line.id for rules in plan.rulesets if rules.ruleset in summed for line in rules.criteria}
    known |= {f"finding:{name}" for name in scored}
    for name, made in counted.findings.items():
        if name not in scored and any(one.verdict == INSUFFICIENT for one in made.outcomes):
            keys.append(made.verdicts == INSUFFICIENT)
    for test in tests:
        asked = set(_asked(test))
        if not asked & known:
            keys.append(observe([test], columns)[test])
        elif asked - known:  # a score against a number of the subject's own
            keys += [key for name in asked - known for key in _bounds(columns, name)]
    codes, rows = distinct(keys, columns.height)
    return Kinds(codes, rows, frozenset(name for test in tests for name in _asked(test)))


def _asked(test: Test) -> tuple[str, ...]:
    return (test.column, test.value.name) if isinstance(test.value, ValueOf) else (test.column,)


def _bounds(columns: Columns, name: str) -> Iterator[npt.NDArray[Any]]:
    for bound in columns.quantities[name].bounds:
        yield from (bound.units, bound.known)


def _conditions(plan: Plan) -> Iterator[Condition]:
    """Every condition that is put before subjects are ranked."""
    scheme = plan.scheme
    for parts in (scheme.gates, scheme.vetoes, scheme.adjustments):
        yield from (part.when for part in parts)
    yield from (grade.when for grade in scheme.grades if grade.when is not None)
    if scheme.ranking is not None and scheme.ranking.members is not None:
        yield scheme.ranking.members
