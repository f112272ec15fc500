"""A season judged by a Dask cluster: scheduler and workers are real processes, one dies, one is slow, none is right."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import evaluator
import limited_tasks
from cluster import Cluster, cluster
from evaluator import messages_workers
from evaluator.evidence import portions
from evaluator.partitions import workers
from evaluator.parts import FOUND, NOTHING, Run
from evaluator.progress import UNSEEN, Progress, Stage, Step
from evaluator.work import Lost
from large_season import large_season

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "benchmarks" / "rules"
EXAMPLES = ROOT / "examples" / "haiyang-2021"


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_season(tmp_path_factory.mktemp("evidence"))


@pytest.fixture(scope="module")
def here(evidence: Path) -> Run:
    """The season judged all at once on this machine."""
    made = season(evidence)
    assert made.status == FOUND
    assert {one.code for one in made.problems} >= {"answer-number", "identity-missing", "answers-conflict"}
    return made


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path) as made:
        yield made


class Watched:
    """Looks on while files are read, and does something once so many partitions were handed out."""

    def __init__(self, after: int, then: Callable[[], object]) -> None:
        self.left, self.then = after, then

    def stage(self, name: Stage, total: int | None) -> Step:
        def step(done: int = 1, /) -> None:
            self.left -= 1
            if name == "reading" and self.left == 0:
                self.then()

        return step


def season(evidence: Path, scheduler: str | None = None, progress: Progress = UNSEEN) -> Run:
    return evaluator.evaluate(
        "large-season", evidence, rules=RULES, reports="none", lang="en", scheduler=scheduler, progress=progress
    )


def test_processes_of_this_machine_give_the_same_bytes(evidence: Path, here: Run) -> None:
    made = evaluator.evaluate("large-season", evidence, rules=RULES, reports="none", lang="en", workers=2)
    assert made.files == here.files
    assert made.problems == here.problems


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(field: Cluster, evidence: Path, here: Run) -> None:
    field.worker()
    killed = field.worker()
    made = season(evidence, field.address, Watched(3, lambda: killed.popen.send_signal(signal.SIGKILL)))
    assert killed.popen.wait() == -signal.SIGKILL
    assert made.files == here.files


SLOW = """
from pathlib import Path
import time
from evaluator.partitions import judging

at_once = getattr(judging, "at_once", judging.judge_partition)  # this may be run twice
judging.at_once = at_once

def late(asked, source):
    while not Path("go").exists():
        time.sleep(0.01)
    return at_once(asked, source)

