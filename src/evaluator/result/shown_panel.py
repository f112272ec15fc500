"""What a result shows of a panel: its aspects, its judges, their ballots and what is void."""

from typing import Literal

from pydantic import Field

from evaluator.result.part import Part, Where


class MarkShown(Part):
    """One judge's valid mark, whether the mean leaves it out, and the ids of the rules that make it void."""

    judge: str
    mark: str
    dropped: bool
    void: tuple[str, ...] = ()


class BallotShown(Part):
    """What one judge gave a subject: a mark for each aspect, in their order, none where there is no valid one.

    `total` is all of them added up, where there is one for every aspect; `void` are the ids of the rules by which they
    do not count. A judge who is `recused` has none; `reason` is why.
    """

    judge: str
    marks: tuple[MarkShown | None, ...]
    total: str = ""
    void: tuple[str, ...] = ()
    recused: bool = False
    reason: str = ""


class VoidShown(Part):
    """A rule by which a judge's marks are void: what it asks, whose it is, and how many ballots it made void."""

    id: str
    title: str
    of: Literal["subject", "sheet"]
    requirement: str
    basis: str = ""
    origin: dict[str, str] = Field(default_factory=dict)
    authority: str = ""
    ballots: int
    rule: Where | None = None


class FarthestShown(Part):
    """Whose rank changes most without a judge's marks: the rank as it is, as it would be, and how far apart."""

    id: str
    name: str
    rank: int
    without: int
    by: int


class JudgeShown(Part):
    """A judge's work: how many subjects were marked, how many ballots are void, how many marks were dropped.

    `apart` is how far the judge is from the others, above them if positive, over so many subjects (`compared`); empty
    where nobody could be compared. `far` is when people are told of it. The rest is what would be otherwise without
    the judge's marks: `held` would then have too few, `ranks`, `tiers` and `grades` count the others that change.
    """

    judge: str
    subjects: int
    void: int
    dropped: int
    apart: str = ""
    compared: int = 0
    far: bool = False
    held: int
    ranks: int
    farthest: FarthestShown | None = None
    tiers: int
    grades: int


class PanelShown(Part):
    """The panel's aspects (id, title, worth), the rules for void marks, and its judges.

    `limit` is beyond how many points people are told of a judge; empty where the scheme does not say.
    """

    id: str
    title: str
    aspects: tuple[tuple[str, str, str], ...]
    void: tuple[VoidShown, ...] = ()
    limit: str = ""
    limit_origin: dict[str, str] = Field(default_factory=dict)
    limit_authority: str = ""
    judges: tuple[JudgeShown, ...] = ()

    @property
    def far(self) -> tuple[JudgeShown, ...]:
        """The judges of whom people are told."""
        return tuple(one for one in self.judges if one.far)
