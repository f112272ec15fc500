"""`evaluator guide`: whole handbooks kept as files, every construct of the language told, and what is refused.

`python3 tests/all.py -k guide --regenerate` writes the kept files anew; look at the diff.
"""

import re
from pathlib import Path

import pytest

from bad_examples import BAD, invoke
from evaluator.desk.guide import book
from evaluator.desk.reference import folder
from evaluator.documents.render import render_guide
from evaluator.problems import Lang, errors_in
from evaluator.roots import find_root
from evaluator.rules import load_rules

ROOT = Path(__file__).parent.parent
GUIDES = Path(__file__).parent / "guides"
KEPT = [
    f"{scheme}.{lang}.{kind}"
    for scheme, kind in (("demonstration-neighbourhoods", "md"), ("secretary-appraisal", "html"))
    for lang in ("zh", "en")
]
EXAMPLES = sorted(path.stem for path in (folder() / "good").glob("*.yaml") if not path.name.endswith(".cases.yaml"))
SHEETS = sorted(path.stem for path in (ROOT / "tests" / "sheets").glob("*.yaml") if path.stem.count(".") == 0)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", KEPT)
def test_kept_guides(name: str, tmp_path: Path, regenerate: bool) -> None:
    scheme, lang, kind = name.split(".")
    made = invoke("guide", scheme, "--lang", lang, "--out", str(tmp_path / f"guide.{kind}"))
    assert made.exit_code == 0, made.output
    text = (tmp_path / f"guide.{kind}").read_bytes()
    kept = GUIDES / name
    if regenerate:
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(text)
    assert kept.read_bytes() == text


def test_every_kept_guide_is_still_made() -> None:
    assert {path.name for path in GUIDES.iterdir()} == set(KEPT)


def told(scheme: str, rules: str | None, lang: Lang, kind: str = "md") -> str:
    loaded = load_rules(scheme, rules, None)
    assert loaded.plans
    assert not errors_in(loaded.problems), loaded.problems
    root = find_root("templates", None)
    page, problems = render_guide(book(loaded, lang), kind, root.tree().files, root.shown)  # type: ignore[arg-type]
    assert page is not None, problems
    return page.decode()


def without_names(text: str) -> str:
    return re.sub(r"`[^`]*`|[“‘][^”’]*[”’]|<[^>]*>", "", text)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_construct_is_told(example: str, tmp_path: Path) -> None:
    """The good example of every construct makes a handbook in both languages that holds no word of the program's."""
    good = folder() / "good" / f"{example}.yaml"
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / good.name).write_bytes(good.read_bytes())
    scheme = re.search(r"^scheme: (\S+)", good.read_text(encoding="utf-8"), re.M)
    season = re.search(r"^season: (\S+)", good.read_text(encoding="utf-8"), re.M)
    named = season or scheme
    assert named is not None
    for lang in ("zh", "en"):
        said = told(named[1], str(rules), lang)
        assert not re.search(r"\b(None|True|False|Fraction|object)\b", without_names(said))


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_told(sheet: str) -> None:
    for lang in ("zh", "en"):
        said = told(f"tests/sheets/{sheet}.yaml", "tests/sheets", lang)
        assert not re.search(r"\b(None|True|False|Fraction|object)\b", without_names(said))


def test_a_season_has_a_chapter_for_each_scheme() -> None:
    said = told("haiyang-2021", None, "zh")
    loaded = load_rules("haiyang-2021", None, None)
    assert loaded.season is not None
    chapters = [line.removeprefix("# ") for line in said.splitlines() if line.startswith("# ")]
    assert chapters[1:] == [plan.scheme.title["zh"] for plan in loaded.plans]


def test_both_renderers_say_the_same() -> None:
    page = re.sub(r"<head>.*?</head>|<code>.*?</code>", "", told("secretary-appraisal", None, "zh", "html"), flags=re.S)
    text = " ".join(re.sub(r"`[^`]*`|\\", "", told("secretary-appraisal", None, "zh")).split())
    said = [" ".join(line.split()) for line in re.split(r"<[^>]*>", page)]
    assert len(said) > 100
    assert [line for line in said if line not in text] == []


def test_the_example_is_judged_and_not_copied() -> None:
    loaded = load_rules("secretary-appraisal", None, None)
    example = book(loaded, "zh").parts[0].guides[0].example
    assert example is not None
    assert example.file.startswith("rules/")
    assert any("总分" in one for one in example.outcome)
    assert {line.title for line in example.lines} == {line.title.zh for line in loaded.plans[0].sheet}


def test_the_example_is_headed_in_the_language_of_the_handbook() -> None:
    loaded = load_rules("secretary-appraisal", None, None)
    for lang in ("zh", "en"):
        example = book(loaded, lang).parts[0].guides[0].example  # type: ignore[arg-type]
        assert example is not None
        assert bool(re.search(r"[\u4e00-\u9fff]", example.title)) == (lang == "zh")


DATED = """ruleset: size
title: Size
subject: hall
in_force: {from: 2020-01-01}
fields: {seats: {type: integer, minimum: 0}}
figures: {enough: [{from: 2020-01-01, value: 50, origin: local}, {from: 2022-01-01, value: 70, origin: local}]}
criteria: [{id: seated, title: Seats, worth: 100, origin: local, when: {seats: {at_least: {figure: enough}}}}]
---
scheme: halls
title: Halls
subject: hall
period: {from: 2021-01-01, to: 2022-06-30}
components: [{ruleset: size, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
---
"""
CASES = """cases: halls
tests:
  - {case: not answered, given: {}, expect: {seated: insufficient}}
  - {case: too few, given: {seats: 1}, expect: {seated: not-met}}
  - {case: enough, given: {seats: 90}, expect: {seated: met}}
"""


def test_which_dated_value_holds_and_an_example_that_earns(tmp_path: Path) -> None:
    """As `figures` says; cases of two files with the same numbers are judged apart."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "one.yaml").write_text(DATED.removesuffix("---\n"), encoding="utf-8")
    (rules / "one.cases.yaml").write_text(CASES, encoding="utf-8")
    (rules / "two.cases.yaml").write_text(CASES.replace("90", "80"), encoding="utf-8")
    for day, held in (
        ("2021-06-30", "2020-01-01 – 2021-12-31 (holds on 2021-06-30)"),
        (None, "2020-01-01 – 2021-12-31"),
    ):
        guide = book(load_rules("halls", str(rules), day), "en").parts[0].guides[0]
        dated = [(row[1], row[-1]) for row in guide.figures.rows if row[0] == "enough"]
        later = "from 2022-01-01" if day else "from 2022-01-01 (holds on 2022-06-30)"
        assert dated == [("50", held), ("70", later)]
    assert guide.example is not None
    assert guide.example.title == "enough"


def test_a_scheme_without_cases_has_no_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    assert book(load_rules("base/rules/season.yaml", None, None), "zh").parts[0].guides[0].example is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["secretary-appraisal", "--out", "guide.pdf"], "guide-kind"),
        (["nowhere", "--out", "guide.md"], "scheme-unknown"),
        (["secretary-appraisal", "--out", "nowhere/guide.md"], "cannot-write"),
        (["secretary-appraisal"], "--out"),
    ],
)
def test_guide_refuses(words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = invoke("guide", *words)
    assert made.exit_code == 2
    assert said in made.stderr
    assert not list(tmp_path.iterdir())
