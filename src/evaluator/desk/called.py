"""Why an interview is proposed or not: the rule, the group, the tie, and which figure of the scheme it turns on.

What would have changed the outcome is found by deciding again: with another value of a figure, with those who are
held at their best or at their least, or with a lower total.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from evaluator.desk.variants import Variants
from evaluator.exact import fixed, unscaled
from evaluator.inference.columns import FALSE, TRUE
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Combination, Condition, Test, tests_in
from evaluator.language.plan import Plan
from evaluator.language.scheme import Interviews, Ranking
from evaluator.problems import Lang
from evaluator.result.explain import Row
from evaluator.result.model import Subject
from evaluator.result.observed import Observer, where
from evaluator.result.told import Telling
from evaluator.result.words import joined, number
from evaluator.standing.decide import decide
from evaluator.standing.decided import Decided
from evaluator.standing.grades import grade_all
from evaluator.standing.interviews import interview
from evaluator.standing.ranking import group_codes, rank_all
from evaluator.standing.season import CONFIRMED, NOT_PROPOSED, PENDING, PROPOSED, Season
from evaluator.standing.spans import counted_quantity
from evaluator.standing.tiers import with_ranks

LAST = 4
"""So many of the group are named, from the last up."""

NEAR = 3
"""With no more than so many behind, a subject is near enough to the last to be told how far."""

TRIED = 80
"""Values of one figure that are tried, the nearest first."""


def called(season: Season, subject: Subject, lang: Lang) -> Iterator[Row]:
    """Rows on a subject's interview, where the scheme calls anybody to one."""
    rule = season.plan.scheme.interviews
    if rule is None or season.interviews is None or not subject.interview:
        return
    yield Row()
    yield Row({"zh": "约谈依据", "en": "Why the interview comes out so"}[lang])
    yield from _Called(season, subject, lang, rule).rows()


