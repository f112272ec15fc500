"""Subjects judged in parts, each part sent through pickle, and joined are what they are judged all at once."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drawing import fewer
from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file
from evaluator.inference.columns import Columns
from evaluator.inference.conclude import Judge
from evaluator.language.plan import Plan
from evaluator.pipeline import gather_season, judge_subjects
from evaluator.problems import in_order
from evaluator.standing.judged import Judged, join, with_columns, without_judgements
from evaluator.standing.season import Inputs
from strategies import Drawn, load, seasons
from strategies_families import seasons_of
from test_language_against_oracle import FAMILIES

RULES = """\
ruleset: rules
title: Rules
subject: thing
in_force: {{from: 2021-01-01}}
fields: {{a: {{type: integer, minimum: 0}}, town: {{type: text}}}}
links: {{{links}}}
derived: {{{derived}}}
criteria:
  - id: first
    title: First
    worth: 10
    origin: local
    when: {{a: {{at_least: 1}}}}{line}
---
ruleset: towns
title: Towns
subject: town
in_force: {{from: 2021-01-01}}
fields: {{b: {{type: integer}}}}
criteria: [{{id: second, title: Second, when: {{b: {{at_least: 1}}}}}}]
---
scheme: season
title: Season
subject: thing
period: {{from: 2021-01-01, to: 2021-12-31}}
components: [{{ruleset: rules, weight: 100%, origin: local}}]
total: {{places: 2, rounding: half-even, origin: local}}
"""
APPLIES = "\n    applies: {a: {more_than: 0}}\n    when_not_applicable: "
"""What makes a subject's findings its own, and what makes others part of them."""
SEPARABLE = {
    "nothing": ({}, True),
    "numbers of its own": ({"derived": "twice: {total_of: [a, a]}"}, True),
    "left out": ({"line": APPLIES + "leave_out"}, True),
    "compared": ({"derived": "place: {compared: a, take: rank}"}, False),
    "mean of others": ({"line": APPLIES + "mean_of_others"}, False),
    "a link": ({"links": "belongs_to: {ruleset: towns, mine: town}"}, False),
}


@pytest.mark.parametrize(("parts", "separable"), SEPARABLE.values(), ids=SEPARABLE)
def test_where_subjects_may_be_judged_apart(parts: dict[str, str], separable: bool) -> None:
    text = RULES.format(**{"links": "", "derived": "", "line": "", **parts})
    assert load([("rules.yaml", text.encode())], date(2021, 12, 31)).separable == separable


def told(columns: Columns) -> dict[str, Any]:
    """Columns as plain values."""
    unsettled = {name: np.flatnonzero(rows).tolist() for name, rows in columns.unsettled.items()}
    return {
        "answers": {name: column.to_list() for name, column in columns.answers.items()},
        "quantities": {
            name: (made.least.to_list(), made.most.to_list(), made.places, made.lowest, made.highest)
            for name, made in columns.quantities.items()
        },
        "verdicts": {name: verdicts.whole.tolist() for name, verdicts in columns.verdicts.items()},
        "unsettled": {name: rows for name, rows in unsettled.items() if rows},
    }


def said(judged: Judged) -> dict[str, Any]:
    """Everything a stage after this one may read."""
    return {
        **told(judged.columns),
        "findings": {
            name: (made.line, made.outcomes, made.codes.dtype, made.codes.tolist())
            for name, made in judged.findings.items()
        },
        "judgements": {
            name: [
                (one.conclusion.tolist(), {t: o.tolist() for t, o in one.observations.items()})
                for one in made.judgements
            ]
            for name, made in judged.findings.items()
        },
        "problems": in_order(judged.problems),
    }


