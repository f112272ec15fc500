"""What the charts of a scheme's page show: verdicts by criterion, and totals by street, with where each is drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Literal

from evaluator.documents.pages.listing import Listing
from evaluator.result.differences import Slope
from evaluator.result.model import Result
from evaluator.result.shown_subject import Subject

EACH = 400
"""So many subjects are drawn one by one; of more, how many there are in each stretch."""

STRETCHES = 60
LEFT, RIGHT, HIGH, APART = 130, 945, 30, 7

Shape = Literal["solid", "half", "outline", "open", "dot"]
_SHAPES: tuple[Shape, ...] = ("solid", "half", "outline")


@dataclass(frozen=True)
class Verdicts:
    """One criterion over all subjects: how many have each verdict; `short` are those who lack something of it."""

    key: str
    title: str
    met: int
    partly_met: int
    not_met: int
    insufficient: int
    not_applicable: int

    @property
    def short(self) -> int:
        return self.partly_met + self.not_met

    @property
    def judged(self) -> int:
        return self.short + self.met + self.insufficient


def verdicts(listing: Listing) -> list[Verdicts]:
    """Every criterion that is judged, in the order of the sheet; what judges mark is no matter of met or not."""
    found = []
    for column in listing.findings:
        counts: Counter[str] = Counter()
        for number, count in Counter(column.cells).items():
            counts[column.values[number].code] += count
        if any(value.mark for value in column.values):
            found.append(
                Verdicts(
                    key=column.key.removeprefix("finding:"),
                    title=column.title,
                    met=counts["met"],
                    partly_met=counts["partly-met"],
                    not_met=counts["not-met"],
                    insufficient=counts["insufficient"],
                    not_applicable=counts["not-applicable"],
                )
            )
    return found


@dataclass(frozen=True)
class Dot:
    """A subject along its total."""

    id: str
    x: str
    y: int
    shape: Shape
    name: str
    total: str


@dataclass(frozen=True)
class Stretch:
    """How many subjects stand in a stretch of totals, and how dark it is drawn, of 5."""

    x: str
    width: str
    subjects: int
    shade: int


@dataclass(frozen=True)
class StreetStrip:
    """One street's row: its subjects that have a total, the lowest and the highest, and how many have each outcome."""

    street: str
    y: int
    subjects: int
    lowest: str
    highest: str
    placed: tuple[int, ...]
    open: int
    dots: tuple[Dot, ...] = ()
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Strip:
    """Totals by street, and the marks of the axis: where, and what is written there."""

    rows: tuple[StreetStrip, ...]
    axis: tuple[tuple[str, str], ...]
    height: int


def strip(result: Result) -> Strip | None:
    """Totals by street; none where there are too few of them to show anything."""
    scored = [one for one in result.subjects or () if one.total]
    if len(scored) < 3:
        return None
    totals = [Decimal(one.total) for one in scored]
    low = floor(min(totals) / 10) * 10
    high = max(ceil(max(totals) / 10) * 10, low + 10)
    scale = _Scale(low, high)
    step = 5 if high - low <= 10 else 10 * max(1, (high - low) // 120)
    tiers = [tier.id for tier in result.allocation.tiers] if result.allocation else []
    streets = sorted({one.street for one in scored})
    rows = [
        _row(street, number * HIGH + HIGH // 2, [one for one in scored if one.street == street], tiers, scale,
             each=len(scored) <= EACH)
        for number, street in enumerate(streets)
    ]  # fmt: skip
    axis = tuple((scale.x(Decimal(mark)), str(mark)) for mark in range(low, high + 1, step))
    return Strip(tuple(rows), axis, len(streets) * HIGH)


@dataclass(frozen=True)
class _Scale:
    low: int
    high: int

    def at(self, total: Decimal) -> Decimal:
        return (total - self.low) / (self.high - self.low)

    def x(self, total: Decimal) -> str:
        return f"{LEFT + (RIGHT - LEFT) * self.at(total):.1f}"


def _row(
    street: str, y: int, mine: Sequence[Subject], tiers: Sequence[str], scale: _Scale, *, each: bool
) -> StreetStrip:
    ordered = sorted(mine, key=lambda one: Decimal(one.total))
    return StreetStrip(
        street=street,
        y=y,
        subjects=len(mine),
        lowest=ordered[0].total,
        highest=ordered[-1].total,
        placed=tuple(sum(one.tier == tier for one in mine) for tier in tiers),
        open=sum(_shape(one, tiers) == "open" for one in mine),
        dots=_dots(ordered, y, tiers, scale) if each else (),
        stretches=() if each else _stretches(ordered, scale),
    )


def _dots(ordered: Sequence[Subject], y: int, tiers: Sequence[str], scale: _Scale) -> tuple[Dot, ...]:
    found: list[Dot] = []
    for one in ordered:
        up = found[-1].y - APART if found and found[-1].total == one.total else y
        found.append(Dot(one.id, scale.x(Decimal(one.total)), up, _shape(one, tiers), one.name, one.total))
    return tuple(found)


def _shape(one: Subject, tiers: Sequence[str]) -> Shape:
    """An outcome as a shape: the first tiers each have one, whoever has none is a dot."""
    if not one.firm or one.interview in ("proposed", "confirmed", "pending"):
        return "open"
    return _SHAPES[min(tiers.index(one.tier), 2)] if one.tier in tiers else "dot"


def _stretches(ordered: Sequence[Subject], scale: _Scale) -> tuple[Stretch, ...]:
    counts = Counter(min(int(scale.at(Decimal(one.total)) * STRETCHES), STRETCHES - 1) for one in ordered)
    most, wide = max(counts.values()), Decimal(RIGHT - LEFT) / STRETCHES
    return tuple(
        Stretch(f"{LEFT + at * wide:.1f}", f"{wide:.1f}", count, -(-5 * count // most))
        for at, count in sorted(counts.items())
    )


FIRST, BEYOND, MOST = 20, 5, 60
"""Of ranks are drawn so many where there are no places, so many beyond them, and never more than that."""


def slopes(result: Result) -> list[Slope]:
    """Ranks in the earlier season and now, of those who stood high in either; none where ranks are within groups."""
    both = [one for one in result.subjects or () if one.earlier and (one.rank or one.earlier.rank)]
    if len({one.group for one in both}) != 1:
        return []
    places = sum(tier.places for tier in result.allocation.tiers) if result.allocation else 0
    last = min(places + BEYOND if places else FIRST, MOST)
    before = {one.id: _place(one.earlier.rank if one.earlier else None, one.id) for one in both}
    after = {one.id: _place(one.rank, one.id) for one in both}
    shown = [one for one in both if min(before[one.id][0], after[one.id][0]) <= last]
    left, right = (sorted(side[one.id] for one in shown) for side in (before, after))
    return [
        Slope(
            id=one.id,
            name=one.name,
            rank=(_text(one.earlier.rank if one.earlier else None), _text(one.rank)),
            tier=(one.earlier.tier if one.earlier else "", one.tier),
            at=(left.index(before[one.id]), right.index(after[one.id])),
        )
        for one in shown
    ]


def _place(rank: int | None, subject: str) -> tuple[int, str]:
    return (MOST**4 if rank is None else rank, subject)


def _text(rank: int | None) -> str:
    return "" if rank is None else str(rank)
