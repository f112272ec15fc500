"""The example season typed in from empty forms gives the very result that its files of text give."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from bad_examples import invoke
from typing_in import Hand, key_of, marked, told, type_in, type_marks

ROOT = Path(__file__).parent.parent
SEASON = (
    ("demonstration-neighbourhoods", "neighbourhoods"),
    ("volunteer-stations", "stations"),
    ("secretary-appraisal", "secretaries"),
)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def blank(scheme: str, out: Path, *call: str) -> Path:
    """An empty form as the command makes it."""
    made = invoke("form", scheme, "--out", str(out), *call)
    assert made.stdout == f"已写入 {out}\n"
    return out


def results(scheme: str, evidence: Path, out: Path) -> bytes:
    made = invoke("evaluate", scheme, str(evidence), "--out", str(out), "--reports", "none")
    assert made.exit_code == 0, made.output
    return (out / "results.csv").read_bytes()


def typed(scheme: str, source: Path, folder: Path) -> None:
    """The evidence of a scheme typed in: each street its form, then each judge theirs."""
    hand, subjects = Hand(), told(source)
    folder.mkdir()
    streets = sorted({one["street"] for one in subjects.values()})
    for street in streets:
        file = blank(scheme, folder / f"{street}.xlsx", "--for", "street")
        book = openpyxl.load_workbook(file)
        type_in(
            book,
            key_of(file.read_bytes()),
            {id_: one for id_, one in subjects.items() if one["street"] == street},
            hand,
        )
        book.save(file)
    sheets = []
    for judge, given in marked(source).items():
        file = blank(
            scheme, folder / f"{judge}.xlsx", "--for", "judge", *(f"--from={folder / s}.xlsx" for s in streets)
        )
        book = openpyxl.load_workbook(file)
        type_marks(book, key_of(file.read_bytes()), judge, given, hand)
        sheets.append((book, file))
    for book, file in sheets:
        book.save(file)


@pytest.mark.parametrize(("scheme", "folder"), SEASON)
def test_typed_in_from_empty_forms(scheme: str, folder: str, tmp_path: Path) -> None:
    source = ROOT / "examples" / "haiyang-2021" / folder
    typed(scheme, source, tmp_path / "typed")
    assert not list((tmp_path / "typed").glob("*.yaml"))
    assert results(scheme, tmp_path / "typed", tmp_path / "out") == results(scheme, source, tmp_path / "expected")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    """Forms filled in by one program and saved by another are the same evidence."""
    scheme, folder = SEASON[0]
    source = ROOT / "examples" / "haiyang-2021" / folder
    typed(scheme, source, tmp_path / "typed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved"]
    files = sorted(map(str, (tmp_path / "typed").glob("*.xlsx")))
    subprocess.run([*call, *files], cwd=tmp_path, check=True, capture_output=True, timeout=400)
    assert len(list((tmp_path / "saved").glob("*.xlsx"))) == len(files)
    assert results(scheme, tmp_path / "saved", tmp_path / "out") == results(scheme, source, tmp_path / "expected")


FORMS = ROOT / "examples" / "forms"
WRONG = {"G6": "是否", "I6": None, "F7": "二名"}
"""What the first try of the example's street has in place of answers that it corrects before it submits."""


def test_the_example_s_forms_are_those_of_the_small_example(tmp_path: Path, regenerate: bool) -> None:
    """Filled in as `examples/small` says, by the present rules: the same result, and nothing to be said of them."""
    scheme, small = SEASON[0][0], ROOT / "examples" / "small"
    if regenerate:
        _fill_in(scheme, small)
    made = invoke("evaluate", scheme, str(FORMS / "submitted"), "--out", str(tmp_path / "out"), "--reports", "none")
    assert (made.exit_code, made.stderr) == (0, "")
    assert (tmp_path / "out" / "results.csv").read_bytes() == results(scheme, small, tmp_path / "expected")
    first, last = (openpyxl.load_workbook(FORMS / name / "street.xlsx") for name in ("first", "submitted"))
    differ = {
        cell.coordinate: cell.value
        for cells in first["申报内容"].iter_rows()
        for cell in cells
        if cell.value != last["申报内容"][cell.coordinate].value
    }
    assert differ == WRONG


def _fill_in(scheme: str, small: Path) -> None:
    for name in ("first", "submitted"):
        (FORMS / name).mkdir(parents=True, exist_ok=True)
    street = blank(scheme, FORMS / "submitted" / "street.xlsx", "--for", "street")
    book = openpyxl.load_workbook(street)
    type_in(book, key_of(street.read_bytes()), told(small), Hand())
    book.save(street)
    sheet = book["申报内容"]
    for cell, value in WRONG.items():
        sheet[cell] = value
    book.save(FORMS / "first" / "street.xlsx")
    for number, (judge, given) in enumerate(marked(small).items(), 1):
        file = blank(scheme, FORMS / "submitted" / f"judge-{number}.xlsx", "--for", "judge", f"--from={street}")
        judged = openpyxl.load_workbook(file)
        type_marks(judged, key_of(file.read_bytes()), judge, given, Hand())
        judged.save(file)
