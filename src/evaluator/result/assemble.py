"""Assemble: a judged season becomes a result. Everything a reader may ask is put beside the row it explains."""

from dataclasses import dataclass

import numpy as np

from evaluator.exact import yuan
from evaluator.language.awards import PaymentRate, Tier
from evaluator.language.scalars import bound
from evaluator.problems import Lang, Problem, in_order
from evaluator.result.coursed import Courses
from evaluator.result.model import (
    AllocationShown,
    Counts,
    DecisionShown,
    InterviewRule,
    ProblemShown,
    Result,
    SchemeShown,
    TierShown,
)
from evaluator.result.naming import names
from evaluator.result.profile import PublicProfile
from evaluator.result.subjects import Sheets
from evaluator.result.table import order, share_text
from evaluator.result.tell import Teller
from evaluator.result.words import MOST_NAMES
from evaluator.standing.interviewed import PENDING
from evaluator.standing.rank import DECISION
from evaluator.standing.season import Season

FEW = 2_000
"""Above so many subjects a run without reports leaves `subjects` out of the result: its columns say it all."""


def assemble(season: Season, lang: Lang, version: str, *, subjects: bool = True, rules_from: str = "") -> Result:
    """The result of a season in a language; without `subjects` only what is not said by the table's columns.

    It then names the first of those who are equal or held, and counts the others.
    """
    tell = Teller(season, lang, None if subjects else MOST_NAMES)
    made, sheets = _Parts(tell), Sheets(tell)
    return Result(
        scheme=made.scheme(),
        as_of=season.plan.as_of.isoformat(),
        version=version,
        lang=lang,
        rules_from=rules_from,
        provisional=made.provisional(),
        earlier=bool(season.inputs.earlier),
        waits=tell.open_waits(),
        counts=made.counts(),
        allocation=made.allocation(),
        grades=made.graded(),
        interviews=made.called(),
        ties=tuple(tell.tie(tie) for tie in season.ranks.ties),
        decisions=made.decisions(),
        panel=sheets.panel.panel(judges=subjects),
        course=Courses(tell).course(),
        problems=tuple(shown_problem(item, lang) for item in in_order(season.problems)),
        subjects=tuple(sheets.subject(int(row)) for row in order(season)) if subjects else None,
    )


def headline(season: Season, lang: Lang) -> tuple[SchemeShown, bool, AllocationShown | None]:
    """What was evaluated, whether it may still change, and the money: what a result says before its details."""
    made = _Parts(Teller(season, lang))
    return made.scheme(), made.provisional(), made.allocation()


