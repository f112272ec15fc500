"""The model of a sweep: for which values of one number in the rules the winners stay who they are."""

from typing import Literal

from pydantic import Field

from evaluator.problems import Lang
from evaluator.result.part import Part, Where


class Change(Part):
    """A subject whose place among the winners differs from today's; empty is none, `open` one not settled."""

    id: str
    name: str
    before: str
    after: str


class Stretch(Part):
    """Neighbouring values under which the winners are the same; `changes` are those against today's value.

    `today` says that the rules' present value lies in it; `paid` is what is firmly paid, where that is one amount. `at`
    is where it begins and ends in a picture of the range, in thousandths.
    """

    start: str
    to: str
    values: int
    today: bool
    same_as_today: bool
    winners: int
    changes: tuple[Change, ...] = ()
    paid: str = ""
    at: tuple[int, int] = (0, 0)


class Stop(Part):
    """Where the range ends before the end that was asked for: the first value that makes unusable rules, and why."""

    value: str
    why: str
    below: bool


class Run(Part):
    """Neighbouring stretches in which one subject's place is the same, and where they lie in the picture."""

    value: str
    same_as_today: bool
    at: tuple[int, int]


class Strip(Part):
    """One subject over the whole range."""

    id: str
    name: str
    today: str
    runs: tuple[Run, ...]


class Tick(Part):
    """A value named in the picture."""

    value: str
    at: int


class Sweep(Part):
    """One number varied from `start` to `to`, with all that was looked at.

    `way` is `every` where each value of the grid was judged, else `halving`: values were judged at distances, and
    between two that differ it was halved down to the grid, so that a stretch may hide others that begin and end within.
    `finer` is the last step to which boundaries were narrowed beyond the grid. `scaled` are the other weights, today's.
    `start` and `to` are what was asked for, and `stops` where the rules become unusable before. `titles` are what tiers
    or grades are called. `strips` are the subjects whose place changes, the first of them, and `left_out` counts the
    rest; `today_at` is where today's value lies in the picture, or -1.
    """

    lang: Lang
    scheme: str
    title: str
    target: str
    of: str
    keyword: str
    today: str
    place: Where | None
    start: str
    to: str
    step: str
    way: Literal["every", "halving"]
    judged: int
    winners_are: Literal["tiers", "first", "grades"]
    first: int = 0
    scaled: tuple[tuple[str, str], ...] = ()
    stretches: tuple[Stretch, ...]
    stable_start: str
    stable_to: str
    stops: tuple[Stop, ...] = ()
    titles: dict[str, str] = Field(default_factory=dict)
    strips: tuple[Strip, ...] = ()
    left_out: int = 0
    ticks: tuple[Tick, ...] = ()
    today_at: int = -1
