"""`evaluator check --watch`: a check at once and after every save, and a quiet end. Nothing here sleeps."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bad_examples import BAD, invoke
from evaluator.desk import watching
from evaluator.desk.watching import Stamps, stamps, watch

# Alone, without the scheme that uses it, the motto would be a field that nothing uses.
STANDARD = re.sub("  motto: .*\n", "", (BAD / "base" / "rules" / "standard.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rules folder with one good rule set."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "standard.yaml").write_text(STANDARD, encoding="utf-8")
    return folder


def save(path: Path, text: str, moment: int) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(moment, moment))


def test_a_check_at_once_and_after_each_change(rules: Path) -> None:
    standard = rules / "standard.yaml"

    def ticks() -> Iterator[None]:
        yield  # at once
        yield  # nothing changed
        save(standard, STANDARD.replace("criteria:", "criterions:"), 10**18)
        yield
        yield  # nothing changed
        save(standard, STANDARD, 2 * 10**18)
        yield
        save(rules / "more.yaml", "a: 1", 10**18)
        yield
        (rules / "more.yaml").unlink()
        yield

    found = [(changed, len(checked.problems)) for changed, checked in watch(["rules/standard.yaml"], ticks())]
    first, broken, mended, added, removed = found
    assert first == ((), 0)
    assert [Path(name).name for name in broken[0]] == ["standard.yaml"] * len(broken[0])
    assert broken[1]
    assert mended[1] == 0
    assert {Path(name).name for name in added[0]} == {Path(name).name for name in removed[0]} == {"more.yaml"}


def test_only_a_change_is_checked(rules: Path) -> None:
    looks: list[Stamps] = [{"a": (1, 1)}, {"a": (1, 1)}, {"a": (2, 1)}, {"a": (2, 1), "b": (1, 1)}, {"b": (1, 1)}]
    seen = iter(looks)
    changes = [changed for changed, _ in watch(["rules"], range(len(looks)), lambda _: next(seen))]
    assert changes == [(), ("a",), ("b",), ("a",)]


def test_a_file_that_is_not_there_has_no_stamp(rules: Path) -> None:
    assert stamps(["rules/nowhere.yaml"]) == stamps(["rules"]) or stamps(["rules/nowhere.yaml"]) == {}


def test_the_command_ends_quietly(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> Iterator[None]:
        yield
        save(rules / "standard.yaml", STANDARD.replace("criteria:", "criterions:"), 10**18)
        yield
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "every", stopped)
    made = invoke("check", "--watch", "rules", "--lang", "en")
    assert made.exit_code == 1
    assert "1 rule files checked, 0 problems found." in made.stdout
    assert "rules/standard.yaml changed" in made.stdout
    assert "criterions" in made.stderr
    assert "Aborted" not in made.output


def test_ticks_wait_only_between_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(watching.time, "sleep", pauses.append)
    ticks = watching.every(3)
    next(ticks)
    assert pauses == []
    next(ticks)
    assert pauses == [3]
