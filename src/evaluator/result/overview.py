"""The overview of a season: where each scheme and each street stands, what lapsed, what is due next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import Field

from evaluator import __version__
from evaluator.inference.columns import INSUFFICIENT, MET, NOT_APPLICABLE, NOT_MET, PARTLY_MET
from evaluator.language.season import SeasonFile
from evaluator.problems import Lang, Problem
from evaluator.result.assemble import shown_problem
from evaluator.result.due import Due, dues
from evaluator.result.model import AllocationShown, Counts, ProblemShown, Result
from evaluator.result.part import Part
from evaluator.result.shown_finding import Clause
from evaluator.result.shown_subject import Waits
from evaluator.result.tell import clause_of
from evaluator.standing.season import Season


class LineShown(Part):
    """One criterion over all subjects: for how many it was met, in part, not met, open, or not applicable."""

    criterion: str
    title: str
    met: int
    partly_met: int
    not_met: int
    insufficient: int
    not_applicable: int


class StreetShown(Part):
    """Subjects of one street (empty: of none) under one scheme: in order, lacking something, or open.

    Those to whom no line applies are `away`, and no part of `subjects`.
    """

    street: str
    subjects: int
    in_order: int
    lacking: int
    open: int
    away: int


class PartShown(Part):
    """One scheme of the season, and the folder its result stands in.

    One that is `scored` compares its subjects by their totals; the others check whether each is in order.
    """

    scheme: str
    title: str
    subject: str
    noun: str
    measure: str
    folder: str
    counts: Counts
    provisional: bool
    scored: bool = False
    allocation: AllocationShown | None
    grades: tuple[tuple[str, int], ...] = ()
    interviews: dict[str, int] = Field(default_factory=dict)
    waits: tuple[Waits, ...] = ()
    lines: tuple[LineShown, ...] = ()
    streets: tuple[StreetShown, ...] = ()
    due: tuple[Due, ...] = ()

    @property
    def by_street(self) -> bool:
        """Whether its subjects belong to streets."""
        return any(one.street for one in self.streets)

    @property
    def standing(self) -> StreetShown:
        """How all its subjects stand."""
        return _summed("", self.streets)


class ChapterShown(Part):
    """A head of the policy with the schemes under it."""

    id: str
    title: str
    clause: Clause | None
    parts: tuple[PartShown, ...]

    @property
    def standing(self) -> StreetShown:
        """How the subjects stand that are checked; a subject under two schemes counts twice."""
        return _summed("", (one for part in self.parts if not part.scored for one in part.streets))

    @property
    def paid(self) -> str:
        """Money that is firm; empty where there is none to give."""
        return _added(part.allocation.paid for part in self.parts if part.allocation)

    @property
    def reserved(self) -> str:
        """Money that is not firm yet, without that whose amount has no bound."""
        return _added(part.allocation.reserved for part in self.parts if part.allocation)


class SeasonShown(Part):
    """What was evaluated."""

    id: str
    title: str
    period: tuple[str, str]
    authority: str = ""
    clause: Clause | None = None


class Overview(Part):
    """A season's whole result, each scheme's own standing in the folder its part names.

    `counts` adds up the parts: a subject under two schemes counts twice; a file that cannot be read is rejected once.
    """

    season: SeasonShown
    as_of: str
    version: str
    lang: Lang
    rules_from: str
    provisional: bool
    counts: Counts
    streets: tuple[str, ...]
    chapters: tuple[ChapterShown, ...]
    problems: tuple[ProblemShown, ...]

    @property
    def parts(self) -> list[PartShown]:
        """Every scheme's part, in the order of the season's file."""
        return [part for chapter in self.chapters for part in chapter.parts]

    @property
    def due(self) -> list[tuple[PartShown, Due]]:
        """What is due next under every scheme, soonest first."""
        return sorted(((part, one) for part in self.parts for one in part.due), key=lambda pair: pair[1].by)

    @property
    def by_street(self) -> list[StreetShown]:
        """How the checked subjects of each street stand over all schemes."""
        checked = [one for part in self.parts if not part.scored for one in part.streets]
        found = [_summed(street, (one for one in checked if one.street == street)) for street in self.streets]
        return [one for one in found if one.subjects]

    @property
    def settled(self) -> bool:
        """Whether nobody is held and nothing was rejected: the run's exit status."""
        return not self.counts.held and not self.counts.rejected


