"""`evaluator pdf`: Word documents as PDF, beside the result; and what is said where that cannot be."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bad_examples import BAD, invoke, with_a_kind
from evaluator.desk.office import FACES, Converter, Office, find_office, lacks_chinese
from evaluator.desk.printing import printed
from evaluator.problems import Problem
from words import word

OFFICE = find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small result with a Word document of each subject, in a folder to work in."""
    folder = tmp_path_factory.mktemp("pdf")
    shutil.copytree(BAD / "base", folder / "base")
    season = folder / "base" / "rules" / "season.yaml"
    season.write_text(with_a_kind(season.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copytree(Path(__file__).parent.parent / "templates", folder / "templates")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        call = ("evaluate", "base/rules/season.yaml", "base/evidence", "--out", "out", "--formats", "word", "-q")
        made = invoke(*call)
        assert made.exit_code == 0, made.stderr
    return folder


@pytest.fixture(autouse=True)
def here(result: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(result)


def program(folder: Path, name: str, text: str) -> str:
    """A program of that name in a folder; gives the folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(folder)


def messages(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(str(one.place), one.message("zh"), one.message("en")) for one in problems]


@needs_office
def test_every_word_document_becomes_a_pdf_beside_the_result(result: Path) -> None:
    made = invoke("pdf", "out", "--lang", "en")
    assert made.exit_code == 0, made.stderr
    words = sorted(path.relative_to("out").with_suffix("") for path in Path("out").rglob("*.docx"))
    pdfs = sorted(path.relative_to("out-pdf").with_suffix("") for path in Path("out-pdf").rglob("*.pdf"))
    assert pdfs == words
    assert made.stdout == f"wrote out-pdf: {len(words)} documents\n"
    name = Path("out-pdf") / f"{words[0]}.pdf"
    shown = subprocess.run(["pdftotext", name, "-"], capture_output=True, check=True).stdout.decode()
    assert "评分明细表" in shown
    assert invoke("verify", "out").exit_code == 0


@needs_office
def test_faces_that_are_not_there_are_stood_in_for(tmp_path: Path) -> None:
    assert OFFICE is not None
    if lacks_chinese():
        pytest.skip("no Chinese face is installed")
    (pdf,) = Converter(OFFICE, tmp_path, 300).convert([word(["仿宋的正文"])])
    assert isinstance(pdf, bytes)
    (tmp_path / "a.pdf").write_bytes(pdf)
    fonts = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, check=True).stdout.decode()
    assert any(word.split("+")[-1].startswith(("NotoSerifCJK", "FangSong", "SourceHanSerif")) for word in fonts.split())
    for face, others in FACES.items():
        assert face in (tmp_path / "fonts.conf").read_text(encoding="utf-8")
        assert others


@needs_office
def test_a_file_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    assert OFFICE is not None
    made = Converter(OFFICE, tmp_path, 300).convert([word(["乙"])[:200], word(["甲"])])
    assert made[0] == "failed"
    assert isinstance(made[1], bytes)


def test_without_libreoffice_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    made = printed("out", path=str(tmp_path))
    assert (made.files, [one.code for one in made.problems]) == ({}, ["pdf-no-office"])
    assert "sudo apt-get install libreoffice-writer-nogui fonts-noto-cjk" in made.problems[0].remedy("zh")
    assert messages(made.problems) == [
        (
            "",
            "没有找到 LibreOffice（soffice），无法生成 PDF。",
            "LibreOffice was not found (soffice), so no PDF can be made.",
        )
    ]


def test_without_a_chinese_face_there_is_no_pdf_of_boxes(tmp_path: Path) -> None:
    program(tmp_path, "soffice", "exit 1")
    made = printed("out", path=program(tmp_path, "fc-list", "true"))
    assert made.files == {}
    assert messages(made.problems) == [
        (
            "",
            "本机没有中文字体，生成的 PDF 中汉字会显示为方框，没有生成。",
            "This machine has no Chinese font, so that Chinese text would show as boxes; no PDF was made.",
        )
    ]


def test_documents_that_are_not_converted_are_told_one_by_one(tmp_path: Path) -> None:
    made = printed("out", path=program(tmp_path, "soffice", "exit 1"))
    names = sorted(path.as_posix() for path in Path("out").rglob("*.docx"))
    assert made.files == {}
    assert messages(made.problems)[0] == (
        names[0],
        f"LibreOffice 没有把此文书转换为 PDF（{Path(names[0]).name}）。",
        f"LibreOffice did not turn this document into PDF ({Path(names[0]).name}).",
    )
    assert [str(one.place) for one in made.problems] == names


def test_a_program_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    folder = program(tmp_path, "soffice", "exec sleep 600")
    made = printed("out", path=folder, seconds=0)
    assert {one.code for one in made.problems} == {"pdf-too-long"}
    assert messages(made.problems)[0][1:] == (
        "LibreOffice 在 0 秒内没有转换完，已经停止，此文书没有 PDF。",
        "LibreOffice was not done within 0 seconds and was stopped; this document has no PDF.",
    )


def test_a_batch_that_is_stopped_keeps_what_is_done(tmp_path: Path) -> None:
    text = 'for one; do last="$one"; done; out=$(dirname "$last"); echo made > "$out/000000.pdf"; exit 0'
    made = Converter(Office(f"{program(tmp_path / 'bin', 'soffice', text)}/soffice"), tmp_path, 60)
    assert made.convert([b"a"]) == [b"made\n"]


def test_nothing_is_written_over_what_is_not_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("x", encoding="utf-8")
    made = invoke("pdf", "out", "--out", str(tmp_path / "letters"))
    assert made.exit_code == 2
    assert "[out-not-ours]" in made.stderr
    assert invoke("pdf", "nowhere").exit_code == 2
