"""The columns of the table of all subjects: what each subject's values are, in the words of the template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from evaluator.documents.gist import belongings
from evaluator.documents.pages.listing import Column, Kind, Line, Listing, Value
from evaluator.result.model import Result
from evaluator.result.money import money
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import Subject
from evaluator.result.spreads import spread
from evaluator.result.words import MARKS, VERDICTS, day

OPEN_MARK = "△"
CALLING = ("proposed", "pending")

Papers = Mapping[str, tuple[str, Sequence[tuple[str, str]]]]
"""By subject: the name of its file in each folder, and the folder and title of each document it gets."""


@dataclass(frozen=True)
class _Asked:
    """A column to be made: how one subject's value is found."""

    key: str
    kind: Kind
    value: Callable[[Subject], Value]
    title: str = ""
    number: bool = False
    of: str = ""
    weight: str = ""

    def made(self, subjects: Sequence[Subject]) -> Column:
        numbers: dict[Value, int] = {}
        cells = tuple([numbers.setdefault(self.value(one), len(numbers)) for one in subjects])
        return Column(self.key, self.kind, self.title, self.number, self.of, self.weight, tuple(numbers), cells)


def listing(result: Result, papers: Papers, words: Mapping[str, Any]) -> Listing:
    """The table of a result's subjects. `words` are the template's: names of states, and how a group is headed."""
    subjects = result.subjects or ()
    known = tuple(dict.fromkeys(paper for _, own in papers.values() for paper in own))
    numbers = {paper: number for number, paper in enumerate(known)}
    groups = list(dict.fromkeys(one.group for one in subjects))
    at = {group: number for number, group in enumerate(groups)}
    lines = []
    for number, one in enumerate(subjects):
        file, own = papers.get(one.id, ("", ()))
        lines.append(Line(number, one, file, tuple(numbers[paper] for paper in own), is_open(one), at[one.group]))
    return Listing(
        columns=tuple(asked.made(subjects) for asked in _Columns(result, words).all()) if subjects else (),
        lines=tuple(lines),
        groups=tuple(_heading(group, subjects, words["group"]) for group in groups),
        papers=known,
    )


def is_open(subject: Subject) -> bool:
    """Whether something of a subject is not settled yet, or waits for people."""
    return (
        subject.status == "held"
        or not subject.firm
        or subject.interview in CALLING
        or bool(subject.possible_grades)
        or bool(subject.follow_up and subject.follow_up.missed)
    )


def _heading(group: str, subjects: Sequence[Subject], words: str) -> str:
    """How a group is headed: how many of it are ranked, of how many."""
    if not group:
        return ""
    mine = [one for one in subjects if one.group == group]
    size = mine[0].group_size
    ranked = sum(one.rank is not None for one in mine) if size is None else size
    return words.format(group=group, ranked=ranked, whole=len(mine))


