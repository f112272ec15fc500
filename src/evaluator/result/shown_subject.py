"""What a result shows of a subject: its row, the reasons for it, who stands beside it and what it waits for."""

from typing import Literal

from pydantic import Field

from evaluator.result.part import Part
from evaluator.result.shown_finding import Bounds, Finding, Ruling, Score, Subtotal
from evaluator.result.shown_panel import BallotShown


def _unsaid(more: int) -> bool:
    return not more


class TieShown(Part):
    """Subjects with equal totals, and what told them apart; `open` when people must decide.

    Where a result has no `subjects`, the first of very many are named; `more` is how many others there are.
    """

    group: str
    rank: int
    total: str
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    by: str = ""
    by_title: str = ""
    open: bool
    values: tuple[str, ...] = ()
    more: int = Field(default=0, exclude_if=_unsaid)


class Neighbour(Part):
    """Who stands next above or below, and by how many points."""

    id: str
    name: str
    rank: int
    total: str
    gap: str


class Waits(Part):
    """What a subject's tier or interview still waits for; `more` is how many others there are than are named."""

    kind: Literal["tie", "held"]
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    more: int = Field(default=0, exclude_if=_unsaid)


class MonthShown(Part):
    """One month of a follow-up."""

    month: str
    counts: dict[str, int]
    state: Literal["kept", "missed", "unknown", "due"]


class FollowUpShown(Part):
    """What was owed after an interview, month by month."""

    since: str
    labels: dict[str, str]
    months: tuple[MonthShown, ...]
    missed: tuple[str, ...]
    counts: dict[str, int]
    overall: Literal["", "kept", "missed", "unknown", "due"] = ""


class EarlierShown(Part):
    """How a subject came out in an earlier season, and how it moved since: empty, or none, where there is no number.

    `rank_moved` is how many places it rose; less than none, how many it fell.
    """

    total: str
    rank: int | None
    grade: str
    grade_title: str = ""
    tier: str
    tier_title: str = ""
    subsidy: str
    total_moved: str
    rank_moved: int | None


class Subject(Part):
    """One subject's row and the reasons for it. `earlier` is none where the earlier season did not have it."""

    id: str
    name: str
    street: str
    community: str
    status: Literal["evaluated", "held"]
    total: str
    rank: int | None
    grade: str
    grade_title: str = ""
    possible_grades: tuple[str, ...] = ()
    tier: str
    tier_title: str = ""
    subsidy: str
    interview: Literal["", "proposed", "confirmed", "pending", "no"]
    group: str = ""
    firm: bool = True
    possible_tiers: tuple[str, ...] = ()
    waits: tuple[Waits, ...] = ()
    held_for: tuple[str, ...] = ()
    total_bounds: Bounds | None = None
    scores: tuple[Score, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    findings: tuple[Finding, ...]
    ballots: tuple[BallotShown, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    above: Neighbour | None = None
    below: Neighbour | None = None
    tie: TieShown | None = None
    group_size: int | None = None
    lacking: tuple[str, ...] = ()
    put_right_by: str = ""
    follow_up: FollowUpShown | None = None
    earlier: EarlierShown | None = None
