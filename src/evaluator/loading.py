"""From paths to what a run needs: the plan of a scheme, the files of evidence, and the season they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.language.check_scheme import EARLIEST, LATEST
from evaluator.language.load import Library, RuleFile, is_rule_file, make_plan, read_library
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.shape import parse_day
from evaluator.problems import Place, Problem, in_order, nearest, problem
from evaluator.roots import Root, find_root
from evaluator.standing.season import Season

if TYPE_CHECKING:
    from evaluator.evidence.gather import Earlier


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
        if given is None or not EARLIEST <= given.year <= LATEST:
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


def earlier_file(folder: str) -> str:
    """The file of a result's folder that a later season takes values from."""
    return (Path(folder) / "results.csv").as_posix()


def read_earlier(folder: str | None, plan: Plan, digests: dict[str, bytes | str]) -> "tuple[Earlier, list[Problem]]":
    """The columns of an earlier season's result that the plan's fields take, by subject."""
    import csv
    import io

    from evaluator.result.manifest import digest

    wanted = {asked.earlier: asked.place_at("earlier") for asked in plan.fields.values() if asked.earlier is not None}
    if folder is None:
        place = min(wanted.values(), default=Place())
        return {}, [problem("earlier-not-given", place, found=sorted(wanted))] if wanted else []
    path = Path(earlier_file(folder))
    try:
        data = path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        found = (error.strerror if isinstance(error, OSError) else None) or path.name
        return {}, [problem("earlier-unreadable", Place(path.as_posix()), found=found)]
    digests[path.as_posix()] = digest(data)
    columns = set(rows[0]) if rows else set()
    lost = [
        problem("earlier-column", place, found=name, nearest=nearest(name, columns))
        for name, place in sorted(wanted.items())
        if name not in columns
    ]
    return {row.get("id") or "": row for row in rows}, lost


def judge_files(
    plan: Plan, names: Sequence[str], digests: dict[str, bytes | str], earlier: str | None = None
) -> Season:
    """Read files, in order, and judge what they say; `digests` gets the SHA-256 of each and of their attachments.

    `earlier` is the folder of an earlier season's result.
    """
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

    known, lost = read_earlier(earlier, plan, digests)
    season = judge_season(plan, gather_season(plan, reads(), known))
    problems, attached = check_attachments(season.evidence.attachments, season.evidence.ids)
    digests.update(attached)
    return replace(season, problems=(*season.problems, *lost, *problems))
