"""Tags in the text of a template: what is one, what was meant to be one, and how Word's own corrections are undone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A whole tag: a value, a statement or a remark."""

_MEANT = re.compile(
    r"[{｛][ \t\u00a0\u3000]*[{｛%％].*?[}｝%％][ \t\u00a0\u3000]*[}｝]"
    r"|[{｛][ \t\u00a0\u3000]*[{｛%％#]|[%％#}｝][ \t\u00a0\u3000]*[}｝]",
    re.DOTALL,
)
"""What somebody meant as a tag, whole or either end of it."""
_WIDE = re.compile("[｛｝％]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_WIDTHS = {"（": "(", "）": ")", "，": ",", "｜": "|", "：": ":", "＝": "=", "。": ".", "．": ".", "、": ","}
_WIDTHS |= {"＞": ">", "＜": "<", "！": "!", "＋": "+", "［": "[", "］": "]", "＂": '"', "＇": "'", "％": "%"}

FaultKind = Literal["wide", "apart", "open"]


@dataclass(frozen=True)
class Fault:
    """Something in a text that is no tag and was meant to be one, or a sign in a tag that no tag may hold."""

    kind: FaultKind
    at: int
    found: str
    expected: str


def faults(text: str, *, whole_text: bool = True) -> Iterator[Fault]:
    """What is wrong with the tags of a text. Of pages only what no style or script of theirs could hold is told."""
    last = 0
    for tag in [*TAG.finditer(text), None]:
        start = tag.start() if tag else len(text)
        yield from _outside(text, last, start, whole_text=whole_text)
        if tag:
            last = tag.end()
            if not tag[0].startswith("{#"):
                yield from _inside(tag[0], tag.start())


def _outside(text: str, start: int, end: int, *, whole_text: bool) -> Iterator[Fault]:
    for found in _MEANT.finditer(text, start, end):
        said = _short(text[found.start() : min(end, found.start() + 40)].split("\n", maxsplit=1)[0])
        meant = "".join({"｛": "{", "｝": "}", "％": "%"}.get(c, c) for c in found[0])
        meant = re.sub(r"(?<=[{])\s+(?=[{%])|(?<=[}%])\s+(?=[}])", "", meant)
        if _WIDE.search(found[0]):
            yield Fault("wide", found.start(), found[0] if len(found[0]) > 3 else said, _short(meant))
        elif meant != found[0] and (whole_text or found[0][0] == "{"):
            yield Fault("apart", found.start(), found[0] if len(found[0]) > 3 else said, _short(meant))
        elif whole_text:
            yield Fault("open", found.start(), said, {"{": "}}", "%": "%}", "#": "#}"}.get(meant[-1], "{{"))


def _inside(tag: str, at: int) -> Iterator[Fault]:
    """Full-width signs of a tag outside its quoted words."""
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), repaired(tag))
    for place, sign in enumerate(plain):
        if sign in _WIDTHS:
            yield Fault("wide", at + place, sign, _WIDTHS[sign])


def repaired(tag: str) -> str:
    """A tag as it was typed: without the curly quotes and breaks that a word processor puts in."""
    whole = re.sub(r"\s+", " ", tag.replace("\u00ad", "").replace("\u200b", ""))
    if '"' in whole or "'" in whole:
        return whole
    return "".join(_CURLY.get(sign, sign) for sign in whole)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
