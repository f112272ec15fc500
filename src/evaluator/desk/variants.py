"""One subject of a season tried otherwise: with other answers or numbers, all else as it was.

Variants are judged by the stages of a run themselves, many at once; where one then stands is found by ranking,
grading, allocating and calling to interviews again with everybody else as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import NOT_APPLICABLE, Columns, Quantity, series, verdicts_of
from evaluator.inference.conclude import Judge
from evaluator.inference.derive import base_columns, deriver
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_others import Compared, PointsOf
from evaluator.language.quantity import Derived
from evaluator.standing.alike import aside
from evaluator.standing.decide import decide
from evaluator.standing.decided import Decided
from evaluator.standing.earned import points_earned
from evaluator.standing.findings import Findings, find
from evaluator.standing.grades import grade_all
from evaluator.standing.interviews import interview
from evaluator.standing.panel import Marking
from evaluator.standing.quotas import place_all
from evaluator.standing.rank import Ints
from evaluator.standing.ranking import rank_all
from evaluator.standing.season import Season
from evaluator.standing.spans import counted_quantity
from evaluator.standing.tally import Scores, Tally, tally
from evaluator.standing.tiers import allocate, with_ranks

Change = Mapping[str, Any]
"""What is otherwise, by field or quantity: a typed answer, or a number in units of its last place."""


@dataclass(frozen=True)
class Tried:
    """Variants judged: each is a row."""

    findings: Mapping[str, Findings]
    counted: Tally
    decided: Decided

    @property
    def totals(self) -> Ints:
        """The total of each, in units of its last place: the least it can be."""
        assert self.decided.total is not None
        return self.decided.total[0]


@dataclass(frozen=True)
class Standing:
    """Where one variant stands among all others. What is not settled is None; no tier comes after the last one."""

    rank: int | None
    grade: int | None
    tier: int | None
    interview: str


@dataclass(frozen=True)
class Variants:
    """One subject of a season, tried otherwise."""

    season: Season
    row: int
    judge: Judge

    @cached_property
    def held_fast(self) -> frozenset[str]:
        """Quantities that other subjects settle, which stay as they are."""
        plan = self.season.plan
        return frozenset(
            name
            for name, step in plan.derived.items()
            if isinstance(step, Compared) or getattr(step, "base", None) in plan.links
        )

    def tried(self, changes: Sequence[Change]) -> Tried:
        """The subject once for each change, judged alone."""
        plan, height = self.season.plan, len(changes)
        evidence = self._evidence(changes)
        derive, _ = deriver(plan, evidence, self.judge, {})
        columns = base_columns(evidence, plan)
        findings: dict[str, Findings] = {}
        for name, step in plan.steps.items():
            if isinstance(step, Criterion):
                made = findings[step.id] = self._found(step, columns, evidence)
                columns = columns.with_verdicts({name: made.by_outcome})
                continue
            if isinstance(step, PointsOf):
                quantity = points_earned(step, plan, findings)
            elif name in self.held_fast:
                quantity = self._same(name, height)
            else:
                quantity = derive.derive(step, columns)
            columns = columns.with_quantities({name: _given(name, step, quantity, changes)})
        counted = tally(plan, findings, self._marking(height), height)
        decided = decide(plan, aside(plan, evidence, counted), columns, counted, self.judge)
        unsure = grade_all(plan, decided, self.judge).unsure.whole
        return Tried(findings, counted, decided.holding(unsure))

    def standing(self, tried: Tried, at: int, total: int | None = None) -> Standing:
        """Where the variant at a row stands, with all other subjects as they were; with `total`, at that one."""
        season, plan = self.season, self.season.plan
        decided = self._among(tried.decided, at, total)
        counted = self._scored(tried.counted, at)
        graded = grade_all(plan, decided, self.judge)
        _, ranks, _ = rank_all(plan, season.evidence, counted, decided, season.inputs.decisions)
        decided = with_ranks(decided, ranks)
        graded = place_all(plan, season.evidence, decided, ranks, graded)
        walked, _ = allocate(plan, decided, ranks, self.judge)
        called, _ = interview(plan, season.evidence, decided, ranks, (), self.judge)
        grades = np.flatnonzero(graded.possible[self.row])
        tier = None
        if walked is not None and plan.scheme.allocation is not None and plan.scheme.allocation.tiers:
            possible = walked.possible.get(self.row, frozenset({-1}))
            tiers = len(plan.scheme.allocation.tiers)
            tier = max(number if number >= 0 else tiers for number in possible)
        return Standing(
            rank=int(ranks.rank[self.row]) or None,
            grade=int(grades[0]) if len(grades) == 1 else None,
            tier=tier,
            interview=called.state[self.row] if called is not None else "",
        )

    def _evidence(self, changes: Sequence[Change]) -> Evidence:
        known, row, height = self.season.evidence, self.row, len(changes)
        return Evidence(
            ids=[known.ids[row]] * height,
            names=[known.names[row]] * height,
            streets=[known.streets[row]] * height,
            communities=[known.communities[row]] * height,
            answers={
                name: [change.get(name, given[row]) for change in changes] for name, given in known.answers.items()
            },
            unsettled=frozenset((at, name) for was, name in known.unsettled if was == row for at in range(height)),
            places={},
            row_places=[known.row_places[row]] * height,
            assessed={
                (at, name): made for (was, name), made in known.assessed.items() if was == row for at in range(height)
            },
            waived=frozenset((at, name) for was, name in known.waived if was == row for at in range(height)),
        )

    def _found(self, line: Criterion, columns: Columns, evidence: Evidence) -> Findings:
        """A criterion's findings; what a mean of other subjects stands for stays as it was."""
        was = self.season.tally.findings[line.id].of(self.row)
        if line.when_not_applicable == "mean_of_others" and was.verdict == NOT_APPLICABLE:
            return Findings(line, (was,), np.zeros(len(evidence), np.uint8))
        return find(line, columns, evidence, self.judge)

    def _same(self, name: str, height: int) -> Quantity:
        known = self.season.decided.columns.quantities[name]
        least, most = (series("integer", [end[self.row]] * height) for end in (known.least, known.most))
        return Quantity(least, most, known.places)

    def _marking(self, height: int) -> Marking | None:
        made = self.season.tally.marking
        if made is None:
            return None
        return replace(made, subjects=(made.subjects[self.row],) * height, scores=(made.scores[self.row],) * height)

    def _among(self, tried: Decided, at: int, total: int | None) -> Decided:
        """What was decided of everybody, with a variant in the subject's place."""
        known = self.season.decided
        totals = None
        if known.total is not None and tried.total is not None:
            ends = tuple(end[at] if total is None else total for end in tried.total)
            totals = (self._put(known.total[0], ends[0]), self._put(known.total[1], ends[1]))
        columns = self._columns(tried.columns, at)
        if totals is not None and self.season.plan.scheme.total is not None:
            columns = columns.with_quantities(
                {"total": counted_quantity(*totals, self.season.plan.scheme.total.places)}
            )
        return Decided(
            gates={
                name: replace(made, conclusion=self._put(made.conclusion, tried.gates[name].conclusion[at]))
                for name, made in known.gates.items()
            },
            vetoes={
                name: replace(made, conclusion=self._put(made.conclusion, tried.vetoes[name].conclusion[at]))
                for name, made in known.vetoes.items()
            },
            members=known.members,
            columns=columns,
            held=self._put(known.held, tried.held[at]),
            ranked=self._put(known.ranked, tried.ranked[at]),
            contending=self._put(known.contending, tried.contending[at]),
            belongs=self._put(known.belongs, tried.belongs[at]),
            may_belong=self._put(known.may_belong, tried.may_belong[at]),
            total=totals,
        )

    def _put(self, values: Any, value: Any) -> Any:
        """A column with the subject's value otherwise."""
        made = values.copy()
        made[self.row] = value
        return made

    def _columns(self, tried: Columns, at: int) -> Columns:
        import polars as pl

        known, row = self.season.decided.columns, self.row

        def put(column: pl.Series, other: pl.Series) -> pl.Series:
            return pl.concat([column[:row], other[at : at + 1].cast(column.dtype), column[row + 1 :]])

        answers = {name: put(column, tried.answers[name]) for name, column in known.answers.items()}
        quantities = {
            name: Quantity(
                put(made.least, other.least), put(made.most, other.most), made.places, made.lowest, made.highest
            )
            for name, made in known.quantities.items()
            if (other := tried.quantities.get(name)) is not None
        }
        verdicts = {
            name: verdicts_of(self._put(made.whole, tried.verdicts[name][at])) for name, made in known.verdicts.items()
        }
        return Columns(known.height, answers, quantities, verdicts, known.unsettled)

    def _scored(self, tried: Tally, at: int) -> Tally:
        known = self.season.tally

        def put(made: Scores, other: Scores) -> Scores:
            spans = (*made.spans, other.spans[int(other.codes[at])])
            return Scores(spans, self._put(made.codes.astype(np.int64), len(made.spans)))

        return replace(
            known,
            components={name: put(made, tried.components[name]) for name, made in known.components.items()},
            groups={name: put(made, tried.groups[name]) for name, made in known.groups.items()},
        )


def _given(name: str, step: Derived, quantity: Quantity, changes: Sequence[Change]) -> Quantity:
    """A quantity with the values that some changes give it."""
    if not any(name in change for change in changes):
        return quantity
    ends = (
        [change.get(name, bound) for change, bound in zip(changes, bounds.to_list(), strict=True)]
        for bounds in (quantity.least, quantity.most)
    )
    least, most = (series("integer", end) for end in ends)
    return Quantity(least, most, quantity.places)
