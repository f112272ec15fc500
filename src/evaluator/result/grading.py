"""How a grade came about for one subject: the condition that gave it, what adjusted it, and the quotas, as rulings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evaluator.inference.conclude import Judgement
from evaluator.language.awards import Adjustment, Grade
from evaluator.result.observed import TRUTHS
from evaluator.result.part import where
from evaluator.result.shown_finding import Ruling, RulingKind
from evaluator.result.table import share_text
from evaluator.result.tell import Teller
from evaluator.standing.grades import Placed


@dataclass(frozen=True)
class GradeRulings:
    """Makes the rulings about grades."""

    tell: Teller

    @cached_property
    def titles(self) -> dict[str, str]:
        return {grade.id: self.tell.say(grade.title) or grade.id for grade in self.tell.season.plan.scheme.grades}

    def of(self, row: int) -> Iterator[Ruling]:
        """The condition that gave the grade, each adjustment, and each quota that the subject came under."""
        graded, scheme = self.tell.season.graded, self.tell.season.plan.scheme
        for number, grade in enumerate(scheme.grades):
            if graded.base[row][number] and graded.base[row].sum() == 1 and grade.id in graded.judged:
                yield self._judged(row, grade, "grade", self.titles[grade.id], graded.judged[grade.id])
        for part in scheme.adjustments:
            if part.id in graded.adjusted:
                effect = self._effect(part) if graded.changed[part.id][row] else ""
                title, basis = self.tell.say(part.title), self.tell.say(part.basis)
                yield self._judged(row, part, "adjustment", title, graded.adjusted[part.id], basis, effect)
        for placed in graded.quotas:
            if placed.wanted[row]:
                grade = scheme.grades[placed.grade]
                yield Ruling(
                    id=grade.id,
                    title=self.titles[grade.id],
                    kind="quota",
                    outcome=TRUTHS[int(placed.gets[row])],
                    effect=self._limit(grade, placed, row),
                    rule=where(grade.quota.place) if grade.quota else None,
                )

    def _judged(
        self,
        row: int,
        part: Grade | Adjustment,
        kind: RulingKind,
        title: str,
        judged: Judgement,
        basis: str = "",
        effect: str = "",
    ) -> Ruling:
        columns = self.tell.season.decided.columns
        return Ruling(
            id=part.id,
            title=title,
            kind=kind,
            outcome=TRUTHS[int(judged.conclusion[row])],
            basis=basis,
            effect=effect,
            observations=tuple(self.tell.observer.of_judgement(row, judged, columns, kind)),
            rule=where(part.place),
        )

    def _effect(self, part: Adjustment) -> str:
        """What an adjustment does, in words."""
        zh = self.tell.lang == "zh"
        if part.at_best is not None:
            return f"最高评为{self.titles[part.at_best]}" if zh else f"graded {self.titles[part.at_best]} at best"
        if part.set is not None:
            return f"评为{self.titles[part.set]}" if zh else f"graded {self.titles[part.set]}"
        steps = part.up or part.down or 0
        if part.up is not None:
            return f"上调 {steps} 级" if zh else f"{steps} up"
        return f"下调 {steps} 级" if zh else f"{steps} down"

    def _limit(self, grade: Grade, placed: Placed, row: int) -> str:
        """How many of the group may have a grade, in words; only what is known of it where the group is open."""
        assert grade.quota is not None
        zh = self.tell.lang == "zh"
        (size, most), (places, most_places) = placed.size, placed.places
        members, taken = _span(int(size[row]), int(most[row]), zh), _span(int(places[row]), int(most_places[row]), zh)
        measure = self.tell.season.plan.scheme.measure or "个"
        if grade.quota.share is None:
            return f"不超过 {taken} {measure}" if zh else f"at most {taken}"
        share = share_text(grade.quota.share)
        if not most[row]:
            return f"不超过 {share}" if zh else f"at most {share}"
        return (
            f"不超过 {share}，本组 {members} {measure}中取 {taken} {measure}"
            if zh
            else f"at most {share}, {taken} of {members}"
        )


def _span(least: int, most: int, zh: bool) -> str:
    return str(least) if least == most else f"{least} 至 {most}" if zh else f"{least} to {most}"
