"""How gates, vetoes, membership, tiers, grades and the interview rule were judged for one subject, as rulings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluator.inference.conclude import Judgement
from evaluator.result.grading import GradeRulings
from evaluator.result.observed import TRUTHS
from evaluator.result.part import where
from evaluator.result.shown_finding import Ruling
from evaluator.result.tell import Teller


@dataclass(frozen=True)
class Rulings:
    """Makes the rulings on each subject."""

    tell: Teller

    @cached_property
    def grading(self) -> GradeRulings:
        return GradeRulings(self.tell)

    def of(self, row: int) -> Iterator[Ruling]:
        """What was asked of a subject beside its criteria, in the order in which a season asks it."""
        season, scheme = self.tell.season, self.tell.season.plan.scheme
        columns = season.decided.columns
        for gate in scheme.gates:
            yield self._ruling(row, gate, "gate", season.decided.gates[gate.id], columns)
        for veto in scheme.vetoes:
            yield self._ruling(row, veto, "veto", season.decided.vetoes[veto.id], columns, self.tell.say(veto.basis))
        if season.decided.members is not None and scheme.ranking is not None:
            title = {"zh": "参加排名的条件", "en": "Who is ranked"}[self.tell.lang]
            yield self._named(row, "members", title, "group", season.decided.members, columns, scheme.ranking.place)
        if scheme.allocation is not None:
            if "" in season.tier_judgements:
                title = {"zh": "等次评定的条件", "en": "Eligible for a tier"}[self.tell.lang]
                judged = season.tier_judgements[""]
                yield self._named(row, "eligible", title, "eligible", judged, columns, scheme.allocation.place)
            for tier in scheme.allocation.tiers or scheme.allocation.rates:
                if tier.id in season.tier_judgements:
                    judged = season.tier_judgements[tier.id]
                    yield self._named(row, tier.id, self.tell.tier_titles[tier.id], "tier", judged, columns, tier.place)
        yield from self.grading.of(row)
        if season.interviews is not None and scheme.interviews is not None:
            called = season.interviews
            yield self._ruling(row, scheme.interviews, "interview", called.when, called.columns)

    def _ruling(self, row: int, part: Any, kind: Any, judged: Judgement, columns: Any, basis: str = "") -> Ruling:
        return self._named(row, part.id, self.tell.say(part.title), kind, judged, columns, part.place, basis)

    def _named(
        self, row: int, name: str, title: str, kind: Any, judged: Judgement, columns: Any, place: Any, basis: str = ""
    ) -> Ruling:
        return Ruling(
            id=name,
            title=title,
            kind=kind,
            outcome=TRUTHS[int(judged.conclusion[row])],
            waived=kind in ("gate", "veto") and (row, name) in self.tell.season.evidence.waived,
            basis=basis,
            observations=tuple(self.tell.observer.of_judgement(row, judged, columns, kind)),
            rule=where(place),
        )
