"""The worst case of inference: conditions of many tests over evidence in which every situation is as likely as any.

    python benchmarks/worst.py --n 1000,100000,1000000

What is counted is in README.md beside this file.
"""

import argparse
import statistics
import time
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from evaluator.evidence.model import Evidence
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.pipeline import judge_subjects
from evaluator.problems import NOWHERE
from evaluator.standing.season import Inputs

SEED = 20210630
TESTS = tuple(f"q{number:02}" for number in range(14))
"""Yes-no fields, each asked for once in a condition."""

Condition = dict[str, Any]


def asked(first: int, last: int) -> list[Condition]:
    """Tests of some fields, the last included."""
    return [{name: {"is": "yes"}} for name in TESTS[first - 1 : last]]


CONDITIONS: dict[str, Condition] = {
    "all of 10": {"all": asked(1, 10)},
    "any of 10": {"any": asked(1, 10)},
    "at least 5 of 10": {"at_least": 5, "of": asked(1, 10)},
    "10 nested": {
        "all": [
            {"any": [*asked(1, 2), {"all": asked(3, 4)}]},
            {"at_least": 2, "of": [*asked(5, 6), {"none": asked(7, 8)}]},
            {"not": {"all": asked(9, 10)}},
        ]
    },
    "at least 7 of 14": {"at_least": 7, "of": asked(1, 14)},
}


def written(value: Any) -> str:
    """A condition in the language's own flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


def plan_of(condition: Condition) -> Plan:
    """A scheme of one criterion with that condition."""
    fields = ", ".join(f"{name}: {{type: yes-no}}" for name in TESTS)
    text = f"""
ruleset: worst
title: {{zh: 最坏情形, en: Worst case}}
subject: thing
in_force: {{from: 2021-01-01}}
fields: {{{fields}}}
criteria:
  - {{id: line, title: {{zh: 指标, en: Line}}, worth: 10, origin: local, when: {written(condition)}}}
---
scheme: worst-case
title: {{zh: 最坏情形, en: Worst case}}
subject: thing
period: {{from: 2021-01-01, to: 2021-12-31}}
authority: {{zh: 测速, en: benchmark}}
components: [{{ruleset: worst, weight: 100%, origin: local}}]
total: {{places: 2, rounding: half-even, origin: local}}
"""
    library = read_library([RuleFile("worst.yaml", text.encode())])
    plan, problems = make_plan(library.schemes["worst-case"], library, date(2021, 12, 31))
    assert not problems, problems
    return plan


def evidence_of(count: int) -> Evidence:
    """Every answer yes, no or missing, each as likely as the others; the same for the same count on every machine."""
    draw = np.random.default_rng(SEED)
    words = pl.Series(values=[False, True, None], dtype=pl.Boolean)
    ids = [str(number) for number in range(count)]
    return Evidence(
        ids=ids,
        names=ids,
        streets=ids,
        communities=ids,
        answers={name: words.gather(draw.integers(0, 3, count)) for name in TESTS},
        unsettled=frozenset(),
        places={},
        row_places=[NOWHERE] * count,
        assessed={},
    )


def measured(plan: Plan, inputs: Inputs, repeats: int) -> tuple[int, float, float]:
    """Situations asked, and the median of wall-clock and of processor seconds, each time with a new judge."""
    wall, used, asked_for = [], [], 0
    for _ in range(repeats):
        judge = Judge()
        began, spent = time.perf_counter(), time.process_time()
        judge_subjects(plan, inputs, judge)
        wall.append(time.perf_counter() - began)
        used.append(time.process_time() - spent)
        asked_for = judge.network.asked
    return asked_for, statistics.median(wall), statistics.median(used)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time inference where every situation is as likely as any.")
    parser.add_argument("--n", default="1000,100000,1000000", help="sizes, separated by commas")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each condition")
    given = parser.parse_args()
    for count in [int(part.replace("_", "")) for part in given.n.split(",")]:
        inputs = Inputs(evidence_of(count))
        print(f"\n{count:,} subjects")
        print(f"  {'condition':<18} {'situations asked':>16} {'ms':>9} {'µs a subject':>13} {'processor':>10}")
        for name, condition in CONDITIONS.items():
            asked_for, wall, used = measured(plan_of(condition), inputs, given.repeats)
            each = wall / count * 1e6, used / count * 1e6
            print(f"  {name:<18} {asked_for:>16} {wall * 1e3:9.1f} {each[0]:13.3f} {each[1]:10.3f}", flush=True)


if __name__ == "__main__":
    main()
