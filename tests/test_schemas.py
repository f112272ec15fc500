"""`evaluator schema`: what we ship and what we write fits the schemas we publish, and what does not fit is refused."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import modelines
from bad_examples import BAD, invoke
from evaluator.desk.schema import KINDS
from json_schema import documents, errors
from modelines import SPELT

ROOT = Path(__file__).parent.parent
RULES = [path for folder in (ROOT / "rules", BAD / "base" / "rules") for path in sorted(folder.rglob("*.yaml"))]
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


@cache
def of_files(kind: str, spelling: str) -> dict[str, Any]:
    return schema(kind, "--spelling", spelling)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_rule_and_case_files_fit(path: Path) -> None:
    for document in documents(path):
        (first,) = SPELT.keys() & document.keys()
        assert not errors(of_files(*SPELT[first]), document)


@pytest.mark.parametrize("spelling", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_told(kind: str, spelling: str) -> None:
    """An editor shows a title and a description in both languages for every key of every part."""
    found = list(keys(of_files(kind, spelling)))
    assert len(found) > (5 if kind == "calendar" else 15)
    for name, shown in found:
        assert " · " in shown["title"], name
        own, _, other = shown["description"].partition("\n")
        assert own, name
        assert other, name
        assert re.search(r"[\u4e00-\u9fff]", own if spelling == "zh" else other), name


def keys(node: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Keys of the language in a schema, with what is said of them; those of a text in two languages are none."""
    if isinstance(node, list):
        for index, one in enumerate(node):
            yield from keys(one, f"{path}[{index}]")
    elif isinstance(node, dict):
        named = node.get("properties", {})
        columns = path.endswith((".expect", ".应得", ".expect.additionalProperties.anyOf[1]"))
        if named and set(named) != {"zh", "en"} and not columns and "title" in next(iter(named.values())):
            yield from ((f"{path}.{name}", value) for name, value in named.items())
        for name, value in node.items():
            if name not in ("examples", "default"):
                yield from keys(value, f"{path}.{name}")


def test_words_that_may_be_chosen_are_spelt() -> None:
    rules = of_files("rules", "zh")
    types = rules["$defs"]["Asking"]["properties"]["类型"]["enum"]
    assert types == ["是否", "整数", "小数", "日期", "文字", "单选", "多选", "明细"]
    assert of_files("rules", "en")["$defs"]["Asking"]["properties"]["type"]["enum"][0] == "yes-no"
    assert of_files("scheme", "zh")["$defs"]["TieBreak"]["properties"]["修约方式"]["default"] == "四舍六入五成双"
    assert "examples" in rules["$defs"]["Criterion"]["properties"]["分值"]


PACK = ROOT / "examples" / "library-branches" / "rules" / "library-branches.yaml"


def test_documents_of_one_file_fit_by_their_kind() -> None:
    """A rule set and a scheme divided by `---`: one schema tells them apart, and refuses what belongs to the other."""
    fits = of_files("rules", "zh")
    rules, scheme = documents(PACK)
    assert not errors(fits, rules)
    assert not errors(fits, scheme)
    assert errors(of_files("scheme", "zh"), rules)
    assert errors(fits, {**scheme, "指标": rules["指标"]})
    assert errors(fits, {**rules, "评定等级": scheme["评定等级"]})
    for required in ("名称", "评价期"):
        lacking = {key: value for key, value in scheme.items() if key != required}
        assert any(required in said for said in errors(fits, lacking))
    for path in RULES:
        for document in documents(path):
            (first,) = SPELT.keys() & document.keys()
            kind, spelling = SPELT[first]
            if kind != "cases":
                assert not errors(of_files("rules", spelling), document)


def test_each_document_of_a_file_names_a_schema_that_fits() -> None:
    named = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", PACK.read_text(encoding="utf-8"), re.M)
    assert [Path(one).name for one in named] == ["rules.zh.json", "scheme.zh.json"]
    for one, document in zip(named, documents(PACK), strict=True):
        assert not errors(json.loads((PACK.parent / one).read_text(encoding="utf-8")), document)


def test_bad_cases_do_not_fit() -> None:
    found = of_files("cases", "en")
    good: dict[str, Any] = {"cases": "a", "tests": [{"case": "one", "given": {"x": 1}, "expect": {"total": "1.00"}}]}
    assert not errors(found, good)
    test = good["tests"][0]
    for wrong in ({**good, "test": []}, {"cases": "a"}, {**good, "tests": [{**test, "expected": {}}]}):
        assert errors(found, wrong)
    assert errors(found, {**good, "tests": [{**test, "expect": {"status": "holding"}}]})


def test_schemas_beside_the_rules_are_those_of_the_language() -> None:
    shipped = dict(modelines.schemas())
    assert set((ROOT / "rules" / "schemas").iterdir()) == set(shipped)
    for path, text in shipped.items():
        assert path.read_text(encoding="utf-8") == text, "run python tests/modelines.py"


@pytest.mark.parametrize("path", modelines.files(), ids=lambda path: path.name)
def test_each_file_names_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == modelines.lined(path), "run python tests/modelines.py"
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    assert named is not None
    assert (path.parent / named[1]).is_file()


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
