"""The table of results: what each column of `results.csv` says, once for all who share it, and laid out by rows."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import IO, TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluator.exact import fixed, shortest, unscaled, yuan
from evaluator.inference.columns import VERDICT_WORDS
from evaluator.inference.distinct import ByCode, distinct
from evaluator.inference.ordered import ordered
from evaluator.language.plan import Plan
from evaluator.standing.rates import Paid
from evaluator.standing.season import Season

if TYPE_CHECKING:
    import polars as pl

FIRST = ("id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview")

SLICE = 1 << 16
"""Rows written at a time: what they take stays in the processor's caches, and beside the evidence it is little."""


def columns_of(plan: Plan) -> list[str]:
    """Every column of a scheme's results, in their order."""
    aspects = plan.scheme.panel.aspects if plan.scheme.panel else ()
    judged = [*(line.id for line in plan.sheet), *(aspect.id for aspect in aspects)]
    return [*FIRST, *(column for name in judged for column in (name, f"{name}.points"))]


@dataclass(frozen=True)
class Told:
    """A column of few different texts: each once, null for an empty cell, and which is whose."""

    words: "pl.Series"
    codes: npt.NDArray[np.integer[Any]]

    def __getitem__(self, rows: npt.NDArray[np.int64]) -> "pl.Series":
        return self.words[self.codes[rows]]

    def cast(self, dtype: Any) -> "Told":
        """The same, its texts as what they mean."""
        return Told(self.words.cast(dtype), self.codes)


@dataclass(frozen=True)
class Results:
    """The columns of a season's results over all subjects, in the order of the evidence; an empty cell is null."""

    columns: "dict[str, Told | pl.Series]"

    def of(self, rows: npt.NDArray[np.int64]) -> "pl.DataFrame":
        """Some subjects' rows, in this order; ranks are numbers, all else is text."""
        import polars as pl

        return pl.DataFrame({name: column[rows] for name, column in self.columns.items()})

    def typed(self, types: Mapping[str, Any]) -> "Results":
        """The same columns, each of the type given for it."""
        return Results({name: column.cast(types[name]) for name, column in self.columns.items()})

    def text(self, rows: npt.NDArray[np.int64]) -> "pl.DataFrame":
        """The same as text, an empty cell as empty text."""
        import polars as pl

        return self.of(rows).select(pl.all().cast(pl.String).fill_null(""))


def results(season: Season) -> Results:
    """What every column says of every subject."""
    evidence, held, graded = season.evidence, season.decided.held, season.graded
    made: dict[str, Told | pl.Series] = {
        "id": _text(evidence.ids),
        "name": _text(evidence.names),
        "street": _text(evidence.streets),
        "community": _text(evidence.communities),
        "status": _told(["evaluated", "held"], held.view(np.uint8)),
        "total": _totals(season),
        "rank": _ranks(season.ranks.rank),
        "grade": _told(graded.ids, np.where(held, len(graded.grades), graded.numbers)),
    }
    made["tier"], made["subsidy"] = _money(season)
    made["interview"] = _by_code(season.interviews.state) if season.interviews else _nothing(len(evidence))
    for line in season.plan.sheet:
        found = season.tally.findings[line.id]
        made[line.id] = _told([VERDICT_WORDS[one.verdict] for one in found.outcomes], found.codes)
        made[f"{line.id}.points"] = _told([points(one) for one in found.outcomes], found.codes)
    marking = season.tally.marking
    for index, aspect in enumerate(marking.panel.aspects if marking else ()):
        outcomes = [subject[index].outcome for subject in marking.subjects] if marking else []
        made[aspect.id] = _text([VERDICT_WORDS[one.verdict] for one in outcomes])
        made[f"{aspect.id}.points"] = _text([points(one) for one in outcomes])
    return Results(made)


def table(season: Season) -> "pl.DataFrame":
    """Every subject's row, as text, in the order of the evidence (by id)."""
    return results(season).text(np.arange(len(season.evidence)))


def order(season: Season) -> npt.NDArray[np.int64]:
    """Rows by group, rank (none last), id."""
    ranks = season.ranks.rank
    last = np.where(ranks == 0, len(ranks) + 1, ranks)
    return ordered([season.ranks.groups, last], np.arange(len(ranks)))[0]


def points(made: Any) -> str:
    """Points as a column shows them: empty while they are not one number."""
    return shortest(made.least) if made.settled and made.least is not None else ""


def _text(values: "list[str] | pl.Series") -> "pl.Series":
    """Texts, null for an empty one."""
    import polars as pl

    if isinstance(values, list):
        return pl.Series(values=[text or None for text in values], dtype=pl.String)
    return values.replace("", None)


def _told(words: Sequence[str], codes: npt.NDArray[np.integer[Any]]) -> Told:
    return Told(_text(list(words)), codes)


def _by_code(column: ByCode) -> Told:
    return _told(column.values.tolist(), column.codes)


def _nothing(height: int) -> Told:
    return _told([""], np.zeros(height, np.uint8))


def _ranks(ranks: npt.NDArray[np.int64]) -> "pl.Series":
    import polars as pl

    return pl.Series(values=ranks).replace(0, None)


def _totals(season: Season) -> Told:
    total, scheme = season.decided.total, season.plan.scheme.total
    if total is None or scheme is None:
        return _nothing(len(season.evidence))
    held = season.decided.held
    hidden = int(total[0].min(initial=0, where=~held)) - 1  # of who is held no total is shown
    shown = np.where(held, hidden, total[0])
    codes, rows = distinct([shown], len(shown))
    words = ["" if units == hidden else total_text(units, scheme.places) for units in shown[rows].tolist()]
    return _told(words, codes)


def total_text(units: int, places: int) -> str:
    """A total with the scheme's places."""
    return fixed(unscaled(units, places), places)


def _money(season: Season) -> tuple[Told, Told]:
    """Tier and subsidy; both empty while they are not firm."""
    height = len(season.evidence)
    money, walked = season.plan.scheme.allocation, season.walked
    if money is None or walked is None:
        return _nothing(height), _nothing(height)
    parts = money.tiers or money.rates
    tiers, subsidy = np.zeros(height, np.int64), np.where(season.decided.held, 0, 1)
    said = {"": 0, yuan(0): 1}
    for row in walked.taking:
        firm = walked.firm(row)
        if firm is None:
            subsidy[row] = 0
        else:
            tiers[row] = firm + 1
            paid = walked.amounts[row][0] if isinstance(walked, Paid) else int(money.tiers[firm].amount * 100)
            subsidy[row] = said.setdefault(yuan(paid), len(said))
    return _told(["", *(part.id for part in parts)], tiers), _told(list(said), subsidy)


def share_text(value: Fraction) -> str:
    """A weight as a percentage."""
    return f"{shortest(value * 100, 6)}%"


def write_csv(season: Season, out: IO[bytes]) -> None:
    """`results.csv`: UTF-8 with BOM, rows in their order, a slice of them at a time."""
    made, ordered = results(season), order(season)
    for first in range(0, len(ordered) or 1, SLICE):
        rows = made.of(ordered[first : first + SLICE])
        rows.write_csv(out, include_bom=not first, include_header=not first)


def csv_bytes(season: Season) -> bytes:
    """The bytes of `results.csv`."""
    buffer = io.BytesIO()
    write_csv(season, buffer)
    return buffer.getvalue()
