"""`evaluator serve`: who may ask, what comes in, what it answers, and that nothing is left of it."""

import contextlib
import io
import json
import os
import re
import signal
import socket
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from bad_examples import invoke
from evaluator import messages_serving
from evaluator.desk.answers import answer_schema
from evaluator.limited import Limited, Limits
from evaluator.problems import Place, problem
from evaluator.serving import limits
from evaluator.serving.asked import Dropped
from evaluator.serving.names import clean, told_apart
from evaluator.serving.trial import tried
from json_schema import errors
from meeting import ROOT, Server, call, children, digests, ended, multipart, season, started

YI = (ROOT / "examples" / "small" / "yi.yaml").read_bytes()
STREET = (ROOT / "examples" / "forms" / "first" / "street.xlsx").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("meeting")
    season(made)
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    running = started(folder, "../out", "--from", "..", "--lang", "en", at="elsewhere")
    yield running
    assert ended(running, signal.SIGTERM) == (0, "")


def words(page: str) -> str:
    """What a page says, without its marks, and every space one."""
    return " ".join(unescape(re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


# Who may ask


@pytest.mark.parametrize("given", ["", "?token=", "?token=wrong", "?token=a&token=b"])
def test_without_the_token_nothing_is_told(server: Server, given: str) -> None:
    refused = server.ask("GET", f"/{given}")
    assert refused.status == 403
    assert "set-cookie" not in refused.headers
    assert words(refused.text) == (
        "This cannot be done This cannot be done There is no token for this page; it takes the whole address that was "
        "given when the server was started. Copy the whole address from the terminal into the address bar."
    )


@pytest.mark.parametrize("path", ["/page.js", "/result/index.html", "/rules/stamp", "/made/x/y", "/nowhere"])
@pytest.mark.parametrize("cookie", [{}, {"Cookie": "evaluator=1"}, {"Cookie": "evaluator-{port}=wrong"}])
def test_every_address_takes_the_cookie(server: Server, path: str, cookie: dict[str, str]) -> None:
    given = {name: value.format(port=server.port) for name, value in cookie.items()}
    assert server.ask("GET", path, **given).status == 403
    query = server.url.partition("?")[2]
    assert server.ask("GET", f"{path}?{query}").status == 403  # the token opens the first page alone


def test_the_token_gives_a_cookie_and_goes_from_the_address(server: Server) -> None:
    given = server.ask("GET", f"/?{server.url.partition('?')[2]}")
    assert (given.status, given.headers["location"]) == (303, "/")
    name, *rest = given.headers["set-cookie"].split("; ")
    assert name == server.cookie
    assert {one.lower() for one in rest} == {"httponly", "path=/", "samesite=strict"}
    assert server.url.partition("=")[2] not in server.cookie
    assert server.get("/").status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("127.0.0.1", 400), ("evil.example:{port}", 400), ("", 400)],
)
def test_only_this_machine_by_its_name(server: Server, host: str, status: int) -> None:
    """A page of somebody else whose name was made to lead here (DNS rebinding) has another name in its requests."""
    asked = server.ask("GET", "/", Host=host.format(port=server.port), Cookie=server.cookie)
    assert asked.status == status


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://127.0.0.1", "http://localhost:{port}"]
)
def test_only_its_own_pages_send_anything(server: Server, origin: str | None) -> None:
    data, kind = multipart((("yi.yaml", YI),))
    headers = {"Cookie": server.cookie, "Content-Type": kind}
    if origin is not None:
        headers["Origin"] = origin.format(port=server.port)
    refused = server.ask("POST", "/look", data, **headers)
    assert refused.status == 403
    assert "it must come from a page of http://127.0.0.1" in words(refused.text)
    foreign = {"Origin": f"http://{server.host}", "Sec-Fetch-Site": "cross-site"}
    assert server.ask("POST", "/look", data, **(headers | foreign)).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_other_methods_are_not_answered(server: Server, method: str) -> None:
    refused = server.ask(method, "/", Cookie=server.cookie)
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("path", ["/", "/result/index.html", "/nowhere", "/result/nowhere"])
def test_every_answer_says_what_a_browser_may_do(server: Server, path: str) -> None:
    for got in (server.get(path), server.ask("GET", path)):
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["x-frame-options"] == "DENY"
        policy = got.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
        assert "server" not in got.headers


