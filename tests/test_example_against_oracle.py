"""The shipped schemes: the example season, with answers left out at random, as both evaluators judge it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import fewer
from evaluator.evidence.read import is_evidence, read_file
from evaluator.language.fields import Asking, Column
from evaluator.language.library import read_library, rule_files
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.pipeline import gather_season
from evaluator.problems import errors_in
from evaluator.standing.season import Inputs
from oracle import Case, Mark, Subject, judge
from oracle.money import walk_down
from oracle.tiers import contest
from seasons import of_oracle, of_season, ties_of
from strategies import marks_file, record_file, run

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    "demonstration-neighbourhoods": "neighbourhoods",
    "volunteer-stations": "stations",
    "secretary-appraisal": "secretaries",
}


@cache
def example(scheme: str) -> tuple[Plan, Case]:
    """A shipped scheme, and the example's evidence for it as plain values."""
    library = read_library(rule_files(ROOT / "rules", "rules"))
    chosen = library.schemes[scheme]
    plan, problems = make_plan(chosen, library, chosen.period.to or date(2021, 6, 30))
    assert not errors_in(problems)
    folder = ROOT / "examples" / "haiyang-2021" / EXAMPLES[scheme]
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and is_evidence(path.name))
    inputs = gather_season(plan, [read for path in paths for read in read_file(path.read_bytes(), path.name)])
    return plan, case_of(plan, inputs)


def case_of(plan: Plan, inputs: Inputs) -> Case:
    evidence = inputs.evidence
    subjects = []
    for row, name in enumerate(evidence.ids):
        answers = {field: plain(asked, evidence.answers[field][row]) for field, asked in plan.fields.items()}
        subjects.append(Subject(name, evidence.streets[row], evidence.communities[row], answers))
    marks = tuple(Mark(one.judge, one.subject, one.aspect, Fraction(str(one.mark))) for one in inputs.marks)
    recused = frozenset((one.judge, one.subject) for one in inputs.recusals)
    return Case(tuple(subjects), marks, recused)


def plain(asked: Asking | Column, value: Any) -> Any:
    if value is None:
        return None
    if asked.type == "decimal":
        return Fraction(value, 10**asked.places)
    if isinstance(asked, Asking) and asked.type == "events":
        columns = asked.columns.items()
        return [{n: plain(c, part) for (n, c), part in zip(columns, row.values, strict=True)} for row in value]
    return list(value) if isinstance(value, tuple) else value


def with_gaps(case: Case, random: Random, times: int) -> Case:
    """Some answers and marks left out, and some subjects made equal to others."""
    subjects = list(case.subjects)
    for _ in range(times):
        row = random.randrange(len(subjects))
        answers = dict(subjects[row].answers)
        answers[random.choice(sorted(answers))] = None
        subjects[row] = replace(subjects[row], answers=answers)
    for _ in range(random.randrange(4)):
        one, other = random.sample(range(len(subjects)), 2)
        subjects[one] = replace(subjects[one], answers=subjects[other].answers)
    gone = set(random.sample(range(len(case.marks)), min(times, len(case.marks))))
    marks = tuple(mark for number, mark in enumerate(case.marks) if number not in gone)
    return replace(case, subjects=tuple(subjects), marks=marks)


@pytest.mark.parametrize("scheme", EXAMPLES)
@fewer(15)
@given(random=st.integers(0, 1000).map(Random), times=st.integers(0, 30))
def test_the_example_agrees(scheme: str, random: Random, times: int) -> None:
    plan, full = example(scheme)
    case = with_gaps(full, random, times)
    files = [record_file(one, "yaml", plan.scheme.subject) for one in case.subjects] + marks_file(case)
    season, standing = run(plan, files), judge(plan, case)
    found, expected = of_season(season), of_oracle(standing)
    assert list(found) == sorted(expected)
    for name, judged in expected.items():
        assert found[name] == judged, name
    assert ties_of(season) == set(standing.ties)
    field = contest(standing)
    if field is None or season.walked is None:
        return
    settled = walk_down(field.people, field.places)
    for row, name in enumerate(season.evidence.ids):
        firm = season.walked.firm(row) if row in season.walked.possible else None
        assert firm is None or field.waiting or firm == settled[name]
