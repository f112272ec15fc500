"""One number of subjects measured: every peer in turn over the same file, each result held against this program's."""

import shutil
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from stages import write_subjects

from field.compare import difference, results
from field.peers import Peer, Ran, Stopped, run

STAGES = ("prepare", "read", "evaluate", "write")
LONG = 0.1
"""A run that takes this share of the limit is not repeated."""


@dataclass(frozen=True)
class Measured:
    """A peer's runs over so many subjects, and how its results differ from ours; or why there is no run."""

    runs: tuple[Ran, ...] = ()
    differs: str = ""
    stopped: str = ""

    @property
    def agrees(self) -> bool | None:
        """Whether every cell was ours; None where there was nothing to compare."""
        return not self.differs if self.runs else None

    @property
    def whole(self) -> float:
        return statistics.median(one.whole for one in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(one.processor for one in self.runs)

    @property
    def peak_mb(self) -> float:
        return max(one.peak_mb for one in self.runs)

    def stage(self, name: str) -> float | None:
        """Median seconds of a stage, None for a peer that does not tell its stages apart."""
        return self._median(name, 0)

    def stage_processor(self, name: str) -> float | None:
        """The same of the processor, on all cores."""
        return self._median(name, 1)

    def _median(self, name: str, which: int) -> float | None:
        known = [one.stages[name][which] for one in self.runs if name in one.stages]
        return statistics.median(known) if known else None

    def expected(self, grown: float) -> float:
        """Seconds the whole would take with so many times as many subjects, preparations taking no longer."""
        return self.whole + (self.whole - (self.stage("prepare") or 0.0)) * (grown - 1)


@dataclass(frozen=True)
class Size:
    """What every peer did with one number of subjects."""

    subjects: int
    megabytes: float
    peers: Mapping[str, Measured]
    cells: int

    @property
    def differing(self) -> dict[str, str]:
        return {name: one.differs for name, one in self.peers.items() if one.differs}


def measure(
    peers: Sequence[Peer], subjects: int, folder: Path, limit: float, repeats: int, smaller: Size | None
) -> Size:
    """Peers take turns, so that what else the machine does meets all alike; what the first says is held to be right."""
    evidence = folder / "evidence.jsonl"
    write_subjects(evidence, subjects)
    found = {peer.name: Measured(stopped=hindrance(peer, subjects, limit, smaller)) for peer in peers}
    ours: pl.DataFrame | None = None
    for turn in range(repeats):
        for peer in peers:
            known = found[peer.name]
            if known.stopped or (turn and known.runs[0].whole > limit * LONG):
                continue
            show(f"{subjects:,}: {peer.name}")
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            ran = run(peer, evidence, out / "results.csv", limit)
            if isinstance(ran, Stopped):
                found[peer.name] = Measured(stopped=ran.why)
                continue
            made = results(out / "results.csv")
            ours = made if ours is None else ours
            found[peer.name] = replace(known, runs=(*known.runs, ran), differs=known.differs or difference(ours, made))
    show("")
    cells = 0 if ours is None else ours.height * ours.width
    return Size(subjects, evidence.stat().st_size / 1e6, found, cells)


def show(doing: str) -> None:
    """What is being run, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{doing:<40}\r", end="", file=sys.stderr, flush=True)


def hindrance(peer: Peer, subjects: int, limit: float, smaller: Size | None) -> str:
    """Why a peer is not run at a size; empty when it is."""
    if missing := peer.missing():
        return f"not installed: {', '.join(missing)}"
    if smaller is None:
        return ""
    before = smaller.peers[peer.name]
    if before.stopped:
        return (
            before.stopped
            if before.stopped.startswith("not ")
            else f"skipped: {before.stopped} at {smaller.subjects:,}"
        )
    seconds = before.expected(subjects / smaller.subjects)
    if seconds > limit:
        return f"skipped: it would take about {seconds:,.0f} s, and {limit:g} s is the limit"
    return ""
