"""Ballots: what is counted of each judge's marks, and which ballots the panel's rules make void.

Counting is arithmetic; whether a ballot is void is decided as everything is: each rule's condition is judged over all
ballots at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import TRUE, Columns
from evaluator.inference.conclude import Judge
from evaluator.language.panel import Panel, Void
from evaluator.language.terms import ON_BALLOT, ON_SHEET
from evaluator.problems import Place, Problem, problem
from evaluator.standing.spans import counted_quantity

Given = tuple[str, Fraction, Place]
"""A judge's valid mark: who gave it, how many points, and where it stands."""

Marks = Mapping[tuple[int, str], Sequence[Given]]
"""The valid marks of each subject's row and aspect."""

Voided = Mapping[tuple[str, int], tuple[str, ...]]
"""The ids of the rules that make a judge's marks for a subject void, in the order of the scheme."""


@dataclass(frozen=True)
class Ballot:
    """One judge's valid marks for one subject, by aspect."""

    judge: str
    row: int
    marks: Mapping[str, Fraction]
    place: Place

    def full(self, worths: Mapping[str, Fraction]) -> int:
        """How many of them are the aspect's full worth."""
        return sum(mark == worths[aspect] for aspect, mark in self.marks.items())


def ballots(marks: Marks) -> list[Ballot]:
    """Every judge's ballot for every subject, by judge and then by subject."""
    found: dict[tuple[str, int], dict[str, Fraction]] = defaultdict(dict)
    places: dict[tuple[str, int], Place] = {}
    for (row, aspect), given in marks.items():
        for judge, mark, place in given:
            found[judge, row][aspect] = mark
            places[judge, row] = min(place, places.get((judge, row), place))
    return [Ballot(judge, row, found[judge, row], places[judge, row]) for judge, row in sorted(found)]


def void_ballots(panel: Panel, cast: Sequence[Ballot], judge: Judge) -> Voided:
    """Which rules make which ballots void. Each rule sees all valid marks, whatever the others say of them."""
    worths = {aspect.id: aspect.worth for aspect in panel.aspects}
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    sheets: dict[str, list[Ballot]] = defaultdict(list)
    for one in cast:
        sheets[one.judge].append(one)
    for rule in panel.void if cast else ():
        together = [[one] for one in cast] if rule.of == "subject" else list(sheets.values())
        conclusion = judge.judge(rule.when, _counted(rule, together, worths)).conclusion
        for ballot, truth in zip(together, conclusion, strict=True):
            for one in ballot if truth == TRUE else ():
                found[one.judge, one.row].append(rule.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _counted(rule: Void, together: Iterable[Sequence[Ballot]], worths: Mapping[str, Fraction]) -> Columns:
    """What conditions on ballots see: a row for each ballot, which may be one for a subject or a whole sheet."""
    names = ON_BALLOT if rule.of == "subject" else ON_SHEET
    counts = [_counts(ballot, worths) for ballot in together]
    columns = {name: np.array([one[name] for one in counts], np.int64) for name in names}
    return Columns(len(counts), quantities={name: counted_quantity(one, one) for name, one in columns.items()})


def _counts(ballot: Sequence[Ballot], worths: Mapping[str, Fraction]) -> dict[str, int]:
    full = [one.full(worths) for one in ballot]
    return {
        "marks_given": sum(len(one.marks) for one in ballot),
        "full_marks": sum(full),
        "different_marks": len({mark for one in ballot for mark in one.marks.values()}),
        "subjects_marked": len(ballot),
        "full_subjects": full.count(len(worths)),
    }


def void_problems(panel: Panel, cast: Sequence[Ballot], voided: Voided, evidence: Evidence) -> list[Problem]:
    """What is said of each void ballot: of a whole sheet once, where it begins."""
    found = []
    for rule in panel.void:
        mine = [one for one in cast if rule.id in voided.get((one.judge, one.row), ())]
        if rule.of == "subject":
            found += [
                problem("ballot-void", one.place, subject=evidence.ids[one.row], found=one.judge, rule=rule.id)
                for one in mine
            ]
            continue
        for name in dict.fromkeys(one.judge for one in mine):
            sheet = [one for one in mine if one.judge == name]
            place = min(one.place for one in sheet)
            found.append(problem("sheet-void", place, found=name, rule=rule.id, subjects=len(sheet)))
    return found
