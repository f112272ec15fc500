"""Mutation: which small changes to rules the cases notice, and for the rest a case that would, or the proof.

A change that no case notices is equivalent where the conclusion is the same whatever is submitted; that is a proof, not
a trial, and says how it is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from evaluator.desk.case_runs import differing, inputs_of
from evaluator.desk.cases import CaseFile, Setup
from evaluator.desk.coverage import columns_of, columns_of_line, evidence_of, in_context
from evaluator.desk.equivalence import Known, earlier, equivalent
from evaluator.desk.mutants import Mutant, mutants
from evaluator.desk.proof.options import size_of
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.rows import OF_ROWS
from evaluator.desk.proof.sites import Way
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Mask, View, Wanted
from evaluator.desk.proof.writing import case
from evaluator.inference.columns import FALSE, MISSING
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Condition
from evaluator.language.plan import Plan
from evaluator.pipeline import judge_behind, judge_season
from evaluator.problems import Lang, Place
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.table import table
from evaluator.standing.judged import Judged
from evaluator.standing.season import Inputs


@dataclass(frozen=True)
class Survivor:
    """A change no case noticed: how it is known that none could, or a case that would notice."""

    mutant: Mutant
    equal: Known | None = None
    case: str = ""


@dataclass(frozen=True)
class Mutated:
    """Of one scheme: how many changes were tried, and those that no case noticed."""

    plan: Plan
    tried: int
    survivors: tuple[Survivor, ...]
    place: Place

    @property
    def open(self) -> tuple[Survivor, ...]:
        return tuple(one for one in self.survivors if one.equal is None)


def mutation(files: Sequence[CaseFile], progress: Progress = UNSEEN) -> Iterator[Mutated]:
    """The changes of each scheme that its cases do not notice."""
    judge = Judge()
    by_scheme: dict[str, list[CaseFile]] = {}
    for one in files:
        by_scheme.setdefault(one.plan.scheme.scheme, []).append(one)
    for mine in by_scheme.values():
        plan = mine[0].plan
        ready = [_Ready.of(one.plan, setups, judge) for one in mine for setups in one.batches]
        seasons = [judge_season(plan, one.inputs, judge, one.others) for one in ready if one.plan.as_of == plan.as_of]
        prover = Prover.of(plan, judge, evidence_of(seasons))
        made = list(mutants(prover))
        days = {one.plan.as_of: one.plan for one in mine}
        by_day = {
            day: _by_way(made if other is plan else mutants(Prover.of(other, judge))) for day, other in days.items()
        }
        tried = [
            {day: same[at] for day, there in by_day.items() if len(same := there.get(way, ())) == len(ours)}
            for way, ours in _by_way(made).items()
            for at in range(len(ours))
        ]
        survivors = tuple(
            _survivor(prover, one[plan.as_of])
            for one in counted(progress, "mutants", tried)
            if not _noticed(one, ready, judge)
        )
        yield Mutated(prover.plan, len(made), survivors, mine[0].place)


@dataclass(frozen=True)
class _Ready:
    """Cases that are judged together, made ready once for all changes: none changes what is submitted or who stands
    behind a link."""

    plan: Plan
    setups: tuple[Setup, ...]
    inputs: Inputs
    others: Mapping[str, Judged]

    @classmethod
    def of(cls, plan: Plan, setups: tuple[Setup, ...], judge: Judge) -> "_Ready":
        inputs = inputs_of(plan, setups)
        return cls(plan, setups, inputs, judge_behind(plan, inputs, judge))


def _by_way(made: Iterable[Mutant]) -> dict[Way, list[Mutant]]:
    """The changes by where they are made."""
    found: dict[Way, list[Mutant]] = {}
    for one in made:
        found.setdefault(one.path, []).append(one)
    return found


def _noticed(by_day: Mapping[date, Mutant], ready: list[_Ready], judge: Judge) -> bool:
    """Whether any case comes out otherwise; those that notice a change are asked first about the next, which is near.

    The same change is made to the rules and figures of each day that cases are judged on.
    """
    for at, one in enumerate(ready):
        mutant = by_day.get(one.plan.as_of)
        if mutant and differing(judge_season(mutant.plan, one.inputs, judge, one.others), one.setups, []):
            ready.insert(0, ready.pop(at))
            return True
    return False


def _survivor(prover: Prover, mutant: Mutant) -> Survivor:
    """What is known of a change that no case noticed."""
    if mutant.condition is None:
        return Survivor(mutant, case=_case_of_points(prover, mutant))
    if mutant.site is None:
        return Survivor(mutant)
    site, other, before = mutant.site, mutant.condition, earlier(prover.plan, mutant.site)
    if (known := equivalent(prover, site, other)) is not None:
        return Survivor(mutant, equal=known)
    if site.kind in OF_ROWS:
        return _of_rows(prover, mutant)
    differs = _differs(prover, site.condition, other, before)
    asked, wanted = in_context(prover, site, differs)
    found = prover.find([other, *before, *asked], wanted)
    if found.answers is None:
        found = prover.find([site.condition, other, *before], differs)
    if found.answers is None:
        return Survivor(mutant)
    columns = columns_of(prover.plan, site)
    if not _shows(prover, mutant, found.answers, columns):
        return Survivor(mutant)
    title = _title(mutant, site.place.spelling)
    return Survivor(mutant, case=case(prover.bench, title, found.answers, columns))


def _of_rows(prover: Prover, mutant: Mutant) -> Survivor:
    """A case near those there are in which another row counts, so that a column of the result differs."""
    assert mutant.site is not None
    columns = [*columns_of(prover.plan, mutant.site), "grade"]
    changed_bench = Bench(mutant.plan, prover.judge)

    def held(made: Sequence[Mapping[str, Any]]) -> Mask:
        was, would = (table(bench.season(made)).to_dicts() for bench in (prover.bench, changed_bench))
        both = zip(was, would, strict=True)
        return np.array([any(one.get(name) != two.get(name) for name in columns) for one, two in both], np.bool_)

    answers = prover.nearby([mutant.site.owner], held)
    if answers is None or not _shows(prover, mutant, answers, columns):
        return Survivor(mutant)
    title = _title(mutant, mutant.site.place.spelling)
    return Survivor(mutant, case=case(prover.bench, title, answers, columns))


def _shows(prover: Prover, mutant: Mutant, answers: Mapping[str, Any], columns: Sequence[str]) -> bool:
    """Whether a case would really fail under the change: some column of its result differs."""
    was, would = (
        table(bench.season([answers])).to_dicts()[0] for bench in (prover.bench, Bench(mutant.plan, prover.judge))
    )
    return any(was.get(name) != would.get(name) for name in columns)


def _differs(prover: Prover, condition: Condition, other: Condition, before: Sequence[Condition]) -> Wanted:
    """That a changed condition comes out otherwise, and nothing before it has decided."""

    def wanted(view: View) -> Mask:
        was, would = view.judged(condition, prover.judge), view.judged(other, prover.judge)
        found: Mask = (was != would) & (was != MISSING) & (would != MISSING)
        for one in before:
            found = found & (view.judged(one, prover.judge) == FALSE)
        return found

    return wanted


def _case_of_points(prover: Prover, mutant: Mutant) -> str:
    """The smallest evidence that earns other points under the change."""
    line = next(one for one in prover.plan.sheet if one.id == mutant.owner)
    answers = list(prover.searcher.means.outcomes(line).values())
    if not answers:
        return ""
    names = [f"finding:{line.id}"]
    was = prover.bench.subjects(answers, names).findings[line.id]
    would = Bench(mutant.plan, prover.judge).subjects(answers, names).findings[line.id]
    other = [one for row, one in enumerate(answers) if was.of(row).settled and was.of(row).span != would.of(row).span]
    if not other:
        return ""
    title = _title(mutant, line.place.spelling)
    return case(prover.bench, title, min(other, key=size_of), columns_of_line(line))


def _title(mutant: Mutant, lang: Lang) -> str:
    plain = mutant.said.translate({ord(c): None for c in "{}[]"}).replace(": ", " ")
    return f"{mutant.owner}：区别于 {plain}" if lang == "zh" else f"{mutant.owner} - tells from {plain}"