judging.judge_partition = late
"""
"""A worker that answers nothing before a file is there."""


def test_a_slow_worker_changes_nothing(field: Cluster, evidence: Path, here: Run) -> None:
    field.worker(SLOW)
    field.worker()
    made = season(evidence, field.address, Watched(3, (field.folder / "go").touch))
    assert made.files == here.files


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_settings_of_dask_for_tls_are_used_as_they_stand(tmp_path: Path, evidence: Path, here: Run) -> None:
    import dask
    import distributed  # noqa: F401  # with it come the settings

    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test"
    subprocess.run([*make.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = "distributed.comm.tls"
    ours = {f"{tls}.ca-file": certificate, f"{tls}.client.cert": certificate, f"{tls}.client.key": key}
    with cluster(tmp_path, {"ca-file": certificate, "cert": certificate, "key": key}) as made:
        made.worker()
        assert made.address.startswith("tls://")
        with dask.config.set({**ours, "distributed.comm.require-encryption": True}):
            assert season(evidence, made.address).files == here.files
        (said,) = refused(season(evidence, made.address))
    assert said.startswith(f"Scheduler {made.address} cannot be reached (")


SAID: set[str] = set()
"""Codes of what the tests below were told."""


def refused(made: Run) -> list[str]:
    assert made.status == NOTHING
    assert not made.files
    SAID.update(one.code for one in made.problems)
    return [one.message("en") for one in made.problems]


def test_a_worker_of_another_version_is_named(field: Cluster, evidence: Path) -> None:
    field.worker("from evaluator.partitions import judging\njudging.__version__ = '0.0.1'\n")
    assert refused(season(evidence, field.address)) == [
        "The version of this program on a machine of the cluster (0.0.1) is not the one here. There is no result."
    ]


def test_evidence_a_worker_cannot_reach_is_named(field: Cluster, evidence: Path) -> None:
    field.worker(
        "from evaluator.evidence.portions import Lines\n"
        "def gone(self): raise FileNotFoundError(2, 'No such file or directory')\n"
        "Lines._bytes = gone\n"
    )
    made = season(evidence, field.address)
    assert refused(made) == [
        "The process at work cannot read this file (No such file or directory). There is no result."
    ]
    assert made.problems[0].place.file == str(evidence / "a.jsonl")


def test_a_mistake_of_the_program_ends_the_run(field: Cluster, evidence: Path) -> None:
    field.worker("from evaluator.partitions import judging\njudging.Table = None\n")
    made = season(evidence, field.address)
    assert refused(made) == [
        "The records from here on could not be judged: this program failed (TypeError: "
        "'NoneType' object is not callable). "
        "There is no result."
    ]


def test_a_scheduler_that_does_not_answer_is_named(evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CONNECTING", "100ms")
    (said,) = refused(season(evidence, "tcp://127.0.0.1:1"))
    assert said.startswith("Scheduler tcp://127.0.0.1:1 cannot be reached (")


def test_a_cluster_is_not_for_documents(evidence: Path) -> None:
    made = evaluator.evaluate("large-season", evidence, rules=RULES, lang="en", scheduler="tcp://127.0.0.1:1")
    assert refused(made) == ["--scheduler is for evaluation without documents, and documents are asked for."]


def test_a_cluster_needs_its_extra(evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused(season(evidence, "tcp://127.0.0.1:1")) == [
        "What a cluster needs is not installed, so scheduler tcp://127.0.0.1:1 cannot be used."
    ]


class Losing(ThreadPoolExecutor):
    """Processes that come to their end whatever they are asked."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        return super().submit(Lost, "failed")


def test_what_ends_every_process_is_read_and_judged_here(
    evidence: Path, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "Processes", Losing)
    made = evaluator.evaluate("large-season", evidence, rules=RULES, reports="none", lang="en", workers=2)
    assert made.files == here.files


def test_a_line_that_ends_every_process_is_one_problem(
    evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (evidence / "a.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, line in (("with", ['{"subject": "deadly"}\n']), ("without", [])):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.jsonl").write_text("".join([*text[:700], *line, *text[700:]]), encoding="utf-8")
    monkeypatch.setattr(portions, "Lines", limited_tasks.Lines)
    made, other = (
        evaluator.evaluate("large-season", tmp_path / name, rules=RULES, reports="none", lang="en", workers=2)
        for name in ("with", "without")
    )
    assert made.files["results.csv"] == other.files["results.csv"]
    stopped = [one.place.line for one in made.problems if one.code == "reading-stopped"]
    assert (stopped, len(made.problems)) == ([701], len(other.problems) + 1)


def test_subjects_that_meet_are_judged_here_and_that_is_said() -> None:
    made = evaluator.evaluate(
        "satisfaction-survey",
        EXAMPLES / "satisfaction-survey",
        reports="none",
        lang="en",
        scheduler="tcp://127.0.0.1:1",
    )
    (said,) = (one for one in made.problems if one.code == "not-apart")
    SAID.add(said.code)
    assert said.message("en") == (
        "Subjects of scheme satisfaction-survey cannot be judged apart (compared); all were judged on this machine, "
        "without the cluster."
    )
    assert made.files


def test_every_message_about_workers_was_said() -> None:
    assert set(messages_workers.ERRORS) | set(messages_workers.WARNINGS) == SAID
