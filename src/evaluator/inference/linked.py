"""Quantities over the subjects behind a link: how many, how much together, or the value of the one there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, TRUE, Columns, Quantity, Truths
from evaluator.inference.conclude import Judge
from evaluator.inference.reach import UNKNOWN, Reach, Reaches, quantity_of
from evaluator.language.criteria import Link
from evaluator.language.derived_from_others import LinkedValue
from evaluator.language.derived_from_rows import CountOf, SumOf
from evaluator.problems import Problem, nearest, problem


@dataclass(frozen=True)
class Behind:
    """The subjects behind a link, judged: their evidence, and every column conditions can be put to."""

    evidence: Evidence
    columns: Columns


@dataclass(frozen=True)
class Ties:
    """Which subject is tied to which: pairs of rows. `open_` ours may be tied to any one, `loose` theirs to any."""

    ours: npt.NDArray[np.int64]
    theirs: npt.NDArray[np.int64]
    open_: npt.NDArray[np.bool_]
    loose: npt.NDArray[np.int64]


def tie(name: str, link: Link, evidence: Evidence, other: Evidence) -> tuple[Ties, list[Problem]]:
    """The pairs a link ties together; a key that leads to nobody is a problem, and leaves the link open."""
    known: dict[str, list[int]] = {}
    problems: list[Problem] = []
    ours: list[int] = []
    theirs: list[int] = []
    open_ = np.zeros(len(evidence), np.bool_)
    loose: list[int] = []
    if link.mine is not None:
        for row, key in enumerate(other.ids if link.by == "id" else other.names):
            known.setdefault(key, []).append(row)
        for row, value in enumerate(keys_of(link.mine, evidence)):
            found = known.get(value or "", [])
            if len(found) == 1:
                ours.append(row)
                theirs.append(found[0])
                continue
            open_[row] = True
            if value is not None:
                place, hint = evidence.place(row, link.mine), nearest(value, known)
                details = {"found": value, "link": name, "nearest": hint}
                problems.append(problem("link-to-nobody", place, subject=evidence.ids[row], **details))
    else:
        for row, key in enumerate(evidence.ids if link.by == "id" else evidence.names):
            known.setdefault(key, []).append(row)
        for row, value in enumerate(keys_of(link.theirs or "", other)):
            if value is None:
                loose.append(row)
            for mine in known.get(value or "", []):
                ours.append(mine)
                theirs.append(row)
    return Ties(np.array(ours, np.int64), np.array(theirs, np.int64), open_, np.array(loose, np.int64)), problems


def keys_of(column: str, evidence: Evidence) -> Sequence[str | None]:
    """The texts of a column by which subjects are tied or grouped; None is missing or unsettled."""
    if column == "id":
        return list(evidence.ids)
    if column in ("street", "community"):
        texts = evidence.streets if column == "street" else evidence.communities
        unsure = {row for row, name in evidence.unsettled if name == column}
        return [None if row in unsure or not text else text for row, text in enumerate(texts)]
    return [None if value is None else str(value) for value in evidence.answers[column]]


def over_link(quantity: CountOf | SumOf | LinkedValue, behind: Behind, ties: Ties, judge: Judge) -> Quantity:
    """A count, sum or value over the subjects behind a link, with bounds for what is missing on either side."""
    height = len(ties.open_)
    where = quantity.where if isinstance(quantity, (CountOf, SumOf)) else None
    others = behind.columns.height
    always = np.full(others, TRUE, np.uint8)
    truths = always if where is None else judge.judge(where, behind.columns).conclusion
    if isinstance(quantity, CountOf):
        return _counted(truths, ties, height)
    reaches = Reaches(behind.columns.quantities[quantity.of])
    values = [reaches.at(row) for row in range(others)]
    if isinstance(quantity, LinkedValue):
        made = [UNKNOWN] * height
        tied = np.bincount(ties.ours, minlength=height)
        for mine, other in zip(ties.ours, ties.theirs, strict=True):
            if tied[mine] == 1 and not len(ties.loose):
                made[mine] = values[other]
        return quantity_of(made, reaches.places)
    return quantity_of(_summed(values, truths, ties, height), reaches.places)


def _counted(truths: Truths, ties: Ties, height: int) -> Quantity:
    sure = np.bincount(ties.ours[truths[ties.theirs] == TRUE], minlength=height)
    most = np.bincount(ties.ours[truths[ties.theirs] != FALSE], minlength=height)
    most = most + ties.open_ + int((truths[ties.loose] != FALSE).sum())
    return quantity_of([(Fraction(int(low)), Fraction(int(high))) for low, high in zip(sure, most, strict=True)], 0)


def _summed(values: Sequence[Reach], truths: Truths, ties: Ties, height: int) -> list[Reach]:
    low: list[Fraction | None] = [Fraction(0)] * height
    high: list[Fraction | None] = [Fraction(0)] * height

    def add(mine: int, reach: Reach, *, sure: bool) -> None:
        down, up = reach
        if not sure:
            down, up = None if down is None else min(down, Fraction(0)), None if up is None else max(up, Fraction(0))
        before, after = low[mine], high[mine]
        low[mine] = None if before is None or down is None else before + down
        high[mine] = None if after is None or up is None else after + up

    for mine, other in zip(ties.ours.tolist(), ties.theirs.tolist(), strict=True):
        if truths[other] != FALSE:
            add(mine, values[other], sure=bool(truths[other] == TRUE))
    for other in ties.loose.tolist():
        if truths[other] != FALSE:
            for mine in range(height):
                add(mine, values[other], sure=False)
    for mine in np.flatnonzero(ties.open_).tolist():
        add(mine, UNKNOWN, sure=False)
    return list(zip(low, high, strict=True))
