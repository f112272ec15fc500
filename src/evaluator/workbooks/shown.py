"""What the tables are made of: results as they were written, and the words that stand in their cells."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evaluator.problems import Lang
from evaluator.result.model import AllocationShown, Counts, Result
from evaluator.result.overview import Overview
from evaluator.result.shown_subject import Subject as SubjectShown
from evaluator.result.shown_subject import Waits
from evaluator.result.words import joined
from evaluator.workbooks.sheet import Column, Urgent


@dataclass(frozen=True)
class Part:
    """One scheme's result and its `results.csv`, whose rows are read anew each time."""

    result: Result
    data: bytes = field(repr=False)

    @property
    def rows(self) -> Iterator[dict[str, str]]:
        yield from csv.DictReader(io.StringIO(self.data.decode("utf-8-sig"), newline=""))

    @cached_property
    def subjects(self) -> Mapping[str, SubjectShown]:
        """What the result says of each subject; nothing where it was left out."""
        return {one.id: one for one in self.result.subjects or ()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {row["id"]: row["name"] for row in self.rows}


@dataclass(frozen=True)
class Shown:
    """A whole result: of one scheme, or of a season with its overview."""

    parts: tuple[Part, ...]
    overview: Overview | None = None

    @property
    def lang(self) -> Lang:
        return self.overview.lang if self.overview else self.parts[0].result.lang

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @property
    def of_scheme(self) -> tuple[Column, ...]:
        """The column that names the scheme, where there are several."""
        return () if self.overview is None else (Column(self.say("方案", "Scheme")),)

    def scheme(self, part: Part) -> tuple[str, ...]:
        """What stands in that column."""
        return () if self.overview is None else (part.result.scheme.title,)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Which of street and community anybody has."""
        names = ("street", "community")
        return tuple(name for name in names if any(row[name] for part in self.parts for row in part.rows))


_WORDS: Mapping[str, tuple[str, str]] = {
    "evaluated": ("已评价", "Evaluated"),
    "held": ("暂缓评定", "Held"),
    "proposed": ("拟约谈", "Proposed"),
    "confirmed": ("已决定约谈", "Confirmed"),
    "pending": ("是否约谈待定", "Pending"),
    "no": ("不约谈", "No"),
    "error": ("错误", "Error"),
    "warning": ("提醒", "Warning"),
    "street": ("街道", "Street"),
    "community": ("社区", "Community"),
    "": ("", ""),
}
_URGENT = ("held", "proposed", "pending", "error")


def word(name: str, lang: Lang) -> str:
    """A keyword of a result in words; one that somebody must attend to is marked."""
    said = _WORDS[name][lang == "en"]
    return Urgent(said) if name in _URGENT else said


def waiting(waits: Iterable[Waits], lang: Lang) -> str:
    """What is awaited."""
    said = []
    for one in waits:
        names = joined(one.names, lang)
        if one.kind == "tie":
            said.append(f"{names}的先后由集体决定" if lang == "zh" else f"a decision on the order of {names}")
        else:
            said.append(f"{names}补齐材料" if lang == "zh" else f"evidence from {names}")
    return ("；" if lang == "zh" else "; ").join(said)


def status(*, provisional: bool, counts: Counts, waits: Iterable[Waits], lang: Lang) -> str:
    """How a result stands, at the top of each sheet."""
    zh = lang == "zh"
    numbers = (counts.received, counts.evaluated, counts.held, counts.rejected)
    count = (
        "收到 {}，已评价 {}，暂缓评定 {}，不予受理 {}。" if zh else "Received {}: evaluated {}, held {}, rejected {}."
    ).format(*numbers)
    if not provisional:
        return f"所列结果均已确定。{count}" if zh else f"What is shown is settled. {count}"
    for_what = waiting(waits, lang)
    if zh:
        return Urgent(f"暂定：办结后重新评价。{f'尚待{for_what}。' if for_what else ''}{count}")
    return Urgent(f"Provisional, to be evaluated again. {f'Waits for {for_what}. ' if for_what else ''}{count}")


def tier_titles(money: AllocationShown | None) -> dict[str, str]:
    """What people call each tier."""
    return {tier.id: tier.title for tier in money.tiers} if money else {}
