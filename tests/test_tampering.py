"""Whatever is changed in a result's folder is found by `verify`, and named."""

import json
import os
import random
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import evaluator.run
from bad_examples import BAD, SEASON, invoke
from evaluator.desk import verifying
from evaluator.desk.at_hand import compared
from evaluator.desk.keys import PublicKey
from evaluator.desk.signed import checked
from evaluator.problems import Problem
from evaluator.result.known import read_known
from signing import key, key_files

ROOT = Path(__file__).parent.parent
OUT = Path("out")
MANIFEST = OUT / "manifest.json"
SAMPLE = 12
ZHANG = PublicKey(key(1).public_key().public_bytes_raw(), "zhang.pub")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rules, evidence, templates, a signed result with documents, and a small one, signed and not."""
    folder = tmp_path_factory.mktemp("tampering")
    shutil.copytree(BAD / "base", folder / "base")
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copyfile(ROOT / "templates" / "zh" / "status-sheet.html", folder / "templates" / "zh" / "sheet.html")
    key_files(folder / "zhang.key")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for out, reports in (("out", "decided"), ("small", "none"), ("unsigned", "none")):
            call = ("evaluate", SEASON, "base/evidence", "--out", out, "--reports", reports, "--quiet")
            assert invoke(*call).exit_code == 0
        for out in ("out", "small"):
            assert invoke("sign", out, "--key", "zhang.key", "--by", "张三", "--remark", "同意").exit_code == 0
    return folder


@pytest.fixture(scope="module")
def once() -> Iterator[None]:
    """What is changed is the result, not what it rests on: a run that was made is not made again for the same call, nor
    is a file of its evidence, rules or templates read again."""
    real, known = evaluator.run.run, dict[str, Any]()

    def run(*words: Any, **options: Any) -> Any:
        call = repr((words, {name: value for name, value in options.items() if name != "progress"}, os.getcwd()))  # noqa: PTH109
        if call not in known:
            known[call] = real(*words, **options)
        return known[call]

    real_moved, found = verifying._moved, dict[Any, list[Problem]]()

    def moved(digests: Mapping[str, str], *more: Any) -> list[Problem]:
        call = (tuple(digests.items()), os.getcwd())  # noqa: PTH109
        if call not in found:
            found[call] = list(real_moved(digests, *more))
        return found[call]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluator.run, "run", run)
        patch.setattr(verifying, "_moved", moved)
        yield


@pytest.fixture
def here(made: Path, once: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder to change things in; what a test leaves of the result is put back."""
    monkeypatch.chdir(made)
    shutil.copytree(OUT, "kept")
    yield made
    shutil.rmtree(OUT)
    shutil.move("kept", OUT)


def found(folder: Path = OUT, *, signed: bool = True) -> tuple[Problem, ...]:
    """What a verification finds, of which Zhang's signature is part."""
    return verifying.verify(folder, Path(), [ZHANG] if signed else []).problems


def seen_at_once() -> tuple[Problem, ...]:
    """The part of a verification that reads the result's files: what it finds is said whatever the rest comes to."""
    known, problems = read_known(OUT)
    assert known is not None
    signatures = checked(OUT, known, [ZHANG])
    return (*problems, *compared(OUT, known.says["outputs"]), *signatures.problems)


def places(problems: tuple[Problem, ...]) -> set[str]:
    return {one.place.file for one in problems if one.severity == "error"}


def changed(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


@pytest.mark.usefixtures("here")
def test_nothing_is_found_where_nothing_was_changed() -> None:
    assert found() == ()
    assert found(Path("unsigned"), signed=False) == ()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("folder", "signed"), [("small", True), ("unsigned", False), ("out", True)])
def test_every_byte_of_a_manifest(folder: str, signed: bool, request: pytest.FixtureRequest) -> None:
    """The manifest is named, or the entry that the byte belongs to; signed or not.

    Another version of the program is a warning where nobody signed: it may well have made the result.
    """
    every = request.config.getoption("--every-byte")
    manifest = Path(folder) / "manifest.json"
    data = manifest.read_bytes()
    positions = range(len(data))
    for at in positions if every or folder != "out" else random.Random(0).sample(positions, 20 * SAMPLE):
        line = data[data.rfind(b"\n", 0, at) + 1 : data.find(b"\n", at)].decode()
        for bit in (1, 2, 4, 8, 16, 32, 64, 128) if every else (1 << at % 8,):
            manifest.write_bytes(changed(data, at, bit))
            problems = found(Path(folder), signed=signed)
            named = places(problems) | {one.place.file for one in problems if one.code == "verify-version"}
            entries = {part for part in line.split('"') if part.strip()}
            missing = {one.place.file for one in problems if one.code == "verify-missing"}
            about = {manifest.as_posix(), *entries, *(f"{folder}/{entry}" for entry in entries), *missing}
            assert named & about, (at, bit, line, problems)
            assert places(problems) or ('"version"' in line and not signed), (at, bit, line, problems)
    manifest.write_bytes(data)


