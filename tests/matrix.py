"""The same evidence judged in other surroundings comes to the same bytes.

`python tests/matrix.py [--long] [--jobs N] [--keep DIR]` judges a small season with documents and a large one in
partitions under other hash seeds, time zones, locales, clocks, orders of files, folders, numbers of processes and
threads and options of Python, so that every two levels of two of them meet, and prints one digest of all files for each
cell. `--long` adds the example season and every version of Python that the machine has. Ends with 1 if a cell differs,
and names the files and the first bytes that differ.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from matrix_cells import Cell, clock, factors, left_out, pairwise, surroundings
from matrix_pythons import pythons
from matrix_seasons import LONG, SHORT, Season, originals, set_up

CHILD = Path(__file__).resolve().parent / "matrix_child.py"
AROUND = 24
"""Bytes shown on each side of the first that differs."""


@dataclass(frozen=True)
class Made:
    """What a cell came to: the files of its results and what was said, and how its process found its surroundings."""

    cell: Cell
    files: Mapping[str, Path]
    was: Mapping[str, object]

    @property
    def digest(self) -> str:
        """One digest of all files, names and bytes."""
        whole = hashlib.sha256()
        for name, path in sorted(self.files.items()):
            whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest()


def judged(
    folder: Path, whole: Path, cell: Cell, seasons: Mapping[str, Season], python: str, other_clock: Path | None
) -> Made:
    """A cell judged by a process of its own."""
    (folder / "said").mkdir(parents=True)
    place = set_up(folder, whole, cell)
    order = list(seasons) if cell["seasons"] == "in order" else list(seasons)[::-1]
    task = {
        "umask": cell["umask"],
        "backwards": cell["files"] == "copied and listed backwards",
        "calls": [(name, seasons[name].arguments(cell, f"out/{name}")) for name in order],
    }
    (folder / "task.json").write_text(json.dumps(task), encoding="utf-8")
    ended = subprocess.run(
        [python, *cell["options"].split(), str(CHILD), str(folder / "task.json")],
        cwd=place,
        env=surroundings(cell, other_clock) | {"PWD": str(place)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ended.returncode:
        told = (folder / "said").glob("*.stderr")
        raise RuntimeError("\n".join([str(cell), ended.stderr, *(one.read_text("utf-8") for one in told)]))
    files = {
        path.relative_to(root).as_posix(): path
        for root in (place / "out", folder / "said")
        for path in root.rglob("*")
        if path.is_file()
    }
    return Made(cell, files, json.loads((folder / "task.was.json").read_bytes()))


def every(
    folder: Path,
    cells: Sequence[Cell],
    seasons: Mapping[str, Season],
    jobs: int = 1,
    places: Mapping[str, str] | None = None,
) -> Iterator[Made]:
    """Each cell judged, in order; a cell that names a Python has its place."""
    folder.mkdir(parents=True, exist_ok=True)
    other_clock = clock(folder)
    whole = originals(folder / "originals", seasons)

    def one(numbered: tuple[int, Cell]) -> Made:
        number, cell = numbered
        python = (places or {}).get(cell.get("python", ""), sys.executable)
        return judged(folder / f"cell-{number:03}", whole, cell, seasons, python, other_clock)

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, enumerate(cells))


def differences(first: Mapping[str, Path], other: Mapping[str, Path]) -> list[str]:
    """What differs in another cell's files, each with the first bytes that do."""
    found = []
    for name in sorted({*first, *other}):
        if name not in other or name not in first:
            found.append(f"{name}: only in {'the first cell' if name in first else 'this cell'}")
            continue
        mine, theirs = first[name].read_bytes(), other[name].read_bytes()
        if mine != theirs:
            at = next((n for n, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), -1)
            at = min(len(mine), len(theirs)) if at < 0 else at
            here, there = (one[max(0, at - AROUND) : at + AROUND] for one in (theirs, mine))
            found.append(f"{name}: byte {at} of {len(theirs)}: {here!r}; in the first cell {there!r}")
    return found


def table(cells: Sequence[Cell]) -> Iterator[str]:
    """A heading and what each cell changes, in columns."""
    names = list(cells[0])
    wide = {name: max(len(name), *(len(cell[name]) for cell in cells)) for name in names}
    yield "  ".join(name.ljust(wide[name]) for name in names)
    for cell in cells:
        yield "  ".join(cell[name].ljust(wide[name]) for name in names)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--long", action="store_true", help="also the example season, and every Python there is")
    parser.add_argument("--jobs", type=int, default=1, help="cells judged at a time")
    parser.add_argument("--keep", type=Path, help="keep the folders of the cells here")
    call = parser.parse_args()
    begun = time.monotonic()
    varied, missing, places = factors(), left_out(), {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if call.long:
            places, without = pythons(folder / "pythons")
            varied, missing = varied | {"python": list(places)}, missing + without
        cells = pairwise(varied)
        head, *rows = table(cells)
        print(f"{head}  files  sha256", flush=True)
        first, different = None, 0
        for row, made in zip(rows, every(folder, cells, LONG if call.long else SHORT, call.jobs, places), strict=True):
            first = first or made
            found = differences(first.files, made.files)
            different += bool(found)
            print(f"{row}  {len(made.files):5}  {made.digest[:16]}", *found[:10], sep="\n    ", flush=True)
        if call.keep:
            shutil.copytree(folder, call.keep, symlinks=True, ignore=shutil.ignore_patterns("pythons"))
    print(*(f"left out: {one}" for one in missing), sep="\n", end="\n" if missing else "")
    print(f"{len(cells)} cells, {different} differ; {time.monotonic() - begun:.0f} s")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
