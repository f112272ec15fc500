"""Whole outputs kept as files: `python3 tests/all.py -k golden --regenerate` writes them anew; look at the diff."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator import evaluate
from evaluator.cli.main import cli

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SEASON = "examples/haiyang-2021"

RUNS = {
    "small": ("demonstration-neighbourhoods", ["examples/small"]),
    "neighbourhoods": ("demonstration-neighbourhoods", [f"{SEASON}/neighbourhoods"]),
    "late": ("demonstration-neighbourhoods", [f"{SEASON}/neighbourhoods", "examples/haiyang-2021-late"]),
    "stations": ("volunteer-stations", [f"{SEASON}/stations"]),
    "secretaries": ("secretary-appraisal", [f"{SEASON}/secretaries"]),
}
KEPT = {
    "small": (
        "results.csv",
        "result.json",
        "index.html",
        "documents/scoring-sheet/370687099001-02.html",
        "documents/judges.html",
    ),
    "neighbourhoods": (
        "results.csv",
        "documents/subsidy-report.html",
        "documents/season-report.html",
        "documents/public/public-notice.html",
    ),
    "late": ("results.csv", "documents/subsidy-report.html", "documents/scoring-sheet/370687001001-51.html"),
    "stations": (
        "results.csv",
        "documents/lacking.html",
        "documents/check-list/370687004-Y16.html",
        "documents/rectification-ledger.html",
    ),
    "secretaries": (
        "results.csv",
        "documents/interview-list.html",
        "documents/interview-notice/370687002003-S1.html",
        "documents/pairing-ledger.html",
        "documents/appraisal-summary.html",
        "documents/public/public-results.html",
    ),
}
EXPLAINED = {
    "neighbourhoods": ("370687001002-02", "370687003002-03", "370687001003-02"),
    "late": ("370687001001-05", "370687001001-51", "370687004001-04"),
    "stations": ("370687004-Y16",),
    "secretaries": ("370687002003-S1", "370687001009-S1", "370687001012-S1"),
}


def compare(name: str, text: bytes, regenerate: bool) -> None:
    path = GOLDEN / name
    if regenerate:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    assert path.read_bytes() == text, f"{name} is not as kept"


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", RUNS)
def test_golden_files(name: str, lang: str, tmp_path: Path, regenerate: bool) -> None:
    scheme, evidence = RUNS[name]
    made = evaluate(scheme, evidence, out=tmp_path / "out", lang=lang)
    assert made.result is not None
    for kept in KEPT[name]:
        compare(f"{lang}/{name}/{Path(kept).name}", (tmp_path / "out" / kept).read_bytes(), regenerate)
    for subject in EXPLAINED.get(name, ()):
        said = CliRunner().invoke(cli, ["explain", str(tmp_path / "out"), subject])
        assert said.exit_code == 0
        compare(f"{lang}/{name}/explain-{subject}.txt", said.stdout.encode(), regenerate)


@pytest.mark.usefixtures("at_root")
def test_values_do_not_depend_on_the_language() -> None:
    for name in RUNS:
        chinese = (GOLDEN / "zh" / name / "results.csv").read_bytes()
        assert chinese == (GOLDEN / "en" / name / "results.csv").read_bytes()


def test_every_kept_file_is_still_made() -> None:
    made = {f"{lang}/{name}/{Path(kept).name}" for lang in ("zh", "en") for name in RUNS for kept in KEPT[name]}
    for name, subjects in EXPLAINED.items():
        made |= {f"{lang}/{name}/explain-{subject}.txt" for lang in ("zh", "en") for subject in subjects}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()} == made
