"""Quotas of grades: of those who have a grade, those ranked first within the group, as many as there are places.

Whoever is beyond them gets the next grade, which may have a quota of its own. An open tie across the limit, and a
held subject that could come before, leave both grades possible.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from evaluator.evidence.model import Evidence
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.inference.distinct import ByCode, distinct
from evaluator.language.awards import Quota
from evaluator.language.plan import Plan
from evaluator.standing.alike import unplaced
from evaluator.standing.decided import Decided
from evaluator.standing.grades import Graded, Grid, Placed
from evaluator.standing.groups import Members, within_group
from evaluator.standing.rank import Ints, Ranks


def place_all(plan: Plan, evidence: Evidence, decided: Decided, ranks: Ranks, graded: Graded) -> Graded:
    """Possible grades once the places of each quota are taken, from the first grade down."""
    if plan.scheme.ranking is None or decided.total is None or not any(grade.quota for grade in graded.grades):
        return graded
    floating = unplaced(plan, evidence)
    everybody = Members(
        groups=ranks.groups,
        sure=decided.belongs & ~floating,
        possible=decided.may_belong,
        floating=floating,
        rank=ranks.rank,
        least=decided.total[0],
        most=decided.total[1],
        broken=True,
        ordered=True,
    )
    size = within_group(everybody).size
    possible, quotas = graded.possible.whole, []
    for number, grade in enumerate(graded.grades[:-1]):
        if grade.quota is None:
            continue
        wanted = possible[:, number].copy()
        surely = wanted & (possible.sum(axis=1) == 1)
        ahead = within_group(
            replace(everybody, sure=everybody.sure & surely, possible=everybody.possible & wanted)
        ).higher
        places = _places(grade.quota, size[0]), _places(grade.quota, size[1])
        gets = np.full(len(wanted), MISSING, np.uint8)
        gets[~decided.may_belong | (ahead[0] >= places[1])] = FALSE
        gets[decided.belongs & (ahead[1] < places[0])] = TRUE
        quotas.append(Placed(number, wanted, gets, size, places))
        possible[wanted & (gets != TRUE), number + 1] = True
        possible[wanted & (gets == FALSE), number] = False
    return replace(graded, possible=_by_kind(graded, possible, quotas), quotas=tuple(quotas))


def _places(quota: Quota, size: Ints) -> Ints:
    """How many places there are in groups of so many members."""
    if quota.share is None:
        return np.full(len(size), quota.places or 0, np.int64)
    share = Fraction(quota.share)
    found = size * share.numerator
    whole: Ints = -(-found // share.denominator) if quota.part == "counts" else found // share.denominator
    return whole


def _by_kind(graded: Graded, possible: Grid, quotas: Sequence[Placed]) -> ByCode:
    """Possible grades by what each subject had before and whether it gets a place of each quota."""
    codes, rows = distinct([graded.possible.codes, *(one.gets for one in quotas)], len(possible))
    return ByCode(possible[rows], codes)
