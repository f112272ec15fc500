"""The project as others get it: the wheel in an empty folder, the first README command in a fresh checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUICKLY = {"PIP_NO_COMPILE": "1"}
"""What is installed is compiled when it is imported: most of it never is."""
STATIONS = ROOT / "examples" / "haiyang-2021" / "stations"


def checkout(folder: Path) -> Path:
    """The files git knows, as a fresh clone would have them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.mark.xdist_group("installs")
def test_the_wheel_works_from_an_empty_folder(tmp_path: Path) -> None:
    source = checkout(tmp_path / "source")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", tmp_path / "dist", source], env=os.environ | QUICKLY, check=True)
    (wheel,) = (tmp_path / "dist").glob("evaluator-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "site", wheel], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [sys.executable, "-m", "evaluator", "evaluate", "rules/schemes/volunteer-stations.yaml", STATIONS]
    made = subprocess.run(
        [*command, "--out", "out"],
        cwd=empty,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "规则来自 evaluator/rules" in made.stdout
    assert (empty / "out" / "index.html").is_file()


@pytest.mark.xdist_group("installs")
def test_the_first_command_of_the_readme_does_its_own_set_up(tmp_path: Path) -> None:
    source = checkout(tmp_path)
    made = subprocess.run(
        [sys.executable, "examples/season.py"],
        cwd=source,
        env=os.environ | QUICKLY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    for folder in ("neighbourhoods", "stations", "secretaries", "season"):
        assert (source / "out" / folder / "index.html").is_file()
        assert f"out/{folder}/index.html" in made.stdout
