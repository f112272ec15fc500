"""Same inputs, same bytes: whatever the hash seed, the time zone, the locale, the order of the arguments."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bad_examples import BAD, SEASON, set_up

EVIDENCE = [
    "base/evidence/subjects.yaml",
    "evidence/below-minimum.yaml",
    "base/evidence/marks.csv",
    "evidence/csv-row.csv",
]
WANTED = ("zh_CN.gb18030", "tr_TR.utf8", "de_DE.utf8", "C")


def locales() -> list[str]:
    """Locales of this machine that sort, count or spell otherwise."""
    try:
        there = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        there = []
    return [name for name in WANTED if name in there] + ["POSIX"]


def run(folder: Path, out: str, evidence: list[str], **surroundings: str) -> tuple[dict[str, bytes], bytes, bytes]:
    """Every file of a result made by another process, and what it said."""
    made = subprocess.run(
        [sys.executable, "-m", "evaluator", "evaluate", SEASON, *evidence, "--out", out, "--templates", "pages"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
        | surroundings,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 1, made.stderr.decode(errors="replace")
    files = {p.relative_to(folder / out).as_posix(): p.read_bytes() for p in (folder / out).rglob("*") if p.is_file()}
    return files, made.stdout.replace(out.encode(), b"OUT"), made.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = set_up(tmp_path_factory.mktemp("bytes"))
    for lang in ("zh", "en"):
        (made / "pages" / lang).mkdir(parents=True)
        for name in ("index", "sheet"):
            page = "{{ result.model_dump() }}{{ subject | default('') }}{{ links | default('') }}"
            (made / "pages" / lang / f"{name}.html").write_text(page, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def first(folder: Path) -> tuple[dict[str, bytes], bytes, bytes]:
    return run(folder, "first", EVIDENCE, PYTHONHASHSEED="0", TZ="Asia/Shanghai", LC_ALL="C.utf8")


@pytest.mark.parametrize("turn", range(1, 3))
def test_same_inputs_same_bytes(turn: int, folder: Path, first: tuple[dict[str, bytes], bytes, bytes]) -> None:
    found = locales()
    surroundings = {
        "PYTHONHASHSEED": str(turn * 4711),
        "TZ": ("Pacific/Kiritimati", "America/St_Johns")[turn - 1],
        "LC_ALL": found[turn % len(found)],
        "POLARS_MAX_THREADS": str(turn),
    }
    files, said, told = run(folder, f"out-{turn}", EVIDENCE[turn:] + EVIDENCE[:turn], **surroundings)
    assert {"index.html", "results.csv", "result.json", "manifest.json", "documents/sheet/A-05.html"} <= files.keys()
    assert files == first[0]
    assert (said, told) == first[1:]
    assert "暂缓评定：翠湖小区" in said.decode("utf-8")


def test_the_examples_are_not_written_to(folder: Path) -> None:
    for name in EVIDENCE:
        assert (folder / name).read_bytes() == (BAD / name).read_bytes()
