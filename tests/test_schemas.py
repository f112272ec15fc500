"""`evaluator schema`: what we ship and what we write fits the schemas we publish, and what does not fit is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from bad_examples import BAD, invoke
from evaluator.desk.translate import translate
from json_schema import documents, errors

ROOT = Path(__file__).parent.parent
RULES = [
    path
    for folder in (ROOT / "rules", BAD / "base" / "rules")
    for path in sorted(folder.rglob("*.yaml"))
    if not path.name.endswith(".cases.yaml")
]
EVIDENCE = {"demonstration-neighbourhoods": "neighbourhoods", "secretary-appraisal": "secretaries"}


def schema(*words: str) -> dict[str, Any]:
    made = invoke("schema", *words)
    assert made.exit_code == 0, made.stderr
    found: dict[str, Any] = json.loads(made.stdout)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return found


def test_the_validator_finds_what_does_not_fit() -> None:
    found = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "additionalProperties": False}
    assert not errors(found, {"a": 1})
    for wrong in ([], {"a": 0}, {"a": True}, {"a": "1"}, {"b": 1}):
        assert errors(found, wrong)


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, Any]]:
    return {"ruleset": schema("rules"), "scheme": schema("scheme"), "season": schema("season")}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rule_files_fit(path: Path, schemas: dict[str, dict[str, Any]]) -> None:
    """Those with Chinese keywords as `evaluator translate` spells them in English, which the schemas describe."""
    made = translate(path.read_bytes(), path.name, "en")
    assert made.data is not None
    found = documents(made.data.decode("utf-8"))
    assert found
    for document in found:
        (kind,) = schemas.keys() & document.keys()
        assert not errors(schemas[kind], document)


@pytest.mark.parametrize("code", ["key-missing", "key-unknown", "word-unknown", "operator-unknown", "mapping-expected"])
def test_bad_rule_sets_do_not_fit(code: str) -> None:
    (document,) = documents(BAD / "rulesets" / f"{code}.yaml")
    assert errors(schema("rules"), document)


@pytest.mark.parametrize(("scheme", "folder"), EVIDENCE.items())
def test_evidence_fits(scheme: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    asked = schema("evidence", scheme)
    seen = 0
    for path in sorted((ROOT / "examples" / "haiyang-2021" / folder).rglob("*.yaml")):
        for document in documents(path):
            for record in document if isinstance(document, list) else [document]:
                if "subject" in record:
                    assert not errors(asked, record), path
                    seen += 1
    assert seen


def test_evidence_of_every_type_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    asked = schema("evidence", "base/rules/season.yaml")
    for record in documents(BAD / "base" / "evidence" / "subjects.yaml"):
        assert not errors(asked, record)
    codes = ["answer-number", "answer-yes-no", "answer-choice", "answer-list", "answer-rows", "answer-text"]
    codes += ["answer-number-quoted", "integer-expected", "below-minimum", "above-maximum", "field-unknown"]
    codes += ["column-unknown", "assessed-unknown", "assessed-shape", "assessed-by", "key-unknown", "mapping-expected"]
    codes += ["identity-missing", "not-a-record"]
    for code in codes:
        (record,) = documents(BAD / "evidence" / f"{code}.yaml")
        assert errors(asked, record), code


def test_schema_of_evidence_takes_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    assert schema("evidence", "base/rules/season.yaml")["title"] == "示例评价"
    assert schema("evidence", "base/rules/season.yaml", "--lang", "en")["title"] == "A season"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["evidence"], "SCHEME"),
        (["evidence", "nowhere"], "scheme-unknown"),
        (["evidence", "base/rules/season.yaml", "--as-of", "2021"], "date-argument"),
        (["nothing"], "nothing"),
        ([], "Missing argument"),
    ],
)
def test_schema_refuses(words: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    made = invoke("schema", *words)
    assert made.exit_code == 2
    assert said in made.stderr
    assert not made.stdout
