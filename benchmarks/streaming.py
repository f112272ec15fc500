"""Seasons larger than memory: the whole command from JSON Lines or Parquet to Parquet, and the most memory it held.

    python benchmarks/streaming.py --n 1000000,10000000 [--formats jsonl,parquet] [--workers N] [--json FILE]

What is counted is in README.md beside this file.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import stages

BLOCK = 200_000
"""Subjects whose answers are drawn; later ones answer as they do, under ids of their own."""
LIMIT = 4 << 30
LOOK = 0.05
"""Seconds between two looks at what the processes hold."""


def write_lines(file: Path, count: int) -> None:
    """As many synthetic subjects as asked for, each with an id and a name of its own."""
    stages.write_subjects(file, min(count, BLOCK))
    block = file.read_bytes()
    with file.open("ab") as out:
        for number in range(1, -(-count // BLOCK)):
            mine = block.replace(b'"id": "370687', b'"id": "%06d' % number).replace(
                b'"name": "', b'"name": "%d' % number
            )
            left = count - number * BLOCK
            out.write(mine if left >= BLOCK else b"".join(mine.splitlines(keepends=True)[:left]))


def write_parquet(lines: Path, file: Path) -> None:
    """The same as a table, some megabytes of lines at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import json as arrow

    writer = None
    for part in _parts(lines):
        table = arrow.read_json(pa.BufferReader(part)).flatten().flatten()
        names = [name.removeprefix("subject.").removeprefix("evidence.") for name in table.column_names]
        columns = [_decimal(column) for column in table.columns]
        table = pa.table(columns, names=names)
        writer = writer or pq.ParquetWriter(file, table.schema)
        writer.write_table(table.select(writer.schema.names).cast(writer.schema), row_group_size=100_000)
    if writer is not None:
        writer.close()


def _decimal(column: Any) -> Any:
    import pyarrow as pa

    return column.cast(pa.decimal128(18, 2), safe=False) if pa.types.is_floating(column.type) else column


def _parts(lines: Path) -> Iterator[bytes]:
    with lines.open("rb") as data:
        while part := data.read(1 << 26):
            yield part + data.readline()


def held(process: int) -> int:
    """Bytes that a process and its children hold, what several share divided among them."""
    found, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            found += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, StopIteration):  # it has come to its end
            continue
    return found


def run(evidence: Path, out: Path, workers: int) -> dict[str, Any]:
    """The command, its seconds by the clock and of processors, and the most it held at one time."""
    call = [sys.executable, "-m", "evaluator.cli.main", "evaluate", stages.SCHEME, str(evidence), "--rules", "rules"]
    call += ["--reports", "none", "--table", "parquet", "--out", str(out), "--quiet"]
    call += ["--workers", str(workers)] if workers else []
    began, most, ended = time.perf_counter(), 0, threading.Event()
    process = subprocess.Popen(call, cwd=stages.HERE, stderr=subprocess.PIPE, text=True)

    def look() -> None:
        nonlocal most
        while not ended.wait(LOOK):
            most = max(most, held(process.pid))

    looking = threading.Thread(target=look)
    looking.start()
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    looking.join()
    if process.returncode not in (0, 1):
        sys.exit(said)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return {"wall": wall, "processor": used.ru_utime + used.ru_stime, "peak": most, "result": size}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the whole command on very many subjects, and see what it holds.")
    parser.add_argument("--n", default="1000000,10000000", help="sizes, separated by commas")
    parser.add_argument("--formats", default="jsonl,parquet", help="formats of the evidence, separated by commas")
    parser.add_argument("--workers", type=int, default=0, help="processes; as many as cores by default")
    parser.add_argument(
        "--folder", help="where evidence and results are made for a while; a temporary folder by default"
    )
    parser.add_argument("--json", metavar="FILE", help="write what was measured to a file as well")
    asked = parser.parse_args()
    measured: list[dict[str, Any]] = []
    first: dict[str, float] = {}
    for count in [int(part.replace("_", "")) for part in asked.n.split(",")]:
        with tempfile.TemporaryDirectory(prefix="evaluator-bench-", dir=asked.folder) as name:
            folder = Path(name)
            write_lines(folder / "evidence.jsonl", count)
            for form in asked.formats.split(","):
                evidence = folder / f"evidence.{form}"
                if form == "parquet":
                    write_parquet(folder / "evidence.jsonl", evidence)
                made = run(evidence, folder / "out", asked.workers)
                each = made["wall"] / count * 1e6
                growth = each / first.setdefault(form, each)
                print(
                    f"{count:>12,} subjects · {form:<7} {evidence.stat().st_size / 1e6:7,.0f} MB · "
                    f"{made['wall']:7.1f} s · {each:6.2f} µs a subject ({growth:4.2f} × the first size) · processor "
                    f"{made['processor'] / count * 1e6:6.2f} µs · held {made['peak'] / 2**20:6,.0f} MiB"
                    f"{'' if made['peak'] <= LIMIT else ' — MORE THAN 4 GiB'} · result {made['result'] / 1e6:,.0f} MB",
                    flush=True,
                )
                measured.append({"n": count, "format": form, "growth": growth, **made})
                shutil.rmtree(folder / "out")
    if asked.json:
        Path(asked.json).write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    sys.exit(any(one["peak"] > LIMIT for one in measured))


if __name__ == "__main__":
    main()
