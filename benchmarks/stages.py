"""Where the time of a run goes: synthetic seasons of growing size, timed stage by stage or as the whole command.

    python benchmarks/stages.py --n 1000,100000,1000000 [--json FILE]
    python benchmarks/stages.py --n 1000,100000,1000000 --command

What is counted is in README.md beside this file.
"""

import argparse
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
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCHEME = "rules/schemes/large-season.yaml"
SEED = 20210630
MISSING = 0.02
STREETS = 20
WARM = 200
STAGES = ("load", "observe+infer", "tally", "decide+rank", "table+write")
DECIDING = STAGES[1:4]
"""“Observe to rank”: from typed answers in memory to every rank."""


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
    from evaluator.evidence.read import read_file
    from evaluator.inference.conclude import Judge
    from evaluator.inference.derive import base_columns, derive
    from evaluator.language.load import errors_in
    from evaluator.pipeline import gather_season, judge_season
    from evaluator.result.table import csv_bytes, order, table
    from evaluator.run import load_rules
    from evaluator.standing.decide import decide, grade_all
    from evaluator.standing.interviews import interview
    from evaluator.standing.ranking import rank_all
    from evaluator.standing.tiers import allocate
    from evaluator.standing.followup import follow_up
    from evaluator.standing.panel import mark
    from evaluator.standing.tally import find, tally

    rules = load_rules(SCHEME, "rules", None)
    assert rules.plan is not None, rules.problems
    assert not errors_in(rules.problems), rules.problems
    plan = rules.plan

    def line(file: str) -> dict[str, list[float]]:
        seconds: dict[str, list[float]] = {name: [] for name in STAGES}
        began = time.perf_counter()

        def lap(stage: str) -> None:
            nonlocal began
            now = time.perf_counter()
            seconds[stage].append(now - began)
            began = now

        inputs = gather_season(plan, read_file(Path(file).read_bytes(), file))
        lap("load")
        evidence = inputs.evidence
        for _ in range(repeats):
            began = time.perf_counter()
            judge = Judge()
            columns, _problems = derive(plan, evidence, base_columns(evidence, plan), judge)
            findings = {}
            for criterion in plan.criteria:
                findings[criterion.id] = find(criterion, columns, evidence, judge)
                columns = columns.with_verdicts({f"finding:{criterion.id}": findings[criterion.id].verdicts})
            lap("observe+infer")
            marking, _problems = mark(plan, evidence, inputs.marks, inputs.recusals)
            counted = tally(plan, findings, marking, len(evidence))
            lap("tally")
            decided = decide(plan, evidence, columns, counted, judge)
            _grades, _graded, unsure = grade_all(plan, decided, judge)
            decided = decided.holding(unsure)
            _undecided, ranks, _problems = rank_all(plan, evidence, counted, decided, inputs.decisions)
            allocate(plan, decided, ranks, judge)
            interview(plan, evidence, decided, ranks, inputs.decisions, judge)
            follow_up(plan, evidence, judge)
            lap("decide+rank")
        season = judge_season(plan, inputs)
        situations.append(season.situations)
        assert (season.ranks.rank == ranks.rank).all(), "the stages timed are not those of the pipeline"
        began = time.perf_counter()
        Path(out).write_bytes(csv_bytes(table(season), order(season)))
        lap("table+write")
        return seconds

    situations: list[int] = []
    line(warm)
    return {"seconds": line(evidence), "situations": situations[-1]}


def child(arguments: list[str]) -> tuple[str, float, float, int]:
    """What a fresh process printed, its wall-clock seconds, its peak memory in MB and its exit status."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, cwd=HERE) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return said, time.perf_counter() - began, peak, process.returncode


def time_stages(count: int, folder: Path, repeats: int) -> dict[str, Any]:
    warm, evidence = folder / "warm.jsonl", folder / "evidence.jsonl"
    write_subjects(warm, min(WARM, count))
    write_subjects(evidence, count)
    made = [str(path) for path in (evidence, warm, folder / "results.csv")]
    said, _, peak, status = child([str(HERE / "stages.py"), "--child", *made, str(repeats)])
    if status:
        sys.exit(status)
    found = json.loads(said)
    middle = {name: statistics.median(values) for name, values in found["seconds"].items()}
    each = {name: middle[name] / count * 1e6 for name in STAGES}
    each["observe to rank"] = sum(each[name] for name in DECIDING)
    print(f"\n{count:,} subjects · {evidence.stat().st_size / 1e6:,.0f} MB · {found['situations']} situations asked")
    for name in STAGES:
        least, most = (time / count * 1e6 for time in (min(found["seconds"][name]), max(found["seconds"][name])))
        spread = f"  ({least:.3f} – {most:.3f} in {repeats})" if name in DECIDING else ""
        print(f"  {name:<16} {each[name]:9.3f} µs a subject{spread}")
    print(f"  {'observe to rank':<16} {each['observe to rank']:9.3f} µs a subject")
    print(f"  peak memory      {peak:9,.0f} MB, {peak / count * 1024:,.2f} kB a subject", flush=True)
    return {"n": count, "microseconds": each, "peak_mb": peak, **found}


def time_command(count: int, folder: Path) -> dict[str, Any]:
    evidence, out = folder / "evidence.jsonl", folder / "out"
    write_subjects(evidence, count)
    shutil.rmtree(out, ignore_errors=True)
    call = ["-m", "evaluator.cli.main", "evaluate", SCHEME, str(evidence), "--out", str(out), "--reports", "none"]
    _, seconds, peak, status = child([*call, "--rules", "rules"])
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(
        f"{count:>10,} subjects  {seconds:8.2f} s  {seconds / count * 1e6:10.2f} µs a subject"
        f"  {peak:8,.0f} MB  {peak / count * 1024:8.2f} kB a subject  result {size / 1e6:,.0f} MB  exit {status}",
        flush=True,
    )
    return {"n": count, "seconds": seconds, "peak_mb": peak, "result_bytes": size, "exit": status}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the stages of a run, or the whole command, by size.")
    parser.add_argument("--n", default="1000,100000,1000000", help="sizes, separated by commas")
    parser.add_argument("--command", action="store_true", help="time the whole command instead of its stages")
    parser.add_argument("--repeats", type=int, default=5, help="runs of the stages between load and table")
    parser.add_argument("--json", metavar="FILE", help="write what was measured to a file as well")
    asked = parser.parse_args()
    measured = []
    for count in (int(part.replace("_", "")) for part in asked.n.split(",")):
        with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
            place = Path(folder)
            measured.append(time_command(count, place) if asked.command else time_stages(count, place, asked.repeats))
    if asked.json:
        Path(asked.json).write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(staged(*sys.argv[2:5], repeats=int(sys.argv[5]))))
    else:
        main()