def _yuan(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def shown_problem(item: Problem, lang: Lang) -> ProblemShown:
    """A problem in one language."""
    return ProblemShown(
        code=item.code,
        severity=item.severity,
        file=item.place.file,
        line=item.place.line,
        column=item.place.column,
        sheet=item.place.sheet,
        subject=item.subject,
        message=item.message(lang),
        remedy=item.remedy(lang),
    )


@dataclass(frozen=True)
class _Parts:
    """Makes the parts of a result that are about the whole season."""

    tell: Teller

    @property
    def season(self) -> Season:
        return self.tell.season

    def scheme(self) -> SchemeShown:
        plan = self.season.plan
        scheme, asked = plan.scheme, plan.scheme.interviews
        rule = None
        if asked is not None:
            rule = InterviewRule(
                id=asked.id,
                title=self.tell.say(asked.title),
                by=self.tell.say(asked.by),
                partner=self.tell.say(asked.pairing.partner) if asked.pairing else "",
                duties=tuple(map(self.tell.say, asked.pairing.duties)) if asked.pairing else (),
                months=scheme.follow_up.months if scheme.follow_up else 0,
                clause=self.tell.clause(asked.source),
            )
        return SchemeShown(
            **names(plan, self.tell.lang),
            id=scheme.scheme,
            subject=scheme.subject,
            period=(scheme.period.start.isoformat(), scheme.period.to.isoformat() if scheme.period.to else ""),
            authority=self.tell.say(scheme.authority),
            clause=self.tell.clause(scheme.source),
            group_by=(scheme.ranking.within or "") if scheme.ranking else "",
            components=tuple(self.tell.components(None)),
            ties=tuple(self.tell.values.label(tie.by)[0] for tie in (scheme.ranking.ties if scheme.ranking else ())),
            total_places=scheme.total.places if scheme.total else None,
            interview=rule,
            put_right_days=scheme.put_right.days if scheme.put_right else None,
            public=self.public(),
        )

    def public(self) -> PublicProfile | None:
        """What the scheme makes public."""
        plan = self.season.plan
        profile = plan.scheme.public
        if profile is None:
            return None
        fields = [name for name, asked in plan.fields.items() if asked.audience == "public"]
        labels = tuple((name, self.tell.values.label(name)[0]) for name in fields)
        return PublicProfile(names=profile.names, shows=profile.shows, fields=labels)

    def counts(self) -> Counts:
        held = int(self.season.decided.held.sum())
        known, rejected = len(self.season.evidence), self.season.evidence.rejected
        return Counts(received=known + rejected, evaluated=known - held, held=held, rejected=rejected)

    def graded(self) -> dict[str, int]:
        """How many subjects have each of the scheme's grades."""
        graded = self.season.graded
        found = np.bincount(graded.numbers[~self.season.decided.held], minlength=len(graded.ids))
        return {grade.id: int(found[number]) for number, grade in enumerate(graded.grades)}

    def called(self) -> dict[str, int]:
        """How many subjects are in each state of the interview."""
        interviews = self.season.interviews
        return interviews.counts() if interviews is not None else {}

    def provisional(self) -> bool:
        """Whether anything that is shown could still change by what is open."""
        walked, interviews = self.season.walked, self.season.interviews
        unsure = walked is not None and any(map(walked.open, walked.taking))
        pending = interviews is not None and interviews.are(PENDING).any()
        graded = (self.season.graded.open & ~self.season.decided.held).any()
        return bool(unsure or pending or graded or self.season.decided.contending.any())

    def allocation(self) -> AllocationShown | None:
        money, walked = self.season.plan.scheme.allocation, self.season.walked
        if money is None or walked is None:
            return None
        tiers = []
        given = bound(money.budget)
        budget = None if given is None else int(given * 100)
        parts: tuple[Tier | PaymentRate, ...] = money.tiers or money.rates
        for number, (tier, made) in enumerate(zip(parts, walked.tiers, strict=True)):
            rows = [row for row in walked.taking if walked.firm(row) == number]
            paid_by = None if isinstance(tier, Tier) else tier.rate
            places = tier.places if isinstance(tier, Tier) else made.fillable
            amount = int(tier.amount * 100) if isinstance(tier, Tier) else 0
            planned = amount * places if paid_by is None else made.paid + (made.reserved or 0)
            tiers.append(
                TierShown(
                    id=tier.id,
                    title=self.tell.tier_titles[tier.id],
                    places=places,
                    amount=yuan(amount),
                    firm=made.firm,
                    fillable=made.fillable,
                    paid=yuan(made.paid),
                    reserved=_yuan(made.reserved),
                    unspent=yuan(made.unspent) if budget is not None else "",
                    budget=_yuan(None if budget is None else planned),
                    rate="" if paid_by is None else share_text(paid_by),
                    of="" if isinstance(tier, Tier) or tier.of is None else self.tell.values.label(tier.of)[0],
                    subjects=self.tell.names(rows)[0],
                    origin=dict(tier.origin or {}),
                )
            )
        paid, kept = sum(one.paid for one in walked.tiers), [one.reserved for one in walked.tiers]
        reserved = None if None in kept else sum(one for one in kept if one is not None)
        whole = sum(int(tier.amount * 100) * tier.places for tier in money.tiers)
        if money.rates:
            whole = paid + (reserved or 0)
        return AllocationShown(
            budget=_yuan(budget),
            paid=yuan(paid),
            reserved=_yuan(reserved),
            unspent=_yuan(None if budget is None else budget - paid - (reserved or 0)),
            unassigned=_yuan(None if budget is None else budget - whole),
            tiers=tuple(tiers),
            origin=dict(money.origin or {}),
            clause=self.tell.clause(money.source),
        )

    def decisions(self) -> tuple[DecisionShown, ...]:
        """Decisions that had an effect, with the state before and after."""
        season = self.season
        if not season.inputs.decisions:
            return ()
        rows = season.evidence.rows
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
            ids, names = self.tell.names(mine)
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
