"""The public part of a result: what the scheme lists as public, and nothing else.

Public documents are made of this and never see the result itself: no evidence but of public fields, no marks,
judges, reasons, decisions, objections or interviews.
"""

from collections.abc import Iterator
from typing import Any, Literal

from evaluator.result.course import Office
from evaluator.result.masking import mask
from evaluator.result.model import Result
from evaluator.result.part import Part
from evaluator.result.profile import PublicProfile
from evaluator.result.shown_finding import Clause
from evaluator.result.shown_subject import Subject


class PublicRow(Part):
    """A subject as the public sees it; what is not public is empty. `answers` stand in the order of the fields."""

    name: str
    street: str = ""
    community: str = ""
    rank: int | None = None
    total: str = ""
    grade: str = ""
    tier: str = ""
    subsidy: str = ""
    answers: tuple[str, ...] = ()


class PublicTier(Part):
    """A tier as announced: so many places of so much each, or a rate."""

    id: str
    title: str
    places: int
    amount: str
    rate: str


class PublicNotice(Part):
    """The term of a public notice."""

    start: str
    end: str
    working_days: int
    off: tuple[str, ...]
    made_up: tuple[str, ...]


class PublicResult(Part):
    """What is public of a result. `rows` are the subjects evaluated whose outcome is settled; `tiers` by their order.

    `provisional` says that something is still open, and so that no list is final. `working_days` is how long the scheme
    has a notice stand, 0 where it does not say; `contact` whom people turn to.
    """

    lang: Literal["zh", "en"]
    title: str
    noun: str
    plural: str
    measure: str
    period: tuple[str, str]
    as_of: str
    authority: str
    clause: Clause | None
    profile: PublicProfile
    grades: tuple[tuple[str, str], ...]
    tiers: tuple[PublicTier, ...]
    evaluated: int
    provisional: bool
    notice: PublicNotice | None
    working_days: int
    contact: Office | None
    rows: tuple[PublicRow, ...]


def public_result(result: Result) -> PublicResult | None:
    """The public part of a result; None where the scheme says nothing of what is public."""
    scheme, profile = result.scheme, result.scheme.public
    if profile is None:
        return None
    shows = set(profile.shows)
    terms = result.course.terms if result.course else None
    tiers = result.allocation.tiers if result.allocation and "tier" in shows else ()
    return PublicResult(
        lang=result.lang,
        title=scheme.title,
        noun=scheme.noun,
        plural=scheme.plural,
        measure=scheme.measure,
        period=scheme.period,
        as_of=result.as_of,
        authority=scheme.authority,
        clause=scheme.clause,
        profile=profile,
        grades=scheme.grades if "grade" in shows else (),
        tiers=tuple(
            PublicTier(
                id=tier.id,
                title=tier.title,
                places=tier.places,
                amount=tier.amount if "subsidy" in shows else "",
                rate=tier.rate if "subsidy" in shows else "",
            )
            for tier in tiers
        ),
        evaluated=result.counts.evaluated,
        provisional=result.provisional,
        notice=_notice(result),
        working_days=terms.working_days if terms else 0,
        contact=terms.contact if terms else None,
        rows=tuple(_in_order(_rows(result, profile), result, profile)),
    )


def _rows(result: Result, profile: PublicProfile) -> Iterator[PublicRow]:
    for one in result.subjects or ():
        if one.status == "evaluated" and one.firm:
            yield _row(one, profile)


def _in_order(rows: Iterator[PublicRow], result: Result, profile: PublicProfile) -> list[PublicRow]:
    """By rank where ranks are public; else by what is public, so that the order does not tell what is not."""
    if "rank" in profile.shows:
        return list(rows)
    grades = [title for _, title in result.scheme.grades]

    def key(one: PublicRow) -> tuple[str, str, int, str]:
        return one.street, one.community, grades.index(one.grade) if one.grade else len(grades), one.name

    return sorted(rows, key=key)


def _row(one: Subject, profile: PublicProfile) -> PublicRow:
    every: dict[str, Any] = {
        "street": one.street,
        "community": one.community,
        "rank": one.rank,
        "total": one.total,
        "grade": "" if one.possible_grades else one.grade_title,
        "tier": one.tier,
        "subsidy": one.subsidy if one.tier else "",
    }
    answered = {seen.name: seen.shown for finding in one.findings for seen in finding.observations}
    return PublicRow(
        name=mask(one.name) if profile.names == "masked" else one.name,
        answers=tuple(answered.get(name, "") for name, _ in profile.fields),
        **{name: every[name] for name in profile.shows},
    )


def _notice(result: Result) -> PublicNotice | None:
    """The latest notice of the season's course that stands."""
    notices = result.course.notices if result.course else ()
    one = next((one for one in reversed(notices) if not one.superseded), None)
    if one is None:
        return None
    return PublicNotice(
        start=one.start,
        end=one.end,
        working_days=one.working_days,
        off=one.off,
        made_up=one.made_up,
    )
