"""Verify: a result and what it rests on are what its manifest says, and a re-run gives the same bytes."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluator import __version__
from evaluator.evidence.files import digest_of
from evaluator.parts import DONE, FOUND, NOTHING
from evaluator.problems import Place, Problem, in_order, problem
from evaluator.progress import UNSEEN, Progress, Step
from evaluator.result.manifest import FORMAT, MANIFEST, digest
from evaluator.roots import shipped

MOST_BYTES = 1 << 36
"""Bytes of a file that is compared."""
PACKAGE = "evaluator/"
"""How a run names the rules and templates that come with the program."""


@dataclass(frozen=True)
class Verified:
    """What a verification came to, how many files were compared, and whether the run could be made again."""

    status: int
    problems: tuple[Problem, ...]
    files: int = 0
    again: bool = False


def verify(folder: Path, start: Path, progress: Progress = UNSEEN) -> Verified:
    """Compare a result's folder with its manifest; inputs, rules and templates are looked for from `start`.

    The run is made again only where everything it rests on is still what it was.
    """
    known = _manifest(folder)
    if known is None:
        return Verified(NOTHING, (problem("not-a-result", Place(str(folder)), found=str(folder)),))
    outputs: dict[str, str] = known["outputs"]
    rests_on = {**known["inputs"], **known["rules"], **known["templates"]}
    step = progress.stage("files", len(outputs) + len(rests_on))
    problems = list(_compared(outputs, lambda name: folder / name, str(folder), step))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    extra = sorted(there - {MANIFEST, *outputs})
    problems += [problem("verify-extra", Place(f"{folder.as_posix()}/{name}"), found=name) for name in extra]
    moved = list(_compared(rests_on, lambda name: _found(name, start), "", step))
    if known["version"] != __version__:
        problems.append(
            problem(
                "verify-version", Place(f"{folder.as_posix()}/{MANIFEST}"), found=known["version"], expected=__version__
            )
        )
    problems += moved or _run_again(known, folder, start, progress)
    files = 1 + len(outputs) + len(rests_on)
    errors = any(one.severity == "error" for one in problems)
    return Verified(FOUND if errors else DONE, tuple(in_order(problems)), files, not moved)


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a result of ours."""
    try:
        known = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(known, dict) or known.get("format") != FORMAT or not isinstance(known.get("call"), dict):
        return None
    files = [known.get(part) for part in ("inputs", "rules", "templates", "outputs")]
    if not all(isinstance(one, dict) and all(isinstance(found, str) for found in one.values()) for one in files):
        return None
    call = known["call"]
    texts = (known.get("version"), known.get("as_of"), call.get("scheme"), call.get("reports"))
    lists = (call.get("evidence"), call.get("formats", []))
    right = all(isinstance(one, str) for one in texts) and call.get("lang") in ("zh", "en")
    right &= all(isinstance(one, list) and all(isinstance(part, str) for part in one) for one in lists)
    right &= all(isinstance(call.get(name, ""), str) for name in ("rules", "earlier", "table"))
    return known if right else None


def _found(name: str, start: Path) -> Path:
    """Where a file of a run is now: among the program's own, or from where the run was made."""
    for kind in ("rules", "templates"):
        if name.startswith(f"{PACKAGE}{kind}/"):
            return shipped(kind) / name.removeprefix(f"{PACKAGE}{kind}/")
    return start / name


def _compared(digests: Mapping[str, str], where: Any, shown: str, step: Step) -> Iterator[Problem]:
    """Files that are gone, or are not what the manifest says."""
    for name, expected in digests.items():
        step()
        place = Place(f"{Path(shown).as_posix()}/{name}" if shown else name)
        found = digest_of(str(where(name)), MOST_BYTES)
        if isinstance(found, Problem):
            yield problem("verify-missing", place, found=name)
            continue
        if found != expected:
            yield problem("verify-changed", place, found=found[:12], expected=expected[:12])


def _run_again(known: Mapping[str, Any], folder: Path, start: Path, progress: Progress) -> list[Problem]:
    """Each file that a run of the same call does not give as the manifest says."""
    from evaluator.run import run

    call, manifest = known["call"], (folder / MANIFEST).read_bytes()
    templates = os.path.commonpath(known["templates"]) if known["templates"] else None
    with contextlib.chdir(start):
        made = run(
            call["scheme"],
            call["evidence"],
            as_of=known["as_of"],
            lang=call["lang"],
            reports=call["reports"],
            formats=tuple(call.get("formats", ("html",))),
            rules=call.get("rules"),
            templates=None if templates is None or templates.startswith(PACKAGE) else templates,
            earlier=call.get("earlier"),
            table=call.get("table", "csv"),
            progress=progress,
        )
    if not made.parts:
        return list(made.problems)
    expected = {**known["outputs"], MANIFEST: digest(manifest)}
    given = {name: digest(data) for name, data in made.files.items()}
    names = sorted(name for name in {*expected, *given} if expected.get(name) != given.get(name))
    if known["version"] != __version__ and names == [MANIFEST]:
        return []  # the manifest says by which version it was made
    return [problem("verify-differs", Place(f"{folder.as_posix()}/{name}"), found=name) for name in names]
