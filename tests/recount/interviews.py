"""Interviews: proposed, pending or no; pending too while held members of the group could make a difference."""

from collections import defaultdict
from fractions import Fraction

from recount.conditions import holds
from recount.evidence import Submitted
from recount.ranks import decided, group_of
from recount.refusal import refuse
from recount.rules import Node, keys
from recount.spans import Span, Truth
from recount.tally import Standing


def interview(node: Node, ranking: Node, standings: list[Standing], submitted: Submitted) -> None:
    keys(node, "id when open by pairing", "interviews", "when")
    groups: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.member is not False and one.passes is not False:
            groups[group_of(ranking, one)].append(one)
        one.interview = "no"
    for group in groups.values():
        for one in group:
            one.interview = outcome(node, one, group, "ties" in ranking)
    confirm(standings, decided(submitted, "interview", "subject", "outcome"))


def outcome(node: Node, one: Standing, group: list[Standing], told_apart: bool) -> str:
    """What it comes to while held members may stand anywhere within their bounds, each number for itself."""
    others = [it for it in group if it is not one]
    higher = [stands_above(it, one, told_apart) for it in others]
    lower = [stands_above(one, it, told_apart) for it in others]
    away = [may_be_away(it) for it in others]
    known = {
        "group_size": number([None if may_be_away(it) else True for it in group]),
        "higher_in_group": number([maybe(*both) for both in zip(higher, away, strict=True)]),
        "lower_in_group": number([maybe(*both) for both in zip(lower, away, strict=True)]),
    }
    low, high = known["higher_in_group"].low, known["higher_in_group"].high
    assert low is not None
    assert high is not None
    names = one.names({**known, "rank": Span(low + 1, high + 1, 0)})
    proposed = holds(node["when"], names)
    if proposed and one.ranked:
        return "proposed"
    decide = holds(node["open"], names) if "open" in node else False
    return "no" if proposed is False and decide is False else "pending"


def number(truths: list[Truth]) -> Span:
    """How many are true, at least and at most."""
    sure = truths.count(True)
    return Span(Fraction(sure), Fraction(sure + truths.count(None)), 0)


def may_be_away(one: Standing) -> bool:
    """Whether it is open that a held subject is ranked at all."""
    return one.member is None or one.passes is None


def maybe(truth: Truth, away: bool) -> Truth:
    return None if truth and away else truth


def stands_above(one: Standing, other: Standing, told_apart: bool) -> Truth:
    """Whether one stands above another; with tie-breaks equal totals may be told apart, where either is held."""
    if one.rank is not None and other.rank is not None:
        return one.rank < other.rank
    mine, theirs = one.total, other.total
    assert mine is not None
    assert theirs is not None
    if mine.low is not None and theirs.high is not None and mine.low > theirs.high:
        return True
    level = not told_apart and mine.high == theirs.low
    below = mine.high is not None and theirs.low is not None and (mine.high < theirs.low or level)
    return False if below else None


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
