"""What the program found out, as plain values that can be laid beside the plain evaluator's."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluator.inference.columns import FALSE, MISSING, TRUE, VERDICT_WORDS
from evaluator.standing.points import Outcome
from evaluator.standing.season import Season
from evaluator.standing.spans import OPEN, Span
from oracle import Finding, Standing
from oracle.conditions import UNTOLD, Truth
from oracle.points import Settled, ending
from oracle.standing import Row, Tie


class Anything:
    """Stands where the plain evaluator does not tell, and is equal to whatever the program says there."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "…"


ANYTHING: Any = Anything()

TRUTHS: dict[int, Truth] = {TRUE: True, FALSE: False, MISSING: None}


@dataclass(frozen=True)
class Judged:
    """Findings are (verdict, least, most, of); scores and totals (least, most), an end without bound being None."""

    findings: dict[str, tuple[Any, ...]]
    scores: dict[str, Span]
    total: Span | None
    gates: dict[str, Truth]
    held: bool
    rank: int
    grade: str
    interview: str


def of_season(season: Season) -> dict[str, Judged]:
    """Every subject as the program judged it."""
    return {name: _of_row(season, row) for row, name in enumerate(season.evidence.ids)}


def _of_row(season: Season, row: int) -> Judged:
    tally, decided = season.tally, season.decided
    findings = {name: _outcome(made.of(row)) for name, made in tally.findings.items()}
    if tally.marking is not None:
        findings |= {part.aspect.id: _outcome(part.outcome) for part in tally.marking.subjects[row]}
    scores = {name: made.spans[made.codes[row]] for name, made in {**tally.components, **tally.groups}.items()}
    judged = {**decided.gates, **decided.vetoes}
    total = None
    if decided.total is not None and season.plan.scheme.total is not None:
        unit = 10**season.plan.scheme.total.places
        ends = [int(end[row]) for end in decided.total]
        least, most = (None if abs(end) == OPEN else Fraction(end, unit) for end in ends)
        total = (least, most)
    return Judged(
        findings=findings,
        scores=scores,
        total=total,
        gates={name: TRUTHS[int(made.conclusion[row])] for name, made in judged.items()},
        held=bool(decided.held[row]),
        rank=int(season.ranks.rank[row]),
        grade="" if decided.held[row] else season.grades[row],
        interview=season.interviews.state[row] if season.interviews else "",
    )


def _outcome(made: Outcome) -> tuple[Any, ...]:
    return VERDICT_WORDS[made.verdict], made.least, made.most, made.of


def of_oracle(standing: Standing) -> dict[str, Judged]:
    """Every subject as the plain evaluator judged it."""
    return {name: _of_plain(row, told=standing.told) for name, row in sorted(standing.rows.items())}


def _of_plain(row: Row, *, told: bool) -> Judged:
    every = {**row.findings, **row.aspects}
    judged = {**row.gates, **row.vetoes}
    return Judged(
        findings={name: _finding(one) for name, one in every.items()},
        scores={name: _ends(span) for name, span in row.scores.items()}
        | dict.fromkeys(row.silent - {"total"}, ANYTHING),
        total=ANYTHING if "total" in row.silent else row.total and _ends(row.total),
        gates={name: ANYTHING if truth is UNTOLD else truth for name, truth in judged.items()},  # type: ignore[misc]
        held=ANYTHING if row.held is UNTOLD else bool(row.held),
        rank=row.rank if told else ANYTHING,
        grade="" if row.held is True else ANYTHING if row.grade is None else row.grade,
        interview=row.interview if told and row.interview != "untold" else ANYTHING,
    )


def _finding(one: Finding) -> tuple[Any, ...]:
    if one.verdict == "untold":
        return (ANYTHING,) * 4
    return one.verdict, ending(one.least), ending(one.most), one.of


def _ends(span: Settled) -> Span:
    return ending(span[0]), ending(span[1])


def ties_of(season: Season) -> set[Tie]:
    """The ties the program met, by name."""
    ids = season.evidence.ids
    return {Tie(frozenset(ids[row] for row in tie.rows), tie.rank, tie.by) for tie in season.ranks.ties}
