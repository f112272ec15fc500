"""The result: what `result.json` holds, what every document, explanation and command shows."""

from typing import Literal

from pydantic import Field

from evaluator.problems import Place
from evaluator.result.course import CourseShown
from evaluator.result.part import Part, Where
from evaluator.result.profile import PublicProfile

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


class TierShown(Part):
    """One tier's places and money. Of payment by `rate` the places are the subjects that may be paid it.

    `of` names the amount a rate is of, where it has one of its own.
    """

    id: str
    title: str
    places: int
    amount: str
    firm: int
    fillable: int
    paid: str
    reserved: str
    unspent: str
    budget: str
    rate: str = ""
    of: str = ""
    subjects: tuple[str, ...] = ()
    origin: dict[str, str] = Field(default_factory=dict)


class AllocationShown(Part):
    """The budget and what becomes of it; paid + reserved + unspent is the budget.

    Without a budget it is empty, and so is what is unspent; what is reserved is empty where it has no bound.
    """

    budget: str
    paid: str
    reserved: str
    unspent: str
    unassigned: str
    tiers: tuple[TierShown, ...]
    origin: dict[str, str] = Field(default_factory=dict)
    clause: Clause | None = None


class Counts(Part):
    """`received` = `evaluated` + `held` + `rejected`; parts of one subject count once."""

    received: int
    evaluated: int
    held: int
    rejected: int


class ProblemShown(Part):
    """A problem in the run's language."""

    code: str
    severity: Literal["error", "warning"]
    file: str
    line: int
    column: int
    sheet: str = ""
    subject: str
    message: str
    remedy: str

    @property
    def at(self) -> str:
        """Where it stands, as problems are shown everywhere."""
        return str(Place(self.file, self.line, self.column, sheet=self.sheet))


class DecisionShown(Part):
    """What people decided, with the state before and after."""

    settles: str
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    by: str
    on: str
    reason: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class InterviewRule(Part):
    """The scheme's interview rule, for the notice and the list."""

    id: str
    title: str
    by: str
    partner: str = ""
    duties: tuple[str, ...] = ()
    months: int = 0
    clause: Clause | None = None


class SchemeShown(Part):
    """What was evaluated."""

    id: str
    title: str
    subject: str
    noun: str
    plural: str
    measure: str
    period: tuple[str, str]
    authority: str = ""
    clause: Clause | None = None
    group_by: str = ""
    components: tuple[Score, ...] = ()
    criteria: tuple[tuple[str, str], ...] = ()
    grades: tuple[tuple[str, str], ...] = ()
    ties: tuple[str, ...] = ()
    total_places: int | None = None
    interview: InterviewRule | None = None
    put_right_days: int | None = None
    public: PublicProfile | None = None


class Result(Part):
    """A whole run. `grades` and `interviews` count subjects by each; `subjects` is left out of large runs, and so is
    what would be otherwise without a judge: `panel` then has no judges. `course` is none where the scheme has neither a
    course nor interviews. `earlier`: an earlier season's result was given.
    """

    scheme: SchemeShown
    as_of: str
    version: str
    lang: Literal["zh", "en"]
    rules_from: str = ""
    provisional: bool
    earlier: bool = False
    waits: tuple[Waits, ...] = ()
    counts: Counts
    allocation: AllocationShown | None
    grades: dict[str, int] = Field(default_factory=dict)
    interviews: dict[str, int] = Field(default_factory=dict)
    ties: tuple[TieShown, ...]
    decisions: tuple[DecisionShown, ...] = ()
    panel: PanelShown | None = None
    course: CourseShown | None = None
    problems: tuple[ProblemShown, ...]
    subjects: tuple[Subject, ...] | None

    def subject(self, subject: str) -> Subject | None:
        """The subject with an id."""
        return next((one for one in self.subjects or () if one.id == subject), None)

    @property
    def settled(self) -> bool:
        """Whether nobody is held and nothing was rejected: the run's exit status."""
        return not self.counts.held and not self.counts.rejected
