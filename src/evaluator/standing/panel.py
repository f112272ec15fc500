"""The panel's marks: void ones left out, highest and lowest dropped, an exact mean for each aspect."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evaluator.evidence.model import Evidence, RawMark, RawRecusal
from evaluator.evidence.values import Fault, number_of
from evaluator.inference.arithmetic import ZERO
from evaluator.inference.columns import INSUFFICIENT, MET, NOT_MET, PARTLY_MET
from evaluator.inference.conclude import Judge
from evaluator.language.panel import Aspect, Panel
from evaluator.language.plan import Plan
from evaluator.language.scalars import kind_of
from evaluator.problems import Place, Problem, nearest, problem
from evaluator.standing.ballots import Ballot, Given, Marks, Voided, ballots, void_ballots, void_problems
from evaluator.standing.points import Outcome
from evaluator.standing.spans import Span


@dataclass(frozen=True)
class Mark:
    """One judge's valid mark, whether the mean leaves it out, and the rules that make it void."""

    judge: str
    mark: Fraction
    dropped: bool
    place: Place
    void: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aspected:
    """One aspect of one subject: its marks and what they come to."""

    aspect: Aspect
    marks: tuple[Mark, ...]
    outcome: Outcome

    @property
    def valid(self) -> int:
        """How many marks are not void."""
        return sum(not one.void for one in self.marks)


@dataclass(frozen=True)
class Marking:
    """The panel's work: for each subject its aspects, and its score as exact bounds.

    `cast` are the ballots, `voided` those that are void and by which rules, `recused` judge and subject's row.
    """

    panel: Panel
    scale: Fraction
    subjects: tuple[tuple[Aspected, ...], ...]
    scores: tuple[Span, ...]
    cast: tuple[Ballot, ...] = ()
    voided: Voided = field(default_factory=dict)
    recused: frozenset[tuple[str, int]] = frozenset()

    def unsettled(self, row: int) -> bool:
        return any(part.outcome.verdict == INSUFFICIENT for part in self.subjects[row])

    @property
    def judges(self) -> tuple[str, ...]:
        """Everybody who gave a valid mark, in the order in which their marks begin."""
        return tuple(dict.fromkeys(one.judge for one in sorted(self.cast, key=lambda one: (one.place, one.judge))))

    def without(self, judge: str) -> "Marking":
        """What the others' marks alone come to, by the same rules."""
        kept = {
            (row, part.aspect.id): [(one.judge, one.mark, one.place) for one in part.marks if one.judge != judge]
            for row, parts in enumerate(self.subjects)
            for part in parts
        }
        cast = tuple(one for one in self.cast if one.judge != judge)
        return _marking(self.panel, self.scale, len(self.subjects), kept, cast, self.voided, self.recused)


def mark(
    plan: Plan, evidence: Evidence, marks: Sequence[RawMark], recusals: Sequence[RawRecusal], judge: Judge
) -> tuple[Marking | None, list[Problem]]:
    """All marks checked against the panel's configuration, void ones told, and the means the others give."""
    panel = plan.scheme.panel
    if panel is None:
        first = min((given.place for given in marks), default=None)
        return None, [] if first is None else [problem("marks-not-asked", first, found=len(marks))]
    recused = {(item.judge, item.subject) for item in recusals}
    recused |= {(item.judge, item.subject) for item in panel.recusals}
    valid, problems = _valid(panel, evidence, marks, recusals, recused)
    cast = tuple(ballots(valid))
    voided = void_ballots(panel, cast, judge)
    problems += void_problems(panel, cast, voided, evidence)
    full = sum((aspect.worth for aspect in panel.aspects), ZERO)
    scale = Fraction(1) if plan.out_of is None else plan.out_of / full
    rows = evidence.rows
    aside = frozenset((name, rows[subject]) for name, subject in recused if subject in rows)
    made = _marking(panel, scale, len(evidence), valid, cast, voided, aside)
    for row, parts in enumerate(made.subjects):
        for part in parts:
            if part.outcome.verdict == INSUFFICIENT:
                place = part.marks[0].place if part.marks else evidence.row_places[row]
                details = {"found": part.valid, "expected": panel.fewest_marks, "aspect": part.aspect.id}
                problems.append(problem("marks-too-few", place, subject=evidence.ids[row], **details))
    return made, problems


