"""What `fuzz.py` puts to each reader, and what must hold of whatever it is given.

No exception but the reader's own problems; the same said twice; every place within the file; nothing is lost: where a
file gives no record there is a problem; and lines or rows read in bulk say what they say one by one.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from evaluator.desk.verifying import verify
from evaluator.documents import html
from evaluator.documents.bounded import bounded
from evaluator.documents.html import Pages
from evaluator.evidence import bulk
from evaluator.evidence.book import Book
from evaluator.evidence.gather import gather
from evaluator.evidence.lines import read_line
from evaluator.evidence.model import Read
from evaluator.evidence.read import read_file
from evaluator.evidence.workbook import read as read_book
from evaluator.language.load import RuleFile, make_plan, read_library
from evaluator.language.plan import Plan
from evaluator.limited import Limited, Stopped
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import Lang, Problem, in_order, rendered
from evaluator.result.manifest import MANIFEST, is_ours

BASE = Path(__file__).parent / "bad" / "base"
LANGS: tuple[Lang, ...] = ("zh", "en")
_FILL = 5
"""Plain lines before those that are looked at, which tell what is plain."""


@lru_cache
def plan() -> Plan:
    """The good season of the bad examples."""
    files = [RuleFile(path.name, path.read_bytes()) for path in sorted((BASE / "rules").iterdir())]
    library = read_library(files)
    scheme = library.schemes["season"]
    made, problems = make_plan(scheme, library, scheme.period.to or scheme.period.start)
    assert not problems
    return made


def _sound(problems: Iterable[Problem], text: bytes | None) -> None:
    """Every problem can be said in both languages and stands within the file."""
    lines = None if text is None else text.count(b"\n") + text.count(b"\r") + _other_ends(text) + 1
    for item in problems:
        for lang in LANGS:
            assert rendered(item, lang).replace("\n", "").isprintable(), item
        if lines is not None:
            assert 0 <= item.place.line <= lines, item
            assert 0 <= item.place.column <= len(text or b"") + 1, item


def _other_ends(text: bytes) -> int:
    """Ends of lines that YAML knows besides: next line, and the separators of lines and of paragraphs."""
    return sum(map(text.count, (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")))


def _told(reads: Iterable[Read]) -> tuple[Any, ...]:
    """All that is said of subjects, by somebody who asks for everything."""
    made = gather(reads, [plan()], {})
    found = made.tables[0]
    answers = {name: list(column) for name, column in found.answers.items()}
    texts = [list(one) for one in (found.ids, found.names, found.streets, found.communities)]
    places = [(one.file, one.line) for one in found.row_places]
    said = in_order([*made.problems, *found.problems])
    return texts, answers, sorted(found.unsettled), places, said, made.rejected + found.rejected


def _evidence(data: bytes, file: str, text: bytes | None) -> tuple[Any, ...]:
    reads = list(read_file(data, file))
    problems = [item for read in reads for item in read.problems]
    _sound(problems, text)
    errors = [item for item in problems if item.severity == "error"]
    assert errors or not sum(read.rejected for read in reads)
    if not errors and not file.endswith((".jsonl", ".csv", ".parquet")):
        assert any(map(_something, reads)) or _nothing(data)
    first, second = _told(reads), _told(read_file(data, file))
    assert first == second
    _sound(first[4], text)
    return first


def _something(read: Read) -> bool:
    return any((*read.records, *read.blocks, *read.marks, *read.recusals, *read.decisions, *read.acts))


def _nothing(data: bytes) -> bool:
    """Whether a file may say that there are no marks or decisions, which is something."""
    return any(word in data for word in (b"marks", b"recusals", b"decisions", b"\\"))


def of_yaml(data: bytes) -> None:
    _evidence(data, "fuzz.yaml", data)


def of_json(data: bytes) -> None:
    _evidence(data, "fuzz.json", data)


def of_csv(data: bytes) -> None:
    _evidence(data, "fuzz.csv", None if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data)


def of_jsonl(data: bytes) -> None:
    fill = "".join(
        f'{{"subject":{{"kind":"neighbourhood","id":"P-{number}","name":"n","street":"s"}},'
        f'"evidence":{{"members":{number},"area":{number}.5,"has_branch":true,"motto":"m","disclosed":["财务收支"]}}}}\n'
        for number in range(_FILL)
    ).encode()
    whole = fill + data
    with patch.object(bulk, "FEWEST", 1):
        in_bulk = _told(read_file(whole, "fuzz.jsonl"))
    _sound(in_bulk[4], whole)
    lines = enumerate(whole.split(b"\n"), 1)
    alone = [read_line(line, "fuzz.jsonl", number) for number, line in lines if line.strip()]
    assert _told(alone) == in_bulk


def of_xlsx(data: bytes) -> None:
    """A workbook, or the first sheet of one."""
    answer = read_book(data if data[:2] == b"PK" else _around(data))
    book = msgspec.json.decode(answer, type=Book)
    assert book.refused or book.sheets

    class Here(Limited):
        def run(self, task: str, data: bytes) -> bytes | Stopped:
            return answer

    for read in read_file(b"", "fuzz.xlsx", Here()):
        _sound(read.problems, None)
        _told([read])


def _around(sheet: bytes) -> bytes:
    """A workbook with one sheet, as the smallest form in the corpus has it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        target = 'Target="xl/workbook.xml" Type="x/officeDocument"'
        new.writestr("_rels/.rels", f'<Relationships><Relationship Id="a" {target}/></Relationships>')
        new.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>')
        target = 'Target="worksheets/sheet1.xml" Type="x/worksheet"'
        new.writestr("xl/_rels/workbook.xml.rels", f'<Relationships><Relationship Id="a" {target}/></Relationships>')
        new.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def of_parquet(data: bytes) -> None:
    _evidence(data, "fuzz.parquet", None)


