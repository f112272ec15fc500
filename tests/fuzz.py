"""Fuzz the readers: `python tests/fuzz.py [--reader NAME] [--runs N | --seconds S]`.

With Atheris (`pip install atheris`), which follows the code that runs, where it is installed; else, or with `--plain`,
by mutations of the corpus without such guidance. Either runs in one process for each reader, with the same limits on
memory and on the time of one input. What fails is kept in `--crashes`, and the command that repeats it is printed.

    python tests/fuzz.py --reader yaml --repeat out/crashes/yaml-0123abcd
"""

import argparse
import hashlib
import random
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "fuzz" / "corpus"
READERS = ("yaml", "json", "jsonl", "csv", "xlsx", "parquet", "rules", "decisions", "template", "manifest")
MEMORY = 4 << 30
"""Bytes of addresses, Arrow's own and Atheris's counters among them."""
SLOWEST = 60
"""Seconds for one input."""
LONGEST = 1 << 16
"""Bytes of an input."""

_RUNS = re.compile(r"^(?:done |stat::number_of_executed_units: )(\d+)", re.MULTILINE)
"""What either kind says at its end."""


def main() -> int:
    given = _given()
    readers = [given.reader] if given.reader else READERS
    if given.child:
        return _child(given)
    if given.repeat is not None:
        _target(given.reader)(given.repeat.read_bytes())
        print("holds")
        return 0
    worst = 0
    for reader in readers:
        began = time.monotonic()
        call = [sys.executable, str(HERE / "fuzz.py"), "--child", "--reader", reader, "--seed", str(given.seed)]
        call += ["--crashes", str(given.crashes), *(["--plain"] if given.plain else [])]
        call += ["--seconds", str(given.seconds)] if given.seconds else ["--runs", str(given.runs)]
        made = subprocess.run(call, check=False, capture_output=True)
        lines = made.stdout.decode(errors="replace").splitlines()
        said = _RUNS.findall(made.stdout.decode(errors="replace") + made.stderr.decode(errors="replace"))
        runs = said[-1] if said else "?"
        print(f"{reader}: {runs} runs in {time.monotonic() - began:.1f} s, exit status {made.returncode}", flush=True)
        if made.returncode:
            worst = 1
            print("\n".join([*lines, *made.stderr.decode(errors="replace").splitlines()][-40:]))
            kept = sorted(given.crashes.glob(f"{reader}-*"), key=lambda path: path.stat().st_mtime)
            for path in kept[-1:]:
                print(f"repeat with: python tests/fuzz.py --reader {reader} --repeat {path}")
    return worst


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, help="one reader; all, one after another, without it")
    parser.add_argument("--runs", type=int, default=2000, help="inputs for each reader")
    parser.add_argument("--seconds", type=int, default=0, help="seconds for each reader, instead of --runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="mutations without guidance, Atheris or not")
    parser.add_argument("--crashes", type=Path, default=Path("out/crashes"), help="where inputs that fail are kept")
    parser.add_argument("--repeat", type=Path, help="an input to run once more (with --reader)")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.repeat is not None and given.reader is None:
        parser.error("--repeat needs --reader")
    return given


def _target(reader: str) -> Callable[[bytes], None]:
    from fuzz_targets import TARGETS, limit_templates

    limit_templates()
    return TARGETS[reader]


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
    import tempfile

    import atheris

    with atheris.instrument_imports(include=["evaluator"], enable_loader_override=False):
        target = _target(given.reader)
    found = tempfile.mkdtemp(prefix=f"fuzz-{given.reader}-")
    often = [f"-max_total_time={given.seconds}"] if given.seconds else [f"-runs={given.runs}"]
    limits = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY >> 20}", f"-seed={given.seed}"]
    where = [f"-artifact_prefix={given.crashes}/{given.reader}-", found, str(CORPUS / given.reader)]
    words = Path(found).with_suffix(".words")
    words.write_text("".join(map(_in_dictionary, _tokens())), encoding="ascii")
    options = [*often, *limits, f"-dict={words}", "-print_final_stats=1", *where]
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()
    return 0


def _in_dictionary(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'


def _tokens() -> list[bytes]:
    from fuzz_targets import tokens

    return tokens()


def _plain(given: argparse.Namespace) -> int:
    """By mutations of the corpus, the same for the same seed."""
    _limit()
    target, chance = _target(given.reader), random.Random(given.seed)
    seeds = [path.read_bytes() for path in sorted((CORPUS / given.reader).iterdir())]
    words = _tokens()
    end = time.monotonic() + given.seconds if given.seconds else None
    at_work = given.crashes / f"{given.reader}-at-work-{given.seed}"
    count = 0
    while (count < given.runs) if end is None else (time.monotonic() < end):
        data = seeds[count] if count < len(seeds) else _mutated(chance, seeds, words)
        at_work.write_bytes(data)  # what ends the process is found there
        count += 1
        try:
            with _in_time():
                target(data)
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


def _mutated(chance: random.Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
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
        del data[LONGEST:]
    return bytes(data)


def _run() -> NoReturn:
    sys.exit(main())


if __name__ == "__main__":
    _run()