def _marking(
    panel: Panel,
    scale: Fraction,
    height: int,
    marks: Marks,
    cast: tuple[Ballot, ...],
    voided: Voided,
    recused: frozenset[tuple[str, int]],
) -> Marking:
    """Every subject's aspects and score from valid marks, of which some are void."""
    subjects, scores = [], []
    for row in range(height):
        given = [marks.get((row, aspect.id), ()) for aspect in panel.aspects]
        parts = tuple(_aspected(panel, *one, row, voided) for one in zip(panel.aspects, given, strict=True))
        subjects.append(parts)
        scores.append(
            (
                scale * sum((part.outcome.least or ZERO for part in parts), ZERO),
                scale * sum((part.outcome.most or ZERO for part in parts), ZERO),
            )
        )
    return Marking(panel, scale, tuple(subjects), tuple(scores), cast, voided, recused)


def _valid(
    panel: Panel,
    evidence: Evidence,
    marks: Sequence[RawMark],
    recusals: Sequence[RawRecusal],
    recused: Collection[tuple[str, str]],
) -> tuple[dict[tuple[int, str], list[Given]], list[Problem]]:
    problems: list[Problem] = []
    rows = evidence.rows
    aspects = {aspect.id: aspect for aspect in panel.aspects}
    for item in recusals:
        if item.subject not in rows:
            problems.append(_unknown(item.subject, item.place, rows))
    seen: dict[tuple[str, str, str], tuple[Fraction, Place]] = {}
    clashing: set[tuple[str, str, str]] = set()
    for given in sorted(marks, key=lambda one: one.place):
        if given.subject not in rows:
            problems.append(_unknown(given.subject, given.place, rows))
            continue
        if given.aspect not in aspects:
            hint = nearest(given.aspect, aspects)
            problems.append(
                problem("mark-aspect", given.place, subject=given.subject, found=given.aspect, nearest=hint)
            )
            continue
        if (given.judge, given.subject) in recused:
            problems.append(problem("mark-recused", given.place, subject=given.subject, found=given.judge))
            continue
        value = _mark(panel, aspects[given.aspect], given)
        if isinstance(value, Fault):
            problems.append(
                problem(value.code, given.place, subject=given.subject, **value.details, field=given.aspect)
            )
            continue
        key = (given.judge, given.subject, given.aspect)
        if key in seen and seen[key][0] != value:
            details = {"found": given.judge, "aspect": given.aspect, "first": seen[key][1]}
            problems.append(problem("mark-twice", given.place, subject=given.subject, **details))
            clashing.add(key)
        seen.setdefault(key, (value, given.place))
    found: dict[tuple[int, str], list[Given]] = defaultdict(list)
    for (judge, subject, aspect), (value, place) in seen.items():
        if (judge, subject, aspect) not in clashing:
            found[rows[subject], aspect].append((judge, value, place))
    return found, problems


def _unknown(subject: str, place: Place, rows: Mapping[str, int]) -> Problem:
    return problem("mark-subject", place, subject=subject, found=subject, nearest=nearest(subject, rows))


def _mark(panel: Panel, aspect: Aspect, given: RawMark) -> Fraction | Fault:
    value = number_of(given.mark, given.cells)
    if isinstance(value, Fault):
        return Fault("mark-number", {"found": kind_of(given.mark)})
    if not panel.scale.start <= value <= aspect.worth:
        return Fault("mark-range", {"found": given.mark, "expected": f"{panel.scale.start}–{aspect.worth}"})
    if (value * 10**panel.scale.places).denominator != 1:
        return Fault("mark-places", {"found": given.mark, "expected": panel.scale.places})
    return value


def _aspected(panel: Panel, aspect: Aspect, given: Sequence[Given], row: int, voided: Voided) -> Aspected:
    """The mean of an aspect's marks that are not void, highest and lowest left out where there are enough."""
    ordered = sorted((one for one in given if (one[0], row) not in voided), key=lambda one: (one[1], one[2]))
    count = len(ordered)
    low = high = 0
    if panel.drop is not None and count >= panel.drop.start:
        low, high = panel.drop.lowest, panel.drop.highest
    dropped = {judge for judge, _, _ in (*ordered[:low], *ordered[count - high :])}
    marks = tuple(
        Mark(judge, value, judge in dropped, place, voided.get((judge, row), ()))
        for judge, value, place in sorted(given, key=lambda one: one[2])
    )
    kept = [one.mark for one in marks if not one.dropped and not one.void]
    if count < panel.fewest_marks or not kept:
        return Aspected(aspect, marks, Outcome(INSUFFICIENT, panel.scale.start, aspect.worth, aspect.worth))
    mean = sum(kept, ZERO) / len(kept)
    verdict = MET if mean == aspect.worth else PARTLY_MET if mean > 0 else NOT_MET
    return Aspected(aspect, marks, Outcome(verdict, mean, mean, aspect.worth))
