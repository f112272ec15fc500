"""The server: on the loopback address alone, until it is interrupted, and with nothing left behind."""

import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from evaluator.problems import Lang, Problem, problem
from evaluator.serving.app import Meeting
from evaluator.serving.asked import Place
from evaluator.serving.guard import Guard
from evaluator.serving.pages import ResultPages, result_pages
from evaluator.serving.worker import Worker

LOOPBACK = "127.0.0.1"
Ready = Callable[[str, int, Lang], None]
"""Is told the one address that gives access, its port, and the language of the page."""


class _Server(uvicorn.Server):
    """Ends at once when it is interrupted, and does not raise that signal again."""

    def __init__(self, config: uvicorn.Config, ended: Callable[[], None]) -> None:
        super().__init__(config)
        self._ended = ended

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {one: signal.signal(one, self._end) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.should_exit = True
        self._ended()


def serve(place: Place, port: int, ready: Ready) -> list[Problem]:
    """Serve the meeting's page of a result until somebody ends it; or say why that cannot be.

    `ready` is called once there is something to be seen.
    """
    pages = result_pages(Path(place.folder))
    if pages is None:
        return [problem("not-a-result", found=place.folder)]
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
        except OSError as error:
            return [problem("port-taken", found=port, reason=error.strerror)]
        worker = Worker(place)
        try:
            return _served(worker, pages, listening, ready)
        except KeyboardInterrupt:  # interrupted before there was anything to be seen
            return []
        finally:
            worker.end()


def _served(worker: Worker, pages: ResultPages, listening: socket.socket, ready: Ready) -> list[Problem]:
    opened = worker.ask("open")
    if not opened.page:
        return opened.problems
    bound = listening.getsockname()[1]
    token = secrets.token_urlsafe(32)
    meeting = Meeting(worker, pages, opened.page, opened.watched, opened.lang)
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
    listening.listen(64)
    ready(f"http://{LOOPBACK}:{bound}/?token={token}", bound, opened.lang)
    _Server(config, worker.end).run(sockets=[listening])
    return []
