"""One subject's part of a result: its row, its findings, and the reasons for its standing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import MISSING
from evaluator.inference.periods import days_after
from evaluator.result.earlier import difference, gained, whole
from evaluator.result.findings import Findings
from evaluator.result.panel import PanelSheets
from evaluator.result.rulings import Rulings
from evaluator.result.shown_finding import Bounds, Finding
from evaluator.result.shown_subject import EarlierShown, FollowUpShown, MonthShown, Neighbour, Subject, Waits
from evaluator.result.table import order, table, total_text
from evaluator.result.tell import Teller
from evaluator.result.words import STANDING
from evaluator.standing.allocate import NO_TIER
from evaluator.standing.interviewed import PENDING
from evaluator.standing.season import Season
from evaluator.standing.spans import OPEN


@dataclass(frozen=True)
class Sheets:
    """Makes the part of each subject."""

    tell: Teller

    @property
    def season(self) -> Season:
        return self.tell.season

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return table(self.season).to_dicts()

    def subject(self, row: int) -> Subject:
        season, line = self.season, self.rows[row]
        held = bool(season.decided.held[row])
        findings = tuple(self.found.of(row))
        possible = season.walked.possible.get(row) if season.walked else None
        firm = not held and not (season.walked is not None and season.walked.open(row))
        rank = int(season.ranks.rank[row]) or None
        pending = line["interview"] == PENDING or bool(season.graded.open[row])
        tie = self.tell.ties_by_row.get(row)
        return Subject(
            **{name: line[name] for name in ("id", "name", "street", "community", "status", "total", "grade")},
            rank=rank,
            tier=line["tier"],
            subsidy=line["subsidy"],
            interview=line["interview"],
            grade_title=self.rulings.grading.titles.get(line["grade"], ""),
            possible_grades=season.graded.names(row),
            tier_title=self.tell.tier_titles.get(line["tier"], ""),
            group=self.tell.group(row),
            firm=firm,
            possible_tiers=tuple(self._possible(possible)) if possible and not firm else (),
            waits=self._waits_of(row) if (not firm or pending) and not held else (),
            held_for=(tuple(dict.fromkeys(self._held_for(row))) or (STANDING["total"][self.tell.lang],))
            if held
            else (),
            total_bounds=self._bounds(row) if held else None,
            scores=tuple(self.tell.components(row)),
            subtotals=tuple(self.tell.subtotals(row)),
            findings=findings,
            ballots=self.panel.ballots(row),
            rulings=tuple(self.rulings.of(row)),
            above=self._neighbour(row, -1),
            below=self._neighbour(row, 1),
            tie=self.tell.tie(tie) if tie is not None else None,
            group_size=int(self._group_sizes[self.season.ranks.groups[row]]) if season.interviews else None,
            lacking=tuple(one.title for one in findings if one.verdict == "not-met" and not one.bonus),
            put_right_by=self._put_right(findings),
            follow_up=self._follow_up(row),
            earlier=self._earlier(line),
        )

    def _earlier(self, line: Mapping[str, Any]) -> EarlierShown | None:
        before = self.season.inputs.earlier.get(line["id"])
        if before is None or not any(before.get(name) for name in ("status", "total", "rank", "grade", "tier")):
            return None
        told = {name: before.get(name) or "" for name in ("total", "grade", "tier", "subsidy")}
        return EarlierShown(
            **told,
            rank=whole(before.get("rank") or ""),
            grade_title=self.rulings.grading.titles.get(told["grade"], ""),
            tier_title=self.tell.tier_titles.get(told["tier"], ""),
            total_moved=difference(told["total"], line["total"]),
            rank_moved=gained(whole(before.get("rank") or ""), whole(line["rank"])),
        )

    @cached_property
    def _group_sizes(self) -> npt.NDArray[np.int64]:
        """Members of each group who surely belong to it."""
        codes = self.season.ranks.groups
        return np.bincount(codes[self.season.decided.belongs], minlength=int(codes.max(initial=0)) + 1)

    def _possible(self, possible: frozenset[int]) -> Iterator[str]:
        money = self.season.plan.scheme.allocation
        for number in sorted(possible, key=lambda n: (n == NO_TIER, n)):
            yield "" if number == NO_TIER or money is None else (money.tiers or money.rates)[number].id

    def _bounds(self, row: int) -> Bounds | None:
        total, scheme = self.season.decided.total, self.season.plan.scheme.total
        if total is None or scheme is None:
            return None
        ends = (int(total[0][row]), int(total[1][row]))
        least, most = ("" if abs(end) == OPEN else total_text(end, scheme.places) for end in ends)
        return Bounds(least=least, most=most)

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
                yield self.tell.say(line.title)
        marking = season.tally.marking
        if marking is not None:
            for part in marking.subjects[row]:
                if not part.outcome.settled:
                    yield self.tell.say(part.aspect.title)
        for part_id, judged in (*season.decided.gates.items(), *season.decided.vetoes.items()):
            if judged.conclusion[row] == MISSING:
                yield self._ruling_titles[part_id]
        members = season.decided.members
        group = {"zh": "参加排名的条件", "en": "membership of the group"}[self.tell.lang]
        if members is not None and members.conclusion[row] == MISSING:
            yield group
        elif any((row, name) in season.evidence.unsettled for name in ("street", "community")):
            yield {"zh": "所属街道或社区", "en": "street or community"}[self.tell.lang]
        for adjustment in plan.scheme.adjustments:
            made = season.graded.adjusted.get(adjustment.id)
            if made is not None and made.conclusion[row] == MISSING:
                yield self.tell.say(adjustment.title)
        if season.graded.unsure[row]:
            yield {"zh": "评定等级", "en": "the grade"}[self.tell.lang]

    @cached_property
    def _ruling_titles(self) -> dict[str, str]:
        scheme = self.season.plan.scheme
        titles = {gate.id: self.tell.say(gate.title) for gate in scheme.gates}
        return titles | {veto.id: self.tell.say(veto.title) for veto in scheme.vetoes}

    def _neighbour(self, row: int, step: int) -> Neighbour | None:
        """The next ranked subject above or below in the group, and the gap in points."""
        season = self.season
        total, scheme = season.decided.total, season.plan.scheme.total
        if total is None or scheme is None or not season.ranks.rank[row]:
            return None
        ranked = self._ranked_by_group[self.tell.group(row)]
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

    @cached_property
    def _ranked_by_group(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in order(self.season):
            if self.season.ranks.rank[row]:
                found.setdefault(self.tell.group(int(row)), []).append(int(row))
        return found

    def _follow_up(self, row: int) -> FollowUpShown | None:
        made, term = self.season.follow_up.get(row), self.season.plan.scheme.follow_up
        if made is None or term is None:
            return None
        return FollowUpShown(
            since=made.since.isoformat(),
            labels={name: self.tell.say(counted.label) or name for name, counted in term.counts.items()},
            months=tuple(MonthShown(month=m.month, counts=dict(m.counts), state=m.state) for m in made.months),
            missed=tuple(m.month for m in made.months if m.state == "missed"),
            counts=dict(made.counts),
            overall=made.overall or "",
        )

    def _waits_of(self, row: int) -> tuple[Waits, ...]:
        """What a subject's tier or interview waits for: its own tie, and held subjects that could reach its place."""
        season, found = self.season, []
        tie = self.tell.ties_by_row.get(row)
        if tie is not None and tie.open:
            found.append(self.tell.waits("tie", tie.rows))
        if season.decided.total is not None and season.decided.total[0] is not None:
            reach = season.decided.total[1] >= season.decided.total[0][row]
            for other in np.flatnonzero(season.decided.contending & reach):
                if other != row:
                    found.append(self.tell.waits("held", (int(other),)))
        if not found:
            above = season.ranks.rank[row]
            found = [self.tell.waits("tie", one.rows) for one in season.ranks.open_ties if one.rank < above]
        return tuple(found)

    @cached_property
    def panel(self) -> PanelSheets:
        return PanelSheets(self.tell)

    @cached_property
    def found(self) -> Findings:
        return Findings(self.tell)

    @cached_property
    def rulings(self) -> Rulings:
        return Rulings(self.tell)
