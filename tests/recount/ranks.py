"""Ranks with their tie-breaks, and what people decided of ties."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from recount.evidence import Submitted
from recount.refusal import refuse
from recount.rules import Node, keys, whole
from recount.spans import rounded
from recount.tally import Standing


@dataclass
class Ranking:
    """Those ranked in each group, best first, with open ties together."""

    groups: dict[str, list[list[Standing]]]

    @property
    def ties(self) -> list[list[Standing]]:
        return [tied for group in self.groups.values() for tied in group if len(tied) > 1]


def group_of(node: Node, one: Standing) -> str:
    within = node.get("within")
    return "" if within is None else str(getattr(one.seen.subject, within))


def rank(node: Node, standings: list[Standing], submitted: Submitted) -> Ranking:
    keys(node, "within members ties", "ranking")
    if node.get("within") not in (None, "street", "community"):
        raise refuse("ranking", f"“within: {node['within']}”")
    by_group: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.ranked:
            by_group[group_of(node, one)].append(one)
    ties = node.get("ties", [])
    groups = {name: ordered(ones, ties) for name, ones in sorted(by_group.items())}
    ranking = Ranking(groups)
    settle(ranking, decided(submitted, "tie", "order"))
    for group in ranking.groups.values():
        before = 0
        for tied in group:
            for one in tied:
                one.rank = before + 1
            before += len(tied)
    return ranking


def ordered(ones: list[Standing], ties: list[Node]) -> list[list[Standing]]:
    """The best first; those whom nothing tells apart together."""

    def total(one: Standing) -> Fraction:
        assert one.total is not None
        assert one.total.known is not None
        return one.total.known

    ones = sorted(ones, key=lambda one: (-total(one), one.id))
    found: list[list[Standing]] = []
    for _, equal in groupby(ones, key=total):
        found += told_apart(list(equal), ties)
    return found


def told_apart(equal: list[Standing], ties: list[Node]) -> list[list[Standing]]:
    if len(equal) == 1 or not ties:
        return [equal]
    tie = keys(ties[0], "by places rounding first", "ties", "by")
    places = whole(tie["places"], "ties") if "places" in tie else 0
    if tie.get("first", "highest") not in ("highest", "lowest"):
        raise refuse("ties", f"“first: {tie['first']}”")
    sign = 1 if tie.get("first", "highest") == "lowest" else -1
    values = {}
    for one in equal:
        span = one.scores[tie["by"]] if tie["by"] in one.scores else one.seen.number(tie["by"])
        known = span.known
        if known is None:
            return [equal]
        values[one.id] = sign * rounded(known, places, tie.get("rounding", "half-even"))
    found = []
    for _, same in groupby(sorted(equal, key=lambda one: (values[one.id], one.id)), key=lambda one: values[one.id]):
        found += told_apart(list(same), ties[1:])
    return found


def decided(submitted: Submitted, what: str, *needed: str) -> list[Node]:
    """Decisions of one sort, each complete; the others are a problem and change nothing."""
    found = []
    for one in submitted.decisions:
        if not isinstance(one, dict) or any(not one.get(key) for key in ("settles", "by", "on", "reason")):
            raise refuse("decisions", f"the decision {one}")
        if one["settles"] not in ("tie", "interview"):
            raise refuse("decisions", f"“settles: {one['settles']}”")
        if one["settles"] == what:
            found.append(keys(one, " ".join(("settles by on reason", *needed)), "decisions", " ".join(needed)))
    return found


def settle(ranking: Ranking, decisions: list[Node]) -> None:
    """Open ties in the order decided; a decision that does not list one open tie, each once, changes nothing."""
    for one in decisions:
        order = [str(id_) for id_ in one["order"]]
        for group in ranking.groups.values():
            for place, tied in enumerate(group):
                by_id = {it.id: it for it in tied}
                if len(tied) > 1 and set(order) == set(by_id) and len(order) == len(tied):
                    group[place : place + 1] = [[by_id[id_]] for id_ in order]
                    break
