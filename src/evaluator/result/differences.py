"""The model of differences: who stands otherwise, how much money moves, and which changed clause did it."""

from typing import Literal

from pydantic import Field

from evaluator.problems import Lang
from evaluator.result.part import Part, Where

COMPARED = ("status", "total", "rank", "grade", "tier", "subsidy", "interview")
"""The columns of a result that say how somebody came out, in their order."""


class Move(Part):
    """How many subjects went from one value of a column to another; empty is no value."""

    before: str
    after: str
    subjects: int


class ColumnMoved(Part):
    """One column over all subjects in both results.

    `better` and `worse` count totals, money and ranks that rose or fell; a better rank is a smaller number. `moves`
    are kept for columns of words. `column` is `points` for all criteria together.
    """

    column: str
    changed: int
    better: int = 0
    worse: int = 0
    moves: tuple[Move, ...] = ()


class LineMoved(Part):
    """One criterion or aspect of one subject."""

    criterion: str
    title: str
    verdict: tuple[str, str]
    points: tuple[str, str]


class Cause(Part):
    """Columns of a mover, and the clauses by which they are what they are, by number.

    Each of `sets` is a smallest set of clauses whose change alone brings them about; of several sets, any would.
    """

    columns: tuple[str, ...]
    sets: tuple[tuple[int, ...], ...]


class Mover(Part):
    """A subject that came out otherwise: the columns that differ, each before and after.

    `by` are the smallest sets of clauses that alone bring about its whole outcome: status, rank, grade, tier, subsidy
    and interview as they are with all clauses changed. `causes` are the same for each column that differs.
    """

    id: str
    name: str
    street: str
    community: str
    columns: dict[str, tuple[str, str]]
    lines: tuple[LineMoved, ...] = ()
    by: tuple[tuple[int, ...], ...] = ()
    causes: tuple[Cause, ...] = ()


class Money(Part):
    """Amounts, before and after; empty where there is none, or where it has no bound."""

    budget: tuple[str, str]
    paid: tuple[str, str]
    reserved: tuple[str, str]
    unspent: tuple[str, str]


class TierMoved(Money):
    """One tier's money, and how many subjects have it firmly."""

    id: str
    title: str
    places: tuple[str, str]
    amount: tuple[str, str]
    firm: tuple[str, str]


class MoneyMoved(Money):
    """The whole allocation and its tiers."""

    tiers: tuple[TierMoved, ...]


class Edit(Part):
    """One part of the rule files that differs: what it is of, how it read before and after, and where."""

    path: str
    of: str
    keyword: str
    before: str
    after: str
    place_before: Where | None = None
    place_after: Where | None = None


class Effect(Part):
    """What something changes: how many subjects, in which columns, and by how much the money differs."""

    subjects: int
    columns: dict[str, int] = Field(default_factory=dict)
    paid: str = ""
    reserved: str = ""
    unspent: str = ""


class ClauseChanged(Part):
    """A smallest set of edits that makes sense by itself; one edit, mostly.

    `alone` is what it does to the old rules; `without` what it does to the new ones without it, asked only where
    clauses work on one another.
    """

    number: int
    edits: tuple[Edit, ...]
    alone: Effect | None = None
    without: Effect | None = None
    only: int = 0


class Joint(Part):
    """Money that a set of clauses moves beyond what every smaller set within it does.

    It names no clause where sets of several could not all be judged and it is what they move in all.
    """

    clauses: tuple[int, ...]
    paid: str = ""
    reserved: str = ""
    unspent: str = ""


class Attribution(Part):
    """How the whole effect is shared out.

    Subjects that moved are those brought to their outcome by one clause `only`, by each of `several`, or by none alone,
    only in `combination`. `cancelled` are subjects that a clause alone would have moved and all together do not.
    `together` is the money that the clauses' own effects leave over, and `joint` says which of them move it together.
    `larger` counts movers whose sets are not shown to be the smallest. `why_not` says why nothing was attributed.
    """

    clauses: tuple[ClauseChanged, ...] = ()
    wording: int = 0
    several: int = 0
    combination: int = 0
    cancelled: int = 0
    larger: int = 0
    together: Effect | None = None
    joint: tuple[Joint, ...] = ()
    why_not: Literal["", "rules-not-there", "too-many", "not-asked"] = ""


class Side(Part):
    """One of the two results."""

    shown: str
    as_of: str
    rules_from: str
    version: str
    provisional: bool


class Slope(Part):
    """A subject's rank and tier before and after, and its place in the order of those shown, counted from 0."""

    id: str
    name: str
    rank: tuple[str, str]
    tier: tuple[str, str]
    at: tuple[int, int]


class PartMoved(Part):
    """One scheme under both: counts, money, clauses, and the movers, the biggest first.

    `displaced` are those of `changed` whose rank alone differs. `left_out` counts movers that are not listed. `titles`
    are what the words in the columns of grade and tier are called.
    """

    scheme: str
    title: str
    noun: str
    plural: str
    measure: str
    group_by: str
    before: Side
    after: Side
    subjects: int
    changed: int
    displaced: int
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    columns: tuple[ColumnMoved, ...] = ()
    titles: dict[str, dict[str, str]] = Field(default_factory=dict)
    money: MoneyMoved | None = None
    attribution: Attribution
    slopes: tuple[Slope, ...] = ()
    movers: tuple[Mover, ...] = ()
    left_out: int = 0


class Differences(Part):
    """Two results, or one season under other rules, scheme by scheme.

    `same` are the titles of schemes in which nothing could differ; `only_before` and `only_after` of those that only
    one result has. `files` are rule files and inputs that the two results do not have in common.
    """

    kind: Literal["compare", "whatif"]
    lang: Lang
    before: str
    after: str
    parts: tuple[PartMoved, ...]
    same: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