def of_rules(data: bytes) -> None:
    file = RuleFile("fuzz.yaml", data)
    library = read_library([file])
    problems = list(library.problems)
    for scheme in library.schemes.values():
        problems += make_plan(scheme, library, scheme.period.to or scheme.period.start)[1]
    _sound(problems, data)
    again = read_library([file])
    assert in_order(again.problems) == in_order(library.problems)
    known = (library.schemes, library.rulesets, library.seasons, library.calendars)
    assert problems or any(known), "a file of no rules is a problem"


def of_decisions(data: bytes) -> None:
    base = [read for path in sorted((BASE / "evidence").iterdir()) for read in read_file(path.read_bytes(), path.name)]
    reads = list(read_file(data, "fuzz.yaml"))
    season = judge_season(plan(), gather_season(plan(), [*base, *reads]))
    own = [item for item in season.problems if item.place.file == "fuzz.yaml"]
    _sound(own, data)
    again = judge_season(plan(), gather_season(plan(), [*base, *read_file(data, "fuzz.yaml")]))
    assert in_order(again.problems) == in_order(season.problems)
    assert again.ranks.rank.tolist() == season.ranks.rank.tolist()


def of_template(data: bytes) -> None:
    given = {"result": plan().scheme.title, "rows": [{"name": "甲", "total": "1.5"}, {"name": "<乙>", "total": ""}]}
    pages = Pages({"zh/fuzz.html": data}, "zh", "templates")
    made = pages.page("fuzz.html", given)
    assert (made is None) == bool(pages.problems)
    _sound(pages.problems, None)
    if made is not None:
        assert made == Pages({"zh/fuzz.html": data}, "zh", "templates").page("fuzz.html", given)


def of_manifest(data: bytes) -> None:
    is_ours(["result.json"], data)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, MANIFEST).write_bytes(data)
        verified = verify(Path(folder), Path(folder))
    assert verified.status
    _sound(verified.problems, None)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": of_yaml,
    "json": of_json,
    "jsonl": of_jsonl,
    "csv": of_csv,
    "xlsx": of_xlsx,
    "parquet": of_parquet,
    "rules": of_rules,
    "decisions": of_decisions,
    "template": of_template,
    "manifest": of_manifest,
}


def limit_templates() -> None:
    """Two seconds and half a gigabyte for each page: what nobody's template needs."""
    html.bounded = lambda: bounded(2, 512 << 20)  # type: ignore[assignment]


def tokens() -> list[bytes]:
    """Words of all formats, which a mutation puts in."""
    return [
        one.encode() for one in json.loads(Path(__file__).with_name("fuzz").joinpath("tokens.json").read_text("utf-8"))
    ]
