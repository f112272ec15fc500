"""Odd seasons come to what their rules say, by hand: see `odd_seasons`."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bad_examples import invoke
from odd_seasons import ODD, Odd


def records(odd: Odd) -> str:
    """The season's evidence."""
    documents = []
    for line in odd.subjects.split(" / "):
        name, *answers = line.split()
        kind, _, subject = name.rpartition(":")
        identity = f"kind: {kind or 'estate'}, " + (f"id: {subject}, " if subject else "")
        given = [f"{field}: {answer}" for field, answer in zip(odd.asks, answers, strict=True) if answer != "-"]
        documents.append(
            f"subject: {{{identity}name: Estate {subject}, street: Quay}}\nevidence: {{{', '.join(given)}}}\n"
        )
    return "---\n".join(documents)


def said(out: Path) -> Iterator[str]:
    """What a result says, a line each: rows, money, ties, and whether anything is provisional."""
    result: dict[str, Any] = json.loads((out / "result.json").read_bytes())
    table = csv.DictReader(io.StringIO((out / "results.csv").read_text(encoding="utf-8-sig"), newline=""))
    allocation = result.get("allocation")
    for row in table:
        parts = [row["id"], row["status"], row["total"] or "-", "rank", row["rank"] or "-"]
        for name in ("grade", "interview"):
            parts += [name, row[name] or "-"] if not allocation and (name == "grade" or row[name]) else []
        yield " ".join([*parts, *(["tier", row["tier"] or "-", row["subsidy"] or "-"] if allocation else [])])
    if allocation:
        for tier in allocation["tiers"]:
            yield "{id}: paid {paid}, reserved {reserved}, unspent {unspent}".format(**tier)
        yield "paid {paid} + reserved {reserved} + unspent {unspent} = {budget}".format(**allocation)
    for tie in result["ties"]:
        yield f"{'open tie' if tie['open'] else 'tie'} at rank {tie['rank']}: {' '.join(tie['subjects'])}"
    if result["provisional"]:
        yield "provisional"


@pytest.mark.parametrize("name", ODD)
def test_an_odd_season(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ODD[name]
    monkeypatch.chdir(tmp_path)
    Path("odd.yaml").write_text(odd.rules, encoding="utf-8")
    Path("evidence.yaml").write_text(records(odd), encoding="utf-8")
    call = ("evaluate", "odd", "evidence.yaml", "--rules", ".", "--out", "out", "--reports", "none", "--lang", "en")
    made = invoke(*call)
    lines = list(said(Path("out"))) if Path("out").exists() else []
    told = [code for code in re.findall(r"error \[([a-z-]+)\]", made.stderr) if odd.status != 1]
    lines += [f"told: {' '.join(told)}"] if told else []
    assert lines == [line.strip() for line in odd.comes_to.strip().splitlines()]
    assert made.exit_code == odd.status


MONEY = "documents: [{kind: scoring-sheet}, {kind: allocation, id: money, title: Money}, {kind: season-report}]\n"
APPRAISED = "documents: [{kind: scoring-sheet}, {kind: appraisal-summary}, {kind: season-report}]\n"
SHOWN: dict[str, tuple[str, ...]] = {
    "one subject alone": ("Of 3 places, 1 is firm.", "1 subject has a tier", "50.00 yuan firm, 0.00 reserved"),
    "nobody whose record can be used": ("Every subject There are none.", "No subject has a tier"),
    "nobody eligible": ("Nothing waits for a decision", "No subject has a tier", "Of 3 places, 0 are firm."),
    "all tied, more than places": ("4 subjects are equal at rank 1; people must settle the order",),
    "all held": ("4 subjects held until evidence is completed", "Held, and what is reserved waits for them: Estate A"),
    "a group that is all equal": ("The whole group is equal, so nobody stands last", "Most are graded “fair”: 3"),
    "one who is held may be last": ("2 pending", "Most are graded “good”, “fair”: 1 each"),
}
"""What the pages say of an odd season."""


@pytest.mark.parametrize("name", SHOWN)
def test_the_documents_of_an_odd_season(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ODD[name]
    monkeypatch.chdir(tmp_path)
    documents = MONEY if "allocation" in odd.rules else APPRAISED
    Path("odd.yaml").write_text(f"{odd.rules}{documents}", encoding="utf-8")
    Path("evidence.yaml").write_text(records(odd), encoding="utf-8")
    call = ("evaluate", "odd", "evidence.yaml", "--rules", ".", "--out", "out", "--formats", "html,word")
    assert invoke(*call, "--lang", "en").exit_code == odd.status
    assert list(said(Path("out"))) == [line.strip() for line in odd.comes_to.strip().splitlines()]
    pages = {path: path.read_text(encoding="utf-8") for path in Path("out").rglob("*.html")}
    assert len(pages) == 3 + len(json.loads(Path("out/result.json").read_bytes())["subjects"])
    assert all(path.with_suffix(".docx").is_file() for path in pages if path.name != "index.html")
    text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", " ".join(pages.values()), flags=re.DOTALL)
    shown = " ".join(unescape(text).split())
    for wanted in SHOWN[name]:
        assert wanted in shown
