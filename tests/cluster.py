"""A Dask cluster on loopback: its scheduler and its workers, each a process of its own."""

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class Process:
    """A process whose log is read as it comes."""

    def __init__(self, call: list[str], folder: Path) -> None:
        self.log: queue.Queue[str] = queue.Queue()
        self.popen = subprocess.Popen(call, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stderr is not None
        with self.popen.stderr as lines:
            for line in lines:
                self.log.put(line)
        self.log.put("")

    def said(self, words: str) -> str:
        """The next line in which some words stand."""
        lines = []
        while line := self.log.get(timeout=60):
            lines.append(line)
            if words in line:
                return line
        raise AssertionError("".join(lines))

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()
        self._reader.join()


class Cluster:
    """A scheduler and the workers that were started for it."""

    def __init__(self, folder: Path, tls: Mapping[str, str]) -> None:
        self.folder = folder
        self._tls = [word for name, file in tls.items() for word in (f"--tls-{name}", file)]
        self._processes: list[Process] = []
        scheduler = self._start("scheduler", "--no-dashboard", "--port", "0", "--host", "127.0.0.1")
        self.address = scheduler.said("Scheduler at:").split()[-1]

    def worker(self, preload: str = "") -> Process:
        """Start a worker of one thread, and wait until it is at work. `preload` is Python that it runs first."""
        options = ["--no-dashboard", "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1"]
        if preload:
            file = self.folder / f"preload{len(self._processes)}.py"
            file.write_text(preload, encoding="utf-8")
            options += ["--preload", str(file)]
        made = self._start("worker", self.address, *options)
        made.said("Registered to:")
        return made

    def _start(self, what: str, *options: str) -> Process:
        call = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, *self._tls]
        made = Process(call, self.folder)
        self._processes.append(made)
        return made

    def end(self) -> None:
        for process in reversed(self._processes):
            process.kill()


@contextmanager
def cluster(folder: Path, tls: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster without workers yet, ended with the context; `tls` are files of its certificates."""
    made = Cluster(folder, tls or {})
    try:
        yield made
    finally:
        made.end()
