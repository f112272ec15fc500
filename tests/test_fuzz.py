"""The fuzz targets over their corpus and some mutations of it, by the command that looks for longer."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).with_name("fuzz.py")


def fuzz(*arguments: str) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, str(FUZZ), *arguments]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)


def test_every_reader_holds_over_its_corpus_and_some_mutations(tmp_path: Path) -> None:
    made = fuzz("--plain", "--runs", "25", "--seed", "7", "--crashes", str(tmp_path))
    assert made.returncode == 0, made.stdout
    assert made.stdout.count(": 25 runs in ") == 10
    assert not list(tmp_path.iterdir())


def test_what_fails_is_kept_with_the_command_that_repeats_it(tmp_path: Path) -> None:
    sys.path.insert(0, str(FUZZ.parent))
    import fuzz as command

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
        with pytest.raises(ValueError, match=r"kind|judge|subject") as raised:
            command.main()
    assert raised.value.args[0] == kept.read_bytes()
    if hasattr(signal, "alarm"):
        assert signal.alarm(0) == 0, "a signal that would end this process is on its way"
