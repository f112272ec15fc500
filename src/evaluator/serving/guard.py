"""Who may ask: this machine's own browser, by the right name, with the token, from the server's own pages."""

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evaluator.problems import Lang, Problem, problem
from evaluator.serving.told import told_page

SAFE = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Headers of every answer that does not set its own."""


@dataclass(frozen=True)
class Guard:
    """Stands before the application: nothing reaches it that does not show the token or the cookie it gave for it."""

    app: ASGIApp
    port: int
    token: str
    lang: Lang
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers do not tell the ports of one machine apart."""
        return f"evaluator-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = self._stopped(scope)
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _stopped(self, scope: Scope) -> Response | None:
        """What is answered instead of what was asked for; None where it may be asked."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if hosts not in [[f"127.0.0.1:{self.port}"], [f"localhost:{self.port}"]]:
            return self._refused(400, problem("serve-host", found=hosts, expected=f"127.0.0.1:{self.port}"))
        if scope["method"] not in ("GET", "HEAD", "POST"):
            refused = self._refused(405, problem("serve-method", found=scope["method"], expected="GET、POST"))
            refused.headers["allow"] = "GET, HEAD, POST"
            return refused
        own = f"http://{hosts[0]}"
        if scope["method"] == "POST" and (
            headers.getlist("origin") != [own] or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return self._refused(403, problem("serve-origin", found=headers.getlist("origin"), expected=own))
        if self._known(headers):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] == "/" and scope["method"] == "GET" and len(given) == 1 and _same(given[0], self.token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.cookie, self.session, httponly=True, samesite="strict", path="/")
            return answer
        return self._refused(403, problem("serve-token"))

    def _known(self, headers: Headers) -> bool:
        """Whether the cookie is there that was given for the token."""
        try:
            found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(self.cookie)
        except CookieError:
            return False
        return found is not None and _same(found.value, self.session)

    def _refused(self, status: int, why: Problem) -> Response:
        return Response(told_page([why], self.lang), status, media_type="text/html")


def _same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same; how long that takes tells nothing of them."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def _with_headers(send: Send) -> Send:
    async def safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SAFE.items():
                headers.setdefault(name, value)
        await send(message)

    return safely