@dataclass(frozen=True)
class _Called:
    season: Season
    subject: Subject
    lang: Lang
    rule: Interviews

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @property
    def plan(self) -> Plan:
        return self.season.plan

    @cached_property
    def row(self) -> int:
        return self.season.evidence.ids.index(self.subject.id)

    @cached_property
    def tell(self) -> Telling:
        return Telling(self.plan, self.lang)

    @cached_property
    def judge(self) -> Judge:
        return Judge()

    @cached_property
    def state(self) -> str:
        """What the rule alone says, before people decided."""
        return self._decided(self.plan)

    def rows(self) -> Iterator[Row]:
        yield from self._rule()
        yield from self._group()
        yield from self._outcome()
        yield from self._figures()

    # The rule and the group

    def _rule(self) -> Iterator[Row]:
        said, by = self.tell.inline(self.rule.when), self.rule.by[self.lang]
        yield Row(
            self._(
                f"{self.rule.title.zh}：{self.tell.that(said)}，由{by}约谈",
                f"{self.rule.title.en}: where {said}, by {by}",
            ),
            title=self._("规则", "rule"),
            place=self._at(self.rule),
        )
        clause = self.tell.clause(self.rule.source or self.plan.scheme.source)
        basis = [self._(f"依据 {clause}", f"basis {clause}")] if clause else []
        named = (self.rule.origin or {}).get("when") or (self.rule.origin or {}).get("*", "")
        if named:
            whose = self._owner(named)
            basis.append(self._(f"条件{'由' if named == 'source' else '为'}{whose}", f"the condition is {whose}"))
        if basis:
            yield Row(self._("；", "; ").join(basis), indent=1)

    def _owner(self, named: str) -> str:
        """Whose something is: the policy's, or the office's own and which office's."""
        said = self.tell.whose({"*": named}, "interviews")
        if named == "local" and self.plan.scheme.authority is not None:
            said += self._("，", ", ") + self.plan.scheme.authority[self.lang]
        return said

    def _counted(self, count: int) -> str:
        """So many subjects, as the scheme counts them."""
        scheme = self.plan.scheme
        noun = scheme.noun[self.lang] if scheme.noun else ""
        return self._(f"{count} {scheme.measure or '个'}{noun}", f"{count} {scheme.plural or 'members'}")

    def _at(self, part: object) -> str:
        found = where(getattr(part, "place"))  # noqa: B009  # every part of a scheme has one
        return f"{found.file}:{found.line}" if found else ""

    @cached_property
    def _same_group(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        codes = group_codes(self.plan, self.season.evidence)
        found: np.ndarray[tuple[int], np.dtype[np.int64]] = np.flatnonzero(codes == codes[self.row])
        return found

    def _group(self) -> Iterator[Row]:
        season, decided = self.season, self.season.decided
        mine = [int(row) for row in self._same_group]
        inside = [row for row in mine if decided.may_belong[row]]
        held = [row for row in inside if decided.held[row]]
        group = self.subject.group or self._("全部参加评价的", "all that are evaluated")
        said = self._(f"{group}共 {self._counted(len(inside))}", f"{group}: {self._counted(len(inside))}")
        if held:
            names = self._names(held)
            said += self._(
                f"，其中暂缓评定 {self._counted(len(held))}：{names}", f", {len(held)} of them held: {names}"
            )
        asked = self.plan.scheme.ranking.members if self.plan.scheme.ranking else None
        if asked is not None:
            condition = self.tell.inline(asked)
            said += self._(f"（条件：{condition}）", f" (condition: {condition})")
        yield Row(said, title=self._("同组", "group"))
        away = [row for row in mine if not decided.may_belong[row]]
        if away:
            listed = joined(map(self._left_out, away), self.lang)
            yield Row(
                self._(f"不列入 {self._counted(len(away))}：{listed}", f"left out, {len(away)}: {listed}"), indent=1
            )
        ranked = sorted((row for row in inside if season.ranks.rank[row]), key=lambda row: int(season.ranks.rank[row]))
        if len(ranked) > 1:
            shown = joined((f"{season.evidence.names[row]} {self._total(row)}" for row in ranked[-LAST:]), self.lang)
            yield Row(self._(f"末尾依次为 {shown}", f"the last are {shown}"), indent=1)

    def _left_out(self, row: int) -> str:
        """A subject that is not of the group, and what it lacks for that."""
        decided = self.season.decided
        name = self.season.evidence.names[row]
        if decided.members is None or decided.members.conclusion[row] != FALSE:
            return name
        observer = Observer(self.season, self.lang)
        tests = observer.of_judgement(row, decided.members, decided.columns, "group")
        why = joined((f"{one.label} {one.shown}" for one in tests if one.outcome == "false"), self.lang)
        return self._(f"{name}（{why}）", f"{name} ({why})")

    def _names(self, rows: Iterable[int]) -> str:
        return joined((self.season.evidence.names[row] for row in rows), self.lang)

    def _total(self, row: int) -> str:
        total, scheme = self.season.decided.total, self.plan.scheme.total
        assert total is not None
        assert scheme is not None
        return fixed(unscaled(int(total[0][row]), scheme.places), scheme.places)

    # The outcome

    def _outcome(self) -> Iterator[Row]:
        decided, title = self.season.decided, self._("结论", "outcome")
        if not decided.may_belong[self.row]:
            out = decided.members is not None and decided.members.conclusion[self.row] == FALSE
            why = self._("不参加排名", "not ranked")
            if out:
                why = self._("不属于参加排名的范围，只评等级", "not among those ranked")
            yield Row(self._(f"{why}，不列入约谈", f"{why}, and so not called"), title=title)
        elif self.state == PROPOSED:
            yield Row(self._proposed(), title=title)
        elif self.state == PENDING:
            for index, said in enumerate(self._pending()):
                yield Row(said, title=title if index == 0 else "", indent=int(index > 0))
        else:
            yield Row(self._spared(), title=title)
        if self.subject.interview == CONFIRMED:
            yield Row(self._("约谈已经集体决定", "people decided that it is held"), indent=1)
        elif self.subject.interview != self.state:
            yield Row(self._("经集体决定不约谈", "people decided that it is not held"), indent=1)

    @cached_property
    def _beside(self) -> list[int]:
        """Others of the group with the same rank."""
        ranks = self.season.ranks.rank
        return [int(row) for row in self._same_group if row != self.row and ranks[row] == ranks[self.row] > 0]

    def _proposed(self) -> str:
        if not self._beside:
            return self._("总分最低，没有并列", "the lowest total, and nobody equal to it")
        names = self._names(self._beside)
        return self._(
            f"与 {names} 总分相同（{self._total(self.row)}），同为末位，一并提出约谈",
            f"equally last with {names} at {self._total(self.row)}: all of them are proposed",
        )

    def _pending(self) -> Iterator[str]:
        """What it waits for, and how it comes out then."""
        decided = self.season.decided
        opened = self.season.interviews.open if self.season.interviews else None
        if opened is not None and opened.conclusion[self.row] == TRUE:
            count = len(self._beside) + 1
            yield self._(
                f"全组 {self._counted(count)}总分相同，分不出末位，由集体决定约谈何人",
                f"all {count} of the group are equal: people decide who is called",
            )
            return
        held = [int(row) for row in self._same_group if decided.held[row] and decided.may_belong[row]]
        yield self._(f"待 {self._names(held)} 的暂缓事项确定", f"waits for {self._names(held)}, held")
        outcomes = [self._settled(held, end) for end in (1, 0)]
        words = {
            PROPOSED: self._("本人列为约谈", "this one is proposed"),
            NOT_PROPOSED: self._("本人不约谈", "this one is not called"),
            PENDING: self._("由集体决定", "people decide"),
        }
        for end, outcome in zip((1, 0), outcomes, strict=True):
            ends = joined((self._end(row, end) for row in held), self.lang)
            which = self._(("最低", "最高")[end], ("least", "best")[end])
            yield self._(
                f"按其{which}可得分计（{ends}），{words[outcome]}", f"at their {which} ({ends}), {words[outcome]}"
            )

    def _end(self, row: int, end: int) -> str:
        total, scheme = self.season.decided.total, self.plan.scheme.total
        assert total is not None
        assert scheme is not None
        return f"{self.season.evidence.names[row]} " + fixed(
            unscaled(int(total[end][row]), scheme.places), scheme.places
        )

    def _spared(self) -> str:
        """Why a member is not called: a group too small, or somebody lower, and how far above the last it stands."""
        made = self.season.interviews
        assert made is not None
        observer = Observer(self.season, self.lang)
        tests = [*observer.of_judgement(self.row, made.when, made.columns, "interview")]
        short = [one for one in tests if one.outcome == "false"]
        asked = self._("，规定", ", ")
        why = joined((f"{one.label} {one.shown}{asked}{one.requirement}" for one in short), self.lang)
        said = self._(f"不符合规则（{why}）", f"the rule does not hold ({why})")
        lower = made.columns.quantities["lower_in_group"].least[self.row]
        if lower is None or not 0 < lower <= NEAR or [one.name for one in short] != ["lower_in_group"]:
            return said
        falls = self._falls_to()
        if falls is None:
            return said
        scheme, total = self.plan.scheme.total, self.season.decided.total
        assert scheme is not None
        assert total is not None
        to = fixed(unscaled(falls, scheme.places), scheme.places)
        gap = fixed(unscaled(int(total[0][self.row]) - falls, scheme.places), scheme.places)
        return said + self._(
            f"；总分降到 {to}（低 {gap} 分）时即列为约谈",
            f"; at a total of {to}, {gap} points lower, it would be proposed",
        )

    def _falls_to(self) -> int | None:
        """The highest total below the present one with which the subject would no longer be left alone."""
        variants = Variants(self.season, self.row, self.judge)
        tried = variants.tried([{}])
        high = int(tried.totals[0])
        total = self.season.decided.total
        assert total is not None
        low = int(min(total[0][self._same_group])) - 1
        if variants.standing(tried, 0, total=low).interview == NOT_PROPOSED:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if variants.standing(tried, 0, total=middle).interview == NOT_PROPOSED:
                high = middle
            else:
                low = middle
        return low

    # Figures

    def _figures(self) -> Iterator[Row]:
        """Each figure of the rule and of the group, whose it is, and the nearest value that changes the outcome."""
        ranking = self.plan.scheme.ranking
        parts: list[tuple[str, Condition, Interviews | Ranking]] = [("interviews", self.rule.when, self.rule)]
        if ranking is not None and ranking.members is not None:
            parts.append(("members", ranking.members, ranking))
        title = self._("关键数字", "figures")
        for part, condition, owner in parts:
            for test in tests_in(condition):
                if not isinstance(test.value, Fraction) or test.column in ("lower_in_group", "higher_in_group", "rank"):
                    continue
                named = self._named(owner, test.column)
                said = self.tell.inline(test) + (self._(f"（{named}）", f" ({named})") if named else "")
                if part == "members" or self.season.decided.may_belong[self.row]:
                    value = self._value(test.column)
                    here = self._("本人", "this one") if part == "members" else self._("本组", "here")
                    said += self._(f"，{here} {value}", f"; {here} {value}")
                yield Row(said + self._turning(part, test), "", title, "", self._at(test), int(not title))
                title = ""

    def _named(self, owner: Interviews | Ranking, column: str) -> str:
        """Whose a figure is."""
        origin = owner.origin or {}
        named = origin.get(column) or origin.get("when") or next(iter(origin.values()), "")
        return self._owner(named) if named else ""

    def _value(self, column: str) -> str:
        """What a figure is held against."""
        made = self.season.interviews
        assert made is not None
        observer = Observer(self.season, self.lang)
        return observer.value(self.row, column, made.columns, *observer.label(column)[1:])[1]

    def _turning(self, part: str, test: Test) -> str:
        now = Fraction(test.value)
        values = sorted(self._values(test.column) - {now}, key=lambda one: (abs(one - now), one))
        words = {
            PROPOSED: self._("列为约谈", "it is proposed"),
            NOT_PROPOSED: self._("不约谈", "it is not called"),
            PENDING: self._("待定", "it is pending"),
        }
        for value in values[:TRIED]:
            outcome = self._decided(self._with(part, test, value))
            if outcome != self.state:
                _, unit, percent = self.tell.names.label(test.column)
                to = number(value, unit, percent)
                return self._(f"；标准改为 {self.tell.that(to)}，{words[outcome]}", f"; were the figure {to}, {words[outcome]}")
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

    def _decided(self, plan: Plan) -> str:
        """Whether the subject is called under a plan, from the same findings."""
        season = self.season
        decided = decide(plan, season.evidence, season.decided.columns, season.tally, self.judge)
        decided = decided.holding(grade_all(plan, decided, self.judge).unsure)
        return self._called(plan, decided)

    def _settled(self, rows: list[int], end: int) -> str:
        """Whether the subject is called once some that are held come to their least (0) or their best (1)."""
        decided, scheme = self.season.decided, self.plan.scheme.total
        assert decided.total is not None
        assert scheme is not None
        least, most = decided.total[0].copy(), decided.total[1].copy()
        least[rows] = most[rows] = decided.total[end][rows]
        held, ranked, contending = decided.held.copy(), decided.ranked.copy(), decided.contending.copy()
        held[rows], ranked[rows], contending[rows] = False, True, False
        columns = decided.columns.with_quantities({"total": counted_quantity(least, most, scheme.places)})
        settled = replace(
            decided, total=(least, most), held=held, ranked=ranked, contending=contending, columns=columns
        )
        return self._called(self.plan, settled)

    def _called(self, plan: Plan, decided: Decided) -> str:
        season = self.season
        _, ranks, _ = rank_all(plan, season.evidence, season.tally, decided, season.inputs.decisions)
        made, _ = interview(plan, season.evidence, with_ranks(decided, ranks), ranks, (), self.judge)
        assert made is not None
        return made.state[self.row]


def _replaced(condition: Condition, test: Test, value: Fraction) -> Condition:
    """A condition with another value in one of its tests."""
    if isinstance(condition, Combination):
        return replace(condition, parts=tuple(_replaced(part, test, value) for part in condition.parts))
    return replace(condition, value=value) if condition == test else condition
