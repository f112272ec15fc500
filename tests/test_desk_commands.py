"""`preview`, `check`, `test` and `explain` at the command line: exit statuses and what they leave behind."""

import re
from pathlib import Path

import pytest

from bad_examples import SEASON, invoke, set_up


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("desk"))


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="module")
def result(folder: Path) -> str:
    """The folder of a result, in Chinese."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert invoke("evaluate", SEASON, "base/evidence", "--out", "result", "--reports", "none").exit_code == 0
    return "result"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["base/evidence"], 0, "0 个问题"),
        (["base/evidence/subjects.yaml"], 0, "0 个问题"),
        (["base/evidence", "--lang", "en"], 0, "problems: 0"),
        (["base/evidence", "evidence/below-minimum.yaml"], 1, "below-minimum"),
        (["base/evidence", "evidence/event-outside-period.yaml"], 1, "event-outside-period"),
        (["evidence/marks-too-few.yaml"], 1, "材料不足"),
        (["evidence/yaml-syntax.yaml"], 1, "yaml-syntax"),
        (["nowhere.yaml"], 2, "file-unreadable"),
        (["runs/no-evidence"], 2, "no-evidence"),
        (["base/evidence", "--as-of", "2021"], 2, "date-argument"),
        (["base/evidence", "--rules", "runs"], 2, "scheme-unknown"),
    ],
)
def test_preview(arguments: list[str], status: int, said: str, here: Path) -> None:
    before = sorted(here.rglob("*"))
    made = invoke("preview", SEASON, *arguments)
    assert made.exit_code == status, made.output
    assert said in made.output
    assert sorted(here.rglob("*")) == before
    assert bool(made.stdout) == (status < 2 and "rejected" not in said and "yaml-syntax" not in said)


def test_preview_shows_how_each_criterion_stands() -> None:
    made = invoke("preview", SEASON, "base/evidence", "evidence/below-minimum.yaml")
    sheet = made.stdout.partition("A-05")[2]
    assert re.search(r"有组织 +0–20 / 20 +材料不足\n +缺：党员人数", sheet)
    assert re.search(r"有场所 +20 / 20", sheet)
    assert "走" not in sheet


@pytest.mark.parametrize(
    ("paths", "status", "said"),
    [
        (["base/rules"], 0, "检查 4 个规则文件，发现 0 个问题。"),
        (["base/rules/standard.yaml", "base/rules/season.yaml"], 0, "检查 2 个规则文件"),
        (["base/rules/season.yaml"], 0, "检查 1 个规则文件"),
        (["rulesets/worth-missing.yaml"], 1, "worth-missing"),
        (["rulesets/origin-missing.yaml"], 1, "提醒 [origin-missing]"),
        (["base/rules", "rulesets/yaml-syntax.yaml"], 1, "检查 5 个规则文件，发现 1 个问题。"),
        (["nowhere"], 2, "file-unreadable"),
        (["base/rules", "nowhere.yaml"], 2, "file-unreadable"),
        (["runs/no-evidence"], 2, "no-rules"),
        ([], 2, "PATHS"),
    ],
)
def test_check(paths: list[str], status: int, said: str) -> None:
    made = invoke("check", *paths)
    assert made.exit_code == status
    assert said in made.output


def test_check_finds_everything_at_once() -> None:
    made = invoke("check", "rulesets", "--lang", "en")
    assert made.exit_code == 1
    found = set(re.findall(r"^(\S+?):[\d:]+ (?:error|warning) \[", made.stderr, re.MULTILINE))
    assert len(found) > 70


CASES = """\
cases: stations
tests:
  - case: 有固定场所
    given: {fixed_place: 是}
    expect: {fixed-place: met}
"""


@pytest.mark.parametrize(
    ("cases", "status", "said"),
    [
        (CASES, 0, "1 个样例符合预期，0 处不符"),
        (CASES.replace("met", "not-met"), 1, "case-differs"),
        (CASES.replace("expect:", "expects:"), 1, "key-unknown"),
        (CASES.replace("fixed_place: 是", "fixed_place: 有"), 1, "answer-yes-no"),
        (CASES.replace("stations", "station"), 1, "scheme-unknown"),
        (CASES.replace("{", "["), 1, "yaml-syntax"),
    ],
)
def test_test(cases: str, status: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "some.cases.yaml").write_text(cases, encoding="utf-8")
    made = invoke("test", str(tmp_path), "--rules", "base/rules")
    assert made.exit_code == status, made.output
    assert said in made.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere"], "file-unreadable"), (["base/rules"], "no-cases"), ([], "PATHS")],
)
def test_test_refuses(arguments: list[str], said: str) -> None:
    made = invoke("test", *arguments)
    assert (made.exit_code, made.stdout) == (2, "")
    assert said in made.stderr


def test_test_needs_good_rules(tmp_path: Path) -> None:
    (tmp_path / "some.cases.yaml").write_text(CASES, encoding="utf-8")
    made = invoke("test", str(tmp_path), "--rules", "rulesets")
    assert (made.exit_code, made.stdout) == (2, "")


def test_explain(result: str) -> None:
    whole = invoke("explain", result, "A-05")
    assert (whole.exit_code, whole.stderr) == (0, "")
    for said in ("翠湖小区", "83.20", "有组织", "党员人数", "base/evidence/subjects.yaml:79"):
        assert said in whole.stdout
    part = invoke("explain", result, "A-05", "organisation")
    assert (part.exit_code, part.stderr) == (0, "")
    assert "有组织" in part.stdout
    assert "有场所" not in part.stdout
    english = invoke("explain", result, "A-05", "--lang", "en")
    assert (english.exit_code, english.stderr) == (0, "")
    assert "Organised" in english.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["result", "A-50"], "subject-unknown"),
        (["result", ""], "subject-unknown"),
        (["result", "A-05", "organized"], "criterion-not-there"),
        (["nowhere", "A-05"], "not-a-result"),
        (["base", "A-05"], "not-a-result"),
        (["base/evidence/marks.csv", "A-05"], "not-a-result"),
        (["result"], "SUBJECT"),
    ],
)
@pytest.mark.usefixtures("result")
def test_explain_refuses(arguments: list[str], said: str) -> None:
    made = invoke("explain", *arguments)
    assert (made.exit_code, made.stdout) == (2, "")
    assert said in made.stderr


BROKEN = ("", "[]", "{}", '{"scheme": 1}', "\udcff", "[" * 100_000, '{"format": "evaluator-result-1", "outputs": 5}')


@pytest.mark.parametrize("file", ["result.json", "manifest.json"])
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_result_is_no_result(file: str, broken: str, result: str, tmp_path: Path) -> None:
    for name in ("result.json", "manifest.json"):
        (tmp_path / name).write_bytes(Path(result, name).read_bytes())
    (tmp_path / file).write_bytes(broken.encode(errors="surrogateescape"))
    made = invoke("explain", str(tmp_path), "A-05")
    assert (made.exit_code, made.stdout) == (2, "")
    assert "not-a-result" in made.stderr
    moved = invoke("compare", str(tmp_path), str(tmp_path))
    assert (moved.exit_code, moved.stdout) == (2, "")
    assert ("not-a-result" if file == "manifest.json" else "result-changed") in moved.stderr
