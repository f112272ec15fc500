"""The course of a season as a result shows it: which acts are on record, where it stands, and what is next.

A season goes from a draft over the panel's decision, the public notice and its objections to the final list and the
payment. Each step is an act that somebody recorded, with who, when and why; nothing here is supposed.
"""

from typing import Literal

from evaluator.result.part import Part, Where

Step = Literal["decision", "notice", "objections", "final", "disbursement"]
"""The steps in their order: decided by the panel, on public notice, objections answered, final, paid."""

StepState = Literal["done", "open", "waiting"]
"""`open`: can be done now, or is going on; `waiting`: an earlier step is not done yet."""


class Office(Part):
    """Whom people turn to."""

    office: str
    phone: str = ""
    address: str = ""
    email: str = ""


class StepShown(Part):
    """One step: whether it is done, by whom it was or is to be done, on which day, and until when it is due.

    Days are dates as `2021-07-05`; empty where nothing is said.
    """

    step: Step
    state: StepState
    by: str
    on: str = ""
    until: str = ""
    reason: str = ""
    place: Where | None = None


class NoticeShown(Part):
    """A public notice: from its first day to its last, both included, so many working days, and why each day counts.

    `made_up` are days at a weekend that are worked; `off` are weekdays that are holidays, by the calendar.
    """

    start: str
    end: str
    working_days: int
    off: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()
    calendar: str
    contact: Office | None = None
    by: str
    place: Where | None = None


class Stand(Part):
    """How a subject stands: what an objection, a waiver or a decision can change."""

    status: str
    total: str
    rank: int | None
    grade: str
    tier: str
    subsidy: str
    interview: str


class ObjectionShown(Part):
    """An objection (异议), and what came of it; `changes` are answers put right, as (field, label, before, after)."""

    id: str
    subject: str
    name: str
    raised_by: str
    on: str
    about: str
    received_by: str
    due: str
    state: Literal["open", "upheld", "rejected"]
    answered_by: str = ""
    answered_on: str = ""
    answer: str = ""
    changes: tuple[tuple[str, str, str, str], ...] = ()
    before: Stand | None = None
    after: Stand | None = None
    place: Where | None = None


class WaiverShown(Part):
    """A condition that somebody with authority waived for one subject, until a day; `lapsed` when that day is past."""

    subject: str
    name: str
    waives: str
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
    """Money paid to a subject."""

    subject: str
    name: str
    tier: str
    amount: str
    by: str
    on: str
    place: Where | None = None


class TalkShown(Part):
    """An interview (约谈): proposed, confirmed or conducted, and what was said where it was."""

    subject: str
    name: str
    state: Literal["proposed", "pending", "confirmed", "withdrawn", "conducted"]
    by: str
    on: str = ""
    present: tuple[str, ...] = ()
    partner: str = ""
    findings: str = ""
    promises: tuple[str, ...] = ()
    place: Where | None = None


class Next(Part):
    """What is to be done next, by whom, and until when (empty where nothing is said)."""

    step: str
    what: str
    by: str
    until: str = ""
    subjects: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class CourseShown(Part):
    """Where a scheme's season stands. `stage` is the last step that is done; a draft before the first."""

    stage: Literal["draft", "decided", "on-notice", "notice-over", "final", "disbursed"]
    steps: tuple[StepShown, ...] = ()
    notices: tuple[NoticeShown, ...] = ()
    objections: tuple[ObjectionShown, ...] = ()
    waivers: tuple[WaiverShown, ...] = ()
    payments: tuple[PaymentShown, ...] = ()
    talks: tuple[TalkShown, ...] = ()
    next: tuple[Next, ...] = ()
