"""What a result shows of one thing that was judged: a criterion, a component, a gate, with what was observed."""

from typing import Literal

from pydantic import Field

from evaluator.result.part import Part, Where
from evaluator.result.shown_panel import MarkShown

Verdict = Literal["met", "partly-met", "not-met", "insufficient", "not-applicable"]
Conclusion = Literal["true", "false", "missing"]
Truth = Conclusion | Literal["counted"]
RulingKind = Literal["gate", "veto", "eligible", "tier", "group", "grade", "adjustment", "quota", "interview"]


class Bounds(Part):
    """The least and most that a number can still become; empty text is an end without bound."""

    least: str
    most: str


class Clause(Part):
    """The clause of the policy source that a rule rests on."""

    document: str
    section: str = ""
    paragraph: str = ""


class Observation(Part):
    """One test of a rule on one subject. `value` and `required` are as data; `shown` and `requirement` are words.

    `how` says how a derived quantity came about.

    `outcome` is `counted` where a number was not tested but counted in points. `lacking` names choices not included.
    """

    part: str
    name: str
    label: str
    operator: str = ""
    value: str
    required: str = ""
    shown: str
    requirement: str = ""
    how: str = ""
    outcome: Truth
    lacking: tuple[str, ...] = ()
    place: Where | None = None
    rule: Where | None = None


class Finding(Part):
    """What a criterion or aspect came to.

    `bonus` is one that earns beyond full marks, which nobody lacks; `marked` is an aspect that judges mark.
    """

    criterion: str
    title: str
    component: str
    verdict: Verdict
    bonus: bool = False
    marked: bool = False
    points: str = ""
    of: str = ""
    bounds: Bounds | None = None
    observations: tuple[Observation, ...] = ()
    marks: tuple[MarkShown, ...] = ()
    assessed_by: str = ""
    reason: str = ""
    origin: dict[str, str] = Field(default_factory=dict)
    authority: str = ""
    clause: Clause | None = None
    rule: Where | None = None
    remedy: str = ""


class Score(Part):
    """A component's score, out of what the total says; `of` is empty where nothing is said and there is no maximum."""

    id: str
    title: str
    weight: str = ""
    points: str = ""
    of: str
    bounds: Bounds | None = None


class Subtotal(Score):
    """What a group of criteria, or of other groups, came to, and within which limits."""

    component: str
    parts: tuple[str, ...]
    best: str = ""
    cap: str = ""
    minimum: str = ""


class Ruling(Part):
    """A gate, veto, tier condition, grade or interview rule as judged for one subject.

    `effect` says what an adjustment does to the grade, or how many a quota allows. A gate or veto that was `waived` for
    the subject has the outcome that stands in nobody's way, whatever was observed.
    """

    id: str
    title: str
    kind: RulingKind
    outcome: Conclusion
    waived: bool = False
    basis: str = ""
    effect: str = ""
    observations: tuple[Observation, ...] = ()
    rule: Where | None = None
