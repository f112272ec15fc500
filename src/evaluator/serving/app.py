"""What the server answers: the meeting's page, looks at what is dropped in, the result's own pages."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from evaluator.desk.past import ChangedError
from evaluator.desk.stamps import stamp_of
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.serving.asked import Answer
from evaluator.serving.kept import Kept
from evaluator.serving.pages import ResultPages, kind_of, made_policy, own_policy, result_policy, with_bar
from evaluator.serving.told import told_page, told_part
from evaluator.serving.upload import uploaded
from evaluator.serving.worker import Worker

PART = "x-evaluator-part"
"""The header by which the page's own script asks for a part to put in; without it a whole page is answered."""
_HERE = b"<!-- answer -->"
_SCRIPT = Path(__file__).with_name("page.js")


@dataclass(frozen=True)
class Meeting:
    """The page of a meeting, and all that it asks for."""

    worker: Worker
    pages: ResultPages
    front: bytes
    watched: str
    lang: Lang
    kept: Kept = field(default_factory=Kept)

    def app(self) -> Starlette:
        """The application."""
        return Starlette(
            routes=[
                Route("/", self.meeting),
                Route("/page.js", self.script),
                Route("/favicon.ico", self.icon),
                Route("/look", self.look, methods=["POST"]),
                Route("/rules", self.rules, methods=["POST"]),
                Route("/rules/stamp", self.stamp),
                Route("/made/{key}/{name:path}", self.made),
                Route("/result", self.first),
                Route("/result/{name:path}", self.result),
            ]
        )

    async def meeting(self, request: Request) -> Response:
        """The meeting's page with nothing dropped in yet."""
        return self._page(self.front)

    async def script(self, request: Request) -> Response:
        """The script of the meeting's page."""
        return Response(_SCRIPT.read_bytes(), media_type="text/javascript")

    async def icon(self, request: Request) -> Response:
        """Browsers ask for it where a page names none; there is none."""
        return Response(status_code=204)

    async def look(self, request: Request) -> Response:
        """What comes of dropped files."""
        found = await uploaded(request)
        if found.problems:
            refused = self._told(request, found.problems, found.status)
            refused.headers["connection"] = "close"  # what else was to come is not waited for
            return refused
        key = self.kept.key()
        return self._answered(request, await run_sync(self.worker.ask, "files", found.files, key), key)

    async def rules(self, request: Request) -> Response:
        """What comes of the rules as they are now in the watched folder."""
        key = self.kept.key()
        return self._answered(request, await run_sync(self.worker.ask, "rules", (), key), key)

    async def stamp(self, request: Request) -> Response:
        """What changes when a file of the watched folder is saved."""
        return JSONResponse({"stamp": await run_sync(stamp_of, self.watched)})

    async def made(self, request: Request) -> Response:
        """A file that somebody may save."""
        name = request.path_params["name"]
        data = self.kept.get(request.path_params["key"], name)
        if data is None:
            return self._missing(name)
        headers = {"content-security-policy": made_policy()}
        if not name.endswith(".html"):
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        return Response(data, headers=headers, media_type=kind_of(name))

    async def first(self, request: Request) -> Response:
        """The first of the result's own pages."""
        return RedirectResponse(f"/result/{self.pages.inside}index.html", 303)

    async def result(self, request: Request) -> Response:
        """One of the result's own pages."""
        name = request.path_params["name"]
        try:
            data = await run_sync(self.pages.data, name)
        except (ChangedError, OSError):
            changed = problem("result-changed", Place(name), found=name)
            return Response(told_page([changed], self.lang), 409, media_type="text/html")
        if data is None:
            return self._missing(name)
        if name.endswith(".html"):
            data = with_bar(data, self.lang)
        return Response(data, headers={"content-security-policy": result_policy(data)}, media_type=kind_of(name))

    def _answered(self, request: Request, answer: Answer, key: str) -> Response:
        if answer.problems:
            return self._told(request, answer.problems, 200)
        self.kept.put(key, answer.kept)
        return self._part(request, answer.page, 200)

    def _told(self, request: Request, problems: list[Problem], status: int) -> Response:
        return self._part(request, told_part(problems, self.lang), status)

    def _part(self, request: Request, part: bytes, status: int) -> Response:
        """A part of the meeting's page, alone or in its place there."""
        if PART in request.headers:
            return Response(part, status, media_type="text/html")
        return self._page(self.front.replace(_HERE, part, 1), status)

    def _page(self, page: bytes, status: int = 200) -> Response:
        return Response(page, status, headers={"content-security-policy": own_policy(page)}, media_type="text/html")

    def _missing(self, name: str) -> Response:
        return Response(told_page([problem("page-missing", found=name)], self.lang), 404, media_type="text/html")
