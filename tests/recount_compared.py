"""One random season judged by the program and recounted: what differs, and what occurred in it.

Every second season is judged as a large one is: in partitions, of a few lines each, its result without `subjects`. For
that the sizes from which the program does so are lowered, and the partitions are judged in this process. Of the others
every second result is without `subjects` too: they are most of the work, and nothing of them is compared.
"""

import json
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from recount.command import Season, differences, recount
from recount.evidence import Submitted, read
from recount.refusal import Refused
from recount.rules import Folder, Scheme, read_scheme
from recount.spans import day
from recount_seasons import Files, decisions, season
from recount_seen import occurred

MEMORY = Path("/dev/shm")
"""Where files need no disk, if there is such a place."""


@dataclass(frozen=True)
class Compared:
    """One season: what differs, and how often what occurred in it."""

    number: int
    differences: tuple[str, ...]
    occurred: Counter[str] = field(default_factory=Counter)


class _Here(Executor):
    """Does what it is given at once."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.done += 1
        made: Future[Any] = Future()
        made.set_result(fn(*args, **kwargs))
        return made


@contextmanager
def as_large(size: int) -> Iterator[_Here]:
    """Every season is a large one, in partitions of so many bytes."""
    from evaluator import apart
    from evaluator.evidence import bulk
    from evaluator.partitions.workers import Hands
    from evaluator.result import assemble

    here = _Here()

    @contextmanager
    def at_work(_: object) -> Iterator[Hands]:
        yield Hands(here, 3)

    lowered = {"at_work": at_work, "FEW": -1, "SMALLEST": size, "LARGEST": size}
    with (
        patch.multiple(apart, **lowered),
        patch.object(bulk, "FEWEST", 1),
        patch.object(assemble, "FEW", -1),
    ):
        yield here


class Rules:
    """The scheme that the recount read last: the next season may be by the same."""

    def __init__(self) -> None:
        self.known: tuple[dict[str, str], str | None] | None = None
        self.scheme: Scheme | None = None

    def of(self, files: Files, folder: Path) -> Scheme:
        if self.scheme is None or self.known != (files.rules, files.as_of):
            as_of = day(files.as_of) if files.as_of else None
            self.scheme = read_scheme(folder / files.scheme, Folder(folder / "rules"), as_of)
            self.known = (files.rules, files.as_of)
        return self.scheme


@dataclass(frozen=True)
class Recounted:
    scheme: Scheme
    submitted: Submitted
    season: Season

    @classmethod
    def of(cls, scheme: Scheme, folder: Path) -> "Recounted":
        submitted = read([str(folder / "evidence")])
        return cls(scheme, submitted, recount(scheme, submitted))

    def open_ones(self) -> tuple[list[list[str]], list[str]]:
        """Ties and interviews that people are to decide."""
        ranking = self.season.ranking
        ties = [[one.id for one in tied] for tied in ranking.ties] if ranking else []
        return ties, [one.id for one in self.season.standings if one.interview in ("proposed", "pending")]


def compared(seed: int, number: int, folder: Path, rules: Rules) -> Compared:
    """The season of a seed and number, written to an empty folder and judged by both."""
    files = season(seed, number)
    files.write(folder)
    scheme = rules.of(files, folder)
    ours = Recounted.of(scheme, folder)
    seen: Counter[str] = Counter()
    ties, open_ones = ours.open_ones()
    decided = decisions(seed, number, ties, open_ones)
    if decided:
        files.evidence["decisions.yaml"] = decided
        files.write(folder)
        ours = Recounted.of(scheme, folder)
        left, _ = ours.open_ones()
        seen["decisions: given"] += len(ours.submitted.decisions)
        seen["decisions: that settle a tie"] += len(ties) - len(left)
        after = {one.id: one.interview for one in ours.season.standings}
        seen["decisions: on an interview"] += sum(after[one] in ("confirmed", "no") for one in open_ones)
    found = _differences(files, number, folder, ours.season, seen)
    return Compared(number, tuple(found), +seen + occurred(ours.submitted, ours.season))


def _differences(files: Files, number: int, folder: Path, ours: Season, seen: Counter[str]) -> list[str]:
    """Where what the program writes of a season differs from the recount."""
    from evaluator import evaluate
    from evaluator.result import assemble

    def judged() -> Any:
        return evaluate(
            folder / files.scheme,
            folder / "evidence",
            as_of=files.as_of,
            reports="none",
            rules=folder / "rules",
            workers=number % 2,
        )

    if number % 2:
        with as_large(100 + 60 * (number % 17)) as here:
            run = judged()
        seen["seasons: in partitions"] += here.done > 0
        seen["seasons: partitions"] += here.done
    elif number % 4:
        with patch.object(assemble, "FEW", -1):
            run = judged()
    else:
        run = judged()
    if not run.parts:
        return [f"not evaluated: {one.code} {one.place} {dict(one.details)}" for one in run.problems]
    seen.update(f"problems: {one.code}" for one in run.problems)
    result = json.loads(run.files["result.json"])
    seen["seasons: provisional"] += result["provisional"]
    return differences(ours, run.files["results.csv"].decode("utf-8-sig"), result)


def every_of(seed: int, numbers: range, keep: Path) -> Iterator[Compared]:
    """Seasons compared in this process, in order; the folder of each that differs is kept."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder, rules = Path(name) / "season", Rules()
        for number in numbers:
            folder.mkdir()
            try:
                found = compared(seed, number, folder, rules)
            except Refused as error:
                found = Compared(number, (f"refused: {error}",))
            except Exception as error:  # either side's: a difference like any other
                found = Compared(
                    number,
                    tuple(traceback.format_exception_only(error) + traceback.format_tb(error.__traceback__)[-3:]),
                )
            if found.differences:
                kept = keep / f"{seed}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(folder, kept)
            shutil.rmtree(folder)
            yield found
