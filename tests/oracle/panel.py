"""The panel's marks of one subject: a trimmed mean for each aspect, the whole out of a hundred."""

from fractions import Fraction

from evaluator.language.scheme import Panel
from oracle.case import Case
from oracle.points import ZERO, Finding, Settled, verdict_of


def aspects(panel: Panel, case: Case, subject: str) -> dict[str, Finding]:
    """What each aspect of a subject came to."""
    recused = case.recused | {(item.judge, item.subject) for item in panel.recusals}
    found = {}
    for aspect in panel.aspects:
        marks = [
            one.mark
            for one in case.marks
            if one.subject == subject and one.aspect == aspect.id and (one.judge, subject) not in recused
        ]
        mean = _mean(panel, marks)
        if mean is None:
            found[aspect.id] = Finding("insufficient", panel.scale.start, aspect.worth, aspect.worth)
        else:
            found[aspect.id] = Finding(verdict_of(mean, mean, aspect.worth), mean, mean, aspect.worth)
    return found


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
