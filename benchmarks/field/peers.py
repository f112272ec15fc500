"""Who takes part, and one run of one of them: a fresh process from JSON Lines to CSV, its time, memory and outcome."""

import importlib
import json
import subprocess
import sys
from collections.abc import Mapping
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
    call = [sys.executable, "-m", "field.timed", str(limit), *peer.call(evidence, out)]
    ended = json.loads(subprocess.run(call, stdout=subprocess.PIPE, text=True, cwd=BENCHMARKS, check=True).stdout)
    if ended["whole"] >= limit and ended["status"] < 0:
        return Stopped(f"stopped after {limit:g} s, the limit")
    if ended["status"] not in ((0, 1) if peer.module is None else (0,)):
        last = ended["failed"].strip().splitlines()[-1:] or [f"exit status {ended['status']}"]
        return Stopped(f"failed: {last[0]}")
    stages = json.loads(ended["said"].splitlines()[-1]) if peer.module is not None else {}
    return Ran(ended["whole"], ended["processor"], ended["peak_mb"], stages)
