"""Who contends for the tiers of a season: the link between its standing and the walk down the ranks."""

from dataclasses import dataclass
from fractions import Fraction

from oracle.conditions import Number, Seen, Truth, truth_of
from oracle.money import Person, Waiting
from oracle.standing import Row, Standing, looking


@dataclass(frozen=True)
class Contest:
    """Everybody who may take a place, with what they meet of the tiers' conditions as far as it is known."""

    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    places: tuple[int, ...]
    amounts: tuple[Fraction, ...]
    conditional: tuple[bool, ...]


def contest(standing: Standing) -> Contest | None:
    """The contest of a season that allocates something."""
    scheme = standing.plan.scheme
    money, total = scheme.allocation, scheme.total
    if money is None or money.method != "walk-down" or total is None or not standing.told:
        return None
    people, waiting = [], []
    for row in sorted(standing.rows.values(), key=lambda row: (row.rank, row.subject.id)):
        assert row.total is not None
        low, high = (int(end * 10**total.places) for end in row.total)
        look = looking(standing.plan, row, {"rank": rank_seen(standing, row)})
        eligible = truth_of(money.eligible, look)
        meets: tuple[Truth, ...] = tuple(truth_of(tier.when, look) for tier in money.tiers)
        if row.rank:
            people.append(Person(row.subject.id, row.rank, low, eligible, meets))
        elif row in standing.contending and eligible is not False:
            waiting.append(Waiting(row.subject.id, high))
    return Contest(
        tuple(people),
        tuple(waiting),
        tuple(tier.places for tier in money.tiers),
        tuple(tier.amount for tier in money.tiers),
        tuple(tier.when is not None for tier in money.tiers),
    )


def rank_seen(standing: Standing, row: Row) -> Seen:
    """A rank as a condition sees it: others in an open tie, and held subjects, may yet come before."""
    if not row.rank:
        return Number((None, None), 0)
    assert row.total is not None
    tied = sum(other.rank == row.rank for other in standing.rows.values()) - 1
    held = sum(other.total is not None and other.total[1] >= row.total[0] for other in standing.contending)
    return Number((Fraction(row.rank), Fraction(row.rank + tied + held)), 0)
