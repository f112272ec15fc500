"""`evaluator verify`: a scheme's and a season's result, untouched and touched, from where it was made and elsewhere."""

import shutil
from pathlib import Path

import pytest

from bad_examples import BAD, SEASON, invoke

ROOT = Path(__file__).parent.parent


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules, evidence, templates and a result with documents made there."""
    shutil.copytree(BAD / "base", tmp_path / "base")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copyfile(ROOT / "templates" / "zh" / "status-sheet.html", tmp_path / "templates" / "zh" / "sheet.html")
    monkeypatch.chdir(tmp_path)
    run = invoke("evaluate", SEASON, "base/evidence", "--out", "out")
    assert run.exit_code == 0, run.output
    return tmp_path


def verify(*words: str) -> tuple[int, set[str]]:
    done = invoke("verify", *words, "--lang", "en")
    return done.exit_code, {part.partition("]")[0] for part in done.stderr.split("[")[1:]}


def test_an_untouched_result_is_good_from_anywhere(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verify("out") == (0, set())
    (made / "elsewhere").mkdir()
    monkeypatch.chdir(made / "elsewhere")
    assert verify("../out", "--from", "..") == (0, set())
    assert verify("../out")[1] == {"verify-missing"}


@pytest.mark.parametrize(
    "touched", ["out/results.csv", "base/evidence/marks.csv", "base/rules/standard.yaml", "templates/zh/index.html"]
)
def test_what_was_touched_is_named(touched: str, made: Path) -> None:
    path = made / touched
    path.write_bytes(path.read_bytes() + b"\n")
    assert verify("out") == (1, {"verify-changed"})
    assert touched in invoke("verify", "out").stderr
    path.unlink()
    assert verify("out") == (1, {"verify-missing"})


def test_what_is_no_part_of_a_result(made: Path) -> None:
    (made / "out" / "notes.txt").write_text("…", encoding="utf-8")
    assert verify("out") == (1, {"verify-extra"})
    assert verify("base") == (2, {"not-a-result"})


def test_a_result_that_was_made_up_is_found(made: Path) -> None:
    """Whoever changes a file and its digest in the manifest is found by the re-run."""
    import hashlib

    results, manifest = made / "out" / "results.csv", made / "out" / "manifest.json"
    before = hashlib.sha256(results.read_bytes()).hexdigest()
    results.write_bytes(results.read_bytes().replace(b"A-01", b"A-99"))
    after = hashlib.sha256(results.read_bytes()).hexdigest()
    assert before != after
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert verify("out") == (1, {"verify-differs"})


def test_the_result_of_a_season(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = str(made / "season")
    evidence = [f"examples/haiyang-2021/{name}" for name in ("stations", "secretaries")]
    assert invoke("evaluate", "haiyang-2021", *evidence, "--out", out, "--reports", "none").exit_code in (0, 1)
    assert verify(out) == (0, set())
