"""Evidence is read in child processes: they say what its readers say, and one that ends loses one thing only."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import limited_tasks
from bad_examples import SEASON, invoke, set_up
from evaluator.evidence import portions
from evaluator.evidence.model import Record
from evaluator.evidence.passed import packed, unpacked
from evaluator.evidence.portions import Files, Lines, Said
from evaluator.evidence.read import is_evidence, read_file
from evaluator.evidence.readers import Readers, readers
from evaluator.evidence.readings import Read
from evaluator.limited import UNLIMITED, Limited, Limits, Stopped
from evaluator.problems import Place, problem
from evaluator.progress import unseen

HERE = Path(__file__).parent
NARROW = Limits(memory=6 << 30, processor=1, clock=60)
LINE = '{"subject": {"kind": "thing", "id": "s%d", "name": "n"}, "evidence": {"count": %d, "told": "%s"}}\n'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX systems")


def plain(read: Read) -> dict[str, Any]:
    """What was read, each record of a block by itself."""
    records: list[Record] = [*read.records]
    for block in read.blocks:
        for row in range(len(block)):
            records += block.records(row)
    made = {name: getattr(read, name) for name in Read.__dataclass_fields__}
    return made | {"blocks": (), "records": sorted(records, key=lambda one: one.place)}


def asked(names: Sequence[Path]) -> Iterator[portions.Portion | Said]:
    with Limited() as limited:
        yield from portions.portions(map(str, names), lambda *_: None, unseen, limited)


def test_a_child_says_what_its_reader_says() -> None:
    folders = ("bad/evidence", "bad/base/evidence", "fuzz/corpus", "parquet", "../examples")
    every = sorted({path.resolve() for one in folders for path in (HERE / one).rglob("*") if is_evidence(path.name)})
    small = [path for path in every if path.suffix != ".xlsx"]
    assert {path.suffix for path in small} >= {".yaml", ".json", ".jsonl", ".csv"}
    found: dict[str, list[Read]] = {str(path): [] for path in small}
    for name, read in readers().said(asked(small)):
        found[name].append(read)
    for path in small:
        assert [plain(one) for one in found[str(path)]] == [
            plain(one) for one in read_file(path.read_bytes(), str(path))
        ]


def test_a_table_comes_back_as_its_row_groups(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "a.parquet"
    ids = [f"s{number}" for number in range(300)]
    pl.DataFrame({"kind": ["thing"] * 300, "id": ids, "count": range(300)}).write_parquet(path, row_group_size=100)
    made = [read for _, read in readers().said(asked([path]))]
    assert [block.ids.to_list() for read in made for block in read.blocks] == [ids[:100], ids[100:200], ids[200:]]
    path.write_bytes(b"")
    (empty,) = [read for _, read in readers().said(asked([path]))]
    assert [one.code for one in empty.problems] == ["parquet-broken"]


GOOD = b"subject: {kind: thing, id: a, name: n}"


@pytest.fixture(scope="module")
def narrow() -> Readers:
    return Readers(1, NARROW)


@pytest.mark.parametrize(("word", "at"), [("deadly", 0), ("deadly", 11), ("greedy", 6)])
def test_a_line_that_ends_its_reader_is_one_problem_on_that_line(
    tmp_path: Path, narrow: Readers, word: str, at: int
) -> None:
    path = tmp_path / "a.jsonl"
    text = "".join(LINE % (number, number, word if number == at else "") for number in range(12))
    path.write_text(text, encoding="utf-8")
    lines = limited_tasks.Lines("a.jsonl", str(path), 0, len(text), 1)
    made = [read for _, read in narrow.said([lines])]
    assert [one for read in made for one in read.problems] == [problem("reading-stopped", Place("a.jsonl", at + 1))]
    assert sum(read.rejected for read in made) == 1
    records = [one.identity["id"] for read in made for one in plain(read)["records"]]
    assert records == [f"s{number}" for number in range(12) if number != at]


def test_a_file_that_ends_its_reader_loses_no_other(narrow: Readers) -> None:
    good, bad = b"subject: {kind: thing, id: %d, name: n}\n", b"deadly: yes\n"
    contents = [(f"{number}.yaml", good % number if number != 3 else bad) for number in range(6)]
    made = list(narrow.said([limited_tasks.Files(tuple(contents))]))
    assert [name for name, _ in made] == [f"{number}.yaml" for number in range(6)]
    assert [one for _, read in made for one in read.problems] == [problem("reading-stopped", Place("3.yaml"))]
    assert [len(read.records) for _, read in made] == [1, 1, 1, 0, 1, 1]


def test_what_takes_too_long_is_not_tried_again_bit_by_bit(tmp_path: Path, narrow: Readers) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINE % (1, 1, "endless") * 2, encoding="utf-8")
    (said,) = narrow.said([limited_tasks.Lines("a.jsonl", str(path), 0, path.stat().st_size, 1)])
    assert said[1].problems == (problem("reading-stopped", Place("a.jsonl", 1)),)


def test_when_it_is_broken_off_nothing_more_is_read() -> None:
    some, endless = Readers(1, UNLIMITED), limited_tasks.Files((("b.yaml", b"endless"),))
    made = some.said([Files((("a.yaml", GOOD),)), *[endless] * 40])
    assert next(made)[0] == "a.yaml"
    made.close()
    assert [name for name, _ in some.said([Files((("c.yaml", GOOD),))])] == ["c.yaml"]


def test_a_run_leaves_nothing_open(tmp_path: Path) -> None:
    """Python in its development mode says of each child and pipe that was left to it."""
    here = set_up(tmp_path)
    call = ("evaluate", SEASON, "base/evidence", "--out", "out", "--reports", "none", "--quiet")
    made = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "evaluator", *call], cwd=here, capture_output=True, check=False
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, b"", b"")


def test_everybody_else_comes_out_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(set_up(tmp_path))
    call = ("evaluate", SEASON, "base/evidence", "--out", "out", "--reports", "none", "--lang")
    assert invoke(*call, "zh").exit_code == 0
    before = Path("out/results.csv").read_bytes()
    monkeypatch.setattr(portions, "Files", limited_tasks.Files)
    Path("base/evidence/deadly.yaml").write_text("deadly: yes\n", encoding="utf-8")
    for lang in ("zh", "en"):
        made = invoke(*call, lang)
        assert made.exit_code == 1
        assert Path("out/results.csv").read_bytes() == before
        assert made.stderr == SAID[lang]
    assert "rejected 1." in made.stdout


SAID = {
    "zh": (
        "base/evidence/deadly.yaml: 错误 [reading-stopped] 读取此处内容时，耗用的内存或时间超出限度，"
        "或者读取程序意外中止；此处内容不予读取，其他内容不受影响。\n"
        "    确认是正常填写的文件：重新打开、另存，再行提交；内容确实很多的，分成几个文件。\n"
    ),
    "en": (
        "base/evidence/deadly.yaml: error [reading-stopped] Reading what stands here took more memory or time than is "
        "allowed, or ended the process that read it; it is not read. Nothing else is affected.\n"
        "    See that it is the file that was filled in: open it, save it anew and submit that; if it does hold "
        "very much, divide it into several.\n"
    ),
}


def test_a_portion_of_lines_divides_into_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf1\n\n3 is longer than the others\n4\n5")
    waiting, single = [Lines("a", str(path), 0, path.stat().st_size, 1)], []
    while waiting:
        one = waiting.pop(0)
        smaller = one.divided()
        waiting = [*smaller, *waiting]
        single += [] if smaller else [(one.first, one._bytes())]
    assert single == [(1, b"1\n"), (2, b"\n"), (3, b"3 is longer than the others\n"), (4, b"4\n"), (5, b"5")]


class Evil:
    def __reduce__(self) -> Any:
        return os.system, ("echo",)


READ = ("a.yaml", Read())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        packed([READ])[:-3],
        pickle.dumps([("a.yaml", Evil())]),
        pickle.dumps([Evil()]),
        pickle.dumps([Path("a")]),
        pickle.dumps(READ),
        pickle.dumps([("a.yaml", "text")]),
        pickle.dumps([("a.yaml",)]),
        pickle.dumps([Files]),
    ],
)
def test_of_an_answer_that_is_none_nothing_is_made(answer: bytes) -> None:
    assert unpacked(answer) == Stopped("failed")


@given(st.binary(max_size=40))
def test_no_bytes_are_more_than_an_answer(answer: bytes) -> None:
    assert unpacked(answer) in ([], Stopped("failed"))


def test_an_answer_is_what_was_said() -> None:
    assert unpacked(packed([READ])) == [READ]
