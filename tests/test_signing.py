"""`evaluator sign`, signatures and the log of acts: what holds, and what is said of whatever does not."""

import base64
import errno
import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from bad_examples import BAD, SEASON, invoke
from evaluator import messages_signing
from evaluator.desk import acts, signing
from evaluator.desk.acts import read
from evaluator.desk.signing import Words, evaluated
from evaluator.problems import Lang, Problem
from evaluator.result import known
from evaluator.result.manifest import digest
from evaluator.result.signatures import Statement, key_id
from signing import key, key_files

KEPT = Path(__file__).parent / "signing"
HEX = re.compile(r"\b[0-9a-f]{12,64}\b")
EVALUATE = f"evaluate {SEASON} base/evidence --reports none --quiet --out"
LOGGED = "--log acts.jsonl --by 李四 --on 2021-07-01"
SIGNED = "--by 张三 --on 2021-07-02 --remark 同意 --log acts.jsonl"

OPENSSL = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl (package openssl)")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result in `out` that was logged and signed, one in `plain` that was not, and keys of two people."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(BAD / "base", folder / "base")
    key_files(folder / "zhang.key", 1)
    key_files(folder / "li.key", 2)
    key_files(folder / "locked.key", 3, b"open")
    other = ec.derive_private_key(7, ec.SECP256R1())
    (folder / "other.key").write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "other.pub").write_bytes(public)
    (folder / "wrong.txt").write_text("shut\n", encoding="utf-8")
    (folder / "right.txt").write_text("open\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for call in (
            f"{EVALUATE} plain --lang en",
            f"{EVALUATE} out {LOGGED}",
            f"sign out --key zhang.key {SIGNED}",
        ):
            done = invoke(*call.split())
            assert (done.exit_code, done.stderr) == (0, "")
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work in."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def signature() -> Path:
    (found,) = Path("out/signatures").iterdir()
    return found


def verified(call: str = "verify out") -> tuple[int, list[str]]:
    """The exit status and the codes of all problems."""
    done = invoke(*call.split(), "--lang", "en")
    return done.exit_code, re.findall(r"^(?:\S+: )?(?:error|warning) \[([a-z-]+)\]", done.stderr, re.MULTILINE)


# What is said of each thing that can be wrong


def text(path: str | Callable[[], Path], old: str, new: str) -> Callable[[], None]:
    """A text in a file put in the place of another, once."""

    def change() -> None:
        file = Path(path) if isinstance(path, str) else path()
        said = file.read_text(encoding="utf-8")
        assert old in said
        file.write_text(said.replace(old, new, 1), encoding="utf-8")

    return change


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[], None]:
    """Lines of the log changed."""

    def changed() -> None:
        log = Path("acts.jsonl")
        log.write_bytes(b"".join(change(log.read_bytes().splitlines(keepends=True))))

    return changed


def linked() -> None:
    shutil.move("plain/results.csv", "results.csv")
    Path("plain/results.csv").symlink_to("../results.csv")


def a_folder() -> None:
    Path("plain/results.csv").unlink()
    Path("plain/results.csv").mkdir()


def run(*calls: str) -> Callable[[], None]:
    def ran() -> None:
        for call in calls:
            assert invoke(*call.split()).exit_code == 0

    return ran


def rewritten() -> None:
    """A log written anew with somebody else in its first line, its chain whole; the signature is the old one."""
    signed = signature().read_bytes()
    Path("acts.jsonl").unlink()
    shutil.rmtree("out/signatures")
    run(
        f"{EVALUATE} out --log acts.jsonl --by 王五",
        f"sign out --key zhang.key {SIGNED}",
    )()
    first, second = Path("acts.jsonl").read_bytes().splitlines(keepends=True)
    signature().write_bytes(signed)
    log = read("acts.jsonl", first)
    (_, entry) = read("acts.jsonl", first + second).entries
    Path("acts.jsonl").write_bytes(first + log.after(replace(entry.act, signature=digest(signed))))


