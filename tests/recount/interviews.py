"""Interviews: proposed, pending or no, in every way that held members of the group may come to stand."""

from collections import defaultdict
from itertools import product

from recount.conditions import holds
from recount.evidence import Submitted
from recount.ranks import decided, group_of
from recount.refusal import refuse
from recount.rules import Node, keys
from recount.spans import exactly
from recount.tally import Standing

ABOVE, LEVEL, BELOW, AWAY = "above", "level", "below", "away"


def interview(node: Node, ranking: Node, standings: list[Standing], submitted: Submitted) -> None:
    keys(node, "id when open by pairing", "interviews", "when")
    groups: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.member is not False and one.passes is not False:
            groups[group_of(ranking, one)].append(one)
        one.interview = "no"
    for group in groups.values():
        settled = [one for one in group if one.ranked]
        held = [one for one in group if not one.ranked]
        for one in group:
            one.interview = outcome(node, one, settled, held)
    confirm(standings, decided(submitted, "interview", "subject", "outcome"))


def outcome(node: Node, one: Standing, settled: list[Standing], held: list[Standing]) -> str:
    """What it comes to in every world: a held subject is never more than pending."""
    found: set[str] = set()
    others = [it for it in held if it is not one]
    for size, higher, lower in worlds(one, settled, others):
        more = {
            "group_size": exactly(size),
            "higher_in_group": exactly(higher),
            "lower_in_group": exactly(lower),
            "rank": exactly(higher + 1),
        }
        truths = [holds(node[key], one.names(more)) if key in node else False for key in ("when", "open")]
        if None in truths:
            raise refuse("interviews", "a condition on what is not answered")
        found.add("proposed" if truths[0] else "pending" if truths[1] else "no")
    if found == {"no"}:
        return "no"
    return "proposed" if found == {"proposed"} and one.ranked else "pending"


def worlds(one: Standing, settled: list[Standing], held: list[Standing]) -> set[tuple[int, int, int]]:
    """All that the size of the group and the numbers above and below may be."""
    found = set()
    for where in places(one, settled):
        higher, lower = where
        options = [relations(one, other, settled) for other in held]
        for relation in product(*options):
            size = len(settled) + (one not in settled) + sum(it != AWAY for it in relation)
            found.add((size, higher + relation.count(ABOVE), lower + relation.count(BELOW)))
    return found


def places(one: Standing, settled: list[Standing]) -> set[tuple[int, int]]:
    """How many of the settled may stand above and below: one answer for those settled themselves."""
    if one.ranked:
        assert one.rank is not None
        ranks = [it.rank for it in settled if it.rank is not None]
        return {(sum(rank < one.rank for rank in ranks), sum(rank > one.rank for rank in ranks))}
    totals = sorted(it.total.known for it in settled if it.total and it.total.known is not None)
    assert one.total is not None
    low, high = one.total.low, one.total.high
    found = set()
    for place in range(len(totals) + 1):  # between two of them, or level with one
        least = totals[place - 1] if place else None
        most = totals[place] if place < len(totals) else None
        if (least is None or high is None or high > least) and (most is None or low is None or low < most):
            found.add((len(totals) - place, place))
    for total in totals:
        if (low is None or low <= total) and (high is None or total <= high):
            found.add((sum(it > total for it in totals), sum(it < total for it in totals)))
    return found


def relations(one: Standing, other: Standing, settled: list[Standing]) -> list[str]:
    """Where a held member may stand to another."""
    found = [AWAY] if other.member is None or other.passes is None else []
    mine, theirs = one.total, other.total
    assert mine is not None
    assert theirs is not None
    if mine.low is None or theirs.high is None or theirs.high > mine.low:
        found.append(ABOVE)
    if mine.high is None or theirs.low is None or theirs.low < mine.high:
        found.append(BELOW)
    apart = (
        mine.low is not None
        and theirs.high is not None
        and (theirs.high < mine.low or (mine.high is not None and theirs.low is not None and theirs.low > mine.high))
    )
    if not apart:
        found.append(LEVEL)
    return found


def confirm(standings: list[Standing], decisions: list[Node]) -> None:
    """What people decided, for those with an interview proposed or pending; the first decision stands."""
    by_id = {one.id: one for one in standings}
    done = set()
    for one in decisions:
        subject = by_id.get(str(one["subject"]))
        if one["outcome"] not in ("confirmed", "not-held"):
            raise refuse("decisions", f"“outcome: {one['outcome']}”")
        if subject is None or subject.id in done or subject.interview == "no":
            continue
        subject.interview = "confirmed" if one["outcome"] == "confirmed" else "no"
        done.add(subject.id)
