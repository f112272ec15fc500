"""Two outcomes of one scheme side by side: who came out otherwise, column by column, and what became of the money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.exact import yuan
from evaluator.result.differences import (
    COMPARED,
    ColumnMoved,
    Effect,
    LineMoved,
    Money,
    MoneyMoved,
    Move,
    Mover,
    Slope,
    TierMoved,
)
from evaluator.result.model import AllocationShown, TierShown
from evaluator.result.outcome import Outcome

if TYPE_CHECKING:
    import polars as pl

LISTED = 2_000
"""So many movers are listed; of more, the biggest."""

FIRST, BEYOND, MOST_SLOPES = 20, 5, 60
"""Of ranks are shown so many where there are no places, so many beyond them, and never more than that."""

LAST = 10**9
"""Stands for the rank of whoever has none."""

AFTER = "\t after"
"""What is put to the name of a column of the second outcome: no column is called so."""

NUMBERS = ("total", "rank", "subsidy")
AMOUNTS = ("budget", "paid", "reserved", "unspent")
WHO = ("name", "street", "community")


@dataclass(frozen=True)
class Contrast:
    """Two outcomes, joined by the ids of subjects that both have."""

    before: Outcome
    after: Outcome

    @cached_property
    def columns(self) -> list[str]:
        """Criteria and aspects, and the points of each, that either has."""
        both = [*self.before.rows.columns, *self.after.rows.columns]
        return list(dict.fromkeys(name for name in both if name not in ("id", *WHO, *COMPARED)))

    @cached_property
    def rows(self) -> "pl.DataFrame":
        """A row for each subject of both: its columns after, and those before under the same names with `AFTER`."""
        import polars as pl

        wanted = [*COMPARED, *self.columns]
        old, new = (_with(side.told, wanted) for side in (self.before, self.after))
        late = new.rename({name: name + AFTER for name in wanted})
        if old["id"].equals(new["id"]):
            return pl.concat([old, late.drop("id", *WHO)], how="horizontal")
        return old.join(late.drop(WHO), on="id", how="inner").sort("id")

    @cached_property
    def changed(self) -> "pl.Series":
        """Whether each subject's status, total, rank, grade, tier, subsidy or interview differs."""
        return self.differs(COMPARED)

    def only(self, *, before: bool) -> tuple[str, ...]:
        """Ids that one of the two alone has."""
        mine, other = (self.before, self.after) if before else (self.after, self.before)
        if mine.rows["id"].equals(other.rows["id"]):
            return ()
        return tuple(mine.rows.join(other.rows.select("id"), on="id", how="anti")["id"].sort().to_list())

    def differs(self, names: Sequence[str]) -> "pl.Series":
        """Whether each subject differs in any of some columns."""
        import polars as pl

        if not names:
            return pl.Series(values=[False] * self.rows.height, dtype=pl.Boolean)
        return self.rows.select(
            pl.any_horizontal(pl.col(name) != pl.col(name + AFTER) for name in names).alias("changed")
        )["changed"]

    @cached_property
    def displaced(self) -> "pl.Series":
        """Whether nothing but the rank differs."""
        rest = [name for name in COMPARED if name != "rank"]
        return self.changed & ~self.differs([*rest, *self.columns])

    @cached_property
    def moved(self) -> tuple[ColumnMoved, ...]:
        """How many subjects differ in each column, and in any criterion."""
        return tuple(self._moved())

    def _moved(self) -> Iterator[ColumnMoved]:
        import polars as pl

        judged = int(self.differs(self.columns).sum())
        if judged:
            better, worse = self._points()
            yield ColumnMoved(column="points", changed=judged, better=better, worse=worse)
        for name in COMPARED:
            there = self.rows.filter(pl.col(name) != pl.col(name + AFTER)).select(name, name + AFTER)
            if not there.height:
                continue
            better = worse = 0
            moves: list[Move] = []
            if name in NUMBERS:
                step = (_number(name + AFTER) - _number(name)) * (-1 if name == "rank" else 1)
                counted = there.select(better=(step > 0).sum(), worse=(step < 0).sum())
                better, worse = (int(counted[one][0]) for one in ("better", "worse"))
            else:
                found = there.group_by(name, name + AFTER).len("many")
                found = found.sort("many", name, name + AFTER, descending=[True, False, False])
                moves = [Move(before=old, after=new, subjects=many) for old, new, many in found.iter_rows()]
            yield ColumnMoved(column=name, changed=there.height, better=better, worse=worse, moves=tuple(moves))

    def _points(self) -> tuple[int, int]:
        """How many subjects have more points over all criteria, and how many fewer."""
        import polars as pl

        names = [name for name in self.columns if name.endswith(".points")]
        if not names:
            return 0, 0
        step = pl.sum_horizontal((_number(name + AFTER) - _number(name)).fill_null(0).round(4) for name in names)
        counted = self.rows.select(better=(step > 0).sum(), worse=(step < 0).sum())
        return int(counted["better"][0]), int(counted["worse"][0])

    def effect(self) -> Effect:
        """In short: how many subjects, in which columns, and the money."""
        counts = {one.column: one.changed for one in self.moved if one.column != "points"}
        return self.purse().model_copy(update={"subjects": int(self.changed.sum()), "columns": counts})

    def purse(self) -> Effect:
        """By how much the money differs, and nothing else."""
        money = self.money()
        paid, reserved, unspent = ("" if money is None else _step(getattr(money, name)) for name in AMOUNTS[1:])
        return Effect(subjects=0, paid=paid, reserved=reserved, unspent=unspent)

    def movers(self, titles: Mapping[str, str]) -> tuple[list[Mover], int]:
        """Who moved, the biggest first by money, words that differ, rank, total; and how many are left out."""
        import polars as pl

        words = [name for name in COMPARED if name not in NUMBERS]
        sizes = [
            (_number("subsidy" + AFTER).fill_null(0) - _number("subsidy").fill_null(0)).abs(),
            pl.sum_horizontal((pl.col(name) != pl.col(name + AFTER)).cast(pl.Int64) for name in words),
            (_number("rank" + AFTER) - _number("rank")).abs().fill_null(0),
            (_number("total" + AFTER) - _number("total")).abs().fill_null(0),
        ]
        sized = [size.alias(f"\t{number}") for number, size in enumerate(sizes)]
        there = self.rows.filter(self.changed | self.differs(self.columns)).with_columns(sized)
        marks = [f"\t{number}" for number in range(len(sizes))]
        biggest = there.sort(*marks, "id", descending=[True] * len(marks) + [False]).head(LISTED)
        return [self._mover(row, titles) for row in biggest.iter_rows(named=True)], there.height - biggest.height

    def _mover(self, row: Mapping[str, str], titles: Mapping[str, str]) -> Mover:
        criteria = [name for name in self.columns if not name.endswith(".points")]
        lines = []
        for name in criteria:
            verdict = (row[name], row[name + AFTER])
            points = (row.get(f"{name}.points", ""), row.get(f"{name}.points{AFTER}", ""))
            if verdict[0] != verdict[1] or points[0] != points[1]:
                lines.append(LineMoved(criterion=name, title=titles.get(name, name), verdict=verdict, points=points))
        return Mover(
            id=row["id"],
            name=row["name"],
            street=row["street"],
            community=row["community"],
            columns={n: (row[n], row[n + AFTER]) for n in COMPARED if row[n] != row[n + AFTER]},
            lines=tuple(lines),
        )

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """What the words of grade and tier are called, where both sides have some the later one's."""
        grades = dict(self.before.scheme.grades) | dict(self.after.scheme.grades)
        sides = [side.allocation.tiers for side in (self.before, self.after) if side.allocation]
        return {"grade": grades, "tier": {tier.id: tier.title for tiers in sides for tier in tiers}}

    def slopes(self) -> tuple[Slope, ...]:
        """Ranks before and after, in the order of each side: the first in the whole, or the biggest moves in groups."""
        import polars as pl

        ranked = self.rows.with_columns(
            old=_number("rank").fill_null(LAST), new=_number("rank" + AFTER).fill_null(LAST)
        ).filter((pl.col("old") < LAST) | (pl.col("new") < LAST))
        if self.after.scheme.group_by or self.before.scheme.group_by:
            chosen = ranked.filter(pl.col("rank") != pl.col("rank" + AFTER))
            chosen = chosen.sort((pl.col("old") - pl.col("new")).abs(), "id", descending=[True, False])
        else:
            places = [side.allocation.tiers for side in (self.before, self.after) if side.allocation]
            shown = max((sum(tier.places for tier in tiers) for tiers in places), default=0) or FIRST
            chosen = ranked.filter(pl.min_horizontal("old", "new") <= min(shown + BEYOND, MOST_SLOPES // 2))
        chosen = chosen.head(MOST_SLOPES).sort("old", "id").with_row_index("left")
        chosen = chosen.sort("new", "left").with_row_index("right").sort("left")
        return tuple(
            Slope(
                id=row["id"],
                name=row["name"],
                rank=(row["rank"], row["rank" + AFTER]),
                tier=(row["tier"], row["tier" + AFTER]),
                at=(row["left"], row["right"]),
            )
            for row in chosen.iter_rows(named=True)
        )

    def money(self) -> MoneyMoved | None:
        """The money of both, where either has any."""
        old, new = self.before.allocation, self.after.allocation
        if old is None and new is None:
            return None
        olds, news = ({tier.id: tier for tier in side.tiers} if side else {} for side in (old, new))
        tiers = tuple(_tier(olds.get(name), news.get(name)) for name in dict.fromkeys([*olds, *news]))
        return MoneyMoved(**_amounts(old, new).model_dump(), tiers=tiers)


def _with(rows: "pl.DataFrame", names: Sequence[str]) -> "pl.DataFrame":
    import polars as pl

    lacking = [pl.lit("").alias(name) for name in names if name not in rows.columns]
    return rows.with_columns(lacking).select("id", *WHO, *names)


def _number(name: str) -> "pl.Expr":
    """A column as numbers, to tell larger from smaller and to sort by; what is shown is always the text."""
    import polars as pl

    return pl.col(name).cast(pl.Float64, strict=False)


def _amounts(old: AllocationShown | TierShown | None, new: AllocationShown | TierShown | None) -> Money:
    pairs = {name: (getattr(old, name, ""), getattr(new, name, "")) for name in AMOUNTS}
    return Money(**pairs)


def _tier(old: TierShown | None, new: TierShown | None) -> TierMoved:
    one = new or old
    assert one is not None
    said = {
        name: ("" if old is None else str(getattr(old, name)), "" if new is None else str(getattr(new, name)))
        for name in ("places", "amount", "firm")
    }
    return TierMoved(**_amounts(old, new).model_dump(), id=one.id, title=one.title, **said)


def _step(pair: tuple[str, str]) -> str:
    """By how much an amount differs; empty where one of the two has no bound."""
    fen = [_fen(amount) for amount in pair]
    return "" if fen[0] is None or fen[1] is None else yuan(fen[1] - fen[0])


def _fen(amount: str) -> int | None:
    if not amount:
        return None
    sign, digits = (-1, amount[1:]) if amount.startswith("-") else (1, amount)
    return sign * int(digits.replace(".", ""))
