"""`form`: a blank that a program fills in is good evidence, for every scheme we ship and in both languages."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from bad_examples import BAD, SEASON, invoke
from evaluator.language.planning import make_plan
from evaluator.problems import Lang
from json_schema import documents, errors
from shipped import RULES, every_rule

SHIPPED = sorted(path for path in (RULES / "schemes").glob("*.yaml") if ".cases" not in path.name)
SCHEMES = [*SHIPPED, Path(SEASON)]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda path: path.stem)
def test_a_form_filled_in_is_good_evidence(scheme: Path, lang: Lang, tmp_path: Path) -> None:
    scheme = copied(scheme, tmp_path) if scheme in SHIPPED else scheme
    blank, filled = tmp_path / "blank.yaml", tmp_path / "filled.yaml"
    made = invoke("form", str(scheme), "--lang", lang, "--out", str(blank))
    assert (made.exit_code, made.stderr) == (0, "")
    text = blank.read_text(encoding="utf-8")
    assert text == invoke("form", str(scheme), "--lang", lang).stdout
    schema = json.loads(invoke("schema", "evidence", str(scheme)).stdout)
    filled.write_text(fill(text, schema), encoding="utf-8")
    said = invoke("preview", str(scheme), str(filled))
    assert said.exit_code == 0, said.output + filled.read_text(encoding="utf-8")
    assert [errors(schema, document) for document in documents(filled)] == [[]]


def copied(scheme: Path, folder: Path) -> Path:
    """A scheme in a rules folder with only what it uses, which is read sooner than all there are."""
    rules = every_rule()
    (wanted,) = (one for one in rules.schemes.values() if Path(one.place.file).name == scheme.name)
    plan, _ = make_plan(wanted, rules, wanted.period.to or wanted.period.start)
    for file in plan.files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RULES.parent / file, folder / file)
    return folder / "rules" / "schemes" / scheme.name


def fill(text: str, schema: dict[str, Any]) -> str:
    """The form with something in every blank, and the sample row of every table in use."""
    answers = {name: answer(asked) for name, asked in schema["properties"]["evidence"]["properties"].items()}
    answers["on"] = "2021-06-18"
    lines = []
    for line in text.splitlines():
        made = line.replace("''", "'甲'").replace("points: ,", "points: 5,")
        if line.startswith("  #  - "):
            made = line.replace("#", " ", 1)
        elif value := answers.get(line.strip().partition(":")[0]):
            made = re.sub(r":(\s*#.*)?$", f": {value}", line)
        lines.append(made)
    return "\n".join(lines)


def answer(asked: dict[str, Any]) -> str:
    """A value that fits a field's schema."""
    if "enum" in asked:
        return "是" if True in asked["enum"] else str(asked["enum"][0])
    match asked["type"][0]:
        case "integer" | "number":
            return str(max(asked.get("minimum", 500), min(asked.get("maximum", 500), 500))).removesuffix(".0")
        case "array" if "enum" in asked["items"]:
            return "[" + ", ".join(asked["items"]["enum"]) + "]"
        case "array":
            return ""
    return "2020-03-01" if asked.get("format") == "date" else "文字"


NEED = "subject: {{kind: need, id: N-1, name: 需求, street: 某街道, community: 某社区}}\nevidence: {{class_code: {}}}\n"
ITS_CLASS = "---\nsubject: {kind: need-class, id: C-1, name: 小类}\nevidence: {level: 小类}\n"


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (NEED.format("C-1"), 0, "0 个问题，0 个对象材料不足"),
        (NEED.format("''"), 1, "0 个问题，1 个对象材料不足"),
        (NEED.format("C-1") + ITS_CLASS, 0, "0 个问题，0 个对象材料不足"),
        (NEED.format("C-2") + ITS_CLASS, 1, "link-to-nobody"),
    ],
    ids=["not given", "left out", "given", "misspelt"],
)
def test_a_link_to_a_kind_that_was_not_given_is_open(text: str, status: int, said: str, tmp_path: Path) -> None:
    """A panel may submit before others do; what it left out, or misspelt beside what is there, is found still."""
    (tmp_path / "need.yaml").write_text(text, encoding="utf-8")
    scheme = copied(RULES / "schemes" / "resident-needs.yaml", tmp_path)
    made = invoke("preview", str(scheme), str(tmp_path / "need.yaml"))
    assert made.exit_code == status, made.output
    assert said in made.output


ASKING_NOTHING = {
    "thing": "fields: {place: {type: text}}\n"
    "criteria: [{id: placed, title: 有处, when: {place: {provided: yes}}, origin: local}]\n",
    "whole": "links: {things: {ruleset: thing, theirs: place}}\nderived: {number: {count: things}}\n"
    "criteria: [{id: few, title: 不多, when: {number: {at_most: 1}}, origin: local}]\n",
}


