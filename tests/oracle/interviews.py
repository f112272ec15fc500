"""Who is called to an interview: by standing within a group, some of whose members may still be held."""

from oracle.conditions import UNTOLD, Number, Seen, Truth, truth_of
from oracle.points import ZERO, Settled
from oracle.standing import Row, Standing, looking


def interview(standing: Standing) -> None:
    """Fill in everybody's interview."""
    scheme = standing.plan.scheme
    if scheme.interviews is not None and scheme.ranking is not None and scheme.total is not None and standing.told:
        for row in standing.rows.values():
            row.interview = _interview(standing, row)


def _interview(standing: Standing, row: Row) -> str:
    """Proposed where it is sure, pending where what is open could bring it about, else no."""
    rule, ranking = standing.plan.scheme.interviews, standing.plan.scheme.ranking
    assert rule is not None
    assert ranking is not None
    if row.out is True or row.belongs is False:
        return "no"
    members = [
        other
        for other in standing.rows.values()
        if other.out is not True
        and other.belongs is not False
        and other.group(ranking.within) == row.group(ranking.within)
    ]
    size = [ZERO, ZERO]
    higher, lower = [ZERO, ZERO], [ZERO, ZERO]
    for other in members:
        sure = 1 if _sure(other) else 0
        size = [size[0] + sure, size[1] + 1]
        if other is not row:
            above, below = _compared(other, row, bool(ranking.ties))
            higher = [higher[0] + (sure if above is True else 0), higher[1] + (above is not False)]
            lower = [lower[0] + (sure if below is True else 0), lower[1] + (below is not False)]
    seen: dict[str, Seen] = {
        "group_size": Number((size[0], size[1]), 0),
        "higher_in_group": Number((higher[0], higher[1]), 0),
        "lower_in_group": Number((lower[0], lower[1]), 0),
    }
    look = looking(standing.plan, row, seen)
    asked, when = False if rule.open is None else truth_of(rule.open, look), truth_of(rule.when, look)
    if UNTOLD in (asked, when):
        return "untold"
    if asked is not False:
        return "pending"
    if when is False:
        return "no"
    return "proposed" if when is True and not row.held else "pending"


def _sure(row: Row) -> bool:
    """Whether a subject is a member of its group whatever is still open."""
    return row.out is False and row.belongs is True


def _compared(other: Row, row: Row, broken: bool) -> tuple[Truth, Truth]:
    """Whether `other` stands higher than `row`, and whether lower."""
    if other.rank and row.rank:
        return other.rank < row.rank, other.rank > row.rank
    assert other.total is not None
    assert row.total is not None
    return _above(other.total, row.total, broken), _above(row.total, other.total, broken)


def _above(one: Settled, other: Settled, broken: bool) -> Truth:
    if one[0] > other[1]:
        return True
    return None if one[1] > other[0] or (broken and one[1] == other[0]) else False