def _summed(street: str, parts: Iterable[StreetShown]) -> StreetShown:
    found = list(parts)
    return StreetShown(
        street=street,
        subjects=sum(one.subjects for one in found),
        in_order=sum(one.in_order for one in found),
        lacking=sum(one.lacking for one in found),
        open=sum(one.open for one in found),
        away=sum(one.away for one in found),
    )


def _added(amounts: Iterable[str]) -> str:
    found = [Decimal(amount) for amount in amounts if amount]
    return str(sum(found)) if found else ""


class RunShown(NamedTuple):
    """What all parts have in common."""

    lang: Lang
    as_of: str
    rules_from: str


def overview(
    season: SeasonFile, parts: Sequence[PartShown], run: RunShown, rejected: int, problems: Sequence[Problem]
) -> Overview:
    """The overview of a season's parts, which come in the order of its file."""
    lang, made = run.lang, iter(parts)
    chapters = tuple(
        ChapterShown(
            id=chapter.id,
            title=chapter.title[lang],
            clause=clause_of(chapter.source),
            parts=tuple(next(made) for _ in chapter.schemes),
        )
        for chapter in season.chapters
    )
    counts = [part.counts for part in parts]
    all_rejected = rejected + sum(one.rejected for one in counts)
    evaluated, held = sum(one.evaluated for one in counts), sum(one.held for one in counts)
    return Overview(
        season=SeasonShown(
            id=season.season,
            title=season.title[lang],
            period=(season.period.start.isoformat(), season.period.to.isoformat() if season.period.to else ""),
            authority=season.authority[lang] if season.authority else "",
            clause=clause_of(season.source),
        ),
        as_of=run.as_of,
        version=__version__,
        lang=lang,
        rules_from=run.rules_from,
        provisional=any(part.provisional for part in parts),
        counts=Counts(received=evaluated + held + all_rejected, evaluated=evaluated, held=held, rejected=all_rejected),
        streets=tuple(sorted({one.street for part in parts for one in part.streets} - {""})),
        chapters=chapters,
        problems=tuple(shown_problem(item, lang) for item in problems),
    )


def part_shown(result: Result, judged: Season) -> PartShown:
    """One scheme's part of the overview."""
    from evaluator.result.write import part_folder

    return PartShown(
        scheme=result.scheme.id,
        title=result.scheme.title,
        subject=result.scheme.subject,
        noun=result.scheme.noun,
        measure=result.scheme.measure,
        folder=part_folder(result.scheme.id),
        counts=result.counts,
        provisional=result.provisional,
        scored=result.scheme.total_places is not None,
        allocation=result.allocation,
        grades=tuple((title, result.grades[grade]) for grade, title in result.scheme.grades),
        interviews=result.interviews,
        waits=result.waits,
        lines=tuple(_lines(result.lang, judged)),
        streets=tuple(_streets(judged)),
        due=tuple(dues(result, judged)),
    )


def _lines(lang: Lang, judged: Season) -> Iterator[LineShown]:
    for line in judged.plan.sheet:
        found = Counter(judged.tally.findings[line.id].verdicts.tolist())
        yield LineShown(
            criterion=line.id,
            title=line.title[lang],
            met=found[MET],
            partly_met=found[PARTLY_MET],
            not_met=found[NOT_MET],
            insufficient=found[INSUFFICIENT],
            not_applicable=found[NOT_APPLICABLE],
        )


def _streets(judged: Season) -> Iterator[StreetShown]:
    """By street: a subject is open while it is held, in order when every line is met in full or does not apply."""
    height = len(judged.evidence)
    held = judged.decided.held
    good: npt.NDArray[np.bool_] = np.full(height, True)
    away: npt.NDArray[np.bool_] = np.full(height, bool(judged.tally.findings))
    for found in judged.tally.findings.values():
        away &= found.verdicts == NOT_APPLICABLE
        if not found.line.bonus:
            good &= np.isin(found.verdicts, (MET, NOT_APPLICABLE))
    streets = np.array(judged.evidence.streets, dtype=object)
    for street in sorted(set(judged.evidence.streets)):
        apart = int((streets == street)[away].sum())
        here = (streets == street) & ~away
        subjects, open_, in_order = int(here.sum()), int((here & held).sum()), int((here & good & ~held).sum())
        yield StreetShown(
            street=street,
            subjects=subjects,
            in_order=in_order,
            lacking=subjects - open_ - in_order,
            open=open_,
            away=apart,
        )
