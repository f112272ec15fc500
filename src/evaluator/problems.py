"""Problems are values: a code, a place, what was found, what was expected, the nearest known name and a remedy.

Nothing in this program raises for what a person wrote. Stages collect problems; commands show all of them, sorted.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple
from unicodedata import normalize

from evaluator.messages import MESSAGES, Severity

Lang = Literal["zh", "en"]

MOST_TOLD = 1_000
"""Problems of the writing of one file that are told one by one."""


class Place(NamedTuple):
    """Where something stands: a file as typed on the command line, a line and a column counted from 1 (0: none).

    `spelling` is that of the keywords in the rule or case file it stands in. In a workbook line and column are those
    of a cell of `sheet`.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    spelling: Lang = "en"
    sheet: str = ""

    @property
    def spot(self) -> str:
        """Where in its file: a line and a column, or a sheet and the name of a cell."""
        if self.sheet:
            return "!".join(filter(None, [self.sheet, cell_name(self.line, self.column)]))
        return ":".join(str(number) for number in (self.line, self.column) if number)

    def __str__(self) -> str:
        return ":".join([self.file, *filter(None, [self.spot])])


def cell_name(line: int, column: int) -> str:
    """A cell as spreadsheets call it: C5; a whole row or column without the other part."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line or ''}"


NOWHERE = Place()


class Keyword(str):
    """A keyword of rule files as a detail of a problem: in English, with its spelling in Chinese files."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> "Keyword":
        made = super().__new__(cls, en)
        made.zh = zh
        return made


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `details` fill the sentence of its code; `found`, `expected` and `nearest` are shared names."""

    code: str
    place: Place = NOWHERE
    subject: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code].severity

    @property
    def witness(self) -> str:
        """The smallest evidence that shows it, as it stands in a case; empty where there is none to show."""
        return dict(self.details).get("witness", "")

    @property
    def conflict(self) -> str:
        """What already excludes each other in something that can never hold; empty where that was not looked for."""
        return dict(self.details).get("conflict", "")

    def message(self, lang: Lang) -> str:
        """What is wrong, as one sentence."""
        words = self._words(lang)
        sentence = self._template(MESSAGES[self.code].sentence[lang]).format_map(words)
        return self._where(lang) + self._days(lang).format_map(words) + sentence

    def _where(self, lang: Lang) -> str:
        """Where in a document it stands, where no line or cell says so: before the sentence."""
        where = dict(self.details).get(f"where_{lang}", "")
        return where and where + {"zh": "：", "en": ": "}[lang]

    def _days(self, lang: Lang) -> str:
        """The days for which it holds, where that is not said of all: before the sentence."""
        known = dict(self.details)
        return _DAYS[lang].get(("since" in known, "until" in known), "")

    def remedy(self, lang: Lang) -> str:
        """What to do about it, with the nearest known name where there is one."""
        words = self._words(lang)
        text = self._template(MESSAGES[self.code].remedy[lang]).format_map(words)
        if words["nearest"]:
            text = {"zh": f"是否应为“{words['nearest']}”？{text}", "en": f"Did you mean “{words['nearest']}”? {text}"}[
                lang
            ]
        return text.strip()

    def _template(self, text: str) -> str:
        """A template with the keywords it names as the file spells them."""
        return TWO_WAYS.sub(r"\g<zh>" if self.place.spelling == "zh" else r"\g<en>", text)

    def _words(self, lang: Lang) -> dict[str, str]:
        words = {"found": "", "expected": "", "nearest": "", "subject": self.subject} | dict(self.details)
        return {name: value or _NOTHING[lang] if name == "found" else value for name, value in words.items()}


TWO_WAYS = re.compile("‹(?P<en>[^‹›|]*)\\|(?P<zh>[^‹›|]*)›")
"""In templates: what stands in English files, and what stands in Chinese ones."""

_DAYS: dict[Lang, dict[tuple[bool, bool], str]] = {
    "zh": {
        (True, False): "自 {since} 起，",
        (True, True): "{since} 至 {until} 期间，",
        (False, True): "截至 {until}，",
    },
    "en": {
        (True, False): "From {since} on: ",
        (True, True): "From {since} to {until}: ",
        (False, True): "Up to {until}: ",
    },
}
_NOTHING: dict[Lang, str] = {"zh": "空", "en": "nothing"}


def problem(code: str, place: Place = NOWHERE, *, subject: str = "", **details: object) -> Problem:
    """A problem with its details as text, shortened where somebody's input is long."""
    said = ((name, shown(_as_spelt(value, place))) for name, value in sorted(details.items()))
    return Problem(code, place, subject, tuple(said))


