"""The course of a judged season as a result shows it, with how subjects stood before and after what changed them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from evaluator.evidence.acts import UNKNOWN_DAY, Act
from evaluator.evidence.amended import Amended
from evaluator.evidence.model import Decision
from evaluator.exact import yuan
from evaluator.language.course import Contact, Course
from evaluator.result.course import (
    ActShown,
    CourseShown,
    NoticeShown,
    ObjectionShown,
    Office,
    PaymentShown,
    Stand,
    Step,
    StepShown,
    TalkShown,
    TermsShown,
    WaiverShown,
)
from evaluator.result.part import where
from evaluator.result.staged import Standing, Whom
from evaluator.result.table import table
from evaluator.result.tell import Teller
from evaluator.result.values import Values
from evaluator.standing.course_records import Coursed, OnNotice, Raised, Waiver
from evaluator.standing.season import Season
from evaluator.standing.talks import Talk

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Courses:
    """Makes the course of a result."""

    tell: Teller
    _tables: "dict[int, pl.DataFrame]" = field(default_factory=dict)

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
            shown = shown.model_copy(
                update={
                    "terms": self._terms(scheme.course),
                    "steps": tuple(self._steps(scheme.course, made)),
                    "notices": tuple(self._notice(one, scheme.course) for one in made.notices),
                    "objections": tuple(
                        self._objection(one, late=late) for one, late in zip(made.objections, made.late, strict=True)
                    ),
                    "waivers": tuple(self._waiver(one) for one in made.waivers),
                    "payments": tuple(self._payments(made)),
                    "paid": yuan(paid) if pays else "",
                    "owed": yuan(firm - paid) if pays else "",
                }
            )
        ties = tuple(one for one in self.tell.open_waits() if one.kind == "tie")
        whom = Whom(unpaid, tuple(map(self._name, unpaid)))
        at = Standing(shown, self.tell.lang, ties, whom).at(known)
        return shown.model_copy(update={"stage": at.stage, "steps": at.steps, "next": at.next})

    def _name(self, subject: str) -> str:
        return self.season.evidence.names[self._rows[subject]] if subject in self._rows else ""

    @property
    def _rows(self) -> Mapping[str, int]:
        return self.tell.rows_by_id

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
        due = max((_day(one.due) for one in made.objections if one.answer is None), default="")
        yield self._step("decision", say(course.decision.by), made.decision, again=made.again)
        until = "" if notice is None else notice.span.end.isoformat()
        yield self._step("notice", say(course.notice.by), notice.act if notice else None, until, again=made.again)
        yield self._step("objections", say(course.objections.to), None, due or until)
        yield self._step("final", say(course.final.by), made.final)
        if course.disbursement is not None:
            paid = made.payments[-1].act if made.payments else None
            yield self._step("disbursement", say(course.disbursement.by), paid, _day(made.pay_by))

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

    def _objection(self, one: Raised[Season], *, late: bool) -> ObjectionShown:
        act, answer = one.act, one.answer
        state: Literal["open", "late", "upheld", "rejected"] = "late" if late else "open"
        if answer is not None:
            state = "upheld" if answer.outcome == "upheld" else "rejected"
        row = self._rows.get(act.subject)
        return ObjectionShown(
            id=act.id,
            subject=act.subject,
            name=self._name(act.subject),
            raised_by=act.raised_by,
            on=_day(act.on),
            about=act.about,
            received_by=act.by,
            due=_day(one.due),
            state=state,
            answered_by=answer.by if answer else "",
            answered_on=_day(answer.on) if answer else "",
            answer=answer.reason if answer else "",
            decision=answer.decision if answer else "",
            changes=self._changes(one.change, one.before, one.after),
            before=self._stand(one.before, row),
            after=self._stand(one.after, row),
            place=where(act.place),
        )

    def _changes(
        self, change: Amended | None, before: Season | None, after: Season | None
    ) -> tuple[tuple[str, str, str, str], ...]:
        if change is None or before is None or after is None:
            return ()
        return tuple(
            (
                name,
                self.tell.values.label(name)[0],
                self._answer(before, change.row, name),
                self._answer(after, change.row, name),
            )
            for name in change.answers
        )

    def _answer(self, season: Season, row: int, name: str) -> str:
        """An answer in words, as it stood."""
        values = Values(season, self.tell.lang)
        _, unit, percent = values.label(name)
        return values.value(row, name, season.decided.columns, unit, percent)[1]

    def _waiver(self, one: Waiver[Season]) -> WaiverShown:
        scheme = self.season.plan.scheme
        gates = {gate.id: self.tell.say(gate.title) for gate in scheme.gates}
        titles = gates | {veto.id: self.tell.say(veto.title) for veto in scheme.vetoes}
        act = one.act
        return WaiverShown(
            subject=act.subject,
            name=self._name(act.subject),
            waives=act.waives,
            kind="gate" if act.waives in gates else "veto",
            title=titles[act.waives],
            by=act.by,
            on=_day(act.on),
            until=_day(act.until),
            lapsed=one.lapsed,
            reason=act.reason,
            before=self._stand(one.before, one.row),
            after=self._stand(one.after, one.row),
            place=where(act.place),
        )

    def _stand(self, season: Season | None, row: int | None) -> Stand | None:
        """How a subject stood in a season, by the columns of its table."""
        if season is None or row is None:
            return None
        if id(season) not in self._tables:
            self._tables[id(season)] = table(season)
        line = self._tables[id(season)].row(row, named=True)
        texts = {name: line[name] for name in ("status", "total", "grade", "tier", "subsidy", "interview")}
        title = self.tell.tier_titles.get(line["tier"], "")
        return Stand(**texts, tier_title=title, rank=int(season.ranks.rank[row]) or None)

    def _payments(self, made: Coursed[Season]) -> Iterator[PaymentShown]:
        for one in made.payments:
            place = next(paid.place for paid in one.act.paid if paid.subject == one.subject)
            yield PaymentShown(
                subject=one.subject,
                name=self._name(one.subject),
                tier=one.tier,
                amount=yuan(int(one.amount * 100)),
                by=one.act.by,
                on=_day(one.act.on),
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
            on=_day(last.on) if last else "",
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
            on=_day(one.on),
            by=one.by,
            reason=one.about if isinstance(one, Act) and one.kind == "objection" else one.reason,
            subjects=subjects,
            names=tuple(map(self._name, subjects)),
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


def _day(day: date | None) -> str:
    return "" if day is None or day == UNKNOWN_DAY else day.isoformat()
