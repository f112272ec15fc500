"""`status`: where a season stands, and what is next, by whom, until when."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import expect_result, json_option, padded, put_json, quiet_option, refused, show, width
from evaluator.problems import Lang
from evaluator.result.money import money

if TYPE_CHECKING:
    from evaluator.desk.answers_on_results import FollowUpDue, NextDue, StatusPart
    from evaluator.result.course import CourseShown, StepShown, TalkShown

MOST = 6
"""Names in a line, and lines of a kind, before the rest is counted."""
STAGES = {
    "draft": ("草案", "draft"),
    "decided": ("已集体决定", "decided"),
    "on-notice": ("公示中", "on public notice"),
    "notice-over": ("公示期满", "notice over"),
    "final": ("名单已确定", "final"),
    "disbursed": ("已拨付", "paid"),
}
STEPS = {
    "decision": ("集体决定", "decision"),
    "notice": ("公示", "notice"),
    "objections": ("异议", "objections"),
    "final": ("确定名单", "final list"),
    "disbursement": ("拨付", "payment"),
}
MARKS = {"done": "✓", "open": "→", "waiting": "·"}
STATES = {"done": ("已完成", "done"), "open": ("待办", "open"), "waiting": ("等待", "waits")}
TALKS = {
    "proposed": ("拟约谈", "proposed"),
    "pending": ("待定", "pending"),
    "confirmed": ("已确定", "confirmed"),
    "withdrawn": ("不约谈", "withdrawn"),
    "conducted": ("已约谈", "conducted"),
}


@click.command(short_help="where a season stands and what is next, by whom, until when")
@click.argument("folder", metavar="DIR")
@click.option("--on", metavar="DATE", help="截至日期，默认最后一项记载之日 · default: the last day on record")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言，默认同结果 · default: the result's language")
@quiet_option("进展照常显示", "what is asked for is shown as ever")
@json_option
def status(folder: str, on: str | None, lang: Lang | None, quiet: bool, as_json: bool) -> None:
    """进展：到了哪一步，下一步由谁在何时之前做什么。Where DIR's season stands, and what is next."""
    expect_result(folder, lang=lang, as_json=as_json)
    from evaluator.desk.answers_on_results import Status
    from evaluator.desk.status import status as told

    spoken, parts, problems = told(folder, on, lang)
    if problems:
        refused(problems, spoken, as_json=as_json)
    if as_json:
        put_json(Status(status=0, problems=(), lang=spoken, schemes=tuple(parts)))
        sys.exit(0)
    for number, part in enumerate(parts):
        if number:
            show("")
        for line in _Lines(spoken).part(part):
            show(line)
    if not parts:
        show("没有规定流程，也没有约谈。" if spoken == "zh" else "There is no course and there are no interviews.")


