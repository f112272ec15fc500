"""Every command of the README runs, in a copy of the project, and says what the README says it does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bad_examples import invoke

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.S | re.M)
SHELL = re.compile(r"[|&;<>$`*]")
NEEDED = ("rules", "templates", "examples", "tests/recount")


def steps() -> list[tuple[str, list[str]]]:
    """Each command, and the lines shown after it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(README):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def matches(shown: list[str], said: list[str]) -> bool:
    """Whether lines are as shown, where `…` alone stands for any number of lines."""
    pattern = "\n".join(r"(?:.*\n)*?.*" if line == "…" else re.escape(line) for line in shown)
    return re.fullmatch(pattern, "\n".join(said)) is not None


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def environment() -> dict[str, str]:
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def said_by(command: str) -> str:
    """What a command says. The program alone is called in this process, which is up; those in a pipe are not."""
    program, *words = [""] if SHELL.search(command) else shlex.split(command)
    if program == "evaluator" and not {"serve", "--watch"} & {*words}:
        return invoke(*words).output
    made = subprocess.run(
        command,
        shell=True,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return made.stdout


def test_every_command_says_what_is_shown(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    assert len(steps()) >= 15
    otherwise = []
    for command, shown in steps():
        said = [line.rstrip() for line in said_by(command).splitlines()]
        if not matches(shown, said):
            otherwise.append("\n".join([f"$ {command}", *said]))
    assert not otherwise, "\n\n".join(otherwise)


def test_the_python_example_runs(copy: Path) -> None:
    (example,) = PYTHON.findall(README)
    made = subprocess.run(
        [sys.executable, "-c", example], cwd=copy, env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert made.stdout == "0 received=17 evaluated=17 held=0 rejected=0\n"


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_the_set_up_commands_are_the_ones_run_elsewhere() -> None:
    """`tests/all.py` is what continuous integration runs; `examples/season.py` has a test of its own."""
    shown = set(re.findall(r"^```sh\n(.*)\n```$", README, re.M))
    assert shown == {"python3 examples/season.py", "python3 tests/all.py"}
    assert "python3 tests/all.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
