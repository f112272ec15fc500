"""Files made to stop a run: each is one problem, and what is said of everybody else is the same."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bad_examples import SEASON, invoke, set_up
from evaluator.evidence import attachments
from evaluator.evidence.gather import gather
from evaluator.evidence.read import read_file
from evaluator.language import source
from evaluator.language.library import RuleFile, read_library
from evaluator.language.source import read_yaml
from evaluator.problems import MOST_TOLD, Problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and odd names are those of POSIX systems")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(folder)
    (folder / "sent").mkdir()
    yield
    for path in sorted((folder / "sent").iterdir()):
        path.unlink()
    (folder / "sent").rmdir()


def evaluated(*evidence: str) -> tuple[str, bytes, dict[str, int]]:
    """What a run says on standard error, its table, and its counts."""
    made = invoke("evaluate", SEASON, "base/evidence", *evidence, "--out", "out", "--reports", "none", "--lang", "en")
    counts = json.loads(Path("out/result.json").read_bytes())["counts"]
    said = f"received {counts['received']}: evaluated {counts['evaluated']}, held {counts['held']}, "
    assert f"{said}rejected {counts['rejected']}." in made.stdout
    return made.stderr, Path("out/results.csv").read_bytes(), counts


def a_socket(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


def linked(there: str) -> Callable[[str], object]:
    return lambda path: Path(path).symlink_to(there)


def longer_than_there_is_room(path: str) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.truncate(1 << 40)


NOT_ORDINARY = "error [file-not-ordinary] This is no ordinary file but a pipe, a device or a link to a folder; it was"
UNREADABLE = "error [file-unreadable] The file cannot be read ({}); it must be a file that can be opened."
TOO_LARGE = "error [file-too-large] The file has 1099511627776 bytes, more than the {} allowed."

HOSTILE: list[tuple[str, Callable[[str], object], str]] = [
    ("pipe.yaml", os.mkfifo, NOT_ORDINARY),
    ("socket.json", a_socket, NOT_ORDINARY),
    ("zero.csv", linked("/dev/zero"), NOT_ORDINARY),
    ("linked", linked("../base"), NOT_ORDINARY),
    (
        "circle.yaml",
        linked("circle.yaml"),
        UNREADABLE.format("Too many levels of symbolic links"),
    ),
    ("nowhere.xlsx", linked("no.xlsx"), UNREADABLE.format("No such file or directory")),
    ("long.yaml", longer_than_there_is_room, TOO_LARGE.format(16777216)),
    ("long.jsonl", longer_than_there_is_room, TOO_LARGE.format(17179869184)),
    ("long.parquet", longer_than_there_is_room, TOO_LARGE.format(17179869184)),
    ("long.xlsx", longer_than_there_is_room, TOO_LARGE.format(268435456)),
]


@pytest.mark.parametrize(("name", "make", "said"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_file_that_is_none_is_one_problem(name: str, make: Callable[[str], object], said: str) -> None:
    _, table, counts = evaluated()
    make(f"sent/{name}")
    stderr, now, counted = evaluated("sent")
    assert stderr.startswith(f"sent/{name}: {said}")
    assert stderr.count("[") == 1
    assert now == table
    assert counted == {**counts, "received": counts["received"] + 1, "rejected": 1}


def test_a_name_that_is_no_text_and_one_that_would_steer_the_terminal() -> None:
    _, table, _ = evaluated()
    Path(os.fsdecode(b"sent/\xff.yaml")).write_bytes(b"")
    Path("sent/a\n\x1b[31m\u202eb.yaml").write_bytes(b"")
    stderr, now, counts = evaluated("sent")
    assert stderr.splitlines()[0].startswith("sent/a\ufffd\ufffd[31m\ufffdb.yaml: error [not-a-record] ")
    assert "sent/\ufffd.yaml: error [file-name] The file's name is not text in UTF-8" in stderr
    assert "\x1b" not in stderr
    assert (now, counts["rejected"]) == (table, 2)


def test_a_file_is_read_as_far_as_it_reached_when_it_was_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    from evaluator import files

    path = Path("sent/growing.yaml")
    path.write_bytes(b"first")
    opened = os.fdopen

    def late(*arguments: object) -> object:
        path.write_bytes(b"first and second")
        return opened(*arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(files.os, "fdopen", late)
    assert files.taken_in(str(path), 100) == b"first"


ATTACHMENTS = [
    ('"a\\0b"', "[attachment-outside] The attachment “a\ufffdb” lies outside"),
    ("circle", "[attachment-outside] The attachment “circle” lies outside"),
    ("outside", "[attachment-outside] The attachment “outside” lies outside"),
    ("pipe", "[attachment-missing] "),
    (".", "[attachment-missing] "),
    ("x" * 5000, "[attachment-missing] "),
    ("huge", "[attachment-unreadable] The attachment “huge” cannot be read, or is larger than 4 GB."),
]


@pytest.mark.parametrize(("file", "said"), ATTACHMENTS)
def test_an_attachment_that_cannot_be_read_is_one_warning(file: str, said: str) -> None:
    assert attachments.MOST_BYTES == 1 << 32
    Path("sent/circle").symlink_to("circle")
    Path("sent/outside").symlink_to("/etc/passwd")
    os.mkfifo("sent/pipe")
    longer_than_there_is_room("sent/huge")
    text = "subject: {kind: neighbourhood, id: A-01}\nattachments:\n  - {field: members, file: %s}\n"
    Path("sent/a.yaml").write_text(text % file, encoding="utf-8")
    stderr, _, _ = evaluated("sent/a.yaml")
    assert stderr.startswith(f"sent/a.yaml:3:5: warning {said}")
    assert stderr.count("warning") == 1


def test_a_folder_whose_name_is_no_text_hides_no_attachment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the name of any folder is where the locale has another encoding than whoever named it."""
    (tmp_path / os.fsdecode(b"\xff")).mkdir()
    monkeypatch.chdir(set_up(tmp_path / os.fsdecode(b"\xff")))
    Path("base/evidence/minutes.txt").write_text("minutes", encoding="utf-8")
    text = "subject: {kind: neighbourhood, id: A-01}\nattachments:\n  - {field: members, file: minutes.txt}\n"
    Path("base/evidence/more.yaml").write_text(text, encoding="utf-8")
    stderr, _, _ = evaluated()
    assert stderr == ""
    assert "base/evidence/minutes.txt" in json.loads(Path("out/manifest.json").read_bytes())["inputs"]


