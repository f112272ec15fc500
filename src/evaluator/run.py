"""A run from files to files: what `evaluator evaluate` does, for Python as well."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from evaluator.apart import Given, judge_scheme, judge_schemes, not_apart
from evaluator.evidence.readers import readers
from evaluator.inputs import evidence_files, size
from evaluator.kinds import Format, TableKind
from evaluator.language.plan import Plan
from evaluator.partitions.workers import ANYBODY, Workers
from evaluator.parts import (
    DONE,
    FOUND,
    NOTHING,
    Making,
    Part,
    Reports,
    Run,
    Style,
    make_part,
    make_parts,
    makers,
    result_bytes,
)
from evaluator.problems import Lang, Problem, errors_in, in_order, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.roots import find_root
from evaluator.rules import Rules, load_rules
from evaluator.sources import Source, changed, rooted, sources, stamps
from evaluator.work import cores


def run(
    scheme: str,
    evidence: Sequence[str],
    *,
    as_of: str | None = None,
    lang: Lang = "zh",
    reports: Reports = "all",
    formats: tuple[Format, ...] = ("html",),
    rules: str | None = None,
    templates: str | None = None,
    earlier: str | None = None,
    workers: Workers = ANYBODY,
    table: TableKind = "csv",
    progress: Progress = UNSEEN,
) -> Run:
    """Evaluate evidence by a scheme, or by all schemes of a season.

    Nothing is written; `files` holds what a result's folder would.
    """
    readers().start()
    loaded = load_rules(scheme, rules, as_of)
    if not loaded.plans or errors_in(loaded.problems):
        return Run(NOTHING, loaded.problems)
    names, lost = evidence_files(evidence)
    if lost or not names:
        return Run(NOTHING, (*loaded.problems, *(lost or [problem("no-evidence")])))
    if workers.scheduler is not None and reports != "none":
        return Run(NOTHING, (*loaded.problems, problem("scheduler-with-documents", found=workers.scheduler)))
    loaded = replace(loaded, problems=(*loaded.problems, *not_apart(loaded.plans, workers)))
    given = Given(names, earlier, workers if reports == "none" else None, stamps=stamps(names))
    call = {
        "scheme": loaded.file,
        "evidence": sorted(Path(one).as_posix() for one in evidence),
        "as_of": loaded.plans[0].as_of.isoformat(),
        "lang": lang,
        "reports": reports,
    }
    call |= {"formats": list(formats)} if formats != ("html",) else {}
    call |= {"table": table} if table != "csv" else {}
    named = {"earlier": earlier, "rules": rules}
    call |= {name: Path(place).as_posix() for name, place in named.items() if place is not None}
    style = Style(lang, reports, find_root("templates", templates), loaded.root.shown, formats, table)
    tree = style.tree
    if tree.problems:
        return Run(NOTHING, (*loaded.problems, *tree.problems))
    made = _scheme if loaded.season is None else _season
    return made(loaded, given, style, tree.files, call, progress)


def _scheme(
    loaded: Rules,
    given: Given,
    style: Style,
    tree: Mapping[str, bytes],
    call: Mapping[str, object],
    progress: Progress,
) -> Run:
    """One scheme evaluated."""
    (plan,) = loaded.plans
    season = judge_scheme(plan, given, progress)
    if isinstance(season, Problem):
        return Run(NOTHING, (*loaded.problems, season))
    if not len(season.evidence) and not season.evidence.rejected:
        return Run(NOTHING, (*season.problems, problem("no-evidence")))
    season = replace(season, problems=(*loaded.problems, *_outside(plan), *season.problems))
    part, problems = make_part(season, style, tree, progress=progress)
    if part is None:
        return Run(NOTHING, tuple(problems))
    files = _with_manifest(part.files, call, given, loaded, tree, style)
    status = DONE if part.result.settled else FOUND
    read = _read(given, loaded, tree, style)
    return Run(status, tuple(in_order(season.problems)), (part,), None, files, loaded.root.shown, read)


def _season(
    loaded: Rules,
    given: Given,
    style: Style,
    tree: Mapping[str, bytes],
    call: Mapping[str, object],
    progress: Progress,
) -> Run:
    """Every scheme of a season evaluated: a folder for each, and an overview of all."""
    from evaluator.documents.render import render_overview
    from evaluator.result.overview import RunShown, overview

    assert loaded.season is not None
    title = loaded.season.title[style.lang]
    with makers(cores(), sum(map(size, given.names)), style, tree) as others:
        judged = judge_schemes(loaded.plans, given, progress)
        if isinstance(judged, Problem):
            return Run(NOTHING, (*loaded.problems, judged))
        if not any(len(season.evidence) for season in judged.seasons) and not judged.rejected:
            return Run(NOTHING, (*judged.problems, problem("no-evidence")))
        seasons = [replace(one, problems=(*_outside(one.plan), *one.problems)) for one in judged.seasons]
        made = make_parts([Making(one, style, tree, title) for one in seasons], others, progress)
    parts = [one.shown for one in made if one.shown is not None]
    if len(parts) < len(made):
        return Run(NOTHING, next(one.problems for one in made if one.shown is None))
    found = [*loaded.problems, *judged.problems, *(one for season in seasons for one in season.problems)]
    common = RunShown(style.lang, loaded.plans[0].as_of.isoformat(), loaded.root.shown)
    shown = overview(loaded.season, parts, common, judged.rejected, in_order(found))
    files = {"result.json": result_bytes(shown)}
    for part, one in zip(parts, made, strict=True):
        files |= {f"{part.folder}/{name}": data for name, data in one.files.items()}
    if style.reports != "none":
        subjects = [one.found for one in made if one.found is not None]
        page, problems = render_overview(shown, subjects, tree, style.templates.shown)
        if page is None:
            return Run(NOTHING, tuple(problems))
        files["index.html"] = page
    wholes = tuple(Part(season, one.files) for season, one in zip(seasons, made, strict=True))
    files = _with_manifest(files, call, given, loaded, tree, style)
    status = DONE if shown.settled else FOUND
    read = _read(given, loaded, tree, style)
    return Run(status, tuple(in_order(found)), wholes, shown, files, loaded.root.shown, read)


def _with_manifest(
    files: Mapping[str, bytes],
    call: Mapping[str, object],
    given: Given,
    loaded: Rules,
    tree: Mapping[str, bytes],
    style: Style,
) -> dict[str, bytes]:
    """Every file of a result's folder."""
    from evaluator import __version__
    from evaluator.result.manifest import MANIFEST, manifest

    used = {f"{style.templates.shown}/{name}": data for name, data in tree.items()}
    return {**files, MANIFEST: manifest(__version__, call, given.digests, loaded.files, used, files)}


