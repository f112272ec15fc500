"""What the course of a season is made of: changes of the outcome, notices, objections, waivers, payments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from evaluator.evidence.acts import Act
from evaluator.evidence.amended import Amended
from evaluator.evidence.model import Decision
from evaluator.language.calendar import Calendar, Span
from evaluator.language.course import Course
from evaluator.problems import Problem


@dataclass(frozen=True)
class Waived:
    """A gate or veto that does not count for one subject."""

    row: int
    part: str


Change = Decision | Amended | Waived
"""What changes the outcome: a tie put in order, answers put right, a condition waived."""

Listed = Mapping[str, tuple[str, Fraction] | None]
"""The list that is decided on: for each subject its tier and the yuan it gets; None while they are open."""

S = TypeVar("S")


@dataclass(frozen=True)
class Judged(Generic[S]):
    """The season after some changes, and its list."""

    season: S
    listed: Listed


@dataclass(frozen=True)
class OnNotice:
    """A notice: its days, and from when on it is superseded by what was decided anew."""

    act: Act
    span: Span
    superseded: date | None = None


@dataclass(frozen=True)
class Raised(Generic[S]):
    """An objection, until when it is due to be answered, and its answer; the seasons before and after it, if upheld."""

    act: Act
    due: date | None
    answer: Act | None = None
    change: Amended | None = None
    before: S | None = None
    after: S | None = None


def late(one: Raised[S], notices: Sequence[OnNotice]) -> bool:
    """Whether an objection came after the last day of the latest notice begun by then.

    While what was superseded waits for its new notice, nothing is late.
    """
    begun = [notice for notice in notices if notice.span.start <= one.act.on]
    if not begun:
        return False
    last = begun[-1]
    return one.act.on > last.span.end and (last.superseded is None or last.superseded > one.act.on)


@dataclass(frozen=True)
class Waiver(Generic[S]):
    """A waiver on record; one that lapsed changes nothing."""

    act: Act
    row: int
    lapsed: bool
    before: S | None = None
    after: S | None = None


@dataclass(frozen=True)
class Disbursed:
    """Money paid to one subject."""

    act: Act
    subject: str
    tier: str
    amount: Fraction


@dataclass(frozen=True)
class Coursed(Generic[S]):
    """Everything on record, and which steps stand: a decision, notice or final list that was superseded does not.

    `acts` are those that had effect, in their order. `again` says that what was decided once is to be decided anew.
    """

    judged: Judged[S]
    known: date
    decision: Act | None = None
    notice: OnNotice | None = None
    final: Act | None = None
    pay_by: date | None = None
    again: bool = False
    acts: tuple[Act | Decision, ...] = ()
    notices: tuple[OnNotice, ...] = ()
    objections: tuple[Raised[S], ...] = ()
    waivers: tuple[Waiver[S], ...] = ()
    payments: tuple[Disbursed, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def late(self) -> tuple[bool, ...]:
        """For each objection, whether it was raised when the notice was over."""
        return tuple(late(one, self.notices) for one in self.objections)

    def unpaid(self) -> Iterator[tuple[str, Fraction]]:
        """Subjects whose tier and money are settled and who have not been paid yet."""
        paid = {one.subject for one in self.payments}
        for subject, entry in self.judged.listed.items():
            if entry is not None and entry[1] > 0 and subject not in paid:
                yield subject, entry[1]


@dataclass(frozen=True)
class Terms(Generic[S]):
    """What acts are held against: the scheme's course and calendar, its subjects, and what may be waived.

    `judge` is the outcome after changes; `amend` types an objection's changed answers.
    """

    course: Course
    calendar: Calendar
    as_of: date
    rows: Mapping[str, int]
    waivable: Sequence[str]
    judge: Callable[[tuple[Change, ...]], Judged[S]]
    amend: Callable[[Act, int], tuple[Amended | None, list[Problem]]]
