"""Writing made to fail, and killed, at every call in turn: `python tests/faults.py`.

    python tests/faults.py                 a small folder, a file, a signature; some seconds, part of the suite
    python tests/faults.py --season        the command on a scheme at every call; the folder of a season at some of them
    python tests/faults.py --kills 3000    as many times SIGKILL at a random moment of writing; of a season a tenth

After each the folder must be the earlier one or the new one, byte for byte, and the next run must make the new one and
leave nothing else. What was done is printed; the exit status is 1 at the first that is not so.
"""

import argparse
import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from evaluator.desk.signing import Words, sign
from evaluator.result.manifest import MANIFEST, manifest
from evaluator.writing.file import write_file
from evaluator.writing.folder import write_folder
from failing import KILL, Failing, below, no_exchange, told_before_exchange, unsynced
from signing import key

ROOT = Path(__file__).resolve().parent.parent
DONE, WARNED, REFUSED, RAISED, KILLED = 0, 1, 2, 3, -signal.SIGKILL
KEY = "a.key"
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
MODES = [(KILL, False), *((error, lasting) for error in ERRORS for lasting in (False, True))]
"""How a call fails: the process ends there, or an error comes once, or from there on always."""

Files = Mapping[str, bytes]


class Wrong(Exception):  # noqa: N818
    """Something that may not be."""


def in_a_child(work: Callable[[], int]) -> int:
    """What work comes to in a process of its own; minus the signal if one ended it."""
    child = os.fork()
    if child == 0:
        try:
            status = work()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            status = RAISED
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def folder_put(out: Path, files: Files) -> int:
    """Write a folder as a run does."""
    return max((REFUSED if one.severity == "error" else WARNED for one in write_folder(out, files)), default=DONE)


def file_put(out: Path, files: Files) -> int:
    """Write a file as a command does."""
    return DONE if write_file(out, next(iter(files.values()))) is None else REFUSED


def signature_put(out: Path, files: Files) -> int:
    """Sign the result that stands there; where none does, put one there that can be signed."""
    if not out.exists():
        outputs = {name: data for name, data in files.items() if name != KEY}
        call = {"scheme": "a", "evidence": ["a"], "as_of": "2021-06-30", "lang": "zh", "reports": "none"}
        return folder_put(out, {**outputs, MANIFEST: manifest("1", call, {}, {}, {}, outputs)})
    with tempfile.TemporaryDirectory() as made:
        key = Path(made) / KEY
        key.write_bytes(files[KEY])
        signed = sign(str(out), str(key), None, Words("a", ""), None)
    return REFUSED if signed.statement is None else WARNED if signed.problems else DONE


def there(out: Path) -> Files | None:
    """What stands at a place; None if nothing does. A folder for signatures with none in it is nothing."""
    if out.is_file():
        return {"": out.read_bytes()}
    return {name: data for name, data in below(out).items() if name != "signatures/"} if out.is_dir() else None


def counted(work: Callable[[Failing], int], room: Path) -> int:
    """How many calls work makes that concern a folder."""
    reading, writing = os.pipe()

    def counting() -> int:
        fault = Failing(str(room))
        status = work(fault)
        os.write(writing, str(fault.count).encode())
        return status

    if (status := in_a_child(counting)) != DONE:
        raise Wrong(f"without any fault: {status}")
    os.close(writing)
    with os.fdopen(reading) as told:
        return int(told.read())


@contextmanager
def room_with(earlier: Files | None, put: Callable[[Path, Files], int], name: str) -> Iterator[tuple[Path, Path]]:
    """A folder in which a place is, with what stands there; a file of somebody else's is beside it."""
    with tempfile.TemporaryDirectory() as made:
        room = Path(made).resolve()
        (room / f".{name}.evaluator-mine").write_text("mine", encoding="utf-8")
        if earlier is not None:
            put(room / name, earlier)
        yield room, room / name


