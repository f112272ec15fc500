"""Checks of a panel's rules for void marks: of one judge's marks for one subject every combination is gone through."""

from collections.abc import Iterator

import numpy as np

from evaluator.desk.proof.prover import Prover, flaw
from evaluator.inference.columns import TRUE, Columns
from evaluator.language.panel import Panel, Void
from evaluator.language.terms import ON_BALLOT
from evaluator.language.words import keyword
from evaluator.problems import Problem
from evaluator.standing.spans import counted_quantity


def ballot_flaws(prover: Prover) -> Iterator[Problem]:
    """Rules that can make no marks void, or would make all of them void.

    A whole sheet may hold any number of subjects, and nothing is claimed of rules that look at one.
    """
    panel = prover.plan.scheme.panel
    for rule in panel.void if panel else ():
        if rule.of == "subject" and panel is not None:
            yield from _constant(prover, panel, rule)


def _constant(prover: Prover, panel: Panel, rule: Void) -> Iterator[Problem]:
    counts = np.array(list(_counts(panel)), np.int64)
    columns = {name: counts[:, index] for index, name in enumerate(ON_BALLOT)}
    quantities = {name: counted_quantity(one, one) for name, one in columns.items()}
    holds = prover.judge.judge(rule.when, Columns(len(counts), quantities=quantities)).conclusion == TRUE
    if holds.all() or not holds.any():
        code = "condition-always" if holds.all() else "condition-never"
        yield flaw(code, rule.place_at("when"), owner=rule.id, key=keyword("void", "Panel"), cells=len(counts))


def _counts(panel: Panel) -> Iterator[tuple[int, int, int]]:
    """Every number of marks, with how many of them are full and how many are different: some that cannot be, too."""
    most = len(panel.aspects)
    alike = len({aspect.worth for aspect in panel.aspects}) == 1
    for given in range(1, most + 1):
        for full in range(given + 1):
            for different in range(1, given + 1):
                if full != given or not alike or different == 1:
                    yield given, full, different
