"""The work every peer does: the rules of `rules/six-lines.yaml` as a tree, for peers to write in their own language.

A condition is a test `(field, operator, value)` or `(need, [conditions])`: at least `need` of them hold. Each is true,
false, or missing where an answer that it turns on is (Kleene's logic). A criterion earns its worth when its condition
is true, nothing when it is false, and holds the subject when it is missing, as a missing veto does.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

NOT_MET, INSUFFICIENT, MET = 0, 1, 2

YES_NO, INTEGER, DECIMAL, CHOICE = "yes-no", "integer", "decimal", "choice"

FIELDS = {
    "party_branch": YES_NO, "branch_secretary": YES_NO, "party_members": INTEGER, "meetings": INTEGER,
    "service_centre": YES_NO, "open_daily": YES_NO, "floor_area": DECIMAL, "tenure": CHOICE,
    "hotline": YES_NO, "repairs_asked": INTEGER, "repair_hours": DECIMAL, "procedure": CHOICE,
    "accounts_disclosed": YES_NO, "disclosures": INTEGER, "fund_share": DECIMAL, "channel": CHOICE,
    "owners_committee": YES_NO, "households": INTEGER, "households_asked": INTEGER, "satisfaction": DECIMAL,
    "accident": YES_NO, "cases": INTEGER, "volunteers": INTEGER, "company": CHOICE,
}  # fmt: skip
CHOICES = {
    "tenure": ["自有", "租赁", "借用"],
    "procedure": ["已公示", "已制定", "制定中"],
    "channel": ["公示栏", "网站", "两者"],
    "company": ["一级", "二级", "三级", "无"],
}

Test = tuple[str, str, Any]
Condition = tuple[Any, ...]


def every(*parts: Condition) -> Condition:
    return (len(parts), list(parts))


def some(*parts: Condition) -> Condition:
    return (1, list(parts))


CRITERIA: dict[str, tuple[int, Condition]] = {
    "organisation": (20, every(
        ("party_branch", "is", True), ("branch_secretary", "is", True),
        ("party_members", "at_least", 3), ("meetings", "at_least", 6),
    )),
    "place": (20, every(
        ("service_centre", "is", True),
        some(("open_daily", "is", True), ("floor_area", "at_least", 60.5), ("tenure", "one_of", ["自有"])),
    )),
    "procedures": (15, (3, [
        ("hotline", "is", True), ("repairs_asked", "at_least", 1),
        ("repair_hours", "at_most", 48), ("procedure", "one_of", ["已公示", "已制定"]),
    ])),
    "disclosure": (15, every(
        ("accounts_disclosed", "is", True), ("disclosures", "at_least", 4),
        ("fund_share", "at_least", 30), ("channel", "one_of", ["公示栏", "两者"]),
    )),
    "voice": (15, some(
        ("owners_committee", "is", True),
        every(("households", "at_least", 100), ("households_asked", "at_least", 50), ("satisfaction", "at_least", 80)),
    )),
    "practice": (15, (2, [
        ("cases", "at_least", 1), ("volunteers", "at_least", 20),
        ("company", "one_of", ["一级", "二级"]), ("accident", "is", False),
    ])),
}  # fmt: skip
VETO: Test = ("accident", "is", True)
GRADES = ((90, "优秀"), (70, "良好"), (50, "合格"), (0, "不合格"))


def opposite(condition: Condition) -> Condition:
    """What holds exactly where the condition is false: with all answers given, its negation."""
    if len(condition) == 2:
        need, parts = condition
        return (len(parts) - need + 1, [opposite(part) for part in parts])
    field, operator, value = condition
    if operator == "is":
        return (field, "is", not value)
    if operator == "one_of":
        return (field, "one_of", [word for word in CHOICES[field] if word not in value])
    return (field, {"at_least": "less_than", "at_most": "more_than"}[operator], value)


def written(
    condition: Condition,
    test: Callable[[str, str, Any], Any],
    both: Callable[[list[Any]], Any],
    either: Callable[[list[Any]], Any],
) -> Any:
    """The condition in a language that has tests, `and` and `or` only: `at least` becomes the ways to reach it."""
    if len(condition) == 3:
        return test(*condition)
    need, parts = condition
    made = [written(part, test, both, either) for part in parts]
    if need == 1:
        return either(made)
    if need == len(made):
        return both(made)
    return either([both(list(way)) for way in combinations(made, need)])


class Subject(msgspec.Struct):
    id: str
    name: str
    street: str


class Record(msgspec.Struct):
    subject: Subject
    evidence: dict[str, Any]


def records(file: str) -> list[Record]:
    """Typed records of a file of JSON Lines, for peers that take one record at a time."""
    decoder = msgspec.json.Decoder(Record)
    return decoder.decode_lines(Path(file).read_bytes())


def interned(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers with every field there, the missing ones as None, for languages that refuse unknown names."""
    return {name: answers.get(name) for name in FIELDS}


def say(what: str) -> None:
    print(what, file=sys.stderr)
