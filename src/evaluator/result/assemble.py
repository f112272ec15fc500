"""Assemble: a judged season becomes a result. Everything a reader may ask is put beside the row it explains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from evaluator.exact import fixed, shortest, unscaled, yuan
from evaluator.inference.columns import MISSING, TRUE, VERDICT_WORDS
from evaluator.inference.conclude import Judgement
from evaluator.inference.periods import days_after
from evaluator.language.criteria import Criterion
from evaluator.language.shape import Source, Text
from evaluator.problems import Lang, Problem, in_order
from evaluator.result.model import (
    AllocationShown,
    Bounds,
    Clause,
    Counts,
    DecisionShown,
    Finding,
    FollowUpShown,
    InterviewRule,
    MarkShown,
    MonthShown,
    Neighbour,
    ProblemShown,
    Result,
    Ruling,
    SchemeShown,
    Score,
    Subject,
    TierShown,
    TieShown,
    Waits,
)
from evaluator.result.observed import TRUTHS, Observer, where
from evaluator.result.table import order, points, share_text, table, total_text
from evaluator.standing.allocate import NO_TIER
from evaluator.standing.points import Outcome, Span
from evaluator.standing.rank import DECISION, Tie
from evaluator.standing.season import PENDING, Season

POINTS = 4


def assemble(season: Season, lang: Lang, version: str, *, subjects: bool = True, rules_from: str = "") -> Result:
    """The result of a season in a language; without `subjects` only what is not said by the table's columns."""
    made = Assembler(season, lang)
    return Result(
        scheme=made.scheme(),
        as_of=season.plan.as_of.isoformat(),
        version=version,
        lang=lang,
        rules_from=rules_from,
        provisional=made.provisional(),
        waits=made.all_waits(),
        counts=made.counts(),
        allocation=made.allocation(),
        ties=tuple(made.tie(tie) for tie in season.ranks.ties),
        decisions=made.decisions(),
        problems=tuple(shown_problem(item, lang) for item in in_order(season.problems)),
        subjects=tuple(made.subject(int(row)) for row in order(season)) if subjects else None,
    )


def shown_problem(item: Problem, lang: Lang) -> ProblemShown:
    """A problem in one language."""
    return ProblemShown(
        code=item.code,
        severity=item.severity,
        file=item.place.file,
        line=item.place.line,
        column=item.place.column,
        subject=item.subject,
        message=item.message(lang),
        remedy=item.remedy(lang),
    )


