"""How each criterion is scored and how groups and rule sets are summed up, before any evidence."""

from fractions import Fraction

from evaluator.exact import shortest
from evaluator.language.criteria import Criterion, Entry, Group, RuleSet
from evaluator.language.plan import full_marks
from evaluator.language.quantity import Operand
from evaluator.language.scalars import bound
from evaluator.result.entered import way
from evaluator.result.handbook import Grid, Item, Say
from evaluator.result.told_quantities import Quantities
from evaluator.result.words import number


class Criteria(Quantities):
    """Tells of the lines of scoring sheets."""

    def criterion(self, line: Criterion) -> Item:
        """What a line asks and what it earns."""
        says = [*self._scored(line)]
        if line.none_if is not None:
            asked = self.tree(line.none_if)
            says.append(
                Say(
                    self._(
                        f"不得分情形（不论其他，得 0 分）：{asked.text}。"
                        if not asked.parts
                        else f"有下列情形的，不论其他，得 0 分：{asked.text}",
                        f"Earns nothing where {asked.text}",
                    ),
                    asked.parts,
                )
            )
        if line.applies is not None:
            says.append(self._applies(line))
        if line.remedy is not None:
            says.append(Say(self._("没有达到的，改进措施：", "If it is not met: ") + self.say(line.remedy)))
        return Item(line.id, line.title[self.lang], tuple(says), self._worth(line), self.basis(line, "Criterion"))

    def _worth(self, line: Criterion) -> str:
        if line.scoring == "check-list":
            return self._("只核对，不计分", "checked, without points")
        if line.scoring == "bonus":
            cap = bound(line.cap)
            return (
                self._("加分不封顶", "a bonus without a cap")
                if cap is None
                else self._(f"加分，最多 {self.points(cap)}", f"a bonus, at most {self.points(cap)}")
            )
        return self._("不设满分", "no maximum") if line.of is None else self.points(line.of)

    def _scored(self, line: Criterion) -> list[Say]:
        match line.scoring:
            case "bands":
                return [self._banded(line)]
            case "proportional":
                return [self._proportional(line)]
            case "entries" | "bonus":
                return [self._entered(line)]
            case "assessed":
                return [self._assessed(line)]
            case _:
                return [self._asked(line)]

    def _asked(self, line: Criterion) -> Say:
        assert line.when is not None
        asked = self.tree(line.when)
        if line.worth is None:
            if asked.parts:
                return Say(self._(f"{self.that(asked.text)}，为符合：", f"Met with {asked.text}:"), asked.parts)
            return Say(self._(f"{self.that(asked.text)}，为符合。", f"Met where {asked.text}."))
        points = "" if line.of is None else self.points(line.of)
        if asked.parts:
            said = self._(
                f"{self.that(asked.text)}，得 {points}，否则得 0 分：", f"{points} with {asked.text}, else nothing:"
            )
            return Say(said, asked.parts)
        return Say(
            self._(
                f"{self.that(asked.text)}，得 {points}，否则得 0 分。", f"{points} where {asked.text}, else nothing."
            )
        )

    def _banded(self, line: Criterion) -> Say:
        rest = self._("其他情形", "anything else")
        rows = [(shortest(band.points), rest if band.when is None else self.inline(band.when)) for band in line.bands]
        if all(band.when is not None for band in line.bands):
            rows.append(("0", rest))
        grid = Grid((self._("得分", "points"), self._("情形", "where")), tuple(rows), (0,))
        return Say(
            self._("自上而下，按第一个符合的一档得分。", "The first of these, from the top, gives the points."),
            grid=grid,
        )

    def _proportional(self, line: Criterion) -> Say:
        by = line.proportional
        assert by is not None
        assert line.of is not None
        name, start, end = self.quoted(by.of), self._end(by.start, by.of), self._end(by.to, by.of)
        falls = isinstance(by.to, Fraction) and isinstance(by.start, Fraction) and by.to < by.start
        full = self.points(line.of)
        far, near = ("及以上", "及以下") if falls else ("及以下", "及以上")
        more, less = ("more", "less") if falls else ("less", "more")
        return Say(
            self._(
                f"按{name}计：{start} {far}得 0 分，{end} {near}得满分 {full}，其间按比例计算。",
                f"By {name}: nothing at {start} or {more}, {full} at {end} or {less}, in proportion between.",
            )
        )

    def _end(self, end: Operand, of: str) -> str:
        """One end of a line: a number in the unit of what lies on it, or the name of one."""
        return self.number(end, of) if isinstance(end, Fraction) else self.operand(end)

    def _entered(self, line: Criterion) -> Say:
        parts = [*(self._entry(one, "deduction") for one in line.deductions)]
        parts += [self._entry(one, "addition") for one in line.additions]
        parts += [self._entry(one, "bonus") for one in line.bonus]
        if line.bonus:
            cap = bound(line.cap)
            limit = (
                self._("不封顶", "without a cap")
                if cap is None
                else self._(f"最多 {self.points(cap)}", f"{self.points(cap)} at most")
            )
            return Say(
                self._(f"在满分以外加分，合计{limit}：", f"Added beyond full marks, {limit} in all:"), tuple(parts)
            )
        floor, start = bound(line.floor), self._start(line)
        least = (
            self._("不设底限", "without a floor")
            if floor is None
            else self._(f"最低 {self.points(floor)}", f"never below {self.points(floor)}")
        )
        most = (
            self._("不设上限", "without a maximum")
            if line.of is None
            else self._(f"最高 {self.points(line.of)}", f"never above {self.points(line.of)}")
        )
        return Say(
            self._(f"从 {start}起计算，{most}，{least}：", f"Starts from {start}, {most}, {least}:"), tuple(parts)
        )

    def _start(self, line: Criterion) -> str:
        if line.base is not None:
            return self.points(line.base)
        return self.points(Fraction(0)) if not line.deductions or line.of is None else self.points(line.of)

    def _entry(self, entry: Entry, kind: str) -> Say:
        """What is taken off or added, how often, and on what condition."""
        verb = self._("扣", "off") if kind == "deduction" else self._("加", "added")
        title = f"{self.say(entry.label)}{self._('：', ': ')}" if entry.label else ""
        if entry.measured is None:
            said = self._(f"{verb} {self.points(entry.points)}", f"{self.points(entry.points)} {verb}")
        else:
            name = self.quoted(entry.measured)
            _, unit, percent = self.names.label(entry.measured)
            limit = entry.above if entry.below is None else entry.below
            threshold = number(limit, unit, percent) if isinstance(limit, Fraction) else ""
            if isinstance(limit, str):
                threshold = self.quoted(limit)
            how = way(entry, kind, self.lang, threshold, unit, percent)
            itself = entry.each is not None and entry.points == 1 and not unit
            if itself:
                same = self._(f"按{name}的数{verb}分", f"as many points {verb} as {name} comes to")
                said = self._("，", ", ").join(filter(None, (same, how)))
            else:
                said = self._(f"{name}{how}", f"{name}: {how}")
        if entry.measured is None and entry.cap is not None:
            said += self._(f"，最多 {self.points(entry.cap)}", f", {self.points(entry.cap)} at most")
        if entry.when is None:
            return Say(title + said)
        asked = self.tree(entry.when)
        if asked.parts:
            return Say(title + self._(f"{self.that(asked.text)}，{said}：", f"{said} with {asked.text}:"), asked.parts)
        return Say(title + self._(f"{self.that(asked.text)}，{said}", f"{said} where {asked.text}"))

    def _assessed(self, line: Criterion) -> Say:
        scale = line.assessed
        assert scale is not None
        by, low, high = scale.by[self.lang], shortest(scale.start), shortest(scale.to)
        said = self._(f"由{by}在 {low} 至 {high} 分之间评定", f"Judged by {by} between {low} and {high} points")
        if scale.places:
            said += self._(f"，最多 {scale.places} 位小数", f", with {scale.places} decimals at most")
        if scale.assessors > 1:
            takes = {
                "mean": ("平均分", "the mean"),
                "highest": ("最高分", "the highest"),
                "lowest": ("最低分", "the lowest"),
            }
            take = self._(*takes[scale.take or "mean"])
            said += self._(
                f"，{scale.assessors} 人分别评定，取{take}", f", by {scale.assessors} persons, of whom {take} counts"
            )
        return Say(said + self._("；没有给满分的，须写明理由。", "; below full the reason must be given."))

    def _applies(self, line: Criterion) -> Say:
        assert line.applies is not None
        asked = self.tree(line.applies)
        otherwise = {
            None: ("不计", "it is left out"),
            "leave_out": ("这一项不计，满分相应减少", "it is left out, and so are its full marks"),
            "full": ("这一项得满分", "it earns full marks"),
            "zero": ("这一项得 0 分", "it earns nothing"),
            "mean_of_others": ("这一项按适用对象的平均分计", "it counts the mean of those it applies to"),
        }[line.when_not_applicable]
        if line.scoring == "check-list":
            otherwise = ("这一项不核对", "it is not checked")
        said = self._(
            f"适用于{self.that(asked.text)}；不适用的，{otherwise[0]}。",
            f"Applies where {asked.text}; else {otherwise[1]}.",
        )
        return Say(said, asked.parts)

    def group(self, group: Group) -> Item:
        """What a group is the sum of, and what keeps it within bounds."""
        titles = {line.id: line.title[self.lang] for line in self.plan.sheet}
        titles |= {one.id: one.title[self.lang] for one in self.plan.groups}
        said = self._(
            f"由{self.joined(f'“{titles[name]}”' for name in group.criteria)}",
            f"Of {self.joined(f'“{titles[name]}”' for name in group.criteria)}",
        )
        said += (
            self._("相加", ", added up")
            if group.best is None
            else self._(f"中得分最高的 {group.best} 项相加", f", the {group.best} highest added up")
        )
        if group.cap is not None:
            said += self._(f"，最高计 {self.points(group.cap)}", f", at most {self.points(group.cap)}")
        if group.minimum is not None:
            said += self._(f"，最低计 {self.points(group.minimum)}", f", at least {self.points(group.minimum)}")
        return Item(
            group.id, group.title[self.lang], (Say(said + self._("。", ".")),), basis=self.basis(group, "Group")
        )

    def full(self, rules: RuleSet) -> str:
        """What a rule set can earn in all."""
        if all(line.scoring == "check-list" for line in rules.criteria):
            count = len(rules.criteria)
            return self._(f"共 {count} 项，逐项核对，不计分", f"{count} lines to check, without points")
        most = full_marks(rules)
        if most is None:
            return self._("不设满分", "no maximum")
        return self._(f"满分 {self.points(most)}", f"full marks {self.points(most)}")
