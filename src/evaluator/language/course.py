"""The course of a season in a scheme: who decides, how long the notice is, who hears objections, who pays and when."""

from collections.abc import Iterator

from evaluator.language.check_fields import out_of_range
from evaluator.language.scalars import Count, Flag, Word
from evaluator.language.shape import Model, Origins, Words
from evaluator.language.words import keyword
from evaluator.problems import Problem, problem

MOST_WORKING_DAYS = 250
"""About a year of them: more is a slip of the pen."""


class WorkingDays(Model):
    """A term in working days by the notice's calendar; the day it begins on is not counted."""

    working_days: Count


class Contact(Model):
    """Whom people turn to, and how."""

    office: Words
    phone: Word | None = None
    address: Words | None = None
    email: Word | None = None


class Decided(Model):
    """Who decides the list (集体决定)."""

    by: Words
    origin: Origins | None = None


class Notice(Model):
    """The public notice (公示): so many working days of a calendar, its first and its last day among them.

    `again_after_change`: what changes a tier or money after the decision is decided and put on notice anew.
    """

    working_days: Count
    calendar: Word
    by: Words
    contact: Contact | None = None
    again_after_change: Flag
    origin: Origins | None = None
    authority: Words | None = None


class Objections(Model):
    """To whom objections (异议) go, and within how many working days they are answered."""

    to: Words
    answered_within: WorkingDays | None = None
    origin: Origins | None = None
    authority: Words | None = None


class Final(Model):
    """Who makes the list final (确定名单)."""

    by: Words
    origin: Origins | None = None


class Disbursement(Model):
    """Who pays (拨付), and within how many working days after the list is final."""

    by: Words
    within: WorkingDays | None = None
    origin: Origins | None = None
    authority: Words | None = None


class Course(Model):
    """From the draft to the payment: what has to be done, in this order, before money leaves."""

    decision: Decided
    notice: Notice
    objections: Objections
    final: Final
    disbursement: Disbursement | None = None


def check_course(course: Course, *, pays: bool) -> Iterator[Problem]:
    """What a course gets wrong by itself; `pays` says whether the scheme has money to pay."""
    notice, heard, paid = course.notice, course.objections, course.disbursement
    terms = [(notice.working_days, notice.place_at("working_days"))]
    for days in (heard.answered_within, paid.within if paid else None):
        terms += [] if days is None else [(days.working_days, days.place_at("working_days"))]
    for number, place in terms:
        if not 1 <= number <= MOST_WORKING_DAYS:
            yield out_of_range(place, number, f"1–{MOST_WORKING_DAYS}")
    if notice.origin is None:
        yield problem("origin-missing", notice.place, criterion=keyword("notice", "Course"))
    if heard.answered_within is not None and heard.origin is None:
        yield problem("origin-missing", heard.place, criterion=keyword("objections", "Course"))
    if paid is not None and paid.within is not None and paid.origin is None:
        yield problem("origin-missing", paid.place, criterion=keyword("disbursement", "Course"))
    if pays and paid is None:
        yield problem("key-missing", course.place, found=keyword("disbursement", "Course"))
    if paid is not None and not pays:
        yield problem("disbursement-of-nothing", paid.place)
