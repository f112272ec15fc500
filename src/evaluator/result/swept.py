"""The model of a sweep: for which values of one number in the rules the winners stay who they are."""

from typing import Literal

from evaluator.problems import Lang
from evaluator.result.model import Part, Where


class Change(Part):
    """A subject whose place among the winners differs from today's; empty is none, `open` one not settled."""

    id: str
    name: str
    before: str
    after: str


class Stretch(Part):
    """Neighbouring values under which the winners are the same; `changes` are those against today's value.

    `today` says that the rules' present value lies in it; `paid` is what is firmly paid, where that is one amount.
    """

    start: str
    to: str
    values: int
    today: bool
    same_as_today: bool
    winners: int
    changes: tuple[Change, ...] = ()
    paid: str = ""


class Sweep(Part):
    """One number varied from `start` to `to`, with all that was looked at.

    `way` is `every` where each value of the grid was judged, else `halving`: values were judged at distances, and
    between two that differ it was halved down to the grid, so that a stretch may hide others that begin and end within.
    `finer` is the last step to which boundaries were narrowed beyond the grid. `scaled` are the other weights, today's.
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
