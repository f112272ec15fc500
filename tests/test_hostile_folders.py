"""Folders of rules, of templates, of cases and of results made to stop a run: each thing in them is one problem."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bad_examples import SEASON, invoke, set_up
from evaluator import folders, roots
from evaluator.desk import cases
from evaluator.folders import Bounds
from evaluator.language import library
from shipped import ROOT
from test_hostile_files import NOT_ORDINARY, TOO_LARGE, UNREADABLE, linked, longer_than_there_is_room

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and odd names are those of POSIX systems")

RUN = ("evaluate", SEASON, "base/evidence", "--out", "out", "--quiet", "--lang", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good rules, cases beside them, and a result in `was`."""
    folder = set_up(tmp_path_factory.mktemp("folders"))
    (folder / "base" / "rules" / "one.cases.yaml").write_text("cases: season\ntests: []\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert invoke("evaluate", SEASON, "base/evidence", "--out", "was", "--reports", "none").exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place to work in; what waits there is ended."""
    for name in ("base", "was"):
        shutil.copytree(made / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    before = signal.signal(signal.SIGALRM, _waited)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _waited(number: int, frame: object) -> None:
    raise TimeoutError


def told(*call: str) -> tuple[int, list[str]]:
    """The exit status, and the line of each problem."""
    done = invoke(*call)
    return done.exit_code, [line for line in done.stderr.splitlines() if re.search(r": (error|warning) \[", line)]


LOOP = "Too many levels of symbolic links"
Make = Callable[[str], object]
HOSTILE: list[tuple[str, Make, str]] = [
    ("pipe", os.mkfifo, NOT_ORDINARY),
    ("zero", linked("/dev/zero"), NOT_ORDINARY),
    (
        "circle",
        lambda path: Path(path).symlink_to(Path(path).name),
        UNREADABLE.format(LOOP),
    ),
    ("nowhere", linked("no"), UNREADABLE.format("No such file or directory")),
    ("long", longer_than_there_is_room, TOO_LARGE),
]
EACH = pytest.mark.parametrize(("name", "make", "said"), HOSTILE, ids=[name for name, _, _ in HOSTILE])


def begins(lines: list[str], place: str, said: str, most: int) -> bool:
    """Whether one problem was told, of that place."""
    (line,) = lines
    return line.startswith(f"{place}: {said.format(most)}")


@EACH
def test_in_a_folder_of_rules(name: str, make: Make, said: str) -> None:
    """A check names it; a run names it where rules are lacking, which may be what it is."""
    make(f"base/rules/{name}.yaml")
    status, lines = told("check", "base/rules", "--lang", "en")
    assert status == 1
    assert begins(lines, f"base/rules/{name}.yaml", said, 1 << 24)
    assert told(*RUN, "--reports", "none") == (0, [])
    Path("base/rules/standard.yaml").unlink()
    status, lines = told(*RUN, "--reports", "none", "--rules", "base/rules")
    assert (status, len(lines)) == (2, 2)
    lacking = [line for line in lines if "[ruleset-unknown]" not in line]
    assert begins(lacking, f"base/rules/{name}.yaml", said, 1 << 24)


@EACH
def test_in_a_folder_of_templates(name: str, make: Make, said: str) -> None:
    """Every template is part of a run, whoever uses it: there is none without."""
    shutil.copytree(ROOT / "templates", "templates")
    make(f"templates/zh/{name}.html")
    for status, call in (
        (2, RUN),
        (1, ("check", "templates", "--lang", "en")),
        (2, ("guide", SEASON, "--out", "guide.html", "--lang", "en")),
        (2, ("compare", "was", "was", "--out", "differences.html", "--lang", "en")),
    ):
        ended, lines = told(*call, *(("--templates", "templates") if "check" not in call else ()))
        assert ended == status
        assert begins(lines, f"templates/zh/{name}.html", said, 1 << 26)
    assert {one.name for one in Path().iterdir()} == {"base", "was", "templates"}


@EACH
def test_in_a_folder_of_cases(name: str, make: Make, said: str) -> None:
    make(f"base/rules/{name}.cases.yaml")
    status, lines = told("test", "base/rules", "--lang", "en")
    assert status == 2
    assert begins(lines, f"base/rules/{name}.cases.yaml", said, 1 << 24)
    assert told("check", "base/rules") == (0, [])


@EACH
def test_as_an_earlier_result(name: str, make: Make, said: str, made: Path) -> None:
    shutil.copytree(made / "runs" / "earlier", "runs/earlier")
    Path("earlier").mkdir()
    make("earlier/results.csv")
    call = ("evaluate", "runs/earlier/rules/rise.yaml", "runs/earlier/plain.yaml", "--earlier", "earlier", *RUN[3:])
    status, lines = told(*call, "--reports", "none")
    assert status == 1
    said = said.replace("error [file-unreadable] The file", "error [earlier-unreadable] The earlier season's result")
    assert begins(lines, "earlier/results.csv", said.partition("; it must be a file")[0], 1 << 32)


PIPES = [
    ("one.yaml", "translate one.yaml --to zh", "file-not-ordinary"),
    ("one.yaml", "check one.yaml", "file-unreadable"),
    ("one.yaml", "whatif was --rules one.yaml", "scheme-unknown"),
    ("acts.jsonl", "verify was --log acts.jsonl", "file-not-ordinary"),
    ("acts.jsonl", f"{' '.join(RUN[:4])} other --log acts.jsonl --by 张三", "file-not-ordinary"),
    ("was/result.json", "explain was A-01", "not-a-result"),
    ("was/result.json", "compare was was", "not-a-result"),
    ("was/results.csv", "compare was was", "not-a-result"),
    ("was/manifest.json", "compare was was", "not-a-result"),
    ("was/manifest.json", "verify was", "verify-not-a-file"),
    ("base/evidence/subjects.yaml", "whatif was --rules base/rules", "inputs-changed"),
    ("base/rules/standard.yaml", "whatif was --rules base/rules", "ruleset-unknown"),
]


@pytest.mark.parametrize(("put", "call", "code"), PIPES)
def test_a_pipe_in_the_place_of_a_file_ends_no_command(put: str, call: str, code: str) -> None:
    Path(put).unlink(missing_ok=True)
    os.mkfifo(put)
    status, lines = told(*call.split(), "--lang", "en")
    assert status in (1, 2)
    assert f"[{code}]" in " ".join(lines)


def test_a_circle_of_links_is_nobodys_rules() -> None:
    """Not as what is checked, nor as the folder of rules, nor as a log."""
    Path("circle").symlink_to("circle")
    assert told("check", "circle")[0] == 2
    assert told(*RUN, "--rules", "circle") == (
        2,
        ["circle: error [scheme-unknown] There is no scheme “circle”; it must be one in the rules folder."],
    )
    assert told("verify", "was", "--log", "circle", "--lang", "en")[1][0].startswith("circle: error [file-unreadable] ")


def test_a_name_that_is_no_text() -> None:
    odd = os.fsdecode(b"\xff.yaml")
    Path("base/rules", odd).write_bytes(b"")
    (line,) = told("check", "base/rules", "--lang", "en")[1]
    assert line.startswith("base/rules/\ufffd.yaml: error [file-name] The file's name is not text in UTF-8")
    assert told(*RUN, "--reports", "none") == (0, [])
    assert told("check", f"base/rules/{odd}", "--lang", "en")[1] == [line]


def test_a_folder_in_a_circle_is_read_once() -> None:
    """A link to a folder is told of and not followed."""
    Path("base/rules/again").symlink_to("../rules")
    (line,) = told("check", "base/rules", "--lang", "en")[1]
    assert line.startswith(f"base/rules/again: {NOT_ORDINARY}")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Lower limits."""

    def lower(limit: str, most: int) -> None:
        if limit == "names":
            monkeypatch.setattr(folders, "MOST_NAMES", most)
        for module in (library, roots, cases):
            if limit != "names":
                monkeypatch.setattr(module, "BOUNDS", Bounds(1000, 1 << 24, 1 << 24)._replace(**{limit: most}))

    return lower


TOO_MANY = "error [folder-too-many] The folder holds more than 3 files; none of them was read."
TOO_LONG = (
    "error [folder-too-large] The files to be read in this folder have more than 3 bytes together; none of them was "
    "read."
)


BEYOND = [("names", TOO_MANY), ("files", TOO_MANY), ("all", TOO_LONG)]


@pytest.mark.parametrize(("limit", "said"), BEYOND)
def test_folders_beyond_all_bounds(limit: str, said: str, few: Callable[[str, int], None]) -> None:
    """As a folder of a million files, or of files without end, would be: nothing is read, and one thing is said."""
    shutil.copytree(ROOT / "templates", "templates")
    few(limit, 3)
    assert told(*RUN, "--rules", "base/rules") == (2, [f"base/rules: {said}"])
    assert told("check", "base/rules", "--lang", "en")[1] == [f"base/rules: {said}"]
    Path("rules").mkdir()
    shutil.copy("base/rules/season.yaml", "rules/season.yaml")
    assert told("check", "templates", "--lang", "en")[1] == [f"templates: {said}"]


def test_limits_leave_room() -> None:
    """What is shipped has at most a tenth of what is read."""
    for name, bounds in (("rules", library.BOUNDS), ("templates", roots.BOUNDS)):
        sizes = [one.stat().st_size for one in (ROOT / name).rglob("*") if one.is_file()]
        assert len(sizes) * 10 < bounds.files < folders.MOST_NAMES
        assert sum(sizes) * 10 < bounds.all
        assert max(sizes) * 10 < bounds.each
