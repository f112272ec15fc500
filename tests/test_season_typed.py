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