@pytest.mark.usefixtures("here")
def test_bytes_of_every_other_file(request: pytest.FixtureRequest) -> None:
    every = request.config.getoption("--every-byte")
    names = [path for path in sorted(OUT.rglob("*")) if path.is_file() and path != MANIFEST]
    assert {path.suffix for path in names} == {".json", ".csv", ".html", ".sig"}
    for path in names:
        data = path.read_bytes()
        positions = range(len(data))
        for at in random.Random(path.name).sample(positions, SAMPLE):
            path.write_bytes(changed(data, at, 1 << at % 8))
            assert path.as_posix() in places(found()), (path, at)
        for at in positions if every else ():
            path.write_bytes(changed(data, at, 1 << at % 8))
            assert path.as_posix() in places(seen_at_once()), (path, at)
        for other in (data[:-1], data + b"\n", b""):
            path.write_bytes(other)
            assert path.as_posix() in places(found()), path
        path.write_bytes(data)


@pytest.mark.usefixtures("here")
def test_every_byte_of_a_signature() -> None:
    """With the key that must have signed and without."""
    (path,) = Path("small/signatures").iterdir()
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(changed(data, at, 1 << at % 8))
        for signed in (True, False):
            assert path.as_posix() in places(found(Path("small"), signed=signed)), at
    path.write_bytes(data)


@pytest.mark.usefixtures("once")
def test_the_example_season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes here and there of every file, the manifest's among them."""
    monkeypatch.chdir(ROOT)
    out = tmp_path / "season"
    evidence = [f"examples/haiyang-2021/{name}" for name in ("stations", "secretaries")]
    call = ("evaluate", "haiyang-2021", *evidence, "--out", str(out), "--reports", "none", "--quiet")
    assert invoke(*call).exit_code in (0, 1)
    assert found(out, signed=False) == ()
    names = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert len(names) > 10
    for path in names:
        data = path.read_bytes()
        for at in random.Random(path.name).sample(range(len(data)), 2):
            path.write_bytes(changed(data, at, 1 << at % 8))
            named = places(found(out, signed=False))
            assert path.as_posix() in named or (path.name == "manifest.json" and named), (path, at)
        path.write_bytes(data)


def rename(old: str, new: str) -> None:
    (OUT / old).rename(OUT / new)


def link_folder() -> None:
    shutil.move(OUT / "documents", "elsewhere")
    (OUT / "documents").symlink_to("../elsewhere")


def folder_instead() -> None:
    (OUT / "results.csv").unlink()
    (OUT / "results.csv").mkdir()
    (OUT / "results.csv" / "results.csv").write_text("", encoding="utf-8")


def folder_for_the_manifest() -> None:
    MANIFEST.unlink()
    MANIFEST.mkdir()


def linked_manifest() -> None:
    shutil.move(MANIFEST, "manifest.json")
    MANIFEST.symlink_to("../manifest.json")


def doubled_signature() -> None:
    (signature,) = (OUT / "signatures").iterdir()
    shutil.copy(signature, OUT / "signatures" / "0123456789abcdef.sig")


