"""What every part of a result says of a season: titles, clauses, names, groups, ties, and what is waited for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from evaluator.exact import fixed, shortest, unscaled
from evaluator.language.plan import full_marks
from evaluator.language.scheme import Component
from evaluator.language.shape import Source, Text
from evaluator.problems import Lang
from evaluator.result.naming import tier_titles
from evaluator.result.observed import Observer
from evaluator.result.shown_finding import Bounds, Clause, Score, Subtotal
from evaluator.result.shown_subject import TieShown, Waits
from evaluator.result.table import share_text, total_text
from evaluator.result.values import Values
from evaluator.standing.interviewed import PENDING
from evaluator.standing.rank import DECISION, Flags
from evaluator.standing.season import Season
from evaluator.standing.spans import Span, settled
from evaluator.standing.tally import Scores
from evaluator.standing.ties import Tie

POINTS = 4
"""Decimals of bounds, which are shown and never compared."""


@dataclass(frozen=True)
class Teller:
    """Puts parts of a season into the words of one language.

    `most` is how many are named of those who are equal or held; the others are counted. None: all are named.
    """

    season: Season
    lang: Lang
    most: int | None = None

    @cached_property
    def rows_by_id(self) -> Mapping[str, int]:
        return self.season.evidence.rows

    def name(self, subject: str) -> str:
        """The name of a subject by its id; empty for one who is not there."""
        return self.season.evidence.names[self.rows_by_id[subject]] if subject in self.rows_by_id else ""

    def say(self, text: Text | None) -> str:
        return "" if text is None else text[self.lang]

    def clause(self, source: Source | None) -> Clause | None:
        return clause_of(source)

    @property
    def values(self) -> Values:
        return self.observer.values

    @cached_property
    def observer(self) -> Observer:
        return Observer(self.season, self.lang)

    @cached_property
    def tier_titles(self) -> dict[str, str]:
        return tier_titles(self.season.plan, self.lang)

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

    def components(self, row: int | None) -> Iterator[Score]:
        """Components with their weights, and one subject's scores in them."""
        season = self.season
        if season.tally.total is None:
            return
        for part in season.plan.scheme.components:
            span = None if row is None else span_of(season.tally.components[part.id], row)
            title, weight = self.values.label(part.id)[0], share_text(part.weighs)
            yield score_of(part.id, title, weight, _text(self._out_of(part)), span)

    def _out_of(self, part: Component) -> Fraction | None:
        """What a component is scored out of: what the total says, or its own full marks, which may be open."""
        plan = self.season.plan
        if plan.out_of is not None:
            return plan.out_of
        if plan.scheme.panel is not None and part.panel is not None:
            return sum((aspect.worth for aspect in plan.scheme.panel.aspects), Fraction(0))
        return full_marks(next(rules for rules in plan.rulesets if rules.ruleset == part.ruleset))

    def subtotals(self, row: int) -> Iterator[Subtotal]:
        """What one subject's groups came to, in the order they are written."""
        plan, made = self.season.plan, self.season.tally.groups
        for rules in plan.rulesets if made else ():
            for group in rules.groups:
                whole = full_marks(rules, parts=[group.id])
                score = score_of(
                    group.id, self.say(group.title), "", _text(whole or None), span_of(made[group.id], row)
                )
                yield Subtotal(
                    **dict(score),
                    component=rules.ruleset,
                    parts=tuple(self._part_titles[name] for name in group.criteria),
                    best="" if group.best is None else str(group.best),
                    cap=_text(group.cap),
                    minimum=_text(group.minimum),
                )

    @cached_property
    def _part_titles(self) -> dict[str, str]:
        plan = self.season.plan
        titles = {line.id: self.say(line.title) for line in plan.sheet}
        return titles | {group.id: self.say(group.title) for group in plan.groups}

    def _unsure(self) -> Flags:
        """Whose grade, tier or interview is open; where there are none, a rank is all there is."""
        season = self.season
        if season.walked is not None:
            found: Flags = season.graded.open.copy()
            found[[row for row in season.walked.taking if season.walked.open(row)]] = True
            return found
        if season.interviews is not None:
            return season.graded.open | season.interviews.are(PENDING)
        return np.full(len(season.evidence), True)

    def waits(self, kind: Any, rows: Sequence[int]) -> Waits:
        ids, names = self.names(rows[: self.most])
        return Waits(kind=kind, subjects=ids, names=names, more=len(rows) - len(ids))

    def open_waits(self) -> tuple[Waits, ...]:
        """Every open tie that matters to money or an interview, and every held subject that could still be ranked.

        Of very many those held are told together.
        """
        season = self.season
        ties = season.ranks.open_ties
        matter = ties.touch(self._unsure())
        found = [self.waits("tie", tie.rows) for tie, matters in zip(ties, matter, strict=True) if matters]
        held = np.flatnonzero(season.decided.contending).tolist()
        together = [(row,) for row in held] if self.most is None else [held] if held else []
        return (*found, *(self.waits("held", rows) for rows in together))

    def tie(self, tie: Tie) -> TieShown:
        season = self.season
        rows, scheme = tie.rows[: self.most], season.plan.scheme
        ids, names = self.names(rows)
        total, places = season.decided.total, scheme.total.places if scheme.total else 0
        values = tuple(self._tie_value(tie.by, row) for row in rows) if tie.by and tie.by != DECISION else ()
        title = {"": "", DECISION: {"zh": "集体决定", "en": "decision"}[self.lang]}.get(tie.by)
        return TieShown(
            group=self.group(tie.rows[0]),
            rank=tie.rank,
            total=total_text(int(total[0][tie.rows[0]]), places) if total else "",
            subjects=ids,
            names=names,
            by=tie.by,
            by_title=self.values.label(tie.by)[0] if title is None else title,
            open=tie.open,
            values=values,
            more=len(tie.rows) - len(rows),
        )

    def _tie_value(self, by: str, row: int) -> str:
        scores = {**self.season.tally.components, **self.season.tally.groups}
        if by in scores:
            rule = next(t for t in self.season.plan.scheme.ranking.ties if t.by == by)  # type: ignore[union-attr]  # ties are ranked
            least, _ = span_of(scores[by], row)
            return "" if least is None else fixed(least, rule.places, rule.rounding)
        quantity = self.season.decided.columns.quantities[by]
        least = quantity.least[row]
        return "" if least is None else shortest(unscaled(least, quantity.places), quantity.places)

    def group(self, row: int) -> str:
        within = self.season.plan.scheme.ranking.within if self.season.plan.scheme.ranking else None
        evidence = self.season.evidence
        return {None: "", "street": evidence.streets[row], "community": evidence.communities[row]}[within]


def _text(number: Fraction | None) -> str:
    return "" if number is None else shortest(number)


def span_of(scores: Scores, row: int) -> Span:
    """One subject's exact bounds."""
    return scores.spans[int(scores.codes[row])]


def score_of(name: str, title: str, weight: str, of: str, span: Span | None) -> Score:
    if span is None:
        return Score(id=name, title=title, weight=weight, of=of)
    if span[0] is not None and settled(span):
        return Score(id=name, title=title, weight=weight, of=of, points=shortest(span[0]))
    return Score(id=name, title=title, weight=weight, of=of, bounds=bounds_of(span))


def bounds_of(span: Span) -> Bounds:
    least, most = ("" if end is None else shortest(end, POINTS) for end in span)
    return Bounds(least=least, most=most)


def clause_of(source: Source | None) -> Clause | None:
    """The clause of the policy that a part of a rule file rests on."""
    if source is None:
        return None
    return Clause(document=source.document, section=source.section or "", paragraph=source.paragraph or "")
