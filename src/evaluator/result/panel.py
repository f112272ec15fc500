"""The panel's part of a result: every ballot, why marks are void, and how each judge stands to the others."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluator.exact import fixed, shortest
from evaluator.inference.conclude import Judge
from evaluator.language.shape import Text
from evaluator.result.part import where
from evaluator.result.shown_panel import BallotShown, FarthestShown, JudgeShown, MarkShown, PanelShown, VoidShown
from evaluator.result.tell import Teller
from evaluator.result.told_scheme import Schemes
from evaluator.standing.ballots import Ballot
from evaluator.standing.judges import Moved, distances, moved, watched
from evaluator.standing.panel import Mark, Marking

DISTANCE_PLACES = 2
"""Decimals a distance is shown with where the scheme does not say."""


def shown_mark(one: Mark) -> MarkShown:
    return MarkShown(judge=one.judge, mark=shortest(one.mark), dropped=one.dropped, void=one.void)


@dataclass(frozen=True)
class PanelSheets:
    """Makes the parts of a result that are about judges."""

    tell: Teller

    @property
    def marking(self) -> Marking | None:
        return self.tell.season.tally.marking

    def ballots(self, row: int) -> tuple[BallotShown, ...]:
        """What every judge gave a subject, and who was recused."""
        marking = self.marking
        if marking is None:
            return ()
        given: dict[str, dict[str, Mark]] = defaultdict(dict)
        for part in marking.subjects[row]:
            for one in part.marks:
                given[one.judge][part.aspect.id] = one
        there = {*given, *self._recused.get(row, ())}
        names = [name for name in self._order if name in there] + sorted(there - {*self._order})
        return tuple(self._ballot(marking, row, name, given.get(name, {})) for name in names)

    def _ballot(self, marking: Marking, row: int, name: str, given: dict[str, Mark]) -> BallotShown:
        aspects = [aspect.id for aspect in marking.panel.aspects]
        whole = len(given) == len(aspects)
        recused = name in self._recused.get(row, ())
        return BallotShown(
            judge=name,
            marks=tuple(shown_mark(given[aspect]) if aspect in given else None for aspect in aspects),
            total=shortest(sum((one.mark for one in given.values()), Fraction(0))) if whole else "",
            void=marking.voided.get((name, row), ()),
            recused=recused,
            reason=self._reasons.get((name, self.tell.season.evidence.ids[row]), ""),
        )

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return self.marking.judges if self.marking else ()

    @cached_property
    def _recused(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for name, row in self.marking.recused if self.marking else ():
            found[row].append(name)
        return found

    @cached_property
    def _reasons(self) -> dict[tuple[str, str], str]:
        stated = self.marking.panel.recusals if self.marking else ()
        return {(one.judge, one.subject): self.tell.say(one.reason) for one in stated}

    def panel(self, *, judges: bool) -> PanelShown | None:
        """The panel as a whole; without `judges` only its rules."""
        marking = self.marking
        if marking is None:
            return None
        panel, watch = marking.panel, marking.panel.watch
        return PanelShown(
            id=panel.id,
            title=self.tell.say(panel.title),
            aspects=tuple((one.id, self.tell.say(one.title), shortest(one.worth)) for one in panel.aspects),
            void=tuple(self._void(marking)),
            limit="" if watch is None else shortest(watch.apart),
            limit_origin={} if watch is None else dict(watch.origin or {}),
            limit_authority="" if watch is None else self._authority(watch.authority),
            judges=tuple(self._judges(marking)) if judges else (),
        )

    def _authority(self, own: Text | None) -> str:
        return self.tell.say(own or self.tell.season.plan.scheme.authority)

    def _void(self, marking: Marking) -> Iterator[VoidShown]:
        told = Schemes(self.tell.season.plan, self.tell.lang)
        number = Counter(rule for rules in marking.voided.values() for rule in rules)
        for rule in marking.panel.void:
            yield VoidShown(
                id=rule.id,
                title=self.tell.say(rule.title),
                of=rule.of,
                requirement=told.inline(rule.when),
                basis=self.tell.say(rule.basis),
                origin=dict(rule.origin or {}),
                authority=self._authority(rule.authority),
                ballots=number[rule.id],
                rule=where(rule.place),
            )

    def _judges(self, marking: Marking) -> Iterator[JudgeShown]:
        judge = Judge()
        apart, far = distances(marking), watched(marking, judge)
        cast: dict[str, list[Ballot]] = defaultdict(list)
        for ballot in marking.cast:
            cast[ballot.judge].append(ballot)
        dropped = Counter(
            one.judge for parts in marking.subjects for part in parts for one in part.marks if one.dropped
        )
        for change in moved(self.tell.season, judge):
            mine, distance = cast[change.judge], apart.get(change.judge)
            yield JudgeShown(
                judge=change.judge,
                subjects=len(mine),
                void=sum((one.judge, one.row) in marking.voided for one in mine),
                dropped=dropped[change.judge],
                apart="" if distance is None else self._distance(marking, distance.apart),
                compared=0 if distance is None else distance.subjects,
                far=change.judge in far,
                held=change.held,
                ranks=change.ranks,
                farthest=self._farthest(change),
                tiers=change.tiers,
                grades=change.grades,
            )

    def _distance(self, marking: Marking, apart: Fraction) -> str:
        """A distance as it is compared."""
        watch = marking.panel.watch
        if watch is None:
            return fixed(apart, DISTANCE_PLACES)
        return fixed(apart, watch.places, watch.rounding)

    def _farthest(self, change: Moved) -> FarthestShown | None:
        if change.farthest is None:
            return None
        row, rank, without = change.farthest
        evidence = self.tell.season.evidence
        return FarthestShown(
            id=evidence.ids[row], name=evidence.names[row], rank=rank, without=without, by=abs(rank - without)
        )