def odd_name() -> None:
    Path(os.fsdecode(os.fsencode(OUT) + b"/\xff\n.txt")).write_text("", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[], Any], str, str]] = {
    "a file more": (lambda: (OUT / "documents" / "a.txt").write_text("", "utf-8"), "verify-extra", "documents/a.txt"),
    "a hidden file more": (lambda: (OUT / ".a").write_text("", "utf-8"), "verify-extra", ".a"),
    "a file with a name that is no text": (odd_name, "verify-extra", "\N{REPLACEMENT CHARACTER}" * 2 + ".txt"),
    "a folder more": ((OUT / "documents" / "a").mkdir, "verify-extra", "documents/a"),
    "a link more": (lambda: (OUT / "a").symlink_to("result.json"), "verify-extra", "a"),
    "a link to nowhere": (lambda: (OUT / "a").symlink_to("nowhere"), "verify-extra", "a"),
    "a pipe": (lambda: os.mkfifo(OUT / "a"), "verify-extra", "a"),
    "a file among the signatures": (
        lambda: (OUT / "signatures" / "a.sig").write_text("", "utf-8"),
        "verify-extra",
        "signatures/a.sig",
    ),
    "a signature twice": (doubled_signature, "signature-name", "signatures/0123456789abcdef.sig"),
    "a file less": ((OUT / "results.csv").unlink, "verify-missing", "results.csv"),
    "another name": (lambda: rename("results.csv", "result.csv"), "verify-renamed", "result.csv"),
    "capitals": (lambda: rename("results.csv", "Results.csv"), "verify-renamed", "Results.csv"),
    "a folder in capitals": (lambda: rename("documents", "Documents"), "verify-renamed", "Documents/sheet/A-01.html"),
    "a link for a file": (
        lambda: (shutil.move(OUT / "results.csv", "there.csv"), (OUT / "results.csv").symlink_to("../there.csv")),
        "verify-link",
        "results.csv",
    ),
    "a link for a folder": (link_folder, "verify-link", "documents"),
    "a link for the manifest": (linked_manifest, "verify-link", "manifest.json"),
    "a folder for the manifest": (folder_for_the_manifest, "verify-not-a-file", "manifest.json"),
    "a folder for a file": (folder_instead, "verify-not-a-file", "results.csv"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("here")
def test_what_is_added_taken_away_and_put_in_a_place(change: str, made: Path) -> None:
    do, code, name = CHANGES[change]
    do()
    try:
        assert (code, f"out/{name}") in {(one.code, one.place.file) for one in found()}
        done = invoke("verify", "out", "--json")
        assert done.exit_code == (2 if "manifest" in change else 1)
        assert code in {one["code"] for one in json.loads(done.stdout)["problems"]}
    finally:
        shutil.rmtree(made / "elsewhere", ignore_errors=True)


def test_a_name_in_another_form_of_unicode(tmp_path: Path) -> None:
    """It looks the same, and is another name."""
    from evaluator.desk.at_hand import file_digest

    composed, apart = (unicodedata.normalize(form, "é.html") for form in ("NFC", "NFD"))
    (tmp_path / apart).write_text("", encoding="utf-8")
    (one,) = compared(tmp_path, {composed: file_digest(tmp_path / apart)})
    assert (one.code, dict(one.details)) == ("verify-renamed", {"found": apart, "expected": composed})


# Manifests that nobody's program wrote


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data())
@settings(max_examples=150)
def test_a_manifest_with_anything_in_it_is_a_problem(data: st.DataObject, made: Path) -> None:
    """One entry, however deep, put in the place of by anything else: never an exception, always found."""
    whole = json.loads((made / "small" / "manifest.json").read_bytes())
    at = whole
    while True:
        name = data.draw(st.sampled_from(sorted(at)) if isinstance(at, dict) else st.integers(0, len(at) - 1))
        if not isinstance(at[name], (dict, list)) or not at[name] or data.draw(st.booleans()):
            break
        at = at[name]
    value = data.draw(JSON)
    assume(value != at[name])
    at[name] = value
    folder = made / "any"
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps(whole), encoding="utf-8")
    _, problems = read_known(folder)
    assert {one.code for one in problems} <= {"manifest-broken", "manifest-format", "manifest-entry", "manifest-form"}
    assert problems


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "manifest-broken"),
        (b"\xff\xfe{}", "manifest-broken"),
        (b"[" * 1_000_000, "manifest-broken"),
        (b'{"a":' * 200_000, "manifest-broken"),
        (b"9" * 1_000_000, "manifest-broken"),
        (b"[]", "manifest-broken"),
        (b"{}", "manifest-format"),
        (b'{"format": ["evaluator-result-1"]}', "manifest-format"),
        (b'{"format": "evaluator-result-1"}', "manifest-entry"),
    ],
    ids=["empty", "no text", "deep", "deeper", "a long number", "a list", "nothing", "a list of formats", "no entries"],
)
def test_what_is_no_manifest(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    made = invoke("verify", str(tmp_path), "--json")
    assert made.exit_code == 2
    assert {one["code"] for one in json.loads(made.stdout)["problems"]} == {code}


@pytest.mark.parametrize("name", ["../results.csv", "/etc/passwd", "a/../b", "./a", "a//b", "", "a\0b", "documents/"])
def test_a_manifest_names_nothing_outside_its_folder(name: str, made: Path, tmp_path: Path) -> None:
    whole = json.loads((made / "small" / "manifest.json").read_bytes())
    whole["outputs"][name] = "0" * 64
    (tmp_path / "manifest.json").write_bytes(msgspec.json.encode(whole))
    _, problems = read_known(tmp_path)
    assert [one.code for one in problems] == ["manifest-entry"]


@st.composite
def spelt(draw: st.DrawFn, value: Any) -> str:
    """JSON of a value, written in some way: white space, order, escapes and repeated keys."""
    space = draw(st.sampled_from(["", " ", "\n", "\n ", "\t"]))
    if isinstance(value, dict):
        items = [(name, draw(spelt(name)), draw(spelt(inner))) for name, inner in value.items()]
        if draw(st.booleans()):
            items = draw(st.permutations(items))
        again = draw(st.lists(st.sampled_from(items), max_size=1)) if items else []
        return "{" + ",".join(f"{space}{name}: {inner}" for _, name, inner in [*again, *items]) + "}"
    if isinstance(value, list):
        return "[" + ",".join(f"{space}{draw(spelt(inner))}" for inner in value) + "]"
    return json.dumps(value, ensure_ascii=draw(st.booleans())).replace("/", draw(st.sampled_from(["/", "\\/"])))


@given(data=st.data())
@settings(max_examples=100)
def test_a_manifest_has_one_form(data: st.DataObject, made: Path) -> None:
    """The same said otherwise is found, however it is written."""
    before = (made / "small" / "manifest.json").read_bytes()
    other = data.draw(spelt(json.loads(before))).encode()
    assume(other != before)
    folder = made / "spelt"
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_bytes(other)
    assert [one.code for one in read_known(folder)[1]] == ["manifest-form"]
