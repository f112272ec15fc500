"""Evidence judged in partitions comes to what judging all of it at once does: every byte and every problem."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator import __version__
from evaluator.evidence import bulk
from evaluator.evidence.portions import Partition, Table, divided, parts
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.language.plan import Plan
from evaluator.partitions.season import Apart, judge_apart
from evaluator.partitions.workers import Hands
from evaluator.pipeline import gather_parts, judge_season, stand_season
from evaluator.problems import Problem, in_order
from evaluator.progress import unseen
from evaluator.result.assemble import assemble
from evaluator.result.table import csv_bytes
from evaluator.standing.season import Season
from test_bulk import PLAN, lines


class Late(Executor):
    """Does nothing until it is asked for a result, and then the last task first."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future = _Asked(self)
        self.waiting.append((future, fn, args, kwargs))
        return future

    def work(self) -> None:
        while self.waiting:
            future, fn, args, kwargs = self.waiting.pop()
            future.set_result(fn(*args, **kwargs))


class _Asked(Future[Any]):
    def __init__(self, executor: Late) -> None:
        super().__init__()
        self.executor = executor

    def result(self, timeout: float | None = None) -> Any:
        self.executor.work()
        return super().result(timeout)


def said(files: Sequence[Path], size: int, digests: dict[str, str]) -> Iterator[Partition | Read]:
    for file in files:
        if divided(file.name):
            for one in parts(str(file), size, digests.__setitem__, unseen):
                for known in one.read() if isinstance(one, Table) else [one]:
                    yield known[1] if isinstance(known, tuple) else known
        else:
            yield from read_file(file.read_bytes(), str(file))


def shown(season: Season) -> tuple[bytes, str, list[Problem]]:
    """Everything a run without documents says: the table, the result without its subjects, the problems."""
    table = csv_bytes(season)
    return table, assemble(season, "zh", __version__, subjects=False).model_dump_json(), in_order(season.problems)


def apart(plan: Plan, files: Sequence[Path], size: int) -> Season:
    made = judge_apart([plan], said(files, size, {}), Hands(Late(), 3))
    assert isinstance(made, Apart)
    return stand_season(plan, made.submitted.alone, made.judged[0], made.judge)


def at_once(plan: Plan, files: Sequence[Path]) -> Season:
    reads = [read for file in files for read in read_file(file.read_bytes(), str(file))]
    return judge_season(plan, gather_parts([plan], reads, {}).alone)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines(), lines(), st.integers(60, 3000))
def test_partitions_come_to_what_all_of_it_does(tmp_path: Path, first: list[str], second: list[str], size: int) -> None:
    files = [tmp_path / "a.jsonl", tmp_path / "b.yaml", tmp_path / "c.jsonl"]
    files[0].write_text("\n".join(first), encoding="utf-8")
    files[1].write_text(
        "subject: {kind: thing, id: s3, name: 三, street: 东街道}\nevidence: {count: 4}\n", encoding="utf-8"
    )
    files[2].write_text("\ufeff" + "\n".join(second) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "FEWEST", 1)
        assert shown(apart(PLAN, files, size)) == shown(at_once(PLAN, files))


def test_a_file_that_cannot_be_read_is_one_problem_and_the_rest_is_judged(tmp_path: Path) -> None:
    line = '{"subject": {"kind": "thing", "id": "s%d", "name": "n", "street": "东街道"}, "evidence": {"count": 3}}\n'
    files = [tmp_path / "a.jsonl", tmp_path / "gone.jsonl", tmp_path / "there.parquet"]
    files[0].write_text("".join(line % number for number in range(90)), encoding="utf-8")
    files[2].write_bytes(b"PAR1 and no more")
    season = apart(PLAN, files, 2000)
    assert [(one.code, Path(one.place.file).name) for one in season.problems] == [
        ("file-unreadable", "gone.jsonl"),
        ("parquet-broken", "there.parquet"),
    ]
    assert (len(season.evidence), season.evidence.rejected) == (90, 2)
