"""Where a course stands on a day, and what is next: worked out from what is on record, for any later day alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluator.problems import Lang
from evaluator.result.course import CourseShown, Next, NextStep, NoticeShown, StepShown, StepState, TermsShown
from evaluator.result.money import money
from evaluator.result.shown_subject import Subject, Waits

Stage = Literal["draft", "decided", "on-notice", "notice-over", "final", "disbursed"]

STEPS = ("decision", "notice", "objections", "final", "disbursement")


@dataclass(frozen=True)
class Staged:
    """The stage, the steps and what is next on one day."""

    stage: Stage
    steps: tuple[StepShown, ...]
    next: tuple[Next, ...]


@dataclass(frozen=True)
class Whom:
    """Whom what is next concerns: subjects, with their names."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, subjects: Sequence[Subject]) -> "Whom":
        return cls(tuple(one.id for one in subjects), tuple(one.name for one in subjects))


@dataclass(frozen=True)
class Standing:
    """What is on record of a course, with the open ties that money waits for and who is still to be paid."""

    course: CourseShown
    lang: Lang
    ties: tuple[Waits, ...]
    unpaid: Whom

    def at(self, day: str) -> Staged:
        """Where the course stands on a day that is not before the last one on record."""
        return Staged(self._stage(day), tuple(self._steps(day)), tuple(self._next(day)))

    # Facts

    def _done(self, step: str) -> StepShown | None:
        """The step as it was done, if it was."""
        return next((one for one in self.course.steps if one.step == step and one.on), None)

    @property
    def notice(self) -> NoticeShown | None:
        """The notice that stands."""
        last = self.course.notices[-1] if self.course.notices else None
        return None if last is None or last.superseded else last

    def _over(self, day: str) -> bool:
        return self.notice is not None and day > self.notice.end

    @property
    def _unanswered(self) -> bool:
        return any(one.state == "open" for one in self.course.objections)

    @property
    def _paid(self) -> bool:
        return self._done("final") is not None and bool(self.course.payments) and not self.unpaid.ids

    def _stage(self, day: str) -> Stage:
        if self._paid:
            return "disbursed"
        if self._done("final"):
            return "final"
        if self.notice is not None and day >= self.notice.start:
            return "notice-over" if self._over(day) else "on-notice"
        return "decided" if self._done("decision") else "draft"

    # Steps

    def _steps(self, day: str) -> Iterator[StepShown]:
        terms = self.course.terms
        if terms is None:
            return
        final = self._done("final") is not None
        over, decided = self._over(day), self._done("decision") is not None
        states: dict[str, StepState] = {
            "decision": "done" if decided else "open",
            "notice": "done" if over or final else "open" if decided else "waiting",
            "objections": "done" if (over or final) and not self._unanswered else "waiting",
            "final": "done" if final else "open" if over and not self._unanswered else "waiting",
            "disbursement": "done" if self._paid else "open" if final else "waiting",
        }
        if states["objections"] == "waiting" and (self.notice is not None or self._unanswered):
            states["objections"] = "open"
        for one in self.course.steps:
            yield one.model_copy(update={"state": states[one.step]})

    # What is next

    def _next(self, day: str) -> Iterator[Next]:
        for tie in self.ties:
            yield self._to("tie", "", "", Whom(tie.subjects, tie.names))
        terms = self.course.terms
        if terms is not None:
            yield from self._of_course(terms, day)
        for state, step in (("proposed", "confirm"), ("pending", "confirm"), ("confirmed", "talk")):
            talks = [one for one in self.course.talks if one.state == state]
            for by in dict.fromkeys(one.conducted_by if step == "talk" else "" for one in talks):
                mine = [one for one in talks if step == "confirm" or one.conducted_by == by]
                whom = Whom(tuple(one.subject for one in mine), tuple(one.name for one in mine))
                yield self._to("talk" if step == "talk" else "confirm", by, "", whom)

    def _of_course(self, terms: TermsShown, day: str) -> Iterator[Next]:
        for one in self.course.objections:
            if one.state == "open":
                yield self._to(
                    "answer", one.received_by, one.due, Whom((one.subject,), (one.name or one.subject,)), one.id
                )
        if self._done("final"):
            if self.unpaid.ids and terms.paid_by:
                until = next((one.until for one in self.course.steps if one.step == "disbursement"), "")
                yield self._to("disbursement", terms.paid_by, until, self.unpaid)
        elif self._done("decision") is None:
            yield self._to("decision", terms.decided_by)
        elif self.notice is None:
            yield self._to("notice", terms.notice_by)
        elif not self._over(day):
            yield self._to("notice-over", "", self.notice.end)
        elif not self._unanswered:
            yield self._to("final", terms.final_by)

    def _to(self, step: NextStep, by: str, until: str = "", whom: Whom | None = None, about: str = "") -> Next:
        whom = whom or Whom()
        return Next(
            step=step, what=self._what(step, until, about), by=by, until=until, subjects=whom.ids, names=whom.names
        )

    def _what(self, step: NextStep, until: str, about: str) -> str:
        again = any(one.step == "decision" and one.again for one in self.course.steps)
        owed = money(self.course.owed) if self.course.owed else ""
        zh = {
            "tie": "集体决定同分先后",
            "decision": "因变动重新作出集体决定" if again else "作出集体决定",
            "notice": "重新公示名单" if again else "公示名单",
            "notice-over": f"公示至 {until}（含当日），期满前不得确定名单、不得拨付",
            "answer": f"答复异议 {about}",
            "final": "确定名单",
            "disbursement": f"拨付补助 {owed} 元",
            "confirm": "决定是否约谈",
            "talk": "进行约谈",
        }
        en = {
            "tie": "put an open tie in order",
            "decision": "decide the list anew, as something changed" if again else "decide the list",
            "notice": "put the list on public notice again" if again else "put the list on public notice",
            "notice-over": f"wait: on notice to {until}, that day included; nothing is final or paid until it is over",
            "answer": f"answer objection {about}",
            "final": "make the list final",
            "disbursement": f"pay {owed} yuan",
            "confirm": "decide on the interview",
            "talk": "conduct the interview",
        }
        return (zh if self.lang == "zh" else en)[step]
