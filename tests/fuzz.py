"""Fuzz the readers: `python tests/fuzz.py [--reader NAME] [--runs N | --seconds S]`.

With Atheris (`pip install atheris`), which follows the code that runs, where it is installed; else, or with `--plain`,
by mutations of the corpus without such guidance. Either runs in one process for each reader, with the same limits on
memory and on the time of one input. What fails is kept in `--crashes`, and the command that repeats it is printed.

    python tests/fuzz.py --reader yaml --repeat out/crashes/yaml-0123abcd

`--record` adds what was run to `tests/fuzz/record.csv`; `--recorded` says what stands there, with the commands that
repeat it: a seed gives the same inputs for the same code and the same corpus. `fuzz_growing.py` adds to the corpus what
reached new code.
"""

import argparse
import csv
import hashlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from fuzz_targets import TARGETS, target, tokens

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "fuzz" / "corpus"
RECORD = HERE / "fuzz" / "record.csv"
COLUMNS = ("reader", "mode", "seed", "longest", "executions", "seconds", "findings")
READERS = tuple(TARGETS)
MEMORY = 4 << 30
"""Bytes of addresses, Arrow's own and Atheris's counters among them."""
SLOWEST = 60
"""Seconds for one input."""
LONGEST = 4096
"""Bytes of an input, unless another number is given. Seeds are taken as they are."""

_GROWN = 1 << 16
"""Bytes that an input may have while it is mutated."""

_RUNS = re.compile(r"^(?:done |stat::number_of_executed_units: )(\d+)", re.MULTILINE)
"""What either kind says at its end."""


def main() -> int:
    given = _given()
    readers = [given.reader] if given.reader else READERS
    if given.recorded:
        return _recorded()
    if given.child:
        return _child(given)
    if given.repeat is not None:
        _target(given.reader)(given.repeat.read_bytes())
        print("holds")
        return 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        given.found = given.found or Path(folder)
        return max(_fuzzed(reader, given) for reader in readers)


