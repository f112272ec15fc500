"""What is written stands whole or not at all: faults, locks, leftovers, and inputs that change during a run."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bad_examples import BAD, SEASON, invoke
from evaluator import evaluate, messages_writing
from evaluator.parts import Run
from evaluator.progress import Step, unseen
from evaluator.writing import disk
from evaluator.writing.beside import Beside
from evaluator.writing.file import write_file
from failing import below, no_exchange, no_locks
from signing import key_files

ROOT = Path(__file__).resolve().parent.parent
GOOD = ("evaluate", SEASON, "base/evidence", "--out", "out", "--reports", "none")
HOLDER = """
import sys
from evaluator.writing.hold import hold_folder
with hold_folder(sys.argv[1]) as held:
    print("held", flush=True)
    sys.stdin.read()
"""
SAID = {"cannot-write", "out-in-use", "out-inside-result", "changed-while-run", "out-not-locked", "out-left-over"}
"""What the tests below have met."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good example to work in."""
    shutil.copytree(BAD / "base", tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `failing` puts in the place of calls is taken out again."""
    import fcntl

    monkeypatch.setattr(disk, "exchange", disk.exchange)
    monkeypatch.setattr(fcntl, "flock", fcntl.flock)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_every_message_of_writing_has_a_test_here() -> None:
    assert messages_writing.ERRORS.keys() | messages_writing.WARNINGS.keys() == SAID


def test_a_fault_or_a_kill_at_any_call_leaves_the_earlier_one_or_the_new_one() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "faults.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert (made.returncode, made.stderr) == (0, "")
    ends = [int(count) for count in re.findall(r"(\d+) ends", made.stdout)]
    assert len(ends) == 6
    assert all(count >= 100 for count in ends)


@pytest.fixture
def holder(here: Path) -> "subprocess.Popen[str]":
    """Another process at work on `out`."""
    made = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(here / "out")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "held\n"
    yield made
    made.kill()
    made.communicate()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "out: 错误 [out-in-use] 另一次运行正在写入此处，本次未进行。\n"
            "    等其结束后再运行；评价也可以用 --out 另指一处。运行中断的，锁定自行解除，不需要删除任何文件。\n",
        ),
        (
            "en",
            "out: error [out-in-use] Another run is writing here; nothing was done.\n"
            "    Wait until it has ended; an evaluation may name another place with --out. A run that was killed holds "
            "nothing; there is no file to remove.\n",
        ),
    ],
)
def test_a_second_run_into_a_place_is_refused(
    holder: "subprocess.Popen[str]", here: Path, lang: str, said: str
) -> None:
    made = invoke(*GOOD, "--lang", lang)
    assert (made.exit_code, made.stdout, made.stderr) == (2, "", said)
    key_files(here / "zhang.key")
    assert invoke(*GOOD[:4], "other", *GOOD[5:]).exit_code == 0
    (here / "out").mkdir()
    (here / "out" / "manifest.json").write_bytes((here / "other" / "manifest.json").read_bytes())
    made = invoke("sign", "out", "--key", "zhang.key", "--by", "张三", "--lang", lang)
    assert (made.exit_code, made.stdout, made.stderr) == (2, "", said)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert invoke(*GOOD, "--lang", lang).exit_code == 0
    assert names(here) == {"base", "out", "other", "zhang.key", "zhang.pub"}


@pytest.mark.parametrize(
    "call",
    [
        f"evaluate {SEASON} base/evidence --out out/sub",
        f"evaluate {SEASON} base/evidence --out out/documents",
        f"form {SEASON} --out out/blank.yaml",
        f"guide {SEASON} --out out/index.html",
        "compare out out --out out/results.csv",
        "sign --new-key out/zhang.key",
    ],
)
def test_nothing_else_is_written_into_a_result(here: Path, call: str) -> None:
    assert invoke(*GOOD).exit_code == 0
    before = below(here)
    made = invoke(*call.split(), "--lang", "en")
    assert made.exit_code == 2
    assert made.stderr == (
        f"{call.rpartition(' ')[2]}: error [out-inside-result] This lies in the folder of a result, “out”; nothing but "
        "an evaluation and its signatures is written there.\n    Name a place outside the result's folder.\n"
    )
    assert below(here) == before


def test_what_killed_runs_left_is_cleared_and_nothing_else(here: Path) -> None:
    for name in (".out.evaluator-0123abcd", ".out.evaluator-backup", ".out-0123abcd", ".output.evaluator-0123abcd"):
        (here / name).mkdir()
        (here / name / "file").write_text("x", encoding="utf-8")
    (here / ".out.evaluator-lock").touch()
    assert invoke(*GOOD).exit_code == 0
    assert names(here) - {"base", "out"} == {
        ".out.evaluator-backup",
        ".out-0123abcd",
        ".output.evaluator-0123abcd",
    }


def test_the_earlier_result_is_put_back_by_a_run_that_comes_to_nothing(here: Path) -> None:
    assert invoke(*GOOD).exit_code == 0
    before = below(here / "out")
    (here / "out").rename(here / ".out.evaluator-old")
    assert invoke("evaluate", SEASON, "nowhere", *GOOD[3:]).exit_code == 2
    assert below(here / "out") == before
    assert names(here) == {"base", "out"}


@pytest.mark.usefixtures("restored")
def test_without_locks_a_run_is_done_and_says_so(here: Path) -> None:
    no_locks()
    made = invoke(*GOOD, "--lang", "en")
    assert made.exit_code == 0
    assert made.stderr == (
        "out: warning [out-not-locked] The file system here has no locks, so two runs that write at the same time "
        "cannot be kept apart.\n"
        "    Do not run twice into this place at the same time, and remove what a killed run left (.NAME.evaluator-…) "
        "by hand.\n"
    )
    assert "[out-not-locked] 此处的文件系统不能加锁，无法防止两次运行同时写入。" in invoke(*GOOD).stderr
    assert names(here) == {"base", "out"}


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("exchanged", [True, False])
def test_what_cannot_be_removed_is_said_and_the_new_result_stands(
    here: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool
) -> None:
    if not exchanged:
        no_exchange()
    assert invoke(*GOOD).exit_code == 0
    with monkeypatch.context() as held:
        held.setattr("evaluator.writing.beside.shutil.rmtree", _fails(errno.EACCES))
        made = invoke(*GOOD, "--lang", "en")
    assert made.exit_code == 0
    assert re.fullmatch(
        r"\S+/\.out\.evaluator-[0-9a-f]{8}: warning \[out-left-over\] This is not needed any more, and cannot be "
        r"removed \(no permission to write there\)\.\n    Nothing to be done: the next run tries again\. .+\n",
        made.stderr,
    )
    assert invoke(*GOOD).stderr == ""
    assert names(here) == {"base", "out"}


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (errno.ENOSPC, "磁盘空间不足", "no space left on the disk"),
        (errno.EDQUOT, "超出磁盘配额", "the disk quota is used up"),
        (errno.EROFS, "该处只能读取", "that place can only be read"),
        (errno.EIO, "磁盘或网络读写出错", "the disk or the network failed"),
        (errno.ETXTBSY, "Text file busy", "Text file busy"),
    ],
)
def test_why_nothing_could_be_written_is_said_in_words(
    here: Path, monkeypatch: pytest.MonkeyPatch, error: int, zh: str, en: str
) -> None:
    monkeypatch.setattr(disk, "write", _fails(error))
    for lang, said in (("zh", f"out: 错误 [cannot-write] 无法写入（{zh}）。"), ("en", f"({en}).")):
        made = invoke(*GOOD, "--lang", lang)
        assert (made.exit_code, made.stdout) == (2, "")
        assert said in made.stderr
    asked = invoke("form", SEASON, "--rules", "base/rules", "--out", "blank.yaml", "--lang", "en")
    assert asked.exit_code == 2
    assert f"blank.yaml: error [cannot-write] This cannot be written ({en})." in asked.stderr
    assert names(here) == {"base"}


def test_where_nothing_can_be_put_back_the_new_result_stands_and_the_earlier_one_is_kept(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert invoke(*GOOD).exit_code == 0
    before = below(here / "out")
    flush, exchange, calls = disk.flush_folder, disk.exchange, [True]

    def once(one: Path, other: Path) -> bool:
        return exchange(one, other) if calls.pop() else _fails(errno.EIO)()

    def unconfirmed(folder: Path) -> None:
        if folder == here:
            calls.append(False)
            _fails(errno.EIO)()
        flush(folder)

    monkeypatch.setattr(disk, "exchange", once)
    monkeypatch.setattr(disk, "flush_folder", unconfirmed)
    made = invoke(*GOOD, "--as-of", "2021-06-01", "--lang", "en")
    assert made.exit_code == 2
    assert "[cannot-write] This cannot be written (the disk or the network failed)." in made.stderr
    (kept,) = here.glob(".out.evaluator-????????")
    assert below(kept) == before
    assert names(here / "out") == names(kept)
    assert below(here / "out") != before


def _fails(error: int):
    def call(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    return call


def test_folders_above_are_made_and_gone_again_when_nothing_is_written(here: Path) -> None:
    above = ("--out", "one/two/out", "--reports", "none")
    assert invoke("evaluate", SEASON, "nowhere", *above).exit_code == 2
    assert not (here / "one").exists()
    assert invoke("evaluate", SEASON, "base/evidence", *above).exit_code == 0
    assert names(here / "one" / "two") == {"out"}


def test_a_link_to_a_folder_stays_a_link(here: Path) -> None:
    (here / "drive").mkdir()
    (here / "out").symlink_to(here / "drive" / "results")
    for _ in range(2):
        assert invoke(*GOOD).exit_code == 0
    assert (here / "out").is_symlink()
    assert (here / "out" / "results.csv").is_file()
    assert names(here / "drive") == {"results"}


def test_the_folder_one_is_in_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "empty").mkdir()
    monkeypatch.chdir(here / "empty")
    made = invoke("evaluate", f"../{SEASON}", "../base/evidence", "--out", ".", "--reports", "none", "--lang", "en")
    assert made.exit_code == 2
    assert "(it is in use, or is a mount or the folder one is in)" in made.stderr
    assert not names(here / "empty")


class Meanwhile:
    """Somebody who does something once when what came in is read, or where pages are made when they begin."""

    def __init__(self, do, stage: str) -> None:
        self.do, self.when = do, stage

    def stage(self, name: str, total: int | None) -> Step:
        if name == self.when and self.do is not None:
            self.do()
            self.do = None
        return unseen


def run_meanwhile(do, stage: str = "judging", **more: object) -> Run:
    return evaluate(SEASON, "base/evidence", out="out", progress=Meanwhile(do, stage), **{"reports": "none", **more})


def _edit(path: str) -> None:
    data = Path(path).read_bytes()
    state = Path(path).stat()
    Path(path).write_bytes(data.swapcase())
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _touch(path: str) -> None:
    os.utime(path)


def _replace(path: str) -> None:
    Path("saved").write_bytes(Path(path).read_bytes() + b"\n")
    Path("saved").replace(path)


def _pipe(path: str) -> None:
    Path(path).unlink()
    os.mkfifo(path)


INPUT, RULE = "base/evidence/subjects.yaml", "base/rules/season.yaml"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("path", [INPUT, RULE])
@pytest.mark.parametrize("do", [_edit, _replace, os.unlink, _pipe])
def test_an_input_that_changes_during_a_run_is_noticed(
    here: Path, monkeypatch: pytest.MonkeyPatch, do, path: str, large: bool
) -> None:
    before = run_meanwhile(None)
    assert before.parts
    kept = below(here / "out")
    if large:
        monkeypatch.setattr("evaluator.sources.LARGE", 1)
    made = run_meanwhile(lambda: do(path))
    assert (made.status, made.parts) == (2, ())
    assert [(one.code, one.place.file) for one in made.problems if one.severity == "error"] == [
        ("changed-while-run", path)
    ]
    assert below(here / "out") == kept
    assert names(here) == {"base", "out"}


def test_what_is_said_of_an_input_that_changed(here: Path) -> None:
    (found,) = [one for one in run_meanwhile(lambda: _edit(INPUT)).problems if one.code == "changed-while-run"]
    assert found.message("zh") == "此文件在评价期间被修改、替换或者移走，评价依据的是原来的内容。本次未写出结果。"
    assert found.message("en") == (
        "This file was changed, replaced or removed while it was being evaluated, and what was evaluated is no longer "
        "there. No result was written."
    )
    assert not (here / "out").exists()


@pytest.mark.parametrize("large", [False, True])
def test_an_input_that_was_only_touched_is_no_problem(here: Path, monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    if large:
        monkeypatch.setattr("evaluator.sources.LARGE", 1)
    assert run_meanwhile(lambda: _touch(INPUT)).parts
    assert (here / "out").is_dir()


def test_a_template_that_changes_during_a_run_is_noticed(here: Path) -> None:
    for lang in ("zh", "en"):
        (here / "pages" / lang).mkdir(parents=True)
        for name in ("index", "sheet"):
            (here / "pages" / lang / f"{name}.html").write_text("x", encoding="utf-8")
    made = run_meanwhile(lambda: _replace("pages/zh/sheet.html"), "documents", reports="all", templates="pages")
    assert [one.place.file for one in made.problems if one.code == "changed-while-run"] == ["pages/zh/sheet.html"]


def test_a_file_of_somebody_elses_put_into_the_result_during_a_run_is_kept(here: Path) -> None:
    assert run_meanwhile(None).parts
    made = run_meanwhile(lambda: Path("out/notes.txt").write_text("请勿删除", encoding="utf-8"))
    assert (made.status, made.problems[-1].code) == (2, "out-not-ours")
    assert Path("out/notes.txt").read_text(encoding="utf-8") == "请勿删除"
    assert "results.csv" in names(here / "out")


def test_a_file_keeps_its_rights_and_a_link_its_place(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert write_file(tmp_path / "link", b"new") is None
    assert ((tmp_path / "real").read_bytes(), (tmp_path / "real").stat().st_mode & 0o777) == (b"new", 0o640)
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path) == {"real", "link"}


def test_what_is_no_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    assert write_file("/dev/null", b"new") is None
    found = write_file("/dev/full", b"new")
    assert found is not None
    assert (found.code, found.message("en")) == ("cannot-write", "This cannot be written (no space left on the disk).")


def test_the_longest_name_there_is_leaves_room_for_those_beside_it(tmp_path: Path) -> None:
    target = tmp_path / ("名" * 85)
    assert write_file(target, b"new") is None
    assert names(tmp_path) == {target.name}
    assert len(os.fsencode(Beside(target).fresh().name)) < 200


def test_output_that_cannot_be_taken_is_a_problem(here: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        asked = [sys.executable, "-m", "evaluator", "form", SEASON]
        made = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=here, check=False)
    assert made.returncode == 2
    assert made.stderr.startswith("stdout: 错误 [cannot-write] 无法写入（磁盘空间不足）。\n")
    assert "stdout: error [cannot-write] This cannot be written (no space left on the disk).\n" in made.stderr
    assert "Traceback" not in made.stderr
    assert "ignored" not in made.stderr