def every_call(
    put: Callable[[Path, Files], int],
    name: str,
    earlier: Files | None,
    new: Files,
    prepared: Sequence[Callable[[], None]],
    numbers: Callable[[int], Sequence[int]] = lambda calls: range(1, calls + 1),
) -> Counter[str]:
    """Put a folder or file in its place with a fault at each call, in each mode; check it each time."""
    done: Counter[str] = Counter()

    def work(out: Path, fault: Failing) -> int:
        for one in prepared:
            one()
        fault.install()
        return put(out, new)

    with room_with(earlier, put, name) as (room, out):
        before, kept = there(out), below(room).keys()
        calls = counted(lambda fault: work(out, fault), room)
        after, whole = there(out), below(room)
    for number in numbers(calls):
        for error, lasting in MODES:
            with room_with(earlier, put, name) as (room, out):
                said = f"{name}, call {number} of {calls}, {errno.errorcode.get(error, 'SIGKILL')}, {lasting=}"
                status = in_a_child(lambda at=number, e=error, on=lasting: work(out, Failing(str(room), at, e, on)))
                stands = there(out)
                if status == RAISED or (status == KILLED) != (error == KILL):
                    raise Wrong(f"{said}: status {status}")
                beside = no_exchange in prepared and stands is None and there(room / f".{name}.evaluator-old") == before
                if stands not in (before, after) and not (beside and (lasting or error == KILL)):
                    raise Wrong(f"{said}: neither the earlier nor the new one stands")
                if status in (DONE, WARNED) and stands != after:
                    raise Wrong(f"{said}: said to be done, and it is not")
                left = [one for one in below(room).keys() - kept - whole.keys() if not one.endswith("-lock")]
                if left and status in (DONE, REFUSED) and not lasting:
                    raise Wrong(f"{said}: left {sorted(left)}, and nothing said")
                done[{KILLED: "killed", REFUSED: "refused", WARNED: "done with a warning", DONE: "done"}[status]] += 1
                if put(out, new) != DONE or below(room) != whole:
                    raise Wrong(f"{said}: the next run left {sorted(below(room).keys() ^ whole.keys())}")
    return done


def small() -> None:
    """A small folder, a file and a signature, every call."""
    unsynced()
    new, earlier = {"a": b"new" * 99, "in/b": b"new"}, {"a": b"old", "in/c": b"old", "d": b""}
    secret = key(1).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for put, name, before, prepared in (
        (folder_put, "out", None, []),
        (folder_put, "out", earlier, []),
        (folder_put, "out", earlier, [no_exchange]),
        (file_put, "form.yaml", None, []),
        (file_put, "form.yaml", earlier, []),
        (signature_put, "signed", {**earlier, KEY: secret}, []),
    ):
        told = f"{name}, {'with' if before else 'without'} an earlier one"
        told += ", two renames" if no_exchange in prepared else ""
        _say(told, every_call(put, name, before, {**new, KEY: secret} if put is signature_put else new, prepared))


def season() -> None:
    """The command at every call, and the folder of a season at some."""
    _say("the command, a scheme without documents", _command())
    new, earlier = _season("zh"), _season("en")
    for prepared in ([unsynced], [unsynced, no_exchange]):
        told = f"a season of {len(new)} files, 40 calls" + (", two renames" if no_exchange in prepared else "")
        _say(told, every_call(folder_put, "out", earlier, new, prepared, _some))


def _some(calls: int) -> Sequence[int]:
    """Forty of a number of calls, the last ten, in which the folder gets its place, among them."""
    return [*sorted(random.Random(9).sample(range(1, calls - 9), 30)), *range(calls - 9, calls + 1)]


def kills(times: int, results: Sequence[Files]) -> None:
    """Two results written into one place again and again, by turns, each killed at a random moment.

    Every second one is killed at a moment after all is written, when the new folder takes its place and the earlier
    one goes, which takes a small part of the time.
    """
    done: Counter[str] = Counter()
    chosen = random.Random(9)
    with room_with(results[0], folder_put, "out") as (room, out):
        start = time.monotonic()
        folder_put(out, results[1])
        usual = time.monotonic() - start
        ending, stands, kept = min(usual / 4, 0.05), 1, below(room).keys() - below(out).keys()
        for number in range(1, times + 1):
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                told_before_exchange(writing)
                os._exit(folder_put(out, results[1 - stands]))
            os.close(writing)
            if number % 2:
                time.sleep(chosen.uniform(0, usual))
            else:
                os.read(reading, 1)
                time.sleep(chosen.uniform(0, ending))
            os.kill(child, signal.SIGKILL)
            os.close(reading)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            now = there(out)
            if now not in results:
                raise Wrong(f"kill {number}: neither the earlier nor the new one stands")
            done["came to its end" if status != KILLED else "the new one" if now != results[stands] else "earlier"] += 1
            stands = results.index(now)
            if number % 25 == 0 or number == times:
                if folder_put(out, results[stands]) != DONE or there(out) != results[stands]:
                    raise Wrong(f"kill {number}: the next run did not come to the same bytes")
                left = {one for one in below(room) if not one.startswith("out/")}
                if left != {one for one in kept if not one.startswith("out/")}:
                    raise Wrong(f"kill {number}: left {sorted(left)}")
            if number % 500 == 0 or number == times:
                _say(f"{number} kills at random moments, a result of {len(results[0])} files", done)


