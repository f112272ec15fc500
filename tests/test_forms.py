"""`form`: a blank that a program fills in is good evidence, for every scheme we ship and in both languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bad_examples import BAD, SEASON, invoke
from evaluator.problems import Lang
from json_schema import documents, errors

ROOT = Path(__file__).parent.parent
SHIPPED = sorted(path for path in (ROOT / "rules" / "schemes").glob("*.yaml") if ".cases" not in path.name)
SCHEMES = [*SHIPPED, Path(SEASON)]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda path: path.stem)
def test_a_form_filled_in_is_good_evidence(scheme: Path, lang: Lang, tmp_path: Path) -> None:
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
            return str(min(asked.get("maximum", 500), 500)).removesuffix(".0")
        case "array" if "enum" in asked["items"]:
            return "[" + ", ".join(asked["items"]["enum"]) + "]"
        case "array":
            return ""
    return "2020-03-01" if asked.get("format") == "date" else "文字"


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
