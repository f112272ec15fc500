"""Where the time of a run goes: synthetic seasons of growing size, timed stage by stage or as the whole command.

    python benchmarks/stages.py --n 1000,100000,1000000 [--json FILE]
    python benchmarks/stages.py --n 1000,100000,1000000 --command
    python benchmarks/stages.py --n 100000 --against COMMIT

What is counted is in README.md beside this file.
"""

import argparse
import inspect
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCHEME = "rules/schemes/large-season.yaml"
SEED = 20210630
MISSING = 0.02
STREETS = 20
WARM = 200
TURNS = 3
STAGES = ("load", "observe+infer", "tally", "decide+rank", "observe to rank", "table+write")
STAGE_OF = {"find": "observe+infer", "mark": "tally", "tally": "tally"}
"""Functions the pipeline calls that do not belong to the stage their room suggests."""
MADE_OF_OTHERS = ("stand", "shared_out")
"""Functions that are not timed: one calls stages that are, the other belongs to what was submitted."""


def subjects(count: int) -> Iterator[str]:
    """`count` records as lines of JSON, the same for the same count on every machine."""
    draw = random.Random(SEED)

    def yes(share: float) -> Callable[[], str]:
        return lambda: "true" if draw.random() < share else "false"

    def whole(top: int) -> Callable[[], str]:
        return lambda: str(int(draw.random() * (top + 1)))

    def decimal(top: int, places: int) -> Callable[[], str]:
        return lambda: f"{draw.random() * top:.{places}f}"

    def choice(*words: str) -> Callable[[], str]:
        quoted = [json.dumps(word, ensure_ascii=False) for word in words]
        return lambda: quoted[int(draw.random() * len(quoted))]

    fields = {
        "party_branch": yes(0.9), "branch_secretary": yes(0.9), "party_members": whole(60), "meetings": whole(24),
        "service_centre": yes(0.8), "open_daily": yes(0.6), "floor_area": decimal(300, 2),
        "tenure": choice("自有", "租赁", "借用"), "hotline": yes(0.7), "repairs_asked": whole(900),
        "repair_hours": decimal(96, 1), "procedure": choice("已公示", "已制定", "制定中"),
        "accounts_disclosed": yes(0.85), "disclosures": whole(24), "fund_share": decimal(100, 2),
        "channel": choice("公示栏", "网站", "两者"), "owners_committee": yes(0.5), "households": whole(3000),
        "households_asked": whole(1500), "satisfaction": decimal(100, 2), "accident": yes(0.01), "cases": whole(5),
        "volunteers": whole(200), "company": choice("一级", "二级", "三级", "无"),
    }  # fmt: skip
    asked = [(f'"{name}": ', make) for name, make in fields.items()]
    for number in range(count):
        answers = ", ".join(key + make() for key, make in asked if draw.random() >= MISSING)
        street = int(draw.random() * STREETS)
        yield (
            f'{{"subject": {{"kind": "neighbourhood", "id": "37068700{street:02}-{number:07}", '
            f'"name": "小区{number}", "street": "第{street}街道"}}, "evidence": {{{answers}}}}}\n'
        )


