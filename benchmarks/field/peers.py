"""Who takes part, and one run of one of them: a fresh process from JSON Lines to CSV, its time, memory and outcome."""

import importlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Peer:
    """A way of doing the work; without a module it is this program's own command."""

    name: str
    module: str | None
    packages: tuple[str, ...]
    differs: str = ""

    def call(self, evidence: Path, out: Path) -> list[str]:
        if self.module is not None:
            return ["-m", "field.child", self.module, str(evidence), str(out)]
        folder = str(out.parent)
        asked = ["large-season", str(evidence), "--out", folder, "--reports", "none", "--rules", "rules"]
        return ["-m", "evaluator.cli.main", "evaluate", *asked]

    def missing(self) -> list[str]:
        """Its packages that are not installed."""
        return [package for package in self.packages if version_of(package) is None]


def version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


MODULES = {
    "evaluator": "ours",
    "polars-by-hand": "polars_by_hand",
    "duckdb-by-hand": "duckdb_by_hand",
    "openfisca": "openfisca",
    "datalogic-py": "datalogic",
    "closures": "closures",
    "zen-loop": "zen_loop",
    "zen-batch": "zen_batch",
    "cel": "cel",
    "clipspy": "clips",
    "rule-engine": "ruleengine",
    "durable-rules": "durable",
}
COMMAND = Peer(
    "evaluator-command",
    None,
    ("evaluator",),
    "the whole command `evaluator evaluate --reports none`: beside results.csv also result.json with every problem,"
    " tie and figure, and a manifest with a digest of every file",
)


def every_peer() -> list[Peer]:
    found = []
    for name, module in MODULES.items():
        room = importlib.import_module(f"field.{module}")
        found.append(Peer(name, module, room.PACKAGES, getattr(room, "DIFFERS", "")))
    return [*found, COMMAND]


@dataclass(frozen=True)
class Ran:
    """What one run took: seconds on the clock and of the processor, the whole and each stage, and its peak memory."""

    whole: float
    processor: float
    peak_mb: float
    stages: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stopped:
    """Why there is no run to speak of."""

    why: str


def run(peer: Peer, evidence: Path, out: Path, limit: float) -> Ran | Stopped:
    """One run of a peer, ended when it has taken `limit` seconds."""
    out.unlink(missing_ok=True)
    timed, exit_status, said, failed = _child(peer.call(evidence, out), limit)
    if timed.whole >= limit and exit_status < 0:
        return Stopped(f"stopped after {limit:g} s, the limit")
    if exit_status not in ((0, 1) if peer.module is None else (0,)):
        last = failed.strip().splitlines()[-1:] or [f"exit status {exit_status}"]
        return Stopped(f"failed: {last[0]}")
    stages = json.loads(said.splitlines()[-1]) if peer.module is not None else {}
    return Ran(timed.whole, timed.processor, timed.peak_mb, stages)


def _child(arguments: Sequence[str], limit: float) -> tuple[Ran, int, str, str]:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=BENCHMARKS
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        alarm = threading.Timer(limit, process.kill)
        alarm.start()
        failures: list[str] = []
        listening = threading.Thread(target=lambda pipe: failures.append(pipe.read()), args=(process.stderr,))
        listening.start()
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        whole = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        alarm.cancel()
        listening.join()
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Ran(whole, used.ru_utime + used.ru_stime, peak), process.returncode, said, "".join(failures)
