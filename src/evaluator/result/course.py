"""The course of a season as a result shows it: which acts are on record, where it stands, and what is next.

A season goes from a draft over the panel's decision, the public notice and its objections to the final list and the
payment. Each step is an act that somebody recorded, with who, when and why; nothing here is supposed.
"""

from typing import Literal

from pydantic import Field

from evaluator.result.part import Part, Where

Step = Literal["decision", "notice", "objections", "final", "disbursement"]
"""The steps in their order: decided by the panel, on public notice, objections answered, final, paid."""

StepState = Literal["done", "open", "waiting"]
"""`open`: can be done now, or is going on; `waiting`: an earlier step is not done yet."""

ActKind = Literal[
    "tie",
    "objection",
    "answer",
    "waiver",
    "decision",
    "notice",
    "final",
    "disbursement",
    "interview",
    "talk",
]
"""Every kind of act, in the order in which acts of one day are taken."""


class Office(Part):
    """Whom people turn to."""

    office: str
    phone: str = ""
    address: str = ""
    email: str = ""


class TermsShown(Part):
    """What the scheme says of the course: who does what and within how many working days; 0 where nothing is said.

    `origins` and `authorities` say by step whose choice its figure is; `notice.by` is that of one key alone.
    """

    decided_by: str
    notice_by: str
    working_days: int
    calendar: str
    contact: Office | None = None
    again_after_change: bool
    objections_to: str
    answered_within: int = 0
    final_by: str
    paid_by: str = ""
    paid_within: int = 0
    origins: dict[str, str] = Field(default_factory=dict)
    authorities: dict[str, str] = Field(default_factory=dict)


class ActShown(Part):
    """An act on record that had effect: what was done, on which day, by whom and why, and for which subjects.

    `reference` is the objection's id where the act is one or answers one.
    """

    act: ActKind
    on: str
    by: str
    reason: str
    subjects: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    reference: str = ""
    place: Where | None = None


class StepShown(Part):
    """One step: whether it is done, by whom it was or is to be done, on which day, and until when it is due.

    Days are dates as `2021-07-05`; empty where nothing is said. A step that a change made necessary anew is `again`.
    """

    step: Step
    state: StepState
    by: str
    on: str = ""
    until: str = ""
    reason: str = ""
    again: bool = False
    place: Where | None = None


class NoticeShown(Part):
    """A public notice: from its first day to its last, both included, so many working days, and why each day counts.

    `made_up` are days at a weekend that are worked; `off` are weekdays that are holidays, by the calendar. A notice is
    `superseded` when what changed after it had to be decided and put on notice anew.
    """

    start: str
    end: str
    working_days: int
    off: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()
    calendar: str
    contact: Office | None = None
    by: str
    on: str
    reason: str
    superseded: bool = False
    place: Where | None = None


class Stand(Part):
    """How a subject stands: what an objection, a waiver or a decision can change."""

    status: str
    total: str
    rank: int | None
    grade: str
    tier: str
    tier_title: str = ""
    subsidy: str
    interview: str


class ObjectionShown(Part):
    """An objection (异议), and what came of it; `changes` are answers put right, as (field, label, before, after).

    One raised after the notice was over and not answered is `late`: on record, but nothing waits for it. An objection
    upheld without changes has a `decision`, in the words of who decided.
    """

    id: str
    subject: str
    name: str
    raised_by: str
    on: str
    about: str
    received_by: str
    due: str
    state: Literal["open", "late", "upheld", "rejected"]
    answered_by: str = ""
    answered_on: str = ""
    answer: str = ""
    decision: str = ""
    changes: tuple[tuple[str, str, str, str], ...] = ()
    before: Stand | None = None
    after: Stand | None = None
    place: Where | None = None


class WaiverShown(Part):
    """A gate or veto (`kind`) that somebody with authority waived for one subject, until a day.

    A waiver whose day is past when the season is evaluated has `lapsed`: it is on record and changes nothing.
    """

    subject: str
    name: str
    waives: str
    kind: Literal["gate", "veto"]
    title: str
    by: str
    on: str
    until: str
    lapsed: bool
    reason: str
    before: Stand | None = None
    after: Stand | None = None
    place: Where | None = None


class PaymentShown(Part):
    """Money paid to a subject, in yuan."""

    subject: str
    name: str
    tier: str
    amount: str
    by: str
    on: str
    reason: str
    place: Where | None = None


class TalkShown(Part):
    """An interview (约谈): proposed, confirmed or conducted, and what was said where it was.

    `by`, `on` and `reason` are those of the last act, empty before the first; `conducted_by` is who conducted it or is
    to. `partner` is who is paired with the subject.
    """

    subject: str
    name: str
    state: Literal["proposed", "pending", "confirmed", "withdrawn", "conducted"]
    conducted_by: str
    by: str = ""
    on: str = ""
    reason: str = ""
    present: tuple[str, ...] = ()
    partner: str = ""
    findings: str = ""
    promises: tuple[str, ...] = ()
    place: Where | None = None


NextStep = Literal["tie", "decision", "notice", "notice-over", "answer", "final", "disbursement", "confirm", "talk"]
"""What can be next; `notice-over` waits for a day and for nobody."""


class Next(Part):
    """What is to be done next, by whom, and until when (empty where nothing is said); `what` is a sentence of it."""

    step: NextStep
    what: str
    by: str
    until: str = ""
    subjects: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class CourseShown(Part):
    """Where a scheme's season stands. `stage` is the last step that is done; a draft before the first.

    `known` is the latest day on record, to which all this is told: nothing here reads a clock. `paid` and `owed` are
    the yuan paid so far, and those still to be paid to subjects whose tier is firm.
    """

    stage: Literal["draft", "decided", "on-notice", "notice-over", "final", "disbursed"]
    known: str
    terms: TermsShown | None = None
    steps: tuple[StepShown, ...] = ()
    acts: tuple[ActShown, ...] = ()
    notices: tuple[NoticeShown, ...] = ()
    objections: tuple[ObjectionShown, ...] = ()
    waivers: tuple[WaiverShown, ...] = ()
    payments: tuple[PaymentShown, ...] = ()
    paid: str = ""
    owed: str = ""
    talks: tuple[TalkShown, ...] = ()
    next: tuple[Next, ...] = ()
