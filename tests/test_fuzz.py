"""The fuzz targets over their corpus and some mutations of it, by the command that looks for longer."""

import csv
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import fuzz as command
from fuzz_growing import grown
from fuzz_targets import TARGETS, target, tokens

FUZZ = Path(__file__).with_name("fuzz.py")


def fuzz(*arguments: str) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, str(FUZZ), *arguments]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("reader", TARGETS)
def test_every_reader_holds_over_its_corpus_and_some_mutations(reader: str) -> None:
    tested, kept, chance = target(reader), command.corpus(reader), random.Random(7)
    some = [command.mutated(chance, kept, tokens())[: command.LONGEST] for _ in range(3 if reader == "judged" else 20)]
    for data in [*kept, *some]:
        tested(data)


def test_a_reader_is_run_in_a_process_of_its_own(tmp_path: Path) -> None:
    made = fuzz("--plain", "--reader", "yaml", "--runs", "30", "--crashes", str(tmp_path))
    assert made.returncode == 0, made.stdout
    assert made.stdout.startswith("yaml: 30 runs in ")
    assert not list(tmp_path.iterdir())


def test_what_is_followed_is_there() -> None:
    """A module that is no more would no longer be followed, and nobody would know."""
    modules = command.modules()
    for one in TARGETS.values():
        for name in one.followed:
            assert any(module.startswith(name) for module in modules), name


def test_what_was_run_is_recorded_with_its_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (FUZZ.parent / "fuzz" / "record.csv").read_text(encoding="utf-8")
    record = tmp_path / "record.csv"
    record.write_text(kept.partition("\n")[0] + "\n", encoding="utf-8")
    call = ["fuzz.py", "--plain", "--reader", "log", "--runs", "5", "--seed", "3", "--crashes", str(tmp_path)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "RECORD", record)
        for words in ([*call, "--record"], ["fuzz.py", "--recorded"]):
            patch.setattr(sys, "argv", words)
            assert command.main() == 0
    told = capsys.readouterr().out.splitlines()
    assert "    python tests/fuzz.py --reader log --seed 3 --longest 4096 --runs 5 --plain" in told
    assert told[-1].startswith("all: 5 executions in ")


def test_the_corpus_grows_by_what_runs_new_code_alone() -> None:
    line, torn = b"{}\n", b"{}"
    assert grown("log", [], [b"", line, line + line, torn]) == [b"", line, torn]
    assert grown("log", [b"", line], [line + line, torn]) == [torn]


def test_the_record_has_what_the_readme_says() -> None:
    with command.RECORD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["reader"] for row in rows} == set(TARGETS)
    assert sum(int(row["executions"]) for row in rows) > 10_000_000


def test_what_fails_is_kept_with_the_command_that_repeats_it(tmp_path: Path) -> None:
    def fails(data: bytes) -> None:
        raise ValueError(data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "_target", lambda reader: fails)
        patch.setattr(command, "_limit", lambda: None)
        patch.setattr(
            sys, "argv", ["fuzz.py", "--child", "--plain", "--reader", "csv", "--crashes", str(tmp_path / "kept")]
        )
        assert command.main() == 1
        (kept,) = (tmp_path / "kept").iterdir()
        patch.setattr(sys, "argv", ["fuzz.py", "--reader", "csv", "--repeat", str(kept)])
        with pytest.raises(ValueError, match=re.escape(repr(kept.read_bytes()))):
            command.main()
    if hasattr(signal, "alarm"):
        assert signal.alarm(0) == 0, "a signal that would end this process is on its way"