def slices(evidence: Evidence, size: int) -> Iterator[Evidence]:
    """The evidence of the first `size` subjects, of the next, and so on, each by itself."""
    for start in range(0, len(evidence), size):
        rows = range(start, min(start + size, len(evidence)))
        yield Evidence(
            ids=evidence.ids[start : rows.stop],
            names=evidence.names[start : rows.stop],
            streets=evidence.streets[start : rows.stop],
            communities=evidence.communities[start : rows.stop],
            answers={name: column[start : rows.stop] for name, column in evidence.answers.items()},
            unsettled=frozenset((row - start, name) for row, name in evidence.unsettled if row in rows),
            places={(row - start, name): place for (row, name), place in evidence.places.items() if row in rows},
            row_places=[evidence.row_places[row] for row in rows],
            assessed={(row - start, name): made for (row, name), made in evidence.assessed.items() if row in rows},
        )


def in_parts(plan: Plan, inputs: Inputs, size: int) -> list[Judged]:
    """The subjects judged so many at a time, each part by a judge of its own, as another process would send it."""
    parts = [replace(inputs, evidence=one) for one in slices(inputs.evidence, size)]
    return [pickle.loads(pickle.dumps(judge_subjects(plan, one, Judge()))) for one in parts]


def agree(drawn: Drawn, size: int) -> None:
    plan = drawn.plan
    assume(plan.separable)
    inputs = gather_season(plan, [read for name, data in drawn.evidence for read in read_file(data, name)])
    assume(len(inputs.evidence))
    whole, parts = judge_subjects(plan, inputs, Judge()), in_parts(plan, inputs, size)
    assert said(join(plan, parts)) == said(whole)
    small = join(plan, [with_columns(without_judgements(one), plan.fields) for one in parts])
    assert said(small) == said(with_columns(without_judgements(whole), plan.fields))


@fewer(2)
@given(drawn=seasons(), size=st.integers(1, 3))
def test_parts_of_any_season_join(drawn: Drawn, size: int) -> None:
    agree(drawn, size)


APART = sorted(FAMILIES.keys() - {"compared", "links"})


@fewer(1)
@given(data=st.data(), family=st.sampled_from(APART), size=st.integers(1, 2))
def test_parts_join_whatever_they_are_judged_by(data: Any, family: str, size: int) -> None:
    agree(data.draw(seasons_of(*FAMILIES[family], gaps=(0, 1, 3))), size)


def repeated(evidence: Evidence, times: int) -> Evidence:
    """Every subject so many times over, all of them after one another."""
    height = len(evidence)

    def over(column: Any) -> list[Any]:
        return list(column) * times

    def keyed(found: Any) -> Any:
        return {(row + height * turn, name): made for (row, name), made in found.items() for turn in range(times)}

    return Evidence(
        ids=over(evidence.ids),
        names=over(evidence.names),
        streets=over(evidence.streets),
        communities=over(evidence.communities),
        answers={name: over(column) for name, column in evidence.answers.items()},
        unsettled=frozenset((row + height * turn, name) for row, name in evidence.unsettled for turn in range(times)),
        places=keyed(evidence.places),
        row_places=over(evidence.row_places),
        assessed=keyed(evidence.assessed),
    )


@fewer(2)
@given(data=st.data(), family=st.sampled_from(APART))
def test_many_who_are_alike_are_judged_as_few(data: Any, family: str) -> None:
    """However many there are, looked up by situation or judged one by one, and no situation is asked for more often."""
    drawn = data.draw(st.one_of(seasons(), seasons_of(*FAMILIES[family], gaps=(0, 1, 3))))
    plan, times = drawn.plan, 250
    assume(plan.separable)
    inputs = gather_season(plan, [read for name, data in drawn.evidence for read in read_file(data, name)])
    few, many = Judge(), Judge()
    ones = judge_subjects(plan, inputs, few)
    all_ = judge_subjects(plan, replace(inputs, evidence=repeated(inputs.evidence, times)), many)
    assert said(replace(all_, problems=())) == said(join(plan, [replace(ones, problems=())] * times))
    assert many.network.asked == few.network.asked