@dataclass(frozen=True)
class Assembler:
    """Puts parts of a season into the result's words."""

    season: Season
    lang: Lang

    def say(self, text: Text | None) -> str:
        return "" if text is None else text[self.lang]

    def clause(self, source: Source | None) -> Clause | None:
        if source is None:
            return None
        return Clause(document=source.document, section=source.section or "", paragraph=source.paragraph or "")

    @cached_property
    def observer(self) -> Observer:
        return Observer(self.season, self.lang)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return table(self.season).to_dicts()

    @cached_property
    def tier_titles(self) -> dict[str, str]:
        money = self.season.plan.scheme.allocation
        return {tier.id: self.say(tier.title) or tier.id for tier in (money.tiers if money else ())}

    @cached_property
    def ties_by_row(self) -> dict[int, Tie]:
        """The tie that decided, or leaves open, each subject's place: the last one it was in."""
        found: dict[int, Tie] = {}
        for tie in sorted(self.season.ranks.ties, key=lambda tie: -len(tie.rows)):
            for row in tie.rows:
                found[row] = tie
        return found

    def names(self, rows: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        evidence = self.season.evidence
        return tuple(evidence.ids[row] for row in rows), tuple(evidence.names[row] for row in rows)

    def scheme(self) -> SchemeShown:
        plan = self.season.plan
        scheme, asked = plan.scheme, plan.scheme.interviews
        rule = None
        if asked is not None:
            rule = InterviewRule(
                id=asked.id,
                title=self.say(asked.title),
                by=self.say(asked.by),
                partner=self.say(asked.pairing.partner) if asked.pairing else "",
                duties=tuple(map(self.say, asked.pairing.duties)) if asked.pairing else (),
                months=scheme.follow_up.months if scheme.follow_up else 0,
                clause=self.clause(asked.source),
            )
        aspects = scheme.panel.aspects if scheme.panel else ()
        return SchemeShown(
            id=scheme.scheme,
            title=self.say(scheme.title),
            subject=scheme.subject,
            period=(scheme.period.start.isoformat(), scheme.period.to.isoformat() if scheme.period.to else ""),
            authority=self.say(scheme.authority),
            clause=self.clause(scheme.source),
            group_by=(scheme.ranking.within or "") if scheme.ranking else "",
            components=tuple(self._components(None)),
            criteria=tuple((part.id, self.say(part.title)) for part in (*plan.sheet, *aspects)),
            grades=tuple((grade.id, self.say(grade.title) or grade.id) for grade in scheme.grades),
            ties=tuple(self.observer.label(tie.by)[0] for tie in (scheme.ranking.ties if scheme.ranking else ())),
            total_places=scheme.total.places if scheme.total else None,
            interview=rule,
            put_right_days=scheme.put_right.days if scheme.put_right else None,
        )

    def _components(self, row: int | None) -> Iterator[Score]:
        """Components with their weights, and one subject's scores in them (of 100)."""
        season = self.season
        if season.tally.total is None:
            return
        for part in season.plan.scheme.components:
            span = None if row is None else _span(season.tally.components[part.id], row)
            title, weight = self.observer.label(part.id)[0], share_text(part.weight)
            yield _score(part.id, title, weight, "100", span)

    def counts(self) -> Counts:
        held = int(self.season.decided.held.sum())
        known, rejected = len(self.season.evidence), self.season.evidence.rejected
        return Counts(received=known + rejected, evaluated=known - held, held=held, rejected=rejected)

    def provisional(self) -> bool:
        """Whether anything that is shown could still change by what is open."""
        walked, interviews = self.season.walked, self.season.interviews
        unsure = walked is not None and any(len(found) > 1 for found in walked.possible.values())
        pending = interviews is not None and PENDING in interviews.state
        return bool(unsure or pending or self.season.decided.contending.any())

    def all_waits(self) -> tuple[Waits, ...]:
        """Every open tie that matters to money or an interview, and every held subject that could still be ranked."""
        season = self.season
        found = [self._waits("tie", tie.rows) for tie in season.ranks.open_ties if self._matters(tie)]
        found += [self._waits("held", (int(row),)) for row in np.flatnonzero(season.decided.contending)]
        return tuple(found)

    def _matters(self, tie: Tie) -> bool:
        """Whether an open tie leaves a tier or an interview open; where there are neither, a rank is all there is."""
        season = self.season
        if season.walked is not None:
            return any(len(season.walked.possible.get(row, ())) > 1 for row in tie.rows)
        if season.interviews is not None:
            return any(season.interviews.state[row] == PENDING for row in tie.rows)
        return True

    def _waits(self, kind: Any, rows: Sequence[int]) -> Waits:
        ids, names = self.names(rows)
        return Waits(kind=kind, subjects=ids, names=names)

    def _waits_of(self, row: int) -> tuple[Waits, ...]:
        """What a subject's tier or interview waits for: its own tie, and held subjects that could reach its place."""
        season, found = self.season, []
        tie = self.ties_by_row.get(row)
        if tie is not None and tie.open:
            found.append(self._waits("tie", tie.rows))
        if season.decided.total is not None and season.decided.total[0] is not None:
            reach = season.decided.total[1] >= season.decided.total[0][row]
            for other in np.flatnonzero(season.decided.contending & reach):
                if other != row:
                    found.append(self._waits("held", (int(other),)))
        if not found:
            above = season.ranks.rank[row]
            found = [self._waits("tie", one.rows) for one in season.ranks.open_ties if one.rank < above]
        return tuple(found)

    def tie(self, tie: Tie) -> TieShown:
        season = self.season
        ids, names = self.names(tie.rows)
        scheme = season.plan.scheme
        total, places = season.decided.total, scheme.total.places if scheme.total else 0
        values = tuple(self._tie_value(tie.by, row) for row in tie.rows) if tie.by and tie.by != DECISION else ()
        title = {"": "", DECISION: {"zh": "集体决定", "en": "decision"}[self.lang]}.get(tie.by)
        return TieShown(
            group=self._group(tie.rows[0]),
            rank=tie.rank,
            total=total_text(int(total[0][tie.rows[0]]), places) if total else "",
            subjects=ids,
            names=names,
            by=tie.by,
            by_title=self.observer.label(tie.by)[0] if title is None else title,
            open=tie.open,
            values=values,
        )

    def _tie_value(self, by: str, row: int) -> str:
        scores = {**self.season.tally.components, **self.season.tally.groups}
        if by in scores:
            rule = next(t for t in self.season.plan.scheme.ranking.ties if t.by == by)  # type: ignore[union-attr]
            return fixed(_span(scores[by], row)[0], rule.places, rule.rounding)
        quantity = self.season.decided.columns.quantities[by]
        least = quantity.least[row]
        return "" if least is None else shortest(unscaled(least, quantity.places), quantity.places)

    def _group(self, row: int) -> str:
        within = self.season.plan.scheme.ranking.within if self.season.plan.scheme.ranking else None
        evidence = self.season.evidence
        return {None: "", "street": evidence.streets[row], "community": evidence.communities[row]}[within]

    def allocation(self) -> AllocationShown | None:
        money, walked = self.season.plan.scheme.allocation, self.season.walked
        if money is None or walked is None:
            return None
        tiers = []
        for number, (tier, made) in enumerate(zip(money.tiers, walked.tiers, strict=True)):
            rows = [row for row in walked.possible if walked.firm(row) == number]
            tiers.append(
                TierShown(
                    id=tier.id,
                    title=self.tier_titles[tier.id],
                    places=tier.places,
                    amount=yuan(int(tier.amount * 100)),
                    firm=made.firm,
                    fillable=made.fillable,
                    paid=yuan(made.paid),
                    reserved=yuan(made.reserved),
                    unspent=yuan(made.unspent),
                    budget=yuan(int(tier.amount * 100) * tier.places),
                    subjects=self.names(rows)[0],
                    origin=dict(tier.origin or {}),
                )
            )
        paid, reserved = sum(one.paid for one in walked.tiers), sum(one.reserved for one in walked.tiers)
        budget = int(money.budget * 100)
        planned = sum(int(tier.amount * 100) * tier.places for tier in money.tiers)
        return AllocationShown(
            budget=yuan(budget),
            paid=yuan(paid),
            reserved=yuan(reserved),
            unspent=yuan(budget - paid - reserved),
            unassigned=yuan(budget - planned),
            tiers=tuple(tiers),
            clause=self.clause(money.source),
        )

    def decisions(self) -> tuple[DecisionShown, ...]:
        """Decisions that had an effect, with the state before and after."""
        season = self.season
        rows = {subject: row for row, subject in enumerate(season.evidence.ids)}
        settled = {frozenset(tie.rows) for tie in season.ranks.ties if tie.by == DECISION}
        found = []
        for one in season.inputs.decisions:
            if one.settles == "tie" and frozenset(rows.get(i, -1) for i in one.order) in settled:
                mine = [rows[subject] for subject in one.order]
                before = tuple(str(season.undecided.rank[row]) for row in mine)
                after = tuple(str(season.ranks.rank[row]) for row in mine)
            elif season.interviews and rows.get(one.subject) in season.interviews.before:
                mine = [rows[one.subject]]
                before = (season.interviews.before[mine[0]],)
                after = (season.interviews.state[mine[0]],)
            else:
                continue
            ids, names = self.names(mine)
            found.append(
                DecisionShown(
                    settles=one.settles,
                    subjects=ids,
                    names=names,
                    by=one.by,
                    on=one.on.isoformat(),
                    reason=one.reason,
                    before=before,
                    after=after,
                )
            )
        return tuple(found)

    def subject(self, row: int) -> Subject:
        season, line = self.season, self.rows[row]
        held = bool(season.decided.held[row])
        findings = tuple(self._findings(row))
        grade_titles = dict(self.scheme_grades)
        possible = season.walked.possible.get(row) if season.walked else None
        firm = not held and (possible is None or len(possible) == 1)
        rank = int(season.ranks.rank[row]) or None
        pending = line["interview"] == PENDING
        tie = self.ties_by_row.get(row)
        return Subject(
            **{name: line[name] for name in ("id", "name", "street", "community", "status", "total", "grade")},
            rank=rank,
            tier=line["tier"],
            subsidy=line["subsidy"],
            interview=line["interview"],
            grade_title=grade_titles.get(line["grade"], ""),
            tier_title=self.tier_titles.get(line["tier"], ""),
            group=self._group(row),
            firm=firm,
            possible_tiers=tuple(self._possible(possible)) if possible and not firm else (),
            waits=self._waits_of(row) if (not firm or pending) and not held else (),
            held_for=tuple(dict.fromkeys(self._held_for(row))) if held else (),
            total_bounds=self._bounds(row) if held else None,
            scores=tuple(self._components(row)),
            findings=findings,
            rulings=tuple(self._rulings(row)),
            above=self._neighbour(row, -1),
            below=self._neighbour(row, 1),
            tie=self.tie(tie) if tie is not None else None,
            group_size=int((season.decided.belongs & self._same_group(row)).sum()) if season.interviews else None,
            lacking=tuple(one.title for one in findings if one.verdict == "not-met"),
            put_right_by=self._put_right(findings),
            follow_up=self._follow_up(row),
        )

    @cached_property
    def scheme_grades(self) -> tuple[tuple[str, str], ...]:
        return tuple((grade.id, self.say(grade.title) or grade.id) for grade in self.season.plan.scheme.grades)

    def _same_group(self, row: int) -> Any:
        from evaluator.standing.decide import group_codes

        groups = group_codes(self.season.plan, self.season.evidence)
        return groups == groups[row]

    def _possible(self, possible: frozenset[int]) -> Iterator[str]:
        money = self.season.plan.scheme.allocation
        for number in sorted(possible, key=lambda n: (n == NO_TIER, n)):
            yield "" if number == NO_TIER or money is None else money.tiers[number].id

    def _bounds(self, row: int) -> Bounds | None:
        total, scheme = self.season.decided.total, self.season.plan.scheme.total
        if total is None or scheme is None:
            return None
        return Bounds(
            least=total_text(int(total[0][row]), scheme.places), most=total_text(int(total[1][row]), scheme.places)
        )

    def _put_right(self, findings: Sequence[Finding]) -> str:
        scheme = self.season.plan.scheme
        if scheme.put_right is None or not any(one.verdict == "not-met" for one in findings):
            return ""
        return days_after(self.season.plan.as_of, scheme.put_right.days).isoformat()

    def _held_for(self, row: int) -> Iterator[str]:
        """Titles of what holds a subject."""
        season, plan = self.season, self.season.plan
        for line in plan.sheet:
            if not season.tally.findings[line.id].of(row).settled:
                yield self.say(line.title)
        marking = season.tally.marking
        if marking is not None:
            for part in marking.subjects[row]:
                if not part.outcome.settled:
                    yield self.say(part.aspect.title)
        for part_id, judged in (*season.decided.gates.items(), *season.decided.vetoes.items()):
            if judged.conclusion[row] == MISSING:
                parts = (*plan.scheme.gates, *plan.scheme.vetoes)
                yield next(self.say(part.title) for part in parts if part.id == part_id)
        members = season.decided.members
        group = {"zh": "参加排名的条件", "en": "membership of the group"}[self.lang]
        if members is not None and members.conclusion[row] == MISSING:
            yield group
        elif any((row, name) in season.evidence.unsettled for name in ("street", "community")):
            yield {"zh": "所属街道或社区", "en": "street or community"}[self.lang]

    def _neighbour(self, row: int, step: int) -> Neighbour | None:
        """The next ranked subject above or below in the group, and the gap in points."""
        season = self.season
        total, scheme = season.decided.total, season.plan.scheme.total
        if total is None or scheme is None or not season.ranks.rank[row]:
            return None
        ranked = self._ranked_in(self._group(row))
        position = ranked.index(row) + step
        if not 0 <= position < len(ranked):
            return None
        other = ranked[position]
        gap = abs(int(total[0][other]) - int(total[0][row]))
        return Neighbour(
            id=season.evidence.ids[other],
            name=season.evidence.names[other],
            rank=int(season.ranks.rank[other]),
            total=total_text(int(total[0][other]), scheme.places),
            gap=total_text(gap, scheme.places),
        )

    def _ranked_in(self, group: str) -> list[int]:
        return self._ranked_by_group[group]

    @cached_property
    def _ranked_by_group(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in order(self.season):
            if self.season.ranks.rank[row]:
                found.setdefault(self._group(int(row)), []).append(int(row))
        return found

    def _findings(self, row: int) -> Iterator[Finding]:
        season = self.season
        for rules in season.plan.rulesets:
            for line in season.plan.sheet:
                if any(line.id == own.id for own in rules.criteria):
                    yield self._finding(row, line, rules.ruleset, rules)
        marking = season.tally.marking
        for part in marking.subjects[row] if marking else ():
            yield Finding(
                criterion=part.aspect.id,
                title=self.say(part.aspect.title),
                component=marking.panel.id if marking else "",
                verdict=VERDICT_WORDS[part.outcome.verdict],  # type: ignore[arg-type]  # the words of the table
                points=points(part.outcome),
                of=shortest(part.aspect.worth),
                bounds=_outcome_bounds(part.outcome),
                marks=tuple(
                    MarkShown(judge=one.judge, mark=shortest(one.mark), dropped=one.dropped) for one in part.marks
                ),
                rule=where(part.aspect.place),
            )

    def _finding(self, row: int, line: Criterion, component: str, rules: Any) -> Finding:
        season = self.season
        made = season.tally.findings[line.id].of(row)
        judged = season.evidence.assessed.get((row, line.id))
        return Finding(
            criterion=line.id,
            title=self.say(line.title),
            component=component,
            verdict=VERDICT_WORDS[made.verdict],  # type: ignore[arg-type]  # the words of the table
            points=points(made),
            of="" if made.of is None else shortest(made.of),
            bounds=_outcome_bounds(made),
            observations=self.observer.of_criterion(row, line),
            assessed_by=judged.by if judged else "",
            reason=judged.reason if judged else "",
            origin=dict(line.origin or {}),
            authority=self.say(line.authority or rules.authority),
            clause=self.clause(line.source or rules.source),
            rule=where(line.place),
            remedy=self.say(line.remedy) if made.verdict != TRUE else "",
        )

    def _rulings(self, row: int) -> Iterator[Ruling]:
        season, scheme = self.season, self.season.plan.scheme
        columns = season.decided.columns
        for gate in scheme.gates:
            yield self._ruling(row, gate, "gate", season.decided.gates[gate.id], columns)
        for veto in scheme.vetoes:
            yield self._ruling(row, veto, "veto", season.decided.vetoes[veto.id], columns, self.say(veto.basis))
        if season.decided.members is not None and scheme.ranking is not None:
            title = {"zh": "参加排名的条件", "en": "Who is ranked"}[self.lang]
            yield self._named(row, "members", title, "group", season.decided.members, columns, scheme.ranking.place)
        if scheme.allocation is not None:
            if "" in season.tier_judgements:
                title = {"zh": "等次评定的条件", "en": "Eligible for a tier"}[self.lang]
                judged = season.tier_judgements[""]
                yield self._named(row, "eligible", title, "eligible", judged, columns, scheme.allocation.place)
            for tier in scheme.allocation.tiers:
                if tier.id in season.tier_judgements:
                    judged = season.tier_judgements[tier.id]
                    yield self._named(row, tier.id, self.tier_titles[tier.id], "tier", judged, columns, tier.place)
        if season.interviews is not None and scheme.interviews is not None:
            made = season.interviews
            yield self._ruling(row, scheme.interviews, "interview", made.when, made.columns)

    def _ruling(self, row: int, part: Any, kind: Any, judged: Judgement, columns: Any, basis: str = "") -> Ruling:
        return self._named(row, part.id, self.say(part.title), kind, judged, columns, part.place, basis)

    def _named(
        self, row: int, name: str, title: str, kind: Any, judged: Judgement, columns: Any, place: Any, basis: str = ""
    ) -> Ruling:
        return Ruling(
            id=name,
            title=title,
            kind=kind,
            outcome=TRUTHS.get(int(judged.conclusion[row]), "missing"),  # type: ignore[arg-type]  # never counted
            basis=basis,
            observations=tuple(self.observer.of_judgement(row, judged, columns, kind)),
            rule=where(place),
        )

    def _follow_up(self, row: int) -> FollowUpShown | None:
        made, term = self.season.follow_up.get(row), self.season.plan.scheme.follow_up
        if made is None or term is None:
            return None
        return FollowUpShown(
            since=made.since.isoformat(),
            labels={name: self.say(counted.label) or name for name, counted in term.counts.items()},
            months=tuple(MonthShown(month=m.month, counts=dict(m.counts), state=m.state) for m in made.months),
            missed=tuple(m.month for m in made.months if m.state == "missed"),
            counts=dict(made.counts),
            overall=made.overall or "",
        )


def _span(scores: Any, row: int) -> Span:
    found: Span = scores.spans[scores.codes[row]]
    return found


def _score(name: str, title: str, weight: str, of: str, span: Span | None) -> Score:
    if span is None:
        return Score(id=name, title=title, weight=weight, of=of)
    if span[0] == span[1]:
        return Score(id=name, title=title, weight=weight, of=of, points=shortest(span[0]))
    return Score(id=name, title=title, weight=weight, of=of, bounds=_bounds(span))


def _bounds(span: Span) -> Bounds:
    return Bounds(least=shortest(span[0], POINTS), most=shortest(span[1], POINTS))


def _outcome_bounds(made: Outcome) -> Bounds | None:
    if made.settled or made.least is None or made.most is None:
        return None
    return _bounds((made.least, made.most))
