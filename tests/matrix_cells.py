"""What a run must not depend on: factors, each with its levels, and few cells in which every two levels meet."""

import os
import random
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

Cell = Mapping[str, str]
Factors = Mapping[str, Sequence[str]]

NOW = "now"
THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "ARROW_IO_THREADS")
LOCALES = ("tr_TR.utf8", "zh_CN.gb18030", "de_DE.utf8", "POSIX")
CLOCKS = ("1999-12-31 23:59:58", "2038-01-19 03:14:06", "2096-02-29 12:00:00")
"""By UTC: the end of a day, a year and a century, of what 32 bits hold, of February."""


def compiler() -> str:
    return shutil.which("cc") or ""


def clock(folder: Path) -> Path | None:
    """The library that gives a process another time of day, built from `matrix_clock.c`; none without a compiler."""
    made = folder / "clock.so"
    source = Path(__file__).resolve().parent / "matrix_clock.c"
    if not compiler():
        return None
    subprocess.run([compiler(), "-shared", "-fPIC", "-O", "-o", made, source], check=True)
    return made


def locales() -> list[str]:
    """Locales of this machine that sort, count or spell otherwise."""
    try:
        there = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        there = []
    return [name for name in LOCALES if name in {*there, "POSIX"}]


def factors() -> dict[str, list[str]]:
    """The first level of each is the usual one; the first three are those of the suite."""
    return {
        "hash seed": ["0", "4711", "random"],
        "zone": ["Asia/Shanghai", "Pacific/Kiritimati", "America/St_Johns"],
        "locale": ["C.UTF-8", *locales()],
        "clock": [NOW, *(CLOCKS if compiler() else ())],
        "order": ["as named", "backwards", "turned"],
        "files": ["as written", "copied and listed backwards", "of 1980"],
        "umask": ["022", "077"],
        "folder": ["plain", "by a link", "another name"],
        "spelled": ["evidence", "./evidence/"],
        "workers": ["1", "2", "not said", "3"],
        "threads": ["not said", "1", "4"],
        "options": ["", "-O", "-X utf8=0", "-OO", "-X dev"],
        "seasons": ["in order", "backwards"],
    }


def left_out() -> list[str]:
    """What the machine does not have."""
    said = [f"locale {name}: not on this machine" for name in LOCALES if name not in locales()]
    return said if compiler() else [*said, "other clocks: there is no C compiler"]


def turned(factors: Factors, number: int) -> list[dict[str, str]]:
    """A few cells, each of which changes all that the first has: every factor goes on to its next level."""
    return [{name: levels[turn % len(levels)] for name, levels in factors.items()} for turn in range(number)]


def pairwise(factors: Factors) -> list[dict[str, str]]:
    """Cells in which every two levels of two factors meet at least once; the first is all that is usual."""
    chance = random.Random(9)
    cells = [{name: levels[0] for name, levels in factors.items()}]
    open_pairs = {
        frozenset([(one, a), (two, b)])
        for one, two in combinations(factors, 2)
        for a in factors[one]
        for b in factors[two]
    } - _met(cells[0])
    while open_pairs:
        some = sorted(sorted(pair) for pair in open_pairs)
        tried = [_grown(dict(chance.choice(some)), factors, open_pairs, chance) for _ in range(40)]
        cells.append(max(tried, key=lambda cell: len(_met(cell) & open_pairs)))
        open_pairs -= _met(cells[-1])
    return cells


def _met(cell: Cell) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(pair) for pair in combinations(cell.items(), 2)}


def _grown(
    cell: dict[str, str], factors: Factors, open_pairs: set[frozenset[tuple[str, str]]], chance: random.Random
) -> dict[str, str]:
    """The cell with a level of every other factor, each the one with which most of what is open meets."""
    for name in chance.sample(list(factors), len(factors)):
        if name not in cell:
            levels = chance.sample(list(factors[name]), len(factors[name]))
            cell[name] = max(
                levels, key=lambda level: sum(frozenset([(name, level), other]) in open_pairs for other in cell.items())
            )
    return {name: cell[name] for name in factors}


def surroundings(cell: Cell, clock: Path | None) -> dict[str, str]:
    """The environment of a cell's process: this one's, but for all that a cell may set."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHON", "EVALUATOR")) and name not in ("LD_PRELOAD", "TZ", *THREADS)
    }
    own |= {
        "PYTHONHASHSEED": cell["hash seed"],
        "TZ": cell["zone"],
        "LC_ALL": cell["locale"],
        "EVALUATOR_PROGRESS": "off",
    }
    if cell["clock"] != NOW:
        at = datetime.fromisoformat(cell["clock"]).replace(tzinfo=UTC)
        own |= {"LD_PRELOAD": str(clock), "CLOCK_AT": str(int(at.timestamp()))}
    if cell["threads"] != "not said":
        own |= dict.fromkeys(THREADS, cell["threads"])
    return own
