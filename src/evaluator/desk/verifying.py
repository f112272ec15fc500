"""Verify: a result and what it rests on are what its manifest says, and a re-run gives the same bytes."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluator import __version__
from evaluator.desk.acts import Log, read_log
from evaluator.desk.at_hand import compared
from evaluator.desk.keys import PublicKey
from evaluator.desk.signed import Signatures, against_log, checked
from evaluator.files import digest_of
from evaluator.parts import DONE, FOUND, NOTHING
from evaluator.problems import Place, Problem, in_order, problem, shown
from evaluator.progress import UNSEEN, Progress, Step
from evaluator.result.known import Known, read_known
from evaluator.result.manifest import MANIFEST, digest
from evaluator.roots import shipped

MOST_BYTES = 1 << 36
"""Bytes of a file that is compared."""
PACKAGE = "evaluator/"
"""How a run names the rules and templates that come with the program."""


@dataclass(frozen=True)
class Verified:
    """What a verification came to, how many files were compared, and whether the run could be made again.

    `signatures` has those that are there, `log` the log that was asked for.
    """

    status: int
    problems: tuple[Problem, ...]
    files: int = 0
    again: bool = False
    signatures: Signatures = field(default_factory=lambda: Signatures((), ()))
    log: Log | None = None


def verify(
    folder: Path,
    start: Path,
    keys: Sequence[PublicKey] = (),
    log: str | None = None,
    progress: Progress = UNSEEN,
) -> Verified:
    """Compare a result's folder with its manifest; inputs, rules and templates are looked for from `start`.

    The run is made again only where everything it rests on is still what it was. Each of the keys must have signed,
    and a log must tell of the result as it is.
    """
    if not start.is_dir():
        return Verified(NOTHING, (problem("verify-start", Place(str(start)), found=start),))
    known, problems = read_known(folder)
    if known is None:
        return Verified(NOTHING, tuple(in_order(problems)))
    outputs: dict[str, str] = known.says["outputs"]
    rests_on = {**known.says["inputs"], **known.says["rules"], **known.says["templates"]}
    step = progress.stage("files", len(outputs) + len(rests_on))
    problems += compared(folder, outputs, step)
    moved = list(_moved(rests_on, lambda name: _found(name, start), step))
    if known.says["version"] != __version__:
        place = Place(f"{folder.as_posix()}/{MANIFEST}")
        problems.append(problem("verify-version", place, found=known.says["version"], expected=__version__))
    signatures = checked(folder, known, keys)
    told = None if log is None else read_log(log)
    problems += signatures.problems
    problems += () if told is None else (*told.problems, *against_log(folder, start, known, signatures, told))
    again = [] if moved else _run_again(known, folder, start, progress)
    problems += [*moved, *again]
    files = 1 + len(outputs) + len(rests_on) + len(signatures.good)
    errors = any(one.severity == "error" for one in problems)
    made = not moved and all(one.code != "verify-not-again" for one in again)
    return Verified(FOUND if errors else DONE, tuple(in_order(problems)), files, made, signatures, told)


def _found(name: str, start: Path) -> Path:
    """Where a file of a run is now: among the program's own, or from where the run was made."""
    for kind in ("rules", "templates"):
        if name.startswith(f"{PACKAGE}{kind}/"):
            return shipped(kind) / name.removeprefix(f"{PACKAGE}{kind}/")
    return start / name


def _moved(digests: Mapping[str, str], where: Callable[[str], Path], step: Step) -> Iterator[Problem]:
    """Files that a run rests on and that are gone, or are not what the manifest says."""
    for name, expected in digests.items():
        step()
        place = Place(shown(name, 1000))
        found = digest_of(str(where(name)), MOST_BYTES)
        if isinstance(found, Problem):
            yield problem("verify-missing", place, found=name)
        elif found != expected:
            yield problem("verify-changed", place, found=found[:12], expected=expected[:12])


def _run_again(known: Known, folder: Path, start: Path, progress: Progress) -> list[Problem]:
    """Each file that a run of the same call does not give as the manifest says."""
    from evaluator.run import run

    says, call = known.says, known.says["call"]
    place = Place(f"{folder.as_posix()}/{MANIFEST}")
    with contextlib.chdir(start):
        made = run(
            call["scheme"],
            call["evidence"],
            as_of=says["as_of"],
            lang=call["lang"],
            reports=call["reports"],
            formats=tuple(call.get("formats", ("html",))),
            rules=call.get("rules"),
            templates=_templates(says["templates"]),
            earlier=call.get("earlier"),
            table=call.get("table", "csv"),
            progress=progress,
        )
    if not made.parts:
        return [*made.problems, problem("verify-not-again", place)]
    expected = {**says["outputs"], MANIFEST: digest(known.data)}
    given = {name: digest(data) for name, data in made.files.items()}
    if says["version"] != __version__:
        given[MANIFEST] = digest(_by_version(made.files[MANIFEST], says["version"]))
    names = sorted(name for name in {*expected, *given} if expected.get(name) != given.get(name))
    return [problem("verify-differs", _within(folder, name), found=name) for name in names]


def _by_version(manifest: bytes, version: str) -> bytes:
    """A manifest as the same run by another version would have written it."""
    from evaluator.result.manifest import decoded, json_bytes

    return json_bytes({**decoded(manifest), "version": version})


def _templates(names: Mapping[str, Any]) -> str | None:
    """The folder of templates that a run was given; None where it was the program's own, or there was none."""
    if not names or any(name.startswith(PACKAGE) for name in names):
        return None
    try:
        common = os.path.commonpath([os.path.dirname(name) for name in names])  # noqa: PTH120  # names, not paths of here
    except ValueError:
        return None
    return os.path.dirname(common) if os.path.basename(common) in _LANGUAGES else common  # noqa: PTH119, PTH120  # as above


_LANGUAGES = ("zh", "en", "shared")


def _within(folder: Path, name: str) -> Place:
    return Place(shown(f"{folder.as_posix()}/{name}", 1000))