def another_first() -> None:
    """The first line of another log in the place of the first."""
    run(f"{EVALUATE} out --log other.jsonl --by 王五")()
    lines(lambda found: [Path("other.jsonl").read_bytes(), found[1]])()


def in_its_place(*call: str) -> Callable[[], None]:
    """The result copied, and another evaluated in its place."""

    def done() -> None:
        shutil.copytree("out", "copy")
        run(f"{EVALUATE} out --lang en", *call)()

    return done


def nothing() -> None:
    pass


VERIFY = "verify out --key zhang.pub --log acts.jsonl"
CASES: Mapping[str, tuple[Callable[[], None], str]] = {
    "manifest-too-large": (nothing, "verify plain"),
    "manifest-broken": (lambda: Path("plain/manifest.json").write_bytes(b"[" * 100_000) and None, "verify plain"),
    "manifest-format": (text("plain/manifest.json", "result-1", "result-2"), "verify plain"),
    "manifest-entry": (text("plain/manifest.json", '"lang": "en"', '"lang": ["en"]'), "verify plain"),
    "manifest-form": (text("plain/manifest.json", '"call": {', '"call":  {'), "verify plain"),
    "verify-link": (linked, "verify plain"),
    "verify-not-a-file": (a_folder, "verify plain"),
    "verify-renamed": (lambda: shutil.move("plain/results.csv", "plain/Results.csv") and None, "verify plain"),
    "verify-not-again": (text("plain/manifest.json", '"scheme": "base/', '"scheme": "basis/'), "verify plain"),
    "verify-start": (nothing, "verify plain --from nowhere"),
    "sign-not-installed": (nothing, "sign plain --key zhang.key --by 张三"),
    "key-not-public": (nothing, "verify out --key zhang.key"),
    "key-not-private": (nothing, "sign plain --key zhang.pub --by 张三"),
    # a key of another kind than its length is, of which OpenSSL says that it did not foresee it
    "key-not-private.length": (text("zhang.key", "K2Vw", "K2Vv"), "sign plain --key zhang.key --by 张三"),
    "key-kind": (nothing, "sign plain --key other.key --by 张三"),
    "key-kind.public": (nothing, "verify out --key other.pub"),
    "key-locked": (nothing, "sign plain --key locked.key --by 张三"),
    "key-passphrase": (nothing, "sign plain --key locked.key --by 张三 --passphrase-file wrong.txt"),
    "key-passphrase.none": (nothing, "sign plain --key zhang.key --by 张三 --passphrase-file wrong.txt"),
    "key-name": (nothing, "sign --new-key wang.pub"),
    "key-there": (nothing, "sign --new-key zhang.key"),
    "sign-by": (nothing, "sign plain --key zhang.key"),
    "sign-remark": (nothing, f"sign plain --key zhang.key --by 张三 --remark {'好' * 201}"),
    "sign-day": (nothing, "sign plain --key zhang.key --by 张三 --on 2021-2-3"),
    "sign-changed": (nothing, "sign plain --key zhang.key --by 张三"),
    "sign-twice": (nothing, "sign out --key zhang.key --by 张三 --remark 不同意"),
    "signature-broken": (text(signature, '"remark": "同意"', '"remark": 1'), "verify out"),
    "signature-format": (text(signature, "signature-1", "signature-0"), "verify out"),
    "signature-algorithm": (text(signature, "ed25519", "none"), "verify out"),
    "signature-form": (text(signature, "同意", "\\u540c意"), "verify out"),
    "signature-name": (lambda: shutil.copy(signature(), "out/signatures/0123456789abcdef.sig") and None, "verify out"),
    "signature-other": (lambda: shutil.move("out/signatures", "plain/signatures") and None, "verify plain"),
    "signature-wrong": (text(signature, "同意", "不同意"), "verify out"),
    "signature-lacking": (nothing, "verify out --key zhang.pub --key li.pub"),
    "log-torn": (lines(lambda found: [found[0], found[1], found[1][:40]]), VERIFY),
    "log-line": (lines(lambda found: [found[0], b"{}\n", found[1]]), VERIFY),
    "log-changed": (lines(lambda found: [found[0].replace("李四".encode(), "李五".encode()), found[1]]), VERIFY),
    "log-number": (lines(lambda found: [found[0], found[0], found[1]]), VERIFY),
    "log-chain": (another_first, VERIFY),
    "log-inside": (nothing, f"{EVALUATE} plain --log plain/acts.jsonl --by 李四"),
    "log-inside.signed": (nothing, "sign plain --key zhang.key --by 张三 --log plain/acts.jsonl"),
    "log-inside.another": (nothing, "sign plain --key zhang.key --by 张三 --log out/acts.jsonl"),
    "log-unknown": (nothing, "verify plain --log acts.jsonl"),
    "log-superseded": (in_its_place(f"{EVALUATE} out --lang en {LOGGED}"), "verify copy --log acts.jsonl"),
    "log-differs": (in_its_place(), "verify copy --log acts.jsonl"),
    "log-signature-gone": (lambda: signature().unlink(), "verify out --log acts.jsonl"),
    "log-signature-unknown": (run("sign out --key li.key --by 李四"), VERIFY),
    "log-rewritten": (rewritten, VERIFY),
    "log-not-written": (nothing, f"{EVALUATE} plain {LOGGED}"),
    "signatures-lost": (nothing, f"{EVALUATE.replace('--quiet ', '')} out --as-of 2021-06-29"),
    "signatures-unchecked": (nothing, "verify out"),
}


