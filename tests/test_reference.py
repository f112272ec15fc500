"""The reference of the language: what the generator makes, with examples that hold in both spellings."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator.cli.main import cli
from evaluator.desk.case_shape import CASE_KEYS, FILE_KEYS, SUBJECT_KEYS
from evaluator.desk.reference import anchor, chapters, constructs, examples, folder, reference, said
from evaluator.desk.reference_keys import COMMON, model_named, models, own_keys
from evaluator.desk.translate import translate
from evaluator.language.check_library import check_library
from evaluator.language.derived import KINDS
from evaluator.language.library import RuleFile, read_library
from evaluator.language.vocabulary import every_part
from evaluator.problems import Lang

ROOT = Path(__file__).parent.parent
HERE = ROOT / "examples" / "language"
FILES: dict[Lang, Path] = {"zh": ROOT / "rules" / "LANGUAGE.zh.md", "en": ROOT / "rules" / "LANGUAGE.md"}
LANGS: tuple[Lang, ...] = ("zh", "en")
NAMES = sorted(path.stem for path in (HERE / "good").glob("*.yaml") if not path.name.endswith(".cases.yaml"))

ROWS = (
    "judged criterion",
    "several deductions in one item",
    "per unit past a threshold",
    "priced events",
    "groups",
    "grades as ordered conditions, then adjustments",
    "comparison with others",
    "not applicable",
    "periods that fail",
    "in order, in time",
    "earlier seasons and validity",
    "tables",
    "arithmetic",
    "samples",
    "best of several",
    "payment rate by band",
    "links between subjects",
)
"""What real scoring sheets were found to say, each of which must have a heading and an example of its own."""

PLACEHOLDERS = {
    "zh": {
        "结果文件夹",
        "正式党员人数",
        "指标编号",
        "评定人",
        "楼道堆物",
        "evaluator",
        "translate",
        "evaluate",
        "status",
        "年度评价文件",
        "材料文件夹",
        "zh",
        "en",
        "null",
    },
    "en": {
        "FOLDER",
        "formal_members",
        "NAME",
        "ID",
        "FILE",
        "DIR",
        "evaluator",
        "evaluate",
        "status",
        "translate",
        "zh",
        "en",
        "null",
    },
}
"""Words in code font that are no keywords: commands, and what stands for a name of the author's own."""


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_is_what_the_generator_makes(lang: Lang, regenerate: bool) -> None:
    made = reference(lang, HERE)
    if regenerate:
        FILES[lang].write_text(made, encoding="utf-8")
    assert made == FILES[lang].read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_prints_it(lang: Lang) -> None:
    assert folder() == HERE
    made = CliRunner().invoke(cli, ["reference", "--lang", lang])
    assert made.exit_code == 0
    assert made.stdout == FILES[lang].read_text(encoding="utf-8")


# --- every construct is there -----------------------------------------------------------------------------------------


def test_every_row_has_a_heading_and_an_example_of_its_own() -> None:
    found = {one["row"]: one["id"] for one in constructs(HERE) if "row" in one}
    assert set(found) == set(ROWS)
    assert set(found.values()) <= set(NAMES)


@pytest.mark.parametrize("lang", LANGS)
def test_every_heading_is_in_the_contents(lang: Lang) -> None:
    text = FILES[lang].read_text(encoding="utf-8")
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^##+ (.*)$", outside, flags=re.MULTILINE)
    assert len({anchor(title) for title in headings}) == len(headings)
    assert {anchor(title) for title in headings} >= set(re.findall(r"\]\(#([^)]*)\)", outside))
    for one in constructs(HERE):
        assert f"\n### {said(one['title'], lang)}\n" in outside


def test_every_example_belongs_to_a_construct() -> None:
    named = [one["id"] for one in constructs(HERE)]
    assert len(set(named)) == len(named)
    assert set(NAMES) == {path.stem for path in (HERE / "bad").glob("*.yaml") if ".cases" not in path.name}
    assert {one["id"] for one in constructs(HERE) if "both" not in one and "examples" not in one} == set(NAMES)


