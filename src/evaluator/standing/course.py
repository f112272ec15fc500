"""The course of a season: acts taken one by one, by day and then by kind, each if what it rests on is there.

decision → public notice → objections answered → final → paid. An act that may not be done yet is a problem and changes
nothing. What an objection, a waiver or a settled tie changes is judged by the stages of a run themselves; where that
moves a tier or money after the decision, the list is decided and put on notice anew. Nothing here reads a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Generic

from evaluator.evidence.acts import UNKNOWN_DAY, Act
from evaluator.evidence.model import Decision
from evaluator.exact import yuan
from evaluator.language.calendar import UnknownYearError
from evaluator.problems import Problem, nearest, problem
from evaluator.standing.course_records import (
    Change,
    Coursed,
    Disbursed,
    OnNotice,
    Raised,
    S,
    Terms,
    Waived,
    Waiver,
    late,
)


def take_course(terms: Terms[S], acts: Sequence[Act], ties: Sequence[Decision]) -> Coursed[S]:
    """The course that acts make, with the ties that were settled on the way."""
    walk = _Walk(terms)
    steps: list[Act | Decision] = sorted([*acts, *ties], key=_order)
    for one in steps:
        if isinstance(one, Decision):
            walk.change(one)
            walk.acts.append(one)
        else:
            walk.take(one)
    return walk.made(max([terms.as_of, *(one.on for one in steps)]))


def _order(one: Act | Decision) -> tuple[date, int, tuple[object, ...]]:
    return (one.on, 0, one.order) if isinstance(one, Decision) else (one.on, 1, one.order)


@dataclass
class _Walk(Generic[S]):
    """The course so far."""

    terms: Terms[S]
    changes: tuple[Change, ...] = ()
    decision: Act | None = None
    decided_on: tuple[Change, ...] = ()
    final: Act | None = None
    again: bool = False
    acts: list[Act | Decision] = field(default_factory=list)
    notices: list[OnNotice] = field(default_factory=list)
    objections: list[Raised[S]] = field(default_factory=list)
    waivers: list[Waiver[S]] = field(default_factory=list)
    payments: list[Disbursed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def made(self, known: date) -> Coursed[S]:
        self._saylate()
        return Coursed(
            judged=self.terms.judge(self.changes),
            known=known,
            decision=self.decision,
            notice=self.notice,
            final=self.final,
            pay_by=self._pay_by(),
            again=self.again and self.final is None,
            acts=tuple(self.acts),
            notices=tuple(self.notices),
            objections=tuple(self.objections),
            waivers=tuple(self.waivers),
            payments=tuple(self.payments),
            problems=tuple(self.problems),
        )

    @property
    def notice(self) -> OnNotice | None:
        """The notice that stands."""
        last = self.notices[-1] if self.notices else None
        return last if last is not None and last.superseded is None else None

    def take(self, act: Act) -> None:
        """One act: done if it may be, and otherwise said."""
        wrong = getattr(self, f"_{act.kind}")(act)
        if wrong is None:
            self.acts.append(act)
        else:
            self.problems.append(wrong)

    def change(self, change: Change, on: date | None = None) -> None:
        """Something changes the outcome; what was decided stands while every tier and amount is as it was."""
        self.changes = (*self.changes, change)
        day = change.on if isinstance(change, Decision) else on
        if self.decision is None or not self.terms.course.notice.again_after_change:
            return
        if self.terms.judge(self.changes).listed != self.terms.judge(self.decided_on).listed:
            self.decision, self.final, self.again = None, None, True
            if self.notice is not None:
                self.notices[-1] = replace(self.notices[-1], superseded=day)

    # The steps

    def _decision(self, act: Act) -> Problem | None:
        if self.decision is not None:
            return _twice(act, self.decision)
        self.decision, self.decided_on = act, self.changes
        return None

    def _notice(self, act: Act) -> Problem | None:
        if self.decision is None:
            return problem("notice-before-decision", act.place)
        if self.notice is not None:
            return _twice(act, self.notice.act)
        start = act.start or act.on
        if start < self.decision.on:
            at, first = act.place_of("from"), self.decision.place
            return problem("act-too-early", at, found=start, expected=self.decision.on, first=first)
        try:
            least = self.terms.calendar.span(start, self.terms.course.notice.working_days)
            whole = least if act.until is None else self.terms.calendar.span(start, least.working, act.until)
        except UnknownYearError as unknown:
            return self._no_year(act, unknown)
        if act.until is not None and act.until < least.end:
            number = self.terms.course.notice.working_days
            return problem(
                "notice-too-short", act.place_of("until"), found=act.until, expected=least.end, number=number
            )
        self.notices.append(OnNotice(act, whole))
        return None

    def _final(self, act: Act) -> Problem | None:
        if self.final is not None:
            return _twice(act, self.final)
        if self.notice is None:
            return problem("final-before-notice", act.place)
        if act.on <= self.notice.span.end:
            return problem("final-within-notice", act.place, found=act.on, expected=self.notice.span.end)
        unanswered = [one.act.id for one in self.objections if one.answer is None and not late(one, self.notices)]
        if unanswered:
            return problem("final-objection-open", act.place, found=unanswered)
        self.final = act
        return None

    def _disbursement(self, act: Act) -> Problem | None:
        if self.final is None:
            return problem("paid-before-final", act.place)
        listed = self.terms.judge(self.changes).listed
        paid = {one.subject: one.act for one in self.payments}
        wrong = []
        for one in act.paid:
            entry = listed.get(one.subject)
            if one.subject not in self.terms.rows:
                wrong.append(problem("act-unknown-subject", one.place, found=one.subject))
            elif one.subject in paid:
                wrong.append(problem("paid-twice", one.place, found=one.subject, first=paid[one.subject].place))
            elif entry is None or entry[1] <= 0:
                wrong.append(problem("paid-nothing-due", one.place, found=one.subject))
            elif entry[1] != one.amount:
                found, expected = _yuan(one.amount), _yuan(entry[1])
                wrong.append(problem("paid-amount", one.place, subject=one.subject, found=found, expected=expected))
            else:
                self.payments.append(Disbursed(act, one.subject, entry[0], one.amount))
        if len(wrong) == len(act.paid) and wrong:
            self.problems += wrong[:-1]
            return wrong[-1]
        self.problems += wrong
        return None

    # Objections and waivers

    def _objection(self, act: Act) -> Problem | None:
        """On record whatever is wrong with it."""
        first = next((one.act for one in self.objections if one.act.id == act.id), None)
        self.objections.append(Raised(act, self._answer_by(act)))
        if act.on == UNKNOWN_DAY or not act.subject:
            return None  # what is wrong with it was said where it was read
        if first is not None:
            self.problems.append(problem("objection-twice", act.place_of("id"), found=act.id, first=first.place))
        if act.subject not in self.terms.rows:
            self.problems.append(problem("act-unknown-subject", act.place_of("subject"), found=act.subject))
        return None

    def _saylate(self) -> None:
        """Objections that came too late: which notice was over by then is known when all acts are taken."""
        for one in self.objections:
            if late(one, self.notices):
                end = max(notice.span.end for notice in self.notices if notice.span.start <= one.act.on)
                act = one.act
                self.problems.append(
                    problem("objection-late", act.place, subject=act.subject, found=act.id, expected=end)
                )

    def _answer_by(self, act: Act) -> date | None:
        within = self.terms.course.objections.answered_within
        if within is None or act.on == UNKNOWN_DAY:
            return None
        return self._after(act, within.working_days)

    def _answer(self, act: Act) -> Problem | None:
        named = [index for index, one in enumerate(self.objections) if one.act.id == act.id]
        waiting = [index for index in named if self.objections[index].answer is None]
        if not waiting:
            answered = next((self.objections[index].answer for index in named), None)
            if answered is not None:
                return _twice(act, answered)
            known = [one.act.id for one in self.objections]
            hint = nearest(act.id, known)
            return problem("answer-unknown", act.place_of("objection"), found=act.id, expected=known, nearest=hint)
        at = waiting[0]
        if act.changes is None:
            self.objections[at] = replace(self.objections[at], answer=act)
            return None
        raised = self.objections[at].act
        row = self.terms.rows.get(raised.subject)
        if row is None:
            return problem("act-unknown-subject", act.place, found=raised.subject)
        if self._closed:
            return problem("change-after-final", act.place, found=act.id)
        change, faults = self.terms.amend(act, row)
        if change is None:
            self.problems += faults[:-1]
            return faults[-1]
        before = self.terms.judge(self.changes).season
        self.change(change, act.on)
        after = self.terms.judge(self.changes).season
        self.objections[at] = replace(self.objections[at], answer=act, change=change, before=before, after=after)
        return None

    def _waiver(self, act: Act) -> Problem | None:
        row = self.terms.rows.get(act.subject)
        if row is None:
            return problem("act-unknown-subject", act.place_of("subject"), found=act.subject)
        if act.waives not in self.terms.waivable:
            known = list(self.terms.waivable)
            hint = nearest(act.waives, known)
            return problem("waiver-of-nothing", act.place_of("waives"), found=act.waives, expected=known, nearest=hint)
        for one in self.waivers:
            if (one.row, one.act.waives) == (row, act.waives) and not one.lapsed:
                return _twice(act, one.act)
        needed = max(self.terms.as_of, act.on)
        if act.until is not None and act.until < needed:
            self.waivers.append(Waiver(act, row, lapsed=True))
            return problem(
                "waiver-lapsed", act.place_of("until"), subject=act.subject, found=act.until, expected=needed
            )
        if self._closed:
            return problem("change-after-final", act.place, found=act.waives)
        before = self.terms.judge(self.changes).season
        self.change(Waived(row, act.waives), act.on)
        self.waivers.append(Waiver(act, row, False, before, self.terms.judge(self.changes).season))
        return None

    @property
    def _closed(self) -> bool:
        """Whether the list is final, or money has left by it."""
        return self.final is not None or bool(self.payments)

    # Days

    def _pay_by(self) -> date | None:
        paid = self.terms.course.disbursement
        if self.final is None or paid is None or paid.within is None:
            return None
        return self._after(self.final, paid.within.working_days)

    def _after(self, act: Act, number: int) -> date | None:
        """The last of so many working days after an act; none where no calendar says, which is a problem."""
        try:
            return self.terms.calendar.after(act.on, number)
        except UnknownYearError as unknown:
            self.problems.append(self._no_year(act, unknown))
            return None

    def _no_year(self, act: Act, unknown: UnknownYearError) -> Problem:
        calendar = self.terms.calendar
        return problem("calendar-year", act.place, found=unknown.year, expected=calendar.known(), calendar=calendar.id)


def _twice(act: Act, first: Act) -> Problem:
    return problem("act-twice", act.place, found=act.kind, first=first.place)


def _yuan(amount: Fraction) -> str:
    return yuan(int(amount * 100))
