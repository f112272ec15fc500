"""The server: on the loopback address alone, until it is interrupted, and with nothing left behind."""

import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from evaluator.problems import Lang, Problem, problem
from evaluator.problems import Place as Where
from evaluator.serving.app import Meeting
from evaluator.serving.asked import Place
from evaluator.serving.guard import Guard
from evaluator.serving.pages import ResultPages, result_pages
from evaluator.serving.worker import Worker

LOOPBACK = "127.0.0.1"
Ready = Callable[[str, int, Lang], None]
"""Is told the one address that gives access, its port, and the language of the page."""


class _Server(uvicorn.Server):
    """Leaves signals to those who started it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class _End:
    """Whether somebody ended the server, by Ctrl-C or by a signal, from before there is anything to be seen."""

    worker: Worker
    server: _Server | None = None
    asked: bool = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Signals end the server at once and in good order, whatever it does."""
        before = {one: signal.signal(one, self._hear) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self.worker.stop()
        if self.server is not None:
            self.server.should_exit = True


def serve(place: Place, port: int, ready: Ready) -> list[Problem]:
    """Serve the meeting's page of a result until somebody ends it; or say why that cannot be.

    `ready` is called once there is something to be seen.
    """
    pages = result_pages(Path(place.folder))
    if pages is None:
        return [problem("not-a-result", Where(place.folder), found=place.folder)]
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
        except OSError as error:
            return [problem("port-taken", found=port, reason=error.strerror)]
        worker = Worker(place)
        end = _End(worker)
        with end.heard():
            try:
                return _served(end, pages, listening, ready)
            finally:
                worker.end()


def _served(end: _End, pages: ResultPages, listening: socket.socket, ready: Ready) -> list[Problem]:
    opened = end.worker.ask("open")
    if end.asked or not opened.page:
        return [] if end.asked else opened.problems
    bound = listening.getsockname()[1]
    token = secrets.token_urlsafe(32)
    meeting = Meeting(end.worker, pages, opened.page, opened.watched, opened.lang)
    config = uvicorn.Config(
        Guard(meeting.app(), bound, token, opened.lang),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=64,
        h11_max_incomplete_event_size=16 << 10,
        http="h11",
        ws="none",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
    )
    end.server = _Server(config)
    end.server.should_exit = end.asked
    listening.listen(64)
    ready(f"http://{LOOPBACK}:{bound}/?token={token}", bound, opened.lang)
    end.server.run(sockets=[listening])
    return []
