"""The child process for what others sent: whatever a task does, its parent gets an answer and the next task is done."""

import sys
from pathlib import Path

import pytest

from evaluator.limited import Limited, Limits, Stopped

SMALL = Limits(memory=200 << 20, processor=1, clock=20, output=1 << 20)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX systems")


@pytest.mark.parametrize(
    ("task", "data", "reason"),
    [
        ("hoard", b"", "memory"),
        ("spin", b"", "time"),
        ("talk", b"2000000", "output"),
        ("fail", b"x", "failed"),
        ("abort", b"", "failed"),
        ("leave", b"", "failed"),
        ("no_such_task", b"", "failed"),
    ],
)
def test_a_task_beyond_a_limit_is_an_answer_and_the_next_is_done(task: str, data: bytes, reason: str) -> None:
    with Limited(SMALL) as limited:
        assert limited.run("limited_tasks:echo", b"before") == b"before"
        assert limited.run(f"limited_tasks:{task}", data) == Stopped(reason)
        assert limited.run("limited_tasks:echo", b"after") == b"after"
        assert limited.enforced


def test_a_task_that_waits_is_ended_by_the_clock() -> None:
    with Limited(Limits(clock=1)) as limited:
        assert limited.run("limited_tasks:wait", b"") == Stopped("time")
        assert limited.run("limited_tasks:echo", b"after") == b"after"


def test_one_child_serves_many_tasks_and_any_bytes() -> None:
    data = bytes(range(256)) * 4000
    with Limited(SMALL) as limited:
        first = limited.run("limited_tasks:process", b"")
        assert limited.run("limited_tasks:echo", data) == data
        assert limited.run("limited_tasks:echo", b"") == b""
        assert limited.run("limited_tasks:process", b"") == first


def test_a_task_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "made"
    with Limited(SMALL) as limited:
        assert limited.run("limited_tasks:write", str(target).encode()) == Stopped("failed")
    assert not target.exists() or target.stat().st_size == 0


def test_at_the_end_nothing_is_left_running() -> None:
    with Limited(SMALL) as limited:
        limited.run("limited_tasks:echo", b"")
        child = limited._child
    assert child is not None
    assert child.returncode is not None
