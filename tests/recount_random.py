"""Random seasons evaluated by the program and recounted, held together to the last digit of points and money.

`python tests/recount_random.py --seasons N [--seed S] [--first NUMBER] [--jobs N] [--minutes M] [--keep DIR]
[--log FILE]` prints how many agreed, what occurred in them and how often, and the first difference; the season of each
that differs is kept as a folder of files. With `--log` the run is written down as it goes, and goes on from there when
it is called again.
"""

import argparse
import gc
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from recount_compared import Compared, every_of
from recount_seen import EXPECTED, lines

ROOT = Path(__file__).resolve().parent.parent
MANY = 250
"""Seasons that one process compares at a time, and after which the log has another line."""


def some(seed: int, keep: Path, numbers: range) -> list[Compared]:
    """What one process compares."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # seasons are small, and others are compared at the same time
    gc.set_threshold(100_000, 20, 100)  # as the program has it
    return list(every_of(seed, numbers, keep))


def every(seed: int, numbers: range, keep: Path, jobs: int = 1) -> Iterator[Compared]:
    """Each season compared, in order; many of them by processes that are replaced now and then."""
    if jobs == 1 and len(numbers) <= MANY:
        yield from every_of(seed, numbers, keep)
        return
    parts = [numbers[at : at + MANY] for at in range(0, len(numbers), MANY)]
    with get_context("spawn").Pool(jobs, maxtasksperchild=20) as pool:
        for found in pool.imap(partial(some, seed, keep), parts):
            yield from found


def version() -> str:
    """A digest of the program, of the recount and of what seasons are drawn from."""
    paths = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").glob("recount*.py"),
        *(ROOT / "tests/recount").glob("*.py"),
    ]
    paths += [*(ROOT / "rules").rglob("*.yaml")]
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.relative_to(ROOT).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


class Log:
    """How far a run has come: a line for some hundreds of seasons, of which the last is what counts."""

    def __init__(self, path: Path | None, seed: int, first: int) -> None:
        self.path, self.known = path, {"version": version(), "seed": seed, "first": first}
        self.next, self.seconds, self.seen = first, 0.0, Counter[str]()
        if path is not None and path.exists():
            last: dict[str, Any] = json.loads(path.read_text("utf-8").splitlines()[-1])
            if self.known != {key: last[key] for key in self.known}:
                sys.exit(f"{path}: begun with another seed or first season, or before something was changed")
            self.next, self.seconds, self.seen = last["next"], last["seconds"], Counter(last["seen"])

    def write(self, number: int, seconds: float, seen: Counter[str]) -> None:
        if self.path is not None:
            line = {**self.known, "next": number, "seconds": round(seconds, 1), "seen": seen}
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seasons", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("recount-differences"))
    parser.add_argument("--minutes", type=float, default=None, help="stop after so long, however many are left")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")
    parser.add_argument("--all", action="store_true", help="show every season that differs")
    parser.add_argument("--log", type=Path, help="a file that the run is written to, and goes on from")
    call = parser.parse_args()
    log = Log(call.log, call.seed, call.first)
    seen, begun, end = log.seen, time.monotonic() - log.seconds, call.first + call.seasons
    for one in every(call.seed, range(log.next, end), call.keep, call.jobs):
        seen.update(one.occurred)
        seen["compared"] += 1
        seen["different"] += bool(one.differences)
        if one.differences and (call.all or seen["different"] == 1):
            print(f"season {call.seed}-{one.number}, kept in {call.keep / f'{call.seed}-{one.number}'}:")
            print(*(f"  {line}" for line in one.differences[:10]), sep="\n", flush=True)
        passed = time.monotonic() - begun
        if seen["compared"] % MANY == 0 or one.number + 1 == end:
            log.write(one.number + 1, passed, seen)
        if call.minutes is not None and passed > 60 * call.minutes:
            break
    number, different = seen.pop("compared", 0), seen.pop("different", 0)
    print(*lines(seen), sep="\n")
    absent = [name for name in EXPECTED if not seen[name]] if number >= 1000 else []
    print(*(f"never occurred: {name}" for name in absent), sep="\n", end="\n" if absent else "")
    passed = time.monotonic() - begun
    each = 1000 * passed / max(number, 1)
    print(f"{number - different:,} of {number:,} seasons agree; {passed:.0f} s, {each:.1f} ms each")
    return 1 if different or absent else 0


if __name__ == "__main__":
    sys.exit(main())
