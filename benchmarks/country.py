"""A plan on paper for a country: what 20 packs a month over every community and neighbourhood take, by arithmetic.

    python benchmarks/country.py [--n 200000]

What is counted is in README.md beside this file.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import streaming

COMMUNITIES, NEIGHBOURHOODS, PACKS, MONTHS = 120_000, 600_000, 20, 12
FILES = 2_000
"""YAML files read to know what one costs."""
LINK = 1e9 / 8
"""Bytes a second from shared storage to a machine: a gigabit."""
CORES = 16
"""Of one machine to plan with."""


def yaml_files(lines: Path, folder: Path) -> None:
    """The first subjects as a panel hands them in, each a file of YAML."""
    import json

    folder.mkdir()
    with lines.open(encoding="utf-8") as data:
        for number, line in zip(range(FILES), data, strict=False):
            said = json.loads(line)
            text = "".join(
                f"{part}:\n"
                + "".join(f"  {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in of.items())
                for part, of in said.items()
            )
            (folder / f"{number:06}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="What a country takes, by arithmetic from what is measured here.")
    parser.add_argument("--n", type=int, default=200_000, help="subjects to measure with")
    count = parser.parse_args().n
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as name:
        folder = Path(name)
        lines, table = folder / "evidence.jsonl", folder / "evidence.parquet"
        streaming.write_lines(lines, count)
        streaming.write_parquet(lines, table)
        yaml_files(lines, folder / "yaml")
        sizes = {"JSON Lines": lines.stat().st_size / count, "Parquet": table.stat().st_size / count}
        made = {
            "JSON Lines": streaming.run(lines, folder / "a", 0),
            "Parquet": streaming.run(table, folder / "b", 0),
        }
        small = streaming.run(folder / "yaml", folder / "c", 0)
    each = {form: one["processor"] / count for form, one in made.items()}
    sizes["YAML"] = sizes["JSON Lines"]
    each["YAML"] = small["processor"] / FILES
    result = made["Parquet"]["result"] / count
    subjects = (COMMUNITIES + NEIGHBOURHOODS) * PACKS
    largest = NEIGHBOURHOODS * made["Parquet"]["peak"] / count
    print(f"{COMMUNITIES:,} communities and {NEIGHBOURHOODS:,} neighbourhoods, {PACKS} packs each, monthly:")
    print(f"  {subjects:,} subjects judged a month, {subjects * MONTHS:,} a year")
    print(f"  one pack over all neighbourhoods held at most {largest / 2**30:.1f} GiB in one process or several")
    print(
        f"  results {subjects * result / 1e9:,.1f} GB a month as Parquet, "
        f"{subjects * result * MONTHS / 1e9:,.0f} GB a year"
    )
    print(f"\n  {'evidence as':<11} {'measured, processor':>20} {'a month':>16} {'to read':>11} {'at 1 Gbit/s':>12} "
          f"{f'on {CORES} cores':>12} {'cores for an hour':>18}")  # fmt: skip
    for form, seconds in each.items():
        whole, size = seconds * subjects, sizes[form] * subjects
        print(
            f"  {form:<11} {seconds * 1e6:13,.1f} µs each {whole / 60:10,.1f} min {size / 1e9:8,.1f} GB "
            f"{size / LINK / 60:8,.1f} min {whole / CORES / 60:8,.1f} min {max(1, -(-whole // 3600)):18,.0f}"
        )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
