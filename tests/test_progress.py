"""Progress: a bar on a terminal once a run has lasted over a second, plain lines elsewhere, nothing for short runs."""

import contextlib
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from bad_examples import SEASON, set_up
from evaluator.cli.main import cli
from evaluator.cli.showing import WORDS, Shown
from evaluator.progress import UNSEEN, Stage, counted
from evaluator.run import evaluate

EVALUATE = ("evaluate", SEASON, "base/evidence", "--out", "out", "--lang", "en")
NONE = (*EVALUATE, "--reports", "none")
ESCAPE = "\x1b"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("progress"))


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("EVALUATOR_PROGRESS", raising=False)


def ticking(seconds: float) -> Callable[[], float]:
    """A clock on which every look finds so much more time passed."""
    ticks = itertools.count()
    return lambda: next(ticks) * seconds


def invoke(*arguments: str, seconds: float) -> Result:
    made = CliRunner().invoke(cli, arguments, obj=ticking(seconds))
    assert isinstance(made.exception, SystemExit) or made.exception is None
    return made


def test_a_short_run_says_nothing() -> None:
    made = invoke(*NONE, seconds=0.001)
    assert (made.exit_code, made.stderr) == (0, "")


def test_elsewhere_than_on_a_terminal_there_are_plain_lines() -> None:
    made = invoke(*NONE, seconds=2)
    lines = made.stderr.splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"(reading evidence|judging schemes|documents)(  \S+( \S+)*)*", line)
    assert ESCAPE not in made.output
    assert "\r" not in made.output
    assert made.stdout == invoke(*NONE, seconds=0).stdout


def test_it_is_off_where_it_is_switched_off_or_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke(*NONE, seconds=9).stderr != ""
    assert invoke(*NONE, "--quiet", seconds=9).stderr == ""
    monkeypatch.setenv("EVALUATOR_PROGRESS", "off")
    assert invoke(*NONE, seconds=9).stderr == ""


def test_json_stays_alone_on_standard_output() -> None:
    slow, fast = (invoke(*NONE, "--json", seconds=seconds) for seconds in (9, 0))
    assert slow.stdout == fast.stdout
    assert slow.stderr != fast.stderr == ""


def on_a_terminal(seconds: float, *arguments: str) -> tuple[str, str]:
    """What a command writes on standard output, and on a terminal of its own as standard error."""
    import pty

    program = (
        "import itertools, sys; from evaluator.cli.main import run; ticks = itertools.count()\n"
        f"run(sys.argv[1:], clock=lambda: next(ticks) * {seconds})"
    )
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    started = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, stderr=theirs, env=environment
    )
    os.close(theirs)
    assert started.stdout is not None
    shown = b""
    with contextlib.suppress(OSError):  # which says that the other end is closed
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    said = started.stdout.read()
    started.stdout.close()
    assert started.wait() == 0
    return said.decode(), shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_bar_on_a_terminal_is_drawn_and_taken_away() -> None:
    said, shown = on_a_terminal(0.6, *NONE)
    looks = shown.split("\r")[1:]
    assert any(re.search(r"judging schemes +\[#+\.*\]  1 / 1  \S+/s  0:00 left", look) for look in looks)
    assert all(look.endswith("\x1b[K") for look in looks)
    assert looks[-1] == "\x1b[K"
    assert "\n" not in shown
    assert ESCAPE not in said
    assert said == invoke(*NONE, seconds=0).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_no_bar_for_what_is_soon_done() -> None:
    assert on_a_terminal(0.001, *NONE)[1] == ""


def stepped(steps: list[tuple[float, int]], total: int | None, capsys: Any, *, terminal: bool) -> list[str]:
    """What is shown of a stage that is so much further after so many seconds each."""
    clock = Clock()
    shown = Shown("en", clock, terminal=terminal)
    step = shown.stage("mutants", total)
    for seconds, done in steps:
        clock.now += seconds
        step(done)
    shown.clear()
    said: str = capsys.readouterr().err
    return said.split("\r")[1:] if terminal else said.splitlines()


def test_lines_are_some_seconds_apart(capsys: Any) -> None:
    lines = stepped([(0.25, 1)] * 60, 60, capsys, terminal=False)
    assert lines == [
        "trying changes  5 / 60  4.0/s  0:14 left",
        "trying changes  26 / 60  4.0/s  0:09 left",
        "trying changes  47 / 60  4.0/s  0:03 left",
    ]


def test_what_takes_exactly_a_second_is_short(capsys: Any) -> None:
    assert stepped([(1.0, 1)], 1, capsys, terminal=False) == []
    assert stepped([(1.0, 1)], 1, capsys, terminal=True) == []


def test_an_unknown_or_mistaken_total_is_not_shown(capsys: Any) -> None:
    assert stepped([(2, 20)], None, capsys, terminal=False) == ["trying changes  20  10/s"]
    assert stepped([(2, 20)], 10, capsys, terminal=False) == ["trying changes  20  10/s"]
    assert stepped([(2, 0)], 0, capsys, terminal=False) == ["trying changes  0 / 0"]


def test_a_line_never_breaks_on_a_narrow_terminal(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from evaluator.cli.common import width

    for columns in (200, 80, 40, 10, 2):
        monkeypatch.setenv("COLUMNS", str(columns))
        looks = stepped([(2, 1)], 3, capsys, terminal=True)
        assert ("  [####" in looks[0]) == (columns >= 80)
        assert [width(look.removesuffix("\x1b[K")) < columns for look in looks] == [True, True]


def test_hours_and_bytes(capsys: Any) -> None:
    clock = Clock()
    step = Shown("zh", clock, terminal=False).stage("reading", 36_000_000_000)
    clock.now += 2
    step(4_000_000)
    assert capsys.readouterr().err == "读取材料  4.0 MB / 36000.0 MB  2.0 MB/秒  剩余 4:59:58\n"


def test_every_stage_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(get_args(Stage))
    assert all(set(words) == {"zh", "en"} for words in WORDS.values())


def test_whoever_looks_on_sees_every_byte_scheme_and_document() -> None:
    """For Python as well: what a run tells, against what it has done."""
    heard: dict[str, list[int]] = {}

    class Listening:
        def stage(self, name: Stage, total: int | None) -> Any:
            mine = heard.setdefault(name, [total or 0, 0])

            def step(done: int = 1, /) -> None:
                mine[1] += done

            return step

    made = evaluate(SEASON, "base/evidence", reports="none", progress=Listening())
    assert made.parts
    read = sum(path.stat().st_size for path in Path("base/evidence").rglob("*") if path.is_file())
    assert heard == {"reading": [read, read], "judging": [1, 1]}


def test_a_season_tells_how_many_subjects_have_their_results() -> None:
    heard: list[tuple[str, int | None, int]] = []

    class Listening:
        def stage(self, name: Stage, total: int | None) -> Any:
            return lambda done=1, /: heard.append((name, total, done))

    root = Path(__file__).parent.parent
    evidence = root / "examples" / "haiyang-2021" / "stations"
    season = root / "rules" / "seasons" / "haiyang-2021.yaml"
    assert evaluate(season, evidence, reports="none", progress=Listening()).parts
    judged = [one for one in heard if one[0] == "judging"]
    results = [one for one in heard if one[0] == "results"]
    assert len(judged) == len(results) == judged[0][1]
    assert sum(done for _, _, done in results) == results[0][1]
    assert results[0][1]


def test_counting_changes_nothing() -> None:
    assert list(counted(UNSEEN, "cases", (1, 2, 3))) == [1, 2, 3]
