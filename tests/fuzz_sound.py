"""What must hold of whatever any reader says of any bytes, and the good season beside which they are read."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.problems import Lang, Problem, rendered

BASE = Path(__file__).parent / "bad" / "base"
LANGS: tuple[Lang, ...] = ("zh", "en")


@lru_cache
def plan() -> Plan:
    """The good season of the bad examples."""
    files = [RuleFile(path.name, path.read_bytes()) for path in sorted((BASE / "rules").iterdir())]
    library = read_library(files)
    scheme = library.schemes["season"]
    made, problems = make_plan(scheme, library, scheme.period.to or scheme.period.start)
    assert not problems
    return made


@lru_cache
def base() -> tuple[Read, ...]:
    """What is submitted for that season."""
    paths = sorted((BASE / "evidence").iterdir())
    return tuple(read for path in paths for read in read_file(path.read_bytes(), path.name))


def sound(problems: Iterable[Problem], text: bytes | None) -> None:
    """Every problem stands within the file; the first of each kind is said, in both languages, in printable lines."""
    lines = None if text is None else text.count(b"\n") + text.count(b"\r") + _other_ends(text) + 1
    told: set[str] = set()
    for item in problems:
        if item.code not in told:
            told.add(item.code)
            for lang in LANGS:
                assert rendered(item, lang).replace("\n", "").isprintable(), item
        if lines is not None:
            assert 0 <= item.place.line <= lines, item
            assert 0 <= item.place.column <= len(text or b"") + 1, item


def _other_ends(text: bytes) -> int:
    """Ends of lines that YAML knows besides: next line, and the separators of lines and of paragraphs."""
    return sum(map(text.count, (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")))


def read(data: bytes, file: str, text: bytes | None) -> list[Read]:
    """What a file says, soundly. Nothing is lost: where it gives no record there is a problem."""
    reads = list(read_file(data, file))
    problems = [item for one in reads for item in one.problems]
    sound(problems, text)
    errors = has_errors(problems)
    assert errors or not sum(one.rejected for one in reads)
    if not errors and not file.endswith((".jsonl", ".csv", ".parquet")):
        assert any(map(_something, reads)) or _nothing(data)
    return reads


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(item.severity == "error" for item in problems)


def _something(one: Read) -> bool:
    return any((*one.records, *one.blocks, *one.marks, *one.recusals, *one.decisions, *one.acts))


def _nothing(data: bytes) -> bool:
    """Whether a file may say that there are no marks or decisions, which is something."""
    return any(word in data for word in (b"marks", b"recusals", b"decisions", b"\\"))


def any_format(data: bytes) -> tuple[str, bytes | None]:
    """By the first bytes of an input what kind of file it is, and its text where places are in it."""
    if data[:1] in (b"{", b"["):
        return "fuzz.json", data
    if data[:4] in (b"kind", b"judg") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "fuzz.csv", None if data[:1] in (b"\xff", b"\xfe") else data
    return "fuzz.yaml", data
