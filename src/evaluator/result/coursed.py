"""The course of a judged season as a result shows it: its terms, its steps, talks, payments and acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.evidence.acts import Act, day_text
from evaluator.evidence.model import Decision
from evaluator.exact import yuan
from evaluator.language.course import Contact, Course
from evaluator.result.course import (
    ActShown,
    CourseShown,
    NoticeShown,
    Office,
    PaymentShown,
    Step,
    StepShown,
    TalkShown,
    TermsShown,
)
from evaluator.result.part import where
from evaluator.result.reconsidered import Reconsidered
from evaluator.result.staged import Standing, Whom
from evaluator.result.tell import Teller
from evaluator.standing.course_records import Coursed, OnNotice
from evaluator.standing.season import Season
from evaluator.standing.talks import Talk


@dataclass(frozen=True)
class Courses:
    """Makes the course of a result."""

    tell: Teller

    @property
    def season(self) -> Season:
        return self.tell.season

    def course(self) -> CourseShown | None:
        """Everything on record; none where the scheme has neither a course nor interviews."""
        season, scheme = self.season, self.season.plan.scheme
        if scheme.course is None and scheme.interviews is None:
            return None
        days = [
            season.plan.as_of,
            *(one.on for one in season.inputs.decisions),
            *(one.on for one in season.inputs.acts),
        ]
        made, known = season.course, max(days).isoformat()
        talks = tuple(self._talk(one) for one in season.talks)
        unfit = {item.place for item in season.problems if item.code.startswith("decision-")}
        taken = [one for one in (made.acts if made else ()) if one.place not in unfit]
        acts = [*taken, *self._of_talks()]
        shown = CourseShown(stage="draft", known=known, acts=tuple(self._act(one) for one in acts), talks=talks)
        unpaid: tuple[str, ...] = ()
        if made is not None and scheme.course is not None:
            unpaid = tuple(subject for subject, _ in made.unpaid()) if made.final is not None else ()
            firm = sum(one.paid for one in season.walked.tiers) if season.walked is not None else 0
            paid = int(sum(one.amount for one in made.payments) * 100)
            pays = scheme.course.disbursement is not None
            reconsidered = Reconsidered(self.tell)
            shown = shown.model_copy(
                update={
                    "terms": self._terms(scheme.course),
                    "steps": tuple(self._steps(scheme.course, made)),
                    "notices": tuple(self._notice(one, scheme.course) for one in made.notices),
                    "objections": tuple(
                        reconsidered.objection(one, late=late)
                        for one, late in zip(made.objections, made.late, strict=True)
                    ),
                    "waivers": tuple(reconsidered.waiver(one) for one in made.waivers),
                    "payments": tuple(self._payments(made)),
                    "paid": yuan(paid) if pays else "",
                    "owed": yuan(firm - paid) if pays else "",
                }
            )
        ties = tuple(one for one in self.tell.open_waits() if one.kind == "tie")
        whom = Whom(unpaid, tuple(map(self.tell.name, unpaid)))
        at = Standing(shown, self.tell.lang, ties, whom).at(known)
        return shown.model_copy(update={"stage": at.stage, "steps": at.steps, "next": at.next})

    def _terms(self, course: Course) -> TermsShown:
        say, paid, heard = self.tell.say, course.disbursement, course.objections
        parts = {"notice": course.notice, "objections": heard, "disbursement": paid}
        every = {"decision": course.decision, **parts, "final": course.final}
        origins = {
            key if name == "*" else f"{key}.{name}": word
            for key, part in every.items()
            if part is not None
            for name, word in (part.origin or {}).items()
        }
        authority = say(self.season.plan.scheme.authority)
        return TermsShown(
            decided_by=say(course.decision.by),
            notice_by=say(course.notice.by),
            working_days=course.notice.working_days,
            calendar=self._calendar,
            contact=self._office(course.notice.contact),
            again_after_change=course.notice.again_after_change,
            objections_to=say(heard.to),
            answered_within=heard.answered_within.working_days if heard.answered_within else 0,
            final_by=say(course.final.by),
            paid_by=say(paid.by) if paid else "",
            paid_within=paid.within.working_days if paid and paid.within else 0,
            origins=origins,
            authorities={key: say(part.authority) or authority for key, part in parts.items() if part},
        )

    @property
    def _calendar(self) -> str:
        calendar = self.season.plan.calendar
        return "" if calendar is None else self.tell.say(calendar.title)

    def _office(self, contact: Contact | None) -> Office | None:
        if contact is None:
            return None
        say = self.tell.say
        return Office(
            office=say(contact.office),
            phone=contact.phone or "",
            address=say(contact.address),
            email=contact.email or "",
        )

    def _steps(self, course: Course, made: Coursed[Season]) -> Iterator[StepShown]:
        """The steps with what was done; their states are those of a day."""
        say, notice = self.tell.say, made.notice
        due = max((day_text(one.due) for one in made.objections if one.answer is None), default="")
        yield self._step("decision", say(course.decision.by), made.decision, again=made.again)
        until = "" if notice is None else notice.span.end.isoformat()
        yield self._step("notice", say(course.notice.by), notice.act if notice else None, until, again=made.again)
        yield self._step("objections", say(course.objections.to), None, due or until)
        yield self._step("final", say(course.final.by), made.final)
        if course.disbursement is not None:
            paid = made.payments[-1].act if made.payments else None
            yield self._step("disbursement", say(course.disbursement.by), paid, day_text(made.pay_by))

    def _step(self, step: Step, by: str, act: Act | None, until: str = "", *, again: bool = False) -> StepShown:
        return StepShown(
            step=step,
            state="waiting",
            by=act.by if act else by,
            on=act.on.isoformat() if act else "",
            until=until,
            reason=act.reason if act else "",
            again=again,
            place=where(act.place) if act else None,
        )

    def _notice(self, one: OnNotice, course: Course) -> NoticeShown:
        return NoticeShown(
            start=one.span.start.isoformat(),
            end=one.span.end.isoformat(),
            working_days=one.span.working,
            off=tuple(day.isoformat() for day in one.span.off),
            made_up=tuple(day.isoformat() for day in one.span.worked),
            calendar=self._calendar,
            contact=self._office(course.notice.contact),
            by=one.act.by,
            on=one.act.on.isoformat(),
            reason=one.act.reason,
            superseded=one.superseded is not None,
            place=where(one.act.place),
        )

    def _payments(self, made: Coursed[Season]) -> Iterator[PaymentShown]:
        for one in made.payments:
            place = next(paid.place for paid in one.act.paid if paid.subject == one.subject)
            yield PaymentShown(
                subject=one.subject,
                name=self.tell.name(one.subject),
                tier=one.tier,
                amount=yuan(int(one.amount * 100)),
                by=one.act.by,
                on=day_text(one.act.on),
                reason=one.act.reason,
                place=where(place),
            )

    # Talks and acts

    def _talk(self, one: Talk) -> TalkShown:
        season = self.season
        asked = season.plan.scheme.interviews
        assert asked is not None
        act, last = one.act, one.act or one.decision
        by = self.tell.say(asked.by)
        partner = self.tell.say(asked.pairing.partner) if asked.pairing else ""
        return TalkShown(
            subject=season.evidence.ids[one.row],
            name=season.evidence.names[one.row],
            state=one.state,
            conducted_by=act.by if act else by,
            by=last.by if last else "",
            on=day_text(last.on) if last else "",
            reason=last.reason if last else "",
            present=act.present if act else (),
            partner=act.partner or partner if act else partner,
            findings=act.findings if act else "",
            promises=act.promises if act else (),
            place=where(last.place) if last else None,
        )

    def _of_talks(self) -> Sequence[Act | Decision]:
        """Decisions on interviews and talks that had effect, by day."""
        found = [one for talk in self.season.talks for one in (talk.decision, talk.act) if one is not None]
        return sorted(found, key=lambda one: (one.on, isinstance(one, Act), one.subject))

    def _act(self, one: Act | Decision) -> ActShown:
        kind = one.settles if isinstance(one, Decision) else one.kind
        subjects = (one.order or (one.subject,)) if isinstance(one, Decision) else self._concerned(one)
        subjects = tuple(filter(None, subjects))
        return ActShown(
            act=kind,  # type: ignore[arg-type]  # every kind of decision and act is one
            on=day_text(one.on),
            by=one.by,
            reason=one.about if isinstance(one, Act) and one.kind == "objection" else one.reason,
            subjects=subjects,
            names=tuple(map(self.tell.name, subjects)),
            reference=one.id if isinstance(one, Act) else "",
            place=where(one.place),
        )

    def _concerned(self, act: Act) -> tuple[str, ...]:
        """Whom an act is about: an answer is about whom the objection was."""
        if act.kind == "answer" and self.season.course is not None:
            return tuple(one.act.subject for one in self.season.course.objections if one.answer is act)
        if act.kind == "disbursement" and self.season.course is not None:
            return tuple(one.subject for one in self.season.course.payments if one.act is act)
        return (act.subject,)