def test_nothing_listens_but_on_the_loopback_address(server: Server) -> None:
    others = {"127.0.0.2"}
    with contextlib.suppress(OSError):  # a machine may not know its own name
        others |= {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with socket.socket() as line, pytest.raises(ConnectionRefusedError):
            line.connect((address, server.port))


# The result's own pages


def test_pages_of_the_result_are_as_written_with_a_way_back(server: Server, folder: Path) -> None:
    got = server.get("/result/index.html")
    bar = '<nav class="small screen-only meeting-bar"><a href="/">← Back to the meeting&#x27;s page</a></nav>'
    assert got.text.count(bar) == 1
    cut = got.text.replace(bar, "").replace("<style>@media print{.meeting-bar{display:none}}</style>", "")
    assert cut.encode() == (folder / "out" / "index.html").read_bytes()
    assert server.get("/result/results.csv").data == (folder / "out" / "results.csv").read_bytes()
    assert server.get("/result").headers["location"] == "/result/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "/result/../rules/schemes/demonstration-neighbourhoods.yaml",
        "/result/%2e%2e/small/yi.yaml",
        "/result/..%2fsmall%2fyi.yaml",
        "/result//etc/passwd",
        "/result/documents/../index.html",
        "/result/manifest.json",
        "/result/extra.html",
        "/result/%00",
        "/made/..%2f..%2fsmall/yi.yaml",
    ],
)
def test_only_files_the_manifest_names_are_served(server: Server, folder: Path, path: str) -> None:
    extra = folder / "out" / "extra.html"
    extra.write_text("not of the result", encoding="utf-8")
    try:
        assert server.get(path).status == 404
    finally:
        extra.unlink()


def test_a_page_that_was_changed_or_leads_elsewhere_is_not_served(server: Server, folder: Path) -> None:
    page = folder / "out" / "index.html"
    written = page.read_bytes()
    page.write_bytes(written.replace(b"</body>", b"<script>alert(1)</script></body>"))
    try:
        changed = server.get("/result/index.html")
        page.unlink()
        page.symlink_to(folder / "small" / "yi.yaml")
        elsewhere = server.get("/result/index.html")
    finally:
        page.unlink(missing_ok=True)
        page.write_bytes(written)
    assert (changed.status, elsewhere.status) == (409, 409)
    assert "alert" not in changed.text


# What comes in


def test_what_is_dropped_is_counted_while_it_comes(server: Server) -> None:
    said = server.post(
        "/look", b"", **{"Content-Length": str(limits.REQUEST + 1), "Content-Type": "multipart/form-data; boundary=x"}
    )
    assert said.status == 413  # nothing of it was waited for
    data, kind = multipart((("a.yaml", b"x" * (limits.FILE + 1)),))
    large = server.post("/look", data, **{"Content-Type": kind})
    assert large.status == 413
    assert words(large.text) == (
        "This cannot be done The file is too large (8.0 MB); the most is 8 MB. See that it is the form that was filled "
        "in and take pictures out of it; if it does hold very much, use evaluator preview. a.yaml"
    )


