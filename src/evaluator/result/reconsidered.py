"""Objections and waivers as a result shows them, with how subjects stood before and after."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from evaluator.evidence.acts import day_text
from evaluator.evidence.amended import Amended
from evaluator.result.course import ObjectionShown, Stand, WaiverShown
from evaluator.result.part import where
from evaluator.result.table import table
from evaluator.result.tell import Teller
from evaluator.result.values import Values
from evaluator.standing.course_records import Raised, Waiver
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Reconsidered:
    """Shows what people reconsidered; each season that was judged on the way is made a table once."""

    tell: Teller
    _tables: "dict[int, pl.DataFrame]" = field(default_factory=dict)

    def objection(self, one: Raised[Season], *, late: bool) -> ObjectionShown:
        """An objection with its answer, and what it changed; `late` if it came after its time."""
        act, answer = one.act, one.answer
        state: Literal["open", "late", "upheld", "rejected"] = "late" if late else "open"
        if answer is not None:
            state = "upheld" if answer.outcome == "upheld" else "rejected"
        row = self.tell.rows_by_id.get(act.subject)
        return ObjectionShown(
            id=act.id,
            subject=act.subject,
            name=self.tell.name(act.subject),
            raised_by=act.raised_by,
            on=day_text(act.on),
            about=act.about,
            received_by=act.by,
            due=day_text(one.due),
            state=state,
            answered_by=answer.by if answer else "",
            answered_on=day_text(answer.on) if answer else "",
            answer=answer.reason if answer else "",
            decision=answer.decision if answer else "",
            changes=self._changes(one.change, one.before, one.after),
            before=self._stand(one.before, row),
            after=self._stand(one.after, row),
            place=where(act.place),
        )

    def _changes(
        self, change: Amended | None, before: Season | None, after: Season | None
    ) -> tuple[tuple[str, str, str, str], ...]:
        if change is None or before is None or after is None:
            return ()
        return tuple(
            (
                name,
                self.tell.values.label(name)[0],
                self._answer(before, change.row, name),
                self._answer(after, change.row, name),
            )
            for name in change.answers
        )

    def _answer(self, season: Season, row: int, name: str) -> str:
        """An answer in words, as it stood."""
        values = Values(season, self.tell.lang)
        _, unit, percent = values.label(name)
        return values.value(row, name, season.decided.columns, unit, percent)[1]

    def waiver(self, one: Waiver[Season]) -> WaiverShown:
        """A waiver, with how its subject stood before and after."""
        scheme = self.tell.season.plan.scheme
        gates = {gate.id: self.tell.say(gate.title) for gate in scheme.gates}
        titles = gates | {veto.id: self.tell.say(veto.title) for veto in scheme.vetoes}
        act = one.act
        return WaiverShown(
            subject=act.subject,
            name=self.tell.name(act.subject),
            waives=act.waives,
            kind="gate" if act.waives in gates else "veto",
            title=titles[act.waives],
            by=act.by,
            on=day_text(act.on),
            until=day_text(act.until),
            lapsed=one.lapsed,
            reason=act.reason,
            before=self._stand(one.before, one.row),
            after=self._stand(one.after, one.row),
            place=where(act.place),
        )

    def _stand(self, season: Season | None, row: int | None) -> Stand | None:
        """How a subject stood in a season, by the columns of its table."""
        if season is None or row is None:
            return None
        if id(season) not in self._tables:
            self._tables[id(season)] = table(season)
        line = self._tables[id(season)].row(row, named=True)
        texts = {name: line[name] for name in ("status", "total", "grade", "tier", "subsidy", "interview")}
        title = self.tell.tier_titles.get(line["tier"], "")
        return Stand(**texts, tier_title=title, rank=int(season.ranks.rank[row]) or None)
