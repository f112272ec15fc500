"""Subjects judged: their quantities and findings, made all at once or in parts that are joined."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from evaluator.inference import packed
from evaluator.inference.columns import Columns, joined
from evaluator.inference.conclude import Judgement
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan
from evaluator.problems import Problem
from evaluator.standing.findings import Findings, in_order

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Judged:
    """Subjects with every derived quantity and finding."""

    columns: Columns
    findings: Mapping[str, Findings]
    problems: Sequence[Problem]


def join(plan: Plan, parts: Sequence[Judged]) -> Judged:
    """The first subjects, the next, and so on, as if all had been judged at once; the plan must be separable.

    What some part leaves out, the whole leaves out: every part has the same columns, and judgements or none. Problems
    come part by part.
    """
    lines = {line.id: line for line in plan.criteria}
    findings = {name: _joined(lines[name], [part.findings[name] for part in parts]) for name in parts[0].findings}
    columns = joined([part.columns for part in parts])
    return Judged(columns, findings, [item for part in parts for item in part.problems])


def _joined(line: Criterion, parts: Sequence[Findings]) -> Findings:
    every = [one for part in parts for one in part.outcomes]
    outcomes, numbers = in_order(every)
    ends = np.cumsum([len(part.outcomes) for part in parts])
    codes = [own[part.codes] for part, own in zip(parts, np.split(numbers, ends[:-1]), strict=True)]
    judgements = zip(*(part.judgements for part in parts), strict=True)
    return Findings(line, outcomes, np.concatenate(codes), tuple(map(_of_parts, judgements)))


def _of_parts(parts: Sequence[Judgement]) -> Judgement:
    """A condition judged for the subjects of several parts."""
    observations = packed.joined([part.observations for part in parts])
    return Judgement(np.concatenate([part.conclusion for part in parts]), observations)


def without_judgements(judged: Judged) -> Judged:
    """Subjects judged, without what their findings rest on: to explain one, it has to be judged again."""
    return replace(judged, findings={name: replace(made, judgements=()) for name, made in judged.findings.items()})


def with_columns(judged: Judged, names: Collection[str]) -> Judged:
    """Subjects judged, with some of their columns only."""
    return replace(judged, columns=judged.columns.only(names))


def in_rows(judged: Judged, rows: Rows) -> Judged:
    """Some subjects judged, in this order, without what their findings rest on."""
    findings = {name: Findings(made.line, made.outcomes, made.codes[rows]) for name, made in judged.findings.items()}
    return Judged(judged.columns.in_rows(rows), findings, judged.problems)
