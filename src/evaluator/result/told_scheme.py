"""How a scheme gets from scoring sheets to totals, ranks, grades, money and interviews, before any evidence."""

from evaluator.exact import shortest
from evaluator.language.awards import Adjustment, Grade, Quota
from evaluator.language.plan import full_marks
from evaluator.language.scheme import Gate, TieBreak, Veto
from evaluator.result.handbook import Grid, Item, Say
from evaluator.result.table import share_text
from evaluator.result.told_panel import Panels

_OF = {"street": ("同一街道", "of the same street"), "community": ("同一社区", "of the same community")}


class Schemes(Panels):
    """Tells of everything a scheme decides once criteria are scored."""

    def total(self) -> tuple[Say, ...]:
        """Of what the total is made, and where it is rounded."""
        scheme, total = self.plan.scheme, self.plan.scheme.total
        if total is None:
            return (Say(self._("本方案不计总分，按各项结论评定。", "There is no total; findings decide.")),)
        by_id = {rules.ruleset: rules for rules in self.plan.rulesets}
        rows = []
        for part in scheme.components:
            rules = by_id.get(part.id)
            most = (
                full_marks(rules)
                if rules
                else sum((one.worth for one in scheme.panel.aspects), start=0 * part.weighs)
                if scheme.panel
                else None
            )
            title = self.names.label(part.id)[0]
            rows.append(
                (
                    title,
                    self._("不设", "open") if most is None else shortest(most),
                    "—" if part.weight is None else share_text(part.weight),
                )
            )
        head = (self._("组成部分", "component"), self._("满分", "full marks"), self._("权重", "weight"))
        if total.out_of == "points":
            way = self._(
                "各组成部分的得分直接相加"
                + ("（有权重的先乘权重）。" if any(p.weight for p in scheme.components) else "。"),
                "The points of the components are added up as they are.",
            )
        else:
            out_of = shortest(total.out_of)
            way = self._(
                f"各组成部分先折算为满分 {out_of} 分（得分 ÷ 满分 × {out_of}），再乘以权重相加。",
                f"Each component is put on a scale of {out_of} (points ÷ full marks × {out_of}), weighed and added up.",
            )
        says = [Say(way, grid=Grid(head, tuple(rows), (1, 2)))]
        leaves = any(
            line.applies is not None and line.when_not_applicable in (None, "leave_out") for line in self.plan.sheet
        )
        if leaves and total.out_of != "points":
            says.append(
                Say(
                    self._(
                        "不适用而不计的指标，其分值不列入满分，按其余指标折算。",
                        "A criterion that is left out is left out of full marks too; the others fill the scale.",
                    )
                )
            )
        way = self.rounded(total.places, total.rounding)
        says.append(
            Say(
                self._(
                    f"总分由精确值一次{way}，中间各步不修约；名次、等级和各项界限均按修约后的总分比较。",
                    f"The total is {way}, once and from the exact value; ranks, grades and limits compare that value.",
                )
            )
        )
        return tuple(says)

    # Gates, vetoes, ranking

    def gate(self, gate: Gate) -> Item:
        asked = self._under("须满足：", "Needed: ", gate.when)
        more = Say(self._("没有满足的，不参加排名，不占名额。", "Without it there is no rank, and no place is taken."))
        return Item(gate.id, gate.title[self.lang], (asked, more), basis=self.basis(gate, "Gate"))

    def veto(self, veto: Veto) -> Item:
        effect = {
            "ineligible": self._("不参加排名、不参与分配", "no rank and no money"),
            "zero": self._("总分按 0 分计", "the total is 0"),
            "grade": self._(f"评定为“{self._grade(veto.grade)}”", f"the grade is “{self._grade(veto.grade)}”"),
        }[veto.effect]
        said = self._under("情形：", "Where ", veto.when)
        basis = Say(self._(f"后果：{effect}。依据：", f"Effect: {effect}. Basis: ") + veto.basis[self.lang])
        return Item(veto.id, veto.title[self.lang], (said, basis), basis=self.basis(veto, "Veto"))

    def _grade(self, grade: str | None) -> str:
        return next((self.say(one.title) or one.id for one in self.plan.scheme.grades if one.id == grade), grade or "")

    def ranking(self) -> tuple[Say, ...]:
        """Who is ranked against whom, and how equal totals are told apart."""
        ranking = self.plan.scheme.ranking
        if ranking is None:
            return ()
        who = (
            self._("全部评价对象", "All subjects")
            if ranking.within is None
            else self._(f"{_OF[ranking.within][0]}的评价对象", f"The subjects {_OF[ranking.within][1]}")
        )
        says = [Say(self._(f"{who}按总分由高到低排名。", f"{who} are ranked by total, the highest first."))]
        if ranking.members is not None:
            says.append(self._under("参加排名的须满足：", "Ranked are those with ", ranking.members))
        for number, one in enumerate(ranking.ties, 1):
            says.append(
                Say(
                    self._(f"总分相同的，第 {number} 步比较", f"Between equal totals, step {number}: ") + self._tie(one)
                )
            )
        last = self._(
            "仍然相同的" if ranking.ties else "总分相同的", "Those still equal" if ranking.ties else "Equal totals"
        )
        says.append(
            Say(
                self._(
                    f"{last}，名次相同；涉及等次、资金的，由集体决定先后并记录决定人、日期和理由，"
                    f"决定以前受影响的结果列为待定。",
                    f"{last} share the rank; where a tier or money depends on it, people decide, with "
                    f"name, day and reason, "
                    "and what depends on it stays open until then.",
                )
            )
        )
        says.append(
            Say(
                self._(
                    "暂缓评定的不排名；没有通过准入条件或被否决的有总分而无名次，不挤占他人名次。",
                    "Who is held has no rank; who fails a gate or is vetoed keeps a total, and displaces nobody.",
                )
            )
        )
        return tuple(says)

    def _tie(self, tie: TieBreak) -> str:
        name = self.quoted(tie.by)
        way = self.rounded(tie.places, tie.rounding)
        return self._(
            f"{name}，{way}，{'高' if tie.first == 'highest' else '低'}者在前；有一方没有这一数的，不分先后。",
            f"{name}, {way}, the {tie.first} first; where one is missing the tie stays open.",
        )

    # Grades

    def grades(self) -> tuple[Say, ...]:
        """Every grade with its interval or condition, and how many may have it."""
        scheme = self.plan.scheme
        if not scheme.grades:
            return ()
        limited = any(one.quota for one in scheme.grades)
        head = [self._("等级", "grade"), self._("标准", "standard")] + ([self._("名额", "at most")] if limited else [])
        rows = [
            (self.say(one.title) or one.id, self.standard(one)) + ((self._quota(one.quota),) if limited else ())
            for one in scheme.grades
        ]
        says = [
            Say(
                self._("自上而下，按第一个符合的评定。", "The first that holds, from the top."),
                grid=Grid(tuple(head), tuple(rows)),
            )
        ]
        if limited:
            says.append(
                Say(
                    self._(
                        "符合标准的多于名额的，名次在前的评定为该等级，其余评定为下一等级。",
                        "Where more qualify than there are places, those ranked first get the grade, "
                        "the rest the next.",
                    )
                )
            )
        return tuple(says)

    def standard(self, grade: Grade) -> str:
        """By what a grade is given."""
        low, high = grade.start, grade.below
        if low is not None and high is not None:
            return self._(
                f"总分 {shortest(low)} 分及以上、不满 {shortest(high)} 分",
                f"total of {shortest(low)} or more, below {shortest(high)}",
            )
        if low is not None:
            return self._(f"总分 {shortest(low)} 分及以上", f"total of {shortest(low)} or more")
        if high is not None:
            return self._(f"总分不满 {shortest(high)} 分", f"total below {shortest(high)}")
        return self._("其他情形", "anything else") if grade.when is None else self.inline(grade.when)

    def _quota(self, quota: Quota | None) -> str:
        if quota is None:
            return "—"
        if quota.share is None:
            return self._(f"{quota.places} 个", f"{quota.places}")
        rest = {
            "dropped": ("不足一个的舍去", "a part is dropped"),
            "counts": ("不足一个的按一个计", "a part counts as one"),
        }
        share = share_text(quota.share)
        part = self._(*rest[quota.part]) if quota.part else ""
        return self._(f"参加排名的 {share}，{part}", f"{share} of those ranked, {part}")

    def adjustment(self, one: Adjustment) -> Item:
        if one.at_best is not None:
            effect = self._(f"最高评为“{self._grade(one.at_best)}”", f"“{self._grade(one.at_best)}” at best")
        elif one.set is not None:
            effect = self._(f"评为“{self._grade(one.set)}”", f"“{self._grade(one.set)}”")
        else:
            steps = one.up or one.down
            effect = self._(f"{'上调' if one.up else '下调'} {steps} 级", f"{steps} {'up' if one.up else 'down'}")
        said = self._under("情形：", "Where ", one.when)
        basis = f"{self._('依据：', ' Basis: ')}{self.say(one.basis)}" if one.basis else ""
        more = Say(self._(f"等级{effect}。", f"The grade: {effect}.") + basis)
        return Item(one.id, one.title[self.lang], (said, more), basis=self.basis(one, "Adjustment"))
