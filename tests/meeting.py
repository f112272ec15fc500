"""A running server for tests: started as people start it, spoken to over real sockets."""

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlsplit

from evaluator import evaluate
from evaluator.desk.answers import answer_schema
from json_schema import errors

ROOT = Path(__file__).resolve().parent.parent
SCHEME = "demonstration-neighbourhoods"


def season(folder: Path) -> None:
    """A folder with rules, a draft of them, evidence and its result, as somebody has them who prepares a meeting."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    shutil.copytree(ROOT / "rules", folder / "draft")
    shutil.copytree(ROOT / "examples" / "small", folder / "small")
    (folder / "tmp").mkdir()
    (folder / "elsewhere").mkdir()
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert evaluate(SCHEME, "small", out="out").status == 0
    finally:
        os.chdir(before)


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its digest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def call(folder: Path, *arguments: str, at: str = ".") -> "subprocess.Popen[str]":
    """`evaluator serve` as a process of its own, with a private temporary folder, started somewhere in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "evaluator", "serve", *arguments],
        cwd=folder / at,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@dataclass
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


@dataclass
class Server:
    """A server that is running, and the cookie that it gave for the token."""

    process: "subprocess.Popen[str]"
    url: str
    folder: Path
    cookie: str = ""
    host: str = field(init=False)

    def __post_init__(self) -> None:
        self.host = urlsplit(self.url).netloc
        address = urlsplit(self.url)
        given = self.ask("GET", f"/?{address.query}")
        self.cookie = given.headers["set-cookie"].partition(";")[0]

    @property
    def port(self) -> int:
        return int(self.host.rpartition(":")[2])

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        """A request with exactly these headers, and Host."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body=body, headers={"Host": self.host, **headers})  # type: ignore[arg-type]
            got = line.getresponse()
            return Answered(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            line.close()

    def get(self, path: str) -> Answered:
        return self.ask("GET", path, Cookie=self.cookie)

    def post(self, path: str, body: bytes = b"", **headers: str) -> Answered:
        """As the page's own script asks."""
        own = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "X-Evaluator-Part": "1"}
        return self.ask("POST", path, body, **(own | headers))

    def drop(self, *files: tuple[str, bytes], instead: str = "") -> Answered:
        """Some files dropped in."""
        data, kind = multipart(files, instead)
        return self.post("/look", data, **{"Content-Type": kind})


def multipart(files: tuple[tuple[str, bytes], ...], instead: str = "") -> tuple[bytes, str]:
    """Files as a form sends them."""
    mark, lines = "cut-here-4711", []
    for name, data in files:
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{quoted}"\r\n\r\n'
        lines += [head.encode(), data, b"\r\n"]
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="instead"\r\n\r\n{instead}\r\n'.encode())
    return b"".join([*lines, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def started(folder: Path, *arguments: str, at: str = ".") -> Server:
    """A server that says where it is."""
    process = call(folder, *arguments, "--json", at=at)
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    said = json.loads("".join([*takewhile(lambda line: line != "}\n", lines), "}"]))
    assert errors(answer_schema("serve"), said) == []
    return Server(process, said["url"], folder)


def children(process: int, *, some: bool = True) -> set[int]:
    """The processes that a process has started; mostly there must be some."""
    found: set[int] = set()
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread may end while it is looked at
            found.update(map(int, (thread / "children").read_text().split()))
    assert found or not some
    return found


def ended(server: Server, number: int) -> tuple[int, str]:
    """A server that was sent a signal: its exit status, and all that it said on standard error."""
    server.process.send_signal(number)
    _, errors = server.process.communicate(timeout=30)
    return server.process.returncode, errors
