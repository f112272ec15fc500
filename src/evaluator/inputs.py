"""From paths of evidence and of an earlier result to the season they make: files found, read and judged."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.files import files_below, is_folder, taken_in
from evaluator.language.plan import Plan
from evaluator.problems import Place, Problem, nearest, problem
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.standing.season import Season

if TYPE_CHECKING:
    from evaluator.evidence.portions import Said
    from evaluator.evidence.readings import Read
    from evaluator.evidence.table import Earlier
    from evaluator.pipeline import Submitted


MOST_EARLIER = 1 << 32
"""Bytes of the table of an earlier season's result, or of one of its parts."""


def evidence_files(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The evidence files at paths, folders read through, by name; a path that leads nowhere is a problem.

    A file that several paths lead to is read once, by the first of its names in order, however the paths are ordered.
    """
    from evaluator.evidence.read import is_evidence

    found: dict[str, str] = {}
    problems: list[Problem] = []
    for typed in paths:
        path = Path(typed)
        if path.is_dir():
            for real, name in files_below(path):
                if is_evidence(name) or is_folder(name):
                    found[real] = min(found.get(real, name), name)
        elif path.is_file() and is_evidence(path.name):
            real, name = os.path.realpath(path), path.as_posix()
            found[real] = min(found.get(real, name), name)
        else:
            problems.append(problem("file-unreadable", Place(typed), found=path.suffix or path.name))
    return sorted(found.values()), problems


def read_earlier(folder: str | None, plan: Plan, digests: dict[str, bytes | str]) -> "tuple[Earlier, list[Problem]]":
    """The columns of an earlier season's result that the plan's fields take, by subject."""
    import csv

    from evaluator.result.manifest import digest
    from evaluator.result.tables import CSV, table_paths, table_rows

    wanted = {asked.earlier: asked.place_at("earlier") for asked in plan.fields.values() if asked.earlier is not None}
    if folder is None:
        place = min(wanted.values(), default=Place())
        return {}, [problem("earlier-not-given", place, found=sorted(wanted))] if wanted else []
    paths = table_paths(folder) or [(Path(folder) / CSV).as_posix()]
    read: dict[str, bytes] = {}
    for path in paths:
        content = taken_in(path, MOST_EARLIER)
        if isinstance(content, Problem):
            lost = content.code == "file-unreadable"
            return {}, [replace(content, code="earlier-unreadable") if lost else content]
        read[path] = content
    try:
        rows = table_rows(paths, folder.rstrip("/") + "/", read.__getitem__)
    except (ValueError, csv.Error):
        return {}, [problem("earlier-unreadable", Place(paths[0]), found=Path(paths[0]).name)]
    digests.update({path: digest(data) for path, data in read.items()})
    columns = {name for name in rows[0] if name} if rows else set()  # a row may have more cells than there are names
    lacking = [
        problem("earlier-column", place, found=name, nearest=nearest(name, columns))
        for name, place in sorted(wanted.items())
        if name not in columns
    ]
    return {row.get("id") or "": row for row in rows}, lacking


def judge_files(
    plan: Plan,
    names: Sequence[str],
    digests: dict[str, bytes | str],
    earlier: str | None = None,
    progress: Progress = UNSEEN,
) -> Season:
    """Read files, in order, and judge what they say; `digests` gets the SHA-256 of each and of their attachments.

    `earlier` is the folder of an earlier season's result.
    """
    from evaluator.pipeline import gather_season, judge_season

    known, lost = read_earlier(earlier, plan, digests)
    inputs = gather_season(plan, _reads(names, digests, progress), known)
    (season,) = [judge_season(one, inputs) for one in counted(progress, "judging", [plan])]
    return with_attachments(replace(season, problems=(*season.problems, *lost)), digests)


def gather_files(
    plans: Sequence[Plan],
    names: Sequence[str],
    digests: dict[str, bytes | str],
    earlier: str | None = None,
    *,
    parts: bool,
    progress: Progress = UNSEEN,
) -> "tuple[Submitted, dict[str, list[Problem]]]":
    """Read files, in order, for the schemes of a season (`parts`) or for one alone, and judge nothing yet.

    With it comes, by scheme, what is wrong with the values of an earlier season.
    """
    from evaluator.pipeline import gather_parts

    before, lost = earlier_parts(plans, digests, earlier, parts=parts)
    return gather_parts(plans, _reads(names, digests, progress), before), lost


def earlier_parts(
    plans: Sequence[Plan], digests: dict[str, bytes | str], earlier: str | None, *, parts: bool
) -> "tuple[dict[str, Earlier], dict[str, list[Problem]]]":
    """What each scheme takes from its part of an earlier season's result, and what is wrong with that."""
    from evaluator.result.tables import table_paths
    from evaluator.result.write import part_folder

    before: dict[str, Earlier] = {}
    lost: dict[str, list[Problem]] = {}
    for plan in plans:
        scheme = plan.scheme.scheme
        folder = f"{earlier.rstrip('/')}/{part_folder(scheme)}" if parts and earlier is not None else earlier
        taken = any(one.earlier is not None for one in plan.fields.values())
        if parts and folder is not None and not taken and not table_paths(folder):
            folder = None  # a scheme that takes nothing need not have been part of the earlier season
        before[scheme], lost[scheme] = read_earlier(folder, plan, digests)
    return before, lost


@dataclass(frozen=True)
class JudgedParts:
    """Every scheme of a season judged, and what is to be said of whole files."""

    seasons: tuple[Season, ...]
    problems: tuple[Problem, ...]
    rejected: int


def judge_parts(
    plans: Sequence[Plan],
    names: Sequence[str],
    digests: dict[str, bytes | str],
    earlier: str | None = None,
    progress: Progress = UNSEEN,
) -> JudgedParts:
    """As `judge_files`, for the schemes of a season; each takes its earlier values from its part of that result."""
    from evaluator.pipeline import judge_season

    made, lost = gather_files(plans, names, digests, earlier, parts=True, progress=progress)
    seasons = []
    for plan, inputs in counted(progress, "judging", list(zip(plans, made.parts, strict=True))):
        season = judge_season(plan, inputs)
        problems = (*season.problems, *lost[plan.scheme.scheme])
        seasons.append(with_attachments(replace(season, problems=problems), digests))
    return JudgedParts(tuple(seasons), made.problems, made.rejected)


def _reads(names: Sequence[str], digests: dict[str, bytes | str], progress: Progress) -> "Iterator[Read]":
    return (read for _, read in named_reads(names, digests, progress))


def named_reads(names: Sequence[str], digests: dict[str, bytes | str], progress: Progress = UNSEEN) -> "Iterator[Said]":
    """What each file says, in order, by the file's name; a long file comes in several parts."""
    from evaluator.evidence.portions import portions
    from evaluator.evidence.readers import readers
    from evaluator.limited import Limited

    step = progress.stage("reading", sum(map(size, names)))
    with Limited() as limited:
        yield from readers().said(portions(names, digests.__setitem__, step, limited))


def size(name: str) -> int:
    """Bytes of a file; of one that cannot be read, none."""
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0


def with_attachments(season: Season, digests: dict[str, bytes | str]) -> Season:
    """A season with what is wrong with its attachments."""
    from evaluator.evidence.attachments import check_attachments

    problems, attached = check_attachments(season.evidence)
    digests.update(attached)
    return replace(season, problems=(*season.problems, *problems))
