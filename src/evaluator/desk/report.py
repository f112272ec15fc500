"""Reports of a check: text with the place underlined, JSON, and SARIF 2.1.0 for code hosts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

from evaluator import __version__
from evaluator.messages import MESSAGES
from evaluator.messages_proofs import NOTES
from evaluator.problems import Lang, Place, Problem, in_order, rendered

Sources = Mapping[str, bytes]
"""The files that were checked, by the name that problems give them."""

SHOWN = 96
"""Columns of a line that an excerpt shows."""

_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[{\[]|[^\s,:{}\[\]]+")
SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
WITNESS: Mapping[Lang, str] = {"zh": "例：", "en": "shown by: "}
CONFLICT: Mapping[Lang, str] = {"zh": "不可能成立的部分：", "en": "what can never hold: "}
LANGS: tuple[Lang, ...] = ("zh", "en")


def as_text(item: Problem, lang: Lang, sources: Sources) -> str:
    """A problem with the line it stands in, the place underlined, and the evidence that shows it."""
    head, *remedy = rendered(item, lang).split("\n")
    shown = [f"    {lead[lang]}{said}" for lead, said in ((CONFLICT, item.conflict), (WITNESS, item.witness)) if said]
    return "\n".join([head, *excerpt(item.place, sources), *shown, *remedy])


def excerpt(place: Place, sources: Sources) -> Iterator[str]:
    """The line of a place and a line that underlines it; nothing where the file has no such line."""
    line = _line(place, sources)
    if line is None or not place.column or place.column > len(line):
        return
    begin, end = extent(line, place.column)
    first = 0
    if _width(line[:end]) > SHOWN:
        first = max(0, min(begin, begin - (SHOWN // 4)))
    before, marked, after = line[first:begin], line[begin:end], line[end:]
    room = max(SHOWN - _width(before) - _width(marked), 0)
    cut = next((n for n in range(len(after)) if _width(after[: n + 1]) > room), len(after))
    left, right = ("…" if first else ""), ("…" if cut < len(after) else "")
    number = str(place.line)
    yield f"    {number} | {left}{before}{marked}{after[:cut]}{right}"
    yield f"    {' ' * len(number)} | {' ' * (len(left) + _width(before))}{'^' * max(_width(marked), 1)}"


def extent(line: str, column: int) -> tuple[int, int]:
    """From where to where the word at a column stands; of a mapping, list or item up to its end or the line's."""
    begin = column - 1
    if line.startswith("- ", begin):
        return begin, len(line.rstrip())
    found = _TOKEN.match(line, begin)
    if found is None:
        return begin, begin + 1
    end = found.end()
    if line[begin] in "{[":
        end = _closed(line, begin)
    return begin, end


def _closed(line: str, begin: int) -> int:
    depth = 0
    for at in range(begin, len(line)):
        depth += (line[at] in "{[") - (line[at] in "}]")
        if depth == 0:
            return at + 1
    return len(line.rstrip())


def _line(place: Place, sources: Sources) -> str | None:
    try:
        lines = sources[place.file].decode("utf-8-sig").splitlines()
    except (KeyError, UnicodeDecodeError):
        return None
    return lines[place.line - 1] if 0 < place.line <= len(lines) and lines[place.line - 1].isprintable() else None


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def as_json(problems: Iterable[Problem], files: int, sources: Sources, bounded: Iterable[Problem] = ()) -> str:
    """Every problem with its place, both languages and its evidence; and what was looked at within bounds only."""
    made = [
        {
            "code": item.code,
            "severity": item.severity,
            **_stands(item, sources),
            "message": {lang: item.message(lang) for lang in LANGS},
            "remedy": {lang: item.remedy(lang) for lang in LANGS},
            "witness": item.witness,
            "conflict": item.conflict,
        }
        for item in in_order(problems)
    ]
    left = [
        {**_stands(item, sources), "message": {lang: item.message(lang) for lang in LANGS}}
        for item in in_order(bounded)
    ]
    return json.dumps({"files": files, "problems": made, "bounded": left}, ensure_ascii=False, indent=2)


def _stands(item: Problem, sources: Sources) -> dict[str, Any]:
    """Where a problem stands."""
    place = item.place
    end = _end(place, sources)
    return {"file": place.file, "line": place.line, "column": place.column, "end_column": end}


def _end(place: Place, sources: Sources) -> int:
    """The column after the last that a problem is about; 0 where that is not known."""
    line = _line(place, sources)
    known = line is not None and 0 < place.column <= len(line)
    return extent(line, place.column)[1] + 1 if known and line is not None else 0


def as_sarif(problems: Iterable[Problem], sources: Sources, lang: Lang) -> str:
    """A SARIF log: the rules that were broken, and a result for each problem at its region."""
    found = in_order(problems)
    codes = sorted({item.code for item in found})
    rules = [_rule(code, lang) for code in codes]
    results = [_result(item, codes.index(item.code), sources, lang) for item in found]
    driver = {"name": "evaluator", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": {"zh": "zh-CN", "en": "en-US"}[lang],
        "results": results,
    }
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    message = MESSAGES[code]
    return {
        "id": code,
        "shortDescription": {"text": _plain(message.sentence[lang])},
        "help": {"text": _plain(message.remedy[lang]) or _plain(message.sentence[lang])},
        "defaultConfiguration": {"level": _level(code)},
        "properties": {f"sentence.{one}": _plain(message.sentence[one]) for one in LANGS},
    }


def _level(code: str) -> str:
    """How much a code weighs: what was not settled is a note."""
    return "note" if code in NOTES else MESSAGES[code].severity


def _plain(template: str) -> str:
    """A template as it reads without details: keywords in both spellings."""
    return re.sub("‹([^‹›|]*)\\|([^‹›|]*)›", r"\2 (\1)", template).replace("{{", "{").replace("}}", "}")


def _result(item: Problem, index: int, sources: Sources, lang: Lang) -> dict[str, Any]:
    region: dict[str, int] = {}
    if item.place.line:
        region["startLine"] = item.place.line
    if item.place.line and item.place.column:
        region["startColumn"] = item.place.column
        if end := _end(item.place, sources):
            region["endColumn"] = end
    where: dict[str, Any] = {"artifactLocation": {"uri": item.place.file}}
    if region:
        where["region"] = region
    said = {f"message.{one}": item.message(one) for one in LANGS} | {f"remedy.{one}": item.remedy(one) for one in LANGS}
    return {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": _level(item.code),
        "message": {"text": " ".join(filter(None, (item.message(lang), item.remedy(lang))))},
        "locations": [{"physicalLocation": where}] if item.place.file else [],
        "properties": said
        | ({"witness": item.witness} if item.witness else {})
        | ({"conflict": item.conflict} if item.conflict else {}),
    }