def test_the_form_of_a_scheme_that_asks_nothing_is_good_evidence(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, text in ASKING_NOTHING.items():
        head = f"ruleset: {name}\ntitle: 规则\nsubject: {name}\nin_force: {{from: 2021-01-01}}\n"
        (rules / f"{name}.yaml").write_text(head + text, encoding="utf-8")
    scheme = rules / "scheme.yaml"
    scheme.write_text(
        "scheme: one\ntitle: 方案\nsubject: whole\nperiod: {from: 2021-01-01, to: 2021-06-30}\n"
        "components: [{ruleset: whole, weight: 100%}]\n",
        encoding="utf-8",
    )
    filled = tmp_path / "filled.yaml"
    asked = invoke("schema", "evidence", str(scheme))
    assert asked.exit_code == 0, asked.stderr
    schema = json.loads(asked.stdout)
    filled.write_text(fill(invoke("form", str(scheme)).stdout, schema), encoding="utf-8")
    said = invoke("preview", str(scheme), str(filled))
    assert said.exit_code == 0, said.output
    assert [errors(schema, document) for document in documents(filled)] == [[]]


def test_a_judges_form_filled_in_is_good_marks(tmp_path: Path) -> None:
    marks = tmp_path / "marks.yaml"
    made = invoke("form", SEASON, "--for", "judge", "--from", "base/evidence", "--out", str(marks))
    assert (made.exit_code, made.stderr) == (0, "")
    text = marks.read_text(encoding="utf-8")
    assert "evidence:" not in text
    marks.write_text(text.replace("judge: ''", "judge: 某评委").replace("mark: }", "mark: 40}"), encoding="utf-8")
    out = tmp_path / "out"
    assert invoke("evaluate", SEASON, "base/evidence", "--out", str(out), "--reports", "none").exit_code == 0
    before = json.loads((out / "result.json").read_bytes())
    done = invoke("evaluate", SEASON, "base/evidence", str(marks), "--out", str(out), "--reports", "none")
    assert (done.exit_code, done.stderr) == (0, "")
    after = json.loads((out / "result.json").read_bytes())
    assert [one["total"] for one in before["subjects"]] != [one["total"] for one in after["subjects"]]


def test_the_form_of_known_subjects_is_a_document_for_each(tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    assert invoke("form", SEASON, "--for", "street", "--from", "base/evidence", "--out", str(blank)).exit_code == 0
    made = documents(blank)
    known = documents(BAD / "base" / "evidence" / "subjects.yaml")
    assert [one["subject"]["id"] for one in made] == [one["subject"]["id"] for one in known]
    assert [one["subject"]["name"] for one in made] == [one["subject"]["name"] for one in known]
    (one,) = documents_of(invoke("form", SEASON, "--one", "0'07").stdout, tmp_path)
    assert one["subject"]["id"] == "0'07"


def documents_of(text: str, folder: Path) -> list[Any]:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    return documents(folder / "one.yaml")


@pytest.mark.parametrize("part", ["street", "panel", "all"])
def test_only_who_judges_is_asked_what_persons_judge(part: str) -> None:
    said = invoke("form", str(RULES / "schemes" / "ventures-round-1.yaml"), "--for", part).stdout
    assert ("\nassessed:\n" in said) == (part != "street")
    assert "\nevidence:\n" in said


def test_the_form_says_how_its_answers_count() -> None:
    said = invoke("form", str(RULES / "schemes" / "demonstration-neighbourhoods.yaml")).stdout
    assert (
        "#   有党组织（20 分）\n#     正式党员人数不少于 3 人，且“已成立小区党支部”为是的，得 20 分，否则得 0 分。\n"
        in said
    )


def test_a_blank_form_is_evidence_with_nothing_in_it(tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    invoke("form", SEASON, "--out", str(blank))
    made = invoke("evaluate", SEASON, str(blank), "--out", str(tmp_path / "out"), "--reports", "none", "--lang", "en")
    assert made.exit_code == 1
    assert "rejected 1" in made.stdout
    assert set(re.findall(r"\[([a-z-]+)\]", made.stderr)) == {"identity-missing"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "scheme-unknown"),
        ([SEASON, "--as-of", "2021"], "date-argument"),
        ([SEASON, "--out", "nowhere/blank.yaml"], "cannot-write"),
        ([SEASON, "--out", "base"], "cannot-write"),
    ],
)
def test_form_refuses(arguments: list[str], said: str) -> None:
    made = invoke("form", *arguments)
    assert (made.exit_code, made.stdout) == (2, "")
    assert said in made.stderr