def test_a_request_without_an_end_is_ended(server: Server) -> None:
    """Sent in chunks, a request does not say how large it is: it is counted."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
        head = (
            f"POST /look HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\nOrigin: http://{server.host}\r\n"
        )
        line.sendall(
            f"{head}Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        start = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.yaml"\r\n\r\n'
        line.sendall(b"%x\r\n%s\r\n" % (len(start), start))
        block = b"%x\r\n%s\r\n" % (1 << 20, b"x" * (1 << 20))
        sent = 0
        try:
            while sent <= limits.REQUEST * 2:
                line.sendall(block)
                sent += 1 << 20
        except OSError:  # the server has answered and hung up
            pass
        assert sent <= limits.REQUEST * 2
    assert server.get("/").status == 200


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data"),
        multipart(tuple((f"{n}.yaml", b"a") for n in range(limits.FILES + 1))),
    ],
)
def test_what_is_no_form_or_too_many_files_is_refused(server: Server, data: bytes, kind: str) -> None:
    assert server.post("/look", data, **{"Content-Type": kind}).status == 400


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


BOMBS = {
    "aliases.yaml": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 120)),
    "deep.yaml": b"[" * 100_000,
    "deep.json": b"[" * 100_000,
    "zip.xlsx": zipped(**{"xl/workbook.xml": b"0" * 50_000_000}),
    "none.xlsx": b"PK\x03\x04 no workbook",
    "binary.csv": bytes(range(256)) * 40,
    "program.exe": b"MZ",
    "noending": b"a: 1",
    "empty.yaml": b"",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_do_harm_is_one_problem(server: Server, name: str) -> None:
    got = server.drop((name, BOMBS[name]))
    assert got.status == 200
    assert got.text.count('<li class="error">') == 1
    assert name in words(got.text)
    assert "subjects: 1;" in words(server.drop(("yi.yaml", YI)).text)


def test_a_file_that_takes_too_much_to_read_is_one_problem() -> None:
    with Limited(Limits(processor=1)) as small:
        large = Dropped("large.yaml", b"- 1\n" * 900_000)
        assert tried(large, small) == (None, [problem("upload-stopped", Place("large.yaml"))])
        assert tried(Dropped("yi.yaml", YI), small) == ("evidence", [])
    assert problem("upload-stopped", Place("large.yaml")).message("en") == (
        "Reading this file takes more time or memory than is allowed, so it was not read."
    )


def test_parquet_is_read_within_the_limits_of_one_file() -> None:
    data = (Path(__file__).parent / "parquet" / "pandas.parquet").read_bytes()
    with Limited(limits.READING) as child:
        assert tried(Dropped("a.parquet", data), child) == ("evidence", [])


def test_when_the_child_dies_that_is_one_problem_and_the_next_look_is_as_ever(server: Server) -> None:
    for child in children(server.process.pid):
        os.kill(child, signal.SIGKILL)
    assert words(server.drop(("yi.yaml", YI)).text) == (
        "This cannot be done The look was not finished: it took more time or memory than is allowed. Try again "
        "with fewer files; if that does not help, use evaluator preview or evaluator whatif."
    )
    assert "subjects: 1;" in words(server.drop(("yi.yaml", YI)).text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.yaml", "passwd.yaml"),
        ("C:\\Users\\x\\form.xlsx", "form.xlsx"),
        ("a\nb\x1b[31m.csv", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m.csv"),
        ("九" * 300 + ".yaml", "九" * 108 + "…" + "九" * 5 + ".yaml"),
    ],
)
def test_a_name_is_shown_and_is_no_path(name: str, shown: str) -> None:
    assert clean(name) == shown


def test_files_of_one_name_are_told_apart() -> None:
    files = [Dropped("a.yaml", b""), Dropped("x/a.yaml", b""), Dropped("noending", b""), Dropped("noending", b"")]
    assert [one.name for one in told_apart(files, ["a.yaml"])] == [
        "a (2).yaml",
        "a (3).yaml",
        "noending",
        "noending (2)",
    ]


def test_every_problem_of_a_meeting_is_said_whole(server: Server) -> None:
    """Those of a start that fails and of a child that was stopped have tests of their own."""
    own = f"http://{server.host}"
    foreign = {"Cookie": server.cookie, "Origin": "http://evil.example"}
    said = {
        "upload-kind": server.drop(("a.exe", b"")),
        "upload-nothing": server.drop(),
        "upload-broken": server.post("/look", b"x", **{"Content-Type": "multipart/form-data"}),
        "serve-host": server.ask("GET", "/", Host="evil.example"),
        "serve-origin": server.ask("POST", "/look", b"", **foreign),
        "serve-method": server.ask("PUT", "/", Cookie=server.cookie),
        "page-missing": server.get("/result/a.html"),
    }
    told = {
        code: re.sub(r".*?(This cannot be done |Problems in the files error )", "", words(got.text))
        for code, got in said.items()
    }
    assert told == {
        "upload-kind": "A file of this kind (.exe) is not looked at; it must be a form that was filled in, evidence, "
        "marks or a rule file. It may be a file in .xlsx, .csv, .yaml, .json, .jsonl or .parquet; attachments are not "
        "looked at here. a.exe",
        "upload-nothing": "No file came in; there must be one at least. Choose a file first.",
        "upload-broken": "The files did not arrive whole, or there are more than 20 at once. Choose the files again, "
        "fewer at a time if there are many.",
        "serve-host": f"The page was asked for at “evil.example”; it is at {server.host}. Use the address that was "
        "given when the server was started.",
        "serve-origin": f"This was asked from “http://evil.example”; it must come from a page of {own}. Open the "
        "address that was given when the server was started, and go on from there.",
        "serve-method": "“PUT” is not answered; it must be GET、POST. Open the address that was given when the server "
        "was started, and go on from there.",
        "page-missing": "There is no such page or file (a.html). Go back to the meeting's page; files to save are kept "
        "for the last few looks, so look again if needed.",
    }
    elsewhere = {
        "serve-token",
        "upload-too-large",
        "upload-stopped",
        "look-stopped",
        "port-taken",
        "serve-not-installed",
    }
    assert {*said, *elsewhere} == set(messages_serving.ERRORS)


# What it answers


def test_nothing_is_stored(server: Server, folder: Path) -> None:
    before = digests(folder)
    kept = {"street.xlsx": STREET, "yi.yaml": YI, "deep.yaml": b"[" * 100_000}
    for name, data in kept.items():
        assert server.drop((name, data)).status == 200
    assert digests(folder) == before
    assert list((folder / "tmp").iterdir()) == []


def test_a_file_stands_beside_the_others_or_in_the_place_of_one(server: Server) -> None:
    """By itself it takes the place of the one input of its name; of another name it is one more, and conflicts tell."""
    better = YI.replace(b"service_area: 80", b"service_area: 120")
    assert better != YI
    named = words(server.drop(("yi.yaml", better)).text)
    assert "Errors: 0, warnings: 0; subjects: 1; others that would move: 0." in named
    assert "Total 86.40 was 81.60" in named
    other = words(server.drop(("new.yaml", better)).text)
    assert "error “service_area” is “80” here and “120” at new.yaml:11:17; the two must agree" in other
    assert "Status held was evaluated" in other
    assert "in the place of small/yi.yaml" in other
    assert words(server.drop(("new.yaml", better), instead="small/yi.yaml").text).endswith(
        named.rpartition("Demonstration neighbourhoods")[2]
    )
    assert "the two must agree" in words(server.drop(("yi.yaml", better), instead="beside").text)


def test_marks_and_rules_are_looked_at_beside_evidence(server: Server) -> None:
    marks = (ROOT / "examples" / "small" / "marks.csv").read_bytes().replace(b"22", b"23")
    rules = (ROOT / "rules" / "schemes" / "demonstration-neighbourhoods.yaml").read_bytes()
    edited = rules.replace(b"weight: 60%", b"weight: 30%").replace(b"weight: 40%", b"weight: 70%")
    said = words(server.drop(("marks.csv", marks), ("demonstration-neighbourhoods.yaml", edited)).text)
    assert "Errors: 0, warnings: 0; subjects: 3; others that would move: 0." in said
    assert "demonstration-neighbourhoods.yaml: subjects that would come out otherwise: 3" in said
    assert "weight: 60% → 30%" in said
    wrong = edited.replace(b"weight: 30%", b"weight: 20%")
    said = words(server.drop(("demonstration-neighbourhoods.yaml", wrong)).text)
    assert "problems: 1; it can be tried once they are put right." in said


def test_of_many_subjects_some_are_shown_and_all_are_counted(server: Server) -> None:
    rows = "".join(f"neighbourhood,X{n},N{n},示例街道,{n % 7}\n" for n in range(1_100))
    said = words(server.drop(("many.csv", f"kind,id,name,street,formal_party_members\n{rows}".encode())).text)
    assert said.startswith(
        "Errors: 0, warnings: 0; subjects: 1100; with insufficient evidence: 1000 (100 were not looked at);"
    )
    assert "Subjects that wait for judges' marks: 1100." in said
    assert "1060 more subjects are not shown one by one." in said


def test_files_to_save_are_kept_for_the_last_looks_and_downloaded(server: Server) -> None:
    address = re.findall(r'href="(/made/[^"]*xlsx)"', server.drop(("街道.xlsx", STREET)).text)[0]
    got = server.get(address)
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''marked-%E8%A1%97%E9%81%93.xlsx"
    assert zipfile.ZipFile(io.BytesIO(got.data)).testzip() is None
    for _ in range(6):
        server.drop(("yi.yaml", YI))
    assert server.get(address).status == 404


def test_the_results_own_rules_are_watched_and_remembered(server: Server, folder: Path) -> None:
    """What was edited is told even where it was edited in place: the rules are kept as they were at the start."""
    file = folder / "rules" / "neighbourhoods" / "six-haves.yaml"
    written, stamp = file.read_bytes(), server.get("/rules/stamp").data
    assert "The rules are those the result was made by." in words(server.post("/rules").text)
    file.write_bytes(written.replace(b"service_area: {at_least: 60}", b"service_area: {at_least: 90}"))
    try:
        assert server.get("/rules/stamp").data != stamp
        said = words(server.post("/rules").text)
    finally:
        file.write_bytes(written)
    assert "rules/neighbourhoods/six-haves.yaml: subjects that would come out otherwise: 1." in said
    assert "60 → " in said


# How it starts and ends


def test_it_says_where_it_is_and_ends_quietly_with_nothing_running_on(folder: Path) -> None:
    process = call(folder, "out")
    assert process.stdout is not None
    url = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{43}\n", process.stdout.readline())
    assert url is not None
    assert process.stdout.readline() == "在浏览器中打开上面的网址；按 Ctrl-C 结束。\n"
    below = children(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0
    assert not any(Path(f"/proc/{child}").exists() for child in below)
    with socket.socket() as line, pytest.raises(ConnectionRefusedError):
        line.connect(("127.0.0.1", int(url[1])))


def test_it_can_be_ended_before_there_is_anything_to_be_seen(folder: Path) -> None:
    """As soon as the child is there, the season is being read."""
    process = call(folder, "out")
    while process.poll() is None and not children(process.pid, some=False):
        pass
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_what_cannot_be_served_is_said(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    taken = invoke("serve", "out", "--port", str(server.port), "--lang", "en")
    assert (taken.exit_code, taken.stdout) == (2, "")
    assert taken.stderr == (
        f"error [port-taken] Port {server.port} cannot be used (Address already in use).\n"
        "    Give another port, or leave out --port and one that is free is taken.\n"
    )
    for arguments in (
        ["small"],
        ["nowhere"],
        ["out", "--from", "nowhere"],
        ["out", "--rules", "nowhere"],
        ["out", "--from", "draft"],
    ):
        made = invoke("serve", *arguments, "--json")
        assert made.exit_code == 2
        assert errors(answer_schema("serve"), json.loads(made.stdout)) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluator.cli.serving.NEEDED", ("no_such_module",))
    made = invoke("serve", "out", "--lang", "en")
    assert made.exit_code == 2
    assert made.stderr == (
        "error [serve-not-installed] What serving pages takes is not installed (no_such_module).\n"
        "    Install it: pip install 'evaluator[serve]'\n"
    )