def two_places(points: str) -> str:
    """Points to be read in a column: two decimals where there are any."""
    if "." not in points:
        return points
    return str(Decimal(points).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


@dataclass(frozen=True)
class _Columns:
    result: Result
    words: Mapping[str, Any]

    @property
    def subjects(self) -> Sequence[Subject]:
        return self.result.subjects or ()

    def all(self) -> Iterator[_Asked]:
        scheme = self.result.scheme
        if any(one.rank for one in self.subjects):
            yield _Asked("rank", "rank", self.rank, number=True)
        yield _Asked("name", "name", lambda one: Value(""))
        for key in belongings(self.subjects):
            yield _Asked(key, "place", self.place(key))
        if scheme.total_places is not None:
            yield _Asked("total", "total", self.total, number=True)
        for number, part in enumerate(scheme.components if len(scheme.components) > 1 else ()):
            yield _Asked(f"part:{part.id}", "part", self.part(number), part.title, True, part.of, part.weight)
        for number, found in enumerate(self.subjects[0].findings):
            yield self.finding(number, found)
        if scheme.grades:
            yield _Asked("grade", "outcome", self.grade)
        if self.result.allocation is not None:
            yield _Asked("tier", "outcome", self.tier)
            yield _Asked("subsidy", "money", lambda one: Value(money(one.subsidy), one.subsidy), number=True)
        if scheme.interview is not None:
            yield _Asked("interview", "state", self.interview)
        if any(one.put_right_by for one in self.subjects):
            yield _Asked("put_right", "state", self.put_right)
        if self.result.earlier:
            yield from self.changes()
        yield _Asked("status", "state", self.status)

    def rank(self, one: Subject) -> Value:
        return Value(self.words["none"]) if one.rank is None else Value(str(one.rank), str(one.rank))

    def place(self, key: str) -> Callable[[Subject], Value]:
        def value(one: Subject) -> Value:
            text = getattr(one, key)
            return Value("" if text == one.name else text, text, code=text)

        return value

    def total(self, one: Subject) -> Value:
        if one.total or one.total_bounds is None:
            return Value(one.total, one.total, look="total")
        return Value(spread(one.total_bounds, self.result.lang, "—"), look="soft")

    def part(self, number: int) -> Callable[[Subject], Value]:
        def value(one: Subject) -> Value:
            points = one.scores[number].points
            return Value(two_places(points) or self.words["none"], points)

        return value

    def finding(self, number: int, first: Finding) -> _Asked:
        scored = any(one.findings[number].of or one.findings[number].points for one in self.subjects)
        key = f"finding:{first.criterion}"

        def value(one: Subject) -> Value:
            return self.judged(one.findings[number])

        return _Asked(key, "finding", value, first.title, scored, first.of)

    def judged(self, found: Finding) -> Value:
        """Points with the verdict's mark; of marks by judges and counted points the points alone; else the verdict."""
        word = VERDICTS[self.result.lang][found.verdict]
        plain = bool(found.marks) or any(one.outcome == "counted" for one in found.observations)
        points = found.points
        if points and plain:
            points = str(Decimal(points).quantize(Decimal("0.01"), ROUND_HALF_EVEN))
        mark = "" if plain and points else MARKS[found.verdict]
        sort = found.points or {"met": "2", "not-met": "1"}.get(found.verdict, "")
        if found.of or points:
            return Value(two_places(points), sort, mark, word, found.verdict)
        return Value(word, sort, mark, "", found.verdict, "quiet" if found.verdict == "met" else "state")

    def undecided(self, code: str) -> Value:
        return Value(self.words["undecided"], mark=OPEN_MARK, code=code, look="open")

    def grade(self, one: Subject) -> Value:
        if one.status == "evaluated" and one.possible_grades:
            return self.undecided("open")
        return Value(one.grade_title, self.order(one.grade, [grade for grade, _ in self.result.scheme.grades]),
                     code=one.grade or "none")  # fmt: skip

    def tier(self, one: Subject) -> Value:
        if not one.firm and one.status == "evaluated":
            return self.undecided("open")
        money = self.result.allocation
        tiers = [tier.id for tier in money.tiers] if money else []
        return Value(one.tier_title or self.words["none"], self.order(one.tier, tiers), code=one.tier or "none")

    def order(self, name: str, names: Sequence[str]) -> str:
        """A grade or tier by its place in the scheme."""
        return str(names.index(name)) if name in names else ""

    def interview(self, one: Subject) -> Value:
        calling = one.interview in CALLING
        said = self.words["interviews"][one.interview]
        return Value(said, said, OPEN_MARK if calling else "", "", one.interview, "open" if calling else "state")

    def put_right(self, one: Subject) -> Value:
        until = one.put_right_by
        return Value(day(date.fromisoformat(until), self.result.lang) if until else "", until, code=until)

    def status(self, one: Subject) -> Value:
        held = one.status == "held"
        said = self.words["statuses"][one.status]
        return Value(said, said, OPEN_MARK if held else "", "", one.status, "open" if held else "state")

    def changes(self) -> Iterator[_Asked]:
        """How a subject moved since the earlier season."""
        if any(one.earlier and one.earlier.rank for one in self.subjects):
            yield _Asked("rank_moved", "change", self.rank_moved, number=True)
        if any(one.earlier and one.earlier.total_moved for one in self.subjects):
            yield _Asked("total_moved", "change", self.total_moved, number=True)
        if any(one.earlier and (one.earlier.tier or one.earlier.grade) for one in self.subjects):
            yield _Asked("earlier", "change", self.earlier)

    def rank_moved(self, one: Subject) -> Value:
        if one.earlier is None:
            return Value(self.words["new"], code="new", look="soft")
        moved = one.earlier.rank_moved
        if moved is None:
            return Value(self.words["none"], code="none")
        mark, code = ("↑", "up") if moved > 0 else ("↓", "down") if moved < 0 else ("", "same")
        return Value(str(abs(moved)) if moved else self.words["same"], str(moved), mark, self.words[code], code)

    def total_moved(self, one: Subject) -> Value:
        moved = one.earlier.total_moved if one.earlier else ""
        return Value(signed(moved) or self.words["none"], moved)

    def earlier(self, one: Subject) -> Value:
        if one.earlier is None:
            return Value(self.words["none"])
        said = one.earlier.tier_title or one.earlier.grade_title or self.words["none"]
        return Value(said, said, code=one.earlier.tier or one.earlier.grade or "none")


def signed(amount: str) -> str:
    """A difference with its sign, and a true minus."""
    return (
        amount
        if not amount or amount.strip("-0.") == ""
        else amount.replace("-", "−", 1)
        if amount[0] == "-"
        else f"+{amount}"
    )
