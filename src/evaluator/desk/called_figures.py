"""The figures of a scheme that an interview turns on: whose each is, and the nearest value that changes the outcome."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from evaluator.desk.calling import Calling
from evaluator.exact import unscaled
from evaluator.language.conditions import Combination, Condition, Test, tests_in
from evaluator.language.plan import Plan
from evaluator.language.scheme import Interviews, Ranking
from evaluator.problems import Lang
from evaluator.result.explain import Row
from evaluator.result.part import where
from evaluator.result.told import Telling
from evaluator.result.values import Values
from evaluator.result.words import number
from evaluator.standing.interviewed import NOT_PROPOSED, PENDING, PROPOSED
from evaluator.standing.season import Season

TRIED = 80
"""Values of one figure that are tried, the nearest first."""

STANDING = ("lower_in_group", "higher_in_group", "rank")
"""What says who is last, and is no figure that an office sets."""


def owner(tell: Telling, named: str) -> str:
    """Whose something is: the policy's, or the office's own and which office's."""
    said = tell.whose({"*": named}, "interviews")
    authority = tell.plan.scheme.authority
    if named == "local" and authority is not None:
        said += ("，" if tell.lang == "zh" else ", ") + authority[tell.lang]
    return said


@dataclass(frozen=True)
class Turning:
    """The figures of a scheme's interview rule and of its groups, for one subject."""

    calling: Calling
    rule: Interviews
    lang: Lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @property
    def season(self) -> Season:
        return self.calling.season

    @property
    def plan(self) -> Plan:
        return self.season.plan

    @property
    def row(self) -> int:
        return self.calling.row

    @cached_property
    def tell(self) -> Telling:
        return Telling(self.plan, self.lang)

    @cached_property
    def state(self) -> str:
        """What the rule says as it is."""
        return self.calling.under(self.plan)

    def rows(self) -> Iterator[Row]:
        """Each figure of the rule and of the group, whose it is, and the nearest value that changes the outcome."""
        ranking = self.plan.scheme.ranking
        parts: list[tuple[str, Condition, Interviews | Ranking]] = [("interviews", self.rule.when, self.rule)]
        if ranking is not None and ranking.members is not None:
            parts.append(("members", ranking.members, ranking))
        title = self._("关键数字", "figures")
        for part, condition, whose in parts:
            for test in tests_in(condition):
                if not isinstance(test.value, Fraction) or test.column in STANDING:
                    continue
                named = self._named(whose, test.column)
                said = self.tell.inline(test) + (self._(f"（{named}）", f" ({named})") if named else "")
                if part == "members" or self.season.decided.may_belong[self.row]:
                    value = self._value(test.column)
                    here = self._("本人", "this one") if part == "members" else self._("本组", "here")
                    said += self._(f"，{here} {value}", f"; {here} {value}")
                place = where(test.place)
                at = f"{place.file}:{place.line}" if place else ""
                yield Row(said + self._turning(part, test), "", title, "", at, int(not title))
                title = ""

    def _named(self, part: Interviews | Ranking, column: str) -> str:
        """Whose a figure is."""
        origin = part.origin or {}
        named = origin.get(column) or origin.get("when") or next(iter(origin.values()), "")
        return owner(self.tell, named) if named else ""

    def _value(self, column: str) -> str:
        """What a figure is held against."""
        made = self.season.interviews
        assert made is not None
        values = Values(self.season, self.lang)
        return values.value(self.row, column, made.columns, *values.label(column)[1:])[1]

    def _turning(self, part: str, test: Test) -> str:
        now = Fraction(test.value)
        values = sorted(self._values(test.column) - {now}, key=lambda one: (abs(one - now), one))
        words = {
            PROPOSED: self._("列为约谈", "it is proposed"),
            NOT_PROPOSED: self._("不约谈", "it is not called"),
            PENDING: self._("待定", "it is pending"),
        }
        for value in values[:TRIED]:
            outcome = self.calling.under(self._with(part, test, value))
            if outcome != self.state:
                _, unit, percent = self.tell.names.label(test.column)
                to = number(value, unit, percent)
                return self._(
                    f"；标准改为 {self.tell.that(to)}，{words[outcome]}", f"; were the figure {to}, {words[outcome]}"
                )
        if len(values) > TRIED:
            return ""
        return self._("；标准改为何值都不改变结论", "; no other figure changes the outcome")

    def _values(self, column: str) -> set[Fraction]:
        """Values at which a figure may tell subjects apart: those they have, and one unit to either side."""
        made = self.season.interviews
        assert made is not None
        quantity = made.columns.quantities[column]
        known = {one for ends in (quantity.least, quantity.most) for one in ends.to_list() if one is not None}
        units = {one + more for one in known for more in (-1, 0, 1)}
        return {unscaled(one, quantity.places) for one in units if one >= 0}

    def _with(self, part: str, test: Test, value: Fraction) -> Plan:
        """The plan with another value of one figure, wherever the same test stands."""
        scheme = self.plan.scheme
        if part == "members":
            assert scheme.ranking is not None
            assert scheme.ranking.members is not None
            changed = {"members": _replaced(scheme.ranking.members, test, value)}
            made = {"ranking": scheme.ranking.model_copy(update=changed)}
            return replace(self.plan, scheme=scheme.model_copy(update=made))
        opened = None if self.rule.open is None else _replaced(self.rule.open, test, value)
        rule = self.rule.model_copy(update={"when": _replaced(self.rule.when, test, value), "open": opened})
        return replace(self.plan, scheme=scheme.model_copy(update={"interviews": rule}))


def _replaced(condition: Condition, test: Test, value: Fraction) -> Condition:
    """A condition with another value in one of its tests."""
    if isinstance(condition, Combination):
        return replace(condition, parts=tuple(_replaced(part, test, value) for part in condition.parts))
    return replace(condition, value=value) if condition == test else condition
