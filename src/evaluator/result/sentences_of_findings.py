"""Sentences about what was judged: components, findings, marks, gates and vetoes, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.problems import Lang
from evaluator.result.model import Result
from evaluator.result.shown_finding import Bounds, Finding, Observation, Ruling, Score, Subtotal
from evaluator.result.shown_panel import MarkShown
from evaluator.result.spreads import may_be, spread
from evaluator.result.words import joined


@dataclass(frozen=True)
class FindingSentences:
    """What is said of findings and rulings in the result's language, whoever the subject is."""

    result: Result

    @property
    def lang(self) -> Lang:
        return self.result.lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def component(self, score: Score | None, findings: Sequence[Finding]) -> str:
        """A component's title, score and weight."""
        if score is None:
            met = sum(found.verdict == "met" for found in findings)
            return self._(
                f"{self.result.scheme.title}   {len(findings)} 项中符合 {met} 项",
                f"{self.result.scheme.title}   {met} of {len(findings)} met",
            )
        points = score.points or (spread(score.bounds, self.lang) if score.bounds else "—")
        out_of = f" / {score.of}" if score.of else ""
        weighs = self._(f"，占 {score.weight}", f", weighs {score.weight}") if score.weight else ""
        return f"{score.title}   {points}{out_of}{weighs}"

    def subtotal(self, one: Subtotal) -> str:
        """What a group came to, of which parts, and what limits it."""
        points = one.points or (spread(one.bounds, self.lang) if one.bounds else "—")
        notes = [joined(one.parts, self.lang)]
        if one.best:
            notes.append(self._(f"取最高的 {one.best} 项", f"the best {one.best}"))
        if one.minimum:
            notes.append(self._(f"不低于 {one.minimum} 分", f"{one.minimum} at least"))
        if one.cap:
            notes.append(self._(f"不超过 {one.cap} 分", f"{one.cap} at most"))
        out_of = f" / {one.of}" if one.of else ""
        return f"{one.title} {points}{out_of}" + self._(f"（{'；'.join(notes)}）", f" ({'; '.join(notes)})")

    def observation(self, one: Observation) -> str:
        """A test: what was submitted and what is required."""
        asked = one.requirement
        if not asked:
            return f"{one.label} {one.shown}"
        return f"{one.label} {one.shown}" + self._(f"（{asked}）", f" ({asked})")

    def how(self, one: Observation) -> str:
        return self._("计算 ", "computed ") + one.how

    def lacking(self, one: Observation) -> str:
        return self._("缺 ", "lacking ") + joined(one.lacking, self.lang)

    def bounds(self, span: Bounds) -> str:
        return self._("得分", "points ") + may_be(span, self.lang)

    def assessed(self, found: Finding) -> str:
        reason = self._(f"，理由：{found.reason}", f", because {found.reason}") if found.reason else ""
        return self._(f"由 {found.assessed_by} 评定", f"judged by {found.assessed_by}") + reason

    def basis(self, found: Finding) -> str:
        """The clause, and whose figures they are."""
        clause = found.clause
        named = "·".join(part for part in (clause.section, clause.paragraph) if part) if clause else ""
        whose = set(found.origin.values())
        what = "分值" if found.of else "要求"  # a line that is only checked has no points
        figures = ""
        if whose == {"source"}:
            figures = self._("标准为来源文件所定", "figures are the source's")
        elif whose == {"local"}:
            figures = self._(f"{what}为本市自定", "figures are local")
        elif whose:
            local = self._(f"{what}为本市自定", "points are local" if found.of else "some figures are local")
            figures = self._(f"{local}，标准为来源文件所定", f"{local}, the standard is the source's")
        return self._("依据 ", "basis ") + self._("；", "; ").join(part for part in (named, figures) if part)

    def remedy(self, found: Finding) -> str:
        return self._("改进 ", "remedy ") + found.remedy

    def marks(self, found: Finding) -> str:
        """The judges' marks, which were dropped, and which are void and why."""
        kept = [one.mark for one in found.marks if not one.dropped and not one.void]
        dropped = [one.mark for one in found.marks if one.dropped]
        said = self._(f"{len(found.marks)} 位评委：", f"{len(found.marks)} judges: ") + joined(kept, self.lang)
        if dropped:
            said += self._("；去掉 ", "; dropped ") + joined(dropped, self.lang)
        void = [f"{one.mark}{self._void(one)}" for one in found.marks if one.void]
        if void:
            said += self._("；作废 ", "; void ") + joined(void, self.lang)
        return said

    def _void(self, one: MarkShown) -> str:
        """Whose void mark it is, and by which rules."""
        panel = self.result.panel
        titles = {rule.id: rule.title for rule in panel.void} if panel else {}
        rules = joined((titles.get(rule, rule) for rule in one.void), self.lang)
        return self._(f"（{one.judge}，{rules}）", f" ({one.judge}, {rules})")

    def kind(self, ruling: Ruling) -> str:
        names = {
            "gate": ("准入条件", "gate"),
            "veto": ("一票否决", "veto"),
            "group": ("排名范围", "ranked"),
            "adjustment": ("等级调整", "adjustment"),
        }
        return self._(*names[ruling.kind])

    def ruling(self, ruling: Ruling) -> str:
        """A gate, veto or membership, and how it came out."""
        outcome = {
            "true": self._("成立", "holds"),
            "false": self._("不成立", "does not hold"),
            "missing": self._("材料不足，尚不能确定", "cannot be told yet"),
        }[ruling.outcome]
        if ruling.waived:
            outcome = self._("已经豁免，不影响参评", "waived, and so in nobody's way")
        basis = self._(f"（{ruling.basis}）", f" ({ruling.basis})") if ruling.basis else ""
        return f"{ruling.title}{basis}{self._('：', ': ')}{outcome}"
