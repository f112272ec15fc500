"""A run from files to files: what `evaluator evaluate` does, for Python as well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evaluator import __version__
from evaluator.language.load import Library, RuleFile, errors_in, is_rule_file, make_plan, read_library
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.shape import parse_day
from evaluator.problems import Lang, Place, Problem, in_order, nearest, problem
from evaluator.result.model import Result
from evaluator.roots import Root, find_root
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl

    from evaluator.documents.render import Issue

Reports = Literal["all", "decided", "none"]

DONE, FOUND, NOTHING = 0, 1, 2
"""Exit statuses: done; done with somebody held or something rejected; nothing done."""

LARGE = 10_000
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


@dataclass(frozen=True)
class Rules:
    """A scheme ready to run: its plan, its files by name, and the folder they came from."""

    root: Root
    files: Mapping[str, bytes]
    library: Library
    plan: Plan | None
    problems: tuple[Problem, ...]


def load_rules(scheme: str, rules: str | None, as_of: str | None) -> Rules:
    """The plan of a scheme named by its path (or id), for a day that defaults to the end of its period."""
    root = find_root("rules", rules, Path(scheme))
    if not root.path.is_dir():
        return Rules(root, {}, Library(), None, (problem("scheme-unknown", Place(root.shown), found=root.shown),))
    files = {f"{root.shown}/{name}": data for name, data in root.tree().items() if is_rule_file(Path(name))}
    library = read_library(RuleFile(name, data) for name, data in files.items())
    found = _scheme(scheme, root, library)
    if found is None:
        known = sorted(library.schemes)
        hint = nearest(Path(scheme).stem, known)
        missing = problem("scheme-unknown", found=scheme, expected=known, nearest=hint)
        return Rules(root, files, library, None, (*library.problems, missing))
    day = found.period.to or found.period.start
    if as_of is not None:
        given = parse_day(as_of)
        if given is None:
            return Rules(root, files, library, None, (problem("date-argument", found=as_of),))
        day = given
    plan, problems = make_plan(found, library, day)
    used = {name: data for name, data in files.items() if name in plan.files}
    lost = any(item.code == "ruleset-unknown" for item in problems)  # then any file that failed may be the reason
    mine = [item for item in library.problems if lost or item.place.file in plan.files]
    return Rules(root, used, library, plan, tuple(in_order([*mine, *problems])))


def _scheme(name: str, root: Root, library: Library) -> Scheme | None:
    """The scheme at a path, below the root or as typed, or with an id."""
    typed = Path(name)
    wanted = {name, typed.as_posix(), f"{root.shown}/{name}", f"{root.shown}/{name.removeprefix('rules/')}"}
    if typed.is_file() and typed.resolve().is_relative_to(root.path.resolve()):
        wanted.add(f"{root.shown}/{typed.resolve().relative_to(root.path.resolve()).as_posix()}")
    by_file = [scheme for scheme in library.schemes.values() if scheme.place.file in wanted]
    return by_file[0] if by_file else library.schemes.get(name)


def evidence_files(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The evidence files at paths, folders read through, by name; a path that leads nowhere is a problem."""
    from evaluator.evidence.read import is_evidence

    found: dict[Path, str] = {}
    problems: list[Problem] = []
    for typed in paths:
        path = Path(typed)
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                inner = file.relative_to(path)
                if file.is_file() and is_evidence(file.name) and not any(p.startswith((".", "_")) for p in inner.parts):
                    found.setdefault(file.resolve(), file.as_posix())
        elif path.is_file() and is_evidence(path.name):
            found.setdefault(path.resolve(), path.as_posix())
        else:
            problems.append(problem("file-unreadable", Place(typed), found=path.suffix or path.name))
    return sorted(found.values()), problems


def run(
    scheme: str,
    evidence: Sequence[str],
    *,
    as_of: str | None = None,
    lang: Lang = "zh",
    reports: Reports = "all",
    rules: str | None = None,
    templates: str | None = None,
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
    season = judge_files(plan, names, digests)
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
    )
    if out is not None and made.result is not None:
        write(Path(out), made.files)
    return made


def judge_files(plan: Plan, names: Sequence[str], digests: dict[str, bytes | str]) -> Season:
    """Read files, in order, and judge what they say; `digests` gets the SHA-256 of each and of their attachments."""
    from evaluator.evidence.attachments import check_attachments
    from evaluator.evidence.model import Read
    from evaluator.evidence.read import read_file
    from evaluator.pipeline import gather_season, judge_season
    from evaluator.result.manifest import digest

    def reads() -> Iterator[Read]:
        for name in names:
            try:
                data = Path(name).read_bytes()
            except OSError as error:
                unread = problem("file-unreadable", Place(name), found=error.strerror or "")
                yield Read(problems=(unread,), rejected=1)
                continue
            digests[name] = digest(data)
            yield from read_file(data, name)

    season = judge_season(plan, gather_season(plan, reads()))
    problems, attached = check_attachments(season.evidence.attachments, season.evidence.ids)
    digests.update(attached)
    return replace(season, problems=(*season.problems, *problems))


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