def write_subjects(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(subjects(count))


def staged(evidence: str, warm: str, out: str, repeats: int) -> dict[str, Any]:
    """Seconds of each stage in this process, after the whole line has run once over the small file `warm`."""
    from evaluator import pipeline
    from evaluator.evidence.read import read_file
    from evaluator.problems import errors_in
    from evaluator.result import table as tables
    from evaluator.rules import load_rules
    from evaluator.standing import stand as standing

    rules = load_rules(SCHEME, "rules", None)
    plan = rules.plan
    assert plan is not None
    assert not errors_in(rules.problems), rules.problems
    clock = Clock()
    for module in (pipeline, standing):
        for name, made in list(vars(module).items()):
            room = getattr(made, "__module__", "")
            stages = inspect.isfunction(made) and room.startswith(("evaluator.inference.", "evaluator.standing."))
            if stages and name not in MADE_OF_OTHERS:
                stage = STAGE_OF.get(name, "observe+infer" if ".inference." in room else "decide+rank")
                setattr(module, name, partial(clock.run, stage, made))

    def load(file: str) -> Any:
        return pipeline.gather_season(plan, read_file(Path(file).read_bytes(), file))

    def write(season: Any) -> None:
        if not hasattr(tables, "write_csv"):  # a commit that made the whole table first
            Path(out).write_bytes(tables.csv_bytes(tables.table(season), tables.order(season)))
            return
        with Path(out).open("wb") as file:
            tables.write_csv(season, file)

    for file, times in ((warm, 1), (evidence, repeats)):
        clock.laps = [{}]
        inputs = clock.run("load", load, file)
        for _ in range(times):
            clock.laps.append({})
            season = clock.run("observe to rank", pipeline.judge_season, plan, inputs)
        clock.run("table+write", write, season)
    return {"laps": clock.laps, "situations": season.situations}


class Clock:
    """Wall-clock and processor seconds by stage, one lap for each run of the line."""

    def __init__(self) -> None:
        self.laps: list[dict[str, list[float]]] = []

    def run(self, stage: str, function: Callable[..., Any], *given: Any) -> Any:
        wall, used = time.perf_counter(), time.process_time()
        made = function(*given)
        spent = self.laps[-1].setdefault(stage, [0.0, 0.0])
        spent[0] += time.perf_counter() - wall
        spent[1] += time.process_time() - used
        return made


@dataclass(frozen=True)
class Ended:
    """What a fresh process printed, its wall-clock and processor seconds, its peak memory in MB, its exit status."""

    said: str
    wall: float
    processor: float
    peak: float
    status: int


def child(arguments: list[str], source: Path | None = None) -> Ended:
    """A fresh Python, with the program as installed or as it stands in another folder of sources."""
    environment = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    call = [sys.executable, *arguments]
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=HERE, env=environment) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Ended(said, time.perf_counter() - began, used.ru_utime + used.ru_stime, peak, process.returncode)


def staged_in_child(count: int, folder: Path, repeats: int, source: Path | None = None) -> tuple[dict[str, Any], Ended]:
    """What `staged` says of a fresh process, over the evidence that lies in the folder."""
    warm, evidence = folder / "warm.jsonl", folder / "evidence.jsonl"
    if not evidence.exists():
        write_subjects(warm, min(WARM, count))
        write_subjects(evidence, count)
    made = [str(path) for path in (evidence, warm, folder / "results.csv")]
    ended = child([str(HERE / "stages.py"), "--child", *made, str(repeats)], source)
    if ended.status:
        sys.exit(ended.status)
    return json.loads(ended.said), ended


def time_stages(count: int, folder: Path, repeats: int) -> dict[str, Any]:
    found, ended = staged_in_child(count, folder, repeats)
    size = (folder / "evidence.jsonl").stat().st_size
    print(f"\n{count:,} subjects · {size / 1e6:,.0f} MB · {found['situations']} situations asked")
    print(f"  {'µs a subject':<16} {'wall':>9} {'least':>9} {'most':>9} {'processor':>10}")
    each = {}
    for stage in STAGES:
        wall, used = zip(*(lap[stage] for lap in found["laps"] if stage in lap), strict=True)
        row = [statistics.median(wall), min(wall), max(wall), statistics.median(used)]
        each[stage] = [seconds / count * 1e6 for seconds in row]
        print(f"  {stage:<16} " + " ".join(f"{value:9.3f}" for value in each[stage]))
    print(f"  peak memory {ended.peak:,.0f} MB, {ended.peak / count * 1024:,.2f} kB a subject", flush=True)
    return {"n": count, "microseconds": each, "peak_mb": ended.peak, **found}


