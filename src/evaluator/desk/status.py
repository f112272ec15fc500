"""Where the season of a result stands: its course, talks and follow-ups as they lie there, told for a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypedDict

import msgspec

from evaluator.desk.answers_on_results import FollowUpDue, NextDue, StatusPart
from evaluator.desk.past import ChangedError, Reader, opened_at
from evaluator.inference.periods import months_after
from evaluator.language.scalars import parse_day
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.course import CourseShown, Next
from evaluator.result.shown_subject import FollowUpShown, Waits
from evaluator.result.staged import Standing, Whom


class _Followed(TypedDict):
    id: str
    name: str
    follow_up: Any


class _Result(TypedDict, total=False):
    scheme: Any
    as_of: str
    lang: Lang
    course: Any
    subjects: list[_Followed] | None


def status(folder: str, on: str | None, lang: Lang | None) -> tuple[Lang, list[StatusPart], list[Problem]]:
    """Each scheme with a course, interviews or follow-ups, in the result's order; or why nothing can be said.

    Without a day, a course stands as on the last day on record; a day before it is a problem: what was done later is
    on record too.
    """
    if on is not None and parse_day(on) is None:
        return lang or "zh", [], [problem("status-day", found=on)]
    opened = opened_at(folder)
    if opened is None:
        return lang or "zh", [], [problem("not-a-result", Place(folder), found=folder)]
    reader, inside = opened
    try:
        results = [(name, _read(reader, name)) for name in _insides(reader, inside)]
    except ChangedError as changed:
        return lang or "zh", [], [problem("result-changed", Place(changed.name), found=changed.name)]
    except (OSError, ValueError, KeyError, TypeError):
        return lang or "zh", [], [problem("not-a-result", Place(folder), found=folder)]
    spoken = lang or results[0][1]["lang"]
    parts, problems = [], []
    for name, result in results:
        course = None if result["course"] is None else CourseShown.model_validate(result["course"])
        known = result["as_of"] if course is None else course.known
        if on is not None and on < known:
            problems.append(problem("status-before", Place(folder), found=on, expected=known))
            continue
        part = _part(name, result, course, on, on or known, spoken)
        if part.course is not None or part.follow_up:
            parts.append(part)
    return spoken, ([] if problems else parts), problems[:1]


def _insides(reader: Reader, inside: str) -> list[str]:
    """Where the results of single schemes lie: below a season's own, or here."""
    head = reader.result(inside)
    if "chapters" not in head:
        return [inside]
    return [f"{part['folder']}/" for chapter in head["chapters"] for part in chapter["parts"]]


def _read(reader: Reader, inside: str) -> _Result:
    return msgspec.json.decode(reader.data(f"{inside}result.json"), type=_Result)


def _part(inside: str, result: _Result, course: CourseShown | None, on: str | None, day: str, lang: Lang) -> StatusPart:
    told = course
    upcoming: list[Next] = []
    if course is not None:
        at = standing(course, lang).at(day)
        told = course.model_copy(update={"stage": at.stage, "steps": at.steps, "next": at.next})
        upcoming = list(at.next)
    return StatusPart(
        scheme=result["scheme"]["id"],
        title=result["scheme"]["title"],
        folder=inside,
        as_of=result["as_of"],
        day=day,
        course=told,
        next=tuple(
            NextDue(**one.model_dump(), overdue=on is not None and one.step != "notice-over" and "" < one.until < on)
            for one in upcoming
        ),
        follow_up=tuple(_followed(result, on)),
    )


def standing(course: CourseShown, lang: Lang) -> Standing:
    """What is on record of a course as a result tells it."""
    ties = tuple(Waits(kind="tie", subjects=one.subjects, names=one.names) for one in course.next if one.step == "tie")
    unpaid = next((Whom(one.subjects, one.names) for one in course.next if one.step == "disbursement"), Whom())
    return Standing(course, lang, ties, unpaid)


def _followed(result: _Result, on: str | None) -> Iterator[FollowUpDue]:
    """Each follow-up: the months missed, and the next that is due with its last day."""
    for one in result.get("subjects") or ():
        if one["follow_up"] is None:
            continue
        made = FollowUpShown.model_validate(one["follow_up"])
        due = next((month.month for month in made.months if month.state == "due"), "")
        end = _end(due)
        yield FollowUpDue(
            subject=one["id"],
            name=one["name"],
            since=made.since,
            months=len(made.months),
            kept=sum(month.state == "kept" for month in made.months),
            missed=made.missed,
            unknown=tuple(month.month for month in made.months if month.state == "unknown"),
            due=due,
            until=end,
            overdue=on is not None and "" < end < on,
            overall=made.overall,
            counts=made.counts,
            labels=made.labels,
        )


def _end(month: str) -> str:
    """The last day of a month."""
    if not month:
        return ""
    year, number = map(int, month.split("-"))
    before = date(year - (number == 1), number - 1 or 12, 1)
    return months_after(before, 1)[0][1].isoformat()
