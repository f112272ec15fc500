"""Who may mark what, which marks count, and when people are told of a judge."""

from collections.abc import Iterator

from evaluator.exact import shortest
from evaluator.language.panel import Panel, Void
from evaluator.result.handbook import Grid, Say
from evaluator.result.told_awards import Awards


class Panels(Awards):
    """Tells of a panel and its marks."""

    def panel(self, panel: Panel) -> tuple[Say, ...]:
        """Who may mark what, how many marks it takes, and which are dropped."""
        head = (self._("方面", "aspect"), self._("满分", "out of"))
        rows = tuple((one.title[self.lang], shortest(one.worth)) for one in panel.aspects)
        places = panel.scale.places
        decimals = (
            self._(f"最多 {places} 位小数", f"{places} decimals at most") if places else self._("取整数", "whole marks")
        )
        says = [
            Say(
                self._(
                    f"每位评委对每个方面在 {shortest(panel.scale.start)} 分至该方面满分之间打分，{decimals}。",
                    f"Every judge marks every aspect from {shortest(panel.scale.start)} to its full marks, {decimals}.",
                ),
                grid=Grid(head, rows, (1,)),
            ),
            Say(
                self._(
                    f"每个方面取有效打分的平均分；有效打分少于 {panel.fewest_marks} 个的，该方面未定，"
                    f"评价对象暂缓评定。",
                    f"An aspect is the mean of its valid marks; with fewer than {panel.fewest_marks} it is "
                    f"unsettled, "
                    "and the subject is held.",
                )
            ),
        ]
        if panel.drop is not None:
            drop = panel.drop
            says.append(
                Say(
                    self._(
                        f"一个方面的有效打分达到 {drop.start} 个的，去掉 {drop.highest} 个最高分和 "
                        f"{drop.lowest} 个最低分。",
                        f"From {drop.start} valid marks of an aspect on, the {drop.highest} highest and the "
                        f"{drop.lowest} lowest are dropped.",
                    )
                )
            )
        says += self._void(panel)
        says += [
            Say(
                self._(f"评委“{one.judge}”对“{one.subject}”回避", f"Judge “{one.judge}” is recused for “{one.subject}”")
                + (f"{self._('：', ': ')}{self.say(one.reason)}" if one.reason else "")
                + self._("。", ".")
            )
            for one in panel.recusals
        ]
        return tuple(says)

    def _void(self, panel: Panel) -> Iterator[Say]:
        """Which marks are void, and when people are told of a judge."""
        if panel.void:
            yield Say(
                self._(
                    "有下列情形之一的打分作废，不算有效打分：", "Marks are void, and not valid marks, in these cases:"
                ),
                tuple(self.void(rule) for rule in panel.void),
            )
        if panel.watch is not None:
            watch, way = panel.watch, self.rounded(panel.watch.places, panel.watch.rounding)
            limit, basis = self.points(watch.apart), self.basis(watch, "Watch")
            whose = (self._(f"（{basis}）", f" ({basis})") if basis else "") + self._("。", ".")
            yield Say(
                self._(
                    f"一名评委与其他评委平均相差超过 {limit}的，提示核对，不改变结果{whose}相差是这名评委的合计分减去"
                    f"其他评委合计分的中位数，取这名评委和至少两名其他评委都打全各方面的各对象的平均，{way}。",
                    f"Where a judge is more than {limit} from the others, people are told to check; nothing is "
                    f"changed{whose} The distance is the judge's marks added up less the median of the others', as the "
                    f"mean over subjects that the judge and at least two others marked in every aspect, {way}.",
                )
            )

    def void(self, rule: Void) -> Say:
        """When a ballot is void, and which marks then do not count."""
        what = {
            "subject": self._("该评委对该对象的打分不计入", "the judge's marks for the subject do not count"),
            "sheet": self._("该评委的打分都不计入", "none of the judge's marks counts"),
        }[rule.of]
        basis = self._("；", "; ").join(part for part in (self.say(rule.basis), self.basis(rule, "Void")) if part)
        where = {
            "subject": self._("一名评委对一个对象的打分中，", "of one judge's marks for one subject, "),
            "sheet": self._("一名评委的全部打分中，", "of all marks of one judge, "),
        }[rule.of]
        asked = self.inline(rule.when)
        said = self._(f"：{where}{self.that(asked)}，{what}", f": {where}{asked}: {what}")
        return Say(rule.title[self.lang] + said + (self._(f"（{basis}）", f" ({basis})") if basis else ""))