def time_against(count: int, folder: Path, repeats: int, commit: str, other: Path) -> dict[str, Any]:
    """Processor time of each stage now over that of another commit, run turn about over the same evidence."""
    sides: dict[str, list[dict[str, Any]]] = {"now": [], commit: []}
    peaks: dict[str, list[float]] = {"now": [], commit: []}
    for _ in range(TURNS):
        for side, source in (("now", None), (commit, other)):
            found, ended = staged_in_child(count, folder, repeats, source)
            sides[side].append(found)
            peaks[side].append(ended.peak)

    def spent(side: str, stage: str) -> float:
        laps = (lap for found in sides[side] for lap in found["laps"] if stage in lap)
        return min(lap[stage][1] for lap in laps) / count * 1e6

    print(f"\n{count:,} subjects · least processor time of {TURNS} turns, µs a subject")
    print(f"  {'':<16} {'now':>9} {commit[:9]:>9} {'now/then':>9}")
    ratios = {}
    for stage in STAGES:
        now, then = spent("now", stage), spent(commit, stage)
        ratios[stage] = now / then
        print(f"  {stage:<16} {now:9.3f} {then:9.3f} {ratios[stage]:9.2f}")
    ratios["peak memory"] = min(peaks["now"]) / min(peaks[commit])
    print(f"  {'peak memory, MB':<16} {min(peaks['now']):9.0f} {min(peaks[commit]):9.0f} {ratios['peak memory']:9.2f}")
    return {"n": count, "against": commit, "ratios": ratios}


@contextmanager
def sources_of(commit: str) -> Iterator[Path]:
    """The program's sources as of a commit, in a folder of their own while they are needed."""
    with tempfile.TemporaryDirectory(prefix="evaluator-then-") as folder:
        git = ["git", "-C", str(HERE.parent), "archive", "--format=tar", f"{commit}:src"]
        archive = subprocess.run(git, capture_output=True, check=False)
        if archive.returncode:
            sys.exit(archive.stderr.decode("utf-8", "replace").strip())
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        yield Path(folder)


def time_command(count: int, folder: Path) -> dict[str, Any]:
    evidence, out = folder / "evidence.jsonl", folder / "out"
    write_subjects(evidence, count)
    shutil.rmtree(out, ignore_errors=True)
    call = ["-m", "evaluator.cli.main", "evaluate", SCHEME, str(evidence), "--out", str(out), "--reports", "none"]
    ended = child([*call, "--rules", "rules"])
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(
        f"{count:>10,} subjects {ended.wall:8.1f} s {ended.wall / count * 1e6:9.1f} µs a subject,"
        f" processor {ended.processor / count * 1e6:9.1f} µs · {ended.peak:7,.0f} MB"
        f" {ended.peak / count * 1024:7.2f} kB a subject · result {size / 1e6:,.0f} MB · exit {ended.status}",
        flush=True,
    )
    return {"n": count, "result_bytes": size, **asdict(ended)}


def in_folder(timed: Callable[[int, Path], dict[str, Any]], count: int) -> dict[str, Any]:
    """What was measured at a size, in a temporary folder of its own."""
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
        return timed(count, Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the stages of a run, or the whole command, by size.")
    parser.add_argument("--n", default="1000,100000,1000000", help="sizes, separated by commas")
    parser.add_argument("--command", action="store_true", help="time the whole command instead of its stages")
    parser.add_argument("--against", metavar="COMMIT", help="time the stages beside those of another commit")
    parser.add_argument("--repeats", type=int, default=5, help="runs from observation to rank")
    parser.add_argument("--json", metavar="FILE", help="write what was measured to a file as well")
    asked = parser.parse_args()
    sizes = [int(part.replace("_", "")) for part in asked.n.split(",")]
    if asked.against:
        with sources_of(asked.against) as other:
            timed = partial(time_against, repeats=asked.repeats, commit=asked.against, other=other)
            measured = [in_folder(timed, count) for count in sizes]
    else:
        timed = time_command if asked.command else partial(time_stages, repeats=asked.repeats)
        measured = [in_folder(timed, count) for count in sizes]
    if asked.json:
        Path(asked.json).write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(staged(*sys.argv[2:5], repeats=int(sys.argv[5]))))
    else:
        main()