def _read(given: Given, loaded: Rules, tree: Mapping[str, bytes], style: Style) -> tuple[Source, ...]:
    """Every file that was read, and what it said then."""
    return (
        *sources(given.digests, given.stamps),
        *rooted(loaded.root, {name.removeprefix(f"{loaded.root.shown}/"): data for name, data in loaded.files.items()}),
        *rooted(style.templates, tree),
    )


def evaluate(
    scheme: str | Path,
    evidence: str | Path | Sequence[str | Path],
    *,
    out: str | Path | None = None,
    as_of: str | date | None = None,
    lang: Lang = "zh",
    reports: Reports = "all",
    formats: Sequence[Format] = ("html",),
    rules: str | Path | None = None,
    templates: str | Path | None = None,
    earlier: str | Path | None = None,
    workers: int = 0,
    scheduler: str | None = None,
    table: TableKind = "csv",
    progress: Progress = UNSEEN,
    then: Callable[[Run], Run] = lambda made: made,
) -> Run:
    """`evaluator evaluate` for Python: the run's status, problems and result; with `out`, its folder is written.

    `status` is the command's exit status. Nothing is raised for what rules or evidence say. `progress` is told how
    far the run has come. `then` is given the run when its folder is written, while nobody else may write there; what
    it returns is returned.
    """
    paths = [evidence] if isinstance(evidence, (str, Path)) else evidence
    asked = partial(
        run,
        str(scheme),
        [str(path) for path in paths],
        as_of=None if as_of is None else str(as_of),
        lang=lang,
        reports=reports,
        formats=tuple(formats),
        rules=None if rules is None else str(rules),
        templates=None if templates is None else str(templates),
        earlier=None if earlier is None else str(earlier),
        workers=Workers(workers, scheduler),
        table=table,
        progress=progress,
    )
    return asked() if out is None else _written(str(out), asked, then)


def _written(out: str, asked: Callable[[], Run], then: Callable[[Run], Run]) -> Run:
    """A run whose folder is written, if by then nothing that was read has changed; nobody else may write there."""
    from evaluator.result.manifest import MANIFEST
    from evaluator.result.signatures import lost_with
    from evaluator.result.write import refuse
    from evaluator.writing.folder import put_folder
    from evaluator.writing.hold import hold_folder

    with hold_folder(out) as held:
        if isinstance(held, Problem):
            return Run(NOTHING, (held,))
        blocked = refuse(Path(out))
        made = Run(NOTHING, (blocked,)) if blocked else asked()
        if not made.parts:
            return made
        blocked = refuse(Path(out))  # somebody may have put a file of their own there in the meantime
        kept, unsigned = lost_with(Path(out), made.files, MANIFEST)
        files = {**made.files, **kept}
        lost = [blocked] if blocked else changed(made.sources) or put_folder(held, files)
        found = (*made.problems, *held.warnings, *unsigned, *lost)
        return Run(NOTHING, found) if errors_in(lost) else then(replace(made, problems=found))


def _outside(plan: Plan) -> list[Problem]:
    period = plan.scheme.period
    if plan.as_of >= period.start:
        return []
    span = f"{period.start} – {period.to or ''}"
    return [problem("as-of-outside", plan.scheme.place_at("period"), found=plan.as_of, expected=span)]
