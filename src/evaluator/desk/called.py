"""Why an interview is proposed or not: the rule, the group, the tie, and which figure of the scheme it turns on.

What would have changed the outcome is found by deciding again: with another value of a figure, with those who are
held at their best or at their least, or with a lower total.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from evaluator.desk.called_figures import Turning, owner
from evaluator.desk.calling import Calling
from evaluator.exact import fixed, unscaled
from evaluator.inference.columns import FALSE, TRUE
from evaluator.inference.conclude import Judge
from evaluator.language.plan import Plan
from evaluator.language.scheme import Interviews
from evaluator.language.shape import Model
from evaluator.problems import Lang
from evaluator.result.explain import Row
from evaluator.result.observed import Observer
from evaluator.result.part import where
from evaluator.result.shown_subject import Subject
from evaluator.result.told import Telling
from evaluator.result.words import joined
from evaluator.standing.interviewed import CONFIRMED, NOT_PROPOSED, PENDING, PROPOSED
from evaluator.standing.season import Season
from evaluator.standing.spans import OPEN

LAST = 4
"""So many of the group are named, from the last up."""

NEAR = 3
"""With no more than so many behind, a subject is near enough to the last to be told how far."""


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
        return self.season.evidence.rows[self.subject.id]

    @cached_property
    def tell(self) -> Telling:
        return Telling(self.plan, self.lang)

    @cached_property
    def calling(self) -> Calling:
        return Calling(self.season, self.row, Judge())

    @cached_property
    def state(self) -> str:
        """What the rule alone says, before people decided."""
        return self.calling.under(self.plan)

    def rows(self) -> Iterator[Row]:
        yield from self._rule()
        yield from self._group()
        yield from self._outcome()
        yield from Turning(self.calling, self.rule, self.lang).rows()

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
            whose = owner(self.tell, named)
            basis.append(self._(f"条件{'由' if named == 'source' else '为'}{whose}", f"the condition is {whose}"))
        if basis:
            yield Row(self._("；", "; ").join(basis), indent=1)

    def _counted(self, count: int) -> str:
        """So many subjects, as the scheme counts them."""
        scheme = self.plan.scheme
        noun = scheme.noun[self.lang] if scheme.noun else ""
        return self._(f"{count} {scheme.measure or '个'}{noun}", f"{count} {scheme.plural or 'members'}")

    def _at(self, part: Model) -> str:
        found = where(part.place)
        return f"{found.file}:{found.line}" if found else ""

    def _group(self) -> Iterator[Row]:
        season, decided = self.season, self.season.decided
        mine = self.calling.group
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
        return [row for row in self.calling.group if row != self.row and ranks[row] == ranks[self.row] > 0]

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
        held = [row for row in self.calling.group if decided.held[row] and decided.may_belong[row]]
        yield self._(f"待 {self._names(held)} 的暂缓事项确定", f"waits for {self._names(held)}, held")
        total = decided.total
        assert total is not None
        if not held or any(abs(int(bound[row])) == OPEN for bound in total for row in held):
            return  # no bound, no case to tell
        outcomes = [self.calling.settled(held, end) for end in (1, 0)]
        words = {
            PROPOSED: self._("本人列为约谈", "this one is proposed"),
            NOT_PROPOSED: self._("本人不约谈", "this one is not called"),
            PENDING: self._("仍待定", "it stays open"),
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
        falls = self.calling.falls_to()
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