def with_witness(item: Problem, evidence: str) -> Problem:
    """A problem with the evidence that shows it, whole however long it is."""
    return replace(item, details=tuple(sorted({**dict(item.details), "witness": evidence}.items())))


def with_conflict(item: Problem, parts: Iterable[str]) -> Problem:
    """A problem with what already excludes each other, as the file spells it."""
    said = ("；" if item.place.spelling == "zh" else "; ").join(map(shown, parts))
    return replace(item, details=tuple(sorted({**dict(item.details), "conflict": said}.items())))


def dated(item: Problem, since: date, until: date | None) -> Problem:
    """A problem that holds on some days only, with the first and the last of them; without a last it is open."""
    days = ({} if since == date.min else {"since": str(since)}) | ({} if until is None else {"until": str(until)})
    return replace(item, details=tuple(sorted({**dict(item.details), **days}.items())))


def _as_spelt(value: object, place: Place) -> object:
    """Details with their keywords as the file at a place spells them."""
    if place.spelling == "zh" and isinstance(value, (list, tuple)) and not isinstance(value, Place):
        return [_as_spelt(part, place) for part in value]
    return value.zh if place.spelling == "zh" and isinstance(value, Keyword) else value


def shown(value: object, limit: int = 200) -> str:
    """A submitted value as it may stand in a message: one line, no control characters, not too long."""
    if isinstance(value, (list, tuple, set, frozenset)) and not isinstance(value, Place):
        return "、".join(shown(part) for part in value)
    text = printable(str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Told(list[Problem]):
    """What is wrong with one file, the first of it: a file made to be wrong has more than anybody could read.

    `left` counts the rest.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.left = 0
        self.extend(problems)

    def append(self, item: Problem) -> None:
        if len(self) < MOST_TOLD:
            super().append(item)
        else:
            self.left += 1

    def extend(self, items: Iterable[Problem]) -> None:
        for item in items:
            self.append(item)

    def __iadd__(self, items: Iterable[Problem]) -> "Told":  # type: ignore[override,misc]  # as `list` has it
        self.extend(items)
        return self

    def closed(self) -> tuple[Problem, ...]:
        """All of it, at the end how many more there are."""
        return (*self, *([problem("problems-many", self[-1].place, found=self.left)] if self.left else []))


def printable(line: str) -> str:
    """A line that can neither break nor steer a terminal, nor turn what stands after it round."""
    return line if line.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def nearest(name: object, known: Iterable[str]) -> str:
    """The known name most like `name`, before all others one of other width; nothing when none is close."""
    names, plain = sorted(known), normalize("NFKC", str(name))
    same = [one for one in names if normalize("NFKC", one) == plain]
    matches = same or difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    return matches[0] if matches else ""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Every different problem once, by file, sheet, line, column, code, subject."""
    return sorted(set(problems), key=lambda p: (p.place.file, p.place.sheet, p.place, p.code, p.subject, p.details))


def errors_in(problems: Sequence[Problem]) -> bool:
    """Whether any of them is an error, and not only a warning."""
    return any(item.severity == "error" for item in problems)


def rendered(item: Problem, lang: Lang) -> str:
    """The problem as lines for a terminal: place, severity, code, sentence, remedy."""
    severity = {"zh": {"error": "错误", "warning": "提醒"}, "en": {"error": "error", "warning": "warning"}}[lang]
    where = f"{item.place}: " if item.place.file else ""
    remedy = item.remedy(lang)
    head = f"{where}{severity[item.severity]} [{item.code}] {item.message(lang)}"
    lines = [head, *(f"    {line}" for line in [remedy] if line)]
    return "\n".join(map(printable, lines))
