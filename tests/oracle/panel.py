"""The panel's marks of one subject: void ones left out, a trimmed mean for each aspect, the whole out of a hundred."""

from fractions import Fraction
from statistics import median

from evaluator.language.panel import Panel
from oracle.case import Case, Mark
from oracle.conditions import Number, truth_of
from oracle.points import ZERO, Finding, Settled, verdict_of


def aspects(panel: Panel, case: Case, subject: str) -> dict[str, Finding]:
    """What each aspect of a subject came to."""
    valid = valid_marks(panel, case)
    found = {}
    for aspect in panel.aspects:
        marks = [
            one.mark
            for one in valid
            if one.subject == subject and one.aspect == aspect.id and not voided(panel, valid, one)
        ]
        mean = _mean(panel, marks)
        if mean is None:
            found[aspect.id] = Finding("insufficient", panel.scale.start, aspect.worth, aspect.worth)
        else:
            found[aspect.id] = Finding(verdict_of(mean, mean, aspect.worth), mean, mean, aspect.worth)
    return found


def valid_marks(panel: Panel, case: Case) -> list[Mark]:
    """The marks of judges who are not recused."""
    recused = case.recused | {(item.judge, item.subject) for item in panel.recusals}
    return [one for one in case.marks if (one.judge, one.subject) not in recused]


def voided(panel: Panel, valid: list[Mark], mark: Mark) -> list[str]:
    """The rules by which a mark is void, looked up anew for every single mark."""
    found = []
    for rule in panel.void:
        ballot = [
            one for one in valid if one.judge == mark.judge and (rule.of == "sheet" or one.subject == mark.subject)
        ]
        if truth_of(rule.when, lambda name, ballot=ballot: _counted(panel, ballot, name)) is True:  # type: ignore[misc]
            found.append(rule.id)
    return found


def _counted(panel: Panel, ballot: list[Mark], name: str) -> Number:
    worths = {aspect.id: aspect.worth for aspect in panel.aspects}
    subjects = {one.subject for one in ballot}
    full = {(one.subject, one.aspect) for one in ballot if one.mark == worths[one.aspect]}
    counts = {
        "marks_given": len(ballot),
        "full_marks": len(full),
        "different_marks": len({one.mark for one in ballot}),
        "subjects_marked": len(subjects),
        "full_subjects": sum(all((one, aspect) in full for aspect in worths) for one in subjects),
    }
    number = Fraction(counts[name])
    return Number((number, number), 0)


def distance(panel: Panel, case: Case, judge: str) -> tuple[Fraction, int] | None:
    """How far a judge is apart from the others, and over how many subjects."""
    valid = valid_marks(panel, case)
    counted = [one for one in valid if not voided(panel, valid, one)]
    apart = []
    for subject in {one.subject for one in counted}:
        mine = _whole(panel, counted, judge, subject)
        others = [_whole(panel, counted, name, subject) for name in {one.judge for one in counted} - {judge}]
        known = [one for one in others if one is not None]
        if mine is not None and len(known) >= 2:
            apart.append(mine - Fraction(median(known)))
    return (sum(apart, ZERO) / len(apart), len(apart)) if apart else None


def _whole(panel: Panel, counted: list[Mark], judge: str, subject: str) -> Fraction | None:
    marks = [one.mark for one in counted if (one.judge, one.subject) == (judge, subject)]
    return sum(marks, ZERO) if len(marks) == len(panel.aspects) else None


def _mean(panel: Panel, marks: list[Fraction]) -> Fraction | None:
    """The mean without the highest and the lowest, or None when there are too few marks."""
    if len(marks) < panel.fewest_marks:
        return None
    kept = sorted(marks)
    if panel.drop is not None and len(marks) >= panel.drop.start:
        for _ in range(panel.drop.lowest):
            kept = kept[1:]
        for _ in range(panel.drop.highest):
            kept = kept[:-1]
    return sum(kept, ZERO) / len(kept) if kept else None


def panel_score(panel: Panel, found: dict[str, Finding], out_of: Fraction | None) -> Settled:
    """The panel's score out of a number, or its points as they are."""
    full = sum((aspect.worth for aspect in panel.aspects), ZERO)
    least = sum((one.least or ZERO for one in found.values()), ZERO)
    most = sum((one.most or ZERO for one in found.values()), ZERO)
    if out_of is None:
        return least, most
    return out_of * least / full, out_of * most / full
