"""`--json` and `--quiet`: every command has both; JSON stands alone on standard output and is what its schema says."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bad_examples import BAD, SEASON, invoke, with_a_kind
from evaluator.cli.main import COMMANDS
from evaluator.desk.answers import ANSWERS
from json_schema import errors
from signing import key_files

HERE = Path(__file__).parent
RUN = ("evaluate", SEASON, "base/evidence", "--out", "out", "--reports", "none")
WHERE = "base/rules/standard.yaml"

CRITERION = "appraisal"
CASE = """\
cases: season
tests:
  - case: 有组织
    given: {members: 3, has_branch: yes}
    expect: {organisation: met}
"""

CALLS: dict[str, tuple[str, ...]] = {
    "evaluate": (*RUN[:4], "again", *RUN[5:]),
    "preview": ("preview", SEASON, "base/evidence"),
    "form": ("form", SEASON),
    "check": ("check", "base/rules"),
    "test": ("test", "cases.cases.yaml", "--rules", "base/rules"),
    "translate": ("translate", WHERE, "--to", "zh"),
    "reference": ("reference",),
    "guide": ("guide", SEASON, "--out", "guide.md"),
    "figures": ("figures", SEASON),
    "explain": ("explain", "out", "A-02"),
    "compare": ("compare", "out", "out"),
    "whatif": ("whatif", "out", "--rules", "base/rules"),
    "status": ("status", "out"),
    "verify": ("verify", "out"),
    "sign": ("sign", "worded", "--key", "zhang.key", "--by", "张三"),
    "tables": ("tables", "out"),
    "pdf": ("pdf", "worded"),
    "schema": ("schema", "result"),
}
PRODUCT = ("preview", "form", "translate", "reference", "figures", "explain", "status", "compare", "whatif", "schema")
"""Commands whose text is what they are called for; the others are called for a file, a check or a status."""

SERVES = {"serve": ("serve", "out")}
"""What goes on until somebody ends it: `test_serve` looks at its answer."""

NOTHING = {name: call for name, call in {**CALLS, **SERVES}.items() if name not in ("reference", "schema")}
"""Calls that can be made to fail: that of a name or a folder that is not there."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rules, evidence, a case and a result."""
    folder = tmp_path_factory.mktemp("answers")
    shutil.copytree(BAD / "base", folder / "base")
    (folder / "cases.cases.yaml").write_text(CASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert invoke(*RUN).exit_code == 0
        _worded(folder)
    key_files(folder / "zhang.key")
    return folder


def _worded(folder: Path) -> None:
    """A result with Word documents, and a stand-in for LibreOffice, which is slow and not everywhere."""
    shutil.copytree(folder / "base" / "rules", folder / "kinds" / "rules")
    season = folder / "kinds" / "rules" / "season.yaml"
    season.write_text(with_a_kind(season.read_text(encoding="utf-8")), encoding="utf-8")
    templates = str(HERE.parent / "templates")
    call = ("evaluate", "kinds/rules/season.yaml", "base/evidence", "--out", "worded", "--formats", "word")
    assert invoke(*call, "--templates", templates, "--quiet").exit_code == 0
    (folder / "bin").mkdir()
    for name, does in (
        ("soffice", 'for one; do case "$one" in *.docx) echo made > "${one%.docx}.pdf";; esac; done'),
        ("fc-list", "echo Noto Serif CJK SC"),
    ):
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)


@pytest.fixture(autouse=True)
def here(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made)
    monkeypatch.setenv("PATH", f"{made / 'bin'}{os.pathsep}{os.environ['PATH']}")


def answer(*call: str) -> Any:
    """What a command answers: one JSON document and nothing else."""
    done = invoke(*call, "--json")
    return json.loads(done.stdout)


def test_every_command_has_a_call_and_an_answer() -> None:
    assert {*CALLS, *SERVES} == set(COMMANDS) == {*ANSWERS, "schema"}


