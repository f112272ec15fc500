"""What was measured, in words, in columns and as a record."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from field.measure import STAGES, Measured, Size
from field.peers import Peer, version_of


def machine() -> str:
    """Where this runs, and how busy it is."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {memory:,.0f} GiB · {platform.system()} {platform.release()}"
        f" · Python {platform.python_version()} · load average {os.getloadavg()[0]:.1f}"
    )


def versions(peers: Sequence[Peer]) -> str:
    """Every package that takes part, and the threads each may use."""
    import polars as pl

    packages = dict.fromkeys(package for peer in peers for package in peer.packages)
    known = [f"{package} {version_of(package) or 'not installed'}" for package in packages]
    return f"{' · '.join(known)}\nthreads: polars {pl.thread_pool_size()}, duckdb all cores, the rest one"


def told(size: Size, ours: str, peers: Sequence[Peer]) -> str:
    """One number of subjects as text. A peer whose result differs shows how, and no time."""
    lines = [f"{size.subjects:,} subjects · {size.megabytes:,.0f} MB of JSON Lines"]
    agreeing = {name: one for name, one in size.peers.items() if one.agrees}
    lines.append(f"  {size.cells:,} cells of results.csv compared: the same from {len(agreeing)} of {len(peers)}")
    lines += [f"  {name} DIFFERS: {how}" for name, how in size.differing.items()]
    lines += [f"  {name}: {one.stopped}" for name, one in size.peers.items() if one.stopped]
    first = agreeing.get(ours)
    if first is None:
        return "\n".join(lines)
    head = [
        "evaluate",
        "processor",
        "read",
        "write",
        "whole",
        "processor",
        "× evaluate",
        "× whole",
        "start ms",
        "peak MB",
    ]
    lines.append(f"  {'µs a subject':<18}" + "".join(f"{one:>11}" for one in head))
    for name, one in sorted(agreeing.items(), key=lambda item: item[1].stage("evaluate") or float("inf")):
        lines.append(f"  {name:<18}" + "".join(f"{cell:>11}" for cell in cells(one, first, size.subjects)))
    return "\n".join(lines)


def cells(one: Measured, ours: Measured, subjects: int) -> list[str]:
    def each(seconds: float | None) -> str:
        return "" if seconds is None else f"{seconds / subjects * 1e6:,.2f}"

    evaluate, prepare, own = one.stage("evaluate"), one.stage("prepare"), ours.stage("evaluate")
    return [
        each(evaluate),
        each(one.stage_processor("evaluate")),
        each(one.stage("read")),
        each(one.stage("write")),
        each(one.whole),
        each(one.processor),
        "" if evaluate is None or own is None else f"{evaluate / own:,.2f}",
        f"{one.whole / ours.whole:,.2f}",
        "" if prepare is None else f"{prepare * 1000:,.0f}",
        f"{one.peak_mb:,.0f}",
    ]


def notes(peers: Sequence[Peer]) -> str:
    """Where a peer's work is not quite the rest's."""
    return "\n".join(
        ["Where a peer's work differs:", *(f"  {one.name}: {one.differs}" for one in peers if one.differs)]
    )


def record(sizes: Sequence[Size]) -> dict[str, dict[str, Any]]:
    """By number of subjects, then by peer."""
    return {str(size.subjects): {name: entry(one, size.subjects) for name, one in size.peers.items()} for size in sizes}


def entry(one: Measured, subjects: int) -> dict[str, Any]:
    def each(seconds: float | None) -> float | None:
        return None if seconds is None else round(seconds / subjects * 1e6, 4)

    if not one.runs:
        nothing = dict.fromkeys(("evaluate_us", "whole_us", "peak_mb", "agrees"))
        return {**nothing, "stopped": one.stopped}
    return {
        "evaluate_us": each(one.stage("evaluate")),
        "whole_us": each(one.whole),
        "peak_mb": round(one.peak_mb, 1),
        "agrees": one.agrees,
        "evaluate_processor_us": each(one.stage_processor("evaluate")),
        "processor_us": each(one.processor),
        "stages_us": {name: each(one.stage(name)) for name in STAGES},
        "runs": len(one.runs),
        **({"differs": one.differs} if one.differs else {}),
    }
