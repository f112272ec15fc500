"""What `evaluate` promises at the command line: exit statuses, its folder, its options."""

import json
from pathlib import Path

import pytest

from bad_examples import SEASON, invoke, set_up
from evaluator import __version__
from evaluator.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
GOOD = ("evaluate", SEASON, "base/evidence", "--out", "out")
NONE = (*GOOD, "--reports", "none")
WRITTEN = ["manifest.json", "result.json", "results.csv"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("commands"))


@pytest.fixture(autouse=True)
def here(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the examples below it."""
    for name in ("base", "evidence", "runs", "rulesets"):
        (tmp_path / name).symlink_to(copied / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: str = "out") -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in Path(folder).rglob("*") if p.is_file()}


def templates(**pages: str) -> None:
    """Templates in both languages: the overview, the sheet, and whatever is given."""
    for lang in ("zh", "en"):
        folder = Path("pages") / lang
        folder.mkdir(parents=True)
        for name, text in {"index": "{{ result.scheme.title }}", "sheet": "{{ subject.name }}", **pages}.items():
            (folder / f"{name}.html").write_text(text, encoding="utf-8")


def test_good_evidence_is_done() -> None:
    made = invoke(*NONE)
    assert (made.exit_code, made.stderr) == (0, "")
    assert sorted(written()) == WRITTEN
    assert "已评价 5，暂缓评定 0，不予受理 0" in made.stdout
    assert "15,000.00 + 5,000.00 + 0.00 = 20,000.00" in made.stdout


def test_nothing_but_the_result_is_left(here: Path) -> None:
    before = set(here.iterdir())
    for _ in range(2):
        invoke(*NONE)
    assert set(here.iterdir()) - before == {here / "out"}


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("below-minimum", {"received": 5, "evaluated": 4, "held": 1, "rejected": 0}),
        ("marks-too-few", {"received": 6, "evaluated": 5, "held": 1, "rejected": 0}),
        ("identity-missing", {"received": 6, "evaluated": 5, "held": 0, "rejected": 1}),
        ("yaml-syntax", {"received": 6, "evaluated": 5, "held": 0, "rejected": 1}),
    ],
)
def test_somebody_held_or_rejected_is_status_1(code: str, counts: dict[str, int]) -> None:
    made = invoke(*NONE, f"evidence/{code}.yaml")
    assert made.exit_code == 1
    assert json.loads(written()["result.json"])["counts"] == counts


@pytest.mark.parametrize("code", ["event-outside-period", "attachment-missing", "decision-no-tie", "field-unknown"])
def test_warnings_and_what_changes_nothing_are_status_0(code: str) -> None:
    assert invoke(*NONE, f"evidence/{code}.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("evaluate", "seasons", "base/evidence", "--rules", "base/rules"), "scheme-unknown"),
        (("evaluate", "base/rules/nowhere.yaml", "base/evidence"), "scheme-unknown"),
        (("evaluate", SEASON, "runs/no-evidence"), "no-evidence"),
        (("evaluate", SEASON, "nowhere"), "file-unreadable"),
        (("evaluate", SEASON, "base/evidence", "nowhere.yaml"), "file-unreadable"),
        (("evaluate", SEASON, "base/evidence/marks.csv"), "no-evidence"),
        (("evaluate", SEASON, "evidence/other-kinds.yaml"), "no-evidence"),
        (("evaluate", "small-season", "base/evidence", "--rules", "rulesets"), "error"),
        (("evaluate", SEASON, "base/evidence", "--as-of", "2020-12-31"), "not-in-force"),
        (("evaluate", SEASON, "base/evidence", "--as-of", "2021-6-30"), "date-argument"),
        (("evaluate", SEASON, "base/evidence", "--as-of", "2021-02-30"), "date-argument"),
        (("evaluate", SEASON, "base/evidence", "--as-of", "20210630"), "date-argument"),
        (("evaluate", SEASON, "base/evidence", "--as-of", "明天"), "date-argument"),
        (("evaluate", SEASON, "base/evidence", "--as-of", ""), "date-argument"),
        (("evaluate", SEASON, "base/evidence", "--lang", "fr"), "--lang"),
        (("evaluate", SEASON, "base/evidence", "--reports", "some"), "--reports"),
        (("evaluate", SEASON), "EVIDENCE"),
    ],
)
def test_nothing_done_is_status_2_and_leaves_no_folder(arguments: tuple[str, ...], said: str) -> None:
    made = invoke("evaluate", "--out", "out", "--reports", "none", "--lang", "en", *arguments[1:])
    assert made.exit_code == 2
    assert said in made.stderr
    assert not made.stdout
    assert not Path("out").exists()


def test_out_must_be_given() -> None:
    made = invoke("evaluate", SEASON, "base/evidence")
    assert made.exit_code == 2
    assert "--out" in made.stderr


@pytest.mark.parametrize("names", [["letter.txt"], ["a/b/letter.txt"], [".hidden"], ["results.csv"], ["manifest.json"]])
def test_a_folder_that_is_not_ours_is_refused_and_untouched(names: list[str]) -> None:
    for name in names:
        path = Path("out") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("请勿删除", encoding="utf-8")
    before = written()
    made = invoke(*NONE)
    assert made.exit_code == 2
    assert "out-not-ours" in made.stderr
    assert f"（{names[0].partition('/')[0]}）" in made.stderr
    assert written() == before


@pytest.mark.parametrize(
    "says", ["[" * 100_000, '{"format": "evaluator-result-1", "outputs": 5}', '{"format": "evaluator-result-1"}', "5"]
)
def test_a_folder_whose_manifest_names_no_files_is_not_ours(says: str) -> None:
    Path("out").mkdir()
    Path("out/manifest.json").write_text(says, encoding="utf-8")
    made = invoke(*NONE)
    assert (made.exit_code, made.stdout) == (2, "")
    assert "out-not-ours" in made.stderr
    assert written() == {"manifest.json": says.encode()}


def test_a_file_in_place_of_the_folder_is_refused_and_untouched() -> None:
    Path("out").write_text("请勿删除", encoding="utf-8")
    assert invoke(*NONE).exit_code == 2
    assert Path("out").read_text(encoding="utf-8") == "请勿删除"


def test_our_result_with_a_foreign_file_in_it_is_refused_and_untouched() -> None:
    assert invoke(*NONE).exit_code == 0
    Path("out/letter.txt").write_text("请勿删除", encoding="utf-8")
    before = written()
    assert invoke(*NONE, "evidence/below-minimum.yaml").exit_code == 2
    assert written() == before


def test_an_earlier_result_is_replaced_whole() -> None:
    templates()
    assert invoke(*GOOD, "--templates", "pages").exit_code == 0
    assert len(written()) > len(WRITTEN)
    assert invoke(*NONE, "evidence/below-minimum.yaml").exit_code == 1
    assert sorted(written()) == WRITTEN
    assert json.loads(written()["result.json"])["counts"]["held"] == 1


def test_an_empty_folder_is_filled() -> None:
    Path("out").mkdir()
    assert invoke(*NONE).exit_code == 0
    assert sorted(written()) == WRITTEN


def test_folders_above_are_made() -> None:
    assert invoke("evaluate", SEASON, "base/evidence", "--out", "years/2021/out", "--reports", "none").exit_code == 0
    assert sorted(written("years/2021/out")) == WRITTEN


def test_a_run_that_does_nothing_leaves_the_earlier_result() -> None:
    templates(sheet="{{ subject.nothing }}")
    assert invoke(*NONE).exit_code == 0
    before = written()
    assert invoke("evaluate", SEASON, "runs/no-evidence", "--out", "out", "--reports", "none").exit_code == 2
    assert invoke(*GOOD, "--templates", "pages").exit_code == 2
    assert written() == before


def test_reports_are_none_decided_or_all() -> None:
    templates()
    plain = Path("plain.yaml")
    record = Path("base/evidence/subjects.yaml").read_text(encoding="utf-8").split("---\n")[3]
    marks = [
        f"  - {{judge: {judge}, subject: A-00, aspect: {aspect}, mark: 42}}" for judge in "甲乙" for aspect in "走评"
    ]
    plain.write_text("---\n".join([record.replace("A-04", "A-00"), "marks:\n" + "\n".join(marks)]), encoding="utf-8")
    documents: dict[str, set[str]] = {}
    for reports in ("all", "decided", "none"):
        made = invoke(*GOOD, "plain.yaml", "--templates", "pages", "--reports", reports)
        assert made.exit_code == 0
        assert Path("out/index.html").is_file() == (reports != "none")
        documents[reports] = {Path(name).stem for name in written() if name.startswith("documents/")}
    assert documents["none"] == set()
    assert documents["all"] == {"A-00", "A-01", "A-02", "A-03", "A-04", "A-05"}
    assert documents["all"] - documents["decided"] == {"A-00"}, "neither tier nor interview nor open question"


def test_the_language_changes_words_and_no_value() -> None:
    chinese = invoke(*NONE, "evidence/below-minimum.yaml")
    before = written()
    english = invoke(*NONE, "evidence/below-minimum.yaml", "--lang", "en")
    assert chinese.exit_code == english.exit_code == 1
    assert "错误 [below-minimum]" in chinese.stderr
    assert "error [below-minimum]" in english.stderr
    assert "held: 翠湖小区 (A-05)" in english.stdout
    assert written()["results.csv"] == before["results.csv"]
    assert json.loads(written()["result.json"])["lang"] == "en"


def test_the_date_is_the_end_of_the_period_unless_given() -> None:
    invoke(*NONE)
    assert json.loads(written()["result.json"])["as_of"] == "2021-06-30"
    assert invoke(*NONE, "--as-of", "2021-03-31").exit_code == 0
    assert json.loads(written()["result.json"])["as_of"] == "2021-03-31"


def test_a_file_named_twice_counts_once() -> None:
    invoke(*NONE)
    before = written()["results.csv"]
    made = invoke(*NONE, "base/evidence/subjects.yaml", "base/evidence/../evidence")
    assert (made.exit_code, made.stderr) == (0, "")
    assert written()["results.csv"] == before


def test_a_scheme_is_named_by_path_or_id() -> None:
    invoke(*NONE)
    before = written()["results.csv"]
    for scheme in (["season", "--rules", "base/rules"], [str(Path(SEASON).resolve())]):
        assert invoke("evaluate", *scheme, "base/evidence", "--out", "out", "--reports", "none").exit_code == 0
        assert written()["results.csv"] == before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    made = invoke(command, "--help")
    assert made.exit_code == 0
    assert "--lang" in made.stdout
    assert any("\u4e00" <= c <= "\u9fff" for c in made.stdout)


def test_the_program_explains_itself() -> None:
    made = invoke("--help")
    assert made.exit_code == 0
    assert all(command in made.stdout for command in COMMANDS)
    assert __version__ in invoke("--version").stdout
    assert invoke("evaluates").exit_code == 2


def test_documents_are_made_in_the_formats_asked_for() -> None:
    """Word files stand beside the pages under the same names; a format that is not there is told with the nearest."""
    scheme = ("evaluate", str(ROOT / "rules/schemes/demonstration-neighbourhoods.yaml"), str(ROOT / "examples/small"))
    made = invoke(*scheme, "--out", "out", "--formats", "word,html", "--quiet")
    assert made.exit_code == 0
    names = {Path(name) for name in written() if name.startswith("documents/")}
    pages = {name.with_suffix("") for name in names if name.suffix == ".html"}
    assert {name.with_suffix("") for name in names if name.suffix == ".docx"} == pages
    assert {Path("documents/judges"), Path("documents/public/public-notice")} < pages
    assert json.loads(written()["manifest.json"])["call"]["formats"] == ["html", "word"]
    refused = invoke(*scheme, "--out", "other", "--formats", "html,wrd")
    assert refused.exit_code == 2
    assert "没有格式“wrd” · there is no format “wrd”（html, word），是否为 word · did you mean word?" in refused.output
