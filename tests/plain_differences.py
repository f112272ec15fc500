"""Two results laid side by side in plain Python, from their `result.json` alone: what `compare` must agree with."""

import json
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

COLUMNS = ("status", "total", "rank", "grade", "tier", "subsidy", "interview")


@dataclass
class Plain:
    """Who differs, by column, with what stood before and after; and the money."""

    subjects: int = 0
    moved: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    lines: dict[str, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    money: dict[str, Fraction] = field(default_factory=dict)
    tiers: dict[str, Fraction] = field(default_factory=dict)
    only_before: set[str] = field(default_factory=set)
    only_after: set[str] = field(default_factory=set)

    @property
    def counts(self) -> Counter[str]:
        """How many subjects differ in each column."""
        return Counter(name for columns in self.moved.values() for name in columns)

    def moves(self, column: str) -> Counter[tuple[str, str]]:
        """How many subjects went from what to what."""
        return Counter(columns[column] for columns in self.moved.values() if column in columns)


def read(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
    return made


def plainly(before: Path, after: Path) -> Plain:
    """The differences between two results of one scheme, both written with their subjects."""
    old, new = read(before), read(after)
    olds, news = ({one["id"]: one for one in side["subjects"]} for side in (old, new))
    found = Plain(only_before=olds.keys() - news.keys(), only_after=news.keys() - olds.keys())
    for subject in olds.keys() & news.keys():
        found.subjects += 1
        one, other = olds[subject], news[subject]
        columns = {name: (said(one, name), said(other, name)) for name in COLUMNS}
        differing = {name: pair for name, pair in columns.items() if pair[0] != pair[1]}
        if differing:
            found.moved[subject] = differing
        mine, its = ({f["criterion"]: (f["verdict"], f["points"]) for f in side["findings"]} for side in (one, other))
        lines = {name: (mine.get(name), its.get(name)) for name in mine | its if mine.get(name) != its.get(name)}
        if lines:
            found.lines[subject] = lines
    if old["allocation"]:
        for name in ("paid", "reserved", "unspent"):
            found.money[name] = Fraction(new["allocation"][name]) - Fraction(old["allocation"][name])
        paid = [{tier["id"]: Fraction(tier["paid"]) for tier in side["allocation"]["tiers"]} for side in (old, new)]
        found.tiers = {
            tier: paid[1].get(tier, Fraction(0)) - paid[0].get(tier, Fraction(0)) for tier in paid[0] | paid[1]
        }
    return found


def said(subject: dict[str, Any], column: str) -> str:
    """A column as people compare it: a tier that is not settled is not the same as none."""
    if column == "tier" and subject["status"] == "evaluated" and not subject["firm"]:
        return "open"
    value = subject[column]
    return "" if value is None else str(value)
