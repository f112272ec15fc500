"""The table of results: the columns of `results.csv`, each made once for all subjects."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluator.exact import fixed, shortest, unscaled, yuan
from evaluator.inference.columns import VERDICT_WORDS
from evaluator.language.plan import Plan
from evaluator.standing.allocate import NO_TIER
from evaluator.standing.ranking import group_codes
from evaluator.standing.rates import Paid
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl

FIRST = ("id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview")


def columns_of(plan: Plan) -> list[str]:
    """Every column of a scheme's results, in their order."""
    aspects = plan.scheme.panel.aspects if plan.scheme.panel else ()
    judged = [*(line.id for line in plan.sheet), *(aspect.id for aspect in aspects)]
    return [*FIRST, *(column for name in judged for column in (name, f"{name}.points"))]


def table(season: Season) -> "pl.DataFrame":
    """Every subject's row, as text, in the order of the evidence (by id)."""
    import polars as pl

    evidence, held = season.evidence, season.decided.held
    made: dict[str, Any] = {
        "id": evidence.ids,
        "name": evidence.names,
        "street": evidence.streets,
        "community": evidence.communities,
        "status": _chosen(held.astype(np.int64), ["evaluated", "held"]),
        "total": _totals(season),
        "rank": _each(season.ranks.rank, lambda rank: str(rank) if rank else ""),
        "grade": [grade if not out else "" for grade, out in zip(season.grades, held, strict=True)],
    }
    made["tier"], made["subsidy"] = _money(season)
    made["interview"] = season.interviews.state if season.interviews else [""] * len(evidence)
    for line in season.plan.sheet:
        found = season.tally.findings[line.id]
        made[line.id] = _chosen(found.codes, [VERDICT_WORDS[one.verdict] for one in found.outcomes])
        made[f"{line.id}.points"] = _chosen(found.codes, [points(one) for one in found.outcomes])
    marking = season.tally.marking
    for index, aspect in enumerate(marking.panel.aspects if marking else ()):
        outcomes = [subject[index].outcome for subject in marking.subjects] if marking else []
        made[aspect.id] = [VERDICT_WORDS[one.verdict] for one in outcomes]
        made[f"{aspect.id}.points"] = [points(one) for one in outcomes]
    return pl.DataFrame({name: pl.Series(values=values, dtype=pl.String) for name, values in made.items()})


def order(season: Season) -> npt.NDArray[np.int64]:
    """Rows by group, rank (none last), id."""
    ranks = season.ranks.rank
    last = np.where(ranks == 0, np.iinfo(np.int64).max, ranks)
    return np.lexsort((np.arange(len(ranks)), last, group_codes(season.plan, season.evidence)))


def points(made: Any) -> str:
    """Points as a column shows them: empty while they are not one number."""
    return shortest(made.least) if made.settled and made.least is not None else ""


def _chosen(codes: npt.NDArray[np.integer[Any]], words: Sequence[str]) -> "pl.Series":
    import polars as pl

    return pl.Series(values=list(words), dtype=pl.String)[codes]


def _each(values: npt.NDArray[np.int64], say: Callable[[int], str]) -> "pl.Series":
    distinct, codes = np.unique(values, return_inverse=True)
    return _chosen(codes.astype(np.int64), [say(int(value)) for value in distinct])


def _totals(season: Season) -> Any:
    total, scheme = season.decided.total, season.plan.scheme.total
    if total is None or scheme is None:
        return [""] * len(season.evidence)
    hidden = np.iinfo(np.int64).min
    shown = np.where(season.decided.held, hidden, total[0])
    return _each(shown, lambda units: "" if units == hidden else total_text(units, scheme.places))


def total_text(units: int, places: int) -> str:
    """A total with the scheme's places."""
    return fixed(unscaled(units, places), places)


def _money(season: Season) -> tuple[Any, Any]:
    """Tier and subsidy; both empty while they are not firm."""
    height = len(season.evidence)
    money, walked = season.plan.scheme.allocation, season.walked
    if money is None or walked is None:
        return [""] * height, [""] * height
    tiers = [""] * height
    subsidy = np.where(season.decided.held, 0, 1)
    said = ["", yuan(0)]
    codes = subsidy.astype(np.int64)
    for row in walked.possible:
        firm = walked.firm(row)
        if firm is None:
            codes[row] = 0
        elif firm != NO_TIER:
            tiers[row] = (money.tiers or money.rates)[firm].id
            paid = walked.amounts[row][0] if isinstance(walked, Paid) else int(money.tiers[firm].amount * 100)
            said.append(yuan(paid))
            codes[row] = len(said) - 1
    return tiers, _chosen(codes, said)


def share_text(value: Fraction) -> str:
    """A weight as a percentage."""
    return f"{shortest(value * 100, 6)}%"


def csv_bytes(rows: "pl.DataFrame", ordered: npt.NDArray[np.int64]) -> bytes:
    """`results.csv`: UTF-8 with BOM, rows in their order."""
    import io

    import polars as pl

    buffer = io.BytesIO()
    rows[pl.Series(ordered)].select(pl.all().replace("", None)).write_csv(buffer, include_bom=True)
    return buffer.getvalue()
