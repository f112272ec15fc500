"""The result: what `result.json` holds, what every document, explanation and command shows."""

from typing import Literal

from pydantic import Field

from evaluator.problems import Place
from evaluator.result.course import CourseShown
from evaluator.result.part import Part
from evaluator.result.profile import PublicProfile
from evaluator.result.shown_finding import Clause, Score
from evaluator.result.shown_panel import PanelShown
from evaluator.result.shown_subject import Subject, TieShown, Waits


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
