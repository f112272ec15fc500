"""The catalogue of flawed rules: for each file exactly what the check finds, with the evidence that shows it.

`flawed/CODE.yaml`, `flawed/CODE.CAUSE.yaml` and what `evaluator check` says of each in both languages.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from bad_examples import invoke
from evaluator.desk import checking
from evaluator.desk.case_runs import run_cases
from evaluator.desk.checking import Checked, check_paths
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.seasons import seasons_of
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.messages_proofs import ERRORS, WARNINGS
from evaluator.problems import Lang

FLAWED = Path(__file__).parent / "flawed"
FILES = sorted(path.name for path in FLAWED.glob("*.yaml"))
WITNESS = "\n    shown by: "
BY_WHAT_CANNOT_BE = {
    "tests-contradict": {"never-met", "tier-never", "condition-never"},
    "full-marks-apart": {"grade-never"},
    "condition-never": {"not-shown"},
    "alternative-never": {"not-shown"},
}
"""Findings that follow from another: what contradicting tests are part of can never hold, nor what is made of that; nor
is a grade given for points that exclude each other."""


@cache
def checked(*paths: str) -> Checked:
    """What a check finds, once for all that is asked about it here."""
    return check_paths(paths)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FLAWED)
    monkeypatch.setattr(checking, "check_paths", lambda paths, progress: checked(*paths))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_the_check_finds_exactly_this(name: str, lang: Lang, regenerate: bool) -> None:
    said = invoke("check", name, "--lang", lang).stderr
    expected = FLAWED / name.replace(".yaml", f".{lang}.txt")
    code = name.split(".", maxsplit=1)[0]
    found = set(re.findall(r"(?:错误|提醒|error|warning) \[([a-z-]+)\]", said))
    assert code in found
    allowed = {code} | set().union(*(more for one, more in BY_WHAT_CANNOT_BE.items() if one in found)) | (
        {"tests-contradict"} if code in BY_WHAT_CANNOT_BE["tests-contradict"] else set()
    )  # fmt: skip
    assert found <= allowed
    if regenerate:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_there_are_enough_and_every_finding_has_one() -> None:
    assert len(FILES) >= 40
    assert {name.split(".")[0] for name in FILES} == {*ERRORS, *WARNINGS}
    expected = {name.replace(".yaml", f".{lang}.txt") for name in FILES for lang in ("zh", "en")}
    assert {path.name for path in FLAWED.glob("*.txt")} == expected


KEPT = {name: FLAWED / name.replace(".yaml", ".en.txt") for name in FILES}
SHOWN = [name for name, path in KEPT.items() if path.exists() and WITNESS in path.read_text(encoding="utf-8")]


def test_most_findings_that_can_be_shown_are() -> None:
    assert len(SHOWN) >= 18
    assert [name for name in FILES if any(item.witness for item in checked(name).problems)] == SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_a_witness_is_evidence_that_the_form_takes(name: str) -> None:
    """Pasted into a case it is read without a problem, and nothing in it is superfluous to read."""
    data = (FLAWED / name).read_bytes()
    library = read_library([RuleFile(name, data)])
    for plan in (one for season in seasons_of(library) for one in season.own.plans):
        schemes = library.schemes
        if plan.scheme.scheme not in schemes:
            continue
        for item in checked(name).problems:
            if item.witness:
                case = (
                    f"cases: {plan.scheme.scheme}\ntests:\n  - case: x\n    given: {item.witness}\n    expect: {{}}\n"
                )
                assert run_cases({"x": case.encode()}, library).problems == ()


def test_json_says_the_same_in_both_languages() -> None:
    made = json.loads(invoke("check", "band-shadowed.yaml", "--format", "json").stdout)
    (item,) = made["problems"]
    assert (made["files"], item["code"], item["severity"]) == (1, "band-shadowed", "warning")
    assert (item["line"], item["column"], item["end_column"]) == (8, 102, 146)
    assert item["witness"] == "{members: 9}"
    assert item["message"]["zh"].startswith("指标“organised”的 10 分这一档不可能得到")
    assert item["message"]["en"].startswith("The band of 10 points of “organised” is never reached")


def test_sarif_names_rules_regions_and_both_languages() -> None:
    made = json.loads(invoke("check", "never-met.yaml", "--format", "sarif", "--lang", "en").stdout)
    (run,) = made["runs"]
    assert (made["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    (rule,), (result,) = run["tool"]["driver"]["rules"], run["results"]
    assert (rule["id"], result["ruleId"], result["ruleIndex"], result["level"]) == (
        "never-met",
        "never-met",
        0,
        "error",
    )
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "never-met.yaml"
    assert where["region"] == {"startLine": 8, "startColumn": 65, "endColumn": 90}
    assert {"message.zh", "message.en", "remedy.zh", "remedy.en"} <= set(result["properties"])


def test_the_place_is_underlined_where_it_stands() -> None:
    lines = invoke("check", "title-points.yaml", "--lang", "zh").stderr.splitlines()
    assert lines[1:3] == ["    2 | title: 小标准（100分）", "      |        ^^^^^^^^^^^^^^^"]


def test_the_shipped_rules_come_out_clean() -> None:
    root = Path(__file__).parent.parent / "rules"
    assert check_paths([str(root)]).problems == ()


def test_a_prover_shares_its_judge() -> None:
    judge = Judge()
    library = read_library([RuleFile("x", (FLAWED / "band-shadowed.yaml").read_bytes())])
    ((plan,),) = (season.own.plans for season in seasons_of(library))
    assert Prover.of(plan, judge).judge is judge