class _Lines:
    """The lines of one scheme."""

    def __init__(self, lang: Lang) -> None:
        self.zh = lang == "zh"

    def _(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def _word(self, words: tuple[str, str]) -> str:
        return words[0] if self.zh else words[1]

    def _names(self, names: Iterable[str]) -> str:
        found = list(names)
        said = self._("、", ", ").join(found[:MOST])
        left = len(found) - MOST
        return said + (self._(f" 等 {len(found)} 个", f" and {left} more") if left > 0 else "")

    def part(self, part: "StatusPart") -> Iterator[str]:
        course = part.course
        stage = f"  {self._word(STAGES[course.stage])}" if course is not None and course.terms is not None else ""
        yield f"{part.title}{stage}  {self._(f'截至 {part.day}', f'as of {part.day}')}"
        if course is not None:
            yield from self._steps(course)
            yield from self._objections(course)
            yield from self._waivers(course)
            if course.terms is not None and (course.paid, course.owed) != ("", ""):
                yield self._(
                    f"  已拨付 {money(course.paid)} 元，待拨付 {money(course.owed)} 元",
                    f"  paid {money(course.paid)}, still owed {money(course.owed)} yuan",
                )
            yield from self._talks(course.talks)
        yield from self._followed(part.follow_up)
        yield from self._next(part.next)

    def _steps(self, course: "CourseShown") -> Iterator[str]:
        columns = max((width(self._word(STEPS[one.step])) for one in course.steps), default=0)
        for one in course.steps:
            state = padded(self._word(STATES[one.state]), 6)
            step = padded(self._word(STEPS[one.step]), columns)
            yield f"  {MARKS[one.state]} {step}  {state}  {self._when(course, one)}{one.by}"

    def _when(self, course: "CourseShown", one: "StepShown") -> str:
        if one.step == "notice" and one.on:
            last = course.notices[-1]
            said = self._(f"{last.start} 至 {last.end}", f"{last.start} to {last.end}")
            return said + self._(f"（{last.working_days} 个工作日）  ", f" ({last.working_days} working days)  ")
        if one.step == "objections":
            return ""
        due = self._(f"{one.until} 前  ", f"by {one.until}  ") if one.until and not one.on else ""
        return f"{one.on}  " if one.on else due

    def _objections(self, course: "CourseShown") -> Iterator[str]:
        words = {
            "open": ("未答复", "open"),
            "late": ("逾期提出", "late"),
            "upheld": ("采纳", "upheld"),
            "rejected": ("不予采纳", "rejected"),
        }
        shown = sorted(course.objections, key=lambda one: one.state != "open")
        for one in shown[:MOST]:
            due = self._(f"，应于 {one.due} 前答复", f", to be answered by {one.due}")
            more = due if one.state == "open" and one.due else f"  {one.answered_on}" if one.answered_on else ""
            moved = ""
            if one.before is not None and one.after is not None and one.before != one.after:
                moved = f"  {one.before.total} → {one.after.total}"
                if one.before.tier != one.after.tier:
                    moved += f"  {one.before.tier_title or '—'} → {one.after.tier_title or '—'}"
            said = f"{one.id}  {one.name or one.subject}  {self._word(words[one.state])}"
            yield f"  {self._('异议', 'objection')}  {said}{more}{moved}"
        if len(shown) > MOST:
            yield self._(f"  另有 {len(shown) - MOST} 件异议", f"  {len(shown) - MOST} more objections")

    def _waivers(self, course: "CourseShown") -> Iterator[str]:
        for one in course.waivers[:MOST]:
            lapsed = self._("（已失效）", " (lapsed)") if one.lapsed else ""
            until = self._(f"至 {one.until}", f"until {one.until}")
            yield f"  {self._('豁免', 'waiver')}  {one.name}  {one.title}  {until}{lapsed}  {one.by}"

    def _talks(self, talks: "tuple[TalkShown, ...]") -> Iterator[str]:
        for state, words in TALKS.items():
            mine = [one for one in talks if one.state == state]
            if mine:
                named = (f"{one.name} {one.on}" if state == "conducted" else one.name for one in mine)
                said = f"{self._word(words)} {len(mine)}{self._('：', ': ')}{self._names(named)}"
                yield f"  {self._('约谈', 'interviews')}  {said}"

    def _followed(self, found: "tuple[FollowUpDue, ...]") -> Iterator[str]:
        for one in found[:MOST]:
            said = self._(f"跟踪  {one.name}  自 {one.since} 约谈", f"follow-up  {one.name}  since {one.since}")
            said += self._(f"  {one.kept}/{one.months} 个月完成", f"  {one.kept} of {one.months} months kept")
            if one.missed:
                said += self._("，未完成 ", ", missed ") + self._names(one.missed)
            if one.unknown:
                said += self._("，尚无记录 ", ", nothing on record for ") + self._names(one.unknown)
            if one.due:
                late = self._("，已过期", ", overdue") if one.overdue else ""
                said += self._(f"；下一次 {one.due}，{one.until} 前{late}", f"; next {one.due}, by {one.until}{late}")
            yield f"  {said}"
        if len(found) > MOST:
            yield self._(f"  另有 {len(found) - MOST} 人在跟踪", f"  {len(found) - MOST} more followed up")

    def _next(self, found: "tuple[NextDue, ...]") -> Iterator[str]:
        if found:
            yield self._("下一步", "next")
        for one in found:
            by = self._(f"  由 {one.by}", f"  by {one.by}") if one.by else ""
            until = (
                self._(f"  {one.until} 前", f"  until {one.until}") if one.until and one.step != "notice-over" else ""
            )
            late = self._("  已过期", "  overdue") if one.overdue else ""
            names = f"  {self._names(one.names)}" if one.names else ""
            yield f"  → {one.what}{by}{until}{late}{names}"