def no_library(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(importlib.util, "find_spec", lambda name: None)


def full_disk(patch: pytest.MonkeyPatch) -> None:
    def fail(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(acts, "os", SimpleNamespace(**{**vars(os), "fsync": fail}))  # of the log alone


def edited(patch: pytest.MonkeyPatch) -> None:
    """A file that somebody edits when it has just been compared."""
    real = signing.compared

    def compared(folder: Path, outputs: Mapping[str, str]) -> list[Problem]:
        found = real(folder, outputs)
        (folder / "results.csv").write_text("edited", encoding="utf-8")
        return found

    patch.setattr(signing, "compared", compared)


PRETEND: Mapping[str, Callable[[pytest.MonkeyPatch], None]] = {
    "manifest-too-large": lambda patch: patch.setattr(known, "MAX_BYTES", 100),
    "sign-changed": edited,
    "sign-not-installed": no_library,
    "signatures-unchecked": no_library,
    "log-not-written": full_disk,
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("here")
def test_what_is_said(case: str, lang: Lang, regenerate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare, call = CASES[case]
    prepare()
    PRETEND.get(case, lambda patch: None)(monkeypatch)
    done = invoke(*call.split(), "--lang", lang)
    said = HEX.sub("‹hex›", f"$ evaluator {call}\n{done.stderr}[{done.exit_code}]\n")
    assert f"[{case.partition('.')[0]}]" in said
    file = KEPT / f"{case}.{lang}.txt"
    if regenerate:
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_every_problem_has_a_case() -> None:
    codes = messages_signing.ERRORS.keys() | messages_signing.WARNINGS.keys()
    assert {case.partition(".")[0] for case in CASES} == codes
    assert {path.name for path in KEPT.iterdir()} == {f"{case}.{lang}.txt" for case in CASES for lang in ("zh", "en")}


# What holds


@pytest.mark.usefixtures("here")
def test_a_signed_result_is_good_with_its_key_and_its_log() -> None:
    done = invoke(*VERIFY.split(), "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    said = HEX.sub("‹hex›", done.stdout)
    assert said == (
        "signed: 张三  2021-07-02  同意 (key ‹hex›…, one of those given)\n"
        "the log has 2 acts; SHA-256 of the last: ‹hex›\n"
        "9 files compared, 0 problems; evaluated again.\n"
    )
    assert verified("verify out") == verified("verify plain") == (0, [])
    assert "（密钥编号 ‹hex›…，没有给出其公钥，不能确认是谁的）" in HEX.sub("‹hex›", invoke("verify", "out").stdout)


@pytest.mark.usefixtures("here")
def test_signing_is_answered_whole() -> None:
    said = invoke("sign", "plain", "--key", "zhang.key", "--by", "张三", "--on", "2021-07-02", "--json").stdout
    assert json.loads(HEX.sub("‹hex›", said)) == {
        "status": 0,
        "problems": [],
        "folder": "plain",
        "manifest": "‹hex›",
        "signature": {
            "file": "signatures/‹hex›.sig",
            "key": "‹hex›",
            "by": "张三",
            "on": "2021-07-02",
            "remark": "",
            "expected": True,
        },
    }


@pytest.mark.usefixtures("here")
def test_who_must_have_signed_is_for_the_verifier_to_say() -> None:
    assert verified("verify plain --key zhang.pub") == (1, ["signature-lacking"])
    assert verified("verify out --key zhang.pub --key li.pub") == (1, ["signature-lacking"])
    run("sign out --key li.key --by 李四")()
    assert verified("verify out --key zhang.pub --key li.pub") == (0, [])
    signature_of_li = f"out/{statement(2).name}"
    Path(signature_of_li).unlink()
    assert verified("verify out --key zhang.pub") == (0, [])
    assert verified("verify out --key li.pub") == (1, ["signature-lacking"])


def statement(seed: int, **said: str) -> Statement:
    """What the holder of a key would sign of the result in `out`."""
    raw = key(seed).public_key().public_bytes_raw()
    manifest = digest(Path("out/manifest.json").read_bytes())
    return replace(
        Statement(key_id(raw), base64.b64encode(raw).decode(), manifest, "", "张三", "", ""),
        **said,  # type: ignore[arg-type]
    )


@pytest.mark.usefixtures("here")
def test_a_key_in_a_signature_is_not_believed() -> None:
    """Somebody else's good signature in the place of the one that is asked for; and one that says it is by that key."""
    signature().unlink()
    made_up, data = statement(2), Path("out/manifest.json").read_bytes()
    Path(f"out/{made_up.name}").write_bytes(made_up.file(key(2).sign(made_up.signed(data))))
    assert verified("verify out") == (0, [])
    assert verified("verify out --key zhang.pub") == (1, ["signature-lacking"])
    Path(f"out/{made_up.name}").unlink()
    false = statement(1)
    Path(f"out/{false.name}").write_bytes(false.file(key(2).sign(false.signed(data))))
    assert verified("verify out --key zhang.pub") == (1, ["signature-wrong", "signature-lacking"])


@pytest.mark.usefixtures("here")
def test_a_signature_has_one_form() -> None:
    """The same numbers written otherwise: S plus the order of the group, and base64 that decodes to the same."""
    order = 2**252 + 27742317777372353535851937790883648493
    said = json.loads(signature().read_bytes())
    raw = base64.b64decode(said["signature"])
    s = int.from_bytes(raw[32:], "little") + order
    other = base64.b64encode(raw[:32] + s.to_bytes(32, "little")).decode()
    before = signature().read_text(encoding="utf-8")
    signature().write_text(before.replace(said["signature"], other), encoding="utf-8")
    assert verified("verify out") == (1, ["signature-wrong"])
    loose = said["signature"][:-3] + chr(ord(said["signature"][-3]) + 1) + "=="
    assert base64.b64decode(loose) == raw
    signature().write_text(before.replace(said["signature"], loose), encoding="utf-8")
    assert verified("verify out") == (1, ["signature-broken"])


@OPENSSL
@pytest.mark.usefixtures("here")
def test_a_signature_can_be_checked_without_this_program() -> None:
    check = """
    { echo evaluator-signature-1; grep -v '^ "signature": ' out/signatures/*.sig; cat out/manifest.json; } > signed
    sed -n 's/^ "signature": "\\(.*\\)",$/\\1/p' out/signatures/*.sig | base64 -d > signature
    openssl pkeyutl -verify -pubin -inkey zhang.pub -rawin -in signed -sigfile signature
    openssl pkey -pubin -in zhang.pub -outform DER | sha256sum
    """
    done = subprocess.run(["sh", "-ec", check], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Signature Verified Successfully\n" + json.loads(signature().read_bytes())["key"])


@OPENSSL
@pytest.mark.usefixtures("here")
def test_keys_are_made_and_those_of_openssl_are_taken() -> None:
    made = json.loads(invoke("sign", "--new-key", "wang.key", "--passphrase-file", "right.txt", "--json").stdout)
    assert (made["private"], made["public"]) == ("wang.key", "wang.pub")
    assert Path("wang.key").stat().st_mode & 0o777 == 0o600
    run("sign plain --key wang.key --passphrase-file right.txt --by 王五")()
    assert verified("verify plain --key wang.pub") == (0, [])
    for call in (
        "genpkey -algorithm ed25519 -out zhao.key",
        "pkey -in zhao.key -pubout -out zhao.pub",
    ):
        subprocess.run(["openssl", *call.split()], check=True)
    run("sign plain --key zhao.key --by 赵六")()
    assert verified("verify plain --key wang.pub --key zhao.pub") == (0, [])


@pytest.mark.usefixtures("here")
def test_only_a_whole_result_is_signed_and_once() -> None:
    run("sign plain --key zhang.key --by 张三")()
    before = sorted(Path("plain").rglob("*"))
    run("sign plain --key zhang.key --by 张三")()
    assert sorted(Path("plain").rglob("*")) == before
    Path("plain/results.csv").write_text("", encoding="utf-8")
    assert verified("sign plain --key li.key --by 李四") == (2, ["verify-changed"])
    assert verified("sign base --key li.key --by 李四") == (2, ["not-a-result"])


@pytest.mark.usefixtures("here")
def test_signatures_stay_where_the_result_is_the_same_and_go_where_it_is_another() -> None:
    run(f"{EVALUATE} out")()
    assert verified(VERIFY) == (0, [])
    run(f"{EVALUATE} out --lang en")()
    assert not Path("out/signatures").exists()
    assert verified("verify out --key zhang.pub") == (1, ["signature-lacking"])


class Meanwhile:
    """What a command says that somebody gives while a signature is being made: its files have just been compared."""

    def __init__(self, patch: pytest.MonkeyPatch, *calls: str) -> None:
        self.said: list[tuple[int, list[str]]] = []
        self._real, self._calls = signing.compared, list(calls)
        patch.setattr(signing, "compared", self)

    def __call__(self, folder: Path, outputs: Mapping[str, str]) -> list[Problem]:
        found = self._real(folder, outputs)
        calls, self._calls = self._calls, []
        self.said += [verified(call) for call in calls]
        return found


@pytest.mark.usefixtures("here")
def test_while_a_result_is_signed_nobody_writes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Path("plain/manifest.json").read_bytes()
    second = "sign plain --key li.key --by 李四"
    others = Meanwhile(monkeypatch, f"{EVALUATE} plain", second, "sign out --key li.key --by 李四")
    assert verified("sign plain --key zhang.key --by 张三") == (0, [])
    assert others.said == [(2, ["out-in-use"]), (2, ["out-in-use"]), (0, [])]
    assert Path("plain/manifest.json").read_bytes() == before
    assert verified(second) == verified("verify plain --key zhang.pub --key li.pub") == (0, [])


@pytest.mark.usefixtures("here")
def test_no_signature_is_left_beside_files_that_it_does_not_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no locks another result may come to stand there in the meantime."""
    monkeypatch.setattr("evaluator.writing.hold.take", lambda path: None)
    another = Meanwhile(monkeypatch, f"{EVALUATE} plain --as-of 2021-06-29")
    log = Path("acts.jsonl").read_bytes()
    assert verified("sign plain --key zhang.key --by 张三 --log acts.jsonl") == (2, ["sign-changed"])
    assert another.said == [(0, [])]
    assert not list(Path("plain").glob("signatures/*"))
    assert Path("acts.jsonl").read_bytes() == log
    assert verified("verify plain") == (0, [])
    assert verified("sign plain --key zhang.key --by 张三") == (0, ["out-not-locked"])


@pytest.mark.usefixtures("here")
def test_a_signature_that_fails_takes_none_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = {one: one.read_bytes() for one in Path("out/signatures").iterdir()}
    monkeypatch.setattr(signing.disk, "write", full)
    assert verified("sign out --key zhang.key --by 张三 --remark 不同意") == (2, ["cannot-write"])
    assert {one: one.read_bytes() for one in Path("out/signatures").iterdir()} == before
    assert not [one for one in Path().iterdir() if one.name.startswith(".")]


@pytest.mark.usefixtures("here")
def test_the_log_is_written_while_the_result_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the log could tell of two results in the order in which they did not replace each other."""
    said: list[tuple[int, list[str]]] = []
    real = acts.Appending.append

    def append(self: acts.Appending, act: acts.Act) -> None:
        said.append(verified(f"{EVALUATE} plain --as-of 2021-06-29"))
        real(self, act)

    monkeypatch.setattr(acts.Appending, "append", append)
    assert verified(f"{EVALUATE} plain --lang en {LOGGED}") == (0, [])
    assert said == [(2, ["out-in-use"])]
    assert verified("verify plain --log acts.jsonl") == (0, [])


# The log


@pytest.mark.usefixtures("here")
def test_any_line_of_a_log_removed_moved_or_changed_is_found() -> None:
    run(f"{EVALUATE} plain --lang en --log acts.jsonl --by 李四", "sign out --key li.key --by 李四 --log acts.jsonl")()
    whole = Path("acts.jsonl").read_bytes().splitlines(keepends=True)
    assert len(whole) == 4
    assert verified(VERIFY) == (0, [])
    tried: dict[str, list[bytes]] = {}
    for at, line in enumerate(whole):
        tried[f"without {at}"] = whole[:at] + whole[at + 1 :]
        tried[f"twice {at}"] = [*whole[: at + 1], line, *whole[at + 1 :]]
        for byte in range(len(line)):
            changed = line[:byte] + bytes([line[byte] ^ 1]) + line[byte + 1 :]
            tried[f"changed {at}, {byte}"] = [*whole[:at], changed, *whole[at + 1 :]]
    for at in range(3):
        tried[f"moved {at}"] = [*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]]
    good = [name for name, log in tried.items() if not acts.read("acts.jsonl", b"".join(log)).problems]
    assert good == ["without 3"]  # of a line at the end the signature tells
    Path("acts.jsonl").write_bytes(b"".join(whole[:3]))
    assert verified(VERIFY) == (1, ["log-signature-unknown"])


@pytest.mark.usefixtures("here")
def test_several_write_into_a_log_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = Path("out/manifest.json").read_bytes()
        found = list(pool.map(lambda who: evaluated("acts.jsonl", "out", made, Words(str(who), "")), range(40)))
    log = acts.read_log("acts.jsonl")
    assert (found, log.problems, len(log.entries)) == ([[]] * 40, (), 42)
    assert {one.act.by for one in log.entries} == {"李四", "张三", *map(str, range(40))}
    assert verified(VERIFY) == (0, [])


@pytest.mark.usefixtures("here")
def test_a_log_that_is_not_whole_is_not_gone_on_with(here: Path) -> None:
    log = Path("acts.jsonl")
    log.write_bytes(log.read_bytes()[:-10])
    torn = log.read_bytes()
    shutil.rmtree("plain")
    assert verified(f"{EVALUATE} plain {LOGGED}") == (2, ["log-torn"])
    assert verified("sign out --key li.key --by 李四 --log acts.jsonl") == (2, ["log-torn"])
    assert (log.read_bytes(), Path("plain").exists(), len(list(Path("out/signatures").iterdir()))) == (torn, False, 1)


@pytest.mark.usefixtures("here")
def test_what_the_log_cannot_tell_of_is_not_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Path("acts.jsonl").read_bytes()
    real = os.write
    monkeypatch.setattr(acts.os, "write", lambda number, data: real(number, data[:20]))
    assert verified("sign out --key li.key --by 李四 --log acts.jsonl") == (2, ["cannot-write"])
    assert Path("acts.jsonl").read_bytes() == before
    assert len(list(Path("out/signatures").iterdir())) == 1