def told(data: bytes, file: str) -> tuple[list[Problem], int]:
    reads = list(read_file(data, file))
    return [item for read in reads for item in read.problems], sum(read.rejected for read in reads)


@pytest.mark.parametrize(("data", "file"), [(b"- 1\n" * 40, "a.yaml"), (b"[" + b"1," * 40 + b"1]", "a.json")])
def test_more_values_than_any_file_needs(monkeypatch: pytest.MonkeyPatch, data: bytes, file: str) -> None:
    from evaluator.evidence import jsontext

    monkeypatch.setattr(source, "MAX_VALUES", 20)
    monkeypatch.setattr(jsontext, "MAX_VALUES", 20)
    (found,), rejected = told(data, file)
    assert (found.code, rejected) == ("values-too-many", 1)
    assert found.message("en") == (
        "The file holds more than 20 values; it was read no further than here, and nothing of it is used."
    )


def test_a_line_longer_than_any_file_may_be() -> None:
    (found,), rejected = told(b'{"subject": "' + b"x" * source.MAX_BYTES + b'"}\n{}', "a.jsonl")[0][:1], 1
    assert (found.code, found.place.line, rejected) == ("line-too-long", 1, 1)
    assert found.message("en") == "This line has 16777231 bytes, more than the 16777216 allowed."


@pytest.mark.parametrize(
    ("one", "file"),
    [
        (b"---\n", "a.yaml"),
        (b"- 1\n", "a.yaml"),
        (b"[]\n", "a.jsonl"),
        (b"x\n", "a.jsonl"),
        (b'{"subject": {"id": "x"}}\n', "a.jsonl"),
        (b"id,name,kind\n" + b"1\n" * 5000, "a.csv"),
    ],
)
def test_of_very_many_problems_in_one_file_a_thousand_are_told(one: bytes, file: str) -> None:
    made = gather(read_file(one * (1 if file == "a.csv" else 5000), file), [], {})
    problems, rejected = made.problems, made.rejected
    assert rejected == 5000
    assert len(problems) == MOST_TOLD + 1
    assert (problems[-1].code, problems[-1].place) == ("problems-many", problems[-2].place)
    assert problems[-1].message("en") == "From here on the file has 4000 further problems, which are not listed."


def test_a_rule_file_with_very_many_problems() -> None:
    library = read_library([RuleFile("a.yaml", b"ruleset: x\n" * 3000)])
    assert [item.code for item in library.problems] == ["duplicate-key"] * MOST_TOLD + ["problems-many"]


def test_directives_are_not_compared_with_each_other_for_hours() -> None:
    text = "".join(f"%TAG !a{number}! tag:a\n" for number in range(300_000))
    documents, problems = read_yaml(text, "a.yaml")
    assert not documents
    assert [(item.code, item.place.line) for item in problems] == [("yaml-syntax", 2)]


def test_a_table_of_very_many_columns() -> None:
    many = ",".join(f"c{number}" for number in range(200_000))
    for row, code in (("c" * 200_000, "csv-syntax"), (f"{many},c1", "csv-header")):
        (found,), rejected = told(f"kind,id,name,{row}\n".encode(), "a.csv")
        assert (found.code, rejected) == (code, 1)