def _fuzzed(reader: str, given: argparse.Namespace) -> int:
    """Fuzz one reader in a process of its own: 0 where nothing was found."""
    began = time.monotonic()
    call = [sys.executable, str(HERE / "fuzz.py"), "--child", "--reader", reader, "--seed", str(given.seed)]
    call += ["--crashes", str(given.crashes), "--longest", str(given.longest)]
    call += ["--found", str(given.found), *(["--plain"] if given.plain else [])]
    call += ["--seconds", str(given.seconds)] if given.seconds else ["--runs", str(given.runs)]
    made = subprocess.run(call, check=False, capture_output=True)
    lines = made.stdout.decode(errors="replace").splitlines()
    said = _RUNS.findall(made.stdout.decode(errors="replace") + made.stderr.decode(errors="replace"))
    runs = said[-1] if said else "?"
    seconds = time.monotonic() - began
    print(f"{reader}: {runs} runs in {seconds:.1f} s, exit status {made.returncode}", flush=True)
    if given.record and said:
        mode = "plain" if given.plain or not find_spec("atheris") else "atheris"
        _add([reader, mode, given.seed, given.longest, runs, round(seconds), int(made.returncode != 0)])
    if made.returncode:
        print("\n".join([*lines, *made.stderr.decode(errors="replace").splitlines()][-40:]))
        kept = sorted(given.crashes.glob(f"{reader}-*"), key=lambda path: path.stat().st_mtime)
        for path in kept[-1:]:
            print(f"repeat with: python tests/fuzz.py --reader {reader} --repeat {path}")
    return int(made.returncode != 0)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, help="one reader; all, one after another, without it")
    parser.add_argument("--runs", type=int, default=2000, help="inputs for each reader")
    parser.add_argument("--seconds", type=int, default=0, help="seconds for each reader, instead of --runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=LONGEST, help="bytes of an input")
    parser.add_argument("--plain", action="store_true", help="mutations without guidance, Atheris or not")
    parser.add_argument("--crashes", type=Path, default=Path("out/crashes"), help="where inputs that fail are kept")
    parser.add_argument("--found", type=Path, help="where inputs that reached new code are kept; nowhere without it")
    parser.add_argument("--repeat", type=Path, help="an input to run once more (with --reader)")
    parser.add_argument("--record", action="store_true", help="add what was run to the record")
    parser.add_argument("--recorded", action="store_true", help="what was run, by the record")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.repeat is not None and given.reader is None:
        parser.error("--repeat needs --reader")
    return given


def _add(row: Sequence[object]) -> None:
    with RECORD.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(row)


def _recorded() -> int:
    """What was run of each reader, and the commands of it."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for reader in READERS:
        own = [row for row in rows if row["reader"] == reader]
        print(f"{reader}: {_sum(own, 'executions'):,} executions, {_sum(own, 'findings')} findings")
        for row in own:
            plain = " --plain" if row["mode"] == "plain" else ""
            often = f"--seed {row['seed']} --longest {row['longest']} --runs {row['executions']}{plain}"
            print(f"    python tests/fuzz.py --reader {reader} {often}")
    print(f"all: {_sum(rows, 'executions'):,} executions in {_sum(rows, 'seconds'):,} s")
    return 0


def _sum(rows: Sequence[Mapping[str, str]], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def _target(reader: str) -> Callable[[bytes], None]:
    return target(reader)


def _child(given: argparse.Namespace) -> int:
    given.crashes.mkdir(parents=True, exist_ok=True)
    if not given.plain and find_spec("atheris"):
        return _guided(given)
    return _plain(given)


def _limit() -> None:
    """The limits of the process: bytes of addresses, and no file larger than one that is kept."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _guided(given: argparse.Namespace) -> int:
    """By Atheris: libFuzzer looks for inputs that run code which no input ran before."""
    import atheris

    left = _not_followed(TARGETS[given.reader].followed)
    with atheris.instrument_imports(include=["evaluator"], exclude=left, enable_loader_override=False):
        _import(TARGETS[given.reader].followed)
        tested = _target(given.reader)
    found = given.found / given.reader
    found.mkdir(parents=True, exist_ok=True)
    often = [f"-max_total_time={given.seconds}"] if given.seconds else [f"-runs={given.runs}"]
    limits = [f"-max_len={given.longest}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY >> 20}"]
    words = found.with_suffix(".words")
    words.write_text("".join(map(_in_dictionary, tokens())), encoding="ascii")
    where = [f"-dict={words}", f"-artifact_prefix={given.crashes}/{given.reader}-"]
    options = [*often, *limits, *where, f"-seed={given.seed}", "-print_final_stats=1"]
    options += [str(found), str(CORPUS / given.reader)]
    atheris.Setup([sys.argv[0], *options], tested)
    atheris.Fuzz()
    return 0


def modules() -> list[str]:
    root = HERE.parent / "src"
    parts = (path.relative_to(root).with_suffix("").parts for path in root.glob("evaluator/**/*.py"))
    return sorted(".".join(one).removesuffix(".__init__") for one in parts)


def _followed(module: str, followed: Sequence[str]) -> bool:
    """Whether a module is followed, by itself, with its package or with all of whose name is continued so."""
    return module.startswith(tuple(followed))


def _not_followed(followed: Sequence[str]) -> list[str]:
    return [module for module in modules() if not _followed(module, followed)]


def _import(followed: Sequence[str]) -> None:
    """Import what is followed, which a reader might do only when it first needs it."""
    for module in modules():
        if _followed(module, followed):
            import_module(module)


def _in_dictionary(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'


def _plain(given: argparse.Namespace) -> int:
    """By mutations of the corpus, the same for the same seed."""
    _limit()
    tested, chance = _target(given.reader), random.Random(given.seed)
    seeds = corpus(given.reader)
    words = tokens()
    end = time.monotonic() + given.seconds if given.seconds else None
    at_work = given.crashes / f"{given.reader}-at-work-{given.seed}"
    count = 0
    while (count < given.runs) if end is None else (time.monotonic() < end):
        data = seeds[count] if count < len(seeds) else mutated(chance, seeds, words)[: given.longest]
        at_work.write_bytes(data)  # what ends the process is found there
        count += 1
        try:
            with _in_time():
                tested(data)
        except Exception:
            at_work.unlink()
            kept = given.crashes / f"{given.reader}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            traceback.print_exc()
            print(f"done {count}")
            return 1
        if len(data) < 2000 and chance.random() < 0.01:
            seeds.append(data)
    at_work.unlink(missing_ok=True)
    print(f"done {count}")
    return 0


@contextmanager
def _in_time() -> Iterator[None]:
    """An input that takes too long ends the process. Nothing is left behind that would end it afterwards."""
    if not hasattr(signal, "alarm"):
        yield
        return
    signal.alarm(SLOWEST)
    try:
        yield
    finally:
        signal.alarm(0)


def corpus(reader: str) -> list[bytes]:
    """What is kept of a reader's inputs."""
    return [path.read_bytes() for path in sorted((CORPUS / reader).iterdir())]


def mutated(chance: random.Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    data = bytearray(chance.choice(seeds))
    for _ in range(1 << chance.randrange(5)):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        end = min(end, at + (1 << chance.randrange(8)))
        match chance.randrange(8):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 2 | 3:
                data[at:at] = chance.choice(words)
            case 4:
                data[at:end] = chance.choice(words)
            case 5 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 6 if at < len(data):
                data[at] = chance.randrange(256)
            case 7:
                other = chance.choice(seeds)
                begin = chance.randrange(len(other) + 1)
                data[at:end] = other[begin : begin + (1 << chance.randrange(10))]
        del data[_GROWN:]
    return bytes(data)


def _run() -> NoReturn:
    sys.exit(main())


if __name__ == "__main__":
    _run()