@pytest.mark.parametrize("command", CALLS)
def test_json_stands_alone_and_is_what_its_schema_says(command: str) -> None:
    plain = invoke(*CALLS[command])
    done = invoke(*CALLS[command], "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == plain.exit_code != 2
    assert done.stderr == plain.stderr
    if command != "schema":
        schema = json.loads(invoke("schema", command).stdout)
        assert errors(schema, found) == []
        assert errors(schema, {"unheard": "of"}) != []


@pytest.mark.parametrize("command", CALLS)
def test_quiet_says_what_was_asked_for_and_no_more(command: str) -> None:
    plain = invoke(*CALLS[command])
    done = invoke(*CALLS[command], "--quiet")
    assert (done.exit_code, done.stderr) == (plain.exit_code, "")
    if command == "preview":
        assert done.stdout
        assert plain.stdout.startswith(done.stdout)
        assert plain.stdout.removeprefix(done.stdout).count("\n") == 1
    elif command in PRODUCT:
        assert done.stdout == plain.stdout != ""
    else:
        assert plain.stdout
        assert done.stdout == ""


@pytest.mark.parametrize("command", [*CALLS, *SERVES])
def test_both_options_are_told_in_both_languages(command: str) -> None:
    told = invoke(command, "--help").stdout
    assert "-q, --quiet" in told
    assert "--json" in told
    assert "标准输出为一个 JSON 文档 · one JSON document on standard output" in " ".join(told.split())


@pytest.mark.parametrize("command", NOTHING)
def test_a_command_that_can_do_nothing_answers_why(command: str) -> None:
    call = [f"nowhere-{part}" if number == 1 else part for number, part in enumerate(NOTHING[command])]
    done = invoke(*call, "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 2
    assert set(found) == {"status", "problems"}
    assert found["status"] == 2
    assert [f"[{one['code']}]" in done.stderr for one in found["problems"]] == [True] * len(found["problems"]) != []
    assert errors(json.loads(invoke("schema", command).stdout), found) == []


def test_errors_are_said_however_quiet_and_warnings_are_not(tmp_path: Path) -> None:
    shutil.copytree(BAD / "evidence", tmp_path / "evidence")
    out = ("--out", str(tmp_path / "out"), "--reports", "none", "--quiet", "--lang", "en")
    warned = invoke("evaluate", SEASON, "base/evidence", str(tmp_path / "evidence/event-outside-period.yaml"), *out)
    assert (warned.exit_code, warned.stdout, warned.stderr) == (0, "", "")
    wrong = invoke("evaluate", SEASON, "base/evidence", str(tmp_path / "evidence/yaml-syntax.yaml"), *out)
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "error [yaml-syntax]" in wrong.stderr
    assert "warning" not in wrong.stderr


def test_json_is_asked_for_even_where_it_is_quiet() -> None:
    assert invoke(*CALLS["verify"], "--json", "--quiet").stdout == invoke(*CALLS["verify"], "--json").stdout != ""


def test_problems_of_rules_are_answered_in_both_languages() -> None:
    found = answer("check", str(BAD / "rulesets"))
    assert len(found["problems"]) > 100
    assert errors(json.loads(invoke("schema", "check").stdout), found) == []


@pytest.mark.parametrize("command", ["check", "figures", "compare", "whatif"])
def test_json_is_the_short_name_of_the_format(command: str) -> None:
    assert invoke(*CALLS[command], "--json").stdout == invoke(*CALLS[command], "--format", "json").stdout


def test_a_check_that_goes_on_has_no_one_answer() -> None:
    done = invoke("check", "base/rules", "--watch", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--watch" in done.stderr


def test_what_cases_lack_is_answered_whole() -> None:
    found = answer(*CALLS["test"], "--coverage", "--mutate")
    (covered,), (tried,) = found["coverage"], found["mutation"]
    assert (found["files"], found["passed"], found["problems"]) == (1, 1, [])
    assert covered["seen"] + len(covered["gaps"]) == covered["asked"] > 0
    assert 0 < len(tried["survivors"]) <= tried["tried"]
    lacking = [one for one in covered["gaps"] if not one["impossible"]] + [
        one for one in tried["survivors"] if not one["equal"]
    ]
    assert found["status"] == (1 if lacking else 0)
    assert answer(*CALLS["test"])["coverage"] is None


def test_a_form_that_was_written_is_where_it_is_said_to_be() -> None:
    found = answer(*CALLS["form"], "--out", "form.yaml")
    text = Path("form.yaml").read_bytes()
    assert (found["file"], found["bytes"], found["text"]) == ("form.yaml", len(text), "")
    assert answer(*CALLS["form"])["text"] == text.decode()


@pytest.mark.parametrize("name", ["evaluate", "preview", "explain", "verify"])
def test_whole_answers(name: str, regenerate: bool) -> None:
    calls = {**CALLS, "explain": (*CALLS["explain"], CRITERION)}
    kept = HERE / "answers" / f"{name}.json"
    said = invoke(*calls[name], "--lang", "en", "--json").stdout
    if regenerate:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8")
    assert said == kept.read_text(encoding="utf-8")
