"""Two cores against one: the stages of a run, and the command in partitions, with threads and workers pinned alike.

    python benchmarks/cores.py --n 1000000 [--turns 3]

What is counted is in README.md beside this file.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import stages


def pinned(cores: int) -> None:
    """Keep what this process starts on so many cores, with as many threads."""
    os.sched_setaffinity(0, set(sorted(ALL)[:cores]))
    os.environ["POLARS_MAX_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(cores)


ALL = os.sched_getaffinity(0)


def command(folder: Path, cores: int) -> float:
    """Seconds of the command with as many workers as cores."""
    call = ["-m", "evaluator.cli.main", "evaluate", stages.SCHEME, str(folder / "evidence.jsonl"), "--rules", "rules"]
    call += ["--reports", "none", "--quiet", "--workers", str(cores), "--out", str(folder / "out")]
    return stages.child(call).wall


def main() -> None:
    parser = argparse.ArgumentParser(description="Time a run on two cores against one.")
    parser.add_argument("--n", type=int, default=1_000_000, help="subjects")
    parser.add_argument("--turns", type=int, default=3, help="runs of each, turn about; the quickest counts")
    asked = parser.parse_args()
    if len(ALL) < 2:
        sys.exit("this machine has one core")
    found: dict[int, dict[str, list[float]]] = {1: {}, 2: {}}
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        folder = Path(name)
        for _ in range(asked.turns):
            for cores, times in found.items():
                pinned(cores)
                made, _ = stages.staged_in_child(asked.n, folder, 3)
                for stage in stages.STAGES:
                    laps: list[Any] = [lap[stage][0] for lap in made["laps"] if stage in lap]
                    times.setdefault(stage, []).append(min(laps))
                times.setdefault("command in partitions", []).append(command(folder, cores))
    least = {cores: {stage: min(laps) for stage, laps in times.items()} for cores, times in found.items()}
    for times in least.values():
        times["after reading"] = times["observe to rank"] + times["table+write"]
    print(f"{asked.n:,} subjects · least of {asked.turns} turns, µs a subject by the clock")
    print(f"  {'':<22} {'one core':>9} {'two':>9} {'one/two':>9}")
    for stage in least[1]:
        one, two = (least[cores][stage] / asked.n * 1e6 for cores in (1, 2))
        print(f"  {stage:<22} {one:9.3f} {two:9.3f} {one / two:9.2f}")


if __name__ == "__main__":
    main()
