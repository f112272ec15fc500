"""A run from files to files: what `evaluator evaluate` does, for Python as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evaluator import __version__
from evaluator.language.load import errors_in
from evaluator.language.plan import Plan
from evaluator.loading import Rules, evidence_files, judge_files, load_rules
from evaluator.problems import Lang, Place, Problem, in_order, problem
from evaluator.result.model import Result
from evaluator.roots import find_root
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl

    from evaluator.documents.render import Issue

Reports = Literal["all", "decided", "none"]

DONE, FOUND, NOTHING = 0, 1, 2
"""Exit statuses: done; done with somebody held or something rejected; nothing done."""

LARGE = 2_000
"""Above so many subjects a run without reports leaves `subjects` out of the result: its columns say it all."""


@dataclass(frozen=True)
class Run:
    """What a run came to. `result` is None when nothing was done; the reasons are the problems."""

    status: int
    problems: tuple[Problem, ...]
    result: Result | None = None
    season: Season | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    rules_from: str = ""


def run(
    scheme: str,
    evidence: Sequence[str],
    *,
    as_of: str | None = None,
    lang: Lang = "zh",
    reports: Reports = "all",
    rules: str | None = None,
    templates: str | None = None,
    earlier: str | None = None,
) -> Run:
    """Evaluate evidence by a scheme. Nothing is written; `files` holds what a result's folder would."""
    loaded = load_rules(scheme, rules, as_of)
    plan = loaded.plan
    if plan is None or errors_in(loaded.problems):
        return Run(NOTHING, loaded.problems)
    names, lost = evidence_files(evidence)
    if lost or not names:
        return Run(NOTHING, (*loaded.problems, *(lost or [problem("no-evidence")])))
    digests: dict[str, bytes | str] = {}
    season = judge_files(plan, names, digests, earlier)
    if not len(season.evidence) and not season.evidence.rejected:
        return Run(NOTHING, (*season.problems, problem("no-evidence")))
    warned = _outside(plan)
    season = replace(season, problems=(*loaded.problems, *warned, *season.problems))
    made = _result(season, lang, reports, loaded.root.shown)
    call = {
        "scheme": plan.scheme.place.file,
        "evidence": sorted(evidence),
        "as_of": plan.as_of.isoformat(),
        "lang": lang,
        "reports": reports,
    }
    call |= {name: given for name, given in (("earlier", earlier), ("rules", rules)) if given is not None}
    files, problems = _files(season, made, reports, templates, call, digests, loaded)
    if problems:
        return Run(NOTHING, tuple(problems))
    status = DONE if made.settled else FOUND
    return Run(status, tuple(in_order(season.problems)), made, season, files, loaded.root.shown)


def evaluate(
    scheme: str | Path,
    evidence: str | Path | Sequence[str | Path],
    *,
    out: str | Path | None = None,
    as_of: str | date | None = None,
    lang: Lang = "zh",
    reports: Reports = "all",
    rules: str | Path | None = None,
    templates: str | Path | None = None,
    earlier: str | Path | None = None,
) -> Run:
    """`evaluator evaluate` for Python: the run's status, problems and result; with `out`, its folder is written.

    `status` is the command's exit status. Nothing is raised for what rules or evidence say.
    """
    from evaluator.result.write import refuse, write

    blocked = None if out is None else refuse(Path(out))
    if blocked is not None:
        return Run(NOTHING, (blocked,))
    paths = [evidence] if isinstance(evidence, (str, Path)) else evidence
    made = run(
        str(scheme),
        [str(path) for path in paths],
        as_of=None if as_of is None else str(as_of),
        lang=lang,
        reports=reports,
        rules=None if rules is None else str(rules),
        templates=None if templates is None else str(templates),
        earlier=None if earlier is None else str(earlier),
    )
    if out is not None and made.result is not None:
        try:
            write(Path(out), made.files)
        except OSError as error:
            lost = problem("cannot-write", Place(str(out)), found=error.strerror or "")
            return Run(NOTHING, (*made.problems, lost))
    return made


def _outside(plan: Plan) -> list[Problem]:
    period = plan.scheme.period
    if plan.as_of >= period.start:
        return []
    span = f"{period.start} – {period.to or ''}"
    return [problem("as-of-outside", plan.scheme.place_at("period"), found=plan.as_of, expected=span)]


def _result(season: Season, lang: Lang, reports: Reports, rules_from: str) -> Result:
    from evaluator.result.assemble import assemble

    whole = reports != "none" or len(season.evidence) <= LARGE
    return assemble(season, lang, __version__, subjects=whole, rules_from=rules_from)


def _files(
    season: Season,
    result: Result,
    reports: Reports,
    templates: str | None,
    call: Mapping[str, object],
    digests: Mapping[str, bytes | str],
    loaded: Rules,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file of a result's folder."""
    from evaluator.documents.render import render
    from evaluator.result.manifest import MANIFEST, manifest
    from evaluator.result.table import csv_bytes, order, table

    rows = table(season)
    files = {"results.csv": csv_bytes(rows, order(season)), "result.json": result_bytes(result)}
    used: dict[str, bytes] = {}
    if reports != "none":
        root = find_root("templates", templates)
        tree = root.tree() if root.path.is_dir() else {}
        made, problems = render(result, _issues(season, rows, reports, result.lang), tree, root.shown)
        if problems:
            return {}, problems
        files |= made
        used = {f"{root.shown}/{name}": data for name, data in tree.items()}
    files[MANIFEST] = manifest(result, call, digests, loaded.files, used, files)
    return files, []


def result_bytes(result: Result) -> bytes:
    """The bytes of `result.json`."""
    from evaluator.result.manifest import json_bytes

    return json_bytes(result.model_dump(mode="json"))


def _issues(season: Season, rows: "pl.DataFrame", reports: Reports, lang: Lang) -> "tuple[Issue, ...]":
    """The scheme's documents, each with the subjects that get one."""
    from evaluator.documents.render import Issue
    from evaluator.standing.issue import concerned, issued

    outcomes = {name: rows[name].to_list() for name in ("status", "grade", "tier", "interview")}
    given = issued(season, outcomes)
    chosen = concerned(season, outcomes)
    found = []
    for document in season.plan.scheme.documents:
        subjects = None
        if document.per == "subject":
            mask = given[document.id] & (chosen if reports == "decided" else True)
            subjects = frozenset(subject for subject, one in zip(season.evidence.ids, mask, strict=True) if one)
        found.append(Issue(document.id, document.title[lang], document.template, subjects))
    return tuple(found)