_PRELOAD = """
import sys
sys.path.insert(0, sys.argv[1])
from failing import Failing
fault = Failing(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == "True")
fault.install()
from evaluator.cli.main import run
try:
    run(sys.argv[6:])
finally:
    print("CALLS", fault.count)
"""


def _command() -> Counter[str]:
    done: Counter[str] = Counter()
    asked = ["evaluate", "demonstration-neighbourhoods", "examples/haiyang-2021/neighbourhoods", "--reports", "none"]
    with tempfile.TemporaryDirectory() as made:
        room = Path(made).resolve()
        out = room / "out"

        def run(at: int, error: int, lasting: bool, lang: str) -> subprocess.CompletedProcess[str]:
            fault = [str(ROOT / "tests"), str(room), str(at), str(error), str(lasting)]
            call = [sys.executable, "-c", _PRELOAD, *fault, *asked, "--lang", lang, "--out", str(out)]
            return subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

        results = []
        for lang in ("zh", "en"):
            told = run(0, 0, False, lang)
            results.append(there(out))
        calls = int(told.stdout.rpartition("CALLS ")[2])
        for number in range(1, calls + 1):
            for error, lasting in ((KILL, False), (errno.ENOSPC, False), (errno.EIO, True)):
                said = f"command, call {number} of {calls}, {error}, {lasting=}"
                ended, now = run(number, error, lasting, ("zh", "en")[number % 2]), there(out)
                if now not in results or "Traceback" in ended.stderr:
                    raise Wrong(f"{said}: {ended.stderr}")
                if ended.returncode not in (0, 2) and error != KILL:
                    raise Wrong(f"{said}: status {ended.returncode}, {ended.stderr}")
                done[{0: "done", 2: "refused"}.get(ended.returncode, "killed")] += 1
            ended = run(0, 0, False, "en")
            if there(out) != results[1] or {one.name for one in room.iterdir()} != {"out"}:
                raise Wrong(f"command, call {number}: the next run left {list(room.iterdir())}")
    return done


def _scheme(lang: str) -> Files:
    """Every file of the result of one scheme, its pages too."""
    return _result("demonstration-neighbourhoods", "examples/haiyang-2021/neighbourhoods", lang)


def _season(lang: str) -> Files:
    """Every file of the example season, its pages too."""
    return _result("rules/seasons/haiyang-2021.yaml", "examples/haiyang-2021", lang)


def _result(scheme: str, evidence: str, lang: str) -> Files:
    with tempfile.TemporaryDirectory() as made:
        asked = ["evaluate", scheme, evidence, "--lang", lang, "--out", made, "--quiet"]
        subprocess.run([sys.executable, "-m", "evaluator", *asked], cwd=ROOT, capture_output=True, check=False)
        return below(Path(made))


def _say(what: str, done: Counter[str]) -> None:
    print(f"{what}: {sum(done.values())} ends, " + ", ".join(f"{count} {how}" for how, count in sorted(done.items())))
    sys.stdout.flush()


def main() -> None:
    """What is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--season", action="store_true")
    asked.add_argument("--kills", type=int, default=0, metavar="N")
    given = asked.parse_args()
    try:
        if given.season:
            season()
        if given.kills:
            kills(given.kills, [_scheme("zh"), _scheme("en")])
            kills(given.kills // 10, [_season("zh"), _season("en")])
        if not given.season and not given.kills:
            small()
    except Wrong as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
