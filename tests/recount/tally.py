"""Each subject's findings, component scores and total, whether it is held, and what its gates and vetoes say."""

from dataclasses import dataclass, field
from fractions import Fraction

from recount import panel
from recount.conditions import Known, Names, holds
from recount.points import Finding
from recount.refusal import refuse
from recount.rules import Node, Scheme, figure, keys, whole
from recount.spans import Span, Truth, either, every, exactly, plus, rounded, times
from recount.subjects import Seen, World


@dataclass
class Standing:
    """How one subject stands."""

    seen: Seen
    findings: dict[str, Finding]
    scores: dict[str, Span] = field(default_factory=dict)
    total: Span | None = None
    """Rounded; None where the scheme only checks."""
    member: Truth = True
    passes: Truth = True
    """Whether it meets every gate and no veto applies."""
    barred: bool = False
    """Whether it fails a gate, or a veto shuts it out: no rate is paid to it."""
    held: bool = False
    grade: str | None = None
    """None while it is not known."""
    rank: int | None = None
    interview: str = ""
    tier: str | None = None
    amount: Fraction | None = None

    @property
    def id(self) -> str:
        return self.seen.subject.id

    @property
    def ranked(self) -> bool:
        return not self.held and self.member is True and self.passes is True

    def names(self, more: dict[str, Span] | None = None) -> Names:
        """What conditions of the scheme may name: beside the subject's own, components, the total, and more."""
        own = self.seen.names
        known = {**self.scores, **({"total": self.total} if self.total else {}), **(more or {})}

        def look_up(name: str) -> Known:
            return known[name] if name in known else own.look_up(name)

        def finding(name: str) -> str:
            return self.findings[name].verdict

        return Names(look_up, finding, own.figures, own.as_of, own.given)


def tally(scheme: Scheme, world: World) -> list[Standing]:
    """Every subject, by id."""
    node = scheme.node
    found = sorted(world.of(scheme.kind), key=lambda one: one.subject.id)
    ids = [one.subject.id for one in found]
    aspects: dict[str, dict[str, Finding]] = {one: {} for one in ids}
    if "panel" in node:
        marks = panel.valid(node["panel"], world.submitted, set(ids))
        marks = panel.left(node["panel"], marks, scheme.as_of, scheme.kind.figures)
        aspects = panel.findings(node["panel"], marks, ids)
    return [stood(scheme, seen, aspects[seen.subject.id]) for seen in found]


def stood(scheme: Scheme, seen: Seen, aspects: dict[str, Finding]) -> Standing:
    node = scheme.node
    by_part = []
    for name, weight, criteria in scheme.parts:
        own = {str(one["id"]): seen.finding(str(one["id"])) for one in criteria} if criteria else aspects
        by_part.append((name, weight, own))
    standing = Standing(seen, {key: one for _, _, own in by_part for key, one in own.items()})
    if "total" in node:
        total(node["total"], by_part, standing)
    truths: list[Truth] = []
    for gate in node.get("gates", []):
        keys(gate, "id when", "gates", "when")
        truths.append(holds(gate["when"], standing.names()))
    vetoes = [veto(one, standing) for one in node.get("vetoes", [])]
    shut_out = [
        truth for one, truth in zip(node.get("vetoes", []), vetoes, strict=True) if one["effect"] == "ineligible"
    ]
    standing.barred = False in truths or True in shut_out
    standing.passes = every([*truths, *(None if one is None else not one for one in vetoes)])
    members = node.get("ranking", {}).get("members")
    standing.member = True if members is None else holds(members, standing.names())
    open_part = any(one.verdict == "insufficient" for one in standing.findings.values())
    standing.held = open_part or None in truths or None in vetoes or standing.member is None
    grade(node.get("grades", []), standing)
    if standing.grade is None:
        standing.held = True
    return standing


def veto(node: Node, standing: Standing) -> Truth:
    keys(node, "id when basis effect", "vetoes", "when effect")
    if node["effect"] not in ("ineligible", "zero"):
        raise refuse("vetoes", f"“effect: {node['effect']}”")
    truth = holds(node["when"], standing.names())
    if node["effect"] == "zero" and truth is not False and standing.total is not None:
        before = standing.total
        standing.total = exactly(0) if truth else either(before, exactly(0))._replace(places=before.places)
    return truth


def total(node: Node, parts: list[tuple[str, Fraction, dict[str, Finding]]], standing: Standing) -> None:
    """Each component out of the whole, weighed and added, and rounded once."""
    keys(node, "places rounding out_of", "total", "places rounding")
    raw = node.get("out_of") == "points"
    whole_of = Fraction(100) if raw or "out_of" not in node else figure(node["out_of"], "total")
    weighed = []
    for name, weight, own in parts:
        counted = [one for one in own.values() if one.points is not None]
        points = plus(*(one.points for one in counted if one.points is not None))
        full = sum((one.of for one in counted if one.of is not None and not one.bonus), Fraction(0))
        if raw:
            score = points
        elif full:
            score = times(points, whole_of / full)
        else:
            raise refuse(f"component {name}", "a component of which nothing applies")
        standing.scores[name] = score
        weighed.append(times(score, weight))
    exact = plus(*weighed)
    places = whole(node["places"], "total")

    def once(end: Fraction | None) -> Fraction | None:
        return None if end is None else rounded(end, places, node["rounding"])

    standing.total = Span(once(exact.low), once(exact.high), places)


def grade(nodes: list[Node], standing: Standing) -> None:
    """The first grade that holds; open while one before it may."""
    standing.grade = None
    for node in nodes:
        keys(node, "id from below when quota", "grades", "id")
        truths: list[Truth] = []
        for key, operator in (("from", "at_least"), ("below", "less_than")):
            if key in node:
                truths.append(holds({"total": {operator: node[key]}}, standing.names()))
        if "when" in node:
            truths.append(holds(node["when"], standing.names()))
        truth = every(truths)
        if truth is None:
            return
        if truth:
            standing.grade = str(node["id"])
            return
    standing.grade = ""


def limited(nodes: list[Node], standings: list[Standing], ranked: list[list[Standing]]) -> None:
    """Quotas: of those who have a grade the first keep it, the others get the next one, whatever its interval."""
    for number, node in enumerate(nodes[:-1]):
        if "quota" not in node:
            continue
        quota = keys(node["quota"], "places", "quota", "places")
        if any(one.held for one in standings):
            raise refuse("quota", "a quota while somebody is held")
        having = [[one for one in tied if one.grade == str(node["id"])] for tied in ranked]
        if sum(map(len, having)) != sum(one.grade == str(node["id"]) for one in standings):
            raise refuse("quota", "a grade under a quota of those who are not ranked")
        left = whole(quota["places"], "quota")
        for tied in having:
            if 0 < left < len(tied):
                raise refuse("quota", "an open tie for the last place")
            if left == 0:
                for one in tied:
                    one.grade = str(nodes[number + 1]["id"])
            left = max(0, left - len(tied))