def test_every_key_of_every_model_is_told() -> None:
    told = {model: keys for one in constructs(HERE) for model, keys in one.get("keys", {}).items()}
    assert set(told) == {model.__name__ for model in models()}
    for name, keys in told.items():
        assert list(keys) == list(dict.fromkeys(keys))
        assert set(keys) == set(own_keys(model_named(name))), name
        assert all(text.count(" ｜ ") == 1 for text in keys.values())
    for kind in KINDS.values():
        assert set(kind.model_fields) >= COMMON


@pytest.mark.parametrize("lang", LANGS)
def test_every_keyword_is_mentioned(lang: Lang) -> None:
    text = FILES[lang].read_text(encoding="utf-8")
    words = {word for _, known in every_part() for word in (known.values() if lang == "zh" else known)}
    assert sorted(word for word in words if word not in text) == []
    cases = {*CASE_KEYS, *FILE_KEYS, *SUBJECT_KEYS}
    assert cases <= {word for _, known in every_part() for word in known}


@pytest.mark.parametrize("lang", LANGS)
def test_what_stands_in_code_font_is_a_keyword(lang: Lang) -> None:
    known = {word for _, words in every_part() for word in (words.values() if lang == "zh" else words)}
    evidence = {"assessed", "points", "by", "reason"}  # evidence is written in English whatever the rules are
    for one in [*chapters(HERE)["chapters"], *constructs(HERE)]:
        text = one.get("meaning", one.get("intro", {})).get(lang, "")
        for code in re.findall(r"`([^`]*)`", text):
            words = re.findall(r"(?<![\w.-])[^\W\d][\w-]*", re.sub(r"\{zh: .*\}", "", code))
            assert set(words) <= known | PLACEHOLDERS[lang] | evidence, (said(one["title"], lang), code)


# --- every example is true --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_good_example_holds_in_either_language(name: str, lang: Lang) -> None:
    shown = examples(HERE, lang)
    assert [item.message(lang) for item in shown.faults(name)] == []
    for text in (shown.rules(name), shown.cases(name)):
        there = translate(text.encode(), name, "en" if lang == "zh" else "zh").data
        assert there is not None
        assert translate(there, name, lang).data == text.encode()


@pytest.mark.parametrize("name", NAMES)
def test_a_good_example_has_cases_at_its_bounds(name: str) -> None:
    text = examples(HERE, "en").cases(name)
    assert text.count("- case: ") >= 2
    assert "held" in text or '""' in text or "insufficient" in text  # one of them leaves something out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_bad_example_says_what_stands_in_the_reference(
    name: str, lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = examples(HERE, lang)
    file = Path(f"{name}.yaml")
    file.write_text(shown.text(f"bad/{name}.yaml"), encoding="utf-8")
    lines, message = shown.bad(name)
    ran = CliRunner().invoke(cli, ["check", file.name, "--lang", lang])
    assert ran.exit_code == 1
    assert message in re.sub(r"(?m)^ +\d* \| .*\n", "", ran.output)  # but for the excerpt of the file
    text = FILES[lang].read_text(encoding="utf-8")
    assert message in text
    assert all(line.strip() in text for line in lines.split("\n"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_that_expects_the_wrong_thing_is_shown(lang: Lang) -> None:
    text, message = examples(HERE, lang).wrong("bands")
    shown = FILES[lang].read_text(encoding="utf-8")
    assert "case-differs" in message
    assert message in shown
    assert text in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_example_differs_from_the_good_one_in_its_mistake(name: str) -> None:
    good = (HERE / "good" / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    bad = (HERE / "bad" / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    assert 1 <= len(set(bad) ^ set(good)) <= 4 or sorted(good) == sorted(bad)


def test_own_names_are_no_keywords() -> None:
    names = examples(HERE, "zh").names
    known = {word for _, words in every_part() for word in (*words, *words.values())}
    assert sorted(set(names) & known) == []
    assert sorted(set(names.values()) & known) == []
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_said_to_be_synthetic(name: str) -> None:
    for path in (f"good/{name}.yaml", f"good/{name}.cases.yaml", f"bad/{name}.yaml"):
        assert "synthetic" in (HERE / path).read_text(encoding="utf-8").split("\n")[0]


def test_the_raw_examples_check_as_they_stand() -> None:
    files = [RuleFile(f"{name}.yaml", (HERE / "good" / f"{name}.yaml").read_bytes()) for name in NAMES]
    assert [item.message("en") for item in check_library(read_library(files))] == []
