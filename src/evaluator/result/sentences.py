"""Sentences about one subject: its rank, ties, grade, tier, interview and follow-up, in both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.problems import Lang
from evaluator.result.earlier import moved
from evaluator.result.graded import graded
from evaluator.result.model import Result
from evaluator.result.money import money
from evaluator.result.paid import by_rate, paid
from evaluator.result.shown_finding import Bounds
from evaluator.result.shown_subject import Subject
from evaluator.result.spreads import may_be
from evaluator.result.words import MOST_NAMES, joined, several


@dataclass(frozen=True)
class Sentences:
    """What is said of a subject in the result's language."""

    result: Result
    subject: Subject

    @property
    def lang(self) -> Lang:
        return self.result.lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def _ids(self, names: Sequence[str], ids: Sequence[str]) -> str:
        said = (self._(f"{name}（{i}）", f"{name} ({i})") for name, i in zip(names, ids, strict=True))
        return several(said, len(names), self.lang)

    def heading(self) -> str:
        """Who, where, total, rank, tier and money on one line."""
        one, parts = self.subject, []
        if one.status == "held":
            parts.append(self._("暂缓评定", "held"))
        if one.total:
            parts.append(self._(f"总分 {one.total}", f"total {one.total}"))
        elif one.total_bounds:
            parts.append(self._total(one.total_bounds))
        if one.rank:
            parts.append(self._(f"第 {one.rank} 名", f"rank {one.rank}"))
        if one.grade:
            parts.append(one.grade_title or one.grade)
        elif one.possible_grades and one.status == "evaluated":
            parts.append(self._("等级未定", "grade not settled"))
        if one.tier:
            parts.append(self._(f"{one.tier_title}   {money(one.subsidy)} 元（已确定）",
                                f"{one.tier_title}   {money(one.subsidy)} yuan (firm)"))  # fmt: skip
        elif not one.firm and one.status == "evaluated":
            parts.append(self._("等次未定", "tier not firm"))
        where = "".join(place for place in (one.street, one.community) if place != one.name)
        return f"{one.name}  {where}    " + "   ".join(parts)

    def _total(self, span: Bounds) -> str:
        if span.least and span.most:
            least, most = span.least, span.most
            return self._(f"总分在 {least} 至 {most} 之间", f"total between {least} and {most}")
        return self._("总分", "total ") + may_be(span, self.lang)

    def standing(self) -> Iterator[tuple[str, str]]:
        """Rank, tier, interview and follow-up, each with its reason."""
        one = self.subject
        if one.status == "held":
            yield self._("暂缓", "held"), self._held()
        elif one.rank:
            yield from self._rank()
        elif self.result.scheme.total_places is not None:
            yield self._("名次", "rank"), self._("不参加排名", "not ranked")
        if one.grade and self.result.scheme.total_places is not None:
            yield self._("等级", "grade"), self._grade()
        if one.status == "evaluated":
            for said in graded(self.result, one):
                yield self._("等级", "grade"), said
            if one.possible_grades:
                yield self._("等级", "grade"), self._possible_grades()
        if self.result.allocation is not None and one.status == "evaluated":
            if by_rate(self.result):
                yield self._("拨付", "payment"), paid(self.result, one, self.waits())
            else:
                yield self._("等次", "tier"), self._tier()
        if one.interview:
            yield self._("约谈", "interview"), self._interview()
        if one.earlier:
            yield self._("上期", "last season"), moved(one.earlier, self.lang)
        if one.put_right_by:
            yield self._("整改", "put right"), self._(f"应于 {one.put_right_by} 前补齐",
                                                     f"by {one.put_right_by}")  # fmt: skip
        if one.follow_up:
            yield self._("跟踪", "follow-up"), self._followed()

    def unsettled(self) -> Iterator[str]:
        """What of a subject is still open, and what it waits for."""
        one = self.subject
        if one.status == "held":
            yield self._held()
            if one.total_bounds:
                yield self._total(one.total_bounds)
            return
        if one.possible_grades:
            yield self._possible_grades()
        if not one.firm and self.result.allocation is not None:
            yield paid(self.result, one, self.waits()) if by_rate(self.result) else self._tier()
        if one.interview == "pending":
            yield self._("约谈", "interview ") + self._interview()

    def _held(self) -> str:
        why = joined(self.subject.held_for, self.lang)
        return self._(f"{why}尚未确定，不参加排名，也不按零分计", f"{why} not settled; neither ranked nor zero")

    def _rank(self) -> Iterator[tuple[str, str]]:
        one, title = self.subject, self._("名次", "rank")
        if one.above and one.above.gap.strip("0.") != "":
            above = one.above
            yield title, self._(f"与第 {above.rank} 名 {above.name} 差 {above.gap} 分",
                                f"{above.gap} points below rank {above.rank}, {above.name}")  # fmt: skip
        elif one.rank == 1:
            yield title, self._("第一", "first")
        if one.tie is not None:
            yield title, self._tied()

    def _grade(self) -> str:
        """The grade, and the interval or the veto that gives it."""
        one = self.subject
        ruling = next((r for r in one.rulings if r.kind == "grade" and r.id == one.grade), None)
        asked = [t.requirement for t in ruling.observations] if ruling else []
        veto = next((r.title for r in one.rulings if r.kind == "veto" and r.outcome == "true"), "")
        given = any(r.kind == "grade" for r in one.rulings)  # by a condition, however it was changed since
        if not given and veto:
            asked = [veto]
        why = self._(f"（{joined(asked, self.lang)}）", f" ({joined(asked, self.lang)})") if asked else ""
        return f"{one.grade_title or one.grade}{why}"

    def _possible_grades(self) -> str:
        """What an open grade may come to, and what it waits for."""
        titles = dict(self.result.scheme.grades)
        none = self._("无等级", "no grade")
        may = joined((titles.get(grade, grade) or none for grade in self.subject.possible_grades), self.lang)
        waits = self.waits()
        waiting = self._(f"；{waits}", f"; {waits}") if waits else ""
        return self._(f"可能评为 {may}", f"may be graded {may}") + waiting

    def _tied(self) -> str:
        tie = self.subject.tie
        assert tie is not None
        others = [(name, i) for name, i in zip(tie.names, tie.subjects, strict=True) if i != self.subject.id]
        whom = self._ids([name for name, _ in others], [i for _, i in others])
        if tie.open:
            equal = self._(
                f"与 {whom} 同分（{tie.total}），名次并列", f"equal with {whom} at {tie.total}, the same rank"
            )
            waits = any(set(wait.subjects) == set(tie.subjects) for wait in self.result.waits)
            return equal + (self._("，须集体决定先后", "; people decide between them") if waits else "")
        values = ""
        if tie.values:
            told = list(zip(tie.subjects, tie.names, tie.values, strict=True))
            if len(told) > MOST_NAMES:
                told.sort(key=lambda one: one[0] != self.subject.id)  # its own value among those that are named
            shown = several((f"{name} {value}" for _, name, value in told), len(told), self.lang)
            values = self._(f"（{shown}）", f" ({shown})")
        if tie.by == "decision":
            made = next((d for d in self.result.decisions if set(d.subjects) == set(tie.subjects)), None)
            if made is not None:
                values = self._(f"（{made.by}，{made.on}：{made.reason}）", f" ({made.by}, {made.on}: {made.reason})")
        return self._(f"与 {whom} 同分（{tie.total}），由{tie.by_title}分出先后{values}",
                      f"equal with {whom} at {tie.total}, told apart by {tie.by_title}{values}")  # fmt: skip

    def _tier(self) -> str:
        one = self.subject
        if not one.firm:
            possible = joined((tier or self._("无等次", "no tier") for tier in one.possible_tiers), self.lang)
            return self._(f"可能为 {possible}；{self.waits()}", f"may be {possible}; {self.waits()}")
        settled = self._("任何未决事项都不改变此结果", "nothing open can change this")
        if one.tier:
            passed = [r.title for r in one.rulings if r.kind == "tier" and r.outcome == "false"]
            held_back = ""
            if passed and one.tier not in [r.id for r in one.rulings if r.kind == "tier" and r.outcome == "false"]:
                what = joined(passed, self.lang)
                held_back = self._(f"不符合{what}的附加条件，依次递补；", f"the condition of {what} is not met; ")
            return self._(f"{one.tier_title}。{held_back}{settled}", f"{one.tier_title}; {held_back}{settled}")
        reason = self._("名额已满", "places are taken")
        if any(r.kind == "gate" and r.outcome == "false" for r in one.rulings):
            reason = self._("不符合准入条件", "a gate does not hold")
        elif any(r.kind == "veto" and r.outcome == "true" for r in one.rulings):
            reason = self._("一票否决", "vetoed")
        elif any(r.kind == "eligible" and r.outcome == "false" for r in one.rulings):
            reason = self._("不符合等次评定的条件", "not eligible for a tier")
        return self._(f"无等次（{reason}）。{settled}", f"no tier ({reason}); {settled}")

    def waits(self) -> str:
        """What a tier or interview waits for."""
        said = []
        for wait in self.subject.waits:
            whom = self._ids(wait.names, wait.subjects)
            if wait.kind == "tie":
                said.append(self._(f"待决定 {whom} 的先后", f"waits for a decision between {whom}"))
            else:
                said.append(self._(f"待 {whom} 的暂缓事项确定", f"waits for {whom}, who is held"))
        return joined(said, self.lang)

    def _interview(self) -> str:
        one, rule = self.subject, self.result.scheme.interview
        by = rule.by if rule else ""
        said = {
            "proposed": self._(f"拟由{by}约谈；约谈为工作谈话，不是处分",
                               f"proposed, by {by}; a work conversation, not a sanction"),
            "confirmed": self._(f"已确定由{by}约谈", f"confirmed, by {by}"),
            "pending": self._("待定", "pending"),
            "no": self._("不约谈", "none"),
        }[one.interview or "no"]  # fmt: skip
        if one.interview == "pending" and one.waits:
            said += self._("：", ": ") + self.waits()
        if one.group_size is not None and one.rank:
            said += self._(f"（{one.group}共 {one.group_size} 人）", f" ({one.group}, {one.group_size} members)")
        return said

    def _followed(self) -> str:
        made = self.subject.follow_up
        assert made is not None
        kept = sum(month.state == "kept" for month in made.months)
        said = self._(f"{made.since} 约谈；{len(made.months)} 个月中已落实 {kept} 个月",
                      f"interviewed {made.since}; done in {kept} of {len(made.months)} months")  # fmt: skip
        if made.missed:
            said += self._(f"，未落实：{joined(made.missed, self.lang)}", f", missed: {joined(made.missed, self.lang)}")
        counts = joined((f"{made.labels[name]} {count}" for name, count in made.counts.items()), self.lang)
        return said + self._(f"；期内{counts}", f"; in all {counts}")
