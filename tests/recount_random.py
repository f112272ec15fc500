"""Random seasons evaluated by the program and recounted, held together to the last digit of points and money.

`python tests/recount_random.py --seasons N [--seed S] [--first NUMBER] [--jobs N] [--minutes M] [--keep DIR]` prints
how many agreed and the first difference; the season of each that differs is kept as a folder of files.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from recount.command import Season, differences, recount
from recount.evidence import read
from recount.refusal import Refused
from recount.rules import Folder, read_scheme
from recount.spans import day
from recount_seasons import Files, decisions, season


@dataclass(frozen=True)
class Compared:
    """One season: what it was of, its size and what differs."""

    number: int
    scheme: str
    subjects: int
    held: int
    ties: int
    provisional: bool
    differences: tuple[str, ...]


def recounted(files: Files, folder: Path) -> Season:
    scheme = read_scheme(folder / files.scheme, Folder(folder / "rules"), day(files.as_of) if files.as_of else None)
    return recount(scheme, read([str(folder / "evidence")]))


def compared(seed: int, number: int, folder: Path) -> Compared:
    """The season of a seed and number, written to a folder and judged by both."""
    from evaluator import evaluate

    files = season(seed, number)
    files.write(folder)
    ours = recounted(files, folder)
    ties = [[one.id for one in tied] for tied in ours.ranking.ties] if ours.ranking else []
    open_ones = [one.id for one in ours.standings if one.interview in ("proposed", "pending")]
    decided = decisions(seed, number, ties, open_ones)
    if decided:
        files.evidence["decisions.yaml"] = decided
        files.write(folder)
        ours = recounted(files, folder)
    run = evaluate(
        folder / files.scheme,
        folder / "evidence",
        as_of=files.as_of,
        reports="none",
        rules=folder / "rules",
        workers=number % 2,  # every second season in partitions
    )
    if run.result is None:
        found = [f"not evaluated: {one.code} {one.place}" for one in run.problems]
    else:
        result = json.loads(run.files["result.json"])
        found = differences(ours, run.files["results.csv"].decode("utf-8-sig"), result)
    held = sum(one.held for one in ours.standings)
    provisional = run.result is not None and run.result.provisional
    scheme = str(ours.scheme.node["scheme"])
    return Compared(number, scheme, len(ours.standings), held, len(ties), provisional, tuple(found))


def one_season(seed: int, keep: Path, number: int) -> Compared:
    """A season compared; its folder is kept if it differs."""
    with tempfile.TemporaryDirectory() as name:
        try:
            found = compared(seed, number, Path(name))
        except Refused as error:
            found = Compared(number, "refused", 0, 0, 0, False, (f"refused: {error}",))
        if found.differences:
            kept = keep / f"{seed}-{number}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(name, kept)
    return found


def every(seed: int, numbers: range, keep: Path, jobs: int = 1) -> Iterator[Compared]:
    """Each season compared, in order."""
    work = partial(one_season, seed, keep)
    if jobs == 1:
        yield from map(work, numbers)
    else:
        with get_context("spawn").Pool(jobs) as pool:
            yield from pool.imap(work, numbers, chunksize=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seasons", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("recount-differences"))
    parser.add_argument("--minutes", type=float, default=None, help="stop after so long, however many are left")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")
    parser.add_argument("--all", action="store_true", help="show every season that differs")
    call = parser.parse_args()
    begun = time.monotonic()
    seen: Counter[str] = Counter()
    for one in every(call.seed, range(call.first, call.first + call.seasons), call.keep, call.jobs):
        seen.update(
            {
                "seasons": 1,
                f"of {one.scheme}": 1,
                "subjects": one.subjects,
                "held subjects": one.held,
                "open ties": one.ties,
                "provisional": one.provisional,
                "different": bool(one.differences),
            }
        )
        if one.differences and (call.all or seen["different"] == 1):
            print(f"season {call.seed}-{one.number} ({one.scheme}), kept in {call.keep / f'{call.seed}-{one.number}'}:")
            for line in one.differences[:10]:
                print(f"  {line}")
        if call.minutes is not None and time.monotonic() - begun > 60 * call.minutes:
            break
    pace = seen["seasons"] / (time.monotonic() - begun)
    print("; ".join(f"{key}: {count}" for key, count in seen.items()))
    print(f"{seen['seasons'] - seen['different']} of {seen['seasons']} seasons agree; {pace:.1f} a second")
    return 1 if seen["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
