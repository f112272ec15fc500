"""Ids and names that are markup, script, formulas, terminal escapes, paths of files or look-alikes of others.

What may stand in a result stands there as text, in every format; what would be taken for another is refused.
"""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from bad_examples import Result, invoke
from odd_seasons import TIERS

IDS: dict[str, str] = {
    "markup": "<b onclick=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "template": "{{ 7*7 }}{% for x in y %}",
    "formula": '=HYPERLINK("http://x")',
    "formula by a sign": "@SUM(A1)",
    "path upwards": "../../outside",
    "path from the root": "/etc/passwd",
    "path of another system": "C:\\x\\y",
    "device": "CON",
    "hidden": ".hidden",
    "leading zero": "0123",
    "time of day": "12:30",
    "truth": "true",
    "capitals": "b-1",
    "the same in small capitals": "B-1",
    "Cyrillic": "А-01",
    "Latin": "A-01",
    "full width": "Ａ-01",
    "long": "长" * 120,
    "entity": "&lt;&amp;",
}
"""Ids that are taken as they are."""

REFUSED: dict[str, str] = {
    "bidi override": "A\u202e10",
    "bidi isolate": "A\u206710",
    "zero-width space": "A\u200b01",
    "zero-width joiner": "A\u200d01",
    "byte order mark": "A\ufeff01",
    "soft hyphen": "A\u00ad01",
    "terminal escape": "A\x1b[2J",
    "line break": "A\n01",
    "null": "A\0",
    "unjoined accent": "Cafe\u0301",
    "space at the end": "A-01 ",
    "ideographic space at the end": "A-01\u3000",
}
"""Ids that nobody could tell from another."""

NAMES: dict[str, str] = {
    "markup": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "formula": "=1+1",
    "terminal escape": "甲\x1b[31m\x07乙",
    "line break": "甲\n收到 0 份\r乙",
    "bidi override": "甲\u202e乙",
    "path": "../../../etc/passwd",
    "template": "{{ ''.__class__ }}",
}

DOCUMENTS = """
documents:
  - {kind: scoring-sheet}
  - {kind: allocation, id: money, title: Money}
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result with pages and Word documents in `in/out`, of all that are taken, and what the command said."""
    folder = tmp_path_factory.mktemp("names") / "in"
    folder.mkdir()
    (folder / "odd.yaml").write_text(TIERS + DOCUMENTS, encoding="utf-8")
    names = list(NAMES.values())
    lines = [
        _line(subject, names[number] if number < len(names) else f"Estate {number}")
        for number, subject in enumerate(IDS.values())
    ]
    (folder / "evidence.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made = _evaluated("evidence.jsonl", "--formats", "html,word")
    told = re.findall(r"^evidence\.jsonl:(\d+):1: warning \[(.*?)\]", made.stderr, re.MULTILINE)
    alike = [str(list(IDS).index(one) + 1) for one in ("Cyrillic", "full width")]
    assert (made.exit_code, told) == (0, [(line, "identity-alike") for line in alike])
    (folder / "said").write_text(made.stdout, encoding="utf-8", newline="")
    return folder


def _line(subject: str, name: str) -> str:
    identity = {"kind": "estate", "id": subject, "name": name, "street": name}
    evidence = {"score": 90, "whole": "yes", "organised": "yes"}
    return json.dumps({"subject": identity, "evidence": evidence}, ensure_ascii=False)


def _evaluated(evidence: str, *more: str) -> Result:
    return invoke("evaluate", "odd", evidence, "--rules", ".", "--out", "out", "--lang", "en", *more)


def test_the_table_has_them_as_they_were_submitted(here: Path) -> None:
    text = (here / "out" / "results.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == sorted(IDS.values())
    assert set(NAMES.values()) <= {row["name"] for row in rows}


def test_every_file_lies_in_the_folder_under_a_name_any_system_takes(here: Path) -> None:
    outputs = list(json.loads((here / "out" / "manifest.json").read_bytes())["outputs"])
    assert sorted(path.name for path in here.parent.iterdir()) == ["in"]
    assert {path.name for path in here.iterdir()} == {"odd.yaml", "evidence.jsonl", "out", "said"}
    assert len(outputs) == len({name.casefold() for name in outputs}) == 2 * len(IDS) + 5
    for part in {part for name in outputs for part in name.split("/")}:
        assert re.fullmatch(r"[\w~.+ -]+", part), part
        assert not re.match(r"(?i)(\.|con(\.|$))", part), part
        assert len(part.encode()) <= 255


@pytest.mark.parametrize("name", [name for name in (*IDS.values(), *NAMES.values()) if re.search("[<>]", name)])
def test_no_page_has_them_as_markup(here: Path, name: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (here / "out").rglob("*.html")]
    assert len(pages) == len(IDS) + 2
    assert not [page for page in pages if name in page]
    assert [page for page in pages if name.replace("<", "&lt;").replace(">", "&gt;") in page]


def test_no_template_is_run_for_them(here: Path) -> None:
    for path in (here / "out").rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            text = package.read("word/document.xml").decode()
        assert "49" not in re.sub(r"<[^>]*>", "", text).split()
        assert "<script" not in text
        assert "onclick=alert(1)>" not in text.replace("onclick=alert(1)&gt;", "")


def test_no_terminal_is_steered(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    said = [(here / "said").read_text(encoding="utf-8")]
    for subject in IDS.values():
        made = invoke("explain", "out", "--lang", "en", "--", subject)
        assert made.exit_code == 0, made.output
        said.append(made.stdout + made.stderr)
    for text in said:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("why", REFUSED)
def test_an_id_that_cannot_be_told_from_another_is_refused(
    why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.yaml").write_text(TIERS, encoding="utf-8")
    Path("evidence.jsonl").write_text(f"{_line('A-01', 'Estate')}\n{_line(REFUSED[why], 'Estate')}", encoding="utf-8")
    made = _evaluated("evidence.jsonl", "--reports", "none")
    assert made.exit_code == 1
    (line,) = [line for line in made.stderr.splitlines() if not line.startswith("    ")]
    assert re.match(r"evidence\.jsonl:2:\d+: error \[identity-deceptive\] ", line)
    assert line.isprintable()
    assert "received 2: evaluated 1, held 0, rejected 1." in made.stdout
