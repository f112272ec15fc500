"""Every command on every bad example: never a traceback, and the exit status that fits."""

import json
import shutil
from pathlib import Path

import pytest

from bad_examples import SEASON, Example, examples, invoke, set_up
from evaluator.messages import MESSAGES

RULES = [example for example in examples() if example.path.startswith("rulesets/")]
FIRST = [example for example in RULES if str(example) == f"rulesets/{example.code}"]
EVIDENCE = [example for example in examples() if example.path.startswith("evidence/")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("all"))


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


@pytest.fixture
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A rules folder with nothing in it but one bad file."""
    example: Example = request.getfixturevalue("example")
    shutil.copy(example.path, tmp_path)
    (tmp_path / "one.cases.yaml").write_text("cases: small-season\ntests: []\n", encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("example", FIRST, ids=str)
def test_bad_rules(example: Example, alone: str, tmp_path: Path) -> None:
    """Bad rules are found, and nothing is done by them; a warning stops nothing."""
    assert invoke("check", alone).exit_code == 1
    out = str(tmp_path / "out")
    stops = MESSAGES[example.code].severity == "error"
    for arguments in (
        ("evaluate", "small-season", "base/evidence", "--out", out, "--reports", "none"),
        ("preview", "small-season", "base/evidence"),
        ("form", "small-season"),
        ("schema", "evidence", "small-season"),
    ):
        made = invoke(*arguments, "--rules", alone)
        assert made.exit_code == 2 if stops else made.exit_code < 2, made.output
        assert bool(made.stdout) != stops
        assert "Traceback" not in made.stderr
    assert Path(out).exists() != stops
    tested = invoke("test", alone, "--rules", alone)
    assert tested.exit_code in ((1, 2) if stops else (0,))


@pytest.mark.parametrize("example", EVIDENCE, ids=str)
def test_bad_evidence_alone(example: Example, tmp_path: Path) -> None:
    """Without the good evidence beside it: the status says whether anything was done, and for whom."""
    out = tmp_path / "out"
    made = invoke("evaluate", SEASON, example.path, "--out", str(out), "--reports", "none")
    assert made.exit_code == (1 if out.exists() else 2)
    if out.exists():
        counts = json.loads((out / "result.json").read_bytes())["counts"]
        assert counts["held"] + counts["rejected"] == counts["received"] > 0
    looked = invoke("preview", SEASON, example.path)
    assert looked.exit_code == made.exit_code
    assert looked.output


def test_bad_evidence_where_rules_cases_or_a_result_belong() -> None:
    paths = [example.path for example in EVIDENCE]
    files = [path for path in paths if Path(path).is_file()]
    checked = invoke("check", *files, "--lang", "en")
    assert checked.exit_code == 1
    assert f"{len(files)} rule files checked" in checked.stdout
    assert invoke("test", *files, "--rules", "base/rules").exit_code == 1
    for path in paths:
        assert invoke("explain", path, "A-05").exit_code == 2


def test_bad_rules_where_evidence_belongs(tmp_path: Path) -> None:
    """They are rejected, and the good evidence beside them is judged."""
    out = tmp_path / "out"
    made = invoke("evaluate", SEASON, "base/evidence", "rulesets", "--out", str(out), "--reports", "none")
    assert made.exit_code == 1
    counts = json.loads((out / "result.json").read_bytes())["counts"]
    assert counts["evaluated"] == 5
    assert counts["rejected"] >= len(RULES)
