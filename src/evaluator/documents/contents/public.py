"""What the public may read: the notice of the tiers (等次名单公示) and the list of results (评价结果名单).

They are made of the public part of a result and see nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluator.documents.contents.head import public_heading
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import Content, Entry
from evaluator.result.money import money
from evaluator.result.public import PublicResult, PublicRow


@dataclass(frozen=True, kw_only=True)
class PublicLine:
    """A subject of a public list; what the scheme does not make public is empty. `answers` stand as the headings do."""

    number: str
    rank: str
    name: str
    street: str
    community: str
    total: str
    grade: str
    tier: str
    subsidy: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PublicGroup:
    """The subjects of one tier or grade, with how many they are and what each is given."""

    name: str
    count: str
    each: str
    rows: tuple[PublicLine, ...]


@dataclass(frozen=True, kw_only=True)
class PublicList(Content):
    """A list of results. `has_…` say which columns there are; `answers` are headings of public fields.

    `draft` says that something is still open and the list is not to be published yet; empty otherwise.
    """

    has_rank: bool
    has_street: bool
    has_community: bool
    has_total: bool
    has_grade: bool
    has_tier: bool
    has_subsidy: bool
    answers: tuple[str, ...]
    evaluated: str
    count: str
    rows: tuple[PublicLine, ...]
    groups: tuple[PublicGroup, ...]
    draft: str
    office: str
    phone: str
    address: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Notice(PublicList):
    """A public notice: the list of those who got a tier, its term, and whom to turn to with an objection.

    `on_notice` says whether the notice was given; before, `start`, `end` and `working_days` are room to fill in.
    `days_off` are weekdays within the term that are holidays, `made_up` days at a weekend that are worked; `contact`
    is what is known of the office, line by line.
    """

    on_notice: bool
    start: str
    end: str
    working_days: str
    days_off: str
    made_up: str
    contact: tuple[Entry, ...]


def public_list(title: str, result: PublicResult) -> PublicList:
    """The list of all results that are settled."""
    return PublicList(**_list(title, result, result.rows))


def public_notice(title: str, result: PublicResult) -> Notice:
    """The notice of those who got a tier; of their grades, in a scheme without tiers."""
    words = Phrases(result.lang)
    notice = result.notice
    days = notice.working_days if notice else result.working_days
    named = [one for one in result.rows if one.tier] if result.tiers else result.rows
    blank = public_heading(result, title)["blank_date"]
    return Notice(
        **_list(title, result, named),
        on_notice=notice is not None,
        start=words.day(notice.start) if notice else blank,
        end=words.day(notice.end) if notice else blank,
        working_days=str(days) if days else "　　",
        days_off=words.listed(map(words.day, notice.off)) if notice else "",
        made_up=words.listed(map(words.day, notice.made_up)) if notice else "",
        contact=tuple(_contact(result, words)),
    )


def _list(title: str, result: PublicResult, listed: Iterable[PublicRow]) -> dict[str, Any]:
    words, shows = Phrases(result.lang), set(result.profile.shows)
    titles = {tier.id: tier.title for tier in result.tiers}
    pairs = [(one, _line(number, one, titles, words)) for number, one in enumerate(listed, 1)]
    contact = result.contact
    draft = words.say("尚有未确定的事项，不得公布", "not to be published: something is still open")
    return {
        **public_heading(result, title),
        **{
            f"has_{name}": name in shows
            for name in ("rank", "street", "community", "total", "grade", "tier", "subsidy")
        },
        "has_tier": bool(result.tiers),
        "has_grade": bool(result.grades),
        "answers": tuple(label for _, label in result.profile.fields),
        "evaluated": str(result.evaluated),
        "count": str(len(pairs)),
        "rows": tuple(line for _, line in pairs),
        "groups": tuple(_groups(result, pairs, words)),
        "draft": draft if result.provisional else "",
        "office": contact.office if contact else "",
        "phone": contact.phone if contact else "",
        "address": contact.address if contact else "",
        "email": contact.email if contact else "",
    }


def _line(number: int, one: PublicRow, titles: dict[str, str], words: Phrases) -> PublicLine:
    return PublicLine(
        number=str(number),
        rank="" if one.rank is None else str(one.rank),
        name=one.name,
        street=one.street,
        community=one.community,
        total=one.total,
        grade=one.grade,
        tier=titles.get(one.tier, ""),
        subsidy=money(one.subsidy),
        answers=one.answers,
    )


def _groups(result: PublicResult, pairs: list[tuple[PublicRow, PublicLine]], words: Phrases) -> Iterable[PublicGroup]:
    """By tier where there are tiers, else by grade; all in one, without a name, where neither is public."""
    if result.tiers:
        for tier in result.tiers:
            rows = tuple(line for one, line in pairs if one.tier == tier.id)
            each = tier.rate or words.yuan(tier.amount)
            yield PublicGroup(name=tier.title, count=str(len(rows)), each=each, rows=rows)
        return
    if not result.grades:
        yield PublicGroup(name="", count=str(len(pairs)), each="", rows=tuple(line for _, line in pairs))
    for _, title in result.grades:
        rows = tuple(line for one, line in pairs if one.grade == title)
        yield PublicGroup(name=title, count=str(len(rows)), each="", rows=rows)


def _contact(result: PublicResult, words: Phrases) -> Iterable[Entry]:
    contact = result.contact
    if contact is None:
        return
    for zh, en, text in (
        ("受理单位", "Office", contact.office),
        ("联系电话", "Telephone", contact.phone),
        ("联系地址", "Address", contact.address),
        ("电子邮箱", "E-mail", contact.email),
    ):
        if text:
            yield Entry(label=words.say(zh, en), text=text)
