"""Coverage: each test of each condition seen deciding both ways by the cases, and a case for each that was not.

A test decides where its condition would come out otherwise if it alone did. Seen deciding when it holds and when it
does not, it has had its own effect on the conclusion (masking MC/DC), judged on the situations of the cases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from evaluator.desk.case_runs import season_of
from evaluator.desk.cases import CaseFile
from evaluator.desk.proof.prover import Prover, as_written
from evaluator.desk.proof.refuting import Refuter
from evaluator.desk.proof.rows import OF_ROWS, bench_of, is_linked, row_cells, row_sites, seen_by
from evaluator.desk.proof.search import Found
from evaluator.desk.proof.sites import Site, sites
from evaluator.desk.proof.views import Inside, Mask, Real, View, Wanted, seen_through, turned
from evaluator.desk.proof.worlds import Answers, inputs_of, worlds_in
from evaluator.desk.proof.writing import case
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, series
from evaluator.inference.conclude import Judge
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Condition, Test, names_in
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.table import table
from evaluator.standing.season import Season

WAYS = (TRUE, FALSE)
OF_STANDING = frozenset({"documents", "interviews"})
"""Kinds of condition that are put to the standing of all subjects, for which no evidence is looked for."""


@dataclass(frozen=True)
class Gap:
    """A test not seen deciding one way; a case that would show it, or the proof that nothing can."""

    site: Site
    test: Test
    way: int
    found: Found | None = None
    case: str = ""

    @property
    def impossible(self) -> bool:
        return self.found is not None and self.found.impossible


@dataclass(frozen=True)
class Coverage:
    """Of one scheme: how many ways tests can decide, how many were seen, and those that were not."""

    plan: Plan
    asked: int
    gaps: tuple[Gap, ...]
    place: Place = field(default=Place())

    @property
    def seen(self) -> int:
        return self.asked - len(self.gaps)

    @property
    def open(self) -> tuple[Gap, ...]:
        """What could still be seen, or is not known to be impossible."""
        return tuple(gap for gap in self.gaps if not gap.impossible)


def coverage(files: Sequence[CaseFile], *, draft: bool = True, progress: Progress = UNSEEN) -> Iterator[Coverage]:
    """The coverage of each scheme by all its cases; with `draft`, a case for each gap."""
    judge = Judge()
    by_scheme: dict[str, list[CaseFile]] = {}
    for one in files:
        by_scheme.setdefault(one.plan.scheme.scheme, []).append(one)
    for mine in by_scheme.values():
        plan = mine[0].plan
        seasons = [season_of(one.plan, setups, judge) for one in mine for setups in one.batches]
        prover = Prover.of(plan, judge, evidence_of(seasons))
        gaps, asked = [], 0
        asking = [
            (site, test)
            for site in [*sites(plan), *row_sites(plan)]
            for test in compile_condition(site.condition).tests
        ]
        for site, test in counted(progress, "tests", asking):
            asked += len(WAYS)
            for way in WAYS:
                if not any(_seen(season, site, test, way, judge) for season in seasons):
                    gaps.append(_gap(prover, site, test, way) if draft else Gap(site, test, way))
        yield Coverage(plan, asked, tuple(gaps), mine[0].place)


def evidence_of(seasons: Sequence[Season]) -> list[Answers]:
    """What the cases of one scheme submit, each different evidence once: where a search begins."""
    found = {repr(one): one for season in seasons for one in worlds_in(season)}
    return list(found.values())


def _seen(season: Season, site: Site, test: Test, way: int, judge: Judge) -> bool:
    columns = season.decided.columns
    if site.kind in OF_ROWS:
        columns, _ = seen_by(season.plan, season.inputs, columns, site, judge)
    if site.kind == "interviews" and season.interviews is not None:
        columns = season.interviews.columns
    if site.kind == "documents":
        columns = _with_outcomes(season)
    if not _there(site, columns):
        return False
    return bool(deciding(site, test, way, judge)(Real(columns)).any())


def _with_outcomes(season: Season) -> Columns:
    """What documents are issued by: everything judged, and the outcomes of the result."""
    rows = {row["id"]: row for row in table(season).to_dicts()}
    names = ("status", "grade", "tier", "interview")
    outcomes = {name: series("text", [rows[one][name] for one in season.evidence.ids]) for name in names}
    return season.decided.columns.with_answers(outcomes)


def _there(site: Site, columns: Columns) -> bool:
    known = {*columns.answers, *columns.quantities, *columns.verdicts}
    return set(names_in(site.condition)) <= known


def deciding(site: Site, test: Test, way: int, judge: Judge) -> Wanted:
    """That a test comes out one way and the conclusion turns on it."""

    def wanted(view: View) -> Mask:
        concluded, other = view.judged(site.condition, judge), turned(view, site.condition, test, judge)
        settled = (concluded != MISSING) & (other != MISSING)
        found: Mask = (view.observed(test) == way) & settled & (concluded != other)
        return found

    return wanted


def _gap(prover: Prover, site: Site, test: Test, way: int) -> Gap:
    if site.kind in OF_STANDING:
        return Gap(site, test, way)
    if site.kind in OF_ROWS:
        return _gap_of_rows(prover, site, test, way)
    conditions, wanted = in_context(prover, site, deciding(site, test, way, prover.judge))
    found = prover.find(conditions, wanted)
    if found.answers is None:
        found = prover.find([site.condition], deciding(site, test, way, prover.judge))
    if found.answers is None:
        return Gap(site, test, way, found)
    title = title_of(site, test, way, site.place.spelling)
    return Gap(site, test, way, found, case(prover.bench, title, found.answers, columns_of(prover.plan, site)))


def _gap_of_rows(prover: Prover, site: Site, test: Test, way: int) -> Gap:
    """A case with a row that shows it, found near the evidence of cases; or the proof that no row can."""
    wanted, bench = deciding(site, test, way, prover.judge), prover.bench
    if _no_row(prover, site, wanted):
        return Gap(site, test, way, Found(None, possible=False, complete=True))

    def held(made: Sequence[Answers]) -> Mask:
        found = np.zeros(len(made), np.bool_)
        inputs = inputs_of(bench.plan, made)
        seen, owners = seen_by(bench.plan, inputs, bench.subjects(made).columns, site, prover.judge)
        rows = owners[wanted(Real(seen))] if seen.height else owners[:0]
        found[rows[rows >= 0]] = True
        return found

    answers = prover.nearby([site.owner], held)
    if answers is None:
        return Gap(site, test, way, Found(None, possible=True, complete=False))
    title = title_of(site, test, way, site.place.spelling)
    found = Found(answers, possible=True, complete=False)
    return Gap(site, test, way, found, case(bench, title, answers, columns_of(prover.plan, site)))


def _no_row(prover: Prover, site: Site, wanted: Wanted) -> bool:
    """Whether it is proved that no row can show it."""
    bench = bench_of(prover.bench, site)
    for through in (False, True) if is_linked(prover.plan, site) else (False,):
        asked = seen_through(site.condition, bench.plan) if through else site.condition
        cells = row_cells(prover.bench, site, [asked])
        if cells is None or not cells.complete:
            continue
        could = wanted(Inside(cells, bench.plan, bench.judge) if through else cells)
        if is_linked(prover.plan, site):
            could = Refuter(bench).possible(cells, could)
        if not could.any():
            return True
    return False


def in_context(prover: Prover, site: Site, wanted: Wanted) -> tuple[list[Condition], Wanted]:
    """The same where the condition shows in a criterion's finding: it applies, is not struck out, and is settled."""
    if site.path[0] != "criteria":
        return [site.condition], wanted
    line = next(one for one in prover.plan.sheet if one.id == site.owner)
    others: list[tuple[Condition, tuple[int, ...]]] = []
    for key, truths in (("applies", (TRUE,)), ("none_if", (FALSE,)), ("when", WAYS)):
        condition = getattr(line, key)
        if condition is not None and key != site.kind:
            others.append((condition, truths))
    if site.kind == "bands":
        before = [band.when for band in line.bands[: int(site.path[3])] if band.when is not None]
        others += [(one, (FALSE,)) for one in before]

    def within(view: View) -> Mask:
        found = wanted(view)
        for condition, truths in others:
            found = found & np.isin(view.judged(condition, prover.judge), truths)
        return found

    return [site.condition, *(condition for condition, _ in others)], within


def title_of(site: Site, test: Test, way: int, lang: Lang) -> str:
    """What a drafted case shows, as its title."""
    words = {"zh": ("成立，决定结论", "不成立，决定结论"), "en": ("holds and decides", "fails and decides")}[lang]
    asked = as_written(test).replace("{", "").replace("}", "").replace(": ", " ")
    return (
        f"{site.owner}：{asked} {words[way == FALSE]}"
        if lang == "zh"
        else f"{site.owner} - {asked} {words[way == FALSE]}"
    )


def columns_of(plan: Plan, site: Site) -> list[str]:
    """The columns of the result in which a condition shows."""
    lines = [
        line
        for line in plan.sheet
        if site.path[0] == "derived" or (site.path[0] == "criteria" and line.id == site.owner)
    ]
    if lines:
        return [name for line in lines for name in columns_of_line(line)]
    return ["status", "total", "grade"]


def columns_of_line(line: Criterion) -> list[str]:
    """The columns of the result in which a criterion shows: a check-list line has no points."""
    return [line.id] if line.scoring == "check-list" else [line.id, f"{line.id}.points"]
